"""Somebody who has a keyboard and no pointer: what they reach, they reach by keys, and they always see where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST = 400
"""More presses of Tab than any page should ask for."""
_WATCH = """
document.addEventListener("DOMContentLoaded", () => {
  let before = null;
  const there = () => document.activeElement && document.activeElement !== document.body;
  const look = (event) => { if (there()) before = document.activeElement.outerHTML.slice(0, 200); };
  const after = (event) => setTimeout(() => {
    if (before && !there()) window.focusLost(`${event.type} of ${event.target.id}: ${before}`);
    before = null;
  }, 0);
  for (const name of ["htmx:beforeSwap", "htmx:oobBeforeSwap"]) document.addEventListener(name, look);
  for (const name of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.addEventListener(name, after);
});
"""
_SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0] || one.getBoundingClientRect(), style = getComputedStyle(one);
  const inView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const at = document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width / 2, 20))),
    Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height / 2, 10))));
  return {
    what: one.outerHTML.slice(0, 200), size: box.width * box.height, inView,
    covered: !(at && (one.contains(at) || at.contains(one) || one.labels && [...one.labels].some((each) => each.contains(at)))),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "rgba(0, 0, 0, 0)",
  };
}"""


class Keyboard:
    """The keys of one page, from whatever has the focus now.

    Attributes:
        lost: where the focus was when a part of a page was put in place of another and it fell to the page as a whole.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lost: list[str] = []
        page.expose_function("focusLost", lambda what: self.lost.append(what))  # noqa: PLW0108 - it marks what it is given
        page.add_init_script(_WATCH)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self.page.keyboard.type(words)

    def leave(self, key: str = "Enter") -> None:
        """Press a key that leads to another page, and wait until that is there."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def to(self, role: str, name: str, *, back: bool = False) -> None:
        """Tab on to what has this role and a name that begins so; each stop on the way can be seen.

        Args:
            role: as assistive programs tell it, such as ``link``.
            name: a regular expression for the beginning of its name.
            back: whether with Shift.
        """
        wanted = re.compile(rf"- '?{role}(?: \"{name}|: {name}|.*\"{name})")
        passed: list[str] = []
        ends = 0
        for _ in range(_MOST):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            seen = self.seen()
            if seen is None:
                ends += 1
                assert ends < 2, f"no {role} {name!r} can be reached by Tab, only: {passed}"
                continue
            told = self.here()
            passed.append(told.partition("\n")[0])
            if wanted.match(told):
                return
        raise AssertionError(f"no {role} {name!r} can be reached by Tab, only: {passed}")

    def here(self) -> str:
        """What has the focus, as assistive programs tell it."""
        focused = self.page.locator(":focus")
        # Of the parts of a date, which have the focus one by one, the page is told nothing.
        return focused.aria_snapshot() if focused.count() else "- part of a control"

    def seen(self) -> dict[str, Any] | None:
        """What has the focus, which must be seen; nothing if the page as a whole has it."""
        found: dict[str, Any] | None = self.page.evaluate(_SEEN)
        if found is not None:
            assert found["size"] > 0, f"it has the focus and no place: {found}"
            assert found["inView"], f"it has the focus and is out of view: {found}"
            assert found["outline"], f"it has the focus and does not show it: {found}"
            assert not found["covered"], f"it has the focus and something lies over it: {found}"
        return found

    def holds(self) -> None:
        """The focus was lost nowhere, and is somewhere.

        Raises:
            AssertionError: if it was.
        """
        self.page.wait_for_timeout(300)
        assert not self.lost, self.lost
        assert self.page.evaluate("document.activeElement !== document.body"), "nothing has the focus"
