from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from article3.logic.fold import rules
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Citation,
    Condition,
    Constant,
    Elapsed,
    Not,
    OneOf,
    Proposition,
    ScopeError,
    Unless,
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
from article3.logic.variables import Choice, Collection, Day, Entity, Estimate, Number

if TYPE_CHECKING:
    from collections.abc import Callable

harm, conviction = Entity("harm"), Entity("conviction")
feared = Collection("feared", harm, "Which harms are feared?")
suffered = Collection("suffered", harm, "Which harms were suffered?")
convictions = Collection("convictions", conviction, "Which convictions are there?")
credible, filed = YesNo("credible", "Is the testimony credible?"), YesNo("filed", "Was it filed?")
severe = YesNo("severe", "Is the pain severe?", entity=harm)
grave = YesNo("grave", "Is the crime grave?", entity=conviction)
track = Choice("track", "Which track?", options=("fast", "slow", "none"))
stay = Number("stay", "How long a stay?", unit="years")
risk = Estimate("risk", "How likely?")
arrival, filing = Day("arrival", "When did they arrive?"), Day("filing", "When did they file?")
by = cite("cfr-1208-18", "(a)(1)")

OF_EVERY_KIND: dict[str, Proposition] = {
    "yes or no": credible,
    "choice": track.is_("fast"),
    "number": stay.at_least(1),
    "day": arrival.on_or_after(dt.date(2020, 1, 1)),
    "estimate": risk.above(0.5),
    "days": filing.within_years_of(arrival, 1),
    "constant": Constant(Truth.ESTABLISHED, "the statute"),
    "all": all_of(credible, filed),
    "any": any_of(credible, filed),
    "not": Not(credible),
    "unless": unless(credible, filed),
    "some": some(feared, severe),
    "rule": rule("credibility", "They are believed.", credible, by=by),
    "question": question("which", narrow=credible, broad=filed),
}


@pytest.mark.parametrize("kind", OF_EVERY_KIND)
def test_no_proposition_has_a_truth_value_in_python(kind: str) -> None:
    with pytest.raises(TypeError, match="all_of, any_of or unless"):
        bool(OF_EVERY_KIND[kind])


def test_and_or_not_of_python_are_refused() -> None:
    slips: list[Callable[[Any], object]] = [lambda node: node and filed, lambda node: node or filed, lambda node: not node]
    for slip in slips:
        with pytest.raises(TypeError, match="not true or false by itself"):
            slip(credible)


def test_operators_build_the_same_nodes_as_the_words() -> None:
    assert isinstance(credible & filed, AllOf)
    assert (credible & filed).parts == (credible, filed)
    assert isinstance(credible | filed, AnyOf)
    assert (credible | filed).parts == (credible, filed)
    assert isinstance(~credible, Not)
    assert (~credible).part is credible


def test_equality_is_identity() -> None:
    alike = [all_of(credible, filed), all_of(credible, filed)]

    assert (alike[0] == alike[1]) is False
    assert (alike[0] == alike[0]) is True
    assert len(set(alike)) == 2
    assert (track.is_("fast") == track.is_("fast")) is False
    assert (YesNo("credible", "?") == YesNo("credible", "?")) is False


@pytest.mark.parametrize("kind", OF_EVERY_KIND)
def test_propositions_cannot_be_changed(kind: str) -> None:
    with pytest.raises(AttributeError):
        OF_EVERY_KIND[kind].body = credible  # type: ignore[attr-defined]


@pytest.mark.parametrize("connective", [AllOf, AnyOf])
def test_connective_of_nothing_is_refused(connective: type[AllOf | AnyOf]) -> None:
    with pytest.raises(ValueError, match="at least one part"):
        connective(())


def test_option_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="track has no option medium, quick"):
        track.one_of("quick", "fast", "medium")


def test_unless_keeps_the_exception_as_a_node() -> None:
    node = unless(credible, filed)

    assert isinstance(node, Unless)
    assert (node.general, node.exception) == (credible, filed)
    assert tuple(node.children) == (credible, filed)


def test_only_options_named_are_tested() -> None:
    node = track.one_of("fast", "slow")

    assert isinstance(node, OneOf)
    assert [node.holds(option) for option in track.options] == [Truth.ESTABLISHED, Truth.ESTABLISHED, Truth.NOT_ESTABLISHED]


# Scope


@pytest.mark.parametrize(
    ("node", "entity"),
    [
        (credible, None),
        (severe, harm),
        (Choice("actor", "?", entity=harm, options=("a", "b")).is_("a"), harm),
        (all_of(credible, severe), harm),
        (any_of(severe, credible), harm),
        (unless(credible, severe), harm),
        (Not(severe), harm),
        (rule("r", "", severe, by=by), harm),
        (rule("r", "", severe, by=by, weighs=[credible]), harm),
        (question("q", one=credible, other=severe), harm),
        (some(feared, severe), None),
        (every(feared, severe), None),
        (all_of(severe, some(convictions, grave)), harm),
        (Constant(Truth.NOT_ESTABLISHED, "the statute"), None),
        (filing.within_years_of(arrival, 1), None),
    ],
)
def test_proposition_speaks_of_the_entity_its_parts_speak_of(node: Proposition, entity: Entity | None) -> None:
    assert node.entity is entity


