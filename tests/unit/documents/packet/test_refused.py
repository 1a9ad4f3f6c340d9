"""What stands in the way of a packet is told all at once, with a remedy; nothing is written, and no input is touched."""

from __future__ import annotations

import errno
import io
import json
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from article3.cli.app import app
from article3.documents.packet.pictures import bare, picture_pdf
from article3.documents.packet.saving import _Remembering, save
from packet_files import PAPERS, drawn, jpeg, packet_case, png, scan, with_form
from pdf_files import closed, pdf_file
from word_files import deleted, inserted, paragraph, word_file

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-11-23")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["packet", *arguments], prog_name="article3")
    return done.exit_code, done.output


def checked(case: Path, *more: str) -> tuple[int, dict[str, dict[str, Any]]]:
    code, shown = run("check", str(case), *TODAY, "--format", "json", *more)
    return code, {remark["code"]: remark for remark in json.loads(shown)["remarks"]}


def exhibit(file: str, **more: str) -> str:
    keys = {"id": "x", "title": "A paper", "language": "English", "file": file, **more}
    return "\n  - {" + ", ".join(f"{key}: {value}" for key, value in keys.items() if value) + "}\n"


@pytest.mark.parametrize(
    ("file", "data", "code", "says"),
    [
        ("absent.pdf", None, "no-such-file", "absent.pdf does not exist"),
        ("empty.pdf", b"", "empty-file", "empty.pdf is empty"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "broken-pdf", "broken.pdf is no PDF that can be read"),
        ("closed.pdf", closed(pdf_file([["secret"]])), "password", "closed.pdf opens only with a password"),
        ("broken.png", b"\x89PNG\r\n\x1a\nnothing", "broken-image", "broken.png: it cannot be read as an image"),
        ("broken.docx", b"PK\x03\x04nothing", "broken-word-file", "broken.docx: it cannot be read as a Word file"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "unsupported", "old.doc: files ending in .doc are not taken"),
        ("nothing", b"text", "unsupported", "nothing: files ending in nothing are not taken"),
        ("../outside.pdf", None, "outside", "../outside.pdf lies outside the folder"),
        ("/etc/hostname", None, "outside", "/etc/hostname lies outside the folder"),
        (".", None, "no-such-file", ". is a directory"),
        ("cut.png", png(scan(foot=True))[:-2000], "broken-image", "cut.png: it cannot be read as an image"),
        ("cut.jpg", jpeg(scan(foot=True))[:-2000], "broken-image", "cut.jpg: it cannot be read as an image"),
        ("blank.txt", b" \n\t\n", "blank", "blank.txt has nothing on it"),
        (
            "blank.html",
            b"<html><head><title>A title</title></head><body>&nbsp;</body></html>",
            "blank",
            "blank.html has nothing on it",
        ),
        ("greek.html", b'<meta charset="no-such">\xe1', "broken-page", "greek.html: its letters are in no encoding"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, file: str, data: bytes | None, code: str, says: str) -> None:
    case = packet_case(tmp_path / "in", exhibit(file))
    (tmp_path / "outside.pdf").write_bytes(pdf_file([["outside"]]))
    if data is not None:
        (tmp_path / "in" / file).write_bytes(data)
    status, remarks = checked(case)
    assert status == 2
    assert remarks[code]["severity"] == "error"
    assert remarks[code]["about"] == "Exhibit A"
    assert remarks[code]["says"].startswith(says)
    assert remarks[code]["remedy"]


def test_letters_that_cannot_be_told_are_not_guessed(tmp_path: Path) -> None:
    arabic = exhibit("a.txt", language="Arabic", translation="{file: b.txt, translator: T, address: A, phone: '1'}")
    case = packet_case(tmp_path, arabic)
    (tmp_path / "a.txt").write_bytes("شهادة".encode("cp1256"))
    (tmp_path / "b.txt").write_bytes("Testimony, as he says: “yes”".encode("cp1252"))
    status, remarks = checked(case)
    assert status == 2
    assert "its letters are in no encoding that can be told" in remarks["broken-text"]["says"]
    assert remarks["not-utf-8"]["about"] == "Exhibit A, English translation"


def test_what_a_word_file_hides_is_said(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("a.docx"))
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for the court</w:t></w:r>"
    (tmp_path / "a.docx").write_bytes(word_file([paragraph("Said", inserted(" more"), deleted(" less"), hidden)]))
    _, remarks = checked(case)
    assert "has tracked changes and hidden text;" in remarks["unsettled"]["says"]


def test_a_photograph_does_not_say_where_it_was_taken(tmp_path: Path) -> None:
    particulars = Image.Exif()
    particulars[0x010F] = "A maker of telephones"
    particulars.get_ifd(0x8825)[2] = (13.0, 41.0, 56.0)
    stream = io.BytesIO()
    scan(foot=True).save(stream, "JPEG", dpi=(100, 100), exif=particulars, comment=b"for my lawyer")
    photo = stream.getvalue() + b"a film that hangs behind it"
    kept = bare(photo)
    assert kept is not None
    for said in (b"A maker of telephones", b"for my lawyer", b"a film"):
        assert said in photo
        assert said not in kept
    with Image.open(io.BytesIO(photo)) as one, Image.open(io.BytesIO(kept)) as other:
        assert (one.tobytes(), one.size) == (other.tobytes(), other.size)
    (tmp_path / "a.jpg").write_bytes(photo)
    picture_pdf(tmp_path / "a.jpg", tmp_path / "a.pdf", "A photograph")
    assert b"A maker of telephones" not in (tmp_path / "a.pdf").read_bytes()


def test_of_two_pictures_in_one_photograph_the_first_is_the_page(tmp_path: Path) -> None:
    scan(foot=True).convert("RGB").save(
        tmp_path / "a.jpg", "MPO", save_all=True, append_images=[scan(foot=False, size=(100, 100)).convert("RGB")]
    )
    picture_pdf(tmp_path / "a.jpg", tmp_path / "a.pdf", "A photograph")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_a_link_out_of_the_folder_is_no_way_around(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("link.pdf"))
    (tmp_path / "outside.pdf").write_bytes(pdf_file([["outside"]]))
    (tmp_path / "in" / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    assert "outside" in checked(case)[1]


def test_what_is_missing_is_listed_and_only_a_draft_is_built_without_it(tmp_path: Path) -> None:
    exhibits = (
        exhibit("", id="a")
        + exhibit("complaint.pdf", id="b", language="Spanish")
        + exhibit("complaint.pdf", id="c", language="Spanish", translation="{file: complaint-en.txt, translator: Carla}")
    )
    case = packet_case(tmp_path / "in", exhibits, "papers: {court: {filing_by: mail}}\n")
    place = tmp_path / "packet.pdf"
    code, shown = run("build", str(case), "-o", str(place), *TODAY)
    assert code == 2
    assert not place.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    words = " ".join(shown.split())
    for said in (
        "Nothing was written: something is missing.",
        "missing: Exhibit A: A paper: to be obtained",
        "missing: Exhibit B: it is in Spanish, and there is no English translation (8 CFR 1003.33).",
        "missing: Exhibit C: the certificate of translation lacks the translator's address and phone.",
        "missing: Cover page: the name of the respondent is missing.",
        "missing: Cover page: the A-Number is missing.",
        "missing: Cover page: the name of the filer is missing.",
    ):
        assert said in words, said
    code, shown = run("build", str(case), "-o", str(place), "--draft", *TODAY)
    assert code == 0
    assert "A DRAFT: something is missing" in shown
    with pypdfium2.PdfDocument(place) as seen:
        pages = [page.get_textpage().get_text_range().replace("\r\n", " ") for page in seen]
    assert "DETAINED" not in pages[0]
    assert "[name of the respondent]" in pages[0]
    assert "[date of the next hearing]" in pages[0]
    assert "[to be obtained]" in pages[3]
    assert all("DRAFT" in page for page in pages)
    assert any("[English translation to be obtained]" in page for page in pages)
    assert "in Spanish, with English translation" in pages[1]
    assert pages[1].count("with English translation") == 1
    assert "by first-class mail" in pages[-1]
    assert "[office of DHS counsel]" in pages[-1]
    assert any("[translator's address]" in page for page in pages)


def test_outputs_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("complaint.pdf"))
    complaint = case.parent / "complaint.pdf"
    before = complaint.read_bytes()
    for arguments, says in (
        (("-o", str(complaint), "--force"), "goes into the packet, and would be written over"),
        (("-o", str(case.with_suffix(".pdf")), "--form", str(case.with_suffix(".pdf"))), "--form"),
        (("-o", str(tmp_path / "packet.docx")), "a packet is written as .pdf"),
        (("-o", str(tmp_path / "none" / "packet.pdf")), "there is no directory"),
        (("-o", str(tmp_path / "packet.pdf"), "--as-of", "1990-01-01"), "--as-of 1990-01-01: the regulations"),
    ):
        code, shown = run("build", str(case), *arguments, *TODAY)
        assert code == 2
        if says != "--form":
            assert says in " ".join(shown.split()), shown
    assert complaint.read_bytes() == before
    (tmp_path / "packet.pdf").write_bytes(b"mine")
    code, shown = run("build", str(case), "-o", str(tmp_path / "packet.pdf"), *TODAY)
    assert code == 2
    assert "is there already" in shown
    assert (tmp_path / "packet.pdf").read_bytes() == b"mine"


def test_a_file_that_only_bears_the_name_of_a_part_is_left(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("medical.jpg"))
    other = tmp_path / "out_Part1.pdf"
    other.write_bytes(pdf_file([["of the neighbor's case"]]))
    code, shown = run("build", str(case), "-o", str(tmp_path / "out.pdf"), "--force", "--no-html", *TODAY)
    assert code == 0
    assert "was not made here; it was left" in shown
    assert other.exists()
    (tmp_path / "out.pdf").rename(tmp_path / "out_Part2.pdf")
    assert "Removed" in run("build", str(case), "-o", str(tmp_path / "out.pdf"), "--force", "--no-html", *TODAY)[1]
    assert not (tmp_path / "out_Part2.pdf").exists()


@pytest.mark.parametrize("limit", ["nan", "inf", "0.1"])
def test_a_limit_that_is_none_is_refused(tmp_path: Path, limit: str) -> None:
    code, shown = run("build", "absent.yaml", "-o", str(tmp_path / "out.pdf"), "--limit", limit)
    assert (code, "--limit" in shown) == (2, True)


def test_an_office_can_have_pages_of_its_own(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("complaint.pdf"))
    code, ours = run("template")
    assert code == 0
    office, place = tmp_path / "office.html.j2", tmp_path / "packet.pdf"
    arguments = ("build", str(case), "-o", str(place), "--template", str(office), "--no-html", *TODAY)
    for written, says in (
        (ours.replace("{{ party | capitalize }}", "{{ partei }}"), "names fields that there are not: 'partei' in line"),
        (ours.replace('{% elif page == "tab" %}', "{% elif page = %}"), "office.html.j2, line"),
        (ours.replace("{{ exhibit.title }}", "{{ exhibit.titel }}"), "on the page 'tab':"),
        (
            ours.replace("<h1>Table", "<img src='http://192.0.2.1/x.png' alt=''><h1>Table"),
            "the template asks for http://192.0.2.1/x.png",
        ),
    ):
        office.write_text(written, encoding="utf-8")
        code, shown = run(*arguments)
        assert code == 2, says
        assert says in " ".join(shown.split())
        assert not place.exists()
    office.write_text(ours.replace("Immigration Judge:", "Before the Honorable"), encoding="utf-8")
    code, shown = run(*arguments)
    assert code == 0, shown
    with pypdfium2.PdfDocument(place) as seen:
        assert "Before the Honorable Pat Judge" in seen[0].get_textpage().get_text_range()


def test_a_case_that_is_wrong_and_one_that_is_not_there(tmp_path: Path) -> None:
    code, shown = run("check", str(tmp_path / "none.yaml"))
    assert code == 2
    assert "there is no such file" in shown


def test_papers_stand_in_the_order_of_the_manual(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("complaint.pdf"), PAPERS.replace("ecas", "by_hand"))
    for name in ("28", "fee", "form", "brief", "order", "proof"):
        (tmp_path / f"{name}.pdf").write_bytes(pdf_file([[f"This is {name}."]]))
    (tmp_path / "form.pdf").write_bytes(with_form())
    options = {"--order": "order", "--brief": "brief", "--form": "form", "--fee": "fee", "--appearance": "28", "--proof": "proof"}
    given = [word for option, name in options.items() for word in (option, str(tmp_path / f"{name}.pdf"))]
    given[given.index("--form") + 1] = f"Form I-589, signed={tmp_path / 'form.pdf'}"
    code, shown = run("build", str(case), "-o", str(tmp_path / "packet.pdf"), *given, *TODAY, "--no-html", "--format", "json")
    assert code == 0, shown
    report = json.loads(shown)
    order = ["appearance", "cover", "contents", "fee", "form", "brief", "exhibit", "order", "service"]
    assert [entry["kind"] for entry in report["entries"]] == order
    assert report["entries"][4]["title"] == "Form I-589, signed"
    assert not (tmp_path / "packet.html").exists()
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any(annotation.get("/Subtype") == "/Widget" for page in pdf.pages for annotation in page.get("/Annots", []))
    with pypdfium2.PdfDocument(tmp_path / "packet.pdf") as seen:
        form = seen[4].render(scale=1, grayscale=True).to_pil()
        assert max(form.crop((105, 792 - 615, 295, 792 - 605)).tobytes()) < 50  # what was filled in is part of the page
        assert "This is proof." in seen[len(seen) - 1].get_textpage().get_text_range()


def test_with_ecas_several_types_in_one_file_are_warned_of(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("complaint.pdf"))
    status, remarks = checked(case, "--brief", str(case.parent / "complaint.pdf"))
    assert status == 0
    assert "upload application, brief and exhibits apart" in remarks["several-types"]["remedy"]


def test_a_damaged_file_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    case = packet_case(tmp_path / "in", exhibit("damaged.pdf"))
    (case.parent / "damaged.pdf").write_bytes(drawn(b"0 0 50 50 re f").replace(b"startxref", b"startxxxx"))
    status, remarks = checked(case)
    assert status == 0
    assert remarks["repaired"]["severity"] == "warning"


def layered(*, hidden: bool) -> bytes:
    """A page with a layer that is shown or not."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="notes"))
        page.obj.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=layer))
        page.contents_add(b"/OC /L BDC 0 0 0 rg 100 100 300 300 re f EMC 0 0 0 rg 50 700 400 20 re f")
        off = pikepdf.Array([layer] if hidden else [])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=off))
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def test_what_a_layer_hides_is_never_brought_to_light(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("x.pdf"))
    (tmp_path / "x.pdf").write_bytes(layered(hidden=True))
    status, remarks = checked(case)
    assert status == 2
    assert "hidden layers" in remarks["hidden-layers"]["says"]
    (tmp_path / "x.pdf").write_bytes(layered(hidden=False))
    assert "hidden-layers" not in checked(case)[1]


def test_a_link_that_looks_like_ours_is_left_alone(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("x.html"))
    (tmp_path / "x.html").write_text(
        "<p>See <a href='packet:abc'>one</a> and <a href='packet:999'>two</a>.</p>", encoding="utf-8"
    )
    code, shown = run("build", str(case), "-o", str(tmp_path / "p.pdf"), *TODAY, "--draft")
    assert code == 0, shown


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ 1 / 0 }}", "cannot be worked out (ZeroDivisionError)"),
        ("{{ title + 1 }}", "cannot be worked out (TypeError)"),
        ("{% include 'own.html.j2' %}", "includes itself without end"),
    ],
)
def test_a_template_that_cannot_be_worked_out_is_named(tmp_path: Path, template: str, says: str) -> None:
    case = packet_case(tmp_path, exhibit("x.txt"))
    (tmp_path / "x.txt").write_text("Some words.", encoding="utf-8")
    own = tmp_path / "own.html.j2"
    own.write_text(template, encoding="utf-8")
    code, shown = run("build", str(case), "-o", str(tmp_path / "p.pdf"), *TODAY, "--draft", "--template", str(own))
    assert code == 2
    assert "own.html.j2" in shown
    assert says in " ".join(shown.split())
    assert not (tmp_path / "p.pdf").exists()


def test_a_full_disk_is_told_once_the_library_is_done(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    taken = _Remembering(Full())
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(taken, deterministic_id=True)  # type: ignore[arg-type]
        assert taken.error is not None
        assert taken.error.errno == errno.ENOSPC
        with pytest.raises(OSError, match="Is a directory"):
            save(pdf, tmp_path)
        save(pdf, tmp_path / "one.pdf")
        save(pdf, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_pictures_that_cannot_be_shown_are_counted(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("x.html"))
    shown = "<p>See <img src='missing.png' alt='a'> and <img src='data:image/x-emf;base64,AAAA' alt='b'>.</p>"
    (tmp_path / "x.html").write_text(shown, encoding="utf-8")
    _, remarks = checked(case)
    assert any("2" in remark["says"] and "left out" in remark["says"] for remark in remarks.values()), remarks


def test_a_text_too_long_for_its_memory_is_refused(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("x.txt"))
    (tmp_path / "x.txt").write_text("A line of a long text.\n" * 140_000, encoding="utf-8")
    status, remarks = checked(case)
    assert status == 2
    assert any("more than 3 MB" in remark["says"] for remark in remarks.values())


def test_what_a_killed_build_left_is_named_and_not_touched(tmp_path: Path) -> None:
    case = packet_case(tmp_path, exhibit("x.txt"))
    (tmp_path / "x.txt").write_text("Some words.", encoding="utf-8")
    left = tmp_path / ".p-ab12cd_3"
    left.mkdir()
    code, shown = run("build", str(case), "-o", str(tmp_path / "p.pdf"), *TODAY, "--draft")
    assert code == 0
    assert ".p-ab12cd_3 was left by a build" in " ".join(shown.split())
    assert left.is_dir()
