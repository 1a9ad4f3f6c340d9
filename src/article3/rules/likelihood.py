"""More likely than not: 8 CFR 1208.16(c)(2) and (c)(3).

The judge must weigh all evidence. Past torture raises no presumption, and no one factor decides; so these are weighed and
shown, and the likelihood is a judgment on all of them together. What some tribunals ask for besides (each link of a chain,
evidence of one's own group, that relocation is excluded) are questions of law of their own.
"""

from article3.facts import harm
from article3.logic.propositions import Constant, Not, all_of, any_of, at_least, cite, question, rule, some
from article3.logic.truth import Truth
from article3.rules.credibility import proof
from article3.rules.torture import past_torture, torture

principal_factor = rule(
    "principal_factor",
    "Past torture is shown, and is ordinarily the principal factor.",
    question(
        "weight_of_past_torture",
        principal_factor=past_torture,
        one_factor=Constant(Truth.NOT_ESTABLISHED, "Past torture is one factor among the others."),
    ),
    by=cite("cfr-1208-16", "(c)(3)(i)"),
)

relocation = rule(
    "relocation",
    "The possibility of living elsewhere in the country does not by itself defeat the claim.",
    question(
        "relocation",
        one_factor=Constant(Truth.ESTABLISHED, "Relocation is one factor, weighed with the others."),
        must_be_excluded=Not(harm.could_relocate),
    ),
    by=cite("cfr-1208-16", "(c)(3)(ii)"),
    weighs=[harm.could_relocate, harm.found_after_moving],
)

course_of_events = rule(
    "course_of_events",
    "If it takes a series of events, each of them that must be likely is.",
    any_of(
        Not(harm.needs_a_chain),
        question(
            "chain_of_events",
            each_link=harm.weakest_link.above(0.5),
            whole_course=Constant(Truth.ESTABLISHED, "What counts is how likely the whole course is."),
        ),
    ),
    by=cite("cfr-1208-16", "(c)(2)"),
)

own_risk = rule(
    "own_risk",
    "The evidence bears on this applicant, as far as it must.",
    question(
        "group_evidence",
        own_group=any_of(harm.singled_out, harm.people_alike_tortured),
        country_evidence=Constant(Truth.ESTABLISHED, "Evidence of conditions in the country can be enough."),
    ),
    by=(cite("cfr-1208-16", "(c)(3)(iii)"), cite("cfr-1208-16", "(c)(3)(iv)")),
    weighs=[harm.singled_out, harm.mass_violations, harm.country_evidence],
)

torture_feared = rule(
    "torture_feared",
    "The harm is torture, would happen in the country of removal, and threatens this applicant.",
    all_of(
        torture,
        harm.in_country_of_removal,
        course_of_events,
        relocation,
        own_risk,
    ),
    by=cite("cfr-1208-16", "(c)(2)"),
)

more_likely_than_not = rule(
    "more_likely_than_not",
    "It is more likely than not to happen to the applicant.",
    harm.likelihood.above(0.5),
    by=cite("cfr-1208-16", "(c)(2)"),
    weighs=[
        harm.could_relocate,
        harm.found_after_moving,
        past_torture,
        principal_factor,
        harm.mass_violations,
        harm.country_evidence,
    ],
)

single_source = rule(
    "single_source",
    "One feared harm is torture and more likely than not.",
    some(harm.feared_harms, all_of(torture_feared, more_likely_than_not)),
    by=cite("cfr-1208-16", "(c)(2)"),
)

all_sources = rule(
    "all_sources",
    "Two or more feared harms are torture, and it is more likely than not that at least one happens.",
    question(
        "aggregation",
        together=all_of(
            at_least(2, harm.feared_harms, torture_feared),
            harm.all_sources.above(0.5),
        ),
        each_alone=Constant(Truth.NOT_ESTABLISHED, "Each source of torture is judged alone."),
    ),
    by=cite("cfr-1208-16", "(c)(3)"),
)

substantial_risk = rule(
    "substantial_risk",
    "There is a substantial risk of torture, where that is what 'more likely than not' means.",
    question(
        "standard_of_likelihood",
        above_one_half=Constant(Truth.NOT_ESTABLISHED, "Only a chance above one half is enough."),
        substantial_risk=all_of(some(harm.feared_harms, torture_feared), harm.substantial_risk),
    ),
    by=cite("cfr-1208-16", "(c)(2)"),
)

likely_torture = rule(
    "likely_torture",
    "It is more likely than not that the applicant would be tortured if removed.",
    all_of(
        any_of(single_source, all_sources, substantial_risk),
        proof,
    ),
    by=(cite("cfr-1208-16", "(c)(2)"), cite("cfr-1208-16", "(c)(3)")),
)
