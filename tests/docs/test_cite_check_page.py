"""What docs/cite-check.md says is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from article3.citations.checked import Severity
from article3.citations.online import AT_ONCE, LONGEST_WAIT, TOKEN
from article3.cli import ANSWERED, BAD_INPUT, BAD_LAW, FOUND
from article3.cli.app import app

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "cite-check.md").read_text(encoding="utf-8")


def test_it_tells_every_option_and_no_other() -> None:
    shown = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["cite-check", "--help"]).output
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help", "--output"}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) == options


def test_it_tells_the_severities_the_exit_codes_and_the_limits() -> None:
    assert re.findall(r"^\| (\w+) \| ", PAGE.split("## What it says")[1].split("## What it does not")[0], re.MULTILINE)[1:] == [
        severity.value for severity in Severity
    ]
    codes = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert [int(code) for code in codes] == [ANSWERED, BAD_INPUT, BAD_LAW, FOUND]
    assert f"at most {AT_ONCE} citations a request" in PAGE
    assert f"up to {LONGEST_WAIT.seconds} seconds" in PAGE
    assert TOKEN in PAGE


def test_the_python_in_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "brief.txt").write_text("See Kamalthas v. INS, 268 F.3d 1143 (9th Cir. 2001).", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "cite-check.md", "exec"), {})  # noqa: S102 - our own page
    assert "error The text says Kamalthas v. INS" in capsys.readouterr().out
