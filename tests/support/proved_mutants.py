"""Which seeded errors the proofs notice: each property is put to the rules with a slip in one place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from article3.proofs.claims import Outcome
from article3.proofs.prove import PROPERTIES, outcome
from article3.proofs.setting import Setting
from article3.rules.rulebase import RULES
from mutants import Mutant, mutants

if TYPE_CHECKING:
    from article3.law.loading import Law

ORDER = (
    "bars", "mandatory", "states-part", "wordings", "asylum-only", "deferral", "conclusions", "rules", "favor", "questions", "facts",
)  # fmt: skip
"""The properties of the rules, the quick ones first."""


def sample(count: int, seed: int) -> list[Mutant]:
    """So many of all mutants, the same each time."""
    every = [mutant for rule in RULES.values() for mutant in mutants(rule)]
    return random.Random(seed).sample(every, count)  # noqa: S311 - no secret


def noticed(law: Law, mutant: Mutant) -> str | None:
    """The name of the first property that does not hold of the mutant, or ``None``."""
    setting = Setting(law, {mutant.place: mutant.instead})
    known = {one.name: one for one in PROPERTIES}
    return next((name for name in ORDER if outcome(known[name].check(setting)) is Outcome.REFUTED), None)
