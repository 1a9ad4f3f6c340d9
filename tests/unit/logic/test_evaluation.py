from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from article3.logic.evaluation import Evaluation, UnknownKind, bits, thresholds
from article3.logic.propositions import (
    Constant,
    Not,
    Proposition,
    Rule,
    YesNo,
    all_of,
    any_of,
    at_least,
    cite,
    every,
    question,
    rule,
    some,
    unless,
)
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Collection, Day, Entity, Estimate, Interval, Number, Value, Variable

Evaluate = Callable[..., Evaluation]
YES, NO, OPEN = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED
KNOWN: dict[bool | None, Truth] = {True: YES, False: NO, None: OPEN}

harm = Entity("harm")
feared = Collection("feared", harm, "Which harms are feared?")
suffered = Collection("suffered", harm, "Which harms were suffered?")
credible, filed, returned = YesNo("credible", "?"), YesNo("filed", "?"), YesNo("returned", "?")
severe, meant = YesNo("severe", "?", entity=harm), YesNo("meant", "?", entity=harm)
track = Choice("track", "?", options=("fast", "slow", "none"))
stay = Number("stay", "?", unit="years")
risk = Estimate("risk", "?")
arrival, filing = Day("arrival", "?"), Day("filing", "?")
settled_yes, settled_no = Constant(YES, "the statute"), Constant(NO, "the statute")


def ruled(body: Proposition, weighs: Sequence[Proposition] = (), name: str = "r") -> Rule:
    return rule(name, "It holds.", body, by=cite("cfr-1208-18"), weighs=weighs)


def values_of(**given: bool | None) -> dict[Variable, Value]:
    named: dict[str, Variable] = {"credible": credible, "filed": filed}
    return {named[name]: value for name, value in given.items() if value is not None}


def subjects(evaluation: Evaluation, node: Proposition) -> list[object]:
    return [unknown.subject for _, unknown in evaluation.open_points(evaluation.reached(node))]


# Kleene's tables


@pytest.mark.parametrize("left", [True, False, None])
@pytest.mark.parametrize("right", [True, False, None])
def test_connectives_follow_kleenes_tables(evaluate: Evaluate, left: bool | None, right: bool | None) -> None:  # noqa: FBT001
    evaluation = evaluate(values=values_of(credible=left, filed=right))
    order = [NO, OPEN, YES]
    one, other = order.index(KNOWN[left]), order.index(KNOWN[right])

    assert evaluation.reached(all_of(credible, filed)).truth is order[min(one, other)]
    assert evaluation.reached(any_of(credible, filed)).truth is order[max(one, other)]
    assert evaluation.reached(unless(credible, filed)).truth is order[min(one, 2 - other)]
    assert evaluation.reached(Not(credible)).truth is order[2 - one]


@pytest.mark.parametrize(("node", "truth"), [(settled_yes, YES), (settled_no, NO), (Not(settled_no), YES)])
def test_what_the_law_settles_needs_no_facts(evaluate: Evaluate, node: Proposition, truth: Truth) -> None:
    reached = evaluate().reached(node)

    assert (reached.truth, reached.unknown) == (truth, 0)


@pytest.mark.parametrize(
    ("node", "values", "truth"),
    [
        (track.is_("fast"), {track: "fast"}, YES),
        (track.is_("fast"), {track: "slow"}, NO),
        (track.is_("fast"), {}, OPEN),
        (stay.at_least(5), {stay: 5.0}, YES),
        (stay.at_least(5), {stay: 4.99}, NO),
        (stay.at_least(5), {}, OPEN),
        (arrival.on_or_after(dt.date(2020, 2, 29)), {arrival: dt.date(2020, 2, 29)}, YES),
        (arrival.on_or_after(dt.date(2020, 2, 29)), {arrival: dt.date(2020, 2, 28)}, NO),
        (risk.above(0.5), {risk: Interval(0.5, 0.5)}, NO),
        (risk.above(0.5), {risk: Interval(0.5, 1.0, low_open=True)}, YES),
        (risk.above(0.5), {risk: Interval(0.4, 0.7)}, OPEN),
        (risk.above(0.5), {}, OPEN),
        (filing.within_years_of(arrival, 1), {filing: dt.date(2021, 2, 28), arrival: dt.date(2020, 2, 29)}, YES),
        (filing.within_years_of(arrival, 1), {filing: dt.date(2021, 3, 2), arrival: dt.date(2020, 2, 29)}, NO),
        (filing.within_years_of(arrival, 1), {filing: dt.date(2021, 3, 2)}, OPEN),
        (filing.within_years_of(arrival, 1), {arrival: dt.date(2021, 3, 2)}, OPEN),
    ],
)
def test_facts_are_tested(evaluate: Evaluate, node: Proposition, values: dict[Variable, Value], truth: Truth) -> None:
    assert evaluate(node, values=values).reached(node).truth is truth


