"""cite-check, from a file to a report: every format in, every format out, and what cannot be answered."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from docx import Document as WordFile
from typer.testing import CliRunner

from article3.cli.app import app
from page_reader import Page
from pdf_files import closed, pdf_file
from stand_in import cluster, running
from word_files import call, paragraph, word_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

    from stand_in import StandIn

ROOT = Path(__file__).parents[3]
AS_OF = ("--as-of", "2026-10-02", "--circuit", "9")
WRONG = "Kamalthas v. INS, 268 F.3d 1143 (9th Cir. 2001)"
RIGHT = "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)"
PRIVATE = "Fulano de Tal fears his cousin"
TEXT = f"{PRIVATE}. The court so held in {WRONG}.\n\nSee {RIGHT}; 8 CFR 1208.18(a)(7); Ex. C at 41.\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["cite-check", *arguments], input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One text in every format."""
    made = tmp_path_factory.mktemp("texts")
    one, other = TEXT.strip().split("\n\n")
    (made / "brief.txt").write_text(TEXT, encoding="utf-8")
    (made / "brief.md").write_text(f"# Argument\n\n{TEXT}", encoding="utf-8")
    (made / "brief.docx").write_bytes(word_file([paragraph(one, call(1))], cells=["x", "y"], notes=[other]))
    (made / "brief.pdf").write_bytes(pdf_file([[PRIVATE + ". The court so held in", f"{WRONG}."], other.split("; ")]))
    (made / "good.txt").write_text(f"See {RIGHT}.\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    done = run(str(folder / "brief.txt"), *AS_OF, "--format", "json")
    assert done.exit_code == 6, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_json_obeys_its_published_schema(found: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "cite-check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)


def test_the_json_tells_each_citation_with_its_place_and_line(found: dict[str, Any]) -> None:
    (document,) = found["documents"]
    written = [one["found"]["citation"]["written"] for one in document["citations"]]
    assert any(WRONG in one for one in written)
    assert any("Ex. C at 41" in one for one in written)
    first = document["citations"][0]
    assert first["where"] == "line 1, column 54"
    assert (first["line"], first["column"]) == (1, 54)
    assert first["before"].endswith("The court so held in ")
    kinds = {remark["kind"]: remark for remark in first["found"]["remarks"]}
    assert kinds["name_differs"]["severity"] == "error"
    assert "Al-Saher v. INS" in kinds["name_differs"]["says"]
    assert document["authorities"][kinds["name_differs"]["authority"]].startswith("Al-Saher v. INS")
    assert found["severity"] == document["severity"] == "error"
    assert document["online"] is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("brief.txt", "line 1, column 54"),
        ("brief.md", "line 3, column 54"),
        ("brief.docx", "paragraph 1"),
        ("brief.pdf", "page 1"),
    ],
)
def test_every_format_is_read_and_the_place_told(folder: Path, name: str, place: str) -> None:
    done = run(str(folder / name), *AS_OF)
    assert done.exit_code == 6, done.output
    words = " ".join(done.stdout.split())
    assert f"{name}: citations checked As of 2026-10-02" in words
    assert place in words
    assert "ERROR: " in words
    assert "Al-Saher v. INS" in words
    assert "1 cite of the record, which only you can check" in words
    assert not done.stderr


def test_standard_input_is_read(folder: Path) -> None:
    done = run("-", *AS_OF, stdin=TEXT)
    assert done.exit_code == 6
    assert "standard input: citations checked" in done.stdout
    done = run("-", *AS_OF, stdin=(folder / "brief.docx").read_bytes())
    assert "paragraph 1" in done.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("error", 6), ("warning", 6), ("note", 6), ("never", 0)])
def test_the_exit_code_tells_how_bad_it_is(folder: Path, fail_on: str, code: int) -> None:
    assert run(str(folder / "brief.txt"), *AS_OF, "--fail-on", fail_on).exit_code == code


def test_a_text_with_nothing_to_mend_passes(folder: Path) -> None:
    done = run(str(folder / "good.txt"), *AS_OF)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 citation: 0 with errors" in done.stdout


def test_the_page_and_the_record_are_written(folder: Path, tmp_path: Path) -> None:
    page, record = tmp_path / "report.html", tmp_path / "record.html"
    done = run(
        str(folder / "brief.docx"), str(folder / "good.txt"), *AS_OF, "-f", "html", "-o", str(page), "--record", str(record)
    )
    assert (done.exit_code, done.stdout) == (6, "")
    assert f"Wrote {record}." in done.stderr
    for made in (page, record):
        read = Page(made.read_text(encoding="utf-8"))
        assert read.faults == []
        assert WRONG in read.text
        assert made.stat().st_mode & 0o777 == 0o600
    assert "Read by" in record.read_text(encoding="utf-8")
    assert PRIVATE not in record.read_text(encoding="utf-8")


