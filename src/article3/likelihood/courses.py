"""A feared harm's chain worked out: how likely the whole course is, and its least likely step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from article3.facts.link import Chain
from article3.likelihood.ends import Likelihood, Value, exactly, likelihood
from article3.likelihood.network import Network, of_chain, of_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.facts.link import Link
    from article3.likelihood.network import Steps

_ONE = Fraction(1)
ENDS = ("low", "best", "high")
"""At which of their three numbers the chances are taken."""


class Course(msgspec.Struct, frozen=True):
    """A chain, worked out with its links independent.

    Attributes:
        chain: as the case states it.
        steps: the chance of each step.
        whole: the chance of the whole chain.
        weakest: the chance of whichever step is least likely.
        weakest_step: the number of the step that is least likely at best, counted from 0, of those of which every link was
            estimated; ``None`` if there is none such.
        exhibits: every exhibit behind it.
    """

    chain: Chain
    steps: tuple[Likelihood, ...]
    whole: Likelihood
    weakest: Likelihood
    weakest_step: int | None
    exhibits: tuple[str, ...]


def course(chain: Chain, links: Mapping[str, Link]) -> Course:
    """A chain worked out; exact, because no link occurs twice in it."""
    ends = {end: exact_chances(links, end) for end in ENDS}
    each = {end: [of_step(step, chances, _ONE) for step in chain.steps] for end, chances in ends.items()}
    best = each["best"]
    estimated = [number for number, step in enumerate(chain.steps) if not any(links[name].chance.is_unknown for name in step)]
    return Course(
        chain=chain,
        steps=tuple(_likelihood(*three) for three in zip(each["low"], best, each["high"], strict=True)),
        whole=_likelihood(*(of_chain(chain.steps, ends[end], _ONE) for end in ENDS)),
        weakest=_likelihood(*(min(each[end]) for end in ENDS)),
        weakest_step=min(estimated, key=best.__getitem__, default=None),
        exhibits=tuple(dict.fromkeys(exhibit for link in chain.links for exhibit in links[link].exhibits)),
    )


def any_of(chains: Sequence[Steps], links: Mapping[str, Link]) -> Likelihood:
    """The chance that at least one of the chains happens.

    It grows with every link's chance, so that the low ends give its low end and the high ends its high end.

    Raises:
        TooEntangledError: if the exact computation is out of reach.
    """
    network = Network(chains)
    return likelihood(*(_value(network, links, end) for end in ENDS))


def exact_chances(links: Mapping[str, Link], end: str) -> dict[str, Fraction]:
    """The chance of each link at its low end, its best estimate or its high end."""
    return {name: getattr(link.chance, end) for name, link in links.items()}


def about(links: Mapping[str, Link], end: str) -> dict[str, float]:
    """The same as floats."""
    return {name: float(chance) for name, chance in exact_chances(links, end).items()}


def _value(network: Network, links: Mapping[str, Link], end: str) -> Value:
    return Value(network.any(about(links, end), 1.0), lambda: network.any(exact_chances(links, end), _ONE))


def _likelihood(low: Fraction, best: Fraction, high: Fraction) -> Likelihood:
    return likelihood(exactly(low), exactly(best), exactly(high))
