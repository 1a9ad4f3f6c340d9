"""CourtListener's answers, kept with their day in the user's cache, so that the same citation is not asked for twice."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.citations.online import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "courtlistener.json"


def place() -> Path:
    """Where they are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "article3" / _NAME


def kept() -> dict[str, Answer]:
    """Earlier answers; none if the file is not there or is not as we wrote it."""
    try:
        return msgspec.json.decode(place().read_bytes(), type=dict[str, Answer])
    except (OSError, ValueError, RecursionError):  # msgspec's errors, and those of broken UTF-8, are of the second kind
        return {}


def keep(answers: Mapping[str, Answer]) -> None:
    """Add answers to those that are kept; the file is readable by its owner only. What cannot be written is not kept."""
    where = place()
    with contextlib.suppress(OSError):
        where.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=where.parent, prefix=f".{_NAME}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(kept() | dict(answers)))
            Path(name).replace(where)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
