"""CourtListener's answers, kept with their day in the user's cache, so that the same citation is not asked for twice.

Each answer has a file of its own, written whole: runs at the same time lose nothing of one another's.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from article3.citations.online import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDER = "courtlistener"
_ALL_IN_ONE = "courtlistener.json"
"""The one file in which version 0.6 and earlier kept all answers."""


def place() -> Path:
    """The folder in which they are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "article3" / _FOLDER


def kept(citations: Iterable[str]) -> dict[str, Answer]:
    """Earlier answers on these citations; a file that is not there or is not as we wrote it is none."""
    _part_old()
    found = {one: _read(_file(one)).get(one) for one in citations}
    return {one: answer for one, answer in found.items() if answer is not None}


def keep(answers: Mapping[str, Answer]) -> None:
    """Add answers to those that are kept; only the owner can read them. What cannot be written is not kept."""
    with contextlib.suppress(OSError):
        place().mkdir(mode=0o700, parents=True, exist_ok=True)
        for one, answer in answers.items():
            _write(_file(one), one, answer)


def _file(citation: str) -> Path:
    return place() / f"{quote(citation, safe=' ')}.json"


def _read(file: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Answer])
    except (OSError, ValueError, RecursionError):  # msgspec's errors, and those of broken UTF-8, are of the second kind
        return {}


def _write(file: Path, citation: str, answer: Answer) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode({citation: answer}))
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _part_old() -> None:
    """Give each answer of the old file a file of its own, unless there is a newer one, and remove the old."""
    old = place().with_name(_ALL_IN_ONE)
    if not old.is_file():
        return
    answers = _read(old)
    keep({one: answer for one, answer in answers.items() if not _file(one).exists()})
    if all(_file(one).exists() for one in answers):
        with contextlib.suppress(OSError):
            old.unlink(missing_ok=True)
