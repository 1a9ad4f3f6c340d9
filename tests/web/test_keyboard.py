"""From the list of cases to a submitted case by keyboard alone: no pointer, no address typed, the focus always seen and never lost."""

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

    from playwright.sync_api import Browser, Page, Route

    from served import Served

ROOT = Path(__file__).parents[2]
LIKELY = "It is more likely than not to happen to the applicant."
pytestmark = pytest.mark.browser


@pytest.fixture
def paralegal(browser: Browser, served: Served) -> Iterator[Visit]:
    """A paralegal who has just signed in, and works on a case."""
    for one in visit(browser, served):
        email = f"cora-{uuid4().hex}@example.org"
        one.accept(served.invited("Cora Kanzlei", email, "paralegal"), looks=False)
        served.store("import", str(ROOT / "examples" / "jorge.yaml"), "--user", email)
        yield one


def test_a_case_is_worked_on_and_submitted_by_keyboard_alone(paralegal: Visit) -> None:
    page = paralegal.page
    page.set_viewport_size({"width": 1280, "height": 900})
    keys = Keyboard(page)
    keys.to("link", "Cases")
    keys.leave()
    _past_the_navigation(keys)
    keys.to("link", "Jorge")
    keys.leave()
    _record(keys)
    _estimate(keys)
    _order(keys)
    _submit(keys)
    keys.to("button", "Sign out")
    keys.leave()
    assert "/accounts/login/" in page.url
    assert not paralegal.errors
    assert not paralegal.foreign


def test_who_is_in_a_part_that_is_replaced_stays_there(paralegal: Visit) -> None:
    """An answer comes late, when the focus is already in what it replaces."""
    page = paralegal.page
    page.set_viewport_size({"width": 1280, "height": 900})
    keys = Keyboard(page)
    late = Late(page)
    keys.to("link", "Cases")
    keys.leave()
    keys.to("link", "Jorge")
    keys.leave()
    _open(keys)
    keys.to("radio", "")
    keys.press("ArrowDown")
    late.waits("/map/")
    keys.to("link", "Back to its cell on the map")
    keys.press("Enter")
    cell = page.locator("tr", has_text=LIKELY).locator("td a").first
    expect(cell).to_be_focused()
    late.comes()
    expect(cell).to_have_class(re.compile("changed"))
    expect(cell).to_be_focused()
    expect(cell).to_have_attribute("aria-current", "true")
    keys.holds()
    keys.to("link", "Likelihood", back=True)
    keys.leave()
    keys.to("textbox", "What happens, in a sentence")
    keys.type("The gang finds him.")
    keys.to("button", "Add it")
    keys.press("Enter")
    expect(page.get_by_role("group", name=re.compile("the_gang_finds_him"))).to_be_focused()
    table = page.locator("#drawn summary").first
    keys.to("DisclosureTriangle|text|.*", "The same as a table", back=True)
    while not table.evaluate("one => one === document.activeElement"):
        keys.press("Shift+Tab")
    keys.press("Enter")
    expect(page.locator("#drawn details").first).to_have_attribute("open", "")
    keys.to("textbox", "At least, in %")
    keys.type("60")
    keys.to("textbox", "At most, in %")
    keys.type("9")
    keys.type("0")
    late.waits("/likelihood/drawn/")
    while not table.evaluate("one => one === document.activeElement"):
        keys.press("Shift+Tab")
    late.comes()
    expect(page.locator("#told")).to_contain_text("60% to 90%")
    expect(table).to_be_focused()
    expect(page.locator("#drawn details").first).to_have_attribute("open", "")
    keys.holds()


class Late:
    """Answers that are held back until it is said that they come."""

    def __init__(self, page: Page) -> None:
        self._page, self._ends = page, ""
        self._held: list[Route] = []
        page.route("**/*", self._ask)

    def _ask(self, route: Route) -> None:
        if route.request.url.partition("?")[0].endswith(("/map/", "/likelihood/drawn/")):
            self._held.append(route)
        else:
            route.continue_()

    def waits(self, address: str) -> None:
        """Until something has been asked for there."""
        for _ in range(100):
            if any(route.request.url.partition("?")[0].endswith(address) for route in self._held):
                return
            self._page.wait_for_timeout(50)
        raise AssertionError(f"{address} was not asked for")

    def comes(self) -> None:
        """All that was held back; what comes later is held back again."""
        held, self._held = self._held, []
        for route in held:
            route.continue_()


