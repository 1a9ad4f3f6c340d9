"""The private check on a small telephone, in every language, down to a representative who opens the file as a case."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from article3.check.questions import questions
from article3.check.speaking import LANGUAGES, speaker
from visiting import WCAG, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from served import Served

pytestmark = pytest.mark.browser
PHRASE = "four unrelated plain words"
_STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length]"""


def looks_right(page: Page, name: str) -> None:
    """No violation of WCAG and nothing out of the page, at 320 pixels."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    assert not found, (name, [(one["id"], one["nodes"][0]["html"]) for one in found])


def answered(page: Page, asked: str, say: Any) -> None:
    """Give an answer to the question that is shown."""
    press = "go_on"
    if asked == "hard":
        press = "hard_go"
    elif asked == "country":
        page.locator("#answer").select_option("IQ")
    elif asked in questions() and questions()[asked].answers:
        page.locator("fieldset input").first.check()
    else:
        press = "unknown"
    with page.expect_navigation():
        page.get_by_role("button", name=say(press), exact=True).click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_first_page_to_a_case_of_a_representative(
    browser: Browser, served: Served, tmp_path: Path, language: str
) -> None:
    say = speaker(language).frame
    context = browser.new_context(viewport={"width": 320, "height": 640}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{served.address}/check/{language}/")
    looks_right(page, "first")
    with page.expect_navigation():
        page.get_by_role("button", name=say("start"), exact=True).click()
    kinds: set[str] = set()
    for _ in range(2 * len(questions())):
        field = page.locator("input[name=question]")
        if not field.count():
            break
        asked = field.input_value()
        kind = asked if asked == "hard" else questions()[asked].kind.value
        if kind not in kinds:
            looks_right(page, asked)
            kinds.add(kind)
        answered(page, asked, say)
    expect(page.get_by_role("heading", name=say("end"), exact=True)).to_be_visible()
    looks_right(page, "end")
    assert page.evaluate(_STORED) == ["", 0, 0, 0, 0]
    assert context.cookies() == []
    with page.expect_navigation():
        page.get_by_role("button", name=say("paper"), exact=True).click()
    looks_right(page, "paper")
    assert pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="Letter")))[0].get_textpage().get_text_range()
    for press in ("end", "file", "words_make"):
        with page.expect_navigation():
            page.get_by_role("button", name=say(press), exact=True).click()
        looks_right(page, press)
    with page.expect_navigation():
        page.get_by_role("button", name=say("words_not"), exact=True).click()
    page.locator("#passphrase").fill(PHRASE)
    page.locator("#again").fill(PHRASE)
    with page.expect_download() as started:
        page.get_by_role("button", name=say("save_file"), exact=True).click()
    file = tmp_path / "notes.a3"
    started.value.save_as(file)
    context.close()
    for one in visit(browser, served):
        one.accept(served.invited("Rita Representante", f"rita-{language}@example.org", "attorney"), looks=False)
        one.go("/cases/import/")
        one.looks_right("bring in a file")
        one.page.get_by_label("File", exact=True).set_input_files(file)
        one.page.get_by_label(re.compile("Passphrase")).fill(PHRASE)
        one.press(one.page.get_by_role("button", name="Bring it in"))
        expect(one.page.locator("h1")).to_contain_text("From the private check")
        one.looks_right("the new case")


def test_it_works_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served.address}/check/en/")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Show what I have so far").click()
    expect(page.get_by_text("Officers may send you away soon.")).to_be_visible()
    context.close()
