"""Files of cases: the content lies encrypted beside the database, its particulars in it."""

from __future__ import annotations

import uuid

from django.db import models

from article3.store.models.cases import Case
from article3.store.models.users import User


class StoredFile(models.Model):
    """One file.

    Attributes:
        id: names the encrypted file and is sealed into it.
        name: as the user called it; never used as a path.
        kind: media type, found from the content.
        size: bytes of the content.
        digest: SHA-256 of the content, as hexadecimal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("case", "digest"), name="one_copy_of_a_file_in_a_case"),)

    def __str__(self) -> str:
        return str(self.id)


class Upload(models.Model):
    """A file of which not all has come yet; its pieces lie sealed on disk. A backup leaves it out.

    Attributes:
        fingerprint: what the browser found of the file, by which it is known again: hexadecimal digits.
        size: bytes of the whole.
        done: bytes that are safe on disk; the next piece begins there.
        at: when the last piece came.
        file: what it became; kept for a while, for a browser that did not hear so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    done = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "by", "fingerprint"), condition=models.Q(file=None), name="one_upload_of_a_file_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Piece(models.Model):
    """A piece of an upload that is safe on disk.

    Attributes:
        id: names the encrypted file and is sealed into it.
        start: where in the whole it begins.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("upload", "start")
        constraints = (models.UniqueConstraint(fields=("upload", "start"), name="one_piece_at_a_place"),)

    def __str__(self) -> str:
        return str(self.id)
