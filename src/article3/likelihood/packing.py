"""How much can be packed: the largest total weight of sets such that no element carries more than it can.

A linear program small enough to solve exactly: the simplex method on whole numbers (J. Edmonds, *Systems of distinct
representatives and linear algebra*, J. Res. Nat. Bur. Standards 71B (1967) 241), with Bland's rule in reserve, so that it
ends (R. G. Bland, *New finite pivoting rules for the simplex method*, Math. Oper. Res. 2 (1977) 103).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BOLD = 200
"""So many times the steepest column is chosen; then the first that improves, which cannot go round in circles."""


def largest_packing(sets: Sequence[frozenset[str]], capacities: Mapping[str, Fraction]) -> Fraction:
    """The largest total weight of the sets, at most 1, such that no element is in sets of more weight than its capacity.

    Args:
        sets: none of them empty.
        capacities: of every element, 0 or more.
    """
    elements = sorted({element for one in sets for element in one})
    limits = [*(capacities[element] for element in elements), Fraction(1)]
    scale = math.lcm(*(limit.denominator for limit in limits))
    rows = [
        [*(int(element in one) for one in sets), *_unit(number, len(limits)), int(limit * scale)]
        for number, (element, limit) in enumerate(zip([*elements, None], limits, strict=True))
    ]
    rows[-1][: len(sets)] = [1] * len(sets)
    goal = [*([-1] * len(sets)), *([0] * (len(limits) + 1))]
    basis = [len(sets) + number for number in range(len(limits))]
    pivot_before, turns = 1, 0
    while min(goal[:-1], default=0) < 0:
        turns += 1
        enter = goal.index(min(goal[:-1])) if turns <= _BOLD else next(at for at, cost in enumerate(goal) if cost < 0)
        # Some row bounds it, because no set weighs more than 1.
        leave = min(
            (at for at, row in enumerate(rows) if row[enter] > 0),
            key=lambda at: (Fraction(rows[at][-1], rows[at][enter]), basis[at]),
        )
        pivot_row = rows[leave]
        pivot = pivot_row[enter]
        for at, row in enumerate(rows):
            if at != leave:
                rows[at] = _without(row, pivot_row, enter, pivot, pivot_before)
        goal = _without(goal, pivot_row, enter, pivot, pivot_before)
        basis[leave] = enter
        pivot_before = pivot
    return Fraction(goal[-1], pivot_before * scale)


def _unit(at: int, length: int) -> list[int]:
    return [int(number == at) for number in range(length)]


def _without(row: list[int], pivot_row: list[int], enter: int, pivot: int, pivot_before: int) -> list[int]:
    """A row with the entering column cleared; every division leaves no remainder."""
    factor = row[enter]
    return [(x * pivot - factor * y) // pivot_before for x, y in zip(row, pivot_row, strict=True)]
