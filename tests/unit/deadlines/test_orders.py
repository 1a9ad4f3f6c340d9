"""What runs once an order is final without an appeal, after an order in absence, and when a petition is late."""

from __future__ import annotations

import datetime as dt

import pytest

from agendas import agenda_of, deadline, events
from article3.deadlines.model import Agenda, Deadline, StageName, Status
from article3.deadlines.text import outline
from article3.deadlines.wording import left, other_days
from article3.explanations.text import render

DENIED = events("judge_decided 2026-09-01 served=oral outcome=denied")  # a Tuesday
ABSENT = events("judge_decided 2026-10-25 outcome=in_absentia")  # a Sunday


def _days(found: Deadline) -> tuple[str, list[str]]:
    return str(found.day), [str(other.day) for other in found.other_days]


def _clocks(found: Agenda) -> set[str]:
    return {each.clock for each in found.deadlines}


def _asked(found: Agenda) -> set[str]:
    return {question.kind for question in found.questions}


def test_without_an_appeal_the_order_is_final_when_its_time_is_over_which_is_disputed() -> None:
    # Final on Friday, 11 September (10 days) or Thursday, 1 October (30 days). 30 days on: Sunday, 11 October, with Columbus Day on
    # the 12th, or Saturday, 31 October. 90 days on: 10 or 30 December.
    found = agenda_of(DENIED, "2026-11-01")
    assert (found.stage.name, found.stage.since) == (StageName.FINAL_ORDER, dt.date(2026, 10, 1))
    reopen, reconsider = deadline(found, "motion_to_reopen"), deadline(found, "motion_to_reconsider")
    assert _days(reopen) == ("2026-12-10", ["2026-12-30"])
    assert _days(reconsider) == ("2026-11-02", ["2026-10-13"])
    assert [each.status for each in (reopen, reconsider)] == [Status.UPCOMING, Status.UPCOMING]
    assert {"8 CFR 1241.1(c)", "8 CFR 1003.23(b)(4)(i)"} <= {cited.cite for cited in reopen.cited}
    assert "order_final" in _asked(found)


def test_the_windows_are_shown_once_the_order_can_be_final() -> None:
    windows = {"motion_to_reopen", "motion_to_reconsider"}
    assert windows.isdisjoint(_clocks(agenda_of(DENIED, "2026-09-11")))
    assert windows <= _clocks(agenda_of(DENIED, "2026-09-12"))


def test_waiving_appeal_makes_the_order_final_at_once() -> None:
    found = agenda_of(DENIED + "appeal: {appeal_waived: yes}\n", "2026-09-02")
    assert _days(deadline(found, "motion_to_reopen")) == ("2026-11-30", [])
    assert _days(deadline(found, "motion_to_reconsider")) == ("2026-10-01", [])
    assert found.stage.since == dt.date(2026, 9, 1)


def test_a_stated_day_of_finality_an_appeal_or_a_decision_of_the_board_comes_first() -> None:
    stated = agenda_of(events("judge_decided 2026-09-01 outcome=denied", "order_final 2026-10-02"), "2026-11-01")
    assert _days(deadline(stated, "motion_to_reopen")) == ("2026-12-31", [])
    assert "order_final" not in _asked(stated)
    for later in ("appeal_received 2026-09-08", "board_decided 2026-10-28 outcome=remanded"):
        assert "motion_to_reopen" not in _clocks(
            agenda_of(events("judge_decided 2026-09-01 outcome=denied", later), "2026-11-01")
        )


def test_an_order_in_absence_is_final_at_once_and_has_ninety_days_beside_the_hundred_and_eighty() -> None:
    found = agenda_of(ABSENT, "2026-11-01")
    assert _days(deadline(found, "absentia_motion")) == ("2027-04-23", [])
    reopen = deadline(found, "motion_to_reopen")
    assert _days(reopen) == ("2027-01-25", [])  # 90 days on is Saturday, 23 January
    assert "for relief that could not be had at the hearing" in reopen.what
    assert {"Matter of M-S-", "Matter of Monges-Garcia"} <= {cited.cite.partition(",")[0] for cited in reopen.cited}
    assert _days(deadline(found, "motion_to_reconsider")) == ("2026-11-24", [])


APART = events("order_final 2026-03-02", "judge_decided 2026-08-03 outcome=denied", "board_decided 2026-10-20 outcome=dismissed")


@pytest.mark.parametrize(("circuit", "late"), [(4, True), (2, True), (9, False)])
def test_a_petition_that_is_late_where_the_time_runs_from_the_order_is_filed_all_the_same(circuit: int, *, late: bool) -> None:
    text = f"forum: {{circuit: {circuit}}}\nproceeding: {{kind: withholding_only, removal_order: reinstated}}\n{APART}"
    found = agenda_of(text, "2026-11-01", "unknown")
    assert ("late_petition" in _clocks(found)) is late
    petition = deadline(found, "petition_for_review")
    assert petition.status is (Status.OVERDUE if late else Status.UPCOMING)
    if late:
        shown = deadline(found, "late_petition")
        assert (str(shown.day), shown.status) == ("2026-11-19", Status.UPCOMING)
        assert "it is over" in shown.note
        assert "late_petition" in [step.id for step in found.next_steps]
        filed = agenda_of(
            text.replace("events:\n", "events:\n  - {kind: petition_filed, on: 2026-10-25}\n"), "2026-11-01", "unknown"
        )
        assert "late_petition" not in _clocks(filed)


