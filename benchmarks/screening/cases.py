"""Invented cases in any number: the same seed always makes the same ones.

Facts are drawn independently of each other, which no practice is like, and lean towards what helps: speed is measured, not the
world. A case has one to four feared harms, up to two past harms and up to two convictions; circuits and days are spread over
all forums from the day on which this law begins. A share of the facts is left unknown, and likelihoods are points or ranges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from article3.facts.vocabulary import COLLECTIONS, full_id
from article3.law.forums import circuits
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Estimate, Number
from article3.screening.columns import AS_OF, CASE_ID, CIRCUIT, ESTIMATE, ID, schema, type_of
from benchmarks.screening.tested import EPOCH, helpful_options, leanings, tested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.variables import Variable

SEED = 1999
CHUNK = 250_000
"""Cases made at a time."""

FEWEST_MOST = {"feared_harms": (1, 4), "past_harms": (0, 2), "convictions": (0, 2)}
"""How many entries a list has, every number being as likely."""

_HELPS, _EVEN = 0.88, 0.5
"""How often a fact that can only help, or only hurt, helps; and how often one that can do either is yes. With even chances
throughout nearly every case would fail at several points, and a wrong answer would seldom show."""
_STEPS = 100
"""Likelihoods are hundredths, so that some lie at one half exactly."""
_OLDEST_ARRIVAL, _LATEST_ARRIVAL = 9_500, 20_500
_LATEST_FILING = 720
_ARRIVAL, _FILED = "filing.last_arrival", "filing.asylum_filed"


class Draw(msgspec.Struct, frozen=True):
    """What sort of cases.

    Attributes:
        unknown: which share of the facts and lists is not stated.
        ranges: which share of the stated likelihoods are ranges.
    """

    unknown: float = 0.0
    ranges: float = 0.0


COMPLETE = Draw()
"""Every fact is stated and every likelihood is a point: what an engine of two values can express."""
OPEN = Draw(unknown=0.06, ranges=0.5)
"""Some facts are unknown and half of the likelihoods are ranges."""


def table(size: int, law: Law, draw: Draw, *, seed: int = SEED) -> pa.Table:
    """So many cases."""
    return pa.Table.from_batches(list(batches(size, law, draw, seed=seed)))


def batches(size: int, law: Law, draw: Draw, *, seed: int = SEED, chunk: int = CHUNK) -> Iterator[pa.RecordBatch]:
    """So many cases, some at a time; the first ones do not depend on how many follow."""
    for number, first in enumerate(range(0, size, chunk)):
        made = _batch(first, chunk, law, draw, np.random.default_rng((seed, number)))
        yield made.slice(0, min(chunk, size - first))


def case_of_row(cases: pa.Table, row: int, law: Law) -> Case:
    """One of them as a case, read like a case file."""
    from article3.screening.columns import case_of  # noqa: PLC0415 - only the comparison needs it

    cells: dict[str, Any] = cases.slice(row, 1).to_pylist()[0]
    return case_of(cells, cells[CASE_ID], law)


def _batch(first: int, size: int, law: Law, draw: Draw, rng: np.random.Generator) -> pa.RecordBatch:
    maker = _Maker(draw, rng)
    forums = circuits(law)
    began, kept = (EPOCH.toordinal(), law.begins.toordinal(), law.maintained_through.toordinal())[1:]
    days = rng.integers(began, kept + 1, size) - EPOCH.toordinal()
    numbers = pc.cast(pa.array(np.arange(first, first + size)), pa.string())
    columns: dict[str, pa.Array] = {
        CASE_ID: pc.binary_join_element_wise("case", pc.utf8_lpad(numbers, 8, "0"), "-"),
        CIRCUIT: _options(rng.integers(0, len(forums), size), forums, None),
        AS_OF: _days(days, None),
    }
    arrivals = rng.integers(_OLDEST_ARRIVAL, _LATEST_ARRIVAL, size)
    columns[_ARRIVAL] = _days(arrivals, maker.unknown(size))
    columns[_FILED] = _days(arrivals + rng.integers(0, _LATEST_FILING, size), maker.unknown(size))
    for variable in tested():
        if variable.entity is None and full_id(variable) not in columns:
            columns[full_id(variable)] = maker.column(variable, size)
    for listed in COLLECTIONS:
        columns[listed] = _list(listed, size, maker)
    fields = [field for field in schema() if field.name in columns]
    return pa.RecordBatch.from_arrays([columns[field.name] for field in fields], schema=pa.schema(fields))


def _list(listed: str, size: int, maker: _Maker) -> pa.Array:
    _, group = COLLECTIONS[listed]
    fewest, most = FEWEST_MOST[listed]
    counts = maker.rng.integers(fewest, most + 1, size)
    unlisted = maker.unknown(size)
    if unlisted is not None:
        counts[unlisted] = 0
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    many = int(offsets[-1])
    place = np.arange(many) - np.repeat(offsets[:-1], counts)
    drawn = {variable.id for variable in tested() if variable.entity is group.entity}
    arrays = {ID: _options(place, [f"{listed}-{index}" for index in range(most)], None)}
    for fact in group.facts.values():
        arrays[fact.id] = maker.column(fact.variable, many) if fact.id in drawn else pa.nulls(many, type_of(fact.variable))
    entries = pa.StructArray.from_arrays(list(arrays.values()), list(arrays))
    mask = None if unlisted is None else pa.array(unlisted)
    return pa.ListArray.from_arrays(pa.array(offsets), entries, mask=mask)


class _Maker:
    """Makes columns of one chunk."""

    def __init__(self, draw: Draw, rng: np.random.Generator) -> None:
        self._draw = draw
        self.rng = rng

    def unknown(self, size: int) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
        """Which cells are left out."""
        return self._often(self._draw.unknown, size) if self._draw.unknown else None

    def column(self, variable: Variable, size: int) -> pa.Array:
        """Cells of a fact."""
        return self._KINDS[type(variable)](self, variable, size)

    def _often(self, share: float, size: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
        return self.rng.random(size, dtype=np.float32) < share

    def _yes_no(self, variable: Variable, size: int) -> pa.Array:
        helps = leanings().get(variable, frozenset()) if isinstance(variable, YesNo) else frozenset()
        yes = {frozenset([True]): _HELPS, frozenset([False]): 1 - _HELPS}.get(helps, _EVEN)
        return pa.array(self._often(yes, size), mask=self.unknown(size))

    def _choice(self, variable: Variable, size: int) -> pa.Array:
        options = variable.options if isinstance(variable, Choice) else ()
        helpful = [place for place, option in enumerate(options) if option in helpful_options()[variable]]  # type: ignore[index]
        drawn = self.rng.integers(0, len(options), size)
        chosen = np.array(helpful)[self.rng.integers(0, len(helpful), size)]
        return _options(np.where(self._often(_HELPS, size), chosen, drawn), options, self.unknown(size))

    def _number(self, _: Variable, size: int) -> pa.Array:
        return pa.array(self.rng.integers(0, 12, size).astype(np.float64), mask=self.unknown(size))

    def _estimate(self, _: Variable, size: int) -> pa.Array:
        low = self.rng.integers(0, _STEPS + 1, size)
        width = np.where(self._often(self._draw.ranges, size), self.rng.integers(0, _STEPS // 2, size), 0)
        high = np.minimum(low + width, _STEPS)
        low_open = (high > low) & self._often(_EVEN, size)
        parts = [pa.array(low / _STEPS), pa.array(high / _STEPS), pa.array(low_open)]
        unknown = self.unknown(size)
        mask = None if unknown is None else pa.array(unknown)
        return pa.StructArray.from_arrays(parts, fields=list(ESTIMATE), mask=mask)

    _KINDS: dict[type, Callable[[Any, Variable, int], pa.Array]] = {  # noqa: RUF012 - a table that never changes
        YesNo: _yes_no,
        Choice: _choice,
        Number: _number,
        Estimate: _estimate,
    }


def _options(codes: np.ndarray[Any, Any], options: Sequence[str], unknown: np.ndarray[Any, Any] | None) -> pa.Array:
    indices = pa.array(codes.astype(np.int32), mask=unknown)
    return pc.cast(pa.DictionaryArray.from_arrays(indices, pa.array(options)), pa.string())


def _days(days: np.ndarray[Any, Any], unknown: np.ndarray[Any, Any] | None) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=unknown).cast(pa.date32())
