"""One page of a document as a picture: nothing of what is active in it comes along. Drawn in a process of its own.

``python -m article3.documents.texts.preview KIND PAGE``: the document comes through a pipe; ``PAGES`` on a line and a PNG go out.
"""

from __future__ import annotations

import io
import subprocess
import sys

import msgspec
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from article3.documents.texts.child import confine
from article3.documents.texts.model import MOST_PAGES, MOST_PIXELS

SECONDS = 20
"""That drawing one page may take."""
_WIDE, _MOST = 1000, 3_000_000
"""Pixels of a page from side to side, and of the whole of it."""
PDF = "application/pdf"
KINDS = frozenset({PDF, "image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp", "image/bmp"})
"""Media types of which pages can be drawn."""
_CLOSED, _BROKEN = 3, 4


class PreviewError(Exception):
    """A page cannot be drawn; the message says why and what to do."""


class Preview(msgspec.Struct, frozen=True):
    """A page as a picture.

    Attributes:
        pages: how many the document has.
        png: the picture.
    """

    pages: int
    png: bytes


def preview(data: bytes, kind: str, page: int) -> Preview:
    """A page as a picture.

    Args:
        data: the document.
        kind: its media type.
        page: from 1.

    Raises:
        PreviewError: if it cannot be drawn.
    """
    if kind not in KINDS:
        raise PreviewError("pages of this kind of file are not drawn; read its text, or download it")
    command = (sys.executable, "-m", "article3.documents.texts.preview", kind, str(page))
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        raise PreviewError("drawing it takes too long; download it, and open it on a machine that you can spare") from None
    pages, line, png = done.stdout.partition(b"\n")
    if done.returncode or not line or not pages.isdigit():
        raise PreviewError(
            "it opens only with a password; save a copy without it"
            if done.returncode == _CLOSED
            else "it is damaged, or has no such page; compare it with the original"
        )
    return Preview(int(pages), png)


def _drawn(data: bytes, kind: str, page: int) -> tuple[int, Image.Image]:
    return _of_pdf(data, page) if kind == PDF else _of_picture(data, page)


def _of_pdf(data: bytes, page: int) -> tuple[int, Image.Image]:
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    one = document[page - 1]
    width, height = one.get_size()
    scale = min(_WIDE / max(width, 1), (_MOST / max(width * height, 1)) ** 0.5)
    return count, one.render(scale=scale, may_draw_forms=True).to_pil()


def _of_picture(data: bytes, page: int) -> tuple[int, Image.Image]:
    with Image.open(io.BytesIO(data)) as image:
        count = min(getattr(image, "n_frames", 1), MOST_PAGES) if image.format == "TIFF" else 1
        if not 1 <= page <= count:
            raise EOFError("no such page")
        image.seek(page - 1)
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too large a picture")
        turned = ImageOps.exif_transpose(image).convert("RGB")
        turned.thumbnail((_WIDE, 2 * _WIDE))
        return count, turned


def main() -> int:
    """Draw what comes in.

    Returns:
        The exit code.
    """
    confine()
    try:
        count, image = _drawn(sys.stdin.buffer.read(), sys.argv[1], int(sys.argv[2]))
    except pypdfium2.PdfiumError as error:
        return _CLOSED if "assword" in str(error) else _BROKEN
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        MemoryError,
    ):
        return _BROKEN
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    sys.stdout.buffer.write(b"%d\n" % count + out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
