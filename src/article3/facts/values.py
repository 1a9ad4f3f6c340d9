"""Read one value as the kind of thing its fact asks for."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from article3.facts.fact import Text, When
from article3.facts.problems import is_token, nearest, shown
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

UNKNOWN = "unknown"
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_MEANT = {"y": "yes", "n": "no", "sí": "yes", "si": "yes"}
"""What stands for yes or no beyond doubt, and yet is not written so."""
MORE_LIKELY_THAN_NOT = "more_likely_than_not"
NOT_MORE_LIKELY_THAN_NOT = "not_more_likely_than_not"
LEGAL_ESTIMATES = {
    MORE_LIKELY_THAN_NOT: Interval(0.5, 1.0, low_open=True),
    NOT_MORE_LIKELY_THAN_NOT: Interval(0.0, 0.5),
}
"""The standard itself, recorded by a person; other words are never turned into numbers."""

NUMBER_PATTERN = r"[0-9]+(?:\.[0-9]+)?"
"""Plain digits: no sign, exponent or thousands separator, which people read differently."""
RANGE_PATTERN = r"\s*(?:to|-|–)\s*"  # noqa: RUF001 - people type an en dash in ranges
"""What stands between the ends of a range."""
_PART = rf"({NUMBER_PATTERN})\s*(%?)"
_NUMBER = re.compile(NUMBER_PATTERN)
_ESTIMATE = re.compile(rf"{_PART}(?:{RANGE_PATTERN}{_PART})?")
WHEN_PATTERN = r"(?:about )?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
"""A year, a month or a day, and whether it is only roughly known."""
_WHEN = re.compile(WHEN_PATTERN)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST, _LATEST = 1900, 2100
_LONGEST = 60
"""Most characters of a likelihood that is computed with."""


class BadValueError(ValueError):
    """A value is not what its fact asks for.

    Attributes:
        code: the kind of problem.
        found: what stands there.
        expected: what should.
        remedy: what to do.
    """

    def __init__(self, code: str, found: str, expected: str, remedy: str = "") -> None:
        self.code, self.found, self.expected, self.remedy = code, found, expected, remedy
        super().__init__(f"{found}; expected {expected}")


def value_of(variable: Variable, text: str) -> Value:
    """The value that ``text`` states for a variable.

    Raises:
        BadValueError: if it is not of the right kind.
    """
    text = text.strip()
    if isinstance(variable, YesNo):
        return _yes_no(text)
    if isinstance(variable, Choice):
        return _choice(variable, text)
    if isinstance(variable, Number):
        return _number(variable, text)
    if isinstance(variable, Day):
        return day_of(text)
    if isinstance(variable, Estimate):
        return interval_of(text, LEGAL_ESTIMATES)
    if isinstance(variable, When):
        return when_of(text)
    if isinstance(variable, Text):
        return text
    raise TypeError(type(variable).__name__)


def _yes_no(text: str) -> bool:
    word = text.lower()
    if word in _YES_NO:
        return _YES_NO[word]
    if word in _MEANT:
        remedy = f"did you mean {_MEANT[word]!r}?"
    elif word in {"0", "1"}:
        remedy = "write yes or no in words"
    else:
        remedy = nearest(text, [*_YES_NO, UNKNOWN]) or "put explanations under 'note:'"
    raise BadValueError("not-yes-or-no", shown(text), "yes, no or unknown", remedy)


def _choice(variable: Choice, text: str) -> str:
    if text in variable.options:
        return text
    expected = f"one of {', '.join(variable.options)}, or unknown"
    remedy = nearest(text, variable.options) or "choose one, and say more under 'note:'"
    raise BadValueError("not-an-option", shown(text), expected, remedy)


def _number(variable: Number, text: str) -> float:
    expected = f"a number of {variable.unit}"
    if text.startswith("-") and _NUMBER.fullmatch(text, 1):
        raise BadValueError("negative", shown(text), f"0 {variable.unit} or more", "write 0 if there are none")
    if not _NUMBER.fullmatch(text):
        raise BadValueError(
            "not-a-number", shown(text), expected, f"write digits only, such as 2 or 2.5, without {variable.unit!r}"
        )
    number = float(text)
    if not math.isfinite(number):
        raise BadValueError("not-finite", shown(text), expected, "write a smaller number")
    return number


def day_of(text: str) -> dt.date:
    """A day written as 2021-03-09.

    Raises:
        BadValueError: if it is written otherwise, or there is no such day.
    """
    if not _DAY.fullmatch(text):
        raise BadValueError(
            "not-a-day",
            shown(text),
            "a day as year-month-day, such as 2021-03-09",
            "if only part is known, leave it out and say so in a note",
        )
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise BadValueError("impossible-day", shown(text), "a day that exists", "check the month and the day") from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise BadValueError("unlikely-year", shown(text), f"a year from {_EARLIEST} to {_LATEST}", "check the year")
    return found


def interval_of(text: str, words: Mapping[str, Interval]) -> Interval:
    """The likelihood that a text states.

    Args:
        text: a number, a percentage, a range or one of the words.
        words: those that stand for an interval; none where only numbers will do.

    Raises:
        BadValueError: if it is not one.
    """
    if text in words:
        return words[text]
    match = _ESTIMATE.fullmatch(text)
    if match is None:
        expected = ", ".join([*words, "a percentage such as 60%", "a range such as 40% to 70%"]) + (
            ", or unknown" if words else ""
        )
        # One word more or less turns a likelihood round ("as likely as not"), so only a slip of the pen is put right.
        remedy = nearest(text, [*words, UNKNOWN], 0.9) if words else ""
        raise BadValueError(
            "not-a-likelihood", shown(text), expected, remedy or "words are not turned into numbers; say what you estimate"
        )
    low, low_unit, high, high_unit = match.groups()
    if high is None:
        high, high_unit = low, low_unit
    # "40 to 70%" is a percentage twice; "0.4 to 70%" and "40% to 0.7" could be either.
    if low_unit > high_unit or (high_unit > low_unit and 0 < float(low) < 1):
        remedy = "write % after both numbers, as in 40% to 70%"
        raise BadValueError("mixed-units", shown(text), "both ends of the range as percentages", remedy)
    low_point, high_point = _point(low, high_unit), _point(high, high_unit)
    if low_point > 1 or high_point > 1:
        percentage = f"{text}%" if is_token(text) else "% after the number"
        remedy = "write 100% for what is certain" if high_unit else f"write {percentage} if you mean percent"
        raise BadValueError("out-of-range", shown(text), "a likelihood from 0% to 100%", remedy)
    if low_point > high_point:
        raise BadValueError("reversed-range", shown(text), "the lower end first", "write the two ends the other way round")
    return Interval(low_point, high_point)


def when_of(text: str) -> str:
    """A year, month or day, as far as it is known: ``2019``, ``2019-03``, ``2019-03-09``, each also with ``about`` before it.

    Raises:
        BadValueError: if it is none of these, or there is no such day.
    """
    if not _WHEN.fullmatch(text):
        expected = "a year, a month or a day: 2019, 2019-03 or 2019-03-09, with 'about' before it if it is not certain"
        raise BadValueError("not-a-time", shown(text), expected, "write it in digits, and what else is remembered under 'note:'")
    digits = text.removeprefix("about ")
    day_of((digits + "-01-01")[: len("2019-03-09")])
    return text


def exact_ends(text: str) -> tuple[Fraction, Fraction]:
    """The two ends of a likelihood in numbers, exactly as the text has them.

    Raises:
        BadValueError: if it is not one; words never are.
    """
    from fractions import Fraction  # noqa: PLC0415 - only cases that state links need it

    if len(text) > _LONGEST:
        raise BadValueError("too-many-digits", shown(text), f"at most {_LONGEST} characters", "write fewer digits")
    interval_of(text, {})
    parts = _NUMBER.findall(text)
    scale = 100 if "%" in text else 1
    return Fraction(parts[0]) / scale, Fraction(parts[-1]) / scale


def _point(number: str, unit: str) -> float:
    # The point is moved in the text: a division would round a second time, and the likelihood would not be read back exactly.
    return float(f"{number}e-2") if unit else float(number)


def written(value: Value) -> str:
    """A value as it is shown to people, and as a case file would write it: no digit is lost."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Interval):
        for word, interval in LEGAL_ESTIMATES.items():
            if value == interval:
                return word
        low, high = f"{_digits(value.low, 2)}%", f"{_digits(value.high, 2)}%"
        return low if low == high else f"{low} to {high}"
    if isinstance(value, float):
        return _digits(value)
    return str(value)


def _digits(number: float, places: int = 0) -> str:
    """All digits of a number, with the point moved right, and no exponent."""
    return f"{Decimal(repr(float(number))).scaleb(places).normalize():f}"
