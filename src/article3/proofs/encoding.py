"""The rules as formulas of a solver: one more fold over the graph, in three values.

Every proposition becomes two Boolean formulas: that it is established, and that it is not established; where neither
holds it is undetermined. Every fact may be unknown, every list unlisted, and every question of law may leave several
readings alive. So one formula stands for every case in every forum, known in part.

In a *completion* every fact has a value, and of every question one reading is chosen. There the two formulas are each
other's negation. What the encoding leaves to choose there is exactly what :mod:`article3.logic.evaluation` leaves to
choose: an unlisted collection makes each quantifier over it free, and a day that is unknown makes each comparison
with it free. A conclusion is established in a decision exactly when it holds in every completion; so what is proved
of all completions is proved of all decisions.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from article3.logic.fold import Fold
from article3.logic.propositions import Compare, Condition, OneOf, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Day, Estimate, Number
from article3.proofs.days import FIRST, LAST, longest, shortest
from article3.proofs.solver import z3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from article3.logic.propositions import (
        AllOf,
        AnyOf,
        Constant,
        Elapsed,
        Not,
        Proposition,
        Question,
        Rule,
        Some,
        Unless,
    )
    from article3.logic.variables import Collection, Variable

Place = tuple["Variable", "int | None"]
"""A fact of the case, or of one of its entities."""


class Planes(NamedTuple):
    """A proposition in three values.

    Attributes:
        yes: that it is established.
        no: that it is not established.
    """

    yes: z3.BoolRef
    no: z3.BoolRef


class Encoding:
    """The graph as formulas over every case with at most so many entities of each collection.

    Args:
        members: for each collection the indexes of the entities that it may have.
        always: the collections that every case lists whole.
        completion: whether every fact has a value and every question one reading; otherwise each may be unknown.
        like: another encoding, whose facts this one shares.
        settled: gives what a proposition is to mean instead of its formula, or ``None``.
        prefix: what tells the readings of this encoding apart from those of one that shares its facts.
    """

    def __init__(
        self,
        members: Mapping[Collection, Sequence[int]],
        *,
        always: Iterable[Collection] = (),
        completion: bool = True,
        like: Encoding | None = None,
        settled: Callable[[Proposition, int | None], Planes | None] | None = None,
        prefix: str = "",
    ) -> None:
        self._members = dict(members)
        self._always = frozenset(always)
        self.completion = completion
        self._prefix = prefix
        self.facts: dict[Place, z3.ExprRef] = {} if like is None else like.facts
        self.known_facts: dict[Place, z3.BoolRef] = {} if like is None else like.known_facts
        self.listings: dict[Collection, z3.BoolRef] = {} if like is None else like.listings
        self.presences: dict[tuple[Collection, int], z3.BoolRef] = {} if like is None else like.presences
        self.free: dict[Proposition, z3.BoolRef] = {} if like is None else like.free
        self.laws: list[z3.BoolRef] = [] if like is None else like.laws
        """What holds of every case, whatever it is: a choice is one of its options, a day is a day."""
        self.readings: dict[str, dict[str, z3.BoolRef]] = {}
        self.questions: dict[str, z3.BoolRef] = {}
        """That a question of law has a live reading; in a completion, exactly one."""
        self._fold: Fold[Planes] = Fold(self, settled)

    def planes(self, node: Proposition, scope: int | None = None) -> Planes:
        """A proposition in three values."""
        return self._fold.value(node, scope)

    def holds(self, node: Proposition, scope: int | None = None) -> z3.BoolRef:
        """That a proposition is established."""
        return self._fold.value(node, scope).yes

    def fact(self, variable: Variable, scope: int | None = None) -> z3.ExprRef:
        """The value of a fact: a Boolean, the index of an option, a real number, or a day's ordinal."""
        place = (variable, None if variable.entity is None else scope)
        found = self.facts.get(place)
        if found is None:
            name = _name(variable.id, place, self.facts)
            found = self.facts[place] = _constant(variable, name)
            self.laws += _limits(variable, found)
        return found

    def known(self, variable: Variable, scope: int | None = None) -> z3.BoolRef:
        """That the case states a fact."""
        place = (variable, None if variable.entity is None else scope)
        found = self.known_facts.get(place)
        if found is None:
            found = self.known_facts[place] = z3.Bool(f"known {self.fact(variable, scope).decl().name()}")
        return found

    def listed(self, collection: Collection) -> z3.BoolRef:
        """That the case lists a collection."""
        if collection in self._always:
            return z3.BoolVal(val=True)
        return self.listings.setdefault(collection, z3.Bool(f"listed {collection.id}"))

    def present(self, collection: Collection, index: int) -> z3.BoolRef:
        """That an entity is in the collection."""
        if collection in self._always:
            return z3.BoolVal(val=True)
        return self.presences.setdefault((collection, index), z3.Bool(f"present {collection.id} {index}"))

    def reading(self, question: str, name: str) -> z3.BoolRef:
        """That a reading of a question of law is alive; in a completion, that it is the one."""
        return self.readings[question][name]

    # What each kind of node means (see article3.logic.fold.Interpreter).

    def members(self, collection: Collection) -> Sequence[int]:
        return self._members[collection]

    def live(self, node: Question) -> Sequence[str]:
        if node.id not in self.readings:
            alive = {name: z3.Bool(f"{self._prefix}{node.id}: {name}") for name in node.readings}
            self.readings[node.id] = alive
            together = list(alive.values())
            at_most = [z3.AtMost(*together, 1)] if self.completion and len(together) > 1 else []
            self.questions[node.id] = z3.And(z3.Or(*together), *at_most)
        return tuple(node.readings)

    def yes_no(self, node: YesNo, scope: int | None) -> Planes:
        return self._leaf(self.fact(node, scope), self._knows(node, scope))

    def condition(self, node: Condition, scope: int | None) -> Planes:
        return self._leaf(_test(node, self.fact(node.variable, scope)), self._knows(node.variable, scope))

    def elapsed(self, node: Elapsed, scope: int | None) -> Planes:
        known = z3.And(self.known(node.later, scope), self.known(node.earlier, scope))
        if node not in self.free:
            self.free[node] = z3.Bool(f"within {len(self.free)}: {node.later.id} of {node.earlier.id}")
            self.laws.append(z3.Implies(known, self._calendar(node, self.free[node])))
        return self._leaf(self.free[node], None if self.completion else known)

    def _calendar(self, node: Elapsed, within: z3.BoolRef) -> z3.BoolRef:
        """What the calendar says of two days that are both known, as far as it is told here (see article3.proofs.days)."""
        later, begins = self.fact(node.later), self.fact(node.earlier)
        if node.no_earlier is not None:
            begins = z3.If(begins < node.no_earlier.toordinal(), node.no_earlier.toordinal(), begins)
        surely, never = [later <= begins + shortest(node)], [later > begins + longest(node)]
        if node.from_start:
            surely.append(later >= begins)
            never.append(later < begins)
        return z3.And(z3.Implies(z3.And(*surely), within), z3.Implies(z3.Or(*never), z3.Not(within)))

    def constant(self, node: Constant) -> Planes:
        held = node.truth is Truth.ESTABLISHED
        return Planes(z3.BoolVal(held), z3.BoolVal(not held))

    def all_of(self, node: AllOf, parts: Sequence[Planes]) -> Planes:
        return both(parts)

    def any_of(self, node: AnyOf, parts: Sequence[Planes]) -> Planes:
        return turned(both([turned(part) for part in parts]))

    def negation(self, node: Not, part: Planes) -> Planes:
        return turned(part)

    def unless(self, node: Unless, general: Planes, exception: Planes) -> Planes:
        return both([general, turned(exception)])

    def some(self, node: Some, members: Sequence[Planes] | None) -> Planes:
        listed = self.listed(node.collection)
        present = [self.present(node.collection, index) for index in self._members[node.collection]]
        yes = _at_least(node.at_least, [z3.And(is_in, part.yes) for is_in, part in zip(present, members or (), strict=True)])
        may = _at_least(
            node.at_least, [z3.And(is_in, z3.Not(part.no)) for is_in, part in zip(present, members or (), strict=True)]
        )
        if not self.completion:
            return Planes(z3.And(listed, yes), z3.And(listed, z3.Not(may)))
        if node.collection in self._always:
            return Planes(yes, z3.Not(may))
        free = self.free.setdefault(node, z3.Bool(f"some {len(self.free)}: {node.collection.id}"))
        return Planes(z3.If(listed, yes, free), z3.If(listed, z3.Not(may), z3.Not(free)))

    def rule(self, node: Rule, body: Planes, scope: int | None) -> Planes:
        return body

    def question(self, node: Question, readings: Mapping[str, Planes]) -> Planes:
        alive = self.readings[node.id]
        return Planes(
            z3.And(*(z3.Implies(alive[name], part.yes) for name, part in readings.items())),
            z3.And(*(z3.Implies(alive[name], part.no) for name, part in readings.items())),
        )

    def _knows(self, variable: Variable, scope: int | None) -> z3.BoolRef | None:
        return None if self.completion else self.known(variable, scope)

    @staticmethod
    def _leaf(held: z3.BoolRef, known: z3.BoolRef | None) -> Planes:
        if known is None:
            return Planes(held, z3.Not(held))
        return Planes(z3.And(known, held), z3.And(known, z3.Not(held)))


