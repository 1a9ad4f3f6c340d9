"""Polars: columns in layers, each computed from the ones before it, in one lazy query.

Harms and convictions are either columns of the case for each place, or tables that are aggregated by case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import polars as pl

from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import UNDETERMINED, Numbers
from benchmarks.screening.flat import Flattener
from benchmarks.screening.rendering import CASE, LIST_OF, PLACES, Renderer, Step

if TYPE_CHECKING:
    import pyarrow as pa

    from article3.law.loading import Law

_OWNER = "case_number"


class _Expressions(Renderer):
    UNKNOWN = "null"

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        return f'col("{name}")'  # the columns of the law stand in the table of harms as well


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        three_valued: unknowns are null.
        placed: harms and convictions are columns of the case.
        named: every rule is a column, not only what is used twice.
        streaming: by Polars' streaming engine.
    """

    package: ClassVar[str] = "polars"
    most: ClassVar[int] = 10_000_000
    explains: ClassVar[str] = ""

    def __init__(self, *, three_valued: bool = False, placed: bool = True, named: bool = False, streaming: bool = False) -> None:
        self.values = 3 if three_valued else 2
        self._three_valued = three_valued
        self._places = PLACES if placed else {}
        self._named = named
        self._how: Any = "streaming" if streaming else "in-memory"

    def build(self, law: Law) -> None:
        self._flattener = Flattener(law, three_valued=self._three_valued)
        renderer = _Expressions(three_valued=self._three_valued, places=self._places, named=self._named)
        self._outcomes = renderer.outcomes
        words = {"col": pl.col, "null": pl.lit(None, pl.Boolean)}
        self._layers = [
            [(step, None if step.among else eval(step.text, words).alias(step.name)) for step in layer]  # noqa: S307 - our own text
            for layer in renderer.layers()
        ]
        self._members = {
            step.name: eval(step.among.member, words).alias(step.name)  # noqa: S307 - our own text
            for step in renderer.steps
            if step.among
        }

    def prepare(self, table: pa.Table) -> dict[str, pl.DataFrame]:
        columns = self._flattener.case_columns(table)
        columns.update(self._flattener.placed(table, self._places))
        numbers = pl.Series(_OWNER, np.arange(table.num_rows, dtype=np.int32))
        frames = {}
        for level, listed in LIST_OF.items():
            if level not in self._places:
                entries = self._flattener.entries(table, level)
                columns[f"{listed}_untold"] = entries.untold
                owner = entries.owner()
                law = {name: column.take(owner) for name, column in columns.items() if name.startswith("reading_")}
                frames[level] = _frame({**entries.columns, **law}).with_columns(pl.Series(_OWNER, owner.astype(np.int32)))
        frames[CASE] = _frame(columns).with_columns(numbers)
        return frames

    def run(self, prepared: dict[str, pl.DataFrame]) -> pl.DataFrame:
        frames = {level: frame.lazy() for level, frame in prepared.items()}
        for layer in self._layers:
            for level, frame in list(frames.items()):
                found = [expression for step, expression in layer if expression is not None and step.level == level]
                if found:
                    frames[level] = frame.with_columns(found)
            for level in LIST_OF:
                counts = [step for step, _ in layer if step.among and step.among.level == level]
                if counts:
                    frames[CASE] = self._counted(frames[CASE], frames[level], level, counts)
        chosen = [pl.col(self._outcomes[form.id]).alias(form.id) for form in FORMS]
        return frames[CASE].select(pl.col(_OWNER), *chosen).collect(engine=self._how)

    def answers(self, found: pl.DataFrame) -> dict[str, Numbers]:
        ordered = found.sort(_OWNER)
        return {form.id: ordered[form.id].cast(pl.Int8).fill_null(UNDETERMINED).to_numpy() for form in FORMS}

    def explain(self, prepared: dict[str, pl.DataFrame]) -> str:
        return str(self.run(prepared))

    def _counted(self, cases: pl.LazyFrame, entries: pl.LazyFrame, level: str, counts: list[Step]) -> pl.LazyFrame:
        members = [self._members[step.name] for step in counts]
        wanted = []
        for step in counts:
            member = pl.col(step.name)
            wanted.append(member.fill_null(value=False).sum().alias(f"{step.name}_held"))
            if self._three_valued:
                wanted.append(member.fill_null(value=True).sum().alias(f"{step.name}_possible"))
        grouped = entries.select(_OWNER, *members).group_by(_OWNER).agg(wanted)
        joined = cases.join(grouped, on=_OWNER, how="left", maintain_order="left")
        answers = []
        for step in counts:
            least = step.among.at_least if step.among else 1
            answer = pl.col(f"{step.name}_held").fill_null(0) >= least
            if self._three_valued:
                possible = pl.col(f"{step.name}_possible").fill_null(0) >= least
                answer = answer | (possible & pl.lit(None, pl.Boolean)) | pl.col(f"{LIST_OF[level]}_untold")
            answers.append(answer.alias(step.name))
        return joined.with_columns(answers)


def _frame(columns: dict[str, pa.Array]) -> pl.DataFrame:
    return pl.DataFrame([pl.Series(name, pl.from_arrow(column)) for name, column in columns.items()])
