"""What packing needs of rows of bits: the same in NumPy and in C."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.screening.bits import WORDS, Answered, NumPyTools, Plan, Tools, all_set, packed, unpacked
from article3.screening.native import NativeTools

BOTH: tuple[Tools, Tools] = (NumPyTools(), NativeTools())
quick = settings(deadline=None, max_examples=60)
flags = st.lists(st.booleans(), min_size=1, max_size=700)


def zeros(cases: int, rows: int) -> np.ndarray:
    return np.zeros((-(-cases // 256), rows, WORDS), np.uint64)


@quick
@given(flags, st.integers(0, 70))
def test_a_bitmap_is_read_from_any_bit_on(found: list[bool], offset: int) -> None:
    column = pa.array([True] * offset + found).slice(offset)
    for tools in BOTH:
        bits = tools.bitmap(column.buffers()[1], column.offset, len(column))
        assert unpacked(bits, len(found)).tolist() == found
        assert (bits == packed(np.array(found))).all()
        assert (tools.bitmap(None, offset, len(found)) == all_set(len(found))).all()


@quick
@given(
    st.lists(st.sampled_from(["", "no", "applicant", "applicants_child", "applicants_chilt", "é"]), max_size=300),
    st.integers(0, 9),
)
def test_texts_are_found_among_options(texts: list[str], skipped: int) -> None:
    options = ["applicants_child", "applicant", "é", ""]
    column = pa.array(["x"] * skipped + texts, pa.string()).slice(skipped)
    expected = [options.index(text) if text in options else -1 for text in texts]
    for tools in BOTH:
        assert tools.codes(column, options).tolist() == expected


@quick
@given(st.lists(st.integers(-1, 5), max_size=300), st.lists(st.booleans(), max_size=4))
def test_codes_without_a_mark_are_not_marked(codes: list[int], marks: list[bool]) -> None:
    expected = [0 <= code < len(marks) and marks[code] for code in codes]
    for tools in BOTH:
        bits = tools.marked(np.array(codes, np.int32), np.array(marks, np.bool_))
        assert unpacked(bits, len(codes)).tolist() == expected


@pytest.mark.parametrize("tools", BOTH, ids=["numpy", "c"])
def test_an_estimate_at_one_half_is_not_above_it_unless_it_lies_above_its_low_end(tools: Tools) -> None:
    low, high = np.array([0.5, 0.5, 0.5000001, 0.2, 0.4]), np.array([0.5, 1.0, 0.6, 0.5, 0.7])
    above, below = tools.above(low, high, packed(np.array([False, True, False, False, False])), 0.5)
    assert unpacked(above, 5).tolist() == [False, True, True, False, False]
    assert unpacked(below, 5).tolist() == [True, False, False, True, False]
    above, below = tools.above(low, low, None, 0.5)
    assert unpacked(above, 5).tolist() == [False, False, True, False, False]


@quick
@given(st.lists(st.integers(0, 4), min_size=1, max_size=400), st.integers(0, 2**32))
def test_entries_are_put_where_their_case_and_number_want_them(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    entries, many = sum(lengths), 70
    told = [chance.random(entries) < 0.5 for _ in range(many)]
    found = []
    for tools in BOTH:
        spread, rows = tools.entries(np.array(lengths, np.int32)), zeros(len(lengths), 4 * many)
        spread.spread([(at, packed(flags)) for at, flags in enumerate(told)], rows, many)
        found.append(rows)
        for k in range(max(lengths)):
            assert unpacked(spread.present(k), len(lengths)).tolist() == [length > k for length in lengths]
    assert (found[0] == found[1]).all()
    starts = np.cumsum([0, *lengths])
    for case in range(0, len(lengths), 17):
        for k in range(lengths[case]):
            assert unpacked(found[0][:, k * many + 3], len(lengths))[case] == told[3][starts[case] + k]


@quick
@given(st.lists(st.integers(0, 2), min_size=1, max_size=400))
def test_readings_are_alive_where_their_stretch_says(stretch: list[int]) -> None:
    alive = np.random.default_rng(1).random((3, 80)) < 0.5
    for tools in BOTH:
        rows = zeros(len(stretch), 90)
        tools.alive(alive, np.array(stretch, np.int32), list(range(5, 85)), rows)
        for reading in (0, 63, 64, 79):
            assert unpacked(rows[:, 5 + reading], len(stretch)).tolist() == alive[stretch, reading].tolist()


@pytest.mark.parametrize("tools", BOTH, ids=["numpy", "c"])
def test_a_completion_answers_everything_once(tools: Tools) -> None:
    chance = np.random.default_rng(7)
    rows = chance.integers(0, 1 << 64, (9, 16, WORDS), np.uint64)
    rows[:, 1:4] &= rows[:, :1]  # what is not known is met nowhere
    rows[:, 6] |= ~(rows[:, 7] | rows[:, 8])  # some reading is alive
    before = rows.copy()
    plan = Plan((Answered(0, ((1,), (2,), (3,))), Answered(4, ((5,),))), ((6, 7, 8),), ((9, (10, 11)),))
    done = tools.complete(rows, plan, 3)
    every = ~np.uint64(0)
    assert (rows == before).all()
    assert (done[:, [0, 4, 9]] == every).all()
    unknown = ~before[:, 0]
    one, two, three = (done[:, at] & unknown for at in (1, 2, 3))
    assert ((one ^ two ^ three) == unknown).all()
    assert not (one & two & three).any()
    assert all(0.2 < np.bitwise_count(part).sum() / np.bitwise_count(unknown).sum() < 0.6 for part in (one, two, three))
    assert ((done[:, 1:4] & before[:, :1]) == before[:, 1:4]).all()
    assert (done[:, 5] == before[:, 5] | ~before[:, 4]).all()
    alive = [done[:, at] for at in (6, 7, 8)]
    assert ((alive[0] ^ alive[1] ^ alive[2]) == every).all()
    assert not (alive[0] & alive[1]).any()
    assert all(not (chosen & ~before[:, at]).any() for chosen, at in zip(alive, (6, 7, 8), strict=True))
    assert ((done[:, 10] & before[:, 9]) == (before[:, 10] & before[:, 9])).all()
    assert (tools.complete(rows, plan, 3) == done).all()
