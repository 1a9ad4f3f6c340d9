"""Appeal and review: 8 CFR 1003.1(d)(3), 1003.38, INA 242(b)(1).

Dates here say whether a step was in time under each reading; the safe course is always the earlier day.
"""

from article3.facts import after, procedure, proceeding
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule, unless
from article3.logic.truth import Truth

timely_appeal = rule(
    "timely_appeal",
    "The Board received the appeal in time.",
    question(
        "board_appeal_window",
        thirty_days=procedure.appeal_received_day.within_days_of(
            procedure.decision_day, 30, rolls_over=True, from_start=True, number="bia_appeal"
        ),
        ten_days=any_of(
            procedure.appeal_received_day.within_days_of(
                procedure.decision_day, 10, rolls_over=True, from_start=True, number="bia_appeal"
            ),
            all_of(
                procedure.asylum_decided_on_merits,
                procedure.appeal_received_day.within_days_of(
                    procedure.decision_day, 30, rolls_over=True, from_start=True, number="bia_appeal"
                ),
            ),
        ),
    ),
    by=cite("cfr-1003-38", "(b)"),
)

finality = rule(
    "finality",
    "The judge's decision is final: appeal was waived, there was none and its time has run, or the Board dismissed it.",
    any_of(
        procedure.appeal_waived,
        procedure.board_dismissed,
        all_of(
            Not(procedure.appealed),
            Not(after.asked_on.within_days_of(procedure.decision_day, 30, rolls_over=True, number="bia_appeal")),
        ),
    ),
    by=(cite("cfr-1241-1"), cite("cfr-1003-38", "(b)")),
)

excess_of_review = rule(
    "excess_of_review",
    "The Board set aside the judge's prediction of torture on a standard of review that does not allow it.",
    all_of(
        procedure.judge_found_likely,
        procedure.board_reversed,
        question(
            "review_of_predictions",
            clear_error=Not(procedure.clear_error_shown),
            anew=Constant(Truth.NOT_ESTABLISHED, "The Board may judge the prediction anew."),
        ),
    ),
    by=(cite("cfr-1003-1"), cite("cfr-1003-1", "(d)(3)")),
)

_within_30_days_of_the_order = procedure.petition_day.within_days_of(
    proceeding.final_order_day, 30, rolls_over=True, from_start=True, number="petition_for_review"
)
_within_30_days_of_the_board = procedure.petition_day.within_days_of(
    procedure.board_decision_day, 30, rolls_over=True, from_start=True, number="petition_for_review"
)
_within_30_days_of_protection = any_of(
    all_of(proceeding.kind.is_("withholding_only"), _within_30_days_of_the_board),
    # No appeal lies to the Board from a judge who finds no reasonable fear.
    all_of(
        proceeding.kind.is_("reasonable_fear"),
        procedure.petition_day.within_days_of(
            procedure.decision_day, 30, rolls_over=True, from_start=True, number="petition_for_review"
        ),
    ),
)

_protection_alone = proceeding.kind.one_of("withholding_only", "reasonable_fear")

timely_petition = rule(
    "timely_petition",
    "The petition for review was filed within 30 days of the order from which the time runs.",
    any_of(
        all_of(
            _protection_alone,
            proceeding.removal_order.is_("administrative"),
            question(
                "review_clock",
                from_removal_order=_within_30_days_of_the_order,
                from_board_decision=_within_30_days_of_protection,
            ),
        ),
        all_of(
            _protection_alone,
            proceeding.removal_order.is_("reinstated"),
            question(
                "review_clock_reinstated",
                from_removal_order=_within_30_days_of_the_order,
                from_board_decision=_within_30_days_of_protection,
            ),
        ),
        unless(
            _within_30_days_of_the_board,
            _protection_alone,
        ),
    ),
    by=(cite("ina-242", "(b)(1)"), cite("frap-26", "(a)")),
)

unreviewable_order = rule(
    "unreviewable_order",
    "The order is an expedited one, made without a hearing, from which no petition for review lies.",
    proceeding.kind.is_("credible_fear"),
    by=cite("ina-242", "(a)(2)(A)"),
)

petition_heard = rule(
    "petition_heard",
    "The petition for review can be heard: it is in time, or the time limit is waived, forfeited or tolled.",
    unless(
        any_of(
            timely_petition,
            question(
                "petition_deadline",
                jurisdictional=Constant(
                    Truth.NOT_ESTABLISHED, "The time limit is jurisdictional; nothing excuses a late petition."
                ),
                claim_processing=procedure.lateness_excused,
            ),
        ),
        unreviewable_order,
    ),
    by=cite("ina-242", "(b)(1)"),
)

petition_venue = rule(
    "petition_venue",
    "The petition for review is filed in the circuit in which the judge completed the proceedings.",
    question(
        "venue_of_petition",
        court_of_filing=any_of(
            procedure.petition_circuit.is_("court_of_filing"),
            unless(procedure.petition_circuit.is_("judges_seat"), procedure.judge_elsewhere),
        ),
        judges_seat=any_of(
            all_of(procedure.judge_elsewhere, procedure.petition_circuit.is_("judges_seat")),
            unless(procedure.petition_circuit.one_of("court_of_filing", "judges_seat"), procedure.judge_elsewhere),
        ),
    ),
    by=cite("ina-242", "(b)(2)"),
)
