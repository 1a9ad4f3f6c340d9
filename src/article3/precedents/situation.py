"""The factors of an issue in a case: what is known of each, and where that is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.vocabulary import COLLECTIONS
from article3.law.precedents import Entity, Side
from article3.precedents.reasons import Facts, Known
from article3.precedents.vocabulary import ENTITIES, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.facts.case import Answer, Case
    from article3.law.precedents import Factor, Issue


def members(case: Case, entity: Entity) -> Iterator[tuple[str, int]]:
    """The harms or convictions that a case lists: the name of the list and the index, in the order of the file's sections."""
    for name, (collection, _) in COLLECTIONS.items():
        if collection.entity is ENTITIES[entity]:
            yield from ((name, index) for index in case.lists.get(name, ()))


def stated(case: Case, issue: Issue, factor: Factor, index: int) -> Answer | None:
    """What a case states of a factor, with proof and reasons; the value is yes, no, or ``None`` if that is not known."""
    read_from = fact_of(issue.entity, factor)
    if read_from is None:
        return case.factors.get((issue.id, factor.id, index))
    variable, means = read_from
    answer = case.answer(variable, index)
    if answer is None or answer.value is None:
        return answer
    return msgspec.structs.replace(answer, value=answer.value == means)


def known(case: Case, issue: Issue, index: int) -> Known:
    """What a case states of all factors of an issue."""
    return _known(issue, {factor.id: stated(case, issue, factor, index) for factor in issue.factors})


def _known(issue: Issue, answers: dict[str, Answer | None]) -> Known:
    values = {name: None if answer is None else answer.value for name, answer in answers.items()}
    return Known(
        Facts(frozenset(issue.of(Side.FOR)), frozenset(issue.of(Side.AGAINST))),
        frozenset(name for name, value in values.items() if value is True),
        frozenset(name for name, value in values.items() if value is False),
    )


def exhibits(case: Case, issue: Issue, index: int, factors: Iterable[str]) -> tuple[str, ...]:
    """The exhibits that prove what is known of some factors."""
    found: dict[str, None] = {}
    for name in factors:
        answer = stated(case, issue, issue.factor(name), index)
        if answer is not None and answer.value is not None:
            found.update(dict.fromkeys(answer.because))
    return tuple(found)