def both(parts: Sequence[Planes]) -> Planes:
    """Kleene's conjunction."""
    return Planes(z3.And(*(part.yes for part in parts)), z3.Or(*(part.no for part in parts)))


def turned(part: Planes) -> Planes:
    """Kleene's negation."""
    return Planes(part.no, part.yes)


def _at_least(count: int, parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    if len(parts) < count:
        return z3.BoolVal(val=False)
    return z3.Or(*parts) if count == 1 else z3.AtLeast(*parts, count)


def _name(identifier: str, place: Place, taken: Mapping[Place, object]) -> str:
    """A name that is read in a formula; two facts of one name in different sections are told apart by a number."""
    _, scope = place
    alike = sum(variable.id == identifier and other == scope for variable, other in taken)
    return f"{identifier}{f'[{scope}]' if scope is not None else ''}{f' {alike + 1}' if alike else ''}"


def _constant(variable: Variable, name: str) -> z3.ExprRef:
    if isinstance(variable, YesNo):
        return z3.Bool(name)
    return z3.Int(name) if isinstance(variable, (Choice, Day)) else z3.Real(name)


def _limits(variable: Variable, value: z3.ExprRef) -> list[z3.BoolRef]:
    if isinstance(variable, Choice):
        return [value >= 0, value < len(variable.options)]
    if isinstance(variable, Estimate):
        return [value >= 0, value <= 1]
    if isinstance(variable, Number):
        return [value >= 0]
    if isinstance(variable, Day):
        return [value >= FIRST.toordinal(), value <= LAST.toordinal()]
    return []


def _test(node: Condition, value: z3.ExprRef) -> z3.BoolRef:
    if isinstance(node, OneOf) and isinstance(node.variable, Choice):
        return z3.Or(*(value == node.variable.options.index(option) for option in node.options))
    if not isinstance(node, Compare):
        raise TypeError(f"{type(node).__name__} is no test that the solver knows")
    if isinstance(node.bound, dt.date):
        return value >= node.bound.toordinal()
    bound = exact(node.bound)
    return value > bound if isinstance(node.variable, Estimate) else value >= bound


def exact(number: float) -> z3.RatNumRef:
    """A number as the fraction that it is; 0.1 is not one tenth."""
    return z3.Q(*float(number).as_integer_ratio())
