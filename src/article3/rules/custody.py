"""Custody or physical control: 8 CFR 1208.18(a)(6)."""

from article3.facts import harm
from article3.logic.propositions import cite, question, rule

custody_or_control = rule(
    "custody_or_control",
    "The victim is in the custody or physical control of whoever inflicts the harm.",
    question(
        "private_custody",
        any_offender=harm.custody.one_of("official", "private"),
        officials_only=harm.custody.is_("official"),
    ),
    by=cite("cfr-1208-18", "(a)(6)"),
)
