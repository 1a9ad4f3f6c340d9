"""What asylum and withholding under the INA ask and the Convention does not: persecution on a protected ground."""

from article3.facts.fact import Group
from article3.logic.propositions import cite

persecution = Group("persecution", "Persecution (for asylum and withholding under the INA, not for the Convention)")

protected_ground = persecution.choice(
    "protected_ground",
    "Which protected ground is the harm linked to?",
    "race",
    "religion",
    "nationality",
    "particular_social_group",
    "political_opinion",
    "none",
    by=cite("ina-101", "(a)(42)"),
    form="Part B.1",
)
central_reason = persecution.assessment(
    "central_reason",
    "Is that ground at least one central reason for the harm?",
    by=cite("ina-208", "(b)(1)(B)(i)"),
    form="Part B.1",
)
a_reason = persecution.assessment(
    "a_reason",
    "Is that ground at least one reason for the harm, though perhaps not a central one?",
    hint="Enough for withholding under the INA in some circuits; asylum needs a central reason.",
    by=cite("barajas-romero-v-lynch", point="withholding_nexus"),
    form="Part B.1",
)
past_persecution = persecution.assessment(
    "past_persecution",
    "Has the applicant been persecuted on that ground, by the State or by those it is unable or unwilling to control?",
    by=cite("ina-101", "(a)(42)"),
    form="Part B.1.A",
)
well_founded_fear = persecution.assessment(
    "well_founded_fear",
    "Is there a well-founded fear of such persecution: sincere, and a reasonable possibility?",
    hint="A reasonable possibility can be well under one half.",
    by=cite("ina-101", "(a)(42)"),
    form="Part B.1.B",
)
presumption_rebutted = persecution.assessment(
    "presumption_rebutted",
    "Has the government proved that circumstances have fundamentally changed, or that living elsewhere in the country would "
    "be safe and reasonable?",
    hint="Asked where there was past persecution, which raises a presumption; the government must prove this by a preponderance.",
    by=cite("cfr-1208-13", "(b)"),
)
humanitarian_reasons = persecution.assessment(
    "humanitarian_reasons",
    "Is there another strong reason not to send the applicant back: how severe the past persecution was, or other serious harm?",
    by=cite("cfr-1208-13", "(b)"),
)
threat_likelihood = persecution.estimate(
    "threat_likelihood",
    "How likely is it that life or freedom would be threatened on that ground?",
    hint="Leave aside the presumption that past persecution raises; the rules add it.",
    by=cite("ina-241", "(b)(3)(A)"),
    form="Part B.1.B",
)
merits_discretion = persecution.assessment(
    "merits_discretion",
    "Does the applicant merit asylum as a matter of discretion?",
    hint="Only asylum is discretionary.",
    by=cite("ina-208", "(b)(1)(A)"),
)
