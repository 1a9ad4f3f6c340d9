"""What every decision answers."""

from __future__ import annotations

from article3.logic.evaluation import thresholds
from article3.logic.fold import nodes, rules
from article3.logic.propositions import Question, Rule
from article3.rules.asylum import asylum
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.statutory_withholding import withholding_ina
from article3.rules.torture import past_torture

FORMS: tuple[Rule, ...] = (asylum, withholding_ina, withholding_cat, deferral_cat, protection_cat)
"""The four forms of protection, and protection under the Convention as such, established even while its form is open."""

ROOTS: tuple[Rule, ...] = (protection_cat, past_torture, *FORMS)
"""What is evaluated, in this order: the elements of torture come before the bars and before what asylum asks besides."""

THRESHOLDS = thresholds(*ROOTS)

RULES: dict[str, Rule] = {rule.id: rule for rule in rules(*ROOTS)}
"""Every rule by id, parts before the rules that use them."""

QUESTIONS: dict[str, Question] = {node.id: node for node in nodes(*ROOTS) if isinstance(node, Question)}
"""Every question of law that a rule asks, by id."""
