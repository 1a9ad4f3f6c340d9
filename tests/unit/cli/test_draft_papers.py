"""article3 draft declaration, certificate and summary, as a user runs them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]
JORGE = str(Path(__file__).parents[3] / "examples" / "jorge.yaml")
EXHIBIT = Path(__file__).parents[3] / "examples" / "jorge" / "declaration.docx"
ON = ("--today", "2026-11-23")


@pytest.fixture(scope="module")
def run() -> Callable[..., Result]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from typer.testing import CliRunner  # noqa: PLC0415 - inside, because of that warning

        from article3.cli.app import app  # noqa: PLC0415
    return lambda *arguments: CliRunner().invoke(app, ["draft", *map(str, arguments)])


def _texts(place: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(place)).paragraphs]


def test_a_declaration_and_its_notes_are_written_with_the_certificate_of_interpretation(run: Run, tmp_path: Path) -> None:
    place, notes = tmp_path / "declaration.docx", tmp_path / "notes.docx"
    result = run("declaration", JORGE, "-o", place, "--notes", notes, *ON)
    assert result.exit_code == 0, result.output
    texts = _texts(place)
    assert texts[0] == "Declaration of Jorge Ejemplo"
    assert "Certificate of Interpretation" in texts
    assert "For the office; privileged; not for filing" in _texts(notes)
    assert "gaps to fill" in result.stderr


def test_two_languages_stand_side_by_side(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "declaration.docx"
    assert run("declaration", JORGE, "-o", place, "--language", "es", *ON).exit_code == 0
    rows = docx.Document(str(place)).tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["Declaration of Jorge Ejemplo", "Declaración de Jorge Ejemplo"]


@pytest.mark.parametrize(("of", "says"), [("interpretation", "Spanish and English"), ("complaint", "“Complaint to the police”")])
def test_certificates(run: Run, tmp_path: Path, of: str, says: str) -> None:
    place = tmp_path / "certificate.docx"
    assert run("certificate", JORGE, of, "-o", place, *ON).exit_code == 0
    assert any(says in text for text in _texts(place))


@pytest.mark.parametrize(("language", "says"), [("en", "Your case"), ("es", "Su caso"), ("ar", "قضيتك")])
def test_a_summary_in_the_clients_language(run: Run, tmp_path: Path, language: str, says: str) -> None:
    place = tmp_path / "summary.html"
    assert run("summary", JORGE, "-l", language, "-o", place, *ON).exit_code == 0
    assert says in place.read_text(encoding="utf-8")
    result = run("summary", JORGE, "-l", language, "--format", "json", *ON)
    assert json.loads(result.stdout)["title"].startswith(says)


def test_the_same_case_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        assert run("summary", JORGE, "-o", tmp_path / name, *ON).exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("declaration", JORGE), "name the file to write with --output (.docx)"),
        (("declaration", JORGE, "-o", "{}/a.pdf"), "give it the ending .docx"),
        (("declaration", JORGE, "-o", "{}"), "give it the ending .docx"),
        (("declaration", JORGE, "-o", "{}/a.docx", "--notes", "{}/a.docx"), "choose another place"),
        (("declaration", JORGE, "-o", "{}/there.docx"), "exists already; nothing was written"),
        (("declaration", JORGE, "-o", "{}/none/a.docx"), "cannot be written"),
        (("declaration", JORGE, "-o", "{}/a.docx", "--template", "{}/there.docx"), "is no Word file"),
        (("declaration", JORGE, "-o", "{}/a.docx", "--template", "{}/none.docx"), "it cannot be read"),
        (("certificate", JORGE, "complian", "-o", "{}/a.docx"), "did you mean 'complaint'?"),
        (("certificate", JORGE, "zzz", "-o", "{}/a.docx"), "name interpretation or an exhibit: story, conditions"),
        (("summary", "{}/none.yaml", "-o", "{}/a.pdf"), "there is no such file"),
        (("summary", JORGE, "-o", "{}/a.txt"), "give it the ending .docx or .pdf or .html"),
        (("summary", JORGE, "-o", "{}/a.pdf", "--template", "{}/there.docx"), "a Word template serves a Word file"),
        (("declaration", JORGE, "-o", "{}/a.docx", "--notes", "{}/none/b.docx"), "nothing was changed"),
        (("declaration", JORGE, "-o", str(EXHIBIT), "--force"), "is an exhibit of the case, and would be written over"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "there.docx").write_text("what stands there", encoding="utf-8")
    result = run(*(argument.format(tmp_path) for argument in arguments))
    assert result.exit_code == 2
    assert says in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.docx"]
    assert (tmp_path / "there.docx").read_text(encoding="utf-8") == "what stands there"
