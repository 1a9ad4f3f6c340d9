"""ZEN Engine: a decision in its JSON model, of expression nodes; harms and convictions are gone through by nodes in loop mode.

A node in loop mode sees its own element only, so what the law says is copied into each harm.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, ClassVar

import zen

from article3.rules.rulebase import FORMS
from benchmarks.screening.engines.engine import Numbers, of_truths
from benchmarks.screening.engines.plain import Engine as Plain
from benchmarks.screening.engines.plain import Row
from benchmarks.screening.rendering import CASE, LIST_OF, Renderer, reading_column
from benchmarks.screening.tested import questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from article3.law.loading import Law
    from article3.logic.variables import Choice


class _Expressions(Renderer):
    AND, OR, NOT = " and ", " or ", "(not {})"
    TRUE, FALSE = "true", "false"

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        return f"$.{name}" if name.startswith(("rule_", "some_")) else name

    def one_of(self, ref: str, variable: Choice, options: Sequence[str]) -> str:
        return f"({ref} in [{', '.join(self.option(variable, option) for option in options)}])"


class Engine:
    """See :class:`benchmarks.screening.engines.engine.Engine`."""

    package: ClassVar[str] = "zen-engine"
    values = 2
    most: ClassVar[int] = 10_000
    explains: ClassVar[str] = "values of every rule, by node"

    def build(self, law: Law) -> None:
        self._rows = Plain()
        self._rows.build(law)
        self._decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(self._model())))

    def prepare(self, table: pa.Table) -> list[Row]:
        rows = self._rows.prepare(table)
        asked = {
            level: [
                reading_column(node.id, name)
                for node in questions()
                if node.entity and node.entity.id == level
                for name in node.readings
            ]
            for level in LIST_OF
        }
        for row in rows:
            for level, listed in LIST_OF.items():
                law = {name: row[name] for name in asked[level]}
                for entry in row[listed]:
                    entry.update(law)
        return rows

    def run(self, prepared: list[Row]) -> list[tuple[bool, ...]]:
        evaluate, names = self._decision.evaluate, [self._outcomes[form.id] for form in FORMS]
        return [tuple(map(evaluate(row)["result"].__getitem__, names)) for row in prepared]

    def answers(self, found: list[tuple[bool, ...]]) -> dict[str, Numbers]:
        return {form.id: of_truths(truths) for form, truths in zip(FORMS, zip(*found, strict=True), strict=True)}

    def explain(self, prepared: list[Row]) -> str:
        return json.dumps(self._decision.evaluate(prepared[0], {"trace": True})["trace"])

    def _model(self) -> dict[str, Any]:
        renderer = _Expressions(three_valued=False, places={}, named=False)
        self._outcomes = renderer.outcomes
        chain = [{"id": "in", "type": "inputNode", "name": "in"}]
        for level, listed in LIST_OF.items():
            found = [(step.name, step.text) for step in renderer.steps if step.level == level]
            found += [
                (f"{step.name}_member", step.among.member) for step in renderer.steps if step.among and step.among.level == level
            ]
            chain.append(_node(level, found, {"executionMode": "loop", "inputField": listed, "outputPath": listed}))
        found = []
        for step in renderer.steps:
            if step.among:
                listed = LIST_OF[step.among.level]
                found.append((step.name, f"count({listed}, #.{step.name}_member) >= {step.among.at_least}"))
            elif step.level == CASE:
                found.append((step.name, step.text))
        chain += [_node(CASE, found, {"executionMode": "single"}), {"id": "out", "type": "outputNode", "name": "out"}]
        edges = [
            {"id": f"edge-{place}", "type": "edge", "sourceId": one["id"], "targetId": following["id"]}
            for place, (one, following) in enumerate(itertools.pairwise(chain))
        ]
        return {"nodes": chain, "edges": edges}


def _node(name: str, expressions: list[tuple[str, str]], how: dict[str, str]) -> dict[str, Any]:
    listed = [{"id": f"{name}-{place}", "key": key, "value": value} for place, (key, value) in enumerate(expressions)]
    # Only the last node's own results are handed out.
    content = {"expressions": listed, "passThrough": name != CASE, **how}
    return {"id": name, "type": "expressionNode", "name": name, "content": content}
