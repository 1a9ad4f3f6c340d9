"""Torture: every element of 8 CFR 1208.18(a) together, for one harm."""

from article3.facts import harm
from article3.logic.propositions import all_of, any_of, cite, question, rule, some, unless
from article3.rules.acquiescence import acquiescence, acquiescence_as_printed
from article3.rules.custody import custody_or_control
from article3.rules.intent import specific_intent
from article3.rules.official_capacity import official_capacity, official_capacity_as_printed
from article3.rules.purpose import purpose
from article3.rules.sanctions import lawful_sanction, only_procedure
from article3.rules.severity import severity, sufferer

state_involvement = rule(
    "state_involvement",
    "The State has a part in it: an official inflicts it, instigates it, consents to it or acquiesces in it.",
    question(
        "operative_text",
        wording_1999=any_of(
            official_capacity,
            harm.instigated_by_official,
            harm.officials_consent,
            acquiescence,
        ),
        wording_2020=any_of(
            official_capacity_as_printed,
            harm.instigated_by_official,
            harm.officials_consent,
            acquiescence_as_printed,
        ),
    ),
    by=cite("cfr-1208-18", "(a)(1)"),
)

torture = rule(
    "torture",
    "The harm is torture.",
    unless(
        all_of(
            sufferer,
            severity,
            specific_intent,
            purpose,
            custody_or_control,
            state_involvement,
        ),
        any_of(lawful_sanction, only_procedure),
    ),
    by=cite("cfr-1208-18", "(a)(1)"),
)

past_torture = rule(
    "past_torture",
    "The applicant has been tortured before.",
    some(harm.past_harms, torture),
    by=cite("cfr-1208-16", "(c)(3)(i)"),
)
