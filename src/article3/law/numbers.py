"""Dated numbers: deadlines, fees, periods of validity. One file a number in ``numbers/``; each value with its days and authority.

They are read from their files only when somebody asks for one; a decision without deadlines never opens them.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from article3.law.data_files import LawDataError, convert, read
from article3.law.loading import DATA, load
from article3.law.model import Checked, Verification

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


class NotRecordedError(LawDataError):
    """There is no such number, or no value of it is in force on that day; the message says what is recorded."""


class Unit(enum.Enum):
    """What a number counts."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    DOLLARS = "dollars"
    PERCENT = "percent"
    PAGES = "pages"
    MEGABYTES = "megabytes"
    RESOLUTION = "dots an inch"


class Counting(enum.Enum):
    """A rule on how a time is counted.

    ``CALENDAR``: every day counts. ``BUSINESS``: only working days. ``CLOCK``: days do not count while the applicant causes a
    delay. ``RECEIPT``: met only by what has arrived. ``ROLLS``: a last day on a weekend or legal holiday moves to the next day
    that is neither.
    """

    CALENDAR = "calendar"
    BUSINESS = "business"
    CLOCK = "clock"
    RECEIPT = "receipt"
    ROLLS = "rolls"


class Status(enum.Enum):
    """Whether a value applies. Only values in force or disputed are given as an answer; the others are shown beside it."""

    IN_FORCE = "in_force"
    DISPUTED = "disputed"
    PRINTED = "printed_not_in_force"
    PROPOSED = "proposed"


class Safer(enum.Enum):
    """Which of two disputed values it is safer to act on: the smaller (a time to file) or the larger (a fee, a waiting time)."""

    SMALLER = "smaller"
    LARGER = "larger"


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A value with the days to which it applies.

    Attributes:
        value: in the number's unit.
        from_: first day.
        until: last day, if it has ended.
        authority: id of the authority it rests on.
        pin: paragraph or page there.
        note: a conflict, a doubt, what it does not cover.
    """

    value: int
    from_: dt.date
    authority: str
    verification: Checked
    status: Status = Status.IN_FORCE
    until: dt.date | None = None
    pin: str = ""
    note: str = ""

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` lies in this value's period."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that the law sets, over time.

    Attributes:
        id: the name of its file.
        what: in plain words.
        runs_from: for a time, the event from which it runs.
        picked_by: the day that picks the value ("the judge's decision", "the postmark").
        counted: how a time is counted.
        extension: whether and how a time can be extended or missed harmlessly, in words.
        safer: needed once a value is disputed.
    """

    id: str
    what: str
    unit: Unit
    values: tuple[Value, ...]
    runs_from: str = ""
    picked_by: str = ""
    counted: tuple[Counting, ...] = ()
    extension: str = ""
    safer: Safer | None = None
    note: str = ""

    def on(self, day: dt.date) -> Found:
        """What applies on a day.

        Raises:
            NotRecordedError: if no value is in force on that day.
        """
        covering = [value for value in self.values if value.covers(day)]
        candidates = [value for value in covering if value.status in _APPLYING]
        if not candidates:
            recorded = ", ".join(sorted(_period(value) for value in self.values if value.status in _APPLYING))
            known = f"values are recorded {recorded}" if recorded else "no value has ever been in force"
            raise NotRecordedError(f"numbers/{self.id}.toml: no value is in force on {day}; {known}. {self.note}".strip())
        candidates.sort(key=lambda value: value.value, reverse=self.safer is Safer.LARGER)
        return Found(self, day, tuple(candidates), tuple(value for value in covering if value.status not in _APPLYING))


class Found(msgspec.Struct, frozen=True):
    """A number on a day.

    Attributes:
        candidates: the value in force; while it is disputed, every candidate, the safe one first.
        beside: values that do not apply: printed but not in force, or proposed.
    """

    number: Number
    day: dt.date
    candidates: tuple[Value, ...]
    beside: tuple[Value, ...] = ()

    @property
    def value(self) -> int:
        """The value to act on: the one in force, or the safe one of those disputed."""
        return self.candidates[0].value

    @property
    def disputed(self) -> bool:
        """Whether more than one value may be the law."""
        return self.candidates[0].status is Status.DISPUTED


