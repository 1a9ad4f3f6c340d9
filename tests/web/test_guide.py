"""The guide as a person on a small telephone reads it: without an account, a cookie, a script or, once it is kept, a connection."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from article3.guide.loading import LANGUAGES
from article3.guide.rendering import page_ids
from article3.guide.voice import voice
from visiting import WCAG, Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from served import Served

pytestmark = pytest.mark.browser
MOST = 100_000
"""Bytes that a page may weigh without pictures."""
_STORED = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
NOTHING = ["", 0, 0, 0, 0, 0]


@pytest.fixture
def reader(browser: Browser, served: Served) -> Iterator[Visit]:
    """Somebody who has just come, at a telephone."""
    for one in visit(browser, served):
        one.page.set_viewport_size({"width": 320, "height": 640})
        yield one


def _stored(page: Page) -> Any:
    return page.evaluate(_STORED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_open_to_all_at_any_width(reader: Visit, language: str) -> None:
    page = reader.page
    direction = voice(language).direction
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(len(answer.body())))
    for name in page_ids():
        weights.clear()
        reader.go(f"/guide/{language}/9/{name}")
        page.wait_for_load_state("networkidle")
        assert 0 < sum(weights) < MOST, (name, sum(weights))
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == direction
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
            assert not found, (name, width, [(one["id"], one["nodes"][0]["html"]) for one in found])
    assert _stored(page) == NOTHING
    assert reader.page.context.cookies() == []
    assert not reader.foreign
    assert not reader.errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_without_scripts_and_printed(browser: Browser, served: Served, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served.address}/guide/{language}/9/index")
    page.locator("main a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{served.address}/guide/{language}/9/evidence")
    expect(page.locator("#offline")).to_be_hidden()
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="Letter")))
    assert 2 <= len(printed) <= 12
    for number in range(len(printed)):
        image = printed[number].render(scale=1, grayscale=True).to_pil()
        ink = [x for x in range(image.width) if min(image.crop((x, 0, x + 1, image.height)).tobytes()) < 128]
        assert ink, f"page {number + 1} is empty"
        assert min(ink) >= 18, "nothing is cut at the left"
        assert max(ink) <= image.width - 18, "nothing is cut at the right"
    context.close()


def test_nothing_is_kept_unless_somebody_asks_and_then_it_is_read_without_a_connection(reader: Visit) -> None:
    page = reader.page
    reader.go("/guide/en/9/index")
    assert _stored(page) == NOTHING
    page.locator("#keep").click()
    expect(page.locator("#kept")).not_to_be_empty()
    assert _stored(page)[4:] == [1, 1]
    assert page.context.cookies() == []
    page.wait_for_timeout(500)
    page.context.set_offline(offline=True)
    reader.go("/guide/en/9/dates")
    expect(page.locator("h1")).to_be_visible()
    page.context.set_offline(offline=False)
    reader.go("/guide/en/9/index")
    page.locator("#forget").click()
    expect(page.locator("#kept")).to_be_empty()
    assert _stored(page) == NOTHING