def test_unknowns_say_what_they_are_and_what_they_may_be(evaluate: Evaluate) -> None:
    compared, quantified = filing.within_years_of(arrival, 1), some(feared, severe)
    asked = question("which", narrow=credible, broad=filed)
    root = ruled(all_of(track.is_("fast"), risk.above(0.5), compared, quantified, some(suffered, meant), asked))
    evaluation = evaluate(root, values={risk: Interval(0.4, 0.7)}, lists={suffered: [4]}, live={"which": ["narrow", "broad"]})

    found = {point.subject: point for _, point in evaluation.open_points(evaluation.reached(root))}

    assert {subject: (point.kind, point.scope) for subject, point in found.items()} == {
        track: (UnknownKind.VARIABLE, None),
        risk: (UnknownKind.VARIABLE, None),
        compared: (UnknownKind.DAYS, None),
        quantified: (UnknownKind.COLLECTION, None),
        meant: (UnknownKind.VARIABLE, 4),
        "which": (UnknownKind.QUESTION, None),
        credible: (UnknownKind.VARIABLE, None),
        filed: (UnknownKind.VARIABLE, None),
    }
    assert found[track].candidates == track.options
    assert set(found[credible].candidates) == {True, False}
    assert set(found["which"].candidates) == {"narrow", "broad"}
    assert {risk.above(0.5).holds(value) for value in found[risk].candidates} == {YES, NO}


# Quantifiers


@pytest.mark.parametrize(
    ("known", "one", "two", "each"),
    [
        ([], NO, NO, YES),
        ([True], YES, NO, YES),
        ([False], NO, NO, NO),
        ([None], OPEN, NO, OPEN),
        ([True, True], YES, YES, YES),
        ([True, False], YES, NO, NO),
        ([True, None], YES, OPEN, OPEN),
        ([False, None], OPEN, NO, NO),
        ([None, None], OPEN, OPEN, OPEN),
        ([None, None, True], YES, OPEN, OPEN),
        ([True, True, None], YES, YES, OPEN),
        ([True, False, None], YES, OPEN, NO),
    ],
)
def test_quantifiers_count_what_is_shown_and_what_may_be(
    evaluate: Evaluate, known: list[bool | None], one: Truth, two: Truth, each: Truth
) -> None:
    values = {(severe, index): value for index, value in enumerate(known) if value is not None}
    evaluation = evaluate(values=values, lists={feared: range(len(known))})

    assert evaluation.reached(some(feared, severe)).truth is one
    assert evaluation.reached(at_least(2, feared, severe)).truth is two
    assert evaluation.reached(every(feared, severe)).truth is each


def test_unlisted_collection_leaves_every_quantifier_open(evaluate: Evaluate) -> None:
    evaluation = evaluate(lists={suffered: []})

    for node in (some(feared, severe), at_least(2, feared, severe), every(feared, severe)):
        assert evaluation.reached(node).truth is OPEN


def test_each_quantifier_over_an_unlisted_collection_is_its_own_unknown(evaluate: Evaluate) -> None:
    shared, other = some(feared, severe), some(feared, severe)

    assert evaluate().reached(ruled(any_of(shared, Not(shared)))).truth is YES
    assert evaluate().reached(ruled(any_of(shared, Not(other)))).truth is OPEN


def test_two_collections_of_one_entity_are_counted_apart(evaluate: Evaluate) -> None:
    values = {(severe, 0): True, (severe, 1): False, (severe, 2): True}
    evaluation = evaluate(values=values, lists={feared: [0, 1], suffered: [1]})

    assert evaluation.reached(some(feared, severe)).truth is YES
    assert evaluation.reached(at_least(2, feared, severe)).truth is NO
    assert evaluation.reached(some(suffered, severe)).truth is NO


def test_one_entity_in_two_collections_is_one_unknown(evaluate: Evaluate) -> None:
    root = ruled(any_of(some(feared, severe), Not(some(suffered, severe))))

    assert evaluate(lists={feared: [1], suffered: [1]}).reached(root).truth is YES
    assert evaluate(lists={feared: [0], suffered: [1]}).reached(root).truth is OPEN


