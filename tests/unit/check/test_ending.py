"""From answers to a case and to what is told: golden answers of invented people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.check.casing import built, variable_of
from article3.check.ending import Standing, ending
from article3.check.loading import OTHER, questions, said
from article3.check.model import GO, HARD, SKIP
from article3.check.order import ANNOUNCED, next_question, open_questions
from article3.check.state import State
from article3.facts import harm
from article3.law.forums import circuits
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from article3.law.loading import Law

TODAY = dt.date(2026, 11, 23)
HUNTED = {
    "sent_away": "no", "detained": "no", "hearing_soon": "no", "order": "no", "state": "CA", "country": "SV", "third": "no",
    "case": "court", "hearing_kind": "long", "long_day": "2027-03-01", "arrived": "2026-06-01", "applied": "no", "fear": "yes",
    "who": "private", "there": "yes", "power": "private", "why_done": "punish+scare", "another": "no", "ground": "none",
}  # fmt: skip
"""Somebody hunted by a gang."""


def answered(answers: dict[str, str]) -> State:
    state = State()
    for name, value in answers.items():
        state = state.with_answer(name, value)
    return state


def forms(state: State, law: Law) -> dict[str, Standing]:
    return {one.form.id: one.standing for one in ending(state, law, TODAY).forms}


def test_answers_state_their_facts_and_nothing_else(law: Law) -> None:
    found = built(answered(HUNTED), law)
    case = found.case
    assert case.circuit == "ca9"
    assert case.title == "A private check"
    assert {variable_of(name)[1].id for name in ("feared.perpetrator", "feared.custody")} == {"perpetrator", "custody"}
    stated = {variable.id: answer.value for (variable, index), answer in case.answers.items() if index is not None}
    assert stated == {
        "perpetrator": "private",
        "in_country_of_removal": True,
        "custody": "private",
        "for_punishment": True,
        "for_intimidation": True,
    }
    assert [case.name(harm.harm, index) for index in case.lists["feared_harms"]] == ["feared"]
    assert "convictions" not in case.lists


def test_unknown_is_not_no(law: Law) -> None:
    unknown = built(answered(dict.fromkeys(HUNTED, "?")), law)
    assert unknown.case.answers == {}
    assert unknown.case.lists == {}
    assert unknown.circuits == tuple(circuits(law))
    assert unknown.case.answers == built(answered(dict.fromkeys(HUNTED, "-")), law).case.answers
    assert set(forms(answered({}), law).values()) == {Standing.MISSING}


def test_an_entry_more_stands_for_what_was_not_asked(law: Law) -> None:
    for value in ("yes", "?", "-"):
        found = ending(answered({**HUNTED, "another": value}), law, TODAY)
        assert found.other_open
        assert OTHER["feared_harms"] in found.built.case.names.values()
    assert not ending(answered(HUNTED), law, TODAY).other_open


def test_one_danger_that_fails_does_not_speak_against_another(law: Law) -> None:
    """Done by a person without any part of officials, in a place that is not the country of removal."""
    failed = {**HUNTED, "there": "no"}
    assert forms(answered(failed), law)["withholding_cat"] is Standing.AGAINST
    assert forms(answered({**failed, "another": "?"}), law)["withholding_cat"] is Standing.MISSING


def test_a_state_whose_people_are_heard_elsewhere_leaves_the_circuit_open(law: Law) -> None:
    found = built(answered({"state": "KS"}), law)
    assert found.circuits == ("ca10", "ca8")
    assert found.case.circuit is None


def test_emergencies_come_first(law: Law) -> None:
    found = ending(
        answered({"sent_away": "yes", "detained": "yes", "hearing_soon": "yes", "order": "old", "third": "yes"}), law, TODAY
    )
    assert [notice.id for notice in found.urgent] == ["sent_away", "hearing", "order", "detained", "third_country"]
    assert "URGENT" in found.built.text


@pytest.mark.parametrize(
    ("day", "near"), [("2026-11-22", False), ("2026-11-23", True), ("2026-12-07", True), ("2026-12-08", False)]
)
def test_a_hearing_within_days_is_an_emergency(law: Law, day: str, near: bool) -> None:  # noqa: FBT001 - a row
    found = ending(answered({**HUNTED, "long_day": day}), law, TODAY)
    assert ("hearing" in {notice.id for notice in found.urgent}) is near


def test_the_year_for_asylum_is_a_date_at_risk(law: Law) -> None:
    dates = ending(answered(HUNTED), law, TODAY).dates
    one_year = next(one for one in dates if "asylum" in one.says)
    assert one_year.day == dt.date(2027, 6, 1)
    assert not one_year.is_over
    assert ending(answered({**HUNTED, "arrived": "?"}), law, TODAY).one_year_unknown
    over = ending(answered({**HUNTED, "arrived": "2024-06-01"}), law, TODAY)
    assert next(one for one in over.dates if "asylum" in one.says).is_over


def test_an_appeal_runs_until_it_was_made(law: Law) -> None:
    judged = {"order": "judge", "absent": "yes", "decision_day": "2026-11-20", "case": "court"}
    assert any("appeal" in one.says for one in ending(answered(judged), law, TODAY).dates)
    assert not any("appeal" in one.says for one in ending(answered({**judged, "appealed": "yes"}), law, TODAY).dates)


def test_the_boxes_of_the_form_are_told_until_both_are_known(law: Law) -> None:
    assert ending(answered(HUNTED), law, TODAY).boxes_unknown
    ticked = {**HUNTED, "applied": "yes", "box": "yes", "ground_box": "yes"}
    assert not ending(answered(ticked), law, TODAY).boxes_unknown
    told = {notice.id for notice in ending(answered({**ticked, "box": "no"}), law, TODAY).notices}
    assert "box_not_ticked" in told


def test_a_bar_leads_to_deferral_and_never_to_nothing(law: Law) -> None:
    barred = forms(answered({**HUNTED, "hurt_others": "yes"}), law)
    assert barred["withholding_cat"] is Standing.AGAINST
    assert barred["asylum"] is Standing.AGAINST
    assert barred["deferral_cat"] in {Standing.MISSING, Standing.WEIGHED}


def test_force_is_left_to_a_lawyer(law: Law) -> None:
    found = ending(answered({**HUNTED, "hurt_others": "forced"}), law, TODAY)
    assert found.forms[0].truth is Truth.UNDETERMINED
    assert "hurt_others_forced" in {notice.id for notice in found.notices}
    assert "duress" in found.built.text


def test_asylum_has_no_place_where_only_withholding_is_heard(law: Law) -> None:
    told = ending(answered({**HUNTED, "case": "only"}), law, TODAY)
    asylum = next(one for one in told.forms if one.form.id == "asylum")
    assert asylum.standing is Standing.AGAINST
    assert [element.rule for element in asylum.against] == ["asylum_jurisdiction"]
    assert next(one for one in told.forms if one.form.id == "withholding_cat").standing is Standing.MISSING


def test_every_part_of_torture_is_told_of_the_feared_harm(law: Law) -> None:
    told = ending(answered(HUNTED), law, TODAY).forms[0]
    shown = {element.rule for element in (*told.shown, *told.open, *told.against)}
    assert shown == {element.rule for element in said().elements if "withholding_cat" in element.forms}
    assert {"purpose", "custody_or_control"} <= {element.rule for element in told.shown}


def test_what_was_not_known_is_listed_only_while_it_matters(law: Law) -> None:
    found = ending(answered({**HUNTED, "there": "?"}), law, TODAY)
    assert "there" in {one.id for one in found.not_known}
    none = ending(answered({**HUNTED, "there": "?", "fear": "no"}), law, TODAY)
    assert "there" not in {one.id for one in none.not_known}


def test_emergencies_are_asked_first_and_hard_questions_last_and_announced(law: Law) -> None:
    state, asked = State(), []
    while (one := next_question(state, law, TODAY)) is not None:
        asked.append(one.id)
        state = state.with_answer(one.id, HUNTED.get(one.id, GO if one is ANNOUNCED else "?"))
    assert asked[:4] == ["sent_away", "detained", "hearing_soon", "order"]
    at = asked.index(HARD)
    hard = {name for name, one in questions().items() if one.is_hard}
    assert set(asked[at + 1 :]) <= hard
    assert hard.isdisjoint(asked[:at])
    assert asked.index("fear") < asked.index("who") < asked.index("power")


def test_hard_questions_can_be_left_out_whole(law: Law) -> None:
    state = answered(HUNTED)
    while (one := next_question(state, law, TODAY)) is not None:
        assert not one.is_hard or one is ANNOUNCED
        state = state.with_answer(one.id, SKIP if one is ANNOUNCED else "?")
    assert any(one.is_hard for one in open_questions(state))


def test_the_text_of_the_case_holds_what_people_should_look_at(law: Law) -> None:
    text = built(answered({**HUNTED, "armed_group": "yes"}), law).text
    assert "material support" in " ".join(line.removeprefix("# ") for line in text.splitlines())
