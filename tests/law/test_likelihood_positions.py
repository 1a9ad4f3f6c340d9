"""The decisions on likelihood that the survey of October 2026 names hold, in the data, what it says they hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.law.periods import forums
from article3.law.positions import governance
from article3.law.status import read_in

if TYPE_CHECKING:
    from article3.law.loading import Law

POSITIONS: tuple[tuple[str, str, set[tuple[str, str]]], ...] = (
    ("quijada-aguilar-v-lynch", "ca9", {("aggregation", "together")}),
    ("velasquez-samayoa-v-garland", "ca9", {("aggregation", "together")}),
    ("rodriguez-arias-v-whitaker", "ca4", {("aggregation", "together")}),
    ("kamara-v-attorney-general", "ca3", {("aggregation", "together"), ("standard_of_likelihood", "above_one_half")}),
    ("marqus-v-barr", "ca6", set()),  # what was read does not state the rule; Abdulahad does
    ("abdulahad-v-garland", "ca6", {("aggregation", "together")}),
    ("saleh-v-garland", "ca6", {("aggregation", "together")}),
    ("abdi-omar-v-barr", "ca8", {("aggregation", "together")}),
    ("lopez-sorto-v-garland", "ca4", {("aggregation", "together"), ("chain_of_events", "each_link")}),
    ("rodriguez-molinero-v-lynch", "ca7", {("standard_of_likelihood", "substantial_risk")}),
    ("matter-of-j-f-f", "ag", {("chain_of_events", "each_link")}),
    ("deng-v-garland", "ca8", {("chain_of_events", "each_link")}),
)
QUESTIONS = {"aggregation", "chain_of_events", "standard_of_likelihood", "weight_of_past_torture"}


@pytest.mark.parametrize(("identifier", "court", "expected"), POSITIONS, ids=[row[0] for row in POSITIONS])
def test_it_holds_what_the_survey_says(identifier: str, court: str, expected: set[tuple[str, str]], law: Law) -> None:
    authority = law.authorities[identifier]
    assert authority.court == court
    assert {(holding.question, holding.reading) for holding in authority.holdings if holding.question in QUESTIONS} == expected


def test_saleh_says_that_aggregation_is_no_arithmetic(law: Law) -> None:
    assert any("not for arithmetic" in holding.holds for holding in law.authorities["saleh-v-garland"].holdings)


def test_one_chance_in_ten_is_an_illustration_that_nobody_here_has_read(law: Law) -> None:
    said = next(holding for holding in law.authorities["ins-v-cardoza-fonseca"].holdings if "one-in-ten" in holding.holds.lower())
    assert law.authorities["ins-v-cardoza-fonseca"].verified(said).value == "unread"


DAY = dt.date(2026, 10, 2)
SILENT = "No decision of this circuit on the point is recorded"


def test_a_rule_that_the_circuit_construes_governs_as_construed_there(law: Law) -> None:
    """Velasquez-Samayoa confines Matter of J-F-F-; it does not answer the question itself."""
    assert governance(law, "chain_of_events", "ca9", DAY).why == (
        "Governed here by Matter of J-F-F- (Attorney General), as construed by the Court of Appeals for the Ninth Circuit in "
        "Velasquez-Samayoa v. Garland (confined to links within one theory). That court has not answered the whole question, as "
        "far as recorded."
    )
    before = governance(law, "chain_of_events", "ca9", dt.date(2022, 6, 23)).why
    assert before == f"Governed here by the Attorney General, as far as recorded. {SILENT}."
    assert governance(law, "chain_of_events", "ca1", DAY).why == before


def test_a_decision_of_the_circuit_that_settles_nothing_is_named(law: Law) -> None:
    assert governance(law, "chain_of_events", "ca7", DAY).why == (
        "Governed here by the Attorney General, as far as recorded. No decision of this circuit that settles the point is "
        "recorded; on it: C.N.T. v. Bondi (not precedent)."
    )


def test_no_circuit_is_called_silent_that_has_spoken(law: Law) -> None:
    checked = 0
    for question in law.questions:
        for forum in forums(law):
            found = governance(law, question, forum, DAY)
            if SILENT not in found.why:
                continue
            checked += 1
            governing = [position.authority.id for position in found.governing]
            assert not list(read_in(law, governing, question, forum, DAY)), (question, forum)
            own = [p.authority.id for p in found.positions if p.authority.court == forum and p.authority.decided.last <= DAY]
            assert not own, (question, forum)
    assert checked > 50
