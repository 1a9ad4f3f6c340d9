"""Random cases for properties: any facts, known or not, in any forum."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from article3.facts.case import Answer, Case
from article3.facts.fact import Fact, Text
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.law.forums import circuits
from article3.law.loading import load
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

LAW = load()
CIRCUITS = circuits(LAW)

relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def values(fact: Fact) -> st.SearchStrategy[Value]:
    variable = fact.variable
    if isinstance(variable, YesNo):
        return st.booleans()
    if isinstance(variable, Choice):
        return st.sampled_from(variable.options)
    if isinstance(variable, Number):
        return st.sampled_from([0.0, 4.99, 5.0, 12.0])
    if isinstance(variable, Day):
        return st.sampled_from([dt.date(2019, 5, 1), dt.date(2020, 5, 1), dt.date(2020, 5, 2)])
    if isinstance(variable, Estimate):
        return st.sampled_from([Interval(0.2, 0.4), Interval(0.5, 0.5), Interval(0.4, 0.7), Interval(0.5, 1.0, low_open=True)])
    return st.just("words")


@st.composite
def cases(draw: st.DrawFn, share_known: float = 0.7) -> Case:
    """A case with up to two harms of each sort and one conviction, each fact known with some probability."""
    case = Case(circuit=draw(st.sampled_from(CIRCUITS)), as_of=draw(st.dates(LAW.begins, LAW.maintained_through)))

    def state(facts: Sequence[Fact], scope: int | None) -> None:
        for fact in facts:
            if not isinstance(fact.variable, Text) and draw(st.floats(0, 1)) < share_known:
                case.answers[fact.variable, scope] = Answer(draw(values(fact)))

    for group in SECTIONS:
        state(list(group.facts.values()), None)
    counts: dict[object, int] = {}
    for name, (collection, group) in COLLECTIONS.items():
        if draw(st.booleans()):
            continue
        indexes = []
        for _ in range(draw(st.integers(0, 2))):
            index = counts.get(collection.entity, 0)
            counts[collection.entity] = index + 1
            indexes.append(index)
            case.names[collection.entity, index] = f"{name}-{index}"
            state(list(group.facts.values()), index)
        case.lists[name] = tuple(indexes)
    return case
