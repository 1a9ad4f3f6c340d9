"""An applicant to whom every form of protection must be granted, as a starting point from which to change one thing.

The person is invented, and nothing about the person is law: that the forms are granted is found by the rules, and tested.
"""

from __future__ import annotations

import datetime as dt
import functools

from article3.facts import bars, harm, persecution, procedure, proceeding
from article3.facts.case import Answer, Case
from article3.logic.variables import Interval, Value, Variable

Facts = dict[Variable, Value]
"""What is stated, by fact; what belongs to a harm is stated of the one harm feared."""

MODEL: Facts = {
    proceeding.kind: "removal",
    proceeding.displaced: "nothing",
    procedure.convention_box: True,
    proceeding.credible: True,
    proceeding.corroboration: "not_asked_for",
    proceeding.last_arrival: dt.date(2024, 2, 6),
    proceeding.asylum_filed: dt.date(2024, 9, 10),
    proceeding.unaccompanied_child: False,
    proceeding.changed_circumstances: False,
    proceeding.extraordinary_circumstances: False,
    proceeding.reasonable_period: False,
    proceeding.earlier_asylum_denial: False,
    bars.persecutor: False,
    bars.aggravated_felony_years: 0.0,
    bars.serious_nonpolitical_crime: False,
    bars.terrorism: False,
    bars.danger_to_security: False,
    bars.public_health: False,
    bars.human_rights_violator: False,
    bars.evidence_indicates: False,
    bars.firmly_resettled: False,
    bars.safe_third_country: False,
    persecution.protected_ground: "political_opinion",
    persecution.central_reason: True,
    persecution.a_reason: True,
    persecution.past_persecution: True,
    persecution.presumption_rebutted: False,
    persecution.humanitarian_reasons: False,
    persecution.well_founded_fear: True,
    persecution.threat_likelihood: Interval(0.5, 1.0, low_open=True),
    persecution.merits_discretion: True,
    harm.in_country_of_removal: True,
    harm.victim: "applicant",
    harm.severe_physical: True,
    harm.extreme: True,
    harm.for_punishment: True,
    harm.deliberate: True,
    harm.pain_intended: True,
    harm.singled_out: True,
    harm.from_conditions: False,
    harm.custody: "official",
    harm.only_from_sanction: False,
    harm.only_procedural: False,
    harm.perpetrator: "official",
    harm.color_of_law: True,
    harm.rogue: False,
    harm.officials_concerned: "higher",
    harm.needs_a_chain: False,
    harm.could_relocate: False,
    harm.likelihood: Interval(0.5, 1.0, low_open=True),
}
"""To this applicant asylum and both kinds of withholding must be granted."""

WITH_A_BAR: Facts = {**MODEL, bars.aggravated_felony_years: 6.0}
"""To this one deferral, because a bar keeps from the others."""


@functools.lru_cache(maxsize=256)
def applicant(facts: tuple[tuple[Variable, Value], ...]) -> Case:
    """The case of an applicant of whom these facts are stated, with one harm feared and no conviction beside."""
    answers = {(variable, None if variable.entity is None else 0): Answer(value) for variable, value in facts}
    return Case(
        title="a model applicant",
        answers=answers,
        lists={harm.feared_harms.id: (0,), harm.past_harms.id: (), bars.convictions.id: ()},
        names={(harm.harm, 0): "harm"},
    )
