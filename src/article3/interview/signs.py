"""Which way each fact pulls: towards protection, against it, or now one way and now the other.

A fact that every way from the goals reaches without an odd number of negations pulls towards them when it holds; with an odd
number it pulls against them. A bar pulls both ways at once: it takes withholding away and gives deferral.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, Not, Proposition, Unless, YesNo
from article3.logic.truth import Truth
from article3.rules.rulebase import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from article3.logic.variables import Value, Variable

_BOTH = 3


@functools.cache
def signs() -> Mapping[Proposition, int]:
    """For each test of a fact below the forms of protection: 1 if it pulls towards them, -1 if against, 0 if both ways."""
    found: dict[Proposition, int] = dict.fromkeys(FORMS, 1)
    for node in reversed(list(nodes(*FORMS, formula_only=True))):
        here = found[node]
        for part in node.formula:
            turned = isinstance(node, Not) or (isinstance(node, Unless) and part is node.exception)
            found[part] = found.get(part, 0) | (_other(here) if turned else here)
    return {node: {1: 1, 2: -1}.get(sign, 0) for node, sign in found.items() if isinstance(node, (YesNo, Condition, Elapsed))}


def _other(sign: int) -> int:
    """One bit for each direction: 1 towards, 2 against."""
    return {1: 2, 2: 1}.get(sign, _BOTH)


@functools.cache
def _tests() -> Mapping[Variable, Sequence[Condition]]:
    found: dict[Variable, list[Condition]] = {}
    for node in signs():
        if isinstance(node, Condition):
            found.setdefault(node.variable, []).append(node)
    return found


def pulls(variable: Variable, values: Iterable[Value]) -> list[float]:
    """How far each value of a fact pulls towards protection, from -1/2 to 1/2; 0 for each where it pulls both ways or neither."""
    if isinstance(variable, YesNo):
        sign = signs().get(variable, 0)
        return [sign / 2 if value else -sign / 2 for value in values]
    tests = _tests().get(variable, ())
    scores = [sum(signs()[test] for test in tests if test.holds(value) is Truth.ESTABLISHED) for value in values]
    lowest, highest = min(scores), max(scores)
    return [0.0 if lowest == highest else (score - lowest) / (highest - lowest) - 0.5 for score in scores]
