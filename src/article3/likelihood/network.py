"""The chance that at least one of several chains of events happens, exactly.

A chain happens if every step of it does, and a step if one of its links does. A link that several chains name is one event;
given those shared links the chains are independent. What the same chains name in the same way is first taken as one link
(:mod:`article3.likelihood.modules`). Each chain is a table over the shared links that it names, and the shared links are
summed out one after another, always the one whose neighbors are fewest (bucket elimination: R. Dechter, *Bucket elimination:
a unifying framework for reasoning*, Artificial Intelligence 113 (1999) 41). Parts of the case that share nothing are computed
apart.

The same code computes with floats and with exact fractions.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import msgspec

from article3.likelihood.modules import chances_of, merged, slopes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Number = TypeVar("Number", float, Fraction)
Steps = tuple[tuple[str, ...], ...]
"""A chain: steps in order, each the links of which one is enough."""

WIDEST = 16
"""Most shared links that may have to be looked at together; each one more doubles the work."""
MOST_STATES = 1 << 21
"""Most states of shared links that may have to be worked through, over all chains; so many take a few seconds when exact."""


class TooEntangledError(Exception):
    """So many links are shared by so many chains that the exact computation is out of reach.

    Attributes:
        width: how many shared links would have to be looked at together.
        states: how many states of them would have to be worked through, where that is what is too much.
    """

    def __init__(self, width: int, states: int = 0) -> None:
        self.width = width
        self.states = states
        too_many = f"{width} shared links would have to be looked at together; at most {WIDEST} can be"
        if states:
            too_many = f"{states:,} states of shared links would have to be worked through; at most {MOST_STATES:,} can be"
        super().__init__(too_many)


class Table(msgspec.Struct, frozen=True):
    """A step of the plan: multiply these tables, then sum out one shared link.

    Attributes:
        link: the shared link that is summed out.
        inputs: which tables, by number; chains come first, then results in the order of the plan.
        picks: for each input, its entry for each state of the links that stay, without and with the link.
    """

    link: str
    inputs: tuple[int, ...]
    picks: tuple[tuple[list[int], list[int]], ...]


class Component(msgspec.Struct, frozen=True):
    """Chains that hang together through shared links, and the plan for them.

    Attributes:
        chains: their steps.
        scopes: for each chain, the shared links that it names.
        plan: in order; the last result has one entry.
        links: every link of them.
    """

    chains: tuple[Steps, ...]
    scopes: tuple[tuple[str, ...], ...]
    plan: tuple[Table, ...]
    links: frozenset[str]


class Network:
    """Chains, and the exact chance that at least one of them happens.

    Args:
        chains: their steps.

    Raises:
        TooEntangledError: if that is out of reach.
    """

    def __init__(self, chains: Iterable[Steps]) -> None:
        found, self._modules = merged(chains)
        self.components = tuple(_component(group, shared) for group, shared in _apart(found))

    def none(self, chances: Mapping[str, Number], one: Number) -> Number:
        """The chance that none of the chains happens.

        Args:
            chances: of each link.
            one: the number one, as a float or as a fraction.
        """
        product = one
        taken = chances_of(self._modules, chances, one)
        for component in self.components:
            product *= none_of(component, taken, one)
        return product

    def any(self, chances: Mapping[str, Number], one: Number) -> Number:
        """The chance that at least one of the chains happens."""
        return one - self.none(chances, one)

    def slopes(self, chances: Mapping[str, float]) -> dict[str, float]:
        """How much the chance of any of them grows as each link goes from impossible to certain, the others as they are.

        That chance is a straight line in each single link, so that the slope tells all of it.
        """
        taken = chances_of(self._modules, chances, 1.0)
        each = [none_of(component, taken, 1.0) for component in self.components]
        found: dict[str, float] = {}
        for number, component in enumerate(self.components):
            others = math.prod((none for at, none in enumerate(each) if at != number), start=1.0)
            for link, slope in _slopes(component, taken).items():
                found[link] = -others * slope
        return slopes_of(self._modules, chances, found)


def of_chain(steps: Steps, chances: Mapping[str, Number], one: Number) -> Number:
    """The chance of one whole chain, its links independent."""
    product = one
    for step in steps:
        product *= of_step(step, chances, one)
    return product


def of_step(step: Sequence[str], chances: Mapping[str, Number], one: Number) -> Number:
    """The chance that one of a step's links happens, the links independent."""
    if len(step) == 1:
        return chances[step[0]]
    none = one
    for link in step:
        none *= one - chances[link]
    return one - none


