"""Calendars that other programs read at an address that nobody can guess."""

from __future__ import annotations

from django.db import models

from article3.store.models.cases import Case
from article3.store.models.users import User


class Feed(models.Model):
    """A calendar that somebody lets a program read: of one case, or of all that they may open.

    Attributes:
        digest: SHA-256 of the token in its address, as hexadecimal; the token itself is shown once and kept nowhere.
        case: which; all open ones of the person if there is none.
        names: whether the titles of cases are in it.
        read: the last day on which it was read.
    """

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    names = models.BooleanField(default=False)
    made = models.DateTimeField()
    read = models.DateField(null=True)

    class Meta:
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return str(self.pk)
