"""Bounds without independence hold for every joint distribution, and are reached where they say so."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts.link import Chance
from article3.likelihood.bounds import MOST_SETS, by_themselves, given_earlier
from article3.likelihood.network import Network
from article3.likelihood.packing import largest_packing
from enumerated import happens, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.likelihood.network import Steps

LINKS = "abcde"
CHAINS: tuple[tuple[Steps, ...], ...] = (
    ((("a",), ("b",)),),
    ((("a",), ("b", "c"), ("d",)),),
    ((("a",), ("b",)), (("a",), ("c",))),
    ((("a",), ("b",)), (("c", "d"), ("b",)), (("e",),)),
    ((("a", "b"), ("c", "d")), (("d",), ("e", "a"))),
)


def point(chance: Fraction) -> Chance:
    return Chance(chance, chance, chance)


def joint(dice: random.Random) -> dict[frozenset[str], Fraction]:
    """A random joint distribution over all states of the links, most of them impossible."""
    found = {on: dice.randint(1, 9) if dice.random() < 0.4 else 0 for on in states(LINKS)}
    found[frozenset()] += 1
    total = sum(found.values())
    return {on: Fraction(weight, total) for on, weight in found.items() if weight}


@pytest.mark.parametrize("chains", CHAINS)
@pytest.mark.parametrize("seed", range(25))
def test_read_by_themselves_they_hold_the_truth_of_any_joint_distribution(chains: tuple[Steps, ...], seed: int) -> None:
    world = joint(random.Random(seed))  # noqa: S311
    chances = {link: point(sum((weight for on, weight in world.items() if link in on), Fraction(0))) for link in LINKS}
    truth = sum((weight for on, weight in world.items() if any(happens(steps, on) for steps in chains)), Fraction(0))
    found = by_themselves(chains, chances)
    assert found.tight
    assert found.within.low - 1e-12 <= float(truth) <= found.within.high + 1e-12


@pytest.mark.parametrize("chains", CHAINS)
@pytest.mark.parametrize("seed", range(25))
def test_read_as_given_earlier_they_hold_the_truth_of_any_joint_distribution(chains: tuple[Steps, ...], seed: int) -> None:
    """Each link stands in each chain with its own chance given the steps before it, which bounds what it may be anywhere."""
    world = joint(random.Random(seed + 1000))  # noqa: S311
    lows = dict.fromkeys(LINKS, Fraction(1))
    highs = dict.fromkeys(LINKS, Fraction(0))
    for steps in chains:
        for at, step in enumerate(steps):
            before = sum((weight for on, weight in world.items() if happens(steps[:at], on)), Fraction(0))
            for link in step:
                both = sum((weight for on, weight in world.items() if happens(steps[:at], on) and link in on), Fraction(0))
                given_before = both / before if before else Fraction(0)
                lows[link], highs[link] = min(lows[link], given_before), max(highs[link], given_before)
    chances = {link: Chance(min(lows[link], highs[link]), highs[link], highs[link]) for link in LINKS}
    truth = sum((weight for on, weight in world.items() if any(happens(steps, on) for steps in chains)), Fraction(0))
    found = given_earlier(chains, chances)
    assert found.within.low - 1e-12 <= float(truth) <= found.within.high + 1e-12


@pytest.mark.parametrize("chains", CHAINS)
def test_independent_links_are_one_of_the_dependences(chains: tuple[Steps, ...]) -> None:
    dice = random.Random(7)  # noqa: S311
    for _ in range(20):
        exact = {link: Fraction(dice.randint(0, 10), 10) for link in LINKS}
        truth = float(Network(chains).any(exact, Fraction(1)))
        chances = {link: point(chance) for link, chance in exact.items()}
        for found in (by_themselves(chains, chances), given_earlier(chains, chances)):
            assert found.within.low - 1e-12 <= truth <= found.within.high + 1e-12


def test_for_one_chain_they_are_those_of_frechet() -> None:
    chances = {"a": point(Fraction(8, 10)), "b": point(Fraction(7, 10)), "c": point(Fraction(6, 10))}
    found = by_themselves([(("a",), ("b",), ("c",))], chances)
    assert (found.within.low, found.within.high, found.tight) == (0.1, 0.6, True)


def test_for_alternatives_they_are_those_of_boole() -> None:
    chances = {"a": point(Fraction(3, 10)), "b": point(Fraction(4, 10))}
    found = by_themselves([(("a",),), (("b",),)], chances)
    assert (found.within.low, found.within.high) == (0.4, 0.7)


def test_chains_that_begin_alike_cannot_exceed_what_they_begin_with() -> None:
    chances = {"a": point(Fraction(3, 10)), "b": point(Fraction(9, 10)), "c": point(Fraction(8, 10))}
    chains: list[Steps] = [(("a",), ("b",)), (("a",), ("c",))]
    assert given_earlier(chains, chances).within.high == 0.3
    assert by_themselves(chains, chances).within.high == 0.3
    assert given_earlier(chains, chances).within.low == 0.27


def test_the_product_of_one_chain_needs_no_independence() -> None:
    chances = {"a": point(Fraction(1, 2)), "b": point(Fraction(3, 5))}
    found = given_earlier([(("a",), ("b",))], chances)
    assert (found.within.low, found.within.high, found.tight) == (0.3, 0.3, True)


def test_tight_bounds_are_reached() -> None:
    """The linear program's own answer is a joint distribution; here the extremes are worked out by hand."""
    chances = {"a": point(Fraction(1, 2)), "b": point(Fraction(1, 2)), "c": point(Fraction(1, 2))}
    two_of_three: list[Steps] = [(("a",), ("b",)), (("b",), ("c",)), (("a",), ("c",))]
    found = by_themselves(two_of_three, chances)
    # At most: three states with exactly two of them share the weight, a quarter each: 3/4. At least: by complement, 1/4.
    assert (found.within.low, found.within.high) == (0.25, 0.75)


