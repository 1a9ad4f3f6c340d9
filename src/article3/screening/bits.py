"""Rows of bits as arrays of words: bit ``k`` of word ``w`` is case ``64 w + k``, as Arrow has its bitmaps.

:class:`NumPyTools` is what packing needs of them, in NumPy; :mod:`article3.screening.native` has the same in C.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

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
_EVERY = ~np.uint64(0)


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


Row = tuple[int, "Bits"]
"""The number of a row, and its bits."""


class Answered(NamedTuple):
    """A fact to be answered where it is unknown.

    Attributes:
        known: the row that says where it is known.
        options: the answers to choose among, each as the rows of the tests that it meets.
    """

    known: int
    options: tuple[tuple[int, ...], ...]


class Plan(msgspec.Struct, frozen=True, eq=False):
    """How to complete cases: with one answer for each unknown fact, and one reading of each question of law.

    Attributes:
        answers: the facts.
        questions: for each question of law the rows of its readings.
        lists: the row that says where a list is told, and for each entry that there is room for the row that says where it is.
    """

    answers: tuple[Answered, ...]
    questions: tuple[tuple[int, ...], ...]
    lists: tuple[tuple[int, tuple[int, ...]], ...]


class Entries(Protocol):
    """Where the entries of a list column belong: the k-th ones of all cases make one row."""

    def present(self, entry: int) -> Bits:
        """Which cases have a k-th entry."""

    def spread(self, found: Sequence[Row], rows: Bits, wide: int) -> None:
        """Write bits over all entries as one row for each k.

        Args:
            found: for the rows of the first entries, the bits of all entries of all cases, one case after another.
            rows: where to write; shape (blocks, rows, words of a block).
            wide: how many rows on those of the next entries stand.
        """


class Tools(Protocol):
    """What packing needs of rows of bits.

    Attributes:
        pays: how many cases make a round of completions quicker than to look at each of them alone.
    """

    pays: int

    def bitmap(self, buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
        """An Arrow bitmap in one row of words; one that is absent has every bit set.

        Args:
            buffer: the bitmap.
            offset: its first bit that counts.
            count: how many bits count.
        """

    def codes(self, texts: pa.StringArray, options: Sequence[str]) -> NDArray[np.int32]:
        """The place of each text among at most 256 options; -1 for one that is none of them. Where it is null, any."""

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

    def place(self, found: Sequence[Row], rows: Bits) -> None:
        """Write rows of the case.

        Args:
            found: the rows.
            rows: where to write; shape (blocks, rows, words of a block).
        """

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        """Where the entries of a list column belong.

        Args:
            lengths: how many entries each case has.
        """

    def complete(self, rows: Bits, plan: Plan, seed: int) -> Bits:
        """Cases with every unknown answered, by chance where the plan leaves a choice.

        Args:
            rows: of the cases; shape (blocks, rows, words of a block).
            plan: what to answer.
            seed: of chance.
        """


class NumPyTools:
    """The same everywhere, with no compiler."""

    pays = 200

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

    def codes(self, texts: pa.StringArray, options: Sequence[str]) -> NDArray[np.int32]:
        coded = texts.dictionary_encode()
        places = np.array(
            [options.index(text) if text in options else -1 for text in coded.dictionary.to_pylist()] or [-1], np.int32
        )
        found: NDArray[np.int32] = places[coded.indices.fill_null(0).to_numpy(zero_copy_only=False)]
        return found

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

    def place(self, found: Sequence[Row], rows: Bits) -> None:
        for row, bits in found:
            rows[:, row] = bits.reshape(-1, WORDS)

    def entries(self, lengths: NDArray[np.int32]) -> Entries:
        return _NumPyEntries(lengths)

    def complete(self, rows: Bits, plan: Plan, seed: int) -> Bits:
        chance, rows = np.random.default_rng(seed), rows.copy()
        for answered in plan.answers:
            left = ~rows[:, answered.known]
            if left.any():
                for place in chance.permutation(len(answered.options)):
                    taken = left & _drawn(left, chance)
                    left &= ~taken
                    for row in answered.options[place]:
                        rows[:, row] |= taken
                for row in answered.options[place]:
                    rows[:, row] |= left
            rows[:, answered.known] = _EVERY
        for readings in plan.questions:
            _choose(rows, readings, chance)
        for listed, entries in plan.lists:
            for row in entries:
                rows[:, row] |= ~rows[:, listed] & _drawn(rows[:, row], chance)
            rows[:, listed] = _EVERY
        return rows


def _choose(rows: Bits, readings: Sequence[int], chance: np.random.Generator) -> None:
    """Leave one of the readings alive: each in turn takes the place of the one before, or leaves it, by chance."""
    held = np.zeros_like(rows[:, 0])
    for place, row in enumerate(readings):
        takes = rows[:, row] & (~held | _drawn(held, chance))
        for earlier in readings[:place]:
            rows[:, earlier] &= ~takes
        rows[:, row] = takes
        held |= takes


def _drawn(like: Bits, chance: np.random.Generator) -> Bits:
    return chance.integers(0, 1 << 64, like.shape, np.uint64)


class _NumPyEntries:
    def __init__(self, lengths: NDArray[np.int32]) -> None:
        self._lengths = lengths
        self._starts = np.cumsum(lengths) - lengths
        self._most = int(lengths.max(initial=0))

    def present(self, entry: int) -> Bits:
        return packed(self._lengths > entry)

    def spread(self, found: Sequence[Row], rows: Bits, wide: int) -> None:
        for row, bits in found:
            flags = unpacked(bits, int(self._lengths.sum()))
            for entry in range(self._most):
                have = self._lengths > entry
                spread = np.zeros(len(have), np.bool_)
                spread[have] = flags[self._starts[have] + entry]
                rows[:, row + entry * wide] = packed(spread).reshape(-1, WORDS)
