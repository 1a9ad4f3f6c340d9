"""The private check on a small telephone without scripts, from the first question to a file that is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.check.sealed import unlocked
from visiting import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from served import Served

pytestmark = pytest.mark.browser

PHRASE = "seven plain words nobody has written here"
PICKED = {
    "Are you afraid that somebody": "Yes",
    "Of whom are you": "A gang",
    "who would have you": "A gang",
    "Why would they": "To punish",
    "What is happening in your case": "I have hearings",
    "What is your next hearing": "The long hearing",
}
_STORED = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length, document.cookie.length, document.scripts.length]"""


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def answer(page: Page) -> None:
    """Answer the question on the page, or say that it is not known."""
    asks = heading(page)
    says = next((words for begins, words in PICKED.items() if begins in asks), "")
    if "may be hard" in asks:
        button = "Go on with these questions"
    elif page.locator("select").count():
        page.locator("select").select_option(label="California" if "state" in asks else "El Salvador")
        button = "Next"
    elif "next hearing" not in asks and page.locator("input[type=date]").count() and "hearing" in asks:
        page.locator("input[type=date]").fill("2027-03-01")
        button = "Next"
    elif says:
        page.locator("label.choice", has_text=says).first.click()
        button = "Next"
    else:
        button = "I do not know"
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def through(page: Page) -> list[str]:
    """Every question to the end."""
    asked = []
    while heading(page) != "What your answers say":
        asked.append(heading(page))
        assert len(asked) < 70
        answer(page)
    return asked


def test_every_page_looks_right_and_keeps_nothing(browser: Browser, served: Served) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.set_default_timeout(60_000)
    visit = Visit(page, served)
    visit.go("/check/")
    visit.looks_right("languages")
    visit.go("/check/en/")
    visit.looks_right("the first page")
    visit.press(page.get_by_role("button", name="Begin"))
    kinds = {
        "radio": "Are you held",
        "select": "In which state",
        "date": "last come into",
        "several": "Tick all",
        "hard": "may be hard",
    }
    while heading(page) != "What your answers say":
        for kind, words in list(kinds.items()):
            if words in heading(page):
                visit.looks_right(kind)
                del kinds[kind]
        answer(page)
    assert not kinds
    visit.looks_right("the end")
    visit.press(page.get_by_role("button", name="A page to print"))
    visit.looks_right("the page to print")
    visit.press(page.get_by_role("button", name="Keep my answers"))
    visit.looks_right("the file")
    visit.press(page.get_by_role("button", name="Make six words"))
    visit.looks_right("six words")
    assert context.cookies() == []
    assert page.evaluate(_STORED) == [0] * 7
    page.locator("input[type=password]").first.fill(PHRASE)
    page.locator("input[type=password]").last.fill("something quite different")
    visit.press(page.get_by_role("button", name="Download my file").last)
    visit.looks_right("two that differ", unwatched=True)
    assert context.cookies() == []
    log = served.log.read_text()
    assert "Salvador" not in log
    assert PHRASE not in log
    context.close()


def test_a_small_telephone_without_scripts_is_enough(browser: Browser, served: Served, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{served.address}/check/en/")
    with page.expect_navigation():
        page.get_by_role("button", name="Begin").click()
    asked = through(page)
    assert len(asked) > 30
    with page.expect_navigation():
        page.get_by_role("button", name="Keep my answers").click()
    page.locator("#first").fill(PHRASE)
    page.locator("#second").fill(PHRASE)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download my file").last.click()
    file = tmp_path / "kept"
    coming.value.save_as(file)
    assert coming.value.suggested_filename == "private.a3"
    assert "El Salvador" in unlocked(file.read_bytes(), PHRASE).case
    page.goto(f"{served.address}/check/en/")
    page.locator("#file").set_input_files(file)
    page.locator("#open-with").fill(PHRASE)
    with page.expect_navigation():
        page.get_by_role("button", name="Open my file").click()
    assert heading(page) == "What your answers say"
    assert context.cookies() == []
    context.close()
