"""The citations of a brief, checked in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.store.files import add
from article3.store.models import Entry, StoredFile
from people import case_of

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

BRIEF = b"""The standard is willful blindness. Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003).

A gang's threats suffice. Matter of Nobody, 99 I&N Dec. 999 (BIA 2031). Nothing is cited here & <b>there</b>.
"""


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def test_findings_stand_beside_the_text(client: Client, case: Case) -> None:
    sent = {"file": SimpleUploadedFile("brief.txt", BRIEF)}
    page = client.post(reverse("citations", args=[case.id]), sent).content.decode()
    assert 'id="cite-1" href="#note-1">Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)</a>' in page
    assert reverse("law_page", args=["authorities/zheng-v-ashcroft.html"]) in page
    assert 'href="#note-2"' in page
    assert "&amp; &lt;b&gt;there&lt;/b&gt;" in page
    assert "9th Cir." in page
    assert not StoredFile.objects.exists()
    entry = Entry.objects.get(did="case.citations_checked")
    assert entry.detail["citations"] == 2


def test_the_forum_that_is_looked_at_is_used(client: Client, case: Case) -> None:
    sent = {"file": SimpleUploadedFile("brief.txt", BRIEF)}
    here = client.post(reverse("citations", args=[case.id]), sent).content.decode()
    sent = {"file": SimpleUploadedFile("brief.txt", BRIEF)}
    there = client.post(reverse("citations", args=[case.id]) + "?circuit=ca5&on=2026-10-01", sent).content.decode()
    assert "inding here" in here
    assert "nother circuit" in there


def test_a_kept_document_is_checked(client: Client, case: Case, attorney: User) -> None:
    kept = add(attorney, case, "kept.txt", [BRIEF])
    address = reverse("citations", args=[case.id])
    assert "kept.txt" in client.get(address).content.decode()
    assert "Zheng" in client.post(address, {"document": str(kept.id), "quiet": "yes"}).content.decode()
    foreign = add(attorney, case_of(attorney), "other.txt", [BRIEF])
    assert client.post(address, {"document": str(foreign.id)}).status_code == 404
    assert client.post(address, {"document": "no id"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("brief.docx", b"PK\x03\x04 broken", "brief.docx"),
        ("brief.txt", b" \n ", "No text could be read"),
        ("", b"", "none was chosen"),
    ],
    ids=["broken", "blank", "none"],
)
def test_what_cannot_be_read_says_why(client: Client, case: Case, name: str, data: bytes, says: str) -> None:
    sent = {"file": SimpleUploadedFile(name, data)} if name else {}
    answer = client.post(reverse("citations", args=[case.id]), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_only_passages_with_citations_if_that_is_wished(client: Client, case: Case) -> None:
    text = b"A paragraph without any.\n\n" + BRIEF
    sent = {"file": SimpleUploadedFile("brief.txt", text), "quiet": "yes"}
    assert "A paragraph without any." not in client.post(reverse("citations", args=[case.id]), sent).content.decode()
