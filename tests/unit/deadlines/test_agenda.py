"""The stage, what to do next, what to ask, in which order the deadlines stand, and what a reader is warned of."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from agendas import agenda_of, deadline, events
from article3.deadlines.agenda import warnings_of
from article3.deadlines.guide import GUIDE
from article3.deadlines.model import Agenda, Cited, Deadline, Sort, StageName, Status
from article3.deadlines.setting import Setting
from article3.facts.case import Case
from article3.facts.events import KINDS
from article3.law.model import Verification

if TYPE_CHECKING:
    from article3.law.loading import Law

STAGES = [
    ("reasonable", "", "screening", "The proceeding is one of screening a fear."),
    ("unknown", events("fear_referred 2026-10-01"), "screening", "Referred to an asylum officer: Thursday, 1 October 2026."),
    ("reasonable", events("fear_decided 2026-10-10 outcome=not_found"), "screening", "Asylum officer's finding: Saturday"),
    ("reasonable", events("fear_decided 2026-10-10 outcome=found"), "master", "The claim goes before a judge."),
    ("reasonable", events("fear_reviewed 2026-10-10 outcome=not_found"), "final_order", "No appeal to the Board lies from that."),
    ("removal", "", "master", "no individual hearing is set"),
    ("unknown", events("master_hearing 2027-01-12"), "master", "Master hearing: Tuesday, 12 January 2027."),
    (
        "removal",
        events("master_hearing 2026-01-12", "individual_hearing 2027-01-12"),
        "individual",
        "Individual hearing: Tuesday",
    ),
    ("removal", events("individual_hearing 2026-10-12"), "individual", "No decision is known."),
    ("apart", events("individual_hearing 2026-12-12", "order_final 2026-03-01"), "individual", "Individual hearing"),
    ("removal", events("judge_decided 2026-10-25 outcome=denied"), "appeal", "The time to appeal is running."),
    ("removal", events("judge_decided 2026-10-25"), "appeal", "The time to appeal is running."),
    ("removal", events("judge_decided 2026-10-25 outcome=granted"), "appeal", "The government can still appeal."),
    ("removal", events("judge_decided 2026-09-01 outcome=granted"), "after_grant", "No appeal is known"),
    (
        "removal",
        "appeal: {appeal_waived: yes}\n" + events("judge_decided 2026-10-25 outcome=granted"),
        "after_grant",
        "or waived",
    ),
    ("removal", events("judge_decided 2026-09-01 outcome=denied"), "final_order", "No appeal is known"),
    ("removal", events("judge_decided 2026-10-25 outcome=in_absentia"), "final_order", "final at once"),
    ("removal", events("judge_decided 2026-09-01"), "undetermined", "Its outcome or its day is not known."),
    ("removal", events("judge_decided unknown outcome=denied"), "undetermined", "on a day that is not known"),
    ("removal", events("judge_decided 2026-09-01 outcome=denied", "appeal_received 2026-09-10"), "appeal", "Appeal received"),
    ("removal", events("briefs_scheduled 2026-09-10"), "appeal", "Briefing schedule"),
    (
        "removal",
        events("board_decided 2026-10-25 outcome=dismissed"),
        "petition",
        "The time for a petition for review is running.",
    ),
    ("removal", events("board_decided 2026-05-25 outcome=dismissed"), "final_order", "its time is over"),
    ("removal", events("board_decided unknown outcome=dismissed"), "undetermined", "Whether a petition is still in time"),
    ("removal", events("board_decided 2026-10-25"), "undetermined", "Its outcome is not known."),
    ("removal", events("board_decided 2026-10-25 outcome=remanded"), "individual", "before the judge again"),
    ("removal", events("board_decided 2026-10-25 outcome=granted"), "after_grant", "Board's decision"),
    (
        "removal",
        events("board_decided 2026-01-25 outcome=remanded", "judge_decided 2026-10-25 outcome=denied"),
        "appeal",
        "The time to appeal is running.",
    ),
    (
        "removal",
        events("board_decided 2026-10-01 outcome=dismissed", "petition_filed 2026-10-20"),
        "petition",
        "Petition for review filed",
    ),
    (
        "apart",
        events("order_final 2026-09-20", "petition_filed 2026-10-01", "master_hearing 2026-12-01"),
        "master",
        "Master hearing",
    ),
    (
        "removal",
        events("petition_filed 2026-01-20", "court_decided 2026-10-20 outcome=remanded"),
        "appeal",
        "before the Board again",
    ),
    ("removal", events("court_decided 2026-10-20 outcome=denied"), "final_order", "Court of appeals' decision"),
    ("removal", events("court_decided 2026-10-20"), "undetermined", "Its outcome is not known."),
    ("removal", events("order_final 2026-10-20"), "petition", "Final order"),
    ("removal", events("order_final 2026-01-20"), "final_order", "Final order"),
    ("unknown", events("order_final 2026-10-20"), "undetermined", "The kind of proceeding is not known."),
    ("apart", "after: {granted: deferral_cat}\n", "after_grant", "Protection has been granted by a final decision."),
    ("apart", "after: {granted: deferral_cat, government_moves: yes}\n", "termination", "The government has moved to end"),
    ("apart", events("termination_noticed 2026-10-20"), "termination", "Notice of a hearing to end deferral"),
    ("apart", events("withholding_reopening_moved 2026-10-20"), "termination", "motion to end withholding"),
    ("unknown", "", "undetermined", "Neither the kind of proceeding nor an event tells."),
    ("unknown", "proceeding: {kind: section_235c}\n", "undetermined", "no immigration judge decides"),
]
TODAY = "2026-11-01"


@pytest.mark.parametrize(("kind", "text", "stage", "because"), STAGES)
def test_how_far_a_case_has_come(kind: str, text: str, stage: str, because: str) -> None:
    found = agenda_of(text, TODAY, kind).stage
    assert found.name is StageName(stage)
    assert because in " ".join(found.because)
    assert bool(found.open_between) == (stage == "undetermined" and "no immigration judge" not in because)


def test_every_stage_is_reached() -> None:
    assert {stage for _, _, stage, _ in STAGES} == {stage.value for stage in StageName}


def test_an_event_still_to_come_moves_no_stage_and_is_pointed_out() -> None:
    found = agenda_of(events("judge_decided 2026-12-25 outcome=denied", "individual_hearing 2026-12-25"), TODAY)
    assert found.stage.name is StageName.INDIVIDUAL
    assert any("still to come: judge's decision" in warning for warning in found.warnings)


def _steps(text: str, kind: str = "removal", today: str = TODAY) -> list[str]:
    return [step.id for step in agenda_of(text, today, kind).next_steps]


STEPS = [
    ("reasonable", "", ["tell_the_fear"]),
    ("reasonable", events("order_final 2026-10-20"), ["protective_petition", "tell_the_fear"]),
    ("administrative", events("intent_served 2026-10-28 served=mail"), ["answer_notice", "tell_the_fear"]),
    ("reasonable", events("fear_decided 2026-10-20 outcome=not_found"), ["ask_for_review"]),
    ("reasonable", events("fear_decided 2026-10-20 outcome=not_found", "fear_review_filed 2026-10-22"), []),
    ("credible", events("fear_decided 2026-10-20 outcome=not_found"), ["ask_for_credible_fear_review"]),
    (
        "reasonable",
        events(
            "order_final 2026-10-25", "fear_decided 2026-10-26 outcome=not_found", "fear_reviewed 2026-10-28 outcome=not_found"
        ),
        ["petition"],
    ),
    ("credible", events("fear_decided 2026-10-20 outcome=not_found", "fear_reviewed 2026-10-22 outcome=not_found"), []),
    ("removal", events("arrived 2026-01-02"), ["file_for_asylum", "ask_for_the_convention", "name_the_countries"]),
    ("removal", events("application_due 2026-12-02"), ["file_as_ordered", "ask_for_the_convention", "name_the_countries"]),
    (
        "removal",
        events("individual_hearing 2026-12-16", "other_side_filed 2026-10-29", "moved 2026-10-28", "fee_due 2026-11-30"),
        [
            "report_the_address",
            "respond",
            "file_the_evidence",
            "pay_the_fee",
            "ask_for_the_convention",
            "translate",
            "corroborate",
        ],
    ),
    ("removal", events("judge_decided 2026-10-25 outcome=denied"), ["appeal", "say_every_reason"]),
    ("removal", events("judge_decided 2026-10-25 outcome=granted"), ["answer_the_appeal"]),
    ("removal", events("judge_decided 2026-09-01 outcome=denied", "briefs_scheduled 2026-10-25"), ["brief_to_the_board"]),
    ("removal", events("board_decided 2026-10-25 outcome=dismissed"), ["petition", "ask_for_a_stay", "reopen"]),
    (
        "removal",
        events("board_decided 2026-10-01 outcome=dismissed", "petition_filed 2026-10-20", "record_filed 2026-10-25"),
        ["brief_to_the_court", "ask_for_a_stay", "reopen"],
    ),
    ("removal", events("judge_decided 2026-09-01 outcome=denied"), ["late_appeal", "reopen"]),
    ("removal", events("judge_decided 2026-10-25 outcome=in_absentia"), ["reopen_an_absent_order", "reopen"]),
    (
        "removal",
        events(
            "court_decided 2026-10-20 outcome=denied",
            "detained 2026-10-21",
            "removal_period_began 2026-10-20",
            "check_in 2026-11-05",
        ),
        ["keep_check_ins", "ask_for_release", "reopen"],
    ),
    ("apart", "after: {granted: withholding_cat}\n", ["work_permit_withholding", "third_country", "stay_inside"]),
    ("apart", "after: {granted: deferral_cat}\n", ["work_permit_deferral", "third_country", "stay_inside"]),
    ("apart", events("termination_noticed 2026-10-28 served=mail"), ["supplement", "hold_to_new_evidence", "prove_again"]),
    (
        "reinstated",
        "forum: {circuit: 4}\n" + events("order_final 2026-03-02", "board_decided 2026-10-20 outcome=dismissed"),
        ["petition", "late_petition", "reopen"],
    ),
    (
        "apart",
        "detention: {detained: yes}\n" + events("individual_hearing 2026-12-16"),
        ["ask_for_custody_review", "ask_for_the_convention", "file_the_evidence", "translate", "corroborate"],
    ),
    ("removal", events("permit_ends 2027-03-01"), ["renew_the_permit", "ask_for_the_convention", "name_the_countries"]),
    ("unknown", "", ["answer_the_questions"]),
]


@pytest.mark.parametrize(("kind", "text", "steps"), STEPS)
def test_what_to_do_next_the_most_pressing_first(kind: str, text: str, steps: list[str]) -> None:
    assert _steps(text, kind) == steps


def test_every_piece_of_advice_is_given_in_some_case_and_is_one_sentence() -> None:
    assert {step for _, _, steps in STEPS for step in steps} == {advice.id for advice in GUIDE}
    for advice in GUIDE:
        assert advice.says.endswith("."), advice.id
        assert len(advice.says.split()) <= 24, advice.id
        assert advice.by or advice.id == "answer_the_questions", advice.id


def test_advice_names_the_deadline_it_is_due_by() -> None:
    found = agenda_of(events("judge_decided 2026-10-25 outcome=denied"), TODAY)
    assert found.next_steps[0].deadline == deadline(found, "bia_appeal").id
    assert found.next_steps[0].cited[0].cite == "8 CFR 1003.38(b)"


def _asked(found: Agenda) -> list[str]:
    return [question.kind for question in found.questions]


def test_what_would_start_a_clock_is_asked_and_what_is_known_is_not() -> None:
    assert _asked(agenda_of("", TODAY)) == [
        *("detention.detained", "arrived", "asylum_filed", "application_due", "master_hearing", "individual_hearing"),
    ]
    assert _asked(agenda_of("", TODAY, "apart"))[:3] == ["proceeding.removal_order", "order_final", "detention.detained"]
    assert "arrived" not in _asked(agenda_of("", TODAY, "apart"))
    assert "proceeding.kind" in _asked(agenda_of("", TODAY, "unknown"))
    known = agenda_of("filing: {last_arrival: 2026-01-02}\n" + events("asylum_filed 2026-02-01"), TODAY)
    assert {"arrived", "asylum_filed"}.isdisjoint(_asked(known))


def test_an_outcome_a_service_and_a_day_that_are_missing_are_asked_for() -> None:
    asked = _asked(agenda_of(events("judge_decided 2026-10-25", "master_hearing unknown"), TODAY))
    assert {"judge_decided.outcome", "master_hearing", "appeal.asylum_decided_on_merits"} <= set(asked)
    assert "termination_noticed.served" in _asked(agenda_of(events("termination_noticed 2026-10-25"), TODAY, "apart"))
    assert "appeal.asylum_decided_on_merits" not in _asked(agenda_of(events("judge_decided 2026-10-25"), TODAY, "apart"))


def test_each_question_says_how_to_write_the_answer_and_which_clocks_it_starts() -> None:
    for question in agenda_of(events("judge_decided 2026-10-25"), TODAY, "unknown").questions:
        assert question.asks.endswith("?")
        assert question.write
    arrived = next(question for question in agenda_of("", TODAY).questions if question.kind == "arrived")
    assert (arrived.asks, arrived.starts) == (KINDS["arrived"].asks, ("asylum_one_year",))
    assert arrived.write == "events: [{kind: arrived, on: 2026-03-09}]"


def test_overdue_stands_first_then_what_comes_then_what_has_no_day_then_what_is_over() -> None:
    text = events(
        *("moved 2026-10-01", "individual_hearing 2026-12-16", "application_due 2026-11-01", "order_final unknown"),
        *("arrived 2025-12-20", "asylum_filed 2026-10-31", "master_hearing 2026-03-01", "clock_stopped 2026-11-01"),
    )
    found = agenda_of(text, "2026-11-01")
    order = [(each.status, each.day) for each in found.deadlines]
    assert [status for status, _ in order] == sorted((status for status, _ in order), key=_ranks)
    assert order[0] == (Status.OVERDUE, dt.date(2026, 10, 6))
    coming = [day for status, day in order if status is Status.UPCOMING]
    assert coming == sorted(day for day in coming if day is not None)


def _ranks(status: Status) -> int:
    return {"overdue": 0, "today": 1, "upcoming": 2, "unknown": 3, "stopped": 3, "reached": 4}.get(status.value, 5)


def test_what_comes_before_what_it_follows_is_pointed_out() -> None:
    found = agenda_of(events("judge_decided 2026-10-25 outcome=denied", "appeal_received 2026-10-20"), TODAY)
    assert any("before this: judge's decision" in warning for warning in found.warnings)
    assert any("an order comes first" in warning for warning in found.warnings)


def test_a_day_after_that_to_which_the_law_is_kept_is_pointed_out(law: Law) -> None:
    assert any("Look for anything newer" in warning for warning in agenda_of("", TODAY).warnings)
    within = agenda_of("", law.maintained_through.isoformat())
    assert not any("Look for anything newer" in warning for warning in within.warnings)


def test_an_agenda_is_plain_data_and_the_same_each_time() -> None:
    text = events("judge_decided 2026-10-25 outcome=denied", "individual_hearing unknown")
    first, second = agenda_of(text, TODAY), agenda_of(text, TODAY)
    assert first == second
    assert msgspec.convert(json.loads(msgspec.json.encode(first)), Agenda) == first


def test_an_id_does_not_change_when_a_day_does() -> None:
    before, after = (agenda_of(events(f"judge_decided {day} outcome=denied"), TODAY) for day in ("2026-10-26", "2026-10-27"))
    assert [each.id for each in before.deadlines] == [each.id for each in after.deadlines] == ["bia_appeal:judge_decided"]


def test_a_hearing_or_an_order_for_a_day_without_business_is_pointed_out() -> None:
    found = agenda_of(events("individual_hearing 2027-02-15", "filings_due 2027-01-16", "check_in 2026-12-05"), TODAY)
    told = [warning for warning in found.warnings if "no court sits" in warning]
    assert told == [
        "This is set for Saturday, 16 January 2027, on which no court sits: evidence due. Check the day.",
        "This is set for Monday, 15 February 2027, on which no court sits: individual hearing. Check the day.",
    ]
    filing = deadline(found, "hearing_filing")
    assert filing.day == dt.date(2027, 1, 16)
    assert filing.steps[-1].says == (
        "No business is done on that day. By the Practice Manual it moves to Tuesday, 19 January 2027; file before it instead."
    )


def test_a_rule_that_nobody_has_read_is_pointed_out(law: Law) -> None:
    cited = (Cited("cfr-1003-32", "8 CFR 1003.32", "", Verification.UNREAD),)
    unread = Deadline("x:x", "x", "Do it", Sort.LAST_DAY, dt.date(2026, 12, 1), Status.UPCOMING, cited=cited)
    read = msgspec.structs.replace(
        unread, what="Do that", cited=(msgspec.structs.replace(cited[0], verification=Verification.TEXT),)
    )
    found = list(warnings_of(Setting(Case(), law, dt.date(2026, 1, 1)), [unread, read]))
    assert found[-1] == "Nobody who keeps the law data has read the rule for this; look it up before you rely on it: Do it."


def test_the_waiting_time_for_a_permit_is_that_of_the_day_on_which_it_was_asked_for() -> None:
    written = "asylum_filed 2020-05-01", "permit_requested 2021-05-01"
    found = deadline(agenda_of(events(*written), TODAY), "permit_application")
    assert (found.day, found.status) == (dt.date(2021, 5, 1), Status.MET)
