"""What a claim is, what excuses it, and what is found when it is put to the solver."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.facts.case import Case
from article3.logic.propositions import Citation, Proposition


class Outcome(enum.Enum):
    """What became of a property."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


class Excuse(msgspec.Struct, frozen=True, eq=False):
    """A justified exception to a property.

    Attributes:
        what: to what it applies, in words that are unique within the property.
        why: the reason, in our words.
        by: the authority for it; empty where the reason is not one of law.
        where: the cases to which it applies; ``None`` if it names a thing and not a kind of case.
    """

    what: str
    why: str
    by: tuple[Citation, ...] = ()
    where: Proposition | None = None


class Sample(msgspec.Struct, frozen=True, omit_defaults=True):
    """A case that shows something, as a file to run.

    Attributes:
        says: what it shows.
        circuit: the forum's circuit.
        as_of: the forum's day.
        assume: readings to assume, where the question is open there.
        text: the case file.
        truths: what ``decide`` says of each rule concerned.
        confirmed: whether that is what was to be shown.
    """

    says: str
    circuit: str
    as_of: dt.date
    assume: dict[str, str]
    text: str
    truths: dict[str, str]
    confirmed: bool


class Found(msgspec.Struct, frozen=True, eq=False):
    """A case found by the solver, before it is written down.

    Attributes:
        case: the facts.
        circuit: the forum's circuit.
        as_of: the forum's day.
        readings: the reading chosen of each question of law.
        open: the questions that are open in that forum.
    """

    case: Case
    circuit: str
    as_of: dt.date
    readings: dict[str, str]
    open: frozenset[str]

    @property
    def assume(self) -> dict[str, str]:
        """The readings chosen of open questions."""
        return {question: reading for question, reading in self.readings.items() if question in self.open}


class Failure(msgspec.Struct, frozen=True):
    """Where a property fails: in words, with cases that show it if any can."""

    says: str
    samples: tuple[Sample, ...] = ()


class Excused(msgspec.Struct, frozen=True):
    """An exception that was met, with its reason and its authorities, for people to read."""

    what: str
    why: str
    by: tuple[str, ...] = ()


class Result(msgspec.Struct, frozen=True):
    """What became of one property.

    Attributes:
        name: its name.
        says: what it says, in one sentence.
        outcome: proved, refuted, or undecided where the solver gave up.
        how: for which cases and readings it was shown, and by what.
        checks: how many questions were put to the solver or the data.
        exceptions: those that are needed, each with its reason.
        failures: what breaks it.
        undecided: what the solver gave up on.
        narrowed: what is shown for the forums there are only, as readings that none of them has together would break it.
        seconds: how long it took.
    """

    name: str
    says: str
    outcome: Outcome
    how: str
    checks: int
    exceptions: tuple[Excused, ...]
    failures: tuple[Failure, ...]
    undecided: tuple[str, ...]
    narrowed: tuple[str, ...]
    seconds: float
