"""Specific intent: 8 CFR 1208.18(a)(5). Negligence and lack of resources are not intent (Matter of J-E-).

The paragraph's second sentence (severity that was not foreseen or not meant) is the reverse of the first, not a further test.
"""

from article3.facts import harm
from article3.logic.propositions import all_of, cite, rule

specific_intent = rule(
    "specific_intent",
    "The act is done on purpose and is meant to cause severe pain or suffering.",
    all_of(
        harm.deliberate,
        harm.pain_intended,
    ),
    by=(cite("cfr-1208-18", "(a)(5)"), cite("matter-of-j-e")),
    weighs=[harm.singled_out],
)
