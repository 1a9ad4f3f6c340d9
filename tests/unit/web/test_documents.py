"""Documents of a case in the browser: sealed as they come, listed beside the exhibits that name them, given out whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.store.models import Entry, Part, Role, StoredFile
from browsing import signed_in
from packet_files import png, scan
from people import JORGE, assign, case_of, person

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from article3.store.models import User

pytestmark = pytest.mark.django_db
SECRET = b"a secret of hers " * 20_000


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


def test_what_is_sent_is_sealed_listed_given_out_and_removed(place: Path, attorney: User, client: Client) -> None:
    case = case_of(attorney, JORGE.replace("kind: declaration}", "kind: declaration, file: in/her account.txt}"))
    address = reverse("documents", args=[case.id])
    assert "her account.txt" in client.get(address).content.decode(), "an exhibit names it"
    sent = [SimpleUploadedFile("her account.txt", SECRET), SimpleUploadedFile("<b>.pdf", b"%PDF-1.7 x")]
    assert client.post(address, {"files": sent}).status_code == 302
    shown = client.get(address).content.decode()
    assert "2 documents are kept." in shown
    assert "&lt;b&gt;.pdf" in shown
    assert "<td>story</td>" in shown
    on_disk = [path for path in place.rglob("*") if path.is_file()]
    assert len(on_disk) == 2, "nothing is left of the uploads but what is kept"
    assert not any(b"secret" in path.read_bytes() for path in on_disk)
    known = StoredFile.objects.get(name="her account.txt")
    answer = client.get(reverse("document", args=[case.id, known.id]))
    assert b"".join(answer.streaming_content) == SECRET  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert Entry.objects.filter(did="file.taken out", on=str(known.id)).exists()
    assert client.post(reverse("document_remove", args=[case.id, known.id])).status_code == 302
    assert client.get(reverse("document", args=[case.id, known.id])).status_code == 404


def test_an_empty_file_is_refused_and_the_others_are_kept(place: Path, attorney: User, client: Client) -> None:
    case = case_of(attorney)
    assert place.exists()
    sent = [SimpleUploadedFile("empty.txt", b""), SimpleUploadedFile("good.txt", b"x")]
    answer = client.post(reverse("documents", args=[case.id]), {"files": sent})
    assert answer.status_code == 422
    assert "empty.txt: the file is empty" in answer.content.decode()
    assert [one.name for one in StoredFile.objects.all()] == ["good.txt"]
    assert "Choose at least one file" in client.post(reverse("documents", args=[case.id]), {}).content.decode()


def test_whoever_only_reads_adds_and_removes_nothing(place: Path, attorney: User, client: Client) -> None:
    case = case_of(attorney)
    client.post(reverse("documents", args=[case.id]), {"files": [SimpleUploadedFile("good.txt", b"x")]})
    reader = person(Role.PARALEGAL)
    assign(reader, case, Part.READS)
    browser = signed_in(reader)
    shown = browser.get(reverse("documents", args=[case.id])).content.decode()
    assert "good.txt" in shown
    assert "Add documents" not in shown
    known = StoredFile.objects.get()
    assert browser.post(reverse("documents", args=[case.id]), {"files": [SimpleUploadedFile("no.txt", b"x")]}).status_code == 404
    assert browser.post(reverse("document_remove", args=[case.id, known.id])).status_code == 404
    other = case_of(attorney)
    assert client.get(reverse("document", args=[other.id, known.id])).status_code == 404, "a file belongs to one case"
    assert [path for path in place.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("place")
def test_pages_are_looked_at_as_pictures(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    sent = [SimpleUploadedFile("scan.png", png(scan(foot=True))), SimpleUploadedFile("words.txt", b"Words.")]
    client.post(reverse("documents", args=[case.id]), {"files": sent})
    picture, words = (StoredFile.objects.get(name=name) for name in ("scan.png", "words.txt"))
    shown = client.get(reverse("documents", args=[case.id])).content.decode()
    look = reverse("document_page", args=[case.id, picture.id, 1])
    assert look in shown
    assert reverse("document_page", args=[case.id, words.id, 1]) not in shown
    page = client.get(look).content.decode()
    assert "Page 1 of 1" in page
    address = reverse("document_picture", args=[case.id, picture.id, 1])
    assert f'src="{address}"' in page
    answer = client.get(address)
    assert (answer.headers["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")
    assert Entry.objects.filter(did="file.page read").count() == 1
    for file, number in ((picture, 2), (words, 1)):
        refused = client.get(reverse("document_page", args=[case.id, file.id, number]))
        assert refused.status_code == 422
        assert "cannot be shown" in refused.content.decode()
        assert client.get(reverse("document_picture", args=[case.id, file.id, number])).status_code == 404
