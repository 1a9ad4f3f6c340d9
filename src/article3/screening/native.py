"""What packing does most, in C (``native.c``): the same as :class:`article3.screening.bits.NumPyTools`, and faster."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING

from article3.screening.arrays import np
from article3.screening.bits import WORDS, all_set, blocks
from article3.screening.compiler import library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from article3.screening.arrays import pa
    from article3.screening.bits import Bits, Entries, Flags

_SOURCE = Path(__file__).with_name("native.c")
_WIDEST = 64
"""Readings that go into one word of flags."""
_WORD = 8


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

    def __init__(self) -> None:
        self.library = library(_SOURCE.read_text(encoding="utf-8"))

    def bitmap(self, buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
        if buffer is None:
            return all_set(count)
        out = np.zeros(blocks(count) * WORDS, np.uint64)
        self.library.article3_bitmap(ctypes.c_void_p(buffer.address), whole(offset), whole(count), at(out))
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

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        return _NativeEntries(self.library, np.ascontiguousarray(lengths, np.int32))


class _NativeEntries:
    def __init__(self, functions: ctypes.CDLL, lengths: NDArray[np.int32]) -> None:
        self._functions, self._cases = functions, len(lengths)
        self._most = int(lengths.max(initial=0))
        self._starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        self._words = blocks(int(self._starts[-1])) * WORDS
        self._mask = np.zeros((max(self._most, 1), self._words), np.uint64)
        self._present = np.zeros((blocks(self._cases), max(self._most, 1), WORDS), np.uint64)
        functions.article3_entries(
            at(lengths),
            whole(self._cases),
            whole(self._most),
            at(self._mask),
            whole(self._words),
            at(self._present),
            whole(1),
            whole(_stride(self._present)),
        )

    def present(self, entry: int) -> Bits:
        found: Bits = self._present[:, entry].reshape(-1)
        return found

    def spread(self, bits: Bits, rows: Bits, at_row: int, wide: int) -> None:
        self._functions.article3_spread(
            at(bits),
            at(self._mask),
            whole(self._words),
            at(self._starts),
            whole(self._cases),
            whole(self._most),
            at(self._present),
            ctypes.c_void_p(rows.ctypes.data + at_row * rows.strides[1]),
            whole(wide),
            whole(_stride(rows)),
            whole(_stride(self._present)),
        )


def _stride(rows: Bits) -> int:
    """How many words on the next block begins."""
    return int(rows.strides[0] // _WORD)
