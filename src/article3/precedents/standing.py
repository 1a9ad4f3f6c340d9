"""How decided cases on an issue stand in a forum: which bind there on that day, and why the others do not."""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING

import msgspec

from article3.law.model import Authority, How
from article3.law.positions import can_bind, ending, governance
from article3.law.precedents import Decided, Precedent, Side
from article3.logic.forum import Forum
from article3.precedents.reasons import Facts, Ruling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law
    from article3.law.precedents import Issue


class Standing(enum.Enum):
    """Why a decided case binds a forum on an issue, or why it does not; those that count most first."""

    BINDING = "binding"
    ELSEWHERE = "another court's, persuasive here"
    UNPUBLISHED = "not precedent"
    OPEN = "rests on a question of law that is open here"
    OUTRANKED = "rests on a reading of the law that does not govern here"
    LIMITED = "confined to its facts"
    ENDED = "no longer good"
    LATER = "decided later"


UNRELIABLE = frozenset({Standing.OUTRANKED, Standing.LIMITED, Standing.ENDED})
"""Not to be relied on in the forum. What has not ended can still be cited by the other side, and must be answered."""


class Placed(msgspec.Struct, frozen=True, eq=False):
    """A decided case as it stands in a forum.

    Attributes:
        ended_by: what ended or limited it, if something did.
        ruling: the same, as the theory sees it.
    """

    precedent: Precedent
    authority: Authority
    standing: Standing
    ruling: Ruling
    ended_by: Authority | None = None

    def can_force(self, *, feared: bool) -> bool:
        """Whether it can force an outcome about harm that is feared, or about anything else."""
        return self.forces and not (feared and self.precedent.past)

    @property
    def forces(self) -> bool:
        """Whether it can force an outcome: a holding on the merits that binds here, and whose reason is known."""
        return self.standing is Standing.BINDING and self.precedent.forces


@functools.lru_cache(maxsize=4096)
def placed(law: Law, issue: str, circuit: str, as_of: dt.date) -> tuple[Placed, ...]:
    """Every decided case on an issue, as it stands in a circuit on a day, those that count most first.

    Raises:
        KeyError: if there is no such issue.
    """
    asked = law.issues[issue]
    forum = Forum(circuit, as_of)
    found = [_placed(law, asked, precedent, number, forum) for number, precedent in enumerate(law.decided[issue])]
    weights, standings = list(Decided), list(Standing)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                standings.index(one.standing),
                weights.index(one.precedent.weight),
                one.ruling.rank,
                -one.authority.decided.last.toordinal(),
                one.authority.id,
            ),
        )
    )


@functools.lru_cache(maxsize=4096)
def forcing(law: Law, issue: str, circuit: str, as_of: dt.date, *, feared: bool) -> tuple[Ruling, ...]:
    """Those of them that can force an outcome, as the theory sees them.

    Args:
        law: the law data.
        issue: id of the issue.
        circuit: whose precedents bind.
        as_of: the day.
        feared: whether the outcome is about what is to come. What was decided only of what had happened does not force that.
    """
    return tuple(one.ruling for one in placed(law, issue, circuit, as_of) if one.can_force(feared=feared))


def of_ruling(found: tuple[Placed, ...], ruling: Ruling) -> Placed:
    """The decided case behind a ruling."""
    return next(one for one in found if one.ruling.name == ruling.name)


def _placed(law: Law, issue: Issue, precedent: Precedent, number: int, forum: Forum) -> Placed:
    authority = law.authority(precedent.authority)
    facts = Facts(frozenset(precedent.of(Side.FOR)), frozenset(precedent.of(Side.AGAINST)))
    # A decision can stand twice on one issue, so its id alone does not name it.
    name = f"{precedent.authority}#{number}"
    ruling = Ruling(
        name, precedent.outcome, frozenset(precedent.reason), facts, law.courts[authority.court].rank or len(law.courts)
    )
    standing, by = _standing(law, issue, authority, forum)
    return Placed(precedent, authority, standing, ruling, by)


def _standing(law: Law, issue: Issue, authority: Authority, forum: Forum) -> tuple[Standing, Authority | None]:
    if forum.as_of < authority.decided.last:
        return Standing.LATER, None
    for point in (issue.id, *issue.questions):
        over = ending(law, authority.id, point, forum.as_of)
        if over is not None:
            return (Standing.LIMITED if over[1] is How.LIMITS else Standing.ENDED), over[0]
    if not can_bind(law, authority, forum.circuit):
        return Standing.ELSEWHERE, None
    if not authority.precedential:
        return Standing.UNPUBLISHED, None
    for live, reading in _readings(law, issue, authority, forum):
        if reading not in live:
            return Standing.OUTRANKED, None
        if len(live) > 1:
            return Standing.OPEN, None
    return Standing.BINDING, None


def _readings(law: Law, issue: Issue, authority: Authority, forum: Forum) -> Iterator[tuple[tuple[str, ...], str]]:
    """For each question of law below the issue that the decision answers: the readings alive here, and the one it adopts."""
    for question in issue.questions:
        for holding in authority.holdings:
            if holding.question == question:
                yield governance(law, question, forum.circuit, forum.as_of).live, holding.reading
