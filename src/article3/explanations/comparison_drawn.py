"""A comparison of forums drawn: a grid with a column for each forum, its marks told apart by sign and not by color alone.

Only places are worked out here; the template draws them. What is drawn also stands in tables and words beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.explanations.comparison import LAW_OPEN, LAW_OPEN_SAYS, SHORT, cells, head, letters, marked, outline, subtitle
from article3.explanations.html import TEMPLATES
from article3.explanations.markdown import escape
from article3.explanations.markdown import render as markdown_of
from article3.explanations.wording import FORM_NAMES, MARKS, NOT_ADVICE
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from article3.findings.comparison import Comparison
    from article3.findings.outlooks import Seen

_LEFT, _CELL, _ROW, _HEAD, _GAP, _TOP = 150.0, 58.0, 30.0, 26.0, 34.0, 44.0


class CellDrawn(msgspec.Struct, frozen=True):
    """One mark."""

    x: float
    truth: Truth
    mark: str
    says: str


class RowDrawn(msgspec.Struct, frozen=True):
    """A form of protection on a day: its label, where it stands, and its marks."""

    label: str
    y: float
    cells: tuple[CellDrawn, ...]


class Panel(msgspec.Struct, frozen=True):
    """A grid with a title; its columns are the forums."""

    title: str
    y: float
    rows: tuple[RowDrawn, ...]
    letters: tuple[str, ...] = ()


class Drawing(msgspec.Struct, frozen=True):
    """Size, columns, grids."""

    width: float
    height: float
    heads: tuple[tuple[float, str, bool], ...]
    panels: tuple[Panel, ...]


def drawn(found: Comparison) -> Drawing:
    """One grid for one day; for several, one for each form of protection with a row for each day."""
    places = [_LEFT + index * _CELL for index in range(len(found.forums))]
    several = len(found.days) > 1
    grids = (
        [(FORM_NAMES[form], [(str(day.as_of), form, day) for day in found.days]) for form in SHORT]
        if several
        else [(f"As of {found.days[0].as_of}", [(SHORT[form], form, found.days[0]) for form in SHORT])]
    )
    panels, y = [], _TOP
    for index, (title, lines) in enumerate(grids):
        rows = []
        for number, (label, form, day) in enumerate(lines):
            marks = tuple(
                CellDrawn(x, seen.truth, marked(seen), f"{head(column)}, {label}: {_says(seen)}")
                for x, seen, column in zip(places, cells(day, form, found.forums), found.forums, strict=True)
            )
            rows.append(RowDrawn(label, y + _HEAD + number * _ROW, marks))
        last = index == len(grids) - 1
        panels.append(Panel(title, y, tuple(rows), tuple(letters(found.days[-1], found.forums)) if last else ()))
        y += _HEAD + len(rows) * _ROW + _GAP
    heads = tuple((x, head(column), column.id == found.own) for x, column in zip(places, found.forums, strict=True))
    return Drawing(_LEFT + len(found.forums) * _CELL, y, heads, tuple(panels))


def svg(found: Comparison) -> str:
    """A drawing that stands alone."""
    return TEMPLATES.get_template("comparison.svg.j2").render(alone=True, **_context(found))


def html(found: Comparison) -> str:
    """A self-contained page with the drawing, the same as tables, and the words."""
    return TEMPLATES.get_template("comparison.html.j2").render(outline=outline(found), **_context(found))


def markdown(found: Comparison) -> str:
    """Tables, then the words."""
    title, _, words = markdown_of(outline(found)).partition("\n\n")
    kept, _, rest = words.partition("\n\n")
    lines = [title, "", kept, ""]
    for name, rows in _tables(found):
        lines += [f"**{escape(name)}**", "", f"| | {' | '.join(head(column) for column in found.forums)} |"]
        lines += [f"| --- |{' --- |' * len(found.forums)}"]
        lines += [f"| {label} | {' | '.join(marked(seen) for seen in shown)} |" for label, shown in rows]
        lines.append("")
    names = "; ".join([*(f"{mark} {truth.value}" for truth, mark in MARKS.items()), f"{LAW_OPEN} {LAW_OPEN_SAYS}"])
    return "\n".join([*lines, names, "", rest])


def _tables(found: Comparison) -> list[tuple[str, list[tuple[str, list[Seen]]]]]:
    if len(found.days) == 1:
        day = found.days[0]
        return [(f"As of {day.as_of}", [(SHORT[form], cells(day, form, found.forums)) for form in SHORT])]
    return [(FORM_NAMES[form], [(str(day.as_of), cells(day, form, found.forums)) for day in found.days]) for form in SHORT]


def _says(seen: Seen) -> str:
    return f"{seen.truth.value}, {LAW_OPEN_SAYS}" if seen.turns_on else seen.truth.value


def _context(found: Comparison) -> dict[str, object]:
    return {
        "title": found.title or "Case",
        "subtitle": subtitle(found),
        "drawing": drawn(found),
        "marks": MARKS,
        "marked": marked,
        "says": _says,
        "law_open": f"{LAW_OPEN} {LAW_OPEN_SAYS}",
        "tables": _tables(found),
        "heads": [(head(column), column.name) for column in found.forums],
        "groups": letters(found.days[-1], found.forums),
        "not_advice": NOT_ADVICE,
    }
