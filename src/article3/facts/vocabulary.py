"""Every fact, by section of the case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.after import after, calendar, custody, grant_facts
from article3.facts.bars import bars, conviction_facts, convictions
from article3.facts.harm import feared_harms, harm_facts, past_harms, risk
from article3.facts.persecution import persecution
from article3.facts.procedure import appeal, application, old_order, screening
from article3.facts.proceeding import applicant, filing, proceeding

if TYPE_CHECKING:
    from article3.facts.fact import Fact, Group
    from article3.logic.variables import Collection, Variable

SECTIONS: tuple[Group, ...] = (
    applicant,
    proceeding,
    application,
    screening,
    filing,
    bars,
    persecution,
    risk,
    appeal,
    old_order,
    custody,
    after,
)
"""The sections that occur once, in the order of a case file."""

COLLECTIONS: dict[str, tuple[Collection, Group]] = {
    convictions.id: (convictions, conviction_facts),
    past_harms.id: (past_harms, harm_facts),
    feared_harms.id: (feared_harms, harm_facts),
}
"""The lists of a case file, with the facts of their entries."""

BUILT_IN: tuple[Group, ...] = (grant_facts, calendar)
"""What a decision knows by itself and no file states: the form looked at, and the day."""

GROUPS: tuple[Group, ...] = (*SECTIONS, conviction_facts, harm_facts)

FACTS: dict[Variable, Fact] = {fact.variable: fact for group in (*GROUPS, *BUILT_IN) for fact in group.facts.values()}

SECTION_OF: dict[Variable, Group] = {fact.variable: group for group in (*GROUPS, *BUILT_IN) for fact in group.facts.values()}


_FULL_IDS = {variable: f"{group.id}.{variable.id}" for variable, group in SECTION_OF.items()}


def full_id(variable: Variable) -> str:
    """The fact's name in output: its section and its key, such as ``harm.custody``."""
    return _FULL_IDS[variable]
