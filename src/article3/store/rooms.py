"""A folder for work that needs files: in memory where the system has room for that, and gone when the work is done."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, in which a folder of our own is made
_TIMES = 4
"""So many times the size of what goes in must be free: pages are copied on the way."""
_SPARE = 256_000_000
"""Bytes that are left to others."""


@contextlib.contextmanager
def room(size: int) -> Iterator[Path]:
    """A folder that its owner alone can open; it is taken away whatever happens to the work.

    Where memory has no room for it, it lies beside the sealed files: for as long as the work takes, what is put there is on disk.

    Args:
        size: bytes that are going to be put into it.
    """
    above = MEMORY if _has_room(size) else _beside()
    place = Path(tempfile.mkdtemp(prefix=_prefix(), dir=above))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def sweep_rooms() -> int:
    """Take away what work left that was killed; to be called while none is done, at the start.

    Returns:
        How many folders there were.
    """
    gone = 0
    for above in (MEMORY, _beside()):
        for place in above.glob(f"{_prefix()}*") if above.is_dir() else ():
            shutil.rmtree(place, ignore_errors=True)
            gone += 1
    return gone


def _prefix() -> str:
    """Of the folders of this store alone: another one that the same person serves is not touched."""
    return f"article3-{hashlib.sha256(bytes(_beside())).hexdigest()[:12]}-"


def _has_room(size: int) -> bool:
    try:
        return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > _TIMES * size + _SPARE
    except OSError:
        return False


def _beside() -> Path:
    place = Path(settings.ARTICLE3_FILES)  # type: ignore[misc] # a setting of ours
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place
