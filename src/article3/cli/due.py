"""law due: what should be read next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli import ANSWERED
from article3.cli.output import as_json, filled
from article3.cli.terminal import paint_for_stdout, say
from article3.findings.citing import citations
from article3.law.due import WHOLE_FILE, Due, Reason, Use, due
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.explanations.text import Paint

_TITLES = {
    Use.GOVERNS: "Governs a question of law in some forum, or would",
    Use.CITED: "Cited by a rule or a fact",
    Use.OTHER: "The rest",
}
_REASONS = {
    Reason.UNREAD: ("not read by us", "bad"),
    Reason.SECONDARY: ("as reported; passage not read", "open"),
    Reason.OLD: ("read long ago", "dim"),
}


def due_law(as_of: dt.date, older_than: int, style: str) -> int:
    """List what should be read, the most harmful first.

    Returns:
        The exit code.
    """
    cited = {key: [(f"{by.kind} {by.id}", by.pin) for by in citing] for key, citing in citations().items()}
    found = due(load(), as_of, cited, older_than=older_than)
    if style == "json":
        say(as_json({"as_of": as_of, "older_than": older_than, "due": found}))
        return ANSWERED
    paint = paint_for_stdout()
    if not found:
        say(f"Nothing is due on {as_of}: every statement was read within {older_than} days.\n")
        return ANSWERED
    lines = [paint(f"{len(found)} statements to read, the most harmful first, as of {as_of}", "title")]
    for use in Use:
        items = [item for item in found if item.use == use.name.lower()]
        if items:
            lines += ["", paint(f"{_TITLES[use]} ({len(items)})".upper(), "title")]
            lines += [line for item in items for line in _lines(item, paint)]
    say("\n".join(lines) + "\n")
    return ANSWERED


def _lines(item: Due, paint: Paint) -> Iterator[str]:
    words, style = _REASONS[Reason[item.reason.upper()]]
    yield from filled(f"{item.cite} [{item.authority}]", "", paint, "strong")
    read = f"; last looked at on {item.read_on}" if item.read_on else ""
    yield from filled(f"{words}{read}", "  ", paint, style)
    if item.part != WHOLE_FILE:
        yield from filled(f"Of it: {item.part}", "  ", paint)
    for settles in item.settles:
        yield from filled(f"Reading it settles {settles}", "  ", paint, "law")
    if item.cited_by:
        yield from filled(f"Cited by: {', '.join(item.cited_by)}", "  ", paint, "dim")
