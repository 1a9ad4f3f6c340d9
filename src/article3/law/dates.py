"""Dates of decisions, as precisely as they are known.

A source often gives only the year of a decision. The missing month is never guessed: a date carries its precision, and
an authority known only to the year counts from the last day of that year, the first day on which it had certainly been
decided.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

import msgspec

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class PartialDate(msgspec.Struct, frozen=True, order=True):
    """A day, a month or a year.

    Attributes:
        first: the earliest day it can be.
        last: the latest day it can be; equal to ``first`` when the day is known.
    """

    first: dt.date
    last: dt.date

    @classmethod
    def parse(cls, written: str | dt.date) -> PartialDate:
        """Read ``2003-06-24``, ``2023-08`` or ``2014``.

        Raises:
            ValueError: if it is none of these, or no such day exists.
        """
        if isinstance(written, dt.date):
            return cls(written, written)
        match = _FORM.fullmatch(str(written))
        if match is None:
            raise ValueError(f"expected a date as 2003-06-24, 2003-06 or 2003, found {written!r}")
        year = int(match[1])
        month, day = (int(part) if part else None for part in match.groups()[1:])
        if month is None:
            return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if day is None:
            return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        exact = dt.date(year, month, day)
        return cls(exact, exact)

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last

    def __str__(self) -> str:
        if self.is_exact:
            return self.first.isoformat()
        if self.first.month == self.last.month:
            return f"{self.first:%Y-%m}"
        return f"{self.first:%Y}"
