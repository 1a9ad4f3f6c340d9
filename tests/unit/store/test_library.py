"""The shared library: some add to it, everybody reads it; what is there already is named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from article3.store import library
from article3.store.errors import NoAccessError, RefusedError, StoreError
from article3.store.files import content, sweep
from article3.store.library import Particulars, choices, named_by, newer, reports
from article3.store.models import Entry, Passage, Report, Role, User
from people import person
from reports import ENGLISH, read_report, state_of

pytestmark = pytest.mark.django_db
TOLD = Particulars("Conditions in Utopia", "Utopia", "An invented office", dt.date(2024, 3, 1))
ADD = {Role.ADMINISTRATOR, Role.ATTORNEY, Role.REPRESENTATIVE, Role.PARALEGAL}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("role", Role)
def test_who_may_adds_and_everybody_reads(role: Role) -> None:
    user = person(role)
    if role in ADD:
        made = library.add(user, TOLD, "a.txt", [b"words"])
        assert made.is_new
        assert Entry.objects.filter(did="library.added", on=str(made.report.id), who=user.pk).exists()
    else:
        with pytest.raises(NoAccessError):
            library.add(user, TOLD, "a.txt", [b"words"])
        assert not Report.objects.exists()
    assert list(reports(user)) == list(Report.objects.all())
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(NoAccessError):
        reports(User.objects.get(pk=user.pk))


def test_a_report_is_sealed_read_and_kept_once(place: Path) -> None:
    made = read_report(None, ENGLISH)
    assert b"".join(content(made)).decode() == ENGLISH
    on_disk = [path for path in place.rglob("*") if path.is_file()]
    assert [path.name for path in on_disk] == [made.id.hex]
    assert b"police" not in on_disk[0].read_bytes()
    assert state_of(made).state == "read"
    again = library.add(None, Particulars("Another title", "Utopia", "X", dt.date(2024, 1, 1)), "b.txt", [ENGLISH.encode()])
    assert (again.is_new, again.report) == (False, made)
    assert Report.objects.count() == 1
    assert [path for path in place.rglob("*") if path.is_file()] == on_disk
    assert sweep() == 0, "a report is no leftover"


def test_a_report_of_the_same_title_is_a_new_version_and_a_later_one_is_named() -> None:
    first = read_report(None, "first words")
    second = read_report(None, "second words")
    later = read_report(None, "third words", title="Conditions, one year later", published=dt.date(2025, 3, 1))
    assert [one.version for one in (first, second, later)] == [1, 2, 1]
    assert (newer(first), newer(later)) == (later, None)
    read_report(None, "other words", country="Ruritania", source="Another office")
    assert choices(person(Role.VOLUNTEER)) == (["Ruritania", "Utopia"], ["An invented office", "Another office"])
    assert [one.country for one in reports(person(Role.AUDITOR), "ruritania")] == ["Ruritania"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("title", Particulars(" ", "Utopia", "S", dt.date(2024, 1, 1))),
        ("country", Particulars("T", "", "S", dt.date(2024, 1, 1))),
        ("source", Particulars("T", "Utopia", "S" * 201, dt.date(2024, 1, 1))),
        ("published", Particulars("T", "Utopia", "S", dt.date(2999, 1, 1))),
        ("published", Particulars("T", "Utopia", "S", dt.date(1900, 1, 1))),
    ],
)
def test_what_is_not_said_is_asked_for(place: Path, field: str, told: Particulars) -> None:
    with pytest.raises(RefusedError) as refused:
        library.add(None, told, "a.txt", [b"words"])
    assert refused.value.field == field
    assert not [path for path in place.rglob("*") if path.is_file()]


def test_an_empty_report_is_refused_and_a_removed_one_is_gone(place: Path) -> None:
    with pytest.raises(StoreError, match="empty"):
        library.add(None, TOLD, "a.txt", [])
    made = read_report(None, ENGLISH)
    with pytest.raises(NoAccessError):
        library.remove(person(Role.VOLUNTEER), made)
    library.remove(person(Role.PARALEGAL), made)
    assert not Passage.objects.exists()
    assert not [path for path in place.rglob("*") if path.is_file()]
    with pytest.raises(NoAccessError):
        library.report(person(Role.ATTORNEY), made.id)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("el-salvador-2023.txt", ("El Salvador", "2023")),
        ("democratic-republic-of-the-congo.txt", ("Democratic Republic of the Congo", "")),
        ("Syria_2024_report.pdf", ("Syria Report", "2024")),
    ],
)
def test_the_name_of_a_file_can_tell_country_and_year(name: str, told: tuple[str, str]) -> None:
    assert named_by(Path(name)) == told
