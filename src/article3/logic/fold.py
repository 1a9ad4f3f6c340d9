"""The one traversal of the graph that every reading of it shares.

An interpreter says what each kind of node means in its own terms (truth values, diagrams, arrays, formulas of a solver);
the fold visits each node once for each entity it speaks of and hands the interpreter the values of the parts. Nothing
else in the project walks the formulas to evaluate them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from article3.logic.propositions import (
    AllOf,
    AnyOf,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from article3.logic.variables import Collection

T = TypeVar("T")


class Interpreter(Protocol[T]):
    """What each kind of node means. ``scope`` is the index of the entity spoken of, ``None`` for the whole case."""

    def members(self, collection: Collection) -> Sequence[int] | None:
        """The entities of a collection, by index; ``None`` when the case doesn't say which there are."""

    def live(self, node: Question) -> Sequence[str]:
        """The readings that the forum leaves alive: one if the question is settled, several if it is open."""

    def yes_no(self, node: YesNo, scope: int | None) -> T:
        """A variable that is yes, no or unknown."""

    def condition(self, node: Condition, scope: int | None) -> T:
        """A test of a choice, number, day or estimate."""

    def elapsed(self, node: Elapsed, scope: int | None) -> T:
        """A comparison of two days."""

    def constant(self, node: Constant) -> T:
        """A matter the law settles."""

    def all_of(self, node: AllOf, parts: Sequence[T]) -> T:
        """Every part."""

    def any_of(self, node: AnyOf, parts: Sequence[T]) -> T:
        """At least one part."""

    def negation(self, node: Not, part: T) -> T:
        """Not the part."""

    def unless(self, node: Unless, general: T, exception: T) -> T:
        """The general and not the exception."""

    def some(self, node: Some, members: Sequence[T] | None) -> T:
        """At least so many members; ``None`` when the collection is unlisted."""

    def rule(self, node: Rule, body: T, scope: int | None) -> T:
        """A named conclusion."""

    def question(self, node: Question, readings: Mapping[str, T]) -> T:
        """A question of law, with the value of each live reading."""


class Fold(Generic[T]):
    """One interpretation of a graph: each node is visited once for each entity it speaks of, on demand.

    Args:
        interpreter: what each kind of node means.
        settled: gives a value known beforehand, which spares the visit, or ``None``.
    """

    def __init__(self, interpreter: Interpreter[T], settled: Callable[[Proposition, int | None], T | None] | None = None) -> None:
        self._interpreter = interpreter
        self._settled = settled
        self._values: dict[tuple[Proposition, int | None], T] = {}

    def value(self, node: Proposition, scope: int | None = None) -> T:
        """The node's value; a node that speaks of the whole case has one value whatever the scope."""
        if node.entity is None:
            scope = None
        key = (node, scope)
        found = self._values.get(key)
        if found is None:
            found = None if self._settled is None else self._settled(node, scope)
            if found is None:
                found = node.fold(self._interpreter, self.value, scope)
            self._values[key] = found
        return found

    def seen(self, node: Proposition, scope: int | None = None) -> T | None:
        """The node's value if it was visited or settled already; ``None`` if not."""
        return self._values.get((node, None if node.entity is None else scope))


def nodes(*roots: Proposition, formula_only: bool = False) -> Iterator[Proposition]:
    """Every node below the roots, each once, parts before what they are part of.

    Args:
        roots: where to begin.
        formula_only: leave out what is only weighed.
    """
    seen: set[Proposition] = set()
    stack: list[tuple[Proposition, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        node, parts_done = stack.pop()
        if parts_done:
            yield node
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            below = node.formula if formula_only else node.children
            stack.extend((child, False) for child in reversed(below))


def rules(*roots: Proposition) -> Iterator[Rule]:
    """Every rule below the roots, each once, parts first."""
    return (node for node in nodes(*roots) if isinstance(node, Rule))
