"""Papers: drafted and kept by version, sent back after editing; forms filled and checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.documents import made as papers
from article3.documents.drafts.brief import TooLongError
from article3.law.loading import load
from article3.store.cases import facts_of, latest, save
from article3.store.errors import StoreError
from article3.store.files import add, content, files_of, remove
from article3.store.models import Entry, Paper, Part, Passage, Reading, Role
from article3.store.quoted import doubted
from article3.store.shredding import shred
from article3.web.cases import papers as pages
from browsing import signed_in
from people import JORGE, assign, by, case_of, person

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

WORD = b"PK\x03\x04word/document.xml"


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


def draft(client: Client, case: Case, kind: str, language: str = "en") -> int:
    return client.post(reverse("paper_draft", args=[case.id]), {"kind": kind, "language": language}).status_code


def shown(client: Client, case: Case) -> str:
    return client.get(reverse("papers", args=[case.id])).content.decode()


def test_a_draft_is_kept_with_what_it_was_made_from(client: Client, case: Case) -> None:
    assert "No paper has been made yet." in shown(client, case)
    assert draft(client, case, "declaration", "ar") == 302
    paper = Paper.objects.get()
    assert (paper.kind, paper.language, paper.number, paper.of_version, paper.circuit) == ("declaration", "ar", 1, 1, "ca9")
    assert any("To fill in:" in words for words in paper.remarks)
    page = shown(client, case)
    assert "Version 1" in page
    assert "from version 1 of the case" in page
    taken = client.get(reverse("paper", args=[case.id, paper.pk]))
    data = b"".join(taken)
    assert data.startswith(b"PK")
    assert "declaration-ar.docx" in taken.headers["Content-Disposition"]
    assert [entry.did for entry in Entry.objects.filter(did__startswith="paper.")] == ["paper.made"]


def test_what_was_changed_since_is_told(client: Client, case: Case, attorney: User) -> None:
    draft(client, case, "summary")
    assert "saved again since" not in shown(client, case)
    save(by(attorney), case, JORGE.replace("Utopia", "Ruritania"), 1)
    Paper.objects.update(law="2020.01")
    page = shown(client, case)
    assert "The case was saved again since the last draft." in page
    assert "The law data is newer than the last draft." in page
    draft(client, case, "summary")
    assert "saved again since" not in shown(client, case)
    assert sorted(Paper.objects.values_list("number", flat=True)) == [1, 2]


def test_an_edited_paper_is_the_next_version(client: Client, case: Case) -> None:
    draft(client, case, "interpretation")
    back = reverse("paper_back", args=[case.id, Paper.objects.get().pk])
    assert client.post(back, {"file": SimpleUploadedFile("mine.docx", WORD)}).status_code == 302
    newest = Paper.objects.get(number=2)
    assert (newest.of_version, newest.file.name, b"".join(content(newest.file))) == (None, "mine.docx", WORD)
    for wrong in ({}, {"file": SimpleUploadedFile("mine.exe", b"MZ\x00\x01")}, {"file": SimpleUploadedFile("mine.docx", b"")}):
        assert client.post(back, wrong).status_code == 422
    assert Paper.objects.count() == 2


def test_versions_are_kept_and_are_no_exhibits(client: Client, case: Case, attorney: User) -> None:
    draft(client, case, "interpretation")
    file = Paper.objects.get().file
    assert file.name not in client.get(reverse("documents", args=[case.id])).content.decode()
    assert files_of(attorney, case, papers=False) == []
    with pytest.raises(StoreError, match="papers are kept"):
        remove(attorney, case, file)
    client.post(reverse("document_remove", args=[case.id, file.id]))
    assert Paper.objects.count() == 1


@pytest.mark.unmeasured
def test_a_brief_and_a_memo_are_made(client: Client, case: Case) -> None:
    assert [draft(client, case, kind) for kind in ("brief", "memo", "notes")] == [302, 302, 302]
    assert sorted(Paper.objects.values_list("kind", flat=True)) == ["brief", "memo", "notes"]


def test_a_summary_can_have_days_of_the_hijri_calendar(client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    wished: list[bool] = []

    def noted(*given: object) -> object:
        wished.append(given[-1].hijri)  # type: ignore[attr-defined]
        return papers.made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "made", noted)
    address = reverse("paper_draft", args=[case.id])
    client.post(address, {"kind": "summary", "language": "ar", "hijri": "on"})
    client.post(address, {"kind": "summary", "language": "ar"})
    assert wished == [True, False]
    assert Paper.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "recognized", "says"),
    [
        ("read", 0, "does not have these words"),
        ("read", 1, "a machine recognized"),
        ("waiting", 0, "could not be read here"),
    ],
)
def test_quotations_are_compared_with_the_documents(
    attorney: User, client: Client, state: str, recognized: int, says: str
) -> None:
    quoting = 'kind: declaration, file: account.txt, highlight: ["Nobody came.", "Nobody saw it."]}'
    case = case_of(attorney, JORGE.replace("kind: declaration}", quoting))
    file = add(attorney, case, "account.txt", [b"Nobody came."])
    Reading.objects.filter(file=file).update(state=state)
    Passage.objects.filter(file=file).delete()
    Passage.objects.create(file=file, page=0, position=1, text="Nobody\ncame.", words="", recognized=bool(recognized))
    [one] = doubted(attorney, case, facts_of(latest(case), load()))
    assert (one.number, one.words) == (2, "Nobody saw it.")
    assert says in one.told()
    draft(client, case, "memo")
    assert any(says in remark for remark in Paper.objects.get().remarks)


def test_a_document_that_was_not_added_is_not_compared(attorney: User) -> None:
    quoting = 'kind: declaration, file: account.txt, highlight: ["Nobody came."]}'
    case = case_of(attorney, JORGE.replace("kind: declaration}", quoting))
    [one] = doubted(attorney, case, facts_of(latest(case), load()))
    assert "could not be read here" in one.told()


def test_a_brief_that_is_too_long_is_not_kept(client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def long(*_: object) -> object:
        raise TooLongError("the body would have 30 pages")

    monkeypatch.setattr(pages, "made", long)
    answer = client.post(reverse("paper_draft", args=[case.id]), {"kind": "brief"})
    assert answer.status_code == 422
    assert "30 pages" in answer.content.decode()
    assert not Paper.objects.exists()


def test_no_paper_of_another_kind_or_language_is_made(client: Client, case: Case) -> None:
    assert draft(client, case, "poem") == 404
    assert draft(client, case, "interpretation", "ar") == 422
    assert client.post(reverse("paper_fill", args=[case.id]), {"kind": "i130"}).status_code == 404
    foreign = reverse("paper", args=[case.id, 99])
    assert client.get(foreign).status_code == 404


def test_a_reader_makes_nothing(case: Case) -> None:
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    client = signed_in(reader)
    assert draft(client, case, "summary") == 404
    assert "Draft a paper" not in shown(client, case)


@pytest.mark.parametrize("address", ["paper_fill", "form_check"])
@pytest.mark.parametrize(
    ("data", "says"),
    [(None, "choose the PDF"), (b"no form", "form.pdf"), (b"%PDF-1.4 broken", "form.pdf")],
    ids=["none", "no PDF", "broken"],
)
def test_a_form_that_cannot_be_read_says_why(client: Client, case: Case, address: str, data: bytes | None, says: str) -> None:
    sent: dict[str, object] = {"kind": "i589"}
    if data is not None:
        sent["file"] = SimpleUploadedFile("form.pdf", data)
    answer = client.post(reverse(address, args=[case.id]), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Paper.objects.exists()


def test_form_i765_needs_its_category(client: Client, case: Case) -> None:
    answer = client.post(reverse("paper_fill", args=[case.id]), {"kind": "i765"})
    assert answer.status_code == 422
    assert "category" in answer.content.decode()


@pytest.mark.skipif("ARTICLE3_FORMS" not in os.environ, reason="the official forms may not be shipped: set ARTICLE3_FORMS")
def test_an_official_form_is_filled_and_checked(client: Client, case: Case) -> None:
    form = (Path(os.environ["ARTICLE3_FORMS"]) / "i-589-2025-01-20.pdf").read_bytes()
    sent = {"kind": "i589", "file": SimpleUploadedFile("i-589.pdf", form)}
    assert client.post(reverse("paper_fill", args=[case.id]), sent).status_code == 302
    filled = b"".join(content(Paper.objects.get().file))
    answer = client.post(reverse("form_check", args=[case.id]), {"file": SimpleUploadedFile("filled.pdf", filled)})
    assert "Form I-589 checked" in answer.content.decode()
    assert 'class="error"' in answer.content.decode()


def test_shredding_a_case_takes_its_papers(client: Client, case: Case) -> None:
    draft(client, case, "interpretation")
    assert shred(None, case) == 1
    assert not Paper.objects.exists()
