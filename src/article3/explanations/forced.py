"""The assessments of a case that binding decisions force, told together, so that none of them passes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.precedents.applied import Bears

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.findings.model import Decision, Ground


def forced_by_precedent(decision: Decision) -> list[Item]:
    """The assessments that nobody recorded and a binding decision forces, each once, with the decisions."""
    found: dict[str, Item] = {}
    for finding in decision.findings.values():
        for ground in _leaves((finding.grounds, *finding.weighs)):
            by = [one for one in ground.precedents if one.bears is Bears.FORCES]
            if by and ground.place not in found:
                cites = "; ".join(f"{one.cite}, on {one.issue}" for one in by)
                found[ground.place] = Item(Role.FACT, f"{ground.says} {ground.value}, by {cites}", tag=ground.place)
    return list(found.values())


def _leaves(grounds: Iterable[Ground]) -> Iterator[Ground]:
    for ground in grounds:
        if ground.parts:
            yield from _leaves(ground.parts)
        else:
            yield ground
