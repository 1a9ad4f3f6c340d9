"""Rows of bits as columns that people read: truths, and lists of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.logic.truth import Truth
from article3.screening.arrays import np, pa
from article3.screening.bits import unpacked
from article3.screening.columns import CASE_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.logic.planes import Planes
    from article3.screening.bits import Bits, Flags

TRUTHS = (Truth.ESTABLISHED.value, Truth.NOT_ESTABLISHED.value, Truth.UNDETERMINED.value)
UNDETERMINED = 2
"""The place of the last of them."""
NAME = pa.dictionary(pa.int32(), pa.string())
TRUTH = pa.dictionary(pa.int8(), pa.string())
"""A truth, by its name."""
NAMES = pa.list_(NAME)
"""Names of facts or of questions of law."""


def case_ids(batch: pa.RecordBatch) -> pa.Array:
    """The names of the cases; null where a batch does not name them."""
    place = batch.schema.get_field_index(CASE_ID)
    return pa.nulls(batch.num_rows, pa.string()) if place < 0 else batch.column(place).cast(pa.string())


def coded(codes: np.ndarray, of: Sequence[str]) -> pa.DictionaryArray:
    """Names by their place in a list."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(list(of), pa.string()))


def codes_of(planes: Planes[Bits], count: int) -> np.ndarray:
    """Truths by their place in :data:`TRUTHS`."""
    yes, no = unpacked(planes.yes, count), unpacked(planes.no, count)
    found: np.ndarray = UNDETERMINED - 2 * yes.astype(np.int8) - no.astype(np.int8)
    return found


def truths(codes: np.ndarray) -> pa.DictionaryArray:
    """Truths by their names."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(TRUTHS, pa.string()))


def truths_of_entries(entries: Sequence[Planes[Bits]], present: Sequence[Bits], listed: Bits, count: int) -> pa.ListArray:
    """The truth of a rule about each entry of a list; null where the case does not tell its entries."""
    told = unpacked(listed, count)
    if not entries:
        return pa.ListArray.from_arrays(_offsets(np.zeros(count, np.int64), told), truths(np.zeros(0, np.int8)))
    there = np.stack([unpacked(row, count) for row in present], axis=1)
    found = np.stack([codes_of(planes, count) for planes in entries], axis=1)
    return pa.ListArray.from_arrays(_offsets(there.sum(axis=1), told), truths(found[there]))


def names(flags: Mapping[str, Flags], count: int) -> pa.ListArray:
    """For each case the names whose flag is set, in the order given."""
    where = [np.flatnonzero(flag) for flag in flags.values()]
    rows = np.concatenate(where) if where else np.zeros(0, np.int64)
    which = np.repeat(np.arange(len(where), dtype=np.int32), [len(found) for found in where])
    listed = np.bincount(rows, minlength=count)
    values = coded(which[np.argsort(rows, kind="stable")], list(flags))
    return pa.ListArray.from_arrays(_offsets(listed, np.ones(count, np.bool_)), values)


def _offsets(counts: np.ndarray, valid: Flags) -> pa.Array:
    """Where each list begins; a list that is null has a null here, and no entries."""
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.array(ends, pa.int32(), mask=np.concatenate([~valid, [False]]))
