"""Specific intent: 8 CFR 1208.18(a)(5). Negligence and lack of resources are not intent (Matter of J-E-).

The paragraph's second sentence (severity that was not foreseen or not meant) is the reverse of the first, not a further test.
Where the pain comes from the conditions of a prison or an institution, tribunals differ on when it is intended.
"""

from article3.facts import harm
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule
from article3.logic.truth import Truth

contest_of_j_e = rule(
    "contest_of_j_e",
    "Whether Matter of J-E- reads specific intent rightly can still be argued in this circuit.",
    question(
        "deference_to_j_e",
        settled=Constant(Truth.NOT_ESTABLISHED, "A precedent of the circuit has adopted it, and stands until it is overruled."),
        contestable=Constant(Truth.ESTABLISHED, "No precedent of the circuit has adopted it."),
    ),
    by=(cite("cfr-1208-18", "(a)(5)"), cite("matter-of-j-e")),
)

intent_in_institutions = rule(
    "intent_in_institutions",
    "If the pain comes from the conditions of an institution, they are of the kind that shows intent.",
    any_of(
        Not(harm.from_conditions),
        question(
            "intent_in_institutions",
            purpose=harm.conditions_kept_to_harm,
            targeting=any_of(harm.conditions_kept_to_harm, harm.abused_there),
        ),
    ),
    by=(cite("cfr-1208-18", "(a)(5)"), cite("matter-of-j-e"), cite("matter-of-a-a-f-v")),
    weighs=[contest_of_j_e],
)

specific_intent = rule(
    "specific_intent",
    "The act is done on purpose and is meant to cause severe pain or suffering.",
    all_of(
        harm.deliberate,
        harm.pain_intended,
        intent_in_institutions,
    ),
    by=(cite("cfr-1208-18", "(a)(5)"), cite("matter-of-j-e")),
    weighs=[harm.singled_out],
)