_APPLYING = frozenset({Status.IN_FORCE, Status.DISPUTED})


def number(identifier: str, *, on: dt.date) -> Found:
    """A number on a day.

    Raises:
        NotRecordedError: if there is no such number, or no value of it is in force on that day.
        LawDataError: if a file of the numbers is broken.
    """
    try:
        found = numbers()[identifier]
    except KeyError:
        raise NotRecordedError(f"no number has the id {identifier!r}: add law/numbers/{identifier}.toml") from None
    return found.on(on)


@functools.cache
def numbers(directory: Path = DATA) -> dict[str, Number]:
    """All numbers by id, checked.

    Raises:
        LawDataError: naming the first file that is broken and what to do about it.
    """
    found = {path.stem: _number(path) for path in sorted((directory / "numbers").glob("*.toml"))}
    for problem in problems(found.values(), load(directory).authorities):
        raise LawDataError(problem)
    return found


def problems(found: Collection[Number], authorities: Collection[str]) -> list[str]:
    """Everything in the numbers that leads nowhere or contradicts itself, one sentence each with its remedy."""
    return [problem for each in found for problem in _problems_of(each, authorities)]


def _problems_of(each: Number, authorities: Collection[str]) -> Iterator[str]:
    where = f"numbers/{each.id}.toml"
    if not each.values:
        yield f"{where}: values: there is none; give at least one"
    for value in each.values:
        at = f"{where}: the value {value.value} {_period(value)}"
        yield from (f"{at}: {problem}" for problem in _problems_of_value(value, authorities))
        if value.status is Status.DISPUTED:
            yield from (f"{at}: {problem}" for problem in _problems_of_dispute(value, each))
    yield from _overlaps(where, each)


def _problems_of_value(value: Value, authorities: Collection[str]) -> Iterator[str]:
    if value.value < 0:
        yield "value: a number here is never negative; correct it"
    if value.until is not None and value.until < value.from_:
        yield "until: it ends before it starts; correct from or until"
    if value.authority not in authorities:
        yield f"authority: {value.authority!r} has no file; add it, or correct the id"
    checked = value.verification
    if checked.level is not Verification.UNREAD and (checked.on is None or not checked.source):
        yield f"verification: what is {checked.level.value!r} needs a source and the day it was read (on)"


def _problems_of_dispute(value: Value, each: Number) -> Iterator[str]:
    if each.safer is None:
        yield "safer: a dispute needs it, smaller or larger: which value is it safer to act on?"
    others = [other for other in each.values if other is not value and other.status is Status.DISPUTED]
    if not all(any(other.covers(day) for other in others) for day in (value.from_, value.until or dt.date.max)):
        yield "status: a dispute needs another candidate on its first and last day; add it, or end this one"


def _overlaps(where: str, each: Number) -> Iterator[str]:
    """What applies on one day is one value in force, or the candidates of a dispute; never both."""
    applying = sorted((value for value in each.values if value.status in _APPLYING), key=lambda value: value.from_)
    for earlier, later in combinations(applying, 2):
        both_disputed = earlier.status is later.status is Status.DISPUTED
        if earlier.covers(later.from_) and not both_disputed:
            yield f"{where}: until: the values {earlier.value} and {later.value} both apply on {later.from_}; end the earlier one"


def _period(value: Value) -> str:
    return f"from {value.from_}{f' to {value.until}' if value.until else ''}"


def _number(path: Path) -> Number:
    where = f"numbers/{path.name}"
    data = read(path, name=where)
    if "id" in data:
        raise LawDataError(f"{where}: id: the id is the name of the file; remove the key")
    return convert({"id": path.stem} | data, Number, where, remedy="see docs/how-to/add-a-dated-number.md")
