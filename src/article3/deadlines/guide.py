"""What to do next at each stage: short sentences, each with its authority, as data in the order in which they press."""

from __future__ import annotations

import msgspec

from article3.deadlines.model import StageName
from article3.logic.propositions import Citation, cite


class Advice(msgspec.Struct, frozen=True):
    """One thing to do.

    Attributes:
        id: stable.
        stages: at which stages.
        says: one short sentence.
        why: one more.
        by: what it rests on.
        clock: the clock by whose deadline it is to be done.
        needs_clock: whether it is said only while that clock has a deadline that is not met or over.
        done_once: kinds of events after which it is done.
        only: kinds of proceeding; empty if all, an unknown one included.
        never: kinds of proceeding in which it is not said.
        outcome: the outcome that the stage's decisive event must have: kind and outcome, or empty.
        detained: whether it is for people who are detained.
        form: ids of the forms of protection granted for which it is said; empty if for all.
    """

    id: str
    stages: tuple[StageName, ...]
    says: str
    why: str = ""
    by: tuple[Citation, ...] = ()
    clock: str = ""
    needs_clock: bool = False
    done_once: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    outcome: tuple[str, str] = ("", "")
    detained: bool = False
    form: tuple[str, ...] = ()


_ASYLUM = frozenset({"removal", "deportation_or_exclusion", "asylum_and_withholding_only", "asylum_merits"})
_APART = frozenset({"withholding_only", "reasonable_fear"})
_CREDIBLE = frozenset({"credible_fear"})
_SCREENED = frozenset({"credible_fear", "reasonable_fear"})
_COURT = (StageName.MASTER, StageName.INDIVIDUAL)
_WITHHOLDING = ("withholding_ina", "withholding_cat")

