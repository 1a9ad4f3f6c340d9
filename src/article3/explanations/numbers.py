"""A dated number as of a day, in the words that the command line and the book share."""

from __future__ import annotations

import datetime as dt

import msgspec

from article3.law.numbers import Counting, NotRecordedError, Number, Status, Unit, Value

COUNTED = {
    Counting.CALENDAR: "every day counts",
    Counting.BUSINESS: "working days only",
    Counting.CLOCK: "days of delay by the applicant do not count",
    Counting.RECEIPT: "met only by what has arrived",
    Counting.ROLLS: "a last day on a weekend or legal holiday moves to the next working day",
}

STATUS = {
    Status.IN_FORCE: "in force",
    Status.DISPUTED: "disputed",
    Status.PRINTED: "printed, not in force",
    Status.PROPOSED: "proposed, not law",
}


class NumberShown(msgspec.Struct, frozen=True):
    """A number with what applies on the day asked for, the safe value first; ``applies`` is empty where nothing is recorded."""

    number: Number
    as_of: dt.date
    disputed: bool
    applies: tuple[Value, ...]
    beside: tuple[Value, ...]
    missing: str = ""


def shown(each: Number, as_of: dt.date) -> NumberShown:
    """A number as of a day."""
    try:
        found = each.on(as_of)
    except NotRecordedError as error:
        beside = tuple(value for value in each.values if value.covers(as_of))
        return NumberShown(each, as_of, disputed=False, applies=(), beside=beside, missing=str(error))
    return NumberShown(each, as_of, found.disputed, found.candidates, found.beside)


def counted(value: int, unit: Unit) -> str:
    """A value with its unit: $110, 1 year, 30 days."""
    if unit is Unit.DOLLARS:
        return f"${value:,}"
    return f"{value} {unit.value.removesuffix('s') if value == 1 else unit.value}"


def how_counted(each: Number) -> str:
    """How a time is counted, in words; empty for what is no time."""
    return ", ".join(COUNTED[rule] for rule in each.counted)