def test_no_proposition_speaks_of_two_entities() -> None:
    message = "each harm and each conviction"
    with pytest.raises(ScopeError, match=message):
        all_of(credible, severe, grave)
    with pytest.raises(ScopeError, match=message):
        any_of(severe, grave)
    with pytest.raises(ScopeError, match=message):
        unless(severe, Not(grave))
    with pytest.raises(ScopeError, match=message):
        question("q", one=severe, other=grave)
    with pytest.raises(ScopeError, match=message):
        rule("r", "", severe, by=by, weighs=[grave])


def test_quantifier_over_other_entities_than_its_body_speaks_of_is_refused() -> None:
    for quantified in (lambda: some(convictions, severe), lambda: every(feared, grave), lambda: at_least(2, convictions, severe)):
        with pytest.raises(ScopeError):
            quantified()


def test_one_rule_serves_both_collections_of_an_entity() -> None:
    severity = rule("severity", "The pain is severe.", severe, by=by)

    assert all_of(some(feared, severity), some(suffered, severity)).entity is None


def test_quantifier_may_speak_of_the_whole_case() -> None:
    assert some(feared, credible).entity is None


def test_comparison_of_days_of_an_entity_speaks_of_that_entity_or_is_refused() -> None:
    began, ended = Day("began", "?", entity=harm), Day("ended", "?", entity=harm)
    try:
        node = ended.within_years_of(began, 1)
    except ScopeError:
        return
    assert node.entity is harm


# Rules


def test_rule_takes_one_authority_or_several() -> None:
    assert rule("r", "", credible, by=cite("a", "1")).by == (Citation("a", "1"),)
    assert rule("r", "", credible, by=(cite("a"), cite("b"))).by == (Citation("a", ""), Citation("b", ""))


@pytest.mark.parametrize("kind", OF_EVERY_KIND)
def test_rule_takes_every_kind_of_proposition_as_body_and_as_weight(kind: str) -> None:
    made = rule("r", "It holds.", OF_EVERY_KIND[kind], by=by, weighs=[OF_EVERY_KIND[kind], credible])

    assert made.body is OF_EVERY_KIND[kind]
    assert made.weighs == (OF_EVERY_KIND[kind], credible)
    assert made.entity is None


def test_rule_may_stand_in_a_rule_and_be_shared() -> None:
    inner = rule("inner", "", credible, by=by)
    outer = rule("outer", "", any_of(inner, all_of(inner, filed)), by=by, weighs=[inner])

    assert [found.id for found in rules(outer)] == ["inner", "outer"]


def test_what_is_weighed_is_a_child_but_not_part_of_the_formula() -> None:
    made = rule("r", "", credible, by=by, weighs=[filed])

    assert tuple(made.children) == (credible, filed)
    assert tuple(made.formula) == (credible,)


# Days


@pytest.mark.parametrize(
    ("later", "earlier", "years", "within"),
    [
        (dt.date(2021, 3, 9), dt.date(2020, 3, 9), 1, True),
        (dt.date(2021, 3, 10), dt.date(2020, 3, 9), 1, False),
        (dt.date(2020, 3, 9), dt.date(2020, 3, 9), 0, True),
        (dt.date(2020, 3, 10), dt.date(2020, 3, 9), 0, False),
        (dt.date(2019, 1, 1), dt.date(2020, 3, 9), 1, True),
        (dt.date(2021, 2, 28), dt.date(2020, 2, 29), 1, True),
        (dt.date(2021, 3, 1), dt.date(2020, 2, 29), 1, False),
        (dt.date(2021, 3, 2), dt.date(2020, 2, 29), 1, False),
        (dt.date(2024, 2, 29), dt.date(2020, 2, 29), 4, True),
        (dt.date(2024, 3, 1), dt.date(2020, 2, 29), 4, False),
        (dt.date(2024, 2, 29), dt.date(2023, 2, 28), 1, False),
        (dt.date(2025, 1, 1), dt.date(2023, 12, 31), 1, False),
    ],
)
def test_day_is_within_so_many_years_up_to_and_on_the_anniversary(
    later: dt.date, earlier: dt.date, years: int, *, within: bool
) -> None:
    expected = Truth.ESTABLISHED if within else Truth.NOT_ESTABLISHED

    assert Elapsed(filing, arrival, years).holds(later, earlier) is expected


@pytest.mark.parametrize(("later", "within"), [("2025-07-15", True), ("2025-07-16", False), ("2024-01-01", True)])
def test_months_are_calendar_months(later: str, *, within: bool) -> None:
    expected = Truth.ESTABLISHED if within else Truth.NOT_ESTABLISHED

    assert filing.within_months_of(arrival, 6).holds(dt.date.fromisoformat(later), dt.date(2025, 1, 15)) is expected


def test_a_kind_of_node_that_says_nothing_of_itself_is_an_error_of_ours() -> None:
    with pytest.raises(NotImplementedError, match="Proposition"):
        Proposition().fold(None, lambda *_: None, None)  # type: ignore[arg-type]
    with pytest.raises(NotImplementedError, match="Condition"):
        Condition(Number("years", "How many years?", None, "years")).holds(1.0)
