"""Tests of columns that are not plain yes and no: choices, numbers, days, estimates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.logic.propositions import Compare, Elapsed, OneOf, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Estimate
from article3.screening.arrays import np, pa
from article3.screening.bits import all_set, packed
from article3.screening.layout import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.screening.bits import Bits, Tools
    from article3.screening.layout import Test

EPOCH = dt.date(1970, 1, 1).toordinal()
_FIRST, _LAST = dt.date(1899, 1, 1).toordinal() - EPOCH, dt.date(2101, 12, 31).toordinal() - EPOCH
"""The calendar in which days are looked for; a case file takes those of 1900 to 2100."""
_UNSET = np.iinfo(np.int32).min


def outcomes(tests: Sequence[Test], column: pa.Array, tools: Tools) -> tuple[Bits, list[Bits]]:
    """Where the outcome of some tests is known, and for each where it is met.

    Args:
        tests: of one fact, such that one answer decides all of them (see :func:`article3.screening.layout.shared`).
        column: the fact's, of the type that the schema gives it.
        tools: for rows of bits.
    """
    first = tests[0]
    if isinstance(first, YesNo):
        known = valid(column, tools)
        return known, [known & tools.bitmap(column.buffers()[1], column.offset, len(column))]
    always = None if isinstance(first, Elapsed) else settled(first)
    if always is not None:
        every = all_set(len(column))
        return every, [every if always is Truth.ESTABLISHED else every ^ every]
    if isinstance(first, OneOf):
        return _one_of([test for test in tests if isinstance(test, OneOf)], column, tools)
    if isinstance(first, Compare) and isinstance(first.variable, Estimate):
        return _above(first, column, tools)
    return _reaches([test for test in tests if isinstance(test, Compare)], column, tools)


def valid(column: pa.Array, tools: Tools) -> Bits:
    """Where a column is not null."""
    if isinstance(column, pa.NullArray):
        return all_set(len(column)) ^ all_set(len(column))
    return tools.bitmap(column.buffers()[0] if column.null_count else None, column.offset, len(column))


def _one_of(tests: Sequence[OneOf], column: pa.Array, tools: Tools) -> tuple[Bits, list[Bits]]:
    known = valid(column, tools)
    options = list(dict.fromkeys(option for test in tests for option in test.options))
    if isinstance(column, pa.DictionaryArray):
        codes, named = _plain(column.indices).astype(np.int32, copy=False), column.dictionary.to_pylist()
        if None in named:
            known = known & tools.marked(codes, np.array([option is not None for option in named], np.bool_))
    else:
        codes, named = tools.codes(column, options), options
    marks = [np.array([option in test.options for option in named], np.bool_) for test in tests]
    return known, [known & tools.marked(codes, marked) for marked in marks]


def _above(test: Compare, column: pa.Array, tools: Tools) -> tuple[Bits, list[Bits]]:
    bound = test.bound
    if isinstance(bound, dt.date):
        raise TypeError(f"{test.variable.id}: an estimate is compared with a number")
    stated = valid(column, tools)
    if pa.types.is_floating(column.type):
        points = _plain(column)
        above, below = tools.above(points, points, None, bound)
    else:
        low, high, low_open = (column.field(name) for name in ("low", "high", "low_open"))
        opened = valid(low_open, tools) & tools.bitmap(low_open.buffers()[1], low_open.offset, len(low_open))
        above, below = tools.above(_plain(low), _plain(high), opened, bound)
        stated = stated & valid(low, tools) & valid(high, tools)
    return stated & (above | below), [stated & above]


def _reaches(tests: Sequence[Compare], column: pa.Array, tools: Tools) -> tuple[Bits, list[Bits]]:
    known, values = valid(column, tools), _plain(column) if pa.types.is_floating(column.type) else days(column)
    bounds = [test.bound.toordinal() - EPOCH if isinstance(test.bound, dt.date) else test.bound for test in tests]
    return known, [known & packed(values >= bound) for bound in bounds]


def _plain(column: pa.Array) -> np.ndarray:
    """The values of a column of numbers as they lie in memory; where it is null, any."""
    values: np.ndarray = np.frombuffer(column.buffers()[1], column.type.to_pandas_dtype())[
        column.offset : column.offset + len(column)
    ]
    return values


def days(column: pa.Array) -> np.ndarray:
    """Days since 1 January 1970; where they are unknown, any."""
    values: np.ndarray = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column)]
    return values


def within(test: Elapsed, later: pa.Array, earlier: pa.Array, tools: Tools) -> tuple[Bits, Bits]:
    """Where both days are known, and where the later one is in time."""
    known = valid(later, tools) & valid(earlier, tools)
    # Where a day is not stated, whatever lies there is brought within the calendar.
    starts = np.clip(days(earlier), _FIRST, _LAST) - _FIRST
    first, last = _spans(test, starts)
    met = packed(days(later) <= last[starts])
    return known, known & (met & packed(days(later) >= first[starts]) if test.from_start else met)


_spans_known: dict[Elapsed, np.ndarray] = {}
"""For each comparison of days the time that runs from each day, as far as it was asked for."""


def _spans(test: Elapsed, starts: np.ndarray) -> np.ndarray:
    """From which day to which the time runs, for each day of the calendar on which it may start; worked out once for each."""
    spans = _spans_known.setdefault(test, np.full((2, _LAST - _FIRST + 1), _UNSET, np.int32))
    for place in np.unique(starts[spans[0, starts] == _UNSET]):
        begins, ends = test.span(dt.date.fromordinal(int(place) + _FIRST + EPOCH))
        spans[:, place] = begins.toordinal() - EPOCH, ends.toordinal() - EPOCH
    return spans
