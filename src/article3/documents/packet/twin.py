"""The same packet as one page of HTML: for a screen reader, a narrow screen, or a search."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TextIO

from article3.documents.packet.languages import language_code
from article3.documents.packet.looking import Viewer
from article3.documents.packet.model import Kind, Role
from article3.documents.packet.templates import direction
from article3.documents.packet.written import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.packet.build import Ready
    from article3.documents.packet.model import Listed, PacketReport, Plan
    from article3.documents.packet.reading import Source

_PARAGRAPH = re.compile(r"\n\s*\n")


class Twin:
    """Writes the page, one page of the packet after another.

    Args:
        stream: where to.
        plan: what was planned.
        report: what was built.
    """

    def __init__(self, stream: TextIO, plan: Plan, report: PacketReport) -> None:
        self._stream = stream
        self._plan = plan
        self._report = report

    def write(self, ready: Sequence[Ready]) -> None:
        """Write all of it."""
        rows = [listed for listed in self._report.entries if listed.kind is not Kind.CONTENTS]
        head = {"title": self._report.title, "rows": rows, "files": self._report.parts, "cover": self._plan.cover}
        self._stream.write(filled("twin", head))
        for one, listed in zip(ready, self._report.entries, strict=True):
            if listed.kind not in {Kind.CONTENTS, Kind.COVER}:
                self._entry(one, listed)
        line = escape(self._report.provenance.line())
        self._stream.write(f"</main>\n<footer><p>{line}</p></footer>\n</body>\n</html>\n")

    def _entry(self, one: Ready, listed: Listed) -> None:
        self._stream.write(f'<section aria-labelledby="entry-{listed.first}">\n')
        self._stream.write(f'<h2 id="entry-{listed.first}">{escape(one.entry.heading)}</h2>\n')
        for detail in listed.details:
            self._stream.write(f'<p class="detail">{escape(detail)}</p>\n')
        for source, piece in zip(one.sources, listed.pieces, strict=True):
            if piece.role is not Role.TAB:
                self._stream.write(f"<h3>{escape(piece.label)}</h3>\n" if listed.letter else "")
                self._pages(source, piece.first)
        self._stream.write("</section>\n")

    def _pages(self, source: Source, first: int) -> None:
        code = language_code(source.piece.language)
        stated = f' lang="{code}"' if code else ""
        with Viewer(source.path) as viewer:
            for at in range(source.pages):
                number = first + at
                self._stream.write(f'<section id="page-{number}" class="page"{stated}><h4 lang="en">Page {number}</h4>\n')
                text = viewer.text(at).strip()
                if not text:
                    self._stream.write('<p lang="en" class="picture">A picture without text; see the PDF.</p>\n')
                for block in _PARAGRAPH.split(text) if text else ():
                    self._stream.write(f'<p dir="{direction(block)}">{_marked(block, source.piece.passages)}</p>\n')
                self._stream.write("</section>\n")


def _marked(text: str, passages: Sequence[str]) -> str:
    """A text with its lines kept and its passages marked."""
    patterns = [r"\s+".join(map(re.escape, passage.split())) for passage in passages if passage.strip()]
    if not patterns:
        return escape(text).replace("\n", "<br>\n")
    shown, at = [], 0
    for found in re.finditer("|".join(patterns), text, re.IGNORECASE):
        shown += [escape(text[at : found.start()]), "<mark>", escape(found[0]), "</mark>"]
        at = found.end()
    shown.append(escape(text[at:]))
    return "".join(shown).replace("\n", "<br>\n")
