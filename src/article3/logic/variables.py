"""The variables that propositions speak of: yes or no, a choice, a number, a day, an estimate.

A variable belongs to the whole case, or to each of a repeated entity (each feared harm, each conviction). It is tested by
named tests, never by ``==`` or by truth value, so that a rule reads aloud and a slip is an error.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.logic.truth import Truth, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.logic.propositions import Compare, Elapsed, OneOf


class Entity(msgspec.Struct, frozen=True, eq=False):
    """Something a case can have several of, such as a harm."""

    id: str


class Collection(msgspec.Struct, frozen=True, eq=False):
    """A list of entities in a case, such as the feared harms.

    An entity may have several collections (harms feared and harms suffered), so that one rule serves both.
    """

    id: str
    entity: Entity
    question: str


class Interval(msgspec.Struct, frozen=True):
    """An estimated probability: somewhere from ``low`` to ``high``, both between 0 and 1.

    Attributes:
        low_open: the probability is above ``low``, not equal to it.
    """

    low: float
    high: float
    low_open: bool = False

    def above(self, threshold: float) -> Truth:
        """Whether the probability is above ``threshold``."""
        if self.low > threshold or (self.low_open and self.low >= threshold):
            return Truth.ESTABLISHED
        if self.high <= threshold:
            return Truth.NOT_ESTABLISHED
        return Truth.UNDETERMINED


Value = bool | str | float | dt.date | Interval
"""A known value of a variable."""


class Variable(msgspec.Struct, frozen=True, eq=False):
    """Something a case can state.

    Attributes:
        id: its name; unique, and stored in users' cases.
        question: the question that asks for it, in plain words.
        entity: the repeated entity it describes, or ``None`` if it describes the case.
    """

    id: str
    question: str
    entity: Entity | None = None

    def candidates(self, known: Value | None, thresholds: Iterable[float | dt.date]) -> Sequence[Value]:
        """Values that stand for all it could be: any two values that pass the same tests have one stand-in.

        Args:
            known: what is already known of it (an estimate can be known too loosely to decide).
            thresholds: every bound it is compared with.
        """
        raise TypeError(f"{type(self).__name__} has no candidates")


class Choice(Variable, frozen=True, eq=False):
    """One of a few named options."""

    options: tuple[str, ...] = ()

    def is_(self, option: str) -> OneOf:
        """That this option is the one."""
        return self.one_of(option)

    def one_of(self, *options: str) -> OneOf:
        """That the one is among these.

        Raises:
            ValueError: if an option does not exist.
        """
        from article3.logic.propositions import OneOf  # noqa: PLC0415 - propositions are built on variables

        return OneOf(self, options)

    def candidates(self, known: Value | None, thresholds: Iterable[float | dt.date]) -> Sequence[Value]:
        return self.options


class Number(Variable, frozen=True, eq=False):
    """A quantity.

    Attributes:
        unit: what it counts ("years").
    """

    unit: str = ""

    def at_least(self, bound: float) -> Compare:
        """That it is ``bound`` or more."""
        from article3.logic.propositions import Compare  # noqa: PLC0415

        return Compare(self, bound)

    def candidates(self, known: Value | None, thresholds: Iterable[float | dt.date]) -> Sequence[Value]:
        bounds = sorted(float(bound) for bound in thresholds if not isinstance(bound, dt.date))
        return (bounds[0] - 1, *bounds)


class Day(Variable, frozen=True, eq=False):
    """A calendar day."""

    def on_or_after(self, bound: dt.date) -> Compare:
        """That it is that day or later."""
        from article3.logic.propositions import Compare  # noqa: PLC0415

        return Compare(self, bound)

    def within_years_of(
        self, earlier: Day, years: int, *, no_earlier: dt.date | None = None, rolls_over: bool = False, number: str = ""
    ) -> Elapsed:
        """That it is no later than the anniversary of ``earlier``, ``years`` on.

        Args:
            earlier: the day from which the years count.
            years: how many.
            no_earlier: the years count from this day if ``earlier`` is before it.
            rolls_over: an anniversary on a Saturday, a Sunday or a legal holiday moves to the next day that is none.
            number: id of the dated number that says how many.
        """
        from article3.logic.propositions import Elapsed  # noqa: PLC0415

        return Elapsed(self, earlier, years, no_earlier=no_earlier, rolls_over=rolls_over, number=number)

    def within_months_of(self, earlier: Day, months: int, *, number: str = "") -> Elapsed:
        """That it is no later than the day of the month of ``earlier``, so many calendar months on.

        Args:
            earlier: the day from which the months count.
            months: how many.
            number: id of the dated number that says how many.
        """
        from article3.logic.propositions import Elapsed  # noqa: PLC0415

        return Elapsed(self, earlier, months=months, number=number)

    def within_days_of(
        self, earlier: Day, days: int, *, rolls_over: bool = False, from_start: bool = False, number: str = ""
    ) -> Elapsed:
        """That it is no later than ``days`` calendar days after ``earlier``, whose own day is not counted.

        Args:
            earlier: the day from which the days count.
            days: how many.
            rolls_over: a last day on a Saturday, a Sunday or a legal holiday moves to the next day that is none.
            from_start: a day before ``earlier`` is not within the time either.
            number: id of the dated number that says how many.
        """
        from article3.logic.propositions import Elapsed  # noqa: PLC0415

        return Elapsed(self, earlier, days=days, rolls_over=rolls_over, from_start=from_start, number=number)

    def candidates(self, known: Value | None, thresholds: Iterable[float | dt.date]) -> Sequence[Value]:
        bounds = sorted(bound for bound in thresholds if isinstance(bound, dt.date))
        return (bounds[0] - dt.timedelta(days=1), *bounds)


class Estimate(Variable, frozen=True, eq=False):
    """A probability, known as an interval."""

    def above(self, threshold: float) -> Compare:
        """That the probability is above ``threshold`` (a number between 0 and 1)."""
        from article3.logic.propositions import Compare  # noqa: PLC0415

        return Compare(self, threshold)

    def candidates(self, known: Value | None, thresholds: Iterable[float | dt.date]) -> Sequence[Value]:
        within = known if isinstance(known, Interval) else Interval(0.0, 1.0)
        inner = {float(bound) for bound in thresholds if not isinstance(bound, dt.date)}
        # "Above b" cannot tell apart two points of (b, next b], so the right end stands for each such piece.
        points = sorted({bound for bound in inner if within.low < bound < within.high} | {within.high})
        if not within.low_open:
            points = sorted({within.low, *points})
        return tuple(Interval(point, point) for point in points)


def reaches(value: Value, bound: float | dt.date) -> Truth:
    """Whether a known value reaches a bound: at least it, or, for an estimate, above it.

    Raises:
        TypeError: if the two cannot be compared.
    """
    if isinstance(value, Interval) and not isinstance(bound, dt.date):
        return value.above(bound)
    if isinstance(value, dt.date) and isinstance(bound, dt.date):
        return truth_of(value >= bound)
    if isinstance(value, (int, float)) and not isinstance(bound, dt.date):
        return truth_of(value >= bound)
    raise TypeError(f"cannot compare {type(value).__name__} with {type(bound).__name__}")