def none_of(component: Component, chances: Mapping[str, Number], one: Number) -> Number:
    """The chance that none of a component's chains happens."""
    tables = [_table(steps, scope, chances, one) for steps, scope in zip(component.chains, component.scopes, strict=True)]
    for step in component.plan:
        without, given = (_product(columns) for columns in _columns(step, tables))
        chance = chances[step.link]
        other = one - chance
        tables.append([other * x + chance * y for x, y in zip(without, given, strict=True)])
    return tables[-1][0]


def _columns(step: Table, tables: Sequence[list[Number]]) -> tuple[list[list[Number]], list[list[Number]]]:
    """The entries that a step multiplies, without its link and with it; one column for each table."""
    without: list[list[Number]] = []
    given: list[list[Number]] = []
    for number, (picks_without, picks_given) in zip(step.inputs, step.picks, strict=True):
        table = tables[number]
        without.append([table[at] for at in picks_without])
        given.append([table[at] for at in picks_given])
    return without, given


def _product(columns: Sequence[list[Number]]) -> list[Number]:
    found = columns[0]
    for column in columns[1:]:
        found = [x * y for x, y in zip(found, column, strict=True)]
    return found


def _slopes(component: Component, chances: Mapping[str, float]) -> dict[str, float]:
    """How much the chance that none of the chains happens grows as each link goes from impossible to certain.

    Worked out backwards from the end, for all links at once: how much each entry of each table counts for the result.
    """
    tables = [_table(steps, scope, chances, 1.0) for steps, scope in zip(component.chains, component.scopes, strict=True)]
    columns = []
    for step in component.plan:
        pair = _columns(step, tables)
        columns.append(pair)
        chance = chances[step.link]
        ends = zip(*map(_product, pair), strict=True)
        tables.append([(1.0 - chance) * x + chance * y for x, y in ends])
    counts = [[0.0] * len(table) for table in tables]
    counts[-1][0] = 1.0
    found: dict[str, float] = {}
    for at in reversed(range(len(component.plan))):
        step, (without, given) = component.plan[at], columns[at]
        above, chance = counts[len(component.chains) + at], chances[step.link]
        change = zip(above, _product(given), _product(without), strict=True)
        found[step.link] = math.fsum(count * (x - y) for count, x, y in change)
        for side, share, which in ((without, 1.0 - chance, 0), (given, chance, 1)):
            for number, picks, others in zip(step.inputs, step.picks, _all_but_one(side), strict=True):
                into = counts[number]
                for entry, count, other in zip(picks[which], above, others, strict=True):
                    into[entry] += share * count * other
    for number, (steps, scope) in enumerate(zip(component.chains, component.scopes, strict=True)):
        for link in {link for step in steps for link in step} - set(scope):
            off, on = (_table(steps, scope, {**chances, link: end}, 1.0) for end in (0.0, 1.0))
            found[link] = math.fsum(count * (x - y) for count, x, y in zip(counts[number], on, off, strict=True))
    return found


def _all_but_one(columns: Sequence[list[float]]) -> list[list[float]]:
    """For each column, the product of all the others, entry by entry."""
    before = [[1.0] * len(columns[0])]
    for column in columns[:-1]:
        before.append([x * y for x, y in zip(before[-1], column, strict=True)])
    after = [1.0] * len(columns[0])
    found: list[list[float]] = []
    for column, ahead in zip(reversed(columns), reversed(before), strict=True):
        found.append([x * y for x, y in zip(ahead, after, strict=True)])
        after = [x * y for x, y in zip(after, column, strict=True)]
    return found[::-1]


