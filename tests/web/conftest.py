"""The workbench as people use it: a server of its own, an encrypted store, a browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from served import Served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
PHRASE = "correct horse battery staple"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("workbench")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "ARTICLE3_HOME": str(place / "store"), "ARTICLE3_PASSPHRASE": PHRASE, "NO_COLOR": "1"}
    program = [sys.executable, "-c", "from article3.cli import main; main()"]
    made = subprocess.run(
        [*program, "store", "init", "--email", "ada@example.org", "--name", "Ada Abogada"],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.search(r"/invitation/\S+", made.stdout)
    assert found
    log = place / "log"
    with log.open("w") as out:
        server = subprocess.Popen([*program, "serve", "--port", str(port), "--processes", "1"], env=env, stdout=out, stderr=out)
        address = f"http://localhost:{port}"
        try:
            _wait(f"{address}/health", server, log)
            yield Served(address, address + found[0], log)
        finally:
            server.terminate()
            server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(900):
        if server.poll() is not None:
            pytest.fail(log.read_text())
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the workbench did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
