"""article3 draft brief and draft memo, as a user meets them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from typer.testing import CliRunner

from article3.cli import BAD_INPUT
from article3.cli.app import app

ROOT = Path(__file__).parents[3]
JORGE = str(ROOT / "examples" / "jorge.yaml")
ON = ("--today", "2026-11-23")


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["draft", *arguments], input=stdin, prog_name="article3")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.unmeasured
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


@pytest.mark.unmeasured
def test_a_memorandum_is_written(tmp_path: Path) -> None:
    place = tmp_path / "memo.docx"
    assert run("memo", JORGE, "-o", str(place), *ON)[0] == 0
    assert Document(str(place)).paragraphs[0].text.startswith("PRIVILEGED")
    place.write_bytes(b"old")
    assert run("memo", JORGE, "-o", str(place), "--force", *ON)[0] == 0
    assert place.read_bytes() != b"old"


PACKET = """{"title": "Exhibits", "ready": true, "built": %s, "draft": false, "pages": 20, "parts": [], "remarks": [],
"provenance": {"program": "1", "law": "1", "law_through": "2026-10-02", "as_of": "2026-11-23", "made_on": "2026-11-23"},
"entries": [{"kind": "cover", "letter": "", "title": "Cover page"},
{"kind": "exhibit", "letter": "A", "title": "The account", "pieces": [{"role": "document", "label": "A", "first": 2, "last": 4}]},
{"kind": "exhibit", "letter": "B", "title": "A report", "pieces": [{"role": "document", "label": "B", "first": 6, "last": 9, "marked": [7, 9]}]},
{"kind": "exhibit", "letter": "C", "title": "A complaint", "pieces": [{"role": "document", "label": "C", "first": 11, "last": 11},
{"role": "translation", "label": "C", "first": 12, "last": 12}]},
{"kind": "exhibit", "letter": "D", "title": "A letter", "pieces": [{"role": "document", "label": "D", "first": 14, "last": 19}]}]}"""
FILED = """article3: 1
forum: {circuit: 9}
exhibits:
  - {id: story, title: The account, kind: declaration}
  - {id: report, title: A report, kind: country_conditions}
  - {id: complaint, title: A complaint, kind: police_document}
  - {id: letter, title: A letter, kind: police_document}
feared_harms:
  - id: gang
    victim: {is: applicant, because: [story, report]}
    severe_physical: {is: yes, because: [complaint, letter]}
"""


def test_exhibits_are_cited_by_their_pages_in_the_packet(tmp_path: Path) -> None:
    case, packet = tmp_path / "case.yaml", tmp_path / "packet.json"
    case.write_text(FILED, encoding="utf-8")
    packet.write_text(PACKET % "true", encoding="utf-8")
    code, shown, told = run("brief", str(case), "--packet", str(packet), "--format", "json", *ON)
    assert (code, told) == (0, "")
    said = _said(json.loads(shown))
    assert "(Ex. A ¶ [number]; Ex. B at 7, 9)" in said, "declarations by paragraphs; a report where it is highlighted"
    assert "(Ex. C at 12; Ex. D at [page, of 14 to 19])" in said, "the translation's page; counsel chooses among several"


def test_a_brief_that_is_too_long_is_not_written_unless_that_is_wished(tmp_path: Path) -> None:
    case, place = tmp_path / "case.yaml", tmp_path / "brief.docx"
    told = "He was asked for names and beaten when he gave none. " * 40
    harms = "".join(f"  - {{id: harm-{number}, what: {told}}}\n" for number in range(30))
    case.write_text(f"article3: 1\nforum: {{circuit: 9}}\npast_harms:\n{harms}", encoding="utf-8")
    code, _, said = run("brief", str(case), "-o", str(place), *ON)
    assert code == BAD_INPUT
    assert re.search(r"would have \d+ pages, and at most 25 may be filed .*4\.19\(b\).*nothing was written.*--over-length", said)
    assert not place.exists()
    code, _, said = run("brief", str(case), "-o", str(place), "--over-length", *ON)
    assert (code, place.exists()) == (0, True)
    assert "more than may be filed without leave" in said


def test_adverse_passages_are_for_counsel_alone(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    passages = "highlight: [Guards beat prisoners.], adverse: [Torture has declined.]"
    exhibit = f"{{id: report, title: A report, kind: country_conditions, {passages}}}"
    case.write_text(f"article3: 1\nforum: {{circuit: 9}}\nexhibits:\n  - {exhibit}\n", encoding="utf-8")
    said = {kind: run(kind, str(case), "--format", "json", *ON)[1] for kind in ("brief", "memo")}
    assert "Guards beat prisoners." in said["brief"]
    assert "Torture has declined." not in said["brief"]
    assert "Torture has declined." in said["memo"]


def _said(found: object) -> str:
    """Everything that is said in a brief, gaps in brackets."""
    if isinstance(found, dict):
        if isinstance(words := found.get("text"), str):
            return f"[{words}]" if found.get("kind") == "gap" else words
        return "".join(map(_said, found.values()))
    return "".join(map(_said, found)) if isinstance(found, list) else ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (PACKET % "false", "was not built; build it again"),
        ((PACKET % "true").replace("A complaint", "Another complaint"), "has other exhibits than the case"),
        ("{}", "it is no report of a packet"),
        (None, "it cannot be read"),
    ],
    ids=["not built", "other exhibits", "no report", "no file"],
)
def test_a_packet_that_is_not_the_cases_is_refused(tmp_path: Path, content: str | None, why: str) -> None:
    case, packet = tmp_path / "case.yaml", tmp_path / "packet.json"
    case.write_text(FILED, encoding="utf-8")
    if content is not None:
        packet.write_text(content, encoding="utf-8")
    code, _, told = run("brief", str(case), "--packet", str(packet), "-o", str(tmp_path / "brief.docx"), *ON)
    assert code == 2
    assert why in told
    assert not (tmp_path / "brief.docx").exists()


@pytest.mark.parametrize("kind", ["brief", "memo"])
def test_the_content_as_json_obeys_its_schema(kind: str) -> None:
    code, shown, told = run(kind, JORGE, "--format", "json", "--circuit", "5", *ON)
    assert (code, told) == (0, "")
    found = json.loads(shown)
    assert found["origin"]["circuit"] == "ca5"
    schema = CliRunner().invoke(app, ["schema", kind]).stdout
    jsonschema.validate(found, json.loads(schema))


@pytest.mark.unmeasured
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
        ((JORGE, "-o", "x.docx", "--template", "none.docx"), "--template none.docx: it cannot be read"),
        (
            (JORGE, "-o", "x.docx", "--template", JORGE),
            "the template is no Word file that can be read; open it, and save it as .docx; nothing was written",
        ),
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
