"""How many harms and convictions are enough: any more of them change nothing that is proved.

A rule sees a collection only through its quantifiers: whether at least *k* entities are such that a body holds. Take
any case, and keep of each collection, for every quantifier over it that holds, *k* entities of which the body holds.
A quantifier that holds still does; one that does not still does not, as nothing was added. A body speaks of one
entity and of the case, and of the case only through such quantifiers; so by induction from the inside out no
proposition about the case, and none about an entity that was kept, has changed its truth. The kept are at most the
sum of *k* over the quantifiers of a collection (the largest *k* where several share one body). So a case of any size
that breaks a property has a small part that breaks it too, and what is proved up to this bound is proved.

A property that compares two cases over the same entities needs the sum twice, and one about a given entity needs that
entity besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.logic.fold import nodes
from article3.logic.propositions import Proposition, Some

if TYPE_CHECKING:
    from article3.logic.variables import Collection


def enough(*roots: Proposition) -> dict[Collection, int]:
    """For each collection that a rule below the roots runs over, how many entities are enough for one case."""
    counts: dict[Collection, dict[Proposition, int]] = {}
    for node in nodes(*roots, formula_only=True):
        if isinstance(node, Some):
            bodies = counts.setdefault(node.collection, {})
            bodies[node.body] = max(node.at_least, bodies.get(node.body, 0))
    return {collection: sum(bodies.values()) for collection, bodies in counts.items()}
