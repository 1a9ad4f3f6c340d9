"""What search goes by: words without capitals, accents or endings, the same of a text and of what is asked.

Both databases get the words ready made, so that they find the same. A text becomes a mark of its language, the stems of its words
in their order, and, after a mark of their own, its words as they stand, by which beginnings of words are found.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import snowballstemmer

from article3.documents.texts.languages import ARABIC, ENGLISH, OTHER, SPANISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LANGUAGES = (ENGLISH, SPANISH, ARABIC, OTHER)
MOST_TERMS = 16
"""Words and phrases of one search that are looked for; more are left out."""
_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|['\u2019](?=[^\W_]))*")
_ASKED = re.compile(
    r"[\"\u201c\u201d\u00ab\u00bb](?P<phrase>[^\"\u201c\u201d\u00ab\u00bb]*)[\"\u201c\u201d\u00ab\u00bb]?|(?P<bare>[^\s\"\u201c\u201d\u00ab\u00bb]+)"
)
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_ALIKE = str.maketrans({"\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647", "\u2019": "'", "\u0640": None})
_LONGEST = 64
_WITH_ARTICLE = 5
_STEMMERS = {ENGLISH: "english", SPANISH: "spanish", ARABIC: "arabic"}
_MARK = "q"
"""What marks of ours begin with; a word that does so has it twice."""
_AS_IT_STANDS = "qz"
_OF_LANGUAGE = {ENGLISH: "qlen", SPANISH: "qles", ARABIC: "qlar", OTHER: "qlxx"}


class Term(msgspec.Struct, frozen=True):
    """One thing that is looked for.

    Attributes:
        words: folded; several are a phrase, to be found one after the other.
        is_beginning: a word that begins so is meant.
    """

    words: tuple[str, ...]
    is_beginning: bool = False


class Piece(NamedTuple):
    """A stretch of a text, and whether it was looked for."""

    text: str
    is_found: bool


@functools.lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without capitals, accents, Arabic's vowel signs, hamzas and lengthening, with its digits as 0 to 9."""
    apart = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(letter for letter in apart if unicodedata.category(letter) not in {"Mn", "Cf"})
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in bare)
    whole = unicodedata.normalize("NFC", digits.translate(_ALIKE))[:_LONGEST]
    return "".join(letter for letter in whole if letter.isalnum() or letter == "'")


@functools.lru_cache(maxsize=50_000)
def stem(folded: str, language: str) -> str:
    """A folded word without its ending, in a text of a language; Arabic words are Arabic in every text."""
    by = ARABIC if _ARABIC_LETTER.search(folded) else language if language != ARABIC else OTHER
    cut = _stemmer(by).stemWord(_for_stemming(folded) if by == ARABIC else folded) if by in _STEMMERS else folded
    bare = "".join(letter for letter in unicodedata.normalize("NFC", cut) if letter.isalnum()) or _plain(folded)
    return f"{_MARK}{bare}" if bare.startswith(_MARK) else bare


def _for_stemming(folded: str) -> str:
    """An Arabic word as the stemmer expects it: without the "and" before an article; with the ending that many write as -h."""
    bare = (
        folded[1:] if len(folded) > _WITH_ARTICLE and folded.startswith(("\u0648\u0627\u0644", "\u0641\u0627\u0644")) else folded
    )
    return f"{bare[:-1]}\u0629" if bare.endswith("\u0647") else bare


class _Own(threading.local):
    """Each thread's stemmers: one keeps the word that it is at, so that two threads would mix theirs."""

    def __init__(self) -> None:
        self.known: dict[str, snowballstemmer.stemmer] = {}


_OWN = _Own()


def _stemmer(language: str) -> snowballstemmer.stemmer:
    if language not in _OWN.known:
        _OWN.known[language] = snowballstemmer.stemmer(_STEMMERS[language])
    return _OWN.known[language]


def indexed(text: str, language: str) -> str:
    """What the index is made of, for a text of a language."""
    folded = [word for match in _WORD.finditer(text) if (word := fold(match[0]))]
    stems = " ".join(stem(word, language) for word in folded)
    whole = " ".join(_AS_IT_STANDS + word for word in dict.fromkeys(_plain(word) for word in folded))
    return f"{_OF_LANGUAGE[language]} {stems} {_AS_IT_STANDS} {whole}"


def asked(words: str) -> tuple[Term, ...]:
    """What somebody looks for: words, "phrases in quotation marks", and beginn* of words. All of it has to be found."""
    found: list[Term] = []
    for match in _ASKED.finditer(words):
        bare = match["bare"] or ""
        folded = tuple(word for one in _WORD.findall(match["phrase"] or bare) if (word := fold(one)))
        if folded:
            found.append(Term(folded, is_beginning=len(folded) == 1 and bare.endswith("*")))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def alternatives(terms: Sequence[Term]) -> dict[tuple[tuple[str, ...], ...], list[str]]:
    """What is looked for in the index, in texts of which languages.

    Returns:
        For each set of phrases that have all to be found (a beginning ends in ``*``), the marks of the languages in which it is
        looked for.
    """
    found: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for language in LANGUAGES:
        found.setdefault(tuple(_in_index(term, language) for term in terms), []).append(_OF_LANGUAGE[language])
    return found


def _in_index(term: Term, language: str) -> tuple[str, ...]:
    if term.is_beginning:
        return (f"{_AS_IT_STANDS}{_plain(term.words[0])}*",)
    return tuple(stem(word, language) for word in term.words)


def _plain(folded: str) -> str:
    return folded.replace("'", "")


def excerpt(text: str, language: str, terms: Sequence[Term], most: int = 320) -> tuple[Piece, ...]:
    """A part of a text with what was looked for, which is marked; the beginning of the text if nothing was.

    Args:
        text: of a passage.
        language: its language.
        terms: what was looked for.
        most: letters of it that are shown, about.
    """
    spans = _spans(text, language, terms)
    first = spans[0][0] if spans else 0
    begin = 0 if len(text) <= most or first < most // 2 else text.rfind(" ", 0, first - most // 3) + 1
    end = len(text) if len(text) - begin <= most else text.rfind(" ", begin, begin + most)
    end = end if end > begin else min(len(text), begin + most)
    pieces = [Piece("\u2026 ", is_found=False)] if begin else []
    at = begin
    for start, stop in spans:
        if start < at or stop > end:
            continue
        pieces += [Piece(text[at:start], is_found=False), Piece(text[start:stop], is_found=True)]
        at = stop
    pieces.append(Piece(text[at:end] + (" \u2026" if end < len(text) else ""), is_found=False))
    return tuple(piece for piece in pieces if piece.text)


def _spans(text: str, language: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where in a text what is looked for stands, in order."""
    words = [(match.start(), match.end(), word) for match in _WORD.finditer(text) if (word := fold(match[0]))]
    stems = [stem(folded, language) for _, _, folded in words]
    found: list[tuple[int, int]] = []
    for term in terms:
        if term.is_beginning:
            begins = _plain(term.words[0])
            found += [(start, end) for start, end, folded in words if _plain(folded).startswith(begins)]
        else:
            sought = [stem(word, language) for word in term.words]
            found += [(words[at][0], words[at + len(sought) - 1][1]) for at in _places(stems, sought)]
    return sorted(set(found))


def _places(stems: list[str], sought: list[str]) -> Iterator[int]:
    return (at for at in range(len(stems) - len(sought) + 1) if stems[at : at + len(sought)] == sought)
