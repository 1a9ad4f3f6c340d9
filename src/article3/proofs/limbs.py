"""That every rule and every limb of a rule can make a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.harm import feared_harms
from article3.logic.fold import Fold, nodes
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    Elapsed,
    OneOf,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)
from article3.proofs.encoding import both, turned
from article3.proofs.exceptions import ALWAYS_TRUE_LIMBS
from article3.proofs.record import Record
from article3.proofs.solver import z3
from article3.proofs.worlds import World
from article3.rules.rulebase import ROOTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.proofs.encoding import Planes
    from article3.proofs.setting import Setting


def every_rule_matters(setting: Setting) -> Record:
    """Each rule can be established and can fail to be, and each of its limbs changes it in some case."""
    record = Record(setting.law, "for each rule and each limb a case that shows it, under some combination of readings, by z3")
    world = World(setting)
    for rule in RULES.values():
        record.trying(rule.id, lambda: _reachable(record, world, rule))  # noqa: B023 - called at once
        for node in places(setting.now(rule), setting):
            for place in range(len(node.parts)):
                limb = f"{rule.id}: {told(node.parts[place])}"
                record.trying(limb, lambda: _limb(record, world, rule, node, place))  # noqa: B023
    needed = {(excused.what.split(": ")[0], excused.what.split(": ")[1]) for excused in record.exceptions}
    for stale in set(ALWAYS_TRUE_LIMBS) - needed:
        record.fail(f"The exception for {': '.join(stale)} is needed by nothing.")
    reached = {node for node in nodes(*ROOTS) if isinstance(node, Rule)}
    for rule in set(RULES.values()) - reached:
        record.fail(f"{rule.id}: no conclusion uses it.")
    record.counted(world)
    return record


def first_of(world: World, rule: Rule) -> int | None:
    """The first entity of which a rule is asked: any other is like it."""
    if rule.entity is None:
        return None
    if rule.entity is feared_harms.entity:
        return world.members[feared_harms][0]
    return world.scopes(rule)[0]


def _reachable(record: Record, world: World, rule: Rule) -> None:
    scopes = world.scopes(rule)
    if world.ask(z3.Or(*(world.holds(rule, scope) for scope in scopes))) is None:
        record.fail(f"{rule.id}: no case establishes it.")
    if world.ask(z3.Or(*(z3.Not(world.holds(rule, scope)) for scope in scopes))) is None:
        record.fail(f"{rule.id}: every case establishes it.")


def places(node: Proposition, setting: Setting) -> Iterator[AllOf | AnyOf | Unless]:
    """Each part of a rule's own formula that has limbs; the rules on which it rests have their own."""
    seen: set[Proposition] = set()
    stack = list(node.formula)
    while stack:
        part = setting.now(stack.pop())
        if part in seen or isinstance(part, Rule):
            continue
        seen.add(part)
        if isinstance(part, (AllOf, AnyOf, Unless)):
            yield part
        stack.extend(part.formula)


def _limb(record: Record, world: World, rule: Rule, node: AllOf | AnyOf | Unless, place: int) -> None:
    """That the rule comes out otherwise in some case if one limb is left out."""
    scopes = world.scopes(rule)
    differ = []
    for index in scopes:
        without = _Without(world, rule, node, place)
        differ.append(z3.Xor(world.holds(rule, index), without.fold.value(rule, index).yes))
    if world.ask(z3.Or(*differ)) is not None:
        return
    limb = (rule.id, told(node.parts[place]))
    if limb in ALWAYS_TRUE_LIMBS:
        record.excused(": ".join(limb), ALWAYS_TRUE_LIMBS[limb])
    else:
        record.fail(f"{limb[0]}: it comes out the same without '{limb[1]}'.")


class _Without:
    """A rule with one limb of its formula left out, over the same cases."""

    def __init__(self, world: World, rule: Rule, node: AllOf | AnyOf | Unless, place: int) -> None:
        self._world, self._rule, self._node, self._place = world, rule, node, place
        self.fold: Fold[Planes] = Fold(world.encoding, self._settled)

    def _settled(self, node: Proposition, scope: int | None) -> Planes | None:
        now = self._world.setting.now(node)
        if now is self._node:
            return self._rest(scope)
        if isinstance(node, Rule) and node is not self._rule:
            return self._world.encoding.planes(node, scope)
        return None if now is node else now.fold(self._world.encoding, self.fold.value, scope)

    def _rest(self, scope: int | None) -> Planes:
        kept = [self._world.encoding.planes(part, scope) for index, part in enumerate(self._node.parts) if index != self._place]
        if isinstance(self._node, AnyOf):
            return turned(both([turned(part) for part in kept]))
        return turned(kept[0]) if isinstance(self._node, Unless) and self._place == 0 else both(kept)


def told(node: Proposition) -> str:
    """A formula in one line, as exceptions name it."""
    if isinstance(node, (Rule, YesNo, Question)):
        return node.id
    if isinstance(node, OneOf):
        return f"{node.variable.id} is {' or '.join(node.options)}"
    if isinstance(node, Compare):
        return f"{node.variable.id} from {node.bound}"
    if isinstance(node, Elapsed):
        return f"{node.later.id} within the time from {node.earlier.id}"
    if isinstance(node, Constant):
        return node.truth.value
    if isinstance(node, Some):
        return f"{node.at_least} of {node.collection.id} ({told(node.body)})"
    words: dict[type[Proposition], str] = {AllOf: "all of", AnyOf: "any of", Unless: "unless"}
    word = words.get(type(node), "not")
    return f"{word} ({', '.join(told(part) for part in node.formula)})"
