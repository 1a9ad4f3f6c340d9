"""Search finds words in three languages, in what somebody may read and in nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from article3.store.files import remove
from article3.store.index import INDEX
from article3.store.models import Assignment, Entry, Passage, Role, User
from article3.store.models import Part as Role_
from article3.store.search import PAGE, RANKED, Sought, Where, search
from article3.store.shredding import shred
from people import TODAY, assign, case_of, person
from reports import ARABIC, ENGLISH, SPANISH, read_file, read_report

if TYPE_CHECKING:
    from pathlib import Path

    from article3.store.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def attorney(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return person(Role.ATTORNEY)


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def texts(user: User, words: str) -> list[str]:
    return [hit.passage.text for hit in search(user, Sought(words)).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("charges", [ENGLISH]),
        ("TORTURED detainee", [ENGLISH]),
        ('"tortured detainees"', [ENGLISH]),
        ('"detainees tortured"', []),
        ("detain*", [ENGLISH]),
        ("policia", [SPANISH]),
        ("torturó", [SPANISH]),
        ("torturados", [SPANISH]),
        ("الشرطة", [ARABIC]),
        ("التَّعذيب مدرسه", [ARABIC]),
        ("شرط*", []),
        ("الشر*", [ARABIC]),
        ("torture army", []),
        ("qlen", []),
        ("qz*", []),
        ('") OR (qles', []),
        ("NEAR(a b) -x ^y words:z", []),
        ("   *** ", []),
    ],
)
def test_words_phrases_and_beginnings_are_found_in_three_languages(
    attorney: User, case: Case, words: str, found: list[str]
) -> None:
    read_file(attorney, case, f"{ENGLISH}\n\n{SPANISH}\n\n{ARABIC}")
    assert texts(attorney, words) == found


def test_what_was_looked_for_is_marked(attorney: User, case: Case) -> None:
    read_file(attorney, case, SPANISH)
    (hit,) = search(attorney, Sought('policia "torturo a los"')).hits
    assert [piece.text for piece in hit.pieces if piece.is_found] == ["policía", "torturó a los"]


@pytest.mark.parametrize("role", Role)
def test_nobody_finds_anything_of_a_case_that_they_may_not_open(attorney: User, case: Case, role: Role) -> None:
    read_file(attorney, case, ENGLISH)
    other = person(role, "Somebody Else")
    for asked in ({}, {"where": Where.CASES}, {"case": case.pk}, {"country": "Utopia"}, {"language": "en"}):
        assert search(other, Sought("police", **asked)).count == 0
    assert search(attorney, Sought("police", case=case.pk)).count == 1


def test_whoever_loses_a_case_or_leaves_finds_no_more_of_it(attorney: User, case: Case) -> None:
    read_file(attorney, case, ENGLISH)
    read_report(None, SPANISH)
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Role_.READS)
    assert (len(texts(reader, "police")), len(texts(reader, "policía"))) == (1, 1)
    Assignment.objects.filter(user=reader).delete()
    assert (texts(reader, "police"), len(texts(reader, "policía"))) == ([], 1)
    User.objects.filter(pk=reader.pk).update(ends=TODAY.replace(year=2020))
    gone = User.objects.get(pk=reader.pk)
    assert (texts(gone, "police"), texts(gone, "policía")) == ([], [])


def test_what_is_found_can_be_narrowed(attorney: User, case: Case) -> None:
    read_file(attorney, case, ENGLISH)
    read_report(attorney, f"Police of 2020. {ENGLISH}", published=dt.date(2020, 5, 1))
    read_report(attorney, f"Police elsewhere. {ENGLISH}", country="Ruritania", source="Another office")

    def count(**asked: object) -> int:
        return search(attorney, Sought("police", **asked)).count  # type: ignore[arg-type]

    assert count() == 3
    assert count(where=Where.CASES) == count(case=case.pk) == 1
    assert count(where=Where.LIBRARY) == 2
    assert count(country="utopia") == 2, "the report, and the case that names it as the country of removal"
    assert count(country="Ruritania") == count(source="Another office") == 1
    assert count(until=dt.date(2020, 5, 1)) == 1
    assert count(since=dt.date(2020, 5, 2)) == 2
    assert count(since=dt.date(2020, 5, 2), where=Where.LIBRARY) == 1
    assert count(since=dt.date(2100, 1, 1)) == 0
    assert count(language="en") == 3
    assert count(language="ar") == 0


def test_the_best_come_first_and_pages_go_on(attorney: User, case: Case) -> None:
    words = [f"Number {number} tells of police." for number in range(PAGE + 5)]
    read_file(attorney, case, "\n\n".join([f"Police, police and police{'.' * 300}", *words]))
    found = search(attorney, Sought("police"))
    assert (found.count, found.pages, len(found.hits)) == (PAGE + 6, 2, PAGE)
    assert found.hits[0].passage.position == 1
    rest = search(attorney, Sought("police", page=2))
    assert len(rest.hits) == 6
    assert not {hit.passage.pk for hit in found.hits} & {hit.passage.pk for hit in rest.hits}
    assert search(attorney, Sought("police", page=99)).page == 2
    assert found.shown == found.count < RANKED


def test_the_trail_tells_that_somebody_searched_and_not_for_what(attorney: User, case: Case) -> None:
    search(attorney, Sought("a client's name", case=case.pk))
    line = Entry.objects.get(did="documents.searched")
    assert (line.who, line.on, line.detail) == (attorney.pk, str(case.pk), {"found": 0})


def test_what_is_removed_or_shredded_is_in_the_index_no_more(attorney: User, case: Case) -> None:
    known = read_file(attorney, case, "Rumpelstilzchen was here.")
    read_file(attorney, case, "Schneewittchen was there.", "b.txt")
    assert in_index("rumpelstilzchen")
    remove(attorney, case, known)
    assert not in_index("rumpelstilzchen")
    assert not texts(attorney, "Rumpelstilzchen")
    shred(None, case)
    assert not in_index("schneewittchen")
    assert not Passage.objects.exists()


def test_a_passage_that_is_written_anew_is_found_by_its_new_words(attorney: User, case: Case) -> None:
    read_file(attorney, case, ENGLISH)
    Passage.objects.update(words="qlen gendarmeri")
    assert search(attorney, Sought("gendarmerie")).count == 1
    assert search(attorney, Sought("police")).count == 0


def in_index(word: str) -> bool:
    """Whether a word is anywhere in the index, entries that were removed included."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM store_passage WHERE words LIKE %s", [f"%{word}%"])
            return bool(cursor.fetchone()[0])
        cursor.execute(f"SELECT block FROM {INDEX}_data")  # noqa: S608 - a name of ours
        return any(word[4:].encode() in bytes(row[0]) for row in cursor.fetchall())
