"""Which rows of bits hold what a set of rules asks of a case.

Every test of a fact has a row that says where it is met; a second row says where the answer is known. Tests of one choice, number
or day share the second. Each reading of a question of law has a row that says where it is alive. Rows about a harm or
a conviction are repeated for as many as the cases at hand have.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.vocabulary import COLLECTIONS
from article3.logic.fold import nodes
from article3.logic.propositions import Compare, Condition, Elapsed, OneOf, Proposition, Question, Rule, Some, YesNo
from article3.logic.variables import Collection, Day, Entity, Estimate
from article3.rules.rulebase import QUESTIONS, THRESHOLDS

if TYPE_CHECKING:
    from article3.logic.truth import Truth
    from article3.logic.variables import Variable

Test = YesNo | OneOf | Compare | Elapsed
"""What is asked of facts: that one is yes, is one of some options, reaches a bound; or that a day is within a time of another."""

ZERO = 0
"""The row in which no bit is set: what no column states is known nowhere."""


class Rows(msgspec.Struct, frozen=True):
    """Where a test's rows stand: among those of the case, or of each entry of a list.

    Attributes:
        met: the row that says where the test is met; never where it is not known.
        known: the row that says where its outcome is known.
    """

    met: int
    known: int


class Layout(msgspec.Struct, frozen=True, eq=False):
    """The rows that some rules need, by what they hold; the rows of the case come first, row zero being empty.

    Attributes:
        roots: the rules.
        tests: every test below them.
        answers: the tests by the answer that decides them.
        rows: where each stands.
        days: for each day that is compared with another, the row that says where it is known.
        readings: for each question of law and reading, its row.
        collections: the lists that matter, in order.
        listed: for each list, the row that says where it is listed.
        present: the row, among those of an entry, that says where there is such an entry.
        wide: how many rows there are for the case.
        entries: how many for one entry, by what it is an entry of.
    """

    roots: tuple[Rule, ...]
    tests: tuple[Test, ...]
    answers: tuple[tuple[Test, ...], ...]
    rows: Mapping[Proposition, Rows]
    days: Mapping[Day, int]
    readings: Mapping[tuple[str, str], int]
    collections: tuple[Collection, ...]
    listed: Mapping[Collection, int]
    present: int
    wide: int
    entries: Mapping[Entity, int]

    def of(self, entity: Entity | None) -> tuple[Test, ...]:
        """The tests of the case, or of one entry."""
        return tuple(test for test in self.tests if test.entity is entity)


@functools.lru_cache(maxsize=64)
def layout(roots: tuple[Rule, ...]) -> Layout:
    """The rows that some rules need.

    Args:
        roots: the rules that are asked.
    """
    below = list(nodes(*roots, formula_only=True))
    tests = tuple(dict.fromkeys(node for node in below if isinstance(node, (YesNo, OneOf, Compare, Elapsed))))
    asked = {node.id for node in below if isinstance(node, Question)}
    about = {root.entity for root in roots}
    quantified = {node.collection for node in below if isinstance(node, Some)}
    collections = tuple(one for one, _ in COLLECTIONS.values() if one in quantified or one.entity in about)
    counts: dict[Entity | None, int] = {None: 1}
    known: dict[object, int] = {}
    answers: dict[object, list[Test]] = {}
    rows: dict[Proposition, Rows] = {}

    def fresh(entity: Entity | None) -> int:
        # Row zero of the case is the empty one; that of an entry says where there is such an entry.
        counts[entity] = counts.get(entity, 1) + 1
        return counts[entity] - 1

    for test in tests:
        answer = shared(test)
        if answer not in known:
            known[answer] = fresh(test.entity)
        answers.setdefault(answer, []).append(test)
        rows[test] = Rows(fresh(test.entity), known[answer])
    days = {day: fresh(None) for test in tests if isinstance(test, Elapsed) for day in dict.fromkeys((test.later, test.earlier))}
    readings = {(name, reading): fresh(None) for name, node in QUESTIONS.items() if name in asked for reading in node.readings}
    listed = {collection: fresh(None) for collection in collections}
    entries = {collection.entity: counts.get(collection.entity, 1) for collection in collections}
    return Layout(
        roots, tests, tuple(map(tuple, answers.values())), rows, days, readings, collections, listed, ZERO, counts[None], entries
    )


def shared(test: Test) -> Variable | Test:
    """What decides a test: the fact whose answer decides other tests of it too, or else the test itself."""
    if isinstance(test, Condition) and not isinstance(test.variable, Estimate) and settled(test) is None:
        return test.variable
    return test


def variable_of(test: YesNo | Condition) -> Variable:
    """The fact that a test is of."""
    return test if isinstance(test, YesNo) else test.variable


def settled(test: Condition) -> Truth | None:
    """What comes of a test that every value meets, or none: there is nothing to know. Otherwise ``None``."""
    outcomes = {test.holds(value) for value in test.variable.candidates(None, THRESHOLDS.get(test.variable, ()))}
    return outcomes.pop() if len(outcomes) == 1 else None
