"""What undetermined rules still depend on: the unknown facts and open questions of law that can be reached below them.

One walk down the graph, over rows of bits: from a rule where it is undetermined, to each of its parts where that is undetermined
too. It finds all that Kleene's tables leave open. ``decide`` looks closer where an unknown occurs more than once, and can find
that some of these make no difference; none that does is left out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

import msgspec

from article3.logic.fold import nodes
from article3.logic.planes import B
from article3.logic.propositions import Condition, Elapsed, Question, Some, YesNo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.logic.planes import Leaves, PlaneEvaluation
    from article3.logic.propositions import Proposition, Rule
    from article3.logic.variables import Collection, Variable

Place = tuple["Variable | Collection", "int | None"]
"""A fact and the entry it is about, or a list that the case does not tell."""


class Matters(msgspec.Struct, Generic[B]):
    """What can still matter, one bit a case.

    Attributes:
        missing: for each fact or list, where it can.
        turns_on: for each question of law, where it can.
    """

    missing: dict[Place, B]
    turns_on: dict[str, B]


class _Walk(Generic[B]):
    def __init__(self, evaluation: PlaneEvaluation[B], leaves: Leaves[B]) -> None:
        self._evaluation, self._leaves = evaluation, leaves
        self._reached: dict[tuple[Proposition, int | None], B] = {}
        self.found: Matters[B] = Matters({}, {})

    def start(self, root: Proposition, scope: int | None, where: B) -> None:
        self._add(root, scope, where)

    def visit(self, node: Proposition, scope: int | None) -> None:
        where = self._reached.get((node, scope))
        if where is None:
            return
        if isinstance(node, YesNo):
            self._miss((node, scope), where)
        elif isinstance(node, Condition):
            self._miss((node.variable, scope), where)
        elif isinstance(node, Elapsed):
            self._days(node, where)
        elif isinstance(node, Some):
            self._some(node, where)
        elif isinstance(node, Question):
            self._question(node, scope, where)
        else:
            for part in node.formula:
                self._add(part, scope, where)

    def _add(self, node: Proposition, scope: int | None, where: B) -> None:
        if node.entity is None:
            scope = None
        where = where & self._evaluation.undetermined(node, scope)
        before = self._reached.get((node, scope))
        self._reached[node, scope] = where if before is None else before | where

    def _miss(self, place: Place, where: B) -> None:
        before = self.found.missing.get(place)
        self.found.missing[place] = where if before is None else before | where

    def _days(self, node: Elapsed, where: B) -> None:
        for day in (node.later, node.earlier):
            self._miss((day, None), where & self._leaves.unknown(day))

    def _some(self, node: Some, where: B) -> None:
        listed = self._leaves.listed(node.collection)
        self._miss((node.collection, None), where ^ (where & listed))
        for index in self._leaves.members(node.collection):
            self._add(node.body, index, where & self._leaves.present(node.collection, index))

    def _question(self, node: Question, scope: int | None, where: B) -> None:
        alive = self._leaves.alive(node)
        rows = list(alive.values())
        several = where ^ where
        for place, row in enumerate(rows):
            for other in rows[place + 1 :]:
                several = several | (row & other)
        before = self.found.turns_on.get(node.id)
        turns = where & several
        self.found.turns_on[node.id] = turns if before is None else before | turns
        for name, row in alive.items():
            self._add(node.readings[name], scope, where & row)


def matters(evaluation: PlaneEvaluation[B], leaves: Leaves[B], asked: Mapping[Rule, B]) -> Matters[B]:
    """What the truth of some rules still depends on, taken together.

    Args:
        evaluation: of the rules on the cases.
        leaves: the cases.
        asked: for each rule, the cases in which it matters what it depends on.
    """
    walk = _Walk(evaluation, leaves)
    for root, where in asked.items():
        walk.start(root, None, where)
    for node, scope in _downward(tuple(asked), leaves):
        walk.visit(node, scope)
    return walk.found


def _downward(roots: tuple[Rule, ...], leaves: Leaves[B]) -> Iterator[tuple[Proposition, int | None]]:
    """Every node and entry, what is above before what is below."""
    below = list(nodes(*roots, formula_only=True))
    indexes: dict[object, dict[int, None]] = {}
    for node in below:
        if isinstance(node, Some):
            indexes.setdefault(node.collection.entity, {}).update(dict.fromkeys(leaves.members(node.collection)))
    for node in reversed(below):
        for scope in (None,) if node.entity is None else tuple(indexes.get(node.entity, ())):
            yield node, scope
