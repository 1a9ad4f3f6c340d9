"""PDF: paragraphs of each page, running heads left out; a page without text is a picture and is warned about."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from article3.citations.errors import ReadingError
from article3.citations.formats.lines import joined
from article3.citations.model import Part, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

MOST_LETTERS = 50_000_000
"""Letters that are read of one file: a page has some 3,000, and no brief with its exhibits has ten thousand pages."""
_TOO_MUCH = "a part of it unpacks to more than a page can have"
_LESS = "print the pages with citations to a new PDF"

_FEW = 3
"""Pages on which a line stands at top or bottom before it is a running head."""


def passages(data: bytes, name: str) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The paragraphs of a PDF, and warnings.

    Raises:
        ReadingError: if it is no PDF, broken, or closed by a password.
        ImportError: if the extra ``citations`` is not installed.
    """
    pages, warnings = _pages(data, name)
    heads = _running(pages)
    found: list[Passage] = []
    empty = [number for number, lines in enumerate(pages, 1) if not any(line.strip() for line in lines)]
    if len(empty) == 1:
        warnings.append(f"page {empty[0]} has no text (it may be a picture); its citations were not checked")
    elif empty:
        warnings.append(f"pages {_ranges(empty)} have no text (they may be pictures); their citations were not checked")
    for number, lines in enumerate(pages, 1):
        for paragraph in _paragraphs(_without(lines, heads)):
            place = Place(Part.BODY, len(found) + 1, page=number)
            found.append(Passage(joined(paragraph), place))
    return tuple(found), tuple(warnings)


def _pages(data: bytes, name: str) -> tuple[list[list[str]], list[str]]:
    """The lines of each page, and warnings about the whole."""
    from pypdf import PdfReader, errors  # noqa: PLC0415 - an extra

    if not data:
        raise ReadingError(name, "", "it is empty", "name the file that has the text")
    # It would log pieces of the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    page = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        closed = reader.is_encrypted and not reader.decrypt("")
        pages: list[list[str]] = []
        letters = 0
        for page, one in enumerate([] if closed else reader.pages, 1):  # noqa: B007 - an error tells the page
            text = one.extract_text()
            letters += len(text)
            if letters > MOST_LETTERS:
                break
            pages.append(text.split("\n"))
        warnings = [] if closed else list(_fields(reader))
    except errors.DependencyError:
        cause = "it is encrypted, perhaps against changes only, in a way that is not read here"
        raise ReadingError(name, "", cause, "print it to a new PDF without a password") from None
    except getattr(errors, "LimitReachedError", ()):  # its version 5 has no limits
        raise ReadingError(name, f"page {page}" if page else "", _TOO_MUCH, _LESS) from None
    except Exception as error:  # noqa: BLE001 - pypdf raises many kinds on broken files; their words can quote the file
        raise ReadingError(name, "", f"it is no readable PDF ({type(error).__name__})", "save it as PDF again") from None
    if closed:
        raise ReadingError(name, "", "it is closed by a password", "save a copy without one")
    if letters > MOST_LETTERS:
        raise ReadingError(name, f"page {page}", f"it has more than {MOST_LETTERS:,} letters of text", _LESS)
    return pages, warnings


def _ranges(numbers: list[int]) -> str:
    """Numbers in order as ``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _fields(reader: PdfReader) -> Iterator[str]:
    """What is filled into a form is no text of its pages."""
    form = reader.root_object.get("/AcroForm")
    if form is not None and "/XFA" in form.get_object():
        yield "the form in it (XFA) was not read; print it to a new PDF, or check the citations there by hand"
    filled = sum(bool(value) and bool(str(value).strip()) for value in reader.get_form_text_fields().values())
    if filled:
        yield f"{filled} form field{'s' if filled > 1 else ''} with text not read; check the citations there by hand"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that stand at the top or bottom of many pages, figures aside."""
    count = Counter(line for lines in pages for line in {_bare(line) for line in _edges(lines)})
    least = max(_FEW, len(pages) // 2)
    return {line for line, times in count.items() if times >= least}


def _edges(lines: list[str]) -> list[str]:
    full = [line for line in lines if line.strip()]
    return full[:2] + full[-2:]


def _bare(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without(lines: list[str], heads: set[str]) -> list[str]:
    edges = {id(line) for line in _edges(lines) if _bare(line) in heads}
    return [line for line in lines if id(line) not in edges]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]
