"""Keep the checked law data in one file, so that a later start need not read and check every TOML file again.

The copy holds nothing but the law data. It is used only while every file of the law data has the size and the time of last
change that it had when the copy was made; otherwise, or if anything is wrong with it, it is made anew.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def fingerprint(directory: Path, *more: str) -> str:
    """What identifies the state of all TOML files below a directory (and of whatever else matters)."""
    state = list(more)
    waiting = [(directory, "")]
    while waiting:
        folder, place = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda found: found.name):
                if entry.name.endswith(".toml"):
                    stat = entry.stat()
                    state.append(f"{place}{entry.name} {stat.st_size} {stat.st_mtime_ns}")
                elif "." not in entry.name and entry.is_dir():
                    waiting.append((Path(entry.path), f"{place}{entry.name}/"))
    written = "\n".join(state).encode()
    return f"{zlib.crc32(written):08x}{zlib.adler32(written):08x}"


def recall(key: str, kind: type[T]) -> T | None:
    """What was kept under a key; ``None`` if there is nothing usable."""
    try:
        return msgspec.json.decode(_place(key).read_bytes(), type=kind)
    except (OSError, RuntimeError, msgspec.MsgspecError, ValueError):
        return None


def keep(key: str, value: object) -> None:
    """Keep a value under a key; where that is impossible, nothing is lost but time."""
    import tempfile  # noqa: PLC0415 - needed only when the law data has changed

    with contextlib.suppress(OSError, RuntimeError):  # a user without a home has no place to keep it
        place = _place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".law-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(value))
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        for old in place.parent.glob("law-*.json"):
            if old != place:
                old.unlink(missing_ok=True)


def _place(key: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "article3" / f"law-{key}.json"
