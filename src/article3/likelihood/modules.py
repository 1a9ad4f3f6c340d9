"""Links that the same chains name in the same way, taken as one event.

Alternatives that stand side by side in one step of every chain that names them matter only in that one of them happens; steps
that the same chains all need matter only in that all of them happen. Such a set of links is a module (Z. W. Birnbaum and J. D.
Esary, *Modules of coherent binary systems*): one link stands for it, with the chance of the whole. Nothing is lost, and
what must be looked at together shrinks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from fractions import Fraction

    from article3.likelihood.network import Steps

Number = TypeVar("Number", float, "Fraction")


class Module(msgspec.Struct, frozen=True):
    """Links taken as one.

    Attributes:
        links: those that it is made of; the first stands for it.
        all_needed: all of them must happen; else one is enough.
    """

    links: tuple[str, ...]
    all_needed: bool


def merged(chains: Iterable[Steps]) -> tuple[tuple[Steps, ...], tuple[Module, ...]]:
    """The chains with every module of shared links taken as one, and the modules in the order in which they were made."""
    found = tuple(chains)
    modules: list[Module] = []
    for all_needed in (False, True):
        places = _places(found, all_needed=all_needed)
        alike: dict[Hashable, list[str]] = {}
        for link, where in places.items():
            if len(where) > 1:
                alike.setdefault(frozenset(where), []).append(link)
        made = [Module(tuple(links), all_needed) for links in alike.values() if len(links) > 1]
        gone = {link for module in made for link in module.links[1:]}
        shorter = (tuple(tuple(link for link in step if link not in gone) for step in steps) for steps in found)
        found = tuple(tuple(step for step in steps if step) for steps in shorter)
        modules += made
    return found, tuple(modules)


def chances_of(modules: Iterable[Module], chances: Mapping[str, Number], one: Number) -> dict[str, Number]:
    """The chances with that of each module under the name of the link that stands for it."""
    found = dict(chances)
    for module in modules:
        found[module.links[0]] = _chance(module, found, one)
    return found


def slopes_of(modules: Iterable[Module], chances: Mapping[str, float], slopes: Mapping[str, float]) -> dict[str, float]:
    """The slope of each single link, from those of the modules: by the chain rule, the last module first."""
    at, found = dict(chances), dict(slopes)
    inside: list[tuple[Module, list[float]]] = []
    for module in modules:
        # What each link does within its module while the others are as they are.
        values = [at[link] if module.all_needed else 1.0 - at[link] for link in module.links]
        inside.append((module, [_product(values[:one] + values[one + 1 :]) for one in range(len(values))]))
        at[module.links[0]] = _chance(module, at, 1.0)
    for module, each in reversed(inside):
        whole = found[module.links[0]]
        found.update({link: whole * slope for link, slope in zip(module.links, each, strict=True)})
    return found


def _places(chains: tuple[Steps, ...], *, all_needed: bool) -> dict[str, list[Hashable]]:
    """Where each link stands that may be in a module: which chains need it alone, or in which steps it is one of several."""
    found: dict[str, list[Hashable]] = {}
    alone: set[str] = set()
    beside: set[str] = set()
    for number, steps in enumerate(chains):
        for at, step in enumerate(steps):
            (alone if len(step) == 1 else beside).update(step)
            for link in step:
                found.setdefault(link, []).append(number if all_needed else (number, at))
    chosen = alone - beside if all_needed else beside - alone
    return {link: where for link, where in found.items() if link in chosen}


def _chance(module: Module, chances: Mapping[str, Number], one: Number) -> Number:
    product = one
    for link in module.links:
        product *= chances[link] if module.all_needed else one - chances[link]
    return product if module.all_needed else one - product


def _product(values: Iterable[float]) -> float:
    product = 1.0
    for value in values:
        product *= value
    return product
