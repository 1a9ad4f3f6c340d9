"""Texts and files made for the tests of citations."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from article3.citations.finding import citations
from article3.citations.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.citations.model import Citation, Document


def document(text: str, name: str = "text.md") -> Document:
    """The text, read as Markdown."""
    return read(text.encode(), name)


def found(text: str, name: str = "text.md") -> tuple[Citation, ...]:
    """The citations in a text, read as Markdown."""
    return citations(document(text, name))


def written(text: str, name: str = "text.md") -> list[str]:
    """The citations in a text, as written."""
    return [one.written for one in found(text, name)]


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with those lines on its pages; a page without lines is empty."""
    from pypdf import PdfWriter  # noqa: PLC0415 - only some tests make files
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        stream = DecodedStreamObject()
        shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
        stream.set_data(b"BT /F1 11 Tf 14 TL 60 740 Td " + shown + b" ET" if lines else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
