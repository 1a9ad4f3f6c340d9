"""Issues tied to the vocabulary of a case: which facts a factor is read from, and which assessments an outcome establishes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.facts.bars import conviction, conviction_facts
from article3.facts.fact import Kind
from article3.facts.harm import harm, harm_facts
from article3.law.data_files import LawDataError
from article3.law.precedents import Entity, Side
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.facts.fact import Group
    from article3.law.precedents import Factor, Issue
    from article3.logic.variables import Entity as Repeated
    from article3.logic.variables import Value, Variable

GROUPS: dict[Entity, Group] = {Entity.HARM: harm_facts, Entity.CONVICTION: conviction_facts}
"""The facts of each entity."""

ENTITIES: dict[Entity, Repeated] = {Entity.HARM: harm, Entity.CONVICTION: conviction}


@functools.lru_cache(maxsize=4096)
def fact_of(entity: Entity, factor: Factor) -> tuple[Variable, Value] | None:
    """The fact that means a factor, with the value that means it; ``None`` if the factor is stated by itself.

    Raises:
        LawDataError: if there is no such fact or value.
    """
    if not factor.fact:
        return None
    for problem in _of_fact(entity, factor):
        raise LawDataError(f"precedents/issues: factor {factor.id!r}: {problem}")
    return GROUPS[entity].facts[factor.fact].variable, factor.is_ or True


def established(issue: Issue, side: Side) -> dict[YesNo, bool]:
    """The assessments that an outcome for a side establishes.

    Raises:
        LawDataError: if there is no such assessment.
    """
    found: dict[YesNo, bool] = {}
    for name, value in issue.establishes(side).items():
        fact = GROUPS[issue.entity].facts.get(name)
        if fact is None or not isinstance(fact.variable, YesNo) or fact.kind is not Kind.ASSESSMENT:
            raise LawDataError(f"precedents/issues/{issue.id}.toml: {_no_assessment(issue, side, name)}")
        found[fact.variable] = value
    return found


def problems(issues: Iterable[Issue]) -> Iterator[str]:
    """What issues name that the vocabulary does not have, one sentence each."""
    for issue in issues:
        where = f"precedents/issues/{issue.id}.toml"
        for factor in issue.factors:
            yield from (f"{where}: factor {factor.id!r}: {problem}" for problem in _of_fact(issue.entity, factor))
        outcomes = {issue.factor(name).fact for side in Side for name in issue.of(side)} - {""}
        for side in Side:
            for name in issue.establishes(side):
                fact = GROUPS[issue.entity].facts.get(name)
                if fact is None or not isinstance(fact.variable, YesNo) or fact.kind is not Kind.ASSESSMENT:
                    yield f"{where}: {_no_assessment(issue, side, name)}"
                elif name in outcomes:
                    yield f"{where}: {name} is what an outcome establishes, and a factor is read from it; it cannot be both"


def _no_assessment(issue: Issue, side: Side, name: str) -> str:
    known = ", ".join(fact.id for fact in GROUPS[issue.entity].facts.values() if fact.kind is Kind.ASSESSMENT)
    return f"{side.value!r} names {name!r}, which is no assessment of a {issue.entity.value}; those there are: {known}"


def _of_fact(entity: Entity, factor: Factor) -> Iterator[str]:
    if not factor.fact:
        return
    fact = GROUPS[entity].facts.get(factor.fact)
    if fact is None:
        yield f"there is no fact {factor.fact!r} of a {entity.value}; 'article3 law list facts' lists them"
    elif isinstance(fact.variable, Choice):
        if factor.is_ not in fact.variable.options:
            yield f"'is' must be one of {', '.join(fact.variable.options)}, the options of {factor.fact}"
    elif not isinstance(fact.variable, YesNo):
        yield f"{factor.fact} is neither yes or no nor a choice; state the factor by itself"
    elif factor.is_:
        yield f"{factor.fact} is yes or no; remove 'is'"
