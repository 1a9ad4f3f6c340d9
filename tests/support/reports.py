"""Documents whose text has been read, for tests of search; nothing of them is real."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from unittest import mock

from article3.store import working
from article3.store.files import add
from article3.store.library import Particulars
from article3.store.library import add as add_report
from article3.store.models import Reading, StoredFile

if TYPE_CHECKING:
    from article3.store.models import Case, Report, User

ENGLISH = "The police of Utopia tortured detainees, and nobody was ever charged with it."
SPANISH = "La policía de Utopía torturó a los detenidos y nadie fue acusado por ello."
ARABIC = "قالت المنظمة إن الشرطة قامت بتعذيب المعتقلين في المدرسة"


def work() -> None:
    """Do what is waiting, within the transaction of a test, whose connection the worker would close."""
    with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        working.work(once=True)


def read_file(user: User, case: Case, text: str, name: str = "a.txt") -> StoredFile:
    """A file of a case, read."""
    known = add(user, case, name, [text.encode()])
    work()
    return known


def read_report(user: User | None, text: str, **told: str | dt.date) -> Report:
    """A report of the library, read."""
    particulars = {
        "title": "Conditions in Utopia",
        "country": "Utopia",
        "source": "An invented office",
        "published": dt.date(2024, 3, 1),
    }
    made = add_report(user, Particulars(**{**particulars, **told}), "report.txt", [text.encode()]).report  # type: ignore[arg-type]
    work()
    return made


def state_of(document: StoredFile | Report) -> Reading:
    """How far the text of a document has been read, asked anew."""
    return Reading.objects.get(file=document) if isinstance(document, StoredFile) else Reading.objects.get(report=document)
