"""The list of cases, new ones, ones from a file, and the history of each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from article3.store.caseload import FEW, PAGE, Asked, Order, Which, listed
from article3.store.cases import history, latest
from article3.store.models import Assignment, Case, Entry, Part, Role, Standing, Version
from browsing import signed_in
from people import JORGE, case_of, person

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User

pytestmark = pytest.mark.django_db
WITH_A_HEARING = Path(__file__).parents[3] / "examples" / "jorge.yaml"


def titled(title: str, circuit: str = "9", country: str = "Utopia") -> str:
    return JORGE.replace("An invented case", title).replace("circuit: 9", f"circuit: {circuit}").replace("Utopia", country)


def test_the_list_is_searched_and_put_in_order(attorney: User, client: Client) -> None:
    one, two, three = (case_of(attorney, titled(*words)) for words in (("Alpha",), ("Beta", "5"), ("Gamma", "9", "Ruritania")))
    case_of(person(Role.ATTORNEY, "Somebody Else"), titled("Foreign"))
    Standing.objects.filter(case=two).update(next_day=dt.date(2026, 12, 1), next_what="a hearing")

    def titles(**asked: object) -> list[str]:
        return [line.title for line in listed(attorney, Asked(**asked)).lines]  # type: ignore[arg-type]

    assert titles() == ["Alpha", "Beta", "Gamma"]
    assert titles(title="ET") == ["Beta"]
    assert titles(circuit="ca5") == ["Beta"]
    assert titles(country="Ruritania") == ["Gamma"]
    assert titles(due_by=dt.date(2026, 12, 1)) == ["Beta"]
    assert titles(due_by=dt.date(2026, 11, 30)) == []
    assert titles(order=Order.NEXT) == ["Beta", "Alpha", "Gamma"]
    assert titles(order=Order.CHANGED) == ["Gamma", "Beta", "Alpha"]
    assert listed(attorney, Asked()).countries == ("Ruritania", "Utopia")
    client.post(reverse("case_close", args=[one.id]), {"closed": "yes"})
    assert titles() == ["Beta", "Gamma"]
    assert titles(which=Which.CLOSED) == ["Alpha"]
    assert len(titles(which=Which.ALL)) == 3
    client.post(reverse("case_close", args=[one.id]), {"closed": "no"})
    page = client.get("/", {"title": "gam", "within": "nonsense", "page": "x", "which": "?", "order": "?"}).content.decode()
    assert "Gamma" in page
    assert "Beta" not in page
    assert "Foreign" not in client.get("/").content.decode()
    assert str(three.id) in page


def test_the_list_is_filtered_by_how_a_claim_stands_and_what_it_waits_for(attorney: User, client: Client) -> None:
    one, two, three = (case_of(attorney, titled(name)) for name in ("Alpha", "Beta", "Gamma"))
    for case, truth, unknown in ((one, "established", 0), (two, "undetermined", FEW), (three, "undetermined", FEW + 1)):
        forms = {**Standing.objects.get(case=case).forms, "protection_cat": truth}
        Standing.objects.filter(case=case).update(forms=forms, unknown=unknown)

    def titles(**asked: str) -> list[str]:
        page = client.get("/", asked).content.decode()
        return [title for title in ("Alpha", "Beta", "Gamma") if f">{title}</a>" in page]

    assert titles(protection="established") == ["Alpha"]
    assert titles(protection="undetermined") == ["Beta", "Gamma"]
    assert titles(gaps="none") == ["Alpha"]
    assert titles(gaps="few") == ["Beta"]
    assert titles(gaps="many") == ["Gamma"]
    assert titles(gaps="?", protection="?") == ["Alpha", "Beta", "Gamma"]


def test_the_list_says_what_was_found_when_each_was_saved(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    Standing.objects.filter(case=case).update(
        forms={
            "asylum": "not established",
            "withholding_ina": "undetermined",
            "withholding_cat": "established",
            "deferral_cat": "not established",
            "protection_cat": "established",
        },
        unknown=7,
    )
    page = client.get("/").content.decode()
    assert [page.count(f'<span class="{word}">') for word in ("established", "not_established", "undetermined")] == [1, 2, 1]
    assert "<td>7</td>" in page
    case_of(attorney, "article3: 1\ntitle: No court\n")
    assert "not decided: no circuit is known" in client.get("/").content.decode()


def test_the_list_names_the_day_that_is_surely_in_time(attorney: User, client: Client) -> None:
    """As the case room does, and a case is found by that day."""
    case_of(attorney, titled("Alpha"))
    case = case_of(attorney, WITH_A_HEARING.read_text(encoding="utf-8"))
    standing = Standing.objects.get(case=case)
    assert (standing.next_safe, standing.next_day) == (dt.date(2027, 2, 12), dt.date(2027, 2, 16))
    assert "safest by 12 Feb 2027" in client.get("/").content.decode()
    assert [line.title for line in listed(attorney, Asked(due_by=dt.date(2027, 2, 12))).lines] == [case.title]
    assert not listed(attorney, Asked(due_by=dt.date(2027, 2, 11))).lines
    Standing.objects.filter(case=case).update(next_day=dt.date(2020, 1, 3), next_safe=dt.date(2020, 1, 2))
    page = client.get("/").content.decode()
    assert "overdue" in page
    assert "safest by" not in page, "it is over"


def test_long_lists_have_pages(attorney: User, client: Client) -> None:
    case_of(attorney)
    first = Case.objects.get()
    made = Case.objects.bulk_create([Case(title=f"Case {number:03}", current=1, key=first.key) for number in range(PAGE)])
    Assignment.objects.bulk_create([Assignment(case=case, user=attorney, part=Part.WORKS) for case in made])
    assert listed(attorney, Asked(page=2)).count == PAGE + 1
    assert len(listed(attorney, Asked(page=2)).lines) == 1
    assert listed(attorney, Asked(page=99)).page == 2
    page = client.get("/", {"which": "all"}).content.decode()
    assert "page 1 of 2" in page
    assert 'href="?which=all&amp;page=2"' in page


def test_a_new_case_is_made(client: Client) -> None:
    assert client.get(reverse("case_new")).status_code == 200
    response = client.post(reverse("case_new"), {"title": "New: one", "circuit": "", "court": "San Diego", "country": "iraq"})
    case = Case.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, reverse("case", args=[case.id]))
    assert case.title == "New: one"
    assert "country_of_removal: Iraq" in latest(case).text
    assert Standing.objects.get().circuit == "ca9"
    bad = client.post(reverse("case_new"), {"title": "Another", "circuit": "5", "court": "San Diego"})
    assert bad.status_code == 422
    assert "Another" in bad.content.decode()
    assert Case.objects.count() == 1


def test_a_file_is_brought_in_or_refused_by_line(client: Client, examples: dict[str, Path]) -> None:
    text = examples["nadia"].read_bytes()
    assert client.get(reverse("case_import")).status_code == 200
    assert client.post(reverse("case_import"), {"file": SimpleUploadedFile("nadia.yaml", text)}).status_code == 302
    assert latest(Case.objects.get()).text == text.decode()
    bad = client.post(reverse("case_import"), {"text": JORGE.replace("victim: applicant", "victim: nobody", 1)})
    page = bad.content.decode()
    assert bad.status_code == 422
    assert "Line 10, column 13:" in page
    assert "one of applicant" in page
    assert "victim: nobody" in page, "what was typed is shown again"
    assert client.post(reverse("case_import"), {"file": SimpleUploadedFile("x.yaml", b"\xff\xfe\x00")}).status_code == 422
    assert client.post(reverse("case_import"), {"file": SimpleUploadedFile("x.yaml", b"x" * 4_000_001)}).status_code == 422
    assert client.post(reverse("case_import"), {}).status_code == 422
    assert Case.objects.count() == Version.objects.count() == 1


def test_who_may_not_make_cases_has_no_such_page() -> None:
    browser = signed_in(person(Role.VOLUNTEER))
    assert browser.get(reverse("case_new")).status_code == 404
    assert browser.post(reverse("case_import"), {"text": JORGE}).status_code == 404
    assert "New case" not in browser.get("/").content.decode()


def test_export_is_the_text_and_is_recorded(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    assert client.get(reverse("case_export", args=[case.id])).status_code == 405, "looking records nothing and takes nothing out"
    response = client.post(reverse("case_export", args=[case.id]))
    assert response.content.decode() == JORGE
    assert response.headers["Content-Disposition"] == f'attachment; filename="case-{case.id}.yaml"'
    assert Entry.objects.filter(did="case.exported", on=str(case.id)).count() == 1


def test_history_tells_facts_and_puts_back(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    text = JORGE.replace("Utopia", "Ruritania").replace("  - id: police\n    victim: applicant\n", "")
    assert client.post(reverse("case_text", args=[case.id]), {"text": text, "base": "1"}).status_code == 302
    page = client.get(reverse("version", args=[case.id, 2])).content.decode()
    for word in ("Utopia", "Ruritania", "feared harms: police", "Ada Attorney"):
        assert word in page
    assert client.post(reverse("put_back", args=[case.id, 1]), {"base": "1"}).headers["Location"] == reverse(
        "history", args=[case.id]
    )
    case.refresh_from_db()
    assert case.current == 2, "somebody has saved since"
    assert client.post(reverse("put_back", args=[case.id, 1]), {"base": "2"}).status_code == 302
    case.refresh_from_db()
    assert (case.current, latest(case).text) == (3, JORGE)
    assert [one.why for one in history(case)] == ["put back version 1", "edited as a file", "new"]


def test_a_text_saved_over_somebody_elses_is_refused_with_what_they_changed(attorney: User, client: Client) -> None:
    case = case_of(attorney)
    client.post(reverse("case_text", args=[case.id]), {"text": JORGE.replace("Utopia", "Ruritania"), "base": "1"})
    response = client.post(reverse("case_text", args=[case.id]), {"text": JORGE.replace("Utopia", "Elsewhere"), "base": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    for word in ("Utopia", "Ruritania", "Elsewhere", 'name="base" value="2"'):
        assert word in page
    bad = client.post(reverse("case_text", args=[case.id]), {"text": JORGE.replace("circuit: 9", "circuit: 99"), "base": "2"})
    assert bad.status_code == 422
    assert "circuit: 99" in bad.content.decode()
    assert Version.objects.filter(case=case).count() == 2