def _table(steps: Steps, scope: tuple[str, ...], chances: Mapping[str, Number], one: Number) -> list[Number]:
    """For each state of the shared links, the chance that the chain does not happen; bit i stands for the i-th link."""
    bit_of = {link: 1 << bit for bit, link in enumerate(scope)}
    alone, needed = one, 0
    mixed: list[tuple[int, Number]] = []
    for step in steps:
        mask = 0
        private = one
        for link in step:
            if link in bit_of:
                mask |= bit_of[link]
            else:
                private *= one - chances[link]
        if not mask:
            alone *= one - private
        elif len(step) == 1:
            needed |= mask
        else:
            mixed.append((mask, one - private))
    found = [one] * (1 << len(scope))
    for state in range(len(found)):
        if state & needed == needed:
            chance = alone
            for mask, private in mixed:
                if not state & mask:
                    chance *= private
            found[state] = one - chance
    return found


def _apart(chains: tuple[Steps, ...]) -> list[tuple[tuple[Steps, ...], frozenset[str]]]:
    """Groups of chains that share no link with each other, each with the links that its own chains share."""
    named: dict[str, list[int]] = {}
    for number, steps in enumerate(chains):
        for link in {link for step in steps for link in step}:
            named.setdefault(link, []).append(number)
    group = list(range(len(chains)))
    for numbers in named.values():
        joined = {group[number] for number in numbers}
        first = min(joined)
        group = [first if at in joined else at for at in group]
    shared = {link for link, numbers in named.items() if len(numbers) > 1}
    found = []
    for at in dict.fromkeys(group):
        members = tuple(steps for number, steps in enumerate(chains) if group[number] == at)
        found.append((members, frozenset(shared & {link for steps in members for step in steps for link in step})))
    return found


def _component(chains: tuple[Steps, ...], shared: frozenset[str]) -> Component:
    scopes = tuple(tuple(link for step in steps for link in step if link in shared) for steps in chains)
    widest = max(map(len, scopes), default=0)
    if widest > WIDEST:
        raise TooEntangledError(widest)
    every = frozenset(link for steps in chains for step in steps for link in step)
    return Component(chains, scopes, tuple(_plan(scopes, shared)), every)


def _plan(scopes: tuple[tuple[str, ...], ...], shared: frozenset[str]) -> list[Table]:
    """In which order to sum the shared links out: always the one with the fewest neighbors left."""
    waiting = dict(enumerate(scopes))
    left = set(shared)
    order: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = []
    tables = dict(waiting)
    while left:
        around = {link: {other for scope in waiting.values() if link in scope for other in scope} for link in left}
        link = min(sorted(left), key=lambda name: len(around[name]))
        if len(around[link]) > WIDEST:
            raise TooEntangledError(len(around[link]))
        left.remove(link)
        inputs = tuple(number for number, scope in waiting.items() if link in scope)
        if not left:
            inputs = tuple(waiting)
        stay = tuple(sorted(around[link] - {link}))
        order.append((link, inputs, stay))
        for number in inputs:
            del waiting[number]
        result = len(tables)
        tables[result] = waiting[result] = stay
    states = sum(1 << len(scope) for scope in scopes) + sum(2 * len(inputs) << len(stay) for _, inputs, stay in order)
    if states > MOST_STATES:
        raise TooEntangledError(max(len(stay) + 1 for _, _, stay in order), states)
    return [Table(link, inputs, tuple(_picks(tables[number], link, stay) for number in inputs)) for link, inputs, stay in order]


def _picks(scope: tuple[str, ...], link: str, stay: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """For each state of the links that stay, the entry of a table over ``scope``, without and with the link."""
    bit_of = {name: 1 << bit for bit, name in enumerate(scope)}
    without = [0]
    for name in stay:
        bit = bit_of.get(name, 0)
        without += [entry + bit for entry in without]
    given = bit_of.get(link, 0)
    return without, [entry + given for entry in without]
