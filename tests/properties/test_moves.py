"""What a change of forum changes, found quickly, is what two decisions say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.findings import Decision, decide
from article3.findings.comparison import compare
from article3.findings.excerpt import grounds_below
from article3.findings.moves import Move, day_matters
from article3.findings.outlooks import Outlooks
from article3.findings.resting import DAY
from article3.findings.strip import forms_in
from article3.findings.told import told
from article3.law.changes import law_diff, question_change
from article3.law.periods import AGENCY, forums
from article3.law.positions import governance
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from random_cases import LAW, cases, chances, prepared_cases, relaxed
from thorough import examples

if TYPE_CHECKING:
    from random import Random

    from article3.facts.case import Case

pytestmark = pytest.mark.unmeasured

FORUMS = forums(LAW)
OUTCOMES = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat")
DAYS = st.dates(LAW.begins, LAW.maintained_through)
CHANGES = sorted({authority.decided.last for authority in LAW.authorities.values() if authority.decided.last > LAW.begins})
places = st.builds(Forum, st.sampled_from(FORUMS), DAYS)


State = tuple[Truth, frozenset[str], frozenset[str]]


def told_of(case: Case, decision: Decision) -> dict[str, State]:
    """Of all that concerns the case, each finding's truth and what it depends on."""
    roots = [
        f"{rule.id}[{('asylum', 'withholding_ina', 'withholding_cat', 'deferral_cat')[about]}]" if about is not None else rule.id
        for rule, about in told(case)
    ]
    below = {ground.finding for root in roots for ground in grounds_below(decision, decision.findings[root]) if ground.finding}
    return {
        name: (finding.truth, frozenset(finding.missing), frozenset(finding.turns_on))
        for name, finding in decision.findings.items()
        if name in below or name in roots
    }


def by_two_decisions(case: Case, before: Forum, after: Forum) -> dict[str, tuple[State, State]]:
    was, now = told_of(case, decide(case, before, LAW)), told_of(case, decide(case, after, LAW))
    return {name: (was[name], now[name]) for name in was if name in now and was[name] != now[name]}


def assert_alike(case: Case, before: Forum, after: Forum) -> None:
    expected = by_two_decisions(case, before, after)
    found = {moved.finding: moved for moved in Move(LAW, before, after).of(case)}
    assert found.keys() == expected.keys()
    for name, ((truth, missing, turns_on), (now, now_missing, now_turns_on)) in expected.items():
        moved = found[name]
        assert (moved.before, moved.after) == (truth, now)
        assert set(moved.now_missing) == now_missing - missing
        assert set(moved.no_longer_missing) == missing - now_missing
        assert set(moved.now_turns_on) == now_turns_on - turns_on
        assert set(moved.no_longer_turns_on) == turns_on - now_turns_on
        assert moved.by


@relaxed
@given(cases(), st.sampled_from(FORUMS), DAYS, DAYS)
def test_what_changes_between_two_days_is_what_two_decisions_say(case: Case, circuit: str, one: dt.date, other: dt.date) -> None:
    assert_alike(case, Forum(circuit, one), Forum(circuit, other))


@relaxed
@given(cases(share_known=0.9), st.sampled_from(FORUMS), st.sampled_from(CHANGES))
def test_what_one_decision_changes_is_what_two_decisions_say(case: Case, circuit: str, day: dt.date) -> None:
    assert_alike(case, Forum(circuit, day - dt.timedelta(days=1)), Forum(circuit, day))


@settings(relaxed, max_examples=examples(30))
@given(cases(share_known=0.9), st.sampled_from(FORUMS), st.sampled_from(FORUMS), DAYS)
def test_what_a_transfer_changes_is_what_two_decisions_say(case: Case, one: str, other: str, day: dt.date) -> None:
    assert_alike(case, Forum(one, day), Forum(other, day))


@settings(relaxed, max_examples=examples(30))
@given(cases(share_known=0.9), places, places)
def test_what_makes_the_difference_does_so_by_itself_or_is_one_of_several(case: Case, before: Forum, after: Forum) -> None:
    move = Move(LAW, before, after)
    for moved in move.of(case):
        assert set(moved.by) <= move.questions | {DAY}
        for question in set(moved.by) - {DAY}:
            live = governance(LAW, question, before.circuit, before.as_of).live
            assert live != governance(LAW, question, after.circuit, after.as_of).live


@settings(relaxed, max_examples=examples(30))
@given(cases(share_known=0.9), places)
def test_an_outlook_is_what_the_decision_says(case: Case, forum: Forum) -> None:
    found = Outlooks(case, LAW).of(forum)
    decision = decide(case, forum, LAW)
    for name, form in found.forms.items():
        expected = getattr(decision.forms, name)
        assert (form.truth, set(form.missing), set(form.turns_on)) == (
            expected.truth,
            set(expected.missing),
            set(expected.turns_on),
        )
    assert {name: state.truth for name, state in found.findings.items()} == {
        name: state[0] for name, state in told_of(case, decision).items()
    }


@settings(relaxed, max_examples=examples(20))
@given(st.one_of(cases(), cases(share_known=0.9), prepared_cases), DAYS, st.permutations(FORUMS))
def test_a_strip_is_a_decision_in_each_forum(case: Case, day: dt.date, circuits: list[str]) -> None:
    """Whichever forum is evaluated first, from which the others are told."""
    found = forms_in(case, circuits, day, LAW)
    assert list(found) == circuits
    for circuit in circuits:
        forms = decide(case, Forum(circuit, day), LAW).forms
        for name, seen in found[circuit].items():
            expected = getattr(forms, name)
            assert (seen.truth, set(seen.missing), set(seen.turns_on)) == (
                expected.truth,
                set(expected.missing),
                set(expected.turns_on),
            )


