"""What Kleene's tables leave open, looked at more closely: every completion of what is unknown counts.

A rule that some completion establishes and another one does not is undetermined, whatever else. So a few completions of all open
cases at once, run through the same rules, settle that almost everywhere: for each rule the one that is most favorable to it and
the one that is least, then some at random. What they do not settle is decided one by one, as ``decide`` does it.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

import msgspec

from article3.logic.polarity import pulls
from article3.logic.propositions import Condition, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Variable
from article3.rules.rulebase import THRESHOLDS
from article3.screening.arrays import np
from article3.screening.bits import WORDS, Answered, Plan
from article3.screening.layout import Test, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from article3.logic.propositions import Proposition, Rule
    from article3.logic.variables import Collection, Value
    from article3.screening.bits import Bits, Tools
    from article3.screening.kernel import Kernel
    from article3.screening.layout import Layout
    from article3.screening.packing import Packed

_AT_RANDOM = 2
"""Rounds of completions drawn at random after those that favor one side."""
_EVERY = ~np.uint64(0)


def unsettled(
    cases: Packed, kernel: Kernel, tools: Tools, found: Bits, roots: Sequence[Rule], *, repeats: int = 1, seed: int = 0
) -> Bits:
    """For each rule the cases in which it is undetermined by Kleene's tables, and no two completions were found that differ.

    Args:
        cases: the cases.
        kernel: the rules.
        tools: for rows of bits.
        found: what it gives on the cases.
        roots: the rules, in its order.
        repeats: how often to try.
        seed: for the completions drawn at random.

    Returns:
        Rows of bits; shape (blocks, rules, words).
    """
    chance = np.random.default_rng(seed)
    undetermined = ~(found[:, 0::2] | found[:, 1::2])
    _leave_out_what_is_no_case(undetermined, cases.count)
    yes, no = np.zeros_like(undetermined), np.zeros_like(undetermined)
    for plan in itertools.chain.from_iterable(itertools.repeat(plans(cases, tuple(roots)), repeats)):
        if not (undetermined & ~(yes & no)).any():
            break
        completed = kernel(
            msgspec.structs.replace(cases, rows=tools.complete(cases.rows, plan, int(chance.integers(1, 1 << 63))))
        )
        yes |= completed[:, 0::2]
        no |= completed[:, 1::2]
    return undetermined & ~(yes & no)


def _leave_out_what_is_no_case(rows: Bits, count: int) -> None:
    kept = np.zeros((len(rows), WORDS), np.uint64).reshape(-1)
    kept[: count // 64] = _EVERY
    if count % 64:
        kept[count // 64] = np.uint64((1 << count % 64) - 1)
    rows &= kept.reshape(-1, 1, WORDS)


def plans(cases: Packed, roots: tuple[Rule, ...]) -> tuple[Plan, ...]:
    """The completions to try, one after another.

    Args:
        cases: the cases.
        roots: the rules that shall come out one way and the other.
    """
    return _plans(cases.layout, tuple(cases.entries[collection] for collection in cases.layout.collections), roots)


@functools.lru_cache(maxsize=64)
def _plans(layout: Layout, entries: tuple[int, ...], roots: tuple[Rule, ...]) -> tuple[Plan, ...]:
    lists, start = [], layout.wide
    for collection, most in zip(layout.collections, entries, strict=True):
        wide = layout.entries[collection.entity]
        lists.append((collection, tuple(range(start, start + most * wide, wide))))
        start += most * wide
    return tuple(_plan(layout, lists, signs) for signs in _rounds(layout, roots))


def _rounds(layout: Layout, roots: Sequence[Rule]) -> Iterator[Mapping[Proposition, int]]:
    """For each round the answers that are favored: 1 for a test that shall be met, -1 for one that shall not, 0 for either."""
    seen = set()
    for root in roots:
        signs = {node: sum(found) for node, found in pulls(root).items()}
        for side in (1, -1):
            wanted: dict[Proposition, int] = {test: side * signs.get(test, 0) for test in layout.tests}
            key = tuple(wanted.values())
            if key not in seen:
                seen.add(key)
                yield wanted
    for _ in range(_AT_RANDOM):
        yield {}


def _plan(layout: Layout, lists: Sequence[tuple[Collection, tuple[int, ...]]], signs: Mapping[Proposition, int]) -> Plan:
    answers = []
    for tests in layout.answers:
        entity = tests[0].entity
        best = _best(tests, signs)
        starts = [0] if entity is None else [start for of, starts in lists if of.entity is entity for start in starts]
        for start in starts:
            met = tuple(tuple(start + layout.rows[test].met for test in option) for option in best)
            answers.append(Answered(start + layout.rows[tests[0]].known, met))
    readings: dict[str, list[int]] = {}
    for (question, _), row in layout.readings.items():
        readings.setdefault(question, []).append(row)
    return Plan(
        tuple(answers),
        tuple(map(tuple, readings.values())),
        tuple((layout.listed[of], tuple(start + layout.present for start in starts)) for of, starts in lists),
    )


def _best(tests: Sequence[Test], signs: Mapping[Proposition, int]) -> list[list[Test]]:
    """The answers that are favored, each as the tests that it meets."""
    variable = shared(tests[0])
    options: list[list[Test]] = [[tests[0]], []]
    if isinstance(variable, Variable) and not isinstance(variable, YesNo):
        values = variable.candidates(None, THRESHOLDS.get(variable, ()))
        options = [[test for test in tests if _holds(test, value)] for value in values]
    scores = [sum(signs.get(test, 0) * (1 if test in option else -1) for test in tests) for option in options]
    return [option for option, score in zip(options, scores, strict=True) if score == max(scores)]


def _holds(test: Test, value: Value) -> bool:
    return isinstance(test, Condition) and test.holds(value) is Truth.ESTABLISHED
