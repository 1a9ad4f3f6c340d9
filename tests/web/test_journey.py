"""From an invitation to a case worked on: in a real browser, against a real server on an encrypted store."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Served
    from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).parents[2]
PASSWORD = "unrelated words in a row"  # noqa: S105 - of an invented person
pytestmark = pytest.mark.unmeasured


def code_of(secret: str, moment: float) -> str:
    """The six digits that an authenticator app shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(moment // 30)), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Visit:
    """A page that is watched: no other host is asked, no script complains, and axe finds nothing wrong on what is looked at."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self.served = page, served
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.served.address, "data:")):
            self.foreign.append(request.url)

    def go(self, path: str) -> None:
        """Open a page of the workbench."""
        self.page.goto(self.served.address + path)

    def looks_right(self, name: str) -> None:
        """No violation of WCAG, at the width of a desk and of a small telephone, and nothing runs out of the page."""
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            assert not found.response["violations"], (name, width, [one["id"] for one in found.response["violations"]])
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert not self.foreign
        assert not self.errors, name


@pytest.fixture(scope="module")
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield Visit(page, served)
    context.close()
