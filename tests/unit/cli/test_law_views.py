"""The views of the law on the command line: matrix, due, status, names, book."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from article3.cli import BAD_INPUT, terminal
from article3.cli import book as book_command
from article3.cli.book import write_book
from article3.cli.due import due_law
from article3.cli.law import show_law
from article3.cli.matrix import show_matrix
from article3.law.matrix import matrix, question_table
from article3.law.periods import forums
from page_reader import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from article3.law.loading import Law

TODAY = dt.date(2026, 10, 2)
BEFORE = dt.date(1999, 1, 1)


def flat(words: str) -> str:
    return " ".join(words.split())


# law matrix


def test_the_matrix_fits_a_terminal_and_explains_its_letters(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_matrix(None, TODAY, "text") == 0
    shown = capsys.readouterr().out
    assert all(len(line) <= 100 for line in shown.splitlines())
    for question in law.questions.values():
        assert f"{question.id}: {flat(question.asks)}" in flat(shown)
        for reading in question.readings:
            assert f"{reading.id}: {flat(reading.says)}" in flat(shown)
    row = next(line for line in shown.splitlines() if line.startswith("awareness "))
    assert len(row.removeprefix("awareness").replace("OPEN", "O o").split()) == 2 * len(forums(law))


def test_the_matrix_in_json_is_whole(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_matrix(None, TODAY, "json") == 0
    found = json.loads(capsys.readouterr().out)
    expected = matrix(law, TODAY)
    assert [row["question"] for row in found["rows"]] == [row.question for row in expected.rows]
    for shown, row in zip(found["rows"], expected.rows, strict=True):
        assert [cell["live"] for cell in shown["cells"]] == [list(cell.live) for cell in row.cells]
        assert all(cell["why"] and cell["since"] for cell in shown["cells"])


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_one_question_is_told_alike_in_every_format(law: Law, style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_matrix("awareness", TODAY, style) == 0
    shown = capsys.readouterr().out
    plain = flat(shown).replace("\\", "") if style != "html" else Page(shown).text
    table = question_table(law, "awareness", TODAY)
    for taken in [*(taken for cell in table.row.cells for taken in cell.governing), *table.others]:
        assert flat(taken.cite) in plain
    for cell in table.row.cells:
        assert str(cell.since) in plain
    assert "OPEN" in plain


@pytest.mark.parametrize("question", [None, "awareness"])
def test_the_matrix_as_a_page_stands_alone(question: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_matrix(question, TODAY, "html") == 0
    shown = capsys.readouterr().out
    page = Page(shown)
    assert page.faults == []
    assert page.declared
    assert page.hrefs == ["#content"]
    assert page.of("link") == []
    assert "--paper" in shown


def test_the_matrix_in_markdown_is_a_table(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_matrix(None, TODAY, "markdown") == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(law.questions)
    assert {row.count("|") for row in rows} == {len(forums(law)) + 2}


@pytest.mark.parametrize(
    ("question", "day", "said"),
    [
        ("awarenes", TODAY, "did you mean 'awareness'"),
        ("nothing_like_it", TODAY, "law list questions"),
        (None, BEFORE, "took effect on 1999-03-22"),
    ],
)
def test_what_the_matrix_cannot_show_is_refused(
    question: str | None, day: dt.date, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_matrix(question, day, "text") == BAD_INPUT
    assert said in capsys.readouterr().err


def test_views_are_colored_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    show_matrix(None, TODAY, "text")
    assert "\x1b[33mOPEN\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    show_matrix(None, TODAY, "text")
    due_law(TODAY, 365, "text")
    assert "\x1b[" not in capsys.readouterr().out
    assert terminal.paint_for_stdout()("a", "good") == "a"


# law due


def test_what_is_due_is_listed_in_both_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert due_law(TODAY, 365, "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["older_than"] == 365
    assert due_law(TODAY, 365, "text") == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{len(found['due'])} statements to read")
    assert all(len(line) <= 80 for line in shown.splitlines() if " " in line.strip())
    for item in found["due"][:20]:
        assert flat(item["cite"]) in flat(shown)
        for settles in item["settles"]:
            assert f"Reading it settles {settles}" in flat(shown)


# law show


def test_the_status_of_an_authority_is_that_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    for day, state, words in (
        (dt.date(2020, 7, 13), "good", "Good on 2020-07-13"),
        (dt.date(2020, 7, 14), "ended", "No longer good"),
    ):
        assert show_law("matter-of-o-f-a-s-2019", None, day, "json") == 0
        status = json.loads(capsys.readouterr().out)["status"]
        assert (status["state"], status["as_of"]) == (state, day.isoformat())
        assert show_law("matter-of-o-f-a-s-2019", None, day, "text", point="official_capacity") == 0
        shown = flat(capsys.readouterr().out)
        assert f"Status on official_capacity: {words}" in shown
        assert "Its answer to official_capacity: rogue_excluded" in shown
        by = [(one["authority"], one["on"]) for one in status["by"]]
        assert by == ([] if state == "good" else [("matter-of-o-f-a-s-2020", "2020-07-14")])


def test_other_grounds_and_later_treatments_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    show_law("oxygene-v-lynch", None, TODAY, "text", point="awareness")
    shown = flat(capsys.readouterr().out)
    assert "Good on 2026-10-02, as far as recorded; abrogated on other grounds only." in shown
    assert "It is not recorded to answer awareness." in shown
    show_law("matter-of-s-v", None, dt.date(2001, 1, 1), "text")
    assert "rejected by Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003) (awareness) on 2003-06-18; after 2001-01-01" in flat(
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Zheng v. Ashcroft", "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)"),
        ("Zheng v. Gonzales", "it was decided as Zheng v. Ashcroft, 332 F.3d 1186"),
        ("Al-Safer v. INS", "it is Al-Saher v. INS, 268 F.3d 1143"),
        ("Garcia-Milan v. Holder", "it is Garcia-Milian v. Holder, 755 F.3d 1026"),
        ("matter of S-V-", "22 I&N Dec. 1306"),
    ],
)
def test_a_decision_is_shown_by_name(written: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_law(written, None, TODAY, "text") == 0
    assert said in flat(capsys.readouterr().out)
    assert show_law(written, None, TODAY, "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {"name", "authority", "status"} <= set(found)


def test_two_cases_of_one_name_are_both_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_law("Kone v. Holder", None, TODAY, "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["authority"]["id"] for one in found} == {"kone-v-holder-2d", "kone-v-holder-7th"}


@pytest.mark.parametrize(
    ("identifier", "point", "said"),
    [
        ("Nobody v. Holder", "whole", "nothing in the law has this id or name"),
        ("zheng-v-ashcroft", "jurisdiction", "--point jurisdiction: there is no such question of law"),
        ("zheng-v-ashcroft", "awarenes", "did you mean 'awareness'"),
    ],
)
def test_what_cannot_be_shown_is_refused(identifier: str, point: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_law(identifier, None, TODAY, "text", point=point) == BAD_INPUT
    assert said in capsys.readouterr().err


# law book


@pytest.mark.unmeasured
def test_a_book_is_written(law: Law, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "book"
    assert write_book(out, None, None, force=False) == 0
    pages = list(out.rglob("*.html"))
    assert f"Wrote {len(pages)} pages to {out}" in capsys.readouterr().err
    assert f"shown as of {law.maintained_through}" in (out / "index.html").read_text(encoding="utf-8")
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert write_book(out, None, None, force=False) == BAD_INPUT
    assert "mine.txt" in capsys.readouterr().err


def test_a_book_of_another_day_without_golden_cases_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases").mkdir()
    assert write_book(tmp_path / "book", dt.date(2002, 1, 1), tmp_path / "cases", force=False) == 0
    assert "No golden cases were found" in capsys.readouterr().err
    page = Page((tmp_path / "book" / "authorities" / "zheng-v-ashcroft.html").read_text(encoding="utf-8"))
    assert "Not yet decided on 2002-01-01." in page.text


@pytest.mark.parametrize(
    ("day", "cases", "said"), [(BEFORE, None, "took effect"), (None, "nowhere", "there is no such directory")]
)
def test_a_book_that_cannot_be_made_is_refused(
    day: dt.date | None, cases: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write_book(tmp_path / "book", day, tmp_path / cases if cases else None, force=False) == BAD_INPUT
    assert said in capsys.readouterr().err
    assert not (tmp_path / "book").exists()


def test_a_broken_golden_file_stops_the_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "torture.toml").write_text("= broken", encoding="utf-8")
    assert write_book(tmp_path / "book", None, tmp_path, force=False) == BAD_INPUT
    assert "torture.toml: " in capsys.readouterr().err


def _one_page(_shelf: object, told: Callable[[int, int], None] | None = None) -> dict[str, str]:
    """In place of the whole book, where only what becomes of it matters."""
    if told:
        told(1, 1)
    return {"index.html": "<p>All there is."}


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(book_command, "build", _one_page)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_book(tmp_path / "file" / "book", None, None, force=False) == BAD_INPUT
    assert "cannot be written" in capsys.readouterr().err


def test_on_a_terminal_a_bar_tells_how_far_the_book_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(book_command, "build", _one_page)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert write_book(tmp_path / "book", None, tmp_path, force=False) == 0
    assert "Wrote 1 pages" in capsys.readouterr().err
