"""Files of cases: sealed on disk before their row says that they are there."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from article3.store import reading, trail
from article3.store.access import Verb, demand
from article3.store.errors import DamagedError, NoAccessError, StoreError
from article3.store.models import Case, Paper, Piece, Report, StoredFile, User
from article3.store.sealing import seal, unseal
from article3.store.writing import settle, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 200_000_000
"""Most bytes of one file."""
UNFINISHED = ".unfinished-"
_HEAD = 4096

_KINDS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add(user: User, case: Case, name: str, pieces: Iterable[bytes]) -> StoredFile:
    """Keep a file with a case; the same content is kept once.

    Args:
        user: who adds it.
        case: to which.
        name: as they call it.
        pieces: its content.

    Raises:
        NoAccessError: if they may not.
        StoreError: if it is empty or too large.
    """
    demand(user, Verb.CASE_EDIT, case)
    identifier = uuid.uuid4()
    counted = keep(identifier, bytes(case.key), pieces)
    with transaction.atomic():
        digest = counted.digest.hexdigest()
        known = StoredFile.objects.filter(case=case, digest=digest).first()
        if known is None:
            known = StoredFile.objects.create(
                id=identifier,
                case=case,
                name=plain_name(name),
                kind=kind_of(counted.head),
                size=counted.size,
                digest=digest,
                by=user,
                at=timezone.now(),
            )
            trail.record(user, "file.added", known.id, case=str(case.id), size=counted.size)
            reading.wanted(known)
    if known.id != identifier:
        forget(identifier)
    return known


def keep(identifier: uuid.UUID, key: bytes, pieces: Iterable[bytes]) -> Counted:
    """Seal content on disk; its row comes after.

    Args:
        identifier: of the row to come.
        key: what it is sealed under.
        pieces: the content.

    Returns:
        What was counted of it on the way.

    Raises:
        StoreError: if it is empty or too large; nothing is left of it.
    """
    counted = Counted(pieces)
    place = _place(identifier)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole(place) as out:
        seal(counted, out, key, identifier.hex)
        check_size(counted.size)
    settle(place.parent.parent)
    return counted


def forget(identifier: uuid.UUID) -> None:
    """Remove sealed content that has no row."""
    _place(identifier).unlink(missing_ok=True)


def found(user: User, case: Case, identifier: uuid.UUID) -> StoredFile:
    """A file of a case.

    Raises:
        NoAccessError: if they may not, or there is none.
    """
    demand(user, Verb.CASE_READ, case)
    known = StoredFile.objects.filter(case=case, id=identifier).first()
    if known is None:
        raise NoAccessError("there is no such file")
    return known


def files_of(user: User, case: Case, *, papers: bool = True) -> list[StoredFile]:
    """The files of a case.

    Args:
        user: who asks.
        case: the case.
        papers: whether those that are versions of papers are among them.

    Raises:
        NoAccessError: if they may not read it.
    """
    demand(user, Verb.CASE_READ, case)
    found = StoredFile.objects.filter(case=case).select_related("by")
    return list(found if papers else found.exclude(pk__in=Paper.objects.filter(case=case).values("file")))


def content(known: StoredFile | Report) -> Iterator[bytes]:
    """What a file or a report holds, piece by piece; whoever calls has asked whether they may (:func:`found`).

    Raises:
        DamagedError: if it is not what was kept.
    """
    yield from unsealed(known.id, bytes(known.case.key if isinstance(known, StoredFile) else known.key))


def unsealed(identifier: uuid.UUID, key: bytes) -> Iterator[bytes]:
    """What :func:`keep` has sealed, piece by piece.

    Raises:
        DamagedError: if it is not what was kept.
    """
    try:
        source = _place(identifier).open("rb")
    except FileNotFoundError:
        raise DamagedError("a file of the case is missing on disk; put it back from a backup") from None
    with source:
        yield from unseal(source, key, identifier.hex)


def remove(user: User, case: Case, known: StoredFile) -> None:
    """Take a file out of a case; earlier backups still hold it.

    Raises:
        NoAccessError: if they may not.
        StoreError: if it is a version of a paper.
    """
    demand(user, Verb.CASE_EDIT, case)
    if Paper.objects.filter(file=known).exists():
        raise StoreError("it is a version of a paper; papers are kept")
    with transaction.atomic():
        trail.record(user, "file.removed", known.id, case=str(case.id))
        identifier = known.id
        known.delete()
    forget(identifier)


def check_size(size: int) -> None:
    """Refuse what cannot be kept.

    Raises:
        StoreError: if it is empty or too large.
    """
    if size <= 0:
        raise StoreError("the file is empty; nothing was kept")
    if size > LARGEST:
        raise StoreError(f"the file is larger than {LARGEST // 1_000_000} MB; scan it in gray, or divide it")


def kind_of(head: bytes) -> str:
    """The media type that the first bytes of a file show; its name is not asked."""
    for start, kind in _KINDS:
        if head.startswith(start):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _WORD if b"word/" in head or b"[Content_Types].xml" in head else "application/zip"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if b"\x00" in head:
        return "application/octet-stream"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith((b"from:", b"received:", b"return-path:", b"mime-version:", b"delivered-to:")):
        return "message/rfc822"
    return "text/plain"


def sealed_ids() -> list[uuid.UUID]:
    """Of everything that is sealed on disk, in order: files of cases and reports of the library."""
    return sorted((*StoredFile.objects.values_list("id", flat=True), *Report.objects.values_list("id", flat=True)))


def sweep() -> int:
    """Remove what an interrupted upload left: files without a row. To be called while nobody uploads, at the start.

    Returns:
        How many there were.
    """
    known = {identifier.hex for identifier in (*sealed_ids(), *Piece.objects.values_list("id", flat=True))}
    gone = 0
    for path in (*_root().glob("*/*"), *_root().glob(f"{UNFINISHED}*")):
        if path.name.startswith(UNFINISHED) or path.name not in known:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _root() -> Path:
    return Path(settings.ARTICLE3_FILES)  # type: ignore[misc] # a setting of ours


def _place(identifier: uuid.UUID) -> Path:
    return _root() / identifier.hex[:2] / identifier.hex


def plain_name(name: str) -> str:
    """The last part of a name, without what could command a terminal or hide in a list."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    return kept[-255:] or "file"


class Counted:
    """Pieces as they pass by.

    Attributes:
        size: bytes so far.
        head: the first of them.
        digest: SHA-256 so far.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.size = 0
        self.head = b""
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            if self.size:
                check_size(self.size)
            if len(self.head) < _HEAD:
                self.head += piece[: _HEAD - len(self.head)]
            self.digest.update(piece)
            yield piece
