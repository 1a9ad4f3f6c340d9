"""What the solver says of one case, to hold against the evaluation: the case is told as it stands, unknown facts are left open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from article3.logic.propositions import YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Day, Interval, Value, Variable
from article3.proofs.encoding import exact
from article3.proofs.solver import z3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from article3.logic.propositions import Rule
    from article3.logic.variables import Collection
    from article3.proofs.encoding import Encoding


class Known(Protocol):
    def value(self, variable: Variable, scope: int | None) -> Value | None: ...

    def members(self, collection: Collection) -> Sequence[int] | None: ...


def told(
    encoding: Encoding, case: Known, live: Callable[[str], Sequence[str]], lists: Mapping[Collection, Sequence[int]]
) -> list[z3.BoolRef]:
    """The case and the forum, as the solver is told them."""
    found = [*encoding.laws, *encoding.questions.values()]
    for (variable, scope), fact in list(encoding.facts.items()):
        value = case.value(variable, scope)
        if not encoding.completion or isinstance(variable, Day):
            known = encoding.known(variable, scope)
            found.append(known if value is not None else z3.Not(known))
        if value is not None:
            found += _is(variable, fact, value)
    for collection, indexes in lists.items():
        members = case.members(collection)
        listed = encoding.listed(collection)
        found.append(z3.Not(listed) if members is None else listed)
        for index in indexes:
            present = encoding.present(collection, index)
            found.append(present if members is not None and index in members else z3.Not(present))
    for question, readings in encoding.readings.items():
        for name, chosen in readings.items():
            if name not in live(question):
                found.append(z3.Not(chosen))
            elif not encoding.completion:
                found.append(chosen)
    return found


def _is(variable: Variable, fact: z3.ExprRef, value: Value) -> list[z3.BoolRef]:
    if isinstance(variable, YesNo):
        return [fact if value else z3.Not(fact)]
    if isinstance(variable, Choice):
        return [fact == variable.options.index(str(value))]
    if isinstance(value, dt.date):
        return [fact == value.toordinal()]
    if isinstance(value, Interval):
        low = fact > exact(value.low) if value.low_open else fact >= exact(value.low)
        return [low, fact <= exact(value.high)]
    assert isinstance(value, float | int)
    return [fact == exact(value)]


def over_completions(encoding: Encoding, solver: z3.Solver, rule: Rule, scope: int | None) -> Truth:
    """Established if it holds in every completion, not established if in none."""
    holds = encoding.holds(rule, scope)
    possible, avoidable = solver.check(holds) == z3.sat, solver.check(z3.Not(holds)) == z3.sat
    assert possible or avoidable, "there is no such case"
    return Truth.UNDETERMINED if possible and avoidable else Truth.ESTABLISHED if possible else Truth.NOT_ESTABLISHED


def in_three_values(encoding: Encoding, solver: z3.Solver, rule: Rule, scope: int | None) -> Truth:
    """As the two formulas have it, which the case as told must settle."""
    planes = encoding.planes(rule, scope)
    assert solver.check() == z3.sat
    model = solver.model()
    yes, no = (z3.is_true(model.eval(told, model_completion=True)) for told in planes)
    assert solver.check(z3.Or(planes.yes != yes, planes.no != no)) == z3.unsat
    assert not (yes and no)
    return Truth.ESTABLISHED if yes else Truth.NOT_ESTABLISHED if no else Truth.UNDETERMINED
