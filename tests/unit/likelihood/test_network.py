"""The exact core against brute force and against an independent library."""

from __future__ import annotations

import importlib
import itertools
import math
import random
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.likelihood.network import MOST_STATES, WIDEST, Network, TooEntangledError, of_chain, of_step
from enumerated import any_enumerated, any_enumerated_quickly, states

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.likelihood.network import Steps

ONE = Fraction(1)


def fractions(links: str) -> dict[str, Fraction]:
    return {link: Fraction(number * 7 % 10 + 1, 12) for number, link in enumerate(links, 1)}


@pytest.mark.parametrize("links", ["a", "ab", "abc"])
def test_every_structure_of_up_to_two_chains_over_three_links(links: str) -> None:
    """Every chain of steps with alternatives over these links, alone and with every other."""
    chains: list[Steps] = []
    for used in states(links):
        chains += _arrangements(tuple(sorted(used)))
    chances = fractions(links)
    for one, other in itertools.combinations_with_replacement(chains, 2):
        pair = (one, other)
        assert Network(pair).any(chances, ONE) == any_enumerated(pair, chances), pair
    assert len(chains) >= 1


def _arrangements(links: tuple[str, ...]) -> list[Steps]:
    """Every way of sharing links out among steps, the order of steps aside."""
    if not links:
        return []
    if len(links) == 1:
        return [((links[0],),)]
    found: list[Steps] = []
    for rest in _arrangements(links[1:]):
        found.append(((links[0],), *rest))
        found += [(*rest[:at], (links[0], *rest[at]), *rest[at + 1 :]) for at in range(len(rest))]
    return found


@st.composite
def networks(draw: st.DrawFn, most_links: int = 9) -> tuple[list[Steps], dict[str, Fraction]]:
    links = [f"l{number}" for number in range(draw(st.integers(1, most_links)))]
    chains: list[Steps] = []
    for _ in range(draw(st.integers(1, 4))):
        picked = draw(st.lists(st.sampled_from(links), min_size=1, max_size=len(links), unique=True))
        steps: list[tuple[str, ...]] = []
        while picked:
            size = draw(st.integers(1, min(3, len(picked))))
            steps.append(tuple(picked[:size]))
            picked = picked[size:]
        chains.append(tuple(steps))
    chances = {link: Fraction(draw(st.integers(0, 20)), 20) for link in links}
    return chains, chances


@given(networks())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_structure_exactly(network: tuple[list[Steps], dict[str, Fraction]]) -> None:
    chains, chances = network
    exact = any_enumerated(chains, chances)
    found = Network(chains)
    assert found.any(chances, ONE) == exact
    assert found.any({link: float(chance) for link, chance in chances.items()}, 1.0) == pytest.approx(float(exact), abs=1e-12)
    assert found.none(chances, ONE) == 1 - exact


@given(st.integers(0, 10**9), st.integers(10, 16))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_any_structure_of_up_to_sixteen_links(seed: int, links: int) -> None:
    chains, chances = random_network(random.Random(seed), links)  # noqa: S311 - not for secrets
    assert Network(chains).any(chances, 1.0) == pytest.approx(any_enumerated_quickly(chains, chances), abs=1e-12)


@given(networks())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_slopes_tell_what_a_link_does(network: tuple[list[Steps], dict[str, Fraction]]) -> None:
    chains, exact = network
    chances = {link: float(chance) for link, chance in exact.items()}
    found = Network(chains)
    slopes = found.slopes(chances)
    assert set(slopes) == {link for steps in chains for step in steps for link in step}
    for link, slope in slopes.items():
        on, off = (found.any({**chances, link: end}, 1.0) for end in (1.0, 0.0))
        assert slope == pytest.approx(on - off, abs=1e-12)
        assert slope >= -1e-12, "more of any link never makes torture less likely"


@given(networks())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_neither_the_order_of_chains_nor_naming_one_twice_matters(network: tuple[list[Steps], dict[str, Fraction]]) -> None:
    chains, chances = network
    once = Network(chains).any(chances, ONE)
    assert Network(chains[::-1]).any(chances, ONE) == once
    assert Network([*chains, chains[0]]).any(chances, ONE) == once


def random_network(dice: random.Random, links: int) -> tuple[list[Steps], dict[str, float]]:
    names = [f"l{number}" for number in range(links)]
    chains: list[Steps] = []
    for _ in range(dice.randint(2, 6)):
        picked = dice.sample(names, dice.randint(1, min(6, links)))
        steps: list[tuple[str, ...]] = []
        while picked:
            size = min(len(picked), dice.choice((1, 1, 1, 2)))
            steps.append(tuple(picked[:size]))
            picked = picked[size:]
        chains.append(tuple(steps))
    return chains, {name: dice.random() for name in names}


