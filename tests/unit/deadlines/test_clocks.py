"""Every clock on a case of its own: the day worked out by hand, and where it stands on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from agendas import agenda_of, deadline, events
from article3.deadlines.clocks import CLOCKS
from article3.deadlines.guide import GUIDE
from article3.deadlines.model import Sort, Status
from article3.facts.events import KINDS
from article3.law.loading import Law, load
from article3.law.model import Verification
from article3.law.numbers import Unit, numbers

# Each row: what kind of proceeding, the events, today, the clock, its day, where it stands.
CASES = [
    ("administrative", ["intent_served 2026-09-01 served=personal"], "2026-09-05", "intent_answer", "2026-09-11", "upcoming"),
    ("administrative", ["intent_served 2026-09-01 served=mail"], "2026-09-14", "intent_answer", "2026-09-14", "today"),
    ("administrative", ["intent_served 2026-09-01 served=mail"], "2026-09-15", "intent_answer", "2026-09-14", "overdue"),
    (
        "administrative",
        ["intent_served 2026-09-01 served=mail", "intent_answered 2026-09-14"],
        "2026-09-15",
        "intent_answer",
        "2026-09-14",
        "met",
    ),
    (
        "administrative",
        ["intent_served 2026-09-01 served=mail", "intent_answered 2026-09-15"],
        "2026-09-15",
        "intent_answer",
        "2026-09-14",
        "late",
    ),
    (
        "administrative",
        ["intent_served 2026-09-01 served=personal", "order_final 2026-09-20"],
        "2026-09-21",
        "intent_answer",
        "2026-09-11",
        "closed",
    ),
    # the tenth day is a Sunday
    ("administrative", ["evidence_served 2026-09-10 served=personal"], "2026-09-12", "evidence_answer", "2026-09-21", "upcoming"),
    ("administrative", ["order_final 2026-09-20"], "2026-09-30", "execution", "2026-10-04", "upcoming"),
    ("reasonable", ["fear_referred 2026-10-01"], "2026-10-12", "reasonable_fear_interview", "2026-10-11", "reached"),
    ("reasonable", ["fear_review_filed 2026-10-20"], "2026-10-22", "reasonable_fear_review", "2026-10-30", "upcoming"),
    ("credible", ["fear_decided 2026-10-20 outcome=not_found"], "2026-10-22", "credible_fear_review", "2026-10-27", "upcoming"),
    ("removal", ["arrived 2025-12-13"], "2026-12-01", "asylum_one_year", "2026-12-14", "upcoming"),
    ("removal", ["arrived 2024-02-29"], "2025-03-04", "asylum_one_year", "2025-02-28", "overdue"),
    ("removal", ["arrived 1996-07-01"], "2026-10-01", "asylum_one_year", "1998-04-01", "overdue"),
    ("removal", ["arrived 2025-12-13", "asylum_filed 2026-12-14"], "2026-12-20", "asylum_one_year", "2026-12-14", "met"),
    ("removal", ["arrived 2025-12-13", "asylum_filed 2026-12-15"], "2026-12-20", "asylum_one_year", "2026-12-14", "late"),
    ("removal", ["application_due 2026-12-01"], "2026-12-02", "application_due", "2026-12-01", "overdue"),
    ("removal", ["application_due 2026-12-01", "asylum_filed 2026-11-20"], "2026-12-02", "application_due", "2026-12-01", "met"),
    ("removal", ["master_hearing 2026-12-16"], "2026-11-22", "master_hearing", "2026-12-16", "upcoming"),
    ("removal", ["master_hearing 2026-12-16"], "2026-11-22", "master_filing", "2026-12-01", "upcoming"),
    ("removal", ["individual_hearing 2026-12-16"], "2026-12-17", "individual_hearing", "2026-12-16", "reached"),
    ("removal", ["individual_hearing 2026-12-16"], "2026-11-22", "hearing_filing", "2026-11-16", "overdue"),
    ("removal", ["individual_hearing 2027-02-09"], "2026-11-22", "hearing_filing", "2027-01-11", "upcoming"),
    (
        "removal",
        ["individual_hearing 2027-02-09", "filings_due 2027-01-20"],
        "2026-11-22",
        "hearing_filing",
        "2027-01-20",
        "upcoming",
    ),
    (
        "removal",
        ["individual_hearing 2027-02-09", "filings_made 2027-01-08"],
        "2027-03-01",
        "hearing_filing",
        "2027-01-11",
        "met",
    ),
    ("removal", ["filings_due 2027-01-20"], "2026-11-22", "filings_due", "2027-01-20", "upcoming"),
    ("removal", ["filings_due 2027-01-20", "filings_made 2027-01-21"], "2027-02-01", "filings_due", "2027-01-20", "late"),
    ("removal", ["other_side_filed 2026-11-12"], "2026-11-22", "filing_response", "2026-11-23", "upcoming"),
    (
        "removal",
        ["other_side_filed 2026-11-12", "response_due 2026-12-04"],
        "2026-11-22",
        "filing_response",
        "2026-12-04",
        "upcoming",
    ),
    ("removal", ["response_due 2026-12-04"], "2026-11-22", "response_due", "2026-12-04", "upcoming"),
    ("removal", ["moved 2026-11-24"], "2026-11-25", "address_change", "2026-11-30", "upcoming"),  # the 29th is a Sunday
    ("removal", ["moved 2026-11-23"], "2026-11-25", "address_change", "2026-11-30", "upcoming"),
    ("removal", ["moved 2026-11-23", "address_reported 2026-11-24"], "2026-11-25", "address_change", "2026-11-30", "met"),
    ("removal", ["fee_due 2026-12-31"], "2026-12-01", "fee_due", "2026-12-31", "upcoming"),
    ("removal", ["fee_noticed 2026-10-20"], "2026-11-01", "annual_fee", "2026-11-19", "upcoming"),
    ("removal", ["judge_decided 2026-02-02 served=oral outcome=denied"], "2026-02-10", "bia_appeal", "2026-03-04", "upcoming"),
    ("removal", ["judge_decided 2026-10-05 outcome=granted"], "2026-10-20", "government_appeal", "2026-11-04", "upcoming"),
    ("removal", ["judge_decided 2026-10-05 outcome=in_absentia"], "2026-10-20", "absentia_motion", "2027-04-05", "upcoming"),
    ("removal", ["briefs_scheduled 2026-03-08"], "2026-03-09", "bia_brief", "2026-03-30", "upcoming"),  # 21 days, a Sunday
    ("removal", ["briefs_scheduled 2026-03-10"], "2026-03-11", "bia_brief", "2026-03-30", "upcoming"),  # 20 days
    ("removal", ["briefs_scheduled 2026-03-10", "brief_due 2026-04-07"], "2026-03-11", "bia_brief", "2026-04-07", "upcoming"),
    ("removal", ["brief_due 2026-04-07"], "2026-03-11", "brief_due", "2026-04-07", "upcoming"),
    ("removal", ["board_decided 2026-10-01 outcome=dismissed"], "2026-10-02", "petition_for_review", "2026-11-02", "upcoming"),
    (
        "removal",
        ["board_decided 2026-10-01 outcome=dismissed", "petition_filed 2026-11-02"],
        "2026-11-05",
        "petition_for_review",
        "2026-11-02",
        "met",
    ),
    ("removal", ["board_decided 2026-10-01 outcome=dismissed"], "2026-11-03", "petition_for_review", "2026-11-02", "overdue"),
    ("removal", ["record_filed 2026-10-22"], "2026-11-01", "petitioner_brief", "2026-12-01", "upcoming"),
    ("removal", ["government_brief_served 2026-10-29"], "2026-11-20", "petitioner_reply", "2026-11-12", "closed"),
    ("removal", ["board_decided 2026-10-01 outcome=dismissed"], "2026-10-02", "motion_to_reconsider", "2026-11-02", "upcoming"),
    ("removal", ["board_decided 2026-10-01 outcome=dismissed"], "2027-01-02", "motion_to_reopen", "2026-12-30", "closed"),
    ("removal", ["order_final 2026-10-01"], "2026-10-02", "motion_to_reopen", "2026-12-30", "upcoming"),
    ("removal", ["removal_period_began 2026-06-01"], "2026-08-31", "removal_period", "2026-08-30", "reached"),
    ("removal", ["detained 2026-06-01", "removal_period_began 2026-06-01"], "2026-08-31", "six_months", "2026-12-01", "upcoming"),
    ("removal", ["custody_reviewed 2026-08-25 outcome=held"], "2026-08-31", "headquarters_review", "2026-11-25", "upcoming"),
    ("removal", ["headquarters_reviewed 2026-02-28 outcome=held"], "2026-08-31", "yearly_review", "2027-02-28", "upcoming"),
    ("removal", ["release_requested 2026-08-31"], "2026-12-01", "next_request", "2026-12-01", "today"),
    ("removal", ["check_in 2026-12-07"], "2026-12-08", "check_in", "2026-12-07", "reached"),
    ("apart", ["termination_noticed 2026-11-03 served=personal"], "2026-11-05", "deferral_supplement", "2026-11-13", "upcoming"),
    ("apart", ["termination_noticed 2026-11-03 served=mail"], "2026-11-05", "deferral_supplement", "2026-11-16", "upcoming"),
    ("removal", ["permit_requested 2026-10-01"], "2026-10-05", "permit_decision", "2026-10-31", "upcoming"),
    ("removal", ["permit_ends 2027-06-30"], "2026-10-05", "permit_renewal", "2027-01-01", "upcoming"),
    ("removal", ["permit_ends 2026-10-04"], "2026-10-05", "permit_ends", "2026-10-04", "overdue"),
    ("removal", ["permit_ends 2026-10-04", "renewal_filed 2026-10-02"], "2026-10-05", "renewal_filing", "2026-10-04", "met"),
    (
        "removal",
        ["permit_requested 2026-10-01", "permit_ends 2027-12-04"],
        "2026-11-05",
        "permit_decision",
        "2026-10-31",
        "closed",
    ),
    (
        "removal",
        ["permit_ends 2026-10-04", "permit_ends 2027-10-04"],
        "2026-10-05",
        "permit_ends:permit_ends",
        "2026-10-04",
        "closed",
    ),
    ("removal", ["arrived 2024-01-04", "order_final 2026-10-04"], "2026-10-05", "asylum_one_year", "2025-01-06", "closed"),
    ("removal", ["permit_ends 2026-10-04", "renewal_filed 2026-05-04"], "2026-10-05", "permit_ends", "2026-10-04", "overdue"),
    ("removal", ["asylum_filed 2026-01-01"], "2026-06-01", "permit_application", "2026-05-31", "reached"),
    ("removal", ["asylum_filed 2026-01-01"], "2026-06-01", "permit_issue", "2026-06-30", "upcoming"),
    (
        "removal",
        ["asylum_filed 2026-01-01", "permit_requested 2026-06-02"],
        "2026-06-03",
        "permit_application",
        "2026-05-31",
        "met",
    ),
    ("unknown", ["order_final 1998-05-01"], "2026-06-03", "old_order", "1999-06-21", "closed"),
    ("removal", ["court_decided 2026-11-09 outcome=denied"], "2026-11-23", "rehearing", "2026-12-24", "upcoming"),
    ("apart", ["withholding_reopening_moved 2026-11-16"], "2026-11-23", "motion_response", "2026-11-27", "upcoming"),
    (
        "unknown",
        ["order_final 1998-05-01", "old_order_reopening_moved 1999-06-21"],
        "2026-06-03",
        "old_order",
        "1999-06-21",
        "met",
    ),
]
SPECIAL = {
    "petition_for_review",
    "execution",
    "permit_application",
    "permit_issue",
    "old_order",
    "filings_due",
    "response_due",
    "brief_due",
}


@pytest.mark.parametrize(("kind", "written", "today", "clock", "day", "status"), CASES)
def test_the_day_of_a_clock_and_where_it_stands(
    kind: str, written: list[str], today: str, clock: str, day: str, status: str
) -> None:
    found = deadline(agenda_of(events(*written), today, kind), clock)
    assert (found.day, found.status) == (dt.date.fromisoformat(day), Status(status))
    assert found.days_left == (dt.date.fromisoformat(day) - dt.date.fromisoformat(today)).days
    assert found.steps
    assert found.steps[-1].says


def test_every_clock_has_a_case() -> None:
    assert {clock.split(":")[0] for *_, clock, _, _ in CASES} == {clock.id for clock in CLOCKS} | SPECIAL


def test_every_clock_names_what_exists_and_what_missing_it_costs(law: Law) -> None:
    recorded = numbers()
    for clock in CLOCKS:
        named = {clock.starts, clock.ordered_by, clock.else_starts, *clock.met_by, *clock.over_once} - {""}
        assert named <= set(KINDS), clock.id
        assert {clock.number, clock.by_mail, clock.fee} - {""} <= set(recorded), clock.id
        assert set(clock.outcomes) <= set(KINDS[clock.starts].outcomes), clock.id
        assert bool(clock.missing) == (clock.sort in {Sort.LAST_DAY, Sort.WINDOW, Sort.SET_DAY}), clock.id
        assert clock.number or clock.by, clock.id
        for citation in clock.by:
            law.authority(citation.authority)
    assert len({clock.id for clock in CLOCKS}) == len(CLOCKS)


WITHOUT_A_CLOCK = {
    "asylum_decision",
    "asylee_adjustment",
    "ead_automatic_extension",
    "ead_validity",
    "ead_validity_supervision",
}
"""Times that start nothing in a case: the length of a permit, a time of the government that nobody can enforce."""


def test_every_dated_time_has_a_clock() -> None:
    used = {number for clock in CLOCKS for number in (clock.number, clock.by_mail)}
    used |= {
        "petition_for_review",
        "admin_removal_execution",
        "asylum_ead_application",
        "asylum_ead_issue",
        "old_order_reopening",
    }
    times = {
        number.id
        for number in numbers().values()
        if number.unit not in {Unit.DOLLARS, Unit.PERCENT, Unit.PAGES, Unit.MEGABYTES, Unit.RESOLUTION}
    }
    assert times - used == WITHOUT_A_CLOCK


def test_every_authority_of_a_clock_and_of_the_guide_points_to_a_paragraph_that_is_there() -> None:
    law = load()
    for citation in [*(one for clock in CLOCKS for one in clock.by), *(one for advice in GUIDE for one in advice.by)]:
        authority = law.authority(citation.authority)
        if citation.pin and authority.paragraphs:
            assert authority.paragraph(citation.pin) is not None, (citation.authority, citation.pin)


def test_what_a_day_rests_on_says_how_it_was_checked() -> None:
    found = deadline(agenda_of(events("judge_decided 2026-02-02 served=oral outcome=denied"), "2026-02-10"), "bia_appeal")
    first = found.cited[0]
    assert (first.authority, first.cite, first.verification) == ("cfr-1003-38", "8 CFR 1003.38(b)", Verification.TEXT)
    assert [cited.authority for cited in found.cited] == ["cfr-1003-38", "cfr-1003-38", "matter-of-iskandarani"]


def test_a_derivation_names_its_event_its_count_and_that_only_receipt_counts() -> None:
    found = deadline(agenda_of(events("judge_decided 2026-02-02 served=oral outcome=denied"), "2026-02-10"), "bia_appeal")
    assert [step.says for step in found.steps] == [
        "Judge's decision: Monday, 2 February 2026.",
        "30 days after Monday, 2 February 2026 is Wednesday, 4 March 2026; the day counted from is not counted itself.",
        "It is met only by what has been received by the end of that day; mailing it is not enough.",
    ]
    assert found.counting == ("calendar", "receipt", "rolls")
    assert found.extension.startswith("None in the rule.")
