"""The case room: every page answers, and says what the decision says."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from article3.explanations.claim_map import claim_map
from article3.facts.case_file import parse_case
from article3.findings.decide import decide
from article3.law.periods import forums
from article3.logic.forum import Forum
from article3.store.memory import Kept
from article3.store.models import Entry, Part, Role, Version
from browsing import signed_in
from people import JORGE, assign, case_of, person

if TYPE_CHECKING:
    from django.test import Client

    from article3.law.loading import Law
    from article3.store.models import Case, User

EXAMPLES = {path.stem: path for path in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))}
_EACH = 3
PART = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


def words(page: bytes) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode())))


def cells(page: bytes) -> list[str]:
    """The truths of the links in the tables of a page, in order."""
    marked = re.findall(
        r'<(?:a|span) class="cell (\w+)[^"]*"[^>]*><span class="mark" aria-hidden="true">(.)</span>', page.decode()
    )
    assert all(mark == {"established": "✓", "not_established": "✗", "undetermined": "?"}[truth] for truth, mark in marked)
    return [truth for truth, _ in marked]


def example(user: User, name: str) -> Case:
    return case_of(user, EXAMPLES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["daniel", "jorge"])
def test_every_page_of_a_case_answers(name: str, attorney: User, client: Client) -> None:
    case = example(attorney, name)
    for page in ("case", "case_map", "case_forums", "ask", "facts", "forum", "exhibits", "events", "history", "case_text"):
        assert client.get(reverse(page, args=[case.id])).status_code == 200, page
    for address in (
        reverse("facts_section", args=[case.id, "proceeding"]),
        reverse("facts_entry", args=[case.id, "feared_harms", 1]),
        reverse("version", args=[case.id, 1]),
        reverse("finding", args=[case.id, "withholding_cat"]),
        reverse("finding_about", args=[case.id, "torture", 0]),
        reverse("finding_about", args=[case.id, "work_authorization", 2]),
        reverse("what_if_about", args=[case.id, "torture", 0]),
        reverse("arguments", args=[case.id, "harm", 0]),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "<!DOCTYPE html>" in response.content.decode()
        assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", ["daniel", "mohamed"])
def test_the_map_shows_the_truths_of_the_decision(name: str, attorney: User, client: Client, law: Law) -> None:
    case = example(attorney, name)
    facts = parse_case(EXAMPLES[name].read_text(encoding="utf-8"), "case", law)
    for circuit, day in (("ca9", timezone.localdate()), ("ca5", dt.date(2015, 3, 4))):
        decision = decide(facts, Forum(circuit, day), law)
        found = claim_map(facts, decision)
        grids = [found.feared, found.claim, *([found.past] if found.past.columns else [])]
        expected = [cell.truth.name.lower() for grid in grids for row in grid.cells for cell in row if cell is not None]
        page = client.get(reverse("case", args=[case.id]), {"circuit": circuit, "on": day.isoformat()}).content
        assert cells(page) == expected
        part = client.get(reverse("case_map", args=[case.id]), {"circuit": circuit, "on": day.isoformat()}, headers=PART).content
        assert cells(part) == expected
        for form in ("asylum", "withholding_ina", "withholding_cat", "deferral_cat"):
            assert f'<p class="{getattr(decision.forms, form).truth.name.lower()}">' in page.decode()


def test_each_link_of_the_room_leads_to_a_page(attorney: User, client: Client) -> None:
    case = example(attorney, "jorge")
    pages = [
        reverse("case", args=[case.id]),
        reverse("finding", args=[case.id, "likely_torture"]),
        reverse("facts", args=[case.id]),
    ]
    links = {
        link.partition("#")[0] for page in pages for link in re.findall(r'href="(/[^"]*)"', client.get(page).content.decode())
    }
    assert len(links) > 40
    tried: dict[str, int] = {}
    for link in sorted(unescape(link) for link in links):
        name = "" if "/static/" in link or "/accounts/" in link else resolve(link.partition("?")[0]).url_name or ""
        tried[name] = tried.get(name, 0) + 1
        if name and tried[name] <= _EACH:
            assert client.get(link).status_code == 200, link


def test_no_address_holds_what_an_author_named(attorney: User, client: Client) -> None:
    case = case_of(attorney, JORGE.replace("id: gang", "id: Perez").replace("id: story", "id: Perez-1"))
    for name in ("case", "facts", "ask", "exhibits"):
        page = client.get(reverse(name, args=[case.id])).content.decode()
        assert "Perez" in page
        assert not [link for link in re.findall(r'(?:href|hx-get|hx-post|action)="([^"]*)"', page) if "Perez" in link]


def test_all_circuits_say_what_a_decision_there_says(attorney: User, client: Client, law: Law) -> None:
    case = example(attorney, "shiwen")
    facts = parse_case(EXAMPLES["shiwen"].read_text(encoding="utf-8"), "case", law)
    day = dt.date(2019, 5, 6)
    page = client.get(reverse("case_forums", args=[case.id]), {"day": day.isoformat()}, headers=PART).content
    forms = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat")
    decisions = [decide(facts, Forum(circuit, day), law) for circuit in forums(law)]
    assert cells(page) == [getattr(one.forms, form).truth.name.lower() for form in forms for one in decisions]
    assert len(decisions) == 13
    by_year = client.get(reverse("case_forums", args=[case.id]), {"year": "1999"}).content
    assert "law as of 2" in words(by_year)
    assert "There is no such day" in words(client.get(reverse("case_forums", args=[case.id]), {"day": "1998-01-01"}).content)


def test_a_finding_is_explained_in_a_part_or_a_page(attorney: User, client: Client) -> None:
    case = example(attorney, "daniel")
    address = reverse("finding_about", args=[case.id, "acquiescence", 1])
    part = client.get(address, headers=PART).content.decode()
    assert "<html" not in part
    assert "An official is aware of it beforehand" in words(part.encode())
    assert "8 CFR 1208.18(a)(7)" in part
    assert 'name="is-harm-officials_know-1"' in part
    full = words(client.get(address, {"full": "yes"}).content)
    assert len(full) > len(words(client.get(address).content))
    told = words(client.get(reverse("what_if_about", args=[case.id, "acquiescence", 1]), headers=PART).content)
    assert "What no longer holds" in told or "without" in told.lower()
    for wrong in (
        reverse("finding", args=[case.id, "acquiescence"]),
        reverse("finding", args=[case.id, "nonsense"]),
        reverse("finding_about", args=[case.id, "hearing", 0]),
        reverse("finding_about", args=[case.id, "acquiescence", 9]),
        reverse("arguments", args=[case.id, "harm", 9]),
        reverse("facts_entry", args=[case.id, "feared_harms", 9]),
        reverse("facts_section", args=[case.id, "nonsense"]),
        reverse("version", args=[case.id, 9]),
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_a_remark_on_a_finding_stands_beside_it(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    address = reverse("finding_about", args=[case.id, "severity", 1])
    sent = {"about": "severity[police]", "text": "Ask about burns.", "next": address}
    assert client.post(reverse("remark", args=[case.id]), sent).headers["Location"] == address
    assert "Ask about burns." in words(client.get(address, headers=PART).content)
    assert "Ask about burns." not in words(client.get(reverse("finding_about", args=[case.id, "severity", 0])).content)


def test_without_a_circuit_nothing_is_decided_and_the_page_says_so(attorney: User, client: Client) -> None:
    case = case_of(attorney, "article3: 1\ntitle: No court yet\n")
    page = words(client.get(reverse("case", args=[case.id])).content)
    assert "Which law governs is not known" in page
    assert client.get(reverse("facts", args=[case.id])).status_code == 200
    assert client.get(reverse("case", args=[case.id]), {"circuit": "ca9"}).status_code == 200, "what if it were the Ninth"


def test_a_forum_that_is_none_is_told(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    assert "There is no such circuit" in words(client.get(reverse("case", args=[case.id]), {"circuit": "ca99"}).content)
    assert "There is no such day" in words(client.get(reverse("case", args=[case.id]), {"on": "1990-01-01"}).content)
    assert "What if:" in words(client.get(reverse("case", args=[case.id]), {"circuit": "ca5"}).content)


def test_looking_at_a_case_is_told_by_the_trail_once_a_page(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    client.get(reverse("case", args=[case.id]))
    client.get(reverse("case_forums", args=[case.id]), headers=PART)
    client.get(reverse("case_map", args=[case.id]), headers=PART)
    assert list(Entry.objects.filter(on=str(case.id)).order_by("number").values_list("did", flat=True))[-1] == "case.opened"
    assert Entry.objects.filter(did="case.opened").count() == 1


def test_a_foreign_case_and_none_look_the_same(attorney: User, client: Client) -> None:
    foreign = case_of(person(Role.ATTORNEY, "Somebody Else"))
    mine = case_of(attorney)
    for address in (
        reverse("case", args=[foreign.id]),
        reverse("history", args=[uuid.uuid4()]),
        reverse("facts", args=[foreign.id]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("answers", args=[foreign.id])).status_code == 404
    assert client.get(reverse("case", args=[mine.id])).status_code == 200


def test_who_reads_a_case_cannot_change_it(attorney: User) -> None:
    case = case_of(attorney)
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    browser = signed_in(reader)
    page = browser.get(reverse("facts_section", args=[case.id, "proceeding"])).content.decode()
    assert "<button>Save</button>" not in page
    assert "Export" not in words(browser.get(reverse("case", args=[case.id])).content)
    for address in (
        reverse("answers", args=[case.id]),
        reverse("list_add", args=[case.id, "feared_harms"]),
        reverse("list_remove", args=[case.id, "feared_harms"]),
        reverse("forum", args=[case.id]),
        reverse("exhibits", args=[case.id]),
        reverse("case_export", args=[case.id]),
        reverse("case_close", args=[case.id]),
        reverse("put_back", args=[case.id, 1]),
        reverse("case_text", args=[case.id]),
    ):
        assert browser.post(address, {"text": JORGE, "base": "1"}).status_code == 404, address
    assert Version.objects.filter(case=case).count() == 1


def test_a_text_that_can_no_longer_be_read_can_be_mended(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    Version.objects.filter(case=case).update(text=JORGE.replace("country_of_removal", "no_such_fact"))
    response = client.get(reverse("case", args=[case.id]))
    assert response.status_code == 422
    assert "no_such_fact" in words(response.content)
    assert client.post(reverse("case_text", args=[case.id]), {"text": JORGE, "base": "1"}).status_code == 302
    assert client.get(reverse("case", args=[case.id])).status_code == 200


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    assert [kept.of(key, lambda key=key: key * 10) for key in (1, 2, 1, 3)] == [10, 20, 10, 30]  # type: ignore[misc]
    assert len(kept) == 2
    assert kept.known(2) is None
    assert kept.known(1) == 10
    assert kept.of(1, lambda: 99) == 10


def test_a_case_without_a_circuit_says_what_to_do_and_refuses_nobody(attorney: User, client: Client) -> None:
    case = case_of(attorney, "article3: 1\ntitle: No circuit\nproceeding: {country_of_removal: Utopia}\n")
    for address in (reverse("ask", args=[case.id]), reverse("finding", args=[case.id, "hearing"])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert reverse("forum", args=[case.id]) in answer.content.decode()
    assert "Utopia" in client.get(reverse("case", args=[case.id])).content.decode()
    everywhere = client.get(reverse("case_forums", args=[case.id])).content.decode()
    assert "names no circuit of its own yet" in everywhere
    assert "write []" not in client.get(reverse("facts", args=[case.id])).content.decode()


def test_a_forum_that_is_none_is_named_with_its_day(attorney: User, client: Client) -> None:
    address = reverse("case", args=[case_of(attorney).id])
    assert "no such circuit, and no such day" in client.get(f"{address}?circuit=zz&on=1700-01-01").content.decode()
    assert "There is no such day" in client.get(f"{address}?circuit=ca5&on=1700-01-01").content.decode()


def test_what_the_convention_needs_is_asked_first(attorney: User, client: Client, law: Law) -> None:
    """Of what is missing, what only asylum needs comes last, however much it would tell."""
    case = example(attorney, "jorge")
    answer = client.get(reverse("ask", args=[case.id]))
    listed = [one.place for one in answer.context["asked"].questions]
    today = timezone.localdate()
    decision = decide(parse_case(case_text(case), "case", law), Forum("ca9", today), law)
    needed = [place in decision.forms.protection_cat.missing for place in listed]
    assert needed == sorted(needed, reverse=True)
    assert any(needed)
    assert not all(needed)


def test_the_room_names_the_day_that_is_surely_in_time(attorney: User, client: Client) -> None:
    case = example(attorney, "jorge")
    page = words(client.get(reverse("case", args=[case.id])).content)
    assert "safest by 12 Feb 2027" in page


def case_text(case: Case) -> str:
    return Version.objects.filter(case=case).order_by("-number")[0].text
