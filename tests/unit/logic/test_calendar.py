"""Years and months on, legal holidays, and the day to which a last day moves."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest

from article3.logic.calendar import is_legal_holiday, later_by, next_working_day


@pytest.mark.parametrize(
    ("day", "years", "months", "later"),
    [
        ("2024-01-15", 0, 6, "2024-07-15"),
        ("2024-08-31", 0, 6, "2025-03-01"),
        ("2023-08-29", 0, 6, "2024-02-29"),
        ("2023-08-30", 0, 6, "2024-03-01"),
        ("2024-12-31", 0, 6, "2025-07-01"),
        ("2024-07-01", 0, 6, "2025-01-01"),
        ("2024-06-30", 0, 6, "2024-12-30"),
        ("2024-02-29", 1, 0, "2025-02-28"),
        ("2024-02-29", 0, 12, "2025-03-01"),
        ("2024-02-29", 4, 0, "2028-02-29"),
        ("2024-11-30", 1, 3, "2026-03-01"),
        ("2024-11-30", 0, 27, "2027-03-01"),
    ],
)
def test_the_same_day_of_the_month_so_much_later(day: str, years: int, months: int, later: str) -> None:
    assert later_by(dt.date.fromisoformat(day), years=years, months=months) == dt.date.fromisoformat(later)


HOLIDAYS = {
    2020: "01-01 01-20 02-17 05-25 07-04 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-25",
}
"""As the calendar shows them; in 2021 and 2027 Independence Day was or is a Sunday. Before 2021 there was no Juneteenth."""


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_federal_holidays_of_a_year(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(366)]
    found = [f"{day:%m-%d}" for day in days if day.year == year and is_legal_holiday(day)]
    assert found == HOLIDAYS[year].split()


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-06-12", "2026-06-12"),  # a Friday
        ("2026-06-13", "2026-06-15"),
        ("2026-06-14", "2026-06-15"),
        ("2026-06-19", "2026-06-22"),  # Juneteenth, a Friday
        ("2026-09-05", "2026-09-08"),  # the Saturday before Labor Day
        ("2026-07-03", "2026-07-03"),  # free for employees only, as the holiday is a Saturday
        ("2027-07-04", "2027-07-06"),  # a Sunday, and the Monday in its place
        ("2026-11-26", "2026-11-27"),
    ],
)
def test_a_last_day_moves_past_weekends_and_holidays(day: str, moved: str) -> None:
    assert next_working_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(moved)


def test_every_holiday_from_1999_to_2035_is_that_of_an_independent_calendar_but_for_observed_fridays() -> None:
    """The library counts the Friday before a holiday on a Saturday; courts need not, and whoever does not wait for it is safe.

    Neither counts Inauguration Day, which is a holiday in and around Washington only.
    """
    theirs = holidays.country_holidays("US", years=range(1999, 2036))
    days = [dt.date(1999, 1, 1) + dt.timedelta(days=number) for number in range(37 * 365 + 9)]
    assert days[-1] == dt.date(2035, 12, 31)
    differing = [day for day in days if is_legal_holiday(day) != (day in theirs)]
    assert len(differing) == 25
    for day in differing:
        assert day.weekday() == 4
        assert not is_legal_holiday(day)
        assert is_legal_holiday(day + dt.timedelta(days=1))
        assert "(observed)" in theirs[day]
