"""How long and how large what is filed may be: dated numbers of the law data, as of the day on which it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.law.loading import load
from article3.law.numbers import NotRecordedError, Number, Value, numbers

if TYPE_CHECKING:
    import datetime as dt

BYTES = 1_000_000
"""Of a megabyte: nobody says which is meant, and the smaller one is on the safe side."""


class Limit(msgspec.Struct, frozen=True):
    """A limit on what is filed.

    Attributes:
        value: in the unit of the number.
        cite: the authority on which it rests.
    """

    value: int
    cite: str


class Limits(msgspec.Struct, frozen=True):
    """What may be filed.

    Attributes:
        brief: pages of a brief's body, unless a motion is granted.
        file: megabytes of one file.
        scan: dots an inch of a scan, at the least.
    """

    brief: Limit
    file: Limit
    scan: Limit

    @property
    def file_bytes(self) -> int:
        """The most bytes of one file."""
        return self.file.value * BYTES


def limits(day: dt.date) -> Limits:
    """The limits on a day.

    Before the first day for which one is recorded the first one stands: nobody files by an older rule now.
    """
    return Limits(_limit("brief_pages", day), _limit("ecas_file_size", day), _limit("ecas_scan_resolution", day))


def _limit(name: str, day: dt.date) -> Limit:
    found = _value(numbers()[name], day)
    return Limit(found.value, load().authority(found.authority).cited(found.pin))


def _value(number: Number, day: dt.date) -> Value:
    try:
        return number.on(day).candidates[0]
    except NotRecordedError:
        return min(number.values, key=lambda value: value.from_)
