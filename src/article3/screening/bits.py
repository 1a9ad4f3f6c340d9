"""Rows of bits as arrays of words: bit ``k`` of word ``w`` is case ``64 w + k``, as Arrow has its bitmaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.screening.arrays import np, pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    """Flags as whole blocks of bits; shape (blocks, words of a block)."""
    octets = np.zeros(blocks(len(flags)) * BLOCK // _BYTE, np.uint8)
    found = np.packbits(flags, bitorder="little")
    octets[: len(found)] = found
    return octets.view(np.uint64).reshape(-1, WORDS)


def unpacked(bits: Bits, count: int) -> Flags:
    """The flags of the first so many cases."""
    octets = np.ascontiguousarray(bits).view(np.uint8).reshape(-1)
    return np.unpackbits(octets, count=count, bitorder="little").view(np.bool_)


def bitmap(buffer: pa.Buffer | None, offset: int, count: int) -> Bits:
    """An Arrow bitmap as whole blocks of bits; one that is absent has every bit set.

    Args:
        buffer: the bitmap.
        offset: its first bit that counts.
        count: how many bits count.
    """
    octets = np.zeros(blocks(count) * BLOCK // _BYTE, np.uint8)
    if buffer is None:
        octets[: count // _BYTE] = 0xFF
        if count % _BYTE:
            octets[count // _BYTE] = (1 << count % _BYTE) - 1
    elif offset % _BYTE:
        flags = np.unpackbits(np.frombuffer(buffer, np.uint8), count=offset + count, bitorder="little")[offset:]
        return packed(flags.view(np.bool_))
    else:
        whole = -(-count // _BYTE)
        octets[:whole] = np.frombuffer(buffer, np.uint8)[offset // _BYTE : offset // _BYTE + whole]
        if count % _BYTE:
            octets[whole - 1] &= (1 << count % _BYTE) - 1
    return octets.view(np.uint64).reshape(-1, WORDS)


def truths(column: pa.BooleanArray) -> tuple[Bits, Bits]:
    """Where a column of yes and no is known, and where it is yes."""
    valid, values = column.buffers()
    known = bitmap(valid if column.null_count else None, column.offset, len(column))
    return known, known & bitmap(values, column.offset, len(column))


def flags_of(column: pa.BooleanArray) -> tuple[Flags, Flags]:
    """The same as flags."""
    known, yes = truths(column)
    return unpacked(known, len(column)), unpacked(yes, len(column))
