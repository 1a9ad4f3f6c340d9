"""Specific intent: 8 CFR 1208.18(a)(5). Negligence and lack of resources are not intent (Matter of J-E-)."""

from article3.facts import harm
from article3.logic.propositions import all_of, cite, rule, unless

unforeseen_severity = rule(
    "unforeseen_severity",
    "The severity was neither expected nor meant.",
    harm.severity_unforeseen,
    by=cite("cfr-1208-18", "(a)(5)"),
)

specific_intent = rule(
    "specific_intent",
    "The act is done on purpose and is meant to cause severe pain or suffering.",
    unless(
        all_of(harm.deliberate, harm.pain_intended),
        unforeseen_severity,
    ),
    by=(cite("cfr-1208-18", "(a)(5)"), cite("matter-of-j-e")),
    weighs=[harm.singled_out],
)
