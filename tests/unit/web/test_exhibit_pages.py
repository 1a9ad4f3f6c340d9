"""An exhibit's particulars in a form: kept with what stands beside them, and nobody's work lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.facts.exhibits import EXHIBIT_TEXTS, PASSAGES, TRANSLATION_KEYS
from article3.law.loading import load
from article3.store import edits
from article3.store.cases import facts_of, latest
from article3.store.models import Version
from article3.web.cases.particular_words import words
from people import by, case_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from article3.facts.case import Exhibit
    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

TEXT = """\
article3: 1  # the schema
title: An invented case
forum: {circuit: 9}
proceeding:
  country_of_removal: {is: Utopia, because: [complaint]}
exhibits:
  - id: story
    title: The account
  - id: complaint
    title: Complaint to the police  # found by the sister
    kind: police_document
    file: jorge/complaint.pdf
    translation: {translator: Marta Inventada}
    highlight: ["Protection was promised."]
"""


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney, TEXT)


def stated(case: Case, name: str = "complaint") -> Exhibit:
    case.refresh_from_db()
    return facts_of(latest(case), load()).exhibits[name]


def form_of(page: str) -> dict[str, str]:
    form = page[page.index('class="particulars"') :]
    form = form[: form.index("</form>")]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        names = dict(re.findall(r'([\w.-]+)="([^"]*)"', tag))
        sent[names["name"]] = unescape(names.get("value", ""))
    for name, said in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n([^<]*)</textarea>', form):
        sent[name] = unescape(said)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        sent[name] = chosen.group(1) if chosen else ""
    return sent


def address(case: Case, number: int = 2) -> str:
    return reverse("exhibit", args=[case.id, number])


def send(client: Client, case: Case, form: dict[str, str], typed: dict[str, str]) -> HttpResponse:
    return client.post(address(case), {**form, **{f"x-{key}": said for key, said in typed.items()}})  # type: ignore[return-value]


def test_every_particular_of_an_exhibit_is_asked() -> None:
    keys = [one.key for about in words().exhibit for one in about.field]
    assert sorted(keys) == sorted([*EXHIBIT_TEXTS, *PASSAGES, *(f"translation.{key}" for key in TRANSLATION_KEYS)])


def test_an_exhibit_is_shown_and_changed(client: Client, case: Case) -> None:
    listed = client.get(reverse("exhibits", args=[case.id])).content.decode()
    assert address(case) in listed
    assert "Police document" in listed
    assert ">police_document<" not in listed
    page = client.get(address(case)).content.decode()
    assert "jorge/complaint.pdf" in page
    assert "is not among the documents" in page
    assert "country" in page[page.index("What it proves") :].lower()
    form = form_of(page)
    assert send(client, case, form, {}).status_code == 302
    assert Version.objects.filter(case=case).count() == 1, "nothing was changed"
    answer = send(
        client,
        case,
        form,
        {
            "author": "National Police: a station",
            "date": "about 2021-05",
            "file": "",
            "translation.phone": "510-555-0101",
            "adverse": "  An escort was offered. \r\n\r\nHe refused it.",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, address(case))
    now = stated(case)
    assert (now.title, now.kind, now.author, now.date, now.file) == (
        "Complaint to the police", "police_document", "National Police: a station", "about 2021-05", "",
    )  # fmt: skip
    assert now.translation is not None
    assert (now.translation.translator, now.translation.phone) == ("Marta Inventada", "510-555-0101")
    assert (now.highlight, now.adverse) == (("Protection was promised.",), ("An escort was offered.", "He refused it."))
    assert "# found by the sister" in latest(case).text
    assert "# the schema" in latest(case).text


def test_what_is_wrong_is_told_in_place_and_what_was_typed_stays(client: Client, case: Case) -> None:
    form = form_of(client.get(address(case)).content.decode())
    answer = send(client, case, form, {"title": "", "date": "May 2021", "kind": "gossip", "author": "A station"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for key in ("title", "date", "kind"):
        assert f'id="error-x-{key}"' in page
    sent = form_of(page)
    assert (sent["x-date"], sent["x-kind"], sent["x-author"]) == ("May 2021", "gossip", "A station")
    assert Version.objects.filter(case=case).count() == 1


def test_two_people_lose_nothing_of_each_other(client: Client, case: Case, attorney: User) -> None:
    form = form_of(client.get(address(case)).content.decode())
    edits.put(by(attorney), case, {("exhibits", "complaint", "title"): "Theirs"}, "by somebody else")
    assert send(client, case, form, {"author": "A station"}).status_code == 302
    assert (stated(case).title, stated(case).author) == ("Theirs", "A station")
    answer = send(client, case, form, {"title": "Mine", "language": "Spanish"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page
    sent = form_of(page)
    assert (sent["x-title"], sent["x-language"], sent["x-author"]) == ("Mine", "Spanish", "A station")
    assert stated(case).title == "Theirs"
    assert client.post(address(case), sent).status_code == 302
    assert (stated(case).title, stated(case).language) == ("Mine", "Spanish")


def test_an_exhibit_that_moved_is_found_and_one_that_is_gone_is_told(client: Client, case: Case, attorney: User) -> None:
    form = form_of(client.get(address(case)).content.decode())
    edits.remove(by(attorney), case, "exhibits", "story")
    answer = send(client, case, form, {"author": "A station"})
    assert answer.headers["Location"] == address(case, 1)
    assert stated(case).author == "A station"
    edits.put(by(attorney), case, {("proceeding", "country_of_removal"): "Utopia"}, "no proof")
    edits.remove(by(attorney), case, "exhibits", "complaint")
    answer = send(client, case, form, {"author": "Another station"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "taken this exhibit out" in page
    assert "Another station" in page


def test_there_is_no_other_exhibit(client: Client, case: Case) -> None:
    assert client.get(address(case, 3)).status_code == 404
    assert client.get(address(case, 0)).status_code == 404
