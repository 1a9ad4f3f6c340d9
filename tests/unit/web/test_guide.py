"""The guide in the workbench: open to all, without a cookie, in three languages."""

from __future__ import annotations

import pytest
from django.test import Client

from article3.guide.loading import LANGUAGES
from article3.guide.rendering import page_ids
from page_reader import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_comes_may_read_every_page_and_gets_no_cookie(language: str) -> None:
    visitor = Client()
    for page in page_ids():
        answer = visitor.get(f"/guide/{language}/9/{page}")
        assert answer.status_code == 200, page
        assert not answer.cookies, page
        assert "Set-Cookie" not in answer.headers
        assert "manifest-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"].startswith("public")
        read = Page(answer.content.decode())
        assert read.faults == [], page
        for href in read.hrefs:
            if not href.startswith(("https://", "#")):
                assert ".html" not in href, href


def test_links_of_a_page_lead_to_pages() -> None:
    visitor = Client()
    read = Page(visitor.get("/guide/en/any/index").content.decode())
    met = 0
    for href in read.hrefs:
        if href.startswith("/"):
            assert visitor.get(href).status_code == 200, href
        elif not href.startswith(("https://", "#", "..")):
            assert visitor.get(f"/guide/en/any/{href}").status_code == 200, href
            met += 1
    assert met > 25


def test_the_first_page_leads_to_each_language() -> None:
    answer = Client().get("/guide/")
    read = Page(answer.content.decode())
    assert [href for href in read.hrefs if href.endswith("/any/index")] == [f"{one}/any/index" for one in LANGUAGES]
    assert not answer.cookies


@pytest.mark.parametrize("name", ["style.css", "offline.js", "worker.js", "mark.svg", "guide.webmanifest"])
def test_what_pages_use_is_there(name: str) -> None:
    answer = Client().get(f"/guide/{name}")
    assert answer.status_code == 200
    assert answer.content


def test_what_is_kept_on_a_device_can_be_had() -> None:
    visitor = Client()
    listed = visitor.get("/guide/en/9/files.json").json()
    for name in listed:
        url = f"/guide/{name.removeprefix('../../')}" if name.startswith("..") else f"/guide/en/9/{name}"
        assert visitor.get(url).status_code == 200, name


@pytest.mark.parametrize(
    "url", ["/guide/xx/9/index", "/guide/en/12/index", "/guide/en/9/nothing", "/guide/nothing", "/guide/en/12/files.json"]
)
def test_what_the_guide_does_not_have_is_not_found(url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 404
    assert not answer.cookies


def test_the_guide_can_be_read_and_not_written_to() -> None:
    assert Client(enforce_csrf_checks=True).post("/guide/en/9/index").status_code in {403, 405}
