"""clingo: rules of an answer set program, two for each proposition, one for its truth and one for its falsity.

So it takes unknown facts and open law as they are. Cases are stated as facts, two hundred a program.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, NamedTuple, NoReturn

import clingo
import numpy as np

from article3.logic.fold import Fold
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Not,
    OneOf,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Estimate
from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED, Numbers
from benchmarks.screening.flat import Columns, Flattener
from benchmarks.screening.rendering import CASE, LIST_OF, column_of, reading_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from article3.law.loading import Law
    from article3.logic.variables import Collection

BATCH = 200
_SCALE = 100
"""clingo has integers only: likelihoods are written in hundredths, as they are drawn."""


class Rails(NamedTuple):
    """The atoms that say that a proposition is true, and that it is false."""

    yes: str
    no: str


class _Program:
    """Folds the graph into rules (see article3.logic.fold.Interpreter)."""

    def __init__(self) -> None:
        self.rules: list[str] = []
        self._count = 0
        fold: Fold[Rails] = Fold(self)
        for place, form in enumerate(FORMS):
            rails = fold.value(form)
            self.rules += [f"answer({place},1,C) :- {rails.yes}.", f"answer({place},0,C) :- {rails.no}."]
        self.rules.append("#show answer/3.")

    def members(self, collection: Collection) -> Sequence[int]:
        return (0,)

    def live(self, node: Question) -> Sequence[str]:
        return tuple(node.readings)

    def yes_no(self, node: YesNo, scope: int | None) -> Rails:
        name, of = column_of(node), _arguments(node)
        return Rails(f"{name}({of},1)", f"{name}({of},0)")

    def condition(self, node: Condition, scope: int | None) -> Rails:
        name, of, found = column_of(node.variable), _arguments(node), self._new(node)
        if isinstance(node, OneOf) and isinstance(node.variable, Choice):
            chosen = [node.variable.options.index(option) for option in node.options]
            self.rules += [f"{found.yes} :- {name}({of},{option})." for option in chosen]
            self.rules.append(f"{found.no} :- {name}({of},V), {', '.join(f'V != {option}' for option in chosen)}.")
        elif isinstance(node, Compare) and isinstance(node.variable, Estimate) and isinstance(node.bound, float):
            bound = round(node.bound * _SCALE)
            low, high, low_open = (f"{name}_{end}({of},{end.upper()})" for end in ("low", "high", "open"))
            self.rules += [
                f"{found.yes} :- {low}, LOW > {bound}.",
                f"{found.yes} :- {low}, LOW >= {bound}, {low_open}, OPEN = 1.",
                f"{found.no} :- {high}, HIGH <= {bound}.",
            ]
        elif isinstance(node, Compare) and isinstance(node.bound, (int, float)):
            # Values are drawn in hundredths: the least that reaches a bound of one day of a year is one hundredth, not none.
            scaled = math.ceil(round(node.bound * _SCALE, 6))
            self.rules += [f"{found.yes} :- {name}({of},V), V >= {scaled}.", f"{found.no} :- {name}({of},V), V < {scaled}."]
        else:
            return _unforeseen(node)
        return found

    def elapsed(self, node: Elapsed, scope: int | None) -> Rails:
        found = self._new(node)
        days = f"{column_of(node.later)}(C,V), {column_of(node.earlier)}_deadline(C,E)"
        self.rules += [f"{found.yes} :- {days}, V <= E.", f"{found.no} :- {days}, V > E."]
        return found

    def constant(self, node: Constant) -> Rails:
        return Rails("#true", "#false") if node.truth is Truth.ESTABLISHED else Rails("#false", "#true")

    def all_of(self, node: AllOf, parts: Sequence[Rails]) -> Rails:
        return self._both(node, parts)

    def any_of(self, node: AnyOf, parts: Sequence[Rails]) -> Rails:
        return _turned(self._both(node, [_turned(part) for part in parts]))

    def negation(self, node: Not, part: Rails) -> Rails:
        return _turned(part)

    def unless(self, node: Unless, general: Rails, exception: Rails) -> Rails:
        return self._both(node, (general, _turned(exception)))

    def some(self, node: Some, members: Sequence[Rails] | None) -> Rails:
        entity = node.collection.entity.id
        if members is None or LIST_OF[entity] != node.collection.id:
            return _unforeseen(node)
        found = self._new(node)
        (member,) = members
        self.rules += [
            f"{found.yes} :- case(C), #count {{ E : {member.yes} }} >= {node.at_least}.",
            f"{found.no} :- {node.collection.id}_told(C), #count {{ E : {entity}(C,E), not {member.no} }} < {node.at_least}.",
        ]
        return found

    def rule(self, node: Rule, body: Rails, scope: int | None) -> Rails:
        return body

    def question(self, node: Question, readings: Mapping[str, Rails]) -> Rails:
        found = self._new(node)
        for rail in ("yes", "no"):
            parts = []
            for name, reading in readings.items():
                part = getattr(self._new(node), rail)
                said = getattr(reading, rail)
                flag = reading_column(node.id, name)
                self.rules += [f"{part} :- {flag}(C,0), {_domain(node)}.", f"{part} :- {flag}(C,1), {_domain(node)}, {said}."]
                parts.append(part)
            self.rules.append(f"{getattr(found, rail)} :- {', '.join(parts)}.")
        return found

    def _both(self, node: Proposition, parts: Sequence[Rails]) -> Rails:
        found = self._new(node)
        self.rules.append(f"{found.yes} :- {_domain(node)}, {', '.join(part.yes for part in parts)}.")
        self.rules += [f"{found.no} :- {_domain(node)}, {part.no}." for part in parts]
        return found

    def _new(self, node: Proposition) -> Rails:
        self._count += 1
        return Rails(f"y{self._count}({_arguments(node)})", f"n{self._count}({_arguments(node)})")


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`.

    Args:
        three_valued: the cases have unknowns; the rules are the same.
    """

    package: ClassVar[str] = "clingo"
    most: ClassVar[int] = 2_000
    explains: ClassVar[str] = ""

    def __init__(self, *, three_valued: bool = False) -> None:
        self.values = 3 if three_valued else 2

    def build(self, law: Law) -> None:
        self._cases = 0
        self._flattener = Flattener(law, three_valued=self.values > 2)  # noqa: PLR2004
        self._rules = "\n".join(_Program().rules)

    def prepare(self, table: pa.Table) -> list[str]:
        self._cases = table.num_rows
        columns = self._flattener.case_columns(table)
        batches = [[f"case({row})."] for row in range(table.num_rows)]
        _state(batches, columns, [str(row) for row in range(table.num_rows)], list(range(table.num_rows)))
        for entity, listed in LIST_OF.items():
            entries = self._flattener.entries(table, entity)
            owner = entries.owner().tolist()
            names = [f"{row},{row * _SCALE + place}" for place, row in enumerate(owner)]
            for row, name in zip(owner, names, strict=True):
                batches[row].append(f"{entity}({name}).")
            _state(batches, entries.columns, names, owner)
            for row, told in enumerate(entries.untold.is_valid().to_pylist()):
                if told:
                    batches[row].append(f"{listed}_told({row}).")
        texts = ["".join(facts) for facts in batches]
        return ["\n".join(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]

    def run(self, prepared: list[str]) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for facts in prepared:
            control = clingo.Control(["--warn=none"])
            control.add("base", [], self._rules)
            control.add("base", [], facts)
            control.ground([("base", [])])
            with control.solve(yield_=True) as handle:
                for model in handle:
                    for symbol in model.symbols(shown=True):
                        form, truth, case = symbol.arguments
                        found.append((form.number, truth.number, case.number))
        return found

    def answers(self, found: list[tuple[int, int, int]]) -> dict[str, Numbers]:
        truths = np.full((len(FORMS), self._cases), UNDETERMINED, np.int8)
        for form, truth, case in found:
            truths[form, case] = ESTABLISHED if truth else NOT_ESTABLISHED
        return {form.id: truths[place] for place, form in enumerate(FORMS)}

    def explain(self, prepared: list[str]) -> str:
        return str(self.run(prepared[:1]))


def _state(batches: list[list[str]], columns: Columns, names: Sequence[str], owner: Sequence[int]) -> None:
    """Write each cell that is known as a fact."""
    for column, cells in columns.items():
        scale = _SCALE if str(cells.type) == "double" else 1
        # A point is an estimate whose ends are the same.
        writes = (column, f"{column[: -len('low')]}high") if column.endswith("_low") and _is_point(columns, column) else (column,)
        for name, row, cell in zip(names, owner, cells.to_pylist(), strict=True):
            if cell is not None:
                batches[row] += [f"{written}({name},{round(cell * scale)})." for written in writes]


def _is_point(columns: Columns, low: str) -> bool:
    return f"{low[: -len('low')]}high" not in columns


def _arguments(node: Proposition) -> str:
    return "C" if node.entity is None else "C,E"


def _domain(node: Proposition) -> str:
    return f"{CASE}(C)" if node.entity is None else f"{node.entity.id}(C,E)"


def _turned(rails: Rails) -> Rails:
    return Rails(rails.no, rails.yes)


def _unforeseen(node: Proposition) -> NoReturn:
    raise TypeError(f"{type(node).__name__} of this kind is not rendered yet: extend benchmarks/screening/engines/clingo.py")
