"""Golden: what is asked first in the published examples, and what would make or break them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from article3.facts import bars, harm
from article3.facts.case import Case
from article3.facts.case_file import parse_case, read
from article3.facts.editing import Edited
from article3.findings.model import ForumUsed
from article3.interview.answers import values_words
from article3.interview.effects import called
from article3.interview.enumeration import enumerated
from article3.interview.implicants import Implicants
from article3.interview.priors import Burden, burden, stated_priors, unknown_names
from article3.interview.ranking import Ranked, ranked
from article3.interview.report import next_questions, told_of
from article3.interview.robustness import FactSet, what_if
from article3.interview.session import Session
from article3.interview.setting import Setting, View, four_forms, goal_named, goals_of
from article3.interview.signs import pulls
from article3.logic.forum import Forum
from article3.logic.truth import Truth

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from article3.law.loading import Law

ASKED_FIRST = {
    "daniel": ["risk.all_sources", "bars.persecutor"],
    "delphine": ["applicant.corroboration", "bars.persecutor"],
    "fatoumata": ["feared_harms[mariam].likelihood", "bars.persecutor"],
    "jorge": ["feared_harms[gang].likelihood", "bars.persecutor"],
    "mohamed": ["feared_harms[rearrest].likelihood", "bars.persecutor"],
    "shiwen": ["bars.persecutor", "persecution.protected_ground"],
}
"""What is left open in each story, by the story itself: how likely it is; where all of the harm is open, the bars first."""

DEFEATED_BY = {
    "daniel": {("risk.all_sources",), ("applicant.corroboration", "applicant.other_evidence")},
    "jorge": {("feared_harms[gang].likelihood",), ("applicant.corroboration", "applicant.other_evidence")},
    "mohamed": {
        ("feared_harms[rearrest].likelihood",),
        ("feared_harms[rearrest].needs_a_chain", "feared_harms[rearrest].weakest_link"),
        ("applicant.corroboration", "applicant.other_evidence"),
    },
}
ESTABLISHED_BY = {
    "jorge": {
        ("feared_harms[gang].likelihood", "applicant.corroboration"),
        ("feared_harms[gang].likelihood", "applicant.other_evidence"),
    },
    "delphine": 8,
    "shiwen": 0,
}


def viewed(path: Path, law: Law, today: dt.date) -> View:
    case = read(path, law)
    return View(case, Setting(law, Forum(case.circuit or "ca9", case.as_of or today)))


def used(view: View) -> ForumUsed:
    return ForumUsed(view.setting.forum.circuit, "", view.setting.forum.as_of)


def names(sets: tuple[FactSet, ...]) -> set[tuple[str, ...]]:
    return {tuple(fact.place for fact in one.facts) for one in sets}


@pytest.mark.parametrize("name", ASKED_FIRST)
def test_what_is_asked_first(name: str, law: Law, examples: dict[str, Path], today: dt.date) -> None:
    view = viewed(examples[name], law, today)
    found = next_questions(view, four_forms(), stated_priors(), used(view), top=2)
    assert [one.place for one in found.questions] == ASKED_FIRST[name]


@pytest.mark.parametrize("name", DEFEATED_BY)
def test_what_would_defeat_it(name: str, law: Law, examples: dict[str, Path], today: dt.date) -> None:
    view = viewed(examples[name], law, today)
    found = what_if(view, goal_named("protection_cat", view.stated), stated_priors(), used(view))
    assert names(found.defeating) == DEFEATED_BY[name]
    assert len(found.defeating) == len(DEFEATED_BY[name])


@pytest.mark.parametrize("name", ESTABLISHED_BY)
def test_what_would_establish_it(name: str, law: Law, examples: dict[str, Path], today: dt.date) -> None:
    view = viewed(examples[name], law, today)
    found = what_if(view, goal_named("protection_cat", view.stated), stated_priors(), used(view))
    expected = ESTABLISHED_BY[name]
    assert (len(found.establishing) if isinstance(expected, int) else names(found.establishing)) == expected
    assert not found.unfinished


def test_a_search_that_is_too_large_is_told_and_claims_nothing(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    found = what_if(view, goal_named("protection_cat", Case()), stated_priors(), used(view), bound=10)
    assert (found.establishing, found.defeating) == ((), ())
    assert found.unfinished == ("Too much is unknown for a search of all sets of unknown facts; answer some questions first.",)


def test_a_set_must_do_under_every_live_reading(law: Law, today: dt.date) -> None:
    """Whether a child's suffering can be the applicant's own torture is open; no fact settles that."""
    text = "article3: 1\nforum: {circuit: 9}\nfeared_harms:\n  - id: child\n    victim: applicants_child\n    prolonged_mental_harm: yes\n"
    case = parse_case(text, "", law)
    view = View(case, Setting(law, Forum("ca9", today)))
    goal = goal_named("sufferer", case)
    assert view.turns_on((goal,)) == ["harm_through_another"]
    search = Implicants(view, goal)
    assert search.establishing(4) == frozenset()
    assert {len(cube) for cube in search.defeating(4)} == {4}
    assumed = View(case, Setting(law, Forum("ca9", today), {"harm_through_another": "applicants_own_torture"}))
    assert {len(cube) for cube in Implicants(assumed, goal).establishing(4)} == {1}


def test_what_two_facts_carry_is_lost_only_with_both(law: Law, today: dt.date) -> None:
    text = "article3: 1\nforum: {circuit: 9}\nbars: {persecutor: yes, human_rights_violator: yes, terrorism: no}\n"
    case = parse_case(text, "", law)
    view = View(case, Setting(law, Forum("ca9", today)))
    found = what_if(view, goal_named("mandatory_denial", case), stated_priors(), used(view))
    assert names(found.rests_on) == {("bars.persecutor", "bars.human_rights_violator")}
    assert found.rests_on[0].becomes is Truth.UNDETERMINED
    found = what_if(view, goal_named("persecutor", case), stated_priors(), used(view))
    assert names(found.rests_on) == {("bars.persecutor",)}


def test_answers_without_a_gap_between_them_are_told_as_one() -> None:
    years = bars.aggravated_felony_years
    assert values_words(years, [2.0, 7.0]) == ("one day or more",)
    assert values_words(years, [7.0, 0.0]) == ("less than one day", "5 years or more")
    assert values_words(years, [0.0, 2.0]) == ("less than 5 years",)
    assert values_words(years, [0.0, 2.0, 7.0]) == ("any",)
    assert values_words(bars.persecutor, [True, False]) == ("yes", "no")


def test_no_set_names_answers_that_follow_each_other(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    found = what_if(view, goal_named("asylum", view.stated), stated_priors(), used(view))
    answers = [fact.answers for one in found.defeating for fact in one.facts if fact.place == "bars.aggravated_felony_years"]
    assert answers == [("one day or more",)]


@pytest.mark.parametrize("kind", ["credible_fear", "reasonable_fear"])
def test_in_a_screening_the_screening_comes_first(law: Law, today: dt.date, kind: str) -> None:
    text = f"article3: 1\nforum: {{circuit: 9}}\nproceeding: {{kind: {kind}}}\n"
    view = View(parse_case(text, "", law), Setting(law, Forum("ca9", today)))
    assert [goal.id for goal in goals_of(None, view)] == ["fear_screening"]
    assert [goal.id for goal in goals_of("asylum", view)] == ["asylum"]
    order = [one.place for one in next_questions(view, goals_of(None, view), stated_priors(), used(view)).questions]
    if kind == "credible_fear":
        assert order.index("screening.standard") < order.index("screening.significant_possibility")
    passed = f"{text}screening: {{significant_possibility_of_asylum: yes, reasonable_possibility_of_persecution: yes}}\n"
    decided = View(parse_case(passed + "bars: {persecutor: no}\n", "", law), Setting(law, Forum("ca9", today)))
    assert decided.truth(goal_named("fear_screening", decided.stated)) is not Truth.NOT_ESTABLISHED
    torture = "reasonable_possibility: yes, significant_possibility: yes, reasonable_probability: yes"
    tortured = f"{text}screening: {{{torture}, standard: significant_possibility}}\n"
    settled = View(parse_case(tortured, "", law), Setting(law, Forum("ca9", today)))
    assert goals_of(None, settled) == four_forms()


def test_that_nothing_is_feared_rules_the_convention_out(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    found = next_questions(view, four_forms(), stated_priors(), used(view))
    asked = next(one for one in found.questions if one.place == "feared_harms")
    assert [(one.answer, one.rules_out) for one in asked.answers] == [
        ("one or more", ()),
        ("none", ("withholding_cat", "deferral_cat")),
    ]


def test_what_bears_on_asylum_alone_is_not_said_to_bear_on_another_form(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    found = {one.place: one for one in next_questions(view, four_forms(), stated_priors(), used(view)).questions}
    asylum_alone = {"filing.earlier_asylum_denial", "filing.unaccompanied_child", "filing.changed_circumstances"}
    assert asylum_alone <= found.keys()
    for place in asylum_alone:
        assert {goal for answer in found[place].answers for goal in answer.shares} == {"asylum"}
        assert not [words for words in found[place].why if "under" in words]
    assert set(found["proceeding.kind"].answers[0].shares) >= {"asylum", "withholding_cat", "deferral_cat"}


def test_what_is_said_to_bear_most_is_more_than_chance(law: Law, today: dt.date) -> None:
    """Another draw, of other completions, finds the same difference."""
    view = View(Case(), Setting(law, Forum("ca9", today)))
    goals = four_forms()
    other = {one.point.place: one for one in ranked(view, goals, stated_priors(), seed=1)}
    told = 0
    for one in ranked(view, goals, stated_priors()):
        for name, more, less in re.findall(
            r"bears most on (.+), which is reached more often with '(.+)' than with '(.+)' among", " ".join(told_words(view, one))
        ):
            at = next(place for place, goal in enumerate(goals) if called(goal.id) == name)
            shares = {answer.words: share[at] for answer, share in other[one.point.place].answers}
            assert shares[more] > shares[less], (one.point.place, name)
            told += 1
    assert told


def told_words(view: View, one: Ranked) -> tuple[str, ...]:
    goals = four_forms()
    return told_of(view, goals, one, {goal.id: view.truth(goal) for goal in goals}).why


def test_shares_follow_the_weights(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    for name, share in (("persecutor", 0.1), ("human_rights_violator", 0.05)):
        goal = goal_named(name, Case())
        every = enumerated(view, (goal,), stated_priors())
        assert every is not None
        assert every.shares((goal,)) == [pytest.approx(share)]


def test_the_weights_and_burdens_name_facts_that_there_are() -> None:
    assert unknown_names() == []


def test_hard_questions_are_marked_and_weigh_more() -> None:
    assert burden("harm.severe_physical").hard
    assert burden("harm.severe_physical").weight > burden("harm.for_like_purpose").weight
    assert burden("harm.likelihood") == Burden(2.0)


def test_a_bar_pulls_both_ways_and_an_element_one_way() -> None:
    assert pulls(bars.persecutor, (True, False)) == [0.0, 0.0]
    assert pulls(harm.deliberate, (True, False)) == [0.5, -0.5]
    assert pulls(harm.only_procedural, (True, False)) == [-0.5, 0.5]
    assert pulls(harm.custody, ("official", "private", "nobody"))[2] == -0.5


MEANT = {
    "one or more": "gang",
    "more than 50%": "60%",
    "less than one day": "0",
    "within the time": "2020-05-01",
    "not within the time": "2020-05-01",
}


def test_an_interview_that_goes_well_ends_with_protection(law: Law, today: dt.date) -> None:
    """From nothing known, each question answered in the way that leaves most open: every element is asked, then it is over."""
    text = "article3: 1\nforum: {circuit: 9}\n"
    session = Session(Edited(text, parse_case(text, "", law), kept=True), Setting(law, Forum("ca9", today)), stated_priors())
    asked = []
    while session.left():
        one = session.left()[0]
        asked.append(one.point.place)
        answer = max(one.answers, key=lambda pair: sum(pair[1]))[0]
        session.answer(one, MEANT.get(answer.words, answer.words))
    assert session.standing()["withholding_cat"] is Truth.ESTABLISHED
    assert session.view.points(session.goals) == []
    assert len(asked) == len(set(asked))
    assert {"feared_harms", "feared_harms[gang].custody", "feared_harms[gang].likelihood", "bars.persecutor"} <= set(asked)
    assert session.edited.kept


def test_what_it_is_about_is_asked_before_how_the_law_judges_it(law: Law, today: dt.date) -> None:
    view = View(Case(), Setting(law, Forum("ca9", today)))
    places = [one.point.place for one in ranked(view, four_forms(), stated_priors())]
    for first, after in (
        ("persecution.protected_ground", "persecution.central_reason"),
        ("persecution.protected_ground", "persecution.past_persecution"),
        ("convictions", "bars.aggravated_felony_years"),
        ("bars.evidence_indicates", "bars.disproved"),
        ("feared_harms", "bars.persecutor"),
        ("feared_harms", "bars.human_rights_violator"),
        ("filing.last_arrival", "filing.reasonable_period"),
    ):
        assert places.index(first) < places.index(after), (first, after)
    assert places[-1] == "risk.all_sources"