# Questions of law


@pytest.mark.parametrize(
    ("live", "values", "truth"),
    [
        (["narrow"], values_of(credible=True, filed=False), YES),
        (["broad"], values_of(credible=True, filed=False), NO),
        (["narrow", "broad"], values_of(credible=True, filed=True), YES),
        (["narrow", "broad"], values_of(credible=False, filed=False), NO),
        (["narrow", "broad"], values_of(credible=True, filed=False), OPEN),
        (["narrow", "broad"], values_of(credible=True), OPEN),
        (["broad"], values_of(credible=True), OPEN),
    ],
)
def test_question_follows_its_live_readings(
    evaluate: Evaluate, live: list[str], values: dict[Variable, Value], truth: Truth
) -> None:
    node = question("which", narrow=credible, broad=filed)

    assert evaluate(values=values, live={"which": live}).reached(node).truth is truth


def test_settled_question_is_no_open_point(evaluate: Evaluate) -> None:
    node = question("which", narrow=credible, broad=filed)

    assert subjects(evaluate(live={"which": ["broad"]}), node) == [filed]


def test_differing_readings_leave_the_question_itself_open(evaluate: Evaluate) -> None:
    node = ruled(question("which", narrow=credible, broad=filed))
    evaluation = evaluate(values=values_of(credible=True, filed=False), live={"which": ["narrow", "broad"]})

    assert subjects(evaluation, node) == ["which"]


def test_readings_that_come_to_the_same_leave_no_question(evaluate: Evaluate) -> None:
    node = ruled(question("which", narrow=all_of(credible, filed), broad=all_of(filed, credible)))

    assert set(subjects(evaluate(live={"which": ["narrow", "broad"]}), node)) == {credible, filed}


def test_one_question_is_answered_alike_wherever_it_is_asked(evaluate: Evaluate) -> None:
    first = question("which", narrow=settled_yes, broad=settled_no)
    again = question("which", narrow=settled_no, broad=settled_yes)

    assert evaluate(live={"which": ["narrow", "broad"]}).reached(ruled(all_of(first, again))).truth is NO


# Completions


@pytest.mark.parametrize(
    ("body", "truth"),
    [
        (any_of(credible, Not(credible)), YES),
        (all_of(credible, Not(credible)), NO),
        (unless(credible, credible), NO),
        (any_of(track.is_("fast"), track.one_of("slow", "none")), YES),
        (all_of(track.is_("fast"), track.is_("slow")), NO),
        (any_of(stay.at_least(1), Not(stay.at_least(5))), YES),
        (all_of(stay.at_least(5), Not(stay.at_least(1))), NO),
        (any_of(risk.above(0.25), Not(risk.above(0.5))), YES),
        (any_of(arrival.on_or_after(dt.date(2020, 1, 1)), Not(arrival.on_or_after(dt.date(2021, 1, 1)))), YES),
        (all_of(ruled(credible), ruled(Not(credible))), NO),
    ],
)
def test_repeated_unknown_is_settled_where_every_completion_agrees(evaluate: Evaluate, body: Proposition, truth: Truth) -> None:
    root = ruled(body)
    reached = evaluate(root).reached(root)

    assert evaluate(root).reached(body).truth is OPEN
    assert (reached.truth, reached.by_completion, reached.bounded) == (truth, True, False)


def test_unknown_that_cancels_out_is_no_open_point(evaluate: Evaluate) -> None:
    root = ruled(any_of(all_of(credible, filed), all_of(Not(credible), filed)))

    assert subjects(evaluate(), root) == [filed]


def test_rule_whose_unknowns_come_through_it_alone_keeps_them_all_open(evaluate: Evaluate) -> None:
    inner = ruled(any_of(credible, filed), name="inner")
    root = ruled(any_of(all_of(inner, returned), all_of(inner, Not(returned))))

    assert set(subjects(evaluate(), root)) == {credible, filed}


def test_check_that_reaches_its_bound_leaves_the_rule_open_and_says_so(evaluate: Evaluate) -> None:
    root = ruled(any_of(all_of(credible, filed), Not(all_of(filed, credible))))

    bounded, full = evaluate(bound=3).reached(root), evaluate().reached(root)

    assert (bounded.truth, bounded.bounded) == (OPEN, True)
    assert set(subjects(evaluate(bound=3), root)) == {credible, filed}
    assert (full.truth, full.bounded) == (YES, False)


