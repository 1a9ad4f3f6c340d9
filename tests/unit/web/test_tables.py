"""Many cases from a table: shown first, made together, or not at all."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.facts.from_table import columns
from article3.store.cases import By, Made, create_made, ready
from article3.store.models import Case, Entry, Role
from article3.web.cases import tables
from browsing import signed_in
from people import JORGE, case_of, person

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from article3.store.models import User

pytestmark = pytest.mark.django_db

TABLE = "case_id,title,forum.circuit,proceeding.kind\nA,First,9,removal\nB,An invented case,5,\nC,Third,99,\n"


def look(client: Client, table: str | bytes) -> HttpResponse:
    data = table.encode() if isinstance(table, str) else table
    return client.post(reverse("case_table"), {"file": SimpleUploadedFile("table.csv", data)})  # type: ignore[return-value] # the test client's own kind


def token(answer: HttpResponse) -> str:
    return answer.content.decode().split('name="table" value="')[1].split('"')[0]


def test_a_table_is_shown_before_anything_is_made(client: Client, attorney: User) -> None:
    case_of(attorney, JORGE)
    answer = look(client, TABLE)
    shown = answer.content.decode()
    assert "1 row can be brought in." in shown
    assert "1 row has the title of an open case of yours." in shown
    assert "1 row has errors and is left out." in shown
    assert "forum.circuit" in shown
    assert Case.objects.count() == 1
    assert client.post(reverse("case_table_take"), {"table": token(answer)}).headers["Location"] == reverse("home")
    assert sorted(Case.objects.values_list("title", flat=True)) == ["An invented case", "First"]
    assert Entry.objects.filter(did="case.made").count() == 2


def test_titles_that_are_there_come_in_if_that_is_wished(client: Client, attorney: User) -> None:
    case_of(attorney, JORGE)
    answer = look(client, TABLE)
    client.post(reverse("case_table_take"), {"table": token(answer), "there": "yes"})
    assert Case.objects.filter(title="An invented case").count() == 2


def test_a_table_is_taken_once_and_by_whoever_sent_it(client: Client) -> None:
    answer = look(client, TABLE)
    other = signed_in(person(Role.PARALEGAL, "Another Person"))
    sent = {"table": token(answer)}
    assert other.post(reverse("case_table_take"), sent).status_code == 422
    assert Case.objects.count() == 0
    assert client.post(reverse("case_table_take"), sent).status_code == 302
    again = client.post(reverse("case_table_take"), sent)
    assert again.status_code == 422
    assert "no longer here" in again.content.decode()
    assert Case.objects.count() == 2


def test_a_table_that_is_taken_twice_at_the_same_time_is_made_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Working its cases out takes long, and nobody else is kept from saving for it: the other request comes in between."""
    answer = look(client, TABLE)
    sent = {"table": token(answer)}
    first: list[bool] = []

    def meanwhile(who: By, text: str) -> Made:
        if not first:
            first.append(True)
            assert client.post(reverse("case_table_take"), sent).status_code == 302
        return ready(who, text)

    monkeypatch.setattr(tables, "ready", meanwhile)
    assert client.post(reverse("case_table_take"), sent).status_code == 422
    assert Case.objects.count() == 2


def test_all_are_made_or_none(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = look(client, TABLE)

    def breaks(who: By, made: Made, why: str) -> Case:
        if Case.objects.exists():
            raise OSError("the disk is full")
        return create_made(who, made, why)

    monkeypatch.setattr(tables, "create_made", breaks)
    with pytest.raises(OSError, match="disk"):
        client.post(reverse("case_table_take"), {"table": token(answer)})
    assert Case.objects.count() == 0
    monkeypatch.undo()
    assert client.post(reverse("case_table_take"), {"table": token(answer)}).status_code == 302


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("title,colour\nA,red\n", "colour is unknown"),
        (b"title\n\xff\xfe\n", "not text in UTF-8"),
        ("title\n", "no cases in it"),
        ("title\n" + "x" * 4_000_001, "larger than 4 MB"),
    ],
    ids=["unknown column", "not UTF-8", "no rows", "too large"],
)
def test_a_table_that_cannot_be_read_says_why(client: Client, table: str | bytes, says: str) -> None:
    answer = look(client, table)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_without_a_file_the_page_asks_for_one(client: Client) -> None:
    assert "Choose a file." in client.post(reverse("case_table")).content.decode()
    assert client.get(reverse("case_table")).status_code == 200


def test_a_table_of_errors_alone_offers_nothing(client: Client) -> None:
    answer = look(client, "title,forum.circuit\nA,99\n")
    assert "Make these cases" not in answer.content.decode()


def test_the_template_names_every_column(client: Client) -> None:
    answer = client.get(reverse("case_table_template"))
    (names,) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(names) == columns()
