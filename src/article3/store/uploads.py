"""Files that come in pieces: each is safe on disk before it is acknowledged, so that a broken connection costs one piece.

A piece is sealed under the key of its case and an id of its own, as a file is; only a row says where in which upload it belongs,
and that row is written after the piece. What became whole goes the way of every other file (:func:`article3.store.files.add`).
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from article3.store.access import Verb, demand
from article3.store.errors import DamagedError, NoAccessError, OffsetError, StoreError
from article3.store.files import add, check_size, forget, keep, plain_name, unsealed
from article3.store.models import Case, Piece, Upload, User

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEPT_FOR = dt.timedelta(days=7)
"""How long an upload is kept after its last piece."""
LARGEST_PIECE = 2 * 1024 * 1024
"""Most bytes of one piece: it is held in memory."""
MOST = 50
"""Most unfinished uploads of one person in one case."""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def begin(user: User, case: Case, name: str, size: int, fingerprint: str) -> Upload:
    """Take up the upload of a file, or go on with the one that this person began in this case.

    Args:
        user: who sends it.
        case: to which it is added.
        name: as they call it.
        size: bytes of the whole.
        fingerprint: 64 hexadecimal digits made of what the browser knows the file by, its name and size too.

    Raises:
        NoAccessError: if they may not.
        StoreError: if it is empty or too large, or too much is unfinished already.
    """
    demand(user, Verb.CASE_EDIT, case)
    check_size(size)
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise StoreError("a fingerprint has 64 hexadecimal digits; load the page again")
    with transaction.atomic():
        # Two pages that begin the same at the same moment wait for each other here.
        Case.objects.select_for_update().get(pk=case.pk)
        mine = Upload.objects.filter(case=case, by=user, file=None)
        known = mine.filter(fingerprint=fingerprint).first()
        if known is not None:
            return known
        if mine.count() >= MOST:
            raise StoreError(f"{MOST} of your files are unfinished here; finish them, or give some up")
        return Upload.objects.create(
            case=case, by=user, name=plain_name(name), size=size, fingerprint=fingerprint, at=timezone.now()
        )


def go_on(user: User, case: Case, identifier: uuid.UUID, start: int, content: bytes) -> Upload:
    """Keep the next piece; with the last one the file is whole, and kept as any other.

    Args:
        user: who sends it.
        case: to which.
        identifier: of the upload.
        start: where in the whole the piece begins.
        content: the piece; nothing, to ask that what has come whole be kept.

    Returns:
        The upload, with its ``file`` if that is whole; all up to ``done`` is safe on disk.

    Raises:
        NoAccessError: if they may not, did not begin it, or there is none.
        OffsetError: if it is not the next piece.
        StoreError: if it goes beyond the end, or the whole cannot be kept.
    """
    upload = _of(user, case, identifier)
    if upload.file_id is not None:
        return upload
    if start != upload.done:
        raise OffsetError(upload.done)
    if len(content) > LARGEST_PIECE or start + len(content) > upload.size:
        raise StoreError("more was sent than the file holds; load the page, and choose it again")
    if content:
        _take(upload, content)
    return upload if upload.done < upload.size else _finish(user, upload)


def unfinished(user: User, case: Case) -> list[Upload]:
    """What this person began to send to a case and did not finish; nothing for whoever may not send."""
    return list(Upload.objects.filter(case=case, by=user, file=None))


def give_up(user: User, case: Case, identifier: uuid.UUID) -> None:
    """Remove an upload with what has come of it; a file that it became stays.

    Raises:
        NoAccessError: if they may not, did not begin it, or there is none.
    """
    _remove([_of(user, case, identifier)])


def acknowledged(user: User, case: Case, identifiers: Iterable[str]) -> int:
    """A browser has heard that these uploads became files, and asks no more; what names none is passed over.

    Returns:
        How many did.

    Raises:
        NoAccessError: if they may not change the case.
    """
    demand(user, Verb.CASE_EDIT, case)
    named = {*identifiers}
    heard = [one for one in Upload.objects.filter(case=case, by=user).exclude(file=None) if str(one.pk) in named]
    _remove(heard)
    return len(heard)


def expire(now: dt.datetime | None = None) -> int:
    """Remove uploads that nobody went on with.

    Returns:
        How many there were.
    """
    old = list(Upload.objects.filter(at__lt=(now or timezone.now()) - KEPT_FOR))
    _remove(old)
    return len(old)


def _of(user: User, case: Case, identifier: uuid.UUID) -> Upload:
    """An upload that this person began in this case; another's is not there."""
    demand(user, Verb.CASE_EDIT, case)
    found = Upload.objects.filter(case=case, by=user, id=identifier).select_related("case").first()
    if found is None:
        raise NoAccessError("there is no such upload")
    return found


def _take(upload: Upload, content: bytes) -> None:
    """Seal a piece on disk, then say so; of two at the same place the first one counts."""
    piece = uuid.uuid4()
    keep(piece, bytes(upload.case.key), [content])
    now, done = timezone.now(), upload.done + len(content)
    with transaction.atomic():
        is_next = Upload.objects.filter(pk=upload.pk, file=None, done=upload.done).update(done=done, at=now) == 1
        if is_next:
            Piece.objects.create(id=piece, upload=upload, start=upload.done)
    if not is_next:
        forget(piece)
        raise OffsetError(Upload.objects.filter(pk=upload.pk).values_list("done", flat=True).first() or 0)
    upload.done, upload.at = done, now


def _finish(user: User, upload: Upload) -> Upload:
    """Keep what has come whole as a file, and remove its pieces."""
    try:
        kept = add(user, upload.case, upload.name, _whole(upload))
    except DamagedError:
        again = Upload.objects.filter(pk=upload.pk).first()
        if again is not None and again.file_id is not None:
            return again  # another request of the same browser was quicker
        _remove([upload])
        raise StoreError("what had come of the file was damaged on disk; send it again") from None
    with transaction.atomic():
        gone = _pieces([upload])
        Upload.objects.filter(pk=upload.pk).update(file=kept, at=timezone.now())
        Piece.objects.filter(upload=upload).delete()
    for piece in gone:
        forget(piece)
    upload.file = kept
    return upload


def _whole(upload: Upload) -> Iterator[bytes]:
    """What has come, in order.

    Raises:
        DamagedError: if a piece is missing or was changed.
    """
    at = 0
    for piece in Piece.objects.filter(upload=upload).order_by("start"):
        if piece.start != at:
            break
        for content in unsealed(piece.id, bytes(upload.case.key)):
            at += len(content)
            yield content
    if at != upload.size:
        raise DamagedError("an upload lacks a piece")


def _pieces(uploads: list[Upload]) -> list[uuid.UUID]:
    return list(Piece.objects.filter(upload__in=uploads).values_list("id", flat=True))


def _remove(uploads: list[Upload]) -> None:
    """Their rows, then their pieces: a piece without a row is swept away at the next start, a row without a piece is damage."""
    with transaction.atomic():
        gone = _pieces(uploads)
        Upload.objects.filter(pk__in=[one.pk for one in uploads]).delete()
    for piece in gone:
        forget(piece)
