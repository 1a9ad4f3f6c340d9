"""A document read in a process of its own, which is ended when a page takes too long.

A page that takes too long, or at which the process ends, is left out, and the next one is gone on with; after some of them the
document is given up.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import msgspec

from article3.documents.texts.model import Page, Pages, Said, Stopped, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

SECONDS = 120.0
"""That one page may take."""
_TRIES = 3
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")
_DECODER = msgspec.json.Decoder(Said)


def read(data: bytes, kind: str, first: int = 1, *, seconds: float = SECONDS, program: tuple[str, ...] = ()) -> Iterator[Said]:
    """How many pages a document has, then each page; at last what stopped the reading, if anything did.

    Args:
        data: the document.
        kind: its media type.
        first: the page to begin with, from 1.
        seconds: that a page may take.
        program: what is run, with the kind and the first page after it; ours if empty.
    """
    known = False
    for tried in range(_TRIES):
        process = _Process((*(program or _OURS), kind, str(first)), data)
        try:
            for one in process.lines(seconds):
                if isinstance(one, Pages):
                    if known:
                        continue
                    known = True
                first = one.number + 1 if isinstance(one, Page) else first
                yield one
            why = process.ended()
        finally:
            process.end()
        if why is None:
            return
        if not known or tried == _TRIES - 1:
            yield Stopped(why)
            return
        yield Page(first, unread=1, why=why)
        first += 1


_OURS = (sys.executable, "-m", "article3.documents.texts.child")


class _Process:
    """One run of the program."""

    def __init__(self, command: tuple[str, ...], data: bytes) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._run = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment, "OMP_THREAD_LIMIT": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        self._said: queue.Queue[bytes | None] = queue.Queue()
        self._late = False
        assert self._run.stdin is not None  # noqa: S101 - as it was started
        assert self._run.stdout is not None  # noqa: S101
        self._threads = (_thread(_feed, self._run.stdin, data), _thread(_listen, self._run.stdout, self._said.put))

    def lines(self, seconds: float) -> Iterator[Said]:
        """What it says, until it ends or is late."""
        while True:
            try:
                line = self._said.get(timeout=seconds)
            except queue.Empty:
                self._late = True
                return
            if line is None:
                return
            yield _DECODER.decode(line)

    def ended(self) -> Why | None:
        """Why it ended before it was done; ``None`` if it was."""
        if self._late:
            return Why.TIME
        code = self._run.wait()
        if code == 0:
            return None
        return Why.BROKEN if code in {1, -signal.SIGSEGV} else Why.MEMORY

    def end(self) -> None:
        """End it, with whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._run.pid, signal.SIGKILL)
        self._run.wait()
        for thread in self._threads:
            thread.join()


def _thread(what: Callable[..., None], *about: object) -> threading.Thread:
    thread = threading.Thread(target=what, args=about, daemon=True)
    thread.start()
    return thread


def _feed(into: BinaryIO, data: bytes) -> None:
    with contextlib.suppress(OSError), into:  # it may end before it has read everything
        into.write(data)


def _listen(out: BinaryIO, take: Callable[[bytes | None], None]) -> None:
    with out:
        for line in out:
            if line.endswith(b"\n"):
                take(line)
    take(None)
