"""Where the law is disputed both days are shown, the earlier is acted on, and a passed one is never the end of the matter."""

from __future__ import annotations

import datetime as dt

import pytest

from agendas import agenda_of, deadline, events
from article3.deadlines.model import Status

DENIED = events("judge_decided 2026-10-05 served=oral outcome=denied")
UNMET_ON_THE_MERITS = "appeal: {asylum_decided_on_merits: no}\n"
ON_THE_MERITS = "appeal: {asylum_decided_on_merits: yes}\n"


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_an_appeal_is_due_in_the_ten_days_that_stand_in_print_with_thirty_beside_them() -> None:
    found = deadline(agenda_of(DENIED, "2026-10-06"), "bia_appeal")
    assert (found.day, found.status, found.disputed) == (_day("2026-10-15"), Status.UPCOMING, True)
    assert [other.day for other in found.other_days] == [_day("2026-11-04")]
    assert found.other_days[0].why == "30 days is the time as it is applied now."
    assert found.other_days[0].cited[0].authority == "cfr-1003-38"
    assert found.cited[0].authority == "fr-2026-02326"
    assert "10 days stand in print and are not applied now" in found.steps[-1].says


def test_once_the_safe_day_has_passed_the_other_is_the_one_to_act_on() -> None:
    found = deadline(agenda_of(DENIED, "2026-10-16"), "bia_appeal")
    assert (found.day, found.status) == (_day("2026-11-04"), Status.UPCOMING)
    assert [other.day for other in found.other_days] == [_day("2026-10-15")]
    assert "has passed: act at once" in found.steps[-1].says


def test_it_is_overdue_only_after_the_last_of_the_days() -> None:
    assert deadline(agenda_of(DENIED, "2026-11-04"), "bia_appeal").status is Status.TODAY
    assert deadline(agenda_of(DENIED, "2026-11-05"), "bia_appeal").status is Status.OVERDUE


@pytest.mark.parametrize(
    ("received", "status", "says"),
    [
        ("2026-10-15", Status.MET, "This is the safe day"),
        ("2026-10-16", Status.MET, "after the safe day, within the other"),
        ("2026-11-04", Status.MET, "after the safe day, within the other"),
        ("2026-11-05", Status.LATE, "This is the safe day"),
    ],
)
def test_what_was_received_between_the_two_days_was_in_time_on_one_view(received: str, status: Status, says: str) -> None:
    written = events("judge_decided 2026-10-05 served=oral outcome=denied", f"appeal_received {received}")
    found = deadline(agenda_of(written, "2026-12-01"), "bia_appeal")
    assert found.status is status
    assert says in found.steps[-1].says


def test_there_is_no_dispute_where_asylum_was_decided_on_the_merits_or_before_the_rule() -> None:
    decided = deadline(agenda_of(DENIED + ON_THE_MERITS, "2026-10-06"), "bia_appeal")
    assert (decided.day, decided.disputed) == (_day("2026-11-04"), False)
    before = agenda_of(events("judge_decided 2026-03-06 served=oral outcome=denied"), "2026-03-10")
    assert not deadline(before, "bia_appeal").disputed
    assert deadline(agenda_of(DENIED + UNMET_ON_THE_MERITS, "2026-10-06"), "bia_appeal").disputed


def test_both_sides_of_the_day_on_which_the_printed_rule_began() -> None:
    before, after = (
        deadline(agenda_of(events(f"judge_decided {day} outcome=denied"), day), "bia_appeal")
        for day in ("2026-03-08", "2026-03-09")
    )
    assert (before.day, before.other_days) == (_day("2026-04-07"), ())
    assert (after.day, [other.day for other in after.other_days]) == (_day("2026-03-19"), [_day("2026-04-08")])


def test_for_the_government_the_longer_time_counts_so_that_no_grant_is_called_final_too_soon() -> None:
    found = deadline(agenda_of(events("judge_decided 2026-10-05 outcome=granted"), "2026-10-20"), "government_appeal")
    assert (found.day, found.other_days) == (_day("2026-11-04"), ())


