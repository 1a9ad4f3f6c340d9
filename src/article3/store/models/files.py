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
