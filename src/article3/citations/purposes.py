"""What an authority is cited for, where the words around it name a question of law that this database knows.

It compares three things: the answer that the words assert, if they do; the answer of the authority; the answer that governs in
the forum. What the data does not carry is left unsaid, and so is anything about a sentence that names no question.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.surroundings import speaks_of
from article3.citations.treatment import Asked, differs, own_readings, place
from article3.law.data_files import convert, read
from article3.law.positions import ending, governance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.model import Citation
    from article3.citations.surroundings import Surroundings
    from article3.law.loading import Law
    from article3.law.model import Authority

_CONTRARY = {"but see", "but cf.", "but cf", "contra", "cf.", "cf", "compare"}
_DENIED = re.compile(
    r"\b(?:reject\w*|declin\w*|disagree\w*|refus\w*|contrary|abandon\w*|disapprov\w*|unlike|instead|rather than|need not"
    r"|not require\w*|does not|do not|did not|no requirement|without requiring|no longer|depart\w*|overrul\w*|overturn\w*"
    r"|never)\b",
    re.IGNORECASE,
)


_KEPT = 8
"""Sentences whose reading is kept for the next citation in them; of many citations in a long one, each would read it anew."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that name a question of law.

    Attributes:
        reading: the answer, where the words assert one.
        weak: whether the same words also name other matters, so that what is said of them is a note.
    """

    question: str
    words: tuple[str, ...]
    reading: str = ""
    weak: bool = False


class Named(msgspec.Struct, frozen=True):
    """A question that a stretch of text names.

    Attributes:
        words: the phrase that was found, as listed.
        asserted: the one reading that the text asserts; empty where it asserts none, several, or denies one.
        weak: whether only the heading names it, or only words that also name other matters.
    """

    question: str
    words: str
    asserted: str = ""
    weak: bool = False


@functools.cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases recorded.

    Raises:
        article3.law.data_files.LawDataError: if the file is broken.
    """
    path = Path(__file__).with_name("phrases.toml")
    return tuple(convert(entry, Phrase, path.name) for entry in read(path).get("phrase", []))


@functools.cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)")


def named_questions(sentence: str, parenthetical: str = "", heading: str = "") -> tuple[Named, ...]:
    """The questions of law that a sentence or the parenthesis names, or else the heading, in the order of the list."""
    in_sentence = _named(sentence, parenthetical)
    if in_sentence:
        return in_sentence
    return tuple(msgspec.structs.replace(one, asserted="", weak=True) for one in _named(heading))


class _Said(msgspec.Struct, frozen=True):
    """What a stretch of text has of the phrases, by their place in the list; whether it denies something."""

    hits: dict[int, str]
    denied: bool


@functools.lru_cache(maxsize=_KEPT)
def _said(text: str) -> _Said:
    plain = " ".join(re.sub(r"[-\u2010-\u2015]", " ", text.replace("\u2019", "'")).casefold().split())
    found = ((number, _pattern(phrase.words).search(plain)) for number, phrase in enumerate(phrases()))
    return _Said({number: match[0] for number, match in found if match}, _DENIED.search(plain) is not None)


def _named(*texts: str) -> tuple[Named, ...]:
    said = [_said(text) for text in texts if text]
    found: dict[str, list[tuple[str, Phrase]]] = {}
    for number in sorted({number for one in said for number in one.hits}):
        phrase = phrases()[number]
        words = next(one.hits[number] for one in said if number in one.hits)
        found.setdefault(phrase.question, []).append((words, phrase))
    denied = any(one.denied for one in said)
    named = []
    for question, hits in found.items():
        readings = {phrase.reading for _, phrase in hits if phrase.reading}
        asserted = next(iter(readings)) if len(readings) == 1 and not denied else ""
        hits.sort(key=lambda hit: hit[1].weak)
        named.append(Named(question, hits[0][0], asserted, weak=hits[0][1].weak))
    return tuple(named)


def purposes(asked: Asked, citation: Citation, authority: Authority, around: Surroundings) -> Iterator[Remark]:
    """What there is to say about an authority as cited for the questions that the words around it name."""
    if asked.as_of < authority.decided.last:
        return
    elsewhere = _speaks_of_elsewhere(asked, authority, around.sentence)
    for named in named_questions(around.sentence, around.parenthetical, around.heading):
        if named.question in asked.law.questions and any(one.question == named.question for one in authority.holdings):
            severe = not (citation.signal in _CONTRARY or named.weak or around.told or elsewhere)
            yield from _on_question(asked, authority, named, severe=severe)


def _speaks_of_elsewhere(asked: Asked, authority: Authority, sentence: str) -> bool:
    """Whether the sentence says that this is another circuit's law, or that this circuit takes another view."""
    own, here = (asked.law.courts.get(court) for court in (authority.court, asked.circuit))
    if own is not None and own.forum and own.id != asked.circuit and speaks_of(sentence, place(own.name)):
        return True
    return here is not None and speaks_of(sentence, place(here.name)) and _denies(sentence)


@functools.lru_cache(maxsize=_KEPT)
def _denies(sentence: str) -> bool:
    return _DENIED.search(sentence) is not None


def _on_question(asked: Asked, authority: Authority, named: Named, *, severe: bool) -> Iterator[Remark]:
    law, as_of, circuit = asked.law, asked.as_of, asked.circuit
    question, worse = named.question, Severity.WARNING if severe else Severity.NOTE
    over = ending(law, authority.id, question, as_of)
    if over is not None:
        done = f"{over[1].passive} by {over[0].full_cite}"
        says = f"The text speaks here of \u201c{named.words}\u201d, and on that {authority.full_cite} was {done}."
        yield Remark(
            Kind.ENDED_ON_POINT, Severity.ERROR if severe else Severity.NOTE, says, authority.id, (over[0].id,), question
        )
        return
    own = own_readings(law, authority, question, as_of)
    if not own:
        return
    governing = governance(law, question, circuit, as_of)
    by = tuple(dict.fromkeys(position.authority.id for position in governing.governing))
    if named.asserted and named.asserted not in own:
        known = {reading.id: reading.says for reading in governing.question.readings}
        answers = " ".join(known[reading] for reading in sorted(own))
        says = f"Cited where the text speaks of \u201c{named.words}\u201d. On record {authority.full_cite} answers: {answers}"
        yield Remark(Kind.HOLDS_OTHERWISE, worse, says, authority.id, question=question)
    if governing.is_open:
        says = f"\u201c{governing.question.asks}\u201d is open in this forum: {governing.why}"
        yield Remark(Kind.OPEN_HERE, Severity.NOTE, says, authority.id, by, question)
    elif governing.governing and not own & set(governing.live):
        where = _forum(law, circuit)
        says = (
            f"Cited for \u201c{named.words}\u201d {where}, where another reading governs. {differs(law, governing, own, circuit)}"
        )
        yield Remark(Kind.NOT_LAW_HERE, worse if circuit else Severity.NOTE, says, authority.id, by, question)


def _forum(law: Law, circuit: str) -> str:
    if not circuit:
        return "before the Board, with no circuit named"
    return f"in the {place(law.courts[circuit].name)}"
