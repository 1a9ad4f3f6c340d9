"""Evaluate the graph on a case whose facts are partly unknown.

Kleene's tables first. They are exact where no unknown occurs twice; each rule whose unknowns do repeat is then checked
over *all* completions of the facts and of the open questions of law (supervaluation: B. C. van Fraassen, "Singular Terms,
Truth-Value Gaps, and Free Logic", Journal of Philosophy 63 (1966) 481-495). A rule comes out established only if every
completion establishes it.

The check is exact up to ``BOUND`` diagram nodes; past it the rule stays undetermined and is reported as bounded. Two kinds
of unknown count as an unknown of their own, which can only leave more open, never less: whether an unlisted collection has
a member of some sort, and a comparison of two days of which one is unknown.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from typing import TYPE_CHECKING, Protocol

import msgspec

from article3.logic.diagrams import NO, YES, BoundExceededError, Diagrams, combine
from article3.logic.fold import Fold, nodes
from article3.logic.gates import gates
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Not,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

BOUND = 20_000
"""How many diagram nodes the check of one rule may make.

Today's law needs under 1,000 for a case with a few harms of which nothing is known. Fifty such harms can pass it where a question
of law is open.
"""

_ESTABLISHED, _NOT_ESTABLISHED, _UNDETERMINED = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


class Facts(Protocol):
    """What the evaluation asks of a case."""

    def value(self, variable: Variable, scope: int | None) -> Value | None:
        """The known value, or ``None``."""

    def members(self, collection: Collection) -> Sequence[int] | None:
        """Indexes of the collection's entities, or ``None`` if the case does not list it."""


class UnknownKind(enum.StrEnum):
    """What sort of thing is open."""

    VARIABLE = "variable"
    COLLECTION = "collection"
    DAYS = "days"
    QUESTION = "question"


class Unknown(msgspec.Struct, frozen=True):
    """Something open that a truth depends on.

    Attributes:
        kind: a fact, an unlisted collection, a comparison of days, or a question of law.
        subject: the variable, the quantifier, the comparison, or the question's id.
        scope: index of the entity it belongs to.
        candidates: the values it may have (for a question of law, the live readings).
    """

    kind: UnknownKind
    subject: Variable | Some | Elapsed | str
    scope: int | None
    candidates: tuple[Value, ...]


class Reached(msgspec.Struct):
    """A node's truth and what it still depends on.

    Attributes:
        truth: the node's truth.
        unknown: the unknowns it depends on while undetermined, as a set of bits.
        repeated: those of them that occur more than once below.
        by_completion: definite only because every completion agrees.
        bounded: undetermined because the completion check reached its bound.
    """

    truth: Truth
    unknown: int = 0
    repeated: int = 0
    by_completion: bool = False
    bounded: bool = False


_YES, _NO = Reached(_ESTABLISHED), Reached(_NOT_ESTABLISHED)
_DEFINITE = {_ESTABLISHED: _YES, _NOT_ESTABLISHED: _NO}


