"""Rounding goes outwards, and never across one half."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.likelihood.ends import Value, down, exactly, likelihood, nearest, up
from article3.logic.truth import Truth

HALF = Fraction(1, 2)


@given(st.fractions(0, 1, max_denominator=10**9))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_ends_hold_the_number_and_stand_on_its_side_of_one_half(number: Fraction) -> None:
    low, is_open = down(exactly(number))
    high = up(exactly(number))
    assert not is_open
    assert Fraction(low) <= number + Fraction(1, 10**15)
    assert Fraction(high) >= number - Fraction(1, 10**15)
    assert (low > 0.5) == (number > HALF)
    assert (high > 0.5) == (number > HALF)
    assert high - low <= 2e-6


@pytest.mark.parametrize("power", [7, 9, 12, 14])
def test_ever_so_little_above_one_half_is_above_it(power: int) -> None:
    number = HALF + Fraction(1, 10**power)
    found = likelihood(exactly(number), exactly(number), exactly(number))
    assert found.within.above(0.5) is Truth.ESTABLISHED
    assert found.best > 0.5


def test_even_less_than_a_float_can_tell_is_above_it() -> None:
    number = HALF + Fraction(1, 10**40)
    found = likelihood(exactly(number), exactly(number), exactly(number))
    assert found.within.low == 0.5
    assert found.within.low_open
    assert found.within.above(0.5) is Truth.ESTABLISHED


@pytest.mark.parametrize("number", [HALF, HALF - Fraction(1, 10**40), HALF - Fraction(1, 10**7)])
def test_one_half_and_ever_so_little_below_is_not_above_it(number: Fraction) -> None:
    found = likelihood(exactly(number), exactly(number), exactly(number))
    assert found.within.above(0.5) is Truth.NOT_ESTABLISHED
    assert found.best <= 0.5


def test_a_float_that_errs_across_one_half_is_put_right() -> None:
    wrong = Value(0.5 + 1e-13, lambda: HALF)
    assert likelihood(wrong, wrong, wrong).within.above(0.5) is Truth.NOT_ESTABLISHED
    wrong = Value(0.5 - 1e-13, lambda: HALF + Fraction(1, 10**14))
    assert likelihood(wrong, wrong, wrong).within.above(0.5) is Truth.ESTABLISHED
    assert nearest(wrong) > 0.5


def test_far_from_the_grid_nothing_need_be_worked_out_exactly() -> None:
    def never() -> Fraction:
        raise AssertionError

    third = Value(1 / 3, never)
    assert down(third) == (0.333333, False)
    assert up(third) == 0.333334
    assert nearest(third) == 0.333333
