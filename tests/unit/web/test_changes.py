"""What changed: the page on which a change of law is held against the caseload."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.law.loading import load
from article3.store.models import Entry, Standing
from article3.web.cases import changes
from people import case_of

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User

pytestmark = pytest.mark.django_db

DAYS = {"from": "2025-12-30", "to": "2025-12-31"}
PART = {"HX-Request": "true"}


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("what_changed"), asked).content.decode()


def test_the_page_asks_for_days(client: Client) -> None:
    shown = page(client)
    assert 'name="from"' in shown
    assert 'id="found"' not in shown
    assert "the last 90 days" in shown


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"from": "2025-12-31", "to": "2025-12-30"}, "The first day is before the second"),
        ({"from": "2025-12-30", "to": ""}, "Give two days"),
        ({"from": "1990-01-01", "to": "2025-12-30"}, "Give two days"),
        ({"from": "soon", "to": "later"}, "Give two days"),
    ],
    ids=["turned round", "one", "before the law", "no days"],
)
def test_days_that_cannot_be_are_named(client: Client, asked: dict[str, str], says: str) -> None:
    answer = client.get(reverse("what_changed"), asked)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_from_waiting_to_what_changes(client: Client, attorney: User) -> None:
    case = case_of(attorney)
    shown = page(client, **DAYS)
    assert "0 of 1 cases looked at" in shown
    assert "<table" not in shown.split('id="update"')[0]
    part = client.post(reverse("what_changed_look"), DAYS, headers=PART).content.decode()
    assert "<html" not in part
    assert "1 changes." in part
    whole = page(client, **DAYS)
    assert f'href="{reverse("case", args=[case.id])}?circuit=ca9&amp;on=2025-12-31"' in whole
    assert "The law that makes the difference" in whole
    assert "public_health_bar" not in whole.replace("questions/public_health_bar.html", "")  # a question by its words, not its id
    assert load().questions["public_health_bar"].asks in unescape(whole)
    assert "So far, no form" not in whole
    assert Entry.objects.filter(did="caseload.compared").count() == 2
    assert client.get(f"{reverse('case', args=[case.id])}?circuit=ca9&on=2025-12-31").status_code == 200


def test_without_scripts_the_button_leads_back(client: Client, attorney: User) -> None:
    case_of(attorney)
    answer = client.post(reverse("what_changed_look"), DAYS)
    assert answer.headers["Location"] == reverse("what_changed") + "?from=2025-12-30&to=2025-12-31"
    assert client.post(reverse("what_changed_look"), {"from": "x"}).headers["Location"] == reverse("what_changed")


def test_long_lists_have_pages(client: Client, attorney: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PAGE", 2)
    for _ in range(3):
        case_of(attorney)
    client.post(reverse("what_changed_look"), DAYS)
    first, last = page(client, **DAYS), page(client, **DAYS, page="9")
    assert (first.count('<th scope="row">'), last.count('<th scope="row">')) == (2, 1)
    assert "page 2 of 2" in last
    assert "page=2" in first


def test_cases_are_decided_anew_after_an_update(client: Client, attorney: User) -> None:
    case = case_of(attorney)
    forms = {**Standing.objects.get(case=case).forms, "deferral_cat": "established"}
    Standing.objects.filter(case=case).update(law="2020.01", forms=forms, fingerprint="other")
    shown = page(client)
    assert "2020.01" in shown
    assert "1 case is still to be decided by it." in shown
    part = client.post(reverse("what_changed_renew"), headers=PART).content.decode()
    assert "In 1 case a form of protection comes out otherwise." in part
    assert "1 come out otherwise" in part
    assert "established" in part
    assert load().version in part
    assert client.post(reverse("what_changed_renew")).headers["Location"] == reverse("what_changed")
