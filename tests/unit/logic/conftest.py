"""A small case of the logic's own, without the law's vocabulary."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from article3.logic.evaluation import BOUND, Evaluation, thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from article3.logic.propositions import Proposition
    from article3.logic.variables import Collection, Value, Variable


@dataclasses.dataclass(frozen=True)
class KnownFacts:
    values: Mapping[tuple[Variable, int | None], Value]
    lists: Mapping[Collection, Sequence[int]]

    def value(self, variable: Variable, scope: int | None) -> Value | None:
        return self.values.get((variable, scope))

    def members(self, collection: Collection) -> Sequence[int] | None:
        return self.lists.get(collection)


@pytest.fixture
def evaluate() -> Callable[..., Evaluation]:
    """An evaluation of a graph; ``values`` are by variable, or by variable and index of an entity."""

    def made(
        *roots: Proposition,
        values: Mapping[Variable | tuple[Variable, int], Value] | None = None,
        lists: Mapping[Collection, Sequence[int]] | None = None,
        live: Mapping[str, Sequence[str]] | None = None,
        bound: int = BOUND,
    ) -> Evaluation:
        placed: dict[tuple[Variable, int | None], Value] = {
            (place if isinstance(place, tuple) else (place, None)): value for place, value in (values or {}).items()
        }
        return Evaluation(KnownFacts(placed, lists or {}), (live or {}).__getitem__, thresholds(*roots), bound)

    return made