def _past_the_navigation(keys: Keyboard) -> None:
    """The first stop of a page leads past its navigation."""
    keys.press("Tab")
    assert keys.here().startswith('- link "Skip to the content"')
    assert keys.seen()
    keys.press("Enter")
    assert keys.page.evaluate("document.activeElement.id") == "content"


def _open(keys: Keyboard) -> None:
    """A cell of the map, reached by arrow keys."""
    keys.to("link", ".*(established|undetermined)")
    keys.to("link", ".*(established|undetermined)")
    for _ in range(60):
        if keys.page.evaluate("document.activeElement.closest('tr').innerText").startswith(LIKELY):
            break
        keys.press("ArrowDown")
        assert keys.seen()
    keys.press("Enter")
    expect(keys.page.locator("#panel .finding-title")).to_contain_text(LIKELY)


def _record(keys: Keyboard) -> None:
    """A finding opens from the map; what it rests on is recorded beside it with its basis; the map says what changed."""
    page = keys.page
    _past_the_navigation(keys)
    cell = page.locator("tr", has_text=LIKELY).locator("td a").first
    before = cell.inner_text()
    _open(keys)
    expect(page.locator("#panel > .finding")).to_be_focused()
    assert keys.seen()
    keys.holds()
    keys.to("link", "Record facts")
    keys.press("Enter")
    keys.to("radio", "")
    keys.press("ArrowDown")
    expect(page.locator("#panel .state", has_text="Saved.")).to_have_count(1)
    expect(page.locator("#map-told")).to_contain_text(LIKELY)
    keys.holds()
    assert keys.seen()
    keys.to(".*", "Proof and note")
    keys.press("Enter")
    keys.to("checkbox", "")
    keys.press("Space")
    keys.to("textbox", "Note")
    keys.type("The gang has killed two others who testified.")
    keys.press("Tab")
    expect(cell).to_contain_text("1 exhibit")
    keys.holds()
    assert LIKELY in page.locator("#map-told").inner_text()
    expect(cell).not_to_have_text(before)
    keys.to("link", "Back to its cell on the map")
    keys.press("Enter")
    expect(cell).to_be_focused()
    assert keys.seen()


def _estimate(keys: Keyboard) -> None:
    """A chance is changed by arrow keys, the drawing follows, and it is saved."""
    page = keys.page
    keys.to("link", "Likelihood", back=True)
    keys.leave()
    _past_the_navigation(keys)
    keys.to("textbox", "What happens, in a sentence")
    keys.type("The gang finds him.")
    keys.to("button", "Add it")
    keys.press("Enter")
    expect(page.get_by_role("group", name=re.compile("the_gang_finds_him"))).to_be_focused()
    keys.holds()
    assert keys.seen()
    keys.to("textbox", "At least, in %")
    keys.type("60")
    keys.press("Shift+ArrowUp", "ArrowDown")
    assert keys.page.evaluate("document.activeElement.value") == "64"
    keys.to("textbox", "At most, in %")
    keys.type("90")
    keys.press("PageUp")
    expect(page.locator("#told")).to_contain_text("64% to 95%")
    keys.holds()
    keys.to("slider", "At most")
    keys.press("ArrowLeft")
    expect(page.locator("#told")).to_contain_text("64% to 94%")
    keys.holds()
    keys.to(".*", "The same as a table", back=True)
    keys.press("Enter")
    keys.to("button", "Save", back=True)
    keys.leave()
    expect(page.locator("main")).to_contain_text("Saved.")


def _order(keys: Keyboard) -> None:
    """Two exhibits change places, and the focus stays with the button of the one that was moved."""
    page = keys.page
    keys.to("link", "Packet")
    keys.leave()
    _past_the_navigation(keys)
    titles = page.locator("[data-order] li strong").all_inner_texts()
    keys.to("button", ".*Move down")
    for place in (1, 2):
        keys.leave()
        assert page.locator("[data-order] li strong").nth(place).inner_text() == titles[0]
        assert keys.seen()
        assert f"Move down: {titles[0]}" in keys.here()
    keys.to("button", ".*Move up", back=True)
    keys.leave()
    assert page.locator("[data-order] li strong").nth(1).inner_text() == titles[0]
    assert keys.seen()


def _submit(keys: Keyboard) -> None:
    """The case is handed to its supervisor."""
    page = keys.page
    keys.to("link", "Case room", back=True)
    keys.leave()
    _past_the_navigation(keys)
    keys.to("link", "Review by a supervisor")
    keys.leave()
    keys.to("textbox", "What should the reviewer look at")
    keys.type("Is the custody enough?")
    keys.to("button", "Submit version")
    keys.leave()
    expect(page.locator("main")).to_contain_text("Submitted")
