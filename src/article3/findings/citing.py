"""Who cites which authority: every rule, and every fact for what makes it matter."""

from __future__ import annotations

from article3.facts.vocabulary import FACTS, full_id
from article3.rules.rulebase import RULES


def citations() -> dict[str, list[tuple[str, str]]]:
    """For each authority cited, who cites it (``rule awareness``, ``fact harm.custody``) and at which page or paragraph."""
    found: dict[str, list[tuple[str, str]]] = {}
    for rule in RULES.values():
        for citation in rule.by:
            found.setdefault(citation.authority, []).append((f"rule {rule.id}", citation.pin))
    for variable, fact in FACTS.items():
        if fact.by is not None:
            found.setdefault(fact.by.authority, []).append((f"fact {full_id(variable)}", fact.by.pin))
    return found
