"""Which decided cases are nearest to a case, and what sets each apart from it.

Nearness as in HYPO and CATO: of two precedents, the one whose factors shared with the case include all that the other shares, and
more, is more *on point*; precedents that no other is more on point than come first, whatever their number of shared factors.
Among equals, the one with fewer *distinctions* is nearer. A distinction is a known difference that speaks against treating the
case alike: a factor for the winner that the case lacks, or one for the loser that the precedent did not have. What is unknown
of the case is neither shared nor a distinction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.precedents.reasons import Factors, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.precedents.reasons import Known


class Compared(msgspec.Struct, frozen=True):
    """A precedent beside a case.

    Attributes:
        shared: factors that both have.
        weaker: for the precedent's winner, the case is weaker by these: winner's factors that it lacks.
        burdened: loser's factors that the case has and the precedent did not.
        stronger: winner's factors that the case has and the precedent did not.
        relieved: loser's factors that the precedent had and the case lacks.
        unknown_winning: winner's factors of the precedent, unknown in the case.
        unknown_opposing: loser's factors that the precedent did not have, unknown in the case.
        level: 0 if no other precedent is more on point; else how many steps below such a one.
    """

    ruling: Ruling
    shared: Factors
    weaker: Factors
    burdened: Factors
    stronger: Factors
    relieved: Factors
    unknown_winning: Factors
    unknown_opposing: Factors
    level: int = 0

    @property
    def distinctions(self) -> int:
        """How many known differences speak against treating the case alike."""
        return len(self.weaker) + len(self.burdened)


def compared(ruling: Ruling, known: Known) -> Compared:
    """A precedent beside what is known of a case."""
    winner = ruling.outcome
    won, lost = ruling.facts.of(winner), ruling.opposing
    winning, losing = known.all.of(winner), known.all.of(winner.other)
    return Compared(
        ruling,
        shared=(won | lost) & known.present,
        weaker=won & known.absent,
        burdened=(losing & known.present) - lost,
        stronger=(winning & known.present) - won,
        relieved=lost & known.absent,
        unknown_winning=won & known.unknown,
        unknown_opposing=(losing & known.unknown) - lost,
    )


def nearest(rulings: Sequence[Ruling], known: Known) -> tuple[Compared, ...]:
    """Those that share something with the case, the nearest first."""
    waiting = [one for one in (compared(ruling, known) for ruling in rulings) if one.shared]
    found: list[Compared] = []
    level = 0
    while waiting:
        best = [one for one in waiting if not any(one.shared < other.shared for other in waiting)]
        best.sort(key=lambda one: (one.distinctions, -len(one.shared)))
        found += [msgspec.structs.replace(one, level=level) for one in best]
        waiting = [one for one in waiting if all(one is not other for other in best)]
        level += 1
    return tuple(found)
