"""Files that come in pieces: what is acknowledged is safe, what becomes whole is what was sent, nobody else can touch it."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import uuid
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as some

from article3.store import uploads
from article3.store.errors import NoAccessError, OffsetError, StoreError
from article3.store.files import LARGEST, add, content, keep, remove, sweep
from article3.store.models import Assignment, Entry, Part, Piece, Role, StoredFile, Upload
from article3.store.rows import dumped
from article3.store.sealing import PIECE
from article3.store.shredding import shred
from article3.store.uploads import KEPT_FOR, LARGEST_PIECE, begin, expire, give_up, go_on, unfinished
from people import assign, case_of, person
from thorough import examples

if TYPE_CHECKING:
    from pathlib import Path

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db
PRINT = "0" * 64
WHOLE = b"%PDF-1.7 a secret of hers " * 9000


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


@pytest.fixture
def attorney() -> User:
    return person(Role.ATTORNEY)


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def on_disk(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def begun(user: User, case: Case, *pieces: bytes) -> Upload:
    """An upload of the whole, of which these pieces have come."""
    upload = begin(user, case, "in/her letter.pdf", len(WHOLE), PRINT)
    for piece in pieces:
        upload = go_on(user, case, upload.pk, upload.done, piece)
    return upload


def test_it_goes_on_where_it_stopped_and_becomes_a_file_like_any_other(place: Path, attorney: User, case: Case) -> None:
    first = begun(attorney, case, WHOLE[:70_000], WHOLE[70_000:100_000])
    assert (first.done, first.file, len(on_disk(place))) == (100_000, None, 2)
    assert not any(b"secret" in path.read_bytes() for path in on_disk(place)), "sealed"
    assert sweep() == 0, "a server that starts again leaves it"
    again = begun(attorney, case)
    assert (again.pk, again.done) == (first.pk, 100_000)
    assert [one.pk for one in unfinished(attorney, case)] == [first.pk]
    done = go_on(attorney, case, again.pk, 100_000, WHOLE[100_000:])
    assert done.file is not None
    assert (done.file.name, done.file.kind, done.file.size) == ("her letter.pdf", "application/pdf", len(WHOLE))
    assert done.file.digest == hashlib.sha256(WHOLE).hexdigest()
    assert b"".join(content(done.file)) == WHOLE
    assert [path.name for path in on_disk(place)] == [done.file.id.hex], "nothing is left of the pieces"
    assert not Piece.objects.exists()
    assert not unfinished(attorney, case)
    assert [line.did for line in Entry.objects.order_by("number")][-1] == "file.added"
    assert go_on(attorney, case, done.pk, 5, b"x").file == done.file, "a browser that did not hear of it asks again"


def test_a_piece_that_is_not_the_next_is_refused_and_changes_nothing(place: Path, attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:100])
    before = on_disk(place)
    for start in (0, 99, 101, -1):
        with pytest.raises(OffsetError) as refused:
            go_on(attorney, case, upload.pk, start, b"x")
        assert refused.value.done == 100
    with pytest.raises(StoreError, match="more was sent"):
        go_on(attorney, case, upload.pk, 100, WHOLE)
    assert on_disk(place) == before
    assert go_on(attorney, case, upload.pk, 100, b"").done == 100


def test_of_two_pieces_at_the_same_place_the_first_counts(place: Path, attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:100])

    def slowly(*words: object) -> object:
        """Another request of the same browser is quicker."""
        with mock.patch("article3.store.uploads.keep", keep):
            go_on(attorney, case, upload.pk, 100, WHOLE[100:150])
        return keep(*words)  # type: ignore[arg-type]

    with mock.patch("article3.store.uploads.keep", slowly), pytest.raises(OffsetError) as refused:
        go_on(attorney, case, upload.pk, 100, b"!" * 60)
    assert refused.value.done == 150
    assert len(on_disk(place)) == 2
    done = go_on(attorney, case, upload.pk, 150, WHOLE[150:])
    assert done.file is not None
    assert b"".join(content(done.file)) == WHOLE


@pytest.mark.usefixtures("place")
def test_only_who_began_it_goes_on_and_only_while_they_may(attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:100])
    other = person(Role.PARALEGAL, "Another Person")
    assign(other, case, Part.WORKS)
    stranger = person(Role.ATTORNEY, "A Stranger")
    theirs = case_of(attorney)
    for who, where in ((other, case), (stranger, case), (attorney, theirs)):
        with pytest.raises(NoAccessError):
            go_on(who, where, upload.pk, 100, b"x")
        with pytest.raises(NoAccessError):
            give_up(who, where, upload.pk)
    assert begin(other, case, "her letter.pdf", len(WHOLE), PRINT).pk != upload.pk, "the same file of another person is another"
    assert [one.pk for one in unfinished(attorney, case)] == [upload.pk]
    with pytest.raises(NoAccessError):
        begin(stranger, case, "a", 1, PRINT)
    Assignment.objects.filter(user=attorney, case=case).update(part=Part.READS)
    with pytest.raises(NoAccessError):
        go_on(attorney, case, upload.pk, 100, b"x")


def test_what_cannot_be_kept_is_refused_before_it_is_sent(place: Path, attorney: User, case: Case) -> None:
    for size, why in ((0, "is empty"), (-1, "is empty"), (LARGEST + 1, "is larger than 200 MB")):
        with pytest.raises(StoreError, match=why):
            begin(attorney, case, "a", size, PRINT)
    with pytest.raises(StoreError, match="fingerprint"):
        begin(attorney, case, "a", 1, "g" * 64)
    large = begin(attorney, case, "a", LARGEST, PRINT)
    with pytest.raises(StoreError, match="more was sent"):
        go_on(attorney, case, large.pk, 0, bytes(LARGEST_PIECE + 1))
    with mock.patch.object(uploads, "MOST", 1), pytest.raises(StoreError, match="1 of your files are unfinished"):
        begin(attorney, case, "b", 1, "1" * 64)
    assert not on_disk(place)


def test_the_limit_is_asked_again_at_the_end(place: Path, attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:-1])
    with mock.patch("article3.store.files.LARGEST", 1000), pytest.raises(StoreError, match="larger"):
        go_on(attorney, case, upload.pk, len(WHOLE) - 1, WHOLE[-1:])
    assert not StoredFile.objects.exists()
    assert len(on_disk(place)) == 2, "the pieces alone"
    assert go_on(attorney, case, upload.pk, len(WHOLE), b"").file is not None, "it is asked to be kept again"


def test_the_same_content_is_kept_once(place: Path, attorney: User, case: Case) -> None:
    known = add(attorney, case, "first.pdf", [WHOLE])
    upload = begun(attorney, case, WHOLE)
    assert upload.file == known
    assert len(on_disk(place)) == 1
    assert begun(attorney, case).pk != upload.pk, "a finished one is not gone on with"
    remove(attorney, case, known)
    with pytest.raises(NoAccessError):
        go_on(attorney, case, upload.pk, 0, b"x")


def test_nobody_goes_on_with_what_is_too_old(place: Path, attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:100])
    now = timezone.now()
    assert expire(now + KEPT_FOR - dt.timedelta(minutes=1)) == 0
    assert expire(now + KEPT_FOR + dt.timedelta(minutes=1)) == 1
    assert not on_disk(place)
    with pytest.raises(NoAccessError):
        go_on(attorney, case, upload.pk, 100, b"x")
    kept = begun(attorney, case, WHOLE)
    assert expire(now + 2 * KEPT_FOR) == 1
    assert kept.file is not None
    assert b"".join(content(kept.file)) == WHOLE, "what it became stays"


def test_it_can_be_given_up_and_goes_with_its_case_and_into_no_backup(place: Path, attorney: User, case: Case) -> None:
    give_up(attorney, case, begun(attorney, case, WHOLE[:100]).pk)
    assert not on_disk(place)
    assert begun(attorney, case, WHOLE[:100]).done == 100
    assert not {row.table for row in dumped()} & {"store.upload", "store.piece"}
    assert shred(attorney, case) == 0
    assert not on_disk(place)
    assert not Upload.objects.exists()


def test_a_piece_that_was_changed_on_disk_never_becomes_part_of_a_file(place: Path, attorney: User, case: Case) -> None:
    for spoil in (cut_short, taken_away):
        upload = begun(attorney, case, WHOLE[: 2 * PIECE], WHOLE[2 * PIECE : -1])
        spoil(on_disk(place)[0])
        with pytest.raises(StoreError, match="damaged on disk; send it again"):
            go_on(attorney, case, upload.pk, len(WHOLE) - 1, WHOLE[-1:])
        assert not on_disk(place)
        assert not StoredFile.objects.exists()
    assert begun(attorney, case).done == 0


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def taken_away(path: Path) -> None:
    path.unlink()


def test_a_piece_without_a_row_is_swept_away(place: Path, attorney: User, case: Case) -> None:
    upload = begun(attorney, case, WHOLE[:100])
    keep(uuid.uuid4(), bytes(case.key), [b"killed before its row was written"])
    assert sweep() == 1
    assert len(on_disk(place)) == 1
    assert go_on(attorney, case, upload.pk, 100, WHOLE[100:]).file is not None


def test_the_number_that_acknowledges_is_of_ones_own_finished_uploads(place: Path, attorney: User, case: Case) -> None:
    assert place.exists()
    finished = begun(attorney, case, WHOLE)
    halfway = begun(attorney, case, WHOLE[:100])
    other = person(Role.PARALEGAL, "Another Person")
    assign(other, case, Part.WORKS)
    named = [str(finished.pk), str(halfway.pk), str(uuid.uuid4()), "nothing"]
    assert uploads.acknowledged(other, case, named) == 0
    assert uploads.acknowledged(attorney, case, named) == 1
    assert uploads.acknowledged(attorney, case, named) == 0
    assert [one.pk for one in Upload.objects.all()] == [halfway.pk]


@pytest.mark.usefixtures("place")
def test_however_it_is_cut_it_is_the_same_file() -> None:
    @example_settings(max_examples=examples(40))
    @given(some.binary(min_size=1, max_size=400), some.integers(1, 900), some.lists(some.floats(0, 1), max_size=6))
    def holds(data: bytes, times: int, cuts: list[float]) -> None:
        whole = data * times
        at = sorted({0, len(whole), *(int(cut * len(whole)) for cut in cuts)})
        user = person(Role.ATTORNEY, f"Somebody {uuid.uuid4().hex}")
        case = case_of(user)
        upload = begin(user, case, "a", len(whole), PRINT)
        for start, end in itertools.pairwise(at):
            assert begin(user, case, "a", len(whole), PRINT).done == start
            upload = go_on(user, case, upload.pk, start, whole[start:end])
        assert upload.file is not None
        assert b"".join(content(upload.file)) == whole
        plain = add(user, case_of(user), "a", [whole])
        assert (plain.digest, plain.kind, plain.size) == (upload.file.digest, upload.file.kind, upload.file.size)

    holds()
