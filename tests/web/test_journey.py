"""From an invitation to a case worked on: in a real browser, against a real server on an encrypted store."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload, expect

from visiting import Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from served import Served

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ada(browser: Browser, served: Served) -> Iterator[Visit]:
    """The administrator."""
    yield from visit(browser, served)


@pytest.fixture(scope="module")
def attorney(browser: Browser, served: Served) -> Iterator[Visit]:
    """An attorney whom the administrator invites."""
    yield from visit(browser, served)


@pytest.fixture(scope="module")
def paralegal(browser: Browser, served: Served) -> Iterator[Visit]:
    """A paralegal whom the administrator invites."""
    yield from visit(browser, served)


def test_from_an_invitation_to_a_case_worked_on(ada: Visit, attorney: Visit, paralegal: Visit) -> None:
    ada.accept(ada.served.invitation)
    ada.go("/people")
    ada.looks_right("people")
    attorney.accept(_invited(ada, "Ben Beistand", "ben@example.org", "attorney"))
    _bring_in(attorney)
    _work(attorney)
    _history_and_other_circuits(attorney)
    _people_and_review(attorney)
    paralegal.accept(_invited(ada, "Cora Kanzlei", "cora@example.org", "paralegal"))
    _reviewed(attorney, paralegal)
    _likelihood(attorney)
    _evidence_to_packet(attorney)
    _dates_and_citations(attorney)
    room = attorney.page.url
    _caseload_and_law(attorney)
    attorney.page.goto(room)
    ada.go(attorney.page.url)
    assert "nothing here for you" in ada.page.locator("main").inner_text().lower(), "an administrator reads no case"
    ada.go("/trail")
    ada.looks_right("trail")
    assert "case.saved" in ada.page.locator("main").inner_text()
    assert "Jorge" not in ada.page.locator("main").inner_text()


def _invited(ada: Visit, name: str, email: str, role: str) -> str:
    """The link that the administrator hands over."""
    ada.go("/people")
    page = ada.page
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Role").select_option(role)
    ada.press(page.get_by_role("button", name="Make an invitation"))
    link = re.search(r"https?://\S+/invitation/[\w-]+", page.locator("main").inner_html())
    assert link, page.locator("main").inner_html()
    return link[0]


def _reviewed(attorney: Visit, paralegal: Visit) -> None:
    """A paralegal submits; the supervisor returns it with a remark on a finding, and then approves it."""
    room = attorney.page.url
    page = attorney.page
    attorney.press(page.get_by_role("link", name="Who works on it"))
    page.get_by_label("Person", exact=True).select_option(label="Cora Kanzlei (Paralegal)")
    page.get_by_label("Part in the case", exact=True).select_option("works")
    attorney.press(page.get_by_role("button", name="Save"))
    theirs = paralegal.page
    theirs.goto(room)
    paralegal.press(theirs.get_by_role("link", name="Review by a supervisor"))
    review = theirs.url
    theirs.get_by_label("What should the reviewer look at?").fill("Is the custody enough?")
    paralegal.press(theirs.get_by_role("button", name="Submit version"))
    assert "Submitted" in theirs.locator("main").inner_text()
    page.goto(review)
    attorney.looks_right("a case to be decided on")
    page.get_by_label("On", exact=True).select_option(
        label="It is more likely than not to happen to the applicant. (The gang takes and tortures him again.)"
    )
    page.get_by_label("Remark", exact=True).fill("Which exhibit says so?")
    attorney.press(page.get_by_role("button", name="Add"))
    page.get_by_label("Your answer").fill("See the remark.")
    attorney.press(page.get_by_role("button", name="Return"))
    theirs.goto(review)
    assert "Returned" in theirs.locator("main").inner_text()
    assert "Which exhibit says so?" in theirs.locator("main").inner_text()
    paralegal.press(theirs.get_by_role("button", name="Settle"))
    paralegal.press(theirs.get_by_role("button", name="Submit version"))
    page.goto(review)
    attorney.press(page.get_by_role("button", name="Approve"))
    attorney.looks_right("an approved case")
    assert "Approved" in page.locator("main").inner_text()
    page.goto(room)


def _bring_in(visit: Visit) -> None:
    visit.go("/")
    visit.looks_right("no cases yet")
    visit.press(visit.page.get_by_role("link", name=re.compile("file", re.IGNORECASE)).first)
    visit.looks_right("bring in a file")
    visit.page.locator("input[type=file]").set_input_files(str(ROOT / "examples" / "jorge.yaml"))
    visit.press(visit.page.locator("main form button").last)
    visit.page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
    visit.looks_right("case room")


def _work(visit: Visit) -> None:
    """An answer is saved as it is given, changes the claim map, and a finding opens beside it, by keyboard."""
    page = visit.page
    room = page.url
    visit.press(page.locator("main nav").get_by_role("link", name="Ask next"))
    visit.looks_right("ask next")
    question = page.locator("fieldset.fact").first
    assert "how likely" in question.inner_text()
    question.get_by_label("More likely than not", exact=True).check()
    expect(question.locator(".state")).to_contain_text("aved")
    page.goto(room)
    assert "version 2" in page.locator("main").inner_text()
    assert _cell(page, "The harm is torture, would happen").count() == 1
    told = _cell(page, "It is more likely than not to happen to the applicant.")
    assert "established" in told.inner_text()
    told.focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('tr').innerText").startswith("so The harm is torture")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("8 CFR 1208")
    visit.looks_right("case room with a finding")
    page.goto(room)
    visit.press(page.locator("main nav").get_by_role("link", name="Facts"))
    visit.looks_right("facts")
    visit.press(page.locator("main nav").get_by_role("link", name="Documents"))
    page.locator("input[type=file]").set_input_files(
        [str(ROOT / "examples" / "jorge" / name) for name in ("complaint.pdf", "declaration.docx")]
    )
    visit.press(page.get_by_role("button", name="Keep them"))
    expect(page.locator("main")).to_contain_text("2 documents are kept.")
    visit.looks_right("documents")
    with page.expect_download() as taken:
        page.get_by_role("link", name="complaint.pdf", exact=True).click()
    assert taken.value.path().read_bytes() == (ROOT / "examples" / "jorge" / "complaint.pdf").read_bytes()
    _search(visit)
    page.goto(room)


def _search(visit: Visit) -> None:
    """Texts are read while the list of documents is looked at; what they hold is found, marked, and led to."""
    page = visit.page
    row = page.get_by_role("row").filter(has_text="complaint.pdf")
    expect(row).to_contain_text(re.compile(r"\bread\b"), timeout=60_000)
    expect(page.locator("#reading")).to_have_text("", timeout=60_000)
    page.get_by_label("Search these documents").fill("policía")
    visit.press(page.get_by_role("button", name="Search"))
    expect(page.locator("mark").first).to_have_text("Policía")
    visit.looks_right("search")
    visit.press(page.get_by_role("link", name=re.compile("complaint.pdf")).first)
    expect(page.locator(".passage").first).to_contain_text("Soyapango")
    visit.looks_right("text of a document")
    visit.go("/library/")
    visit.looks_right("library, empty")
    visit.press(page.get_by_role("link", name="Add a report"))
    visit.looks_right("add a report")
    for label, words in (("Title", "Conditions"), ("Country", "Utopia"), ("Source", "An office"), ("Date", "2024-03-01")):
        page.get_by_label(label).fill(words)
    page.locator("input[type=file]").set_input_files(
        {"name": "r.txt", "mimeType": "text/plain", "buffer": "قالت الشرطة".encode()}
    )
    visit.press(page.get_by_role("button", name="Add it"))
    visit.looks_right("report")
    visit.go("/library/")
    visit.looks_right("library")


def _cell(page: Page, element: str) -> Locator:
    return page.locator("tr", has_text=element).locator("td a").first


def _history_and_other_circuits(visit: Visit) -> None:
    page = visit.page
    room = page.url
    visit.press(page.locator("main nav").get_by_role("link", name="Circuits"))
    visit.looks_right("circuits")
    assert "5th" in page.locator("main").inner_text()
    page.goto(f"{room}?circuit=ca5&on=2019-03-01")
    assert "5th Cir., law as of 1 Mar 2019" in page.locator("main").inner_text()
    visit.looks_right("in another circuit and year")
    page.goto(room)
    visit.press(page.locator("main nav").get_by_role("link", name="History"))
    visit.looks_right("history")
    assert "harm.likelihood[gang]" in page.locator("main").inner_text()
    visit.press(page.get_by_role("link", name="Version 1"))
    visit.looks_right("version")
    visit.press(page.get_by_role("button", name=re.compile("Put", re.IGNORECASE)))
    page.goto(room)
    assert "version 3" in page.locator("main").inner_text()


def _people_and_review(visit: Visit) -> None:
    page = visit.page
    room = page.url
    visit.press(page.get_by_role("link", name="Who works on it"))
    visit.looks_right("assignments")
    page.goto(room)
    visit.press(page.get_by_role("link", name="Review by a supervisor"))
    visit.looks_right("review")
    page.goto(room)


def _evidence_to_packet(visit: Visit) -> None:
    """What proves what, documents looked at, a paper drafted, exhibits put in order by keyboard, the packet built."""
    page = visit.page
    room = page.url
    nav = page.locator("main nav")
    visit.press(nav.get_by_role("link", name="Evidence"))
    visit.looks_right("evidence")
    assert "lacking" in page.locator("main").inner_text()
    visit.press(nav.get_by_role("link", name="Documents"))
    names = sorted(str(path) for path in (ROOT / "examples" / "jorge").iterdir())
    page.locator("input[type=file]").set_input_files(names)
    visit.press(page.get_by_role("button", name="Keep them"))
    visit.press(page.get_by_role("link", name="Look at it medical-record.png"))
    visit.looks_right("a page of a document")
    assert page.locator("img.page").evaluate("image => image.naturalWidth") > 100
    visit.press(nav.get_by_role("link", name="Papers"))
    page.get_by_label("Which").select_option("summary")
    page.get_by_label("Language of a declaration").select_option("es")
    visit.press(page.get_by_role("button", name="Draft it"))
    visit.looks_right("papers")
    visit.press(nav.get_by_role("link", name="Packet"))
    visit.looks_right("packet")
    first = page.locator("[data-order] li").first.inner_text()
    down = page.get_by_role("button", name="Move down").first
    down.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[data-order] li strong").nth(1).inner_text() in first
    visit.press(page.get_by_role("button", name="Build the packet"))
    expect(page.locator("main")).to_contain_text("kept with the papers")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Version 1").first.click()
    assert taken.value.path().read_bytes()[:5] in {b"%PDF-", b"PK\x03\x04\x14"}
    page.goto(room)


def _dates_and_citations(visit: Visit) -> None:
    """The timeline, a calendar at a secret address, a brief checked beside its text."""
    page = visit.page
    room = page.url
    visit.press(page.locator("main nav").get_by_role("link", name="Dates"))
    visit.looks_right("dates")
    visit.press(page.get_by_role("button", name="Make an address"))
    visit.looks_right("a calendar's address")
    with urllib.request.urlopen(page.locator("code.address").inner_text()) as calendar:  # noqa: S310 - our own server
        assert calendar.read().startswith(b"BEGIN:VCALENDAR")
    page.goto(room)
    visit.press(page.get_by_role("link", name="Check the citations of a brief"))
    brief = FilePayload(name="brief.txt", mimeType="text/plain", buffer=b"See Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003).")
    page.locator("input[type=file]").set_input_files([brief])
    visit.press(page.get_by_role("button", name="Check", exact=True))
    visit.looks_right("citations checked")
    page.goto(room)


def _caseload_and_law(visit: Visit) -> None:
    """What a change of law does, cases from a table, the law searched and read."""
    page = visit.page
    visit.go("/what-changed/?from=2025-12-30&to=2025-12-31")
    expect(page.locator("#found")).to_contain_text("The law that makes the difference")
    visit.looks_right("what changed")
    visit.go("/cases/table/")
    visit.looks_right("bring in a table")
    table = FilePayload(name="t.csv", mimeType="text/csv", buffer=b"title,forum.circuit\nOne more,5\nBad,99\n")
    page.locator("input[type=file]").set_input_files([table])
    visit.press(page.get_by_role("button", name="Look at it"))
    visit.looks_right("what a table would make")
    visit.press(page.get_by_role("button", name="Make these cases"))
    expect(page.locator("main")).to_contain_text("One more")
    visit.go("/law/?q=willful+blindness")
    visit.looks_right("the law searched")
    visit.press(page.locator(".hits a").first)
    visit.looks_right("a page of the law book")


def _likelihood(visit: Visit) -> None:
    """A chain of events is made, tried out and kept, by keyboard alone; what it comes to is told at once."""
    page = visit.page
    room = page.url
    visit.press(page.locator("main nav").get_by_role("link", name="Likelihood"))
    visit.looks_right("likelihood without a chain")
    page.get_by_label("What happens, in a sentence").first.focus()
    page.keyboard.type("The gang finds him.")
    page.get_by_role("button", name="Add it").first.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("group", name=re.compile("the_gang_finds_him"))
    expect(link).to_be_focused()
    expect(link).to_contain_text("Nobody has estimated it yet")
    expect(page.get_by_role("status").last).to_contain_text("0% to 100%")
    visit.looks_right("a link that nobody has estimated")
    link.get_by_label("At most, in %").fill("80")
    low = link.get_by_label("At least, in %")
    low.focus()
    page.keyboard.type("60")
    for key, now in (("ArrowUp", "61"), ("Shift+ArrowUp", "66"), ("PageDown", "61"), ("ArrowDown", "60")):
        page.keyboard.press(key)
        assert low.input_value() == now, key
    expect(page.locator("#told")).to_contain_text("60% to 80%")
    expect(page.locator("#told")).to_contain_text("What if: not saved")
    slider = link.get_by_role("slider", name="At least")
    slider.focus()
    for key, now in (("ArrowRight", "61"), ("PageUp", "66")):
        page.keyboard.press(key)
        assert (slider.input_value(), low.input_value()) == (now, now), key
    expect(page.locator("#told")).to_contain_text("66% to 80%")
    expect(page.get_by_role("img", name="Which link moves the total most")).to_be_visible()
    page.get_by_role("button", name="Save").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Saved." in page.locator("main").inner_text()
    assert "What if: not saved" not in page.locator("main").inner_text()
    visit.looks_right("likelihood")
    page.goto(room)


def test_the_pages_work_without_scripts(browser: Browser, attorney: Visit) -> None:
    state = attorney.page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    try:
        page.goto(attorney.page.url)
        _cell(page, "The harm is torture, would happen").click()
        assert "8 CFR" in page.locator("main").inner_text()
        assert "/findings/" in page.url or "/finding" in page.url
    finally:
        context.close()


def test_the_log_holds_no_facts(served: Served, attorney: Visit) -> None:
    attorney.go("/cases/00000000-0000-0000-0000-000000000000/")
    assert "nothing here for you" in attorney.page.locator("main").inner_text().lower()
    said = served.log.read_text()
    assert "Jorge" not in said
    assert "gang" not in said
