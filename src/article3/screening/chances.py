"""Chains of events in columns, worked out for many cases at once.

What is filled in is what :mod:`article3.findings.chains` fills in, in floats: how likely each harm with a chain is, its weakest
step, whether it takes a series of events, and all sources together. The rules ask of these only whether they are above one half.
So a float is enough wherever it is not near one half; a row where one is, is left to exact arithmetic. So is a row in which
a link occurs in two places (its harms are not independent then), or whose links and chains are not sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from article3.facts import harm
from article3.facts.vocabulary import full_id
from article3.logic.planes import PlaneEvaluation
from article3.rules.likelihood import torture_feared
from article3.screening.arrays import np, pa
from article3.screening.bits import WORDS, unpacked
from article3.screening.columns import ESTIMATE
from article3.screening.completions import unsettled
from article3.screening.layout import layout
from article3.screening.links import CHAIN, LINKS, RELOCATION
from article3.screening.packing import PackedLeaves, pack
from article3.screening.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from article3.screening.bits import Bits, Flags, Tools
    from article3.screening.packing import Packed

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.int64]

NEAR = 1e-9
"""So near to one half exact arithmetic decides. Products of floats are right to far better than this."""
_ROUNDED = 2e-6
"""How much more a sum of ends, each rounded up to the next millionth, may be than the sum of what they were."""
_HALF = 0.5
_SEVERAL = 2
_REPEATS = (1, 8)
"""How often to look for completions that differ before a row is left to be decided one by one."""


class Estimates(NamedTuple):
    """A column of estimates.

    Attributes:
        known: where it is stated.
        low: its low end; where it is not stated, any number or none.
        high: its high end.
        low_open: where it lies above the low end.
    """

    known: Flags
    low: Floats
    high: Floats
    low_open: Flags


class Courses(NamedTuple):
    """The chains of events of some feared harms.

    Attributes:
        stated: which harms have one.
        whole: how likely the whole course is.
        weakest: how likely the step is that is least likely; known where there are several.
        alone: which rows are not for floats.
    """

    stated: Flags
    whole: Estimates
    weakest: Estimates
    alone: Flags


class Feared(NamedTuple):
    """The feared harms of some rows, one row after another.

    Attributes:
        records: what is stated of each.
        lengths: how many each row has.
        row: the row of each.
    """

    records: pa.StructArray
    lengths: Indexes
    row: Indexes


def chained(batch: pa.RecordBatch) -> Flags:
    """Which rows state a chain of events in columns."""
    found = np.zeros(batch.num_rows, np.bool_)
    if _tells_chains(batch):
        feared = _feared(batch)
        found[feared.row[_stated(feared.records.field(CHAIN))]] = True
    return found


def doubtful(batch: pa.RecordBatch) -> Flags:
    """Which rows have links or chains that are not sound, or that only exact arithmetic can judge."""
    if not _tells_chains(batch):
        return _chances(batch, pa.nulls(0, pa.string()), np.zeros(0, np.int64))[2]
    feared = _feared(batch)
    found = _courses(batch, feared).alone
    stands_for = _field(feared.records, RELOCATION)
    if stands_for is not None:
        found[feared.row[_stated(stands_for)]] = True
    return found


def _tells_chains(batch: pa.RecordBatch) -> bool:
    column = _column(batch, harm.feared_harms.id)
    return column is not None and bool(column.type.value_type.get_field_index(CHAIN) >= 0)


def with_chances(batch: pa.RecordBatch, places: Places, tools: Tools) -> tuple[pa.RecordBatch, Flags]:
    """Rows with the estimates that follow from their chains; an estimate that is stated is kept.

    Args:
        batch: rows that all state a chain, and nothing that no column holds.
        places: their forums.
        tools: for rows of bits.

    Returns:
        The rows, and which of them have to be worked out one by one instead: what is filled in there means nothing.
    """
    feared = _feared(batch)
    courses = _courses(batch, feared)
    likely = _estimates(_field(feared.records, harm.likelihood.id), len(feared.row))
    filled = _with_courses(batch, feared, courses, likely)
    stated = _estimates(_column(batch, full_id(harm.all_sources)), batch.num_rows)
    alone = courses.alone
    torture = _torture_of(feared, filled, places, tools, ~stated.known & ~alone)
    together, near = _together(feared, torture, courses, likely)
    wanted = ~stated.known & torture.several
    filled = _with_column(filled, full_id(harm.all_sources), _arrow(_first(stated, together, wanted)))
    return filled, alone | (wanted & (near | torture.unclear))


def _feared(batch: pa.RecordBatch) -> Feared:
    column = batch.column(harm.feared_harms.id)
    lengths = _lengths(column)
    return Feared(column.flatten(), lengths, np.repeat(np.arange(len(lengths)), lengths))


def _courses(batch: pa.RecordBatch, feared: Feared) -> Courses:
    """Each chain worked out, the links taken to be independent."""
    chains = feared.records.field(CHAIN)
    steps = chains.flatten()
    in_chain, in_step = _lengths(chains), _lengths(steps)
    row_of_step = np.repeat(feared.row, in_chain)
    low, high, alone = _chances(batch, steps.flatten(), np.repeat(row_of_step, in_step))
    stated = _stated(chains)
    alone[feared.row[stated & (in_chain == 0)]] = True
    alone[row_of_step[in_step == 0]] = True
    # One link is its step, to the last digit; only what is worked out can be a little off.
    one_link = in_step == 1
    low, high = (
        np.where(one_link, _over(np.multiply, end, in_step, 1.0), 1.0 - _over(np.multiply, 1.0 - end, in_step, 1.0))
        for end in (low, high)
    )
    alone[row_of_step[~one_link & (_near(low) | _near(high))]] = True
    whole = _both_ends(stated, _over(np.multiply, low, in_chain, 1.0), _over(np.multiply, high, in_chain, 1.0))
    alone[feared.row[stated & (in_chain > 1) & (_near(whole.low) | _near(whole.high))]] = True
    several = stated & (in_chain >= _SEVERAL)
    weakest = _both_ends(several, _over(np.minimum, low, in_chain, 1.0), _over(np.minimum, high, in_chain, 1.0))
    return Courses(stated, whole, weakest, alone)


def _chances(batch: pa.RecordBatch, named: pa.Array, row: Indexes) -> tuple[Floats, Floats, Flags]:
    """The chances of the links that chains name, and the rows in which they are not sound, or a link is named twice.

    Args:
        batch: the rows.
        named: what chains name.
        row: of each, the row.
    """
    alone = np.zeros(batch.num_rows, np.bool_)
    column = _column(batch, LINKS)
    if column is None:
        alone[row] = True
        return np.zeros(len(row)), np.zeros(len(row)), alone
    links = column.flatten()
    row_of_link = np.repeat(np.arange(batch.num_rows), _lengths(column))
    low, best, high = (_floats(_field(links, end), len(links)) for end in ("low", "best", "high"))
    middle = np.isnan(best)
    sound = (low >= 0) & (low <= high) & (high <= 1) & (middle | ((low <= best) & (best <= high)))
    ids = pa.concat_arrays([links.field("id").cast(pa.string()), named.cast(pa.string())]).dictionary_encode()
    kinds = len(ids.dictionary) + 1
    codes = ids.indices.fill_null(kinds - 1).to_numpy().astype(np.int64)
    sound &= codes[: len(links)] != kinds - 1
    alone[row_of_link[~sound]] = True
    # An id means something in its own row only.
    link_keys, keys = row_of_link * kinds + codes[: len(links)], row * kinds + codes[len(links) :]
    order, alone_twice = _sorted_twice(link_keys, row_of_link)
    alone[alone_twice] = True
    alone[_sorted_twice(keys, row)[1]] = True
    known = link_keys[order]
    at = np.searchsorted(known, keys)
    there = at < len(known)
    there[there] = known[at[there]] == keys[there]
    alone[row[~there]] = True
    found = order[at[there]]
    ends = np.zeros((2, len(row)))
    ends[:, there] = np.where(sound, low, 0.0)[found], np.where(sound, high, 0.0)[found]
    return ends[0], ends[1], alone


def _sorted_twice(keys: Indexes, row: Indexes) -> tuple[Indexes, Indexes]:
    """The order of the keys, and the rows of those that occur twice."""
    order = np.argsort(keys, kind="stable")
    twice = keys[order[1:]] == keys[order[:-1]]
    return order, row[order[1:][twice]]


def _with_courses(batch: pa.RecordBatch, feared: Feared, courses: Courses, likely: Estimates) -> pa.RecordBatch:
    """The rows with what each chain says of its harm, where nobody has said it."""
    records, count = feared.records, len(feared.row)
    fields = {records.type.field(at).name: records.field(at) for at in range(records.type.num_fields)}
    weakest = _estimates(_field(records, harm.weakest_link.id), count)
    fields[harm.likelihood.id] = _arrow(_first(likely, courses.whole, courses.whole.known))
    fields[harm.weakest_link.id] = _arrow(_first(weakest, courses.weakest, courses.weakest.known))
    needs = _field(records, harm.needs_a_chain.id)
    known = np.zeros(count, np.bool_) if needs is None else _stated(needs)
    said = known if needs is None else needs.cast(pa.bool_()).fill_null(False).to_numpy(zero_copy_only=False)
    told = np.where(known, said, courses.weakest.known)
    fields[harm.needs_a_chain.id] = pa.array(told, mask=~(known | courses.stated))
    harms = pa.StructArray.from_arrays(list(fields.values()), list(fields))
    ends = np.concatenate([[0], np.cumsum(feared.lengths)]).astype(np.int32)
    return _with_column(batch, harm.feared_harms.id, pa.ListArray.from_arrays(pa.array(ends), harms))


class _Torture(NamedTuple):
    """Which harms count (rule ``torture_feared``).

    Attributes:
        yes: which harms do.
        possible: which are not excluded.
        several: in which rows at least two are not.
        unclear: rows, among those asked for, in which a closer look at a harm is needed.
    """

    yes: Flags
    possible: Flags
    several: Flags
    unclear: Flags


def _torture_of(feared: Feared, batch: pa.RecordBatch, places: Places, tools: Tools, asked: Flags) -> _Torture:
    """Which harms count, and where several may: what Kleene's tables leave open there is looked at through completions."""
    wanted = layout((torture_feared,))
    cases = pack(batch, wanted, places, tools)
    each = _EachHarm()
    found = each(cases)
    entry = np.arange(len(feared.row)) - np.repeat(np.cumsum(feared.lengths) - feared.lengths, feared.lengths)
    yes, no = (_at_entries(found[:, side::2], entry, feared.row, cases.count) for side in (0, 1))
    several = _in_rows(np.add, (~no).astype(np.int64), feared, 0) >= _SEVERAL
    open_ = ~(yes | no) & (several & asked)[feared.row]
    unclear = np.zeros(batch.num_rows, np.bool_)
    unclear[feared.row[open_]] = True
    for attempt, repeats in enumerate(_REPEATS):
        rows = np.flatnonzero(unclear)
        if len(rows):
            part = pack(batch.take(pa.array(rows)), wanted, _places_of(places, rows), tools)
            left = unsettled(part, each, tools, each(part), (torture_feared,), repeats=repeats, seed=attempt)
            of_rows = np.full(batch.num_rows, -1)
            of_rows[rows] = np.arange(len(rows))
            open_ &= of_rows[feared.row] >= 0
            open_[open_] = _at_entries(left, entry[open_], of_rows[feared.row[open_]], part.count)
            unclear[:] = False
            unclear[feared.row[open_]] = True
    return _Torture(yes, ~no, several, unclear)


