"""The purposes: 8 CFR 1208.18(a)(1). The list is of examples ("for such purposes as")."""

from article3.facts import harm
from article3.logic.propositions import any_of, cite, rule

purpose = rule(
    "purpose",
    "It is done for a purpose such as information, punishment, intimidation or discrimination.",
    any_of(
        harm.for_information,
        harm.for_punishment,
        harm.for_intimidation,
        harm.for_discrimination,
        harm.for_like_purpose,
    ),
    by=cite("cfr-1208-18", "(a)(1)"),
)
