"""Facts in forms: saved one by one or all at once, with and without scripts; nobody's work is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.facts import harm, proceeding
from article3.facts.case import Answer
from article3.facts.case_file import parse_case
from article3.facts.vocabulary import COLLECTIONS, GROUPS
from article3.law.loading import load
from article3.logic.variables import Interval
from article3.store.cases import Given, answer, facts_of, latest
from article3.store.models import Part, Role, Version
from article3.web.cases.fields import Shape, key_of, place_of_key, shape_of
from people import JORGE, assign, by, case_of, person

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

    from article3.facts.case import Case as Facts
    from article3.store.models import Case, User

PART = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


def stated(case: Case) -> Facts:
    case.refresh_from_db()
    return facts_of(latest(case), load())


def form_of(page: bytes) -> dict[str, str | list[str]]:
    """What a browser would send of the form of answers, without scripts."""
    text = page.decode()
    start = text.index(f'<form method="post" action="{re.search(r"/cases/[^/]+/answers/", text).group()}">')  # type: ignore[union-attr]
    form = text[start : text.index("</form>", start)]
    sent: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        names = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if names.get("type") == "radio" and not tag.rstrip(">").endswith(" checked"):
            continue
        if names.get("type") == "checkbox":
            if tag.rstrip(">").endswith(" checked"):
                held = sent.setdefault(names["name"], [])
                assert isinstance(held, list)
                held.append(unescape(names["value"]))
            continue
        if "name" in names:
            sent[names["name"]] = unescape(names.get("value", ""))
    for name, words in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        sent[name] = unescape(words)
    return sent


def send(client: Client, case: Case, only: str = "", **fields: object) -> HttpResponse:
    """Send fields, named with underscores for hyphens where Python wants them."""
    address = reverse("answers", args=[case.id])
    if only:
        return client.post(f"{address}?only={only}", fields, headers=PART)  # type: ignore[return-value]
    return client.post(address, fields)  # type: ignore[return-value]


def test_a_key_names_each_place_and_nothing_else() -> None:
    facts = facts_of_text(JORGE)
    for group in GROUPS:
        for fact in group.facts.values():
            scope = None if group.entity is None else 0
            if group.entity is harm.harm or scope is None:
                key = key_of(fact.variable, scope)
                assert place_of_key(key, facts) == (fact.variable, scope)
                assert re.fullmatch(r"[a-z0-9_-]+", key)
    for wrong in (
        "",
        "harm-custody",
        "harm-custody-9",
        "proceeding-kind-0",
        "nonsense-kind",
        "harm-custody-x",
        "conviction-offense-0",
    ):
        assert place_of_key(wrong, facts) is None, wrong
    assert {shape_of(fact.variable) for group in GROUPS for fact in group.facts.values()} == set(Shape) - {Shape.WHEN}


def facts_of_text(text: str) -> Facts:
    return parse_case(text, "case", load())


def test_an_answer_is_saved_as_it_is_given(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    key = "harm-custody-1"
    response = client.post(
        f"{reverse('answers', args=[case.id])}?only={key}",
        {
            f"seen-{key}": "1",
            f"is-{key}": "official",
            f"note-{key}": "At the station: seen",
            f"because-{key}": ["story"],
            "seen-harm-victim-0": "1",
            "is-harm-victim-0": "another_person",
        },
        headers=PART,
    )
    assert response.status_code == 200
    assert 'name="seen-harm-custody-1" value="2"' in response.content.decode()
    assert "Saved." in response.content.decode()
    assert response.headers["HX-Trigger"] == "case-changed"
    facts = stated(case)
    assert facts.answer(harm.custody, 1) == Answer("official", ("story",), "At the station: seen")
    assert facts.value(harm.victim, 0) == "applicant", "only the one that changed is looked at"
    again = client.post(
        f"{reverse('answers', args=[case.id])}?only={key}",
        {f"seen-{key}": "2", f"is-{key}": "official", f"note-{key}": "At the station: seen", f"because-{key}": ["story"]},
        headers=PART,
    )
    assert "Saved." not in again.content.decode()
    assert Version.objects.filter(case=case).count() == 2, "the same again is no new version"


def test_a_whole_form_is_saved_without_scripts(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    address = reverse("facts_section", args=[case.id, "proceeding"])
    sent = form_of(client.get(address).content)
    assert sent["is-proceeding-country_of_removal"] == "Utopia"
    untouched = client.post(reverse("answers", args=[case.id]), sent)
    assert (untouched.status_code, untouched.headers["Location"]) == (302, address)
    assert Version.objects.filter(case=case).count() == 1, "nothing was changed"
    sent |= {"is-proceeding-country_of_removal": "Ruritania", "is-proceeding-kind": "removal"}
    assert client.post(reverse("answers", args=[case.id]), sent).status_code == 302
    facts = stated(case)
    assert (facts.value(proceeding.country_of_removal, None), facts.value(proceeding.kind, None)) == ("Ruritania", "removal")
    assert Version.objects.filter(case=case).count() == 2
    assert latest(case).text.count("unknown") == 0, "what is left as unknown is not written"


def test_a_form_that_is_sent_as_it_came_changes_nothing(attorney: User, client: Client, examples: dict[str, Path]) -> None:
    case = case_of(attorney, examples["jorge"].read_text(encoding="utf-8"))
    addresses = [reverse("facts_section", args=[case.id, group.id]) for group in GROUPS if group.entity is None]
    for address in (*addresses, reverse("facts_entry", args=[case.id, "feared_harms", 1])):
        sent = form_of(client.get(address).content)
        assert client.post(reverse("answers", args=[case.id]), sent).status_code == 302
        case.refresh_from_db()
        assert case.current == 1, address


def test_likelihoods_in_words_and_numbers(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    key = "harm-likelihood-0"
    for version, (word, low, high, expected) in enumerate(
        (
            ("numbers", "40", "70", Interval(0.4, 0.7)),
            ("numbers", "62.5", "", Interval(0.625, 0.625)),
            ("more_likely_than_not", "", "", Interval(0.5, 1.0, low_open=True)),
            ("unknown", "", "", None),
        ),
        start=1,
    ):
        fields = {f"seen-{key}": str(version), f"is-{key}": word, f"low-{key}": low, f"high-{key}": high}
        assert "Saved." in client.post(f"{reverse('answers', args=[case.id])}?only={key}", fields, headers=PART).content.decode()
        assert stated(case).value(harm.likelihood, 0) == expected
    bad = client.post(
        f"{reverse('answers', args=[case.id])}?only={key}",
        {f"seen-{key}": "5", f"is-{key}": "numbers", f"low-{key}": "70", f"high-{key}": "40"},
        headers=PART,
    )
    assert "the lower end first" in bad.content.decode()
    assert 'value="5"' in bad.content.decode()


def test_what_is_no_answer_is_shown_again_with_what_was_typed(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    key = next(
        f"{group.id}-{fact.id}"
        for group in GROUPS
        if group.entity is None
        for fact in group.facts.values()
        if shape_of(fact.variable) is Shape.DAY
    )
    fields = {f"seen-{key}": "1", f"is-{key}": "last <spring>", "seen-proceeding-kind": "1", "is-proceeding-kind": "removal"}
    response = client.post(reverse("answers", args=[case.id]), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "last &lt;spring&gt;" in page
    assert f'href="#f-{key}"' in page, "a linked summary"
    assert "a day as year-month-day" in page
    assert stated(case).value(proceeding.kind, None) == "removal", "what was sound is saved"


def test_two_people_and_the_same_answer(attorney: User, client: Client) -> None:
    case, other = case_of(attorney), person(Role.PARALEGAL)
    assign(other, case, Part.WORKS)
    answer(by(other), case, [Given(harm.custody, 0, Answer("private", (), "told me so"))], 1)
    key = "harm-custody-0"
    mine = {f"seen-{key}": "1", f"is-{key}": "official", f"note-{key}": "", "seen-harm-rogue-0": "1", "is-harm-rogue-0": "no"}
    part = client.post(f"{reverse('answers', args=[case.id])}?only={key}", mine, headers=PART).content.decode()
    assert "Not saved: somebody else has changed this" in part
    assert "private (told me so)" in part
    assert f'name="seen-{key}" value="2"' in part, "saved again, it takes the place of theirs"
    response = client.post(reverse("answers", args=[case.id]), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "private (told me so)" in page
    assert re.search(rf'name="is-{key}"[^>]*value="official" checked', page), "what was typed is not lost"
    facts = stated(case)
    assert facts.value(harm.custody, 0) == "private"
    assert facts.value(harm.rogue, 0) is False, "the other answer is saved"
    sent = form_of(response.content)
    assert client.post(reverse("answers", args=[case.id]), sent).status_code == 302
    assert stated(case).value(harm.custody, 0) == "official"


def test_an_entry_taken_out_meanwhile_does_not_shift_answers(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    client.post(reverse("list_remove", args=[case.id, "feared_harms"]), {"id": "gang"})
    key = "harm-custody-1"
    saved = client.post(
        f"{reverse('answers', args=[case.id])}?only={key}", {f"seen-{key}": "1", f"is-{key}": "official"}, headers=PART
    )
    facts = stated(case)
    assert [facts.name(harm.harm, index) for index in facts.lists["feared_harms"]] == ["police"]
    assert facts.value(harm.custody, 0) == "official"
    assert saved.headers.get("HX-Redirect") == reverse("facts_entry", args=[case.id, "feared_harms", 0])
    gone = client.post(
        f"{reverse('answers', args=[case.id])}?only=harm-custody-0",
        {"seen-harm-custody-0": "1", "is-harm-custody-0": "private"},
        headers=PART,
    )
    assert "taken entries out" in gone.content.decode()


def test_strange_forms_are_refused(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    address = reverse("answers", args=[case.id])
    assert client.post(address, {"seen-harm-custody-7": "1", "is-harm-custody-7": "official"}).status_code == 400
    assert client.post(address, {"seen-proceeding-kind": "99", "is-proceeding-kind": "removal"}).status_code == 400
    assert client.get(address).status_code == 405
    away = client.post(address, {"next": "https://example.org/"})
    assert away.headers["Location"] == reverse("case", args=[case.id])
    away = client.post(address, {"next": "//example.org/"})
    assert away.headers["Location"] == reverse("case", args=[case.id])


def test_lists_exhibits_events_and_the_forum(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    assert client.post(reverse("list_add", args=[case.id, "feared_harms"]), {"id": "husband"}).status_code == 302
    assert client.post(reverse("list_add", args=[case.id, "convictions"]), {"none": "yes"}).status_code == 302
    assert client.post(reverse("list_add", args=[case.id, "feared_harms"]), {"id": "two words"}).status_code == 422
    assert client.post(reverse("list_add", args=[case.id, "feared_harms"]), {"id": "gang"}).status_code == 422
    assert client.post(reverse("list_add", args=[case.id, "feared_harms"]), {"id": ""}).status_code == 422
    facts = stated(case)
    assert len(facts.lists["feared_harms"]) == 3
    assert facts.lists["convictions"] == ()
    assert set(COLLECTIONS) - set(facts.lists) == {"past_harms"}

    exhibit = {"id": "B", "title": "A report: of 2020", "kind": "country_conditions", "date": "2020-03"}
    assert client.post(reverse("exhibits", args=[case.id]), exhibit).status_code == 302
    again = client.post(reverse("exhibits", args=[case.id]), exhibit)
    assert again.status_code == 422
    assert "A report: of 2020" in again.content.decode()
    assert client.post(reverse("exhibits", args=[case.id]), {**exhibit, "id": "C", "date": "in spring"}).status_code == 422
    assert stated(case).exhibits["B"].title == "A report: of 2020"
    key = "harm-custody-0"
    client.post(
        reverse("answers", args=[case.id]), {f"seen-{key}": str(case.current), f"is-{key}": "official", f"because-{key}": ["B"]}
    )
    refused = client.post(reverse("list_remove", args=[case.id, "exhibits"]), {"id": "B"})
    assert refused.status_code == 422, "a fact rests on it"
    assert client.post(reverse("list_remove", args=[case.id, "exhibits"]), {"id": "story"}).status_code == 302

    assert client.post(reverse("events", args=[case.id]), {"kind": "charged", "on": "2026-01-02"}).status_code == 302
    assert client.post(reverse("events", args=[case.id]), {"kind": "charged", "on": "2026-02-30"}).status_code == 422
    assert [(one.kind, one.id) for one in stated(case).events] == [("charged", "charged-1")]
    assert client.post(reverse("list_remove", args=[case.id, "events"]), {"id": "charged-1"}).status_code == 302
    assert stated(case).events == ()

    forum = {
        "base": str(case.current),
        "title": "A new title",
        "circuit": "",
        "court": "San Diego",
        "as_of": "2026-01-02",
        "hearing": "video",
        "venue_changed": "",
    }
    assert client.post(reverse("forum", args=[case.id]), forum).status_code == 302
    facts = stated(case)
    assert (facts.title, facts.court, facts.circuit, str(facts.as_of), facts.hearing) == (
        "A new title",
        "San Diego",
        "ca9",
        "2026-01-02",
        "video",
    )
    assert (
        client.post(reverse("forum", args=[case.id]), {**forum, "base": str(case.current), "circuit": "5"}).status_code == 422
    ), "San Diego is in the Ninth"


def test_two_people_and_the_same_forum(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    shown = {
        "base": "1",
        "title": "An invented case",
        "circuit": "9",
        "court": "",
        "as_of": "",
        "hearing": "",
        "venue_changed": "",
    }
    address = reverse("forum", args=[case.id])
    assert client.post(address, {**shown, "circuit": "5"}).status_code == 302
    assert client.post(address, {**shown, "title": "Another title"}).status_code == 302, "what was not touched is left alone"
    facts = stated(case)
    assert (facts.circuit, facts.title) == ("ca5", "Another title")
    contested = client.post(address, {**shown, "circuit": "11"})
    assert contested.status_code == 409
    assert "circuit: 5" in contested.content.decode()
    assert f'name="base" value="{case.current}"' in contested.content.decode()
    assert client.post(address, {**shown, "base": str(case.current), "circuit": "11"}).status_code == 302
    assert stated(case).circuit == "ca11"
    assert client.post(address, {**shown, "base": "99"}).status_code == 400


def test_what_people_type_is_shown_as_text(attorney: User, client: Client) -> None:
    wicked = "<script>alert(1)</script>"
    text = JORGE.replace("An invented case", f'"{wicked}"').replace("title: The account", f'title: "{wicked}"')
    text = text.replace(
        "victim: applicant", f'victim: {{is: applicant, because: [story], note: "{wicked}"}}\n    what: "{wicked}"', 1
    )
    case = case_of(attorney, text)
    pages = [reverse(name, args=[case.id]) for name in ("case", "ask", "facts", "forum", "exhibits", "history", "case_text")]
    pages += [reverse("facts_entry", args=[case.id, "feared_harms", 0]), reverse("finding_about", args=[case.id, "sufferer", 0])]
    pages += [reverse("version", args=[case.id, 1]), reverse("finding_about", args=[case.id, "torture", 0]) + "?full=yes", "/"]
    shown = 0
    for page in pages:
        told = client.get(page).content.decode()
        assert "<script>alert" not in told, page
        shown += "&lt;script&gt;alert" in told
    assert shown > len(pages) // 2, "it is shown, as text"
