"""Text that a form's own font cannot show: laid out by WeasyPrint, its fonts embedded, Arabic joined and right to left."""

from __future__ import annotations

import contextlib
import html
import io
import logging
import re
import unicodedata
from typing import TYPE_CHECKING

import pikepdf

from article3.documents.forms.fitting import LEADING, LINE_SIZES, MARGIN, TEXT_SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator

_FONTS = "'Noto Sans', 'Noto Naskh Arabic', 'Noto Sans CJK SC', 'Noto Sans Devanagari', 'Noto Sans Ethiopic', sans-serif"
_TEMPLATE = """<!doctype html><html lang="und"><head><meta charset="utf-8"><title>-</title><style>
@page {{ size: {wide}pt {high}pt; margin: {margin}pt; }}
html, body {{ margin: 0; padding: 0; font: {size}pt/{leading} {fonts}; }}
p {{ margin: 0; text-align: start; }}
</style></head><body>{body}</body></html>"""
_SPACE = re.compile(r"(\s+)")


class NoFontError(Exception):
    """No installed font has the letters of a text."""


class Drawn:
    """A text drawn into a box.

    Attributes:
        size: of the font; 0 if nothing fits.
        rest: what finds no room.
    """

    def __init__(self, size: float, page: bytes, rest: str) -> None:
        self.size = size
        self.rest = rest
        self._page = page

    def into(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The drawing as a form XObject of a PDF."""
        with pikepdf.open(io.BytesIO(self._page)) as drawn:
            return pdf.copy_foreign(drawn.pages[0].as_form_xobject())


def drawn_on_one_line(text: str, wide: float, high: float) -> Drawn:
    """A line as large as its box allows; nothing if it is too long even in the smallest size."""
    for size in LINE_SIZES:
        if size * LEADING <= high + MARGIN and (page := _page(text, wide, max(high, size * LEADING), size, 0.0)):
            return Drawn(size, page, "")
    return Drawn(0, b"", text)


def drawn_on_lines(text: str, wide: float, high: float, tail: str = "") -> Drawn:
    """A text on as many lines as its box has; see :func:`article3.documents.forms.fitting.on_lines`."""
    for size in TEXT_SIZES:
        if page := _page(text, wide, high, size, MARGIN):
            return Drawn(size, page, "")
    size = TEXT_SIZES[1]
    pieces = _SPACE.split(text)
    fits, fails = 0, len(pieces)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if _page("".join(pieces[:middle]) + f"\n{tail}", wide, high, size, MARGIN):
            fits = middle
        else:
            fails = middle
    shown = "".join(pieces[:fits]).strip()
    return Drawn(size, _page(f"{shown}\n{tail}".strip(), wide, high, size, MARGIN), "".join(pieces[fits:]).strip())


def _page(text: str, wide: float, high: float, size: float, margin: float) -> bytes:
    """The text on a page of the size of the box; nothing if it takes more than one."""
    from weasyprint import HTML  # noqa: PLC0415 - a second to load, and few forms need it

    body = "".join(f'<p dir="{_direction(line)}">{html.escape(line)}</p>' for line in text.split("\n"))
    filled = _TEMPLATE.format(wide=wide, high=high, margin=margin, size=size, leading=LEADING, fonts=_FONTS, body=body)
    with _listening() as listener:
        document = HTML(string=filled, url_fetcher=_no_fetching).render()
        page: bytes = document.write_pdf() if len(document.pages) == 1 else b""
    if listener.is_missing:
        raise NoFontError
    return page


class _Listener(logging.Handler):
    """Hears when the layout engine draws the empty box that fonts have for letters they lack."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.is_missing = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        self.is_missing |= ".notdef" in str(record.msg)


@contextlib.contextmanager
def _listening() -> Iterator[_Listener]:
    log, listener = logging.getLogger("weasyprint"), _Listener()
    log.addHandler(listener)
    try:
        yield listener
    finally:
        log.removeHandler(listener)


def _direction(line: str) -> str:
    """The direction of a line: that of its first letter."""
    strong = next((kind for one in line if (kind := unicodedata.bidirectional(one)) in {"L", "R", "AL"}), "L")
    return "ltr" if strong == "L" else "rtl"


def _no_fetching(url: str) -> dict[str, object]:
    raise ValueError(f"nothing is fetched for a form: {url}")
