"""Search and the library in the browser; the state of each document's text beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.store.files import add
from article3.store.models import Passage, Reading, Report, Role, StoredFile
from article3.store.passages import AT_ONCE
from article3.store.search import PAGE
from browsing import signed_in
from people import case_of, person
from reports import ARABIC, ENGLISH, SPANISH, read_file, read_report, work

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(tmp_path))
    return tmp_path


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def found(client: Client, words: str, **more: object) -> str:
    answer = client.post(reverse("search"), {"words": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_found_is_shown_marked_with_its_document_and_page(client: Client, attorney: User, case: Case) -> None:
    read_file(attorney, case, f"{ENGLISH}\n\n{ARABIC}\n\n<script>alert(1)</script> police", "her account.txt")
    read_report(attorney, SPANISH)
    page = found(client, "police")
    assert "2 passages" in page
    assert "<mark>police</mark> of Utopia tortured" in page
    assert "her account.txt" in page
    assert "An invented case" in page
    assert "&lt;script&gt;alert(1)" in page
    arabic = found(client, "الشرطة")
    assert re.search(r'<p class="passage" dir="auto" lang="ar">[^<]*<mark>الشرطة</mark>', arabic)
    spanish = found(client, "policia", where="library")
    assert "Conditions in Utopia" in spanish
    assert "An invented office" in spanish
    assert "0 passages" in found(client, "policia", where="cases")
    assert "Type at least one word" in found(client, "***")
    assert "0 passages" in found(client, "police", since="2999-01-01", until="nonsense", page="9" * 9, case="nonsense")


def test_what_is_looked_for_is_in_no_address(client: Client, attorney: User, case: Case) -> None:
    read_file(attorney, case, "\n\n".join(f"Number {number} tells of police." for number in range(PAGE + 3)))
    page = found(client, "police")
    assert 'method="post"' in page
    assert not re.search(r'(href|action)="[^"]*police', page)
    assert "page 1 of 2" in page
    assert 'name="page" value="2"' in page
    assert "page 2 of 2" in found(client, "police", page=2)
    link = re.search(r'<h3><a href="([^"]+)"', page)
    assert link
    assert "Number" in client.get(link[1].partition("#")[0]).content.decode()


def test_a_case_is_searched_from_its_documents_and_a_foreign_one_gives_nothing(
    client: Client, attorney: User, case: Case
) -> None:
    read_file(attorney, case, ENGLISH)
    other = case_of(attorney)
    read_file(attorney, other, f"Other {ENGLISH}")
    assert f'name="case" value="{case.pk}"' in client.get(reverse("documents", args=[case.pk])).content.decode()
    assert "1 passage<" in found(client, "police", case=case.pk)
    assert "2 passages" in found(client, "police")
    stranger = signed_in(person(Role.PARALEGAL))
    page = found(stranger, "police", case=case.pk)
    assert "0 passages" in page
    assert "An invented case" not in page
    assert "0 passages" in found(stranger, "police")


def test_the_documents_tell_how_far_their_text_is_read(client: Client, attorney: User, case: Case) -> None:
    address = reverse("documents", args=[case.pk])
    known = add(attorney, case, "a.txt", [ENGLISH.encode()])
    page = client.get(address).content.decode()
    assert "waiting to be read" in page
    assert 'hx-trigger="every 3s"' in page
    row = Reading.objects.filter(file=known)
    row.update(state="reading", pages=14, done=3)
    assert "being read, 3 of 14" in client.get(address).content.decode()
    row.update(state="waiting", pages=0, done=0)
    work()
    page = client.get(address).content.decode()
    assert "being read" not in page
    assert "every 3s" not in page
    text = client.get(reverse("document_text", args=[case.pk, known.id])).content.decode()
    assert "tortured detainees" in text
    row.update(pages=14)
    assert "read, 14 pages" in client.get(address).content.decode()


def test_what_could_not_be_read_says_why_and_can_be_tried_again(client: Client, attorney: User, case: Case) -> None:
    known = read_file(attorney, case, "%PDF-1.7 nonsense")
    address = reverse("documents", args=[case.pk])
    page = client.get(address).content.decode()
    assert "could not be read:" in page
    assert "save or print it anew as PDF" in page
    again = reverse("document_again", args=[case.pk, known.id])
    assert again in page
    assert client.post(again).status_code == 302
    assert Reading.objects.get(file=known).state == "waiting"
    Reading.objects.filter(file=known).update(state="read", unread=2, problem="no_ocr")
    page = client.get(address).content.decode()
    assert "2 parts not read:" in page
    assert "tesseract-ocr-spa" in page
    Reading.objects.all().delete()
    assert "not read yet" in client.get(address).content.decode(), "kept before texts were read"
    assert client.post(again).status_code == 302
    work()
    assert Reading.objects.get(file=known).state == "failed"


def test_a_long_text_is_read_in_parts(client: Client, attorney: User, case: Case) -> None:
    known = read_file(attorney, case, "\n\n".join(f"Paragraph {number}." for number in range(AT_ONCE * 2 + 5)))
    address = reverse("document_text", args=[case.pk, known.id])
    first = client.get(address).content.decode()
    assert "Paragraph 0." in first
    assert "Paragraph 60." not in first
    later = re.search(r'rel="next" href="([^"]+)"', first)
    assert later
    second = client.get(address + later[1]).content.decode()
    assert "Paragraph 60." in second
    earlier = re.search(r'rel="prev" href="([^"]+)"', second)
    assert earlier
    assert "Paragraph 0." in client.get(address + earlier[1]).content.decode()
    other = read_file(attorney, case_of(attorney), "Another text.")
    stray = Passage.objects.get(file=other).pk
    assert "Another text" not in client.get(f"{address}?from={stray}").content.decode()
    assert client.get(f"{address}?from={'9' * 40}").status_code == 200


def test_a_report_is_added_read_named_when_it_is_there_and_removed(client: Client, attorney: User) -> None:
    assert "None yet" in client.get(reverse("library")).content.decode()
    told = {"title": "Conditions in Utopia", "country": "Utopia", "source": "An office", "published": "2024-03-01"}

    def send(**more: object) -> tuple[int, str]:
        file = SimpleUploadedFile("r.txt", ENGLISH.encode())
        answer = client.post(reverse("library_add"), {**told, "file": file, **more}, follow=True)
        return answer.status_code, answer.content.decode()

    assert "being read" in send()[1]
    work()
    one = Report.objects.get()
    page = client.get(reverse("report", args=[one.pk])).content.decode()
    assert "tortured detainees" in page
    assert b"".join(client.get(reverse("report_file", args=[one.pk])).streaming_content).decode() == ENGLISH  # type: ignore[attr-defined]
    assert "has this very file already" in send(title="Another")[1]
    assert Report.objects.count() == 1
    status, page = send(published="2999-01-01", file=SimpleUploadedFile("s.txt", b"other"))
    assert status == 422
    assert "not in the future" in page
    assert send(file=SimpleUploadedFile("e.txt", b""))[0] == 422
    read_report(attorney, "newer words", source="An office", published=one.published.replace(year=2025))
    assert "newer report" in client.get(reverse("report", args=[one.pk])).content.decode()
    assert "Conditions in Utopia" in client.get(reverse("library"), {"country": "Utopia"}).content.decode()
    assert client.post(reverse("report_again", args=[one.pk])).status_code == 302
    assert "Some are still being read" in client.get(reverse("library")).content.decode()
    assert client.post(reverse("report_remove", args=[one.pk])).status_code == 302
    assert client.get(reverse("report", args=[one.pk])).status_code == 404


def test_whoever_may_not_add_reads_the_library(attorney: User) -> None:
    one = read_report(attorney, ENGLISH)
    for role in (Role.VOLUNTEER, Role.AUDITOR):
        browser = signed_in(person(role))
        assert "Add a report" not in browser.get(reverse("library")).content.decode()
        page = browser.get(reverse("report", args=[one.pk])).content.decode()
        assert "tortured detainees" in page
        assert "Remove from the library" not in page
        for name in ("report_again", "report_remove"):
            assert browser.post(reverse(name, args=[one.pk])).status_code == 404
        assert browser.get(reverse("library_add")).status_code == 404
        assert "1 passage<" in found(browser, "police")
    assert Report.objects.filter(pk=one.pk).exists()
    assert not StoredFile.objects.exists()
