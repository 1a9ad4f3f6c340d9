"""Days as the options name them: a day, a year, a range of years, or several of these."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from article3.cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.law.loading import Law

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
MOST = 60
"""Most days of one comparison."""


def days_named(written: Iterable[str], law: Law) -> list[dt.date]:
    """The days that --as-of names, in order, each once.

    A year stands for its last day, or for the day to which the law data is kept if that is in the year.

    Args:
        written: the option's values, each a list separated by commas.
        law: the law data.

    Raises:
        UsageError: if one is no day, year or range, or lies before this law began.
    """
    found = sorted({day for value in written for part in value.split(",") for day in _days(part.strip(), law)})
    if len(found) > MOST:
        raise UsageError(f"--as-of: {len(found)} days are too many; name at most {MOST}")
    return found


def _days(part: str, law: Law) -> Iterator[dt.date]:
    years = _YEARS.fullmatch(part)
    if years is None:
        try:
            day = dt.date.fromisoformat(part)
        except ValueError:
            raise UsageError(
                f"--as-of {part[:30]}: expected a day as 2024-03-09, a year as 2024, or years as 2010-2020"
            ) from None
        yield _known(day, part, law)
        return
    first, last = int(years[1]), int(years[2] or years[1])
    if last < first:
        raise UsageError(f"--as-of {part}: the first year comes after the last; write {last}-{first}")
    if last - first > MOST:
        raise UsageError(f"--as-of {part}: {last - first + 1} years are too many; name at most {MOST} days")
    if first == 0:
        raise UsageError(f"--as-of {part}: there is no year 0")
    for year in range(first, last + 1):
        kept = law.maintained_through
        yield _known(kept if kept.year == year else dt.date(year, 12, 31), part, law)


def _known(day: dt.date, written: str, law: Law) -> dt.date:
    if day < law.begins:
        raise UsageError(
            f"--as-of {written}: the regulations under the Convention took effect on {law.begins}; use that day or a later one"
        )
    return day


def in_order(first: dt.date, last: dt.date, law: Law) -> None:
    """Check two days that --from and --to name.

    Raises:
        UsageError: if the second is not later than the first, or the first lies before this law began.
    """
    if first < law.begins:
        raise UsageError(f"--from {first}: the regulations under the Convention took effect on {law.begins}; use a later day")
    if last <= first:
        remedy = "name two different days" if last == first else f"write --from {last} --to {first}"
        raise UsageError(f"--to {last}: it is not later than --from {first}; {remedy}")