GUIDE: tuple[Advice, ...] = (
    # screening
    Advice(
        "answer_notice",
        (StageName.SCREENING,),
        "Answer the notice of intent, and say in it that withholding is asked for and why return is feared.",
        by=(cite("cfr-238-1", "(c)"),),
        clock="intent_answer",
        needs_clock=True,
    ),
    Advice(
        "ask_for_review",
        (StageName.SCREENING,),
        "Ask for a judge's review of the officer's finding, and say so in writing.",
        "No answer counts as declining, and the review is the last there is.",
        by=(cite("cfr-1208-31", "(f)"), cite("cfr-1208-31", "(g)")),
        done_once=("fear_review_filed", "fear_reviewed"),
        outcome=("fear_decided", "not_found"),
        never=_CREDIBLE,
    ),
    Advice(
        "ask_for_credible_fear_review",
        (StageName.SCREENING,),
        "Ask for a judge's review of the officer's finding, and say so in writing.",
        "It comes within days; the judge decides anew.",
        by=(cite("cfr-1003-42", "(a)"), cite("cfr-1003-42", "(d)"), cite("cfr-1003-42", "(e)")),
        done_once=("fear_review_filed", "fear_reviewed"),
        outcome=("fear_decided", "not_found"),
        only=_CREDIBLE,
    ),
    Advice(
        "tell_the_fear",
        (StageName.SCREENING,),
        "Tell the asylum officer every fear of torture and of persecution, from whom and why, and bring what shows it.",
        by=(cite("cfr-208-31", "(c)"), cite("cfr-208-30", "(e)(3)")),
        done_once=("fear_decided", "fear_reviewed"),
    ),
    Advice(
        "protective_petition",
        (StageName.SCREENING, *_COURT, StageName.APPEAL),
        "File a protective petition for review counted from the order of removal, and ask the court to hold it.",
        "In proceedings on protection alone the time runs from that order, not from the decision on protection.",
        by=(cite("ina-242", "(b)(1)"), cite("riley-v-bondi")),
        clock="petition_for_review",
        needs_clock=True,
        done_once=("petition_filed",),
        only=_APART,
    ),
    Advice(
        "late_petition",
        (*_COURT, StageName.APPEAL, StageName.PETITION, StageName.FINAL_ORDER),
        "File a petition for review at once, although its time from the order of removal is over, and say why it should be "
        "heard.",
        "The limit is no bar to the court's power, so that the government can waive or forfeit it and the court may toll it.",
        by=(cite("riley-v-bondi"),),
        clock="late_petition",
        needs_clock=True,
        done_once=("petition_filed",),
        only=_APART,
    ),
    Advice(
        "ask_for_custody_review",
        (StageName.SCREENING, *_COURT, StageName.APPEAL),
        "Find out when the removal period began, and send what speaks for release before each review of custody.",
        "Who is held in proceedings on protection alone is held under INA 241: no bond hearing under INA 236, but reviews of "
        "custody.",
        by=(cite("johnson-v-guzman-chavez"), cite("cfr-241-4", "(k)")),
        clock="removal_period",
        only=_APART,
        detained=True,
    ),
    # before the judge
    Advice(
        "ask_for_the_convention",
        _COURT,
        "Ask for protection under the Convention on the record, and tick both boxes on Form I-589.",
        "A box left empty can be taken as not asking.",
        by=(cite("cfr-1208-13", "(c)(1)"), cite("cordero-chavez-v-garland")),
    ),
    Advice(
        "file_for_asylum",
        _COURT,
        "File Form I-589 within the year of the last arrival, or show at once why an exception applies.",
        "The year limits asylum only; withholding and the Convention have no such limit.",
        by=(cite("ina-208", "(a)(2)(B)"), cite("ina-208", "(a)(2)(D)")),
        clock="asylum_one_year",
        needs_clock=True,
        done_once=("asylum_filed",),
        only=_ASYLUM,
    ),
    Advice(
        "file_as_ordered",
        _COURT,
        "File Form I-589 by the day that the judge set.",
        "What is late is deemed waived.",
        by=(cite("cfr-1003-31", "(h)"),),
        clock="application_due",
        needs_clock=True,
        done_once=("asylum_filed",),
    ),
    Advice(
        "name_the_countries",
        (StageName.MASTER,),
        "Have every country to which removal may be ordered named on the record, and state the fear of each.",
        by=(cite("cfr-1240-10", "(f)"),),
    ),
    Advice(
        "file_the_evidence",
        (StageName.INDIVIDUAL,),
        "File the evidence, the list of witnesses and the brief in time, with proof of service.",
        "What is late is deemed waived.",
        by=(cite("cfr-1003-31", "(h)"), cite("cfr-1003-32")),
        clock="hearing_filing",
        done_once=("filings_made",),
    ),
    Advice(
        "translate",
        (StageName.INDIVIDUAL,),
        "Have every paper in another language translated, with the translator's signed certificate.",
        by=(cite("cfr-1003-33"),),
    ),
    Advice(
        "corroborate",
        (StageName.INDIVIDUAL,),
        "Bring what can reasonably be had to support the testimony, or be ready to say why it cannot.",
        by=(cite("ina-240", "(c)(4)(B)"),),
    ),
    Advice(
        "respond",
        _COURT,
        "Respond to the government's papers.",
        by=(cite("immigration-court-manual", "3.1(b)"),),
        clock="filing_response",
        needs_clock=True,
    ),
    Advice(
        "pay_the_fee",
        (*_COURT, StageName.APPEAL),
        "Pay the annual asylum fee by the day ordered.",
        by=(cite("eoir-pm-26-01", "policy"),),
        clock="fee_due",
        needs_clock=True,
    ),
    Advice(
        "report_the_address",
        (*_COURT, StageName.APPEAL),
        "Report the new address on Form EOIR-33.",
        by=(cite("cfr-1003-15", "(d)(2)"),),
        clock="address_change",
        needs_clock=True,
    ),
    # after the decision
    Advice(
        "appeal",
        (StageName.APPEAL,),
        "File the notice of appeal so that the Board has it in time, with the fee or a request to waive it.",
        "What is only mailed is not filed.",
        by=(cite("cfr-1003-38", "(b)"), cite("cfr-1003-38", "(d)")),
        clock="bia_appeal",
        needs_clock=True,
        done_once=("appeal_received",),
    ),
    Advice(
        "say_every_reason",
        (StageName.APPEAL,),
        "Say in the notice of appeal for which reasons, of fact and of law, the decision is wrong.",
        by=(cite("cfr-1003-3", "(b)"),),
        clock="bia_appeal",
        needs_clock=True,
        done_once=("appeal_received",),
    ),
    Advice(
        "answer_the_appeal",
        (StageName.APPEAL,),
        "Watch for an appeal by the government: the grant is not final until its time is over.",
        by=(cite("cfr-1241-1"),),
        clock="government_appeal",
        needs_clock=True,
    ),
    Advice(
        "brief_to_the_board",
        (StageName.APPEAL,),
        "File the brief by the day in the Board's schedule; ask for more time only for exceptional circumstances.",
        by=(cite("cfr-1003-3", "(c)(1)"),),
        clock="bia_brief",
        done_once=("brief_received", "board_decided"),
        outcome=("briefs_scheduled", ""),
    ),
    Advice(
        "petition",
        (StageName.PETITION, StageName.FINAL_ORDER),
        "File the petition for review with the court of appeals in time.",
        by=(cite("ina-242", "(b)(1)"),),
        clock="petition_for_review",
        needs_clock=True,
    ),
    Advice(
        "ask_for_a_stay",
        (StageName.PETITION,),
        "Ask the court of appeals for a stay of removal.",
        "The petition by itself stops nothing.",
        by=(cite("ina-242", "(b)(3)(B)"),),
    ),
    Advice(
        "brief_to_the_court",
        (StageName.PETITION,),
        "File the brief in the court of appeals by the day in its schedule.",
        by=(cite("ina-242", "(b)(3)(C)"),),
        clock="petitioner_brief",
        needs_clock=True,
    ),
    Advice(
        "after_the_court",
        (StageName.FINAL_ORDER,),
        "Decide at once on rehearing and certiorari, and ask that the mandate be stayed while they are asked for.",
        "Whether a stay outlasts the decision is for its own order to say; certiorari has a time of its own, to be looked up.",
        by=(cite("frap-40", "time"),),
        clock="rehearing",
        needs_clock=True,
    ),
    Advice(
        "ask_to_reconsider_the_screening",
        (StageName.FINAL_ORDER,),
        "Ask at once whether USCIS can still be asked to reconsider its finding on credible fear.",
        "Whether it can, and for how long, was not read here; once the judge agrees removal follows, without an appeal.",
        by=(cite("cfr-1003-42", "(f)"),),
        outcome=("fear_reviewed", "not_found"),
        only=_CREDIBLE,
    ),
    Advice(
        "answer_the_motion",
        (StageName.TERMINATION,),
        "Respond to the government's motion to reopen in time.",
        by=(cite("immigration-court-manual", "3.1(b)"),),
        clock="motion_response",
        needs_clock=True,
    ),
    Advice(
        "second_petition",
        (StageName.PETITION, StageName.FINAL_ORDER),
        "File a second petition for review, counted from the decision on protection, and ask the court to join the two.",
        "Where the time counts from the decision, the first came too early.",
        by=(cite("ina-242", "(b)(1)"), cite("riley-v-bondi")),
        clock="second_petition",
        needs_clock=True,
        only=_APART,
    ),
    Advice(
        "reopen_an_absent_order",
        (StageName.FINAL_ORDER,),
        "Move to reopen the order made in absence, and say whether notice was lacking.",
        "Filing it stays removal until the judge decides.",
        by=(cite("cfr-1003-23", "(b)(4)(ii)"),),
        clock="absentia_motion",
        needs_clock=True,
    ),
    Advice(
        "late_appeal",
        (StageName.FINAL_ORDER,),
        "Have a lawyer look at once at whether anything excuses the missed appeal.",
        by=(cite("cfr-1003-38", "(b)"),),
        clock="bia_appeal",
        outcome=("judge_decided", "denied"),
        done_once=("appeal_received", "board_decided"),
    ),
    Advice(
        "reopen",
        (StageName.PETITION, StageName.FINAL_ORDER),
        "See whether there is new evidence for a motion to reopen; on changed conditions in the country it has no time limit.",
        by=(cite("cfr-1003-2", "(c)(3)(ii)"), cite("cfr-1003-23", "(b)(4)(i)")),
        clock="motion_to_reopen",
        never=_SCREENED,  # an expedited order is not reopened there, and a reinstated one not at all: INA 241(a)(5)
    ),
    Advice(
        "ask_for_release",
        (StageName.PETITION, StageName.FINAL_ORDER, StageName.AFTER_GRANT),
        "Send what speaks for release before each review of custody, and ask for release in writing.",
        by=(cite("cfr-241-4", "(k)"),),
        clock="removal_period",
        detained=True,
    ),
    # after a grant
    Advice(
        "work_permit_withholding",
        (StageName.AFTER_GRANT,),
        "Apply for the work permit in category (a)(10), and for its renewal well before it ends.",
        by=(cite("cfr-274a-12", "(a)(10)"),),
        clock="permit_renewal",
        form=_WITHHOLDING,
    ),
    Advice(
        "work_permit_deferral",
        (StageName.AFTER_GRANT,),
        "Ask for a work permit in category (c)(18), which is discretionary, and show why it is needed.",
        by=(cite("cfr-274a-12", "(c)(18)"),),
        clock="permit_renewal",
        form=("deferral_cat",),
    ),
    Advice(
        "third_country",
        (StageName.AFTER_GRANT,),
        "Say at once, in writing, if another country is named for removal and return there is feared too.",
        "The grant is for the country it names.",
        by=(cite("cfr-1208-16", "(f)"),),
        form=(*_WITHHOLDING, "deferral_cat"),
    ),
    Advice(
        "stay_inside",
        (StageName.AFTER_GRANT,),
        "Do not leave the United States: leaving carries out the order of removal.",
        by=(cite("cfr-241-7", "self-removal"),),
        form=(*_WITHHOLDING, "deferral_cat"),
    ),
    Advice(
        "keep_check_ins",
        (StageName.FINAL_ORDER, StageName.AFTER_GRANT, StageName.TERMINATION),
        "Keep every check-in that the order of supervision sets.",
        by=(cite("cfr-241-5", "(a)"),),
        clock="check_in",
        needs_clock=True,
    ),
    Advice(
        "renew_the_permit",
        (*_COURT, StageName.APPEAL, StageName.PETITION, StageName.FINAL_ORDER, StageName.AFTER_GRANT, StageName.TERMINATION),
        "File the renewal of the work permit, or list it as an event if it was filed.",
        "A renewal extends nothing by itself, so that the card must be there when the old one ends.",
        by=(cite("fr-90-48799"),),
        clock="renewal_filing",
        needs_clock=True,
    ),
    # ending a grant
    Advice(
        "supplement",
        (StageName.TERMINATION,),
        "Supplement the application: the Department of State is then asked to comment on it.",
        by=(cite("cfr-1208-17", "(d)(2)"),),
        clock="deferral_supplement",
        needs_clock=True,
    ),
    Advice(
        "hold_to_new_evidence",
        (StageName.TERMINATION,),
        "Hold the government to its burden: deferral needs new and relevant evidence, withholding proof of a ground to end it.",
        by=(cite("cfr-1208-17", "(d)(1)"), cite("cfr-1208-24", "(f)")),
    ),
    Advice(
        "prove_again",
        (StageName.TERMINATION,),
        "Where deferral is at stake, bring the whole case again: the burden at the new hearing is on the person.",
        by=(cite("cfr-1208-17", "(d)(3)"),),
    ),
    Advice(
        "answer_the_questions",
        (StageName.UNDETERMINED,),
        "Answer the questions below: they settle which deadlines run.",
    ),
)
"""Every piece of advice, the most pressing of each stage first."""
