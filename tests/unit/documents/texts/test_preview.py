"""Pages of documents as pictures, drawn apart."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from article3.documents.texts import preview as module
from article3.documents.texts.preview import PDF, PreviewError, preview
from packet_files import drawn, png, scan


def test_a_page_of_a_pdf_is_drawn() -> None:
    found = preview(drawn(b"0 0 0 rg 100 300 200 200 re f"), PDF, 1)
    assert found.pages == 1
    with Image.open(io.BytesIO(found.png)) as image:
        assert (image.format, image.width) == ("PNG", 1000)
        assert image.convert("L").getextrema() == (0, 255)


def test_a_picture_is_made_anew_without_what_it_carries() -> None:
    stream = io.BytesIO()
    scan(foot=True, size=(3000, 2000)).save(stream, "JPEG", exif=b"Exif\x00\x00where it was taken")
    found = preview(stream.getvalue(), "image/jpeg", 1)
    with Image.open(io.BytesIO(found.png)) as image:
        assert image.width == 1000
        assert not image.getexif()
    assert b"where it was taken" not in found.png


def test_every_page_of_a_scan_is_there() -> None:
    stream = io.BytesIO()
    scan(foot=False).save(stream, "TIFF", save_all=True, append_images=[scan(foot=True)])
    assert preview(stream.getvalue(), "image/tiff", 2).pages == 2


@pytest.mark.parametrize(
    ("data", "kind", "page", "says"),
    [
        (b"%PDF-1.7 broken", PDF, 1, "damaged"),
        (drawn(b""), PDF, 2, "no such page"),
        (png(scan(foot=False)), "image/png", 2, "no such page"),
        (b"not a picture", "image/png", 1, "damaged"),
        (b"words", "text/plain", 1, "read its text"),
    ],
    ids=["broken", "no page", "no frame", "no picture", "text"],
)
def test_what_cannot_be_drawn_says_why(data: bytes, kind: str, page: int, says: str) -> None:
    with pytest.raises(PreviewError, match=says):
        preview(data, kind, page)


def test_a_closed_pdf_says_that_it_needs_its_password() -> None:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(PreviewError, match="password"):
        preview(stream.getvalue(), PDF, 1)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.01)
    with pytest.raises(PreviewError, match="too long"):
        preview(drawn(b""), PDF, 1)
