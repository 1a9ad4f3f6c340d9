"""What can be said of the likelihood without taking the events to be independent.

Two ways of reading the chances. *Given the steps before it*: then the product of the steps is the chance of the chain,
whatever the dependence (the chain rule), and only the alternatives within a step and the harms among each other can
depend on each other in any way. *By itself*: then links may depend on each other in any way at all, and the bounds are those
of G. Boole, M. Fréchet and W. Hoeffding; they are the tightest there are where the linear program that gives them is small
enough (T. Hailperin, *Best possible inequalities for the probability of a logical function of events*, Amer. Math. Monthly
72 (1965) 343), else composed step by step, which can be wider.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from article3.likelihood.ends import down, exactly, up
from article3.likelihood.packing import largest_packing
from article3.logic.variables import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from article3.facts.link import Chance
    from article3.likelihood.network import Steps

MOST_SETS = 150
"""So many sets of links at most are weighed against each other; with more, bounds are composed step by step."""

_NO, _SURE = Fraction(0), Fraction(1)


class Bounds(msgspec.Struct, frozen=True):
    """Ends that hold whatever the dependence.

    Attributes:
        within: the ends, rounded outwards.
        tight: no narrower ends hold for every dependence.
    """

    within: Interval
    tight: bool


def given_earlier(chains: Sequence[Steps], chances: Mapping[str, Chance]) -> Bounds:
    """The chance of at least one chain, each link's chance read as given the steps before it.

    Chains that begin with the same steps are taken together as far as they agree. The ends are called tight only for a
    single chain.
    """
    low = _from_here(tuple(chains), {link: chance.low for link, chance in chances.items()}, max)
    high = _from_here(tuple(chains), {link: chance.high for link, chance in chances.items()}, _sum_to_one)
    return Bounds(_interval(low, high), tight=len(chains) == 1)


def by_themselves(chains: Sequence[Steps], chances: Mapping[str, Chance]) -> Bounds:
    """The chance of at least one chain, each link's chance read as its own, with any dependence among the links."""
    paths = _minimal_paths(chains)
    cuts = _minimal_cuts(chains)
    low, high = _composed(chains, chances)
    if paths is not None:
        high = largest_packing(paths, {link: chance.high for link, chance in chances.items()})
    if cuts is not None:
        low = _SURE - largest_packing(cuts, {link: _SURE - chance.low for link, chance in chances.items()})
    return Bounds(_interval(low, high), tight=paths is not None and cuts is not None)


def _interval(low: Fraction, high: Fraction) -> Interval:
    bottom, is_open = down(exactly(low))
    return Interval(bottom, up(exactly(high)), low_open=is_open)


def _sum_to_one(parts: Iterable[Fraction]) -> Fraction:
    return min(_SURE, sum(parts, _NO))


def _from_here(
    chains: tuple[Steps, ...], chances: Mapping[str, Fraction], join: Callable[[list[Fraction]], Fraction]
) -> Fraction:
    """The bound for chains that agree so far: those that go on with the same step are taken together at it."""
    if any(not steps for steps in chains):
        return _SURE
    first: dict[frozenset[str], list[Steps]] = {}
    for steps in chains:
        first.setdefault(frozenset(steps[0]), []).append(steps[1:])
    return join(
        [join([chances[link] for link in sorted(step)]) * _from_here(tuple(rest), chances, join) for step, rest in first.items()]
    )


def _composed(chains: Sequence[Steps], chances: Mapping[str, Chance]) -> tuple[Fraction, Fraction]:
    """Bounds of each step, of each chain from its steps, and of at least one chain from the chains."""
    lows, highs = [], []
    for steps in chains:
        low = [max(chances[link].low for link in step) for step in steps]
        high = [_sum_to_one(chances[link].high for link in step) for step in steps]
        lows.append(max(_NO, sum(low, _NO) - (len(steps) - 1)))
        highs.append(min(high))
    return max(lows), _sum_to_one(highs)


def _minimal_paths(chains: Sequence[Steps]) -> list[frozenset[str]] | None:
    """The smallest sets of links that are enough for some chain; ``None`` if there are too many."""
    found: list[frozenset[str]] = []
    for steps in chains:
        mine = [frozenset[str]()]
        for step in steps:
            mine = [path | {link} for path in mine for link in step]
            if len(mine) > MOST_SETS:
                return None
        found += mine
    return _few(found)


def _minimal_cuts(chains: Sequence[Steps]) -> list[frozenset[str]] | None:
    """The smallest sets of links without which no chain happens; ``None`` if there are too many."""
    found: list[frozenset[str]] | None = [frozenset()]
    for steps in chains:
        if found is None:
            return None
        found = _few([cut | frozenset(step) for cut in found for step in steps])
    return found


def _few(sets: Iterable[frozenset[str]]) -> list[frozenset[str]] | None:
    """The sets without those that hold another; ``None`` if there are too many."""
    found: list[frozenset[str]] = []
    for one in sorted(set(sets), key=lambda members: (len(members), sorted(members))):
        if not any(other <= one for other in found):
            found.append(one)
            if len(found) > MOST_SETS:
                return None
    return found
