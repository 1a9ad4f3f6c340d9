"""Random cases for properties: any facts, known or not, in any forum."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from article3.facts.case import Answer, Case
from article3.facts.case_file import read
from article3.facts.fact import Fact, Text
from article3.facts.harm import all_sources, feared_harms, harm, likelihood, weakest_link
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
    from random import Random

    from article3.logic.variables import Variable

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
def cases(draw: st.DrawFn, share_known: float = 0.7, *, listed: bool = False) -> Case:
    """A case with up to two harms and convictions of each sort, or with one of each, each fact known with some probability."""
    case = Case(circuit=draw(st.sampled_from(CIRCUITS)), as_of=draw(st.dates(LAW.begins, LAW.maintained_through)))

    def state(facts: Sequence[Fact], scope: int | None) -> None:
        for fact in facts:
            if not isinstance(fact.variable, Text) and draw(st.floats(0, 1)) < share_known:
                case.answers[fact.variable, scope] = Answer(draw(values(fact)))

    for group in SECTIONS:
        state(list(group.facts.values()), None)
    counts: dict[object, int] = {}
    for name, (collection, group) in COLLECTIONS.items():
        if not listed and draw(st.booleans()):
            continue
        indexes = []
        for _ in range(1 if listed else draw(st.integers(0, 2))):
            index = counts.get(collection.entity, 0)
            counts[collection.entity] = index + 1
            indexes.append(index)
            case.names[collection.entity, index] = f"{name}-{index}"
            state(list(group.facts.values()), index)
        case.lists[name] = tuple(indexes)
    return case


def near_decided_cases(case: Case, chance: Random) -> Case:
    """The case with factors near those of decided cases on some issues; what an outcome would establish is left open."""
    answers = dict(case.answers)
    factors: dict[tuple[str, str, int], Answer] = {}
    forcing = [one for found in LAW.decided.values() for one in found if one.forces]
    for like in chance.sample(forcing, 4):
        issue = LAW.issues[like.issue]
        for _, index in members(case, issue.entity):
            for variable in {**established(issue, Side.FOR), **established(issue, Side.AGAINST)}:
                answers.pop((variable, index), None)
            for factor in issue.factors:
                present = factor.id in like.reason if factor.side is like.outcome else chance.random() < 0.05
                if not factor.fact and chance.random() < 0.95:
                    factors[issue.id, factor.id, index] = Answer(present)
    return msgspec.structs.replace(case, answers=answers, factors=factors)


def changed(case: Case, chance: Random) -> Case:
    """A case of which some answers are left out and some are the opposite."""
    answers = {at: answer for at, answer in case.answers.items() if chance.random() < 0.95}
    for at, answer in answers.items():
        if isinstance(answer.value, bool) and chance.random() < 0.04:
            answers[at] = Answer(not answer.value)
    return msgspec.structs.replace(case, answers=answers)


CHAINED = read(Path(__file__).parents[2] / "examples" / "daniel.yaml", LAW)


def chained_case(chance: Random) -> Case:
    """A case like one with two chains of events, with other chances; of some harms the likelihood is stated as well."""
    case = changed(CHAINED, chance)
    links = {}
    for name, link in case.links.items():
        low, high = sorted(Fraction(chance.randint(5, 20), 20) for _ in "lh")
        links[name] = Link(name, link.event, Chance(low, (low + high) / 2, high))
    chains = {index: chain for index, chain in case.chains.items() if chance.random() < 0.9}
    stated = {(likelihood, index): Answer(Interval(0.4, 0.7)) for index in case.chains if chance.random() < 0.1}
    return msgspec.structs.replace(case, answers={**case.answers, **stated}, links=links, chains=chains)


ROUND = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(0))
"""Chances of which products and alternatives often come to exactly one half."""
_FACTS = {name: group.facts for name, (_, group) in COLLECTIONS.items()}["feared_harms"]
_SETTLED = {"could_relocate": False, "officials_consent": True, "instigated_by_official": False}
"""What the example leaves open of each harm, and leaves whether it counts undetermined in most forums."""


def linked_case(chance: Random) -> Case:
    """A case with up to three feared harms and chains of many sorts: with alternatives, with links of their own or shared."""
    case = changed(CHAINED, chance) if chance.random() < 0.5 else CHAINED
    members = range(chance.choice((1, 2, 2, 3)))
    originals = list(CHAINED.chains)
    answers = {at: answer for at, answer in case.answers.items() if at[0].entity is not harm}
    for index in members:
        answers |= _harm_like(case, originals[index % len(originals)], index, chance)
    if chance.random() < 0.1:
        answers[all_sources, None] = Answer(Interval(0.3, 0.5))
    links, chains = _random_chains(members, chance)
    names = {(harm, index): f"harm-{index}" for index in members}
    lists = {**case.lists, feared_harms.id: tuple(members)}
    return msgspec.structs.replace(case, answers=answers, links=links, chains=chains, names=names, lists=lists)


def _harm_like(case: Case, original: int, index: int, chance: Random) -> dict[tuple[Variable, int | None], Answer]:
    """What a case states of one of its harms, for another; sometimes with more."""
    answers: dict[tuple[Variable, int | None], Answer] = {
        (fact, index): answer for (fact, scope), answer in case.answers.items() if fact.entity is harm and scope == original
    }
    for name, value in _SETTLED.items():
        if chance.random() < 0.8:
            answers.setdefault((_FACTS[name].variable, index), Answer(value))
    if chance.random() < 0.2:
        low, high = sorted(chance.randint(0, 20) / 20 for _ in "lh")
        answers[likelihood, index] = Answer(Interval(low, high, low_open=chance.random() < 0.2 and low < high))
    if chance.random() < 0.1:
        answers[weakest_link, index] = Answer(Interval(0.5, 0.7, low_open=True))
    return answers


def _random_chains(members: Sequence[int], chance: Random) -> tuple[dict[str, Link], dict[int, Chain]]:
    share, rounded, points = chance.choice((0, 0, 0, 0, 0.3)), chance.random() < 0.3, chance.random() < 0.5
    links: dict[str, Link] = {}
    chains: dict[int, Chain] = {}
    for index in members:
        names: list[list[str]] = [[] for _ in range(chance.choice((1, 1, 2, 3)))]
        for step in names:
            for _ in range(chance.choice((1, 1, 1, 2, 3))):
                shared = sorted(links.keys() - {name for other in names for name in other}) if chance.random() < share else []
                name = chance.choice(shared) if shared else f"link-{len(links)}"
                low, high = sorted(chance.choice(ROUND) if rounded else Fraction(chance.randint(1, 200), 200) for _ in "lh")
                low = high if points else low
                links.setdefault(name, Link(name, name, Chance(low, (low + high) / 2, high)))
                step.append(name)
        if chance.random() < 0.9:
            chains[index] = Chain(tuple(map(tuple, names)))
    return links, chains


chances = st.randoms(use_true_random=True)
linked_cases = st.builds(linked_case, chances)
weighed_cases = st.builds(near_decided_cases, cases(share_known=0.95, listed=True), chances)
chained_cases = st.builds(chained_case, chances)
prepared_cases = st.one_of(weighed_cases, chained_cases, st.builds(near_decided_cases, chained_cases, chances))
"""Cases of which a decision knows more than their files state, and not the same in every forum."""
