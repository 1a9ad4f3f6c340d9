"""Which reading of a question of law governs in a forum, and by whose authority.

The order is the one an immigration judge follows: the Supreme Court, then the circuit's precedent, then the Attorney
General's, then the Board's. The highest tribunal that has decided the point on that day settles it. Where its own decisions
conflict, or nobody has decided, the question is *open*.

A decision that nobody on this project has read never picks a reading. But a lower tribunal's answer is not presented as the
law of a circuit either while an unread decision of that circuit is said to reject it: then both readings stay alive and the
question is open until somebody reads the decision (docs/decisions/0005).
"""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING

import msgspec

from article3.law.data_files import LawDataError
from article3.law.loading import Law, ends
from article3.law.model import WHOLE, Authority, Holding, How, LegalQuestion, Verification, Weight
from article3.law.status import read_in, reinstated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


_CIRCUIT, _NONE = 2, 9
"""Ranks, as in courts.toml: a circuit's, and that of a court that binds no forum."""


class Standing(enum.Enum):
    """Why a position picks the reading in a forum, or why it does not."""

    BINDING = "binding"
    OUTRANKED = "a higher tribunal has decided"
    ELSEWHERE = "another circuit's"
    DICTA = "said, not held"
    UNPUBLISHED = "not precedent"
    UNREAD = "not read by us"
    ENDED = "no longer good on this point"
    LIMITED = "confined to its facts, in our reading; not overruled"
    LATER = "decided later"


class Position(msgspec.Struct, frozen=True):
    """One authority's answer to a question of law, as it stands in a forum.

    Attributes:
        ended_by: for a position that no longer counts, the authority that ended or limited it.
        uncertain: the day of decision is known only to the month or year, and the forum's day lies in that period.
    """

    authority: Authority
    holding: Holding
    standing: Standing
    ended_by: Authority | None = None
    uncertain: bool = False

    @property
    def reading(self) -> str:
        """The reading it adopts."""
        return self.holding.reading


class Governance(msgspec.Struct, frozen=True, eq=False):
    """How a question of law stands in a forum.

    Attributes:
        live: the readings alive: one if the question is settled, else those among which it is open.
        governing: the positions that settle it, or, when it is open, those that keep it open.
        positions: every position recorded, those that bind first.
        why: one sentence.
    """

    question: LegalQuestion
    live: tuple[str, ...]
    governing: tuple[Position, ...]
    positions: tuple[Position, ...]
    why: str

    @property
    def is_open(self) -> bool:
        """Whether more than one reading is alive."""
        return len(self.live) > 1


@functools.lru_cache(maxsize=4096)
def governance(law: Law, question: str, circuit: str, as_of: dt.date) -> Governance:
    """How a question of law stands in a circuit on a day; worked out once for each.

    Raises:
        article3.law.data_files.LawDataError: if there is no such question.
    """
    asked = law.questions.get(question)
    if asked is None:
        raise LawDataError(f"no question of law has the id {question!r}: add law/questions/{question}.toml")
    readings = tuple(reading.id for reading in asked.readings)
    stated = [_position(law, authority, holding, circuit, as_of) for authority, holding in law.answers[question]]
    heard = [position for position in stated if position.standing is Standing.BINDING]
    top = min((rank_of(law, position) for position in heard), default=None)
    governing = [position for position in heard if rank_of(law, position) == top]
    outranked = {id(position) for position in heard} - {id(position) for position in governing}
    positions = tuple(
        sorted(
            (msgspec.structs.replace(p, standing=Standing.OUTRANKED) if id(p) in outranked else p for p in stated),
            key=lambda position: (
                list(Standing).index(position.standing),
                rank_of(law, position),
                -position.authority.decided.last.toordinal(),
            ),
        )
    )
    if asked.begins is not None and as_of < asked.begins and not governing:
        why = f"Before {asked.begins} the law knew one answer only."
        return Governance(asked, (asked.before,), (), positions, why)
    if asked.after and not governing:
        by = law.authority(asked.because).full_cite
        return Governance(asked, (asked.after,), (), positions, f"Settled from {asked.begins} on by {by}.")
    leads = [
        position
        for position in stated
        if position.standing is Standing.UNREAD
        and _binds(law, position.authority, position.holding, circuit)
        and (top is None or rank_of(law, position) < top)
    ]
    adopted = _in_order(readings, governing)
    court = law.courts[governing[0].authority.court].name if governing else ""
    if not governing:
        why = f"No tribunal that binds this forum has decided it, as far as recorded here. {asked.text}".strip()
        return Governance(asked, readings, tuple(leads), positions, why)
    if len(adopted) > 1:
        courts = " and the ".join(dict.fromkeys(law.courts[position.authority.court].name for position in governing))
        return Governance(
            asked, adopted, tuple(governing), positions, f"Decisions of the {courts} conflict, and none of them ends another."
        )
    doubted = _in_order(readings, [*governing, *leads])
    if len(doubted) > 1:
        why = (
            f"The {court} has decided it, but a decision of a higher tribunal is said to differ, in words that we have not read."
        )
        return Governance(asked, doubted, (*leads, *governing), positions, why)
    return Governance(asked, adopted, tuple(governing), positions, _settled(law, governing, positions, circuit, as_of))


