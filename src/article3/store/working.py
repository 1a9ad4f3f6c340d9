"""Whoever does the work in the background: a process beside the server, or one that an organization runs by itself.

It is forked from a process that has opened the store, so that the key is handed on in memory alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import time
from typing import TYPE_CHECKING

from django.db import connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from article3.store.changes import look_ahead
from article3.store.reading import STOPPING, resume, worker_name
from article3.store.uploads import expire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger(__name__)

_PAUSE = 1.0
"""Seconds between two looks for work."""
_AHEAD = 0.2
"""Seconds at a time, a pause between, that are used for what nobody waits for."""
_LOOK_AFTER = 15.0
"""Seconds between two looks for work that nobody is at."""
_PATIENCE = 10.0
"""Seconds that a worker has to lay its work down."""
_ON_PARENTS_DEATH = 1
_GIVES_WAY = 10
"""How much a worker beside the server leaves the processors to those that answer."""


def work(*, once: bool = False) -> None:
    """Do what is waiting, and what will; until told to stop (SIGTERM, SIGINT), or until nothing is left.

    Args:
        once: whether to end when nothing is left.
    """
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_name(),
        excluded_queue_names=[],
    )

    def stop(*_: object) -> None:
        STOPPING.set()
        worker.running = False

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        looked = ahead = None
        while not STOPPING.is_set():
            if looked is None or time.monotonic() - looked > _LOOK_AFTER:
                resume()
                expire()
                looked = time.monotonic()
            worker.run()
            if once:
                return
            if ahead is None or time.monotonic() - ahead > _LOOK_AFTER:
                ahead = time.monotonic() if looked_ahead() else None
            STOPPING.wait(_PAUSE)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_busy() -> bool:
    """Whether half of the processors have something to do, so that nothing is done that nobody waits for."""
    return os.getloadavg()[0] >= (os.cpu_count() or 1) / 2


def looked_ahead() -> bool:
    """Use the time while nothing waits: what a change of law does to open cases is known before somebody asks.

    Returns:
        Whether there is no more of that to do; not while the machine is busy.
    """
    from article3.law.loading import load  # noqa: PLC0415 - for this alone

    if _is_busy():
        return False
    try:
        return look_ahead(load(), timezone.localdate(), _AHEAD) == 0
    except Exception:  # it is worked out when somebody asks for it
        logger.exception("what a change of law does could not be worked out ahead")
        return True


@contextlib.contextmanager
def beside(doing: Callable[[], None] = work) -> Iterator[int]:
    """A worker while the block runs; if it is killed, another takes its place.

    Args:
        doing: what it does.

    Yields:
        The number of the process that looks after it.
    """
    # A connection to a database is not shared between processes.
    connections.close_all()
    number = os.fork()
    if number == 0:
        with contextlib.suppress(BaseException):
            _look_after(doing)
        os._exit(0)
    try:
        yield number
    finally:
        _end(number)


def _look_after(doing: Callable[[], None]) -> None:
    """Have a worker, and another when that one is gone."""
    _ends_with_parent()
    child = 0

    def stop(*_: object) -> None:
        STOPPING.set()
        if child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not STOPPING.is_set():
        child = os.fork()
        if child == 0:
            _ends_with_parent()
            os.nice(_GIVES_WAY)
            with contextlib.suppress(BaseException):
                doing()
            os._exit(0)
        _wait(child)
        STOPPING.wait(_PAUSE)


def _wait(child: int) -> None:
    """Until it has ended; it is ended when it does not lay its work down in time."""
    deadline = None
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        if STOPPING.is_set():
            deadline = deadline or time.monotonic() + _PATIENCE
            if time.monotonic() > deadline:
                os.kill(child, signal.SIGKILL)
        time.sleep(0.1)


def _ends_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_ON_PARENTS_DEATH, signal.SIGTERM)


def _end(number: int) -> None:
    """Tell it to stop, and wait; a server may have noticed its end before."""
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)
