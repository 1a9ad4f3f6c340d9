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
from article3.citations.treatment import Asked, differs, own_readings
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
    r"|not require\w*|does not|do not|did not|no requirement|without requiring|no longer|depart\w*|overrul\w*|overturn\w*|never)\b",
    re.IGNORECASE,
)


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that name a question of law, and, where they assert an answer, the reading."""

    question: str
    words: tuple[str, ...]
    reading: str = ""


class Named(msgspec.Struct, frozen=True):
    """A question that a stretch of text names.

    Attributes:
        words: the phrase that was found, as listed.
        asserted: the one reading that the text asserts; empty where it asserts none, several, or denies one.
        in_heading: whether only the heading names it.
    """

    question: str
    words: str
    asserted: str = ""
    in_heading: bool = False


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


def named_questions(sentence: str, heading: str = "") -> tuple[Named, ...]:
    """The questions of law that a sentence names, or else its heading, in the order of the list."""
    in_sentence = _named(sentence)
    if in_sentence:
        return in_sentence
    return tuple(msgspec.structs.replace(one, asserted="", in_heading=True) for one in _named(heading))


def _named(text: str) -> tuple[Named, ...]:
    plain = " ".join(re.sub(r"[-\u2010-\u2015]", " ", text.replace("\u2019", "'")).casefold().split())
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase in phrases():
        if match := _pattern(phrase.words).search(plain):
            found.setdefault(phrase.question, []).append((match[0], phrase.reading))
    denied = _DENIED.search(plain) is not None
    named = []
    for question, hits in found.items():
        readings = {reading for _, reading in hits if reading}
        asserted = next(iter(readings)) if len(readings) == 1 and not denied else ""
        named.append(Named(question, hits[0][0], asserted))
    return tuple(named)


def purposes(asked: Asked, citation: Citation, authority: Authority, around: Surroundings) -> Iterator[Remark]:
    """What there is to say about an authority as cited for the questions that the words around it name."""
    if asked.as_of < authority.decided.last:
        return
    for named in named_questions(f"{around.sentence} {around.parenthetical}", around.heading):
        if named.question in asked.law.questions and any(one.question == named.question for one in authority.holdings):
            severe = citation.signal not in _CONTRARY and not named.in_heading and not around.told
            yield from _on_question(asked, authority, named, severe=severe)


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
    return f"in the {law.courts[circuit].name.removeprefix('Court of Appeals for the ')}"
