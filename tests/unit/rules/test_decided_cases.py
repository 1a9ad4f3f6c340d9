"""Decided cases and published examples: the outcome and the ground that the court, or the advisory, gave.

Each decided case is run twice on every issue on which the decision speaks: with the decision itself among the precedents, where a
holding must force its own outcome and anything less must be among the nearest; and with it taken out, where the others must
never force the opposite, and are told as the nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts.case_file import read
from article3.findings import Decision, decide
from article3.law.precedents import Decided, Side
from article3.precedents.applied import Bears
from article3.precedents.argument import Argued, argue
from article3.precedents.forcing import constrain
from article3.precedents.reasons import Outcome
from article3.precedents.standing import Standing, placed
from article3.precedents.vocabulary import established
from decided_cases import (
    EXAMPLES,
    Argues,
    Expected,
    all_told,
    case_of,
    decided_cases,
    index_of,
    published_examples,
    rests_on,
    unassessed,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.law.precedents import Precedent
    from article3.precedents.beside import Near

pytestmark = pytest.mark.unmeasured

CASES = decided_cases()
PUBLISHED = published_examples()
OUTCOMES = {Side.FOR: Outcome.FOR, Side.AGAINST: Outcome.AGAINST}

ARGUED = [pytest.param(name, one, id=f"{name}: {one.issue}") for name, case in CASES.items() for one in case.argues]
FORCED = [
    pytest.param(name, one, id=f"{name}: {one.issue}")
    for name, case in CASES.items()
    for one in case.argues
    if one.outcome is not Outcome.NOT_FORCED
]
ADVISED = [
    pytest.param(name, one, id=f"{name}: {one.issue}[{one.about}]") for name, case in PUBLISHED.items() for one in case.argues
]


def _assert_comes_out(decision: Decision, expected: Expected) -> None:
    assert {name: decision.findings[name].truth for name in expected.expects} == expected.expects
    for finding, authorities in expected.behind.items():
        assert finding in expected.expects
        assert rests_on(decision, finding) >= set(authorities), f"{finding} rests on {sorted(rests_on(decision, finding))}"


def test_there_are_enough_of_them_and_none_is_forgotten() -> None:
    assert len(CASES) >= 25
    assert {f"{name}.yaml" for name in CASES} == {path.name for path in (EXAMPLES.parent / "tests/cases/decided").glob("*.yaml")}
    ours = {"daniel", "nadia"}
    assert set(PUBLISHED) == {path.stem for path in EXAMPLES.glob("*.yaml")} - ours
    assert all(case.file.removesuffix(".yaml") == name for name, case in (CASES | PUBLISHED).items())


def test_every_issue_on_which_a_decision_speaks_is_argued(law: Law) -> None:
    spoken = {(one.authority, one.issue) for one in law.precedents if one.authority in CASES}
    assert {(name, one.issue) for name, case in CASES.items() for one in case.argues} == spoken
    assert {issue for _, issue in spoken} >= set(law.issues) - {"mental_harm"}, (
        "the decisions on mental harm decided nothing on it"
    )


@pytest.mark.parametrize("name", CASES)
def test_a_decided_case_comes_out_as_the_court_held_and_on_its_ground(law: Law, name: str) -> None:
    expected = CASES[name]
    _assert_comes_out(decide(case_of(name), expected.forum, law), expected)


@pytest.mark.parametrize("name", CASES)
def test_taking_the_decision_out_of_the_precedents_leaves_the_rules_to_say_the_same(law: Law, name: str) -> None:
    expected = CASES[name]
    decision = decide(case_of(name), expected.forum, without(law, name))
    assert {finding: decision.findings[finding].truth for finding in expected.expects} == expected.expects


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_example_comes_out_as_the_advisory_says_and_on_its_ground(law: Law, name: str) -> None:
    expected = PUBLISHED[name]
    _assert_comes_out(decide(read(EXAMPLES / expected.file, law), expected.forum, law), expected)


def _argued(case: Case, expected: Expected, law: Law, argues: Argues) -> Argued:
    return next(one for one in argue(case, expected.forum, law, [argues.issue]) if one.about == argues.about)


def _nearest(near: Sequence[Near]) -> set[str]:
    return {one.decision.authority for one in near if one.level == 0}


def _said(law: Law, name: str, argues: Argues) -> list[Precedent]:
    return [one for one in law.decided[argues.issue] if one.authority == name]


@pytest.mark.parametrize(("name", "argues"), ARGUED)
def test_with_the_decision_among_the_precedents_its_own_outcome_is_forced_or_it_is_among_the_nearest(
    law: Law, name: str, argues: Argues
) -> None:
    expected = CASES[name]
    found = _argued(all_told(case_of(name), law, argues.issue, index_of(case_of(name), law, argues)), expected, law, argues)
    assert (found.outcome, {one.authority for one in found.by}) == (argues.outcome, set(argues.by))
    for said in _said(law, name, argues):
        if said.weight is Decided.HOLDING and not said.doubt:
            assert found.outcome is OUTCOMES[said.outcome]
            assert name in argues.by
        else:
            near = found.liken if said.outcome is Side.FOR else found.distinguish
            assert name in _nearest(near)


@pytest.mark.parametrize(("name", "argues"), ARGUED)
def test_with_the_decision_taken_out_the_others_never_force_the_opposite_and_the_nearest_are_told(
    law: Law, name: str, argues: Argues
) -> None:
    expected, fewer = CASES[name], without(law, name)
    case = all_told(case_of(name), law, argues.issue, index_of(case_of(name), law, argues))
    found = _argued(case, expected, fewer, argues)
    assert (found.outcome, {one.authority for one in found.by}) == (argues.without, set(argues.without_by))
    assert {said.outcome for said in _said(law, name, argues)} & {
        side for side in Side if found.outcome is OUTCOMES[side.other]
    } == set()
    assert (_nearest(found.liken), _nearest(found.distinguish)) == (set(argues.liken), set(argues.distinguish))


@pytest.mark.parametrize(("name", "argues"), ARGUED)
def test_what_a_decision_is_silent_on_keeps_its_outcome_open_but_possible(law: Law, name: str, argues: Argues) -> None:
    """A case file states only what the decision tells. The rest is unknown, so nothing is forced for the other side."""
    found = _argued(case_of(name), CASES[name], law, argues)
    sides = {said.outcome for said in _said(law, name, argues)}
    assert found.outcome not in {OUTCOMES[side.other] for side in sides}
    for said in _said(law, name, argues):
        if said.weight is Decided.HOLDING and not said.doubt and found.outcome is Outcome.NOT_FORCED:
            assert said.outcome in found.possible


@pytest.mark.parametrize(("name", "argues"), FORCED)
def test_a_forced_assessment_is_established_with_its_precedent_and_one_to_the_contrary_is_warned_of(
    law: Law, name: str, argues: Argues
) -> None:
    expected = CASES[name]
    index = index_of(case_of(name), law, argues)
    case = unassessed(all_told(case_of(name), law, argues.issue, index), law, argues.issue, index)
    side = Side.FOR if argues.outcome is Outcome.FOR else Side.AGAINST
    bound = constrain(case, expected.forum, law)
    for variable, value in established(law.issues[argues.issue], side).items():
        assert bound.case.value(variable, index) is value
        applied = bound.applied[variable, index]
        assert {one.authority for one in applied if one.issue == argues.issue} == set(argues.by)
        assert {one.bears for one in applied} == {Bears.FORCES}
        contrary = msgspec.structs.replace(
            case,
            answers={
                **case.answers,
                (variable, index): msgspec.structs.replace(bound.case.answers[variable, index], value=not value),
            },
        )
        kept = constrain(contrary, expected.forum, law)
        assert kept.case.value(variable, index) is not value
        assert any(f"{argues.about}, {variable.id}" in warning for warning in kept.warnings)


@pytest.mark.parametrize(("name", "argues"), ADVISED)
def test_the_argument_on_a_published_example_is_the_advisorys(law: Law, name: str, argues: Argues) -> None:
    expected = PUBLISHED[name]
    found = _argued(read(EXAMPLES / expected.file, law), expected, law, argues)
    assert (found.outcome, {one.authority for one in found.by}) == (argues.outcome, set(argues.by))
    assert (_nearest(found.liken), _nearest(found.distinguish)) == (set(argues.liken), set(argues.distinguish))


def test_a_decision_that_was_vacated_forces_nothing_on_days_after(law: Law) -> None:
    name = "matter-of-o-f-a-s-2019"
    before, after = (
        {one.authority.id: one for one in placed(law, "official_capacity", "ca11", law.authority(day).decided.last)}[name]
        for day in (name, "matter-of-o-f-a-s-2020")
    )
    assert before.forces
    assert not after.forces
    assert after.standing is Standing.ENDED
