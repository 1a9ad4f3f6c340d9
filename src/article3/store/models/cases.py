"""Cases as versioned documents: what is saved is kept, with who and when."""

from __future__ import annotations

import uuid

from django.db import models

from article3.store.models.users import User


class Case(models.Model):
    """A client's case.

    Attributes:
        id: public, says nothing.
        title: as the latest version names it.
        current: the number of the latest version.
        closed: when it was closed; open cases have none.
        key: seals the case's files; destroying it destroys them, in every copy made by then too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=300)
    current = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    closed = models.DateTimeField(null=True, blank=True)
    key = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return str(self.id)


class Version(models.Model):
    """What a case file said after one change. Versions are added and never altered.

    Attributes:
        number: from 1, without gaps.
        text: the case file.
        why: what was done, in words of ours, such as "answered" or "put back version 3".
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_version_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class Part(models.TextChoices):
    """What somebody does in one case."""

    SUPERVISES = "supervises", "Supervises"
    WORKS = "works", "Works on it"
    READS = "reads", "Reads it"


class Assignment(models.Model):
    """Somebody may open a case: nobody else can."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "user"), name="one_part_in_a_case"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id} {self.part}"


class Standing(models.Model):
    """What was found of one version of a case: an assessment that can be made again, and the line of the list of cases.

    Attributes:
        law: version of the law data.
        as_of: the day whose law was applied.
        circuit: as in ``Forum.circuit``.
        forms: the truth of each form of protection.
        unknown: how many facts are still to be known for protection under the Convention.
        next_day: of the next thing that is due, if any: its last day.
        next_safe: the earlier day on which it is surely done in time, if that last day is not sure.
        next_what: which clock that is.
        fingerprint: of what was found and what it depends on, so that it can be told whether it came out the same again.
        found: the truth of every finding, and the readings of law that were alive.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    law = models.CharField(max_length=40)
    as_of = models.DateField()
    circuit = models.CharField(max_length=8)
    country = models.CharField(max_length=80)
    forms = models.JSONField()
    unknown = models.PositiveIntegerField()
    next_day = models.DateField(null=True)
    next_safe = models.DateField(null=True)
    next_what = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    found = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=("case", "-at")),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.version} {self.law}"


class Review(models.Model):
    """One round of a supervisor's review: a version submitted, then returned or approved, or taken back.

    Attributes:
        version: what was submitted; what is saved afterwards was not reviewed.
        state: one of ``Review.State``.
        words: what whoever submitted it says.
        answer: what the supervisor says.
    """

    class State(models.TextChoices):
        """How far a review has come; a case without one is a draft."""

        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"
        TAKEN_BACK = "taken_back", "Taken back"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("case",), condition=models.Q(state="submitted"), name="one_open_review_of_a_case"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.version} {self.state}"


class Note(models.Model):
    """A remark on a case, a finding or a document; kept, and marked as settled rather than removed.

    Attributes:
        about: what it is on, such as ``acquiescence[gang]``, or ``file:`` and a file's id; empty for the whole case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    about = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    settled = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.about}"