class _EachHarm:
    """The rule ``torture_feared`` of each feared harm, in NumPy (see :class:`article3.screening.kernel.Kernel`)."""

    name, why = "numpy", ""

    def __call__(self, cases: Packed) -> Bits:
        leaves = PackedLeaves(cases)
        evaluation: PlaneEvaluation[Bits] = PlaneEvaluation(leaves)
        members = leaves.members(harm.feared_harms)
        out = np.zeros((len(cases.rows), 2 * len(members), WORDS), np.uint64)
        for place, index in enumerate(members):
            planes = evaluation.planes(torture_feared, index)
            out[:, 2 * place], out[:, 2 * place + 1] = planes.yes, planes.no
        return out


def _at_entries(bits: Bits, entry: Indexes, row: Indexes, count: int) -> Flags:
    """The bit of each harm: that of its row, in the row of bits of its place in the list."""
    flags = np.stack([unpacked(bits[:, place], count) for place in range(bits.shape[1])])
    found: Flags = flags[entry, row]
    return found


def _together(feared: Feared, torture: _Torture, courses: Courses, likely: Estimates) -> tuple[Estimates, Flags]:
    """All sources together, and where that is too near to one half (see :func:`article3.findings.chains.all_sources`)."""
    by_chain = courses.stated & ~likely.known
    certain, possible = torture.yes, torture.possible

    def any_of(chances: Floats, counted: Flags) -> Floats:
        return 1.0 - _in_rows(np.multiply, np.where(counted & by_chain, 1.0 - chances, 1.0), feared, 1.0)

    from_chains = any_of(courses.whole.high, possible)
    low_stated = _in_rows(np.maximum, np.where(certain & likely.known, likely.low, 0.0), feared, 0.0)
    opens = certain & likely.known & likely.low_open & (likely.low == low_stated[feared.row])
    low_from_chains = any_of(courses.whole.low, certain)
    low = np.maximum(low_stated, low_from_chains)
    low_open = _in_rows(np.logical_or, opens, feared, False) & (low_stated >= low_from_chains)
    # With any dependence on the others, what is stated adds up.
    stated = possible & likely.known
    high = np.minimum(from_chains + _in_rows(np.add, np.where(stated, likely.high, 0.0), feared, 0.0), 1.0)
    bare = _in_rows(np.logical_or, possible & ~likely.known & ~courses.stated, feared, False)
    added = _in_rows(np.logical_or, stated, feared, False)
    near_high = np.where(added, np.abs(high - _HALF) < _ROUNDED + NEAR, _near(high))
    near = _near(low_from_chains) | (near_high & ~bare)
    high = np.maximum(np.where(bare, 1.0, high), low)
    return Estimates(np.ones(len(low), np.bool_), low, high, low_open), near


