"""Papers of a case: drafts, filled forms and packets, each with its versions."""

from __future__ import annotations

from django.db import models

from article3.store.models.cases import Case
from article3.store.models.files import StoredFile
from article3.store.models.users import User


class Paper(models.Model):
    """One version of a paper.

    Attributes:
        kind: such as ``brief`` or ``i589``.
        language: code of its language.
        number: of the version, from 1.
        file: what is kept of it, sealed.
        of_version: the version of the case that it was made from; none if somebody sent it.
        law: version of the law data that it was made with; empty likewise.
        as_of: the day whose law was applied.
        circuit: whose law was applied.
        remarks: what was said when it was made.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.RESTRICT, related_name="+")
    of_version = models.PositiveIntegerField(null=True)
    law = models.CharField(max_length=40, blank=True)
    as_of = models.DateField(null=True)
    circuit = models.CharField(max_length=8, blank=True)
    remarks = models.JSONField(default=list)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "language", "-number")
        constraints = (models.UniqueConstraint(fields=("case", "kind", "language", "number"), name="one_paper_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.language} {self.number}"
