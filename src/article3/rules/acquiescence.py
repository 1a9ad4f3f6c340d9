"""Torture by somebody else, with the State's acquiescence: 8 CFR 1208.18(a)(1) and (a)(7).

Acquiescence has two steps, awareness before the act and then breach of a duty to step in. Local officials suffice, and
nobody need have reported anything to the police (Avendano-Hernandez, Zheng).
"""

from article3.facts import harm
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule, unless
from article3.logic.truth import Truth

acquiescing_official = rule(
    "acquiescing_official",
    "The officials concerned are such that their acquiescence counts.",
    question(
        "acquiescing_official",
        any_official=Constant(Truth.ESTABLISHED, "Any public official counts, however local or low in rank."),
        government_as_a_whole=harm.officials_concerned.is_("higher"),
    ),
    by=cite("cfr-1208-18", "(a)(7)"),
    weighs=[harm.officials_concerned.is_("higher")],
)

willful_blindness = rule(
    "willful_blindness",
    "Officials deliberately look away from the torture.",
    harm.officials_look_away,
    by=(cite("cfr-1208-18", "(a)(7)"), cite("zheng-v-ashcroft", "1197", point="awareness")),
    weighs=[harm.reported],
)

awareness = rule(
    "awareness",
    "Officials are aware of the torture before it happens.",
    question(
        "awareness",
        willful_acceptance=all_of(harm.officials_know, harm.officials_accept),
        willful_blindness=any_of(harm.officials_know, willful_blindness),
    ),
    by=cite("cfr-1208-18", "(a)(7)"),
)

breach_of_duty = rule(
    "breach_of_duty",
    "Officials then fail in a legal duty to step in.",
    harm.duty_breached,
    by=(cite("cfr-1208-18", "(a)(7)"), cite("andrade-garcia-v-lynch", "836")),
    weighs=[harm.government_efforts, harm.government_unable],
)

efforts_or_inability = rule(
    "efforts_or_inability",
    "The government makes real efforts against those who do it, or is simply unable to stop them.",
    any_of(harm.government_efforts, harm.government_unable),
    by=(cite("cfr-1208-18", "(a)(7)"), cite("matter-of-s-v", "1312", point="government_efforts")),
)

acquiescence_excused = rule(
    "acquiescence_excused",
    "What the government does, or cannot do, about it means that it does not acquiesce.",
    question(
        "government_efforts",
        defeat=efforts_or_inability,
        defeat_unless_blind=unless(efforts_or_inability, willful_blindness),
        not_by_themselves=Constant(Truth.NOT_ESTABLISHED, "Efforts do not by themselves defeat acquiescence."),
    ),
    by=(cite("cfr-1208-18", "(a)(7)"), cite("matter-of-s-v", "1312", point="government_efforts")),
)

acquiescence = rule(
    "acquiescence",
    "An official is aware of it beforehand and then fails in a legal duty to step in.",
    unless(
        all_of(acquiescing_official, awareness, breach_of_duty),
        acquiescence_excused,
    ),
    by=cite("cfr-1208-18", "(a)(7)"),
)

acquiescence_as_printed = rule(
    "acquiescence_as_printed",
    "In the wording of 2020: an official charged with preventing it knows or looks away, and fails to step in though able to.",
    all_of(
        any_of(harm.officials_know, willful_blindness),
        harm.officials_charged,
        breach_of_duty,
        Not(harm.government_unable),
    ),
    by=cite("cfr-1208-18", "(a)(7)"),
)
