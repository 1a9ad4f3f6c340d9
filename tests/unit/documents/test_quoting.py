"""Quoted passages are held against their exhibits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.documents.drafts.brief_material import material
from article3.documents.quoting import Doubt, Text, compared, doubted, pairs
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
    assert (one.exhibit, one.key, one.number, one.doubt) == ("report", "highlight", 2, Doubt.ABSENT)
    assert "exhibits: report: highlight, passage 2" in one.told()
    assert "copy them from it" in one.told()


def test_an_exhibit_that_cannot_be_read_is_said_to_be_not_compared(case: Case, tmp_path: Path) -> None:
    found = doubted(case, tmp_path)
    assert [one.doubt for one in found] == [Doubt.UNREAD] * 3
    assert "could not be read here" in found[0].told()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (Text("Guards beat prisoners.", is_whole=True), Doubt.ABSENT),
        (Text("Guards beat prisoners.", is_whole=False), Doubt.UNREAD),
        (Text("Guards bcat pris0ners.", is_whole=True, is_recognized=True), Doubt.RECOGNIZED),
        (Text(is_outside=True), Doubt.OUTSIDE),
    ],
)
def test_absent_is_said_only_of_a_text_that_was_read_as_a_whole(case: Case, text: Text, doubt: Doubt) -> None:
    found = compared(case, lambda _: text)
    assert [one.doubt for one in found] == [doubt] * 3
    assert ("were not compared" in found[0].told()) is (doubt in {Doubt.UNREAD, Doubt.RECOGNIZED})
    assert ("does not have these words" in found[0].told()) is (doubt is Doubt.ABSENT)


def test_words_that_a_machine_recognized_as_they_stand_are_found(case: Case) -> None:
    text = "Guards beat prisoners - every day. Nothing is done. A law forbids it."
    assert compared(case, lambda _: Text(text, is_whole=True, is_recognized=True)) == ()


def test_a_passage_does_not_run_on_from_one_file_to_another(law: Law) -> None:
    case = parse_case(
        CASE.replace("file: report.txt", "file: one.txt\n    language: Spanish\n    translation: {file: two.txt}"),
        "case.yaml",
        law,
    )
    words = {"one.txt": "Guards beat", "two.txt": "prisoners - every day. Nothing is done. A law forbids it."}
    assert [one.number for one in compared(case, lambda name: Text(words[name], is_whole=True))] == [1]


def test_a_file_outside_the_folder_is_not_opened(case: Case, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("Nothing is done. A law forbids it.", encoding="utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "report.txt").symlink_to(tmp_path / "elsewhere.txt")
    found = doubted(case, folder)
    assert [one.doubt for one in found] == [Doubt.OUTSIDE] * 3
    assert "copy it into that folder" in found[0].told()


def test_the_example_quotes_its_exhibits(law: Law) -> None:
    path = EXAMPLES / "jorge.yaml"
    found = doubted(parse_case(path.read_text(encoding="utf-8"), "jorge.yaml", law), EXAMPLES)
    assert [one.told() for one in found] == []


def test_what_is_not_known_to_stand_there_is_a_gap_and_no_quotation(case: Case, tmp_path: Path, law: Law) -> None:
    (tmp_path / "report.txt").write_text("Guards beat prisoners - every day.", encoding="utf-8")
    made_of = material(case, Forum("ca9", TODAY), law, TODAY, doubted=pairs(doubted(case, tmp_path)))
    text = words_of(drafted(made_of).body)
    assert "\u201cGuards beat prisoners \u2014 every day.\u201d" in text
    assert "[compare with Exhibit A before it is quoted: Nothing is done.]" in text
    assert "\u201cNothing is done.\u201d" not in text
