"""What docs/deadlines.md shows and says is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.deadlines.ics import ALARMS
from article3.deadlines.model import Sort
from article3.facts.case_file import parse_case
from article3.facts.event import Service

if TYPE_CHECKING:
    from article3.law.loading import Law

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "deadlines.md").read_text(encoding="utf-8")


def run(command: str) -> tuple[int, str]:
    words = shlex.split(command, comments=True)
    assert words[0] == "article3"
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, words[1:], prog_name="article3")
    return done.exit_code, done.stdout


def test_the_session_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, session = re.findall(r"<!-- session: (.*?) -->\n```text\n\$ .*?\n(.*?)```", PAGE, re.DOTALL)[0]
    assert f"$ {command}\n" in PAGE
    code, output = run(command)
    assert code == 0
    pieces = [piece.strip("\n") for piece in session.split("...\n") if piece.strip()]
    assert len(pieces) == 2
    for piece in pieces:
        assert piece in output, piece


@pytest.mark.parametrize("command", re.findall(r"^article3 deadlines examples.*$", PAGE, re.MULTILINE))
def test_the_commands_work(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "nadia.yaml").write_bytes((ROOT / "examples" / "nadia.yaml").read_bytes())
    code, output = run(command)
    assert code == 0
    assert output
    written = re.findall(r"--(?:ics|draw) (\S+)", command)
    assert all((tmp_path / name).stat().st_size for name in written)


def test_the_events_it_shows_can_be_read(law: Law) -> None:
    (block,) = re.findall(r"```yaml\n(events:\n.*?)```", PAGE, re.DOTALL)
    case = parse_case(f"article3: 1\nexhibits:\n  - {{id: order, title: Order}}\n{block}", "the page", law)
    assert len(case.events) == 3


def test_it_names_every_way_of_service_and_the_days_of_the_alarms() -> None:
    told = PAGE.partition("- **`served`**")[2].partition("\n- **")[0]
    assert set(re.findall(r"`(\w+)`", told)) == {service.value for service in Service}
    assert ALARMS[Sort.LAST_DAY] == ALARMS[Sort.SET_DAY] == (14, 7, 2)
    assert "14, 7 and 2 days before" in PAGE
