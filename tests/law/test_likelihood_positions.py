"""The decisions on likelihood that the survey of October 2026 names hold, in the data, what it says they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
