"""The words around a citation: the sentence for which it is cited, its heading, and whether the text itself says how it stands.

A citation sentence ("See Zheng, 332 F.3d at 1194.") has no words of its own; it is cited for the sentence before it. So is a note
that has nothing but citations, for the sentence that calls it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.citations.model import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.citations.model import Citation, Document

_MASK = "\ue000"
_STOP = re.compile(r"[.!?][\"\u201d\u2019')\]]*(?:\d{1,3})?\s+(?=[\"\u201c\u2018(\[]*[A-Z0-9\ue000])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:v|vs|no|nos|inc|corp|co|mr|mrs|ms|dr|st|jr|sr|cf|e\.g|i\.e|id|art|arts|sec|secs|cir|dec|fed|reg|supp|app|att'y|gen"
    r"|ex|exh|ch|pt|para|pp|p|n|nn|approx|dep't|u\.s|u\.n|d\.c|a\.g|i\.n\.s|ibid)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_SIGNALS = re.compile(
    r"\b(?:but\s+see|but\s+cf|see\s+also|see|accord|contra|cf|compare|with|and|e\.?g|generally|also|citing|quoting|quoted\s+in"
    r"|cited\s+in|in|aff'?d|rev'?d|id|or)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:vacat\w*|overrul\w*|abrogat\w*|supersed\w*|enjoin\w*|injunction|stay(?:ed|s|ing)?|set(?:ting)? aside|withdrawn"
    r"|rescind\w*|no longer (?:good|in force|the law)|rev'?d|reversed by)",
    re.IGNORECASE,
)
_WORD = r"[A-Za-z]{2,}"
_NEAR = 70
"""Characters before and after a citation within which such a word is taken to be about it."""


class Surroundings(msgspec.Struct, frozen=True):
    """What stands around a citation.

    Attributes:
        sentence: that for which it is cited, citations left out.
        parenthetical: words in a parenthesis after the citation.
        heading: under which it stands.
        cluster: numbers of the citations that stand for the same sentence, itself included.
        told: whether the text says close by that something was vacated, overruled, enjoined or the like.
    """

    sentence: str = ""
    parenthetical: str = ""
    heading: str = ""
    cluster: tuple[int, ...] = ()
    told: bool = False


def surroundings(document: Document, citations: Sequence[Citation]) -> tuple[Surroundings, ...]:
    """What stands around each citation."""
    by_passage: dict[int, list[int]] = {}
    for number, citation in enumerate(citations):
        by_passage.setdefault(citation.passage, []).append(number)
    calls = {note: (passage, at) for passage, one in enumerate(document.passages) for at, note in one.notes}
    found: dict[int, Surroundings] = {}
    for passage, numbers in by_passage.items():
        if 0 <= passage < len(document.passages):
            called = _calling(document, citations, by_passage, calls.get(passage))
            found |= _in_passage(document, citations, passage, numbers, called or _before(document, passage))
    return tuple(found.get(number, Surroundings()) for number in range(len(citations)))


def _in_passage(
    document: Document, citations: Sequence[Citation], passage: int, numbers: list[int], called: str
) -> dict[int, Surroundings]:
    text = document.passages[passage].text
    masked = _masked(text, [citations[number] for number in numbers])
    spans = _sentences(masked)
    holding = {number: next((i for i, (a, b) in enumerate(spans) if a <= citations[number].start < b), 0) for number in numbers}
    meant = {number: _meant(masked, spans, holding[number]) for number in numbers}
    clusters: dict[object, list[int]] = {}
    for number in numbers:
        clusters.setdefault(meant[number], []).append(number)
    together = {key: tuple(cluster) for key, cluster in clusters.items()}
    said = {number: _joined(called, _words(masked, spans, meant[number]), first=meant[number] == 0) for number in numbers}
    return {
        number: Surroundings(
            sentence=said[number],
            parenthetical=citations[number].parenthetical,
            heading=document.passages[passage].place.heading,
            cluster=together[meant[number]],
            told=_told(masked, spans[holding[number]], citations[number]) if spans else False,
        )
        for number in numbers
    }


def _calling(
    document: Document, citations: Sequence[Citation], by_passage: dict[int, list[int]], call: tuple[int, int] | None
) -> str:
    """The sentence that calls a note; empty for what is no note."""
    if call is None:
        return ""
    passage, at = call
    text = document.passages[passage].text
    masked = _masked(text, [citations[number] for number in by_passage.get(passage, ())])
    spans = _sentences(masked)
    inside = [number for number, (start, _) in enumerate(spans) if start < at]
    said = _words(masked, spans, inside[-1]) if inside else ""
    return _joined(_before(document, passage), said, first=len(inside) == 1)


def _before(document: Document, passage: int) -> str:
    """The last sentence of the paragraph before one of the body: a page can end between a sentence and its citations."""
    if document.passages[passage].place.part is not Part.BODY:
        return ""
    earlier = (one.text for one in reversed(document.passages[:passage]) if one.place.part is Part.BODY)
    text = next(earlier, "")
    spans = _sentences(text)
    return text[slice(*spans[-1])] if spans else ""


def _joined(before: str, said: str, *, first: bool) -> str:
    """A sentence; with what stands before its passage, where it has no words of its own or goes on in the middle."""
    if not re.search(_WORD, _SIGNALS.sub(" ", said)):
        return before
    return f"{before} {said}" if first and said[:1].islower() else said


def _masked(text: str, citations: list[Citation]) -> str:
    letters = list(text)
    for citation in citations:
        letters[citation.start : citation.end] = [_MASK] * len(letters[citation.start : citation.end])
    return "".join(letters)


def _sentences(masked: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, a stop after an abbreviation not counting."""
    spans, start = [], 0
    for stop in _STOP.finditer(masked):
        if _ABBREVIATION.search(masked[start : stop.start() + 1]):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    if start < len(masked):
        spans.append((start, len(masked)))
    return spans


def _meant(masked: str, spans: list[tuple[int, int]], holding: int) -> int:
    """The sentence that a citation in ``holding`` is cited for: that one, or the last before it that has words of its own."""
    number = holding
    while number > 0 and _is_citations_only(masked[slice(*spans[number])]):
        number -= 1
    return number


def _is_citations_only(stretch: str) -> bool:
    return not re.search(_WORD, _SIGNALS.sub(" ", re.sub(rf"\([^()]*\)|{_MASK}+", " ", stretch)))


def _words(masked: str, spans: list[tuple[int, int]], number: int) -> str:
    if number >= len(spans):
        return ""
    return " ".join(re.sub(f"{_MASK}+", " ", masked[slice(*spans[number])]).split())


def _told(masked: str, span: tuple[int, int], citation: Citation) -> bool:
    """Whether such a word stands close to the citation in its own sentence, other citations between them not counting."""
    before = re.sub(f"{_MASK}+", " ", masked[span[0] : citation.start])[-_NEAR:]
    after = re.sub(f"{_MASK}+", " ", masked[citation.end : span[1]])[:_NEAR]
    return any(_TOLD.search(words) for words in (before, after, citation.parenthetical))
