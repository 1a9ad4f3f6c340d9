"""What the page of the comparison chart says: each form of protection, question by question, as the rules have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from article3.explanations.chart import chart
from article3.explanations.chart_questions import QUESTIONS
from article3.explanations.wording import FORM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.book.shelf import Shelf
    from article3.explanations.chart import Cell
    from article3.findings.model import Cited

ANCHORS = {question.asks: f"row-{number}" for number, question in enumerate(QUESTIONS, 1)}
"""Where each question of the chart stands on its page."""


class By(msgspec.Struct, frozen=True):
    """An authority of an answer, with the paragraph to which its citation leads."""

    authority: str
    cite: str
    pin: str
    level: str


def contents(shelf: Shelf) -> dict[str, Any]:
    """The usual ten questions and the further ones, for every circuit, as of the book's day."""
    found = chart(shelf.law, shelf.as_of, more=True)
    further = {question.asks for question in QUESTIONS if question.more}
    rows = [
        {
            "anchor": ANCHORS[row.asks],
            "number": number,
            "asks": row.asks,
            "notes": tuple({"says": note.says, "by": _all_by(shelf, note.authorities)} for note in row.notes),
            "cells": tuple(_cell(shelf, row.cells[form]) for form in found.forms),
            "more": row.asks in further,
        }
        for number, row in enumerate(found.rows, 1)
    ]
    return {
        "forms": tuple(FORM_NAMES[form] for form in found.forms),
        "tables": (
            ("usual", "The ten questions of the usual chart", tuple(row for row in rows if not row["more"])),
            ("more", "Further questions", tuple(row for row in rows if row["more"])),
        ),
        "notes": tuple(row for row in rows if row["notes"]),
    }


def _cell(shelf: Shelf, cell: Cell) -> dict[str, Any]:
    return {"says": cell.says, "by": _all_by(shelf, cell.authorities)}


def _all_by(shelf: Shelf, authorities: Iterable[Cited]) -> tuple[By, ...]:
    return tuple(_by(shelf, cited) for cited in authorities)


def _by(shelf: Shelf, cited: Cited) -> By:
    """A provision is cited by its name and the paragraph, so that what follows the name is the paragraph."""
    pin = cited.cite.removeprefix(shelf.law.authority(cited.authority).name).removeprefix(", ")
    return By(cited.authority, cited.cite, pin, cited.verified)
