"""What the conclusion hangs on: where it flips, how far each link moves it, which exhibit carries it, where it is weakest.

Every number here takes the links not spoken of at their best estimates. The chance of at least one harm is a straight line
in the chance of each single link, so that one slope for each link tells all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.likelihood.courses import about
from article3.likelihood.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.facts.link import Link
    from article3.likelihood.network import Steps

_HALF = 0.5
_FLAT = 1e-12
"""A slope below this is that of a link that changes nothing."""
_ROUNDING = 1e-9
"""By so little a break-even may seem to lie outside certainty and impossibility only because floats round."""


class Weight(msgspec.Struct, frozen=True):
    """What one link does to the chance of at least one harm.

    Attributes:
        link: its id.
        break_even: its chance at which the chance of at least one harm is one half; ``None`` if no chance does that.
        at_low, at_high: the chance of at least one harm with the link at its low end, and at its high end.
        fallen: the same with the link failed, its chance 0.
        drop: how much is lost when it fails.
    """

    link: str
    break_even: float | None
    at_low: float
    at_high: float
    fallen: float
    drop: float

    @property
    def swing(self) -> float:
        """How far the link's interval moves the chance of at least one harm."""
        return self.at_high - self.at_low


class Carried(msgspec.Struct, frozen=True):
    """What is lost if an exhibit fails: the links that it proves fail, each as if it had no other proof.

    Attributes:
        exhibit: its id.
        links: those that it proves.
        at_low: the chance of at least one harm with all of them at their low ends.
        fallen: the same with all of them at 0.
        drop: how much is lost when they fail.
    """

    exhibit: str
    links: tuple[str, ...]
    at_low: float
    fallen: float
    drop: float


class Importance(msgspec.Struct, frozen=True):
    """What the conclusion hangs on.

    Attributes:
        best: the chance of at least one harm, every link at its best estimate.
        weights: of each link, the widest swing first.
        exhibits: the largest drop first; among equals the lowest with the links at their low ends.
        cheapest: the link whose chance need change least to bring the chance of at least one harm to one half; empty if
            none can.
    """

    best: float
    weights: tuple[Weight, ...]
    exhibits: tuple[Carried, ...]
    cheapest: str

    def weight(self, link: str) -> Weight:
        """What one link does.

        Raises:
            StopIteration: if no chain names it.
        """
        return next(weight for weight in self.weights if weight.link == link)


def importance(chains: Sequence[Steps], links: Mapping[str, Link]) -> Importance:
    """What the chance of at least one of the chains hangs on.

    Raises:
        TooEntangledError: if the exact computation is out of reach.
    """
    network = Network(chains)
    best = about(links, "best")
    likely = network.any(best, 1.0)
    slopes = network.slopes(best)
    ordered = [name for name in links if name in slopes]
    weights = [_weight(links[name], likely, slopes[name]) for name in ordered]
    carried = _carried(network, {name: links[name] for name in ordered}, best, likely)
    reachable = [weight for weight in weights if weight.break_even is not None]
    cheapest = min(reachable, key=lambda weight: abs((weight.break_even or 0.0) - best[weight.link]), default=None)
    return Importance(
        likely,
        tuple(sorted(weights, key=lambda weight: -round(weight.swing, 12))),
        tuple(sorted(carried, key=lambda exhibit: (-round(exhibit.drop, 12), round(exhibit.at_low, 12)))),
        "" if cheapest is None else cheapest.link,
    )


def _weight(link: Link, likely: float, slope: float) -> Weight:
    chance = link.chance
    at = float(chance.best)
    there = likely - slope * at
    return Weight(
        link.id,
        _break_even(at, likely, slope),
        likely + slope * (float(chance.low) - at),
        likely + slope * (float(chance.high) - at),
        there,
        likely - there,
    )


def _break_even(at: float, likely: float, slope: float) -> float | None:
    if slope <= _FLAT:
        return None
    found = at + (_HALF - likely) / slope
    return min(max(found, 0.0), 1.0) if -_ROUNDING <= found <= 1.0 + _ROUNDING else None


def _carried(network: Network, links: Mapping[str, Link], best: Mapping[str, float], likely: float) -> list[Carried]:
    proved: dict[str, list[str]] = {}
    for link in links.values():
        for exhibit in link.exhibits:
            proved.setdefault(exhibit, []).append(link.id)
    found = []
    for exhibit, names in proved.items():
        at_low = network.any({**best, **{name: float(links[name].chance.low) for name in names}}, 1.0)
        there = network.any({**best, **dict.fromkeys(names, 0.0)}, 1.0)
        found.append(Carried(exhibit, tuple(names), at_low, there, likely - there))
    return found
