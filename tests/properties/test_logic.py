"""Random graphs on random cases, against a truth table of every completion that shares no code with the evaluation."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from article3.logic.evaluation import BOUND, Evaluation, Reached, thresholds
from article3.logic.fold import nodes
from article3.logic.propositions import Rule, rule
from random_graphs import Rebuilder, Tape, fuller_case, graphs_and_cases, tapes
from truth_table import OPEN, Key, KnownCase, TruthTable, asked_of, kleene

pytestmark = pytest.mark.unmeasured


def evaluation_of(root: Rule, case: KnownCase, bound: int = BOUND) -> Evaluation:
    return Evaluation(case, case.live, thresholds(root), bound)


def open_keys(evaluation: Evaluation, reached: Reached) -> set[Key]:
    return {(unknown.subject, unknown.scope) for _, unknown in evaluation.open_points(reached)}


checked = hypothesis.settings(deadline=None, max_examples=400)
checked_longer = hypothesis.settings(checked, max_examples=1000)


@checked_longer
@hypothesis.given(graphs_and_cases)
def test_every_rule_is_established_exactly_when_every_completion_establishes_it(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        assert evaluation.reached(node, scope).truth is table.truth(node, scope), (node.id, scope)


@checked_longer
@hypothesis.given(graphs_and_cases)
def test_open_points_are_the_unknowns_that_can_still_change_the_rule(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        reached = evaluation.reached(node, scope)
        if reached.truth is OPEN:
            matters = table.depends_on(node, scope)
            assert matters <= open_keys(evaluation, reached), (node.id, scope)
            if evaluation.reached(node.body, scope).repeated:
                assert matters == open_keys(evaluation, reached), (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases)
def test_kleenes_answer_is_never_contradicted(drawn: tuple[Rule, KnownCase]) -> None:
    root, case = drawn
    evaluation = evaluation_of(root, case)

    for node, scope in asked_of(root):
        reached, plain = evaluation.reached(node, scope), kleene(node, scope, case)
        assert plain in {OPEN, reached.truth}, (node.id, scope)
        assert not (reached.by_completion and plain is not OPEN), "what Kleene's tables show needs no completions"


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_filling_in_an_unknown_never_flips_a_definite_answer(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    fuller = fuller_case(tape, root, case)
    before, after = evaluation_of(root, case), evaluation_of(root, fuller)

    for node, scope in asked_of(root):
        truth = before.reached(node, scope).truth
        if truth is not OPEN:
            assert after.reached(node, scope).truth is truth, (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_order_and_sharing_of_parts_do_not_matter(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    again = Rebuilder(case, tape).rebuilt(root)
    assert isinstance(again, Rule)
    before, after = evaluation_of(root, case), evaluation_of(again, case)

    assert before.reached(root).truth is after.reached(again).truth
    assert open_keys(before, before.reached(root)) == open_keys(after, after.reached(again))


@checked
@hypothesis.given(graphs_and_cases, st.integers(2, 12))
def test_under_a_tiny_bound_the_answer_is_exact_or_says_it_is_bounded(drawn: tuple[Rule, KnownCase], bound: int) -> None:
    root, case = drawn
    evaluation, table = evaluation_of(root, case, bound), TruthTable(case, asked_of(root))

    for node, scope in asked_of(root):
        reached = evaluation.reached(node, scope)
        if reached.bounded:
            assert reached.truth is OPEN
            assert table.depends_on(node, scope) <= open_keys(evaluation, reached)
        else:
            assert reached.truth is table.truth(node, scope), (node.id, scope)


@checked
@hypothesis.given(graphs_and_cases, tapes)
def test_what_is_weighed_never_changes_truth(drawn: tuple[Rule, KnownCase], tape: Tape) -> None:
    root, case = drawn
    weighable = [node for node in nodes(root) if node.entity is None]
    heavier = rule(root.id, root.sentence, root.body, by=root.by, weighs=[tape.pick(weighable) for _ in range(3)])

    before, after = evaluation_of(root, case).reached(root), evaluation_of(heavier, case).reached(heavier)

    assert before.truth is after.truth
