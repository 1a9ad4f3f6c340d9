"""The packet in the browser: exhibits in order, what is missing, the packet kept as a paper."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from django.urls import reverse

from article3.law.loading import load
from article3.store import rooms
from article3.store.cases import facts_of, latest, save
from article3.store.files import add, content
from article3.store.models import Paper, Part, Role
from browsing import signed_in
from people import assign, by, case_of, person

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

CASE = """\
article3: 1
title: An invented case
forum: {circuit: 9}
exhibits:
  - {id: story, title: The account, kind: declaration, file: papers/story.txt, language: English}
  # a comment
  - id: letter
    title: A letter
    kind: other
    file: letter.txt
    language: English
  - {id: report, title: A report, kind: country_conditions, file: report.txt, language: English}
papers:
  person: {a_number: "012345678", family_name: Invented, given_name: Ana, street: 3 Elm Street, city: San Diego, state: CA, zip: "92101"}
  representative:
    {name: Bea Counsel, kind: attorney, street: 4 Pine Street, city: San Diego, state: CA, zip: "92101", phone: 619-555-0102, eoir_id: ZZ000001}
  court: {city: San Diego, state: CA, judge: Pat Judge, time: "8:30 a.m.", next_hearing: individual, filing_by: ecas}
"""


@pytest.fixture
def case(attorney: User) -> Case:
    made = case_of(attorney, CASE)
    for name in ("story.txt", "letter.txt", "report.txt"):
        add(attorney, made, name, [f"This is {name}, in a few words.".encode()])
    return made


def order(client: Client, case: Case, **sent: str) -> int:
    case.refresh_from_db()
    return client.post(reverse("packet_order", args=[case.id]), {"version": str(case.current), **sent}).status_code


def exhibits(case: Case) -> list[str]:
    case.refresh_from_db()
    return list(facts_of(latest(case), load()).exhibits)


def test_whoever_moves_an_exhibit_by_its_buttons_goes_on_from_there(client: Client, case: Case) -> None:
    for sent, then in (
        ({"down": "story"}, "down story"),
        ({"down": "story"}, "up story"),  # it is the last one now
        ({"up": "report"}, "down report"),
    ):
        case.refresh_from_db()
        answer = client.post(reverse("packet_order", args=[case.id]), {"version": str(case.current), **sent}, follow=True)
        assert re.findall(r'name="(\w+)" value="(\w+)" autofocus', answer.content.decode()) == [tuple(then.split())]
        sent_to = answer.redirect_chain[0][0]
        assert not any(name in sent_to for name in ("story", "letter")), "an address names no exhibit"
    for query in ("", "?up=0", "?up=99999999", "?down=x"):
        assert "autofocus" not in client.get(reverse("packet", args=[case.id]) + query).content.decode()


def test_exhibits_are_moved_by_button_and_by_dragging(client: Client, case: Case) -> None:
    assert order(client, case, down="story") == 302
    assert exhibits(case) == ["letter", "story", "report"]
    assert order(client, case, up="report") == 302
    assert exhibits(case) == ["letter", "report", "story"]
    assert order(client, case, order="story letter report") == 302
    assert exhibits(case) == ["story", "letter", "report"]
    facts = facts_of(latest(case), load())
    assert facts.exhibits["letter"].file == "letter.txt"
    versions = case.current
    assert order(client, case, up="story") == 302
    case.refresh_from_db()
    assert case.current == versions, "what stands first does not move up"


def test_an_order_of_other_exhibits_or_of_another_version_is_refused(client: Client, case: Case, attorney: User) -> None:
    assert order(client, case, order="story letter") == 422
    assert order(client, case, up="nothing") == 422
    shown = case.current
    save(by(attorney), case, CASE.replace("A letter", "Another letter"), shown)
    sent = {"version": str(shown), "down": "story"}
    answer = client.post(reverse("packet_order", args=[case.id]), sent)
    assert answer.status_code == 422
    assert "saved meanwhile" in answer.content.decode()
    assert exhibits(case) == ["story", "letter", "report"]


def test_the_packet_is_built_from_the_documents_and_kept(client: Client, case: Case) -> None:
    assert client.post(reverse("packet_build", args=[case.id])).status_code == 302
    paper = Paper.objects.get()
    assert (paper.kind, paper.file.name, paper.of_version) == ("packet", "packet.pdf", 1)
    assert any("pages" in words for words in paper.remarks)
    reader: Any = pypdf.PdfReader(io.BytesIO(b"".join(content(paper.file))), strict=True)
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "This is story.txt" in " ".join(words.split())
    assert rooms.sweep_rooms() == 0
    assert client.post(reverse("packet_build", args=[case.id]), {"twin": "yes"}).status_code == 302
    newest = Paper.objects.get(number=2)
    with zipfile.ZipFile(io.BytesIO(b"".join(content(newest.file)))) as archive:
        assert archive.namelist() == ["packet.pdf", "packet.html"]
    assert "packet.zip" in client.get(reverse("papers", args=[case.id])).content.decode()


def test_what_is_missing_is_told_and_nothing_is_kept(client: Client, attorney: User) -> None:
    foreign = CASE.replace("file: letter.txt\n    language: English", "file: letter.txt\n    language: Spanish")
    case = case_of(attorney, foreign)
    page = client.get(reverse("packet", args=[case.id])).content.decode()
    assert "letter.txt is not among the documents" in page
    answer = client.post(reverse("packet_build", args=[case.id]))
    assert answer.status_code == 422
    assert "8 CFR 1003.33" in answer.content.decode()
    assert not Paper.objects.exists()


def test_without_exhibits_the_page_says_so(client: Client, attorney: User) -> None:
    case = case_of(attorney, "article3: 1\ntitle: Bare\nforum: {circuit: 9}\n")
    assert "The case names no exhibits yet." in client.get(reverse("packet", args=[case.id])).content.decode()


def test_a_name_that_leads_out_of_the_folder_is_not_followed(client: Client, attorney: User) -> None:
    case = case_of(attorney, CASE.replace("papers/story.txt", "../../story.txt"))
    add(attorney, case, "story.txt", [b"Words."])
    answer = client.post(reverse("packet_build", args=[case.id]), {"draft": "yes"})
    assert answer.status_code == 422
    assert not Paper.objects.exists()


def test_a_reader_neither_orders_nor_builds(case: Case) -> None:
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    client = signed_in(reader)
    page = client.get(reverse("packet", args=[case.id])).content.decode()
    assert "Build the packet" not in page
    assert "draggable" not in page
    assert order(client, case, down="story") == 404
    assert client.post(reverse("packet_build", args=[case.id])).status_code == 404


def test_a_room_is_gone_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.suppress(ZeroDivisionError), rooms.room(10) as place:
        assert place.stat().st_mode & 0o077 == 0
        (place / "a").write_text("x", encoding="utf-8")
        assert 1 / 0
    assert not place.exists()
    monkeypatch.setattr(rooms, "MEMORY", place)  # where there is no file system in memory
    with rooms.room(10) as other:
        assert other.is_dir()
        assert rooms.sweep_rooms() == 1
    assert not other.exists()
