"""Columns as rows of bits: a batch made ready for the rules."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import FORMS as GRANTED
from article3.facts.after import asked_on, form, grants
from article3.facts.vocabulary import full_id
from article3.logic.planes import Planes
from article3.logic.propositions import Condition, Elapsed, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Day, Entity
from article3.screening.arrays import np, pa
from article3.screening.bits import WORDS, blocks, packed, unpacked
from article3.screening.layout import Layout, variable_of
from article3.screening.outcomes import outcomes, valid, within
from article3.screening.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from article3.logic.propositions import Question, Some
    from article3.logic.variables import Variable
    from article3.screening.bits import Bits, Row, Tools


class Packed(msgspec.Struct, frozen=True, eq=False):
    """Cases as rows of bits.

    Attributes:
        layout: which row holds what.
        count: how many cases.
        entries: for each list, how many entries the case with most has.
        rows: shape (blocks, rows, words of a block): the rows of the case, then those of each entry of each list.
        places: the forum of each case; ``None`` for rows that are no real cases.
    """

    layout: Layout
    count: int
    entries: Mapping[Collection, int]
    rows: np.ndarray
    places: Places | None

    def start(self, collection: Collection, entry: int = 0) -> int:
        """The first row of an entry of a list."""
        start = self.layout.wide
        for before in self.layout.collections:
            wide = self.layout.entries[before.entity]
            if before is collection:
                return start + entry * wide
            start += wide * self.entries[before]
        raise KeyError(collection.id)

    def bytes_a_case(self) -> float:
        """How much memory the rows take."""
        return float(self.rows.nbytes / max(self.count, 1))


def pack(batch: pa.RecordBatch, layout: Layout, places: Places, tools: Tools) -> Packed:
    """A batch as rows of bits.

    Args:
        batch: its columns of the types that the schema gives them.
        layout: which rows are needed.
        places: the forum of each row.
        tools: for rows of bits.
    """
    lists = {collection: _List(batch, collection, tools) for collection in layout.collections}
    entries = {collection: found.most for collection, found in lists.items()}
    height = layout.wide + sum(layout.entries[collection.entity] * most for collection, most in entries.items())
    rows = np.zeros((blocks(batch.num_rows), height, WORDS), np.uint64)
    found = Packed(layout, batch.num_rows, entries, rows, places)
    tools.place(
        [*_case_rows(batch, layout, places, tools), *((layout.listed[one], told.listed) for one, told in lists.items())], rows
    )
    tools.alive(places.forums.flags(tuple(layout.readings)), places.stretch, tuple(layout.readings.values()), rows)
    for collection, listed in lists.items():
        listed.write(found, collection, tools)
    return found


def _case_rows(batch: pa.RecordBatch, layout: Layout, places: Places, tools: Tools) -> Iterator[Row]:
    """The rows of what is asked of the case as a whole, as far as a column states it."""
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))

    def column(variable: Variable) -> pa.Array | None:
        if variable is asked_on:
            return pa.array(places.days, pa.int32()).cast(pa.date32())
        return columns.get(full_id(variable))

    for test in layout.of(None):
        if isinstance(test, Elapsed):
            later, earlier = column(test.later), column(test.earlier)
            if later is not None and earlier is not None:
                at = layout.rows[test]
                yield from zip((at.known, at.met), within(test, later, earlier, tools), strict=True)
    for day, row in layout.days.items():
        stated = column(day)
        if stated is not None:
            yield row, valid(stated, tools)
    yield from _tested(layout, None, column, tools)


def _tested(layout: Layout, entity: Entity | None, column: Callable[[Variable], pa.Array | None], tools: Tools) -> Iterator[Row]:
    """The rows of the tests of facts; those that one answer decides are made together."""
    for answered in layout.answers:
        if answered[0].entity is entity and not isinstance(answered[0], Elapsed):
            stated = column(variable_of(answered[0]))
            if stated is not None:
                known, met = outcomes(answered, stated, tools)
                yield layout.rows[answered[0]].known, known
                yield from ((layout.rows[test].met, bits) for test, bits in zip(answered, met, strict=True))


_ROOM = 2
"""Entries that there is room for where a case does not tell its own."""


class _List:
    """A column of lists.

    Attributes:
        listed: which cases list it.
        most: how many entries the case with most has.
    """

    def __init__(self, batch: pa.RecordBatch, collection: Collection, tools: Tools) -> None:
        place = batch.schema.get_field_index(collection.id)
        self._fields: dict[str, pa.Array] = {}
        self._lengths = np.zeros(batch.num_rows, np.int32)
        self.listed = packed(np.zeros(batch.num_rows, np.bool_))
        if place >= 0:
            column = batch.column(place)
            if column.null_count:
                # A null may have entries in memory that are nobody's.
                column = pa.ListArray.from_arrays(*_without_nulls(column))
            offsets = column.offsets.to_numpy()
            self.listed = valid(batch.column(place), tools)
            self._lengths = np.diff(offsets)
            told = column.values.slice(offsets[0], offsets[-1] - offsets[0])
            self._fields = {
                told.type.field(index).name: told.field(index)
                for index in range(told.type.num_fields)
                if not pa.types.is_null(told.type.field(index).type)
            }
        self.most = int(self._lengths.max(initial=0))
        if batch.num_rows and not unpacked(self.listed, batch.num_rows).all():
            # A case that does not tell them can have any; two are room for every rule that counts them.
            self.most = max(self.most, _ROOM)

    def write(self, found: Packed, collection: Collection, tools: Tools) -> None:
        """Write the rows of all its entries."""
        if not self.most:
            return
        layout, wide, start = found.layout, found.layout.entries[collection.entity], found.start(collection)
        entries = tools.entries(self._lengths)
        present = range(int(self._lengths.max(initial=0)))
        tools.place([(start + entry * wide + layout.present, entries.present(entry)) for entry in present], found.rows)
        rows = _tested(layout, collection.entity, lambda variable: self._fields.get(variable.id), tools)
        entries.spread([(start + row, bits) for row, bits in rows], found.rows, wide)


def _without_nulls(column: pa.ListArray) -> tuple[pa.Array, pa.Array]:
    """Offsets and values of a list column whose nulls are empty."""
    lengths = column.value_lengths().fill_null(0).to_numpy()
    return pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)), column.flatten()


class PackedLeaves:
    """What packed cases state (see article3.logic.planes.Leaves).

    Args:
        cases: the cases.
        part: which of their blocks.
    """

    def __init__(self, cases: Packed, part: slice = slice(None)) -> None:
        self._cases, self._blocks = cases, cases.rows[part]
        self.every = np.full((len(self._blocks), WORDS), ~np.uint64(0))
        self._none = np.zeros_like(self.every)
        self._members: dict[Collection, range] = {}
        taken: dict[object, int] = {}
        for collection, most in cases.entries.items():
            first = taken.get(collection.entity, 0)
            taken[collection.entity] = first + most
            self._members[collection] = range(first, first + most)

    @functools.cached_property
    def _rows(self) -> Bits:
        # A row after the other, not a block after the other: NumPy is quick on what lies together.
        return np.ascontiguousarray(self._blocks.swapaxes(0, 1))

    def members(self, collection: Collection) -> Sequence[int]:
        return range(len(GRANTED)) if collection is grants else self._members[collection]

    def present(self, collection: Collection, index: int) -> Bits:
        return self.every if collection is grants else self._row(self._start(collection, index) + self._cases.layout.present)

    def listed(self, collection: Collection) -> Bits:
        return self.every if collection is grants else self._row(self._cases.layout.listed[collection])

    def unlisted(self, node: Some) -> Planes[Bits]:
        return Planes(self._none, self._none)

    def alive(self, node: Question) -> Mapping[str, Bits]:
        return {reading: self._row(self._cases.layout.readings[node.id, reading]) for reading in node.readings}

    def test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Planes[Bits]:
        if isinstance(node, Condition) and node.variable is form and scope is not None:
            held = node.holds(GRANTED[scope]) is Truth.ESTABLISHED
            return Planes(self.every, self._none) if held else Planes(self._none, self.every)
        start = 0 if scope is None or node.entity is None else self._cases.start(*self.entry(node.entity, scope))
        at = self._cases.layout.rows[node]
        met, known = self._row(start + at.met), self._row(start + at.known)
        return Planes(met, known ^ met)

    def unknown(self, day: Day) -> Bits:
        return self.every ^ self._row(self._cases.layout.days[day])

    def _row(self, row: int) -> Bits:
        found: Bits = self._rows[row]
        return found

    def entry(self, entity: Entity, index: int) -> tuple[Collection, int]:
        """The list in which an entity stands, and its place there, counted from 0."""
        if entity is grants.entity:
            return grants, index
        found = next(one for one, indexes in self._members.items() if one.entity is entity and index in indexes)
        return found, index - self._members[found].start

    def _start(self, collection: Collection, index: int) -> int:
        return self._cases.start(collection, index - self._members[collection].start)
