"""The justified exceptions to what is proved, as data: what each reaches, why it is right, and by what authority.

An exception that nothing needs any longer is reported as a failure, like a case that none covers.
"""

from __future__ import annotations

from article3.facts import after, bars, harm, procedure, proceeding
from article3.logic.propositions import Not, all_of, any_of, cite
from article3.proofs.claims import Excuse
from article3.rules.screening import credible_fear_of_torture, reasonable_fear_of_torture

DEFERRAL_NEEDS_A_BAR = Excuse(
    "deferral, when what bars withholding falls away",
    "Deferral exists for those whom a ground keeps from withholding. Who has no such ground has withholding instead, which gives "
    "more; protection as such is never worsened.",
    (cite("cfr-1208-16", "(c)(4)"), cite("cfr-1208-17", "(a)")),
)

BARS_IN_SCREENING = Excuse(
    "a fear still being screened that is one of persecution only",
    "Since 17 January 2025 an asylum officer may apply a bar against a fear of persecution. Who does not show a "
    "fear of torture to the standard of the screening then does not come before a judge at all. A bar never "
    "defeats a fear of torture.",
    (cite("cfr-208-30", "(e)(2)"), cite("cfr-208-31", "(c)")),
    where=any_of(
        all_of(proceeding.kind.is_("credible_fear"), Not(credible_fear_of_torture)),
        all_of(proceeding.kind.is_("reasonable_fear"), Not(reasonable_fear_of_torture)),
    ),
)

ALWAYS_TRUE_LIMBS: dict[tuple[str, str], str] = {
    ("sufferer", "victim is applicants_child or another_person"): (
        "Whoever is not the applicant is one of these two; the limb says whom the question is about."
    ),
    ("official_capacity", "perpetrator is official"): (
        "The reading is asked of officials only; it repeats that it speaks of them, so that it reads as a sentence."
    ),
    (
        "petition_venue",
        "judge_elsewhere",
    ): "Where the judge sat in the circuit of filing, the other limb says the same of that circuit.",
}
"""Limbs that change no outcome, by rule and limb, each with the reason why it is written."""

WEIGHED_ONLY = (
    procedure.torture_ground_box,
    bars.mental_health,
    harm.mass_violations,
    harm.country_evidence,
    harm.access_through_office,
    harm.on_duty_or_in_uniform,
    harm.threatens_official_retaliation,
    harm.state_motive,
    harm.reported,
    harm.found_after_moving,
    after.third_country_named,
)
"""Facts that the law says to weigh, or that lead to other facts, and that decide nothing by themselves."""

SHOWN_ONLY = (after.granted,)
"""Facts that choose what is shown."""

ASSUMED_ONLY = (harm.officials_charged, procedure.asylum_decided_on_merits)
"""Facts that only readings ask for that are alive in no forum."""

WEIGHED_QUESTIONS: dict[str, str] = {
    "deference_to_j_e": "Whether an argument is still open, not what the law is; it is shown beside the rule on intent.",
    "mental_health_in_bar": "Whether mental health may be weighed in judging a crime; the judgment itself is recorded as a fact.",
    "weight_of_past_torture": "How much past torture weighs in the likelihood, which is recorded as a judgment on all evidence.",
}
"""Questions of law on what is weighed: they change what is shown, not whether protection is granted."""

NOWHERE_ALIVE: dict[tuple[str, str], str] = {
    (
        "operative_text",
        "wording_2020",
    ): "Printed in the code, and enjoined before it took effect; applied only where it is assumed.",
    (
        "board_appeal_window",
        "ten_days",
    ): "Vacated on the day before it was to take effect; kept to show how a late appeal would fare.",
}
"""Readings that are alive in no forum on any day, each with the reason why it is kept."""

CONFLICTS: dict[tuple[str, str], str] = {
    ("government_efforts", "ca1"): (
        "Amilcar-Orellana (2008) and Murillo-Morocho (2023) conflict, and a panel cannot overrule another; since "
        "2025 the older one is read as confined to its record."
    ),
}
"""Where precedents of one court contradict each other, by question and circuit."""

WORDINGS: tuple[Excuse, ...] = (
    Excuse(
        "an official not under color of law",
        "The wording of 2020 asks that an official act under color of law; the operative wording asks what the "
        "circuit's reading of official capacity asks.",
        (cite("cfr-1208-18", "(a)(1)"),),
        where=all_of(harm.perpetrator.is_("official"), Not(harm.color_of_law)),
    ),
    Excuse(
        "an official acting for private ends, yet under color of law",
        "One reading of the operative wording leaves out an official who acts outside the official capacity; the "
        "wording of 2020 asks for color of law alone.",
        (cite("cfr-1208-18", "(a)(1)"),),
        where=all_of(harm.perpetrator.is_("official"), harm.rogue),
    ),
    Excuse(
        "officials whose task it is not",
        "The wording of 2020 counts only officials charged with preventing such acts.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=Not(harm.officials_charged),
    ),
    Excuse(
        "a government that is unable",
        "The wording of 2020 asks that officials be able to step in; under the operative wording that is a question of law.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=harm.government_unable,
    ),
    Excuse(
        "a government that makes efforts",
        "The wording of 2020 says nothing of efforts; under the operative wording that is a question of law.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=harm.government_efforts,
    ),
    Excuse(
        "officials of low rank",
        "The wording of 2020 speaks of any official charged with the task; some courts asked for more under the "
        "operative wording.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=Not(harm.officials_concerned.is_("higher")),
    ),
    Excuse(
        "officials who do not accept it",
        "The wording of 2020 makes willful blindness enough; willing acceptance was asked for by the Board under "
        "the operative wording.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=Not(harm.officials_accept),
    ),
    Excuse(
        "officials who accept it without knowing",
        "Where willing acceptance is asked for, looking away is not enough under the operative wording.",
        (cite("cfr-1208-18", "(a)(7)"),),
        where=Not(harm.officials_know),
    ),
)
"""What the wordings of 1999 and 2020 differ in: outside of these they give the same State's part."""
