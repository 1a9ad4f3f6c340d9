"""Large files sent over a connection that breaks: in a real browser, against a real server that is killed in between."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from visiting import Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from served import Served

ROOT = Path(__file__).parents[2]
PIECES = re.compile(r"/documents/uploads/[0-9a-f-]{36}/\?from=")
SIZE = 9_000_000
pytestmark = pytest.mark.browser


@pytest.fixture
def attorney(browser: Browser, served: Served) -> Iterator[Visit]:
    """An attorney with a case open at its documents."""
    for one in visit(browser, served):
        one.accept(served.invited("Ben Beistand", f"ben-{uuid4().hex}@example.org", "attorney"), looks=False)
        one.go("/cases/import/")
        one.page.locator("input[type=file]").set_input_files(str(ROOT / "examples" / "jorge.yaml"))
        one.press(one.page.locator("main form button").last)
        one.press(one.page.locator("main nav").get_by_role("link", name="Documents"))
        yield one


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "hospital records.pdf"
    path.write_bytes(b"%PDF-1.7 " + random.Random(3).randbytes(SIZE))  # noqa: S311 - nothing is to be kept secret
    return path


class Broken:
    """A connection that breaks after some pieces, and stays broken."""

    def __init__(self, page: Page, after: int) -> None:
        self.left, self.starts = after, list[int]()
        self._page = page
        page.route(PIECES, self._ask)

    def _ask(self, route: Route) -> None:
        if self.left <= 0:
            route.abort("connectionreset")
            return
        self.left -= 1
        self.starts.append(int(route.request.url.rpartition("=")[2]))
        route.continue_()

    def mend(self) -> None:
        self.left = 1000


def test_a_file_goes_on_after_a_break_a_kill_and_a_new_page(attorney: Visit, served: Served, large: Path) -> None:
    page = attorney.page
    page.clock.install()  # it does not wait between its tries
    line = Broken(page, 2)
    small = ROOT / "examples" / "jorge" / "complaint.pdf"
    _choose(page, large, small)
    _passes(page, "The connection broke off. What has come is safe")
    assert page.evaluate("document.activeElement.id") == "sending"
    expect(page.get_by_role("progressbar", name=large.name)).to_have_attribute("value", re.compile(r"0\.4"))
    attorney.looks_right("an upload that broke off", unwatched=True)
    line.left = 1
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Enter")
    _passes(page, "The connection broke off. What has come is safe")
    served.kill()
    line.mend()
    page.get_by_role("button", name="Go on").click()
    _passes(page, "The connection broke off. What has come is safe")
    served.start()
    page.reload()
    expect(page.locator("main")).to_contain_text(re.compile(r"hospital records\.pdf: 6\.0\sMB of 8\.6\sMB"))
    attorney.looks_right("an upload to go on with", unwatched=True)
    with page.expect_navigation():
        _choose(page, large, small)
    expect(page.locator("main")).to_contain_text("2 documents are kept.")
    sent = [start for start in line.starts if start]
    assert list(dict.fromkeys(sent)) == [2 << 20, 4 << 20, 6 << 20, 8 << 20]
    assert [sent.count(start) for start in (2 << 20, 4 << 20, 8 << 20)] == [1, 1, 1], "what has come is not sent again"
    assert not page.get_by_role("button", name="Give it up").count()
    with page.expect_download() as taken:
        page.get_by_role("link", name=large.name, exact=True).click()
    assert _digest(taken.value.path()) == _digest(large)
    assert large.name not in served.log.read_text()


def test_what_is_refused_is_told_beside_what_is_kept(attorney: Visit, tmp_path: Path) -> None:
    page = attorney.page
    empty, good = tmp_path / "empty.txt", tmp_path / "good.txt"
    empty.write_bytes(b"")
    good.write_bytes(b"Words.")
    _choose(page, empty, good)
    expect(page.get_by_role("status").last).to_contain_text("Not every file is kept")
    expect(page.locator(".sent li").first).to_contain_text("the file is empty")
    expect(page.locator(".sent li").last).to_contain_text("is kept")
    attorney.looks_right("a file that was refused", unwatched=True)
    attorney.press(page.get_by_role("button", name="Show the documents"))
    expect(page.locator("main")).to_contain_text("1 document is kept.")


def _choose(page: Page, *files: Path) -> None:
    page.locator("#files").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="Keep them").click()


def _passes(page: Page, told: str) -> None:
    """Its tries in vain pass quickly, and it says what there is to do."""
    for _ in range(100):
        page.clock.run_for(1000)
        if page.locator("#sending [role=status]").inner_text().startswith(told):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.locator("#sending").inner_text())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
