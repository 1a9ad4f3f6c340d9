"""Somebody at a browser, watched."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Request

    from served import Served

PASSWORD = "unrelated words in a row"  # noqa: S105 - of an invented person
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def code_of(secret: str, moment: float) -> str:
    """The six digits that an authenticator app shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(moment // 30)), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Visit:
    """Somebody at a browser, watched: no other host is asked, no script complains, and axe finds nothing on what is looked at."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self.served = page, served
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda said: self.errors.append(said.text) if said.type == "error" and "404" not in said.text else None
        )

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.served.address, "data:")):
            self.foreign.append(request.url)

    def go(self, path: str) -> None:
        """Open a page of the workbench."""
        self.page.goto(path if path.startswith("http") else self.served.address + path)

    def press(self, what: Locator) -> None:
        """Click what leads to another page, and wait until that is there."""
        with self.page.expect_navigation():
            what.click()

    def looks_right(self, name: str, *, unwatched: bool = False) -> None:
        """No violation of WCAG, at the width of a desk and of a small telephone, and nothing runs out of the page.

        Args:
            name: of what is looked at, for the message.
            unwatched: whether errors are let pass; a broken connection is one in the browser's console.
        """
        self.page.wait_for_load_state("load")
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.evaluate("document.documentElement.dir = 'rtl'")
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width, "from right to left")
            self.page.evaluate("document.documentElement.dir = 'ltr'")
            found = Axe().run(self.page, options={"runOnly": WCAG}).response["violations"]
            assert not found, (name, width, [(one["id"], one["nodes"][0]["html"]) for one in found])
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert not self.foreign
        assert unwatched or not self.errors, name

    def accept(self, invitation: str, *, looks: bool = True) -> None:
        """Choose a password and set up an authenticator app; each page is looked at, unless another test does that."""
        page = self.page
        look = self.looks_right if looks else lambda _: None
        self.go(invitation)
        look("invitation")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("again").fill(PASSWORD)
        self.press(page.get_by_role("button", name="Continue"))
        look("second factor")
        self.go("/")
        assert "/accounts/2fa/" in page.url, "nothing is shown before there is a second factor"
        self.press(page.get_by_role("link", name="Set up an app"))
        if "reauthenticate" in page.url:
            page.get_by_label("Password").fill(PASSWORD)
            self.press(page.get_by_role("button", name="Confirm"))
        look("authenticator app")
        secret = page.locator("#authenticator_secret").input_value()
        page.locator("input[name=code]").fill(code_of(secret, time.time()))
        self.press(page.get_by_role("button", name="Activate"))
        page.wait_for_url(re.compile("recovery"))
        look("recovery codes")


def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """A browser of their own, closed in the end."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield Visit(page, served)
    context.close()
