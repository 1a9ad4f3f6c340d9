"""How a text fits into the box of a form: its size, its lines, and what finds no room."""

from __future__ import annotations

import unicodedata

import msgspec

ENCODING = "cp1252"
"""What a form's own font can show; any other text is drawn with fonts that are embedded."""

# Widths of Helvetica in thousandths of the size, from the metrics that every PDF viewer knows (PDF 32000-1, 9.6.2.2).
_ASCII = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_OTHERS = {
    "\u2019": 222,
    "\u2018": 222,
    "\u201c": 333,
    "\u201d": 333,
    "\u2026": 1000,
    "\u2014": 1000,
    "\u00df": 611,
    "\u00c6": 1000,
}
_WIDEST_OTHER = 1000
_FIRST, _LAST = 32, 126

LINE_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)
TEXT_SIZES = (10.0, 9.0, 8.0)
LEADING = 1.2
"""Height of a line, in sizes of the font."""
MARGIN = 2.0


class Fitted(msgspec.Struct, frozen=True):
    """A text as it goes into a box.

    Attributes:
        size: of the font; 0 if nothing fits.
        lines: what goes in.
        rest: what does not.
    """

    size: float
    lines: tuple[str, ...]
    rest: str = ""


def is_plain(text: str) -> bool:
    """Whether a form's own font can show a text."""
    try:
        text.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def width(text: str, size: float) -> float:
    """The width of a line in points."""
    return sum(map(_width, text)) * size / 1000


def _width(character: str) -> int:
    code = ord(character)
    if _FIRST <= code <= _LAST:
        return _ASCII[code - _FIRST]
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and _FIRST <= ord(base) <= _LAST:
        return _ASCII[ord(base) - _FIRST]
    return _OTHERS.get(character, _WIDEST_OTHER)


def on_one_line(text: str, wide: float, high: float) -> Fitted:
    """A line as large as its box allows; nothing if it is too long even in the smallest size."""
    text = " ".join(text.split())
    for size in LINE_SIZES:
        if width(text, size) <= wide - 2 * MARGIN and size * LEADING <= high + MARGIN:
            return Fitted(size, (text,))
    return Fitted(0, (), text)


def on_line_of_cells(text: str, cells: int, wide: float, high: float) -> Fitted:
    """A line whose characters stand in cells, each as large as its cell allows."""
    size = next((size for size in LINE_SIZES if width("0", size) <= wide / cells and size <= high), LINE_SIZES[-1])
    return Fitted(size, (text,))


def on_lines(text: str, wide: float, high: float, tail: str = "") -> Fitted:
    """A text on as many lines as its box has.

    Args:
        text: with a line break where a paragraph ends.
        wide: of the box.
        high: of the box.
        tail: what stands on the last line where the text does not end in the box.
    """
    for size in TEXT_SIZES:
        lines = wrapped(text, wide - 2 * MARGIN, size)
        if len(lines) <= room(high, size):
            return Fitted(size, tuple(lines))
    size = TEXT_SIZES[1]
    lines = wrapped(text, wide - 2 * MARGIN, size)
    taken = room(high, size) - bool(tail)
    rest = _rest(text, lines[:taken])
    return Fitted(size, (*lines[:taken], *([tail] if tail else [])), rest)


def room(high: float, size: float) -> int:
    """How many lines a box holds."""
    return max(1, int((high - 2 * MARGIN) / (size * LEADING)))


def wrapped(text: str, wide: float, size: float) -> list[str]:
    """A text broken into lines; a word that is wider than the line is broken too."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph, wide, size):
            longer = f"{line} {word}" if line else word
            if width(longer, size) <= wide:
                line = longer
            else:
                lines.append(line)
                line = word
        lines.append(line)
    return lines


def _words(paragraph: str, wide: float, size: float) -> list[str]:
    found: list[str] = []
    for word in paragraph.split():
        rest = word
        while width(rest, size) > wide:
            taken = next(number for number in range(len(rest) - 1, 0, -1) if number == 1 or width(rest[:number], size) <= wide)
            found.append(rest[:taken])
            rest = rest[taken:]
        found.append(rest)
    return found


def _rest(text: str, lines: list[str]) -> str:
    """What follows the lines in the text: counted in characters other than space, which wrapping adds and drops."""
    shown = sum(len("".join(line.split())) for line in lines)
    for place, character in enumerate(text):
        if not character.isspace():
            if not shown:
                return text[place:].strip()
            shown -= 1
    return ""
