"""Random graphs on random cases, small enough to write out every completion."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    Elapsed,
    Not,
    OneOf,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
    all_of,
    any_of,
    at_least,
    cite,
    every,
    question,
    rule,
    some,
    unless,
)
from article3.logic.variables import Choice, Collection, Day, Entity, Estimate, Interval, Number, Value, Variable
from truth_table import (
    EARLY,
    INDEXES,
    LATE,
    NO,
    YES,
    KnownCase,
    TruthTable,
    all_values,
    asked_of,
    conviction,
    harm,
    possible_values,
    scopes,
    variables_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

feared = Collection("feared", harm, "Which harms are feared?")
suffered = Collection("suffered", harm, "Which harms were suffered?")
convictions = Collection("convictions", conviction, "Which convictions are there?")
COLLECTIONS = (feared, suffered, convictions)

credible = YesNo("credible", "?")
filed = YesNo("filed", "?")
returned = YesNo("returned", "?")
track = Choice("track", "?", options=("fast", "slow", "none"))
stay = Number("stay", "?", unit="years")
arrival, filing = Day("arrival", "?"), Day("filing", "?")
risk = Estimate("risk", "?")
severe = YesNo("severe", "?", entity=harm)
meant = YesNo("meant", "?", entity=harm)
actor = Choice("actor", "?", entity=harm, options=("official", "private", "unclear"))
chance = Estimate("chance", "?", entity=harm)
grave = YesNo("grave", "?", entity=conviction)
sentence = Number("sentence", "?", entity=conviction, unit="years")

LEAVES: dict[Entity | None, tuple[Callable[[], Proposition], ...]] = {
    None: (
        lambda: credible,
        lambda: filed,
        lambda: returned,
        lambda: track.is_("fast"),
        lambda: track.one_of("fast", "slow"),
        lambda: stay.at_least(1),
        lambda: stay.at_least(5),
        lambda: arrival.on_or_after(EARLY),
        lambda: arrival.on_or_after(LATE),
        lambda: filing.within_years_of(arrival, 1),
        lambda: risk.above(0.25),
        lambda: risk.above(0.5),
        lambda: Constant(YES, "the statute says so"),
        lambda: Constant(NO, "the statute says otherwise"),
    ),
    harm: (
        lambda: severe,
        lambda: meant,
        lambda: actor.is_("official"),
        lambda: actor.one_of("official", "private"),
        lambda: chance.above(0.25),
        lambda: chance.above(0.5),
    ),
    conviction: (lambda: grave, lambda: sentence.at_least(1), lambda: sentence.at_least(5)),
}
READINGS = {"narrow_or_broad": ("narrow", "broad"), "how_strict": ("strict", "middle", "lenient")}

RANGES = (
    Interval(0.0, 1.0),
    Interval(0.4, 0.8),
    Interval(0.25, 0.5),
    Interval(0.5, 1.0, low_open=True),
    Interval(0.25, 1.0, low_open=True),
    Interval(0.0, 0.5),
)
ROWS = 1024


# Strategies


class Tape:
    """Choices read off drawn bytes: one draw for a whole graph is quick, and zeros, the simplest choices, shrink well."""

    def __init__(self, choices: bytes) -> None:
        self._choices = iter(choices)

    def below(self, count: int) -> int:
        return next(self._choices, 0) % count

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def recent(self, options: Sequence[T]) -> T:
        """Any of them, but every other time one of the last two, which makes deep graphs."""
        return self.pick(options[-2:] if self.below(2) else options)

    def some_of(self, options: Sequence[T], least: int = 0) -> list[T]:
        """A part of the options, in their order, with at least so many of them."""
        kept = [option for option in options if self.below(2)]
        return kept if len(kept) >= least else list(options[:least])


tapes = st.binary(min_size=200, max_size=200).map(Tape)


def graph_and_case(tape: Tape) -> tuple[Rule, KnownCase]:
    root = graph(tape)
    return root, known_case(tape, root)


graphs_and_cases = tapes.map(graph_and_case)
"""A rule over a random graph, and a case of which some is known."""


def graph(tape: Tape) -> Rule:
    """A rule over a random graph: later propositions are built on earlier ones, so that many parts are shared."""
    pools: dict[Entity | None, list[Proposition]] = {
        entity: [tape.pick(leaves)() for _ in range(1 + tape.below(3))] for entity, leaves in LEAVES.items()
    }
    for number in range(1 + tape.below(12)):
        made = grown(tape, pools)
        if tape.below(3) == 1:
            weighs = [tape.pick(pools[made.entity]) for _ in range(tape.below(2))]
            made = rule(f"rule_{number}", "", made, by=cite("none"), weighs=weighs)
        pools[made.entity].append(made)
    last = [tape.pick(pools[None][-4:]) for _ in range(1 + tape.below(3))]
    last += [some(collection, pools[collection.entity][-1]) for collection in COLLECTIONS if tape.below(3) == 1]
    return rule("root", "", tape.pick([all_of, any_of])(*last), by=cite("none"))


def grown(tape: Tape, pools: Mapping[Entity | None, Sequence[Proposition]]) -> Proposition:
    how = tape.pick(["all_of", "any_of", "unless", "not", "question", "some", "every", "at_least", "among"])
    if how in {"some", "every", "at_least"}:
        collection = tape.pick(COLLECTIONS)
        body = tape.recent([*pools[None][-1:], *pools[collection.entity]])
        return (
            at_least(2, collection, body)
            if how == "at_least"
            else every(collection, body)
            if how == "every"
            else some(collection, body)
        )
    entity = tape.pick([None, harm, harm, conviction])
    pool = pools[None] if entity is None else [*pools[None][-2:], *pools[entity]]
    if how == "among":
        # What holds of one entity given the others: the same unknowns are reached from each of them.
        collection = tape.pick(COLLECTIONS)
        others = some(collection, tape.recent(pools[collection.entity]))
        one = tape.recent(pools[harm])
        return tape.pick([all_of(one, others), any_of(one, others), unless(one, others)])
    if how == "not":
        return Not(tape.recent(pool))
    if how == "unless":
        return unless(tape.recent(pool), tape.recent(pool))
    if how == "question":
        identifier = tape.pick(sorted(READINGS))
        return question(identifier, **{name: tape.recent(pool) for name in READINGS[identifier]})
    parts = [tape.recent(pool) for _ in range(1 + tape.below(3))]
    parts += [pools[None][-1]] * tape.below(2)
    return all_of(*parts) if how == "all_of" else any_of(*parts)


def known_case(tape: Tape, root: Rule) -> KnownCase:
    """A case on which the root has few enough completions to list them all."""
    values: dict[tuple[Variable, int | None], Value] = {}
    for variable in variables_of([root]):
        for scope in scopes(variable.entity):
            if tape.below(3) == 1:
                ranges = RANGES if isinstance(variable, Estimate) else ()
                values[variable, scope] = tape.pick([*all_values(variable), *ranges])
    lists = {collection: tuple(tape.some_of(INDEXES[collection.entity])) for collection in COLLECTIONS if tape.below(4)}
    readings = {name: tuple(tape.some_of(names, least=1)) for name, names in READINGS.items()}
    case = KnownCase(values, lists, readings)
    while (table := TruthTable(case, asked_of(root))).size > ROWS:
        widest, scope = max(table.unknowns, key=lambda key: (isinstance(key[0], Variable), len(table.unknowns[key])))
        assert isinstance(widest, Variable)
        case = case.with_value(widest, scope, tape.pick(possible_values(widest, case.value(widest, scope))))
    return case


def fuller_case(tape: Tape, root: Rule, case: KnownCase) -> KnownCase:
    """The same case with more of it known: values, lists, narrower estimates, settled questions."""
    for variable in variables_of([root]):
        for scope in scopes(variable.entity):
            known = case.value(variable, scope)
            options = list(possible_values(variable, known))
            if isinstance(variable, Estimate):
                options += [inner for inner in RANGES if known is None or narrower(inner, known)]
            if tape.below(2):
                case = case.with_value(variable, scope, tape.pick(options))
    lists = dict(case.lists)
    for collection in COLLECTIONS:
        if collection not in lists and tape.below(2):
            lists[collection] = tuple(tape.some_of(INDEXES[collection.entity]))
    readings = {name: tuple(tape.some_of(live, least=1)) for name, live in case.readings.items()}
    return dataclasses.replace(case, lists=lists, readings=readings)


def narrower(inner: Interval, outer: Value) -> bool:
    assert isinstance(outer, Interval)
    inside = outer.low <= inner.low and inner.high <= outer.high
    return inside and not (outer.low_open and inner.low == outer.low and not inner.low_open)


# The same graph, built otherwise


class Rebuilder:
    """Copies a graph: parts in another order, some copies shared, some nodes that were shared copied twice."""

    def __init__(self, case: KnownCase, tape: Tape) -> None:
        self.case, self.tape = case, tape
        self.made: dict[Proposition, Proposition] = {}
        self.copies = 0

    def rebuilt(self, node: Proposition) -> Proposition:
        if node in self.made and (self.copies > 100 or self.tape.below(2)):
            return self.made[node]
        self.copies += 1
        self.made[node] = self._rebuilt(node)
        return self.made[node]

    def _rebuilt(self, node: Proposition) -> Proposition:
        # An unlisted collection and an open comparison of days count as an unknown for each node, so those stay one node.
        if isinstance(node, (YesNo, Elapsed)) or (isinstance(node, Some) and self.case.members(node.collection) is None):
            return node
        if isinstance(node, (AllOf, AnyOf)):
            parts = sorted(node.parts, key=lambda _: self.tape.below(256))
            return type(node)(tuple(self.rebuilt(part) for part in parts))
        if isinstance(node, Unless):
            return unless(self.rebuilt(node.general), self.rebuilt(node.exception))
        if isinstance(node, Not):
            return Not(self.rebuilt(node.part))
        if isinstance(node, Some):
            return Some(node.collection, self.rebuilt(node.body), node.at_least)
        if isinstance(node, Rule):
            weighs = [self.rebuilt(part) for part in node.weighs]
            return rule(node.id, node.sentence, self.rebuilt(node.body), by=node.by, weighs=weighs)
        if isinstance(node, Question):
            return Question(node.id, {name: self.rebuilt(reading) for name, reading in node.readings.items()})
        if isinstance(node, OneOf):
            return OneOf(node.variable, node.options)
        if isinstance(node, Compare):
            return Compare(node.variable, node.bound)
        assert isinstance(node, Constant)
        return Constant(node.truth, node.because)
