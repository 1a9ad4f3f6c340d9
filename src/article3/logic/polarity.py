"""Which way a proposition pulls: whether its being so can only help a rule, only hurt it, or either.

Kleene's tables are exact where everything unknown pulls one way. A rule below that pulls both ways (a bar that excludes one form
of protection and is a condition of the other) is where they lose most; :func:`pulls_both_ways` finds it, so that both outcomes
can be followed through.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.logic.fold import nodes
from article3.logic.propositions import Not, Rule, Unless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.logic.propositions import Proposition


@functools.lru_cache(maxsize=1024)
def pulls(root: Proposition) -> Mapping[Proposition, frozenset[int]]:
    """For each node below: 1 if establishing it can help to establish the root, -1 if it can hinder; both if either."""
    found: dict[Proposition, set[int]] = {}
    waiting: list[tuple[Proposition, int]] = [(root, 1)]
    while waiting:
        node, sign = waiting.pop()
        signs = found.setdefault(node, set())
        if sign in signs:
            continue
        signs.add(sign)
        if isinstance(node, Not):
            waiting.append((node.part, -sign))
        elif isinstance(node, Unless):
            waiting += [(node.general, sign), (node.exception, -sign)]
        else:
            waiting += [(part, sign) for part in node.formula]
    return {node: frozenset(signs) for node, signs in found.items()}


@functools.lru_cache(maxsize=1024)
def pulls_both_ways(rule: Rule) -> tuple[Rule, ...]:
    """The rules about the case below a rule that pull both ways, save those below another of them."""
    if rule.entity is not None:
        return ()
    both = [node for node, signs in pulls(rule).items() if isinstance(node, Rule) and node.entity is None and len(signs) > 1]
    return tuple(node for node in both if not any(node in between(other, node) for other in both if other is not node))


@functools.lru_cache(maxsize=1024)
def between(rule: Rule, other: Proposition) -> frozenset[Proposition]:
    """The nodes below a rule that rest on another node, and that node itself; none if the rule does not."""
    found: set[Proposition] = set()
    for node in nodes(rule.body, formula_only=True):  # parts come before what they are part of
        if node is other or any(part in found for part in node.formula):
            found.add(node)
    return frozenset(found)
