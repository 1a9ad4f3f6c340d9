"""The list of cases: what was found of each when it was last saved, searched and in order. Nothing is decided to show it."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import TYPE_CHECKING, Any

import msgspec
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from article3.store.access import cases_of
from article3.store.models import Case, Standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from article3.store.models import User

PAGE = 50
"""Cases on one page."""


class Order(enum.StrEnum):
    """How the list is put in order."""

    TITLE = "title"
    NEXT = "next"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class Which(enum.StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Gaps(enum.StrEnum):
    """Which cases are listed by what their claim under the Convention still waits for."""

    ANY = ""
    NONE = "none"
    FEW = "few"
    MANY = "many"


FEW = 10
"""Up to so many facts that are still to be known are few."""


class Asked(msgspec.Struct, frozen=True):
    """What is looked for.

    Attributes:
        title: part of the title.
        circuit: id of the circuit.
        country: of removal, as the case names it.
        due_by: the next date is on this day or before it.
        protection: how protection under the Convention stood when a case was last saved: a truth; empty for any.
        gaps: how many facts it waits for.
        which: open cases, closed ones, or all.
        order: how they are put in order.
        page: from 1.
    """

    title: str = ""
    circuit: str = ""
    country: str = ""
    due_by: dt.date | None = None
    protection: str = ""
    gaps: Gaps = Gaps.ANY
    which: Which = Which.OPEN
    order: Order = Order.TITLE
    page: int = 1


class Line(msgspec.Struct, frozen=True):
    """One case.

    Attributes:
        circuit: whose law was applied; empty if none is named.
        forms: the truth of each form of protection when it was last decided; empty if it could not be.
        unknown: how many facts protection under the Convention waits for.
        next_day: the last day of what is due next.
        next_safe: the earlier day on which it is surely done in time, if that last day is not sure.
    """

    id: uuid.UUID
    title: str
    changed: dt.datetime
    closed: bool
    circuit: str
    country: str
    forms: dict[str, str]
    unknown: int
    next_day: dt.date | None
    next_safe: dt.date | None
    next_what: str


class Listed(msgspec.Struct, frozen=True):
    """A page of the list.

    Attributes:
        lines: its cases.
        count: how many there are on all pages.
        page: its number; the last one if a later one was asked for.
        pages: how many pages there are, at least one.
        countries: every country that somebody's cases name, to choose from.
    """

    lines: tuple[Line, ...]
    count: int
    page: int
    pages: int
    countries: tuple[str, ...]


def listed(user: User, asked: Asked) -> Listed:
    """The cases that somebody may open, as far as they were asked for."""
    known = _with_standing(cases_of(user))
    countries = known.exclude(country="").order_by("country").values_list("country", flat=True).distinct()
    found = _filtered(known, asked)
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, asked.page), pages)
    chosen = list(found.defer("key").order_by(*_ORDERS[asked.order])[(page - 1) * PAGE : page * PAGE])
    # All that a line shows; what was found of each rule would be read for nothing.
    lines = Standing.objects.only("circuit", "country", "forms", "unknown", "next_day", "next_safe", "next_what")
    standings = lines.in_bulk([case.standing for case in chosen if case.standing is not None])
    return Listed(tuple(_line(case, standings.get(case.standing)) for case in chosen), count, page, pages, tuple(countries))


def about_country(user: User, country: str) -> QuerySet[Any]:
    """The cases that somebody may open in which this is the country of removal, as they were last saved."""
    return _with_standing(cases_of(user)).filter(country__iexact=country)


def countries_of(user: User) -> list[str]:
    """The countries of removal of the cases that somebody may open, in order."""
    named = _with_standing(cases_of(user)).exclude(country="").order_by("country").values_list("country", flat=True)
    return [name for name in named.distinct() if name]


_ORDERS = {
    Order.TITLE: ("title", "id"),
    Order.NEXT: (F("act_by").asc(nulls_last=True), "title", "id"),
    Order.CHANGED: ("-changed", "id"),
    Order.UNKNOWN: (F("unknown").desc(nulls_last=True), "title", "id"),
}


_GAPS = {
    Gaps.ANY: Q(),
    Gaps.NONE: Q(unknown=0),
    Gaps.FEW: Q(unknown__gt=0, unknown__lte=FEW),
    Gaps.MANY: Q(unknown__gt=FEW),
}


def _with_standing(cases: QuerySet[Case]) -> QuerySet[Any]:
    """The cases with columns of the newest standing of each, by which they are filtered and put in order."""
    kept = Standing.objects.filter(case=OuterRef("pk"))
    asked = kept.annotate(protection=KT("forms__protection_cat"), act_by=Coalesce("next_safe", "next_day"))
    newest = asked.order_by("-at", "-id")
    columns = (
        ("standing", "pk"),
        ("circuit", "circuit"),
        ("country", "country"),
        ("act_by", "act_by"),
        ("unknown", "unknown"),
        ("protection", "protection"),
    )
    return cases.annotate(**{name: Subquery(newest.values(column)[:1]) for name, column in columns})


def _filtered(found: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    if asked.which is not Which.ALL:
        found = found.filter(closed__isnull=asked.which is Which.OPEN)
    wanted = Q()
    if asked.title:
        wanted &= Q(title__icontains=asked.title)
    if asked.circuit:
        wanted &= Q(circuit=asked.circuit)
    if asked.country:
        wanted &= Q(country=asked.country)
    if asked.due_by is not None:
        wanted &= Q(act_by__lte=asked.due_by)
    if asked.protection:
        wanted &= Q(protection=asked.protection)
    wanted &= _GAPS[asked.gaps]
    return found.filter(wanted)


def _line(case: Case, standing: Standing | None) -> Line:
    return Line(
        case.id,
        case.title,
        case.changed,
        case.closed is not None,
        standing.circuit if standing else "",
        standing.country if standing else "",
        standing.forms if standing else {},
        standing.unknown if standing else 0,
        standing.next_day if standing else None,
        standing.next_safe if standing else None,
        standing.next_what if standing else "",
    )