def _in_rows(join: np.ufunc, values: np.ndarray, feared: Feared, empty: object) -> np.ndarray:
    return _over(join, values, feared.lengths, empty)


def _over(join: np.ufunc, values: np.ndarray, lengths: Indexes, empty: object) -> np.ndarray:
    """Values joined group by group; the groups stand one after another."""
    found = np.full(len(lengths), empty, values.dtype)
    some = lengths > 0
    if some.any():
        found[some] = join.reduceat(values, (np.cumsum(lengths) - lengths)[some])
    return found


def _near(chances: Floats) -> Flags:
    near: Flags = np.abs(chances - _HALF) < NEAR
    return near


def _both_ends(known: Flags, low: Floats, high: Floats) -> Estimates:
    return Estimates(known, low, high, np.zeros(len(known), np.bool_))


def _first(stated: Estimates, computed: Estimates, wanted: Flags) -> Estimates:
    """What is stated, and where nothing is and it is wanted, what is computed."""
    taken = wanted & ~stated.known
    ends = [np.where(taken, new, old) for new, old in zip(computed[1:], stated[1:], strict=True)]
    return Estimates(stated.known | taken, ends[0], ends[1], ends[2])


def _estimates(column: pa.Array | None, count: int) -> Estimates:
    """A column of estimates: of points, or of two ends."""
    if column is None or isinstance(column, pa.NullArray):
        return _both_ends(np.zeros(count, np.bool_), np.zeros(count), np.zeros(count))
    if pa.types.is_floating(column.type):
        points = _floats(column, count)
        return _both_ends(_stated(column), points, points)
    low, high = _floats(column.field("low"), count), _floats(column.field("high"), count)
    low_open = column.field("low_open").fill_null(False).to_numpy(zero_copy_only=False)
    return Estimates(_stated(column) & ~np.isnan(low) & ~np.isnan(high), low, high, low_open)


