"""Times as far as a person remembers them: a day, a month or a year, with "about" before it if it is not certain."""

from __future__ import annotations

import datetime as dt

ABOUT = "about "
_DAY = 3


def parts(value: str | dt.date) -> tuple[str, list[str]]:
    """The word "about", or nothing, and the year, month and day as far as they are known."""
    text = str(value)
    about = ABOUT if text.startswith(ABOUT) else ""
    return about, text.removeprefix(ABOUT).split("-")


def earliest(value: str | dt.date) -> dt.date:
    """The first day that a time known in part can mean."""
    _, known = parts(value)
    return dt.date.fromisoformat("-".join((*known, "01", "01")[:_DAY]))


def latest(value: str | dt.date) -> dt.date:
    """The last day that a time known in part can mean."""
    _, known = parts(value)
    year = int(known[0])
    month = int(known[1]) if len(known) > 1 else 12
    if len(known) == _DAY:
        return dt.date(year, month, int(known[2]))
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
