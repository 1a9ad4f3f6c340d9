"""Many cases at once, as rows of bits, against each case alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest

from article3.logic.evaluation import Evaluation, Reached, UnknownKind, thresholds
from article3.logic.matters import matters
from article3.logic.planes import PlaneEvaluation
from article3.logic.propositions import Elapsed, Rule, Some
from article3.logic.variables import Variable
from case_rows import CaseRows
from random_graphs import Tape, graph, known_case, tapes
from truth_table import NO, OPEN, YES, KnownCase, kleene

if TYPE_CHECKING:
    from article3.logic.truth import Truth

pytestmark = pytest.mark.unmeasured

CASES = 7
checked = hypothesis.settings(deadline=None, max_examples=250)


def graph_and_cases(tape: Tape) -> tuple[Rule, list[KnownCase]]:
    root = graph(tape)
    return root, [known_case(tape, root) for _ in range(CASES)]


drawn = tapes.map(graph_and_cases)


def truth_in(evaluation: PlaneEvaluation[int], root: Rule, place: int) -> Truth:
    found = evaluation.planes(root)
    yes, no = found.yes >> place & 1, found.no >> place & 1
    assert not (yes and no)
    return YES if yes else NO if no else OPEN


@checked
@hypothesis.given(drawn)
def test_rows_say_no_less_than_kleene_and_no_more_than_every_completion(case: tuple[Rule, list[KnownCase]]) -> None:
    root, cases = case
    rows = PlaneEvaluation(CaseRows(cases))
    for place, one in enumerate(cases):
        plain, exact = kleene(root, None, one), Evaluation(one, one.live, thresholds(root)).reached(root).truth
        found = truth_in(rows, root, place)
        assert found in {plain, exact}
        if plain is not OPEN:
            assert found is plain


def named(evaluation: Evaluation, reached: Reached) -> tuple[set[object], set[str]]:
    missing: set[object] = set()
    turns_on: set[str] = set()
    for _, unknown in evaluation.open_points(reached):
        if unknown.kind is UnknownKind.QUESTION:
            turns_on.add(str(unknown.subject))
        elif isinstance(unknown.subject, Some):
            missing.add((unknown.subject.collection, None))
        elif isinstance(unknown.subject, Elapsed):
            days = (unknown.subject.later, unknown.subject.earlier)
            missing |= {(day, None) for day in days if evaluation._facts.value(day, None) is None}
        elif isinstance(unknown.subject, Variable):
            missing.add((unknown.subject, unknown.scope))
    return missing, turns_on


@checked
@hypothesis.given(drawn)
def test_nothing_that_matters_is_left_out(case: tuple[Rule, list[KnownCase]]) -> None:
    root, cases = case
    leaves = CaseRows(cases)
    rows = PlaneEvaluation(leaves)
    found = matters(rows, leaves, {root: rows.undetermined(root)})
    for place, one in enumerate(cases):
        evaluation = Evaluation(one, one.live, thresholds(root))
        missing, turns_on = named(evaluation, evaluation.reached(root))
        if truth_in(rows, root, place) is OPEN:
            assert missing <= {at for at, row in found.missing.items() if row >> place & 1}
            assert turns_on <= {name for name, row in found.turns_on.items() if row >> place & 1}
        else:
            assert not any(row >> place & 1 for row in (*found.missing.values(), *found.turns_on.values()))
