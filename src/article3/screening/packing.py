"""Columns as rows of bits: a batch made ready for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import FORMS as GRANTED
from article3.facts.after import asked_on, form, grants
from article3.facts.vocabulary import full_id
from article3.logic.planes import Planes
from article3.logic.propositions import Compare, Condition, Elapsed, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Day, Entity
from article3.screening.arrays import np, pa
from article3.screening.bits import WORDS, blocks, flags_of, packed, truths
from article3.screening.layout import Layout
from article3.screening.outcomes import EPOCH, outcome, valid, within
from article3.screening.places import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.logic.propositions import Question, Some
    from article3.logic.variables import Variable
    from article3.screening.bits import Bits, Flags
    from article3.screening.layout import Test


class Packed(msgspec.Struct, frozen=True, eq=False):
    """Cases as rows of bits.

    Attributes:
        layout: which row holds what.
        count: how many cases.
        entries: for each list, how many entries the case with most has.
        rows: shape (blocks, rows, words of a block): the rows of the case, then those of each entry of each list.
        places: the forum of each case.
    """

    layout: Layout
    count: int
    entries: Mapping[Collection, int]
    rows: np.ndarray
    places: Places

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


def pack(batch: pa.RecordBatch, layout: Layout, places: Places) -> Packed:
    """A batch as rows of bits.

    Args:
        batch: its columns of the types that the schema gives them.
        layout: which rows are needed.
        places: the forum of each row.
    """
    lists = {collection: _List(batch, collection) for collection in layout.collections}
    entries = {collection: found.most for collection, found in lists.items()}
    height = layout.wide + sum(layout.entries[collection.entity] * most for collection, most in entries.items())
    rows = np.zeros((blocks(batch.num_rows), height, WORDS), np.uint64)
    found = Packed(layout, batch.num_rows, entries, rows, places)
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    for test in layout.of(None):
        at = layout.rows[test]
        pair = _case_rows(test, columns, places)
        if pair is not None:
            rows[:, at.known], rows[:, at.met] = pair
    for day, at_row in layout.days.items():
        column = _day_column(day, columns, places)
        if column is not None:
            rows[:, at_row] = packed(valid(column))
    for (question, reading), at_row in layout.readings.items():
        rows[:, at_row] = packed(places.alive(question, reading))
    for collection, listed in lists.items():
        rows[:, layout.listed[collection]] = packed(listed.listed)
        _pack_list(found, collection, listed)
    return found


def _case_rows(test: Test, columns: Mapping[str, pa.Array], places: Places) -> tuple[Bits, Bits] | None:
    """Where a test of the case is known and where it is met; ``None`` if no column states it."""
    if isinstance(test, Elapsed):
        later, earlier = (_day_column(day, columns, places) for day in (test.later, test.earlier))
        return None if later is None or earlier is None else _both(within(test, later, earlier))
    variable = test if isinstance(test, YesNo) else test.variable
    if variable is asked_on and isinstance(test, Compare) and not isinstance(test.bound, float | int):
        met = places.days >= test.bound.toordinal() - EPOCH
        return _both((np.ones_like(met), met))
    column = columns.get(full_id(variable))
    if column is None:
        return None
    return truths(column) if isinstance(test, YesNo) else _both(outcome(test, column))


def _day_column(variable: Variable, columns: Mapping[str, pa.Array], places: Places) -> pa.Array | None:
    return pa.array(places.days, pa.int32()).cast(pa.date32()) if variable is asked_on else columns.get(full_id(variable))


def _both(flags: tuple[Flags, Flags]) -> tuple[Bits, Bits]:
    return packed(flags[0]), packed(flags[1])


class _List:
    """A column of lists, and where its k-th entries stand.

    Attributes:
        listed: which cases list it.
        most: how many entries the case with most has.
        fields: the columns of the entries, of all cases one after another.
    """

    def __init__(self, batch: pa.RecordBatch, collection: Collection) -> None:
        place = batch.schema.get_field_index(collection.id)
        self.fields: dict[str, pa.Array] = {}
        if place < 0:
            self.listed = np.zeros(batch.num_rows, np.bool_)
            self._counts = np.zeros(batch.num_rows, np.int64)
            self.most = 0
            return
        column = batch.column(place)
        offsets = column.offsets.to_numpy()
        self.listed = column.is_valid().to_numpy(zero_copy_only=False)
        self._counts = np.where(self.listed, np.diff(offsets), 0)
        self._starts = offsets[:-1]
        self.most = int(self._counts.max(initial=0))
        entries = column.values
        self.fields = {entries.type.field(index).name: entries.field(index) for index in range(entries.type.num_fields)}

    def have(self, entry: int) -> Flags:
        """Which cases have a k-th entry."""
        return self._counts > entry

    def where(self, entry: int) -> np.ndarray:
        """Where, among all entries, the k-th ones of those cases stand."""
        where: np.ndarray = self._starts[self.have(entry)] + entry
        return where


def _pack_list(found: Packed, collection: Collection, listed: _List) -> None:
    layout, rows = found.layout, found.rows
    pairs = {}
    for test in layout.of(collection.entity):
        if isinstance(test, Elapsed):
            raise TypeError(f"{test.later.id}: days of entries are not compared")
        variable = test if isinstance(test, YesNo) else test.variable
        column = listed.fields.get(variable.id)
        if column is not None:
            pairs[test] = flags_of(column) if isinstance(test, YesNo) else outcome(test, column)
    for entry in range(found.entries[collection]):
        start, have, where = found.start(collection, entry), listed.have(entry), listed.where(entry)
        rows[:, start + layout.present] = packed(have)
        for test, (known, met) in pairs.items():
            at = layout.rows[test]
            rows[:, start + at.known], rows[:, start + at.met] = (
                packed(_spread(known, have, where)),
                packed(_spread(met, have, where)),
            )


def _spread(flags: Flags, have: Flags, where: np.ndarray) -> Flags:
    spread = np.zeros(len(have), np.bool_)
    spread[have] = flags[where]
    return spread


class PackedLeaves:
    """What packed cases state (see article3.logic.planes.Leaves).

    Args:
        cases: the cases.
        part: which of their blocks.
    """

    def __init__(self, cases: Packed, part: slice = slice(None)) -> None:
        self._cases, self._rows = cases, cases.rows[part]
        self.every = np.full((len(self._rows), WORDS), ~np.uint64(0))
        self._none = np.zeros_like(self.every)
        self._members: dict[Collection, range] = {}
        taken: dict[object, int] = {}
        for collection, most in cases.entries.items():
            first = taken.get(collection.entity, 0)
            taken[collection.entity] = first + most
            self._members[collection] = range(first, first + most)

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
        return self._rows[:, row]

    def entry(self, entity: Entity, index: int) -> tuple[Collection, int]:
        """The list in which an entity stands, and its place there, counted from 0."""
        if entity is grants.entity:
            return grants, index
        found = next(one for one, indexes in self._members.items() if one.entity is entity and index in indexes)
        return found, index - self._members[found].start

    def _start(self, collection: Collection, index: int) -> int:
        return self._cases.start(collection, index - self._members[collection].start)
