"""Several files written as one: all of them whole, or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from article3.cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_together(contents: Sequence[tuple[Path, bytes]]) -> None:
    """Write files, each readable by its owner only: they may hold a client's facts.

    Every file is first written beside its place; only when all are, each is moved there. What is no regular file (a terminal, a
    pipe) is written to last, and not replaced.

    Raises:
        UsageError: if one cannot be written; the message tells what was changed, mostly nothing.
    """
    staged: list[tuple[Path, Path]] = []
    direct = [(place, content) for place, content in contents if place.exists() and not place.is_file()]
    written: list[Path] = []
    place = Path()
    try:
        for place, content in contents:
            if (place, content) not in direct:
                staged.append((place, _beside(place.resolve(), content)))
        for place, new in staged:
            new.replace(place.resolve())
            written.append(place)
        for place, content in direct:
            place.write_bytes(content)
            written.append(place)
    except OSError as error:
        done = f"{', '.join(map(str, written))} was written before" if written else "nothing was changed"
        raise UsageError(f"{place} cannot be written ({error.strerror}); {done}") from None
    finally:
        for _, new in staged:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)


def check_writable(place: Path) -> None:
    """Refuse a place that cannot be written to, before work is done for it.

    Raises:
        UsageError: if its directory is not there or closed, or the file itself is.
    """
    whole = place.resolve()
    if not whole.parent.is_dir():
        raise UsageError(f"{place} cannot be written: there is no directory {whole.parent}; nothing was changed")
    if not os.access(whole.parent, os.W_OK | os.X_OK) or (whole.exists() and not os.access(whole, os.W_OK)):
        raise UsageError(f"{place} cannot be written: you may not write there; nothing was changed")


def _beside(place: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".article3.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
