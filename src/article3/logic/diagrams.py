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
        if found is not None:
            return found
        # A branch is always made before what it is a branch of, so in the order of their numbers branches come first.
        for node in sorted(self._reachable(diagram)):
            if node not in self._negations:
                negated = self.choose(self._levels[node], [self._negations[branch] for branch in self._branches[node]])
                self._negations[node] = negated
                self._negations[negated] = node
        return self._negations[diagram]

    def both(self, left: int, right: int) -> int:
        """Established where both are."""
        return self._join(left, right, NO)

    def either(self, left: int, right: int) -> int:
        """Established where at least one is."""
        return self._join(left, right, YES)

    def _join(self, left: int, right: int, decisive: int) -> int:
        # With a stack of our own: a diagram can be deeper than Python lets calls nest.
        waiting = [(left, right)]
        while waiting:
            one, other = waiting[-1]
            if self._plain(one, other, decisive) is not None:
                waiting.pop()
                continue
            level, pairs = self._split(one, other)
            results = [self._plain(*pair, decisive) for pair in pairs]
            if None in results:
                waiting += [pair for pair, result in zip(pairs, results, strict=True) if result is None]
                continue
            self._joined[min(one, other), max(one, other), decisive] = self.choose(level, [r for r in results if r is not None])
            waiting.pop()
        found = self._plain(left, right, decisive)
        assert found is not None  # noqa: S101 - the loop ends only once it is known
        return found

    def _plain(self, left: int, right: int, decisive: int) -> int | None:
        """The join of two diagrams where it is known without looking into them."""
        if left == right:
            return left
        if left <= YES:
            return left if left == decisive else right
        if right <= YES:
            return right if right == decisive else left
        return self._joined.get((left, right, decisive) if left < right else (right, left, decisive))

    def _split(self, left: int, right: int) -> tuple[int, list[tuple[int, int]]]:
        """The lower level of the two, and the pairs to join for each value of the unknown there."""
        left_level, right_level = self._levels[left], self._levels[right]
        if left_level < right_level:
            return left_level, [(branch, right) for branch in self._branches[left]]
        if right_level < left_level:
            return right_level, [(left, branch) for branch in self._branches[right]]
        return left_level, list(zip(self._branches[left], self._branches[right], strict=True))

    def split(self, diagram: int) -> tuple[int, tuple[int, ...]]:
        """The unknown that a diagram asks first, and the diagram for each of its values; only for one that is still open."""
        return self._levels[diagram], self._branches[diagram]

    def support(self, diagram: int) -> frozenset[int]:
        """The unknowns that can still make a difference."""
        return frozenset(self._levels[node] for node in self._reachable(diagram))

    def _reachable(self, diagram: int) -> set[int]:
        seen: set[int] = set()
        stack = [diagram]
        while stack:
            node = stack.pop()
            if node > YES and node not in seen:
                seen.add(node)
                stack.extend(self._branches[node])
        return seen


def combine(start: int, parts: Sequence[int], how: Callable[[int, int], int]) -> int:
    """Parts joined one after another, the last first: later parts mention later unknowns, which keeps the joins small."""
    for part in reversed(parts):
        start = how(part, start)
    return start
