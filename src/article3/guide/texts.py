"""Every text of the guide that is translated, with the place where it stands; the catalogs are made from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.evidence.kinds import evidence_kinds
from article3.explanations.chart import chart
from article3.explanations.wording import FORM_NAMES
from article3.guide.loading import texts as texts_of
from article3.guide.voice import interface
from article3.law.forums import circuits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.guide.loading import Shelf
    from article3.law.loading import Law


def texts(found: Shelf, law: Law) -> Iterator[tuple[str, str]]:
    """Each text with its place, in the order in which a reader meets them; a text can come more than once."""
    yield from ((text, f"frame/{name}") for name, text in interface().items())
    for page in found.pages:
        yield from ((text, f"page/{page.id}") for text in texts_of(page))
    for term in found.terms.values():
        yield from ((text, f"term/{term.id}") for text in (term.english, term.means))
    for kind in evidence_kinds().kinds:
        yield from ((text, f"evidence/{kind.id}") for text in (kind.name, kind.ask, *kind.proves))
    yield from ((name, "chart") for name in FORM_NAMES.values())
    for circuit in (None, *circuits(law)):
        for row in chart(law, law.maintained_through, circuit).rows:
            yield row.asks, "chart"
            yield from ((cell.says, "chart") for cell in row.cells.values())
