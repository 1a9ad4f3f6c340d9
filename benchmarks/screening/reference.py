"""What the answers should be: by our own evaluator, for every case in rows of bits and for a sample of cases one by one.

The rows are :class:`article3.logic.planes.KleenePlanes` over arrays of booleans: Kleene's tables and no more, which is what a
peer of three values can be asked for. ``decide`` goes further: where every way of filling in the unknowns gives one answer, it
gives that answer; so it can settle a case that the tables leave open, and must agree wherever they settle it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from article3.findings import decide
from article3.logic.fold import Fold
from article3.logic.forum import Forum
from article3.logic.planes import KleenePlanes, Planes
from article3.logic.propositions import Compare, Condition, Elapsed, OneOf, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Estimate
from article3.rules.rulebase import FORMS
from benchmarks.screening.cases import case_of_row
from benchmarks.screening.engines.engine import ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED, Numbers
from benchmarks.screening.flat import Flattener
from benchmarks.screening.rendering import LIST_OF, PLACES, column_of, reading_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from article3.law.loading import Law
    from article3.logic.propositions import Question, Some
    from article3.logic.variables import Collection, Day, Variable

Bits = np.ndarray[Any, np.dtype[np.bool_]]

_CODES = {Truth.ESTABLISHED: ESTABLISHED, Truth.NOT_ESTABLISHED: NOT_ESTABLISHED, Truth.UNDETERMINED: UNDETERMINED}


class _Columns:
    """Cases as the evaluator's leaves (see article3.logic.planes.Leaves)."""

    def __init__(self, table: pa.Table, law: Law, *, one_reading: bool) -> None:
        flattener = Flattener(law, three_valued=not one_reading)
        self._columns: dict[str, pa.Array] = {**flattener.case_columns(table), **flattener.placed(table, PLACES)}
        self._points = one_reading
        self.every: Bits = np.ones(table.num_rows, bool)

    def members(self, collection: Collection) -> Sequence[int]:
        return range(PLACES[collection.entity.id])

    def present(self, collection: Collection, index: int) -> Bits:
        return self._true(self._columns[f"{collection.id}_present_{index}"])

    def unlisted(self, node: Some) -> Planes[Bits]:
        return Planes(~self.every, ~self.every)

    def listed(self, collection: Collection) -> Bits:
        return self._true(pc.is_valid(self._columns[f"{LIST_OF[collection.entity.id]}_untold"]))

    def alive(self, node: Question) -> Mapping[str, Bits]:
        return {name: self._true(self._columns[reading_column(node.id, name)]) for name in node.readings}

    def test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Planes[Bits]:
        if isinstance(node, YesNo):
            met = self._of(node, scope)
        elif isinstance(node, Elapsed):
            met = pc.less_equal(self._of(node.later, scope), self._of(node.earlier, scope, "_deadline"))
        elif isinstance(node, OneOf) and isinstance(node.variable, Choice):
            codes = self._of(node.variable, scope)
            chosen = [node.variable.options.index(option) for option in node.options]
            met = pc.if_else(pc.is_valid(codes), pc.is_in(codes, _like(codes, chosen)), _null())
        elif isinstance(node, Compare) and isinstance(node.variable, Estimate):
            return self._above(node.variable, scope, float(node.bound))  # type: ignore[arg-type]
        else:
            assert isinstance(node, Compare)  # noqa: S101 - nothing else is left
            met = pc.greater_equal(self._of(node.variable, scope), float(node.bound))  # type: ignore[arg-type]
        return Planes(self._true(met), self._true(pc.invert(met)))

    def unknown(self, day: Day) -> Bits:
        days = self._columns.get(column_of(day))
        return self._true(pc.is_null(self._columns[f"{column_of(day)}_deadline"] if days is None else days))

    def _above(self, variable: Variable, scope: int | None, bound: float) -> Planes[Bits]:
        low = self._of(variable, scope, "_low")
        if self._points:
            return Planes(self._true(pc.greater(low, bound)), self._true(pc.less_equal(low, bound)))
        high, low_open = self._of(variable, scope, "_high"), self._of(variable, scope, "_open")
        above = self._true(pc.greater(low, bound)) | (self._true(low_open) & self._true(pc.greater_equal(low, bound)))
        return Planes(above, self._true(pc.less_equal(high, bound)) & ~above)

    def _of(self, variable: Variable, scope: int | None, end: str = "") -> pa.Array:
        place = "" if variable.entity is None else f"_{scope}"
        return self._columns[column_of(variable) + end + place]

    @staticmethod
    def _true(column: pa.Array) -> Bits:
        found: Bits = pc.fill_null(column, False).to_numpy(zero_copy_only=False).astype(bool)
        return found


def _like(codes: pa.Array, chosen: list[int]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(chosen, codes.type)


def _null() -> pa.Scalar:
    import pyarrow as pa  # noqa: PLC0415

    return pa.scalar(None, pa.bool_())


def by_tables(table: pa.Table, law: Law, *, one_reading: bool = False) -> dict[str, Numbers]:
    """Answers by Kleene's tables, by form of protection, in the order of the rows.

    Args:
        table: the cases.
        law: the law data.
        one_reading: where several readings are alive, the first of them governs, and likelihoods are points.
    """
    fold: Fold[Planes[Bits]] = Fold(KleenePlanes(_Columns(table, law, one_reading=one_reading)))
    found = {}
    for form in FORMS:
        yes, no = fold.value(form)
        found[form.id] = np.select([yes, no], [ESTABLISHED, NOT_ESTABLISHED], UNDETERMINED).astype(np.int8)
    return found


def one_by_one(table: pa.Table, rows: Iterable[int], law: Law, *, one_reading: bool = False) -> dict[str, Numbers]:
    """What a decision on each of some cases says, read from its row like a case file.

    Args:
        table: the cases.
        rows: which of them.
        law: the law data.
        one_reading: as for :func:`by_tables`.
    """
    from article3.law.stretches import stretch_of  # noqa: PLC0415

    found: dict[str, list[int]] = {form.id: [] for form in FORMS}
    for row in rows:
        case = case_of_row(table, row, law)
        if case.circuit is None or case.as_of is None:
            raise ValueError(f"row {row} names no forum")
        live = stretch_of(law, case.circuit, case.as_of).live
        assume = {question: readings[0] for question, readings in live.items() if len(readings) > 1} if one_reading else None
        decision = decide(case, Forum(case.circuit, case.as_of), law, assume=assume)
        for form in FORMS:
            found[form.id].append(_CODES[getattr(decision.forms, form.id).truth])
    return {name: np.array(truths, np.int8) for name, truths in found.items()}
