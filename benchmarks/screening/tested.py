"""What the rules on the forms of protection test: the facts, the questions of law, the lists."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter

from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, Not, OneOf, Proposition, Question, Some, Unless, YesNo
from article3.logic.variables import Choice, Variable
from article3.rules.asylum import asylum
from article3.rules.convention import withholding_cat
from article3.rules.rulebase import FORMS
from article3.rules.statutory_withholding import withholding_ina

EPOCH = dt.date(1970, 1, 1)
"""Columns of days count from here."""


@functools.cache
def graph() -> tuple[Proposition, ...]:
    """Every node below the forms of protection, parts first."""
    return tuple(nodes(*FORMS, formula_only=True))


@functools.cache
def tested() -> tuple[Variable, ...]:
    """Every fact that a node tests, once."""
    found: dict[Variable, None] = {}
    for node in graph():
        if isinstance(node, YesNo):
            found[node] = None
        elif isinstance(node, Condition):
            found[node.variable] = None
        elif isinstance(node, Elapsed):
            found[node.later] = found[node.earlier] = None
    return tuple(found)


@functools.cache
def questions() -> tuple[Question, ...]:
    """Every question of law on which they turn."""
    return tuple(node for node in graph() if isinstance(node, Question))


@functools.cache
def lists() -> tuple[str, ...]:
    """The lists that are gone through."""
    return tuple(dict.fromkeys(node.collection.id for node in graph() if isinstance(node, Some)))


@functools.cache
def shared() -> frozenset[Proposition]:
    """The nodes on which more than one other rests, each computed once in every rendering."""
    uses = Counter(part for node in graph() for part in node.formula)
    return frozenset(node for node, count in uses.items() if count > 1)


@functools.cache
def leanings() -> dict[Proposition, frozenset[bool]]:
    """For each node, whether protection can follow from its being true, from its being false, or from either.

    A node under an even number of negations and exceptions helps by being true, one under an odd number by being false. Deferral
    is left out: it is for those whom a bar keeps from withholding, so that every bar would help as well as hurt.
    """
    found: dict[Proposition, set[bool]] = {}
    stack: list[tuple[Proposition, bool]] = [(form, True) for form in (asylum, withholding_ina, withholding_cat)]
    while stack:
        node, helps = stack.pop()
        seen = found.setdefault(node, set())
        if helps in seen:
            continue
        seen.add(helps)
        parts = node.formula
        if isinstance(node, Unless):
            stack += [(node.general, helps), (node.exception, not helps)]
        elif isinstance(node, Not):
            stack.append((node.part, not helps))
        else:
            stack += [(part, helps) for part in parts]
    return {node: frozenset(seen) for node, seen in found.items()}


@functools.cache
def helpful_options() -> dict[Choice, frozenset[str]]:
    """For each choice, the options from which protection can follow and that defeat nothing."""
    helps: dict[Choice, set[str]] = {}
    harms: dict[Choice, set[str]] = {}
    for node in graph():
        if isinstance(node, OneOf) and isinstance(node.variable, Choice):
            for helping in leanings().get(node, ()):
                (helps if helping else harms).setdefault(node.variable, set()).update(node.options)
    choices = [variable for variable in tested() if isinstance(variable, Choice)]
    return {
        choice: frozenset((helps.get(choice) or set(choice.options)) - harms.get(choice, set())) or frozenset(choice.options)
        for choice in choices
    }
