"""The command line: parse, call a verb, render."""

from __future__ import annotations

import contextlib
import os
import sys

ANSWERED, INTERNAL, BAD_INPUT, BAD_LAW, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: answered; an error of ours; bad input or usage; broken law data; stopped by the user."""


def main() -> None:
    """Run the command line; no traceback reaches a user unless ARTICLE3_DEBUG is set."""
    try:
        from article3.cli.app import app  # noqa: PLC0415 - inside, so that a broken installation is reported too

        app()
    except BrokenPipeError:
        # The reader of our output has gone (head, less); that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ANSWERED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        # Case files and results are handled where they are read and written; what is left is a standard stream.
        if os.environ.get("ARTICLE3_DEBUG"):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with contextlib.suppress(OSError):
            sys.stderr.write(f"article3: standard input or output cannot be used ({error.strerror}); nothing was changed\n")
        sys.exit(BAD_INPUT)
    except Exception as error:
        if os.environ.get("ARTICLE3_DEBUG"):
            raise
        kind = type(error).__name__
        broken_law = kind in {"LawDataError", "NoAuthorityError"}
        # Only the law data's own words are shown; another error's message could hold a client's facts.
        cause = str(error) if broken_law else kind
        sys.stderr.write(f"article3: {'the law data is broken' if broken_law else 'an error of ours'}: {cause}\n")
        sys.stderr.write("Nothing was changed. Please report it; with ARTICLE3_DEBUG=1 set, the whole trace is shown.\n")
        sys.exit(BAD_LAW if broken_law else INTERNAL)
