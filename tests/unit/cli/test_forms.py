"""i589 check, i589 fill, i765 fill: from the command line to a file and a report, and what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.documents.forms.edition import editions
from article3.documents.forms.reading import read_form
from form_files import form_file

if TYPE_CHECKING:
    from click.testing import Result

BY_ID = {edition.id: edition for edition in editions()}
OLD, NEWEST, PERMIT = BY_ID["i-589-2019-04-09"], BY_ID["i-589-2026-07-28"], BY_ID["i-765-2025-08-21"]
TODAY = ("--today", "2026-11-23")
JORGE = str(Path(__file__).parents[3] / "examples/jorge.yaml")


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments, input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("forms")
    (found / "blank.pdf").write_bytes(form_file(NEWEST))
    (found / "old.pdf").write_bytes(form_file(OLD, words="Form I-589 \\(Rev. 04/09/19\\)"))
    (found / "permit.pdf").write_bytes(form_file(PERMIT))
    (found / "flat.pdf").write_bytes(b"%PDF-1.4 no")
    return found


def test_a_form_is_filled_read_back_and_checked(folder: Path, tmp_path: Path) -> None:
    out, case = tmp_path / "filled.pdf", tmp_path / "case.yaml"
    whole = Path(JORGE).read_text(encoding="utf-8")
    assert "    harmed_others: no\n" in whole
    case.write_text(whole.replace("    harmed_others: no\n", ""), encoding="utf-8")
    result = run("i589", "fill", str(case), "--form", str(folder / "blank.pdf"), "-o", str(out), *TODAY)
    assert (result.exit_code, "Left blank:" in result.output, "account.harmed_others" in result.output) == (0, True, True)
    assert read_form(out.read_bytes(), "x").text("family_name") == "Ejemplo"
    told = run("i589", "check", str(out), "--case", str(case), *TODAY)
    assert run("i589", "check", str(out), str(case), *TODAY).output == told.output, "the case may stand last"
    assert told.exit_code == 6
    assert "Part C, 3: Neither yes nor no is ticked" in told.output
    assert "Top of page 1" not in told.output  # the boxes are in order
    assert run("i589", "check", str(out), "--fail-on", "never", *TODAY).exit_code == 0


def test_a_report_in_json_follows_its_schema(folder: Path, tmp_path: Path) -> None:
    named = [str(folder / "blank.pdf"), str(folder / "old.pdf")]
    report = json.loads(run("i589", "check", *named, "--format", "json", *TODAY).stdout)
    jsonschema.validate(report, json.loads(run("schema", "i589-check").stdout))
    assert [form["edition"] for form in report["forms"]] == ["07/28/26", "04/09/19"]
    assert (report["circuit"], report["severity"]) == ("agency", "error")
    out = str(tmp_path / "permit.pdf")
    filled = run(
        "i765", "fill", JORGE, "--form", str(folder / "permit.pdf"), "--category", "c18", "-o", out, "--format", "json", *TODAY
    )
    told = json.loads(filled.stdout)
    jsonschema.validate(told, json.loads(run("schema", "form-filled").stdout))
    assert told["by"][0]["cite"] == "8 CFR 274a.12(c)(18)"
    assert "law as of 2026-11-23" in told["made"]


def test_a_page_is_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert run("i589", "check", str(folder / "blank.pdf"), "-f", "html", "-o", str(out), "-c", "5", *TODAY).exit_code == 6
    assert "<h1>Forms checked</h1>" in out.read_text()


def test_one_form_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    result = run("i589", "check", str(folder / "flat.pdf"), str(folder / "blank.pdf"), *TODAY)
    assert (result.exit_code, "no readable PDF" in result.output, "blank.pdf: Form I-589 checked" in result.output) == (
        2,
        True,
        True,
    )
    assert run("i589", "check", str(folder / "flat.pdf"), *TODAY).exit_code == 2


def test_a_form_comes_from_standard_input_and_goes_to_standard_output(folder: Path) -> None:
    blank = (folder / "blank.pdf").read_bytes()
    assert "standard input: Form I-589 checked" in run("i589", "check", "-", *TODAY, stdin=blank).output
    filled = run("i589", "fill", JORGE, "--form", str(folder / "blank.pdf"), "-o", "-", *TODAY)
    assert read_form(filled.stdout_bytes, "x").text("given_name") == "Jorge"


def test_a_form_that_was_begun_is_completed(tmp_path: Path) -> None:
    begun = tmp_path / "begun.pdf"
    begun.write_bytes(form_file(NEWEST, texts={"middle_name": "Luis"}))
    result = run("i589", "fill", JORGE, "--form", str(begun), "-o", str(tmp_path / "out.pdf"), *TODAY)
    assert "was not blank" in result.output
    assert read_form((tmp_path / "out.pdf").read_bytes(), "x").text("middle_name") == "Luis"


def refusals(folder: Path, tmp_path: Path) -> list[tuple[list[str], str]]:
    blank, out = str(folder / "blank.pdf"), str(tmp_path / "out.pdf")
    (tmp_path / "there.pdf").write_bytes(b"kept")
    fill = ["i589", "fill", JORGE]
    return [
        ([*fill, "--form", blank, "-o", blank, "--force"], "is read, not written"),
        ([*fill, "--form", blank, "-o", str(tmp_path)], "is a directory"),
        (["i589", "fill", "-", "--form", "-", "-o", out], "cannot be both the form and the case"),
        ([*fill, "--form", blank, "-o", str(tmp_path / "there.pdf")], "it exists already"),
        ([*fill, "--form", blank, "-o", str(tmp_path / "no" / "out.pdf")], "cannot be written"),
        ([*fill, "--form", str(folder / "permit.pdf"), "-o", out], "this is Form I-765"),
        ([*fill, "--form", str(folder / "old.pdf"), "-o", out], "expired on 2019-05-31"),
        ([*fill, "--form", str(folder / "none.pdf"), "-o", out], "there is no such file"),
        (["i589", "fill", str(folder / "none.yaml"), "--form", blank, "-o", out], "there is no such file"),
        (["i589", "check", blank, blank], "is named twice"),
        (["i589", "check", "-", "--case", "-"], "cannot be both the form and the case"),
        (["i589", "check", blank, "-o", blank], "is read, not written"),
        (["i589", "check", blank, "-o", str(tmp_path / "there.pdf")], "is no report by its name"),
        (["i589", "check", str(folder)], "is a directory"),
        (["i589", "check", blank, "--as-of", "1990-01-01"], "took effect"),
        (["i589", "check", blank, "--circuit", "12"], "there is no such circuit"),
        (["i589", "check", blank, "--case", str(folder / "none.yaml")], "there is no such file"),
    ]


def test_what_cannot_be_done_is_refused_with_a_reason_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    for arguments, told in refusals(folder, tmp_path):
        result = run(*arguments)
        assert (result.exit_code, told in result.output) == (2, True), (arguments, result.output)
    assert (tmp_path / "there.pdf").read_bytes() == b"kept"
    assert not (tmp_path / "out.pdf").exists()


def test_force_replaces_a_result(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    assert run("i589", "fill", JORGE, "--form", str(folder / "blank.pdf"), "-o", str(out), "--force", *TODAY).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("command", ["check", "fill"])
def test_an_extra_that_is_missing_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    for name in [name for name in sys.modules if name.startswith("article3.documents.forms")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    blank = str(folder / "blank.pdf")
    rest = [blank] if command == "check" else [JORGE, "--form", blank, "-o", str(tmp_path / "x.pdf")]
    result = run("i589", command, *rest)
    assert (result.exit_code, "pip install 'article3[documents]'" in result.output) == (2, True)