def assumed(governing: Governance, reading: str) -> Governance:
    """The same question, answered by a reading that somebody asks to assume.

    Raises:
        KeyError: if it has no such reading.
    """
    if reading not in [known.id for known in governing.question.readings]:
        raise KeyError(reading)
    why = f"Assumed, whatever the law of this forum is. In truth: {governing.why}"
    return Governance(governing.question, (reading,), (), governing.positions, why)


def _settled(law: Law, governing: Sequence[Position], positions: Sequence[Position], circuit: str, as_of: dt.date) -> str:
    """Who settled it; where an agency did, what the circuit has said of it and what other circuits think of it."""
    court = law.courts[governing[0].authority.court]
    if court.forum or court.rank == 1:
        return f"Governed here by the {court.name}, as far as recorded."
    settled = _settled_by_agency(law, governing, positions, circuit, as_of)
    elsewhere = {position.authority.court: position.reading for position in positions if position.standing is Standing.ELSEWHERE}
    differing = sum(reading != governing[0].reading for reading in elsewhere.values())
    if not differing:
        return f"{settled}."
    others = f"{differing} of the {len(elsewhere)} other circuits whose position is recorded take another view"
    return f"{settled}; {others}. Preserve the issue."


def _settled_by_agency(
    law: Law, governing: Sequence[Position], positions: Sequence[Position], circuit: str, as_of: dt.date
) -> str:
    """That an agency governs, and what the circuit itself has said of it or on the question; without a full stop."""
    court = law.courts[governing[0].authority.court].name
    own = {
        position.authority.name: position.standing.value
        for position in positions
        if position.authority.court == circuit and position.standing is not Standing.LATER
    }
    names: list[str] = []
    construed: list[str] = []
    question = governing[0].holding.question
    for earlier, treated in read_in(law, [position.authority.id for position in governing], question, circuit, as_of):
        later = treated.authority
        if not later.precedential or later.verification.level is Verification.UNREAD:
            # It binds nobody, or nobody here knows what it says: named, but the rule is not said to stand as it reads it.
            own[later.name] = (Standing.UNREAD if later.precedential else Standing.UNPUBLISHED).value
            continue
        note = f" ({treated.note})" if treated.note else ""
        names.append(earlier.name)
        construed.append(f"{treated.how.passive} by the {law.courts[circuit].name} in {later.name}{note}")
    if construed:
        by = f"{' and '.join(dict.fromkeys(names))} ({court}), as {' and '.join(construed)}"
        return f"Governed here by {by}. That court has not answered the whole question, as far as recorded"
    settled = f"Governed here by the {court}, as far as recorded. No decision of this circuit"
    if not own:
        return f"{settled} on the point is recorded"
    said = ", ".join(f"{name} ({standing})" for name, standing in own.items())
    return f"{settled} that settles the point is recorded; on it: {said}"


def _in_order(readings: tuple[str, ...], positions: list[Position]) -> tuple[str, ...]:
    adopted = {position.reading for position in positions}
    return tuple(reading for reading in readings if reading in adopted)


def rank_of(law: Law, position: Position) -> int:
    """How high what takes a position stands; 1 is highest.

    An order that reaches every forum counts there like the circuit's own precedent.
    """
    court = law.courts[position.authority.court]
    return court.rank or (_CIRCUIT if position.holding.nationwide else _NONE)


def can_bind(law: Law, authority: Authority, circuit: str) -> bool:
    """Whether a precedent of the authority's court binds immigration courts in the circuit."""
    court = law.courts[authority.court]
    return court.rank > 0 and (not court.forum or court.id == circuit)


def _binds(law: Law, authority: Authority, holding: Holding, circuit: str) -> bool:
    return holding.nationwide or can_bind(law, authority, circuit)


def _position(law: Law, authority: Authority, holding: Holding, circuit: str, as_of: dt.date) -> Position:
    decided = authority.decided
    uncertain = not decided.is_exact and decided.first <= as_of < decided.last
    over = ending(law, authority.id, holding.question, as_of)
    if as_of < decided.last:
        standing = Standing.LATER
    elif over is not None:
        standing = Standing.LIMITED if over[1] is How.LIMITS else Standing.ENDED
    elif not _binds(law, authority, holding, circuit):
        standing = Standing.ELSEWHERE
    elif not authority.precedential and not holding.nationwide:
        standing = Standing.UNPUBLISHED
    elif holding.weight is Weight.DICTA:
        standing = Standing.DICTA
    elif authority.verified(holding) is Verification.UNREAD:
        standing = Standing.UNREAD
    else:
        standing = Standing.BINDING
    return Position(authority, holding, standing, None if over is None else over[0], uncertain)


def ending(law: Law, authority: str, point: str, as_of: dt.date) -> tuple[Authority, How] | None:
    """The authority that had ended ``authority`` on that point by that day, and how; ``None`` if none had.

    ``point`` is the id of a question of law, or ``whole``.
    """
    for later, treatment in law.treated.get(authority, ()):
        day = treatment.on or later.decided.last
        if day > as_of or not ends(treatment.how, treatment.point, point):
            continue
        # What nobody has read ends nothing, and what was itself ended as a whole no longer does.
        if later.verification.level is Verification.UNREAD or ending(law, later.id, WHOLE, as_of) is not None:
            continue
        if reinstated(law, authority, treatment.point, day, as_of) is not None:
            continue
        return later, treatment.how
    return None
