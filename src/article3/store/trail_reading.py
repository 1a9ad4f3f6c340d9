"""Reading the trail: by person, action, day and case; page by page; whole, as lines of JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.store import trail
from article3.store.access import Verb, demand
from article3.store.models import Entry, User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

PAGE = 100
"""Lines on one page."""


class Asked(msgspec.Struct, frozen=True):
    """Which lines are wanted; what is ``None`` or empty does not narrow them.

    Attributes:
        who: number of a person; 0 for the command line and whoever had not signed in.
        did: the action.
        day: in UTC.
        on: id of a case, file or person.
    """

    who: int | None = None
    did: str = ""
    day: dt.date | None = None
    on: str = ""


class Line(msgspec.Struct, frozen=True):
    """One line, with the name of the person.

    Attributes:
        entry: the line as it is kept.
        name: whose number ``entry.who`` is; empty for nobody's.
    """

    entry: Entry
    name: str


class Page(msgspec.Struct, frozen=True):
    """Some lines, latest first.

    Attributes:
        lines: at most ``PAGE``.
        older: the number below which there are more; ``None`` if there are none.
    """

    lines: tuple[Line, ...]
    older: int | None


def page(user: User, asked: Asked, below: int | None = None) -> Page:
    """One page of the trail; that somebody read it is a line of it too.

    Args:
        user: an auditor or administrator.
        asked: which lines.
        below: only those of a lower number.

    Raises:
        NoAccessError: if they may not.
    """
    demand(user, Verb.TRAIL_READ)
    trail.record(user, "trail.read", asked.on)
    found = _found(asked).order_by("-number")
    if below is not None:
        found = found.filter(number__lt=below)
    entries = list(found[: PAGE + 1])
    older = entries[PAGE - 1].number if len(entries) > PAGE else None
    shown = entries[:PAGE]
    names = dict(User.objects.filter(pk__in={one.who for one in shown}).values_list("pk", "name"))
    return Page(tuple(Line(one, names.get(one.who, "")) for one in shown), older)


def people(user: User) -> list[User]:
    """Whom the trail may be asked about.

    Raises:
        NoAccessError: if they may not.
    """
    demand(user, Verb.TRAIL_READ)
    return list(User.objects.all())


def actions(user: User) -> list[str]:
    """What the trail tells of.

    Raises:
        NoAccessError: if they may not.
    """
    demand(user, Verb.TRAIL_READ)
    return list(Entry.objects.order_by("did").values_list("did", flat=True).distinct())


def verified(user: User) -> trail.Verified:
    """Work the chain out anew, and tell the trail who asked for it.

    Raises:
        NoAccessError: if they may not.
    """
    demand(user, Verb.TRAIL_READ)
    found = trail.verify()
    trail.record(user, "trail.verified", lines=found.lines, broken_at=found.broken_at)
    return found


def exported(user: User, asked: Asked) -> Iterator[bytes]:
    """The lines asked for, oldest first, each a line of JSON; the trail tells that somebody took them away.

    Raises:
        NoAccessError: if they may not, before anything is given out.
    """
    demand(user, Verb.TRAIL_READ)
    day = asked.day.isoformat() if asked.day else None
    trail.record(user, "trail.exported", asked.on, person=asked.who, action=asked.did, day=day)
    return _lines(_found(asked).order_by("number"))


def _lines(found: QuerySet[Entry]) -> Iterator[bytes]:
    for one in found.iterator(chunk_size=2000):
        at = one.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        told = {"number": one.number, "at": at, "who": one.who, "did": one.did, "on": one.on, "detail": one.detail}
        yield msgspec.json.encode({**told, "before": one.before, "hash": one.hash}) + b"\n"


def _found(asked: Asked) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if asked.who is not None:
        found = found.filter(who=asked.who)
    if asked.did:
        found = found.filter(did=asked.did)
    if asked.on:
        found = found.filter(on=asked.on)
    if asked.day is not None:
        start = dt.datetime.combine(asked.day, dt.time(), dt.UTC)
        found = found.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
    return found
