"""What the page of an issue says: its factors, the decided cases, and the table that sets the two against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from article3.explanations.argument import DOUBT, PAST, WEIGHTS
from article3.law.precedents import Factor, Precedent, Side
from article3.precedents.vocabulary import GROUPS

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.law.precedents import Issue

_MARKS = {"reason": "●", "mentioned": "○", "": ""}
"""A factor of the reason, one that is only mentioned, and one that is not."""


class Column(msgspec.Struct, frozen=True):
    """A decision as a column of the table.

    Attributes:
        number: its heading, and its anchor in the list of decisions.
        says: what it said on the issue.
        reason: the factors on which it rests, in words.
        cite: its citation.
        year: of the decision.
        weight: in what way the tribunal came to the point.
    """

    number: int
    says: Precedent
    reason: str
    cite: str
    year: int
    weight: str


class Row(msgspec.Struct, frozen=True):
    """A factor as a row of the table, with what each decision makes of it: reason, mentioned, or nothing."""

    factor: Factor
    cells: tuple[str, ...]


def listed(shelf: Shelf) -> dict[str, Any]:
    """Every issue, with how many decisions there are for each side."""
    law = shelf.law
    counts = {name: {side.value: sum(one.outcome is side for one in law.decided[name]) for side in Side} for name in law.issues}
    return {"issues": tuple(law.issues.values()), "counts": counts}


def contents(shelf: Shelf, issue: Issue) -> dict[str, Any]:
    """The issue, its table and its decisions, those for the applicant first and the latest first."""
    law = shelf.law
    said = sorted(
        law.decided[issue.id],
        key=lambda one: (list(Side).index(one.outcome), -law.authority(one.authority).decided.last.toordinal(), one.authority),
    )
    columns = [
        Column(
            number,
            one,
            issue.listed(one.reason),
            law.authority(one.authority).cited(one.pin),
            law.authority(one.authority).decided.last.year,
            WEIGHTS[one.weight],
        )
        for number, one in enumerate(said, 1)
    ]
    return {
        "issue": issue,
        "by": law.authority(issue.by).cited(issue.pin),
        "columns": columns,
        "sides": tuple(
            (side.value, tuple(column for column in columns if column.says.outcome is side), tuple(_rows(issue, side, columns)))
            for side in Side
        ),
        "marks": _MARKS,
        "doubt": DOUBT,
        "past": PAST,
        "establishes": tuple(
            (side.value, GROUPS[issue.entity].id, name, value) for side in Side for name, value in issue.establishes(side).items()
        ),
        "cites": {factor.id: law.authority(factor.by).cited(factor.pin) for factor in issue.factors},
    }


def _rows(issue: Issue, side: Side, columns: list[Column]) -> list[Row]:
    return [
        Row(factor, tuple(_cell(factor, column.says) for column in columns)) for factor in issue.factors if factor.side is side
    ]


def _cell(factor: Factor, says: Precedent) -> str:
    if factor.id in says.reason:
        return "reason"
    return "mentioned" if factor.id in says.of(factor.side) else ""
