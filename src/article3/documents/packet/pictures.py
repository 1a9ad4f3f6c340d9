"""Images as pages: JPEG data is taken over as it is, other formats without loss; each page says what it is a picture of."""

from __future__ import annotations

import zlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from article3.documents.packet.saving import save
from article3.documents.packet.tagging import Tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPER = (612.0, 792.0)
"""Letter paper in points."""
_MARGIN = 36.0
_POINTS = 72.0
_ASSUMED = 150.0
"""Pixels an inch of an image that doesn't say; a smaller one would be blurred by drawing it larger."""
_MOST_PIXELS = 89_000_000
"""Letter paper at 900 dots an inch."""
_PLAUSIBLE = range(30, 2401)
_FILL, _SCAN, _END = 0xFF, 0xDA, b"\xff\xd9"
_SAID = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Marks of a JPEG's application data and comments."""
_NEEDED = frozenset({0xE0, 0xE2, 0xEE})
"""Of a JPEG's application data what its colors and size need: JFIF, ICC profile, Adobe's transform."""


class PictureError(Exception):
    """An image that cannot be read; the message says why."""


def picture_pdf(source: Path, target: Path, label: str) -> None:
    """Write an image, every frame of it, as a PDF.

    Args:
        source: PNG, JPEG or TIFF.
        target: the PDF.
        label: what to say of the picture to those who cannot see it.

    Raises:
        PictureError: if it is broken, or larger than can be held in memory.
    """
    try:
        with _cut_short_is_broken(), Image.open(source) as image:
            # Telephones keep a second, smaller picture, or a film, behind the first.
            frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
            made = [target.with_suffix(f".{frame}.pdf") for frame in range(frames)] if frames > 1 else [target]
            for frame, place in enumerate(made):
                image.seek(frame)
                _check_size(image)
                _write(image, source, place, f"{label}, picture {frame + 1} of {frames}" if frames > 1 else label)
    except PictureError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk, not the image
            raise
        raise PictureError(f"it cannot be read as an image ({type(error).__name__})") from None
    if frames > 1:
        _bind(made, target)


@contextmanager
def _cut_short_is_broken() -> Iterator[None]:
    """Other libraries let images pass that were cut short; an exhibit with a gray half would be filed unseen."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def bare(data: bytes) -> bytes | None:
    """A JPEG without what it says besides the picture: where and when it was taken, with what, and what was hung behind it.

    Returns:
        The same picture, bit for bit; ``None`` if its parts cannot be told apart.
    """
    if data[:2] != b"\xff\xd8":
        return None
    kept, at = [data[:2]], 2
    while data[at : at + 1] == b"\xff":
        mark = data[at + 1]
        if mark == _FILL:
            at += 1
            continue
        size = int.from_bytes(data[at + 2 : at + 4])
        if mark == _SCAN:
            end = data.find(_END, at)
            return b"".join([*kept, data[at : end + len(_END)]]) if end > 0 else None
        if mark not in _SAID or mark in _NEEDED:
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    return None


def _write(image: Image.Image, source: Path, place: Path, label: str) -> None:
    """One frame as a PDF of its own: of a long TIFF only one frame at a time is in memory."""
    with pikepdf.new() as pdf:
        tags = Tags(pdf, "en-US")
        _page(pdf, tags, image, source, label)
        tags.finish()
        save(pdf, place)


def _bind(made: list[Path], target: Path) -> None:
    with ExitStack() as stack:
        pdf = stack.enter_context(pikepdf.new())
        tags = Tags(pdf, "en-US")
        for number, place in enumerate(made):
            frame = stack.enter_context(pikepdf.open(place, access_mode=pikepdf.AccessMode.stream))
            pdf.pages.extend(frame.pages)
            tags.graft(frame, [pdf.pages[number]])
        tags.finish()
        save(pdf, target)
    for place in made:
        place.unlink()


def _check_size(image: Image.Image) -> None:
    """Refuse what could not be held in memory.

    Raises:
        PictureError: if so.
    """
    if image.width * image.height > _MOST_PIXELS:
        raise PictureError(f"it has {image.width} by {image.height} pixels; save it smaller, at 300 pixels an inch")


def _page(pdf: pikepdf.Pdf, tags: Tags, image: Image.Image, source: Path, label: str) -> None:
    orientation = image.getexif().get(0x0112, 1)
    dpi, bits = _density(image), 8
    image.load()
    is_jpeg = image.format == "JPEG" and image.mode in {"L", "RGB"} and orientation == 1
    if is_jpeg and (data := bare(source.read_bytes())) is not None:
        width, height = image.size
        stream = pdf.make_stream(data)
        stream.Filter = pikepdf.Name.DCTDecode
        space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    else:
        upright = _plain(ImageOps.exif_transpose(image))
        width, height = upright.size
        stream = pdf.make_stream(zlib.compress(upright.tobytes()))
        stream.Filter = pikepdf.Name.FlateDecode
        space = pikepdf.Name.DeviceRGB if upright.mode == "RGB" else pikepdf.Name.DeviceGray
        bits = 1 if upright.mode == "1" else 8
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent, stream.ColorSpace = width, height, bits, space
    paper, box = _placed(width, height, dpi)
    drawn = f"/Figure <</MCID 0>> BDC q {box[2]:.4f} 0 0 {box[3]:.4f} {box[0]:.4f} {box[1]:.4f} cm /Im0 Do Q EMC"
    page = pdf.add_blank_page(page_size=paper)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
    page.obj.Contents = pdf.make_stream(drawn.encode())
    tags.mark(page, "Figure", label)


def _density(image: Image.Image) -> float:
    stated = image.info.get("dpi")
    first = float(stated[0]) if isinstance(stated, tuple) and stated else 0.0
    return first if round(first) in _PLAUSIBLE else 0.0


def _plain(image: Image.Image) -> Image.Image:
    """Black and white, gray or RGB; what is transparent becomes white."""
    if image.mode in {"1", "L"} and "transparency" not in image.info:
        return image
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda value: value / 256).convert("L") if image.mode != "F" else image.convert("L")
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return image.convert("RGB")


def _placed(width: int, height: int, dpi: float) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """The paper, upright or across, and the box of the picture on it: as scanned if that fills a page, else within margins."""
    paper = PAPER if height >= width else (PAPER[1], PAPER[0])
    size = (width * _POINTS / (dpi or _ASSUMED), height * _POINTS / (dpi or _ASSUMED))
    is_scan = bool(dpi) and all(0.9 * side <= length <= 1.2 * side for side, length in zip(paper, size, strict=True))
    margin = 0.0 if is_scan else _MARGIN
    scale = min(1.0, *((side - 2 * margin) / length for side, length in zip(paper, size, strict=True)))
    drawn = (size[0] * scale, size[1] * scale)
    return paper, ((paper[0] - drawn[0]) / 2, (paper[1] - drawn[1]) / 2, *drawn)
