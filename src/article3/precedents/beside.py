"""A decided case beside the one that is argued: how it stands in the forum, what both share, and which comes first.

These types are part of the published JSON: see :mod:`article3.precedents.argument`.
"""

from __future__ import annotations

import enum

import msgspec

from article3.law.precedents import Decided, Side
from article3.precedents.readings import OtherReading
from article3.precedents.standing import Standing

_BINDING = frozenset({Standing.BINDING.value, Standing.OPEN.value})
"""A decision that rests on a question of law that is open here may turn out to bind, so it must be answered."""


class Use(enum.Enum):
    """What an advocate for the applicant does with a decision."""

    LIKEN = "liken"
    DISTINGUISH = "distinguish"


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decided case on the issue, as it stands in the forum.

    Attributes:
        authority: its id.
        cite: as a brief cites it, pin included.
        outcome: for whom the point came out.
        weight: holding, upheld, remand or dictum.
        standing: whether it binds here, and if not, why.
        may_force: whether it is a holding that binds here and is not in doubt; only such a decision can force an outcome.
        past: whether it was decided of harm that had happened; such a decision forces nothing about harm that is feared.
        verified: how well its factors were read.
        says: what it decided, in our words.
        reason: the factors on which it rests.
        factors_for: every factor for the applicant that is mentioned in what was read of it.
        factors_against: every factor against.
        rests_on: the readings of the law on which it rests and which are not the law here.
        ended_by: citation of what ended or limited it.
        doubt: why its reason, as far as it was read, may not be the whole of it.
    """

    authority: str
    cite: str
    outcome: Side
    weight: Decided
    standing: str
    may_force: bool
    verified: str
    says: str
    reason: tuple[str, ...]
    factors_for: tuple[str, ...]
    factors_against: tuple[str, ...]
    rests_on: tuple[OtherReading, ...] = ()
    ended_by: str = ""
    doubt: str = ""
    past: bool = False

    @property
    def binds(self) -> bool:
        """Whether it must be followed or answered here: it binds, if its reading of the law is right, and is no mere dictum."""
        return self.standing in _BINDING and self.weight is not Decided.DICTUM


class Near(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decided case beside this one. Factors are named by their ids.

    Attributes:
        use: whether to liken the case to it, or to distinguish it.
        level: 0 if no other decision for the same side is more on point.
        shared: factors that both have.
        lacking: factors for the winner that it had and this case is known to lack: they tell the cases apart.
        burdened: factors for the loser that this case has and that are not mentioned in what was read of it: they tell the cases
            apart, unless it had them too.
        stronger: factors for the winner that this case has and that are not mentioned in what was read of it.
        relieved: factors for the loser that it had and this case is known to lack.
        to_show: factors for its winner, unknown here, that it had: shown, they bring the cases closer.
        to_rule_out: factors for its loser, unknown here, that are not mentioned in what was read of it: shown, they tell the
            cases apart, unless it had them too.
    """

    decision: Decision
    use: Use
    level: int
    shared: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    burdened: tuple[str, ...] = ()
    stronger: tuple[str, ...] = ()
    relieved: tuple[str, ...] = ()
    to_show: tuple[str, ...] = ()
    to_rule_out: tuple[str, ...] = ()


def to_liken(near: Near) -> tuple[int, bool, int]:
    """Where a decision for the applicant stands: what rests on other law than the law here is of least use."""
    return _strange(near.decision), not near.decision.binds, near.level


def to_answer(near: Near) -> tuple[bool, int]:
    """Where a decision against the applicant stands: what binds must be answered first, on whatever law it rests."""
    return not near.decision.binds, near.level


def _strange(decision: Decision) -> int:
    return max((2 if one.held else 1 for one in decision.rests_on), default=0)
