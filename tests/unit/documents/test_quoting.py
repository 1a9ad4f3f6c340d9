"""Quoted passages are held against their exhibits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.documents.drafts.brief_material import material
from article3.documents.quoting import doubted
from article3.facts.case_file import parse_case
from article3.logic.forum import Forum
from briefs import drafted, words_of

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.law.loading import Law

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = dt.date(2026, 11, 23)
CASE = """article3: 1
proceeding: {country_of_removal: Egypt}
exhibits:
  - id: report
    title: A report
    kind: country_conditions
    file: report.txt
    highlight: ["Guards beat prisoners \\u2014 every day.", "Nothing is done."]
    adverse: ["A law  forbids it."]
"""


@pytest.fixture
def case(law: Law) -> Case:
    return parse_case(CASE, "case.yaml", law)


def test_words_that_the_exhibit_has_are_found_in_spite_of_lines_quotes_and_dashes(case: Case, tmp_path: Path) -> None:
    text = "It says: guards beat\nprisoners - every day. \u201cNothing is done.\u201d A law forbids it."
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    assert doubted(case, tmp_path) == ()


def test_words_that_it_does_not_have_are_told_with_their_place(case: Case, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Guards beat prisoners - every day. A law forbids it.", encoding="utf-8")
    [one] = doubted(case, tmp_path)
    assert (one.exhibit, one.key, one.number, one.is_read) == ("report", "highlight", 2, True)
    assert "exhibits: report: highlight, passage 2" in one.told()
    assert "copy them from it" in one.told()


def test_an_exhibit_that_cannot_be_read_is_said_to_be_not_compared(case: Case, tmp_path: Path) -> None:
    found = doubted(case, tmp_path)
    assert [one.is_read for one in found] == [False] * 3
    assert "could not be read here" in found[0].told()


def test_the_example_quotes_its_exhibits(law: Law) -> None:
    path = EXAMPLES / "jorge.yaml"
    found = doubted(parse_case(path.read_text(encoding="utf-8"), "jorge.yaml", law), EXAMPLES)
    assert [one.told() for one in found] == []


def test_what_is_not_known_to_stand_there_is_a_gap_and_no_quotation(case: Case, tmp_path: Path, law: Law) -> None:
    (tmp_path / "report.txt").write_text("Guards beat prisoners - every day.", encoding="utf-8")
    doubts = frozenset((one.exhibit, one.words) for one in doubted(case, tmp_path))
    made_of = material(case, Forum("ca9", TODAY), law, TODAY, doubted=doubts)
    text = words_of(drafted(made_of).body)
    assert "\u201cGuards beat prisoners \u2014 every day.\u201d" in text
    assert "[compare with the exhibit before it is quoted: Nothing is done.]" in text
    assert "\u201cNothing is done.\u201d" not in text
