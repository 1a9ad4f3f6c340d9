"""Dates of a case: drawn and told, and calendars at secret addresses."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from article3.facts.problems import CaseFileError
from article3.law.loading import load
from article3.store import feeds
from article3.store.errors import NoAccessError
from article3.store.models import Assignment, Case, Entry, Feed, Part, Role
from browsing import signed_in
from people import JORGE, TODAY, assign, case_of, person

if TYPE_CHECKING:
    from article3.store.models import User

pytestmark = pytest.mark.django_db

DATED = JORGE + "events:\n  - {kind: individual_hearing, on: 2027-01-12}\n"
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def published(client: Client, address: str, **sent: str) -> str:
    found = re.search(r'<code class="address"[^>]*>([^<]+)</code>', client.post(address, sent).content.decode())
    assert found
    return found[1]


def days(content: bytes) -> list[tuple[str, dt.date]]:
    return [(str(part["SUMMARY"]), part.decoded("DTSTART")) for part in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_the_timeline_is_drawn_without_a_style_of_its_own(client: Client, attorney: User) -> None:
    case = case_of(attorney, DATED)
    page = client.get(reverse("dates", args=[case.id])).content.decode()
    assert "<svg" in page
    assert "<style" not in page
    assert "12 January 2027" in page.split("</svg>")[0]
    full = client.get(reverse("dates", args=[case.id]), {"why": "yes"}).content.decode()
    assert len(full) > len(page)
    assert ".band" in client.get(reverse("timeline_style")).content.decode()


def test_a_calendar_is_read_without_signing_in_and_names_nobody_unasked(client: Client, attorney: User) -> None:
    case = case_of(attorney, DATED)
    address = published(client, reverse("case_calendar", args=[case.id]))
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert dt.date(2027, 1, 12) in {day for _, day in days(answer.content)}
    assert "invented" not in answer.content.decode().lower()
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in str(list(Feed.objects.values()))
    assert address not in client.get(reverse("dates", args=[case.id])).content.decode()
    named = Client().get(published(client, reverse("case_calendar", args=[case.id]), names="yes"))
    assert "An invented case" in named.content.decode()


def test_a_new_address_ends_the_one_before_and_taking_back_ends_it(client: Client, attorney: User) -> None:
    case = case_of(attorney, DATED)
    make = reverse("case_calendar", args=[case.id])
    first, second = published(client, make), published(client, make)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    number = Feed.objects.get().pk
    other = signed_in(person(Role.PARALEGAL, "Another Person"))
    assert other.post(reverse("calendar_take_back", args=[number])).status_code == 404
    assert client.post(reverse("calendar_take_back", args=[number])).status_code == 302
    assert Client().get(second).status_code == 404
    assert [one.did for one in Entry.objects.filter(did__startswith="calendar.").order_by("number")] == [
        "calendar.made",
        "calendar.made",
        "calendar.read",
        "calendar.taken back",
    ]


def test_a_calendar_ends_with_the_part_in_the_case_and_with_the_account(attorney: User) -> None:
    case, paralegal = case_of(attorney, DATED), person(Role.PARALEGAL)
    assign(paralegal, case, Part.WORKS)
    law = load()
    of_case, of_all = feeds.make(paralegal, case).token, feeds.make(paralegal, None).token
    assert days(feeds.read(of_case, law, NOW, TODAY)) == days(feeds.read(of_all, law, NOW, TODAY)) != []
    Assignment.objects.filter(user=paralegal).delete()
    with pytest.raises(NoAccessError):
        feeds.read(of_case, law, NOW, TODAY)
    assert days(feeds.read(of_all, law, NOW, TODAY)) == []
    assert feeds.feeds_of(paralegal) == [Feed.objects.get(case=None)]
    type(paralegal).objects.filter(pk=paralegal.pk).update(ends=dt.date(2020, 1, 1))
    with pytest.raises(NoAccessError):
        feeds.read(of_all, law, NOW, TODAY)


def test_reading_is_told_once_a_day(attorney: User) -> None:
    case_of(attorney, DATED)
    token, law = feeds.make(attorney, None).token, load()
    for day in (TODAY, TODAY, TODAY + dt.timedelta(days=1)):
        feeds.read(token, law, NOW, day)
    assert Entry.objects.filter(did="calendar.read").count() == 2


def test_closed_cases_and_unreadable_ones_are_left_out(attorney: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = case_of(attorney, DATED), case_of(attorney, DATED)
    token, law = feeds.make(attorney, None).token, load()
    both = len(days(feeds.read(token, law, NOW, TODAY)))
    Case.objects.filter(pk=first.pk).update(closed=NOW)
    assert len(days(feeds.read(token, law, NOW, TODAY))) == both / 2

    def unreadable(*_: object) -> object:
        raise CaseFileError([])

    monkeypatch.setattr(feeds, "facts_of", unreadable)
    assert days(feeds.read(token, law, NOW, TODAY)) == []
    assert str(second.id) not in feeds.read(token, law, NOW, TODAY).decode()


def test_who_may_not_take_a_case_out_makes_no_calendar_of_it(attorney: User) -> None:
    case, reader = case_of(attorney, DATED), person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    client = signed_in(reader)
    page = client.get(reverse("dates", args=[case.id])).content.decode()
    assert reverse("case_calendar", args=[case.id]) not in page
    assert client.post(reverse("case_calendar", args=[case.id])).status_code == 404


def test_the_list_of_calendars(client: Client, attorney: User) -> None:
    case = case_of(attorney, DATED)
    assert "No calendar program can read anything." in client.get(reverse("calendars")).content.decode()
    published(client, reverse("case_calendar", args=[case.id]))
    address = published(client, reverse("calendars_all"), names="yes")
    page = client.get(reverse("calendars")).content.decode()
    assert "All open cases" in page
    assert "An invented case" in page
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405
