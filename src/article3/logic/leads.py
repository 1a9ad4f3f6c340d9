"""Which unknown is asked before which: a fact that can matter only once another is answered in one way.

An exception matters only where what it is an exception to is a fact that holds ("the evidence indicates a ground", unless the
applicant disproves it). What is joined to one answer of a choice ("the screening is one of credible fear, and ...") matters
only where that is the answer. A fact that is also reached by a way without such a condition has no lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.logic.fold import nodes
from article3.logic.propositions import AllOf, Condition, Elapsed, OneOf, Proposition, Unless, YesNo
from article3.logic.variables import Choice, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def leads(*roots: Proposition) -> Mapping[Variable, tuple[Variable, ...]]:
    """For each variable that has any, those that every way from a root to it is conditioned on."""
    found: dict[Variable, frozenset[Variable]] = {}
    above: dict[Proposition, frozenset[Variable]] = dict.fromkeys(roots, frozenset())
    for node in reversed(list(nodes(*roots))):
        here = above[node]
        for variable in _variables(node):
            found[variable] = found[variable] & here if variable in found else here
        for part, conditions in _parts(node):
            through = here | conditions if conditions else here
            above[part] = above[part] & through if part in above else through
    ordered = sorted(found, key=lambda variable: len(found[variable]))
    return {
        variable: tuple(lead for lead in ordered if lead in found[variable] and lead is not variable)
        for variable in ordered
        if found[variable] - {variable}
    }


def _variables(node: Proposition) -> Iterable[Variable]:
    if isinstance(node, YesNo):
        return (node,)
    if isinstance(node, Condition):
        return (node.variable,)
    return (node.later, node.earlier) if isinstance(node, Elapsed) else ()


def _parts(node: Proposition) -> Iterable[tuple[Proposition, frozenset[Variable]]]:
    """Each part, with what must be answered in one way before it can matter; what stands first is asked first."""
    if isinstance(node, Unless) and isinstance(node.general, YesNo):
        yield node.general, frozenset()
        yield node.exception, frozenset([node.general])
        return
    before: frozenset[Variable] = frozenset()
    for part in node.children:
        yield part, before
        if isinstance(node, AllOf) and isinstance(part, OneOf) and isinstance(part.variable, Choice):
            before |= {part.variable}
