"""Runs of ``article3 batch``: in this process, or as a process of its own that can be stopped."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from article3.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-c", "from article3.cli import main\nif __name__ == '__main__':\n    main()", "batch"]


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "100"}).invoke(app, ["batch", *map(str, arguments)], prog_name="article3")
    return done.exit_code, done.stdout, done.stderr


def lines(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]


def left(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())
