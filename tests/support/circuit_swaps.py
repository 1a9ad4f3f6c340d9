"""A circuit given another circuit's answer to a question of law: errors in the law data, each of which a golden case must notice."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from article3.facts.built_in import with_built_in
from article3.law.forums import circuits
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation
from article3.logic.fold import nodes
from article3.logic.propositions import Question, Rule
from article3.rules.rulebase import RULES, THRESHOLDS
from golden_runs import Run, parsed, runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law


@dataclasses.dataclass(frozen=True)
class Swap:
    """One circuit's answers to one question, on every day, replaced by another's.

    Attributes:
        circuit: whose answers are replaced.
        by: whose answers stand there.
    """

    question: str
    circuit: str
    by: str

    def __str__(self) -> str:
        return f"{self.question}: {self.circuit} with the answers of {self.by}"


def swaps(law: Law, as_of: dt.date) -> Iterator[Swap]:
    """For each question and circuit, one swap for each other answer that a circuit gives on a day."""
    for question in law.questions:
        live = {circuit: governance(law, question, circuit, as_of).live for circuit in circuits(law)}
        for circuit, own in live.items():
            others = {answer: other for other, answer in reversed(live.items()) if answer != own}
            yield from (Swap(question, circuit, other) for other in others.values())


def noticed(law: Law, swap: Swap) -> str | None:
    """The first golden case of the circuit that comes out otherwise."""
    for name, run in _of(swap.circuit):
        if swap.question in run.case.assume:
            continue
        asked = [rule for named in run.case.expect if _asks(rule := RULES[named.partition("[")[0]], swap.question)]
        if asked and _differs(law, run, swap):
            return name
    return None


_RUNS: dict[str, list[tuple[str, Run]]] = {}


def _of(circuit: str) -> list[tuple[str, Run]]:
    if not _RUNS:
        for name, run in runs():
            _RUNS.setdefault(run.circuit, []).append((name, run))
    return _RUNS.get(circuit, [])


def _asks(rule: Rule, question: str) -> bool:
    return any(isinstance(node, Question) and node.id == question for node in nodes(rule, formula_only=True))


def _differs(law: Law, run: Run, swap: Swap) -> bool:
    def live(question: str) -> tuple[str, ...]:
        if question in run.case.assume:
            return (run.case.assume[question],)
        circuit = swap.by if question == swap.question else run.circuit
        return governance(law, question, circuit, run.as_of).live

    case = parsed(run)
    evaluation = Evaluation(with_built_in(case, run.as_of), live, THRESHOLDS)
    for named, expected in run.case.expect.items():
        identifier, _, name = named.removesuffix("]").partition("[")
        rule = RULES[identifier]
        scopes = [
            index for (of, index), called in evaluation_names(case, run).items() if of is rule.entity and name in {"", called}
        ]
        if evaluation.reached(rule, scopes[0] if rule.entity is not None else None).truth is not expected:
            return True
    return False


def evaluation_names(case: object, run: Run) -> dict[tuple[object, int], str]:
    """The names of every entity, the forms of protection included."""
    return dict(with_built_in(case, run.as_of).names)  # type: ignore[arg-type]
