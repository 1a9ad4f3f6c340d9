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
                    state.append(f"{place}{entry.name} {_stamp(entry)}")
                elif "." not in entry.name and entry.is_dir():
                    waiting.append((Path(entry.path), f"{place}{entry.name}/"))
    written = "\n".join(state).encode()
    return f"{zlib.crc32(written):08x}{zlib.adler32(written):08x}"


def _stamp(entry: os.DirEntry[str]) -> str:
    try:
        stat = entry.stat()
    except OSError:  # a link to nothing; the loader says so when it reads it
        return "-"
    return f"{stat.st_size} {stat.st_mtime_ns}"


def stamps(*modules: Path) -> list[str]:
    """What changes when the code that checks the data does, so that nothing checked by older code is taken from a copy."""
    return [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in modules if path.exists()]


def recall(key: str, kind: type[T], of: str = "law") -> T | None:
    """What was kept under a key; ``None`` if there is nothing usable.

    Args:
        key: from :func:`fingerprint`.
        kind: its type.
        of: which part of the law data it is; each part has one copy.
    """
    try:
        return msgspec.json.decode(_place(key, of).read_bytes(), type=kind)
    except (OSError, RuntimeError, msgspec.MsgspecError, ValueError):
        return None


def keep(key: str, value: object, of: str = "law") -> None:
    """Keep a value under a key; where that is impossible, nothing is lost but time."""
    import tempfile  # noqa: PLC0415 - needed only when the law data has changed

    with contextlib.suppress(OSError, RuntimeError):  # a user without a home has no place to keep it
        place = _place(key, of)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{of}-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(value))
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        for old in place.parent.glob(f"{of}-*.json"):
            if old != place:
                old.unlink(missing_ok=True)


def _place(key: str, of: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "article3" / f"{of}-{key}.json"