def test_the_copy_with_comments_is_written_and_the_input_is_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = (folder / "brief.docx").read_bytes()
    copy = tmp_path / "copy.docx"
    done = run(str(folder / "brief.docx"), *AS_OF, "--annotate", str(copy))
    assert done.exit_code == 6
    assert (folder / "brief.docx").read_bytes() == before
    comments = [comment.text for comment in WordFile(io.BytesIO(copy.read_bytes())).comments]
    assert comments[0].startswith("Citations checked by article3")
    assert any(text.startswith("ERROR: ") and "Al-Saher v. INS" in text for text in comments[1:])


def test_a_file_that_cannot_be_read_does_not_keep_others_from_being_told(folder: Path) -> None:
    done = run(str(folder / "gone.docx"), str(folder / "good.txt"), *AS_OF)
    assert done.exit_code == 2
    assert done.stderr == f"article3: {folder / 'gone.docx'}: there is no such file; check the path\n"
    assert "good.txt: citations checked" in done.stdout


def bad(name: str) -> bytes:
    return {
        "empty.docx": b"",
        "garbage.docx": bytes(range(256)) * 8,
        "garbage.pdf": bytes(range(256)) * 8,
        "cut.pdf": pdf_file([["See it."]])[:200],
        "closed.pdf": closed(pdf_file([["See it."]])),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "latin.txt": "Garc\xeda fears".encode("latin-1"),
        "garbage.txt": bytes(range(256)) * 8,
        "wide.txt": "See it. He fears.".encode("utf-16-le"),
        "text.odt": b"PK\x03\x04" + bytes(60),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "empty.docx",
        "garbage.docx",
        "garbage.pdf",
        "cut.pdf",
        "closed.pdf",
        "old.doc",
        "latin.txt",
        "garbage.txt",
        "wide.txt",
        "text.odt",
    ],
)
@pytest.mark.parametrize("style", ["text", "json"])
def test_what_cannot_be_read_is_refused_with_a_remedy(name: str, style: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(bad(name))
    done = run(str(file), *AS_OF, "-f", style)
    assert (done.exit_code, done.stdout) == (2, "")
    error = json.loads(done.stderr)["error"] if style == "json" else {}
    said = f"{error['file']} {error['found']}; {error['remedy']}" if style == "json" else done.stderr
    assert name in said
    assert "; " in said
    assert "Traceback" not in said
    assert "fears" not in said


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_a_text_without_words_is_no_text_without_faults(text: str) -> None:
    done = run("-", *AS_OF, stdin=text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no text could be read in it" in done.stderr


def test_a_text_without_citations_says_so() -> None:
    done = run("-", *AS_OF, stdin="Nothing is cited here.\n")
    assert done.exit_code == 0
    assert "Warning: No citation was found" in done.stdout


def test_a_file_of_pictures_is_refused_and_one_picture_is_warned_about(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf_file([[], []]))
    done = run(str(file), *AS_OF)
    assert done.exit_code == 2
    assert "scan.pdf: no text could be read in it (pages 1-2 have no text" in done.stderr
    file.write_bytes(pdf_file([[f"See {RIGHT}."], []]))
    done = run(str(file), *AS_OF)
    assert done.exit_code == 0
    assert "Warning: page 2 has no text" in " ".join(done.stdout.split())
    assert run(str(file), *AS_OF, "--fail-on", "warning").exit_code == 6


def test_a_directory_is_refused(tmp_path: Path) -> None:
    done = run(str(tmp_path), *AS_OF)
    assert done.exit_code == 2
    assert "this is a directory" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as-of", "1990-01-01"), "took effect on"),
        (("--circuit", "14"), "there is no such circuit"),
        (("--court", "Atlantis"), "--court Atlantis"),
        (("--annotate", "copy.docx"), "only a .docx can be annotated"),
    ],
)
def test_usage_that_cannot_be_answered_is_refused_before_anything_is_read(
    folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = run(str(folder / "brief.txt"), *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_a_day_that_is_none_is_bad_usage(folder: Path) -> None:
    done = run(str(folder / "brief.txt"), "--as-of", "2026-02-30")
    assert done.exit_code == 2


@pytest.mark.parametrize("option", ["--output", "--record", "--annotate"])
@pytest.mark.parametrize("way", ["same", "symlink", "hard link"])
def test_an_input_is_never_written_over(folder: Path, tmp_path: Path, option: str, way: str) -> None:
    file, place = tmp_path / "brief.docx", tmp_path / "other.docx"
    file.write_bytes((folder / "brief.docx").read_bytes())
    before = file.read_bytes()
    if way == "same":
        place = file
    elif way == "symlink":
        place.symlink_to(file)
    else:
        os.link(file, place)
    done = run(str(file), *AS_OF, option, str(place))
    assert done.exit_code == 2
    assert "this is a file to be checked" in done.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--output", "a.html", "--record", "a.html"), "--output goes there"),
        (("--record", "."), "this is a directory"),
        (("--annotate", "copy.txt"), "give it the ending .docx"),
        (("--annotate", "-"), "name a file"),
        (("--record", "-"), "name a file"),
        (("--output", "no/such/place.html"), "cannot be written"),
        (("--annotate", "no/such/place.docx"), "cannot be written"),
    ],
)
def test_places_that_cannot_be_written_are_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(str(folder / "brief.docx"), *AS_OF, *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_to_annotate_are_refused(folder: Path) -> None:
    assert "takes one file" in run(str(folder / "brief.docx"), str(folder / "good.txt"), "--annotate", "copy.docx").stderr


def test_a_file_named_in_several_ways_is_checked_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (tmp_path / "link.txt").symlink_to(folder / "good.txt")
    done = run("good.txt", "./good.txt", str(tmp_path / "link.txt"), "good.txt", *AS_OF, "-f", "json")
    assert done.exit_code == 0
    assert [one["document"] for one in json.loads(done.stdout)["documents"]] == ["good.txt"]
    assert done.stderr.splitlines()[0] == "./good.txt is the same file as good.txt; it is checked once."
    assert len(done.stderr.splitlines()) == 3
    copy = tmp_path / "copy.docx"
    assert run("brief.docx", "./brief.docx", *AS_OF, "--annotate", str(copy)).exit_code == 6
    assert copy.exists()


@pytest.mark.parametrize("second", ["no/such/record.html", "good.txt/record.html"])
@pytest.mark.parametrize("option", ["--record", "--output"])
def test_one_place_that_cannot_be_written_keeps_all_from_being_written(
    folder: Path, tmp_path: Path, option: str, second: str
) -> None:
    (tmp_path / "good.txt").write_bytes(b"")
    copy = tmp_path / "copy.docx"
    copy.write_bytes(b"as it was")
    done = run(str(folder / "brief.docx"), *AS_OF, "--annotate", str(copy), option, str(tmp_path / second))
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{second} cannot be written: there is no directory" in done.stderr
    assert "nothing was changed" in done.stderr
    assert copy.read_bytes() == b"as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.docx", "good.txt"]


