"""A truth table of every completion of a case that shares no code with the evaluation."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import math
from typing import TYPE_CHECKING

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
    cite,
    rule,
)
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Collection, Day, Entity, Interval, Number, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

YES, NO, OPEN = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED
Key = tuple[object, int | None]

harm = Entity("harm")
conviction = Entity("conviction")
INDEXES = {harm: (0, 1, 2), conviction: (0, 1)}

EARLY, LATE = dt.date(2019, 5, 1), dt.date(2021, 5, 1)

# Points on, between and outside every bound of the leaves that are drawn, chosen apart from the evaluation's own candidates.
QUANTITIES = (0.0, 1.0, 3.0, 5.0, 9.0)
DAYS = (dt.date(2018, 1, 1), EARLY, dt.date(2020, 2, 29), LATE, dt.date(2024, 1, 1))
CHANCES = (0.0, 0.25, 0.4, 0.5, 0.8, 1.0)


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


def asked_of(root: Rule) -> list[tuple[Rule, int | None]]:
    return [(node, scope) for node in rules(root) for scope in scopes(node.entity)]


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
