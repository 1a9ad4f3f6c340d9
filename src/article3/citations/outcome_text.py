"""A check as text for a terminal: 80 columns, readable without color."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from article3.citations.checked import Kind, Severity
from article3.citations.outcome import behind
from article3.explanations.cleaning import one_line
from article3.explanations.text import WIDTH, Paint, plain
from article3.explanations.wording import NOT_ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.citations.checked import Counts
    from article3.citations.outcome import Mention, Online, Outcome

_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "open", Severity.NOTE: "dim", Severity.OK: "good"}


def render(outcomes: Sequence[Outcome], paint: Paint = plain, *, width: int = WIDTH) -> str:
    """The documents, one after the other, with the citations of which there is something to say, and counts at the end."""
    lines: list[str] = []
    for shown in outcomes:
        lines += [*_document(shown, paint, width), ""]
    if len(outcomes) > 1:
        lines += [paint("ALL DOCUMENTS", "title"), *(_one_line(shown, paint) for shown in outcomes), ""]
    lines += _filled(NOT_ADVICE, "", paint, "dim", width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _document(shown: Outcome, paint: Paint, width: int) -> Iterator[str]:
    yield from _filled(f"{shown.document}: citations checked", "", paint, "title", width)
    yield from _filled(
        f"As of {shown.as_of}, {shown.forum}. Law data {shown.law_version}, kept to {shown.law_through}.", "", paint, "", width
    )
    for warning in shown.warnings:
        yield from _filled(f"Warning: {warning}", "", paint, "open", width)
    persuasive = []
    for mention in shown.remarked:
        if {one.kind for one in mention.found.remarks} == {Kind.NOT_BINDING_HERE}:
            persuasive.append(mention)
        else:
            yield ""
            yield from _mention(mention, shown, paint, width)
    if persuasive:
        yield ""
        yield from _filled("NOTE: persuasive only here, with nothing else to say of it:", "", paint, "dim", width)
        for mention in persuasive:
            yield from _filled(f"{mention.found.citation.written} ({mention.where})", "  - ", paint, "", width)
    yield ""
    yield from _filled(summary(shown.counts), "", paint, _STYLES[shown.severity], width)
    if shown.online is not None:
        yield from _filled(_online(shown), "", paint, "", width)


def summary(counts: Counts) -> str:
    """The counts in a sentence or two."""
    cases = f"{number_of(counts.citations, 'citation')}: {number_of(counts.error, 'with an error', 'with errors')}, "
    cases += (
        f"{number_of(counts.warning, 'with a warning', 'with warnings')}, {number_of(counts.note, 'with a note', 'with notes')}, "
    )
    record = f" {number_of(counts.record, 'cite')} of the record, which only you can check." if counts.record else ""
    unknown = f" {counts.unknown} not: look each of those up." if counts.unknown else ""
    return f"{cases}{counts.ok} with nothing to say. {counts.resolved} found in this database.{unknown}{record}"


def _mention(mention: Mention, shown: Outcome, paint: Paint, width: int) -> Iterator[str]:
    heading = f" ({mention.place.heading})" if mention.place.heading else ""
    yield from _filled(f"{mention.where}{heading}", "", paint, "strong", width)
    line = f"{mention.before}[[{mention.found.citation.written}]]{mention.after}"
    yield from _filled(line, "  ", paint, "", width)
    for remark, law in zip(mention.found.remarks, behind(mention, shown), strict=True):
        word = remark.severity.value.upper()
        lines = list(_filled(f"{word}: {remark.says}", "  ", plain, "", width))
        yield lines[0].replace(word, paint(word, _STYLES[remark.severity]), 1)
        yield from lines[1:]
        for source in law:
            yield from _filled(source, "    - ", paint, "law", width)


def _one_line(shown: Outcome, paint: Paint) -> str:
    word = shown.severity.value
    name, found = one_line(shown.document), number_of(shown.counts.citations, "citation")
    return f"  {paint(f'{word:<8}', _STYLES[shown.severity])} {name}: {found}"


def sent(online: Online) -> str:
    """How many citations were sent to which machine, and how many of them got no answer."""
    without = f" ({len(online.unanswered)} of them not answered)" if online.unanswered else ""
    return f"{number_of(len(online.sent), 'citation')} sent to {online.host}{without}"


def _online(shown: Outcome) -> str:
    online = shown.online
    if online is None:
        return ""
    kept = f"; {number_of(len(online.kept), 'answer')} kept from earlier" if online.kept else ""
    return f"Looked up online: {sent(online)}{kept}."


def number_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _filled(words: str, indent: str, paint: Paint, style: str, width: int) -> Iterator[str]:
    words = one_line(words)
    further = " " * len(indent) + ("" if indent.endswith("- ") else "  " if indent else "")
    for line in textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False):
        yield paint(line, style) if style else line
