"""Who cites which authority: every rule, and every fact for what makes it matter."""

from __future__ import annotations

import msgspec

from article3.facts.vocabulary import FACTS, full_id
from article3.rules.rulebase import RULES


class CitedBy(msgspec.Struct, frozen=True):
    """Who cites an authority.

    Attributes:
        kind: rule or fact; a book adds questions of law, issues and numbers.
        id: its id.
        pin: page or paragraph, if one is given.
    """

    kind: str
    id: str
    pin: str = ""


def citations() -> dict[str, list[CitedBy]]:
    """For each authority that a rule or a fact cites, which do, and at which page or paragraph; each once."""
    found: dict[str, dict[CitedBy, None]] = {}
    for rule in RULES.values():
        for citation in rule.by:
            found.setdefault(citation.authority, {})[CitedBy("rule", rule.id, citation.pin)] = None
    for variable, fact in FACTS.items():
        if fact.by is not None:
            found.setdefault(fact.by.authority, {})[CitedBy("fact", full_id(variable), fact.by.pin)] = None
    return {authority: list(citing) for authority, citing in found.items()}
