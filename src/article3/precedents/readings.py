"""The law on which decided cases rest: how an issue's questions of law stand in a forum, and which decisions differ.

A decision is good only for the law under which it was made. Where that is not the law of the forum, it is no guide there until
somebody shows that it comes out alike, whichever court made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.law.model import Weight
from article3.law.positions import governance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law
    from article3.law.model import Authority
    from article3.law.positions import Governance
    from article3.law.precedents import Issue


class Taken(msgspec.Struct, frozen=True):
    """An authority that adopts a reading.

    Attributes:
        authority: its id.
        cite: as a brief cites it, pin included.
        verified: how well that was checked.
    """

    authority: str
    cite: str
    verified: str


class ReadingHere(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reading that is alive in the forum.

    Attributes:
        says: it, in our words.
        by: the authorities that make it so; none if nobody has decided.
    """

    reading: str
    says: str
    by: tuple[Taken, ...] = ()


class LawHere(msgspec.Struct, frozen=True):
    """How a question of law on which an issue's decisions rest stands in the forum.

    Attributes:
        question: its id.
        asks: it, in plain words.
        open: whether more than one reading is alive.
        why: who settled it, or why it is open.
        readings: those alive: one if it is settled.
    """

    question: str
    asks: str
    open: bool
    why: str
    readings: tuple[ReadingHere, ...]


class OtherReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reading that is not the law of the forum, and on which a decision rests.

    Attributes:
        question: id of the question of law.
        says: the reading, in our words.
        held: whether the decision itself adopts it; otherwise it was the law of its court on the day of the decision, by that
            court's own precedent.
        court: name of that court, if the decision itself does not say it.
    """

    question: str
    reading: str
    says: str
    held: bool
    court: str = ""


def law_here(law: Law, issue: Issue, circuit: str, as_of: dt.date) -> tuple[LawHere, ...]:
    """How the questions of law below an issue stand in a circuit on a day."""
    return tuple(_here(governance(law, question, circuit, as_of)) for question in issue.questions)


def other_readings(law: Law, issue: Issue, authority: Authority, circuit: str, as_of: dt.date) -> tuple[OtherReading, ...]:
    """The readings on which a decision on an issue rests, and which are not alive in a circuit on a day.

    Args:
        law: the law data.
        issue: whose questions of law count.
        authority: the decision.
        circuit: id of the circuit.
        as_of: the day.
    """
    return tuple(one for question in issue.questions for one in _others(law, question, authority, circuit, as_of))


def _here(found: Governance) -> LawHere:
    says = _says(found)
    readings = tuple(
        ReadingHere(
            reading,
            says[reading],
            tuple(
                Taken(
                    taken.authority.id,
                    taken.authority.cited(taken.holding.pin),
                    taken.authority.verified(taken.holding).value,
                )
                for taken in found.governing
                if taken.reading == reading
            ),
        )
        for reading in found.live
    )
    return LawHere(found.question.id, found.question.asks, found.is_open, found.why, readings)


def _others(law: Law, question: str, authority: Authority, circuit: str, as_of: dt.date) -> Iterator[OtherReading]:
    here = governance(law, question, circuit, as_of)
    says = _says(here)
    held = dict.fromkeys(
        holding.reading for holding in authority.holdings if holding.question == question and holding.weight is Weight.HOLDING
    )
    for reading in held:
        if reading not in here.live:
            yield OtherReading(question, reading, says[reading], held=True)
    if held or not law.courts[authority.court].forum:
        return
    there = governance(law, question, authority.court, authority.decided.last)
    # The Board's view is not the court's: only the court's own precedent says under what law it decided.
    own = bool(there.governing) and all(taken.authority.court == authority.court for taken in there.governing)
    if own and not there.is_open and there.live[0] not in here.live:
        yield OtherReading(question, there.live[0], says[there.live[0]], held=False, court=law.courts[authority.court].name)


def _says(found: Governance) -> dict[str, str]:
    return {reading.id: reading.says for reading in found.question.readings}
