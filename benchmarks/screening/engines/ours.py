"""article3 itself: ``Screen``, three values and open law as they are, whatever the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from article3.logic.planes import PlaneEvaluation
from article3.rules.rulebase import FORMS
from article3.screening.bits import unpacked
from article3.screening.columns import CASE_ID
from article3.screening.packing import PackedLeaves
from article3.screening.screen import CHUNK, Screen
from benchmarks.screening.engines.engine import ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED, Numbers

if TYPE_CHECKING:
    from article3.law.loading import Law

_CODES = {"not established": NOT_ESTABLISHED, "established": ESTABLISHED, "undetermined": UNDETERMINED}


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`; prepared cases are packed rows of bits, answers rows of bits."""

    package: ClassVar[str] = ""
    values = 3
    most: ClassVar[int] = 10_000_000
    explains: ClassVar[str] = ""

    def build(self, law: Law) -> None:
        self._screen = Screen(law, missing=False)

    def prepare(self, table: pa.Table) -> Any:
        packed = []
        for batch in table.to_batches():
            packed += [self._screen.pack(batch.slice(start, CHUNK)) for start in range(0, batch.num_rows, CHUNK)]
        return packed

    def run(self, prepared: Any) -> Any:
        found = []
        for cases in prepared:
            evaluation = PlaneEvaluation(PackedLeaves(cases))
            found.append((cases.count, [evaluation.planes(form) for form in FORMS]))
        return found

    def answers(self, found: Any) -> dict[str, Numbers]:
        truths = {form.id: [] for form in FORMS}  # type: ignore[var-annotated]
        for count, planes in found:
            for form, plane in zip(FORMS, planes, strict=True):
                yes, no = unpacked(plane.yes, count), unpacked(plane.no, count)
                truths[form.id].append(np.select([yes, no], [ESTABLISHED, NOT_ESTABLISHED], UNDETERMINED).astype(np.int8))
        return {name: np.concatenate(parts) for name, parts in truths.items()}

    def explain(self, prepared: Any) -> str:
        return str(self.run(prepared))


class FromArrow(Engine):
    """The whole way: a batch of columns in, a batch of conclusions out."""

    def __init__(self, *, missing: bool = False) -> None:
        self._missing = missing

    def build(self, law: Law) -> None:
        self._screen = Screen(law, missing=self._missing)

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
