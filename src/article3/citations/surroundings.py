"""The words around a citation: the sentence for which it is cited, its heading, and whether the text itself says how it stands.

A citation sentence ("See Zheng, 332 F.3d at 1194.") has no words of its own; it is cited for the sentence before it. So is a note
that has nothing but citations, for the sentence that calls it.
"""

from __future__ import annotations

import bisect
import functools
import itertools
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
_LONGEST = 12
"""More letters than an abbreviation has."""

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


@functools.lru_cache(maxsize=64)
def speaks_of(sentence: str, words: str) -> bool:
    """Whether a sentence has these words, in capitals or not; kept for the next citation in it."""
    return words.casefold() in sentence.casefold()


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
    return _Around(document, citations).found()


class _Sentences:
    """The sentences of one passage, each worked out once, however many citations stand in it."""

    def __init__(self, text: str, citations: list[Citation]) -> None:
        masked = _masked(text, citations)
        self.spans = _sentences(masked)
        self._starts = [start for start, _ in self.spans]
        # Without the citations: one blank for each run of them, and how much of it stands before each offset.
        self._bare = re.sub(f"{_MASK}+", " ", masked)
        kept = (letter != _MASK or before != _MASK for before, letter in zip(f" {masked}", masked, strict=False))
        self._before = list(itertools.accumulate(kept, initial=0))
        self._meant: list[int] = []
        for number, span in enumerate(self.spans):
            empty = number > 0 and _is_citations_only(masked[slice(*span)])
            self._meant.append(self._meant[-1] if empty else number)
        self._words: dict[int, str] = {}

    def holding(self, offset: int) -> int:
        """The sentence that a citation stands in which begins there."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def meant(self, offset: int) -> int:
        """The sentence that it is cited for: its own, or the last before it that has words of its own."""
        return self._meant[self.holding(offset)] if self._meant else 0

    def words(self, number: int) -> str:
        """What a sentence says, citations left out."""
        if number >= len(self.spans):
            return ""
        if number not in self._words:
            start, end = self.spans[number]
            self._words[number] = " ".join(self._bare[self._before[start] : self._before[end]].split())
        return self._words[number]

    def told(self, citation: Citation) -> bool:
        """Whether such a word stands close to the citation in its own sentence, other citations between them not counting."""
        if not self.spans:
            return False
        start, end = self.spans[self.holding(citation.start)]
        first, last, here, past = (self._before[offset] for offset in (start, end, citation.start, citation.end))
        near = (self._bare[max(first, here - _NEAR) : here], self._bare[past : min(last, past + _NEAR)])
        return any(_TOLD.search(words) for words in (*near, citation.parenthetical))


class _Around:
    """What stands around the citations of one document."""

    def __init__(self, document: Document, citations: Sequence[Citation]) -> None:
        self._passages = document.passages
        self._citations = citations
        self._by_passage: dict[int, list[int]] = {}
        for number, citation in enumerate(citations):
            self._by_passage.setdefault(citation.passage, []).append(number)
        self._calls = {note: (passage, at) for passage, one in enumerate(document.passages) for at, note in one.notes}
        self._read: dict[int, _Sentences] = {}
        self._ends: dict[int, str] = {}
        self._callers: dict[tuple[int, int], str] = {}
        # The last paragraph of the body before each passage.
        self._earlier: list[int | None] = []
        last = None
        for number, passage in enumerate(document.passages):
            self._earlier.append(last)
            last = number if passage.place.part is Part.BODY else last

    def found(self) -> tuple[Surroundings, ...]:
        found: dict[int, Surroundings] = {}
        for passage, numbers in self._by_passage.items():
            if 0 <= passage < len(self._passages):
                found |= self._in_passage(passage, numbers)
        return tuple(found.get(number, Surroundings()) for number in range(len(self._citations)))

    def _in_passage(self, passage: int, numbers: list[int]) -> dict[int, Surroundings]:
        called = self._calling(self._calls.get(passage)) or self._end_before(passage)
        sentences = self._sentences(passage)
        clusters: dict[int, list[int]] = {}
        for number in numbers:
            clusters.setdefault(sentences.meant(self._citations[number].start), []).append(number)
        found = {}
        for meant, cluster in clusters.items():
            said = _joined(called, sentences.words(meant), first=meant == 0)
            together = tuple(cluster)
            for number in cluster:
                found[number] = Surroundings(
                    sentence=said,
                    parenthetical=self._citations[number].parenthetical,
                    heading=self._passages[passage].place.heading,
                    cluster=together,
                    told=sentences.told(self._citations[number]),
                )
        return found

    def _sentences(self, passage: int) -> _Sentences:
        if passage not in self._read:
            cited = [self._citations[number] for number in self._by_passage.get(passage, ())]
            self._read[passage] = _Sentences(self._passages[passage].text, cited)
        return self._read[passage]

    def _calling(self, call: tuple[int, int] | None) -> str:
        """The sentence that calls a note; empty for what is no note."""
        if call is None:
            return ""
        passage, at = call
        sentences = self._sentences(passage)
        inside = bisect.bisect_left(sentences.spans, (at, 0))
        if (passage, inside) not in self._callers:
            said = sentences.words(inside - 1) if inside else ""
            self._callers[passage, inside] = _joined(self._end_before(passage), said, first=inside == 1)
        return self._callers[passage, inside]

    def _end_before(self, passage: int) -> str:
        """The last sentence of the paragraph before one of the body: a page can end between a sentence and its citations."""
        earlier = self._earlier[passage]
        if earlier is None or self._passages[passage].place.part is not Part.BODY:
            return ""
        if earlier not in self._ends:
            text = self._passages[earlier].text
            spans = _sentences(text)
            self._ends[earlier] = text[slice(*spans[-1])] if spans else ""
        return self._ends[earlier]


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
        if _ABBREVIATION.search(masked[max(start, stop.start() - _LONGEST) : stop.start() + 1]):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    if start < len(masked):
        spans.append((start, len(masked)))
    return spans


def _is_citations_only(stretch: str) -> bool:
    return not re.search(_WORD, _SIGNALS.sub(" ", re.sub(rf"\([^()]*\)|{_MASK}+", " ", stretch)))
