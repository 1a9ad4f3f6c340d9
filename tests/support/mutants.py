"""Rules with a limb dropped or negated, a measure moved, a bar turned round or readings swapped: mutants, each of which some golden case must tell from the rule itself.

After R. A. DeMillo, R. J. Lipton and F. G. Sayward, "Hints on Test Data Selection", Computer 11(4) (1978) 34-41. A mutant is a
copy: the rules themselves are never touched.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import TYPE_CHECKING

import msgspec

from article3.logic.fold import nodes
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    Elapsed,
    Not,
    OneOf,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclasses.dataclass(frozen=True)
class Mutant:
    """A slip in one place of one rule.

    Attributes:
        rule: the rule.
        slip: what is wrong in it.
        place: the node of its formula that is replaced.
        instead: what stands there.
    """

    rule: Rule
    slip: str
    place: Proposition
    instead: Proposition

    def __str__(self) -> str:
        return f"{self.rule.id}: {self.slip}"


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every mutant of a rule's own formula; the rules on which it rests have their own."""
    yield Mutant(rule, "the whole negated", rule, msgspec.structs.replace(rule, body=Not(rule.body)))
    for place, reading in _places(rule.body, "").items():
        for slip, instead in _slips(place):
            yield Mutant(rule, f"{reading}{slip}", place, instead)


def grown(mutant: Mutant, *roots: Proposition) -> dict[Proposition, Proposition]:
    """What the mutant's place, and each node below the roots whose formula reaches it, becomes."""
    became = {mutant.place: mutant.instead}
    for node in nodes(*roots, formula_only=True):
        if node not in became and any(part in became for part in node.formula):
            became[node] = _rebuilt(node, became)
    return became


def _places(node: Proposition, reading: str) -> dict[Proposition, str]:
    """The nodes of a formula down to the rules on which it rests, each once, with the first readings of the law under which it stands."""
    if isinstance(node, Rule):
        return {}
    found = {node: reading}
    below = node.readings.items() if isinstance(node, Question) else (("", part) for part in node.formula)
    for name, part in below:
        found = _places(part, f"{reading}[{name}] " if name else reading) | found
    return found


def _slips(node: Proposition) -> Iterator[tuple[str, Proposition]]:
    """Each thing that can be wrong in a node, in words, with the node that has it wrong."""
    if isinstance(node, (AllOf, AnyOf, Unless)):
        yield from _limbs(node)
    elif isinstance(node, OneOf):
        yield from _options(node)
    elif isinstance(node, Compare):
        for bound in _beside(node.bound):
            yield f"{told(node)} with {bound} for it", msgspec.structs.replace(node, bound=bound)
    elif isinstance(node, Elapsed):
        yield from _periods(node)
    elif isinstance(node, Some):
        yield f"{told(node)} with {told(node.body)} negated", Some(node.collection, Not(node.body), node.at_least)
        yield f"{told(node)} with one more of them", Some(node.collection, node.body, node.at_least + 1)
    elif isinstance(node, Question):
        for name, reading in node.readings.items():
            yield f"{node.id} with {name} negated", Question(node.id, {**node.readings, name: Not(reading)})
        for one, other in itertools.combinations(node.readings, 2):
            swapped = {**node.readings, one: node.readings[other], other: node.readings[one]}
            yield f"{node.id} with {one} and {other} swapped", Question(node.id, swapped)


def _limbs(node: AllOf | AnyOf | Unless) -> Iterator[tuple[str, Proposition]]:
    for index, part in enumerate(node.parts):
        before, after = node.parts[:index], node.parts[index + 1 :]
        yield f"{told(node)} with {told(part)} negated", type(node)((*before, Not(part), *after))
        if not isinstance(node, Unless):
            if before or after:
                yield f"{told(node)} without {told(part)}", type(node)((*before, *after))
        elif part is node.exception:
            yield f"{told(node)} without its exception", node.general
            yield f"{told(node)} with its exception asked for", AllOf((node.general, part))


def _options(node: OneOf) -> Iterator[tuple[str, Proposition]]:
    for option in node.options:
        if others := tuple(other for other in node.options if other != option):
            yield f"{told(node)} without {option}", msgspec.structs.replace(node, options=others)


def _periods(node: Elapsed) -> Iterator[tuple[str, Proposition]]:
    yield f"{told(node)} with a day more", msgspec.structs.replace(node, days=node.days + 1)
    yield f"{told(node)} with a day less", msgspec.structs.replace(node, days=node.days - 1)
    if node.rolls_over:
        yield f"{told(node)} that does not roll over", msgspec.structs.replace(node, rolls_over=False)
    if node.from_start:
        yield f"{told(node)} that runs before it begins", msgspec.structs.replace(node, from_start=False)
    if node.no_earlier:
        for day in _beside(node.no_earlier):
            yield f"{told(node)} that begins by {day}", msgspec.structs.replace(node, no_earlier=day)


def _beside(bound: float | dt.date) -> tuple[float, float] | tuple[dt.date, dt.date]:
    """A little less and a little more."""
    if isinstance(bound, dt.date):
        return bound - dt.timedelta(days=1), bound + dt.timedelta(days=1)
    return round(bound - 0.01, 2), round(bound + 0.01, 2)


def _rebuilt(node: Proposition, became: Mapping[Proposition, Proposition]) -> Proposition:
    def now(part: Proposition) -> Proposition:
        return became.get(part, part)

    if isinstance(node, Rule):
        return msgspec.structs.replace(node, body=now(node.body))
    if isinstance(node, (AllOf, AnyOf, Unless)):
        return type(node)(tuple(now(part) for part in node.parts))
    if isinstance(node, Not):
        return Not(now(node.part))
    if isinstance(node, Some):
        return Some(node.collection, now(node.body), node.at_least)
    if isinstance(node, Question):
        return Question(node.id, {name: now(reading) for name, reading in node.readings.items()})
    raise TypeError(f"{type(node).__name__} has no parts")


def told(node: Proposition) -> str:
    """A formula in one line."""
    if isinstance(node, (Rule, YesNo, Question)):
        return node.id
    if isinstance(node, OneOf):
        return f"{node.variable.id} is {' or '.join(node.options)}"
    if isinstance(node, Compare):
        return f"{node.variable.id} from {node.bound}"
    if isinstance(node, Elapsed):
        return f"{node.later.id} within {f'{node.years} years' if node.years else f'{node.days} days'} of {node.earlier.id}"
    if isinstance(node, Constant):
        return node.truth.value
    if isinstance(node, Some):
        return f"{node.at_least} of {node.collection.id} ({told(node.body)})"
    return f"{_WORDS[type(node)]} ({', '.join(told(part) for part in node.formula)})"


_WORDS: dict[type[Proposition], str] = {AllOf: "all of", AnyOf: "any of", Not: "not", Unless: "unless"}
