"""Documents that a script sends in pieces: begun, gone on with after a restart, refused to anybody else."""

from __future__ import annotations

import io
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from article3.store.files import LARGEST
from article3.store.models import Part, Role, StoredFile, Upload
from article3.store.uploads import LARGEST_PIECE
from browsing import signed_in
from people import assign, case_of, person

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db
FILE = b"%PDF-1.7 a secret of hers " * 1000
NAME = "her <letter>.pdf"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def announce(client: Client, case: Case, **told: object) -> HttpResponse:
    """A file is announced."""
    particulars = {"name": NAME, "size": len(FILE), "fingerprint": "ab" * 32, **told}
    return client.post(reverse("upload_begin", args=[case.id]), particulars)  # type: ignore[return-value]


def send(client: Client, address: str, start: object, content: bytes) -> HttpResponse:
    """A piece is sent."""
    query = urlencode({"from": start})
    return client.post(f"{address}?{query}", content, "application/octet-stream")  # type: ignore[return-value]


def told(answer: HttpResponse) -> dict[str, object]:
    return answer.json()  # type: ignore[attr-defined, no-any-return]


def test_a_file_comes_in_pieces_and_goes_on_where_it_stopped(attorney: User, client: Client, case: Case, place: Path) -> None:
    begun = told(announce(client, case))
    address = str(begun["address"])
    assert begun == {"id": begun["id"], "address": address, "done": 0, "piece": LARGEST_PIECE, "kept": False}
    assert told(send(client, address, 0, FILE[:5000]))["done"] == 5000
    page = client.get(reverse("documents", args=[case.id])).content.decode()
    assert "her &lt;letter&gt;.pdf" in page
    assert "Give it up" in page
    assert not any(b"secret" in path.read_bytes() for path in place.rglob("*") if path.is_file())
    later = signed_in(attorney, second_factor=False)  # they have one; the page was loaded again, or the server restarted
    assert told(announce(later, case)) == {**begun, "done": 5000}
    wrong = send(later, address, 4999, b"x")
    assert (wrong.status_code, told(wrong)) == (409, {"done": 5000})
    assert told(send(later, address, 5000, FILE[5000:])) == {**begun, "done": len(FILE), "kept": True}
    answer = later.post(reverse("documents", args=[case.id]), {"came": f"{begun['id']} {uuid.uuid4()} nothing"}, follow=True)
    assert "1 document is kept." in answer.content.decode()
    assert "Give it up" not in answer.content.decode()
    known = StoredFile.objects.get()
    assert (known.name, known.kind, known.by) == (NAME, "application/pdf", attorney)
    given = client.get(reverse("document", args=[case.id, known.id]))
    assert b"".join(given.streaming_content) == FILE  # type: ignore[attr-defined]


def test_it_says_at_once_what_cannot_be_kept(client: Client, case: Case) -> None:
    for size, why in ((LARGEST + 1, "larger than 200 MB"), (0, "is empty"), ("many", "is empty"), ("9" * 400, "is empty")):
        answer = announce(client, case, size=size)
        assert answer.status_code == 422
        assert why in str(told(answer)["refused"])
    assert announce(client, case, fingerprint="").status_code == 422
    assert not Upload.objects.exists()


def test_a_piece_that_is_too_large_or_came_by_half_is_refused(client: Client, case: Case) -> None:
    address = str(told(announce(client, case))["address"])
    large = send(client, address, 0, bytes(LARGEST_PIECE + 1))
    assert (large.status_code, "refused" in told(large)) == (413, True)
    cut = {"wsgi.input": io.BytesIO(b"half")}
    assert client.post(f"{address}?from=0", b"the whole", "application/octet-stream", **cut).status_code == 400  # type: ignore[arg-type]
    assert send(client, address, 0, FILE + b"x").status_code == 422
    assert send(client, address, "", b"x").status_code == 409
    assert told(announce(client, case))["done"] == 0


def test_another_person_can_neither_go_on_nor_see_it_nor_end_it(client: Client, case: Case) -> None:
    address = str(told(announce(client, case))["address"])
    send(client, address, 0, b"x")
    end = f"{address}give-up/"
    for part in (None, Part.READS, Part.WORKS):
        user = person(Role.PARALEGAL, f"Another {part}")
        if part:
            assign(user, case, part)
        browser = signed_in(user)
        assert send(browser, address, 1, b"x").status_code == 404
        assert browser.post(end).status_code == 404
        assert announce(browser, case).status_code == (200 if part is Part.WORKS else 404)
        if part:
            shown = browser.get(reverse("documents", args=[case.id])).content.decode()
            assert "1\xa0byte" not in shown
            assert ("0\xa0bytes" in shown) is (part is Part.WORKS), "their own alone"
    assert client.post(end).status_code == 302
    assert send(client, address, 1, b"x").status_code == 404
    assert client.post(end).status_code == 404


def test_a_page_of_another_site_sends_nothing(attorney: User, case: Case) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(attorney).cookies
    assert announce(browser, case).status_code == 403
    assert not Upload.objects.exists()
