"""What must hold of every likelihood that is computed, whatever the chains and the chances."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts.link import Chain, Chance, Link
from article3.likelihood.bounds import by_themselves, given_earlier
from article3.likelihood.courses import any_of, course
from article3.likelihood.each_step import Candidate, flips
from article3.likelihood.importance import importance
from article3.likelihood.network import Steps, of_step
from article3.logic.truth import Truth
from enumerated import any_enumerated

if TYPE_CHECKING:
    import random

pytestmark = pytest.mark.unmeasured

THOROUGHLY = settings(max_examples=60, deadline=None, derandomize=True)
Case = tuple[list[Steps], dict[str, Link]]
PERCENT = st.integers(0, 100).map(lambda number: Fraction(number, 100))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = [f"l{number}" for number in range(draw(st.integers(1, 7)))]
    links = {}
    for name in names:
        low, best, high = sorted(draw(st.tuples(PERCENT, PERCENT, PERCENT)))
        exhibits = draw(st.lists(st.sampled_from("ABC"), unique=True))
        links[name] = Link(name, "Invented.", Chance(low, best, high), tuple(exhibits))
    chains: list[Steps] = []
    for _ in range(draw(st.integers(1, 3))):
        picked = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        at = draw(st.integers(0, len(picked) - 1))
        chains.append((*((link,) for link in picked[:at]), tuple(picked[at:])))
    return chains, links


def as_shown(number: float) -> Fraction:
    """The decimal that is shown, which the nearest float is not."""
    return Fraction(repr(number))


def at_end(links: dict[str, Link], end: str) -> dict[str, Fraction]:
    return {name: getattr(link.chance, end) for name, link in links.items()}


@given(cases())
@THOROUGHLY
def test_an_interval_holds_the_truth_and_no_rounding_crosses_one_half(case: Case) -> None:
    chains, links = case
    found = any_of(chains, links)
    low, best, high = (any_enumerated(chains, at_end(links, end)) for end in ("low", "best", "high"))
    assert as_shown(found.within.low) <= low <= best <= high <= as_shown(found.within.high)
    assert found.best == pytest.approx(float(best), abs=1e-6)
    half = Fraction(1, 2)
    expected = Truth.ESTABLISHED if low > half else Truth.NOT_ESTABLISHED if high <= half else Truth.UNDETERMINED
    assert found.within.above(0.5) is expected
    assert (found.best > 0.5) is (best > half)


@given(cases(), st.data())
@THOROUGHLY
def test_more_of_any_link_never_makes_torture_less_likely(case: Case, data: st.DataObject) -> None:
    chains, links = case
    name = data.draw(st.sampled_from(sorted(links)))
    chance = links[name].chance
    more = {**links, name: msgspec.structs.replace(links[name], chance=Chance(chance.high, chance.high, Fraction(1)))}
    before, after = any_of(chains, links), any_of(chains, more)
    assert after.within.low >= before.within.low
    assert after.best >= before.best
    assert after.within.high >= before.within.high


@given(cases(), st.randoms(use_true_random=False))
@THOROUGHLY
def test_names_and_order_do_not_matter(case: Case, dice: random.Random) -> None:
    chains, links = case
    renamed = {name: f"z{len(links) - number}" for number, name in enumerate(links)}
    other_links = {renamed[name]: msgspec.structs.replace(link, id=renamed[name]) for name, link in reversed(links.items())}
    other_chains = [tuple(tuple(renamed[link] for link in reversed(step)) for step in reversed(steps)) for steps in chains]
    dice.shuffle(other_chains)
    assert any_of(chains, links) == any_of(other_chains, other_links)
    chances, others = ({name: link.chance for name, link in both.items()} for both in (links, other_links))
    assert by_themselves(chains, chances) == by_themselves(other_chains, others)


@given(cases())
@THOROUGHLY
def test_bounds_hold_what_independence_gives(case: Case) -> None:
    chains, links = case
    found = any_of(chains, links)
    chances = {name: link.chance for name, link in links.items()}
    for bounds in (by_themselves(chains, chances), given_earlier(chains, chances)):
        assert bounds.within.low <= found.within.low + 1e-6
        assert bounds.within.high >= found.within.high - 1e-6


@given(cases())
@THOROUGHLY
def test_what_the_conclusion_hangs_on_is_what_a_recount_gives(case: Case) -> None:
    chains, links = case
    found = importance(chains, links)
    best = at_end(links, "best")
    assert found.best == pytest.approx(float(any_enumerated(chains, best)), abs=1e-12)
    for weight in found.weights:
        chance = links[weight.link].chance
        for shown, there in ((weight.at_low, chance.low), (weight.at_high, chance.high), (weight.fallen, Fraction(0))):
            assert shown == pytest.approx(float(any_enumerated(chains, {**best, weight.link: there})), abs=1e-12)
        if weight.break_even is not None:
            at_break_even = any_enumerated(chains, {**best, weight.link: Fraction(weight.break_even)})
            assert float(at_break_even) == pytest.approx(0.5, abs=1e-9)
        else:
            ends = [any_enumerated(chains, {**best, weight.link: Fraction(end)}) for end in (0, 1)]
            assert ends[0] == ends[1] or ends[0] > Fraction(1, 2) or ends[1] < Fraction(1, 2)
    for exhibit in found.exhibits:
        for shown, down in (
            (exhibit.at_low, {name: links[name].chance.low for name in exhibit.links}),
            (exhibit.fallen, dict.fromkeys(exhibit.links, Fraction(0))),
        ):
            assert shown == pytest.approx(float(any_enumerated(chains, {**best, **down})), abs=1e-12)
        assert exhibit.drop == pytest.approx(found.best - exhibit.fallen, abs=1e-12)
    drops = [round(exhibit.drop, 12) for exhibit in found.exhibits]
    assert drops == sorted(drops, reverse=True)
    changes = {w.link: abs(w.break_even - float(best[w.link])) for w in found.weights if w.break_even is not None}
    assert bool(found.cheapest) is bool(changes)
    if changes:
        assert changes[found.cheapest] == min(changes.values())


@given(cases())
@THOROUGHLY
def test_a_range_around_the_same_best_estimate_changes_nothing_of_what_a_failure_costs(case: Case) -> None:
    chains, links = case
    single = {
        name: msgspec.structs.replace(link, chance=Chance(link.chance.best, link.chance.best, link.chance.best))
        for name, link in links.items()
    }
    ranged, plain = importance(chains, links), importance(chains, single)
    for weight in ranged.weights:
        assert weight.fallen == pytest.approx(plain.weight(weight.link).fallen, abs=1e-12)
        assert plain.weight(weight.link).at_low == pytest.approx(plain.best, abs=1e-12)
    fallen = {exhibit.exhibit: exhibit.fallen for exhibit in plain.exhibits}
    assert {exhibit.exhibit: exhibit.fallen for exhibit in ranged.exhibits} == pytest.approx(fallen, abs=1e-12)


@given(cases())
@THOROUGHLY
def test_a_chain_is_its_product_and_never_likelier_than_its_weakest_step(case: Case) -> None:
    (steps, *_), links = case
    found = course(Chain(steps), links)
    assert found.whole.within.high <= found.weakest.within.high
    assert found.whole.within.low <= found.weakest.within.low
    assert as_shown(found.whole.within.low) <= any_enumerated([steps], at_end(links, "low"))
    assert len(found.steps) == len(steps)
    estimated = [
        chance.best
        for step, chance in zip(steps, found.steps, strict=True)
        if not any(links[name].chance.is_unknown for name in step)
    ]
    if found.weakest_step is None:
        assert not estimated
    else:
        assert found.steps[found.weakest_step].best == min(estimated)


def counted(chains: list[Steps], tested: list[bool], chances: dict[str, Fraction]) -> Fraction:
    """The chance of at least one of the chains that count: those whose every step is above one half, if that is asked of them."""
    half = Fraction(1, 2)
    counting = [
        steps
        for steps, each in zip(chains, tested, strict=True)
        if not each or all(of_step(step, chances, Fraction(1)) > half for step in steps)
    ]
    return any_enumerated(counting, chances)


@given(cases(), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_where_each_step_must_be_likely_the_flip_is_where_a_recount_puts_it(case: Case, data: st.DataObject) -> None:
    chains, links = case
    tested = data.draw(st.lists(st.booleans(), min_size=len(chains), max_size=len(chains)))
    found = flips([Candidate(steps, each) for steps, each in zip(chains, tested, strict=True)], links)
    best, half, hair = at_end(links, "best"), Fraction(1, 2), Fraction(1, 10**6)
    assert found.best == pytest.approx(float(counted(chains, tested, best)), abs=1e-12)

    def there(link: str, chance: Fraction) -> Fraction:
        return counted(chains, tested, {**best, link: min(max(chance, Fraction(0)), Fraction(1))})

    assert set(found.of) == {link for steps in chains for step in steps for link in step}
    for link, flip in found.of.items():
        if flip.at is None:
            assert there(link, Fraction(0)) > half or there(link, Fraction(1)) < half or there(link, Fraction(0)) == half
            continue
        at = Fraction(flip.at)
        assert there(link, at - hair) <= half
        assert there(link, at + hair) >= half
        if flip.at < 1:
            assert there(link, at + hair) > half
        at = at.limit_denominator(10**9)
        jumps = there(link, at + hair) - there(link, at) > 10 * hair
        assert flip.by_step or not jumps
    changes = {link: abs(flip.at - float(best[link])) for link, flip in found.of.items() if flip.at is not None}
    assert bool(found.cheapest) is bool(changes)
    if changes:
        assert changes[found.cheapest] == min(changes.values())


@given(cases())
@THOROUGHLY
def test_where_no_step_is_tested_the_flip_is_the_break_even(case: Case) -> None:
    chains, links = case
    found, plain = flips([Candidate(steps, each_step=False) for steps in chains], links), importance(chains, links)
    for weight in plain.weights:
        assert (found.of[weight.link].at is None) is (weight.break_even is None), weight
        if weight.break_even is not None:
            assert found.of[weight.link].at == pytest.approx(weight.break_even, abs=1e-9)
            assert not found.of[weight.link].by_step
