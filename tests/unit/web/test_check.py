"""The private check in the browser's eyes: no script, no cookie, nothing kept, and a file that becomes a case."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from article3.check.carried import LARGEST, NAME, open_carried
from article3.check.questions import questions
from article3.check.speaking import LANGUAGES
from article3.facts import after, proceeding
from article3.law.loading import load
from article3.store.cases import facts_of, latest
from article3.store.models import Case, Entry
from article3.web.check import _in_turn
from page_reader import Page

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponseBase

    from article3.store.models import User

pytestmark = pytest.mark.django_db

PHRASE = "four unrelated plain words"
ANSWERS = {"detained": "yes", "state": "CA", "country": "IQ", "who": "official", "guilty": "no"}
_STATE = re.compile(r'name="state" value="([^"]*)"')
_QUESTION = re.compile(r'name="question" value="([^"]*)"')


class Visitor:
    """Somebody who has no script and no account."""

    def __init__(self, language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.address = f"/check/{language}/"
        self.answer = self._looked(self.client.get(self.address))

    def send(self, **fields: str) -> HttpResponse:
        """Send the form that is shown, with a button or answers."""
        shown = {
            name: found[1] for name, find in (("state", _STATE), ("question", _QUESTION)) if (found := find.search(self.text))
        }
        self.answer = self._looked(self.client.post(self.address, {**shown, **fields}))
        return self.answer

    def _looked(self, answer: HttpResponseBase) -> HttpResponse:
        assert isinstance(answer, HttpResponse)
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
        assert "script" not in answer.content.decode(errors="replace").replace("Nothing", "")
        return answer

    @property
    def text(self) -> str:
        return self.answer.content.decode()

    @property
    def asked(self) -> str:
        found = _QUESTION.search(self.text)
        return found[1] if found else ""

    def through(self) -> list[str]:
        """Answer everything, to the end."""
        met = []
        self.send(do="start")
        while asked := self.asked:
            assert asked not in met
            met.append(asked)
            if asked == "hard":
                self.send(answer="go")
            else:
                given = ANSWERS.get(asked)
                self.send(**({"do": "answer", "answer": given} if given else {"do": "unknown"}))
        return met


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_first_page_to_the_end_without_a_script_or_a_cookie(language: str) -> None:
    visitor = Visitor(language)
    assert Page(visitor.text).faults == []
    met = visitor.through()
    assert {"detained", "state", "country", "who", "hard"} <= set(met)
    page = Page(visitor.text)
    assert page.faults == []
    assert f'lang="{language}"' in visitor.text
    assert len(visitor.text) < 30_000
    visitor.send(do="paper")
    assert Page(visitor.text).faults == []
    assert "Are you locked up now" in visitor.text
    assert visitor.text.count("<table>") == 1
    assert not Case.objects.exists()
    assert not Entry.objects.exists(), "nothing is written down"


def test_every_answer_can_be_taken_back_and_none_is_forced() -> None:
    visitor = Visitor()
    visitor.send(do="start")
    assert visitor.asked == "leaving"
    assert visitor.send(do="answer").status_code == 422
    assert "Choose one of the answers" in visitor.text
    visitor.send(do="unsaid")
    visitor.send(do="unsaid")
    assert visitor.asked == "hearing"
    assert visitor.send(do="answer", answer="").status_code == 422
    visitor.send(do="back")
    assert visitor.asked == "detained"
    visitor.send(do="answer", answer="yes")
    visitor.send(do="end")
    assert "You are detained." in visitor.text
    assert "Which protection may fit" in visitor.text


def test_a_page_that_is_sent_twice_is_taken_once() -> None:
    visitor = Visitor()
    visitor.send(do="start")
    visitor.send(do="answer", answer="yes")
    state = _STATE.search(visitor.text)
    assert state
    sent = visitor.client.post(visitor.address, {"state": state[1], "question": "leaving", "do": "answer", "answer": "no"})
    asked = _QUESTION.search(sent.content.decode())
    assert asked
    assert asked[1] == "detained"
    assert state[1] in sent.content.decode(), "the first answer stands"


def test_what_came_back_damaged_is_said_kindly() -> None:
    client = Client()
    for fields in ({"state": "damaged!"}, {"question": "nothing"}, {"do": "anything"}):
        answer = client.post("/check/en/", fields)
        assert answer.status_code == 422
        assert "Your answers could not be read" in answer.content.decode()


def test_the_answers_become_a_file_that_is_gone_on_with() -> None:
    visitor = Visitor()
    visitor.through()
    visitor.send(do="keep")
    assert visitor.send(do="save", passphrase=PHRASE, again="another").status_code == 422
    assert "not the same" in visitor.text
    assert visitor.send(do="save", passphrase=PHRASE[:5], again=PHRASE[:5]).status_code == 422
    assert "too short" in visitor.text
    saved = visitor.client.post(
        visitor.address,
        {"state": _STATE.search(visitor.text)[1], "do": "save", "passphrase": PHRASE, "again": PHRASE},  # type: ignore[index]
    )
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{NAME}"'
    assert b"Iraq" not in saved.content
    later = Client()
    back = later.post("/check/es/", {"do": "resume", "passphrase": PHRASE, "file": SimpleUploadedFile("a", saved.content)})
    assert back.status_code == 200
    assert not back.cookies
    for data, phrase in ((saved.content, "four unrelated other words"), (b"x" * (LARGEST + 1), PHRASE), (b"none", PHRASE)):
        wrong = later.post("/check/en/", {"do": "resume", "passphrase": phrase, "file": SimpleUploadedFile("a", data)})
        assert wrong.status_code == 422
        assert "could not be opened" in wrong.content.decode()
    assert later.post("/check/en/", {"do": "resume"}).status_code == 422


def test_six_words_are_made_shown_once_and_open_the_file() -> None:
    visitor = Visitor()
    visitor.through()
    visitor.send(do="words")
    found = re.search(r'name="passphrase" value="([a-z ]+)"', visitor.text)
    assert found
    assert Page(visitor.text).text.count(found[1]) == 1
    assert len(found[1].split()) == 6
    state = _STATE.search(visitor.text)
    assert state
    fields = {"state": state[1], "do": "save", "passphrase": found[1], "again": found[1]}
    data = visitor.client.post(visitor.address, fields).content
    assert open_carried(data, f" {found[1].replace(' ', '  ')} ").answers == state[1], "spaces are as people type them"
    visitor.send(do="keep")
    assert found[1] not in visitor.text


def test_a_file_that_is_opened_is_on_no_disk(tmp_path: Path, settings: Any) -> None:
    settings.ARTICLE3_FILES = str(tmp_path / "files")
    Client().post("/check/en/", {"do": "resume", "passphrase": PHRASE, "file": SimpleUploadedFile("a", b"x" * 9000)})
    assert not (tmp_path / "files").exists()


def test_a_representative_opens_the_file_as_a_new_case(client: Client, attorney: User) -> None:
    visitor = Visitor("ar")
    visitor.through()
    state = _STATE.search(visitor.text)
    assert state
    fields = {"state": state[1], "do": "save", "passphrase": PHRASE, "again": PHRASE}
    data = visitor.client.post(visitor.address, fields).content
    address = reverse("case_import")
    refused = client.post(address, {"file": SimpleUploadedFile("a", data), "passphrase": "four unrelated other words"})
    assert refused.status_code == 422
    assert "this is not its passphrase" in refused.content.decode()
    assert not Case.objects.exists()
    made = client.post(address, {"file": SimpleUploadedFile("a", data), "passphrase": PHRASE})
    assert made.status_code == 302
    case = Case.objects.get()
    facts = facts_of(latest(case), load())
    assert facts.value(proceeding.country_of_removal, None) == "Iraq"
    assert facts.value(after.detained, None) is True
    assert attorney.email


def test_nothing_that_is_answered_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Visitor().through()
    assert "Iraq" not in caplog.text
    assert "detained" not in caplog.text


def test_only_what_there_is_can_be_had() -> None:
    assert Client().get("/check/fr/").status_code == 404
    assert Client().get("/check/style.css").headers["Content-Type"].startswith("text/css")
    first = Client().get("/check/")
    assert all(f"/check/{code}/" in first.content.decode() for code in LANGUAGES)
    assert not first.cookies
    assert len(questions()) < 40


def test_a_file_is_sealed_or_opened_one_at_a_time_and_who_waits_too_long_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article3.web.check._PATIENCE", 0.01)
    visitor = Visitor()
    visitor.send(do="start")
    before = visitor.text
    state = _STATE.search(before)
    assert state is not None
    with _in_turn():
        busy = visitor.send(do="save", passphrase=PHRASE, again=PHRASE)
        assert busy.status_code == 503
        assert "Many people use this just now." in visitor.text
        kept = _STATE.search(visitor.text)
        assert kept is not None
        assert kept[1] == state[1]
    assert visitor.send(do="save", passphrase=PHRASE, again=PHRASE).headers["Content-Type"] == "application/octet-stream"
