"""How a form writes a day, a month, a telephone number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.facts.times import parts

if TYPE_CHECKING:
    import datetime as dt

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PHONE = re.compile(r"1?(\d{3})(\d{3})(\d{4})")
_DAY, _MONTH = 3, 2


def as_day(value: str | dt.date) -> str:
    """A day as forms write it, month/day/year; what is known only to the month or the year stays so."""
    about, known = parts(value)
    if len(known) == _DAY:
        return f"{about}{known[1]}/{known[2]}/{known[0]}"
    return about + "/".join(reversed(known))


def as_month(value: str | dt.date) -> str:
    """A month as forms write it, month/year."""
    about, known = parts(value)
    return about + "/".join(reversed(known[:_MONTH]))


def in_words(value: str | dt.date) -> str:
    """The same for a sentence: ``May 14, 2021``, ``February 2021``, ``about 2019``."""
    about, known = parts(value)
    if len(known) == _DAY:
        return f"{about}{_MONTHS[int(known[1]) - 1]} {int(known[2])}, {known[0]}"
    if len(known) == _MONTH:
        return f"{about}{_MONTHS[int(known[1]) - 1]} {known[0]}"
    return about + known[0]


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
