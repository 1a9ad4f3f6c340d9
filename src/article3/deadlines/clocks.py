"""The clocks of a case: what starts each, which dated number it runs for, what meets it, and what missing it costs.

How long a time is, from when and on what authority, is data: the dated numbers. What a clock adds to its number stands here, with
its own authority. A petition for review, the asylum clock and the time for orders from before 1999 need more than a row can say:
see :mod:`article3.deadlines.special`.
"""

from __future__ import annotations

import msgspec

from article3.deadlines.model import Sort
from article3.logic.propositions import Citation, cite

_COURT = frozenset({"removal", "deportation_or_exclusion", "asylum_and_withholding_only", "asylum_merits", "withholding_only"})
"""The kinds of proceeding before a judge who decides a claim, from whom appeal lies to the Board."""
ASYLUM = _COURT - {"withholding_only"}
"""Those among them in which asylum can be had."""


class Clock(msgspec.Struct, frozen=True):
    """A time that runs from an event, or a day that an event sets.

    Attributes:
        id: stable; part of the id of its deadlines.
        what: what is due or happens, fit for a calendar entry.
        sort: what its day is.
        starts: kind of the event from which it runs.
        else_starts: the kind from which it runs where there is no such event, in ordinary proceedings.
        number: the dated number; empty if the event's own day is the day.
        by_mail: the dated number that applies instead where the starting event was served by mail.
        back: whether it is counted back from the event.
        by: further authorities.
        missing: what missing it costs.
        extension: instead of what the number says of an extension.
        met_by: kinds of events that meet it.
        over_once: kinds of events that show, once they have happened, that its time is past.
        ordered_by: kind of the event by which a judge's or the Board's order sets the day instead.
        only: kinds of proceeding in which it runs; empty if in all.
        outcomes: outcomes of the starting event with which it runs, and an unknown one; empty if with all.
        needs_outcome: whether it runs only once the outcome is known to be one of these.
        printed_counts: whether a number printed in the code but not applied is shown, and kept where it is safer.
        not_if_detained: whether the court sets the day instead where the person is detained.
        while_detained: whether it runs only as long as the person is detained.
        longest: whether the longest of disputed times counts: the other side's time.
        note: a doubt or limit.
        needs_kind: whether it runs only once the kind of proceeding is known to be one of these.
    """

    id: str
    what: str
    sort: Sort
    starts: str
    number: str = ""
    by_mail: str = ""
    back: bool = False
    by: tuple[Citation, ...] = ()
    missing: str = ""
    extension: str = ""
    met_by: tuple[str, ...] = ()
    over_once: tuple[str, ...] = ()
    ordered_by: str = ""
    only: frozenset[str] = frozenset()
    outcomes: tuple[str, ...] = ()
    needs_outcome: bool = False
    printed_counts: bool = False
    not_if_detained: bool = False
    while_detained: bool = False
    longest: bool = False
    note: str = ""
    else_starts: str = ""
    needs_kind: bool = False


_WAIVED = "What is filed late without leave is deemed waived."
_LATE_FILING = cite("cfr-1003-31", "(h)")
_DAY = cite("cfr-1001-1", "(h)")
_NO_ORDER = "By itself it does not stop removal."