class Evaluation:
    """The truth of every proposition of a graph for one case in one forum, found on demand.

    Args:
        facts: the case.
        live: the readings alive in the forum, by question id.
        thresholds: from :func:`thresholds`, for the graph that will be asked.
        bound: see :data:`BOUND`.
    """

    def __init__(
        self,
        facts: Facts,
        live: Callable[[str], Sequence[str]],
        thresholds: Mapping[Variable, Iterable[float | dt.date]],
        bound: int = BOUND,
    ) -> None:
        self._facts = facts
        self._live = live
        self._thresholds = thresholds
        self.unknowns: list[Unknown] = []
        self._bits: dict[tuple[object, int | None], int] = {}
        self._fold: Fold[Reached] = Fold(self)
        self._bound = bound

    def reached(self, node: Proposition, scope: int | None = None) -> Reached:
        """The node's truth and what it depends on."""
        return self._fold.value(node, scope)

    def seen(self, node: Proposition, scope: int | None = None) -> Reached | None:
        """The same if something that was asked rests on the node; ``None`` if nothing does."""
        return self._fold.seen(node, scope)

    def under(
        self, facts: Facts, live: Callable[[str], Sequence[str]], touched: Container[Proposition], moved: Container[object]
    ) -> Evaluation:
        """The same case under other law: only what rests on what is different is evaluated again.

        Args:
            facts: the case as it stands then.
            live: the readings alive then.
            touched: every node whose value can be another, because what it rests on is.
            moved: ids of the questions of law that have other live readings.
        """
        other = Evaluation(facts, live, self._thresholds, self._bound)
        other.unknowns = list(self.unknowns)
        other._bits = {key: bit for key, bit in self._bits.items() if key[0] not in moved}
        other._fold = Fold(other, lambda node, scope: None if node in touched else self.seen(node, scope))
        return other

    def open_points(self, reached: Reached) -> list[tuple[int, Unknown]]:
        """What an undetermined truth depends on, each with its bit, in the order in which it was met."""
        return [(bit, self.unknowns[bit]) for bit in bits(reached.unknown)]

    def diagram(self, rule: Rule, scope: int | None, diagrams: Diagrams) -> int:
        """A rule's truth for every completion of what it depends on, each unknown at the level of its bit.

        Raises:
            article3.logic.diagrams.BoundExceededError: if that takes more nodes than the store allows.
        """
        self.reached(rule, scope)
        completions = _Completions(self, diagrams, rule)
        return Fold(completions, completions.definite).value(rule.body, scope)

    # What each kind of node means in Kleene's logic (see article3.logic.fold.Interpreter).

    def members(self, collection: Collection) -> Sequence[int] | None:
        return self._facts.members(collection)

    def live(self, node: Question) -> Sequence[str]:
        return self._live(node.id)

    def yes_no(self, node: YesNo, scope: int | None) -> Reached:
        value = self._facts.value(node, scope)
        if value is None:
            return self._open(node, scope) or self._meet(UnknownKind.VARIABLE, node, scope, (True, False))
        return _YES if value else _NO

    def condition(self, node: Condition, scope: int | None) -> Reached:
        variable = node.variable
        value = self._facts.value(variable, scope)
        truth = _UNDETERMINED if value is None else node.holds(value)
        if truth is not _UNDETERMINED:
            return _DEFINITE[truth]
        candidates = tuple(variable.candidates(value, self._thresholds.get(variable, ())))
        outcomes = {node.holds(candidate) for candidate in candidates}
        if len(outcomes) == 1:
            # Every value meets the test, or none does: there is nothing to know.
            return _DEFINITE[outcomes.pop()]
        return self._open(variable, scope) or self._meet(UnknownKind.VARIABLE, variable, scope, candidates)

    def elapsed(self, node: Elapsed, scope: int | None) -> Reached:
        later, earlier = self._facts.value(node.later, scope), self._facts.value(node.earlier, scope)
        if isinstance(later, dt.date) and isinstance(earlier, dt.date):
            return _DEFINITE[node.holds(later, earlier)]
        return self._open(node, scope) or self._meet(UnknownKind.DAYS, node, scope, (True, False))

    def constant(self, node: Constant) -> Reached:
        return _DEFINITE[node.truth]

    def all_of(self, node: AllOf, parts: Sequence[Reached]) -> Reached:
        return _joined(parts, _NOT_ESTABLISHED, _ESTABLISHED)

    def any_of(self, node: AnyOf, parts: Sequence[Reached]) -> Reached:
        return _joined(parts, _ESTABLISHED, _NOT_ESTABLISHED)

    def negation(self, node: Not, part: Reached) -> Reached:
        return _negated(part)

    def unless(self, node: Unless, general: Reached, exception: Reached) -> Reached:
        return _joined((general, _negated(exception)), _NOT_ESTABLISHED, _ESTABLISHED)

    def some(self, node: Some, members: Sequence[Reached] | None) -> Reached:
        if members is None:
            return self._open(node, None) or self._meet(UnknownKind.COLLECTION, node, None, (True, False))
        held = sum(member.truth is _ESTABLISHED for member in members)
        possible = [member for member in members if member.truth is _UNDETERMINED]
        if held >= node.at_least:
            return _YES
        if held + len(possible) < node.at_least:
            return _NO
        return _open_join(possible)

    def rule(self, node: Rule, body: Reached, scope: int | None) -> Reached:
        if body.truth is not _UNDETERMINED or not body.repeated:
            return body
        try:
            completions = _Completions(self, Diagrams(self._bound), node)
            diagram = Fold(completions, completions.settled).value(node.body, scope)
        except BoundExceededError:
            return msgspec.structs.replace(body, bounded=True)
        if diagram in {YES, NO}:
            return Reached(_ESTABLISHED if diagram == YES else _NOT_ESTABLISHED, by_completion=True)
        return Reached(_UNDETERMINED, completions.matters(diagram))

    def question(self, node: Question, readings: Mapping[str, Reached]) -> Reached:
        values = list(readings.values())
        first = values[0]
        if len(values) == 1:
            return first
        if first.truth is not _UNDETERMINED and all(value.truth is first.truth for value in values):
            return _DEFINITE[first.truth]
        opened = self._open(node.id, None) or self._meet(UnknownKind.QUESTION, node.id, None, tuple(readings))
        return _open_join([opened, *(value for value in values if value.truth is _UNDETERMINED)])

    def bit(self, subject: object, scope: int | None) -> int:
        """The place of an unknown that was met before."""
        return self._bits[subject, scope]

    def _open(self, subject: Variable | Some | Elapsed | str, scope: int | None) -> Reached | None:
        """Undetermined for want of something that was met before; ``None`` if it was not."""
        bit = self._bits.get((subject, scope))
        return None if bit is None else Reached(_UNDETERMINED, 1 << bit)

    def _meet(
        self, kind: UnknownKind, subject: Variable | Some | Elapsed | str, scope: int | None, candidates: tuple[Value, ...]
    ) -> Reached:
        """Undetermined for want of something met for the first time."""
        bit = self._bits[subject, scope] = len(self.unknowns)
        self.unknowns.append(Unknown(kind, subject, scope, candidates))
        return Reached(_UNDETERMINED, 1 << bit)


