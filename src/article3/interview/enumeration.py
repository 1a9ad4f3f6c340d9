"""Every completion of a case once, where few unknowns are left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from article3.interview.completions import STRATA, Completions, Parts, tilted
from article3.logic.evaluation import UnknownKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.interview.priors import Priors
    from article3.interview.setting import Goal, View
    from article3.logic.evaluation import Unknown
    from article3.logic.variables import Value

MOST = 1 << 12
"""Most completions that are gone through one by one."""


class Enumeration(Completions):
    """All completions of what the goals depend on, each once, with its weight.

    What they do not depend on has its first value throughout, which changes nothing.

    Args:
        view: the case in its forum.
        unknowns: what the goals depend on.
        priors: how often an unknown has which value.

    Attributes:
        count: how many completions there are.
    """

    def __init__(self, view: View, unknowns: Sequence[Unknown], priors: Priors) -> None:
        super().__init__(view.case, view.setting.live, priors)
        self.count = _count(unknowns)
        self.every = (1 << self.count) - 1
        self._steps: dict[tuple[object, int | None], int] = {}
        step = 1
        for unknown in unknowns:
            self._steps[unknown.subject, unknown.scope] = step
            step *= len(unknown.candidates)
        self._weights = [[1.0] * self.count for _ in range(STRATA)]

    def shares(self, goals: Sequence[Goal]) -> list[float]:
        """In how large a share of all completions each goal is reached, by their weights."""
        rows = self.outcomes(goals)
        return [self.weight(row) for row in rows]

    def weight(self, row: int) -> float:
        """The share of some completions among all, weak cases and strong ones counting alike."""
        lanes = [lane for lane in range(self.count) if row >> lane & 1]
        return math.fsum(weights[lane] for weights in self._weights for lane in lanes) / STRATA

    def _drawn(
        self,
        subject: object,
        scope: int | None,
        values: Sequence[Value],
        weights: Sequence[float] | None,
        pull: Sequence[float] | None = None,
    ) -> Parts:
        key = (subject, scope)
        found = self._parts.get(key)
        if found is not None:
            return found
        step, size = self._steps.get(key), len(values)
        rows = [0] * size
        if step is None:
            rows[0] = self.every
        else:
            for lane in range(self.count):
                rows[lane // step % size] |= 1 << lane
            for stratum, shares in enumerate(tilted(weights or [1.0] * size, pull or [0.0] * size)):
                here = self._weights[stratum]
                for lane in range(self.count):
                    here[lane] *= shares[lane // step % size]
        found = self._parts[key] = tuple(zip(values, rows, strict=True))
        return found


def enumerated(view: View, goals: Sequence[Goal], priors: Priors) -> Enumeration | None:
    """Every completion of what the goals depend on; ``None`` if they are too many, or depend on a list that the case lacks."""
    unknowns = view.open(goals)
    if any(unknown.kind is UnknownKind.COLLECTION for unknown in unknowns) or _count(unknowns) > MOST:
        return None
    return Enumeration(view, unknowns, priors)


def _count(unknowns: Sequence[Unknown]) -> int:
    return math.prod(len(unknown.candidates) for unknown in unknowns)
