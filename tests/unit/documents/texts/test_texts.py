"""Text out of files of many kinds; what is broken, closed, too large or unknown is named, and harms nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document as WordFile
from PIL import Image

from article3.documents.texts import apart, child, extraction, pictures, recognition
from article3.documents.texts.extraction import said
from article3.documents.texts.model import Page, Pages, Part, Stopped, Why
from article3.documents.texts.recognition import paragraphs
from drawn_pages import ARABIC, as_file, drawn
from pdf_files import closed, pdf_file

if TYPE_CHECKING:
    from pathlib import Path

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = "The police tortured him for three days, and nobody was ever charged."
has_tesseract = pytest.mark.skipif(
    not {"eng", "ara", "spa"} <= set(recognition.languages()),
    reason="Tesseract with English, Spanish and Arabic is not installed; 'make test' installs it where Debian is",
)


def text_of(data: bytes, kind: str) -> str:
    return "\n\n".join(part.text for one in said(data, kind) if isinstance(one, Page) for part in one.parts)


def stopped(data: bytes, kind: str) -> Why:
    last = list(said(data, kind))[-1]
    assert isinstance(last, Stopped)
    return last.why


def test_a_pdf_gives_its_text_page_by_page_from_where_it_was_left() -> None:
    data = pdf_file([[LINE], ["And more of it on the second page."], ["The third has an end, too, of the story."]])
    assert next(iter(said(data, "application/pdf"))) == Pages(3)
    assert [one.number for one in said(data, "application/pdf", 2) if isinstance(one, Page)] == [2, 3]
    assert next(one for one in said(data, "application/pdf") if isinstance(one, Page)).parts == (Part(LINE),)


def test_word_html_text_and_mail_give_their_text(tmp_path: Path) -> None:
    document = WordFile()
    document.add_paragraph(LINE)
    document.add_table(1, 1).cell(0, 0).text = "in a cell"
    document.save(str(tmp_path / "a.docx"))
    assert text_of((tmp_path / "a.docx").read_bytes(), WORD) == f"{LINE}\n\nin a cell"
    page = "<html><head><title>T</title><style>p {}</style></head><body><p>One &amp; two<script>no()</script></p><p>نص</p></body>"
    assert text_of(page.encode(), "text/html") == "T\n\nOne & two\n\nنص"
    assert text_of("La policía".encode("cp1252"), "text/plain") == "La policía"
    assert text_of("قالت الشرطة إنه".encode("cp1256"), "text/plain") == "قالت الشرطة إنه"
    assert text_of("نص".encode("utf-16"), "application/octet-stream") == "نص"
    mail = b"From: a@example.org\nSubject: =?utf-8?b?2YbYtQ==?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    mail += b"--x\nContent-Type: text/html; charset=utf-8\n\n<p>They came.</p>\n--x\nContent-Type: application/pdf\n"
    mail += b"Content-Disposition: attachment; filename=a.pdf\n\nx\n--x--\n"
    assert text_of(mail, "message/rfc822") == "From: a@example.org\nSubject: نص\n\nThey came."
    assert [(one.unread, one.why) for one in said(mail, "message/rfc822") if isinstance(one, Page)] == [(1, Why.ATTACHED)]


def test_what_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stopped(closed(pdf_file([[LINE]])), "application/pdf") is Why.CLOSED
    assert stopped(b"%PDF-1.7 nonsense", "application/pdf") is Why.BROKEN
    assert stopped(b"PK\x03\x04 nonsense", WORD) is Why.BROKEN
    assert stopped(b"\xd0\xcf\x11\xe0", "application/octet-stream") is Why.OUTLOOK
    assert stopped(b"MZ\x00", "application/octet-stream") is Why.KIND
    assert stopped(b"\x89PNG\r\n\x1a\n", "image/png") is Why.BROKEN
    assert stopped(b"\x81\x8d\xff", "text/plain") is Why.LETTERS
    monkeypatch.setattr(extraction, "MOST_LETTERS", 10)
    assert stopped(LINE.encode(), "text/plain") is Why.LARGE
    monkeypatch.setattr(pictures, "MOST_PAGES", 1)
    assert stopped(pdf_file([[LINE], [LINE]]), "application/pdf") is Why.PAGES


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("word/document.xml", b" " * 150_000_000)
    assert len(out.getvalue()) < 200_000
    assert stopped(out.getvalue(), WORD) is Why.LARGE
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    assert stopped(as_file([Image.new("L", (40, 40))], "PNG"), "image/png") is Why.PICTURE


@has_tesseract
def test_a_picture_of_text_is_recognized_in_three_languages() -> None:
    page = drawn("The police tortured him for three days.\nLa policía lo torturó durante tres días.")
    for data, kind in ((as_file([page], "PNG"), "image/png"), (as_file([page], "PDF"), "application/pdf")):
        found = [part for one in said(data, kind) if isinstance(one, Page) for part in one.parts]
        text = " ".join(part.text for part in found)
        assert "The police tortured him for three days" in text
        assert "policía lo torturó" in text
        assert all(part.confidence is not None and part.confidence > 70 for part in found)
    assert "الشرطة" in text_of(as_file([drawn("قالت الشرطة إنه كان في المدرسة", ARABIC, size=60)], "PNG"), "image/png")


@has_tesseract
def test_the_pages_of_a_tiff_are_pages_and_an_empty_one_is_not_looked_at() -> None:
    data = as_file([drawn("First page of the scan"), drawn(""), drawn("Last page of the scan")], "TIFF")
    found = list(said(data, "image/tiff"))
    assert found[0] == Pages(3)
    assert [bool(one.parts) for one in found if isinstance(one, Page)] == [True, False, True]


def test_without_tesseract_a_picture_is_unread_and_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "languages", tuple)
    data = pdf_file([[LINE], []])
    found = [one for one in said(data, "application/pdf") if isinstance(one, Page)]
    assert [(one.unread, one.why) for one in found] == [(0, None), (1, Why.NO_OCR)]


@pytest.mark.parametrize(
    ("error", "why"),
    [(subprocess.TimeoutExpired("tesseract", 1), Why.TIME), (subprocess.CalledProcessError(1, "tesseract"), Why.BROKEN)],
)
def test_a_page_at_which_tesseract_fails_is_unread(error: Exception, why: Why, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(recognition, "languages", lambda: ("eng",))
    monkeypatch.setattr(subprocess, "run", fails)
    found = [one for one in said(pdf_file([[LINE], []]), "application/pdf") if isinstance(one, Page)]
    assert [(one.unread, one.why) for one in found] == [(0, None), (1, why)]


def test_the_table_of_tesseract_becomes_paragraphs() -> None:
    rows = ["level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"]
    rows += [
        f"5\t1\t1\t{par}\t{line}\t1\t0\t0\t0\t0\t{conf}\t{word}"
        for par, line, conf, word in ((1, 1, 90, "a"), (1, 2, 80, "b"), (2, 1, 50, "c"))
    ]
    assert paragraphs("\n".join(rows)) == (Part("a\nb", 85.0), Part("c", 50.0))


def test_a_document_is_read_in_a_process_of_its_own() -> None:
    found = list(apart.read(pdf_file([[LINE], [LINE]]), "application/pdf"))
    assert [type(one) for one in found] == [Pages, Page, Page]
    assert list(apart.read(b"MZ\x00", "application/zip")) == [Stopped(Why.KIND)]


def program(words: str) -> tuple[str, ...]:
    return (
        sys.executable,
        "-c",
        f"import os, sys, time\nfirst = int(sys.argv[2])\nsay = lambda s: print(s, flush=True)\n{words}",
    )


def test_a_page_that_takes_too_long_or_kills_its_process_is_left_out_and_the_next_is_read() -> None:
    slow = """
