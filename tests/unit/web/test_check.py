"""The private check in the workbench: open to all, without scripts, cookies or traces."""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from article3.check.model import GO, HARD
from article3.check.sealed import is_locked, unlocked
from article3.check.state import State, decoded
from article3.facts.case_file import parse_case
from article3.guide.loading import LANGUAGES
from article3.law.loading import load
from article3.store.models import Case, Entry
from article3.web import check
from page_reader import Page

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

HERE = "/check/en/"
PHRASE = "seven plain words nobody has written here"
GANG = {"order": "no", "state": "CA", "country": "SV", "fear": "yes", "who": "private", "applied": "no", "case": "court"}
WEIGHT = 100_000


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', answer.content.decode())
    return unescape(found[1]) if found else ""


def send(visitor: Client, **values: Any) -> HttpResponse:
    return visitor.post(HERE, values)  # type: ignore[return-value]


def with_answers(answers: dict[str, str]) -> str:
    state = State()
    for name, value in answers.items():
        state = state.with_answer(name, value)
    return state.encoded()


def right(answer: HttpResponse, status: int = 200) -> Page:
    """A page that is sound, light, kept by nobody and free of scripts, cookies and outside hosts."""
    assert answer.status_code == status
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    read = Page(text)
    assert read.faults == []
    assert not read.of("script")
    assert not any(name.startswith("on") or name == "style" for _, attributes in read.elements for name in attributes)
    assert len(set(read.ids)) == len(read.ids)
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert len(answer.content) < WEIGHT
    for form in read.of("form"):
        assert form["method"] == "post", "answers never stand in an address"
        assert form["action"].startswith(("./", "../"))
    for field in read.of("input"):
        if field.get("type") not in {"hidden", "file"}:
            assert field["autocomplete"] == "off", "no browser keeps what was typed"
    return read


def test_from_the_first_page_to_a_case_of_a_representative(client: Client) -> None:
    visitor = Client(enforce_csrf_checks=True)
    right(visitor.get(HERE))  # type: ignore[arg-type] # what the client gives has more
    answer = send(visitor, act="begin")
    asked: list[str] = []
    while (name := hidden(answer, "question")) and len(asked) < 70:
        right(answer)
        asked.append(name)
        value = GO if name == HARD else GANG.get(name)
        values = {"act": "next", "answer": value} if value else {"act": "unknown"}
        answer = send(visitor, state=hidden(answer, "state"), question=name, **values)
    assert 30 < len(asked) < 70
    assert asked[:2] == ["sent_away", "detained"]
    read = right(answer)
    assert "Withholding of removal under the Convention" in read.text
    assert "It may fit" in read.text
    state = hidden(answer, "state")
    printed = right(send(visitor, act="paper", state=state))
    assert "El Salvador" in printed.text
    assert "A gang, an armed group" in printed.text
    right(send(visitor, act="pause", state=state))
    file = send(visitor, act="file", state=state, first=PHRASE, second=PHRASE)
    assert not file.cookies
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["Content-Disposition"] == 'attachment; filename="private.a3"'
    assert is_locked(file.content)
    assert parse_case(unlocked(file.content, PHRASE).case, "case", load()).circuit == "ca9"
    before = Case.objects.count()
    wrong = client.post(
        reverse("case_import"), {"file": SimpleUploadedFile("private.a3", file.content), "passphrase": "another passphrase"}
    )
    assert wrong.status_code == 422
    assert "passphrase is another one" in wrong.content.decode()
    assert Case.objects.count() == before
    sent = client.post(reverse("case_import"), {"file": SimpleUploadedFile("private.a3", file.content), "passphrase": PHRASE})
    assert sent.status_code == 302
    assert Case.objects.count() == before + 1
    made = Case.objects.get()
    assert "El Salvador" in client.get(reverse("case_text", args=[made.id])).content.decode()
    assert "private check" in client.get(reverse("history", args=[made.id])).content.decode()


