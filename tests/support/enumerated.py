"""Chances worked out by brute force: every state of every link."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from article3.likelihood.network import Steps


def happens(steps: Steps, on: frozenset[str]) -> bool:
    """Whether a chain happens where these links do."""
    return all(any(link in on for link in step) for step in steps)


def states(links: Sequence[str]) -> Iterator[frozenset[str]]:
    """Every set of links that can happen."""
    for bits in itertools.product((False, True), repeat=len(links)):
        yield frozenset(link for link, bit in zip(links, bits, strict=True) if bit)


def any_enumerated(chains: Sequence[Steps], chances: Mapping[str, Fraction]) -> Fraction:
    """The chance that some chain happens, the links independent."""
    links = sorted({link for steps in chains for step in steps for link in step})
    total = Fraction(0)
    for on in states(links):
        if any(happens(steps, on) for steps in chains):
            weight = Fraction(1)
            for link in links:
                weight *= chances[link] if link in on else 1 - chances[link]
            total += weight
    return total


def any_enumerated_quickly(chains: Sequence[Steps], chances: Mapping[str, float]) -> float:
    """The same in floats, for more links: states as numbers, a bit for each link."""
    links = sorted({link for steps in chains for step in steps for link in step})
    bit_of = {link: 1 << bit for bit, link in enumerate(links)}
    weights = [1.0]
    for link in links:
        weights = [weight * (1 - chances[link]) for weight in weights] + [weight * chances[link] for weight in weights]
    masks = [[sum(bit_of[link] for link in step) for step in steps] for steps in chains]
    return sum(weight for state, weight in enumerate(weights) if any(all(state & mask for mask in chain) for chain in masks))
