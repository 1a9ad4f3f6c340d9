"""The workbench in Spanish and Arabic: complete catalogs, a choice that is remembered, right-to-left, English marked as English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from article3.languages.catalog import TRANSLATED
from article3.languages.upkeep import compiled, places_wrong, standing
from article3.web.interface import DOMAIN, texts, written
from article3.web.telling import told
from people import JORGE, case_of

if TYPE_CHECKING:
    from article3.store.models import User

pytestmark = pytest.mark.django_db
PAGES = (
    "case",
    "case_forums",
    "ask",
    "facts",
    "forum",
    "exhibits",
    "events",
    "history",
    "evidence",
    "papers",
    "dates",
    "likelihood",
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_workbench_is_there(language: str) -> None:
    found = standing(language, DOMAIN, [text for text, _ in texts()], places_wrong)
    assert found.texts > 800
    assert (found.missing, found.stale, found.wrong) == ((), (), ())


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_django_reads_is_what_translators_wrote(language: str) -> None:
    assert written(language).read_bytes() == compiled(language, DOMAIN), "run 'article3 translations update'"


def test_a_language_is_chosen_and_remembered_without_signing_in() -> None:
    browser = Client()
    assert 'lang="en" dir="ltr"' in browser.get(reverse("account_login")).content.decode()
    chosen = browser.post(reverse("set_language"), {"language": "ar", "next": reverse("account_login")})
    assert chosen.headers["Location"] == reverse("account_login")
    cookie = chosen.cookies["language"]
    assert (cookie.value, bool(cookie["httponly"]), cookie["samesite"]) == ("ar", True, "Lax")
    page = browser.get(reverse("account_login")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "كلمة المرور" in page
    assert browser.post(reverse("set_language"), {"language": "xx", "next": "/"}).cookies.get("language") is None


def test_a_browser_is_answered_in_its_language_before_one_is_chosen() -> None:
    page = Client(headers={"accept-language": "es-MX,es;q=0.9"}).get(reverse("account_login")).content.decode()
    assert '<html lang="es" dir="ltr">' in page
    assert "Contraseña" in page


def test_nobody_is_led_to_another_host() -> None:
    chosen = Client().post(reverse("set_language"), {"language": "es", "next": "https://elsewhere.example/"})
    assert chosen.headers["Location"] == "/"


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_case_is_told_in_the_language(name: str, language: str, attorney: User, client: Client) -> None:
    case = case_of(attorney, JORGE)
    client.post(reverse("set_language"), {"language": language})
    answer = client.get(reverse(name, args=[case.id]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    heading = re.search(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)
    if language == "ar" and heading:
        assert _ARABIC.search(heading[1]), heading[1]


def test_particulars_are_asked_in_the_language(attorney: User, client: Client) -> None:
    case = case_of(attorney, JORGE)
    client.post(reverse("set_language"), {"language": "ar"})
    page = client.get(reverse("particulars_part", args=[case.id, "person"])).content.decode()
    assert "اسم العائلة كما في جواز السفر؟" in page
    assert "Family name" not in page
    exhibits = client.get(reverse("exhibits", args=[case.id])).content.decode()
    assert 'lang="ar"' in exhibits


def test_questions_and_findings_of_the_law_are_told_too(attorney: User, client: Client) -> None:
    case = case_of(attorney, JORGE)
    client.post(reverse("set_language"), {"language": "es"})
    page = client.get(reverse("finding_about", args=[case.id, "torture", 0])).content.decode()
    assert "El daño es tortura." in page
    assert "establecido" in page
    assert "Is the physical pain or suffering severe?" not in page


@pytest.mark.parametrize(
    ("number", "says"), [(1, "بقي يوم واحد"), (2, "بقي يومان"), (5, "بقيت 5 أيام"), (20, "بقي 20 يومًا"), (100, "بقي 100 يوم")]
)
def test_arabic_has_its_forms_of_the_plural(number: int, says: str) -> None:
    with translation.override("ar"):
        form = translation.ngettext("%(counter)s day left", "%(counter)s days left", number)
    assert form % {"counter": number} == says


def test_what_has_no_words_is_marked_as_english() -> None:
    with translation.override("ar"):
        assert told("A sentence that nobody translated <b>.") == (
            '<span lang="en" dir="ltr">A sentence that nobody translated &lt;b&gt;.</span>'
        )
        assert told("established") == "ثابت"
        assert told("") == ""
    with translation.override("en"):
        assert told("established") == "established"
    with translation.override("fr"):
        assert told("established") == "established"


@pytest.mark.parametrize(
    ("english", "says", "wrong"),
    [
        ("%(n)s day || %(n)s days", "un día || %(n)s días", ""),
        ("%(n)s day || %(n)s days", "un día || días", "the places for values differ; keep %(n)s as in the English"),
        ("%(n)s day || %(n)s days", "%(m)s día || %(n)s días", "a form has places that the English does not have; keep to %(n)s"),
        ("At most, in %%", "Como máximo, en %", "the places for values differ; keep %% as in the English"),
        ("Name", "Nombre %(x)s", "the places for values differ; keep none as in the English"),
    ],
)
def test_places_for_values_are_held_to_the_english(english: str, says: str, wrong: str) -> None:
    assert places_wrong(english, says) == wrong
