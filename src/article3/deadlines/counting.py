"""Counting a time from a day, or back from one, with every step said in words.

The day from which a time is counted is not itself counted. Years and months end on the same day of the month, or on the first of
the next where that month lacks it. Where the rule lets a last day roll, it moves over Saturdays, Sundays and legal holidays.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.model import Step
from article3.law.numbers import Unit
from article3.logic.calendar import is_legal_holiday, later_by, next_working_day, previous_working_day

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ONE = dt.timedelta(days=1)


class Reached(msgspec.Struct, frozen=True):
    """A day reached by counting, and how."""

    day: dt.date
    steps: tuple[Step, ...]


def in_words(day: dt.date) -> str:
    """A day as "Monday, 9 March 2026"."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def amount_in_words(amount: int, unit: Unit) -> str:
    """An amount as "30 days" or "1 year"."""
    return f"{amount} {unit.value[:-1] if amount == 1 else unit.value}"


def count(start: dt.date, amount: int, unit: Unit, *, rolls: bool = False, back: bool = False) -> Reached:
    """The day that a time reaches.

    Args:
        start: the day from which it is counted.
        amount: how many.
        unit: days, months or years.
        rolls: whether a last day on a weekend or legal holiday moves to the next day that is none.
        back: whether it is counted back from the day; only days are.

    Raises:
        ValueError: if the unit is not one of time in days, months or years, or other than days is counted back.
    """
    if back and unit is not Unit.DAYS:
        raise ValueError(f"only days are counted back, not {unit.value}")
    how = f"{amount_in_words(amount, unit)} {'before' if back else 'after'} {in_words(start)}"
    match unit:
        case Unit.DAYS:
            reached = start + dt.timedelta(days=-amount if back else amount)
        case Unit.MONTHS:
            reached = later_by(start, months=amount)
        case Unit.YEARS:
            reached = later_by(start, years=amount)
        case _:
            raise ValueError(f"{unit.value} are not counted in days")
    steps = [Step(f"{how} is {in_words(reached)}; the day counted from is not counted itself.", reached)]
    if rolls:
        moved = next_working_day(reached)
        if moved != reached:
            why = "a legal holiday" if is_legal_holiday(reached) else f"a {_WEEKDAYS[reached.weekday()]}"
            if back:
                safest = previous_working_day(reached)
                says = (
                    f"That is {why}. By the Practice Manual, as reported, the last day moves to {in_words(moved)}; to be safe, "
                    f"file by {in_words(safest)}."
                )
                steps.append(Step(says, moved, safest))
            else:
                says = f"That is {why}, so the last day moves to {in_words(moved)}; act before it where you can."
                steps.append(Step(says, moved))
        reached = moved
    return Reached(reached, tuple(steps))


def running(start: dt.date, days: int, stops: Sequence[tuple[dt.date, dt.date | None]]) -> Reached | int:
    """The day on which a clock that can stand still has run so many days.

    Args:
        start: the day from which it is counted.
        days: how many.
        stops: for each stop its first day, which no longer counts, and the day on which the clock runs again, which counts;
            ``None`` while it stands still.

    Returns:
        The day reached, or the days run so far if the clock stands still before it gets there.
    """
    steps = []
    run, day = 0, start
    while run < days:
        day += _ONE
        stop = next((stop for stop in stops if stop[0] <= day and (stop[1] is None or day < stop[1])), None)
        if stop is None:
            run += 1
        elif stop[1] is None:
            return run
        else:
            steps.append(
                Step(f"{run} days have run when the clock stops on {in_words(day)}; it runs again on {in_words(stop[1])}.")
            )
            day = stop[1] - _ONE
    steps.append(Step(f"{days} days of the clock from {in_words(start)} have run on {in_words(day)}.", day))
    return Reached(day, tuple(steps))
