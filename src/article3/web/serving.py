"""The server: gunicorn with a few processes. The key goes to them in memory alone."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 4
"""Requests that one process answers at a time."""

COLLECTED = (20_000, 20, 20)
"""How often Python looks for what nobody refers to any longer: more seldom than by itself, since decisions make many objects
that are kept, and each look goes through them while somebody waits."""
TURN = 0.0005
"""Seconds that a thread may keep others waiting. Each question to the database lets the others go on; with Python's usual turn, a
page that asks a dozen would wait a dozen times for the whole turn of a thread that decides a case."""


class _Server(BaseApplication):  # type: ignore[misc] # it has no types
    def __init__(self, application: Callable[..., Any], options: dict[str, Any]) -> None:
        self._application, self._options = application, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self._application


def serve(host: str, port: int, processes: int, *, ready: Callable[[], None]) -> None:
    """Answer requests until the process is told to stop. Django has been set up, and the tables are up to date.

    Args:
        host: the address to listen on.
        port: the port.
        processes: how many answer requests.
        ready: called once, when the server listens.
    """
    from django.db import connections  # noqa: PLC0415 - set up by now
    from django.urls import get_resolver  # noqa: PLC0415

    from article3.web.warming import warm  # noqa: PLC0415
    from article3.web.wsgi import application  # noqa: PLC0415

    # Loaded once, before the processes part, and left alone by the collector, so that they share it.
    get_resolver().url_patterns  # noqa: B018
    warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    sys.setswitchinterval(TURN)
    # A connection to a database is not shared between processes.
    connections.close_all()
    options: dict[str, Any] = {
        "bind": f"{host}:{port}",
        "workers": processes,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "timeout": 120,
        "keepalive": 30,
        "graceful_timeout": 10,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "control_socket_disable": True,
        "limit_request_line": 8190,
        "when_ready": lambda _: ready(),
        "proc_name": "article3",
    }
    _Server(application, options).run()
