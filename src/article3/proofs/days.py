"""How many days a time set by law can have, at the least and at the most: what a solver is told of the calendar.

The exact last day depends on leap years, the lengths of months, weekends and holidays. The solver knows only these
limits; between them it may choose. So a proof holds for every calendar, and a counter-example is looked at on the
true one before it is shown.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from article3.logic.calendar import later_by

if TYPE_CHECKING:
    from article3.logic.propositions import Elapsed

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
"""The days that a case file can name."""

_ROLLED = 4
"""How far a last day can move: past a weekend and a holiday on either side of it."""


def shortest(node: Elapsed) -> int:
    """The fewest days after its beginning on which the time can end."""
    return node.days + _months(node)[0]


def longest(node: Elapsed) -> int:
    """The most days after its beginning on which the time can end."""
    return node.days + _months(node)[1] + (_ROLLED if node.rolls_over else 0)


def _months(node: Elapsed) -> tuple[int, int]:
    return _spans(12 * node.years + node.months)


@functools.cache
def _spans(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many calendar months can have."""
    if not months:
        return 0, 0
    days = map(dt.date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))
    spans = [(later_by(day, months=months) - day).days for day in days]
    return min(spans), max(spans)