def sixteen_chains(dice: random.Random, pool: int = 10) -> tuple[list[Steps], dict[str, float]]:
    """Sixteen chains of four links, two of them from a pool that all share."""
    shared = [f"s{number}" for number in range(pool)]
    chains: list[Steps] = []
    for number in range(16):
        links = [*dice.sample(shared, 2), f"p{number}", f"q{number}"]
        dice.shuffle(links)
        chains.append(tuple((link,) for link in links))
    return chains, {link: dice.uniform(0.1, 0.95) for steps in chains for (link,) in steps}


def oracle() -> Any:
    """The independent library; what its own parts say of each other while it loads is not ours to judge."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("pyagrum")


def any_by_oracle(chains: Sequence[Steps], chances: Mapping[str, float]) -> float:
    """The same chance by a Bayesian network and lazy propagation."""
    gum = oracle()
    net = gum.BayesNet()
    for link in sorted({link for steps in chains for step in steps for link in step}):
        net.add(gum.LabelizedVariable(link, link, 2))
        net.cpt(link).fillWith([1 - chances[link], chances[link]])
    harms = []
    for number, steps in enumerate(chains):
        parts = []
        for at, step in enumerate(steps):
            if len(step) == 1:
                parts.append(step[0])
                continue
            net.addOR(gum.LabelizedVariable(f"or{number}_{at}", "", 2))
            for link in step:
                net.addArc(link, f"or{number}_{at}")
            parts.append(f"or{number}_{at}")
        net.addAND(gum.LabelizedVariable(f"chain{number}", "", 2))
        for part in parts:
            net.addArc(part, f"chain{number}")
        harms.append(f"chain{number}")
    # Joined two by two, because a table over all of them would have a column for each state of them all.
    while len(harms) > 1:
        one, other = harms.pop(0), harms.pop(0)
        name = f"any_{one}_{other}"[:60] + str(len(harms))
        net.addOR(gum.LabelizedVariable(name, "", 2))
        net.addArc(one, name)
        net.addArc(other, name)
        harms.append(name)
    inference = gum.LazyPropagation(net)
    inference.addTarget(harms[0])
    inference.makeInference()
    return float(inference.posterior(harms[0])[1])


@pytest.mark.parametrize("seed", range(12))
def test_an_independent_library_agrees(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    chains, chances = random_network(dice, 14)
    assert Network(chains).any(chances, 1.0) == pytest.approx(any_by_oracle(chains, chances), abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_an_independent_library_agrees_on_sixteen_chains_with_ten_shared_links(seed: int) -> None:
    chains, chances = sixteen_chains(random.Random(seed))  # noqa: S311
    assert Network(chains).any(chances, 1.0) == pytest.approx(any_by_oracle(chains, chances), abs=1e-12)


def test_chains_that_share_nothing_are_computed_apart() -> None:
    network = Network([(("a",), ("b",)), (("c",),), (("b",), ("d",))])
    assert [len(component.chains) for component in network.components] == [2, 1]


def test_many_chains_in_a_row_are_no_trouble_though_every_one_shares() -> None:
    chains: list[Steps] = [((f"l{number}",), (f"l{number + 1}",)) for number in range(60)]
    chances = {f"l{number}": 0.5 for number in range(61)}
    # None happens where no two neighbors do: Fibonacci numbers over the powers of two.
    before, after = 1, 2
    for _ in range(60):
        before, after = after, before + after
    assert Network(chains).none(chances, 1.0) == pytest.approx(after / 2**61, rel=1e-12)


def paired(links: Sequence[str], by: int) -> Steps:
    """A chain of pairs of alternatives; turned by another number, no two links are named in the same way."""
    turned = [*links[by:], *links[:by]]
    return tuple(zip(turned[::2], turned[1::2], strict=True))


def test_beyond_the_bound_it_refuses_and_names_the_width() -> None:
    wide = [f"l{number}" for number in range(WIDEST + 2)]
    with pytest.raises(TooEntangledError, match=str(WIDEST + 2)) as refused:
        Network([paired(wide, 0), paired(wide, 1)])
    assert refused.value.width == WIDEST + 2
    pairs: list[Steps] = [((one,), (other,)) for one, other in itertools.combinations(wide, 2)]
    with pytest.raises(TooEntangledError):
        Network(pairs)


def test_where_the_chains_are_too_many_for_what_they_share_it_refuses_and_names_the_states() -> None:
    shared = [f"s{number}" for number in range(WIDEST)]
    dice = random.Random(1)  # noqa: S311
    chains = [(*paired(dice.sample(shared, WIDEST), 0), (f"p{number}",)) for number in range(16)]
    with pytest.raises(TooEntangledError, match="states of shared links") as refused:
        Network(chains)
    # A table of 2 to the 16 for each chain, every entry of it looked at when the first link is summed out, and what follows.
    assert refused.value.states > 2 * 16 * 2**WIDEST >= MOST_STATES
    chances = {**dict.fromkeys(shared, 1.0), **{f"p{at}": 0.5 for at in range(4)}}
    assert Network(chains[:4]).any(chances, 1.0) == pytest.approx(0.9375)


def test_what_chains_name_in_the_same_way_is_one_link_however_much_it_is() -> None:
    wide = [f"l{number}" for number in range(3 * WIDEST)]
    chances = {**{link: Fraction(number % 7 + 1, 9) for number, link in enumerate(wide)}, "p": ONE / 3, "q": ONE / 4}
    either = ONE - (ONE - chances["p"]) * (ONE - chances["q"])
    of_any = ONE - math.prod((ONE - chances[link] for link in wide), start=ONE)
    assert Network([(tuple(wide), ("p",)), (("q",), tuple(reversed(wide)))]).any(chances, ONE) == of_any * either
    of_all = math.prod((chances[link] for link in wide), start=ONE)
    singly = tuple((link,) for link in wide)
    assert Network([(*singly, ("p",)), (("q",), *reversed(singly))]).any(chances, ONE) == of_all * either
    # A step of alternatives is one of the steps that all need.
    nested: list[Steps] = [(tuple(wide[:20]), *singly[20:], (end,)) for end in "pq"]
    some = ONE - math.prod((ONE - chances[link] for link in wide[:20]), start=ONE)
    assert Network(nested).any(chances, ONE) == some * math.prod((chances[link] for link in wide[20:]), start=ONE) * either


@st.composite
def in_blocks(draw: st.DrawFn) -> tuple[list[Steps], dict[str, Fraction]]:
    """Chains made of the same few blocks, so that many links are named in the same way and some only nearly so."""
    chains: list[list[tuple[str, ...]]] = [[] for _ in range(draw(st.integers(2, 4)))]
    links: list[str] = []
    for block in range(draw(st.integers(1, 3))):
        named = [f"{'abc'[block]}{at}" for at in range(draw(st.integers(1, 3)))]
        links += named
        for chain in chains:
            how = draw(st.sampled_from(["all", "any", "any", "some", "none"]))
            if how == "all":
                chain += [(link,) for link in named]
            elif how == "any":
                chain.append(tuple(draw(st.permutations(named))))
            elif how == "some":
                chain.append(tuple(named[:-1]) or (named[0],))
    for number, chain in enumerate(chains):
        if draw(st.booleans()) or not chain:
            links.append(f"p{number}")
            at = draw(st.integers(0, len(chain)))
            if at < len(chain) and draw(st.booleans()):
                chain[at] = (*chain[at], links[-1])
            else:
                chain.append((links[-1],))
    return [tuple(chain) for chain in chains], {link: Fraction(draw(st.integers(0, 10)), 10) for link in links}


@pytest.mark.unmeasured
@given(in_blocks())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_blocks_that_chains_share_are_exact_and_so_is_the_slope_of_each_link_in_them(
    network: tuple[list[Steps], dict[str, Fraction]],
) -> None:
    chains, chances = network
    found = Network(chains)
    assert found.any(chances, ONE) == any_enumerated(chains, chances)
    slopes = found.slopes({link: float(chance) for link, chance in chances.items()})
    assert set(slopes) == {link for steps in chains for step in steps for link in step}
    for link, slope in slopes.items():
        off, on = (any_enumerated(chains, {**chances, link: Fraction(end)}) for end in (0, 1))
        assert slope == pytest.approx(float(on - off), abs=1e-12), link


def test_at_the_bound_it_still_answers() -> None:
    wide = [f"l{number}" for number in range(WIDEST)]
    chains: list[Steps] = [((one,), (other,)) for one, other in itertools.combinations(wide, 2)]
    # At least two of sixteen happen.
    expected = 1 - 0.9**16 - 16 * 0.1 * 0.9**15
    assert Network(chains).any(dict.fromkeys(wide, 0.1), 1.0) == pytest.approx(expected, abs=1e-12)


def test_a_step_and_a_chain_by_hand() -> None:
    chances = {"a": Fraction(1, 2), "b": Fraction(1, 5), "c": Fraction(3, 4)}
    assert of_step(("a", "b"), chances, ONE) == Fraction(3, 5)
    assert of_chain((("a", "b"), ("c",)), chances, ONE) == Fraction(9, 20)


def test_no_chain_never_happens() -> None:
    assert Network([]).any({}, ONE) == 0
