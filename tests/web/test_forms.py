"""Exhibits and particulars edited in the browser: a mistake keeps what was typed, an entry is added by keyboard, leaving warns."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from keyboard import Keyboard
from visiting import Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog

    from served import Served

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture
def paralegal(browser: Browser, served: Served) -> Iterator[Visit]:
    """A paralegal who has just signed in, in the room of a case."""
    for one in visit(browser, served):
        email = f"dora-{uuid4().hex}@example.org"
        one.accept(served.invited("Dora Kanzlei", email, "paralegal"), looks=False)
        served.store("import", str(ROOT / "examples" / "jorge.yaml"), "--user", email)
        one.press(one.page.get_by_role("link", name="Cases", exact=True))
        one.press(one.page.get_by_role("link", name=re.compile("^Jorge")).first)
        yield one


def test_an_exhibit_is_corrected(paralegal: Visit) -> None:
    page = paralegal.page
    paralegal.press(page.get_by_role("link", name="Exhibits", exact=True).first)
    paralegal.looks_right("exhibits")
    paralegal.press(page.locator("main table a").first)
    paralegal.looks_right("an exhibit")
    page.get_by_label("Made on").fill("May 2021")
    paralegal.press(page.get_by_role("button", name="Save"))
    assert [said for said in paralegal.errors if "422" not in said] == []
    paralegal.errors.clear()
    paralegal.looks_right("an exhibit with a mistake")
    expect(page.get_by_label("Made on")).to_have_value("May 2021")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Made on").fill("2021-05")
    paralegal.press(page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text("Saved.")


def test_particulars_are_filled_in_by_keyboard_alone(paralegal: Visit) -> None:
    page = paralegal.page
    paralegal.press(page.get_by_role("link", name="Particulars", exact=True).first)
    paralegal.looks_right("particulars")
    for part in ("The applicant", "Court and hearing"):
        paralegal.press(page.get_by_role("link", name=part, exact=True))
        paralegal.looks_right(part)
        paralegal.press(page.get_by_role("link", name="All particulars"))
    page.set_viewport_size({"width": 1280, "height": 900})
    keys = Keyboard(page)
    page.reload()
    keys.to("link", "Schools")
    keys.leave()
    keys.to("button", "Add one more")
    keys.press("Enter")
    school = page.get_by_role("group", name=re.compile("new"))
    expect(school).to_be_focused()
    keys.holds()
    keys.to("textbox", "Name of the school")
    keys.type("An invented school")
    assert _stays(paralegal, "Case room")
    expect(school.get_by_label("Name of the school")).to_have_value("An invented school")
    school.get_by_label("Name of the school").focus()
    keys.leave()
    expect(page.locator("main")).to_contain_text("Saved.")
    expect(page.locator("fieldset.entry").last.get_by_label("Name of the school")).to_have_value("An invented school")
    paralegal.looks_right("schools")
    assert not _stays(paralegal, "Case room"), "what was saved is left without a question"


def _stays(visited: Visit, link: str) -> bool:
    """Whether the browser asks before it leaves by a link, and stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    visited.page.once("dialog", stay)
    visited.page.get_by_role("link", name=link, exact=True).first.click()
    visited.page.wait_for_timeout(500)
    visited.page.remove_listener("dialog", stay)
    return asked == ["beforeunload"]
