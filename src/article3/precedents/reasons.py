"""The theory, on nothing but sets: when a decided case forces the outcome of another, and what a set of decided cases forces.

The *reason model* of J. Horty: a decision says that its reason outweighs all the opposing factors that it had before it. So a
precedent for a side forces a case for that side when the case has every factor of the precedent's reason, and no opposing
factor that the precedent did not have. The *result model* takes every factor of the winning side for the reason; what it
forces, precedent by precedent, the reason model forces too. docs/precedents.md tells the theory with its literature.

Rank: where several tribunals bind, the decisions of the highest that forces anything decide; if they force both outcomes,
that is a conflict, and nothing is forced.

Unknown factors: that a decision forces the outcome for one side can only come true, never cease to be, when a factor for that
side is added or one against it is taken away. Therefore what is forced in the *worst completion* for a side (unknown factors for
it absent, unknown factors against it present) is forced in every completion; and the outcome is the same in every completion
if, and only if, it is the same in the worst for the one side and the worst for the other (:func:`answer`).
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from article3.law.precedents import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Factors = frozenset[str]


class Model(enum.Enum):
    """What counts as a precedent's reason: the factors that it names as such, or every factor of the winning side."""

    REASON = "reason"
    RESULT = "result"


class Outcome(enum.Enum):
    """What a set of precedents does to a case."""

    FOR = "for"
    AGAINST = "against"
    CONFLICT = "conflict"
    NOT_FORCED = "not forced"


_OUTCOMES = {Side.FOR: Outcome.FOR, Side.AGAINST: Outcome.AGAINST}


class Facts(msgspec.Struct, frozen=True):
    """A complete situation: the factors present, by the side that they favor."""

    for_: Factors
    against: Factors

    def of(self, side: Side) -> Factors:
        """Those that favor a side."""
        return self.for_ if side is Side.FOR else self.against


class Ruling(msgspec.Struct, frozen=True):
    """A decided case, as the theory sees it.

    Attributes:
        name: what to call it.
        outcome: who won.
        reason: the winner's factors on which it rests.
        facts: all factors that it had before it.
        rank: of the tribunal; 1 is highest.
    """

    name: str
    outcome: Side
    reason: Factors
    facts: Facts
    rank: int = 1

    def needs(self, model: Model) -> Factors:
        """The factors that a case must have to be forced by it."""
        return self.reason if model is Model.REASON else self.facts.of(self.outcome)

    @property
    def opposing(self) -> Factors:
        """The loser's factors, all of which its reason outweighed."""
        return self.facts.of(self.outcome.other)

    def forces(self, facts: Facts, model: Model = Model.REASON) -> bool:
        """Whether a complete situation must come out the same way."""
        return self.needs(model) <= facts.of(self.outcome) and facts.of(self.outcome.other) <= self.opposing


class Known(msgspec.Struct, frozen=True):
    """What is known of a situation.

    Attributes:
        all: every factor of the issue, by the side that it favors.
        present: those known to be present.
        absent: those known to be absent.
    """

    all: Facts
    present: Factors
    absent: Factors

    @property
    def unknown(self) -> Factors:
        """Those of which neither is known."""
        return (self.all.for_ | self.all.against) - self.present - self.absent

    def worst(self, side: Side) -> Facts:
        """The completion that is worst for a side: unknown factors for it are absent, those against it present."""
        favoring, opposing = self.all.of(side) & self.present, self.all.of(side.other) - self.absent
        return Facts(favoring, opposing) if side is Side.FOR else Facts(opposing, favoring)

    def learning(self, present: Factors = frozenset(), absent: Factors = frozenset()) -> Known:
        """The same with more known."""
        return Known(self.all, self.present | present, self.absent | absent)


