"""The workbench in Arabic and Spanish, as somebody chooses it at the foot of a page: every part of a case, at any width."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from visiting import Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from served import Served

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture
def attorney(browser: Browser, served: Served) -> Iterator[Visit]:
    """An attorney who has just signed in, with a case."""
    for one in visit(browser, served):
        email = f"lina-{uuid4().hex}@example.org"
        one.accept(served.invited("Lina Anwalt", email, "attorney"), looks=False)
        served.store("import", str(ROOT / "examples" / "jorge.yaml"), "--user", email)
        one.go("/")
        yield one


@pytest.mark.parametrize(("name", "language", "direction"), [("العربية", "ar", "rtl"), ("Español", "es", "ltr")])
def test_a_language_is_chosen_and_every_part_of_a_case_is_told_in_it(
    attorney: Visit, name: str, language: str, direction: str
) -> None:
    page = attorney.page
    attorney.press(page.get_by_role("button", name=name))
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", direction)
    attorney.looks_right(f"cases in {language}")
    attorney.press(page.get_by_role("link", name=re.compile("^Jorge")).first)
    attorney.looks_right(f"room in {language}")
    parts = page.locator("main nav a, nav.case a")
    addresses = [one.get_attribute("href") or "" for one in parts.all()]
    assert len(addresses) > 10
    for address in addresses:
        attorney.go(address)
        expect(html).to_have_attribute("lang", language)
        attorney.looks_right(f"{address} in {language}")
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["language"]["value"] == language
    assert cookies["language"]["httpOnly"]
    attorney.press(page.get_by_role("button", name="English"))
    expect(html).to_have_attribute("lang", "en")
    assert not attorney.foreign
