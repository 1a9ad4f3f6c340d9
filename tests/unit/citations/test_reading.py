# ruff: noqa: RUF001 - the texts have the dashes and quotation marks of real ones
"""Texts are read whole, in order, and with errors that say what to do."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document as WordFile

from article3.citations.errors import ReadingError
from article3.citations.finding import citations
from article3.citations.formats.lines import joined
from article3.citations.model import Form, Part
from article3.citations.reading import read
from texts import document, pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, notes: str = "", endnotes: str = "") -> bytes:
    """A Word file with that body, in Word's own markup."""
    buffer = io.BytesIO()
    WordFile().save(buffer)
    parts = {}
    with zipfile.ZipFile(buffer) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(
        r"<w:body>.*</w:body>", lambda _: f"<w:body>{body}</w:body>", sheet, flags=re.DOTALL
    ).encode()
    for kind, text in (("footnotes", notes), ("endnotes", endnotes)):
        if not text:
            continue
        parts[f"word/{kind}.xml"] = f"<w:{kind} {W}>{text}</w:{kind}>".encode()
        related = f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        rels = parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", f"{related}</Relationships>")
        parts["word/_rels/document.xml.rels"] = rels.encode()
        mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        override = f'<Override PartName="/word/{kind}.xml" ContentType="{mime}"/>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", f"{override}</Types>".encode())
    made_again = io.BytesIO()
    with zipfile.ZipFile(made_again, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made_again.getvalue()


def run(text: str, marks: str = "") -> str:
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


CALL = '<w:r><w:footnoteReference w:id="{0}"/></w:r>'


def test_word_body_tables_and_notes_in_order() -> None:
    note = f'<w:footnote w:type="separator" w:id="0">{paragraph(run("-"))}</w:footnote>'
    note += f'<w:footnote w:id="2">{paragraph(run("Id.", "<w:i/>"), run(" at 1195."))}{paragraph(run("More."))}</w:footnote>'
    end = f'<w:endnote w:id="5">{paragraph(run("INA § 241(b)(3)."))}</w:endnote>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Ex. C at 41'))}</w:tc><w:tc>{paragraph(run('Tab D'))}</w:tc></w:tr></w:tbl>"
    body = paragraph(run("Law"), style="Heading1") + paragraph(
        run("Zheng v. Ashcroft", "<w:i/>"),
        run(", 332 F.3d 1186"),
        '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">(9th Cir. 2003).</w:t></w:r>',
        CALL.format(2),
        run(" Next."),
        '<w:r><w:endnoteReference w:id="5"/></w:r>',
    )
    read_ = read(word(body + table + paragraph(run("Last.")), note, end), "brief.docx")
    assert [(one.place.part, one.text) for one in read_.passages] == [
        (Part.BODY, "Law"),
        (Part.BODY, "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003). Next."),
        (Part.FOOTNOTE, "Id. at 1195."),
        (Part.FOOTNOTE, "More."),
        (Part.ENDNOTE, "INA § 241(b)(3)."),
        (Part.TABLE, "Ex. C at 41"),
        (Part.TABLE, "Tab D"),
        (Part.BODY, "Last."),
    ]
    cited = read_.passages[1]
    assert cited.place.heading == "Law"
    assert cited.emphasis == ((0, 17),)
    assert [offset for offset, _ in cited.notes] == [49, 49, 55]
    found = citations(read_)
    back = next(one for one in found if one.form is Form.ID)
    assert found[back.refers_to or 0].name == "Zheng v. Ashcroft"


def test_tracked_changes_are_read_as_accepted_and_fields_left_out() -> None:
    body = paragraph(
        run("INA "),
        f'<w:del w:id="1">{run("§ 208").replace("w:t", "w:delText")}</w:del>',
        f'<w:ins w:id="2">{run("§ 241(b)")}</w:ins>',
        '<w:r><w:instrText>TA "8 CFR 1208.16"</w:instrText></w:r>',
        run("hidden 8 CFR 1208.17", "<w:vanish/>"),
        f"<w:hyperlink>{run('(3)')}</w:hyperlink>",
        "<w:r><w:noBreakHyphen/></w:r>",
        run("x", '<w:i w:val="0"/>'),
    )
    (only,) = read(word(body), "x.docx").passages
    assert (only.text, only.emphasis) == ("INA § 241(b)(3)-x", ())


def test_text_in_a_box_is_not_read_and_says_so() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('8 CFR 1208.16'))}</w:txbxContent></w:pict></w:r>"
    read_ = read(word(paragraph(run("Beside."), box)), "x.docx")
    assert [one.text for one in read_.passages] == ["Beside."]
    assert read_.warnings == ("1 text box not read; check the citations there by hand",)


