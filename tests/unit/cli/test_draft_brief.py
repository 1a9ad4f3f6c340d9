"""article3 draft brief and draft memo, as a user meets them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from typer.testing import CliRunner

from article3.cli.app import app

ROOT = Path(__file__).parents[3]
JORGE = str(ROOT / "examples" / "jorge.yaml")
ON = ("--today", "2026-11-23")


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["draft", *arguments], input=stdin, prog_name="article3")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_a_brief_is_written_and_checked(tmp_path: Path) -> None:
    place = tmp_path / "brief.docx"
    code, shown, told = run("brief", JORGE, "-o", str(place), *ON)
    assert (code, shown) == (0, "")
    assert "pages of body" in told
    assert "citations, no errors." in told
    assert "TABLE OF AUTHORITIES" in {paragraph.text for paragraph in Document(str(place)).paragraphs}
    before = place.read_bytes()
    code, _, told = run("brief", JORGE, "-o", str(place), *ON)
    assert code == 2
    assert "exists already; nothing was written" in told
    assert place.read_bytes() == before


def test_a_memorandum_is_written(tmp_path: Path) -> None:
    place = tmp_path / "memo.docx"
    assert run("memo", JORGE, "-o", str(place), *ON)[0] == 0
    assert Document(str(place)).paragraphs[0].text.startswith("PRIVILEGED")
    place.write_bytes(b"old")
    assert run("memo", JORGE, "-o", str(place), "--force", *ON)[0] == 0
    assert place.read_bytes() != b"old"


@pytest.mark.parametrize("kind", ["brief", "memo"])
def test_the_content_as_json_obeys_its_schema(kind: str) -> None:
    code, shown, told = run(kind, JORGE, "--format", "json", "--circuit", "5", *ON)
    assert (code, told) == (0, "")
    found = json.loads(shown)
    assert found["origin"]["circuit"] == "ca5"
    schema = CliRunner().invoke(app, ["schema", kind]).stdout
    jsonschema.validate(found, json.loads(schema))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((JORGE,), "a Word file is not written to standard output; name a file"),
        ((JORGE, "-o", "brief.pdf"), "--output brief.pdf: the draft is a Word file; give it the ending .docx"),
        ((JORGE, "-o", "."), "--output .: the draft is a Word file"),
        ((JORGE, "-o", JORGE, "--format", "json"), "this is the case, and the draft would be written over it"),
        (("no-such-file.yaml", "-o", "x.docx"), "no-such-file.yaml"),
        ((JORGE, "-o", "x.docx", "--circuit", "99"), "99"),
        ((JORGE, "-o", "no/such/folder/x.docx"), "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, told = run("brief", *arguments, *ON)
    assert code == 2
    assert says in " ".join(told.split())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    code, _, told = run("brief", JORGE, "-o", str(tmp_path / "x.docx"), *ON)
    assert code == 2
    assert "this is a directory; name a file" in " ".join(told.split())


def test_a_case_without_a_forum_is_refused() -> None:
    code, _, told = run("brief", "-", "--format", "json", *ON, stdin="article3: 1\n")
    assert code == 2
    assert "the circuit is not known" in " ".join(told.split())


def test_a_missing_library_is_told_by_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    code, _, told = run("brief", JORGE, "-o", str(tmp_path / "x.docx"), *ON)
    assert code == 2
    assert "pip install 'article3[documents]'" in " ".join(told.split())


def test_without_the_checker_it_says_that_nothing_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("article3.citations.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ["eyecite", *(name for name in sys.modules if name.startswith("eyecite."))]:
        monkeypatch.setitem(sys.modules, name, None)
    code, _, told = run("brief", JORGE, "-o", str(tmp_path / "x.docx"), *ON)
    assert code == 0
    assert "not checked" in told
