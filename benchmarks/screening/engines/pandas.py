"""pandas: a Series for each rule; plain booleans for two values, nullable ones (numpy's with a mask, or Arrow's) for three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import UNDETERMINED, Numbers
from benchmarks.screening.flat import Columns, Flattener
from benchmarks.screening.rendering import CASE, LIST_OF, PLACES, Renderer, Step

if TYPE_CHECKING:
    from types import CodeType

    import pyarrow as pa

    from article3.law.loading import Law

_NULLABLE = {"bool": "boolean", "int8": "Int8", "double": "Float64", "int32": "Int32"}
_OWNER = "case_number"


class _Series(Renderer):
    UNKNOWN = "NA"

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        return f'{level}["{name}"]'  # the columns of the law stand in the table of harms as well


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        three_valued: unknowns are null.
        placed: harms and convictions are columns of the case; otherwise they are tables, grouped by case.
        arrow: columns are Arrow's, in pandas.
    """

    package: ClassVar[str] = "pandas"
    most: ClassVar[int] = 3_000_000
    explains: ClassVar[str] = ""

    def __init__(self, *, three_valued: bool = False, placed: bool = True, arrow: bool = False) -> None:
        self.values = 3 if three_valued else 2
        self._three_valued = three_valued
        self._places = PLACES if placed else {}
        self._arrow = arrow

    def build(self, law: Law) -> None:
        self._flattener = Flattener(law, three_valued=self._three_valued)
        renderer = _Series(three_valued=self._three_valued, places=self._places, named=False)
        self._outcomes = renderer.outcomes
        self._steps: list[tuple[Step, CodeType]] = [
            (step, compile(step.among.member if step.among else step.text, step.name, "eval")) for step in renderer.steps
        ]

    def prepare(self, table: pa.Table) -> dict[str, pd.DataFrame]:
        columns = self._flattener.case_columns(table)
        columns.update(self._flattener.placed(table, self._places))
        frames = {}
        for level, listed in LIST_OF.items():
            if level not in self._places:
                entries = self._flattener.entries(table, level)
                owner = entries.owner()
                columns[f"{listed}_untold"] = entries.untold
                law = {name: column.take(owner) for name, column in columns.items() if name.startswith("reading_")}
                frames[level] = self._frame({**entries.columns, **law})
                frames[level][_OWNER] = owner
        return {**frames, CASE: self._frame(columns)}

    def run(self, prepared: dict[str, pd.DataFrame]) -> pd.DataFrame:
        known: dict[str, dict[str, Any]] = {level: dict(frame.items()) for level, frame in prepared.items()}
        names = {**known, "NA": pd.NA}
        size = len(prepared[CASE])
        for step, code in self._steps:
            found = eval(code, names)  # noqa: S307 - our own text
            if step.among:
                owner = known[step.among.level][_OWNER].to_numpy()
                found = self._reached(found, owner, size, step, known[CASE].get(f"{LIST_OF[step.among.level]}_untold"))
            known[step.level][step.name] = found
        return pd.DataFrame({form.id: known[CASE][self._outcomes[form.id]] for form in FORMS})

    def answers(self, found: pd.DataFrame) -> dict[str, Numbers]:
        return {form.id: found[form.id].astype("boolean").astype("Int8").fillna(UNDETERMINED).to_numpy(np.int8) for form in FORMS}

    def explain(self, prepared: dict[str, pd.DataFrame]) -> str:
        return str(self.run(prepared))

    def _reached(self, member: Any, owner: Any, size: int, step: Step, untold: Any) -> Any:
        least = step.among.at_least if step.among else 1
        if not self._three_valued:
            return pd.Series(np.bincount(owner[member.to_numpy()], minlength=size) >= least)
        held = np.bincount(owner[member.fillna(value=False).to_numpy(bool)], minlength=size) >= least
        possible = np.bincount(owner[member.fillna(value=True).to_numpy(bool)], minlength=size) >= least
        found = pd.array(held, dtype="boolean")
        found[possible & ~held] = pd.NA
        return pd.Series(found).astype(untold.dtype) | untold

    def _frame(self, columns: Columns) -> pd.DataFrame:
        return pd.DataFrame({name: self._series(column) for name, column in columns.items()}, copy=False)

    def _series(self, column: pa.Array) -> Any:
        if self._arrow:
            return pd.Series(pd.arrays.ArrowExtensionArray(column))
        if self._three_valued:
            dtype = pd.api.types.pandas_dtype(_NULLABLE[str(column.type)])
            return pd.Series(dtype.__from_arrow__(column))
        filled = column.fill_null(column.type.to_pandas_dtype()(0)) if column.null_count else column
        return pd.Series(filled.to_numpy(zero_copy_only=False))
