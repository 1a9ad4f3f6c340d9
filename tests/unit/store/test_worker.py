"""The worker beside the server: it reads what comes, another takes the place of a killed one, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured
PHRASE = "correct horse battery staple"
PROGRAM = (sys.executable, "-c", "from article3.cli import main; main()")


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ARTICLE3_HOME": str(home), "ARTICLE3_PASSPHRASE": PHRASE, "NO_COLOR": "1"}


def store(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*PROGRAM, "store", *arguments], env=environment(home), capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout + done.stderr


def children(of: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    told = Path(f"/proc/{of}/task/{of}/children")
    return [int(number) for number in told.read_text().split()] if told.exists() else []


def until(true: object, *, seconds: float = 30) -> None:
    begun = time.monotonic()
    while not true():  # type: ignore[operator]
        assert time.monotonic() - begun < seconds
        time.sleep(0.2)


def test_a_killed_worker_is_replaced_and_goes_when_the_server_goes(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    store(home, "init", "--email", "ada@example.org", "--name", "Ada")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*PROGRAM, "serve", "--port", port, "--processes", "1"], env=environment(home), stdout=out, stderr=out
        )
    try:
        until(lambda: b"The workbench is at" in log.read_bytes())
        until(lambda: any(children(number) for number in children(server.pid)))
        tender = next(number for number in children(server.pid) if children(number))
        (worker,) = children(tender)
        for number in (server.pid, tender, worker):
            told = Path(f"/proc/{number}/cmdline").read_bytes()
            assert PHRASE.encode() not in told, "the passphrase is in no command line"
        os.kill(worker, signal.SIGKILL)
        until(lambda: children(tender) not in ([], [worker]))
        (second,) = children(tender)
        report = tmp_path / "utopia.txt"
        report.write_text("The police of Utopia.", encoding="utf-8")
        store(home, "library", "add", str(report), "--date", "2024-04-22", "--source", "An invented office")
        until(lambda: "0 documents are still to be read" in waiting(home))
        server.terminate()
        server.wait(30)
        until(lambda: not any(Path(f"/proc/{number}").exists() for number in (tender, second)))
    finally:
        if server.poll() is None:
            server.kill()
    assert b"Utopia" not in log.read_bytes()
    assert b"Traceback" not in log.read_bytes()


def waiting(home: Path) -> str:
    """What a look that does no work itself tells."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom article3.store.home import Home\n"
        "from article3.store.opening import set_up, unlock\nhome = Home(Path(sys.argv[1]))\n"
        "set_up(home, unlock(home, sys.argv[2].encode()))\nfrom article3.store.models import Reading\n"
        "print(Reading.objects.exclude(state='read').count(), 'documents are still to be read')"
    )
    return subprocess.run([sys.executable, "-c", program, str(home), PHRASE], capture_output=True, text=True, check=True).stdout
