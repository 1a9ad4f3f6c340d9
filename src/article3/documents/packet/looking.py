"""What is on the pages of a PDF: ink where a page number would stand, text, the sharpness of scans, the places of passages."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_TOLERANCE = 0.98
_POINTS = 72.0
_LARGE, _LARGE_ALONE = 0.25, 0.02
"""A picture over less of the page is a stamp or a letterhead; where there is no text, a speck."""
_WHITE = 245
_AT_ONCE = 100
"""So many pages are looked at before the file is opened anew."""
_HYPHENS_AT_LINES_END = frozenset("\u00ad\u0002\ufffe")
_LETTERS_ALIKE = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-",
    "\u00a0": " ",
})  # fmt: skip


class Box(NamedTuple):
    """A rectangle in the page's own space."""

    left: float
    bottom: float
    right: float
    top: float


class Viewer:
    """Looks at one PDF, page by page; nothing of a page is kept.

    Args:
        path: the file; without a password, or with an empty one.

    Raises:
        pypdfium2.PdfiumError: if it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document = pypdfium2.PdfDocument(path)
        self._shown = 0

    def __enter__(self) -> Self:
        """It closes the file at the end."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._document.close()

    def _page(self, number: int) -> pypdfium2.PdfPage:
        """A page. The library keeps what it has read of a file until that is closed, so it is opened anew from time to time."""
        if self._shown >= _AT_ONCE:
            self._document.close()
            self._document = pypdfium2.PdfDocument(self._path)
            self._shown = 0
        self._shown += 1
        return self._document[number]

    def text(self, number: int) -> str:
        """The text of a page in the order of its content; empty if it is a picture of text."""
        page = self._page(number)
        try:
            words = page.get_textpage()
            try:
                found: str = words.get_text_range()
            finally:
                words.close()
        finally:
            page.close()
        return found.replace("\r\n", "\n").replace("\ufffe", "")

    def has_ink(self, number: int, cut: tuple[float, float, float, float]) -> bool:
        """Whether anything is drawn on the part of a page that is left when so much is cut off each side.

        Args:
            number: of the page, from 0.
            cut: points to cut off at left, bottom, right and top, as the page is seen.
        """
        page = self._page(number)
        try:
            width, height = page.get_size()
            left, bottom, right, top = (max(0.0, side) for side in cut)
            if width - left - right < 1 or height - bottom - top < 1:
                return False
            image = page.render(scale=1, crop=(left, bottom, right, top), grayscale=True)
            try:
                return min(bytes(image.buffer), default=255) < _WHITE
            finally:
                image.close()
        finally:
            page.close()

    def resolution(self, number: int) -> float:
        """Dots an inch of the least sharp large picture on a page; 0 if there is none."""
        page = self._page(number)
        try:
            width, height = page.get_size()
            least = (_LARGE if self.text(number).strip() else _LARGE_ALONE) * width * height
            found = []
            for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
                left, bottom, right, top = one.get_bounds()
                wide, high = right - left, top - bottom
                if wide * high < least or wide <= 0 or high <= 0:
                    continue
                across, down = one.get_px_size()
                turned = (across > down) != (wide > high) and across != down
                across, down = (down, across) if turned else (across, down)
                found.append(min(across * _POINTS / wide, down * _POINTS / high))
        except pypdfium2.PdfiumError:
            return 0.0
        finally:
            page.close()
        return min(found, default=0.0)

    def places(self, passages: Sequence[str], pages: int) -> tuple[dict[int, list[Box]], list[str]]:
        """Where passages stand, whatever their line breaks, quotation marks and capitals; one may run on over a page.

        Returns:
            The boxes by page, and the passages that were not found.
        """
        sought = {passage: _plain(passage)[0].strip() for passage in passages}
        found: dict[int, list[Box]] = {}
        seen: set[str] = set()
        before: _Words | None = None
        for number in range(pages if sought else 0):
            words = self._words(number)
            for passage, plain in sought.items():
                for at in _occurrences(plain, words.plain):
                    seen.add(passage)
                    found.setdefault(number, []).extend(self._boxes(words, at, at + len(plain)))
                if before is not None and self._across(plain, before, words, found):
                    seen.add(passage)
            before = words
        return found, [passage for passage in passages if passage not in seen]

    def _across(self, plain: str, before: _Words, words: _Words, found: dict[int, list[Box]]) -> bool:
        """Whether a passage begins on one page and ends on the next; if so, its boxes on both are added."""
        head = before.plain.rstrip()
        both = f"{head} {words.plain.lstrip()}"
        shift = len(words.plain) - len(words.plain.lstrip())
        done = False
        for at in _occurrences(plain, both, max(0, len(head) - len(plain))):
            end = at + len(plain)
            if at < len(head) and end > len(head) + 1:
                done = True
                found.setdefault(before.number, []).extend(self._boxes(before, at, len(head)))
                found.setdefault(words.number, []).extend(self._boxes(words, shift, end - len(head) - 1 + shift))
        return done

    def _words(self, number: int) -> _Words:
        page = self._page(number)
        try:
            text = page.get_textpage()
            try:
                letters = "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))
            finally:
                text.close()
        finally:
            page.close()
        plain, origins = _plain(letters)
        return _Words(number, plain, origins)

    def _boxes(self, words: _Words, first: int, end: int) -> Iterator[Box]:
        """The boxes of a stretch of letters, one for each line of it."""
        start, last = words.origins[first], words.origins[end - 1]
        page = self._page(words.number)
        try:
            text = page.get_textpage()
            try:
                count = pdfium.FPDFText_CountRects(text, start, last - start + 1)
                sides = [ctypes.c_double() for _ in range(4)]
                for at in range(count):
                    left, top, right, bottom = sides
                    pdfium.FPDFText_GetRect(text, at, *sides)
                    yield Box(left.value, bottom.value, right.value, top.value)
            finally:
                text.close()
        finally:
            page.close()


class _Words(NamedTuple):
    """The letters of a page made plain, each with the place it came from."""

    number: int
    plain: str
    origins: list[int]


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters as they are compared: compatible forms alike, in lower case, a run of spaces as one, no hyphen at a line's end."""
    kept: list[str] = []
    origins: list[int] = []
    joining = False
    for at, letter in enumerate(text):
        joining = letter in _HYPHENS_AT_LINES_END or (joining and letter.isspace())
        if joining:
            continue
        for one in unicodedata.normalize("NFKC", letter).translate(_LETTERS_ALIKE).casefold():
            if one.isspace():
                if kept and kept[-1] != " ":
                    kept.append(" ")
                    origins.append(at)
            else:
                kept.append(one)
                origins.append(at)
    return "".join(kept), origins


def _occurrences(sought: str, text: str, start: int = 0) -> Iterator[int]:
    at = text.find(sought, start) if sought else -1
    while at >= 0:
        yield at
        at = text.find(sought, at + len(sought))


def falls_short(found: float, asked: int) -> bool:
    """Whether a picture has fewer dots an inch than are asked; a hair less is rounding."""
    return 0 < found < asked * _TOLERANCE
