"""The text of documents: how far it has been read, and the passages found; the shared library of reports about countries."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy

from article3.store.models.files import StoredFile
from article3.store.models.users import User

_ONE_OF = models.Q(file__isnull=False, report__isnull=True) | models.Q(file__isnull=True, report__isnull=False)


class Report(models.Model):
    """A report about the conditions in a country, for everybody who works here; its content is sealed under a key of its own.

    Attributes:
        id: names the encrypted file and is sealed into it.
        title: as the report calls itself.
        country: that it is about.
        source: who published it.
        published: the day it bears.
        version: from 1; one more for each report of the same title, country and source.
        name: of the file, as the user called it; never used as a path.
        kind: media type, found from the content.
        size: bytes of the content.
        digest: SHA-256 of the content, as hexadecimal.
        key: seals the content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=300)
    country = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    published = models.DateField()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    key = models.BinaryField(max_length=32)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("country", "-published", "title", "-version")
        indexes = (models.Index(fields=("country", "-published")),)

    def __str__(self) -> str:
        return str(self.id)


class Reading(models.Model):
    """How far the text of one document has been read; the document is a file of a case, or a report of the library.

    Attributes:
        state: one of ``Reading.State``.
        pages: how many there are; 0 while that is not known.
        done: how many of them have been read.
        unread: pages, or attachments of a message, that were left out.
        problem: why it failed, or why something was left out; one of ``Reading.Problem``, or empty.
        attempts: how often it was begun; a worker that was stopped leaves its work to the next.
        beat: when whoever reads it last said so.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", gettext_lazy("waiting to be read")
        READING = "reading", gettext_lazy("being read")
        READ = "read", gettext_lazy("read")
        FAILED = "failed", gettext_lazy("could not be read")

    class Problem(models.TextChoices):
        """Why a document could not be read, and what to do. None of these words quotes the document."""

        CLOSED = "closed", gettext_lazy("it is closed by a password; add a copy without one")
        BROKEN = "broken", gettext_lazy("it is damaged; open it, and save or print it anew as PDF")
        KIND = "kind", gettext_lazy("this kind of file is not read; save it as PDF")
        OUTLOOK = "outlook", gettext_lazy("a file of Outlook or of old Word is not read; save the message as .eml, a text as PDF")
        LETTERS = "letters", gettext_lazy("its letters are in no encoding that can be told; save it as UTF-8 or PDF")
        LARGE = "large", gettext_lazy("it unpacks to more than a document can have; print the pages that matter to a new PDF")
        PAGES = "pages", gettext_lazy("it has too many pages; divide it")
        PICTURE = "picture", gettext_lazy("a picture in it is too large; scan it at 300 dots an inch")
        TIME = "time", gettext_lazy("a page of it took too long; scan it anew, in gray, at 300 dots an inch")
        MEMORY = "memory", gettext_lazy("it takes more memory than one document may have; divide it")
        NO_OCR = (
            "no_ocr",
            gettext_lazy(
                "pages that are pictures were not recognized: this machine has no Tesseract; install Debian's tesseract-ocr, "
                "tesseract-ocr-ara and tesseract-ocr-spa, then try again"
            ),
        )
        ATTACHED = "attached", gettext_lazy("attachments of the message were not read; save them, and add each as a document")
        BOXES = "boxes", gettext_lazy("text in boxes was not read; save it as PDF, and add that")
        MISSING = "missing", gettext_lazy("what is kept of it on disk is missing or damaged; put it back from a backup")
        STOPPED = "stopped", gettext_lazy("whatever read it was stopped several times; try again, or divide it")
        OURS = "ours", gettext_lazy("an error of ours; tell whoever runs this server when it happened")

    file = models.OneToOneField(StoredFile, null=True, on_delete=models.CASCADE, related_name="reading")
    report = models.OneToOneField(Report, null=True, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    pages = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=12, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    beat = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=_ONE_OF, name="a_reading_is_of_one_document"),)
        indexes = (models.Index(fields=("state", "beat")),)

    def __str__(self) -> str:
        return f"{self.file_id or self.report_id} {self.state}"

    @property
    def says(self) -> str:
        """The problem in words; empty if there is none."""
        return str(Reading.Problem(self.problem).label) if self.problem else ""


class Passage(models.Model):
    """A paragraph or so of a document's text.

    Attributes:
        page: from 1; 0 where the document has no pages.
        position: from 1, on its page.
        text: as it stands there.
        language: en, ar or es; empty where that cannot be told, or it is another.
        recognized: whether a machine read it from a picture.
        confidence: of that machine in what it read, 0 to 100.
        words: what search goes by, made of the text (``documents.texts.words``); the index is made of it by the database.
    """

    file = models.ForeignKey(StoredFile, null=True, on_delete=models.CASCADE, related_name="passages")
    report = models.ForeignKey(Report, null=True, on_delete=models.CASCADE, related_name="passages")
    page = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=2, blank=True)
    recognized = models.BooleanField(default=False)
    confidence = models.FloatField(null=True)
    words = models.TextField()

    class Meta:
        ordering = ("file", "report", "page", "position")
        constraints = (
            models.CheckConstraint(condition=_ONE_OF, name="a_passage_is_of_one_document"),
            models.UniqueConstraint(fields=("file", "page", "position"), name="one_passage_at_a_place_of_a_file"),
            models.UniqueConstraint(fields=("report", "page", "position"), name="one_passage_at_a_place_of_a_report"),
        )

    def __str__(self) -> str:
        return f"{self.file_id or self.report_id} {self.page} {self.position}"
