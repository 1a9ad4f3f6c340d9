"""Formulas in words, and what uses what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.book.formulas import Line, Target, facts_in, questions_in, rules_in, told
from article3.book.uses import chapters, uses
from article3.facts import harm
from article3.facts.proceeding import filing
from article3.facts.vocabulary import FACTS, full_id
from article3.logic.fold import nodes
from article3.logic.propositions import (
    Constant,
    Elapsed,
    Not,
    Proposition,
    Question,
    Rule,
    all_of,
    any_of,
    at_least,
    cite,
    question,
    rule,
    some,
    unless,
)
from article3.logic.truth import Truth
from article3.logic.variables import Day
from article3.rules.rulebase import QUESTIONS, ROOTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law


def lines(line: Line) -> Iterator[Line]:
    yield line
    for below in line.lines:
        yield from lines(below)


def test_every_kind_of_node_is_told_in_words() -> None:
    knows = harm.officials_know
    days = [fact.variable for fact in filing.facts.values() if isinstance(fact.variable, Day)]
    inner = rule("inner", "It is so.", knows, by=cite("cfr-1208-18"))
    cases: list[tuple[Proposition, str, list[str]]] = [
        (knows, knows.question, []),
        (harm.perpetrator.is_("official"), f"{harm.perpetrator.question} (official)", []),
        (harm.likelihood.above(0.5), f"{harm.likelihood.question} (more than 50%)", []),
        (all_of(knows, inner), "All of:", [knows.question, "It is so."]),
        (any_of(knows, inner), "At least one of:", [knows.question, "It is so."]),
        (Not(knows), "Not:", [knows.question]),
        (unless(inner, knows), "This, with an exception:", ["It is so.", "except where"]),
        (some(harm.feared_harms, knows), "Of the feared harms, at least one is such that", [knows.question]),
        (at_least(2, harm.feared_harms, knows), "Of the feared harms, at least 2 is such that", [knows.question]),
        (question("awareness", one=knows, other=inner), "It depends on a question of law:", ["If the reading is one:", "If the reading is other:"]),
        (Constant(Truth.NOT_ESTABLISHED, "The law says so."), "Never so: The law says so.", []),
        (Constant(Truth.ESTABLISHED, "The law says so."), "Always so: The law says so.", []),
    ]  # fmt: skip
    for node, words, below in cases:
        found = told(node)
        assert found.words == words
        assert [line.words for line in found.lines] == below
    if len(days) > 1:
        compared = told(Elapsed(days[0], days[1], 1))
        assert "within one year" in compared.words
        assert [line.words for line in compared.lines] == [days[0].question, days[1].question]


def test_a_kind_of_node_that_is_new_is_told_by_its_parts() -> None:
    class Both(Proposition, frozen=True, eq=False):
        parts: tuple[Proposition, ...]

        @property
        def children(self) -> tuple[Proposition, ...]:
            return self.parts

    found = told(Both((harm.officials_know, harm.officials_accept)))
    assert found.words == "Both:"
    assert [line.id for line in found.lines] == ["harm.officials_know", "harm.officials_accept"]


@pytest.mark.parametrize("identifier", RULES)
def test_a_formula_names_all_that_it_rests_on_and_nothing_else(identifier: str) -> None:
    body = RULES[identifier].body
    told_of = list(lines(told(body)))
    by_target = {target: {line.id for line in told_of if line.target is target} for target in Target}
    assert by_target[Target.RULE] == {found.id for found in rules_in(body)}
    assert by_target[Target.FACT] == {full_id(variable) for variable in facts_in(body)}
    assert by_target[Target.QUESTION] == {found.id for found in questions_in(body)}
    assert not any(line.words.rstrip(":") in {kind.__name__ for kind in Proposition.__subclasses__()} for line in told_of)
    for line in told_of:
        if line.target is Target.FACT:
            assert line.kind in {"fact", "assessment", "estimate"}


def test_uses_are_the_graph_turned_round(law: Law) -> None:
    found = uses(law)
    for outer in RULES.values():
        direct = {inner.id for part in outer.children for inner in rules_in(part)}
        assert direct == {inner for inner, users in found.rules.items() if outer.id in users}
    assert set(found.questions) == set(QUESTIONS)
    everywhere = {node for node in nodes(*ROOTS) if isinstance(node, (Rule, Question))}
    assert {node.id for node in everywhere if isinstance(node, Rule)} - {root.id for root in ROOTS} <= set(found.rules)
    tested = {
        full_id(variable)
        for variable in FACTS
        if any(variable in facts_in(part) for each in RULES.values() for part in each.children)
    }
    assert tested == set(found.facts)
    for citing in found.authorities.values():
        assert len(citing) == len(set(citing))


def test_every_rule_stands_in_one_chapter_and_the_chapter_has_a_title() -> None:
    found = chapters()
    assert sorted(identifier for chapter in found for identifier in chapter.rules) == sorted(RULES)
    assert {"acquiescence", "torture", "likelihood"} <= {chapter.id for chapter in found}
    by_rule = {identifier: chapter.id for chapter in found for identifier in chapter.rules}
    assert by_rule["awareness"] == "acquiescence"
    assert by_rule["torture"] == "torture"
    for chapter in found:
        assert chapter.title.strip()
        assert not chapter.title.endswith(".")
