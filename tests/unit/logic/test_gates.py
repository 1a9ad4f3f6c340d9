from __future__ import annotations

import datetime as dt

from article3.logic.gates import gates
from article3.logic.propositions import YesNo, all_of, any_of, cite, question, rule, some
from article3.logic.variables import Collection, Day, Entity, Number

harm = Entity("harm")
feared = Collection("feared", harm, "Which harms are feared?")
credible, filed = YesNo("credible", "?"), YesNo("filed", "?")
severe = YesNo("severe", "?", entity=harm)
stay = Number("stay", "?", unit="years")
arrival, filing = Day("arrival", "?"), Day("filing", "?")
by = cite("cfr-1208-18")


def test_rule_on_the_only_path_is_a_gate() -> None:
    inner = rule("inner", "", all_of(credible, filed), by=by)

    found = gates(any_of(inner, stay.at_least(5)))

    assert found[credible] == found[filed] == {inner}
    assert found[stay] == frozenset()


def test_path_around_a_rule_opens_it() -> None:
    inner = rule("inner", "", all_of(credible, filed), by=by)

    found = gates(any_of(inner, credible))

    assert found[credible] == frozenset()
    assert found[filed] == {inner}


def test_gates_stand_one_behind_the_other() -> None:
    inner = rule("inner", "", credible, by=by)
    left, right = rule("left", "", inner, by=by), rule("right", "", all_of(inner, filed), by=by)
    whole = rule("whole", "", any_of(left, right), by=by)

    found = gates(all_of(whole))

    assert found[credible] == {whole, inner}
    assert found[filed] == {whole, right}


def test_two_tests_of_one_variable_share_its_gates() -> None:
    inner, other = rule("inner", "", stay.at_least(5), by=by), rule("other", "", stay.at_least(1), by=by)

    assert gates(all_of(inner))[stay] == {inner}
    assert gates(all_of(inner, other))[stay] == frozenset()


def test_two_nodes_of_one_question_share_its_gates() -> None:
    first = rule("first", "", question("which", narrow=credible, broad=filed), by=by)
    second = rule("second", "", question("which", narrow=credible, broad=filed), by=by)

    assert gates(all_of(first))["which"] == {first}
    assert gates(all_of(first, second))["which"] == frozenset()


def test_quantifiers_and_comparisons_of_days_have_gates() -> None:
    quantified, compared = some(feared, severe), filing.within_years_of(arrival, 1)
    inner = rule("inner", "", all_of(quantified, compared), by=by)

    found = gates(all_of(inner, arrival.on_or_after(dt.date(2020, 1, 1))))

    assert found[quantified] == found[compared] == found[severe] == {inner}
    assert found[arrival] == frozenset()


def test_what_is_only_weighed_is_no_path() -> None:
    inner = rule("inner", "", credible, by=by)
    outer = rule("outer", "", inner, by=by, weighs=[credible, filed])

    found = gates(outer)

    assert found[credible] == {outer, inner}
    assert filed not in found
