"""Tests of columns that are not plain yes and no: choices, numbers, days, estimates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.logic.propositions import Compare, Elapsed, OneOf
from article3.logic.truth import Truth
from article3.logic.variables import Estimate
from article3.screening.arrays import np, pa
from article3.screening.layout import settled

if TYPE_CHECKING:
    from article3.logic.propositions import Condition
    from article3.screening.bits import Flags

EPOCH = dt.date(1970, 1, 1).toordinal()


def outcome(test: Condition, column: pa.Array) -> tuple[Flags, Flags]:
    """Where the outcome of a test is known, and where it is met.

    Args:
        test: of a choice, number, day or estimate.
        column: the fact's, of the type that the schema gives it.
    """
    if isinstance(test, OneOf):
        known, met = _one_of(test, column)
    elif isinstance(test, Compare) and isinstance(test.variable, Estimate):
        known, met = _above(test, column)
    elif isinstance(test, Compare):
        known, met = _reaches(test, column)
    else:
        raise TypeError(f"no column is tested for a {type(test).__name__}")
    always = settled(test)
    return (known, met) if always is None else (np.ones_like(known), np.where(known, met, always is Truth.ESTABLISHED))


def valid(column: pa.Array) -> Flags:
    """Where a column is not null."""
    flags: Flags = column.is_valid().to_numpy(zero_copy_only=False)
    return flags


def _one_of(test: OneOf, column: pa.Array) -> tuple[Flags, Flags]:
    coded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    known = valid(coded)
    meets = np.array([value in test.options for value in coded.dictionary.to_pylist()] or [False])
    codes = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)
    return known, known & meets[codes]


def _above(test: Compare, column: pa.Array) -> tuple[Flags, Flags]:
    bound = test.bound
    if isinstance(bound, dt.date):
        raise TypeError(f"{test.variable.id}: an estimate is compared with a number")
    low, high, low_open = ends(column)
    stated = valid(column)
    met = stated & ((low > bound) | (low_open & (low >= bound)))
    return met | (stated & (high <= bound)), met


def ends(column: pa.Array) -> tuple[np.ndarray, np.ndarray, Flags]:
    """The two ends of each estimate, and whether it lies above the low one; of unknown ones, from 0 to 1."""
    if pa.types.is_floating(column.type):
        points = column.fill_null(0.0).to_numpy(zero_copy_only=False)
        return points, np.where(valid(column), points, 1.0), np.zeros(len(column), np.bool_)
    low = column.field("low").fill_null(0.0).to_numpy(zero_copy_only=False)
    high = column.field("high").fill_null(1.0).to_numpy(zero_copy_only=False)
    return low, high, column.field("low_open").fill_null(False).to_numpy(zero_copy_only=False)


def _reaches(test: Compare, column: pa.Array) -> tuple[Flags, Flags]:
    known = valid(column)
    if isinstance(test.bound, dt.date):
        return known, known & (days(column) >= test.bound.toordinal() - EPOCH)
    return known, known & (column.fill_null(0.0).to_numpy(zero_copy_only=False) >= test.bound)


def days(column: pa.Array) -> np.ndarray:
    """Days since 1 January 1970; of unknown ones, that day."""
    found: np.ndarray = column.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
    return found


def within(test: Elapsed, later: pa.Array, earlier: pa.Array) -> tuple[Flags, Flags]:
    """Where both days are known, and where the later one is in time."""
    known = valid(later) & valid(earlier)
    whens, starts = days(later), days(earlier)
    spans, places = np.unique(starts[known], return_inverse=True)
    runs = [test.span(dt.date.fromordinal(int(start) + EPOCH)) for start in spans]
    first, last = (np.array([run[end].toordinal() - EPOCH for run in runs], np.int64) for end in (0, 1))
    met = np.zeros(len(known), np.bool_)
    in_time = whens[known] <= last[places]
    met[known] = in_time & (whens[known] >= first[places]) if test.from_start else in_time
    return known, met
