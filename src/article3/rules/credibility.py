"""Whether the claim rests on evidence that is believed: 8 CFR 1208.16(c)(2)-(3), INA 240(c)(4).

Credible testimony may be enough without corroboration, unless the judge asks for what can reasonably be had. A claim under
the Convention can also rest on other evidence; how far, where the testimony is not believed, tribunals see differently.
"""

from article3.facts import proceeding
from article3.logic.propositions import all_of, any_of, cite, question, rule

credible_testimony = rule(
    "credible_testimony",
    "The applicant's testimony is credible, and corroborated where that was asked for and possible.",
    all_of(
        proceeding.credible,
        proceeding.corroboration.one_of("not_asked_for", "provided", "not_obtainable"),
    ),
    by=(cite("cfr-1208-16", "(c)(2)"), cite("ina-240", "(c)(4)")),
)

other_proof = rule(
    "other_proof",
    "Evidence other than the applicant's testimony carries the claim.",
    question(
        "adverse_credibility",
        other_evidence_counts=proceeding.other_evidence,
        falls_with_testimony=all_of(proceeding.other_evidence, proceeding.other_facts),
    ),
    by=cite("cfr-1208-16", "(c)(3)"),
)

proof_of_persecution = rule(
    "proof_of_persecution",
    "For asylum and withholding under the INA: the testimony is credible, or other evidence on other facts carries the claim.",
    any_of(
        credible_testimony,
        all_of(proceeding.other_evidence, proceeding.other_facts),
    ),
    by=(cite("ina-208", "(b)(1)(B)(ii)"), cite("ina-241", "(b)(3)(C)")),
)

proof = rule(
    "proof",
    "The claim rests on evidence that is believed.",
    any_of(credible_testimony, other_proof),
    by=(cite("cfr-1208-16", "(c)(2)"), cite("cfr-1208-16", "(c)(3)")),
)
