"""Pictures of text, drawn for tests of its recognition."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = "/usr/share/fonts/truetype/noto/"
LATIN, ARABIC = f"{_FOLDER}NotoSans-Regular.ttf", f"{_FOLDER}NotoNaskhArabic-Regular.ttf"


def drawn(text: str, font: str = LATIN, *, size: int = 40, width: int = 1700, height: int = 700) -> Image.Image:
    """A page with a text, as a scanner makes it at 200 dots an inch."""
    page = Image.new("L", (width, height), 255)
    ImageDraw.Draw(page).multiline_text((150, 120), text, font=ImageFont.truetype(font, size), fill=0, spacing=20)
    return page


def as_file(pages: Sequence[Image.Image], kind: str) -> bytes:
    """Pages as a PDF, PNG or TIFF."""
    out = io.BytesIO()
    if len(pages) > 1:
        pages[0].save(out, kind, save_all=True, append_images=list(pages[1:]), resolution=200)
    elif kind == "PDF":
        pages[0].save(out, kind, resolution=200)
    else:
        pages[0].save(out, kind)
    return out.getvalue()