CLOCKS: tuple[Clock, ...] = (
    # screening, and orders that no judge makes
    Clock(
        "intent_answer",
        "Answer the notice of intent (Form I-851)",
        Sort.LAST_DAY,
        "intent_served",
        "admin_removal_answer",
        by_mail="admin_removal_answer_by_mail",
        missing="The order can be issued on the notice alone.",
        extension="Ask in writing before the time is over, with reasons.",
        met_by=("intent_answered",),
        over_once=("order_final",),
        note="State in the answer that withholding will be asked for, and fear of return.",
    ),
    Clock(
        "evidence_answer",
        "Answer the government's evidence",
        Sort.LAST_DAY,
        "evidence_served",
        "admin_removal_answer",
        by_mail="admin_removal_answer_by_mail",
        missing="The order can be issued without the answer.",
        met_by=("evidence_answered",),
        over_once=("order_final",),
    ),
    Clock(
        "reasonable_fear_interview",
        "Asylum officer's finding on reasonable fear",
        Sort.GOVERNMENT,
        "fear_referred",
        "reasonable_fear_interview",
        met_by=("fear_decided",),
        only=frozenset({"reasonable_fear", "withholding_only"}),
        needs_kind=True,
    ),
    Clock(
        "reasonable_fear_review",
        "Judge's review of the finding of no reasonable fear",
        Sort.GOVERNMENT,
        "fear_review_filed",
        "reasonable_fear_review",
        met_by=("fear_reviewed",),
        only=frozenset({"reasonable_fear", "withholding_only"}),
        needs_kind=True,
    ),
    Clock(
        "credible_fear_review",
        "Judge's review of the finding of no credible fear",
        Sort.GOVERNMENT,
        "fear_decided",
        "credible_fear_review",
        by=(cite("cfr-1003-42", "(e)"),),
        met_by=("fear_reviewed",),
        only=frozenset({"credible_fear"}),
        needs_kind=True,
        outcomes=("not_found",),
        note="The time runs from the supervising officer's decision on the finding.",
    ),
    # in court
    Clock(
        "asylum_one_year",
        "File for asylum (one year)",
        Sort.LAST_DAY,
        "arrived",
        "asylum_one_year",
        by=(cite("cfr-1208-4", "(a)(2)(ii)"),),
        missing="Asylum is barred unless an exception applies. Withholding and protection under the Convention are not.",
        met_by=("asylum_filed",),
        over_once=("judge_decided",),
        only=ASYLUM,
    ),
    Clock(
        "application_due",
        "File the application (Form I-589), as ordered",
        Sort.LAST_DAY,
        "application_due",
        by=(_LATE_FILING,),
        missing="The application is deemed waived, and removal can be ordered without a hearing on it.",
        extension="By motion, for good cause, before the day.",
        met_by=("asylum_filed",),
        over_once=("judge_decided",),
    ),
    Clock(
        "master_hearing",
        "Master calendar hearing",
        Sort.SET_DAY,
        "master_hearing",
        by=(cite("ina-240", "(b)(5)"),),
        missing="Who stays away can be ordered removed in absence.",
    ),
    Clock(
        "master_filing",
        "File papers for a ruling at the master hearing",
        Sort.LAST_DAY,
        "master_hearing",
        "master_filing",
        back=True,
        by=(_LATE_FILING,),
        missing="There may be no ruling at the hearing; what needs none can still be filed there.",
        ordered_by="filings_due",
        met_by=("filings_made",),
        not_if_detained=True,
    ),
    Clock(
        "individual_hearing",
        "Individual hearing",
        Sort.SET_DAY,
        "individual_hearing",
        by=(cite("ina-240", "(b)(5)"),),
        missing="Who stays away can be ordered removed in absence.",
    ),
    Clock(
        "hearing_filing",
        "File evidence, witness list and brief for the individual hearing",
        Sort.LAST_DAY,
        "individual_hearing",
        "hearing_filing",
        back=True,
        by=(_LATE_FILING,),
        missing=_WAIVED,
        ordered_by="filings_due",
        met_by=("filings_made",),
        not_if_detained=True,
    ),
    Clock(
        "filing_response",
        "Respond to the government's papers",
        Sort.LAST_DAY,
        "other_side_filed",
        "filing_response",
        missing="A motion can be treated as unopposed, and a response as waived.",
        ordered_by="response_due",
        met_by=("response_made",),
        over_once=("judge_decided",),
        not_if_detained=True,
    ),
    Clock(
        "address_change",
        "Report the new address (Form EOIR-33)",
        Sort.LAST_DAY,
        "moved",
        "address_change",
        by=(_DAY,),
        missing="Notices go to the old address, and an order made in absence is hard to undo.",
        met_by=("address_reported",),
    ),
    Clock(
        "fee_due",
        "Pay the annual asylum fee, as ordered",
        Sort.LAST_DAY,
        "fee_due",
        by=(cite("eoir-pm-26-01"),),
        missing="The application can be denied or treated as given up.",
        met_by=("fee_paid",),
    ),
    Clock(
        "annual_fee",
        "Pay the annual asylum fee to USCIS",
        Sort.LAST_DAY,
        "fee_noticed",
        "annual_asylum_fee_notice",
        missing="USCIS's rule rejects the application; that is stayed since 5 August 2026, but the fee stays payable.",
        met_by=("fee_paid",),
    ),
    # appeal
    Clock(
        "bia_appeal",
        "File the notice of appeal with the Board (Form EOIR-26)",
        Sort.LAST_DAY,
        "judge_decided",
        "bia_appeal",
        by=(cite("cfr-1003-38", "(c)"), cite("matter-of-iskandarani")),
        missing="The decision becomes final, and a court will usually not hear what the Board was not asked.",
        met_by=("appeal_received",),
        over_once=("briefs_scheduled", "brief_received", "board_decided"),
        only=_COURT,
        outcomes=("denied",),
        printed_counts=True,
    ),
    Clock(
        "government_appeal",
        "End of the government's time to appeal the grant",
        Sort.GOVERNMENT,
        "judge_decided",
        "bia_appeal",
        by=(cite("cfr-1241-1"),),
        met_by=("appeal_received",),
        over_once=("briefs_scheduled", "board_decided"),
        only=_COURT,
        outcomes=("granted",),
        needs_outcome=True,
        printed_counts=True,
        longest=True,
        note="Until then a grant is not final unless both sides waive appeal.",
    ),
    Clock(
        "absentia_motion",
        "Move to reopen the order made in absence, for exceptional circumstances",
        Sort.LAST_DAY,
        "judge_decided",
        "motion_absentia",
        by=(cite("cfr-1003-23", "(b)(4)(ii)"), _DAY),
        missing="After that only lack of notice, or custody without fault, reopens it; for these there is no limit.",
        met_by=("reopening_moved",),
        outcomes=("in_absentia",),
        needs_outcome=True,
        note="Filing it stays removal. No appeal lies to the Board from the order itself.",
    ),
    Clock(
        "bia_brief",
        "File the brief with the Board",
        Sort.LAST_DAY,
        "briefs_scheduled",
        "bia_brief",
        missing="The appeal can be dismissed without a brief; what is not argued may be lost.",
        ordered_by="brief_due",
        met_by=("brief_received",),
        over_once=("board_decided",),
    ),
    # petition for review
    Clock(
        "petitioner_brief",
        "File the petitioner's brief in the court of appeals",
        Sort.LAST_DAY,
        "record_filed",
        "petitioner_brief",
        by=(cite("frap-26", "(a)"),),
        missing="The court dismisses the petition unless a manifest injustice would result.",
        met_by=("petitioner_brief_filed",),
        over_once=("government_brief_served", "court_decided"),
        note="The court's own schedule comes first.",
    ),
    Clock(
        "petitioner_reply",
        "File the reply brief in the court of appeals",
        Sort.WINDOW,
        "government_brief_served",
        "petitioner_reply",
        by=(cite("frap-26", "(a)"),),
        missing="The court decides without it.",
        met_by=("reply_filed",),
        over_once=("court_decided",),
        note="The court's own schedule comes first.",
    ),
    # after a denial
    Clock(
        "motion_to_reconsider",
        "Move to reconsider",
        Sort.WINDOW,
        "board_decided",
        "motion_to_reconsider",
        by=(_DAY,),
        missing=f"The one motion to reconsider is lost. {_NO_ORDER}",
        met_by=("reconsideration_moved",),
        else_starts="order_final",
        outcomes=("dismissed", "denied"),
    ),
    Clock(
        "motion_to_reopen",
        "Move to reopen",
        Sort.WINDOW,
        "board_decided",
        "motion_to_reopen",
        by=(cite("cfr-1003-2", "(c)(3)(ii)"), _DAY),
        else_starts="order_final",
        missing="After that only an exception reopens it, above all changed conditions in the country: no limit there.",
        met_by=("reopening_moved",),
        outcomes=("dismissed", "denied"),
    ),
    # custody and supervision
    Clock(
        "removal_period",
        "End of the 90 days of the removal period: custody review due",
        Sort.GOVERNMENT,
        "removal_period_began",
        "removal_period",
        by=(cite("cfr-241-4", "(k)"),),
        met_by=("custody_reviewed", "released"),
        note="The review comes before the end. Send what speaks for release in time; obstruction makes the period longer.",
    ),
    Clock(
        "six_months",
        "Six months after the removal period began: longer detention is no longer presumed reasonable",
        Sort.FIRST_DAY,
        "removal_period_began",
        "presumptively_reasonable_detention",
        by=(cite("cfr-241-13"),),
        while_detained=True,
        note="The person first gives good reason to think removal unlikely; then the government answers.",
    ),
    Clock(
        "headquarters_review",
        "Review of custody by headquarters",
        Sort.GOVERNMENT,
        "custody_reviewed",
        "custody_review_headquarters",
        met_by=("headquarters_reviewed", "released"),
        outcomes=("held",),
        while_detained=True,
    ),
    Clock(
        "yearly_review",
        "Yearly review of custody",
        Sort.GOVERNMENT,
        "headquarters_reviewed",
        "custody_review_yearly",
        met_by=("released",),
        outcomes=("held",),
        while_detained=True,
    ),
    Clock(
        "next_request",
        "Release can be asked for in writing again",
        Sort.FIRST_DAY,
        "release_requested",
        "custody_request",
        while_detained=True,
    ),
    Clock(
        "check_in",
        "Check-in under the order of supervision",
        Sort.SET_DAY,
        "check_in",
        by=(cite("cfr-241-5", "(a)"),),
        missing="A missed check-in violates the order and can lead back into custody.",
        extension="Only by the officer, in writing, before the day.",
    ),
    # ending a grant
    Clock(
        "deferral_supplement",
        "Supplement the application before the hearing to end deferral",
        Sort.LAST_DAY,
        "termination_noticed",
        "deferral_supplement",
        by_mail="deferral_supplement_by_mail",
        by=(_DAY,),
        missing="The Department of State comments on the old application; the burden at the hearing is on the person.",
        met_by=("supplement_filed",),
        note="Evidence can be brought at the hearing too, within the judge's times.",
    ),
    # work permits
    Clock(
        "permit_decision",
        "USCIS decides on the first work permit",
        Sort.GOVERNMENT,
        "permit_requested",
        "asylum_ead_decision",
        over_once=("permit_ends",),
        note="For a permit on a pending asylum application, category (c)(8).",
    ),
    Clock(
        "permit_renewal",
        "Renewal of the work permit can be filed",
        Sort.FIRST_DAY,
        "permit_ends",
        "ead_renewal",
        back=True,
        met_by=("renewal_filed",),
    ),
    Clock(
        "permit_ends",
        "Last day of the work permit",
        Sort.LAST_DAY,
        "permit_ends",
        by=(cite("fr-90-48799"),),
        missing="Work must stop: a renewal filed since 30 October 2025 extends nothing by itself.",
        met_by=("renewal_filed",),
    ),
)
"""Each clock that a row can describe, in the order of a case."""
