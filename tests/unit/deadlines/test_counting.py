"""Counting from a day and back from one: hand-worked days, in words and in figures."""

from __future__ import annotations

import datetime as dt

import pytest

from article3.deadlines.counting import Reached, amount_in_words, count, in_words, running
from article3.law.numbers import Unit


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "rolls", "back", "reached"),
    [
        ("2026-03-09", 30, Unit.DAYS, False, False, "2026-04-08"),
        ("2024-02-28", 2, Unit.DAYS, False, False, "2024-03-01"),  # a leap year
        ("2023-02-28", 2, Unit.DAYS, False, False, "2023-03-02"),
        ("2026-12-15", 30, Unit.DAYS, True, False, "2027-01-14"),  # over the end of a year
        ("2026-12-02", 30, Unit.DAYS, True, False, "2027-01-04"),  # New Year's Day, a Friday
        ("2026-05-23", 2, Unit.DAYS, True, False, "2026-05-26"),  # Memorial Day
        ("2026-06-04", 30, Unit.DAYS, True, False, "2026-07-06"),  # Independence Day on a Saturday
        ("2026-06-03", 30, Unit.DAYS, True, False, "2026-07-03"),  # the observed Friday is no legal holiday
        ("2027-06-04", 30, Unit.DAYS, True, False, "2027-07-06"),  # on a Sunday: the Monday in its place
        ("2027-02-09", 30, Unit.DAYS, False, True, "2027-01-10"),
        ("2027-02-09", 30, Unit.DAYS, True, True, "2027-01-11"),  # 3.1(c): the next business day, counted back too
        ("2024-03-30", 30, Unit.DAYS, False, True, "2024-02-29"),
        ("2024-02-29", 1, Unit.YEARS, False, False, "2025-02-28"),
        ("2024-02-29", 1, Unit.YEARS, True, False, "2025-02-28"),
        ("2025-12-13", 1, Unit.YEARS, True, False, "2026-12-14"),
        ("2026-08-31", 6, Unit.MONTHS, False, False, "2027-03-01"),
        ("2026-11-30", 3, Unit.MONTHS, False, False, "2027-03-01"),
    ],
)
def test_the_day_that_a_time_reaches(start: str, amount: int, unit: Unit, rolls: bool, back: bool, reached: str) -> None:  # noqa: FBT001
    assert count(_day(start), amount, unit, rolls=rolls, back=back).day == _day(reached)


def test_each_step_is_said_in_words() -> None:
    found = count(_day("2026-12-02"), 30, Unit.DAYS, rolls=True)
    assert [(step.says, step.day) for step in found.steps] == [
        (
            "30 days after Wednesday, 2 December 2026 is Friday, 1 January 2027; the day counted from is not counted itself.",
            _day("2027-01-01"),
        ),
        (
            "That is a legal holiday, so the last day moves to Monday, 4 January 2027; act before it where you can.",
            _day("2027-01-04"),
        ),
    ]


def test_a_saturday_is_named_as_such() -> None:
    found = count(_day("2026-05-14"), 30, Unit.DAYS, rolls=True)
    assert found.steps[-1].says.startswith("That is a Saturday, so the last day moves to Monday, 15 June 2026")


def test_amounts_and_days_in_words() -> None:
    assert [amount_in_words(1, Unit.YEARS), amount_in_words(30, Unit.DAYS)] == ["1 year", "30 days"]
    assert in_words(_day("2026-11-22")) == "Sunday, 22 November 2026"


@pytest.mark.parametrize(("unit", "back"), [(Unit.HOURS, False), (Unit.DOLLARS, False), (Unit.MONTHS, True)])
def test_what_is_no_time_in_days_is_refused(unit: Unit, back: bool) -> None:  # noqa: FBT001
    with pytest.raises(ValueError, match="counted"):
        count(_day("2026-03-09"), 2, unit, back=back)


STOPS = [
    ([], "2026-05-31"),
    ([("2026-02-01", "2026-02-11")], "2026-06-10"),
    ([("2026-02-01", "2026-02-11"), ("2026-03-01", "2026-03-02")], "2026-06-11"),
    ([("2026-01-01", "2026-01-11")], "2026-06-09"),  # stopped on the day of filing: 2 to 10 January do not count
    ([("2026-06-01", "2026-07-01")], "2026-05-31"),  # after the clock has run out
    ([("2026-06-01", None)], "2026-05-31"),
]


@pytest.mark.parametrize(("stops", "reached"), STOPS)
def test_a_clock_that_stands_still_runs_that_much_longer(stops: list[tuple[str, str | None]], reached: str) -> None:
    found = running(_day("2026-01-01"), 150, [(_day(first), _day(again) if again else None) for first, again in stops])
    assert isinstance(found, Reached)
    assert found.day == _day(reached)
    assert found.steps[-1].day == found.day


def test_a_clock_that_stands_still_says_how_far_it_has_run() -> None:
    assert running(_day("2026-01-01"), 150, [(_day("2026-02-01"), None)]) == 30
    assert running(_day("2026-01-01"), 150, [(_day("2026-01-02"), None)]) == 0
