"""Whole sentences in another language, made from phrases in which parts are left open.

An explanation is written in English, where its words are chosen; it is told in another language afterwards, as a whole. A text
is looked for as it stands; then as a phrase with open parts (``Because: {finding}``), whose parts are told in their turn; then
sentence by sentence; then as a list. What is not found stays in English: it is shown as it was written rather than wrongly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN = re.compile(r"\{(?P<name>\w+)\}")
_END = re.compile(r"(?<=[.?!])(?<!\bv\.)(?<!\bDec\.)(?<!\bCir\.)(?<!\bNo\.)(?<!\b[A-Z]\.)\s+")
"""Where a sentence ends; not after the abbreviations of citations."""
_NUMBERS = frozenset({"number", "all", "low", "high"})
"""Open parts that are numbers, and nothing else."""
_LETTER = re.compile(r"[^\W\d_]")
_JOINTS = (("; ", "; "), (", ", ", "), (" and ", " and "), (" or ", " or "))
"""What stands between the parts of a list, the widest first; each is a text of the catalog."""


_LATIN = re.compile(r"(?:\d+ )?[(/]?[A-Za-z](?:[A-Za-z0-9 _.,:&()\[\]'/-]*[A-Za-z0-9)\]])?")
_LEFT_TO_RIGHT = "\u200e"


class Phrase(msgspec.Struct, frozen=True):
    """A sentence with open parts.

    Attributes:
        looks: what the English looks like.
        says: the sentence in the other language, with the same open parts.
        letters: how many letters of the English are not left open; the closer of two phrases is the one with more.
        has_words: whether it has words of its own, and not only marks around its parts.
    """

    looks: re.Pattern[str]
    says: str
    letters: int
    has_words: bool


class Phrasebook:
    """The sentences of one language.

    Args:
        known: what each English text is called in it; texts with open parts are phrases.
        right_to_left: whether it is written so: what stays in Latin letters ("8 CFR 1208.18(a)(7)") is then held together.
    """

    def __init__(self, known: Mapping[str, str], *, right_to_left: bool = False) -> None:
        self._held = _held if right_to_left else _as_it_is
        known = {english: self._held(says) for english, says in known.items()}
        self._known = known
        phrases = [_phrase(english, says) for english, says in known.items() if _OPEN.search(english)]
        self._phrases = sorted(phrases, key=lambda phrase: -phrase.letters)

    def say(self, english: str) -> str:
        """A text in this language, as far as there are words for it."""
        return self.found(english) or english

    def found(self, english: str) -> str | None:
        """A text in this language; ``None`` if no part of it can be told."""
        text = english.strip()
        return self._whole(text, of_sentences=False) or self._in_sentences(text) or self._whole(text) or self._as_a_list(text)

    def _whole(self, text: str, *, of_sentences: bool = True) -> str | None:
        """A text that is known as it stands, or as a phrase, whose open parts may be several sentences or not."""
        known = self._known.get(text)
        if known:
            return known
        for phrase in self._phrases:
            match = phrase.looks.fullmatch(text)
            if match is None or (not of_sentences and any(_END.search(part) for part in match.groups())):
                continue
            parts = {name: self.found(part) for name, part in match.groupdict().items()}
            if phrase.has_words or any(parts.values()):
                return _OPEN.sub(lambda open_: parts[open_["name"]] or self._held(match[open_["name"]]), phrase.says)  # noqa: B023
        return None

    def _in_sentences(self, text: str) -> str | None:
        """The longest beginning that is known, and what follows in its turn; a sentence that is not known stays as it is."""
        ends = [(match.start(), match.end()) for match in _END.finditer(text)]
        for end, start in reversed(ends):
            told = self._whole(text[:end], of_sentences=False)
            if told is not None:
                return f"{told} {self.say(text[start:])}"
        if ends:
            rest = self.found(text[ends[0][1] :])
            return None if rest is None else f"{text[: ends[0][0]]} {rest}"
        return None

    def _as_a_list(self, text: str) -> str | None:
        """A list, if every part of it is known."""
        for joint, called in _JOINTS:
            parts = text.split(joint)
            told = [self._whole(part) or self._as_a_list(part) for part in parts] if len(parts) > 1 else [None]
            if all(told):
                return self._known.get(called, joint).join(part or "" for part in told)
        return None


def _as_it_is(text: str) -> str:
    return text


def _held(text: str) -> str:
    """A text of a right-to-left language in which each run of Latin letters, with its number, is read from left to right."""
    parts = re.split(r"(\{\w+\})", text)
    return "".join(
        part if _OPEN.fullmatch(part) else _LATIN.sub(lambda run: f"{_LEFT_TO_RIGHT}{run[0]}{_LEFT_TO_RIGHT}", part)
        for part in parts
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, as a text is taken apart where it is not known as a whole."""
    return _END.split(" ".join(text.split()))


def _phrase(english: str, says: str) -> Phrase:
    place, looks, seen = 0, "", set[str]()
    for match in _OPEN.finditer(english):
        name = match["name"]
        inside = r"[\d.,]*\d%?" if name in _NUMBERS else ".+?"
        looks += re.escape(english[place : match.start()]) + (f"(?P={name})" if name in seen else f"(?P<{name}>{inside})")
        seen.add(name)
        place = match.end()
    looks += re.escape(english[place:])
    closed = _OPEN.sub("", english)
    return Phrase(re.compile(looks, re.DOTALL), says, len(closed), _LETTER.search(closed) is not None)
