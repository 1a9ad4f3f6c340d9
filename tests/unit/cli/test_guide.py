"""``article3 guide`` and ``article3 translations`` as they are typed."""

from __future__ import annotations

import csv
import functools
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.languages import catalog as catalogs
from article3.languages import upkeep

if TYPE_CHECKING:
    from pathlib import Path

RUN = CliRunner()


@pytest.mark.unmeasured
def test_the_guide_is_written_with_sheets_to_print(tmp_path: Path) -> None:
    out = tmp_path / "guide"
    answer = RUN.invoke(app, ["guide", str(out), "-l", "en", "-c", "9"])
    assert answer.exit_code == 0, answer.output
    assert "Wrote" in answer.output
    assert (out / "en" / "9" / "dates.html").is_file()
    assert (out / "print" / "en-9-evidence.pdf").read_bytes().startswith(b"%PDF")
    assert not (out / "ar").exists()
    again = RUN.invoke(app, ["guide", str(out), "-l", "en", "-c", "9", "--no-paper"])
    assert again.exit_code == 0, again.output
    assert not (out / "print").exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["-l", "fr"], "the guide speaks en"),
        (["-c", "thirteen"], "names no circuit"),
        (["--as-of", "1990-01-01"], "took effect on"),
    ],
)
def test_bad_input_is_named_and_nothing_written(tmp_path: Path, more: list[str], why: str) -> None:
    answer = RUN.invoke(app, ["guide", str(tmp_path / "guide"), *more])
    assert answer.exit_code == 2
    assert why in answer.output
    assert not (tmp_path / "guide").exists()


def test_a_directory_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    answer = RUN.invoke(app, ["guide", str(tmp_path), "-l", "en", "-c", "9", "--no-paper"])
    assert answer.exit_code == 2
    assert "nothing was written" in answer.output
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.unmeasured
def test_how_far_each_language_has_come_is_told_with_what_is_missing() -> None:
    answer = RUN.invoke(app, ["translations", "status"])
    told = json.loads(RUN.invoke(app, ["translations", "status", "-f", "json"]).output)
    assert [one["language"] for one in told] == ["es"] * 5 + ["ar"] * 5
    assert {one["domain"] for one in told} == {"guide", "check", "papers", "case", "workbench"}
    assert all(f"{one['shown']} of {one['texts']} texts" in answer.output for one in told)
    is_complete = not any(one["missing"] or one["stale"] or one["wrong"] for one in told)
    assert answer.exit_code == (0 if is_complete else 6)
    assert all(text in answer.output for one in told for text in one["missing"])


def test_a_table_goes_out_and_comes_back_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = catalogs.path_of("ar", "guide", tmp_path)
    copy.parent.mkdir()
    copy.write_bytes(catalogs.path_of("ar", "guide").read_bytes())
    table = tmp_path / "ar.csv"
    assert RUN.invoke(app, ["translations", "export", "ar", str(table)]).exit_code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 150
    assert {row["state"].split(" ")[0] for row in rows} <= {"machine-assisted", "missing"}
    said = {row["english"]: row["translation"] for row in rows}
    with table.open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, rows[0])
        written.writeheader()
        written.writerows({**row, "translation": row["english"]} for row in rows)
    refused = RUN.invoke(app, ["translations", "export", "ar", str(table)])
    assert refused.exit_code == 2
    elsewhere = functools.partial(upkeep.take_over, directory=tmp_path)  # the catalogs that ship stay as they are
    monkeypatch.setattr("article3.cli.translations.take_over", elsewhere)
    taken = RUN.invoke(app, ["translations", "import", "ar", str(table), "--by", "Ana Ejemplo"])
    assert taken.exit_code == 0, taken.output
    after = catalogs.catalog("ar", "guide", tmp_path).entries
    assert all(entry.signed for entry in after.values())
    assert {english: entry.says for english, entry in after.items()} == {english: english for english in said}


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = RUN.invoke(app, ["translations", "import", "ar", str(tmp_path / "none.csv"), "--by", "Ana"])
    assert answer.exit_code == 2
    assert "none.csv" in answer.output
