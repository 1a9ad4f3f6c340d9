"""A backup holds everything, is read back before it counts, and is refused where it was touched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from article3.store import trail
from article3.store.backup import back_up, examine, restore
from article3.store.backup_head import head_of, key_of, prepare
from article3.store.cases import latest, save
from article3.store.errors import DamagedError, StoreError, WrongKeyError
from article3.store.files import add, content
from article3.store.home import VERSION, Home, StoreRecord
from article3.store.kept import keep, release
from article3.store.keys import MasterKey, new_key
from article3.store.models import Case, Entry, Note, Report, Role, StoredFile, User
from article3.store.rows import dumped, tables
from article3.store.search import Sought, search
from article3.store.shredding import shred
from people import JORGE, by, case_of, person
from reports import SPANISH, read_report, work

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
SECRET = b"correct horse battery staple"
CHEAP = {"operations": 1, "memory": 8192}
KEY = new_key()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path / "store")
    home.write(StoreRecord(VERSION, "here", KEY.sealed(SECRET, **CHEAP)))
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(home.files))
    return home


@pytest.fixture
def filled(home: Home) -> Case:
    """A store with a case of two versions, a note, a volunteer and a file."""
    assert home.exists
    attorney = person(Role.ATTORNEY)
    person(Role.VOLUNTEER)
    case = case_of(attorney)
    save(by(attorney), case, JORGE.replace("An invented case", "قضية"), 1)
    Note.objects.create(case=case, author=attorney, at=dt.datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=dt.UTC), text="a remark")
    add(attorney, case, "letter.txt", [b"a secret of hers" * 9000])
    return case


def test_passages_and_the_library_come_back_and_are_found(
    home: Home, filled: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_report(None, SPANISH)
    attorney = User.objects.get(role="attorney")
    add(attorney, filled, "waiting.txt", [b"not read yet"])
    made = back_up(home, KEY, tmp_path / "backup")
    assert len(made.files) == 3
    emptied()
    DBTaskResult.objects.all().delete()
    other = Home(tmp_path / "other")
    prepare(other, tmp_path / "backup")
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(other.files))
    restore(other, tmp_path / "backup", key_of(tmp_path / "backup", SECRET))
    attorney = User.objects.get(role="attorney")
    assert [search(attorney, Sought(words)).count for words in ("secret", "policia", "read")] == [104, 1, 0]
    work()
    assert search(attorney, Sought("read")).count == 1, "what waited is read after it was restored"
    assert b"".join(content(Report.objects.get())).decode() == SPANISH


def emptied() -> None:
    release(connection)
    for model in reversed(tables()):
        model._base_manager.all().delete()
    keep(connection)


def test_what_was_backed_up_comes_back_on_another_machine(
    home: Home, filled: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "backup"
    made = back_up(home, KEY, place)
    assert b"secret" not in place.read_bytes()
    before = list(dumped())
    assert (made.rows, len(made.files)) == (len(before), 1)
    emptied()
    other = Home(tmp_path / "other")
    prepare(other, place)
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(other.files))
    restore(other, place, key_of(place, SECRET))
    after = list(dumped())
    assert not [row for row in before if row not in after], "to the microsecond"
    assert latest(Case.objects.get(id=filled.id)).text.count("قضية") == 1
    known = StoredFile.objects.select_related("case").get()
    assert b"".join(content(known)) == b"a secret of hers" * 9000
    assert trail.verify().broken_at is None
    assert Entry.objects.order_by("-number")[0].did == "store.restored"
    assert User.objects.create_user("new@example.org", name="New", role="attorney").pk, "numbers go on after the last"


@pytest.mark.parametrize("at", [0.3, 0.6, 0.98])
def test_a_backup_that_was_changed_or_cut_is_refused_and_restores_nothing(
    home: Home, filled: Case, tmp_path: Path, at: float
) -> None:
    place = tmp_path / "backup"
    assert filled.current == 2
    back_up(home, KEY, place)
    good = place.read_bytes()
    spot = int(len(good) * at)
    for bad in (good[:spot], good[:spot] + bytes([good[spot] ^ 1]) + good[spot + 1 :], good + b"x"):
        place.write_bytes(bad)
        with pytest.raises(DamagedError):
            examine(place, KEY)
    place.write_bytes(good)
    with pytest.raises(DamagedError):
        examine(place, new_key())


def test_a_backup_says_nothing_in_clear_but_how_to_open_it(home: Home, filled: Case, tmp_path: Path) -> None:
    assert filled.current == 2
    place = tmp_path / "backup"
    back_up(home, KEY, place)
    assert head_of(place).store == "here"
    with pytest.raises(WrongKeyError):
        key_of(place, b"another passphrase")
    (tmp_path / "no").write_bytes(b"{}\n")
    with pytest.raises(StoreError, match="is no backup"):
        head_of(tmp_path / "no")
    with pytest.raises(StoreError, match="there is a store"):
        prepare(home, place)


def test_a_file_that_is_missing_is_named_and_no_backup_is_left(home: Home, filled: Case, tmp_path: Path) -> None:
    known = StoredFile.objects.get(case=filled)
    (home.files / known.id.hex[:2] / known.id.hex).unlink()
    with pytest.raises(StoreError, match=known.id.hex):
        back_up(home, KEY, tmp_path / "backup")
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_a_shredded_case_is_gone_with_its_key_and_its_files(home: Home, filled: Case) -> None:
    assert shred(None, filled) == 1
    assert not Case.objects.filter(id=filled.id).exists()
    assert not StoredFile.objects.exists()
    assert not [path for path in home.files.rglob("*") if path.is_file()]
    assert Entry.objects.order_by("-number")[0].did == "case.shredded"


def test_a_key_is_never_shown(home: Home) -> None:
    assert home.exists
    assert repr(KEY) == "MasterKey(...)"
    with pytest.raises(TypeError):
        KEY.__reduce__()
    assert KEY.for_("a") != KEY.for_("b")
    assert MasterKey(bytes(32)).for_("a") != KEY.for_("a")
    with pytest.raises(StoreError, match="at least 12"):
        KEY.sealed(b"short")