def test_where_too_many_sets_would_have_to_be_weighed_they_are_composed_and_say_so() -> None:
    wide: list[Steps] = [tuple((f"{harm}{step}x", f"{harm}{step}y") for step in range(8)) for harm in range(4)]
    assert MOST_SETS < 2**8
    chances = {link: point(Fraction(9, 10)) for steps in wide for step in steps for link in step}
    found = by_themselves(wide, chances)
    assert not found.tight
    assert found.within.low == 0.2  # each chain at least 8 times 9/10 less 7
    assert found.within.high == 1.0


@given(st.integers(0, 10**9))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_packing_is_feasible_and_no_vertex_beats_it(seed: int) -> None:
    """Against every basic solution of a small program."""
    dice = random.Random(seed)  # noqa: S311
    elements = "abc"
    sets = [frozenset(dice.sample(elements, dice.randint(1, 3))) for _ in range(dice.randint(1, 4))]
    capacities = {element: Fraction(dice.randint(0, 6), 6) for element in elements}
    best = largest_packing(sets, capacities)
    assert 0 <= best <= 1
    grid = [Fraction(number, 12) for number in range(13)]
    assert best >= _best_on_grid(sets, capacities, grid)
    bound = min((sum((capacities[element] for element in cover), Fraction(0)) for cover in _covers(sets)), default=Fraction(1))
    assert best <= min(bound, Fraction(1)), "no packing weighs more than a cover"


def _covers(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    return [cover for cover in states("abc") if all(cover & one for one in sets)]


def _best_on_grid(sets: Sequence[frozenset[str]], capacities: dict[str, Fraction], grid: Sequence[Fraction]) -> Fraction:
    """The best packing whose weights are multiples of a twelfth, found by trying them one set after another."""
    if not sets:
        return Fraction(0)
    first, rest = sets[0], sets[1:]
    room = min([*(capacities[element] for element in first), Fraction(1)])
    found = Fraction(0)
    for weight in (weight for weight in grid if weight <= room):
        left = {element: room - weight if element in first else room for element, room in capacities.items()}
        found = max(found, weight + _best_on_grid(rest, left, grid))
    return min(found, Fraction(1))
