"""More likely than not: 8 CFR 1208.16(c)(2) and (c)(3).

The judge must weigh all evidence. Past torture raises no presumption, relocation need not be impossible, and no one factor
decides; so these are weighed and shown, and the likelihood is a judgment on all of them together.
"""

from article3.facts import harm, proceeding
from article3.logic.propositions import all_of, any_of, at_least, cite, rule, some
from article3.rules.torture import past_torture, torture

more_likely_than_not = rule(
    "more_likely_than_not",
    "It is more likely than not to happen to the applicant in the country of removal.",
    all_of(
        harm.in_country_of_removal,
        harm.likelihood.above(0.5),
    ),
    by=cite("cfr-1208-16", "(c)(2)"),
    weighs=[
        harm.could_relocate,
        harm.found_after_moving,
        past_torture,
        harm.mass_violations,
        harm.country_evidence,
        proceeding.credible,
    ],
)

single_source = rule(
    "single_source",
    "One feared harm is torture and more likely than not.",
    some(harm.feared_harms, all_of(torture, more_likely_than_not)),
    by=cite("cfr-1208-16", "(c)(2)"),
)

torture_feared = rule(
    "torture_feared",
    "The harm is torture and would happen in the country of removal.",
    all_of(torture, harm.in_country_of_removal),
    by=cite("cfr-1208-16", "(c)(2)"),
)

all_sources = rule(
    "all_sources",
    "Two or more feared harms are torture, and it is more likely than not that at least one happens.",
    all_of(
        at_least(2, harm.feared_harms, torture_feared),
        harm.all_sources.above(0.5),
    ),
    by=(cite("cfr-1208-16", "(c)(3)"), cite("quijada-aguilar-v-lynch", "1308")),
)

likely_torture = rule(
    "likely_torture",
    "It is more likely than not that the applicant would be tortured if removed.",
    any_of(single_source, all_sources),
    by=(cite("cfr-1208-16", "(c)(2)"), cite("cfr-1208-16", "(c)(3)")),
)
