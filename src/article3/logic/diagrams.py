"""Reduced ordered decision diagrams over unknowns with a few possible values each.

A diagram is a formula's truth for every completion of the unknowns at once; two formulas that agree on all completions
are the same diagram. After R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on
Computers C-35 (1986) 677-691, with as many branches as the unknown has values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NO = 0
YES = 1


class BoundExceededError(Exception):
    """More diagram nodes are needed than the bound allows."""


class Diagrams:
    """A store of diagrams, each a number; the same function always has the same number.

    Args:
        bound: how many nodes may be made before :class:`BoundExceededError`.
    """

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._levels: list[int] = [-1, -1]
        self._branches: list[tuple[int, ...]] = [(), ()]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}
        self._negations: dict[int, int] = {NO: YES, YES: NO}

    def choose(self, level: int, branches: list[int]) -> int:
        """The diagram that is ``branches[k]`` when the unknown at ``level`` has its k-th value.

        Args:
            level: the unknown's place in the order; every branch may only mention higher ones.
            branches: a diagram for each value.

        Raises:
            BoundExceededError: if the store is full.
        """
        first = branches[0]
        if branches.count(first) == len(branches):
            return first
        key = (level, tuple(branches))
        found = self._known.get(key)
        if found is None:
            if len(self._levels) >= self._bound:
                raise BoundExceededError
            found = len(self._levels)
            self._levels.append(level)
            self._branches.append(key[1])
            self._known[key] = found
        return found

    def negate(self, diagram: int) -> int:
        """Established where the other is not."""
        found = self._negations.get(diagram)
        if found is None:
            found = self.choose(self._levels[diagram], [self.negate(branch) for branch in self._branches[diagram]])
            self._negations[diagram] = found
            self._negations[found] = diagram
        return found

    def both(self, left: int, right: int) -> int:
        """Established where both are."""
        return self._join(left, right, NO)

    def either(self, left: int, right: int) -> int:
        """Established where at least one is."""
        return self._join(left, right, YES)

    def _join(self, left: int, right: int, decisive: int) -> int:
        if left == right:
            return left
        if left <= YES:
            return left if left == decisive else right
        if right <= YES:
            return right if right == decisive else left
        key = (left, right, decisive) if left < right else (right, left, decisive)
        found = self._joined.get(key)
        if found is None:
            left_level, right_level = self._levels[left], self._levels[right]
            if left_level < right_level:
                branches = [self._join(branch, right, decisive) for branch in self._branches[left]]
            elif right_level < left_level:
                branches = [self._join(left, branch, decisive) for branch in self._branches[right]]
            else:
                pairs = zip(self._branches[left], self._branches[right], strict=True)
                branches = [self._join(one, other, decisive) for one, other in pairs]
            found = self._joined[key] = self.choose(min(left_level, right_level), branches)
        return found

    def support(self, diagram: int) -> frozenset[int]:
        """The unknowns that can still make a difference."""
        seen: set[int] = set()
        stack = [diagram]
        while stack:
            node = stack.pop()
            if node > YES and node not in seen:
                seen.add(node)
                stack.extend(self._branches[node])
        return frozenset(self._levels[node] for node in seen)


def combine(start: int, parts: Sequence[int], how: Callable[[int, int], int]) -> int:
    """Parts joined one after another, the last first: later parts mention later unknowns, which keeps the joins small."""
    for part in reversed(parts):
        start = how(part, start)
    return start