say('{"type":"pages","count":3}')
for page in range(first, 4):
    if page == 2: time.sleep(60)
    say('{"type":"page","number":%d}' % page)
"""
    assert list(apart.read(b"x", "any", seconds=2, program=program(slow))) == [
        Pages(3), Page(1), Page(2, unread=1, why=Why.TIME), Page(3),
    ]  # fmt: skip
    killed = 'say(\'{"type":"pages","count":9}\')\nos.kill(os.getpid(), 5)'
    found = list(apart.read(b"x" * 1_000_000, "any", program=program(killed)))
    assert found[-1] == Stopped(Why.MEMORY)
    assert [one.why for one in found if isinstance(one, Page)] == [Why.MEMORY, Why.MEMORY], "after some it is given up"
    assert list(apart.read(b"x", "any", program=program("os.kill(os.getpid(), 11)"))) == [Stopped(Why.BROKEN)]
    assert list(apart.read(b"x", "any", program=program("raise ValueError"))) == [Stopped(Why.BROKEN)]


def test_the_process_may_take_only_so_much_memory_and_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "leak"
    words = f"""
from article3.documents.texts import child
def said(data, kind, first):
    try:
        open({str(target)!r}, "w").write("x" * 100_000)
    except OSError:
        yield child.Stopped(child.Why.KIND)
    yield bytearray({child.MEMORY})
child.said = said
child.main()
"""
    found = list(apart.read(b"x", "any", program=program(words)))
    assert found == [Stopped(Why.KIND), Stopped(Why.MEMORY)]
    assert not target.exists() or target.stat().st_size == 0
