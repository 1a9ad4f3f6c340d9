"""The trail: what was done, by whom, when. Rows are added and never altered; the database itself refuses that."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One line of the trail.

    It holds no client's facts: cases and files by their ids, users by number.

    Attributes:
        number: from 1, without gaps.
        who: the user's number, or 0 for the command line and nobody.
        did: what, such as ``case.opened``.
        on: id of the case, user or file; may be empty.
        detail: what else must be known, such as the version saved.
        before: the hash of the line before, as hexadecimal.
        hash: SHA-256 over all of this line and ``before``.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.PositiveBigIntegerField()
    did = models.CharField(max_length=40)
    on = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("on", "number")),)

    def __str__(self) -> str:
        return f"{self.number} {self.did}"
