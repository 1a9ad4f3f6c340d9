"""What must hold of precedential constraint, whatever the decided cases: against every completion, counted out."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.law.forums import circuits
from article3.law.precedents import Side
from article3.precedents.nearness import compared, nearest
from article3.precedents.reasons import (
    Facts,
    Known,
    Model,
    Outcome,
    Ruling,
    answer,
    clashes,
    constrained,
    ways,
)
from article3.precedents.standing import forcing
from thorough import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law

pytestmark = pytest.mark.unmeasured

FOR, AGAINST = Side.FOR, Side.AGAINST
PRO, CON = frozenset({"p1", "p2", "p3"}), frozenset({"c1", "c2", "c3"})
ALL = Facts(PRO, CON)
FORCED = {FOR: Outcome.FOR, AGAINST: Outcome.AGAINST}


def subsets(factors: frozenset[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(factors)))


@st.composite
def rulings(draw: st.DrawFn, ranks: int = 3) -> Ruling:
    outcome = draw(st.sampled_from(Side))
    facts = Facts(draw(subsets(PRO)), draw(subsets(CON)))
    winning = facts.of(outcome) or frozenset({min(ALL.of(outcome))})
    facts = Facts(winning, facts.against) if outcome is FOR else Facts(facts.for_, winning)
    reason = draw(subsets(winning)) or frozenset({min(winning)})
    return Ruling(f"r{draw(st.integers(0, 10**9))}", outcome, reason, facts, draw(st.integers(1, ranks)))


BASES = st.lists(rulings(), max_size=6)
FLAT = st.lists(rulings(ranks=1), max_size=6)
MODELS = st.sampled_from(Model)


@st.composite
def situations(draw: st.DrawFn) -> Known:
    values = {name: draw(st.sampled_from([True, False, None])) for name in sorted(PRO | CON)}
    return Known(
        ALL,
        frozenset(name for name, value in values.items() if value is True),
        frozenset(name for name, value in values.items() if value is False),
    )


COMPLETE = st.builds(Facts, subsets(PRO), subsets(CON))


def completions(known: Known) -> Iterator[Facts]:
    unknown = sorted(known.unknown)
    for chosen in itertools.product([True, False], repeat=len(unknown)):
        present = known.present | {name for name, is_ in zip(unknown, chosen, strict=True) if is_}
        yield Facts(present & PRO, present & CON)


def better(facts: Facts, side: Side, name: str) -> Facts:
    """The situation with one more factor for a side, or one fewer against it."""
    if name in ALL.of(side):
        favoring, opposing = facts.of(side) | {name}, facts.of(side.other)
    else:
        favoring, opposing = facts.of(side), facts.of(side.other) - {name}
    return Facts(favoring, opposing) if side is FOR else Facts(opposing, favoring)


@settings(max_examples=examples(120))
@given(BASES, situations(), MODELS)
def test_the_answer_is_that_of_every_completion(base: list[Ruling], known: Known, model: Model) -> None:
    outcomes = {constrained(base, facts, model).outcome for facts in completions(known)}
    found = answer(base, known, model)
    assert found.outcome is (outcomes.pop() if len(outcomes) == 1 else Outcome.NOT_FORCED)


@settings(max_examples=examples(80))
@given(BASES, situations(), MODELS)
def test_what_is_possible_is_what_some_completion_brings(base: list[Ruling], known: Known, model: Model) -> None:
    outcomes = {constrained(base, facts, model).outcome for facts in completions(known)}
    found = answer(base, known, model)
    if len(outcomes) > 1:
        assert set(found.possible) == {side for side in Side if FORCED[side] in outcomes}
    else:
        assert found.possible == ()


@settings(max_examples=examples(80))
@given(BASES, situations(), MODELS)
def test_those_named_force_it_in_every_completion(base: list[Ruling], known: Known, model: Model) -> None:
    found = answer(base, known, model)
    for ruling in (*found.by, *found.contrary):
        assert all(ruling.forces(facts, model) for facts in completions(known))
    assert bool(found.by) is (found.outcome is not Outcome.NOT_FORCED)
    if found.outcome is Outcome.CONFLICT:
        assert {ruling.outcome for ruling in found.by} == set(Side)
        assert found.contrary == ()
    for lower in found.contrary:
        assert all(lower.rank > ruling.rank and lower.outcome is not ruling.outcome for ruling in found.by)


@settings(max_examples=examples(120))
@given(BASES, COMPLETE, st.sampled_from(Side), st.sampled_from(sorted(PRO | CON)), MODELS)
def test_what_favors_a_side_never_costs_it_a_forced_outcome(
    base: list[Ruling], facts: Facts, side: Side, name: str, model: Model
) -> None:
    before, after = (constrained(base, one, model).outcome for one in (facts, better(facts, side, name)))
    if before is FORCED[side]:
        assert after is FORCED[side]
    if after is FORCED[side.other]:
        assert before is FORCED[side.other]


@settings(max_examples=examples(80))
@given(BASES, situations(), st.sampled_from(Side), st.sampled_from(sorted(PRO | CON)), MODELS)
def test_to_learn_more_never_unforces(base: list[Ruling], known: Known, side: Side, name: str, model: Model) -> None:
    if name in known.unknown and answer(base, known, model).outcome is FORCED[side]:
        for more in (known.learning(present=frozenset({name})), known.learning(absent=frozenset({name}))):
            assert answer(base, more, model).outcome is FORCED[side]


@settings(max_examples=examples(80))
@given(BASES, MODELS)
def test_a_precedents_own_facts_force_its_own_outcome_or_the_contrary_is_told(base: list[Ruling], model: Model) -> None:
    for ruling in base:
        found = constrained(base, ruling.facts, model)
        assert found.outcome is not Outcome.NOT_FORCED
        if found.outcome is not FORCED[ruling.outcome]:
            assert found.outcome is Outcome.CONFLICT or ruling in found.contrary
            others = [one for one in base if one.outcome is not ruling.outcome and one.rank <= ruling.rank]
            pairs = clashes([ruling, *others], model)
            assert any(ruling in pair for pair in pairs), "a consistent base never does this"


@settings(max_examples=examples(80))
@given(FLAT, MODELS)
def test_a_base_clashes_if_and_only_if_some_situation_is_forced_both_ways(base: list[Ruling], model: Model) -> None:
    powers = [
        Facts(frozenset(pro), frozenset(con))
        for pros in range(4)
        for pro in itertools.combinations(sorted(PRO), pros)
        for cons in range(4)
        for con in itertools.combinations(sorted(CON), cons)
    ]
    torn = [facts for facts in powers if constrained(base, facts, model).outcome is Outcome.CONFLICT]
    assert bool(torn) is bool(clashes(base, model))
    for one, other in clashes(base, model):
        assert constrained([one, other], Facts(one.needs(model), other.needs(model)), model).outcome is Outcome.CONFLICT


@settings(max_examples=examples(80))
@given(BASES, COMPLETE, st.randoms(use_true_random=False), MODELS)
def test_names_and_order_do_not_matter(base: list[Ruling], facts: Facts, random: object, model: Model) -> None:
    shuffled = list(base)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = constrained(base, facts, model), constrained(shuffled, facts, model)
    assert one.outcome is other.outcome
    assert set(one.by) == set(other.by)
    new = {name: f"x{number}" for number, name in enumerate(sorted(PRO | CON, reverse=True))}

    def renamed(factors: frozenset[str]) -> frozenset[str]:
        return frozenset(new[name] for name in factors)

    relabelled = [
        Ruling(one.name, one.outcome, renamed(one.reason), Facts(renamed(one.facts.for_), renamed(one.facts.against)), one.rank)
        for one in base
    ]
    again = constrained(relabelled, Facts(renamed(facts.for_), renamed(facts.against)), model)
    assert again.outcome is one.outcome


@settings(max_examples=examples(120))
@given(BASES, COMPLETE)
def test_the_result_model_forces_no_more_precedent_by_precedent(base: list[Ruling], facts: Facts) -> None:
    for ruling in base:
        if ruling.forces(facts, Model.RESULT):
            assert ruling.forces(facts, Model.REASON)
    result, reason = (constrained(base, facts, model) for model in (Model.RESULT, Model.REASON))
    if result.outcome is not Outcome.NOT_FORCED:
        assert reason.outcome is not Outcome.NOT_FORCED
    if not clashes(base, Model.REASON) and result.outcome is not Outcome.NOT_FORCED:
        assert reason.outcome is result.outcome


def test_the_reason_model_can_force_more() -> None:
    ruling = Ruling("r", FOR, frozenset({"p1"}), Facts(frozenset({"p1", "p2"}), frozenset()))
    facts = Facts(frozenset({"p1"}), frozenset())
    assert constrained([ruling], facts, Model.REASON).outcome is Outcome.FOR
    assert constrained([ruling], facts, Model.RESULT).outcome is Outcome.NOT_FORCED


@settings(max_examples=examples(80))
@given(BASES, situations(), st.sampled_from(Side), MODELS)
def test_a_way_to_force_an_outcome_forces_it_and_no_less_does_by_that_precedent(
    base: list[Ruling], known: Known, side: Side, model: Model
) -> None:
    found = ways(base, known, side, model)
    sizes = [len(way.present) + len(way.absent) for way in found]
    assert sizes == sorted(sizes)
    for way in found:
        assert not (way.present | way.absent) - known.unknown
        learnt = known.learning(way.present, way.absent)
        assert answer(base, learnt, model).outcome is FORCED[side]
        assert way.ruling.forces(learnt.worst(side), model)
        for name in way.present | way.absent:
            less = known.learning(way.present - {name}, way.absent - {name})
            assert not way.ruling.forces(less.worst(side), model)


@settings(max_examples=examples(80))
@given(BASES, situations())
def test_the_nearest_come_first_and_none_is_more_on_point_than_one_before_it(base: list[Ruling], known: Known) -> None:
    found = nearest(base, known)
    assert {one.ruling for one in found} == {ruling for ruling in base if compared(ruling, known).shared}
    for before, after in itertools.combinations(found, 2):
        assert not before.shared < after.shared
        if before.level == after.level:
            assert before.distinctions <= after.distinctions
            assert not after.shared < before.shared
    assert all(any(above.shared > one.shared and above.level == one.level - 1 for above in found) for one in found if one.level)


@settings(max_examples=examples(80))
@given(rulings(), situations())
def test_a_comparison_sorts_every_factor_once(ruling: Ruling, known: Known) -> None:
    one = compared(ruling, known)
    parts = (one.shared, one.weaker, one.burdened, one.stronger, one.relieved, one.unknown_winning, one.unknown_opposing)
    assert sum(len(part) for part in parts) == len(frozenset().union(*parts))
    decisive = (ruling.reason & known.absent) | ((known.all.of(ruling.outcome.other) & known.present) - ruling.opposing)
    assert decisive <= one.weaker | one.burdened
    if not known.unknown:
        assert ruling.forces(known.worst(FOR), Model.RESULT) is (one.distinctions == 0)


@pytest.mark.parametrize("model", Model)
def test_nothing_forces_nothing(model: Model) -> None:
    assert answer([], Known(ALL, frozenset(), frozenset()), model) == answer([], Known(ALL, PRO, CON), model)


# The real precedents.


@settings(max_examples=examples(150))
@given(data=st.data())
def test_of_the_real_precedents_too_what_favors_a_side_never_costs_it_a_forced_outcome(data: st.DataObject, law: Law) -> None:
    issue = data.draw(
        st.sampled_from([issue for issue in law.issues.values() if any(one.forces for one in law.decided[issue.id])])
    )
    circuit = data.draw(st.sampled_from(circuits(law)))
    rulings = forcing(law, issue.id, circuit, law.maintained_through, feared=False)
    everything = Facts(frozenset(issue.of(FOR)), frozenset(issue.of(AGAINST)))
    # Start near a precedent, so that something is forced often enough.
    start = data.draw(st.sampled_from(rulings)).facts if rulings else Facts(frozenset(), frozenset())
    flipped = data.draw(st.frozensets(st.sampled_from(sorted(everything.for_ | everything.against)), max_size=2))
    present = (start.for_ | start.against) ^ flipped
    name = data.draw(st.sampled_from(sorted(everything.for_ | everything.against)))
    side = FOR if name in everything.for_ else AGAINST
    before, after = (
        constrained(rulings, Facts(facts & everything.for_, facts & everything.against)).outcome
        for facts in (present - {name}, present | {name})
    )
    if before is FORCED[side]:
        assert after is FORCED[side]
    if after is FORCED[side.other]:
        assert before is FORCED[side.other]
