"""The trail as auditors see it; what logs hold."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from article3.store import trail, trail_reading
from article3.store.kept import keep, release
from article3.store.models import Entry, Role, User
from article3.web import reviewing
from browsing import signed_in
from people import case_of, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

pytestmark = pytest.mark.django_db
FACT = "Jorge was beaten by the police of Utopia"


@pytest.fixture
def auditor() -> Client:
    return signed_in(person(Role.AUDITOR))


def lines(client: Client, **asked: object) -> list[dict[str, object]]:
    answer = client.post(reverse("trail_export"), asked)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="trail.jsonl"'
    return [json.loads(line) for line in b"".join(answer).splitlines()]


def test_the_trail_is_read_page_by_page(auditor: Client) -> None:
    for number in range(250):
        trail.record(None, "case.saved", "a", version=number)
    last = Entry.objects.count() + 1  # the reading itself is a line too
    seen: list[int] = []
    query: str = ""
    for _ in range(3):
        answer = auditor.get(f"{reverse('trail')}?{query}")
        shown = [line.entry.number for line in answer.context["page"].lines]
        assert len(shown) <= trail_reading.PAGE
        seen += shown
        query = answer.context["older"]
    assert seen == list(range(last, 0, -1))
    assert not query


def test_the_trail_is_narrowed(auditor: Client) -> None:
    who = person(Role.ATTORNEY)
    case = case_of(who)
    expected: list[tuple[dict[str, str], set[str]]] = [
        ({"who": str(who.pk)}, {"case.made", "case.saved"}),
        ({"did": "case.made"}, {"case.made"}),
        ({"on": str(case.pk)}, {"case.made", "case.saved", "trail.read"}),
        ({"who": "0"}, set()),
    ]
    for asked, did in expected:
        page = auditor.get(reverse("trail"), asked).context["page"]
        assert {line.entry.did for line in page.lines} == did
    day = Entry.objects.get(did="case.made").at.date()
    assert auditor.get(reverse("trail"), {"day": str(day), "on": str(case.pk)}).context["page"].lines
    assert not auditor.get(reverse("trail"), {"day": "2020-01-01"}).context["page"].lines
    page = auditor.get(reverse("trail"), {"day": "yesterday"})
    assert page.context["page"] is None
    assert "Enter a valid date" in page.content.decode()


def test_the_trail_is_exported_and_that_is_told(auditor: Client) -> None:
    case = case_of(person(Role.ATTORNEY))
    assert [line["did"] for line in lines(auditor, on=str(case.pk))] == ["case.made", "case.saved", "trail.exported"]
    told = Entry.objects.get(did="trail.exported")
    assert (told.on, told.detail) == (str(case.pk), {"person": None, "action": "", "day": None})
    whole = lines(auditor)
    assert [line["before"] for line in whole[1:]] == [line["hash"] for line in whole[:-1]]
    answer = auditor.post(reverse("trail_export"), {"day": "yesterday"}, follow=True)
    assert "Nothing was exported" in answer.content.decode()


def test_the_button_says_whether_the_trail_holds(auditor: Client) -> None:
    trail.record(None, "case.saved", "a", version=1)
    assert "The trail is as it was written" in auditor.post(reverse("trail_verify"), follow=True).content.decode()
    release(connection)
    Entry.objects.filter(did="case.saved").update(detail={"version": 2})
    keep(connection)
    number = Entry.objects.get(did="case.saved").number
    assert f"line {number} is not as it was written" in auditor.post(reverse("trail_verify"), follow=True).content.decode()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What our handlers write."""
    (handler,) = [one for one in logging.getLogger("django").handlers if type(one) is logging.StreamHandler]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_an_error_writes_no_fact(monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> None:
    def fails(_: HttpRequest, __: User, *___: object, **____: object) -> None:
        fact = FACT
        raise ValueError(fact)

    attorney = person(Role.ATTORNEY)
    case = case_of(attorney)
    client = signed_in(attorney)
    client.raise_request_exception = False
    monkeypatch.setattr(reviewing, "_page", fails)
    answer = client.get(reverse("review", args=[case.pk]), {"about": FACT}, headers={"x-told": FACT})
    assert answer.status_code == 500
    assert FACT not in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert "ValueError at fails" in log.getvalue()
    for word in (*FACT.split()[:1], FACT, "Utopia", str(case.pk), attorney.email):
        assert word not in log.getvalue()


def test_a_page_that_is_not_there_writes_no_fact(log: io.StringIO) -> None:
    Client().get(f"/{FACT}")
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": FACT})
    assert "404" in log.getvalue()
    assert "Utopia" not in log.getvalue()


def test_a_form_that_was_not_sent_from_our_page_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_a_part_of_a_page_leads_the_whole_page_to_signing_in() -> None:
    answer = Client().get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (403, "/accounts/login/?next=/")
