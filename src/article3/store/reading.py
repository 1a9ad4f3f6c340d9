"""The text of documents, read in the background: asked for when a document is kept, carried on where it stopped.

Work is a task of Django's that knows the number of a row alone. What it has read is kept page by page, so that a worker that is
stopped loses one page; the next worker goes on from there.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from article3.documents.texts import apart
from article3.documents.texts.languages import language_of
from article3.documents.texts.model import Page, Pages, Said
from article3.documents.texts.words import indexed
from article3.store.access import Verb, demand
from article3.store.errors import DamagedError
from article3.store.models import Passage, Reading, Report, StoredFile

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from article3.store.models import Case, User

MOST_ATTEMPTS = 5
"""How often a document is begun that takes its worker with it."""
_QUIET = 600
"""Seconds after which a worker of another machine that says nothing is taken to be gone."""
_TOGETHER = 50
_OFTEN = 1.0
"""Pages are kept so many together, or once so many seconds have gone by."""
_TASKS_KEPT = 86_400
STOPPING = threading.Event()
"""Set when this process is to end: what is being read is laid down after the page at hand."""

logger = logging.getLogger(__name__)


def wanted(document: StoredFile | Report) -> Reading:
    """Ask for the text of a document that was just kept, in the transaction that keeps it."""
    made, is_new = Reading.objects.get_or_create(**_of(document), defaults={"beat": timezone.now()})
    if is_new:
        _enqueue(made.pk)
    return made


def again(user: User, document: StoredFile | Report) -> None:
    """Read a document anew from its first page.

    Raises:
        NoAccessError: if they may not change the case, or the library.
    """
    if isinstance(document, StoredFile):
        demand(user, Verb.CASE_EDIT, document.case)
    else:
        demand(user, Verb.LIBRARY_ADD)
    with transaction.atomic():
        Passage.objects.filter(**_of(document)).delete()
        Reading.objects.filter(**_of(document)).delete()
        wanted(document)


def readings_of(user: User, case: Case) -> dict[uuid.UUID, Reading]:
    """How far the text of each file of a case has been read, by the file's id.

    Raises:
        NoAccessError: if they may not read the case.
    """
    demand(user, Verb.CASE_READ, case)
    return {one.file_id: one for one in Reading.objects.filter(file__case=case) if one.file_id}


def _of(document: StoredFile | Report) -> dict[str, StoredFile | Report]:
    return {"file" if isinstance(document, StoredFile) else "report": document}


def worker_name() -> str:
    """This process, as its work is marked: whether it is still there can be told on the same machine."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def resume() -> int:
    """Ask for what nobody is at: a worker was killed, a backup was restored, or documents are older than the reading of texts.

    Returns:
        How many documents that were.
    """
    with transaction.atomic():
        now = timezone.now()
        unfinished = dict(
            Reading.objects.filter(state__in=(Reading.State.WAITING, Reading.State.READING)).values_list("pk", "beat")
        )
        at_work = set()
        for row in (DBTaskResult.objects.ready() | DBTaskResult.objects.running()).select_for_update():
            number = row.args_kwargs["args"][0]
            if row.worker_ids and _is_gone(row.worker_ids[-1], unfinished.get(number), now):
                row.delete()
            else:
                at_work.add(number)
        left = sorted(unfinished.keys() - at_work)
        Reading.objects.filter(pk__in=left).update(state=Reading.State.WAITING, beat=now)
        for number in left:
            _enqueue(number)
        never: tuple[StoredFile | Report, ...] = (*StoredFile.objects.filter(reading=None), *Report.objects.filter(reading=None))
        for document in never:
            wanted(document)
        long_ago = now - dt.timedelta(seconds=_TASKS_KEPT)
        DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    return len(left) + len(never)


def _is_gone(worker: str, beat: dt.datetime | None, now: dt.datetime) -> bool:
    host, _, number = worker.rpartition(":")
    if host == worker_name().rpartition(":")[0]:
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
    return beat is None or (now - beat).total_seconds() > _QUIET


def _enqueue(number: int) -> None:
    from article3.store.tasks import read  # noqa: PLC0415 - the task calls what is here

    read.enqueue(number)