def test_a_disk_that_fails_later_changes_nothing_either(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> tuple[int, str]:
        if list(tmp_path.glob(".article3.*")):
            raise OSError(28, "No space left on device")
        return real(**_)  # type: ignore[call-overload,no-any-return]

    real = tempfile.mkstemp
    monkeypatch.setattr(tempfile, "mkstemp", full)
    copy, record = tmp_path / "copy.docx", tmp_path / "record.html"
    done = run(str(folder / "brief.docx"), *AS_OF, "--annotate", str(copy), "--record", str(record))
    assert done.exit_code == 2
    assert f"{record} cannot be written (No space left on device); nothing was changed" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_before_a_failure_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, record = tmp_path / "copy.docx", tmp_path / "record.html"
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == record.name:
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    done = run(str(folder / "brief.docx"), *AS_OF, "--annotate", str(copy), "--record", str(record))
    assert done.exit_code == 2
    assert f"{record} cannot be written (Input/output error); {copy} was written before" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["copy.docx"]


def test_a_place_that_one_may_not_write_to_is_refused(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    done = run(str(folder / "brief.docx"), *AS_OF, "-o", str(tmp_path / "report.txt"))
    assert done.exit_code == 2
    assert "you may not write there; nothing was changed" in done.stderr


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_a_name_that_is_not_utf_8_is_shown_escaped(tmp_path: Path, style: str) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/br\xffef.txt")
    Path(name).write_text(f"See {RIGHT}.\n", encoding="utf-8")
    record = tmp_path / os.fsdecode(b"rec\xff.html")
    done = run(name, *AS_OF, "-f", style, "--record", str(record))
    assert done.exit_code == 0
    assert r"br\xffef.txt" in (json.loads(done.stdout)["documents"][0]["document"] if style == "json" else done.stdout)
    assert r"br\xffef.txt" in record.read_text(encoding="utf-8")
    assert done.stderr == f"Wrote {tmp_path}/rec\\xff.html.\n"
    gone = run(f"{name}x", *AS_OF, "-f", style)
    assert gone.exit_code == 2
    said = json.loads(gone.stderr)["error"]["found"] if style == "json" else gone.stderr
    assert r"br\xffef.txtx: there is no such file" in said


@pytest.mark.parametrize(("wide", "most"), [("50", 50), ("130", 130), ("1", 40), ("9999", 160), ("x", 80), ("0", 80)])
def test_lines_are_as_wide_as_the_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch, wide: str, most: int) -> None:
    monkeypatch.setenv("COLUMNS", wide)
    done = run(str(folder / "brief.txt"), *AS_OF)
    longest = max(map(len, done.stdout.splitlines()))
    assert most - 12 < longest <= most


@pytest.mark.parametrize("missing", ["docx", "pypdf", "eyecite.tokenizers"])
def test_without_the_extra_it_tells_which_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    done = run(str(folder / ("brief.pdf" if missing == "pypdf" else "brief.docx")), *AS_OF)
    assert done.exit_code == 2
    assert f"cite-check needs {missing.partition('.')[0]}; install it with: pip install 'article3[citations]'" in done.stderr


# Look-up online, against a stand-in on this machine


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StandIn]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running() as one:
        one.on_file = {
            "268 F.3d 1143": [cluster("Al-Saher v. INS", "2001-10-15", "268 F.3d 1143")],
            "332 F.3d 1186": [cluster("Zheng v. Ashcroft", "2003-06-18", "332 F.3d 1186")],
        }
        monkeypatch.setenv("COURTLISTENER_API_BASE_URL", one.url)
        monkeypatch.setenv("COURTLISTENER_API_TOKEN", "a-token")
        yield one


