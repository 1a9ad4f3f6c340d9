"""The command line: parse, call a verb, render."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

ANSWERED, INTERNAL, BAD_INPUT, BAD_LAW, NOT_PROVED, REJECTED, FOUND, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 4, 5, 6, 130, 143
"""Exit codes: answered; an error of ours; bad input or usage; broken law data; a property does not hold; rows of a
batch were rejected, the others answered; what --fail-on names was found; stopped by the user, or by the system."""


def main() -> None:
    """Run the command line; no traceback reaches a user unless ARTICLE3_DEBUG is set."""
    _stand_in_for_closed_streams()
    # As if the user had stopped it: what is half done is taken away, files with a client's facts too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    hang_up = getattr(signal, "SIGHUP", None)  # the terminal was closed; whoever runs under nohup goes on
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:
        signal.signal(hang_up, lambda *_: sys.exit(TERMINATED))
    try:
        from article3.cli.app import app  # noqa: PLC0415 - inside, so that a broken installation is reported too

        try:
            app()
        except SystemExit as stop:
            if isinstance(stop.__context__, BrokenPipeError):  # click takes it for an error and stops with 1
                raise stop.__context__ from None
            sys.stdout.flush()  # here, as Python's own flush at exit tells of a broken pipe
            raise
    except BrokenPipeError:
        # The reader of our output has gone (head, less); that is its right.
        _discard_output()
        sys.exit(ANSWERED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        # Case files and results are handled where they are read and written; what is left is a standard stream.
        if os.environ.get("ARTICLE3_DEBUG"):
            raise
        _discard_output()
        _stop(BAD_INPUT, f"article3: standard input or output cannot be used ({error.strerror}); nothing was changed\n")
    except Exception as error:
        if os.environ.get("ARTICLE3_DEBUG"):
            raise
        kind = type(error).__name__
        broken_law = kind in {"LawDataError", "NoAuthorityError"}
        # Only the law data's own words are shown; another error's message could hold a client's facts.
        cause = str(error) if broken_law else kind
        _stop(
            BAD_LAW if broken_law else INTERNAL,
            f"article3: {'the law data is broken' if broken_law else 'an error of ours'}: {cause}\n"
            "Nothing was changed. Please report it; with ARTICLE3_DEBUG=1 set, the whole trace is shown.\n",
        )


def _stop(code: int, why: str) -> NoReturn:
    with contextlib.suppress(OSError):
        sys.stderr.write(why)
    sys.exit(code)


class _Closed(io.TextIOBase):
    """In place of a standard stream that the caller has closed (``>&-``): Python leaves ``None`` there, this says why."""

    encoding = "utf-8"

    @property
    def buffer(self) -> NoReturn:
        raise OSError(errno.EBADF, "it is closed")

    def write(self, _words: str, /) -> NoReturn:
        raise OSError(errno.EBADF, "it is closed")


def _stand_in_for_closed_streams() -> None:
    sys.stdin = sys.stdin or _Closed()
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end


def _discard_output() -> None:
    """What is still buffered goes nowhere, so that Python does not fail on it at exit."""
    with contextlib.suppress(OSError):  # a closed stream has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
