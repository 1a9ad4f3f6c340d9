"""How a question of law has stood in a forum over time: one period for each change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.law.forums import circuits
from article3.law.model import Authority
from article3.law.positions import Governance, governance

if TYPE_CHECKING:
    from article3.law.loading import Law

AGENCY = "agency"
"""A forum of no circuit: how a question stands where none has ruled, by Attorney General, Board and what binds everywhere."""


class Step(msgspec.Struct, frozen=True):
    """A stretch of days within a period on which the same authorities settled the question or kept it open.

    Attributes:
        authorities: those authorities, each once; none while nobody has decided it, or before it was a question.
    """

    from_: dt.date
    governance: Governance
    authorities: tuple[Authority, ...]


class Period(msgspec.Struct, frozen=True):
    """A stretch of days on which the same readings were alive in a forum.

    Attributes:
        from_: its first day.
        until: its last; the day asked about, for the last period.
        steps: by whom, from when; one step at least.
    """

    from_: dt.date
    until: dt.date
    steps: tuple[Step, ...]

    @property
    def governance(self) -> Governance:
        """How the question stood on its last day."""
        return self.steps[-1].governance

    @property
    def live(self) -> tuple[str, ...]:
        """The readings alive."""
        return self.governance.live


def forums(law: Law) -> tuple[str, ...]:
    """Every circuit, and :data:`AGENCY`."""
    return (*circuits(law), AGENCY)


def label(law: Law, forum: str) -> str:
    """A forum's short name: ``9th Cir.``, or ``AG/BIA``."""
    return "AG/BIA" if forum == AGENCY else law.courts[forum].abbreviation


def name(law: Law, forum: str) -> str:
    """A forum's name."""
    return (
        "Where no circuit has ruled: Attorney General, Board and what binds everywhere"
        if forum == AGENCY
        else law.courts[forum].name
    )


def days_of_change(law: Law, question: str, through: dt.date) -> tuple[dt.date, ...]:
    """The days, up to one, on which the law on a question can have changed; the first is the day on which this law begins."""
    days = {law.begins, law.questions[question].begins or law.begins}
    for authority, _ in law.answers[question]:
        days.add(authority.decided.last)
        days.update(treatment.on or later.decided.last for later, treatment in law.treated.get(authority.id, ()))
    return tuple(sorted(day for day in days if law.begins <= day <= max(through, law.begins)))


def periods(law: Law, question: str, forum: str, through: dt.date) -> tuple[Period, ...]:
    """How a question stood in a forum from the day on which this law begins, through a day; neighbors always differ."""
    found: list[list[Step]] = []
    for day in days_of_change(law, question, through):
        standing = governance(law, question, forum, day)
        step = Step(day, standing, settled_by(law, standing, day))
        if not found or found[-1][-1].governance.live != step.governance.live:
            found.append([step])
        elif found[-1][-1].authorities != step.authorities:
            found[-1].append(step)
    starts = [steps[0].from_ for steps in found]
    ends = [*(later - dt.timedelta(days=1) for later in starts[1:]), max(through, law.begins)]
    return tuple(Period(start, end, tuple(steps)) for start, end, steps in zip(starts, ends, found, strict=True))


def settled_by(law: Law, standing: Governance, as_of: dt.date) -> tuple[Authority, ...]:
    """What settles a question or keeps it open, each once: decisions or, where none has, the provision that answers it."""
    asked = standing.question
    if standing.governing or not asked.because or asked.begins is None or as_of < asked.begins:
        return tuple(dict.fromkeys(position.authority for position in standing.governing))
    return (law.authority(asked.because),)


def since(law: Law, question: str, forum: str, as_of: dt.date) -> dt.date:
    """The day since which the readings alive in a forum on a day have been alive there without a break."""
    return periods(law, question, forum, as_of)[-1].from_
