"""The shared library of reports about the conditions in countries: added by some, read and searched by all who work here."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING

import msgspec
import nacl.utils
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from article3.store import reading, trail
from article3.store.access import Verb, demand
from article3.store.errors import NoAccessError, RefusedError
from article3.store.files import forget, keep, kind_of, plain_name
from article3.store.models import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from django.db.models import QuerySet

    from article3.store.models import User

_KEY = 32
_LONGEST = {"title": 300, "country": 80, "source": 200}
_EARLIEST = dt.date(1948, 1, 1)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Particulars(msgspec.Struct, frozen=True):
    """What is said of a report.

    Attributes:
        title: as it calls itself.
        country: that it is about.
        source: who published it.
        published: the day it bears.
    """

    title: str
    country: str
    source: str
    published: dt.date


class Added(msgspec.Struct, frozen=True):
    """A report of the library.

    Attributes:
        report: what is kept.
        is_new: whether it was not there before, under whatever title.
    """

    report: Report
    is_new: bool


def add(user: User | None, told: Particulars, name: str, pieces: Iterable[bytes]) -> Added:
    """Put a report into the library; the same content is kept once.

    Args:
        user: who adds it; ``None`` for the command line, whose user holds the key of the whole store.
        told: what is said of it.
        name: of the file, as they call it.
        pieces: its content.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if something is not said, or cannot be.
        StoreError: if the content is empty or too large.
    """
    if user is not None:
        demand(user, Verb.LIBRARY_ADD)
    told = _checked(told)
    identifier, key = uuid.uuid4(), nacl.utils.random(_KEY)
    counted = keep(identifier, key, pieces)
    try:
        with transaction.atomic():
            digest = counted.digest.hexdigest()
            known = Report.objects.filter(digest=digest).first()
            made = known
            if made is None:
                made = Report.objects.create(
                    id=identifier, **msgspec.structs.asdict(told), version=_next_version(told), name=plain_name(name),
                    kind=kind_of(counted.head), size=counted.size, digest=digest, key=key, by=user, at=timezone.now(),
                )  # fmt: skip
                trail.record(user, "library.added", made.id, size=counted.size)
                reading.wanted(made)
    except BaseException:
        forget(identifier)
        raise
    if known is not None:
        forget(identifier)
    return Added(made, is_new=known is None)


def _checked(told: Particulars) -> Particulars:
    said = {name: " ".join(getattr(told, name).split()) for name in ("title", "country", "source")}
    for name, words in said.items():
        if not words:
            raise RefusedError(name, f"say the {name} of the report")
        if len(words) > _LONGEST[name]:
            raise RefusedError(name, f"the {name} has more than {_LONGEST[name]} characters")
    if not _EARLIEST <= told.published <= timezone.localdate() + dt.timedelta(days=1):
        raise RefusedError("published", f"the date of the report is after {_EARLIEST.year} and not in the future")
    return Particulars(**said, published=told.published)


def _next_version(told: Particulars) -> int:
    same = Report.objects.filter(title__iexact=told.title, country__iexact=told.country, source__iexact=told.source)
    return (same.aggregate(last=Max("version"))["last"] or 0) + 1


def reports(user: User, country: str = "") -> QuerySet[Report]:
    """The reports of the library, each with its reading.

    Raises:
        NoAccessError: if they may not read it.
    """
    demand(user, Verb.LIBRARY_READ)
    found = Report.objects.select_related("reading", "by")
    return found.filter(country__iexact=country) if country else found


def report(user: User, identifier: uuid.UUID) -> Report:
    """One report.

    Raises:
        NoAccessError: if they may not read it, or there is none.
    """
    found = reports(user).filter(id=identifier).first()
    if found is None:
        raise NoAccessError("there is no such report")
    return found


def newer(one: Report) -> Report | None:
    """The newest report on the same country from the same source, if that is newer than this one."""
    later = Report.objects.filter(country__iexact=one.country, source__iexact=one.source, published__gt=one.published)
    return later.order_by("-published", "-version").first()


def remove(user: User, one: Report) -> None:
    """Take a report out of the library; earlier backups still hold it.

    Raises:
        NoAccessError: if they may not.
    """
    demand(user, Verb.LIBRARY_ADD)
    identifier = one.id
    with transaction.atomic():
        trail.record(user, "library.removed", identifier)
        one.delete()
    forget(identifier)


def choices(user: User) -> tuple[list[str], list[str]]:
    """The countries and the sources of the library, in order.

    Raises:
        NoAccessError: if they may not read it.
    """
    known = reports(user)
    countries = known.order_by("country").values_list("country", flat=True).distinct()
    sources = known.order_by("source").values_list("source", flat=True).distinct()
    return list(countries), list(sources)


def named_by(path: Path) -> tuple[str, str]:
    """The country and the year that the name of a file tells, such as ``el-salvador-2023.txt``; either may be empty."""
    year = _YEAR.search(path.stem)
    words = re.sub(r"[-_\s]+", " ", _YEAR.sub("", path.stem)).strip()
    small = {"of", "the", "and"}
    country = " ".join(word if word in small and at else word.capitalize() for at, word in enumerate(words.split()))
    return country, year[1] if year else ""
