"""The smallest sets of known facts without which a conclusion no longer follows.

Each such set takes something from every set of facts that is enough by itself; so they are found as hitting sets, from one
sufficient set to the next (R. Reiter, "A Theory of Diagnosis from First Principles", Artificial Intelligence 32 (1987) 57-95).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.interview.setting import View
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, YesNo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.findings.prepared import Place
    from article3.interview.setting import Goal
    from article3.logic.truth import Truth

MOST_EVALUATIONS = 4000
"""How often the case may be evaluated in one search."""


class Supports:
    """What a goal's truth rests on in a case.

    Args:
        view: the case in its forum.
        goal: a goal that is established, or not established.

    Attributes:
        complete: whether the search went to its end.
    """

    def __init__(self, view: View, goal: Goal) -> None:
        self._view = view
        self._goal = goal
        self._truth = view.truth(goal)
        self._left = MOST_EVALUATIONS
        self.complete = True
        below = _tested(goal)
        self._facts: list[Place] = [
            place for place, answer in view.stated.answers.items() if answer.value is not None and place[0] in below
        ]

    def losses(self, most: int) -> list[tuple[tuple[Place, ...], Truth]]:
        """The smallest sets of at most so many facts that it cannot lose, each with what becomes of the goal without them."""
        found: list[tuple[tuple[Place, ...], Truth]] = []
        # Facts that are taken away, level by level, so that a smaller set is met before what holds it.
        waiting: list[tuple[Place, ...]] = [()]
        seen: set[frozenset[Place]] = set()
        order = {place: number for number, place in enumerate(self._facts)}
        for size in range(most + 1):
            following: list[tuple[Place, ...]] = []
            for lost in waiting:
                if any(set(less) <= set(lost) for less, _ in found):
                    continue
                truth = self._without(lost)
                if truth is None:
                    return found
                if truth is not self._truth:
                    found.append((tuple(sorted(lost, key=order.__getitem__)), truth))
                elif size < most:
                    for place in self._enough(lost):
                        more = frozenset([*lost, place])
                        if more not in seen:
                            seen.add(more)
                            following.append((*lost, place))
            waiting = following
        return found

    def _enough(self, lost: Iterable[Place]) -> list[Place]:
        """A smallest set of other facts that is enough by itself; facts that precedent forces need none."""
        gone = list(lost)
        kept = [place for place in self._facts if place not in gone]
        needed: list[Place] = []
        for place in kept:
            truth = self._without([*gone, place])
            if truth is None:
                return []
            if truth is self._truth:
                gone.append(place)
            else:
                needed.append(place)
        return needed

    def _without(self, lost: Iterable[Place]) -> Truth | None:
        """What becomes of the goal without some facts; ``None`` once the search has taken too long."""
        if not self._left:
            self.complete = False
            return None
        self._left -= 1
        return View(without(self._view.stated, lost), self._view.setting).truth(self._goal)


def without(case: Case, lost: Iterable[Place]) -> Case:
    """The case as if some facts were unknown."""
    gone = set(lost)
    return msgspec.structs.replace(case, answers={at: answer for at, answer in case.answers.items() if at not in gone})


def _tested(goal: Goal) -> set[object]:
    found: set[object] = set()
    for node in nodes(goal.rule, formula_only=True):
        if isinstance(node, YesNo):
            found.add(node)
        elif isinstance(node, Condition):
            found.add(node.variable)
        elif isinstance(node, Elapsed):
            found |= {node.later, node.earlier}
    return found
