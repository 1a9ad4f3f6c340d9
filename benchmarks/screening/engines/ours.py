"""article3 itself: three values and open law as they are, whatever the cases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from article3.explanations.outline import of_decision
from article3.explanations.text import render
from article3.findings import decide
from article3.logic.forum import Forum
from article3.rules.rulebase import FORMS
from article3.screening.bits import unpacked
from article3.screening.columns import CASE_ID
from article3.screening.screen import CHUNK, Screen
from benchmarks.screening.cases import case_of_row
from benchmarks.screening.engines.engine import ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED

if TYPE_CHECKING:
    from article3.law.loading import Law
    from benchmarks.screening.engines.engine import Numbers

_CODES = {"not established": NOT_ESTABLISHED, "established": ESTABLISHED, "undetermined": UNDETERMINED}


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`; prepared cases are packed rows of bits, answers rows of bits.

    Args:
        how: the rules in NumPy, or compiled.
        threads: how many processors to use.
    """

    package: ClassVar[str] = ""
    values = 3
    most: ClassVar[int] = 10_000_000
    explains: ClassVar[str] = ""

    def __init__(self, *, how: str = "auto", threads: int = 1, missing: bool = False) -> None:
        self._how, self._threads, self._missing = how, threads, missing

    def build(self, law: Law) -> None:
        self._law = law
        self._screen = Screen(law, missing=self._missing, how=self._how, threads=self._threads)

    def prepare(self, table: pa.Table) -> Any:
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._screen.pack, table.to_batches(max_chunksize=CHUNK)))

    def run(self, prepared: Any) -> Any:
        return [(cases.count, self._screen.kernel(cases)) for cases in prepared]

    def answers(self, found: Any) -> dict[str, Numbers]:
        truths: dict[str, list[Numbers]] = {form.id: [] for form in FORMS}
        for count, rows in found:
            for place, form in enumerate(FORMS):
                yes, no = unpacked(rows[:, 2 * place], count), unpacked(rows[:, 2 * place + 1], count)
                truths[form.id].append(np.select([yes, no], [ESTABLISHED, NOT_ESTABLISHED], UNDETERMINED).astype(np.int8))
        return {name: np.concatenate(parts) for name, parts in truths.items()}

    def explain(self, prepared: Any) -> str:
        return str(self.run(prepared))


class FromArrow(Engine):
    """The whole way: batches of columns in, batches of conclusions out, with every completion of the unknowns considered."""

    most: ClassVar[int] = 1_000_000

    def prepare(self, table: pa.Table) -> Any:
        return table.to_batches()

    def run(self, prepared: Any) -> pa.Table:
        return pa.Table.from_batches([self._screen(batch) for batch in prepared])

    def answers(self, found: pa.Table) -> dict[str, Numbers]:
        names = pa.array(sorted(_CODES, key=_CODES.__getitem__))
        found = found.sort_by(CASE_ID)  # names are numbered, so that they sort as they came
        return {
            form.id: pc.index_in(found.column(form.id).cast(pa.string()), names).combine_chunks().to_numpy().astype(np.int8)
            for form in FORMS
        }


class OneByOne(Engine):
    """Each case alone, as ``article3 screen`` decides it: read from its row, decided, explained."""

    most: ClassVar[int] = 1_000
    explains: ClassVar[str] = "reasons, authorities and what is missing"

    def prepare(self, table: pa.Table) -> Any:
        return [case_of_row(table, row, self._law) for row in range(table.num_rows)]

    def run(self, prepared: Any) -> Any:
        return [decide(case, Forum(case.circuit, case.as_of), self._law) for case in prepared]

    def answers(self, found: Any) -> dict[str, Numbers]:
        return {
            form.id: np.array([_CODES[getattr(decision.forms, form.id).truth.value] for decision in found], np.int8)
            for form in FORMS
        }

    def explain(self, prepared: Any) -> str:
        (decision,) = self.run(prepared)
        return render(of_decision(decision))
