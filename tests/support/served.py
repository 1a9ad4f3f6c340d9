"""A workbench that is running for the tests of its pages."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "correct horse battery staple"
PROGRAM = [sys.executable, "-c", "from article3.cli import main; main()"]


class Served:
    """A workbench on a store of its own.

    Args:
        place: a directory for it.

    Attributes:
        address: where browsers find it.
        invitation: the address of the first administrator's invitation.
        log: what the server wrote.
    """

    def __init__(self, place: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._env = {**os.environ, "ARTICLE3_HOME": str(place / "store"), "ARTICLE3_PASSPHRASE": PHRASE, "NO_COLOR": "1"}
        self._server: subprocess.Popen[bytes] | None = None
        self.address, self.log = f"http://localhost:{self._port}", place / "log"
        self.invitation = self._link("init", "--email", "ada@example.org", "--name", "Ada Abogada")

    def invited(self, name: str, email: str, role: str) -> str:
        """The address of an invitation."""
        return self._link("user", "invite", email, "--name", name, "--role", role)

    def store(self, *arguments: str) -> str:
        """What a command ``article3 store`` says."""
        return subprocess.run([*PROGRAM, "store", *arguments], env=self._env, capture_output=True, text=True, check=True).stdout

    def _link(self, *arguments: str) -> str:
        found = re.search(r"/invitation/\S+", self.store(*arguments))
        assert found
        return self.address + found[0]

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        command = [*PROGRAM, "serve", "--port", str(self._port), "--processes", "1"]
        with self.log.open("a") as out:
            self._server = subprocess.Popen(command, env=self._env, stdout=out, stderr=out, start_new_session=True)
        for _ in range(900):
            assert self._server.poll() is None, self.log.read_text()
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=1):  # noqa: S310 - our own server
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the workbench did not start: {self.log.read_text()}")

    def stop(self) -> None:
        """Stop it in order."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(20)
            self._server = None

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut would."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(20)
            self._server = None