class Constraint(msgspec.Struct, frozen=True):
    """What a set of precedents does to a complete situation.

    Attributes:
        outcome: see :class:`Outcome`.
        by: those of the highest tribunal that force it; in a conflict, those on both sides.
        contrary: those of lower tribunals that force the opposite.
    """

    outcome: Outcome
    by: tuple[Ruling, ...] = ()
    contrary: tuple[Ruling, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What a set of precedents does to a situation that may be known in part only.

    Attributes:
        outcome: what is forced in every completion; ``NOT_FORCED`` if that differs from one to another.
        by: those that force it in every completion; in a conflict, those on both sides.
        contrary: those of lower tribunals that force the opposite in every completion.
        possible: the sides for which it can still be forced, once more is known.
    """

    outcome: Outcome
    by: tuple[Ruling, ...] = ()
    contrary: tuple[Ruling, ...] = ()
    possible: tuple[Side, ...] = ()


class Way(msgspec.Struct, frozen=True):
    """What would have to be known for a precedent to force the outcome.

    Attributes:
        present: factors to be shown.
        absent: factors to be ruled out.
    """

    ruling: Ruling
    present: Factors
    absent: Factors


def constrained(rulings: Iterable[Ruling], facts: Facts, model: Model = Model.REASON) -> Constraint:
    """What precedents do to a complete situation."""
    forcing = [ruling for ruling in rulings if ruling.forces(facts, model)]
    if not forcing:
        return Constraint(Outcome.NOT_FORCED)
    top = min(ruling.rank for ruling in forcing)
    by = tuple(ruling for ruling in forcing if ruling.rank == top)
    winners = {ruling.outcome for ruling in by}
    if len(winners) > 1:
        return Constraint(Outcome.CONFLICT, by)
    winner = winners.pop()
    return Constraint(_OUTCOMES[winner], by, tuple(ruling for ruling in forcing if ruling.outcome is not winner))


def answer(rulings: Sequence[Ruling], known: Known, model: Model = Model.REASON) -> Answer:
    """What precedents do to a situation, exact over every way of completing what is unknown of it."""
    worst = {side: known.worst(side) for side in Side}
    found = {side: constrained(rulings, worst[side], model).outcome for side in Side}
    sure = [ruling for ruling in rulings if ruling.forces(worst[ruling.outcome], model)]
    if found[Side.FOR] is not found[Side.AGAINST]:
        # What can still be forced for a side is forced for it in the completion that is worst for the other one.
        possible = tuple(side for side in Side if found[side.other] is _OUTCOMES[side])
        return Answer(Outcome.NOT_FORCED, possible=possible)
    outcome = found[Side.FOR]
    if outcome is Outcome.NOT_FORCED:
        return Answer(outcome)
    top = min(ruling.rank for ruling in sure)
    by = tuple(ruling for ruling in sure if ruling.rank == top)
    winners = {ruling.outcome for ruling in by}
    return Answer(outcome, by, tuple(ruling for ruling in sure if ruling.outcome not in winners))


def ways(rulings: Sequence[Ruling], known: Known, side: Side, model: Model = Model.REASON) -> tuple[Way, ...]:
    """What, if it became known, would make a precedent force the outcome for a side; the shortest first.

    One that needs all that another needs, and more, is left out; so is one against which other precedents would still stand.
    """
    found = [way for ruling in rulings if ruling.outcome is side for way in _way(ruling, rulings, known, model)]
    least = [way for way in found if not any(_shorter(other, way) for other in found)]
    return tuple(sorted(least, key=lambda way: (len(way.present) + len(way.absent), way.ruling.rank, way.ruling.name)))


def _way(ruling: Ruling, rulings: Sequence[Ruling], known: Known, model: Model) -> Iterator[Way]:
    present = ruling.needs(model) - known.present
    absent = known.all.of(ruling.outcome.other) - ruling.opposing - known.absent
    if present & known.absent or absent & known.present:
        return
    worst = known.learning(present, absent).worst(ruling.outcome)
    if constrained(rulings, worst, model).outcome is _OUTCOMES[ruling.outcome]:
        yield Way(ruling, present, absent)


def _shorter(one: Way, other: Way) -> bool:
    return (
        one.present <= other.present and one.absent <= other.absent and (one.present, one.absent) != (other.present, other.absent)
    )


def clashes(rulings: Sequence[Ruling], model: Model = Model.REASON) -> tuple[tuple[Ruling, Ruling], ...]:
    """Pairs of precedents, one for each side, that some situation would be forced by both ways.

    There is such a situation if, and only if, each one's reason was before the other and was outweighed there: then the two
    reasons together, and nothing else, are such a situation.
    """
    return tuple(
        (one, other)
        for one in rulings
        if one.outcome is Side.FOR
        for other in rulings
        if other.outcome is Side.AGAINST and one.needs(model) <= other.opposing and other.needs(model) <= one.opposing
    )