def test_who_is_held_in_proceedings_on_protection_alone_is_asked_when_the_removal_period_began() -> None:
    found = agenda_of("detention: {detained: yes}\n" + events("individual_hearing 2026-12-16"), "2026-11-01", "apart")
    assert "removal_period_began" in _asked(found)
    advice = next(step for step in found.next_steps if step.id == "ask_for_custody_review")
    assert advice.cited[0].authority == "johnson-v-guzman-chavez"
    assert "detention.detained" in _asked(agenda_of(DENIED, "2026-09-05", "apart"))


def test_an_order_before_the_time_to_answer_was_over_is_told_as_such() -> None:
    text = events("intent_served 2026-10-20 served=personal", "order_final 2026-10-22")
    found = deadline(agenda_of(text, "2026-10-26", "administrative"), "intent_answer")
    assert (found.status, left(found)) == (Status.CLOSED, "closed before its day")
    assert "cut short on Thursday, 22 October 2026" in found.steps[-1].says


def test_overdue_days_count_from_the_last_of_disputed_days() -> None:
    found = deadline(agenda_of(DENIED, "2026-10-05"), "bia_appeal")
    assert (found.status, found.days_left, _days(found)) == (Status.OVERDUE, -4, ("2026-10-01", ["2026-09-11"]))
    assert other_days(found) == "disputed: the last day was 1 October 2026; on another view 11 September 2026"
    open_still = deadline(agenda_of(DENIED, "2026-10-01"), "bia_appeal")
    assert other_days(open_still) == "disputed: act today; on another view 11 September 2026"


def test_after_a_hearing_without_a_decision_it_is_asked_when_evidence_was_filed() -> None:
    assert "filings_made" in _asked(agenda_of(events("individual_hearing 2026-10-20"), "2026-11-01"))
    assert "filings_made" not in _asked(agenda_of(events("individual_hearing 2026-12-20"), "2026-11-01"))


def test_an_unknown_manner_of_service_is_no_dispute_of_law() -> None:
    found = agenda_of(events("termination_noticed 2026-11-03"), "2026-11-05", "apart")
    supplement = deadline(found, "deferral_supplement")
    assert _days(supplement) == ("2026-11-13", ["2026-11-16"])
    assert (supplement.disputed, supplement.turns_on) == (False, "how it was served")
    shown = " ".join(render(outline(found)).split())
    assert "It depends on how it was served. Act on Friday, 13 November 2026; else it is Monday, 16 November 2026" in shown
    assert "The law is disputed" not in shown


def test_a_permit_that_ends_is_to_be_renewed_until_it_is() -> None:
    open_window = agenda_of(events("permit_ends 2027-03-01"), "2026-11-01")
    assert (str(deadline(open_window, "renewal_filing").day), deadline(open_window, "renewal_filing").status) == (
        "2027-03-01",
        Status.UPCOMING,
    )
    assert "renew_the_permit" in [step.id for step in open_window.next_steps]
    filed = agenda_of(events("permit_ends 2027-03-01", "renewal_filed 2026-10-01"), "2026-11-01")
    assert deadline(filed, "renewal_filing").status is Status.MET
    assert "renew_the_permit" not in [step.id for step in filed.next_steps]
    over = agenda_of(events("permit_ends 2026-10-01"), "2026-11-01")
    assert deadline(over, "renewal_filing").status is Status.OVERDUE


@pytest.mark.parametrize(("outcome", "says"), [("denied", "refused where asylum was denied"), ("granted", "rests on the grant")])
def test_the_asylum_clock_stops_at_the_judges_decision(outcome: str, says: str) -> None:
    written = ("asylum_filed 2026-06-01", f"judge_decided 2026-09-01 outcome={outcome}")
    found = deadline(agenda_of(events(*written), "2026-11-20"), "permit_issue")
    assert (found.status, found.day) == (Status.STOPPED, None)
    assert "91 of 180 days" in found.steps[0].says
    assert says in found.steps[-1].says


def test_a_grant_of_an_unknown_form_is_asked_about_and_advice_says_for_which_form_it_holds() -> None:
    text = "appeal: {appeal_waived: yes}\n" + events("judge_decided 2026-10-05 outcome=granted")
    found = agenda_of(text, "2026-11-01")
    assert "after.granted" in _asked(found)
    says = [step.says for step in found.next_steps]
    assert any(each.startswith("If deferral was granted: ask for a work permit") for each in says)
    assert any(each.startswith("If withholding was granted: apply for the work permit") for each in says)
    assert any(each.startswith("Unless asylum was granted: do not leave") for each in says)


def test_with_uscis_the_day_of_mailing_can_count() -> None:
    affirmative = deadline(agenda_of(events("arrived 2026-01-02"), "2026-11-01", "unknown"), "asylum_one_year")
    assert "With USCIS the day of mailing can count" in affirmative.steps[-1].says
    in_court = deadline(agenda_of(events("arrived 2026-01-02"), "2026-11-01"), "asylum_one_year")
    assert "mailing it is not enough" in in_court.steps[-1].says


def test_a_day_counted_back_to_a_weekend_names_an_earlier_safe_day() -> None:
    # 30 days before Monday, 14 December 2026 is Saturday, 14 November.
    found = deadline(agenda_of(events("individual_hearing 2026-12-14"), "2026-11-01"), "hearing_filing")
    assert str(found.day) == "2026-11-16"
    assert any(
        "By the Practice Manual, as reported" in step.says and "Friday, 13 November 2026" in step.says for step in found.steps
    )