def test_a_file_is_gone_on_with(client: Client) -> None:  # noqa: ARG001 - the database
    visitor = Client()
    state = with_answers(GANG)
    file = send(visitor, act="file", state=state, first=PHRASE, second=PHRASE).content
    answer = send(visitor, act="open", file=SimpleUploadedFile("mine.bin", file), passphrase=PHRASE)
    right(answer)
    assert decoded(hidden(answer, "state")) == decoded(state)
    for content, phrase, why in (
        (file, "another passphrase", "could not be opened"),
        (file[:-1], PHRASE, "could not be opened"),
        (b"article3: 1\n", PHRASE, "could not be opened"),
        (b"", PHRASE, "not a file from here"),
        (b"x" * 70_000, PHRASE, "not a file from here"),
        (b"x" * 200_000, PHRASE, "not a file from here"),
    ):
        wrong = send(visitor, act="open", file=SimpleUploadedFile("mine.bin", content), passphrase=phrase)
        assert why in right(wrong, 400).text, len(content)


def test_nothing_of_an_upload_lies_on_a_disk(tmp_path: Path, settings: Any) -> None:
    settings.ARTICLE3_FILES = str(tmp_path / "files")
    send(Client(), act="open", file=SimpleUploadedFile("mine.bin", b"x" * 9000), passphrase=PHRASE)
    assert not (tmp_path / "files").exists()


def test_a_passphrase_is_typed_twice_or_made_here() -> None:
    visitor = Client()
    state = with_answers(GANG)
    for one, two in ((PHRASE, "another"), ("short", "short"), ("", "")):
        wrong = send(visitor, act="file", state=state, first=one, second=two)
        assert "do not agree" in right(wrong, 400).text
        assert hidden(wrong, "state") == state, "nothing is lost"
    made = send(visitor, act="words", state=state)
    right(made)
    words = hidden(made, "first")
    assert len(words.split()) == 6
    assert words == hidden(made, "second")
    assert words in Page(made.content.decode()).text
    file = send(visitor, act="file", state=state, first=words, second=words)
    assert unlocked(file.content, words).state == decoded(state)
    assert words not in send(visitor, act="words", state=state).content.decode()


@pytest.mark.parametrize("state", ["x", "é", "a" * 7000, "eyJ2IjoyLCJhIjpbXX0", "<script>"])
def test_a_broken_state_gets_a_kind_page(state: str) -> None:
    for act in ("next", "back", "end", "paper", "pause", "file", "words", "go", ""):
        read = right(send(Client(), act=act, state=state, question="detained", answer="yes"), 400)
        assert "Nobody was told" in read.text
        assert "Open my file" in read.text


def test_a_question_that_is_not_there_is_answered_by_nobody() -> None:
    assert "Nobody was told" in right(send(Client(), act="next", state="", question="name", answer="x"), 400).text


@pytest.mark.parametrize(
    ("question", "value", "why"),
    [
        ("detained", "", "Choose one"),
        ("detained", "maybe", "Choose one"),
        ("arrived", "09/03/2026", "such as 2024-03-09"),
        ("state", "", "Choose a state"),
        ("country", "Narnia", "Choose a country"),
        ("why_done", "", "Choose one"),
    ],
)
def test_an_answer_that_is_none_is_asked_again(question: str, value: str, why: str) -> None:
    state = with_answers(GANG)
    answer = send(Client(), act="next", state=state, question=question, answer=value)
    assert why in right(answer, 400).text
    assert hidden(answer, "question") == question
    assert hidden(answer, "state") == state
    assert "maybe" not in answer.content.decode()


def test_one_step_back_leads_to_the_question_before() -> None:
    visitor = Client()
    first = send(visitor, act="begin")
    second = send(visitor, act="next", state=hidden(first, "state"), question=hidden(first, "question"), answer="no")
    back = send(visitor, act="back", state=hidden(second, "state"))
    assert hidden(back, "question") == hidden(first, "question")
    assert decoded(hidden(back, "state")) == State()
    assert "Back" not in re.findall(r"<button[^>]*>([^<]*)<", back.content.decode())


def test_several_answers_can_be_ticked() -> None:
    answer = Client().post(HERE, {"act": "next", "state": "", "question": "why_done", "answer": ["scare", "punish"]})
    assert decoded(hidden(answer, "state")).answers == (("why_done", "punish+scare"),)  # type: ignore[arg-type]


