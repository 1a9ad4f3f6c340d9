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

deferral_ends_at_hearing = rule(
    "deferral_ends_at_hearing",
    "At that hearing deferral ends.",
    all_of(
        deferral_hearing,
        question(
            "termination_burden",
            applicant_again=Not(likely_torture),
            government_proves=after.government_proves_unlikely,
        ),
    ),
    by=(cite("cfr-1208-17", "(d)(1)"), cite("cfr-1208-17", "(d)(2)")),
)

ends_on_request = rule(
    "ends_on_request",
    "The person asks in writing to end deferral, knowingly and freely.",
    all_of(after.form.is_("deferral_cat"), after.asks_to_end),
    by=(cite("cfr-1208-22", "effect"), cite("cfr-1208-17", "(e)")),
)

ends_on_assurances = rule(
    "ends_on_assurances",
    "Assurances against torture have been accepted, and end deferral without a hearing on the claim.",
    all_of(after.form.is_("deferral_cat"), proceeding.displaced.is_("assurances")),
    by=cite("cfr-1208-17", "(f)"),
)

deferral_ends = rule(
    "deferral_ends",
    "Deferral ends.",
    any_of(deferral_ends_at_hearing, ends_on_request, ends_on_assurances),
    by=cite("cfr-1208-17", "(d)(1)"),
)

changed_so_that_it_ends = rule(
    "changed_so_that_it_ends",
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

withholding_ends = rule(
    "withholding_ends",
    "Asylum or withholding ends: the case is reopened and the government proves a ground by a preponderance of the evidence.",
    all_of(
        after.form.one_of("asylum", "withholding_ina", "withholding_cat"),
        after.government_moves,
        any_of(after.fraud, after.later_act, changed_so_that_it_ends),
    ),
    by=cite("cfr-1208-24", "(f)"),
)
