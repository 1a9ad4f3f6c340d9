"""A store as one encrypted file: made while people work, checked after it was written, restored on another machine or database.

The file begins with a line in clear: what it is, and the master key as ``store.json`` keeps it, sealed with the passphrase. The
rest is a tar archive, sealed piece by piece (``sealing``): the rows of all tables as they stood at one moment, then every file as
it lies on disk, sealed under the key of its case, then a manifest with their digests.
"""

from __future__ import annotations

import hashlib
import tarfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from django.conf import settings
from django.db import connection, transaction

from article3 import __version__
from article3.store import trail
from article3.store.backup_head import LONGEST, MAGIC, Head, head_of
from article3.store.errors import DamagedError, StoreError
from article3.store.files import sealed_ids
from article3.store.rows import Row, dumped, load
from article3.store.sealing import seal, unseal
from article3.store.writing import settle, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from article3.store.home import Home
    from article3.store.keys import MasterKey

_USE = "backup"
_ROWS, _MANIFEST, _FILES = "rows.jsonl", "manifest.json", "files/"
_BLOCK = 512
_PIECE = 1 << 20


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds.

    Attributes:
        program: version of article3.
        rows: how many rows.
        digest: SHA-256 of the rows, as hexadecimal.
        files: SHA-256 of each sealed file, by its id.
        trail: how many lines the trail had.
        last: the hash of its last line.
    """

    program: str
    rows: int
    digest: str
    files: dict[str, str]
    trail: int
    last: str


def back_up(home: Home, key: MasterKey, place: Path, step: Callable[[], None] = lambda: None) -> Manifest:
    """Write a backup of an opened store, and read it again before it counts.

    Args:
        home: the store.
        key: its master key.
        place: the file; what stands there is replaced only by a whole backup.
        step: called after each file.

    Raises:
        StoreError: if the store lacks a file that it should have; the message names it.
        DamagedError: if what was written is not what is read back.
    """
    record = home.read()
    trail.record(None, "store.backed up")
    head = msgspec.json.encode(Head(MAGIC, 1, record.id, record.key)) + b"\n"
    made: list[Manifest] = []
    with whole(place) as out:
        out.write(head)
        seal(_archive(made, step), out, key.for_(_USE), record.id)
        out.flush()
        unfinished = Path(out.name)
        if examine(unfinished, key) != made[0]:
            raise DamagedError("the backup could not be read back as it was written; check the disk, and make it again")
    return made[0]


def examine(place: Path, key: MasterKey) -> Manifest:
    """Read a whole backup and hold everything in it against its manifest.

    Raises:
        DamagedError: if anything was changed or is missing.
    """
    found: dict[str, str] = {}
    rows = hashlib.sha256()
    count = 0
    manifest: Manifest | None = None
    for name, content in _members(place, key):
        if name == _MANIFEST:
            manifest = msgspec.json.decode(b"".join(content), type=Manifest)
        elif name == _ROWS:
            for piece in content:
                rows.update(piece)
                count += piece.count(b"\n")
        else:
            digest = hashlib.sha256()
            for piece in content:
                digest.update(piece)
            found[name.removeprefix(_FILES)] = digest.hexdigest()
    if manifest is None or manifest.files != found or manifest.digest != rows.hexdigest() or manifest.rows != count:
        raise DamagedError("the backup does not hold what its manifest names; use another one")
    return manifest


def restore(home: Home, place: Path, key: MasterKey, step: Callable[[], None] = lambda: None) -> Manifest:
    """Fill an opened and empty store from a backup.

    Raises:
        DamagedError: if the backup was changed, or does not fit.
    """
    manifest = examine(place, key)
    for name, content in _members(place, key):
        if name == _ROWS:
            load(_rows(content))
        elif name.startswith(_FILES):
            into = _place(home, uuid.UUID(name.removeprefix(_FILES)))
            into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole(into) as out:
                for piece in content:
                    out.write(piece)
            step()
    settle(home.files)
    found = trail.verify()
    if found.broken_at is not None or (found.lines, found.last) != (manifest.trail, manifest.last):
        raise DamagedError("the trail of the restored store is not the one that was backed up")
    trail.record(None, "store.restored")
    return manifest


def _archive(made: list[Manifest], step: Callable[[], None]) -> Iterator[bytes]:
    """The archive, piece by piece; the manifest at its end."""
    digest, count = hashlib.sha256(), 0
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        lines = [msgspec.json.encode(row) + b"\n" for row in dumped()]
        named = sealed_ids()
        state = trail.verify()
    body = b"".join(lines)
    digest.update(body)
    count = len(lines)
    yield from _member(_ROWS, len(body), iter([body]))
    files: dict[str, str] = {}
    root = Path(settings.ARTICLE3_FILES)  # type: ignore[misc] # a setting of ours
    for identifier in named:
        path = root / identifier.hex[:2] / identifier.hex
        try:
            source = path.open("rb")
        except FileNotFoundError:
            if identifier in sealed_ids():
                raise StoreError(f"the file {identifier.hex} is not on disk; put it back from an earlier backup") from None
            raise StoreError("a file was removed while the backup was made; make it again") from None
        with source:
            hashed = hashlib.sha256()
            yield from _member(f"{_FILES}{identifier.hex}", path.stat().st_size, _hashed(source, hashed))
        files[identifier.hex] = hashed.hexdigest()
        step()
    made.append(Manifest(__version__, count, digest.hexdigest(), files, state.lines, state.last))
    told = msgspec.json.encode(made[0])
    yield from _member(_MANIFEST, len(told), iter([told]))
    yield bytes(2 * _BLOCK)


def _hashed(source: BinaryIO, digest: hashlib._Hash) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        digest.update(piece)
        yield piece


def _member(name: str, size: int, content: Iterator[bytes]) -> Iterator[bytes]:
    info = tarfile.TarInfo(name)
    info.size = size
    yield info.tobuf(tarfile.PAX_FORMAT)
    written = 0
    for piece in content:
        written += len(piece)
        yield piece
    if written != size:
        raise StoreError("a file was changed while the backup was made; make it again")
    yield bytes(-size % _BLOCK)


def _members(place: Path, key: MasterKey) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The parts of a backup in order; each is to be read before the next."""
    head = head_of(place)
    with place.open("rb") as source:
        source.readline(LONGEST)
        stream = _Pulled(unseal(source, key.for_(_USE), head.store))
        try:
            with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload] # it needs read() alone
                for member in archive:
                    content = archive.extractfile(member)
                    if content is None:
                        raise DamagedError("the backup holds something else than files")
                    yield member.name, iter(lambda content=content: content.read(_PIECE), b"")  # type: ignore[misc]
        except tarfile.TarError:
            raise DamagedError("the backup is no archive inside") from None
        stream.drain()


def _rows(content: Iterator[bytes]) -> Iterator[Row]:
    rest = b""
    for piece in content:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield msgspec.json.decode(line, type=Row)
    if rest:
        raise DamagedError("the rows of the backup break off")


def _place(home: Home, identifier: uuid.UUID) -> Path:
    return home.files / identifier.hex[:2] / identifier.hex


class _Pulled:
    """Pieces as a file that can only be read onwards."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = bytearray()

    def read(self, size: int) -> bytes:
        """At most so many bytes."""
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        found = bytes(self._held[:size])
        del self._held[:size]
        return found

    def drain(self) -> None:
        """Read to the end, so that what was cut off or added there is noticed."""
        for _ in self._pieces:
            pass
