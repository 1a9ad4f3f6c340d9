"""DuckDB: one query of common table expressions in layers; booleans with null are SQL's three values, which are Kleene's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import duckdb
import numpy as np
import pyarrow as pa

from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import UNDETERMINED, Numbers
from benchmarks.screening.flat import Flattener
from benchmarks.screening.rendering import CASE, LIST_OF, PLACES, Renderer, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.law.loading import Law
    from article3.logic.variables import Choice

_OWNER = "case_number"
_THREADS = 2


class _Sql(Renderer):
    AND, OR, NOT = " AND ", " OR ", "(NOT {})"
    TRUE, FALSE, UNKNOWN = "TRUE", "FALSE", "CAST(NULL AS BOOLEAN)"

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        return name  # the columns of the law stand in the table of harms as well

    def agreed(self, each: str, some: str) -> str:
        return f"CASE WHEN {each} THEN TRUE WHEN NOT {some} THEN FALSE END"

    def one_of(self, ref: str, variable: Choice, options: Sequence[str]) -> str:
        return f"({ref} IN ({', '.join(self.option(variable, option) for option in options)}))"


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        three_valued: unknowns are null.
        placed: harms and convictions are columns of the case; otherwise they are tables, grouped by case.
        named: every rule is a column, not only what is used twice.
    """

    package: ClassVar[str] = "duckdb"
    most: ClassVar[int] = 10_000_000
    explains: ClassVar[str] = ""

    def __init__(self, *, three_valued: bool = False, placed: bool = True, named: bool = False) -> None:
        self.values = 3 if three_valued else 2
        self._three_valued = three_valued
        self._places = PLACES if placed else {}
        self._named = named

    def build(self, law: Law) -> None:
        self._flattener = Flattener(law, three_valued=self._three_valued)
        self._renderer = _Sql(three_valued=self._three_valued, places=self._places, named=self._named)
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads = {_THREADS}")
        self._connection.execute("SET preserve_insertion_order = false")
        self._query = self._text()

    def prepare(self, table: pa.Table) -> dict[str, int]:
        columns = self._flattener.case_columns(table)
        columns.update(self._flattener.placed(table, self._places))
        columns[_OWNER] = pa.array(np.arange(table.num_rows, dtype=np.int32))
        tables = {}
        for level, listed in LIST_OF.items():
            if level not in self._places:
                entries = self._flattener.entries(table, level)
                owner = entries.owner()
                columns[f"{listed}_untold"] = entries.untold
                law = {name: column.take(owner) for name, column in columns.items() if name.startswith("reading_")}
                tables[level] = {**entries.columns, **law, _OWNER: pa.array(owner.astype(np.int32))}
        tables[CASE] = columns
        for level, of_level in tables.items():
            self._connection.register("arriving", pa.table(of_level))
            self._connection.execute(f"CREATE OR REPLACE TABLE {level}_0 AS SELECT * FROM arriving")
            self._connection.unregister("arriving")
        return dict.fromkeys(tables, table.num_rows)

    def run(self, prepared: dict[str, int]) -> pa.Table:
        return self._connection.sql(self._query).to_arrow_table()

    def answers(self, found: pa.Table) -> dict[str, Numbers]:
        ordered = found.sort_by(_OWNER)
        return {
            form.id: ordered.column(form.id).cast(pa.int8()).fill_null(UNDETERMINED).to_numpy().astype(np.int8) for form in FORMS
        }

    def explain(self, prepared: dict[str, int]) -> str:
        return str(self.run(prepared))

    def _text(self) -> str:
        """The query: each layer selects all of the one before and adds its own columns."""
        at = dict.fromkeys((CASE, *LIST_OF), 0)
        parts = []
        for layer in self._renderer.layers():
            for level in at:
                steps = [step for step in layer if step.level == level]
                if not steps:
                    continue
                counted = {step.among.level: [other for other in steps if other.among and step.among.level == other.among.level]
                           for step in steps if step.among}  # fmt: skip
                added, joins = [f"{step.text} AS {step.name}" for step in steps if step.among is None], ""
                for entity, counts in counted.items():
                    inner = f"{entity}_counted_{at[level]}"
                    parts.append(
                        f"{inner} AS (SELECT {_OWNER}, {self._sums(counts)} FROM {entity}_{at[entity]} GROUP BY {_OWNER})"
                    )
                    joins += f" LEFT JOIN {inner} USING ({_OWNER})"
                    added += [self._reached(step) for step in counts]
                before = f"{level}_{at[level]}"
                at[level] += 1
                parts.append(f"{level}_{at[level]} AS (SELECT {before}.*, {', '.join(added)} FROM {before}{joins})")
        chosen = ", ".join(f"{self._renderer.outcomes[form.id]} AS {form.id}" for form in FORMS)
        return f"WITH {', '.join(parts)} SELECT {_OWNER}, {chosen} FROM {CASE}_{at[CASE]}"

    def _sums(self, counts: Sequence[Step]) -> str:
        found = []
        for step in counts:
            member = step.among.member if step.among else ""
            found.append(f"count(*) FILTER (WHERE {member}) AS {step.name}_held")
            if self._three_valued:
                found.append(f"count(*) FILTER (WHERE ({member}) IS DISTINCT FROM FALSE) AS {step.name}_possible")
        return ", ".join(found)

    def _reached(self, step: Step) -> str:
        least = step.among.at_least if step.among else 1
        text = f"(coalesce({step.name}_held, 0) >= {least})"
        if self._three_valued:
            possible = f"(coalesce({step.name}_possible, 0) >= {least} AND CAST(NULL AS BOOLEAN))"
            listed = LIST_OF[step.among.level] if step.among else ""
            text = f"({text} OR {possible} OR {listed}_untold)"
        return f"{text} AS {step.name}"
