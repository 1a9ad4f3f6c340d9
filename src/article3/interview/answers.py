"""The answers a question can have, as far as they make a difference, in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.values import written
from article3.logic.propositions import Elapsed, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Collection, Day, Estimate, Number, Value, Variable, reaches
from article3.rules.rulebase import THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.interview.setting import Point


class Answered(msgspec.Struct, frozen=True):
    """One answer, or all those that the rules cannot tell apart.

    Attributes:
        words: for people.
        value: a value that stands for it; ``None`` where it only says how two days lie to each other, or that a list has
            something in it.
        none: of a list, that there is nothing in it.
    """

    words: str
    value: Value | None
    none: bool = False


def grouped(point: Point, parts: Iterable[tuple[Value, int]]) -> list[tuple[Answered, int]]:
    """The answers to a question with the completions that have them.

    Args:
        point: the question.
        parts: each value with its completions.
    """
    about = point.about
    if isinstance(about, Collection):
        return [(Answered("one or more" if value else "none", None, none=not value), row) for value, row in parts]
    if isinstance(point.open[0].subject, Elapsed):
        return [(Answered("within the time" if value else "not within the time", None), row) for value, row in parts]
    found: dict[str, tuple[Value, int]] = {}
    for value, row in parts:
        words = value_words(about, value)
        found[words] = (value, found.get(words, (value, 0))[1] | row)
    return [(Answered(words, value), row) for words, (value, row) in found.items()]


def value_words(variable: Variable, value: Value) -> str:
    """What a value that stands for many says: which bounds it reaches."""
    if isinstance(variable, (YesNo, Choice)):
        return written(value)
    bounds = sorted(THRESHOLDS.get(variable, ()), key=str)
    reached = [bound for bound in bounds if reaches(value, bound) is Truth.ESTABLISHED]
    missed = [bound for bound in bounds if bound not in reached]
    above, below = (max(reached) if reached else None), (min(missed) if missed else None)
    if isinstance(variable, Estimate):
        return _joined("more than {}" if above is not None else "", "{} or less", _percent(above), _percent(below))
    if isinstance(variable, Number):
        unit = f" {variable.unit}" if variable.unit else ""
        return _joined("{} or more", "less than {}", _number(above, unit), _number(below, unit))
    if isinstance(variable, Day):
        return _joined("on or after {}", "before {}", "" if above is None else str(above), "" if below is None else str(below))
    return written(value)


def _joined(least: str, most: str, above: str, below: str) -> str:
    words = [pattern.format(bound) for pattern, bound in ((least, above), (most, below)) if bound]
    return " and ".join(words)


def _percent(bound: float | dt.date | None) -> str:
    return "" if bound is None or isinstance(bound, dt.date) else f"{bound * 100:g}%"


_LITTLE = 0.01


def _number(bound: float | dt.date | None, unit: str) -> str:
    if bound is None or isinstance(bound, dt.date):
        return ""
    # A day, in years: the least that a sentence of prison can be.
    return "one day" if 0 < bound < _LITTLE and unit.strip() == "years" else f"{bound:g}{unit}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a sentence: one, two and three."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
