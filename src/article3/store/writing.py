"""Files written whole or not at all, and there for good once the call returns."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def whole(place: Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes its place when the block ends well and leaves nothing when it does not."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".unfinished-")
    try:
        os.close(handle)
        with Path(name).open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    settle(place.parent)


def write_whole(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    with whole(place) as out:
        out.write(content)


def settle(directory: Path) -> None:
    """Make the names in a directory as lasting as the files: a power cut must not undo a rename."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
