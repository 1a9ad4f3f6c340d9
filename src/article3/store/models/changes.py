"""What a change of law does to cases, kept so that it is worked out once."""

from __future__ import annotations

from django.db import models

from article3.store.models.cases import Case


class Change(models.Model):
    """What becomes of one version of a case between the law of two days.

    Attributes:
        law: version of the law data.
        from_day, to_day: the days.
        found: what changes, as :class:`article3.findings.impact.CaseImpact` is written; nothing if nothing does.
        problem: why it could not be found out, in words of ours; empty if it could.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    law = models.CharField(max_length=40)
    from_day = models.DateField()
    to_day = models.DateField()
    at = models.DateTimeField()
    found = models.JSONField(null=True)
    problem = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (models.Index(fields=("from_day", "to_day", "law")),)
        constraints = (
            models.UniqueConstraint(fields=("case", "version", "law", "from_day", "to_day"), name="one_change_of_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.version} {self.from_day} {self.to_day}"
