"""Read one value as the kind of thing its fact asks for."""

from __future__ import annotations

import datetime as dt
import math
import re

from article3.facts.fact import Text
from article3.facts.problems import nearest, shown
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value, Variable

UNKNOWN = "unknown"
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
MORE_LIKELY_THAN_NOT = "more_likely_than_not"
NOT_MORE_LIKELY_THAN_NOT = "not_more_likely_than_not"
LEGAL_ESTIMATES = {
    MORE_LIKELY_THAN_NOT: Interval(0.5, 1.0, low_open=True),
    NOT_MORE_LIKELY_THAN_NOT: Interval(0.0, 0.5),
}
"""The standard itself, recorded by a person; other words are never turned into numbers."""

_PART = r"(\d+(?:\.\d+)?)\s*(%?)"
_ESTIMATE = re.compile(rf"{_PART}(?:\s*(?:to|-|–)\s*{_PART})?")  # noqa: RUF001 - people type an en dash in ranges
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EARLIEST, _LATEST = 1900, 2100


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
        return _estimate(text)
    if isinstance(variable, Text):
        return text
    raise TypeError(type(variable).__name__)  # pragma: no cover - the vocabulary has no other kinds


def _yes_no(text: str) -> bool:
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise BadValueError(
            "not-yes-or-no",
            shown(text),
            "yes, no or unknown",
            nearest(text, [*_YES_NO, UNKNOWN]) or "put explanations under 'note:'",
        ) from None


def _choice(variable: Choice, text: str) -> str:
    if text in variable.options:
        return text
    raise BadValueError(
        "not-an-option", shown(text), f"one of {', '.join(variable.options)}, or unknown", nearest(text, variable.options)
    )


def _number(variable: Number, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise BadValueError(
            "not-a-number", shown(text), f"a number of {variable.unit}", f"write digits only, without {variable.unit!r}"
        ) from None
    if not math.isfinite(number):
        raise BadValueError("not-finite", shown(text), f"a number of {variable.unit}")
    if number < 0:
        raise BadValueError("negative", shown(text), f"0 {variable.unit} or more")
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
        raise BadValueError("impossible-day", shown(text), "a day that exists") from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise BadValueError("unlikely-year", shown(text), f"a year from {_EARLIEST} to {_LATEST}", "check the year")
    return found


def _estimate(text: str) -> Interval:
    if text in LEGAL_ESTIMATES:
        return LEGAL_ESTIMATES[text]
    expected = (
        f"{MORE_LIKELY_THAN_NOT}, {NOT_MORE_LIKELY_THAN_NOT}, a percentage such as 60%, a range such as 40% to 70%, or unknown"
    )
    match = _ESTIMATE.fullmatch(text)
    if match is None:
        remedy = nearest(text, [*LEGAL_ESTIMATES, UNKNOWN]) or "words are not turned into numbers; say what you estimate"
        raise BadValueError("not-a-likelihood", shown(text), expected, remedy)
    low, low_unit, high, high_unit = match.groups()
    ends = [(low, low_unit or (high_unit or ""))] + ([(high, high_unit)] if high else [])
    points = [float(number) / 100 if unit else float(number) for number, unit in ends]
    if any(point > 1 for point in points):
        remedy = "" if low_unit or high_unit else f"if you mean per cent, write {low}%"
        raise BadValueError("out-of-range", shown(text), "a likelihood from 0% to 100%", remedy)
    if points[0] > points[-1]:
        raise BadValueError("reversed-range", shown(text), "the lower end first")
    return Interval(points[0], points[-1])


def written(value: Value) -> str:
    """A value as it is shown to people, and as a case file would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Interval):
        for word, interval in LEGAL_ESTIMATES.items():
            if value == interval:
                return word
        low, high = f"{value.low * 100:g}%", f"{value.high * 100:g}%"
        return low if low == high else f"{low} to {high}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
