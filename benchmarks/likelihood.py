"""Measure exact likelihoods: chains of four links, some from a pool that all share. Run with ``make bench``.

Prints milliseconds, median and best, and, where the independent library is installed, its time and the greatest difference.
Measures, never judges.
"""

from __future__ import annotations

import functools
import random
import statistics
import time
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from article3.likelihood.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from article3.likelihood.network import Steps

SIZES = ((4, 3, 2), (16, 3, 2), (16, 10, 2), (16, 10, 4), (64, 10, 2), (64, 10, 3))
"""Chains, links in the pool, links of each chain that are from the pool."""


def case(chains: int, pool: int, shared: int, seed: int) -> tuple[list[Steps], dict[str, float]]:
    dice = random.Random(seed)  # noqa: S311 - a benchmark needs no secrets
    names = [f"s{number}" for number in range(pool)]
    made: list[Steps] = []
    for number in range(chains):
        links = [*dice.sample(names, min(shared, pool)), *(f"p{number}_{at}" for at in range(4 - min(shared, pool)))]
        dice.shuffle(links)
        made.append(tuple((link,) for link in links))
    return made, {link: round(dice.uniform(0.1, 0.95), 2) for steps in made for (link,) in steps}


def timed(action: Callable[[], object], times: int) -> str:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return f"{statistics.median(taken):9.2f} /{min(taken):8.2f}"


def whole(chains: list[Steps], chances: Mapping[str, float]) -> float:
    return Network(chains).any(chances, 1.0)


def by_oracle(gum: Any, chains: list[Steps], chances: Mapping[str, float]) -> float:
    net = gum.BayesNet()
    for link, chance in chances.items():
        net.add(gum.LabelizedVariable(link, link, 2))
        net.cpt(link).fillWith([1 - chance, chance])
    last = ""
    for number, steps in enumerate(chains):
        name = f"chain{number}"
        net.addAND(gum.LabelizedVariable(name, name, 2))
        for (link,) in steps:
            net.addArc(link, name)
        if last:
            joined = f"any{number}"
            net.addOR(gum.LabelizedVariable(joined, joined, 2))
            net.addArc(last, joined)
            net.addArc(name, joined)
            name = joined
        last = name
    inference = gum.VariableElimination(net)
    inference.addTarget(last)
    inference.makeInference()
    return float(inference.posterior(last)[1])


def main() -> None:
    gum: Any
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import pyagrum as gum  # noqa: PLC0415 - optional
        except ImportError:
            gum = None
    print("milliseconds, median / best; chains of four links")
    print(f"{'chains':>6} {'pool':>5} {'each':>5}  {'any, with plan':>18}  {'any, planned':>18}  {'exact':>18}  {'slopes':>18}")
    for chains, pool, shared in SIZES:
        steps, chances = case(chains, pool, shared, 1)
        network = Network(steps)
        exact = {link: Fraction(str(chance)) for link, chance in chances.items()}
        row = [
            timed(functools.partial(whole, steps, chances), 21),
            timed(functools.partial(network.any, chances, 1.0), 21),
            timed(functools.partial(network.any, exact, Fraction(1)), 3),
            timed(functools.partial(network.slopes, chances), 5),
        ]
        print(f"{chains:6} {pool:5} {shared:5}  {'  '.join(row)}")
        if gum is not None:
            taken = timed(functools.partial(by_oracle, gum, steps, chances), 3)
            apart = max(
                abs(whole(*again) - by_oracle(gum, *again)) for again in (case(chains, pool, shared, seed) for seed in range(3))
            )
            print(f"{'':20}independent library, built and asked {taken}; greatest difference {apart:.1e}")


if __name__ == "__main__":
    main()
