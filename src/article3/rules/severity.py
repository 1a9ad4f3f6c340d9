"""Severe pain or suffering, physical or mental: 8 CFR 1208.18(a)(1), (a)(2), (a)(4)."""

from article3.facts import harm
from article3.logic.propositions import Constant, all_of, any_of, cite, question, rule
from article3.logic.truth import Truth

severe_physical_pain = rule(
    "severe_physical_pain",
    "The physical pain or suffering is severe.",
    harm.severe_physical,
    by=cite("cfr-1208-18", "(a)(1)"),
)

mental_harm_cause = rule(
    "mental_harm_cause",
    "The mental harm comes from one of the four causes that count.",
    any_of(
        harm.mental_from_severe_pain,
        harm.mental_from_mind_altering,
        harm.mental_from_threat_of_death,
        harm.mental_from_threat_to_another,
    ),
    by=cite("cfr-1208-18", "(a)(4)"),
)

severe_mental_suffering = rule(
    "severe_mental_suffering",
    "The mental suffering is severe: prolonged mental harm from one of the four causes.",
    all_of(
        harm.prolonged_mental_harm,
        mental_harm_cause,
    ),
    by=cite("cfr-1208-18", "(a)(4)"),
)

sufferer = rule(
    "sufferer",
    "It is the applicant who would suffer.",
    any_of(
        harm.victim.is_("applicant"),
        all_of(
            harm.victim.one_of("applicants_child", "another_person"),
            question(
                "harm_through_another",
                applicants_own_torture=severe_mental_suffering,
                not_the_applicants=Constant(
                    Truth.NOT_ESTABLISHED, "What is done to somebody else is not torture of the applicant."
                ),
            ),
        ),
    ),
    by=(cite("cfr-1208-16", "(c)(2)"), cite("cfr-1208-18", "(a)(1)")),
)

extreme_form = rule(
    "extreme_form",
    "It is an extreme form of cruel and inhuman treatment, not a lesser one.",
    harm.extreme,
    by=cite("cfr-1208-18", "(a)(2)"),
)

severity = rule(
    "severity",
    "The act causes severe pain or suffering, physical or mental, of an extreme form.",
    all_of(
        any_of(severe_physical_pain, severe_mental_suffering),
        extreme_form,
    ),
    by=(cite("cfr-1208-18", "(a)(1)"), cite("cfr-1208-18", "(a)(2)")),
)
