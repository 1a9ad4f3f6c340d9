"""Text is read in the background: every page once, whoever is killed on the way; what cannot be read says why."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from article3.documents.texts import apart
from article3.documents.texts.model import Page, Pages, Part, Stopped, Why
from article3.store import reading
from article3.store.errors import NoAccessError
from article3.store.files import add, remove
from article3.store.models import Part as Role_
from article3.store.models import Passage, Reading, Role, User
from article3.store.reading import again, resume, worker_name
from pdf_files import pdf_file
from people import assign, case_of, person
from reports import ARABIC, SPANISH, read_file, state_of, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from article3.documents.texts.model import Said
    from article3.store.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def attorney(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    reading.STOPPING.clear()
    return person(Role.ATTORNEY)


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def pretend(monkeypatch: pytest.MonkeyPatch, *said: Said) -> list[int]:
    """Documents that read so; where each reading began is told."""
    begun: list[int] = []

    def read(data: bytes, kind: str, first: int = 1) -> Iterator[Said]:
        assert data
        assert kind
        begun.append(first)
        yield from (one for one in said if not isinstance(one, Page) or one.number >= first)

    monkeypatch.setattr(apart, "read", read)
    return begun


def test_a_document_is_read_after_it_was_kept(attorney: User, case: Case) -> None:
    known = add(
        attorney,
        case,
        "a.pdf",
        [pdf_file([["The police tortured him for three days in May."], ["Nobody was ever charged with it."]])],
    )
    assert state_of(known).state == Reading.State.WAITING
    row = DBTaskResult.objects.get()
    assert row.args_kwargs == {"args": [state_of(known).pk], "kwargs": {}}, "a task knows a number and nothing else"
    work()
    told = state_of(known)
    assert (told.state, told.pages, told.done, told.unread, told.problem) == ("read", 2, 2, 0, "")
    assert [(one.page, one.position, one.language) for one in Passage.objects.filter(file=known)] == [(1, 1, "en"), (2, 1, "en")]
    assert not Passage.objects.exclude(recognized=False).exists()


def test_passages_tell_their_language(attorney: User, case: Case) -> None:
    read_file(attorney, case, f"{SPANISH}\n\n{ARABIC}")
    assert [(one.page, one.language) for one in Passage.objects.all()] == [(0, "es"), (0, "ar")]


def test_what_is_kept_twice_is_read_once_and_what_is_removed_not_at_all(attorney: User, case: Case) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])
    assert add(attorney, case, "b.txt", [b"some words"]).id == known.id
    assert DBTaskResult.objects.count() == 1
    remove(attorney, case, known)
    work()
    assert not Reading.objects.exists()
    assert not Passage.objects.exists()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_what_cannot_be_read_says_why_and_can_be_tried_again(attorney: User, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    known = read_file(attorney, case, "%PDF-1.7 nonsense")
    assert (state_of(known).state, state_of(known).problem) == ("failed", "broken")
    assert "save or print it anew" in state_of(known).says
    pretend(monkeypatch, Pages(2), Page(1, (Part("found now", 91.5),)), Page(2, unread=1, why=Why.NO_OCR))
    reader = person(Role.PARALEGAL)
    assign(reader, case, Role_.READS)
    with pytest.raises(NoAccessError):
        again(reader, known)
    again(attorney, known)
    work()
    told = state_of(known)
    assert (told.state, told.done, told.unread, told.problem) == ("read", 2, 1, "no_ocr")
    assert "tesseract-ocr-ara" in told.says
    assert [(one.recognized, one.confidence) for one in Passage.objects.all()] == [(True, 91.5)]


def test_every_reason_can_be_told() -> None:
    assert {why.value for why in Why} <= set(Reading.Problem.values)


def test_an_error_of_ours_and_a_missing_file_are_told_without_words_of_theirs(
    attorney: User, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])
    (tmp_path / known.id.hex[:2] / known.id.hex).unlink()
    work()
    assert state_of(known).problem == "missing"
    other = add(attorney, case, "b.txt", [b"other words"])

    def broken(*_: object) -> Iterator[Said]:
        raise RuntimeError("a secret of hers")

    monkeypatch.setattr(apart, "read", broken)
    work()
    assert state_of(other).problem == "ours"
    assert not [row for row in DBTaskResult.objects.all() if "secret" in row.traceback]


def test_what_a_killed_worker_left_is_taken_up_where_it_was(attorney: User, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_OFTEN", 0)
    known = add(attorney, case, "a.pdf", [b"%PDF-1"])
    pages = [Page(number, (Part(f"page {number}"),)) for number in (1, 2, 3)]

    def killed(data: bytes, kind: str, first: int) -> Iterator[Said]:
        assert (data, kind, first) == (b"%PDF-1", "application/pdf", 1)
        yield Pages(3)
        yield pages[0]
        raise KeyboardInterrupt

    monkeypatch.setattr(apart, "read", killed)
    with pytest.raises(KeyboardInterrupt):
        reading.carry_out(state_of(known).pk)
    assert (state_of(known).state, state_of(known).done) == ("reading", 1)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = worker_name().rpartition(":")[0]
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[f"{host}:{os.getpid()}"])
    assert resume() == 0, "its worker is there"
    DBTaskResult.objects.update(worker_ids=[f"{host}:{gone.pid}"])
    begun = pretend(monkeypatch, Pages(3), *pages)
    work()
    assert begun == [2]
    assert (state_of(known).state, state_of(known).done) == ("read", 3)
    assert [one.text for one in Passage.objects.order_by("page")] == ["page 1", "page 2", "page 3"]


def test_a_worker_of_another_machine_is_given_up_when_it_says_nothing(attorney: User, case: Case) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["elsewhere:1"])
    assert resume() == 0
    Reading.objects.update(beat=timezone.now() - dt.timedelta(hours=1))
    assert resume() == 1
    work()
    assert state_of(known).state == "read"


def test_a_document_that_takes_its_worker_with_it_is_given_up(attorney: User, case: Case) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])
    Reading.objects.update(attempts=reading.MOST_ATTEMPTS, state="reading")
    work()
    assert (state_of(known).state, state_of(known).problem) == ("failed", "stopped")
    assert resume() == 0


def test_what_was_kept_before_texts_were_read_is_read_too(attorney: User, case: Case) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])
    Reading.objects.all().delete()
    DBTaskResult.objects.all().delete()
    assert (resume(), resume()) == (1, 0)
    work()
    assert state_of(known).state == "read"


def test_whoever_lost_a_document_to_another_keeps_nothing(attorney: User, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])

    def overtaken(*_: object) -> Iterator[Said]:
        yield Pages(1)
        Reading.objects.update(attempts=7)
        yield Page(0, (Part("mine"),))

    monkeypatch.setattr(apart, "read", overtaken)
    reading.carry_out(state_of(known).pk)
    assert not Passage.objects.exists()
    assert (state_of(known).state, state_of(known).done) == ("reading", 0)


def test_whoever_is_told_to_stop_lays_the_work_down(attorney: User, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    known = add(attorney, case, "a.txt", [b"some words"])

    def stopping(*_: object) -> Iterator[Said]:
        yield Pages(2)
        reading.STOPPING.set()
        yield Page(1, (Part("one"),))
        yield Stopped(Why.BROKEN)

    monkeypatch.setattr(apart, "read", stopping)
    reading.carry_out(state_of(known).pk)
    assert (state_of(known).state, state_of(known).attempts) == ("waiting", 1)
    reading.STOPPING.clear()
    DBTaskResult.objects.all().delete()
    assert resume() == 1
