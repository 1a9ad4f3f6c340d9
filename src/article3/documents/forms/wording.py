"""How a form writes a day, a month, a telephone number."""

from __future__ import annotations

import datetime as dt
import re

ABOUT = "about "
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PHONE = re.compile(r"1?(\d{3})(\d{3})(\d{4})")
_DAY, _MONTH = 3, 2


def as_day(value: str | dt.date) -> str:
    """A day as forms write it, month/day/year; what is known only to the month or the year stays so."""
    about, parts = _parts(value)
    if len(parts) == _DAY:
        return f"{about}{parts[1]}/{parts[2]}/{parts[0]}"
    return about + "/".join(reversed(parts))


def as_month(value: str | dt.date) -> str:
    """A month as forms write it, month/year."""
    about, parts = _parts(value)
    return about + "/".join(reversed(parts[:_MONTH]))


def in_words(value: str | dt.date) -> str:
    """The same for a sentence: ``May 14, 2021``, ``February 2021``, ``about 2019``."""
    about, parts = _parts(value)
    if len(parts) == _DAY:
        return f"{about}{_MONTHS[int(parts[1]) - 1]} {int(parts[2])}, {parts[0]}"
    if len(parts) == _MONTH:
        return f"{about}{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return about + parts[0]


def earliest(value: str | dt.date) -> dt.date:
    """The first day that a time known in part can mean."""
    _, parts = _parts(value)
    return dt.date.fromisoformat("-".join((*parts, "01", "01")[:_DAY]))


def latest(value: str | dt.date) -> dt.date:
    """The last day that a time known in part can mean."""
    _, parts = _parts(value)
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else 12
    if len(parts) == _DAY:
        return dt.date(year, month, int(parts[2]))
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def a_year_after(day: dt.date) -> dt.date:
    """The same day a year later; the last of February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def flowing(text: str) -> str:
    """A text without the line breaks of the file it was typed in; a blank line stays the end of a paragraph."""
    return "\n".join(filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))))


def digits(value: str) -> str:
    """Only the digits."""
    return "".join(one for one in value if one.isascii() and one.isdigit())


def telephone(value: str) -> tuple[str, str] | None:
    """Area code and local number of a number in the United States; ``None`` if it is none."""
    match = _PHONE.fullmatch(digits(value))
    return None if match is None else (match[1], f"{match[2]}-{match[3]}")


def _parts(value: str | dt.date) -> tuple[str, list[str]]:
    text = str(value)
    about = ABOUT if text.startswith(ABOUT) else ""
    return about, text.removeprefix(ABOUT).split("-")
