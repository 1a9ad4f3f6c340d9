"""check open: the file that a person made in the private check, as a case file."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path  # noqa: TC003 - used when it runs

from article3.check.carried import LARGEST, CarriedError, open_carried
from article3.cli import ANSWERED
from article3.cli.errors import UsageError, refuse
from article3.cli.output import STANDARD, free
from article3.cli.terminal import complain, say, write_whole

FILE_PASSPHRASE = "ARTICLE3_FILE_PASSPHRASE"  # noqa: S105 - the name of a variable


def open_file(file: Path, output: Path | None, *, force: bool) -> int:
    """Open a file of the private check with its passphrase, and write the case file that it holds.

    Returns:
        The exit code.
    """
    try:
        if output is not None and str(output) != STANDARD:
            free(output, str(file), force=force)
        with file.open("rb") as stream:
            found = open_carried(stream.read(LARGEST + 1), _passphrase())
        if output is None or str(output) == STANDARD:
            say(found.case)
            return ANSWERED
        write_whole(output, found.case)
    except CarriedError as error:
        return refuse(f"{file}: {error}", "text")
    except UsageError as error:
        return refuse(str(error), "text")
    except OSError as error:
        return refuse(f"{error.filename or file}: {error.strerror}; check the name", "text")
    complain(f"Wrote {output}. Nobody has looked at these answers yet: go through them with the person.")
    return ANSWERED


def _passphrase() -> str:
    given = os.environ.pop(FILE_PASSPHRASE, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError(f"the file needs its passphrase: set {FILE_PASSPHRASE}, or run this where it can be asked for")
    return getpass.getpass("Passphrase of the file: ", stream=sys.stderr)
