"""What Kleene's tables leave open, looked at more closely: every completion of what is unknown counts.

A rule that some completion establishes and another one does not is undetermined, whatever else. So a few completions of all open
cases at once, run through the same rules, settle that almost everywhere: for each rule the one that is most favorable to it and
the one that is least, then some at random. What they do not settle is decided one by one, as ``decide`` does it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.logic.propositions import Condition, Not, Rule, Unless, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Variable
from article3.rules.rulebase import THRESHOLDS
from article3.screening.arrays import np
from article3.screening.bits import WORDS
from article3.screening.layout import Test, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from article3.logic.propositions import Proposition
    from article3.screening.bits import Bits
    from article3.screening.kernel import Kernel
    from article3.screening.layout import Layout, Rows
    from article3.screening.packing import Packed

_AT_RANDOM = 6
"""Rounds of completions drawn at random after those that favor one side."""
_EVERY = ~np.uint64(0)


class Asked(msgspec.Struct, frozen=True, eq=False):
    """Tests that the same answer decides.

    Attributes:
        tests: the tests.
        outcomes: for each answer there can be, which of the tests it meets.
    """

    tests: tuple[Test, ...]
    outcomes: tuple[tuple[bool, ...], ...]


def unsettled(cases: Packed, kernel: Kernel, found: Bits, roots: Sequence[Rule], seed: int = 0) -> Bits:
    """For each rule the cases in which it is undetermined by Kleene's tables, and no two completions were found that differ.

    Args:
        cases: the cases.
        kernel: the rules.
        found: what it gives on the cases.
        roots: the rules, in its order.
        seed: for the completions drawn at random.

    Returns:
        Rows of bits; shape (blocks, rules, words).
    """
    chance = np.random.default_rng(seed)
    undetermined = ~(found[:, 0::2] | found[:, 1::2])
    _leave_out_what_is_no_case(undetermined, cases.count)
    yes, no = np.zeros_like(undetermined), np.zeros_like(undetermined)
    for signs in _rounds(cases.layout, roots):
        if not (undetermined & ~(yes & no)).any():
            break
        completed = kernel(_completed(cases, signs, chance))
        yes |= completed[:, 0::2]
        no |= completed[:, 1::2]
    return undetermined & ~(yes & no)


def _leave_out_what_is_no_case(rows: Bits, count: int) -> None:
    kept = np.zeros((len(rows), WORDS), np.uint64).reshape(-1)
    kept[: count // 64] = _EVERY
    if count % 64:
        kept[count // 64] = np.uint64((1 << count % 64) - 1)
    rows &= kept.reshape(-1, 1, WORDS)


def _rounds(layout: Layout, roots: Sequence[Rule]) -> Iterator[Mapping[Proposition, int]]:
    """For each round the answers that are favored: 1 for a test that shall be met, -1 for one that shall not, 0 for either."""
    seen = set()
    for root in roots:
        signs = polarity(root)
        for side in (1, -1):
            wanted: dict[Proposition, int] = {test: side * signs.get(test, 0) for test in layout.tests}
            key = tuple(wanted.values())
            if key not in seen:
                seen.add(key)
                yield wanted
    for _ in range(_AT_RANDOM):
        yield {}


@functools.lru_cache(maxsize=256)
def polarity(root: Rule) -> Mapping[Proposition, int]:
    """For each test below a rule: 1 if meeting it can only help to establish the rule, -1 if it can only hinder, 0 if either."""
    signs: dict[tuple[Proposition, int], None] = {}
    waiting: list[tuple[Proposition, int]] = [(root, 1)]
    while waiting:
        node, sign = waiting.pop()
        if (node, sign) in signs:
            continue
        signs[node, sign] = None
        if isinstance(node, Not):
            waiting.append((node.part, -sign))
        elif isinstance(node, Unless):
            waiting += [(node.general, sign), (node.exception, -sign)]
        else:
            waiting += [(part, sign) for part in node.formula]
    found: dict[Proposition, int] = {}
    for node, sign in signs:
        found[node] = found.get(node, 0) + sign
    return found


@functools.lru_cache(maxsize=64)
def _groups(layout: Layout) -> tuple[Asked, ...]:
    """The tests of a layout by the answer that decides them."""
    groups: dict[object, list[Test]] = {}
    for test in layout.tests:
        groups.setdefault(shared(test), []).append(test)
    return tuple(Asked(tuple(tests), _outcomes(tests)) for tests in groups.values())


def _outcomes(tests: Sequence[Test]) -> tuple[tuple[bool, ...], ...]:
    variable = shared(tests[0])
    if not isinstance(variable, Variable) or isinstance(variable, YesNo):
        return ((True,), (False,))
    values = variable.candidates(None, THRESHOLDS.get(variable, ()))
    return tuple(
        tuple(isinstance(test, Condition) and test.holds(value) is Truth.ESTABLISHED for test in tests) for value in values
    )


def _completed(cases: Packed, signs: Mapping[Proposition, int], chance: np.random.Generator) -> Packed:
    """The cases with every unknown answered, and one reading of each question of law."""
    layout, rows = cases.layout, cases.rows.copy()
    for group in _groups(layout):
        entity = group.tests[0].entity
        places = [layout.rows[test] for test in group.tests]
        wanted = [signs.get(test, 0) for test in group.tests]
        starts = [0] if entity is None else [start for start, about in _entries(cases) if about is entity]
        for start in starts:
            _answer(rows, group, places, start, wanted, chance)
    _choose_readings(rows, layout, chance)
    for collection in layout.collections:
        unlisted = ~rows[:, layout.listed[collection]]
        for entry in range(cases.entries[collection]):
            rows[:, cases.start(collection, entry) + layout.present] |= unlisted & _drawn(unlisted, chance)
        rows[:, layout.listed[collection]] = _EVERY
    return msgspec.structs.replace(cases, rows=rows)


def _entries(cases: Packed) -> Iterator[tuple[int, object]]:
    for collection in cases.layout.collections:
        for entry in range(cases.entries[collection]):
            yield cases.start(collection, entry), collection.entity


def _answer(  # noqa: PLR0917 - one place calls it
    rows: Bits, group: Asked, places: Sequence[Rows], start: int, wanted: Sequence[int], chance: np.random.Generator
) -> None:
    unknown = ~rows[:, start + places[0].known]
    if not unknown.any():
        return
    scores = [sum(sign if met else -sign for sign, met in zip(wanted, outcome, strict=True)) for outcome in group.outcomes]
    order = chance.permutation(len(scores))
    best = max(scores)
    choose_from = [place for place in order if scores[place] == best]
    left = unknown
    for position, place in enumerate(choose_from):
        taken = left if position == len(choose_from) - 1 else left & _drawn(left, chance)
        left = left & ~taken
        for at, met in zip(places, group.outcomes[place], strict=True):
            if met:
                rows[:, start + at.met] |= taken
    for at in places:
        rows[:, start + at.known] = _EVERY


def _choose_readings(rows: Bits, layout: Layout, chance: np.random.Generator) -> None:
    by_question: dict[str, list[int]] = {}
    for (question, _), row in layout.readings.items():
        by_question.setdefault(question, []).append(row)
    for places in by_question.values():
        taken = np.zeros_like(rows[:, 0])
        alive = [rows[:, row].copy() for row in places]
        order = chance.permutation(len(places))
        for position, place in enumerate(order):
            later = np.zeros_like(taken)
            for other in order[position + 1 :]:
                later |= alive[other]
            # One that is the last alive must be taken; another by chance.
            chosen = alive[place] & ~taken & (~later | _drawn(taken, chance))
            rows[:, places[place]] = chosen
            taken |= chosen


def _drawn(like: Bits, chance: np.random.Generator) -> Bits:
    return chance.integers(0, 1 << 64, like.shape, np.uint64)
