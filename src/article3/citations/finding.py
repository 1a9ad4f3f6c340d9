"""Find every citation in a document.

Decisions come from eyecite's patterns of reporters (see :mod:`article3.citations.patterns.reporters`); everything around them,
and every other kind, from patterns of our own, for plain eyecite reads no sections of the Act and no ranges of the CFR, and lets
"id." pass over the record. The library citeurl is not used. It needs a Markdown library besides, and what it would add here, the
sections of title 8 for those of the Act, is the table in :mod:`article3.citations.twins`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.citations.antecedents import linked
from article3.citations.patterns.backs import ids, supras
from article3.citations.patterns.cases import Finder, bare
from article3.citations.patterns.incomplete import incomplete
from article3.citations.patterns.marks import Claims, Mark, plain
from article3.citations.patterns.provisions import codes_named, provisions
from article3.citations.patterns.records import records
from article3.citations.patterns.reporters import cores
from article3.citations.patterns.signals import signal
from article3.citations.patterns.sources import sources
from article3.citations.shortened import shortened
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.citations.model import Citation, Code, Document, Passage
    from article3.law.loading import Law

_NEAR = 20
"""How many citations may stand within one."""

_LONGEST = 40
"""Most letters of a volume, a page or a pin."""

_AGENCIES = {"ag": "ag", "attygen": "ag", "attorneygeneral": "ag", "bia": "bia", "board": "bia", "2ndcir": "ca2", "3rdcir": "ca3"}


def citations(document: Document, law: Law | None = None) -> tuple[Citation, ...]:
    """The citations, in the order of passages and offsets.

    No two overlap. What stands in another's parenthesis or history has :attr:`Citation.within`; what points back has
    :attr:`Citation.refers_to`.

    Args:
        document: what was read.
        law: whose courts help; the law data that comes with the package if ``None``.

    Raises:
        ImportError: if the extra ``citations`` is not installed.
    """
    law = law or load()
    courts = courts_of(law)
    letters = [plain(passage.text) for passage in document.passages]
    codes = frozenset(code for text in letters for code in codes_named(text))
    found = [_marks(passage, text, codes, courts) for passage, text in zip(document.passages, letters, strict=True)]
    found = shortened(document, letters, found)
    marks = [_introduced(places, text) for places, text in zip(found, letters, strict=True)]
    return linked(document, marks)


def courts_of(law: Law) -> Mapping[str, str]:
    """Ids of courts by their abbreviations, without spaces and points, in lower case."""
    written = {bare(court.abbreviation): court.id for court in law.courts.values() if court.abbreviation}
    return _AGENCIES | {court: court for court in law.courts if court.startswith("ca")} | written


def _marks(passage: Passage, text: str, codes: frozenset[Code], courts: Mapping[str, str]) -> list[Mark]:
    """The citations of one passage, in order, none overlapping."""
    claims = Claims()
    found: list[Mark] = []
    sure = sorted(
        [*sources(passage.text, text), *provisions(passage.text, text, codes)], key=lambda mark: (mark.start, -mark.end)
    )
    found += [mark for mark in sure if claims.take(mark.start, mark.end)]
    reporters = tuple(cores(text))
    for mark in records(passage.text, text):
        within = any(core.start < mark.start < core.end for core in reporters)
        if not within and claims.take(mark.start, mark.end):
            found.append(mark)
    finder = Finder(passage.text, text, passage.emphasis, claims, courts)
    found += finder.decisions(reporters)
    for patterns in (ids, supras):
        found += [mark for mark in patterns(passage.text, text, claims) if claims.take(mark.start, mark.end)]
    found += [mark for mark in incomplete(passage.text, text, claims) if claims.take(mark.start, mark.end)]
    found += [mark for mark in finder.alone() if claims.take(mark.start, mark.end)]
    return sorted((mark for mark in found if _of_this_world(mark)), key=lambda mark: mark.start)


def _of_this_world(mark: Mark) -> bool:
    """Whether its numbers are of a length that a volume or page can have; others are no citation, only digits."""
    return all(len(part) <= _LONGEST for part in (mark.citation.volume, mark.citation.page, *mark.citation.pins))


def _introduced(marks: list[Mark], text: str) -> list[Mark]:
    """The marks with their signals; :attr:`Citation.within` is set to a place in the passage where one is later history."""
    ends = [mark.past for mark in marks]
    found = []
    for number, mark in enumerate(marks):
        since = max((end for end in ends[max(0, number - _NEAR) : number] if end <= mark.start), default=0)
        words, history = signal(text, mark.start, since)
        within = number - 1 if history and number else None
        found.append(msgspec.structs.replace(mark, citation=msgspec.structs.replace(mark.citation, signal=words, within=within)))
    return found
