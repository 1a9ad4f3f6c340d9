"""Find a place in the book by words: titles and citations first, then what is said there."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from article3.facts.vocabulary import FACTS, full_id
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.book.shelf import Shelf
    from article3.law.model import Authority

_WORDS = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*")
_SNIPPET = 160
"""Characters of a passage that are shown."""


class Sort(enum.StrEnum):
    """What a place of the book is about."""

    AUTHORITY = "authority"
    QUESTION = "question"
    RULE = "rule"
    NUMBER = "number"
    ISSUE = "issue"
    FACT = "fact"
    COUNTRY = "country"
    COURT = "court"


class Place(msgspec.Struct, frozen=True):
    """A place of the book that can be found.

    Attributes:
        sort: what it is about.
        title: what it is called.
        href: where it is, from the top of the book.
        said: what is said there, one text for each passage.
        court: of an authority, the id of the court or maker.
        names: other names by which it is sought, its id among them.
    """

    sort: Sort
    title: str
    href: str
    said: tuple[str, ...] = ()
    court: str = ""
    names: tuple[str, ...] = ()


class Marked(msgspec.Struct, frozen=True):
    """A piece of a text, and whether it is one of the words that were sought."""

    text: str
    sought: bool


class Hit(msgspec.Struct, frozen=True):
    """A place that was found.

    Attributes:
        title: its title in pieces.
        said: the first passage that has the words, shortened, in pieces; empty if the title has them all.
    """

    place: Place
    title: tuple[Marked, ...]
    said: tuple[Marked, ...]


def places(shelf: Shelf) -> Iterator[Place]:
    """Every place, in the order of the book."""
    for rule in RULES.values():
        yield Place(Sort.RULE, rule.sentence, shelf.href("rule", rule.id), (), "", (rule.id,))
    for question in shelf.law.questions.values():
        said = (question.about, *(reading.says for reading in question.readings))
        yield Place(Sort.QUESTION, question.asks, shelf.href("question", question.id), said, "", (question.id,))
    for issue in shelf.law.issues.values():
        said = (issue.asks, issue.about, *(factor.says for factor in issue.factors))
        yield Place(Sort.ISSUE, issue.title, shelf.href("issue", issue.id), said, "", (issue.id,))
    for authority in shelf.law.authorities.values():
        names = (authority.id, *authority.also, *authority.parallel, *_called(shelf, authority.court))
        place = shelf.href("authority", authority.id)
        yield Place(Sort.AUTHORITY, authority.full_cite, place, tuple(_said(authority)), authority.court, names)
    for number in shelf.numbers.values():
        yield Place(Sort.NUMBER, number.what, shelf.href("number", number.id), (number.note,), "", (number.id,))
    for variable in FACTS:
        fact = full_id(variable)
        yield Place(Sort.FACT, variable.question, shelf.href("fact", fact), (), "", (fact,))
    for identifier, name in shelf.country_names.items():
        yield Place(Sort.COUNTRY, name, shelf.href("country", identifier), (), "", (identifier,))
    for court in shelf.venues.courts.values():
        names = (court.id, *_called(shelf, court.circuit))
        yield Place(Sort.COURT, court.name, shelf.href("immigration court", court.id), (), "", names)


def found(known: Iterable[Place], words: str, sort: Sort | None = None, court: str = "") -> list[Hit]:
    """The places that have every word, those that have them in the title or in a name first.

    Capitals and accents do not count, and a word is found by its beginning.

    Args:
        known: the places of the book.
        words: what is sought; without any word, every place of the sort and court is found.
        sort: only what is about this.
        court: only authorities of this court or maker.
    """
    sought = [_plain(word) for word in _WORDS.findall(words)]
    ranked: list[tuple[int, Hit]] = []
    for place in known:
        if (sort is not None and place.sort is not sort) or (court and place.court != court):
            continue
        rank = _rank(place, sought)
        if rank is not None:
            passage = "" if rank == 0 else _passage(place.said, sought)
            ranked.append((rank, Hit(place, marked(place.title, sought), marked(_short(passage, sought), sought))))
    ranked.sort(key=lambda one: one[0])
    return [hit for _, hit in ranked]


def marked(text: str, sought: Sequence[str]) -> tuple[Marked, ...]:
    """A text in pieces: words that begin as one that is sought, and what is between them."""
    pieces: list[Marked] = []
    end = 0
    for match in _WORDS.finditer(text):
        if any(_plain(match[0]).startswith(word) for word in sought):
            if match.start() > end:
                pieces.append(Marked(text[end : match.start()], sought=False))
            pieces.append(Marked(match[0], sought=True))
            end = match.end()
    if end < len(text):
        pieces.append(Marked(text[end:], sought=False))
    return tuple(pieces)


def _called(shelf: Shelf, court: str) -> tuple[str, ...]:
    """What a court or maker of law is called: Sixth Circuit, 6th Cir., ca6."""
    known = shelf.law.courts.get(court)
    return () if known is None else (known.id, known.name, known.abbreviation)


def _said(authority: Authority) -> Iterator[str]:
    yield authority.about
    yield from (holding.holds for holding in authority.holdings)
    for paragraph in authority.paragraphs:
        yield paragraph.heading
        yield from (version.says for version in paragraph.versions)


def _rank(place: Place, sought: Sequence[str]) -> int | None:
    """0 if title and names have every word, 1 if they do together with what is said; ``None`` if one is missing."""
    heads = _all_words((place.title, *place.names))
    if all(_has(heads, word) for word in sought):
        return 0
    whole = heads | _all_words(place.said)
    return 1 if all(_has(whole, word) for word in sought) else None


def _has(words: frozenset[str], sought: str) -> bool:
    return sought in words or any(word.startswith(sought) for word in words)


def _all_words(texts: Iterable[str]) -> frozenset[str]:
    found = {_plain(word) for text in texts for word in _WORDS.findall(text)}
    return frozenset(found | {part for word in found for part in re.split(r"[.'\u2019-]", word) if part})


def _plain(word: str) -> str:
    """Without capitals and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _passage(said: Sequence[str], sought: Sequence[str]) -> str:
    """The passage that has most of the words; the first of several."""
    return max(said, key=lambda text: sum(_has(_all_words((text,)), word) for word in sought), default="")


def _short(text: str, sought: Sequence[str]) -> str:
    """Of a long passage the part around the first word that is sought."""
    if len(text) <= _SNIPPET:
        return text
    at = next((match.start() for match in _WORDS.finditer(text) if any(_plain(match[0]).startswith(word) for word in sought)), 0)
    start = max(0, at - _SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + _SNIPPET)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
