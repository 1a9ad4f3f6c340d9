"""Random graphs on random cases, against a truth table of every completion that shares no code with the evaluation."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import math
from typing import TYPE_CHECKING, TypeVar

import hypothesis
from hypothesis import strategies as st

from article3.logic.evaluation import BOUND, Evaluation, Reached, thresholds
from article3.logic.fold import nodes, rules
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
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
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Collection, Day, Entity, Estimate, Interval, Number, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

YES, NO, OPEN = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED
Key = tuple[object, int | None]
T = TypeVar("T")

harm = Entity("harm")
conviction = Entity("conviction")
feared = Collection("feared", harm, "Which harms are feared?")
suffered = Collection("suffered", harm, "Which harms were suffered?")
convictions = Collection("convictions", conviction, "Which convictions are there?")
COLLECTIONS = (feared, suffered, convictions)
INDEXES = {harm: (0, 1, 2), conviction: (0, 1)}

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

EARLY, LATE = dt.date(2019, 5, 1), dt.date(2021, 5, 1)
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

# Points on, between and outside every bound above, chosen apart from the evaluation's own candidates.
QUANTITIES = (0.0, 1.0, 3.0, 5.0, 9.0)
DAYS = (dt.date(2018, 1, 1), EARLY, dt.date(2020, 2, 29), LATE, dt.date(2024, 1, 1))
CHANCES = (0.0, 0.25, 0.4, 0.5, 0.8, 1.0)
RANGES = (
    Interval(0.0, 1.0),
    Interval(0.4, 0.8),
    Interval(0.25, 0.5),
    Interval(0.5, 1.0, low_open=True),
    Interval(0.25, 1.0, low_open=True),
    Interval(0.0, 0.5),
)
ROWS = 1024


# Cases


@dataclasses.dataclass(frozen=True)
class KnownCase:
    """A case, partly known, in a forum that leaves some questions open."""

    values: Mapping[tuple[Variable, int | None], Value]
    lists: Mapping[Collection, tuple[int, ...]]
    readings: Mapping[str, tuple[str, ...]]

    def value(self, variable: Variable, scope: int | None) -> Value | None:
        return self.values.get((variable, scope))

    def members(self, collection: Collection) -> Sequence[int] | None:
        return self.lists.get(collection)

    def live(self, identifier: str) -> Sequence[str]:
        return self.readings[identifier]

    def with_value(self, variable: Variable, scope: int | None, value: Value) -> KnownCase:
        return dataclasses.replace(self, values={**self.values, (variable, scope): value})


def all_values(variable: Variable) -> Sequence[Value]:
    if isinstance(variable, YesNo):
        return (True, False)
    if isinstance(variable, Choice):
        return variable.options
    if isinstance(variable, Number):
        return QUANTITIES
    if isinstance(variable, Day):
        return DAYS
    return [Interval(point, point) for point in CHANCES]


def contains(outer: Interval, point: float) -> bool:
    return outer.low <= point <= outer.high and not (outer.low_open and point == outer.low)


def possible_values(variable: Variable, known: Value | None) -> Sequence[Value]:
    if known is None:
        return all_values(variable)
    if isinstance(known, Interval):
        points = [point for point in CHANCES if contains(known, point)] if known.low < known.high else [known.low]
        return [Interval(point, point) for point in points]
    return [known]


def scopes(entity: Entity | None) -> Sequence[int | None]:
    return (None,) if entity is None else INDEXES[entity]


def variables_of(roots: Sequence[Proposition]) -> list[Variable]:
    found: dict[Variable, None] = {}
    for node in nodes(*roots):
        if isinstance(node, YesNo):
            found[node] = None
        elif isinstance(node, Condition):
            found[node.variable] = None
        elif isinstance(node, Elapsed):
            found.update({node.later: None, node.earlier: None})
    return list(found)


# The oracle


class TruthTable:
    """Every completion of a case as a row; a formula is the set of rows in which it holds, as bits of an integer."""

    def __init__(self, case: KnownCase, asked: Sequence[tuple[Rule, int | None]]) -> None:
        self.case = case
        self.unknowns: dict[Key, list[object]] = {}
        self._columns: dict[tuple[Proposition, int | None], int] = {}
        for node, scope in asked:
            self._collect(node, scope, set())
        self.size = math.prod(len(values) for values in self.unknowns.values())

    def truth(self, node: Proposition, scope: int | None) -> Truth:
        rows = self.rows(node, scope)
        return YES if rows == self._all else OPEN if rows else NO

    def depends_on(self, node: Proposition, scope: int | None) -> set[Key]:
        """The unknowns whose value alone can change the formula in some row."""
        rows = self.rows(node, scope)
        found = set()
        for key, values in self.unknowns.items():
            stride = self._stride(key)
            slices = {(rows & self._where(key, place)) >> (place * stride) for place in range(len(values))}
            if len(slices) > 1:
                found.add(key)
        return found

    def rows(self, node: Proposition, scope: int | None) -> int:
        place = (node, None if node.entity is None else scope)
        if place not in self._columns:
            self._columns[place] = self._rows(*place)
        return self._columns[place]

    def _rows(self, node: Proposition, scope: int | None) -> int:  # noqa: C901, PLR0911, PLR0912 - a branch for each kind of node
        if isinstance(node, YesNo):
            return self._among(node, scope, lambda value: value is True)
        if isinstance(node, OneOf):
            return self._among(node.variable, scope, lambda value: value in node.options)
        if isinstance(node, Compare):
            return self._among(node.variable, scope, functools.partial(passes, node))
        if isinstance(node, Elapsed):
            later, earlier = self.case.value(node.later, None), self.case.value(node.earlier, None)
            if isinstance(later, dt.date) and isinstance(earlier, dt.date):
                return self._all if (later - earlier).days <= 365 * node.years + leap_days(earlier, node.years) else 0
            return self._where((node, None), 0)
        if isinstance(node, Constant):
            return self._all if node.truth is YES else 0
        if isinstance(node, Not):
            return self._all & ~self.rows(node.part, scope)
        if isinstance(node, Unless):
            return self.rows(node.general, scope) & ~self.rows(node.exception, scope)
        if isinstance(node, AllOf):
            return functools.reduce(int.__and__, [self.rows(part, scope) for part in node.parts])
        if isinstance(node, AnyOf):
            return functools.reduce(int.__or__, [self.rows(part, scope) for part in node.parts])
        if isinstance(node, Rule):
            return self.rows(node.body, scope)
        if isinstance(node, Some):
            return self._some(node)
        if isinstance(node, Question):
            live = self.case.live(node.id)
            if len(live) == 1:
                return self.rows(node.readings[live[0]], scope)
            chosen = [
                self._where((node.id, None), place) & self.rows(node.readings[name], scope) for place, name in enumerate(live)
            ]
            return functools.reduce(int.__or__, chosen)
        raise TypeError(type(node).__name__)

    def _some(self, node: Some) -> int:
        members = self.case.members(node.collection)
        if members is None:
            return self._where((node, None), 0)
        columns = [self.rows(node.body, member) for member in members]
        together = itertools.combinations(columns, node.at_least)
        return functools.reduce(int.__or__, [functools.reduce(int.__and__, group) for group in together], 0)

    def _among(self, variable: Variable, scope: int | None, test: Callable[[object], bool]) -> int:
        key = (variable, scope)
        if key not in self.unknowns:
            (value,) = possible_values(variable, self.case.value(variable, scope))
            return self._all if test(value) else 0
        places = [place for place, value in enumerate(self.unknowns[key]) if test(value)]
        return functools.reduce(int.__or__, [self._where(key, place) for place in places], 0)

    @functools.cached_property
    def _all(self) -> int:
        return (1 << self.size) - 1

    def _stride(self, key: Key) -> int:
        return math.prod(len(self.unknowns[other]) for other in itertools.takewhile(lambda other: other != key, self.unknowns))

    def _where(self, key: Key, place: int) -> int:
        """The rows in which an unknown has the value at that place."""
        stride = self._stride(key)
        period = stride * len(self.unknowns[key])
        every_period = self._all // ((1 << period) - 1)
        return (((1 << stride) - 1) << (place * stride)) * every_period

    def _collect(self, node: Proposition, scope: int | None, seen: set[Key]) -> None:  # noqa: C901, PLR0912 - a branch for each kind of node
        scope = None if node.entity is None else scope
        if (node, scope) in seen:
            return
        seen.add((node, scope))
        if isinstance(node, (YesNo, Condition)):
            variable = node if isinstance(node, YesNo) else node.variable
            values = possible_values(variable, self.case.value(variable, scope))
            if len(values) > 1:
                self.unknowns[variable, scope] = list(values)
        elif isinstance(node, Elapsed):
            if None in {self.case.value(node.later, None), self.case.value(node.earlier, None)}:
                self.unknowns[node, None] = [True, False]
        elif isinstance(node, Some):
            members = self.case.members(node.collection)
            if members is None:
                self.unknowns[node, None] = [True, False]
            for member in members or ():
                self._collect(node.body, member, seen)
        elif isinstance(node, Question):
            live = self.case.live(node.id)
            if len(live) > 1:
                self.unknowns[node.id, None] = list(live)
            for name in live:
                self._collect(node.readings[name], scope, seen)
        else:
            for part in node.formula:
                self._collect(part, scope, seen)


def passes(node: Compare, value: object) -> bool:
    if isinstance(value, Interval):
        return isinstance(node.bound, float) and value.low > node.bound
    if isinstance(value, dt.date):
        return isinstance(node.bound, dt.date) and value.toordinal() >= node.bound.toordinal()
    return isinstance(value, float) and not isinstance(node.bound, dt.date) and value >= node.bound


def leap_days(after: dt.date, years: int) -> int:
    """The leap days in the years that follow a day."""
    first, last = after.toordinal() + 1, after.toordinal() + 365 * years + 1
    return sum((day.month, day.day) == (2, 29) for day in map(dt.date.fromordinal, range(first, last + 1)))


def kleene(node: Proposition, scope: int | None, case: KnownCase) -> Truth:  # noqa: C901, PLR0911 - a branch for each kind of node
    """The strong Kleene tables, with no memory of which unknowns are the same."""
    scope = None if node.entity is None else scope

    def below(part: Proposition) -> Truth:
        return kleene(part, scope, case)

    if isinstance(node, (YesNo, Condition, Elapsed)):
        table = TruthTable(case, [(rule("alone", "", node, by=cite("none")), scope)])
        return table.truth(node, scope)
    if isinstance(node, Constant):
        return node.truth
    if isinstance(node, Not):
        return opposite(below(node.part))
    if isinstance(node, Unless):
        return least([below(node.general), opposite(below(node.exception))])
    if isinstance(node, AllOf):
        return least([below(part) for part in node.parts])
    if isinstance(node, AnyOf):
        return opposite(least([opposite(below(part)) for part in node.parts]))
    if isinstance(node, Rule):
        return below(node.body)
    if isinstance(node, Some):
        members = case.members(node.collection)
        if members is None:
            return OPEN
        truths = [kleene(node.body, member, case) for member in members]
        if truths.count(YES) >= node.at_least:
            return YES
        return NO if len(truths) - truths.count(NO) < node.at_least else OPEN
    assert isinstance(node, Question)
    readings = {below(node.readings[name]) for name in case.live(node.id)}
    return readings.pop() if len(readings) == 1 else OPEN


def opposite(truth: Truth) -> Truth:
    return {YES: NO, NO: YES, OPEN: OPEN}[truth]


def least(truths: Sequence[Truth]) -> Truth:
    return NO if NO in truths else OPEN if OPEN in truths else YES


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


# The properties


def asked_of(root: Rule) -> list[tuple[Rule, int | None]]:
    return [(node, scope) for node in rules(root) for scope in scopes(node.entity)]


def evaluation_of(root: Rule, case: KnownCase, bound: int = BOUND) -> Evaluation:
    return Evaluation(case, case.live, thresholds(root), bound)


def open_keys(evaluation: Evaluation, reached: Reached) -> set[Key]:
    return {(unknown.subject, unknown.scope) for _, unknown in evaluation.open_points(reached)}


checked = hypothesis.settings(deadline=None, max_examples=400)
checked_longer = hypothesis.settings(checked, max_examples=1000)


@checked_longer
@hypothesis.given(graphs_and_cases)
def test_every_rule_is_established_exactly_when_every_completion_establishes_it(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        assert evaluation.reached(node, scope).truth is table.truth(node, scope), (node.id, scope)


@checked_longer
@hypothesis.given(graphs_and_cases)
def test_open_points_are_the_unknowns_that_can_still_change_the_rule(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        reached = evaluation.reached(node, scope)
        if reached.truth is OPEN:
            matters = table.depends_on(node, scope)
            assert matters <= open_keys(evaluation, reached), (node.id, scope)
            if evaluation.reached(node.body, scope).repeated:
                assert matters == open_keys(evaluation, reached), (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases)
def test_kleenes_answer_is_never_contradicted(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation = evaluation_of(root, case)

    for node, scope in asked_of(root):
        reached, plain = evaluation.reached(node, scope), kleene(node, scope, case)
        assert plain in {OPEN, reached.truth}, (node.id, scope)
        assert not (reached.by_completion and plain is not OPEN), "what Kleene's tables show needs no completions"


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_filling_in_an_unknown_never_flips_a_definite_answer(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    fuller = fuller_case(tape, root, case)
    before, after = evaluation_of(root, case), evaluation_of(root, fuller)

    for node, scope in asked_of(root):
        truth = before.reached(node, scope).truth
        if truth is not OPEN:
            assert after.reached(node, scope).truth is truth, (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_order_and_sharing_of_parts_do_not_matter(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    again = Rebuilder(case, tape).rebuilt(root)
    assert isinstance(again, Rule)
    before, after = evaluation_of(root, case), evaluation_of(again, case)

    assert before.reached(root).truth is after.reached(again).truth
    assert open_keys(before, before.reached(root)) == open_keys(after, after.reached(again))


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


@checked
@hypothesis.given(graphs_and_cases, st.integers(2, 12))
def test_under_a_tiny_bound_the_answer_is_exact_or_says_it_is_bounded(drawn: tuple[Rule, KnownCase], bound: int) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case, bound), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        reached = evaluation.reached(node, scope)
        if reached.bounded:
            assert reached.truth is OPEN
            assert table.depends_on(node, scope) <= open_keys(evaluation, reached)
        else:
            assert reached.truth is table.truth(node, scope), (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_what_is_weighed_never_changes_truth(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    weighable = [node for node in nodes(root) if node.entity is None]
    heavier = rule(root.id, root.sentence, root.body, by=root.by, weighs=[tape.pick(weighable) for _ in range(3)])

    before, after = evaluation_of(root, case).reached(root), evaluation_of(heavier, case).reached(heavier)

    assert before.truth is after.truth
