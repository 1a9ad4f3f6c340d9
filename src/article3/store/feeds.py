"""Calendars at secret addresses: made, read without signing in, taken back.

Whoever has the address reads the calendar, as calendar programs cannot sign in. It is worth nothing once it was taken back, once
the person may no longer sign in, and for a case that they may no longer open.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction
from django.utils import timezone

from article3.deadlines.agenda import agenda
from article3.deadlines.ics import calendar, together
from article3.facts.problems import CaseFileError
from article3.store import trail
from article3.store.access import Verb, cases_of, demand, lets_in
from article3.store.cases import facts_of, latest
from article3.store.errors import NoAccessError
from article3.store.models import Case, Feed, User

if TYPE_CHECKING:
    import datetime as dt

    from article3.law.loading import Law

MOST = 300
"""Cases of one calendar: those with the next dates come first."""
_TOKEN = 32
"""Bytes of chance in an address."""


class Made(msgspec.Struct, frozen=True):
    """A calendar that was made, with the token of its address, which is told this once."""

    feed: Feed
    token: str


def make(user: User, case: Case | None, *, names: bool = False) -> Made:
    """Let programs read a calendar; an earlier address of the same calendar is worth nothing from now on.

    Args:
        user: whose calendar it is.
        case: which case; all that they may open if it is left out.
        names: whether the titles of cases go into it, for everybody to see who sees the calendar.

    Raises:
        NoAccessError: if they may not take anything of the case out.
    """
    if case is not None:
        demand(user, Verb.CASE_EXPORT, case)
    elif not lets_in(user):
        raise NoAccessError("you no longer work here")
    token = secrets.token_urlsafe(_TOKEN)
    with transaction.atomic():
        Feed.objects.filter(user=user, case=case).delete()
        made = Feed.objects.create(digest=_digest(token), user=user, case=case, names=names, made=timezone.now())
        trail.record(user, "calendar.made", "" if case is None else case.id, names=names)
    return Made(made, token)


def feeds_of(user: User) -> list[Feed]:
    """The calendars of somebody, newest first; those of cases that they may no longer open are worth nothing, and left out."""
    opens = set(cases_of(user).values_list("pk", flat=True))
    found = Feed.objects.filter(user=user).select_related("case")
    return [feed for feed in found if feed.case_id is None or feed.case_id in opens]


def take_back(user: User, number: int) -> None:
    """Make the address of a calendar worthless.

    Raises:
        NoAccessError: if they have none of this number.
    """
    with transaction.atomic():
        feed = Feed.objects.filter(user=user, pk=number).first()
        if feed is None:
            raise NoAccessError("there is no such calendar")
        case = feed.case_id
        feed.delete()
        trail.record(user, "calendar.taken back", "" if case is None else case)


def read(token: str, law: Law, now: dt.datetime, today: dt.date) -> bytes:
    """The calendar at an address, as iCalendar (RFC 5545).

    Args:
        token: what the address holds.
        law: the law data.
        now: the moment, by which calendar programs know what is newer.
        today: the day from which to count.

    Raises:
        NoAccessError: if there is none: never made, taken back, or of somebody who may no longer open it.
    """
    feed = Feed.objects.filter(digest=_digest(token)).select_related("user", "case").first()
    if feed is None or not lets_in(feed.user):
        raise NoAccessError("there is no such calendar")
    wanted = cases_of(feed.user).filter(closed__isnull=True)
    if feed.case_id is not None:
        wanted = wanted.filter(pk=feed.case_id)
        if not wanted.exists():
            raise NoAccessError("there is no such calendar")
    if feed.read != today:
        Feed.objects.filter(pk=feed.pk).update(read=today)
        trail.record(feed.user, "calendar.read", "" if feed.case_id is None else feed.case_id)
    return together([one for case in wanted.order_by("pk")[:MOST] if (one := _of_case(case, feed, law, now, today))])


def _of_case(case: Case, feed: Feed, law: Law, now: dt.datetime, today: dt.date) -> bytes:
    """One case's calendar; nothing where its text cannot be read."""
    try:
        facts = facts_of(latest(case), law)
    except CaseFileError:
        return b""
    return calendar(agenda(facts, today, law), str(case.id), now, names=feed.names)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
