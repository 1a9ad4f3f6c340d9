"""A day in the Hijri calendar, for clients who count by it: as the Umm al-Qura calendar has it, beside the day of ours.

Where the moon is looked for, a month can begin a day earlier or later; the day that courts go by is the other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hijridate import Gregorian

if TYPE_CHECKING:
    import datetime as dt


def hijri(day: dt.date, language: str) -> str:
    """A day as ``4 Sha'ban 1448 AH``; empty for days that the calendar's tables do not have (before 1924, after 2077).

    Args:
        day: the day.
        language: the code of the language for the name of the month; English names serve where there are none.
    """
    names: Literal["ar", "en"] = "ar" if language == "ar" else "en"
    try:
        there = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    return f"{there.day} {there.month_name(names)} {there.year} {there.notation(names)}"
