"""Circuits by readings: how every question of law stands in every forum on a day, derived from the positions."""

from __future__ import annotations

import datetime as dt
import string
from typing import TYPE_CHECKING

import msgspec

from article3.law.model import LegalQuestion, Verification
from article3.law.periods import AGENCY, forums, label, name, settled_by, since
from article3.law.positions import Governance, Position, governance

if TYPE_CHECKING:
    from article3.law.loading import Law

_STRENGTH = {level: rank for rank, level in enumerate(Verification)}


class Taken(msgspec.Struct, frozen=True, omit_defaults=True):
    """An authority's answer to a question of law.

    Attributes:
        standing: why it counts in the forum, or does not.
        ended_by: citation of what ended or limited it.
    """

    authority: str
    cite: str
    court: str
    decided: str
    reading: str
    verified: str
    standing: str
    says: str
    ended_by: str = ""


class Cell(msgspec.Struct, frozen=True):
    """How a question stands in a forum.

    Attributes:
        live: the readings alive.
        open: whether more than one is.
        verified: how well the best-checked authority that settles it has been checked; empty while it is open, and before it
            was a question.
        since: the day since which these readings have been alive there.
        governing: what settles it or keeps it open: decisions or, where none has, the provision that answers it.
    """

    forum: str
    live: tuple[str, ...]
    open: bool
    verified: str
    since: dt.date
    why: str
    governing: tuple[Taken, ...]


class Lettered(msgspec.Struct, frozen=True):
    """A reading with the letter that stands for it in a table."""

    id: str
    letter: str
    says: str


class Row(msgspec.Struct, frozen=True):
    """One question of law: its readings, and a cell for each forum, in the order of the columns."""

    question: str
    asks: str
    readings: tuple[Lettered, ...]
    cells: tuple[Cell, ...]

    def letters(self, live: tuple[str, ...]) -> str:
        """The letters of some readings: ``A/C``."""
        return "/".join(reading.letter for reading in self.readings if reading.id in live)


class Column(msgspec.Struct, frozen=True):
    """A forum: its id, its short name and its name."""

    id: str
    label: str
    name: str


class Matrix(msgspec.Struct, frozen=True):
    """Every question of law in every forum on a day."""

    as_of: dt.date
    version: str
    maintained_through: dt.date
    forums: tuple[Column, ...]
    rows: tuple[Row, ...]


class QuestionTable(msgspec.Struct, frozen=True):
    """One question of law in every forum on a day, with the positions that govern in none.

    Attributes:
        about: the provision it is about.
        text: which reading the words of the provision favor, if any.
        others: positions that settle the question, or keep it open, in no forum; each as it stands where it would count.
    """

    as_of: dt.date
    version: str
    maintained_through: dt.date
    forums: tuple[Column, ...]
    row: Row
    about: str
    text: str
    others: tuple[Taken, ...]


def matrix(law: Law, as_of: dt.date) -> Matrix:
    """Every question of law in every forum on a day."""
    rows = tuple(_row(law, question, as_of) for question in law.questions.values())
    return Matrix(as_of, law.version, law.maintained_through, columns(law), rows)


def question_table(law: Law, question: str, as_of: dt.date) -> QuestionTable:
    """One question of law in every forum on a day.

    Raises:
        KeyError: if there is no such question.
    """
    asked = law.questions[question]
    row = _row(law, asked, as_of)
    counted = {(taken.authority, taken.reading) for cell in row.cells for taken in cell.governing}
    others = []
    for home in forums(law):
        for position in governance(law, question, home, as_of).positions:
            own = law.courts[position.authority.court]
            at_home = own.id == home if own.forum else home == AGENCY
            if at_home and (position.authority.id, position.reading) not in counted:
                others.append(_taken(position))
    return QuestionTable(as_of, law.version, law.maintained_through, columns(law), row, asked.about, asked.text, tuple(others))


def columns(law: Law) -> tuple[Column, ...]:
    """The forums, as columns of a table."""
    return tuple(Column(forum, label(law, forum), name(law, forum)) for forum in forums(law))


def lettered(question: LegalQuestion) -> tuple[Lettered, ...]:
    """The readings of a question, each with its letter."""
    return tuple(
        Lettered(reading.id, letter, reading.says)
        for letter, reading in zip(string.ascii_uppercase, question.readings, strict=False)
    )


def _row(law: Law, question: LegalQuestion, as_of: dt.date) -> Row:
    cells = tuple(_cell(law, question.id, forum, as_of) for forum in forums(law))
    return Row(question.id, question.asks, lettered(question), cells)


def _cell(law: Law, question: str, forum: str, as_of: dt.date) -> Cell:
    found = governance(law, question, forum, as_of)
    return Cell(
        forum,
        found.live,
        found.is_open,
        verified(law, found, as_of),
        since(law, question, forum, as_of),
        found.why,
        taken_by(law, found, as_of),
    )


def taken_by(law: Law, found: Governance, as_of: dt.date) -> tuple[Taken, ...]:
    """What settles a question or keeps it open: decisions or, where none has, the provision that answers it."""
    return tuple(_taken(position) for position in found.governing) or _provided(law, found, as_of)


def verified(law: Law, found: Governance, as_of: dt.date) -> str:
    """How well what settles a question has been checked, the best-checked of it; empty where nothing settles it."""
    if found.is_open:
        return ""
    levels = [position.authority.verified(position.holding) for position in found.governing]
    levels = levels or [authority.verification.level for authority in settled_by(law, found, as_of)]
    return min(levels, key=_STRENGTH.__getitem__).value if levels else ""


def _provided(law: Law, found: Governance, as_of: dt.date) -> tuple[Taken, ...]:
    """The provision that answers a question which no tribunal has decided, as if it had taken a position."""
    return tuple(
        Taken(
            authority.id,
            authority.full_cite,
            authority.court,
            str(authority.decided),
            found.live[0],
            authority.verification.level.value,
            "provision",
            authority.about,
        )
        for authority in settled_by(law, found, as_of)
    )


def _taken(position: Position) -> Taken:
    authority, holding = position.authority, position.holding
    return Taken(
        authority.id,
        authority.cited(holding.pin),
        authority.court,
        str(authority.decided),
        holding.reading,
        authority.verified(holding).value,
        position.standing.value,
        holding.holds,
        "" if position.ended_by is None else position.ended_by.full_cite,
    )
