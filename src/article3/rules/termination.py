"""How each form of protection ends, and who must prove what: 8 CFR 1208.17(d)-(f), 1208.24, INA 208(c)(2)."""

from article3.facts import after, proceeding
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule
from article3.logic.truth import Truth
from article3.rules.likelihood import likely_torture

deferral_hearing = rule(
    "deferral_hearing",
    "A new hearing on deferral is to be held: the government's motion brings new evidence on the possibility of torture.",
    all_of(
        after.form.is_("deferral_cat"),
        after.government_moves,
        after.new_relevant_evidence,
    ),
    by=(cite("cfr-1208-17", "(d)(1)"), cite("matter-of-c-c-i")),
)

termination_at_hearing = rule(
    "termination_at_hearing",
    "At that hearing deferral ends.",
    all_of(
        deferral_hearing,
        question(
            "termination_burden",
            applicant_again=Not(likely_torture),
            government_proves=after.government_proves_unlikely,
        ),
    ),
    by=(cite("cfr-1208-17", "(d)(3)"), cite("cfr-1208-17", "(d)(4)")),
)

termination_on_request = rule(
    "termination_on_request",
    "The person asks in writing to end deferral, knowingly and freely.",
    all_of(after.form.is_("deferral_cat"), after.asks_to_end),
    by=(cite("cfr-1208-17", "(e)"), cite("cfr-1208-22", "effect")),
)

termination_on_assurances = rule(
    "termination_on_assurances",
    "Assurances against torture have been accepted, and end deferral without a hearing on the claim.",
    all_of(after.form.is_("deferral_cat"), proceeding.displaced.is_("assurances")),
    by=(cite("cfr-1208-17", "(f)"), cite("cfr-1208-18", "(c)")),
)

end_of_deferral = rule(
    "end_of_deferral",
    "Deferral ends.",
    any_of(termination_at_hearing, termination_on_request, termination_on_assurances),
    by=cite("cfr-1208-17", "(d)(1)"),
)

fundamental_change = rule(
    "fundamental_change",
    "A fundamental change is a ground on which it can end.",
    all_of(
        after.fundamental_change,
        any_of(
            after.form.one_of("asylum", "withholding_ina"),
            question(
                "ending_withholding",
                torture_no_longer_likely=after.form.is_("withholding_cat"),
                persecution_only=Constant(
                    Truth.NOT_ESTABLISHED, "That ground reaches only what was granted on a protected ground."
                ),
            ),
        ),
    ),
    by=cite("cfr-1208-24", "(b)"),
)

end_by_reopening = rule(
    "end_by_reopening",
    "To end it the government must have the case reopened and prove a ground by a preponderance of the evidence.",
    after.form.one_of("asylum", "withholding_ina", "withholding_cat"),
    by=cite("cfr-1208-24", "(f)"),
)

end_of_withholding = rule(
    "end_of_withholding",
    "Asylum or withholding ends: the case is reopened and the government proves a ground by a preponderance of the evidence.",
    all_of(
        end_by_reopening,
        after.government_moves,
        any_of(after.fraud, after.later_act, fundamental_change),
    ),
    by=cite("cfr-1208-24", "(f)"),
)
