"""What the page of coverage says: every row with how it stands, and the places of what meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from article3.explanations.coverage import TITLES, counts
from article3.law.coverage import Outcome, Row

if TYPE_CHECKING:
    from article3.book.shelf import Shelf

_CORRECTIONS = "corrections"


class Named(msgspec.Struct, frozen=True):
    """Something that meets a row: its words, and the kind, id and paragraph of its place if it has one."""

    words: str
    kind: str = ""
    id: str = ""
    pin: str = ""


class RowShown(msgspec.Struct, frozen=True):
    """A row: its notes and what meets it, each under a label."""

    row: Row
    notes: tuple[tuple[str, str], ...]
    met_by: tuple[tuple[str, tuple[Named, ...]], ...]


_LABELS = {
    "rules": "Rules",
    "facts": "Facts",
    "questions": "Questions of law",
    "authorities": "Authorities",
    "numbers": "Numbers",
    "countries": "Countries",
    "chart": "Rows of the comparison",
    "pages": "Documentation",
    "cases": "Golden cases",
    "examples": "Published examples",
    "commands": "Commands",
}

_KINDS = {"rules": "rule", "facts": "fact", "questions": "question", "numbers": "number", "chart": "chart", "cases": "case"}
"""What has a place under its own name; authorities and countries carry a pin or a profile, and the rest has no place."""


def contents(shelf: Shelf) -> dict[str, Any]:
    """The parts of the table with their rows, and how many stand how."""
    parts = {} if shelf.coverage is None else shelf.coverage.parts()
    return {
        "sections": tuple(
            {
                "id": name,
                "title": TITLES[name],
                "counts": counts(rows),
                "rows": tuple(_shown(shelf, row, corrected=name == _CORRECTIONS) for row in rows),
            }
            for name, rows in parts.items()
        ),
        "outcomes": tuple(Outcome),
    }


def _shown(shelf: Shelf, row: Row, *, corrected: bool) -> RowShown:
    notes = (("What is right" if corrected else "Departs", row.departs), ("Later", row.later), ("Why", row.why))
    return RowShown(
        row,
        tuple((label, words) for label, words in notes if words),
        tuple(
            (_LABELS[kind], tuple(_named(shelf, kind, name) for name in names)) for kind, names in row.met_by.by_kind().items()
        ),
    )


def _named(shelf: Shelf, kind: str, name: str) -> Named:
    identifier, _, more = name.partition("@")
    if kind == "authorities":
        authority = shelf.law.authorities.get(identifier)
        return Named(name if authority is None else authority.cited(more), "authority", identifier, more)
    if kind == "countries":
        profile = shelf.profiles.get(name)
        if profile is not None:
            return Named(profile.words, "profile", name)
        return Named(name if more else shelf.country_names.get(name, name), "country", identifier)
    if kind == "commands":
        return Named(name, "command")
    words = name.replace("_", " ") if kind in {"rules", "questions", "numbers"} else name
    return Named(words, _KINDS.get(kind, ""), name)
