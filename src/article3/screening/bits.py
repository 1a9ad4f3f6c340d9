"""Rows of bits as arrays of words: bit ``k`` of word ``w`` is case ``64 w + k``, as Arrow has its bitmaps.

:class:`NumPyTools` is what packing needs of them, in NumPy; :mod:`article3.screening.native` has the same in C.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from article3.screening.arrays import np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from article3.screening.arrays import pa

    Bits = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

WORDS = 4
"""Words of 64 bits that are handled together."""
BLOCK = 64 * WORDS
"""Cases in a block."""
_BYTE = 8


def blocks(count: int) -> int:
    """How many blocks hold so many cases."""
    return -(-count // BLOCK)


def packed(flags: Flags) -> Bits:
    """Flags as whole blocks of bits, in one row of words."""
    octets = np.zeros(blocks(len(flags)) * BLOCK // _BYTE, np.uint8)
    found = np.packbits(flags, bitorder="little")
    octets[: len(found)] = found
    return octets.view(np.uint64)


def unpacked(bits: Bits, count: int) -> Flags:
    """The flags of the first so many cases."""
    octets = np.ascontiguousarray(bits).view(np.uint8).reshape(-1)
    return np.unpackbits(octets, count=count, bitorder="little").view(np.bool_)


def all_set(count: int) -> Bits:
    """A row in which the first so many bits are set."""
    octets = np.zeros(blocks(count) * BLOCK // _BYTE, np.uint8)
    octets[: count // _BYTE] = 0xFF
    if count % _BYTE:
        octets[count // _BYTE] = (1 << count % _BYTE) - 1
    return octets.view(np.uint64)


class Entries(Protocol):
    """Where the entries of a list column belong: the k-th ones of all cases make one row."""

    def present(self, entry: int) -> Bits:
        """Which cases have a k-th entry."""

    def spread(self, bits: Bits, rows: Bits, at: int, wide: int) -> None:
        """Write bits over all entries as one row for each k.

        Args:
            bits: one for each entry, of all cases one after another.
            rows: where to write; shape (blocks, rows, words of a block).
            at: the row for the first entries.
            wide: how many rows on the next ones stand.
        """


class Tools(Protocol):
    """What packing needs of rows of bits."""

    def bitmap(self, buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
        """An Arrow bitmap in one row of words; one that is absent has every bit set.

        Args:
            buffer: the bitmap.
            offset: its first bit that counts.
            count: how many bits count.
        """

    def marked(self, codes: NDArray[np.int32], marks: Flags) -> Bits:
        """Where a code is one that is marked; a code without a mark is not."""

    def above(
        self, low: NDArray[np.float64], high: NDArray[np.float64], low_open: Bits | None, bound: float
    ) -> tuple[Bits, Bits]:
        """Where an estimate is above a bound for certain, and where it certainly is not."""

    def alive(self, flags: Flags, stretch: NDArray[np.int32], at: Sequence[int], rows: Bits) -> None:
        """Write which readings are alive.

        Args:
            flags: shape (stretches, readings).
            stretch: the stretch of each case.
            at: the row of each reading.
            rows: where to write; shape (blocks, rows, words of a block).
        """

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        """Where the entries of a list column belong.

        Args:
            lengths: how many entries each case has.
        """


class NumPyTools:
    """The same everywhere, with no compiler."""

    def bitmap(self, buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
        if buffer is None:
            return all_set(count)
        if offset % _BYTE:
            flags = np.unpackbits(np.frombuffer(buffer, np.uint8), count=offset + count, bitorder="little")[offset:]
            return packed(flags.view(np.bool_))
        octets = np.zeros(blocks(count) * BLOCK // _BYTE, np.uint8)
        whole = -(-count // _BYTE)
        octets[:whole] = np.frombuffer(buffer, np.uint8)[offset // _BYTE : offset // _BYTE + whole]
        if count % _BYTE:
            octets[whole - 1] &= (1 << count % _BYTE) - 1
        return octets.view(np.uint64)

    def marked(self, codes: NDArray[np.int32], marks: Flags) -> Bits:
        inside = (codes >= 0) & (codes < len(marks))
        return packed(inside & np.append(marks, np.False_)[np.where(inside, codes, len(marks))])

    def above(
        self, low: NDArray[np.float64], high: NDArray[np.float64], low_open: Bits | None, bound: float
    ) -> tuple[Bits, Bits]:
        over = packed(low > bound)
        if low_open is not None:
            over |= low_open & packed(low >= bound)
        return over, packed(high <= bound)

    def alive(self, flags: Flags, stretch: NDArray[np.int32], at: Sequence[int], rows: Bits) -> None:
        for place, row in enumerate(at):
            rows[:, row] = packed(flags[:, place][stretch]).reshape(-1, WORDS)

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        return _NumPyEntries(lengths)


class _NumPyEntries:
    def __init__(self, lengths: NDArray[np.int32]) -> None:
        self._lengths = lengths
        self._starts = np.cumsum(lengths) - lengths
        self._most = int(lengths.max(initial=0))

    def present(self, entry: int) -> Bits:
        return packed(self._lengths > entry)

    def spread(self, bits: Bits, rows: Bits, at: int, wide: int) -> None:
        flags = unpacked(bits, int(self._lengths.sum()))
        for entry in range(self._most):
            have = self._lengths > entry
            found = np.zeros(len(have), np.bool_)
            found[have] = flags[self._starts[have] + entry]
            rows[:, at + entry * wide] = packed(found).reshape(-1, WORDS)
