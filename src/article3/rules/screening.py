"""Screening of a fear, with its lower standards: 8 CFR 208.30, 208.31.

It comes before a claim can be made in expedited removal (credible fear) and after a reinstated or administrative order
(reasonable fear). A bar can defeat a fear of persecution there since 2025; it never defeats a fear of torture.
"""

from article3.facts import procedure, proceeding
from article3.logic.propositions import Not, all_of, any_of, cite, question, rule, unless
from article3.rules.bars import mandatory_denial

credible_fear_of_torture = rule(
    "credible_fear_of_torture",
    "Eligibility under the Convention is as likely as the screening asks: a significant possibility, or more.",
    any_of(
        all_of(procedure.standard.is_("significant_possibility"), procedure.significant_possibility),
        all_of(procedure.standard.is_("reasonable_possibility"), procedure.reasonable_possibility),
        all_of(procedure.standard.is_("reasonable_probability"), procedure.reasonable_probability),
    ),
    by=(cite("cfr-208-30", "(e)(3)"), cite("cfr-208-35", "(b)")),
)

reasonable_fear_of_torture = rule(
    "reasonable_fear_of_torture",
    "There is a reasonable possibility of torture in the country of removal.",
    procedure.reasonable_possibility,
    by=cite("cfr-208-31", "(c)"),
)

fear_of_persecution = rule(
    "fear_of_persecution",
    "The fear of persecution meets the screening standard, and no bar that may be applied defeats it.",
    question(
        "bars_in_screening",
        not_considered=any_of(
            all_of(proceeding.kind.is_("credible_fear"), procedure.significant_possibility_of_asylum),
            all_of(proceeding.kind.is_("reasonable_fear"), procedure.reasonable_possibility_of_persecution),
        ),
        may_be_applied=unless(
            any_of(
                all_of(proceeding.kind.is_("credible_fear"), procedure.significant_possibility_of_asylum),
                all_of(proceeding.kind.is_("reasonable_fear"), procedure.reasonable_possibility_of_persecution),
            ),
            mandatory_denial,
        ),
    ),
    by=(cite("cfr-208-30", "(e)(2)"), cite("cfr-208-31", "(c)")),
)

officers_finding = rule(
    "officers_finding",
    "An asylum officer found the applicant eligible, which the judge who denies asylum generally gives effect to.",
    all_of(
        proceeding.kind.is_("asylum_merits"),
        procedure.officer_found_eligible,
        Not(procedure.officer_finding_rebutted),
    ),
    by=(cite("cfr-1208-2", "(a)"), cite("cfr-1240-17", "(i)(2)")),
)

fear_screening = rule(
    "fear_screening",
    "The fear passes the screening, so that the claim goes before a judge.",
    any_of(
        all_of(proceeding.kind.is_("credible_fear"), credible_fear_of_torture),
        all_of(proceeding.kind.is_("reasonable_fear"), reasonable_fear_of_torture),
        fear_of_persecution,
    ),
    by=(cite("cfr-208-30", "(e)(3)"), cite("cfr-208-31", "(c)")),
)