def carry_out(number: int) -> None:
    """Read one document, as far as it has not been read; whatever happens is told on its row."""
    taken = _taken(number)
    if taken is None:
        return
    try:
        _Desk(taken).read()
    except _LostError:
        return
    except DamagedError:
        _finish(taken, Reading.State.FAILED, Reading.Problem.MISSING)
    except Exception:
        # Kept from the table of tasks, which would hold the words of the error.
        logger.exception("a document could not be read")
        _finish(taken, Reading.State.FAILED, Reading.Problem.OURS)


def _taken(number: int) -> Reading | None:
    """The row, marked as begun; ``None`` if there is nothing to do."""
    with transaction.atomic():
        row = Reading.objects.select_for_update().filter(pk=number).first()
        if row is None or row.state in {Reading.State.READ, Reading.State.FAILED}:
            return None
        row.attempts += 1
        row.state = Reading.State.READING
        row.beat = timezone.now()
        if row.attempts > MOST_ATTEMPTS:
            row.state, row.problem = Reading.State.FAILED, Reading.Problem.STOPPED
        row.save()
    return row if row.state == Reading.State.READING else None


def _finish(taken: Reading, state: Reading.State, problem: str = "") -> None:
    Reading.objects.filter(pk=taken.pk, attempts=taken.attempts, state=Reading.State.READING).update(
        state=state, problem=problem, beat=timezone.now()
    )


class _LostError(Exception):
    """The row is gone, or somebody else is at it."""


class _Desk:
    """One document as it is read."""

    def __init__(self, taken: Reading) -> None:
        self._row = taken
        document = taken.file or taken.report
        assert document is not None  # noqa: S101 - the database sees to it
        self._document: StoredFile | Report = document
        last = Passage.objects.filter(**_of(document)).order_by("-page", "-position").first()
        self._language = last.language if last is not None else ""
        self._held: list[Page] = []
        self._kept = time.monotonic()

    def read(self) -> None:
        """From the first page that is not kept yet."""
        from article3.store.files import content  # noqa: PLC0415 - it asks for the reading

        data = b"".join(content(self._document))
        for one in apart.read(data, self._document.kind, self._row.done + 1):
            if self._take(one):
                return
            if STOPPING.is_set():
                self._keep()
                _finish(self._row, Reading.State.WAITING, self._row.problem)
                return
        self._keep()
        _finish(self._row, Reading.State.READ, self._row.problem)

    def _take(self, one: Said) -> bool:
        """Keep what was said; whether that was the end."""
        if isinstance(one, Pages):
            self._row.pages = one.count
            self._keep()
            return False
        if isinstance(one, Page):
            self._held.append(one)
            if len(self._held) >= _TOGETHER or time.monotonic() - self._kept > _OFTEN:
                self._keep()
            return False
        self._keep()
        _finish(self._row, Reading.State.FAILED, one.why.value)
        return True

    def _keep(self) -> None:
        """Write down the pages at hand, with how far it has come, in one transaction."""
        row = self._row
        passages = [passage for page in self._held for passage in self._passages(page)]
        done = row.done + len(self._held)
        unread = row.unread + sum(page.unread for page in self._held)
        problem = next((page.why.value for page in reversed(self._held) if page.why), row.problem)
        with transaction.atomic():
            mine = Reading.objects.select_for_update().filter(pk=row.pk, attempts=row.attempts, state=Reading.State.READING)
            if not mine.exists():
                raise _LostError
            Passage.objects.bulk_create(passages, batch_size=200)
            mine.update(pages=row.pages, done=done, unread=unread, problem=problem, beat=timezone.now())
        row.done, row.unread, row.problem = done, unread, problem
        self._held, self._kept = [], time.monotonic()

    def _passages(self, page: Page) -> Iterable[Passage]:
        for position, part in enumerate(page.parts, 1):
            self._language = language = language_of(part.text, self._language)
            yield Passage(
                **_of(self._document),
                page=page.number,
                position=position,
                text=part.text,
                language=language,
                recognized=part.confidence is not None,
                confidence=part.confidence,
                words=indexed(part.text, language),
            )
