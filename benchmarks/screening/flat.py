"""From the canonical table to plain columns: what every peer needs before it can begin.

Options become numbers, estimates their ends, the entries of lists rows of a table of their own or columns for each place; the
law is joined by circuit and day; and the day on which a period ends is looked up by the day on which it begins. A competent user
would do the same once, when loading the data, and all of them with pyarrow and numpy, so they share it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from article3.facts.vocabulary import COLLECTIONS, full_id
from article3.law.forums import circuits
from article3.law.stretches import stretches
from article3.logic.calendar import later_by, next_working_day
from article3.logic.propositions import Elapsed
from article3.logic.variables import Choice, Estimate
from article3.screening.columns import AS_OF, CIRCUIT
from benchmarks.screening.rendering import LIST_OF, column_of, reading_column
from benchmarks.screening.tested import EPOCH, graph, questions, tested

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.law.loading import Law
    from article3.logic.variables import Variable

Columns = dict[str, pa.Array]
Numbers = np.ndarray[Any, np.dtype[Any]]

_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2035, 12, 31)
"""Days for which the end of a period is looked up."""


class Entries(msgspec.Struct, frozen=True):
    """The entries of a list, of all cases.

    Attributes:
        columns: by name, one row an entry.
        starts: where each case's entries begin.
        counts: how many it has; none where they are untold.
        untold: null where the case does not tell which there are, no where it does.
    """

    columns: Columns
    starts: Numbers
    counts: Numbers
    untold: pa.Array

    def owner(self) -> Numbers:
        """For each entry, the row of its case."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


class LawByDay:
    """Which readings are alive, by circuit and day.

    Args:
        law: the law data.
        one_reading: where several are alive, the first of them is taken to be the only one, as for an engine of one answer a run.
    """

    def __init__(self, law: Law, *, one_reading: bool) -> None:
        self._forums = pa.array(circuits(law))
        keyed = sorted(
            (circuits(law).index(stretch.circuit) << 20 | (stretch.first - EPOCH).days, stretch.live)
            for stretch in stretches(law)
        )
        self._starts = np.array([key for key, _ in keyed])
        self._flags: dict[str, pa.Array] = {}
        for node in questions():
            for name in node.readings:
                cells = []
                for _, lives in keyed:
                    alive = lives[node.id][:1] if one_reading else lives[node.id]
                    cells.append(name in alive)
                self._flags[reading_column(node.id, name)] = pa.array(cells, pa.bool_())

    def join(self, table: pa.Table) -> Columns:
        """A column for each reading."""
        forum = pc.index_in(_whole(table, CIRCUIT), self._forums).to_numpy(zero_copy_only=False).astype(np.int64)
        day = _whole(table, AS_OF).cast(pa.int32()).to_numpy(zero_copy_only=False)
        row = pa.array(np.searchsorted(self._starts, forum << 20 | day, side="right") - 1)
        return {name: flags.take(row) for name, flags in self._flags.items()}


class Flattener:
    """Makes plain columns.

    Args:
        law: the law data.
        three_valued: estimates have two ends; otherwise they are points.
    """

    def __init__(self, law: Law, *, three_valued: bool) -> None:
        self._law = LawByDay(law, one_reading=not three_valued)
        self._three_valued = three_valued
        self._periods = {node.earlier: deadlines(node) for node in graph() if isinstance(node, Elapsed)}

    def case_columns(self, table: pa.Table) -> Columns:
        """The columns of the case as a whole, with the law that governs it."""
        found: Columns = {}
        for variable in tested():
            if variable.entity is None:
                found.update(self._columns(variable, _whole(table, full_id(variable))))
        return {**found, **self._law.join(table)}

    def entries(self, table: pa.Table, entity: str) -> Entries:
        """The harms or the convictions, one row each."""
        listed = LIST_OF[entity]
        column = _whole(table, listed)
        counts = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False).astype(np.int64)
        rows = column.flatten()
        named = {fact.id: fact.variable for fact in COLLECTIONS[listed][1].facts.values()}
        columns: Columns = {}
        for name, variable in named.items():
            if variable in tested():
                columns.update(self._columns(variable, pc.struct_field(rows, name)))
        untold = pa.array(np.zeros(len(counts), bool), mask=pc.is_null(column).to_numpy(zero_copy_only=False))
        return Entries(columns, np.concatenate([[0], np.cumsum(counts)[:-1]]), counts, untold)

    def placed(self, table: pa.Table, places: Mapping[str, int]) -> Columns:
        """The same as columns of the case, one for each place an entry can have."""
        found: Columns = {}
        for entity, most in places.items():
            entries = self.entries(table, entity)
            absent = [entries.counts <= place for place in range(most)]
            # All places at once, each a stretch of the result; an absent entry is taken from one row more, which is null.
            size = len(entries.owner())
            rows = np.concatenate([np.where(absent[place], size, entries.starts + place) for place in range(most)])
            for name, column in entries.columns.items():
                gathered = _gathered(column, rows)
                for place in range(most):
                    found[f"{name}_{place}"] = gathered.slice(place * len(entries.counts), len(entries.counts))
            for place in range(most):
                found[f"{LIST_OF[entity]}_present_{place}"] = pa.array(~absent[place])
            found[f"{LIST_OF[entity]}_untold"] = entries.untold
        return found

    def _columns(self, variable: Variable, column: pa.Array) -> Columns:
        name = column_of(variable)
        if isinstance(variable, Choice):
            return {name: pc.index_in(column, pa.array(variable.options)).cast(pa.int8())}
        if isinstance(variable, Estimate):
            # The ends of a null estimate are null, whatever lies beneath.
            low, high, low_open = (pc.struct_field(column, part) for part in ("low", "high", "low_open"))
            if not self._three_valued:
                return {f"{name}_low": low}
            return {f"{name}_low": low, f"{name}_high": high, f"{name}_open": low_open}
        if pa.types.is_date(column.type):
            days = column.cast(pa.int32())
            if variable in self._periods:
                first = (_FIRST - EPOCH).days
                ends = self._periods[variable]
                return {f"{name}_deadline": ends.take(pc.subtract(days, first))}
            return {name: days}
        return {name: column}


def deadlines(node: Elapsed) -> pa.Array:
    """The last day of a period, for each day on which it can begin."""
    found = []
    for number in range(_FIRST.toordinal(), _LAST.toordinal() + 1):
        day = dt.date.fromordinal(number)
        begins = day if node.no_earlier is None else max(day, node.no_earlier)
        last = later_by(begins, years=node.years, months=node.months) + dt.timedelta(days=node.days)
        found.append(((next_working_day(last) if node.rolls_over else last) - EPOCH).days)
    return pa.array(found, pa.int32())


def _gathered(column: pa.Array, rows: Numbers) -> pa.Array:
    """Cells of some rows; null for the row after the last one. Several times as fast as pyarrow's own ``take`` for nulls."""
    known = np.append(pc.is_valid(column).to_numpy(zero_copy_only=False), False)[rows]
    cells = column.fill_null(pa.scalar(0).cast(column.type)) if column.null_count else column
    values = cells.to_numpy(zero_copy_only=False)
    taken = np.append(values, values.dtype.type(0))[rows]
    data = np.packbits(taken, bitorder="little") if pa.types.is_boolean(column.type) else taken
    validity = pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(column.type, len(rows), [validity, pa.py_buffer(data)])


def _whole(table: pa.Table, name: str) -> pa.Array:
    """A column in one piece."""
    column = table.column(name)
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