def test_hard_questions_are_announced_and_left_out_whole() -> None:
    visitor = Client()
    answer = send(visitor, act="go", state=with_answers({"fear": "no"}))
    while hidden(answer, "question") != HARD:
        answer = send(visitor, act="unknown", state=hidden(answer, "state"), question=hidden(answer, "question"))
    assert "may be hard" in right(answer).text
    answer = send(visitor, act="next", state=hidden(answer, "state"), question=HARD, answer="skip")
    assert "What your answers say" in right(answer).text


def test_emergencies_stand_first_at_the_end() -> None:
    urgent = {"sent_away": "yes", "detained": "yes", "hearing_soon": "yes", "order": "judge"}
    read = right(send(Client(), act="end", state=with_answers(urgent)))
    assert read.text.index("Do this first") < read.text.index("Which protections may fit")
    assert "I want an asylum officer and a lawyer" in read.text


def test_an_emergency_is_told_at_once_and_does_not_wait_for_the_end() -> None:
    visitor = Client()
    first = send(visitor, act="begin")
    answer = send(visitor, act="next", state=hidden(first, "state"), question="sent_away", answer="yes")
    assert "I want an asylum officer and a lawyer" in right(answer).text
    then = send(visitor, act="next", state=hidden(answer, "state"), question=hidden(answer, "question"), answer="no")
    assert "I want an asylum officer" not in right(then).text, "once"


def test_links_lead_to_the_guide_of_the_readers_court() -> None:
    visitor = Client()
    for state, here in (("CA", "9"), ("KS", "any"), ("?", "any")):
        read = right(send(visitor, act="end", state=with_answers({**GANG, "state": state})))
        to = {href.removeprefix("../../").partition("#")[0] for href in read.hrefs if href.startswith("../../guide/")}
        assert f"guide/en/{here}/evidence" in to
        assert f"guide/en/{here}/el-salvador" in to
        for href in to:
            assert visitor.get(f"/{href}").status_code == 200, href


def test_whoever_waits_for_a_key_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_WAIT", 0.0)
    state = with_answers(GANG)
    with check._ONE_AT_A_TIME:
        busy = send(Client(), act="file", state=state, first=PHRASE, second=PHRASE)
        waits = send(Client(), act="open", file=SimpleUploadedFile("mine.bin", b"x"), passphrase=PHRASE)
    assert "Nothing is lost" in right(busy, 503).text
    assert hidden(busy, "state") == state
    assert "Many people" in right(waits, 503).text


def test_no_answer_reaches_a_log_or_the_store(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    entries, state = Entry.objects.count(), with_answers(GANG)
    with caplog.at_level(logging.DEBUG):
        visitor = Client(raise_request_exception=False)
        send(visitor, act="next", state=state, question="who", answer="private")
        send(visitor, act="next", state="broken-state", question="who", answer="private")

        def fail(*_: object) -> None:
            raise RuntimeError("private CA SV")

        monkeypatch.setattr(check, "next_question", fail)
        assert send(visitor, act="next", state=state, question="who", answer="private").status_code == 500
    told = " ".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    for word in (state, "broken-state"):
        assert word not in told
    assert Entry.objects.count() == entries
    assert not Case.objects.exists()


def test_only_the_languages_that_are_given_out_are_there() -> None:
    read = Page(Client().get("/check/").content.decode())
    assert [href for href in read.hrefs if href.endswith("/")] == [f"{one}/" for one in LANGUAGES]
    assert Client().get("/check/xx/").status_code == 404
    assert Client().post("/check/xx/", {"act": "begin"}).status_code == 404
    assert Client().get("/check/style.css").headers["Content-Type"] == "text/css; charset=utf-8"
    assert Client().put(HERE).status_code == 405


def test_a_page_with_its_styles_is_light() -> None:
    visitor = Client()
    styles = sum(len(visitor.get(url).content) for url in ("/check/style.css", "/guide/style.css", "/guide/mark.svg"))
    country = send(visitor, act="next", state="", question="state", answer="CA")
    while hidden(country, "question") != "country":
        country = send(visitor, act="unknown", state=hidden(country, "state"), question=hidden(country, "question"))
    assert len(country.content) + styles < WEIGHT
    end = send(visitor, act="end", state=with_answers(GANG))
    assert len(end.content) + styles < WEIGHT
