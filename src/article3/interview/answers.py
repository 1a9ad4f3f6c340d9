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
    return written(value) if isinstance(variable, (YesNo, Choice)) else _span_words(variable, value, *_span(variable, value))


def values_words(variable: Variable, values: Iterable[Value]) -> tuple[str, ...]:
    """What several such values say; those that follow each other without a gap are told as one."""
    if not isinstance(variable, (Estimate, Number, Day)):
        return tuple(dict.fromkeys(value_words(variable, value) for value in values))
    joined: list[tuple[Value, _Bound, _Bound]] = []
    for value, above, below in sorted(((value, *_span(variable, value)) for value in values), key=_by_start):
        if joined and joined[-1][2] is not None and joined[-1][2] == above:
            joined[-1] = (value, joined[-1][1], below)
        else:
            joined.append((value, above, below))
    return tuple(dict.fromkeys(_span_words(variable, *one) or "any" for one in joined))


_Bound = float | dt.date | None


def _by_start(span: tuple[Value, _Bound, _Bound]) -> tuple[bool, str | float]:
    above = span[1]
    return (above is not None, above.isoformat() if isinstance(above, dt.date) else above or 0.0)


def _span(variable: Variable, value: Value) -> tuple[_Bound, _Bound]:
    """The highest bound that a value reaches, and the lowest that it misses."""
    bounds = THRESHOLDS.get(variable, ())
    reached = [bound for bound in bounds if reaches(value, bound) is Truth.ESTABLISHED]
    missed = [bound for bound in bounds if bound not in reached]
    return (max(reached) if reached else None), (min(missed) if missed else None)


def _span_words(variable: Variable, value: Value, above: _Bound, below: _Bound) -> str:
    if isinstance(variable, Estimate):
        return _joined("more than {}" if above is not None else "", "{} or less", _percent(above), _percent(below))
    if isinstance(variable, Number):
        unit = f" {variable.unit}" if variable.unit else ""
        return _joined("{} or more", "less than {}", _number(above, unit), _number(below, unit))
    if isinstance(variable, Day):
        days = ("" if bound is None else str(bound) for bound in (above, below))
        return _joined("on or after {}", "before {}", *days)
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
