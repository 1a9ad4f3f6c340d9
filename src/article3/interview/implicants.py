"""The smallest sets of answers that decide a goal whatever else stays unknown.

They are the prime implicants of the goal, as a formula over what is unknown, of at most so many answers; open questions of law
and lists that the case lacks are not for anybody to answer, so that a set must do under each way of settling them. They are read
off a decision diagram: the implicants that do not answer its first unknown are those of all its branches together, the others
are implicants of one branch (O. Coudert and J. C. Madre, "Implicit and Incremental Computation of Primes and Essential Primes
of Boolean Functions", 29th Design Automation Conference (1992) 36-39).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.logic.diagrams import NO, YES, Diagrams, combine
from article3.logic.evaluation import UnknownKind

if TYPE_CHECKING:
    from collections.abc import Container

    from article3.interview.setting import Goal, View

Cube = frozenset[tuple[int, int]]
"""Answers: for each unknown, by its bit, which of its candidates it has."""

BOUND = 200_000
"""How many diagram nodes the search may make."""

_NOT_ASKED = {UnknownKind.QUESTION, UnknownKind.COLLECTION}


class Implicants:
    """The sets of answers that decide one goal.

    Args:
        view: the case in its forum.
        goal: what one works towards.
        bound: see :data:`BOUND`.

    Raises:
        article3.logic.diagrams.BoundExceededError: if the goal is too large.
    """

    def __init__(self, view: View, goal: Goal, bound: int = BOUND) -> None:
        self._diagrams = Diagrams(bound)
        evaluation = view.evaluation
        diagram = evaluation.diagram(goal.rule, goal.scope, self._diagrams)
        free = {bit for bit, point in enumerate(evaluation.unknowns) if point.kind in _NOT_ASKED}
        self._yes = self._whichever(diagram, free, {})
        self._no = self._whichever(self._diagrams.negate(diagram), free, {})
        self._known: dict[tuple[int, int], frozenset[Cube]] = {}

    def establishing(self, most: int) -> frozenset[Cube]:
        """The smallest sets of at most so many answers that establish the goal."""
        return self._of(self._yes, most)

    def defeating(self, most: int) -> frozenset[Cube]:
        """Those after which it cannot be established."""
        return self._of(self._no, most)

    def _whichever(self, diagram: int, free: Container[int], known: dict[int, int]) -> int:
        """Where a diagram holds however some unknowns turn out."""
        if diagram in {YES, NO}:
            return diagram
        found = known.get(diagram)
        if found is None:
            level, branches = self._diagrams.split(diagram)
            parts = [self._whichever(branch, free, known) for branch in branches]
            found = combine(YES, parts, self._diagrams.both) if level in free else self._diagrams.choose(level, parts)
            known[diagram] = found
        return found

    def _of(self, diagram: int, most: int) -> frozenset[Cube]:
        if diagram == YES:
            return frozenset([frozenset()])
        if diagram == NO or not most:
            return frozenset()
        found = self._known.get((diagram, most))
        if found is None:
            level, branches = self._diagrams.split(diagram)
            always = self._of(combine(YES, branches, self._diagrams.both), most)
            with_it = {
                cube | {(level, place)}
                for place, branch in enumerate(branches)
                for cube in self._of(branch, most - 1)
                if not any(less <= cube for less in always)
            }
            found = self._known[diagram, most] = always | with_it
        return found
