"""Where the passphrase of a store comes from: the environment, a key file, or somebody who is asked."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from article3.cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSPHRASE, NEW_PASSPHRASE, KEY_FILE = "ARTICLE3_PASSPHRASE", "ARTICLE3_NEW_PASSPHRASE", "ARTICLE3_KEY_FILE"


def secret(
    key_file: Path | None, environment: Mapping[str, str], *, new: bool = False, named: str = "Passphrase of the store"
) -> bytes:
    """What opens a store.

    Args:
        key_file: the file that the user named; it goes before the environment.
        environment: of the process.
        new: whether it is to be set, so that whoever types it types it twice.
        named: how to ask for it.

    Raises:
        UsageError: if there is none, and nobody who could be asked.
    """
    place = key_file or (Path(environment[KEY_FILE]) if environment.get(KEY_FILE) else None)
    if place is not None:
        try:
            found = place.read_bytes().rstrip(b"\r\n")
        except OSError as error:
            raise UsageError(f"the key file {place} cannot be read ({error.strerror})") from None
        if place.stat().st_mode & 0o077:
            raise UsageError(f"the key file {place} can be read by others; make it yours alone: chmod 600 {place}")
        return found
    if given := environment.get(PASSPHRASE):
        return given.encode()
    if not sys.stdin.isatty():
        raise UsageError(f"the store needs its passphrase: set {PASSPHRASE}, or name a file that holds it with --key-file")
    typed = getpass.getpass(f"{named}: ", stream=sys.stderr)
    if new and getpass.getpass("The same again: ", stream=sys.stderr) != typed:
        raise UsageError("the two passphrases differ; nothing was changed")
    return typed.encode()


def forget() -> None:
    """Take passphrases out of the environment, so that no program that is started from here sees them."""
    for name in (PASSPHRASE, NEW_PASSPHRASE):
        os.environ.pop(name, None)
