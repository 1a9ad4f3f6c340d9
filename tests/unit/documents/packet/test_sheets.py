"""Pages on their paper: turned, cut, large, small, marked, numbered; nothing that was seen is lost, nothing unseen comes to light."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from article3.documents.packet.looking import Viewer
from article3.documents.packet.model import Entry, Kind, Piece, Remark, Role
from article3.documents.packet.pictures import picture_pdf
from article3.documents.packet.reading import Source
from article3.documents.packet.sheets import frame
from article3.documents.packet.staging import Work, stage
from article3.documents.packet.templates import direction
from article3.documents.packet.written import lay_out, of_word
from packet_files import drawn, jpeg, scan
from pdf_files import pdf_file
from word_files import paragraph, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from article3.documents.packet.joining import Staged


def staged(tmp_path: Path, data: bytes, passages: tuple[str, ...] = ()) -> tuple[Staged, Any]:
    source = tmp_path / "source.pdf"
    source.write_bytes(data)
    piece = Piece(Role.DOCUMENT, "Exhibit A", source, "source.pdf", passages=passages)
    with pikepdf.open(source) as pdf:
        pages = len(pdf.pages)
    with Viewer(source) as viewer:
        marks, _ = viewer.places(passages, pages)
    remarks: list[Remark] = []
    work = Work(Entry(Kind.EXHIBIT, "A paper", "A"), [Source(piece, source, pages, marks=marks)], 7, remarks, lambda: None)
    done = stage(work, tmp_path / "staged.pdf")
    return done, pypdfium2.PdfDocument(tmp_path / "staged.pdf")


def ink(page: Any, box: tuple[int, int, int, int]) -> bool:
    """Whether there is ink in a box that is counted from the upper left corner."""
    return bool(min(page.render(scale=1, grayscale=True).to_pil().crop(box).tobytes()) < 100)


# As seen upright: a square in the upper left corner of a page of 400 by 600, whose box begins at (50, 80) in its own space.
SQUARES = {
    0: (b"50 660 20 20 re f", (50, 80, 450, 680)),
    90: (b"50 80 20 20 re f", (50, 80, 650, 480)),
    180: (b"430 80 20 20 re f", (50, 80, 450, 680)),
    270: (b"630 460 20 20 re f", (50, 80, 650, 480)),
}


@pytest.mark.parametrize("turned", SQUARES)
def test_a_turned_page_lies_as_it_was_seen(tmp_path: Path, turned: int) -> None:
    content, box = SQUARES[turned]
    _, seen = staged(tmp_path, drawn(content, box, Rotate=turned))
    assert seen[0].get_size() == (612, 792)
    left, top = (612 - 400) // 2, (792 - 600) // 2
    assert ink(seen[0], (left + 2, top + 2, left + 18, top + 18))
    assert not ink(seen[0], (left + 24, top, left + 400, top + 600))
    assert "Page 7" in seen[0].get_textpage().get_text_bounded(200, 0, 412, 30)


def test_a_page_across_stays_across(tmp_path: Path) -> None:
    _, seen = staged(tmp_path, drawn(b"0 0 10 10 re f", (0, 0, 792, 612)))
    assert seen[0].get_size() == (792, 612)
    assert ink(seen[0], (0, 603, 8, 611))


def test_a_larger_page_shrinks_to_letter_and_what_was_cut_off_stays_hidden(tmp_path: Path) -> None:
    data = drawn(b"0 1000 595 100 re f 10 10 30 30 re f", (0, 0, 595, 1100), CropBox=pikepdf.Array([0, 0, 595, 990]))
    _, seen = staged(tmp_path, data)
    assert seen[0].get_size() == (612, 792)
    assert not ink(seen[0], (0, 0, 612, 60))  # the black bar lies outside the crop box
    scale = 792 / 990
    left = (612 - 595 * scale) / 2
    assert ink(seen[0], (int(left + 12 * scale), int(792 - 38 * scale), int(left + 38 * scale), int(792 - 12 * scale)))


@pytest.mark.parametrize("content", [b"q 3 0 0 3 0 0 cm 3 33 20 20 re f", b"Q 10 100 60 60 re f", b"10 100 60 60 re f q q Q"])
def test_content_out_of_balance_does_not_move_the_number(tmp_path: Path, content: bytes) -> None:
    _, seen = staged(tmp_path, drawn(content))
    assert seen[0].get_textpage().get_text_bounded(200, 0, 412, 30).endswith("Page 7")
    assert ink(seen[0], (12, 792 - 158, 68, 792 - 102))


def test_a_page_that_breaks_off_is_told(tmp_path: Path) -> None:
    source = tmp_path / "x.pdf"
    with pikepdf.open(io.BytesIO(drawn(b"0 0 50 50 re f"))) as pdf:
        broken = pdf.make_stream(b"this is not packed")
        broken.Filter = pikepdf.Name.FlateDecode
        pdf.pages[0].obj.Contents = broken
        pdf.save(source, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    piece = Piece(Role.DOCUMENT, "Exhibit A", source, "x.pdf")
    remarks: list[Remark] = []
    stage(Work(Entry(Kind.EXHIBIT, "A paper", "A"), [Source(piece, source, 1)], 7, remarks, lambda: None), tmp_path / "y.pdf")
    assert "damaged-page" in {remark.code for remark in remarks}


def test_a_page_with_ink_at_its_foot_gives_way_and_one_without_does_not(tmp_path: Path) -> None:
    _, seen = staged(tmp_path, drawn(b"250 5 100 20 re f 0 700 10 10 re f"))
    assert ink(seen[0], (250, 792 - 60, 350, 792 - 37))
    assert not ink(seen[0], (0, 792 - 34, 200, 792))
    _, seen = staged(tmp_path, drawn(b"0 5 100 20 re f"))
    assert ink(seen[0], (5, 792 - 24, 95, 792 - 6))  # beside the number: it stays where it was


def test_a_passage_is_found_over_lines_pages_and_kinds_of_quotation_marks(tmp_path: Path) -> None:
    pages = [["He said 'we know", "where you live' and"], ["left the house."], ["Nothing."]]
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_file(pages))
    with Viewer(path) as viewer:
        marks, missed = viewer.places(("\u2018we know where you live\u2019", "and left the house", "we know nothing"), 3)
    assert missed == ["we know nothing"]
    assert sorted(marks) == [0, 1]
    assert len(marks[0]) >= 3


def test_marks_go_with_a_page_that_moves(tmp_path: Path) -> None:
    data = pdf_file([["This is the place."]]).replace(b"[0 0 612 792]", b"[0 0 900 990]")
    _, seen = staged(tmp_path, data, ("the place",))
    page = seen[0]
    words = page.get_textpage()
    left, bottom, _, top = words.get_charbox(words.get_text_range().index("the place"))
    picture = page.render(scale=4).to_pil().convert("RGB")
    red, green, blue = picture.getpixel((int(left * 4) - 2, int((792 - (top + bottom) / 2) * 4)))
    assert (red > 240, green > 220, blue < 120) == (True, True, True)


def test_tags_of_an_exhibit_are_kept(tmp_path: Path) -> None:
    own = tmp_path / "own.pdf"
    lay_out(
        "<html lang='en'><title>T</title><h1>A heading</h1><p>Words.</p><table><tr><th>H</th></tr><tr><td>1</td></tr></table>",
        own,
    )
    done, _ = staged(tmp_path, own.read_bytes())
    with pikepdf.open(done.path) as pdf:
        kinds: list[str] = []

        def walk(element: Any) -> None:
            kinds.append(str(element.S))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K)
        assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= set(kinds)
        assert "/MCID 0" not in bytes(pdf.pages[0].Contents[0].read_bytes()).decode()


def test_every_frame_of_a_picture_is_a_page_and_stands_upright(tmp_path: Path) -> None:
    first, second = scan(foot=False, size=(200, 300)), scan(foot=False, size=(300, 200))
    first.save(tmp_path / "two.tiff", save_all=True, append_images=[second], dpi=(100, 100))
    picture_pdf(tmp_path / "two.tiff", tmp_path / "two.pdf", "Two")
    with pikepdf.open(tmp_path / "two.pdf") as pdf:
        assert [[int(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, 612, 792], [0, 0, 792, 612]]
    image = scan(foot=False, size=(200, 300))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    picture_pdf(tmp_path / "turned.jpg", tmp_path / "turned.pdf", "Turned")
    with pikepdf.open(tmp_path / "turned.pdf") as pdf:
        assert [int(side) for side in pdf.pages[0].mediabox] == [0, 0, 792, 612]


def test_a_jpeg_is_taken_over_as_it_is(tmp_path: Path) -> None:
    data = jpeg(scan(foot=False), 100)
    (tmp_path / "scan.jpg").write_bytes(data)
    picture_pdf(tmp_path / "scan.jpg", tmp_path / "scan.pdf", "Scan")
    with pikepdf.open(tmp_path / "scan.pdf") as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_raw_bytes() == data
    with Viewer(tmp_path / "scan.pdf") as viewer:
        assert viewer.resolution(0) == pytest.approx(100, abs=1)


def test_the_first_letter_with_a_direction_gives_it() -> None:
    assert [direction(text) for text in ("12. إفادة", "Abc", "123", "شهادة of Omar")] == ["rtl", "ltr", "ltr", "rtl"]


def test_a_word_file_in_arabic_is_set_from_right_to_left(tmp_path: Path) -> None:
    """The converter drops the direction; each paragraph and cell gets that of its own letters."""
    source = tmp_path / "told.docx"
    source.write_bytes(
        word_file([paragraph("أخذوني من البيت."), paragraph("They took me & him."), paragraph("شهد (Ali).")], cells=["A", "ب"])
    )
    html = of_word(source, "Told", "ar")
    assert '<p dir="rtl">أخذوني من البيت.</p>' in html
    assert "<p>They took me &amp; him.</p>" in html
    assert '<td dir="rtl">' in html
    assert "<table>" in html  # whose first cell is in Latin letters
    target = tmp_path / "told.pdf"
    assert lay_out(html, target) == []
    with pypdfium2.PdfDocument(target) as pdf:
        page = pdf[0].render(scale=1).to_pil().convert("L")
    line = [x for x in range(page.width) if min(page.crop((x, 70, x + 1, 92)).tobytes()) < 128]
    assert page.width - max(line) < 90
    assert min(line) > page.width / 2


def test_a_page_that_counts_in_larger_units_keeps_its_size() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(306, 396))
        page.obj.UserUnit = 2
        assert frame(page, foot=False).scale == 2
        page.obj.UserUnit = 4
        assert frame(page, foot=False).scale == 2  # two of letter size, shrunk to one
