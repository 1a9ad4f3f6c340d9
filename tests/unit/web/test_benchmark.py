"""The measurement of the workbench runs, and counts what it saved."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def _run(script: str, *arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTICLE3_")}
    subprocess.run(
        [sys.executable, "-m", f"benchmarks.web.{script}", *arguments], check=True, capture_output=True, env=environment, cwd=ROOT
    )


@pytest.mark.slow
def test_every_page_is_answered_and_no_save_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "measured"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    _run("fill", str(folder), "--cases", "5", "--people", "2")
    _run("load", str(folder), "--seconds", "4", "--pauses", "0", "--starts", "1", "--port", port)
    report = json.loads((folder / "report.json").read_bytes())
    run = report["pause 0.0"]
    assert report["cases"] == 5
    assert {"caseload", "search", "case room", "forums", "finding", "claim map", "save"} <= run["pages"].keys()
    assert all(page["errors"] == 0 for page in run["pages"].values())
    assert run["acknowledged"] > 0
    assert run["lost"] == 0
