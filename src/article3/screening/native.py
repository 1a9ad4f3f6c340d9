"""What packing does most, in C (``native.c``): the same as :class:`article3.screening.bits.NumPyTools`, and faster.

The tests hold the two against each other.
"""

from __future__ import annotations

import ctypes
import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from article3.screening.arrays import np
from article3.screening.bits import WORDS, all_set, blocks
from article3.screening.compiler import library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from article3.screening.arrays import pa
    from article3.screening.bits import Bits, Entries, Flags, Plan, Row

_SOURCE = Path(__file__).with_name("native.c")
_WIDEST = 64
"""Readings that go into one word of flags."""
_WORD = 8
_MOST_OPTIONS = 256


def at(array: np.ndarray, first: int = 0) -> ctypes.c_void_p:
    """Where an array stands in memory, from one of its first-dimension entries on."""
    return ctypes.c_void_p(array.ctypes.data + first * array.strides[0])


def whole(number: int) -> ctypes.c_int64:
    """A whole number as C takes it here."""
    return ctypes.c_int64(number)


class NativeTools:
    """The same in C.

    Raises:
        article3.screening.compiler.NotCompiledError: if it cannot be compiled.
    """

    pays = 2

    def __init__(self) -> None:
        self.library = library(_SOURCE.read_text(encoding="utf-8"))

    def bitmap(self, buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
        if buffer is None:
            return all_set(count)
        out = np.zeros(blocks(count) * WORDS, np.uint64)
        self.library.article3_bitmap(ctypes.c_void_p(buffer.address), whole(offset), whole(count), at(out))
        return out

    def codes(self, texts: pa.StringArray, options: Sequence[str]) -> NDArray[np.int32]:
        if len(options) > _MOST_OPTIONS:
            raise ValueError(f"{len(options)} options; at most {_MOST_OPTIONS}")
        out = np.empty(len(texts), np.int32)
        written = [option.encode() for option in options]
        ends = np.cumsum([len(option) for option in written]).astype(np.int32)
        _, offsets, text = texts.buffers()
        starts = np.frombuffer(offsets, np.int32)[texts.offset :]
        begins = ctypes.c_void_p(None if text is None else text.address)
        self.library.article3_match(at(starts), begins, whole(len(texts)), at(ends), b"".join(written), whole(len(ends)), at(out))
        return out

    def marked(self, codes: NDArray[np.int32], marks: Flags) -> Bits:
        out = np.zeros(blocks(len(codes)) * WORDS, np.uint64)
        codes, marks = np.ascontiguousarray(codes, np.int32), np.ascontiguousarray(marks)
        self.library.article3_codes(at(codes), whole(len(codes)), at(marks), whole(len(marks)), at(out))
        return out

    def above(
        self, low: NDArray[np.float64], high: NDArray[np.float64], low_open: Bits | None, bound: float
    ) -> tuple[Bits, Bits]:
        above, below = (np.zeros(blocks(len(low)) * WORDS, np.uint64) for _ in "ab")
        low, high = np.ascontiguousarray(low, np.float64), np.ascontiguousarray(high, np.float64)
        opened = ctypes.c_void_p(None) if low_open is None else at(low_open)
        self.library.article3_above(at(low), at(high), opened, whole(len(low)), ctypes.c_double(bound), at(above), at(below))
        return above, below

    def alive(self, flags: Flags, stretch: NDArray[np.int32], at_rows: Sequence[int], rows: Bits) -> None:
        stretch = np.ascontiguousarray(stretch, np.int32)
        for first in range(0, len(at_rows), _WIDEST):
            part = flags[:, first : first + _WIDEST]
            octets = np.zeros((len(part), _WORD), np.uint8)
            found = np.packbits(part, axis=1, bitorder="little")
            octets[:, : found.shape[1]] = found
            places = np.array(at_rows[first : first + _WIDEST], np.int32)
            self.library.article3_alive(
                at(octets), at(stretch), whole(len(stretch)), at(places), whole(len(places)), at(rows), whole(_stride(rows))
            )

    def place(self, found: Sequence[Row], rows: Bits) -> None:
        kept, count, words = _addresses(found), len(found), rows.shape[0] * WORDS
        self.library.article3_place(at(kept.bits), at(kept.rows), whole(count), whole(words), at(rows), whole(_stride(rows)))

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        return _NativeEntries(self.library, np.ascontiguousarray(lengths, np.int32))

    def complete(self, rows: Bits, plan: Plan, seed: int) -> Bits:
        rows = np.ascontiguousarray(rows).copy()
        seeds = np.random.default_rng(seed).integers(1, 1 << 63, WORDS, np.uint64)
        steps = _steps(plan)
        self.library.article3_complete(at(rows), whole(rows.shape[0]), whole(rows.shape[1]), at(steps), at(seeds))
        return rows


@functools.lru_cache(maxsize=256)
def _steps(plan: Plan) -> NDArray[np.int32]:
    """A plan in one row of numbers."""
    steps = [len(plan.answers)]
    for known, options in plan.answers:
        steps += [known, len(options)]
        for met in options:
            steps += [len(met), *met]
    steps.append(len(plan.questions))
    for readings in plan.questions:
        steps += [len(readings), *readings]
    steps.append(len(plan.lists))
    for listed, entries in plan.lists:
        steps += [listed, len(entries), *entries]
    return np.array(steps, np.int32)


class _NativeEntries:
    def __init__(self, functions: ctypes.CDLL, lengths: NDArray[np.int32]) -> None:
        self._functions, self._cases = functions, len(lengths)
        self._most = int(lengths.max(initial=0))
        self._starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        self._present = np.zeros((blocks(self._cases), max(self._most, 1), WORDS), np.uint64)
        stride = whole(_stride(self._present))
        functions.article3_entries(at(lengths), whole(self._cases), at(self._present), stride)

    def present(self, entry: int) -> Bits:
        found: Bits = self._present[:, entry].reshape(-1)
        return found

    def spread(self, found: Sequence[Row], rows: Bits, wide: int) -> None:
        kept, room = _addresses(found), np.empty((max(self._most, 1), 64), np.uint64)
        self._functions.article3_spread(
            at(kept.bits),
            at(kept.rows),
            whole(len(found)),
            at(self._starts),
            whole(self._cases),
            whole(self._most),
            at(room),
            at(rows),
            whole(wide),
            whole(_stride(rows)),
        )


class _Addresses(NamedTuple):
    """Where rows of bits stand in memory, and which rows they are."""

    bits: NDArray[np.uint64]
    rows: NDArray[np.int64]


def _addresses(found: Sequence[Row]) -> _Addresses:
    return _Addresses(np.array([bits.ctypes.data for _, bits in found], np.uint64), np.array([row for row, _ in found], np.int64))


def _stride(rows: Bits) -> int:
    """How many words on the next block begins."""
    return int(rows.strides[0] // _WORD)
