"""PDF: paragraphs of each page, running heads left out; a page without text is a picture and is warned about."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from article3.citations.errors import ReadingError
from article3.citations.formats.lines import joined
from article3.citations.model import Part, Passage, Place

_FEW = 3
"""Pages on which a line stands at top or bottom before it is a running head."""


def passages(data: bytes, name: str) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The paragraphs of a PDF, and warnings.

    Raises:
        ReadingError: if it is no PDF, broken, or closed by a password.
        ImportError: if the extra ``citations`` is not installed.
    """
    pages = _pages(data, name)
    heads = _running(pages)
    found: list[Passage] = []
    warnings = []
    for number, lines in enumerate(pages, 1):
        if not any(line.strip() for line in lines):
            warnings.append(f"page {number} has no text (it may be a picture); its citations were not checked")
        for paragraph in _paragraphs(_without(lines, heads)):
            place = Place(Part.BODY, len(found) + 1, page=number)
            found.append(Passage(joined(paragraph), place))
    return tuple(found), tuple(warnings)


def _pages(data: bytes, name: str) -> list[list[str]]:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra

    # It would log pieces of the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        closed = reader.is_encrypted and not reader.decrypt("")
        pages = [] if closed else [page.extract_text().split("\n") for page in reader.pages]
    except Exception as error:  # noqa: BLE001 - pypdf raises many kinds on broken files; their words can quote the file
        raise ReadingError(name, "", f"it is no readable PDF ({type(error).__name__})", "save it as PDF again") from None
    if closed:
        raise ReadingError(name, "", "it is closed by a password", "save a copy without one")
    return pages


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
