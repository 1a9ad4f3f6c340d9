"""The law in the browser: searched, and read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from people import case_of

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User

pytestmark = pytest.mark.django_db


def test_the_law_is_searched_with_what_was_sought_marked(client: Client) -> None:
    page = client.get(reverse("law"), {"q": "zheng ashcroft"}).content.decode()
    assert "<mark>Zheng</mark>" in page
    assert reverse("law_page", args=["authorities/zheng-v-ashcroft.html"]) in page
    nothing = client.get(reverse("law"), {"q": "qqqqq"}).content.decode()
    assert "Nothing has all of these words" in nothing


def test_the_search_is_narrowed_and_bad_choices_are_left_out(client: Client) -> None:
    page = client.get(reverse("law"), {"q": "torture", "sort": "authority", "court": "ca9"}).content.decode()
    assert "9th Cir." in page
    assert "5th Cir." not in page.split('class="hits"')[1]
    assert client.get(reverse("law"), {"sort": "x", "court": "y"}).status_code == 200
    assert 'role="status"' not in client.get(reverse("law"), {"sort": "x", "court": "y"}).content.decode()


def test_every_link_of_a_page_of_the_book_leads_somewhere(client: Client) -> None:
    for path in ("index.html", "questions.html", "authorities/zheng-v-ashcroft.html", "chart.html"):
        address = reverse("law_page", args=[path])
        page = client.get(address).content.decode()
        assert f'href="{reverse("law")}"' in page
        root = "../" * path.count("/")
        links = set(re.findall(r'href="([^"#]+)', page))
        for link in sorted(one for one in links if not one.startswith(("/", "http")))[:8]:
            assert link.startswith(root) or root == ""
            assert client.get(reverse("law_page", args=[link.removeprefix(root)])).status_code == 200, link
    assert client.get(reverse("law_page", args=["style.css"])).headers["Content-Type"].startswith("text/css")
    assert client.get("/law/no/such.html").status_code == 404
    assert client.get("/law/../../etc/passwd").status_code == 404


def test_authorities_of_a_finding_lead_into_the_book(client: Client, attorney: User) -> None:
    case = case_of(attorney)
    page = client.get(reverse("finding_about", args=[case.id, "severity", 0])).content.decode()
    (first, *_) = re.findall(r'href="(/law/authorities/[^"]+)"', page)
    assert client.get(first).status_code == 200
