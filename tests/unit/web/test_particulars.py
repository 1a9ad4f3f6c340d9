"""The particulars of documents in forms: every one asked once, kept with what stands beside it, and nobody's work lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.facts.papers import LIST_KEYS, SHEETS_BY_ID
from article3.facts.rewriting import plain
from article3.store.cases import latest
from article3.store.models import Part, Role, Version
from article3.web.cases.particular_words import words
from browsing import signed_in
from people import assign, case_of, person

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

TEXT = """\
article3: 1  # the schema
title: An invented case
forum: {circuit: 9}
exhibits:
  - {id: A, title: Passport}
past_harms:
  - id: warehouse
papers:
  # from the intake
  person:
    family_name: {is: Invented, because: [A], note: as in the passport}
    born: 1990-03-09
  relatives:
    - relation: mother
      name: Ana Invented
    - relation: father
      name: Luis Invented
"""


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney, TEXT)


@pytest.fixture
def colleague(case: Case) -> Client:
    other = person(Role.PARALEGAL, "Cora Colleague")
    assign(other, case, Part.WORKS)
    return signed_in(other)


def papers_of(case: Case) -> dict[str, object]:
    case.refresh_from_db()
    return plain(latest(case).text)["papers"]  # type: ignore[return-value]


def address(case: Case, part: str) -> str:
    return reverse("particulars_part", args=[case.id, part])


def form_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form, without scripts."""
    form = page[page.index('class="particulars"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}

    def hold(name: str, value: str) -> None:
        sent.setdefault(name, []).append(unescape(value))

    for tag in re.findall(r"<input[^>]*>", form):
        names = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        hold(names["name"], names.get("value", ""))
    for name, said in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n([^<]*)</textarea>', form):
        hold(name, said)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        hold(name, chosen.group(1) if chosen else "")
    return sent


def opened(client: Client, case: Case, part: str) -> dict[str, list[str]]:
    return form_of(client.get(address(case, part)).content.decode())


def send(client: Client, case: Case, part: str, form: dict[str, list[str]], do: str = "save", **more: str) -> HttpResponse:
    """Send a form; ``p_city="Fresno"`` types into ``p-city``."""
    typed = {name.replace("_", "-", 1): [said] for name, said in more.items()}
    return client.post(address(case, part), {**form, **typed, "do": [do]})  # type: ignore[return-value]


def test_every_particular_is_asked_once() -> None:
    assert {one.id for one in words().part} == {*SHEETS_BY_ID, *LIST_KEYS}
    for part in words().part:
        asked = [name for group in part.group for name in group.asks]
        assert sorted(asked) == sorted(part.sheet.facts), part.id
        assert {*part.wide, *part.names} <= set(asked), part.id
        assert bool(part.one) == part.is_list, part.id


def test_every_part_can_be_opened(client: Client, case: Case) -> None:
    overview = client.get(reverse("particulars", args=[case.id])).content.decode()
    assert f"2 of {len(SHEETS_BY_ID['person'].facts)} known" in overview
    assert "2 entries" in overview
    for part in words().part:
        page = client.get(address(case, part.id)).content.decode()
        assert address(case, part.id) in overview
        assert part.title in page
    room = client.get(reverse("case", args=[case.id])).content.decode()
    assert reverse("particulars", args=[case.id]) in room
    assert client.get(address(case, "nothing")).status_code == 404


def test_a_section_is_saved_and_keeps_what_stands_beside_it(client: Client, case: Case) -> None:
    form = opened(client, case, "person")
    assert form["p-family_name"] == ["Invented"]
    page = client.get(address(case, "person")).content.decode()
    assert "Proved by A. Note: as in the passport" in page
    assert send(client, case, "person", form).status_code == 302
    assert Version.objects.filter(case=case).count() == 1, "nothing was changed"
    assert send(client, case, "person", form, p_family_name="Ejemplo", p_city="Fresno", p_born="").status_code == 302
    assert papers_of(case)["person"] == {
        "family_name": {"is": "Ejemplo", "because": ["A"], "note": "as in the passport"},
        "city": "Fresno",
    }
    assert "# from the intake" in latest(case).text
    assert "# the schema" in latest(case).text
    assert latest(case).why == "particulars: person"


def test_what_is_wrong_is_told_in_place_and_what_was_typed_stays(client: Client, case: Case) -> None:
    answer = send(
        client, case, "person", opened(client, case, "person"), p_born="03/09/1990", p_left_home="spring", p_city="Fresno"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was saved yet" in page
    assert 'href="#p-born"' in page
    assert 'id="error-p-born"' in page
    assert "2021-03-09" in page, "the remedy shows how a day is written"
    sent = form_of(page)
    assert (sent["p-born"], sent["p-left_home"], sent["p-city"]) == (["03/09/1990"], ["spring"], ["Fresno"])
    assert "data-unsaved" in page
    assert Version.objects.filter(case=case).count() == 1


def test_entries_are_added_taken_out_and_kept(client: Client, case: Case) -> None:
    form = opened(client, case, "relatives")
    page = send(client, case, "relatives", form, "add", r0_location="Utopia").content.decode()
    form = form_of(page)
    assert form["row"] == ["r0", "r1", "n0"]
    assert form["r0-location"] == ["Utopia"], "what was typed before the button was pressed stays"
    assert Version.objects.filter(case=case).count() == 1
    page = send(client, case, "relatives", form, "out:r1", n0_name="Eva Invented").content.decode()
    assert "It is taken out when you save" in page
    form = form_of(page)
    assert form["out"] == ["r1"]
    back = form_of(send(client, case, "relatives", form, "keep:r1").content.decode())
    assert "out" not in back
    assert send(client, case, "relatives", form).status_code == 302
    assert papers_of(case)["relatives"] == [
        {"relation": "mother", "name": "Ana Invented", "location": "Utopia"},
        {"name": "Eva Invented"},
    ]


def test_a_list_is_begun_and_may_be_empty(client: Client, case: Case) -> None:
    assert send(client, case, "children", {"base": ["1"]}, "none").status_code == 302
    assert papers_of(case)["children"] == []
    assert "there are none" in client.get(reverse("particulars", args=[case.id])).content.decode()
    form = form_of(send(client, case, "incidents", {"base": ["2"]}, "add").content.decode())
    assert '<option value="warehouse">' in send(client, case, "incidents", {"base": ["2"]}, "add").content.decode()
    told = "They took me.\r\nThey kept me: three days."
    assert send(client, case, "incidents", form, n0_told=told, n0_harm="warehouse").status_code == 302
    assert papers_of(case)["incidents"] == [{"harm": "warehouse", "told": "They took me.\nThey kept me: three days."}]
    again = opened(client, case, "incidents")
    assert send(client, case, "incidents", again).status_code == 302
    case.refresh_from_db()
    assert case.current == 3, "line ends of a browser are no change"


def test_two_people_lose_nothing_of_each_other(client: Client, colleague: Client, case: Case) -> None:
    mine = opened(client, case, "person")
    theirs = opened(colleague, case, "person")
    assert send(colleague, case, "person", theirs, p_city="Boise", p_zip="83702").status_code == 302
    assert send(client, case, "person", mine, p_given_name="Jorge").status_code == 302, "other particulars are beside theirs"
    answer = send(client, case, "person", mine, p_city="Fresno", p_state="CA")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Boise" in page
    again = form_of(page)
    assert (again["p-city"], again["p-state"], again["p-zip"]) == (["Fresno"], ["CA"], ["83702"])
    assert papers_of(case)["person"]["city"] == "Boise"  # type: ignore[index]
    assert send(client, case, "person", again).status_code == 302
    stated = papers_of(case)["person"]
    assert (stated["city"], stated["zip"], stated["given_name"]) == ("Fresno", "83702", "Jorge")  # type: ignore[index]


def test_an_entry_that_moved_is_found_and_one_that_is_gone_is_kept_as_typed(
    client: Client, colleague: Client, case: Case
) -> None:
    mine = opened(client, case, "relatives")
    theirs = opened(colleague, case, "relatives")
    assert send(colleague, case, "relatives", {**theirs, "out": ["r0"]}).status_code == 302
    assert send(client, case, "relatives", mine, r1_location="Utopia").status_code == 302
    assert papers_of(case)["relatives"] == [{"relation": "father", "name": "Luis Invented", "location": "Utopia"}]
    answer = send(client, case, "relatives", mine, r0_location="Ruritania")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has taken this entry out" in page
    assert send(client, case, "relatives", form_of(page)).status_code == 302
    assert [one["name"] for one in papers_of(case)["relatives"]] == ["Luis Invented", "Ana Invented"]  # type: ignore[attr-defined]


def test_whoever_may_only_read_sees_and_changes_nothing(case: Case) -> None:
    reader = person(Role.VOLUNTEER, "Vera Volunteer")
    assign(reader, case, Part.READS)
    client = signed_in(reader)
    page = client.get(address(case, "person")).content.decode()
    assert "Invented" in page
    assert "do" not in re.findall(r'<button[^>]*name="(\w+)"', page)
    assert send(client, case, "person", {"base": ["1"]}, p_city="Fresno").status_code == 404
    assert Version.objects.filter(case=case).count() == 1


def test_no_form_of_ours_is_refused(client: Client, case: Case) -> None:
    for base in ("", "0", "2", "x"):
        assert send(client, case, "person", {"base": [base]}, p_city="Fresno").status_code == 400
