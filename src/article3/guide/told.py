"""What a reader is told: the page in the reader's language, by the law of the reader's forum on a day."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import msgspec

from article3.evidence.kinds import evidence_kinds
from article3.explanations.chart import chart
from article3.explanations.wording import FORM_NAMES
from article3.guide.loading import NUMBERED
from article3.guide.model import Leaf, Part, Sort, Told
from article3.law.countries import country
from article3.law.forums import circuits
from article3.law.numbers import number
from article3.law.positions import governance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.guide.model import Block, Page, Section
    from article3.guide.voice import Voice
    from article3.law.loading import Law

COUNTRIES = "countries"
"""The group of the pages of one country each."""


@dataclasses.dataclass(frozen=True)
class Reader:
    """For whom a page is made.

    Attributes:
        voice: the reader's language.
        circuit: id of the circuit of the reader's court; empty if it is not known.
        law: the law data.
        as_of: the day whose law is told.
    """

    voice: Voice
    circuit: str
    law: Law
    as_of: dt.date


def told(page: Page, reader: Reader) -> Leaf:
    """A page as the reader is told it."""
    say = reader.voice.say
    parts = (_part(section, reader) for section in page.sections)
    kept = tuple(part for part in parts if part.blocks)
    days = {block.as_of for part in kept for block in part.blocks if block.as_of is not None}
    one = days.pop() if page.group == COUNTRIES and len(days) == 1 else None
    if one is not None:
        kept = tuple(_undated(part) for part in kept)
    lead = _numbers(say(page.lead), reader)
    return Leaf(page.id, say(page.title), say(page.short), lead, page.group, kept, page.printed, one)


def _undated(part: Part) -> Part:
    blocks = tuple(msgspec.structs.replace(block, as_of=None) for block in part.blocks)
    return msgspec.structs.replace(part, blocks=blocks)


def _part(section: Section, reader: Reader) -> Part:
    blocks = tuple(_block(block, reader) for block in section.blocks if block.holds(reader.as_of))
    return Part(section.id, reader.voice.say(section.title), blocks)


def _block(block: Block, reader: Reader) -> Told:
    made = Told(
        block.sort,
        tuple(_paragraphs(block.text, reader)),
        tuple(_numbers(reader.voice.say(item), reader) for item in block.items),
        tuple(_law(block, reader)),
        as_of=country(block.country).as_of if block.country else None,
    )
    if block.sort is Sort.QUESTION:
        return _question(block, made, reader)
    if block.sort is Sort.CHART:
        return msgspec.structs.replace(made, rows=tuple(_chart(reader)))
    if block.sort is Sort.EVIDENCE:
        return msgspec.structs.replace(made, rows=tuple(_evidence(reader)))
    return made


def _question(block: Block, made: Told, reader: Reader) -> Told:
    """What the court of the reader's circuit answers; where that is not known, every answer with its circuits."""
    found: dict[str, list[str]] = {}
    for circuit in circuits(reader.law):
        standing = governance(reader.law, block.question, circuit, reader.as_of)
        found.setdefault(block.unsettled if standing.is_open else block.answers[standing.live[0]], []).append(circuit)
    own = next((answer for answer, where in found.items() if reader.circuit in where or len(found) == 1), "")
    if own:
        return msgspec.structs.replace(made, texts=(*made.texts, *_paragraphs(own, reader)), depends=len(found) > 1)
    say, court = reader.voice.say, reader.voice.court
    rows = tuple(
        (reader.voice.several([court(circuit) for circuit in where]), _numbers(say(answer), reader))
        for answer, where in found.items()
    )
    return msgspec.structs.replace(made, rows=rows, depends=True)


def _paragraphs(text: str, reader: Reader) -> Iterator[str]:
    """A text is translated as a whole, so that a translator sees it whole; a blank line parts paragraphs."""
    for paragraph in reader.voice.say(text).split("\n\n") if text else ():
        yield _numbers(" ".join(paragraph.split()), reader)


def _numbers(text: str, reader: Reader) -> str:
    """Dated numbers of the law in place of their names, as digits."""
    return NUMBERED.sub(lambda match: f"{number(match['number'], on=reader.as_of).value:,}", text)


def _law(block: Block, reader: Reader) -> Iterator[str]:
    for by in block.by:
        identifier, _, pin = by.partition("@")
        yield reader.law.authority(identifier).cited(pin)


def _chart(reader: Reader) -> Iterator[tuple[str, ...]]:
    """The chart of the four forms, derived from the rules."""
    say = reader.voice.say
    made = chart(reader.law, reader.as_of, reader.circuit or None)
    yield ("", *(say(FORM_NAMES[form]) for form in made.forms))
    for row in made.rows:
        yield (say(row.asks), *(say(row.cells[form].says) for form in made.forms))


def _evidence(reader: Reader) -> Iterator[tuple[str, ...]]:
    """The eight kinds of evidence: what it is, what to ask oneself, what it shows."""
    say = reader.voice.say
    for kind in evidence_kinds().kinds:
        yield (say(kind.name), say(kind.ask), " ".join(say(one) for one in kind.proves))
