"""Write a book to a directory: whole or not at all, and never over anything that is not an earlier book."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "book.json"
"""Names every file of a book, so that a later one can take its place and nothing else is lost."""


class Manifest(msgspec.Struct, frozen=True):
    """What a book consists of.

    Attributes:
        book: what made it.
        files: the paths of its files.
    """

    book: str
    files: tuple[str, ...]


class OccupiedError(Exception):
    """The directory holds something that is no earlier book; the message says what and what to do."""


def write(files: Mapping[str, str | bytes], out: Path, book: str, *, force: bool = False) -> None:
    """Write the files of a book; an earlier book in the directory is replaced.

    Args:
        files: contents by path.
        out: the directory; made if there is none.
        book: what made it, for the manifest.
        force: write into a directory that holds other things too; they stay.

    Raises:
        OccupiedError: if the directory holds other things, or is a file.
        OSError: if it cannot be written; what stood there before is untouched, as far as the system allows.
    """
    out = out.resolve()
    others = check(out, force=force)
    manifest = msgspec.json.format(msgspec.json.encode(Manifest(book, tuple(sorted(files)))), indent=2).decode() + "\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.", ignore_cleanup_errors=True) as beside:
        made = Path(beside) / "new"
        for name, content in {**files, MANIFEST: manifest}.items():
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        if others:
            _into(made, out, manifest)
        else:
            _in_place_of(made, out, Path(beside) / "old")


def check(out: Path, *, force: bool = False) -> tuple[str, ...]:
    """What a directory holds besides an earlier book; asked before a book is made, so that nobody waits in vain.

    Raises:
        OccupiedError: if it holds anything and ``force`` is not given, or is a file.
    """
    if not out.exists():
        return ()
    if not out.is_dir():
        raise OccupiedError(f"{out} is a file; name a directory for the book")
    own = {MANIFEST, *_earlier(out)}
    others = tuple(sorted(str(path.relative_to(out)) for path in out.rglob("*") if not path.is_dir()))
    others = tuple(name for name in others if Path(name).as_posix() not in own)
    if others and not force:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise OccupiedError(
            f"{out} holds what is not part of an earlier book ({others[0]}{more}); nothing was written. "
            "Name another directory, or use --force to write the book among it"
        )
    return others


def _earlier(out: Path) -> tuple[str, ...]:
    try:
        return msgspec.json.decode((out / MANIFEST).read_bytes(), type=Manifest).files
    except (OSError, msgspec.MsgspecError):
        return ()


def _in_place_of(made: Path, out: Path, old: Path) -> None:
    if not out.exists():
        made.rename(out)
        return
    out.rename(old)
    try:
        made.rename(out)
    except BaseException:
        old.rename(out)
        raise


def _into(made: Path, out: Path, manifest: str) -> None:
    """Among other things: pages of an earlier book that the new one lacks go, whatever else is there stays."""
    gone = set(_earlier(out)) - set(msgspec.json.decode(manifest, type=Manifest).files)
    for path in sorted(made.rglob("*")):
        place = out / path.relative_to(made)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            shutil.move(path, place)
    for name in gone:
        place = out / name
        if place.resolve().is_relative_to(out):
            place.unlink(missing_ok=True)
