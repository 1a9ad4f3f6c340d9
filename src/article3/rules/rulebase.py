"""What every decision answers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.facts.after import custody
from article3.facts.procedure import appeal, application, old_order, screening
from article3.logic.evaluation import thresholds
from article3.logic.fold import nodes, rules
from article3.logic.leads import leads
from article3.logic.propositions import Question, Rule
from article3.rules.application import claim_raised, old_order_motion, pretermission
from article3.rules.asylum import asylum
from article3.rules.benefits import (
    affirmative_application,
    discretion_reconsidered,
    family_included,
    lawful_status,
    permanent_residence,
    refugee_travel_document,
    removal_order,
    third_country_notice,
    third_country_removal,
    work_authorization,
    work_on_supervision,
)
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.detention import (
    bar_to_release,
    bond_hearing,
    detention_beyond_removal_period,
    detention_in_removal_period,
    release_after_six_months,
    supervision,
    unlawful_redetention,
)
from article3.rules.review import excess_of_review, finality, petition_heard, petition_venue, timely_appeal
from article3.rules.screening import fear_screening, officers_finding
from article3.rules.statutory_withholding import withholding_ina
from article3.rules.termination import end_of_deferral, end_of_withholding
from article3.rules.torture import past_torture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.fact import Group
    from article3.logic.variables import Variable

FORMS: tuple[Rule, ...] = (asylum, withholding_ina, withholding_cat, deferral_cat, protection_cat)
"""The four forms of protection, and protection under the Convention as such, established even while its form is open."""

PROCEDURE: dict[Rule, Group] = {
    fear_screening: screening,
    officers_finding: screening,
    claim_raised: application,
    pretermission: application,
    bond_hearing: custody,
    timely_appeal: appeal,
    finality: appeal,
    excess_of_review: appeal,
    petition_heard: appeal,
    petition_venue: appeal,
    old_order_motion: old_order,
}
"""The way to a decision and beyond it, in the order in which it is gone.

Each step with the section of the case file whose facts show that it has come, or is near.
"""

AFTER: tuple[Rule, ...] = (
    affirmative_application,
    lawful_status,
    permanent_residence,
    family_included,
    discretion_reconsidered,
    work_authorization,
    work_on_supervision,
    removal_order,
    refugee_travel_document,
    third_country_removal,
    third_country_notice,
    detention_in_removal_period,
    bar_to_release,
    detention_beyond_removal_period,
    release_after_six_months,
    unlawful_redetention,
    supervision,
    end_of_deferral,
    end_of_withholding,
)
"""Life after a grant, asked of each form of protection as if it were granted."""

ROOTS: tuple[Rule, ...] = (protection_cat, past_torture, *FORMS, *PROCEDURE, *AFTER)
"""What is evaluated, in this order: the elements of torture come before the bars and before what asylum asks besides."""

THRESHOLDS = thresholds(*ROOTS)


@functools.cache
def asked_first() -> Mapping[Variable, tuple[Variable, ...]]:
    """Which facts are asked first, by the facts that matter only after them."""
    return leads(*ROOTS)


RULES: dict[str, Rule] = {rule.id: rule for rule in rules(*ROOTS)}
"""Every rule by id, parts before the rules that use them."""

QUESTIONS: dict[str, Question] = {node.id: node for node in nodes(*ROOTS) if isinstance(node, Question)}
"""Every question of law that a rule asks, by id."""
