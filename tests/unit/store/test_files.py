"""Files are sealed on disk, come back as they were, and are refused where they were touched."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some

from article3.store.cases import save
from article3.store.errors import DamagedError, NoAccessError, StoreError
from article3.store.files import add, content, files_of, found, kind_of, remove, sweep
from article3.store.models import Case, Role, User
from article3.store.sealing import PIECE, seal, unseal
from people import by, case_of, person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = bytes(range(32))


def sealed(data: bytes, name: str = "a") -> bytes:
    out = io.BytesIO()
    assert seal([data], out, KEY, name) == len(data)
    return out.getvalue()


@given(some.binary(max_size=200), some.integers(0, 3), some.lists(some.integers(1, PIECE), max_size=4))
def test_what_is_sealed_comes_back(data: bytes, times: int, cuts: list[int]) -> None:
    whole = data * (times * PIECE // max(len(data), 1) + 1)
    pieces, rest = [], whole
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    out = io.BytesIO()
    seal([*pieces, rest], out, KEY, "a")
    assert b"".join(unseal(io.BytesIO(out.getvalue()), KEY, "a")) == whole


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_whatever_is_changed_cut_or_added_is_refused(size: int) -> None:
    good = sealed(b"x" * size)
    bad = [good[:-1], good[: len(good) // 2], b"", good + b"\0", good[:30] + bytes([good[30] ^ 1]) + good[31:]]
    if size >= 2 * PIECE:
        part = PIECE + 17
        bad.append(good[:24] + good[24 + part : 24 + 2 * part] + good[24 : 24 + part] + good[24 + 2 * part :])
        bad.append(good[: 24 + part])
    for one in bad:
        with pytest.raises(DamagedError):
            list(unseal(io.BytesIO(one), KEY, "a"))
    with pytest.raises(DamagedError):
        list(unseal(io.BytesIO(good), bytes(32), "a"))
    with pytest.raises(DamagedError):
        list(unseal(io.BytesIO(good), KEY, "another name"))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"PK\x03\x04....[Content_Types].xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"\n<!DOCTYPE HTML><p>", "text/html"),
        (b"From: a@example.org\n", "message/rfc822"),
        ("نص".encode(), "text/plain"),
        (b"MZ\x00\x00", "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


@pytest.fixture
def attorney() -> User:
    return person(Role.ATTORNEY)


@pytest.mark.django_db
def test_a_file_is_kept_encrypted_and_once(place: Path, attorney: User) -> None:
    case = case_of(attorney)
    known = add(attorney, case, "../../etc/A letter\x1b[2J.txt", [b"a secret ", b"of hers"])
    assert (known.name, known.size, known.kind) == ("A letter[2J.txt", 16, "text/plain")
    assert b"".join(content(found(attorney, case, known.id))) == b"a secret of hers"
    on_disk = [path for path in place.rglob("*") if path.is_file()]
    assert [path.name for path in on_disk] == [known.id.hex]
    assert b"secret" not in on_disk[0].read_bytes()
    assert add(attorney, case, "again.txt", [b"a secret of hers"]).id == known.id
    assert len([path for path in place.rglob("*") if path.is_file()]) == len(files_of(attorney, case)) == 1
    other = case_of(attorney)
    with pytest.raises(NoAccessError):
        found(attorney, other, known.id)
    remove(attorney, case, known)
    assert not [path for path in place.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_an_upload_that_breaks_off_leaves_nothing(place: Path, attorney: User) -> None:
    case = case_of(attorney)

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        add(attorney, case, "a.txt", broken())
    with pytest.raises(StoreError, match="empty"):
        add(attorney, case, "a.txt", [])
    assert not files_of(attorney, case)
    assert not [path for path in place.rglob("*") if path.is_file()]
    (place / "ab").mkdir(exist_ok=True)
    (place / "ab" / ".unfinished-1").write_bytes(b"x")
    (place / "ab" / "abcd").write_bytes(b"x")
    kept = add(attorney, case, "b.txt", [b"whole"])
    assert sweep() == 2
    assert b"".join(content(kept)) == b"whole"


@pytest.mark.django_db
def test_the_key_of_a_case_opens_its_files_alone(place: Path, attorney: User) -> None:
    case = case_of(attorney)
    known = add(attorney, case, "a.txt", [b"x"])
    assert place.exists()
    assert save(by(attorney), case, "article3: 1\n", 1).number == 2
    Case.objects.filter(id=case.id).update(key=bytes(32))
    with pytest.raises(DamagedError):
        list(content(found(attorney, Case.objects.get(id=case.id), known.id)))
