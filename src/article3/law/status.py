"""Whether an authority is still good law on a day, as a whole or on one point of law.

An authority can be vacated, overruled, abrogated, reversed, superseded or enjoined as a whole or on a named point only, and it
can be confined to its facts on a point. What was ended on a point that no question of law here is about ("on other grounds")
leaves every answer of it standing.

What was ended can be put back: a later authority that ends the one that ended it may reinstate the first. From its day the
endings before it no longer count, as long as what reinstates stands itself. Without that word in the data, nothing comes back.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import msgspec

from article3.law.loading import Law, ends
from article3.law.model import ENDING, WHOLE, Authority, How, Treatment, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class State(enum.Enum):
    """How an authority stands."""

    GOOD = "good"
    IN_PART = "good in part"
    LIMITED = "limited"
    ENDED = "ended"
    NOT_YET = "not yet decided"


class Treated(msgspec.Struct, frozen=True):
    """One authority's treatment of another, seen from either side.

    Attributes:
        authority: the other one.
        how: what is done, or was.
        point: ``whole``, a question of law, or other words.
        on: the day from which it counts.
        note: what the data says besides.
    """

    authority: Authority
    how: How
    point: str
    on: dt.date
    note: str = ""


class Status(msgspec.Struct, frozen=True):
    """How an authority stands on a day.

    Attributes:
        state: see :class:`State`.
        point: ``whole``, or the question of law asked about.
        as_of: the day.
        by: what ended or limited it, the earliest first; empty while it is good.
        elsewhere: what ended or limited it on other points by that day.
        restored: what reinstated it, where endings before that no longer count; the earliest first.
        answers: the readings it adopts of the question asked about.
        uncertain: whether the day of decision is known only to a month or year in which the day asked about lies.
    """

    state: State
    point: str
    as_of: dt.date
    by: tuple[Treated, ...] = ()
    elsewhere: tuple[Treated, ...] = ()
    restored: tuple[Treated, ...] = ()
    answers: tuple[str, ...] = ()
    uncertain: bool = False

    @property
    def words(self) -> str:
        """The state in one sentence, to follow the name of the point."""
        if self.state is State.NOT_YET:
            perhaps = " (perhaps: its day of decision is not known exactly)" if self.uncertain else ""
            return f"Not yet decided on {self.as_of}{perhaps}."
        if self.state in {State.ENDED, State.LIMITED}:
            first = self.by[0]
            reach = "" if first.point == WHOLE else f", as to {first.point} only"
            return f"No longer good: {first.how.passive} by {first.authority.full_cite} on {first.on}{reach}."
        if self.state is State.IN_PART:
            points = ", ".join(dict.fromkeys(treated.point for treated in self.elsewhere))
            return f"Good on {self.as_of}, except on {points}."
        if self.restored:
            last = self.restored[-1]
            return f"Good on {self.as_of}, as far as recorded; reinstated by {last.authority.full_cite} on {last.on}."
        grounds = f"; {self.elsewhere[0].how.passive} on other grounds only" if self.elsewhere else ""
        return f"Good on {self.as_of}, as far as recorded{grounds}."


def status(law: Law, authority: str, as_of: dt.date, point: str = WHOLE) -> Status:
    """How an authority stands on a day.

    Args:
        law: the law data.
        authority: its id.
        as_of: the day.
        point: ``whole``, or the id of a question of law or of an issue.

    Raises:
        article3.law.data_files.LawDataError: if there is no such authority.
        KeyError: if ``point`` is none of these.
    """
    if point != WHOLE and point not in law.questions and point not in law.issues:
        raise KeyError(point)
    found = law.authority(authority)
    answers = tuple(holding.reading for holding in found.holdings if holding.question == point)
    if as_of < found.decided.last:
        return Status(State.NOT_YET, point, as_of, answers=answers, uncertain=found.decided.first <= as_of)
    every = [t for t in treated_by(law, authority, as_of) if t.how in ENDING or t.how is How.LIMITS]
    undone = {t: back for t in every if (back := reinstated(law, authority, t.point, t.on, as_of)) is not None}
    harmful = [t for t in every if t not in undone]
    restored = tuple(dict.fromkeys(back for t, back in undone.items() if ends(t.how, t.point, point)))
    reaching = tuple(t for t in harmful if ends(t.how, t.point, point))
    elsewhere = tuple(t for t in harmful if t not in reaching)
    if reaching:
        whole = any(t.how in ENDING for t in reaching)
        return Status(State.ENDED if whole else State.LIMITED, point, as_of, reaching, elsewhere, restored, answers)
    on_a_question = point == WHOLE and any(t.point in law.questions or t.point in law.issues for t in elsewhere)
    return Status(State.IN_PART if on_a_question else State.GOOD, point, as_of, (), elsewhere, restored, answers)


def reinstated(law: Law, authority: str, point: str, ended: dt.date, as_of: dt.date) -> Treated | None:
    """What put an authority back that had been ended on a point, the earliest; ``None`` if nothing had by a day.

    What nobody has read puts nothing back, and what no longer stands as a whole no longer does.

    Args:
        law: the law data.
        authority: id of what was ended.
        point: on which it was ended.
        ended: the day of it.
        as_of: the day asked about.
    """
    for treated in treated_by(law, authority, as_of):
        by = treated.authority
        reaching = treated.how is How.REINSTATES and treated.on > ended and treated.point in {WHOLE, point}
        if reaching and by.verification.level is not Verification.UNREAD and _stands(law, by.id, as_of):
            return treated
    return None


def _stands(law: Law, authority: str, as_of: dt.date) -> bool:
    return status(law, authority, as_of).state is not State.ENDED


def treated_by(law: Law, authority: str, as_of: dt.date | None = None) -> tuple[Treated, ...]:
    """What later authorities have done to this one, the earliest first; all of it, or what had been done by a day."""
    found = [_treated(later, later, treatment) for later, treatment in law.treated.get(authority, ())]
    return _in_order(found, as_of)


def read_in(law: Law, governing: Sequence[str], question: str, court: str, as_of: dt.date) -> Iterator[tuple[Authority, Treated]]:
    """How a court has read, on a question, decisions of others that govern it there: the earlier one, and what was done.

    Args:
        law: the law data.
        governing: ids of what governs the question.
        question: its id.
        court: whose decisions to look for.
        as_of: only what had been decided by this day.
    """
    for identifier in governing:
        for treated in treated_by(law, identifier, as_of):
            if treated.authority.court == court and treated.point == question and treated.authority.id not in governing:
                yield law.authority(identifier), treated


def treats(law: Law, authority: str, as_of: dt.date | None = None) -> tuple[Treated, ...]:
    """What this authority does to earlier ones, the earliest first; all of it, or what it had done by a day."""
    author = law.authority(authority)
    found = [_treated(law.authority(treatment.authority), author, treatment) for treatment in author.treats]
    return _in_order(found, as_of)


def _treated(shown: Authority, by: Authority, treatment: Treatment) -> Treated:
    return Treated(shown, treatment.how, treatment.point, treatment.on or by.decided.last, treatment.note)


def _in_order(found: list[Treated], as_of: dt.date | None) -> tuple[Treated, ...]:
    counted = (treated for treated in found if as_of is None or treated.on <= as_of)
    return tuple(sorted(counted, key=lambda treated: (treated.on, treated.authority.id, treated.point)))
