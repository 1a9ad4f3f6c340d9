"""Which stretch of a case an event or a clock belongs to, for drawing them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from article3.deadlines.model import Deadline

ENTRY = "Entry and screening"
JUDGE = "Before the immigration judge"
BOARD = "Before the Board"
COURT = "Before the court of appeals"
FINAL = "A final order: reopening, custody, removal"
GRANTED = "After a grant"
STANDING = "Work permit, fees, address"
OTHER = "Other days"

LANES = (ENTRY, JUDGE, BOARD, COURT, FINAL, GRANTED, STANDING, OTHER)
"""The lanes from first to last."""

_EVENTS: dict[str, tuple[str, ...]] = {
    ENTRY: (
        "arrived", "charged", "intent_served", "intent_answered", "evidence_served", "evidence_answered", "fear_referred",
        "fear_decided", "fear_review_filed", "fear_reviewed",
    ),
    JUDGE: (
        "asylum_filed", "application_due", "filings_due", "filings_made", "other_side_filed", "response_due", "response_made",
        "master_hearing", "individual_hearing", "judge_decided",
    ),
    BOARD: ("appeal_received", "briefs_scheduled", "brief_due", "brief_received", "board_decided"),
    COURT: (
        "petition_filed", "record_filed", "petitioner_brief_filed", "government_brief_served", "reply_filed", "court_decided",
    ),
    FINAL: (
        "order_final", "reconsideration_moved", "reopening_moved", "old_order_reopening_moved", "detained",
        "removal_period_began", "custody_reviewed", "headquarters_reviewed", "release_requested", "released", "check_in",
    ),
    GRANTED: ("termination_noticed", "supplement_filed", "withholding_reopening_moved"),
    STANDING: (
        "moved", "address_reported", "fee_due", "fee_noticed", "fee_paid", "permit_requested", "clock_stopped", "clock_started",
        "permit_ends", "renewal_filed",
    ),
}  # fmt: skip
"""Where each kind of event belongs."""

_CLOCKS: dict[str, tuple[str, ...]] = {
    BOARD: ("bia_appeal", "government_appeal"),
    COURT: ("petition_for_review",),
    FINAL: ("absentia_motion", "motion_to_reconsider", "motion_to_reopen"),
    STANDING: ("permit_application", "permit_issue"),
}
"""Where a clock belongs that doesn't stand with the event that starts it."""


def lane_of(deadline: Deadline) -> str:
    """The lane of a deadline: its clock's own, else that of the event that starts it."""
    of_trigger = OTHER if deadline.trigger is None else lane_of_event(deadline.trigger.kind)
    return _LANE_OF_CLOCK.get(deadline.clock, of_trigger)


def lane_of_event(kind: str) -> str:
    """The lane of a kind of event."""
    return _LANE_OF_EVENT.get(kind, OTHER)


_LANE_OF_EVENT = {kind: lane for lane, kinds in _EVENTS.items() for kind in kinds}
_LANE_OF_CLOCK = {clock: lane for lane, clocks in _CLOCKS.items() for clock in clocks}
