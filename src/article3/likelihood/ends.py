"""The ends of a computed likelihood, rounded outwards so that nothing is overstated, and never across one half."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import msgspec

from article3.logic.variables import Interval

GRID = 10**6
"""Ends are multiples of a millionth (0.0001 %)."""
_NEAR = 1e-3
"""So near to a multiple, as a part of the grid, that rounding of floats could decide: there exact arithmetic does."""
_FINEST = 10**15
HALF = Fraction(1, 2)


class Likelihood(msgspec.Struct, frozen=True):
    """A computed likelihood.

    Attributes:
        within: its ends; the rules test these.
        best: where each chance is at its best estimate.
    """

    within: Interval
    best: float


class Value(msgspec.Struct, frozen=True):
    """A number that is known approximately, and exactly if need be.

    Attributes:
        about: the number as a float, right to far better than the grid.
        exact: works it out exactly.
    """

    about: float
    exact: Callable[[], Fraction]


def exactly(number: Fraction) -> Value:
    """A number that is known exactly."""
    return Value(float(number), lambda: number)


def likelihood(low: Value, best: Value, high: Value) -> Likelihood:
    """A likelihood with its ends rounded outwards."""
    bottom, is_open = down(low)
    return Likelihood(Interval(bottom, max(up(high), bottom), low_open=is_open), nearest(best))


def down(value: Value) -> tuple[float, bool]:
    """The low end: at most the number, above one half whenever the number is.

    Returns:
        The end, and whether the number is above it by less than any float can tell.
    """
    steps = value.about * GRID
    if abs(steps - round(steps)) > _NEAR and math.floor(steps) != GRID // 2:
        return math.floor(steps) / GRID, False
    number = value.exact()
    grid = GRID
    while number > HALF >= Fraction(math.floor(number * grid), grid) and grid < _FINEST:
        grid *= 1000
    found = math.floor(number * grid) / grid
    return found, number > HALF and found <= HALF


def up(value: Value) -> float:
    """The high end: at least the number, and at most one half whenever the number is."""
    steps = value.about * GRID
    if abs(steps - round(steps)) > _NEAR:
        return math.ceil(steps) / GRID
    return math.ceil(value.exact() * GRID) / GRID


def nearest(value: Value) -> float:
    """The nearest multiple of the grid; a number above one half stays above it, and one that is not stays so."""
    about = round(value.about * GRID) / GRID
    if about == HALF:
        return max(about, math.nextafter(0.5, 1)) if value.exact() > HALF else about
    return about
