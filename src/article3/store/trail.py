"""The trail of what was done: written with what it tells of, in one transaction, each line chained to the one before.

Changing, removing or inserting a line breaks the chain; cutting off its end does not, which is why a backup names the last number
and hash.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from article3.store.models import Entry

if TYPE_CHECKING:
    from article3.store.models import User

NOBODY = 0
"""The number that stands for the command line, and for somebody who has not signed in."""
_FIRST = "0" * 64
_LOCK = 0x61727433
"""A number of ours for PostgreSQL's advisory lock: one line at a time is added."""


class Verified(msgspec.Struct, frozen=True):
    """What a check of the chain found.

    Attributes:
        lines: how many there are.
        last: the hash of the last one.
        broken_at: the number of the first line that is not as it was written, if there is one.
    """

    lines: int
    last: str
    broken_at: int | None = None


def record(who: User | None, did: str, on: object = "", **detail: int | str | bool | None) -> Entry:
    """Add a line, in the transaction of whoever calls.

    Args:
        who: the user; ``None`` for the command line and for somebody who has not signed in.
        did: what, such as ``case.opened``.
        on: the case, user or file, by its id.
        detail: numbers and names of ours; never a client's facts, never the name of a file.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-number").values_list("number", "hash").first() or (0, _FIRST)
        line = Entry(
            number=last[0] + 1,
            at=timezone.now(),
            who=NOBODY if who is None else who.pk,
            did=did,
            on=str(on),
            detail=detail,
            before=last[1],
        )
        line.hash = _hash(line)
        line.save(force_insert=True)
    return line


def verify() -> Verified:
    """Work the whole chain out anew."""
    before, number = _FIRST, 0
    for line in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if line.number != number or line.before != before or line.hash != _hash(line):
            return Verified(Entry.objects.count(), line.hash, broken_at=number)
        before = line.hash
    return Verified(number, before)


def _hash(line: Entry) -> str:
    at = line.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    told = [line.number, at, line.who, line.did, line.on, sorted(line.detail.items()), line.before]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()
