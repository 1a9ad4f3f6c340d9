"""Tests of columns that are not plain yes and no: choices, numbers, days, estimates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.logic.propositions import Compare, Elapsed, OneOf, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Estimate
from article3.screening.arrays import np, pa
from article3.screening.bits import all_set, packed, unpacked
from article3.screening.layout import settled

if TYPE_CHECKING:
    from article3.logic.propositions import Condition
    from article3.screening.bits import Bits, Tools

EPOCH = dt.date(1970, 1, 1).toordinal()


def outcome(test: YesNo | Condition, column: pa.Array, tools: Tools) -> tuple[Bits, Bits]:
    """Where the outcome of a test is known, and where it is met.

    Args:
        test: of a yes or no, a choice, a number, a day or an estimate.
        column: the fact's, of the type that the schema gives it.
        tools: for rows of bits.
    """
    if isinstance(test, YesNo):
        known = valid(column, tools)
        return known, known & tools.bitmap(column.buffers()[1], column.offset, len(column))
    if isinstance(test, OneOf):
        known, met = _one_of(test, column, tools)
    elif isinstance(test, Compare) and isinstance(test.variable, Estimate):
        known, met = _above(test, column, tools)
    elif isinstance(test, Compare):
        known, met = _reaches(test, column, tools)
    else:
        raise TypeError(f"no column is tested for a {type(test).__name__}")
    always = settled(test)
    if always is None:
        return known, met
    every = all_set(len(column))
    return every, met if always is Truth.NOT_ESTABLISHED else every


def valid(column: pa.Array, tools: Tools) -> Bits:
    """Where a column is not null."""
    if isinstance(column, pa.NullArray):
        return all_set(len(column)) ^ all_set(len(column))
    return tools.bitmap(column.buffers()[0] if column.null_count else None, column.offset, len(column))


def _one_of(test: OneOf, column: pa.Array, tools: Tools) -> tuple[Bits, Bits]:
    coded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    known = valid(coded, tools)
    marks = np.array([value in test.options for value in coded.dictionary.to_pylist()], np.bool_)
    return known, known & tools.marked(_plain(coded.indices).astype(np.int32, copy=False), marks)


def _above(test: Compare, column: pa.Array, tools: Tools) -> tuple[Bits, Bits]:
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
    return stated & (above | below), stated & above


def _reaches(test: Compare, column: pa.Array, tools: Tools) -> tuple[Bits, Bits]:
    known = valid(column, tools)
    if isinstance(test.bound, dt.date):
        return known, known & packed(days(column) >= test.bound.toordinal() - EPOCH)
    return known, known & packed(_plain(column) >= test.bound)


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
    told = unpacked(known, len(later))
    whens, starts = days(later)[told], days(earlier)[told]
    if not len(starts):
        return known, known
    # The last day is worked out once for each day that occurs.
    least = int(starts.min())
    occurs = np.zeros(int(starts.max()) - least + 1, np.bool_)
    occurs[starts - least] = True
    first, last = np.zeros((2, len(occurs)), np.int64)
    for place in np.flatnonzero(occurs):
        begins, ends = test.span(dt.date.fromordinal(int(place) + least + EPOCH))
        first[place], last[place] = begins.toordinal() - EPOCH, ends.toordinal() - EPOCH
    in_time = whens <= last[starts - least]
    met = np.zeros(len(told), np.bool_)
    met[told] = in_time & (whens >= first[starts - least]) if test.from_start else in_time
    return known, packed(met)
