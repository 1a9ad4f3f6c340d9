"""``article3 check open`` as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.check.carried import made
from article3.check.state import State
from article3.cli.app import app
from article3.cli.check import FILE_PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "four unrelated plain words"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.a3"
    path.write_bytes(made(State((("country", "IQ"), ("detained", "yes"))), PHRASE))
    return path


def run(*arguments: str, phrase: str = PHRASE) -> tuple[int, str]:
    done = CliRunner(env={FILE_PASSPHRASE: phrase}).invoke(app, ["check", "open", *arguments], prog_name="article3")
    return done.exit_code, done.output


def test_the_answers_are_written_as_a_case_that_can_be_worked_with(file: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    code, said = run(str(file), "-o", str(case))
    assert code == 0, said
    assert "go through them with the person" in said
    assert 'country_of_removal: "Iraq"' in case.read_text(encoding="utf-8")
    asked = CliRunner().invoke(app, ["ask", str(case), "-c", "9"])
    assert asked.exit_code == 0, asked.output
    code, said = run(str(file), "-o", str(case))
    assert code == 2
    assert "is there already" in said or "exists" in said
    assert run(str(file))[1].startswith("# What a person answered")


@pytest.mark.parametrize(
    ("content", "phrase", "says"),
    [
        (None, "four unrelated other words", "this is not its passphrase"),
        (None, "", "ARTICLE3_FILE_PASSPHRASE"),
        (b"article3: 1\n", PHRASE, "no file of the private check"),
    ],
)
def test_what_cannot_be_opened_says_why_and_writes_nothing(
    file: Path, tmp_path: Path, content: bytes | None, phrase: str, says: str
) -> None:
    if content is not None:
        file.write_bytes(content)
    code, said = run(str(file), "-o", str(tmp_path / "case.yaml"), phrase=phrase)
    assert code == 2
    assert says in said
    assert not (tmp_path / "case.yaml").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, said = run(str(tmp_path / "none"))
    assert code == 2
    assert "none" in said
