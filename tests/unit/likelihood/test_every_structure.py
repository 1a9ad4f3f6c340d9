"""The exact core against brute force: every structure of few links, and many of each number of links up to sixteen.

Whatever its steps and alternatives, what a set of chains says is one thing: which sets of links are enough. So the chains
that name nothing but the smallest such sets stand for every structure; they are counted by the numbers of Dedekind: 18 over
three links, 166 over four and 7,579 over five, certainty and impossibility left out. How steps and alternatives are read is checked beside it, in test_network.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from article3.likelihood.network import Network
from enumerated import any_enumerated, any_enumerated_quickly, states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.likelihood.network import Steps

PRIMES = (Fraction(1, 2), Fraction(2, 3), Fraction(1, 5), Fraction(5, 7), Fraction(3, 11))


def structures(links: str) -> Iterator[list[Steps]]:
    """Every set of chains none of which holds another."""
    sets = [on for on in states(links) if on]

    def extended(chosen: list[frozenset[str]], begin: int) -> Iterator[list[frozenset[str]]]:
        for at in range(begin, len(sets)):
            one = sets[at]
            if not any(one <= other or other <= one for other in chosen):
                wider = [*chosen, one]
                yield wider
                yield from extended(wider, at + 1)

    for chosen in extended([], 0):
        yield [tuple((link,) for link in sorted(one)) for one in chosen]


@pytest.mark.parametrize(
    ("links", "count"),
    [("a", 1), ("ab", 4), ("abc", 18), ("abcd", 166), pytest.param("abcde", 7579, marks=pytest.mark.slow)],
)
def test_every_structure_over_few_links_is_exact(links: str, count: int) -> None:
    chances = dict(zip(links, PRIMES, strict=False))
    checked = 0
    for chains in structures(links):
        assert Network(chains).any(chances, Fraction(1)) == any_enumerated(chains, chances), chains
        checked += 1
    assert checked == count


@pytest.mark.slow
@pytest.mark.parametrize("links", range(1, 17))
def test_many_structures_of_each_number_of_links_agree(links: int) -> None:
    """Up to eight chains, with steps of up to three alternatives, every number of links used."""
    dice = random.Random(links)  # noqa: S311 - not for secrets
    names = [f"l{number}" for number in range(links)]
    for _ in range(12 if links > 12 else 150):
        chances = {name: dice.choice((0.0, 1.0, dice.random(), dice.random(), dice.random())) for name in names}
        chains = [_chain(dice, names) for _ in range(dice.randint(1, 8))]
        assert Network(chains).any(chances, 1.0) == pytest.approx(any_enumerated_quickly(chains, chances), abs=1e-12), chains


def _chain(dice: random.Random, names: list[str]) -> Steps:
    picked = dice.sample(names, dice.randint(1, len(names)))
    steps: list[tuple[str, ...]] = []
    while picked:
        size = dice.randint(1, min(3, len(picked)))
        steps.append(tuple(picked[:size]))
        picked = picked[size:]
    return tuple(steps)
