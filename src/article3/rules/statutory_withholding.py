"""Withholding of removal under INA 241(b)(3), as far as the comparison needs it: 8 CFR 1208.16(b)."""

from article3.facts import persecution
from article3.logic.propositions import Not, all_of, any_of, cite, question, rule, unless
from article3.rules.bars import mandatory_denial
from article3.rules.credibility import proof_of_persecution
from article3.rules.hearing import hearing

nexus = rule(
    "nexus",
    "A protected ground is at least one central reason for the harm.",
    all_of(
        Not(persecution.protected_ground.is_("none")),
        persecution.central_reason,
    ),
    by=cite("ina-208", "(b)(1)(B)(i)"),
)

withholding_nexus = rule(
    "withholding_nexus",
    "The threat is because of a protected ground.",
    question(
        "withholding_nexus",
        one_central_reason=nexus,
        a_reason=all_of(
            Not(persecution.protected_ground.is_("none")),
            any_of(persecution.a_reason, persecution.central_reason),
        ),
    ),
    by=cite("ina-241", "(b)(3)(A)"),
)

presumed_threat = rule(
    "presumed_threat",
    "Past persecution raises a presumption of a future threat, which the government has not rebutted.",
    unless(persecution.past_persecution, persecution.presumption_rebutted),
    by=cite("ina-241", "(b)(3)(A)"),
)

threat_to_life_or_freedom = rule(
    "threat_to_life_or_freedom",
    "A threat to life or freedom on that ground is more likely than not.",
    any_of(persecution.threat_likelihood.above(0.5), presumed_threat),
    by=cite("ina-241", "(b)(3)(A)"),
)

withholding_ina = rule(
    "withholding_ina",
    "Withholding of removal under the INA must be granted.",
    unless(
        all_of(hearing, proof_of_persecution, withholding_nexus, threat_to_life_or_freedom),
        mandatory_denial,
    ),
    by=cite("ina-241", "(b)(3)(A)"),
)
