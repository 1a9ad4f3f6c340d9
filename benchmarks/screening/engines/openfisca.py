"""OpenFisca-core: a variable for each rule, with a formula over arrays; two values, one reading a run.

Harms are either persons, of whom a case is a group, or columns of the case; convictions are always columns of the case, since
there is one kind of person only.
"""

from __future__ import annotations

import datetime as dt
import importlib
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pyarrow as pa

from article3.rules.rulebase import FORMS
from benchmarks.screening.flat import Columns, Flattener
from benchmarks.screening.rendering import CASE, PLACES, Among, Renderer

if TYPE_CHECKING:
    from article3.law.loading import Law
    from benchmarks.screening.engines.engine import Numbers

_HARM = "harm"
_MODULES = ("entities", "periods", "simulations", "taxbenefitsystems", "variables")
_TYPES: dict[str, tuple[type, str]] = {
    "bool": (bool, "bool"),
    "int8": (int, "int32"),
    "double": (float, "float32"),
    "int32": (dt.date, "datetime64[D]"),
}
"""For each type of column, the type of the variable and of its array."""


class _Formulas(Renderer):
    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        return f'{level}.{CASE}("{name}", period)' if from_case else f'{level}("{name}", period)'

    def counted(self, among: Among) -> str:
        """How many members are such."""
        member = among.member.replace(f"{among.level}(", f"{CASE}.members(")
        return f"{CASE}.any({member})" if among.at_least == 1 else f"({CASE}.sum({member}) >= {among.at_least})"


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        grouped: harms are persons; otherwise they are columns of the case.
    """

    package: ClassVar[str] = "openfisca-core"
    module: ClassVar[str] = "openfisca_core"
    values = 2
    most: ClassVar[int] = 10_000_000
    explains: ClassVar[str] = "values of every rule"

    def __init__(self, *, grouped: bool = True) -> None:
        self._core = {name: importlib.import_module(f"{self.module}.{name}") for name in _MODULES}
        self._grouped = grouped
        self._places = {level: count for level, count in PLACES.items() if not (grouped and level == _HARM)}

    def build(self, law: Law) -> None:
        core = self._core
        self._period = core["periods"].period("2026-01")
        case = {"key": CASE, "plural": "cases", "label": "A case", "is_person": not self._grouped}
        if self._grouped:
            harm = core["entities"].build_entity(key=_HARM, plural="harms", label="A harm", is_person=True)
            group = core["entities"].build_entity(**case, roles=[{"key": "feared", "label": "Feared"}])
            self._entities = {_HARM: harm, CASE: group}
        else:
            self._entities = {CASE: core["entities"].build_entity(**case)}
        self._system = core["taxbenefitsystems"].TaxBenefitSystem(list(self._entities.values()))
        self._flattener = Flattener(law, three_valued=False)
        renderer = _Formulas(three_valued=False, places=self._places)
        self._outcomes = renderer.outcomes
        for step in renderer.steps:
            text = step.text if step.among is None else renderer.counted(step.among)
            names: dict[str, Any] = {}
            exec(f"def formula({step.level}, period):\n    return {text}", names)  # noqa: S102 - our own text
            self._add(step.name, step.level, bool, names["formula"])

    def prepare(self, table: pa.Table) -> Any:
        columns: dict[str, Columns] = {CASE: self._flattener.case_columns(table)}
        columns[CASE].update(self._flattener.placed(table, self._places))
        owner = None
        if self._grouped:
            entries = self._flattener.entries(table, _HARM)
            columns[_HARM] = entries.columns
            owner = entries.owner()
        arrays = {}
        for level, of_level in columns.items():
            for name, column in of_level.items():
                kind, dtype = _TYPES[str(column.type)]
                arrays[name] = _filled(column).to_numpy(zero_copy_only=False).astype(dtype)
                self._add(name, level, kind)
        return table.num_rows, owner, arrays

    def run(self, prepared: Any) -> dict[str, Any]:
        simulation = self._simulation(prepared)
        return {form.id: simulation.calculate(self._outcomes[form.id], self._period) for form in FORMS}

    def answers(self, found: dict[str, Any]) -> dict[str, Numbers]:
        return {name: np.asarray(truths).astype(np.int8) for name, truths in found.items()}

    def explain(self, prepared: Any) -> str:
        simulation = self._simulation(prepared, trace=True)
        for form in FORMS:
            simulation.calculate(self._outcomes[form.id], self._period)
        return "\n".join(simulation.tracer.computation_log.lines())

    def _simulation(self, prepared: Any, *, trace: bool = False) -> Any:
        size, owner, arrays = prepared
        populations = self._system.instantiate_entities()
        populations[CASE].count = size
        populations[CASE].ids = range(size)
        if owner is not None:
            populations[_HARM].count = len(owner)
            populations[_HARM].ids = range(len(owner))
            populations[CASE].members_entity_id = owner
        simulation = self._core["simulations"].Simulation(tax_benefit_system=self._system, populations=populations)
        simulation.trace = trace
        for name, array in arrays.items():
            simulation.set_input(name, self._period, array)
        return simulation

    def _add(self, name: str, level: str, kind: type, formula: Any = None) -> None:
        if name in self._system.variables:
            return
        periods, variables = self._core["periods"], self._core["variables"]
        described: dict[str, Any] = {
            "value_type": kind,
            "entity": next(entity for entity in self._system.entities if entity.key == level),
            "definition_period": self._month(periods),
            "label": name,
        }
        if formula is not None:
            described["formula"] = formula
        self._system.add_variable(type(name, (variables.Variable,), described))

    @staticmethod
    def _month(periods: Any) -> Any:
        return periods.DateUnit.MONTH


def _filled(column: pa.Array) -> pa.Array:
    """A place without an entry is null, and never counts."""
    return column.fill_null(pa.scalar(0).cast(column.type)) if column.null_count else column
