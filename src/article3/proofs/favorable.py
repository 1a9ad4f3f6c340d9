"""Which answer to each fact favors the applicant: what "adding a favorable fact never worsens any form" is measured by.

This is an expectation about the rules, written down apart from them, so that a limb that was turned round is noticed.
It decides nothing. Every fact on which a form of protection depends stands here once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts import bars, harm, persecution, procedure, proceeding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.logic.propositions import YesNo
    from article3.logic.variables import Choice, Variable

YES_FAVORS: tuple[YesNo, ...] = (
    # the screening, the application, what is believed
    procedure.significant_possibility,
    procedure.reasonable_possibility,
    procedure.reasonable_probability,
    procedure.significant_possibility_of_asylum,
    procedure.reasonable_possibility_of_persecution,
    procedure.convention_box,
    procedure.requested_otherwise,
    procedure.evidence_raises_torture,
    proceeding.agreement_does_not_reach,
    proceeding.credible,
    proceeding.other_evidence,
    proceeding.other_facts,
    # what mitigates a crime, and what answers the suspicion of a bar
    bars.small_quantity,
    bars.modest_payment,
    bars.peripheral_part,
    bars.no_violence,
    bars.no_organized_crime,
    bars.no_harm_to_juveniles,
    bars.extraordinary_and_compelling,
    bars.pleaded_before_y_l,
    bars.disproved,
    # asylum and withholding under the INA
    persecution.central_reason,
    persecution.a_reason,
    persecution.well_founded_fear,
    persecution.past_persecution,
    persecution.humanitarian_reasons,
    persecution.merits_discretion,
    proceeding.changed_circumstances,
    proceeding.extraordinary_circumstances,
    proceeding.reasonable_period,
    proceeding.unaccompanied_child,
    # the harm
    harm.in_country_of_removal,
    harm.severe_physical,
    harm.extreme,
    harm.prolonged_mental_harm,
    harm.mental_from_severe_pain,
    harm.mental_from_mind_altering,
    harm.mental_from_threat_of_death,
    harm.mental_from_threat_to_another,
    harm.for_information,
    harm.for_punishment,
    harm.for_intimidation,
    harm.for_discrimination,
    harm.for_like_purpose,
    harm.deliberate,
    harm.pain_intended,
    harm.singled_out,
    harm.abused_there,
    harm.conditions_kept_to_harm,
    harm.sanction_defeats_purpose,
    # the State's part
    harm.color_of_law,
    harm.instigated_by_official,
    harm.officials_consent,
    harm.officials_know,
    harm.officials_accept,
    harm.officials_look_away,
    harm.officials_charged,
    harm.duty_breached,
    # the risk
    harm.people_alike_tortured,
    harm.substantial_risk,
)
NO_FAVORS: tuple[YesNo, ...] = (
    bars.persecutor,
    bars.serious_nonpolitical_crime,
    bars.terrorism,
    bars.danger_to_security,
    bars.public_health,
    bars.human_rights_violator,
    bars.evidence_indicates,
    bars.final,
    bars.aggravated_felony,
    bars.drug_trafficking,
    bars.particularly_serious,
    bars.firmly_resettled,
    bars.safe_third_country,
    proceeding.earlier_asylum_denial,
    persecution.presumption_rebutted,
    harm.from_conditions,
    harm.only_from_sanction,
    harm.sanction_authorized,
    harm.only_procedural,
    harm.rogue,
    harm.government_efforts,
    harm.government_unable,
    harm.needs_a_chain,
    harm.could_relocate,
)
MORE_FAVORS: tuple[Variable, ...] = (
    proceeding.third_country_risk,
    proceeding.last_arrival,
    persecution.threat_likelihood,
    harm.weakest_link,
    harm.likelihood,
    harm.all_sources,
)
"""Likelihoods that favor as they rise, and a day that favors as it is later."""

LESS_FAVORS: tuple[Variable, ...] = (bars.aggravated_felony_years, proceeding.asylum_filed)
BETTER: Mapping[Choice, tuple[tuple[str, str], ...]] = {
    proceeding.displaced: (("cooperative_agreement", "nothing"), ("assurances", "nothing")),
    proceeding.corroboration: (("missing", "not_asked_for"), ("missing", "provided"), ("missing", "not_obtainable")),
    persecution.protected_ground: tuple(("none", ground) for ground in persecution.protected_ground.options if ground != "none"),
    harm.victim: (("applicants_child", "applicant"), ("another_person", "applicant")),
    harm.custody: (("nobody", "private"), ("private", "official")),
    harm.perpetrator: (("official", "acting_for_the_state"),),
    harm.officials_concerned: (("local", "higher"),),
}
"""Of choices: pairs of options, the worse first. Pairs that are not here favor nobody."""

NEITHER: Mapping[Variable, str] = {
    proceeding.kind: "The kind of proceeding decides what is asked, in each its own way.",
    procedure.standard: "The standard of the screening decides which of three assessments counts, each recorded by itself.",
}
"""Facts without a favorable answer, with the reason."""
