"""The kinds of events in a case, and those that facts state already.

A kind that a fact states too (the day of the last arrival, of the judge's decision) is one thing in two places: the event fills
in the fact, the fact stands for the event, and a file in which both are and differ is wrong.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts import after, procedure, proceeding
from article3.facts.event import Event
from article3.facts.vocabulary import full_id
from article3.logic.variables import Day

if TYPE_CHECKING:
    from article3.facts.case import Case


class EventKind(msgspec.Struct, frozen=True):
    """A kind of event.

    Attributes:
        id: its name in a case file.
        asks: the plain question whose answer is its day.
        label: what it is, in a few words.
        fact: the fact that states it too.
        is_set: whether it is a day set beforehand (a hearing, a date to file by) and not something that happened.
        served: whether a rule asks how it was served.
        outcomes: how it can end.
    """

    id: str
    asks: str
    label: str
    fact: Day | None = None
    is_set: bool = False
    served: bool = False
    outcomes: tuple[str, ...] = ()


_FOUND = ("found", "not_found")
_CUSTODY = ("released", "held")
_ALL = (
    EventKind(
        "arrived", "On which day did the applicant last arrive in the United States?", "last arrival", proceeding.last_arrival
    ),
    EventKind("charged", "On which day was the notice to appear served?", "notice to appear served"),
    # screening, and orders that no judge makes
    EventKind(
        "intent_served",
        "On which day was the notice of intent to issue an administrative removal order (Form I-851) served, and how?",
        "notice of intent served",
        served=True,
    ),
    EventKind("intent_answered", "On which day was the notice of intent answered?", "notice of intent answered"),
    EventKind(
        "evidence_served",
        "On which day was the government's evidence served that the person asked to see, and how?",
        "government's evidence served",
        served=True,
    ),
    EventKind("evidence_answered", "On which day was that evidence answered?", "government's evidence answered"),
    EventKind("order_final", "On which day did the order of removal become final?", "final order", proceeding.final_order_day),
    EventKind("fear_referred", "On which day was the case referred to an asylum officer?", "referred to an asylum officer"),
    EventKind(
        "fear_decided",
        "On which day did the asylum officer decide on the fear, and how?",
        "asylum officer's finding",
        outcomes=_FOUND,
    ),
    EventKind(
        "fear_review_filed",
        "On which day was Form I-863 filed with the court, for review of the officer's finding?",
        "review of the finding asked for",
    ),
    EventKind(
        "fear_reviewed",
        "On which day did the judge review the finding, and how?",
        "judge's review of the finding",
        outcomes=_FOUND,
    ),
    # in court
    EventKind(
        "asylum_filed",
        "On which day did the court, or USCIS, receive the complete application on Form I-589?",
        "application received",
        proceeding.asylum_filed,
    ),
    EventKind(
        "application_due", "By which day has the judge ordered the application to be filed?", "application due", is_set=True
    ),
    EventKind("filings_due", "By which day has the judge ordered evidence to be filed?", "evidence due", is_set=True),
    EventKind("filings_made", "On which day did the court receive the evidence?", "evidence received"),
    EventKind(
        "other_side_filed",
        "On which day did the court receive the government's papers for the hearing?",
        "government's papers received",
    ),
    EventKind("response_due", "By which day has the judge ordered a response to be filed?", "response due", is_set=True),
    EventKind("response_made", "On which day did the court receive the response?", "response received"),
    EventKind("master_hearing", "For which day is a master calendar hearing set?", "master hearing", is_set=True),
    EventKind("individual_hearing", "For which day is the individual hearing set?", "individual hearing", is_set=True),
    EventKind("moved", "On which day did the person move?", "new address"),
    EventKind("address_reported", "On which day did the court receive Form EOIR-33?", "new address reported"),
    EventKind(
        "fee_due",
        "By which day has the judge or the Board ordered the annual asylum fee to be paid?",
        "annual fee due",
        is_set=True,
    ),
    EventKind("fee_noticed", "Of which day is the notice of USCIS on the annual asylum fee?", "annual fee noticed by USCIS"),
    EventKind("fee_paid", "On which day was the annual asylum fee paid?", "annual fee paid"),
    EventKind(
        "judge_decided",
        "On which day did the judge give the decision orally, or was a written one mailed or notified, and how did it end?",
        "judge's decision",
        procedure.decision_day,
        served=True,
        outcomes=("granted", "denied", "in_absentia"),
    ),
    # appeal and petition
    EventKind(
        "appeal_received",
        "On which day did the Board receive the notice of appeal?",
        "appeal received",
        procedure.appeal_received_day,
    ),
    EventKind("briefs_scheduled", "Of which day is the Board's briefing schedule?", "briefing schedule"),
    EventKind("brief_due", "Which day does the briefing schedule name for the brief?", "brief to the Board due", is_set=True),
    EventKind("brief_received", "On which day did the Board receive the brief?", "brief received"),
    EventKind(
        "board_decided",
        "On which day did the Board decide, and how?",
        "Board's decision",
        procedure.board_decision_day,
        outcomes=("dismissed", "granted", "denied", "remanded"),
    ),
    EventKind(
        "petition_filed", "On which day was the petition for review filed?", "petition for review filed", procedure.petition_day
    ),
    EventKind("record_filed", "On which day did the administrative record become available to the court?", "record available"),
    EventKind("petitioner_brief_filed", "On which day was the petitioner's brief filed?", "petitioner's brief filed"),
    EventKind("government_brief_served", "On which day was the government's brief served?", "government's brief served"),
    EventKind("reply_filed", "On which day was the reply brief filed?", "reply brief filed"),
    EventKind(
        "court_decided",
        "On which day did the court of appeals decide, and how?",
        "court of appeals' decision",
        outcomes=("denied", "dismissed", "remanded"),
    ),
    EventKind("reconsideration_moved", "On which day was a motion to reconsider received?", "motion to reconsider received"),
    EventKind("reopening_moved", "On which day was a motion to reopen received?", "motion to reopen received"),
    EventKind(
        "old_order_reopening_moved",
        "On which day was the motion to reopen an order from before 22 March 1999 filed?",
        "motion to reopen an old order filed",
        procedure.reopening_day,
    ),
    # custody and supervision
    EventKind("detained", "On which day did the present detention begin?", "detention began", after.detention_began),
    EventKind(
        "removal_period_began", "On which day did the removal period begin?", "removal period began", after.removal_period_began
    ),
    EventKind(
        "custody_reviewed",
        "On which day was the 90-day review of custody decided, and how?",
        "90-day custody review",
        outcomes=_CUSTODY,
    ),
    EventKind(
        "headquarters_reviewed",
        "On which day did headquarters decide on custody, and how?",
        "custody review by headquarters",
        outcomes=_CUSTODY,
    ),
    EventKind(
        "release_requested", "On which day was release asked for in writing, between reviews?", "release asked for in writing"
    ),
    EventKind("released", "On which day was the person released?", "release"),
    EventKind("check_in", "For which day is the next check-in ordered?", "check-in", is_set=True),
    # after a grant
    EventKind(
        "termination_noticed",
        "On which day was the notice of a hearing to end deferral served, and how?",
        "notice of a hearing to end deferral",
        served=True,
    ),
    EventKind("supplement_filed", "On which day did the court receive the supplement to the application?", "supplement received"),
    EventKind(
        "withholding_reopening_moved",
        "On which day did the court receive the government's motion to reopen and end withholding?",
        "government's motion to end withholding",
    ),
    # work permits
    EventKind("permit_requested", "On which day was the first work permit applied for?", "work permit applied for"),
    EventKind("clock_stopped", "On which day was the asylum clock stopped?", "asylum clock stopped"),
    EventKind("clock_started", "On which day was the asylum clock started again?", "asylum clock started again"),
    EventKind("permit_ends", "What is the last day on the work permit?", "work permit ends", is_set=True),
    EventKind("renewal_filed", "On which day was the renewal of the work permit filed?", "renewal of the work permit filed"),
)

KINDS: dict[str, EventKind] = {kind.id: kind for kind in _ALL}
"""Every kind of event, in the order of a case."""

IMPLIED = (
    ("appeal_received", "", procedure.appealed),
    ("board_decided", "dismissed", procedure.board_dismissed),
)
"""Kind and outcome of an event (any outcome where it is empty), and the yes-or-no fact that it makes a yes."""

STATED_BY: dict[str, Day] = {kind.id: kind.fact for kind in _ALL if kind.fact is not None}
"""For each kind that a fact states too, that fact."""


def order_of(event: Event) -> tuple[bool, dt.date, int]:
    """A key that sorts events by day; what has no day comes last."""
    return event.day is None, event.day or dt.date.max, list(KINDS).index(event.kind)


def events_of(case: Case) -> tuple[Event, ...]:
    """Every event that a case states, under ``events:`` or as a fact, by day."""
    found = list(case.events)
    stated = {event.kind for event in found}
    for kind, fact in STATED_BY.items():
        answer = case.answer(fact)
        if kind not in stated and answer is not None and isinstance(answer.value, dt.date):
            found.append(Event(kind, kind, answer.value, because=answer.because, note=answer.note, fact=full_id(fact)))
    return tuple(sorted(found, key=order_of))
