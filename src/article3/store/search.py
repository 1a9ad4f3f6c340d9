"""Passages that hold what somebody looks for, among those that they may read: of their own cases, and of the shared library.

What is found is the same in both databases: the index holds words that are made here, and the order is worked out here. The best
come first; where very many passages fit, the order is among those that were read last.
"""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Q

from article3.documents.texts.words import Piece, Term, alternatives, asked, excerpt
from article3.store import trail
from article3.store.access import Verb, cases_of, may
from article3.store.caseload import about_country
from article3.store.index import INDEX, TABLE, VECTOR
from article3.store.models import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from article3.store.models import User

PAGE = 20
"""Passages on one page."""
RANKED = 1000
"""So many passages, those that were read last, are put in order; the others can be had by asking for more words."""
_HALF, _USUAL = 1.2, 120.0
"""As in BM25: occurrences that count for half of the most that a word can count for, in a passage of so many words."""


class Where(enum.StrEnum):
    """Among which documents."""

    ALL = "all"
    CASES = "cases"
    LIBRARY = "library"


class Sought(msgspec.Struct, frozen=True):
    """What is looked for.

    Attributes:
        words: as somebody types them: words, "phrases", beginn*.
        where: in cases, in the library, or in both.
        case: in this case alone.
        country: of the report, or of removal in the case.
        source: of the report.
        since: the report was published, or the file added, on this day or later.
        until: or earlier.
        language: en, ar or es.
        page: of what is found, from 1.
    """

    words: str = ""
    where: Where = Where.ALL
    case: uuid.UUID | None = None
    country: str = ""
    source: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    language: str = ""
    page: int = 1


class Hit(NamedTuple):
    """A passage that was found.

    Attributes:
        passage: with its document at hand.
        pieces: a part of its text, what was looked for marked.
    """

    passage: Passage
    pieces: tuple[Piece, ...]


class Found(msgspec.Struct, frozen=True):
    """A page of what was found.

    Attributes:
        hits: its passages, the best first.
        count: how many there are in all.
        shown: how many of them can be paged to.
        page: its number; the last one if a later one was asked for.
        pages: how many pages there are, at least one.
        terms: what was looked for; empty if there was nothing to look for.
    """

    hits: tuple[Hit, ...]
    count: int
    shown: int
    page: int
    pages: int
    terms: tuple[Term, ...]


def search(user: User, sought: Sought) -> Found:
    """Find passages. Nobody finds any of a case that they may not open.

    The trail tells that somebody searched, and never for what.
    """
    terms = asked(sought.words)
    if not terms:
        return Found((), 0, 0, 1, 1, ())
    among = _matching(_allowed(user, sought), terms)
    count = among.count()
    rows = among.order_by("-id").values_list("id", "words")[:RANKED]
    forms = [_forms(term) for term in terms]
    ranked = sorted((-_weight(words, forms), -number) for number, words in rows)
    pages = max(1, -(-len(ranked) // PAGE))
    page = min(max(1, sought.page), pages)
    numbers = [-number for _, number in ranked[(page - 1) * PAGE : page * PAGE]]
    found = Passage.objects.select_related("file__case", "report").in_bulk(numbers)
    hits = tuple(Hit(one, excerpt(one.text, one.language, terms)) for number in numbers if (one := found.get(number)))
    trail.record(user, "documents.searched", sought.case or "", found=count)
    return Found(hits, count, len(ranked), page, pages, terms)


def _allowed(user: User, sought: Sought) -> QuerySet[Passage]:
    """The passages that somebody may read, as far as they were asked for: what is not let in here is not there."""
    mine = Q(file__case__in=cases_of(user).values("pk"))
    if sought.case is not None:
        mine &= Q(file__case=sought.case)
    if sought.country:
        mine &= Q(file__case__in=about_country(user, sought.country).values("pk"))
    if sought.since:
        mine &= Q(file__at__gte=_begin(sought.since))
    if sought.until:
        mine &= Q(file__at__lt=_begin(sought.until + dt.timedelta(days=1)))
    readable = Q(pk__in=())
    if sought.where is not Where.LIBRARY and not sought.source:
        readable |= mine
    if sought.where is not Where.CASES and sought.case is None and may(user, Verb.LIBRARY_READ):
        readable |= _of_library(sought)
    found = Passage.objects.filter(readable)
    return found.filter(language=sought.language) if sought.language else found


def _of_library(sought: Sought) -> Q:
    wanted = Q(report__isnull=False)
    if sought.country:
        wanted &= Q(report__country__iexact=sought.country)
    if sought.source:
        wanted &= Q(report__source=sought.source)
    if sought.since:
        wanted &= Q(report__published__gte=sought.since)
    if sought.until:
        wanted &= Q(report__published__lte=sought.until)
    return wanted


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _matching(among: QuerySet[Passage], terms: Sequence[Term]) -> QuerySet[Passage]:
    wanted = alternatives(terms)
    if connection.vendor == "postgresql":
        return among.extra(where=[f"{VECTOR} @@ to_tsquery('simple', %s)"], params=[_for_postgresql(wanted)])  # noqa: S610 - ours
    inner = f"{TABLE}.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608 - names of ours
    return among.extra(where=[inner], params=[_for_sqlite(wanted)])  # noqa: S610


def _for_sqlite(wanted: dict[Any, list[str]]) -> str:
    """What is looked for as FTS5 writes it: the words hold letters and digits alone."""
    found = []
    for phrases, languages in wanted.items():
        every = " AND ".join(_quoted(phrase) for phrase in phrases)
        found.append(f"(({' OR '.join(languages)}) AND {every})")
    return " OR ".join(found)


def _quoted(phrase: tuple[str, ...]) -> str:
    words = " ".join(phrase)
    return f'"{words[:-1]}"*' if words.endswith("*") else f'"{words}"'


def _for_postgresql(wanted: dict[Any, list[str]]) -> str:
    """What is looked for as ``to_tsquery`` takes it."""
    found = []
    for phrases, languages in wanted.items():
        every = " & ".join(f"({' <-> '.join(_lexeme(word) for word in phrase)})" for phrase in phrases)
        found.append(f"(({' | '.join(languages)}) & {every})")
    return " | ".join(found)


def _lexeme(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"


def _forms(term: Term) -> tuple[str, ...]:
    """How what is looked for stands in the index, in whatever language; each begins with a space."""
    return tuple(f" {' '.join(phrase)} ".removesuffix("* ") for (phrase,) in alternatives((term,)))


def _weight(words: str, terms: Sequence[tuple[str, ...]]) -> float:
    """How well a passage fits: how often it has what is looked for, by its length."""
    padded = f" {words} "
    length = words.count(" ") / 2
    weight = 0.0
    for forms in terms:
        times = max(padded.count(form) for form in forms)
        weight += times / (times + _HALF * (0.25 + 0.75 * length / _USUAL))
    return weight
