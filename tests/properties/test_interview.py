"""What is asked can matter, what can matter is asked, sets that decide do decide, and an interview ends."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts import proceeding
from article3.facts.case import Answer, Case
from article3.facts.case_file import parse_case
from article3.facts.editing import Edited
from article3.facts.values import written
from article3.facts.vocabulary import full_id
from article3.facts.writing import case_text
from article3.findings import decide
from article3.findings.model import ForumUsed
from article3.interview.completions import LANES, Completions
from article3.interview.effects import effects, with_answer
from article3.interview.enumeration import enumerated
from article3.interview.implicants import Implicants
from article3.interview.priors import stated_priors
from article3.interview.ranking import ranked
from article3.interview.robustness import FactSet, what_if
from article3.interview.session import Session, choices
from article3.interview.setting import Setting, View, four_forms, goal_named
from article3.logic.evaluation import Evaluation, UnknownKind
from article3.logic.forum import Forum
from article3.logic.propositions import YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Estimate, Interval, Number, Value, Variable
from article3.rules.rulebase import THRESHOLDS
from random_cases import LAW, cases, chances, prepared_cases, relaxed
from thorough import examples

if TYPE_CHECKING:
    from random import Random

    from article3.interview.ranking import Ranked
    from article3.interview.setting import Goal

pytestmark = pytest.mark.unmeasured

E, N, U = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED
PRIORS = stated_priors()
GOALS = four_forms()
few = settings(relaxed, max_examples=examples(25))
fewer = settings(relaxed, max_examples=examples(10))


def setting(case: Case, assume: dict[str, str] | None = None) -> Setting:
    assert case.circuit is not None
    return Setting(LAW, Forum(case.circuit, case.as_of or LAW.maintained_through), assume or {})


def viewed(case: Case) -> View:
    return View(case, setting(case))


def with_days(case: Case) -> Case:
    """The case with the days of the asylum deadline, which completions compare but do not state."""
    days = {
        (proceeding.last_arrival, None): Answer(dt.date(2019, 5, 1)),
        (proceeding.asylum_filed, None): Answer(dt.date(2020, 5, 1)),
    }
    return msgspec.structs.replace(case, answers={**case.answers, **days})


@relaxed
@given(st.one_of(cases(), prepared_cases))
def test_while_a_form_is_open_there_is_something_to_ask_or_to_argue(case: Case) -> None:
    view = viewed(case)
    opened = [goal for goal in GOALS if not view.truth(goal).is_definite]
    asked = ranked(view, GOALS, PRIORS)
    assert bool(opened) == bool(asked or view.turns_on(GOALS))
    places = [one.point.place for one in asked]
    assert sorted(places) == sorted({point.place for point in view.points(GOALS)})
    decision = decide(case, view.setting.forum, LAW)
    assert set(places) == {place for goal in GOALS for place in decision.findings[goal.id].missing}
    for place, one in zip(places, asked, strict=True):
        if one.point.asked.after in places:
            assert places.index(one.point.asked.after) < places.index(place)


@relaxed
@given(cases(0.93, listed=True))
def test_what_is_asked_can_matter(case: Case) -> None:
    """For each question there are two completions that differ in it alone, and in what comes out."""
    view = viewed(case)
    every = enumerated(view, GOALS, PRIORS)
    if every is None or view.bounded(GOALS):
        return
    rows = every.outcomes(GOALS)
    outcome = [tuple(row >> lane & 1 for row in rows) for lane in range(every.count)]
    step = 1
    for unknown in view.open(GOALS):
        size = len(unknown.candidates)
        starts = [lane for lane in range(every.count) if lane // step % size == 0]
        assert any(len({outcome[lane + step * at] for at in range(size)}) > 1 for lane in starts), unknown
        step *= size


@relaxed
@given(cases(0.8), chances)
def test_what_is_not_asked_cannot_matter(case: Case, chance: Random) -> None:
    view = viewed(with_days(case))
    if view.bounded(GOALS):
        return
    asked = {(point.about, point.scope) for point in view.points(GOALS)}
    completions = Completions(view.case, view.setting.live, PRIORS)
    rows = completions.outcomes(GOALS)
    drawn = [
        place
        for place in completions.drawn()
        if place not in asked
        and view.case.value(*place) is None
        and isinstance(place[0], YesNo)
        and known_entity(view.case, *place)
    ]
    for lane in chance.sample(range(LANES), 3):
        completed = completions.case_in(lane)
        if any(collection.id not in case.lists for collection in listless(view)):
            return
        readings = {name: completions.reading_in(name, lane) for name in LAW.questions}
        for place in drawn[:10]:
            turned = {**completed.answers, place: Answer(not completed.value(*place))}
            then = View(msgspec.structs.replace(completed, answers=turned), setting(case, readings))
            assert [then.truth(goal) is E for goal in GOALS] == [bool(row >> lane & 1) for row in rows], full_id(place[0])


def listless(view: View) -> list[Collection]:
    return [point.about for point in view.points(GOALS) if isinstance(point.about, Collection)]


def known_entity(case: Case, variable: Variable, scope: int | None) -> bool:
    return variable.entity is None or (scope is not None and (variable.entity, scope) in case.names)


@few
@given(cases(0.5), chances)
def test_a_completion_comes_out_as_the_decision_on_it(case: Case, chance: Random) -> None:
    case = with_days(case)
    view = viewed(case)
    completions = Completions(view.case, view.setting.live, PRIORS)
    rows = completions.outcomes(GOALS)
    for lane in chance.sample(range(LANES), 4):
        readings = {name: completions.reading_in(name, lane) for name in LAW.questions}
        decision = decide(completions.case_in(lane), view.setting.forum, LAW, assume=readings)
        for goal, row in zip(GOALS, rows, strict=True):
            assert decision.findings[goal.id].truth is (E if row >> lane & 1 else N), goal.id


@few
@given(cases(0.9, listed=True))
def test_every_completion_together_says_what_the_evaluation_says(case: Case) -> None:
    view = viewed(case)
    every = enumerated(view, GOALS, PRIORS)
    if every is None or view.bounded(GOALS):
        return
    for goal, row, share in zip(GOALS, every.outcomes(GOALS), every.shares(GOALS), strict=True):
        assert view.truth(goal) is (E if row == every.every else U if row else N)
        assert (share > 0, share < 1 - 1e-9) == (bool(row), row != every.every)


def facts_in(view: View, one: FactSet) -> Case:
    """The case with the first of the answers of a set, as the report tells them."""
    points = {point.place: point for point in view.points((goal_named("protection_cat", view.stated),))}
    answers = dict(view.stated.answers)
    for stated in one.facts:
        point = points[stated.place]
        assert isinstance(point.about, Variable)
        answers[point.about, point.scope] = Answer(meant(point.about, stated.answers[0]))
    return msgspec.structs.replace(view.stated, answers=answers)


def meant(variable: Variable, words: str) -> Value:
    """A value that the words of an answer allow; another than the search itself uses."""
    if isinstance(variable, YesNo):
        return words == "yes"
    if isinstance(variable, Estimate):
        return {"more than 50%": SURE, "50% or less": UNLIKELY}[words]
    return (7.0 if words.endswith("or more") else 1.0) if isinstance(variable, Number) else words


SURE, UNLIKELY = Interval(0.6, 0.9), Interval(0.1, 0.3)


@fewer
@given(cases(0.85, listed=True))
def test_a_set_that_decides_is_confirmed_by_the_decision_and_has_no_fact_too_many(case: Case) -> None:
    view = viewed(case)
    goal = goal_named("protection_cat", case)
    found = what_if(view, goal, PRIORS, ForumUsed("", "", view.setting.forum.as_of))
    for sets, aim in ((found.establishing, E), (found.defeating, N)):
        for one in sets[:3]:
            then = facts_in(view, one)
            assert decide(then, view.setting.forum, LAW).findings[goal.id].truth is aim
            for stated in one.facts:
                less = msgspec.structs.replace(one, facts=tuple(fact for fact in one.facts if fact is not stated))
                assert decide(facts_in(view, less), view.setting.forum, LAW).findings[goal.id].truth is U


@few
@given(cases(0.85, listed=True))
def test_no_smallest_set_is_missed(case: Case) -> None:
    """Every single answer, and every pair of them, put to the evaluation one by one."""
    view = viewed(case)
    goal = goal_named("protection_cat", case)
    points = [point for point in view.open((goal,)) if point.kind is UnknownKind.VARIABLE]
    if view.truth(goal).is_definite or len(points) > 7 or any(point.kind is UnknownKind.DAYS for point in view.open((goal,))):
        return
    search = Implicants(view, goal)
    bits = {(point.subject, point.scope): view.evaluation.unknowns.index(point) for point in points}
    answers = [(point, at) for point in points for at in range(len(point.candidates))]
    for size in (1, 2):
        for chosen in itertools.combinations(answers, size):
            if len({id(point) for point, _ in chosen}) < size:
                continue
            stated = {(point.subject, point.scope): Answer(point.candidates[at]) for point, at in chosen}
            known = msgspec.structs.replace(view.case, answers={**view.case.answers, **stated})
            truth = Evaluated(view, known).truth(goal)
            cube = frozenset((bits[point.subject, point.scope], at) for point, at in chosen)
            for aim, sets in ((E, search.establishing(3)), (N, search.defeating(3))):
                assert (truth is aim) == any(less <= cube for less in sets)


class Evaluated:
    """A case evaluated as it stands, without what precedent forces once more answers are known."""

    def __init__(self, view: View, case: Case) -> None:
        self._evaluation = Evaluation(case, view.setting.live, THRESHOLDS)

    def truth(self, goal: Goal) -> Truth:
        return self._evaluation.reached(goal.rule, goal.scope).truth


@fewer
@given(cases(0.97, listed=True))
def test_what_a_decided_goal_rests_on_is_confirmed_by_the_decision(case: Case) -> None:
    view = viewed(case)
    goal = goal_named("mandatory_denial", case)
    truth = view.truth(goal)
    if not truth.is_definite:
        return
    found = what_if(view, goal, PRIORS, ForumUsed("", "", view.setting.forum.as_of), size=2)
    assert not found.unfinished
    places = {view.place(variable, scope): (variable, scope) for variable, scope in case.answers}
    lost = []
    for one in found.rests_on:
        names = [fact.place for fact in one.facts]
        lost.append(set(names))
        for kept in (None, *names):
            gone = {places[name] for name in names if name != kept}
            then = msgspec.structs.replace(case, answers={at: answer for at, answer in case.answers.items() if at not in gone})
            now = decide(then, view.setting.forum, LAW).findings[goal.id].truth
            assert now is (one.becomes if kept is None else truth)
    for place, at in places.items():
        then = msgspec.structs.replace(case, answers={other: answer for other, answer in case.answers.items() if other != at})
        breaks = View(then, view.setting).truth(goal) is not truth
        assert breaks == ({place} in lost) or len(found.rests_on) == 40


@settings(relaxed, max_examples=examples(6))
@given(cases(0.6), chances)
def test_an_interview_ends_and_then_nothing_is_left_that_a_fact_could_settle(case: Case, chance: Random) -> None:
    text = case_text(case)
    session = Session(Edited(text, parse_case(text, "", LAW), kept=True), setting(case), PRIORS)
    steps = 0
    while session.left():
        steps += 1
        assert steps < 300
        one = session.left()[0]
        before = session.edited
        session.answer(one, any_answer(one, chance))
        if steps % 7 == 0:
            after = session.edited
            assert session.back()
            assert session.edited == before
            session.answer(
                session.left()[0], any_answer(one, chance) if isinstance(one.point.about, Collection) else said(after, one)
            )
    assert not session.view.points(GOALS)
    for goal in GOALS:
        assert session.view.truth(goal).is_definite or session.view.turns_on(GOALS)
    assert session.edited.kept


def said(after: Edited, one: Ranked) -> str:
    assert isinstance(one.point.about, Variable)
    value = after.case.value(one.point.about, one.point.scope)
    assert value is not None
    return written(value)


def any_answer(one: Ranked, chance: Random) -> str:
    about = one.point.about
    if isinstance(about, Collection):
        return chance.choice(["none", f"entry{chance.randrange(10**6)}"])
    if isinstance(about, YesNo):
        return chance.choice(["yes", "no", "y", "n"])
    if choices(one):
        return chance.choice([*choices(one), "1"])
    if isinstance(about, Estimate):
        return chance.choice(["60%", "more_likely_than_not", "10% to 30%"])
    return chance.choice(["0", "6"]) if isinstance(about, Number) else chance.choice(["2019-05-01", "2020-06-01", "2021-01-15"])


@few
@given(st.one_of(cases(0.8, listed=True), prepared_cases), st.integers(0, 3))
def test_what_an_answer_settles_is_what_the_decision_says(case: Case, number: int) -> None:
    view = viewed(case)
    asked = ranked(view, GOALS, PRIORS)
    for one in asked[number : number + 1]:
        for answer, _ in one.answers:
            then = with_answer(case, one.point, answer)
            if then is None:
                assert isinstance(one.point.about, Collection) or full_id(one.point.about).startswith("filing.")
                continue
            decision = decide(then, view.setting.forum, LAW)
            told = next(effect for effect in effects(view, GOALS, one) if effect.answer == answer.words)
            opened = [goal.id for goal in GOALS if view.truth(goal) is U]
            assert set(told.settles) == {name for name in opened if decision.findings[name].truth is E}
            assert set(told.rules_out) == {name for name in opened if decision.findings[name].truth is N}
