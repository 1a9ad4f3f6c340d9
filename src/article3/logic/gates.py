"""Which rules every path to an unknown passes through: the dominators of the graph.

After K. D. Cooper, T. J. Harvey and K. Kennedy, "A Simple, Fast Dominance Algorithm" (2001); one pass suffices because the
graph has no cycles.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Proposition, Question, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping


@functools.lru_cache(maxsize=4096)
def gates(root: Proposition) -> Mapping[object, frozenset[Rule]]:
    """For each thing that can be unknown below ``root``, the rules that every path from ``root`` to it passes through.

    Returns:
        The rules by subject: a yes-or-no variable, any other variable, a quantifier, a comparison of days, or the id of a
        question of law.
    """
    above: dict[Proposition, frozenset[Rule]] = {root: frozenset()}
    found: dict[object, frozenset[Rule]] = {}
    for node in reversed(list(nodes(root, formula_only=True))):
        through = above[node] | {node} if isinstance(node, Rule) else above[node]
        subject = node.variable if isinstance(node, Condition) else node.id if isinstance(node, Question) else node
        found[subject] = found[subject] & above[node] if subject in found else above[node]
        for part in node.formula:
            above[part] = above[part] & through if part in above else through
    return found