def test_nothing_is_sent_unless_it_is_asked_for(folder: Path, stand_in: StandIn) -> None:
    run(str(folder / "brief.docx"), *AS_OF)
    assert stand_in.texts == []


def test_what_is_sent_is_shown_first_and_is_nothing_but_citations(folder: Path, stand_in: StandIn) -> None:
    done = run(str(folder / "brief.docx"), str(folder / "good.txt"), *AS_OF, "--online")
    assert stand_in.texts == ["268 F.3d 1143; 332 F.3d 1186"]
    host = stand_in.url.split("/")[2]
    assert done.stderr == f"Sending to {host}, and nothing else of the text:\n  268 F.3d 1143\n  332 F.3d 1186\n"
    words = " ".join(done.stdout.split())
    assert "CourtListener has at 268 F.3d 1143: Al-Saher v. INS, filed on 2001-10-15" in words
    assert f"Looked up online: 2 citations sent to {host}." in words
    assert f"Looked up online: 1 citation sent to {host}." in words
    assert "a-token" not in done.output


def test_answers_are_kept_until_fresh_ones_are_asked_for(folder: Path, stand_in: StandIn) -> None:
    name = str(folder / "good.txt")
    run(name, *AS_OF, "--online")
    again = run(name, *AS_OF, "--online")
    assert len(stand_in.texts) == 1
    assert again.stderr == ""
    assert "0 citations sent" in again.stdout
    assert "1 answer kept from earlier" in " ".join(again.stdout.split())
    run(name, *AS_OF, "--online", "--fresh")
    assert len(stand_in.texts) == 2


def test_without_a_network_the_check_goes_on_and_says_so(
    folder: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    stand_in.failing = [(503, {}, b"")] * 3
    done = run(str(folder / "good.txt"), *AS_OF, "--online")
    assert done.exit_code == 0
    assert "The look-up did not happen for 1 of 1 citations: CourtListener is out of order (HTTP 503)" in done.stderr
    words = " ".join(done.stdout.split())
    assert "Warning: The look-up on CourtListener did not happen for 1 of 1 citations" in words
    assert "Looked up online: 1 citation sent to 127.0.0.1" in words
    assert "(1 of them not answered)" in words
    stand_in.failing = [(503, {}, b"")] * 3
    assert run(str(folder / "good.txt"), *AS_OF, "--online", "--fail-on", "warning").exit_code == 6


def test_without_a_token_nothing_is_sent_and_it_says_so(folder: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURTLISTENER_API_TOKEN")
    done = run(str(folder / "good.txt"), *AS_OF, "--online")
    assert done.exit_code == 0
    assert "COURTLISTENER_API_TOKEN" in done.stderr
    assert "Sending" not in done.stderr
    assert stand_in.texts == []


def test_the_token_is_not_sent_unencrypted_over_a_network(
    folder: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURTLISTENER_API_BASE_URL", "http://user:pass@example.org/api")
    done = run(str(folder / "good.txt"), *AS_OF, "--online")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "http://example.org/api: your token would be sent there unencrypted" in done.stderr
    assert "Sending" not in done.stderr
    assert stand_in.texts == []


def test_without_the_client_it_tells_what_to_install(folder: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "courtlistener", None)
    done = run(str(folder / "good.txt"), *AS_OF, "--online")
    assert done.exit_code == 2
    assert "pip install 'article3[online]'" in done.stderr
    assert stand_in.texts == []
