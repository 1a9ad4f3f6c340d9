"""A rule's formula in words, as nested lines in which rules, facts and questions of law can be followed."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.wording import LIST_NAMES
from article3.facts.vocabulary import FACTS, full_id
from article3.findings.grounds import compared, tested
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Condition,
    Constant,
    Elapsed,
    Not,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.logic.variables import Variable


class Target(enum.Enum):
    """What a line of a formula leads to."""

    NOTHING = ""
    RULE = "rule"
    FACT = "fact"
    QUESTION = "question"


class Line(msgspec.Struct, frozen=True):
    """One line of a formula, with what belongs under it.

    Attributes:
        words: what it says.
        target: what kind of page it leads to.
        id: the id of that rule, fact or question of law.
        kind: of a fact: fact, assessment or estimate.
        lines: what belongs under it.
    """

    words: str
    target: Target = Target.NOTHING
    id: str = ""
    kind: str = ""
    lines: tuple[Line, ...] = ()


def told(node: Proposition) -> Line:
    """A formula as a line; rules it rests on are named, not unfolded."""
    for kind, teller in _TELLERS:
        if isinstance(node, kind):
            return teller(node)
    # A kind of node that is newer than this module is told by its parts, never left out.
    return Line(f"{type(node).__name__}:", lines=tuple(told(child) for child in node.children))


def rules_in(node: Proposition) -> tuple[Rule, ...]:
    """The rules on which a formula rests directly, each once."""
    return tuple(found for found in _reached(node) if isinstance(found, Rule))


def facts_in(node: Proposition) -> tuple[Variable, ...]:
    """The facts that a formula tests itself, each once; not those that the rules it rests on test."""
    found: list[Variable] = []
    for below in _reached(node):
        if isinstance(below, YesNo):
            found.append(below)
        elif isinstance(below, Condition):
            found.append(below.variable)
        elif isinstance(below, Elapsed):
            found += [below.later, below.earlier]
    return tuple(dict.fromkeys(variable for variable in found if variable in FACTS))


def questions_in(node: Proposition) -> tuple[Question, ...]:
    """The questions of law that a formula asks itself."""
    return tuple(found for found in _reached(node) if isinstance(found, Question))


def _reached(node: Proposition) -> tuple[Proposition, ...]:
    """Every node of a formula down to the rules it rests on, each once."""
    found: dict[Proposition, None] = {}
    waiting = [node]
    while waiting:
        below = waiting.pop()
        if below not in found:
            found[below] = None
            if not isinstance(below, Rule):
                waiting.extend(reversed(below.children))
    return tuple(found)


def _rule(node: Rule) -> Line:
    return Line(node.sentence, Target.RULE, node.id)


def _fact(variable: Variable, words: str) -> Line:
    fact = FACTS.get(variable)
    if fact is None:
        return Line(words)
    return Line(words, Target.FACT, full_id(variable), fact.kind.value)


def _yes_no(node: YesNo) -> Line:
    return _fact(node, node.question)


def _condition(node: Condition) -> Line:
    return _fact(node.variable, tested(node))


def _elapsed(node: Elapsed) -> Line:
    return Line(compared(node), lines=tuple(_fact(day, day.question) for day in (node.later, node.earlier)))


def _joined(words: str) -> Callable[[Proposition], Line]:
    return lambda node: Line(words, lines=tuple(told(child) for child in node.children))


def _unless(node: Unless) -> Line:
    exception = Line("except where", lines=(told(node.exception),))
    return Line("This, with an exception:", lines=(told(node.general), exception))


def _some(node: Some) -> Line:
    count = "at least one" if node.at_least == 1 else f"at least {node.at_least}"
    name = LIST_NAMES.get(node.collection.id, node.collection.id.replace("_", " "))
    return Line(f"Of {name}, {count} is such that", lines=(told(node.body),))


def _question(node: Question) -> Line:
    readings = tuple(Line(f"If the reading is {name}:", lines=(told(body),)) for name, body in node.readings.items())
    return Line("It depends on a question of law:", Target.QUESTION, node.id, lines=readings)


def _constant(node: Constant) -> Line:
    return Line(f"{'Always so' if node.truth is Truth.ESTABLISHED else 'Never so'}: {node.because}")


_TELLERS: tuple[tuple[type[Proposition], Callable[..., Line]], ...] = (
    (Rule, _rule),
    (YesNo, _yes_no),
    (Condition, _condition),
    (Elapsed, _elapsed),
    (AllOf, _joined("All of:")),
    (AnyOf, _joined("At least one of:")),
    (Not, _joined("Not:")),
    (Unless, _unless),
    (Some, _some),
    (Question, _question),
    (Constant, _constant),
)
