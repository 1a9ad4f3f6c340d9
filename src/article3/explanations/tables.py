"""A page of short texts and tables, as text of 80 columns, as Markdown or as one HTML page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.markdown import escape
from article3.explanations.text import WIDTH, Paint, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Table(msgspec.Struct, frozen=True):
    """A table.

    Attributes:
        caption: what it shows.
        head: the names of the columns; the last one takes the room that is left, and wraps.
        rows: a cell for each column.
        numbers: how many columns after the first hold numbers, set flush right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 0


class Part(msgspec.Struct, frozen=True):
    """A titled part of a page: what stands above its tables, the tables, and notes below them."""

    title: str
    says: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """A whole page.

    Attributes:
        title: what it is about.
        subtitle: forum and law.
    """

    title: str
    subtitle: str
    parts: tuple[Part, ...]


def as_text(page: Page, paint: Paint = plain, *, ascii_only: bool = False) -> str:
    """The page for a terminal: 80 columns, readable without color.

    Args:
        page: what to show.
        paint: how to color.
        ascii_only: for terminals that cannot show lines.
    """
    line = "-" if ascii_only else "─"
    lines = [paint(row, "title") for row in _wrapped(page.title)]
    lines += _wrapped(page.subtitle)
    for part in page.parts:
        lines += ["", paint(part.title.upper(), "title")]
        lines += [row for words in part.says for row in _wrapped(words)]
        for table in part.tables:
            lines += ["", *(paint(row, "dim") for row in _wrapped(table.caption)), *_text_table(table, paint, line)]
        lines += [row for words in part.notes for row in _wrapped(words, "- ", "  ")]
    return "\n".join(row.rstrip() for row in lines) + "\n"


def as_markdown(page: Page) -> str:
    """The page as Markdown."""
    lines = [f"# {escape(page.title)}", "", escape(page.subtitle), ""]
    for part in page.parts:
        lines += [f"## {escape(part.title)}", ""]
        for words in part.says:
            lines += [escape(words), ""]
        for table in part.tables:
            flush = ["---:" if 0 < at <= table.numbers else "---" for at in range(len(table.head))]
            lines += [f"{escape(table.caption)}", "", _row(table.head), f"| {' | '.join(flush)} |", *map(_row, table.rows), ""]
        lines += [f"- {escape(words)}" for words in part.notes]
        lines += [""] * bool(part.notes)
    return "\n".join(lines)


def as_html(page: Page) -> str:
    """The page as one self-contained HTML page: no script, no outside resource."""
    from article3.explanations.html import TEMPLATES  # noqa: PLC0415 - one format a run

    return TEMPLATES.get_template("tables.html.j2").render(page=page)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _wrapped(words: str, first: str = "", then: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


_GAP = 2
_LEAST = 12


def _text_table(table: Table, paint: Paint, line: str) -> Iterator[str]:
    """Columns as wide as they need; the last gets what is left, and the first and the widest wrap if that is too little."""
    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    over = sum(widths) + _GAP * (len(widths) - 1) - WIDTH
    middle = widths[1:-1]
    for at in (-1, 0, *([1 + middle.index(max(middle))] if middle else [])):
        if over > 0:
            kept = max(_LEAST, widths[at] - over)
            over -= max(0, widths[at] - kept)
            widths[at] = min(widths[at], kept)
    for number, row in enumerate((table.head, *table.rows)):
        cells = [_wrapped(cell, width=width) or [""] for cell, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            shown = [cell[at] if at < len(cell) else "" for cell in cells]
            flush = (
                text.rjust(width) if 0 < column <= table.numbers else text.ljust(width)
                for column, (text, width) in enumerate(zip(shown, widths, strict=True))
            )
            yield paint((" " * _GAP).join(flush).rstrip(), "strong" if number == 0 else "")
        if number == 0:
            yield paint(line * min(WIDTH, sum(widths) + _GAP * (len(widths) - 1)), "dim")