def test_only_what_kleene_leaves_open_is_checked(evaluate: Evaluate) -> None:
    root = ruled(any_of(filed, credible, Not(credible)))
    reached = evaluate(values=values_of(filed=True), bound=2).reached(root)

    assert (reached.truth, reached.by_completion, reached.bounded) == (YES, False, False)


@pytest.mark.parametrize(
    ("test", "truth"),
    [
        (track.one_of("fast", "slow", "none"), YES),
        (track.one_of(), NO),
        (risk.above(1.0), NO),
    ],
)
def test_test_that_every_value_meets_or_fails_is_settled(evaluate: Evaluate, test: Proposition, truth: Truth) -> None:
    root = ruled(test)

    assert evaluate(root).reached(root).truth is truth


def test_what_holds_of_exactly_one_harm_stays_open_while_one_may_be_the_one(evaluate: Evaluate) -> None:
    # Whether each harm is the one depends on the others too, so the rule is no unknown of its own for each harm.
    the_one = ruled(all_of(severe, some(feared, Not(severe))), name="the_one")
    root = ruled(all_of(some(feared, the_one), Not(at_least(2, feared, the_one))))
    lists = {feared: [0, 1]}

    assert evaluate(root, lists=lists, values={(severe, 0): True, (severe, 1): False}).reached(root).truth is YES
    assert evaluate(root, lists=lists, values={(severe, 0): True, (severe, 1): True}).reached(root).truth is NO
    assert evaluate(root, lists=lists).reached(root).truth is OPEN


def test_two_harms_cannot_each_be_the_only_severe_one(evaluate: Evaluate) -> None:
    the_only = ruled(all_of(severe, Not(at_least(2, feared, severe))), name="the_only")
    root = ruled(at_least(2, feared, the_only))

    assert evaluate(root, lists={feared: [0, 1]}).reached(root).truth is NO


# What is weighed


def test_what_is_weighed_never_changes_truth_or_open_points(evaluate: Evaluate) -> None:
    for weighs in ([], [filed], [ruled(filed)], [settled_no, ruled(Not(credible))]):
        root = ruled(credible, weighs)
        assert evaluate().reached(root).truth is OPEN
        assert subjects(evaluate(), root) == [credible]
        assert evaluate(values=values_of(credible=True)).reached(root).truth is YES


def test_rule_weighed_below_takes_no_open_point_away(evaluate: Evaluate) -> None:
    one, other = ruled(credible, name="one"), ruled(filed, name="other")
    both = ruled(all_of(one, other), name="both")
    weighing = ruled(all_of(both, both), [one], name="weighing")
    root = ruled(all_of(both, weighing), name="root")

    assert set(subjects(evaluate(root), root)) == {credible, filed}


def test_what_a_rule_below_weighs_takes_nothing_from_the_bound(evaluate: Evaluate) -> None:
    def root(weighs: Sequence[Proposition]) -> Rule:
        inner = ruled(credible, weighs, name="inner")
        return ruled(any_of(inner, Not(credible)), name="root")

    heavy = [any_of(all_of(filed, returned), all_of(Not(filed), track.is_("fast")))]

    assert evaluate(bound=4).reached(root([])).truth is YES
    assert evaluate(bound=4).reached(root(heavy)).truth is YES


# Thresholds, bits


def test_thresholds_are_every_bound_a_variable_is_compared_with() -> None:
    first = ruled(all_of(stay.at_least(5), risk.above(0.5), track.is_("fast")))
    second = ruled(credible, [stay.at_least(1), arrival.on_or_after(dt.date(2020, 1, 1))])

    found = {variable: set(bounds) for variable, bounds in thresholds(first, second).items()}

    assert found == {stay: {5, 1}, risk: {0.5}, arrival: {dt.date(2020, 1, 1)}}


def test_thresholds_include_those_of_readings_that_are_not_alive() -> None:
    assert thresholds(question("which", narrow=stay.at_least(5), broad=stay.at_least(1))) == {stay: [5, 1]}


@pytest.mark.parametrize(("mask", "places"), [(0, []), (1, [0]), (0b1010, [1, 3]), (1 << 100 | 1, [0, 100])])
def test_bits_are_the_places_that_are_set(mask: int, places: list[int]) -> None:
    assert list(bits(mask)) == places
