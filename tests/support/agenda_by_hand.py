"""An agenda made by hand, with every status and every sort of day; the client in it is invented."""

from __future__ import annotations

import datetime as dt

from article3.deadlines.model import (
    Agenda,
    Cited,
    Deadline,
    NextStep,
    OtherDay,
    Question,
    Sort,
    Stage,
    StageName,
    Status,
    Step,
)
from article3.facts.event import Event, Service
from article3.law.model import Verification

TODAY = dt.date(2026, 4, 6)
TITLE = "Zebedee Quux (invented)"
NOTE = "Zebedee's sister called about this."
ARRIVED = Event("arrived", "arrived", dt.date(2024, 2, 29), note=NOTE, fact="proceeding.last_arrival")
DECIDED = Event("judge_decided", "judge_decided", dt.date(2026, 3, 30), Service.MAIL, "denied", note=NOTE)
HEARING = Event("individual_hearing", "individual_hearing", dt.date(2026, 3, 27))
BOARD_RULE = Cited("cfr-1003-38", "8 CFR 1003.38(b)", "(b)", Verification.TEXT)
UNREAD_RULE = Cited("cfr-1003-23", "8 CFR 1003.23(b)", "(b)", Verification.UNREAD, "Amended in 2026.")

APPEAL = Deadline(
    id="bia_appeal:judge_decided",
    clock="bia_appeal",
    what="File the notice of appeal with the Board.",
    sort=Sort.LAST_DAY,
    day=dt.date(2026, 4, 9),
    status=Status.UPCOMING,
    days_left=3,
    other_days=(
        OtherDay(dt.date(2026, 4, 29), "The regulation as it stands while the shorter time is blocked: 30 days.", (BOARD_RULE,)),
    ),
    trigger=DECIDED,
    steps=(
        Step("The decision was mailed on Monday, 30 March 2026.", dt.date(2026, 3, 30)),
        Step("The printed rule gives 10 days.", dt.date(2026, 4, 9)),
        Step("Thursday, 9 April 2026 is a working day."),
    ),
    cited=(BOARD_RULE,),
    missing="The order becomes final; there is no appeal, and no petition for review on the merits.",
    extension="None in the rule.",
    number="bia_appeal",
    counting=("calendar", "receipt", "rolls"),
)


def simple(name: str, day: dt.date | None, status: Status, sort: Sort = Sort.LAST_DAY, **more: object) -> Deadline:
    """A deadline with little about it."""
    days_left = None if day is None else (day - TODAY).days
    return Deadline(f"{name}:{name}", name, f"{name.replace('_', ' ').capitalize()}.", sort, day, status, days_left, **more)  # type: ignore[arg-type]


AGENDA = Agenda(
    title=TITLE,
    today=TODAY,
    law_through=dt.date(2026, 4, 1),
    stage=Stage(StageName.APPEAL, ("The judge denied the application.",), dt.date(2026, 3, 30)),
    deadlines=(
        simple("address_change", dt.date(2026, 4, 3), Status.OVERDUE, missing="Notices go to the old address.", cited=(UNREAD_RULE,)),
        simple("fee_due", TODAY, Status.TODAY),
        simple("check_in", dt.date(2026, 4, 7), Status.UPCOMING, Sort.SET_DAY),
        APPEAL,
        simple("ead_earliest", dt.date(2026, 5, 20), Status.UPCOMING, Sort.FIRST_DAY),
        simple("motion_to_reopen", dt.date(2026, 7, 1), Status.UPCOMING, Sort.WINDOW),
        simple("removal_period", dt.date(2028, 2, 29), Status.UPCOMING, Sort.GOVERNMENT),
        simple("petition_for_review", None, Status.UNKNOWN),
        simple("asylum_clock", None, Status.STOPPED, Sort.FIRST_DAY),
        simple("hearing", dt.date(2026, 3, 27), Status.REACHED, Sort.SET_DAY, trigger=HEARING),
        simple("motion_to_reconsider", dt.date(2026, 3, 20), Status.CLOSED, Sort.WINDOW),
        simple("filings", dt.date(2026, 3, 10), Status.LATE, met_by=Event("filings_made", "filings_made", dt.date(2026, 3, 11))),
        simple("asylum_one_year", dt.date(2025, 2, 28), Status.MET, trigger=ARRIVED, met_by=Event("asylum_filed", "asylum_filed", dt.date(2025, 1, 2))),
    ),
    next_steps=(
        NextStep("appeal", "File the notice of appeal.", "The Board must have it; posting it is not enough.", APPEAL.id, (BOARD_RULE,)),
        NextStep("tell_the_client", "Tell the client what the order means."),
    ),
    events=(ARRIVED, HEARING, DECIDED, Event("released", "released", None, note=NOTE)),
    questions=(Question("appeal_received", "On which day did the Board receive the notice of appeal?", "- {kind: appeal_received, on: 2026-04-08}", ("bia_brief",)),),
    warnings=("The time to appeal is disputed.",),
)  # fmt: skip
