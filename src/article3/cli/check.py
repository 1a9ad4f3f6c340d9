"""check: open the file that a person made in the private check."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from article3.check.sealed import LARGEST, SealedError, unlocked
from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.passphrase import PASSPHRASE
from article3.cli.terminal import complain, say, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def open_file(file: Path, output: Path | None, *, force: bool) -> int:
    """Write the case that is in a sealed file.

    Args:
        file: as it was downloaded.
        output: where to write the case; standard output if absent.
        force: whether to write over what is there.

    Returns:
        The exit code.
    """
    if output is not None and output.exists() and not force:
        return refuse(f"{output} exists already; nothing was written. Choose another name, or use --force", "text")
    try:
        with file.open("rb") as source:
            content = source.read(LARGEST + 1)
    except OSError as error:
        return refuse(f"{file} cannot be read ({error.strerror})", "text")
    given = os.environ.get(PASSPHRASE, "")
    if not given and not sys.stdin.isatty():
        return refuse(f"the file needs its passphrase: set {PASSPHRASE}, or run this in a terminal", "text")
    try:
        case = unlocked(content, given or getpass.getpass("Passphrase of the file: ", stream=sys.stderr)).case
    except SealedError as error:
        return refuse(f"{file}: {error}", "text")
    if output is None:
        say(case)
        return ANSWERED
    try:
        write_whole(output, case)
    except OSError as error:
        return refuse(f"{output} cannot be written ({error.strerror}); nothing was changed", "text")
    complain(f"Wrote {output}. It is not encrypted any more: keep it confidential. Next: article3 ask {output}")
    return ANSWERED
