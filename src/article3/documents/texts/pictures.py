"""Documents of pages: PDF, whose pages without text are drawn and recognized, and pictures."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from article3.documents.texts.model import MOST_PAGES, MOST_PIXELS, Page, Pages, Part, TextError, Why
from article3.documents.texts.passages import cut
from article3.documents.texts.recognition import NoRecognitionError, recognized

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOTS, _POINTS = 300, 72
_DRAWN = 26_000_000
"""Most pixels of a page that is drawn: a larger one is drawn at fewer dots an inch."""
_FEW = 25
"""With fewer letters than that, what a page has may be a number or a stamp on a picture of text."""
_WHITE = 200
_PASSWORD = "assword"  # noqa: S105 - pdfium's words for a file that is closed


def of_pdf(data: bytes, first: int) -> Iterator[Pages | Page]:
    """The pages of a PDF.

    Args:
        data: the file.
        first: the page to begin with, from 1.

    Raises:
        TextError: if it cannot be read.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise TextError(Why.CLOSED if _PASSWORD in str(error) else Why.BROKEN) from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise TextError(Why.PAGES)
        yield Pages(count)
        for number in range(first, count + 1):
            yield _page(document, number)
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(number, unread=1, why=Why.BROKEN)
    try:
        layer = page.get_textpage()
        text = layer.get_text_bounded()
        layer.close()
        if _letters(text) >= _FEW:
            return Page(number, _own(text))
        width, height = page.get_size()
        scale = min(_DOTS / _POINTS, (_DRAWN / max(width * height, 1)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil()
    except pypdfium2.PdfiumError:
        return Page(number, unread=1, why=Why.BROKEN)
    finally:
        page.close()
    return _looked_at(image, number, text)


def of_picture(data: bytes, first: int) -> Iterator[Pages | Page]:
    """The frames of a picture as pages, such as those of a TIFF from a scanner.

    Raises:
        TextError: if it cannot be read.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            # Telephones keep a second, smaller picture, or a film, behind the first.
            count = 1 if image.format in {"MPO", "GIF", "WEBP"} else getattr(image, "n_frames", 1)
            if count > MOST_PAGES:
                raise TextError(Why.PAGES)
            yield Pages(count)
            for number in range(first, count + 1):
                image.seek(number - 1)
                if image.width * image.height > MOST_PIXELS:
                    raise TextError(Why.PICTURE)
                yield _looked_at(_upright(image), number, "")
    except Image.DecompressionBombError:
        raise TextError(Why.PICTURE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise TextError(Why.BROKEN) from None


def _upright(image: Image.Image) -> Image.Image:
    """A picture as it was held, in gray on white, no larger than is of use."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    gray = turned.convert("L")
    if gray.width * gray.height > _DRAWN:
        by = (_DRAWN / (gray.width * gray.height)) ** 0.5
        gray = gray.resize((int(gray.width * by), int(gray.height * by)))
    return gray


def _looked_at(image: Image.Image, number: int, layer: str) -> Page:
    """A page by its picture, unless the text that it has is more."""
    darkest = image.convert("L").getextrema()[0]
    if not isinstance(darkest, (int, float)) or darkest > _WHITE:
        return Page(number, _own(layer))
    try:
        seen = recognized(image)
    except NoRecognitionError:
        return Page(number, _own(layer), unread=1, why=Why.NO_OCR)
    except subprocess.SubprocessError as error:
        return Page(number, _own(layer), unread=1, why=Why.TIME if isinstance(error, subprocess.TimeoutExpired) else Why.BROKEN)
    if _letters("".join(part.text for part in seen)) <= _letters(layer):
        return Page(number, _own(layer))
    return Page(number, tuple(Part(one, part.confidence) for part in seen for one in cut(part.text)))


def _own(text: str) -> tuple[Part, ...]:
    return tuple(Part(one) for one in cut(text))


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