def test_pdf_pages_lines_and_running_heads() -> None:
    pages = [
        [
            "Case 1:26-cv-1 Document 5 Page 1 of 4",
            "The Board asked for acqui-",
            "escence. Zheng v. Ashcroft, 332 F.3d 1186, 1194-",
            "95 (9th Cir. 2003).",
        ],
        ["Case 1:26-cv-1 Document 5 Page 2 of 4", "Matter of J-", "F-F-, 23 I&N Dec. 912 (A.G. 2006)."],
        ["Case 1:26-cv-1 Document 5 Page 3 of 4", "8 CFR §", "1208.16(c)(2)."],
        [],
    ]
    read_ = read(pdf(pages), "brief.pdf")
    assert [(one.place.page, one.text) for one in read_.passages] == [
        (1, "The Board asked for acquiescence. Zheng v. Ashcroft, 332 F.3d 1186, 1194-95 (9th Cir. 2003)."),
        (2, "Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006)."),
        (3, "8 CFR § 1208.16(c)(2)."),
    ]
    assert read_.warnings == ("page 4 has no text (it may be a picture); its citations were not checked",)
    assert [one.pins for one in citations(read_)] == [("1194-95",), (), ()]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["con-", "vention"], "convention"),
        (["Matter of J-F-", "F- was"], "Matter of J-F-F- was"),
        (["Matter of J-F-F-", "was"], "Matter of J-F-F- was"),
        (["1194–", "95"], "1194–95"),
        (["a  b ", " c"], "a b c"),
        (["soft\u00adly", ""], "softly"),
    ],
)
def test_lines_are_joined(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def test_markdown_is_read_without_its_marks() -> None:
    read_ = document(
        "# The law\n\n*Zheng v. Ashcroft*, **332 F.3d 1186**[^z] ([text](https://x.org/a_b_c)), _id._ at \\*3, 606 U.S. ___,\nat *3.\n\n"
        "> quoted\n> lines\n\n[^z]: (9th Cir. 2003)\n"
    )
    _, law, note, quoted = read_.passages
    assert law.text == "Zheng v. Ashcroft, 332 F.3d 1186[^z] (text), id. at *3, 606 U.S. ___, at *3."
    assert [law.text[a:b] for a, b in law.emphasis] == ["Zheng v. Ashcroft", "332 F.3d 1186", "id."]
    assert (law.place.line, law.place.heading, law.notes) == (3, "The law", ((32, 2),))
    assert (note.place.part, note.text, quoted.text, quoted.place.line) == (Part.FOOTNOTE, "(9th Cir. 2003)", "quoted lines", 6)


def test_notes_of_plain_text_follow_their_calls_and_count_anew() -> None:
    text = "One.¹ Two m².\n\nBody.¹\n\n¹ First.\n¹ Second.\n\n⁹ Never called.\n"
    passages = document(text, "a.txt").passages
    assert [one.text for one in passages] == ["One.¹ Two m².", "First.", "Body.¹", "Second.", "Never called."]
    assert [one.notes for one in passages] == [((4, 1),), (), ((5, 3),), (), ()]
    assert [one.place.line for one in passages] == [1, 5, 3, 6, 8]


def test_name_and_digest_of_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_bytes(b"8 CFR 1208.16\r\n")
    read_ = read(file)
    assert (read_.name, read_.digest) == ("brief.txt", hashlib.sha256(b"8 CFR 1208.16\r\n").hexdigest())
    assert read(b"x").name == "-"


def _encrypted() -> bytes:
    from pypdf import PdfWriter  # noqa: PLC0415 - one test makes such a file

    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"one\ntwo \xff\n", "a.txt", "a.txt, line 2: byte 0xff is not UTF-8; save the text as UTF-8"),
        (b"PK\x03\x04broken", "a.docx", "a.docx: it is no readable Word file"),
        (
            b"\xd0\xcf\x11\xe0old",
            "a.doc",
            "a.doc: it is closed by a password or in Word's old format; save it as .docx without a password",
        ),
        (b"%PDF-1.7 broken", "a.pdf", "a.pdf: it is no readable PDF"),
        (b"{\\rtf1}", "a.rtf", "a.rtf: .rtf is not read; save it as .docx, .pdf, .md or .txt"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReadingError) as error:
        read(data, name)
    assert str(error.value).startswith(says)


def test_a_pdf_under_a_password_says_so() -> None:
    with pytest.raises(ReadingError, match="closed by a password; save a copy without one"):
        read(_encrypted(), "a.pdf")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.txt: there is no such file; check the path"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match="cannot be opened"):
        read(tmp_path)


def _rewritten(brief: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file with its main part changed."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(brief)) as old, zipfile.ZipFile(into, "w") as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, change(data) if one == "word/document.xml" else data)
    return into.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"w:body", b"w:nobody"),
        lambda _: b"<html/>",
        lambda data: data[: len(data) // 2],
    ],
    ids=["no body", "another root", "cut off"],
)
def test_a_word_file_that_is_broken_inside_says_so(change: Callable[[bytes], bytes]) -> None:
    whole = io.BytesIO()
    WordFile().save(whole)
    with pytest.raises(ReadingError, match=r"brief\.docx: it is no readable Word file"):
        read(_rewritten(whole.getvalue(), change), "brief.docx")


def test_a_word_file_whose_parts_cannot_be_unpacked_says_so() -> None:
    whole = io.BytesIO()
    WordFile().save(whole)
    data = bytearray(whole.getvalue())
    # Every part says in the list of contents that it is encrypted.
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    with pytest.raises(ReadingError, match="no readable Word file"):
        read(bytes(data), "brief.docx")
