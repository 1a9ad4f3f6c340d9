"""A file that would unpack to more than a brief can have is refused, with what to do; one with many pictures is not."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter, errors
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from article3.citations.errors import ReadingError
from article3.citations.formats import pdf as pdf_format
from article3.citations.formats import word as word_format
from article3.citations.reading import read
from pdf_files import closed, pdf_file
from word_files import paragraph, word_file

if TYPE_CHECKING:
    from collections.abc import Mapping

SAID = "See Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)."
NUMBER = random.Random(1)  # noqa: S311 - a picture


def with_parts(file: bytes, more: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *more}:
            new.writestr(name, more.get(name) or old.read(name))
    return out.getvalue()


@pytest.fixture(scope="module")
def brief() -> bytes:
    return word_file([paragraph(SAID)])


def test_a_word_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    brief: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = with_parts(brief, {"word/more.XML": b" " * (word_format.MOST_XML + 1)})
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(ReadingError, match=r"^brief.docx: it unpacks to 100 MB of text and markup, .* are read; open it in Word"):
        read(bomb, "brief.docx")


def test_pictures_do_not_count_as_text_yet_have_a_bound(brief: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(io.BytesIO(brief)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    monkeypatch.setattr(word_format, "MOST_XML", size)
    pictures = with_parts(brief, {"word/media/image1.png": NUMBER.randbytes(size * 4)})
    assert read(pictures, "brief.docx").passages[0].text == SAID
    monkeypatch.setattr(word_format, "MOST_OTHER", size)
    with pytest.raises(ReadingError, match="of pictures and the like"):
        read(pictures, "brief.docx")


def test_no_more_is_unpacked_than_the_file_declares(brief: bytes) -> None:
    bomb = bytearray(with_parts(brief, {"word/document.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))
    at = bomb.rindex(b"word/document.xml") - 46
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(ReadingError, match="no readable Word file"):
        read(bytes(bomb), "brief.docx")


def with_stream(raw: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([[SAID], [SAID]]))))
    contents = writer.pages[1]["/Contents"].get_object()
    contents[NameObject("/Filter")] = NameObject("/FlateDecode")  # type: ignore[index]
    contents._data = zlib.compress(raw, 9)  # type: ignore[union-attr]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_that_unpacks_to_too_much_is_refused_with_its_number() -> None:
    bomb = with_stream(b" " * 80_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(ReadingError, match=r"^brief.pdf, page 2: a part of it unpacks .*; print the pages"):
        read(bomb, "brief.pdf")


def test_reading_stops_at_the_most_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    file = pdf_file([[SAID], [SAID], [SAID]])
    monkeypatch.setattr(pdf_format, "MOST_LETTERS", len(SAID) + 10)
    with pytest.raises(ReadingError, match=r"^brief.pdf, page 2: it has more than 63 letters of text; print the pages"):
        read(file, "brief.pdf")


def form(*values: str, xfa: bool = False) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([[SAID]]))))
    fields = ArrayObject()
    for number, value in enumerate(values):
        names = {"/FT": NameObject("/Tx"), "/T": TextStringObject(f"field {number}"), "/V": TextStringObject(value)}
        shown = {"/Subtype": NameObject("/Widget"), "/Rect": ArrayObject([NumberObject(9)] * 4)}
        fields.append(writer._add_object(DictionaryObject({NameObject(key): one for key, one in (names | shown).items()})))
    whole = DictionaryObject({NameObject("/Fields"): fields})
    if xfa:
        whole[NameObject("/XFA")] = ArrayObject()
    writer._root_object[NameObject("/AcroForm")] = whole
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (("Zheng v. Ashcroft", "", " "), ("1 form field with text not read; check the citations there by hand",)),
        (("a", "b"), ("2 form fields with text not read; check the citations there by hand",)),
        (("",), ()),
    ],
)
def test_what_is_filled_into_a_form_is_warned_about(values: tuple[str, ...], says: tuple[str, ...]) -> None:
    document = read(form(*values), "form.pdf")
    assert document.warnings == says
    assert document.passages[0].text == SAID


def test_a_form_of_the_other_kind_is_warned_about() -> None:
    (says,) = read(form(xfa=True), "form.pdf").warnings
    assert says.startswith("the form in it (XFA) was not read; ")


def test_an_encryption_that_is_not_read_is_no_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise errors.DependencyError("needs a library")

    monkeypatch.setattr(PdfReader, "decrypt", missing)
    with pytest.raises(ReadingError, match=r"^a.pdf: it is encrypted, .*; print it to a new PDF without a password"):
        read(closed(pdf_file([[SAID]])), "a.pdf")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_an_empty_file_is_called_empty(name: str) -> None:
    with pytest.raises(ReadingError, match=f"^{name}: it is empty; "):
        read(b"", name)


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        ("t.t", "page 2 has no text (it may be a picture); its citations were not checked"),
        ("...t.t..", "pages 1-3, 5, 7-8 have no text (they may be pictures); their citations were not checked"),
    ],
)
def test_many_pages_of_pictures_are_told_in_one_line(pages: str, says: str) -> None:
    assert read(pdf_file([[SAID] if page == "t" else [] for page in pages]), "a.pdf").warnings == (says,)