def test_without_the_way_of_service_the_shorter_time_is_the_safe_one() -> None:
    found = deadline(agenda_of(events("termination_noticed 2026-11-03"), "2026-11-05", "apart"), "deferral_supplement")
    assert (found.day, [other.day for other in found.other_days]) == (_day("2026-11-13"), [_day("2026-11-16")])
    assert found.other_days[0].why == "it holds only if the paper was served by mail."


NINTH, FIRST = "forum: {circuit: 9}\n", "forum: {circuit: 1}\n"
ORDER_AND_BOARD = events("order_final 2026-03-02", "board_decided 2026-10-01 outcome=dismissed")


def test_after_an_administrative_order_the_petition_runs_from_that_order_alone() -> None:
    found = deadline(agenda_of(NINTH + ORDER_AND_BOARD, "2026-10-02", "administrative"), "petition_for_review")
    assert (found.day, found.status, found.other_days) == (_day("2026-04-01"), Status.OVERDUE, ())
    assert found.steps[0].says == "Counted from the order of removal, Monday, 2 March 2026."
    assert "riley-v-bondi" in {cited.authority for cited in found.cited}
    assert "waives or forfeits" in found.missing


def test_a_protective_petition_is_due_before_anybody_has_decided_on_protection() -> None:
    found = agenda_of(events("order_final 2026-10-01"), "2026-10-02", "administrative")
    petition = deadline(found, "petition_for_review")
    assert (petition.day, petition.status) == (_day("2026-11-02"), Status.UPCOMING)
    assert found.next_steps[0].id == "protective_petition"
    assert found.next_steps[0].deadline == petition.id


def test_after_a_reinstated_order_the_circuit_says_whether_the_later_day_is_alive() -> None:
    written = "forum: {circuit: 4}\n" + events("order_final 2026-10-01", "board_decided 2026-10-10 outcome=dismissed")
    found = deadline(agenda_of(written, "2026-10-12", "reinstated"), "petition_for_review")
    assert found.day == _day("2026-11-02")
    without = deadline(
        agenda_of(written.removeprefix("forum: {circuit: 4}\n"), "2026-10-12", "reinstated"), "petition_for_review"
    )
    assert (without.day, [other.day for other in without.other_days]) == (_day("2026-11-02"), [_day("2026-11-09")])
    assert "counts only where the circuit counts so" in without.other_days[0].why


def test_a_petition_before_the_decision_does_not_meet_the_time_after_it() -> None:
    written = events("petition_filed 2026-09-01", "board_decided 2026-10-01 outcome=dismissed")
    assert deadline(agenda_of(written, "2026-10-12"), "petition_for_review").status is Status.UPCOMING


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("credible", ["order_final 2026-10-01"]),
        ("removal", ["board_decided 2026-10-01 outcome=remanded"]),
        ("removal", ["board_decided 2026-10-01 outcome=granted"]),
        ("unknown", ["order_final 1998-10-01"]),
    ],
)
def test_where_no_petition_lies_or_other_law_applied_none_is_named(kind: str, written: list[str]) -> None:
    found = agenda_of(events(*written), "2026-10-12", kind)
    assert "petition_for_review" not in {each.clock for each in found.deadlines}


def test_the_day_of_an_order_that_is_not_known_leaves_the_petition_without_a_day() -> None:
    found = agenda_of(
        NINTH + events("order_final unknown", "board_decided 2026-10-01 outcome=dismissed"), "2026-10-12", "administrative"
    )
    petition = deadline(found, "petition_for_review")
    assert (petition.day, petition.status) == (None, Status.UNKNOWN)
    assert petition.steps[0].says == "It runs from: the order of removal. The case does not say on which day that was."
    assert "order_final" in {question.kind for question in found.questions}


def test_the_judges_order_wins_over_the_window_and_belongs_to_its_own_hearing() -> None:
    written = events(
        "individual_hearing 2026-12-16", "individual_hearing 2027-03-16", "filings_due 2027-01-15", "filings_made 2026-11-10"
    )
    found = agenda_of(written, "2026-11-22")
    first, second = deadline(found, "hearing_filing:individual_hearing"), deadline(found, "hearing_filing:individual_hearing-2")
    assert (first.day, first.status, first.ordered_by) == (_day("2026-11-16"), Status.MET, None)
    assert (second.day, second.status) == (_day("2027-01-15"), Status.UPCOMING)
    assert second.ordered_by is not None
    assert second.number == ""
    assert "filings_due" not in {each.clock for each in found.deadlines}


