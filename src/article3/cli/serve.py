"""serve: the workbench, for the browsers of this machine or of an office."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import Annotated

import typer

from article3.cli.store_app import KeyFile  # noqa: TC001


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where browsers find it.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; this machine alone if absent.")] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name by which browsers reach it; may be given again.")
    ] = None,
    tls: Annotated[
        bool, typer.Option("--tls", help="A server before this one speaks TLS with browsers and sets X-Forwarded-Proto.")
    ] = False,
    processes: Annotated[int, typer.Option("--processes", min=1, max=64, help="How many processes answer.")] = 2,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Read the texts of documents too; without it, run 'article3 store work'.")
    ] = True,
    key_file: KeyFile = None,
) -> None:
    """Start the workbench: cases of many people, encrypted, in the browser.

    The store is made by 'article3 store init', and lies where ARTICLE3_HOME says; ARTICLE3_DATABASE names a PostgreSQL database
    instead of the embedded one. The passphrase comes from --key-file, ARTICLE3_KEY_FILE, ARTICLE3_PASSPHRASE, or is asked for.

    Example: article3 serve --port 8000
    """
    raise typer.Exit(_serve(port, host, tuple(name or ()), processes, key_file, tls=tls, worker=worker))


def _serve(
    port: int, host: str, names: tuple[str, ...], processes: int, key_file: Path | None, *, tls: bool, worker: bool
) -> int:
    import socket  # noqa: PLC0415 - help is shown at once

    from article3.cli.errors import UsageError  # noqa: PLC0415
    from article3.cli.passphrase import forget, secret  # noqa: PLC0415
    from article3.cli.store import DATABASE, Done, Request, run  # noqa: PLC0415
    from article3.cli.terminal import complain  # noqa: PLC0415

    def start() -> Done:
        from article3.store.home import home_named  # noqa: PLC0415
        from article3.store.opening import migrate, set_up, unlock  # noqa: PLC0415

        if host not in {"127.0.0.1", "::1", "localhost"} and not tls:
            raise UsageError(
                f"--host {host}: what is sent to other machines must be encrypted; put a server with TLS before this one, "
                "and say --tls"
            )
        home = home_named(os.environ)
        home.read()
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise UsageError(f"--host {host} --port {port}: it cannot listen there ({error.strerror})") from None
        key = unlock(home, secret(key_file, os.environ))
        forget()
        set_up(home, key, database=os.environ.get(DATABASE, ""), hosts=(*names, host), secure=tls)
        migrate()
        from django.core.management import call_command  # noqa: PLC0415 - set up by now

        from article3.store.files import sweep  # noqa: PLC0415
        from article3.store.rooms import sweep_rooms  # noqa: PLC0415
        from article3.store.working import beside  # noqa: PLC0415
        from article3.web.serving import serve as answer  # noqa: PLC0415

        sweep()
        sweep_rooms()
        call_command("clearsessions")
        shown = f"[{host}]" if ":" in host else "localhost" if host == "127.0.0.1" else host
        with beside() if worker else contextlib.nullcontext():
            answer(
                host,
                port,
                processes,
                ready=lambda: complain(f"The workbench is at http://{shown}:{port}/ — stop it with Ctrl+C."),
            )
        return Done("Stopped.")

    return run(Request("text"), start)
