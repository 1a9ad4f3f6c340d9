"""Whether the claim is before the judge: 8 CFR 1208.13(c)(1), Form I-589, and what can end it without a hearing."""

import datetime as dt

from article3.facts import procedure, proceeding
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule
from article3.logic.truth import Truth

claim_raised = rule(
    "claim_raised",
    "Protection under the Convention has been asked for, or a stated fear or the evidence raises it.",
    any_of(
        procedure.convention_box,
        proceeding.kind.one_of("credible_fear", "reasonable_fear"),
        procedure.requested_otherwise,
        question(
            "unticked_box",
            waived=Constant(Truth.NOT_ESTABLISHED, "Who leaves the box unticked does not ask for protection."),
            raised_by_evidence=procedure.evidence_raises_torture,
        ),
    ),
    by=cite("cfr-1208-13", "(c)(1)"),
    weighs=[procedure.torture_ground_box],
)

pretermission = rule(
    "pretermission",
    "The application can be denied or treated as abandoned without a hearing on it.",
    any_of(
        all_of(
            Not(procedure.complete),
            question(
                "incomplete_application",
                returned=Constant(Truth.NOT_ESTABLISHED, "An incomplete form is returned to be completed."),
                abandoned=Constant(Truth.ESTABLISHED, "An incomplete form may be treated as abandoned."),
            ),
        ),
        all_of(
            Not(procedure.states_a_claim),
            question(
                "pretermission",
                without_hearing=Constant(
                    Truth.ESTABLISHED, "An application that states no claim may be denied without a hearing."
                ),
                hearing_first=Constant(Truth.NOT_ESTABLISHED, "The applicant must be heard first."),
            ),
        ),
    ),
    by=(cite("ina-240", "(c)(4)"), cite("matter-of-c-a-r-r")),
)

old_order_motion = rule(
    "old_order_motion",
    "An order final before 22 March 1999 could be reopened for protection: moved for by 21 June 1999, prima facie shown.",
    all_of(
        Not(proceeding.final_order_day.on_or_after(dt.date(1999, 3, 22))),
        Not(procedure.reopening_day.on_or_after(dt.date(1999, 6, 22))),
        procedure.prima_facie,
    ),
    by=cite("cfr-1208-18", "(b)(2)"),
)