@settings(relaxed, max_examples=examples(25))
@given(cases(), st.sampled_from(CHANGES), st.sampled_from([*FORUMS, ""]))
def test_a_case_changes_only_where_the_law_does(case: Case, day: dt.date, forum: str) -> None:
    """What moves a case between two days stands in the difference of the law between them."""
    before = day - dt.timedelta(days=1)
    differing = {change.question: change.forums for change in law_diff(LAW, before, day, forum).questions}
    for circuit in [forum] if forum else ["ca9", AGENCY]:
        for moved in Move(LAW, Forum(circuit, before), Forum(circuit, day)).of(case):
            for question in set(moved.by) - {DAY}:
                assert circuit in differing[question]
                assert question_change(LAW, question, circuit, before, day) is not None


def any_day(chance: Random) -> dt.date:
    """Any day; late ones, by which more had been decided, more often."""
    through = (LAW.maintained_through - LAW.begins).days
    return LAW.begins + dt.timedelta(days=max(chance.randint(0, through), chance.randint(0, through)))


FORCING = ("ca2", "ca3", "ca6", "ca9")
"""Circuits whose own decisions force more than those that bind everywhere."""


@settings(relaxed, max_examples=examples(40))
@given(prepared_cases, chances)
def test_a_transfer_of_a_case_with_factors_or_chains_is_what_two_decisions_say(case: Case, chance: Random) -> None:
    one, day = chance.choice(FORCING), any_day(chance)
    other = chance.choice([circuit for circuit in FORUMS if circuit != one])
    assert_alike(case, Forum(one, day), Forum(other, day))


@settings(relaxed, max_examples=examples(40))
@given(prepared_cases, chances)
def test_impact_on_a_case_with_factors_or_chains_is_what_two_decisions_say(case: Case, chance: Random) -> None:
    circuit, days = chance.choice((*FORUMS, *FORCING)), sorted(any_day(chance) for _ in "12")
    assert_alike(case, Forum(circuit, days[0]), Forum(circuit, days[1]))


@settings(relaxed, max_examples=examples(10))
@given(prepared_cases, DAYS)
def test_a_comparison_of_a_case_with_factors_or_chains_is_thirteen_decisions(case: Case, day: dt.date) -> None:
    assert_thirteen(case, day)


def alike_days(chance: Random, circuit: str) -> Move:
    """Two days between which the law of a circuit is the same: mostly some between two decisions."""
    while True:
        day = any_day(chance)
        move = Move(LAW, Forum(circuit, day), Forum(circuit, day + dt.timedelta(days=chance.choice((1, 7, 60, 400)))))
        if move.is_alike:
            return move


@settings(relaxed, max_examples=examples(40))
@given(st.one_of(cases(share_known=0.9), prepared_cases), chances)
def test_where_the_law_is_alike_and_the_day_does_not_matter_nothing_changes(case: Case, chance: Random) -> None:
    move = alike_days(chance, chance.choice((*FORUMS, *FORCING)))
    changes = by_two_decisions(case, move.before, move.after)
    assert day_matters(case) or not changes
    assert bool(changes) is bool(move.of(case))


def test_law_that_changed_is_not_alike() -> None:
    assert not Move(LAW, Forum("ca9", dt.date(2025, 12, 30)), Forum("ca9", dt.date(2025, 12, 31))).is_alike
    assert Move(LAW, Forum("ca9", dt.date(2026, 10, 1)), Forum("ca9", dt.date(2026, 10, 2))).is_alike


def test_a_decision_that_forces_assessments_is_no_alike_law() -> None:
    """Some day on which no question of law is answered otherwise, but an assessment is forced that was not."""
    found = 0
    for day in CHANGES:
        for circuit in FORCING:
            move = Move(LAW, Forum(circuit, day - dt.timedelta(days=1)), Forum(circuit, day))
            found += not move.questions and not move.is_alike
    assert found


@pytest.mark.parametrize("circuit", FORUMS)
def test_the_same_forum_changes_nothing(circuit: str) -> None:
    move = Move(LAW, Forum(circuit, LAW.begins), Forum(circuit, LAW.begins))
    assert move.questions == frozenset()


@settings(relaxed, max_examples=examples(8))
@given(st.one_of(cases(share_known=0.93), prepared_cases), DAYS)
def test_what_a_parting_changes_by_itself_is_what_decisions_say(case: Case, day: dt.date) -> None:
    """For a question whose sides are settled, the forms that change are those that a decision changes if it assumes the reading."""
    for parting in compare(case, [day], LAW).partings:
        if any(side.open for side in parting.sides):
            continue
        flips = set()
        for forum in (Forum(circuit, day) for circuit in FORUMS):
            own = decide(case, forum, LAW).forms
            for side in parting.sides:
                there = decide(case, forum, LAW, assume={parting.question: side.live[0]}).forms
                flips |= {form for form in OUTCOMES if getattr(own, form).truth is not getattr(there, form).truth}
        assert set(parting.flips) == flips


@settings(relaxed, max_examples=examples(15))
@given(cases(share_known=0.9), DAYS)
def test_a_comparison_is_thirteen_decisions(case: Case, day: dt.date) -> None:
    assert_thirteen(case, day)


def assert_thirteen(case: Case, day: dt.date) -> None:
    found = compare(case, [day], LAW)
    for group in found.days[0].groups:
        for circuit in group.forums:
            forms = decide(case, Forum(circuit, day), LAW).forms
            for form, seen in group.forms.items():
                expected = getattr(forms, form)
                assert (seen.truth, set(seen.missing), set(seen.turns_on)) == (
                    expected.truth,
                    set(expected.missing),
                    set(expected.turns_on),
                )
