"""Calendar arithmetic for periods of time: years and months on, and the day to which a last day moves."""

from __future__ import annotations

import datetime as dt

_SATURDAY = 5
_MONDAY, _THURSDAY = 0, 3
_MONTHS = 12
_FIXED = {(1, 1): 0, (6, 19): 2021, (7, 4): 0, (11, 11): 0, (12, 25): 0}
"""Month and day of the holidays on one date, with the first year of each."""
_FLOATING = {
    (1, _MONDAY): 3,
    (2, _MONDAY): 3,
    (5, _MONDAY): -1,
    (9, _MONDAY): 1,
    (10, _MONDAY): 2,
    (11, _THURSDAY): 4,
}
"""Month and weekday of the others: which one of the month, counted from its end if negative."""
_WEEK = 7


def later_by(day: dt.date, *, years: int = 0, months: int = 0) -> dt.date:
    """The same day of the month, so many years and months on; where that month lacks it, the first day of the next month.

    Six months from 31 August thus end on 1 March. Whole years from 29 February end on 28 February of a common year: a year that
    begins on the day after, 1 March, is over then. So Minasyan v. Mukasey, 553 F.3d 1224 (9th Cir. 2009), counts the year for
    asylum.
    """
    month = day.month - 1 + months
    year, month = day.year + years + month // _MONTHS, month % _MONTHS + 1
    try:
        return day.replace(year=year, month=month)
    except ValueError:
        if not months:
            return dt.date(year, day.month, day.day - 1)
        return dt.date(year, month + 1, 1)  # December has 31 days, so there is a next month


def is_legal_holiday(day: dt.date) -> bool:
    """Whether it is a federal holiday by 5 U.S.C. 6103(a), or the Monday after one on a Sunday (Executive Order 11582).

    Not counted, as courts need not: the Friday before a holiday on a Saturday, which 5 U.S.C. 6103(b) frees for pay and leave;
    a day that a President closed offices; a state's own holidays.
    """
    return _is_holiday(day) or (day.weekday() == _MONDAY and _is_holiday(day - dt.timedelta(days=1)))


def _is_holiday(day: dt.date) -> bool:
    since = _FIXED.get((day.month, day.day))
    if since is not None:
        return day.year >= since
    which = _FLOATING.get((day.month, day.weekday()))
    if which is None:
        return False
    if which < 0:
        return (day + dt.timedelta(days=_WEEK)).month != day.month
    return (day.day - 1) // _WEEK + 1 == which


def next_working_day(day: dt.date) -> dt.date:
    """That day or, if it is a Saturday, a Sunday or a legal holiday, the next that is none."""
    while day.weekday() >= _SATURDAY or is_legal_holiday(day):
        day += dt.timedelta(days=1)
    return day


def previous_working_day(day: dt.date) -> dt.date:
    """That day or, if it is a Saturday, a Sunday or a legal holiday, the last before it that is none."""
    while day.weekday() >= _SATURDAY or is_legal_holiday(day):
        day -= dt.timedelta(days=1)
    return day
