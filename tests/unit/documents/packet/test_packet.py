"""A packet of every kind of exhibit, built once by the command and read back by other readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from packet_files import packet_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = ("--today", "2026-11-23")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["packet", *arguments], prog_name="article3")
    return done.exit_code, done.output


class Packet:
    def __init__(self, place: Path, report: dict[str, Any]) -> None:
        self.place, self.report = place, report
        self.reader: Any = pypdf.PdfReader(place, strict=True)
        self.pdf = pikepdf.open(place)
        self.seen = pypdfium2.PdfDocument(place)

    def text(self, number: int) -> str:
        return str(self.seen[number - 1].get_textpage().get_text_range())

    def gray(self, number: int) -> Any:
        return self.seen[number - 1].render(scale=1, grayscale=True).to_pil()

    def entry(self, letter: str) -> dict[str, Any]:
        return next(entry for entry in self.report["entries"] if entry["letter"] == letter)

    def codes(self) -> set[str]:
        return {remark["code"] for remark in self.report["remarks"]}


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packet]:
    folder = tmp_path_factory.mktemp("packet")
    code, shown = run("build", str(packet_case(folder / "in")), "-o", str(folder / "packet.pdf"), *TODAY, "--format", "json")
    assert code == 0, shown
    built = Packet(folder / "packet.pdf", json.loads(shown))
    yield built
    built.pdf.close()
    built.seen.close()


def test_strict_readers_open_it(packet: Packet) -> None:
    assert packet.pdf.check_pdf_syntax() == []
    assert len(packet.reader.pages) == packet.report["pages"] == 18
    assert packet.pdf.docinfo["/Title"] == packet.report["title"]
    assert "law as of 2026-11-23, made 2026-11-23" in str(packet.pdf.docinfo["/Producer"])


def test_the_cover_page_says_what_the_manual_asks_for(packet: Packet) -> None:
    words = packet.text(1)
    for said in (
        "Bea Counsel", "EOIR ID: ZZ000001", "DETAINED", "IMMIGRATION COURT", "San Diego, CA", "Ana INVENTED", "Respondent",
        "A 012-345-678", "In removal proceedings", "Pat Judge", "Individual hearing: January 12, 2027, 8:30 a.m.",
        "RESPONDENT'S EXHIBITS IN SUPPORT",
    ):  # fmt: skip
        assert said in words.replace("\r\n", " "), said
    assert "[" not in words


def test_every_page_has_its_number_at_the_foot(packet: Packet) -> None:
    for number in range(1, packet.report["pages"] + 1):
        page = packet.seen[number - 1]
        foot = page.get_textpage().get_text_bounded(0, 0, 612, 30)
        assert foot.endswith(f"Page {number}"), (number, foot)
    assert "Exhibit A" in packet.seen[3].get_textpage().get_text_bounded(0, 0, 612, 30)
    assert packet.reader.page_labels == [str(number) for number in range(1, packet.report["pages"] + 1)]


def test_the_contents_give_the_pages_and_lead_there(packet: Packet) -> None:
    words = packet.text(2)
    targets = {}
    for link in packet.reader.pages[1]["/Annots"]:
        annotation = link.get_object()
        targets[annotation["/Contents"]] = packet.reader.get_page_number(annotation["/Dest"][0].get_object()) + 1
    assert targets == {called: int(called.removeprefix("Page ")) for called in targets}
    for letter, first, last in (("A", 3, 7), ("B", 8, 9), ("C", 10, 11), ("D", 12, 15), ("E", 16, 17)):
        entry = packet.entry(letter)
        assert (entry["first"], entry["last"]) == (first, last)
        assert f"Page {first}" in targets
        assert f"{first}\u2013{last}" in words
    assert "Policía Ejemplo, 2024-03" in words
    assert "in Spanish, with English translation" in words
    assert "English translation, page 6" in words


def test_the_bookmarks_name_every_entry_and_its_pieces(packet: Packet) -> None:
    outline: list[Any] = list(packet.reader.outline)
    titles = [item.title for item in outline if not isinstance(item, list)]
    assert titles[:3] == ["Cover page", "Table of contents", "Exhibit A. Denuncia ante la policía"]
    assert titles[-1] == "Proof of service"
    pieces = outline[outline.index(next(item for item in outline if getattr(item, "title", "").startswith("Exhibit D"))) + 1]
    assert [item.title for item in pieces] == ["Document", "English translation", "Certificate of translation"]
    assert [packet.reader.get_destination_page_number(item) + 1 for item in pieces] == [13, 14, 15]


def test_tabs_stand_before_their_exhibits(packet: Packet) -> None:
    assert packet.text(3).startswith("Exhibit A")
    assert packet.text(16).startswith("Exhibit E")
    assert "[to be signed by the translator before filing]" in packet.text(7).replace("\r\n", " ")
    assert "Signed: Omar Translator" in packet.text(15)


def test_ink_at_the_foot_makes_the_page_smaller_and_stays_seen(packet: Packet) -> None:
    image = packet.gray(9)
    strip = image.crop((180, 792 - 30, 432, 792))
    assert min(strip.crop((0, 0, 60, 30)).tobytes()) > 200  # the number stands alone
    assert min(image.crop((240, 700, 372, 792 - 36)).tobytes()) < 60  # what was at the foot is above it


def test_passages_are_marked_over_line_breaks_and_whatever_their_capitals(packet: Packet) -> None:
    for number, marked in ((6, True), (17, True), (14, False)):
        colors = packet.seen[number - 1].render(scale=1).to_pil().convert("RGB").tobytes()
        yellow = (red > 240 and green > 220 and blue < 120 for red, green, blue in zip(*[iter(colors)] * 3, strict=True))
        assert any(yellow) is marked, number
    assert "she was beaten" in packet.text(6).replace("\r\n", " ")
    missed = [remark for remark in packet.report["remarks"] if remark["code"] == "no-passage"]
    assert [("which is nowhere" in remark["says"], remark["about"]) for remark in missed] == [(True, "Exhibit E")]


def test_passages_against_the_claim_are_looked_for_and_not_marked(packet: Packet) -> None:
    missed = [remark for remark in packet.report["remarks"] if remark["code"] == "no-adverse"]
    assert [("nor is this" in remark["says"], remark["about"]) for remark in missed] == [(True, "Exhibit E")]
    assert "the passage against the claim is on none of its pages" in missed[0]["says"]
    assert len(packet.entry("E")["pieces"][-1]["marked"]) == 1


def test_arabic_runs_from_right_to_left(packet: Packet) -> None:
    page = packet.gray(13)
    ink = [x for x in range(612) if min(page.crop((x, 60, x + 1, 200)).tobytes()) < 128]
    assert 612 - max(ink) < 90
    assert min(ink) > 90


def test_what_is_to_be_looked_at_is_said(packet: Packet) -> None:
    assert packet.report["ready"]
    assert packet.codes() == {
        "certificate-to-sign", "low-resolution", "left-out", "laid-out", "no-adverse", "no-passage", "no-text", "service-to-sign",
    }  # fmt: skip
    low = [remark for remark in packet.report["remarks"] if remark["code"] == "low-resolution"]
    assert [remark["about"] for remark in low] == ["Exhibit B", "Exhibit C"]
    assert low[0]["says"].startswith("page 1 of medical.jpg: 100 dots an inch")


def test_service_through_ecas_is_certified_as_such(packet: Packet) -> None:
    words = packet.text(18).replace("\r\n", " ")
    assert "Service was completed through ECAS" in words
    assert "8 CFR 1003.32(a); Immigration Court Practice Manual, 3.2(a)(1)." in words
    assert packet.report["provenance"]["law"] in words


def test_every_page_is_tagged_and_languages_are_named(packet: Packet) -> None:
    root = packet.pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-US"
    sections = list(root.StructTreeRoot.K.K)
    languages = {str(section.T): str(section.get("/Lang", "")) for section in sections}
    assert languages["Exhibit A. Denuncia ante la policía: Document"] == "es"
    assert languages["Exhibit D. إفادة خطية: Document"] == "ar"
    keys = [int(page.obj.StructParents) for page in packet.pdf.pages]
    assert len(set(keys)) == len(keys)
    parents = list(root.StructTreeRoot.ParentTree.Nums)
    known = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
    for key, page in zip(keys, packet.pdf.pages, strict=True):
        assert any(element.get("/Pg") == page.obj for element in known[key] if isinstance(element, pikepdf.Dictionary)), key


def test_a_picture_says_what_it_is_of(packet: Packet) -> None:
    section = next(one for one in packet.pdf.Root.StructTreeRoot.K.K if str(one.T) == "Exhibit B. Medical record: Document")
    assert str(section.K[0].S) == "/Figure"
    assert str(section.K[0].Alt) == "Picture of a document: Exhibit B. Medical record"


def test_the_page_of_html_says_the_same(packet: Packet) -> None:
    page = packet.place.with_suffix(".html").read_text(encoding="utf-8")
    assert page.count('class="page"') == 18 - 2 - 5  # neither cover nor contents nor tabs
    assert "<mark>beaten<br>\nby three men</mark>" in page
    assert '<section id="page-13" class="page" lang="ar">' in page
    assert '<p dir="rtl">' in page
    assert 'href="packet.pdf"' in page
    assert 'href="#entry-12"' in page


def test_only_its_owner_can_read_it(packet: Packet) -> None:
    assert packet.place.stat().st_mode & 0o077 == 0
    assert packet.place.with_suffix(".html").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in packet.place.parent.iterdir()) == ["in", "packet.html", "packet.pdf"]
