"""Random cases for properties: any facts, known or not, in any forum."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from article3.facts.case import Answer, Case
from article3.facts.fact import Fact, Text
from article3.facts.harm import all_sources, feared_harms, likelihood, needs_a_chain, weakest_link
from article3.facts.link import Chain, Chance, Link
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.law.forums import circuits
from article3.law.loading import load
from article3.law.precedents import Side
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value
from article3.precedents.situation import members
from article3.precedents.vocabulary import established

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


@st.composite
def weighed_cases(draw: st.DrawFn, share_known: float = 0.9) -> Case:
    """A case with factors on some issues, often near a decided case, that leaves open what an outcome would establish."""
    case = draw(cases(share_known=share_known))
    answers = dict(case.answers)
    factors: dict[tuple[str, str, int], Answer] = {}
    issues = {name: [one for one in LAW.decided[name] if one.forces] for name in LAW.issues}
    for name in draw(st.lists(st.sampled_from(sorted(name for name, found in issues.items() if found)), min_size=1, max_size=4)):
        issue, like = LAW.issues[name], draw(st.sampled_from(issues[name]))
        for _, index in members(case, issue.entity):
            for variable in {**established(issue, Side.FOR), **established(issue, Side.AGAINST)}:
                answers.pop((variable, index), None)
            for factor in issue.factors:
                present = draw(st.integers(0, 9)) == 0 if factor.side is not like.outcome else factor.id in like.reason
                if not factor.fact and draw(st.integers(0, 12)):
                    factors[name, factor.id, index] = Answer(present)
    return msgspec.structs.replace(case, answers=answers, factors=factors)


@st.composite
def chained_cases(draw: st.DrawFn, share_known: float = 0.93, *, weighed: bool = False) -> Case:
    """A case with chains of events for feared harms of which, mostly, no likelihood is stated."""
    case = draw((weighed_cases if weighed else cases)(share_known=share_known))
    ends = st.sampled_from([Fraction(1, 10), Fraction(2, 5), Fraction(3, 5), Fraction(7, 10), Fraction(9, 10), Fraction(1)])
    links = {}
    for name in ("a", "b", "c"):
        low, high = sorted([draw(ends), draw(ends)])
        links[name] = Link(name, f"event {name}", Chance(low, (low + high) / 2, high))
    steps = st.lists(st.sampled_from([("a",), ("b",), ("c",), ("a", "b")]), min_size=1, max_size=2, unique=True)
    chains = {index: Chain(tuple(draw(steps))) for index in case.lists.get(feared_harms.id, ()) if draw(st.integers(0, 4))}
    filled_in = {likelihood, needs_a_chain, weakest_link, all_sources}
    answers = {at: answer for at, answer in case.answers.items() if at[0] not in filled_in or not draw(st.integers(0, 4))}
    return msgspec.structs.replace(case, answers=answers, links=links if chains else {}, chains=chains)
