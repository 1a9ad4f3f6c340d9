"""Whether an immigration judge can decide the claim at all: 8 CFR 1208.2, 1208.18(c)-(d), 1240.11(h).

Protection is mandatory, but only a judge (or the Board) can grant it here. Some people never come before one, and two things
take a claim out of the judge's hands.
"""

from article3.facts import proceeding
from article3.logic.propositions import Constant, any_of, cite, question, rule, unless
from article3.logic.truth import Truth
from article3.rules.screening import fear_screening

before_a_judge = rule(
    "before_a_judge",
    "The claim is for an immigration judge to decide: in this kind of proceeding, or once the fear has passed its screening.",
    any_of(
        proceeding.kind.one_of(
            "removal", "deportation_or_exclusion", "withholding_only", "asylum_and_withholding_only", "asylum_merits"
        ),
        fear_screening,
    ),
    by=cite("cfr-1208-2", "(c)(3)(i)"),
)

cooperative_agreement = rule(
    "cooperative_agreement",
    "The applicant is to be sent to a third country under a cooperative agreement, before any claim is heard.",
    question(
        "cooperative_agreement_first",
        no_such_step=Constant(Truth.NOT_ESTABLISHED, "There was no such step."),
        decided_first=unless(
            proceeding.displaced.is_("cooperative_agreement"),
            any_of(
                proceeding.agreement_does_not_reach,
                proceeding.third_country_risk.above(0.5),
            ),
        ),
    ),
    by=(cite("ina-208", "(a)(2)(A)"), cite("cfr-1240-11", "(h)"), cite("matter-of-c-i-g-m")),
)

assurances = rule(
    "assurances",
    "The government has accepted assurances against torture, after which no judge considers the claim.",
    proceeding.displaced.is_("assurances"),
    by=cite("cfr-1208-18", "(c)"),
)

hearing = rule(
    "hearing",
    "An immigration judge can decide the claim.",
    unless(
        before_a_judge,
        any_of(cooperative_agreement, assurances),
    ),
    by=cite("cfr-1208-2", "(c)(3)(i)"),
)