def _arrow(found: Estimates) -> pa.StructArray:
    arrays = [pa.array(found.low), pa.array(found.high), pa.array(found.low_open)]
    return pa.StructArray.from_arrays(arrays, fields=list(ESTIMATE), mask=pa.array(~found.known))


def _floats(column: pa.Array | None, count: int) -> Floats:
    """Numbers; where there is none, NaN."""
    if column is None or isinstance(column, pa.NullArray):
        return np.full(count, np.nan)
    found: Floats = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return found


def _stated(column: pa.Array) -> Flags:
    found: Flags = column.is_valid().to_numpy(zero_copy_only=False)
    return found


def _lengths(lists: pa.ListArray) -> Indexes:
    found: Indexes = lists.value_lengths().fill_null(0).to_numpy().astype(np.int64)
    return found


def _field(records: pa.StructArray, name: str) -> pa.Array | None:
    return records.field(name) if records.type.get_field_index(name) >= 0 else None


def _column(batch: pa.RecordBatch, name: str) -> pa.Array | None:
    place = batch.schema.get_field_index(name)
    return None if place < 0 else batch.column(place)


def _with_column(batch: pa.RecordBatch, name: str, column: pa.Array) -> pa.RecordBatch:
    columns: Mapping[str, pa.Array] = {**dict(zip(batch.schema.names, batch.columns, strict=True)), name: column}
    return pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


def _places_of(places: Places, rows: Indexes) -> Places:
    return Places(places.circuits[rows], places.days[rows], places.stretch[rows], places.forums)