def _joined(parts: Sequence[Reached], decisive: Truth, neutral: Truth) -> Reached:
    """Kleene's conjunction (decisive: not established) or disjunction (decisive: established)."""
    unknown = repeated = 0
    for part in parts:
        if part.truth is decisive:
            return _DEFINITE[decisive]
        if part.truth is _UNDETERMINED:
            repeated |= part.repeated | (unknown & part.unknown)
            unknown |= part.unknown
    return Reached(_UNDETERMINED, unknown, repeated) if unknown else _DEFINITE[neutral]


def _negated(part: Reached) -> Reached:
    if part.truth is _UNDETERMINED:
        return part
    return _NO if part.truth is _ESTABLISHED else _YES


def _open_join(parts: Sequence[Reached]) -> Reached:
    unknown = repeated = 0
    for part in parts:
        repeated |= part.repeated | (unknown & part.unknown)
        unknown |= part.unknown
    return Reached(_UNDETERMINED, unknown, repeated)


class _Completions:
    """The graph below a rule as diagrams over what is open.

    Whatever is settled already is a constant here. A rule that is undetermined, and whose unknowns reach the rule under
    check through it alone, is one unknown of its own: it can still come out either way whatever the rest does.
    """

    def __init__(self, evaluation: Evaluation, diagrams: Diagrams, under: Rule) -> None:
        self._evaluation = evaluation
        self._diagrams = diagrams
        self._gates = gates(under.body)
        self._modules: dict[int, int] = {}

    def matters(self, diagram: int) -> int:
        """The unknowns on which a diagram depends, as a set of bits."""
        found = 0
        for level in self._diagrams.support(diagram):
            found |= self._modules.get(level, 1 << level)
        return found

    def definite(self, node: Proposition, scope: int | None) -> int | None:
        truth = self._evaluation.reached(node, scope).truth
        return None if truth is _UNDETERMINED else YES if truth is _ESTABLISHED else NO

    def settled(self, node: Proposition, scope: int | None) -> int | None:
        reached = self._evaluation.reached(node, scope)
        if reached.truth is not _UNDETERMINED:
            return YES if reached.truth is _ESTABLISHED else NO
        if isinstance(node, Rule) and not reached.repeated and self._is_module(node, reached):
            # Its own unknowns occur nowhere else in the diagram, so it can stand at the level of the first of them.
            level = min(bits(reached.unknown))
            self._modules[level] = reached.unknown
            return self._diagrams.choose(level, [YES, NO])
        return None

    def _is_module(self, node: Rule, reached: Reached) -> bool:
        if node.entity is not None and _quantifies(node):
            # It reaches the same unknowns from each entity, so the entities are not independent of each other.
            return False
        for _, unknown in self._evaluation.open_points(reached):
            if node.entity is not None and unknown.scope is None:
                return False
            if node not in self._gates.get(unknown.subject, ()):
                return False
        return True

    def members(self, collection: Collection) -> Sequence[int] | None:
        return self._evaluation.members(collection)

    def live(self, node: Question) -> Sequence[str]:
        return self._evaluation.live(node)

    def yes_no(self, node: YesNo, scope: int | None) -> int:
        return self._free(node, scope)

    def condition(self, node: Condition, scope: int | None) -> int:
        level = self._evaluation.bit(node.variable, scope)
        values = self._evaluation.unknowns[level].candidates
        return self._diagrams.choose(level, [YES if node.holds(value) is _ESTABLISHED else NO for value in values])

    def elapsed(self, node: Elapsed, scope: int | None) -> int:
        return self._free(node, scope)

    def constant(self, node: Constant) -> int:
        return YES if node.truth is _ESTABLISHED else NO

    def all_of(self, node: AllOf, parts: Sequence[int]) -> int:
        return combine(YES, parts, self._diagrams.both)

    def any_of(self, node: AnyOf, parts: Sequence[int]) -> int:
        return combine(NO, parts, self._diagrams.either)

    def negation(self, node: Not, part: int) -> int:
        return self._diagrams.negate(part)

    def unless(self, node: Unless, general: int, exception: int) -> int:
        return self._diagrams.both(general, self._diagrams.negate(exception))

    def some(self, node: Some, members: Sequence[int] | None) -> int:
        if members is None:
            return self._free(node, None)
        # reached[k]: at least k of the members seen so far.
        reached = [YES, *[NO] * node.at_least]
        for member in reversed(members):
            for count in range(node.at_least, 0, -1):
                with_it = self._diagrams.both(reached[count - 1], member)
                reached[count] = self._diagrams.either(reached[count], with_it)
        return reached[node.at_least]

    def rule(self, node: Rule, body: int, scope: int | None) -> int:
        return body

    def question(self, node: Question, readings: Mapping[str, int]) -> int:
        if len(readings) == 1:
            return next(iter(readings.values()))
        level = self._evaluation.bit(node.id, None)
        names = self._evaluation.unknowns[level].candidates
        chosen = [
            self._diagrams.both(self._diagrams.choose(level, [YES if name == other else NO for other in names]), reading)
            for name, reading in readings.items()
        ]
        return combine(NO, chosen, self._diagrams.either)

    def _free(self, subject: object, scope: int | None) -> int:
        return self._diagrams.choose(self._evaluation.bit(subject, scope), [YES, NO])


@functools.lru_cache(maxsize=4096)
def _quantifies(rule: Rule) -> bool:
    return any(isinstance(node, Some) for node in nodes(rule, formula_only=True))


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def thresholds(*roots: Proposition) -> dict[Variable, list[float | dt.date]]:
    """Every bound each variable is compared with anywhere below the roots."""
    found: dict[Variable, list[float | dt.date]] = {}
    for node in nodes(*roots):
        if isinstance(node, Compare):
            found.setdefault(node.variable, []).append(node.bound)
    return found
