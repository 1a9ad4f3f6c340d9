"""What of the graph rests on what differs between two forums: questions of law, the day, facts that are known otherwise."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, Proposition, Question, Rule, YesNo
from article3.rules.rulebase import ROOTS

if TYPE_CHECKING:
    from article3.logic.variables import Variable

DAY = "as_of"
"""Stands among questions of law for the day itself: a time that has run, or no longer runs."""
PRECEDENTS = "precedents"
"""The same for assessments that binding decisions force in one forum and not, or otherwise, in the other."""
LIKELIHOOD = "likelihood"
"""The same for estimates that follow from chains of events, where other harms are torture or other facts are forced."""
NO_QUESTIONS = frozenset({DAY, PRECEDENTS, LIKELIHOOD})
"""What can make a difference besides questions of law."""


class Resting(msgspec.Struct, frozen=True, eq=False):
    """What of the graph rests on some questions of law and, if so asked, on the day and on some facts.

    Attributes:
        touched: every such node.
        below: for each rule among them, the questions, comparisons with the day and facts that it rests on.
        own: the same, without those that it rests on through another rule.
        names: what stands for each of these in ``by``.
    """

    touched: frozenset[Proposition]
    below: Mapping[Rule, frozenset[Proposition]]
    own: Mapping[Rule, frozenset[Proposition]]
    names: Mapping[Proposition, str]


_NONE: frozenset[Variable] = frozenset()


@functools.lru_cache(maxsize=256)
def resting(
    questions: frozenset[str], *, days: bool, forced: frozenset[Variable] = _NONE, computed: frozenset[Variable] = _NONE
) -> Resting:
    """What rests on these questions of law, on the day if so asked, and on these facts.

    Args:
        questions: ids.
        days: whether the day differs.
        forced: assessments that binding decisions force otherwise.
        computed: estimates that follow from chains and are others.
    """
    everything: dict[Proposition, frozenset[Proposition]] = {}
    directly: dict[Proposition, frozenset[Proposition]] = {}
    own: dict[Rule, frozenset[Proposition]] = {}
    names: dict[Proposition, str] = {}
    none: frozenset[Proposition] = frozenset()
    for node in nodes(*ROOTS, formula_only=True):
        name = _name(node, questions, days=days, forced=forced, computed=computed)
        if name:
            names[node] = name
        itself = frozenset([node]) if name else none
        everything[node] = itself.union(*(everything[part] for part in node.formula))
        directly[node] = itself.union(*(directly[part] for part in node.formula))
        if isinstance(node, Rule):
            own[node], directly[node] = directly[node], none
    touched = frozenset(node for node, found in everything.items() if found)
    below = {node: everything[node] for node in everything if isinstance(node, Rule) and node in touched}
    return Resting(touched, below, own, names)


@functools.lru_cache(maxsize=256)
def askers(question: str) -> tuple[Rule, ...]:
    """The rules whose own formula asks a question of law, not through another rule."""
    return tuple(rule for rule, asked in resting(frozenset([question]), days=False).own.items() if asked)


def _name(
    node: Proposition, questions: frozenset[str], *, days: bool, forced: frozenset[Variable], computed: frozenset[Variable]
) -> str:
    """What stands in ``by`` for what a node itself asks or reads; empty if that is none of what is looked for."""
    if isinstance(node, Question):
        return node.id if node.id in questions else ""
    read: set[Variable] = set(_read(node))
    if read & forced:
        return PRECEDENTS
    if read & computed:
        return LIKELIHOOD
    return DAY if days and asked_on in read else ""


def _read(node: Proposition) -> tuple[Variable, ...]:
    """The facts that a node itself reads."""
    if isinstance(node, Elapsed):
        return node.later, node.earlier
    if isinstance(node, Condition):
        return (node.variable,)
    return (node,) if isinstance(node, YesNo) else ()