def test_for_a_person_detained_the_court_sets_the_day() -> None:
    hearing = events("individual_hearing 2027-02-09")
    held = deadline(agenda_of("detention: {detained: yes}\n" + hearing, "2026-11-22"), "hearing_filing")
    assert (held.day, held.status) == (None, Status.UNKNOWN)
    assert "Ask the court" in held.steps[0].says
    assert "If the person is detained" in deadline(agenda_of(hearing, "2026-11-22"), "hearing_filing").note
    assert deadline(agenda_of("detention: {detained: no}\n" + hearing, "2026-11-22"), "hearing_filing").note == ""


def test_a_day_for_which_no_time_is_recorded_says_so() -> None:
    found = deadline(agenda_of(events("individual_hearing 2025-02-10"), "2025-01-01"), "hearing_filing")
    assert (found.day, found.status) == (None, Status.UNKNOWN)
    assert "records no such time for Monday, 10 February 2025" in found.steps[0].says
    assert "file 30 days before" in found.steps[0].says


@pytest.mark.parametrize(
    ("clock", "written"),
    [
        ("bia_appeal", "appeal: {appeal_waived: yes}\n" + DENIED),
        ("asylum_one_year", "filing: {unaccompanied_child: yes, last_arrival: 2026-01-02}\n"),
        ("asylum_one_year", "after: {granted: deferral_cat}\nfiling: {last_arrival: 2024-01-02}\n"),
        ("six_months", events("removal_period_began 2026-01-02", "detained 2026-01-02", "released 2026-03-02")),
        ("bia_appeal", events("judge_decided 2026-10-05 outcome=granted")),
        ("bia_appeal", events("judge_decided 2026-10-05 outcome=in_absentia")),
        ("government_appeal", events("judge_decided 2026-10-05")),
        ("headquarters_review", events("custody_reviewed 2026-08-25 outcome=released")),
    ],
)
def test_what_does_not_concern_the_case_is_left_out(clock: str, written: str) -> None:
    assert clock not in {each.clock for each in agenda_of(written, "2026-10-12").deadlines}


def test_the_asylum_clock_stands_still_while_the_applicant_delays() -> None:
    filed = ["asylum_filed 2026-01-01", "clock_stopped 2026-02-01"]
    still = deadline(agenda_of(events(*filed), "2026-06-01"), "permit_application")
    assert (still.day, still.status) == (None, Status.STOPPED)
    assert still.steps[0].says == "30 of 150 days have run from Thursday, 1 January 2026; the clock stands still."
    again = deadline(agenda_of(events(*filed, "clock_started 2026-02-11"), "2026-06-01"), "permit_application")
    assert (again.day, again.status) == (_day("2026-06-10"), Status.UPCOMING)


def test_an_application_for_a_permit_that_came_too_early_does_not_count_as_met() -> None:
    written = events("asylum_filed 2026-01-01", "permit_requested 2026-05-30")
    found = deadline(agenda_of(written, "2026-06-01"), "permit_application")
    assert (found.status, found.met_by) == (Status.REACHED, None)
    assert found.steps[-1].says == "The application for it was made before that day, too early."


def test_the_fee_of_today_stands_beside_the_appeal() -> None:
    assert "Fee of today: $1,060" in deadline(agenda_of(DENIED, "2026-10-06"), "bia_appeal").note
    written = events("judge_decided 2026-05-05 outcome=denied")
    assert "The fee of today is not recorded: look it up." in deadline(agenda_of(written, "2026-05-06"), "bia_appeal").note


def test_the_next_step_says_which_of_disputed_days_is_left() -> None:
    def why(today: str) -> str:
        return next(step.why for step in agenda_of(DENIED, today).next_steps if step.id == "appeal")

    assert why("2026-10-06").startswith("Act on the earlier of two disputed days.")
    assert why("2026-10-25").startswith("The earlier of two disputed days is over: act at once")
