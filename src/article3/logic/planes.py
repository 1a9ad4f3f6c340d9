"""The graph over many cases at once: each proposition is two rows of bits, one bit a case.

One row says in which cases the proposition is established, the other in which it is not established; where neither has
its bit, it is undetermined. Kleene's tables then are a handful of bitwise operations on whole rows, so that the rules cost a
few machine instructions for every 64 cases. A row is anything that understands ``&``, ``|`` and ``^``: a Python integer of
any length, or an array of words. The technique is old in circuit simulation, and called bit slicing (E. Biham, "A Fast New DES
Implementation in Software", Fast Software Encryption 1997, LNCS 1267, pages 260-272).

What comes out is what Kleene's tables say: :mod:`article3.logic.evaluation` without its check of completions; save that a rule
below which another one pulls both ways is followed through for both outcomes of that one. Where every leaf is known and every
question of law has one live reading, it is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, Self, TypeVar

from article3.logic.fold import Fold
from article3.logic.polarity import between, pulls_both_ways
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from article3.logic.propositions import (
        AllOf,
        AnyOf,
        Condition,
        Constant,
        Elapsed,
        Not,
        Proposition,
        Question,
        Rule,
        Some,
        Unless,
        YesNo,
    )
    from article3.logic.variables import Collection, Day


class Bitwise(Protocol):
    """A row of bits: an integer, or an array of words."""

    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...
    def __xor__(self, other: Self, /) -> Self: ...


B = TypeVar("B", bound=Bitwise)


class Planes(NamedTuple, Generic[B]):
    """A proposition in three values, one bit a case.

    Attributes:
        yes: where it is established.
        no: where it is not established.
    """

    yes: B
    no: B


class Leaves(Protocol[B]):
    """What the cases state, and what their forums leave alive."""

    @property
    def every(self) -> B:
        """A row with the bit of every case."""

    def members(self, collection: Collection) -> Sequence[int]:
        """Indexes of all entities of a collection that any case has."""

    def present(self, collection: Collection, index: int) -> B:
        """In which cases the collection is listed and has that entity."""

    def unlisted(self, node: Some) -> Planes[B]:
        """For cases that do not list the collection: where some of it are taken to be such, and where not.

        Neither, for what is unknown; a completion of the unknowns chooses one.
        """

    def listed(self, collection: Collection) -> B:
        """In which cases the collection is listed."""

    def alive(self, node: Question) -> Mapping[str, B]:
        """For each reading that is alive in any case, in which it is; every case has at least one."""

    def test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Planes[B]:
        """Where a fact, or a test of one, is met and where it is not."""

    def unknown(self, day: Day) -> B:
        """Where a day is not known."""


class KleenePlanes(Generic[B]):
    """What each kind of node means by Kleene's tables (see article3.logic.fold.Interpreter).

    Args:
        leaves: the cases.
    """

    def __init__(self, leaves: Leaves[B]) -> None:
        self._leaves = leaves
        self._none = leaves.every ^ leaves.every

    def members(self, collection: Collection) -> Sequence[int]:
        return self._leaves.members(collection)

    def live(self, node: Question) -> Sequence[str]:
        return tuple(self._leaves.alive(node))

    def yes_no(self, node: YesNo, scope: int | None) -> Planes[B]:
        return self._leaves.test(node, scope)

    def condition(self, node: Condition, scope: int | None) -> Planes[B]:
        return self._leaves.test(node, scope)

    def elapsed(self, node: Elapsed, scope: int | None) -> Planes[B]:
        return self._leaves.test(node, scope)

    def constant(self, node: Constant) -> Planes[B]:
        every = self._leaves.every
        return Planes(every, self._none) if node.truth is Truth.ESTABLISHED else Planes(self._none, every)

    def all_of(self, node: AllOf, parts: Sequence[Planes[B]]) -> Planes[B]:
        return both(parts)

    def any_of(self, node: AnyOf, parts: Sequence[Planes[B]]) -> Planes[B]:
        return turned(both([turned(part) for part in parts]))

    def negation(self, node: Not, part: Planes[B]) -> Planes[B]:
        return turned(part)

    def unless(self, node: Unless, general: Planes[B], exception: Planes[B]) -> Planes[B]:
        return both([general, turned(exception)])

    def some(self, node: Some, members: Sequence[Planes[B]] | None) -> Planes[B]:
        held, possible = [], []
        for index, member in zip(self.members(node.collection), members or (), strict=True):
            present = self._leaves.present(node.collection, index)
            held.append(present & member.yes)
            possible.append(present ^ (present & member.no))
        listed, unlisted = self._leaves.listed(node.collection), self._leaves.unlisted(node)
        enough, may_be = self._at_least(node.at_least, held), self._at_least(node.at_least, possible)
        outside = self._leaves.every ^ listed
        return Planes((listed & enough) | (outside & unlisted.yes), (listed ^ (listed & may_be)) | (outside & unlisted.no))

    def rule(self, node: Rule, body: Planes[B], scope: int | None) -> Planes[B]:
        return body

    def question(self, node: Question, readings: Mapping[str, Planes[B]]) -> Planes[B]:
        alive, every = self._leaves.alive(node), self._leaves.every
        yes = no = every
        for name, reading in readings.items():
            dead = every ^ alive[name]
            yes, no = yes & (dead | reading.yes), no & (dead | reading.no)
        return Planes(yes, no)

    def _at_least(self, count: int, rows: Iterable[B]) -> B:
        """Where at least so many of the rows have their bit."""
        reached = [self._none] * count
        for row in rows:
            for place in range(count - 1, 0, -1):
                reached[place] = reached[place] | (reached[place - 1] & row)
            reached[0] = reached[0] | row
        return reached[-1]


class PlaneEvaluation(KleenePlanes[B]):
    """The rows of every proposition of a graph, found on demand.

    Args:
        leaves: the cases.
    """

    def __init__(self, leaves: Leaves[B]) -> None:
        super().__init__(leaves)
        self._kleene = KleenePlanes(leaves)
        self._fold: Fold[Planes[B]] = Fold(self)

    def planes(self, node: Proposition, scope: int | None = None) -> Planes[B]:
        """A proposition in three values, for every case."""
        return self._fold.value(node, scope)

    def seen(self, node: Proposition, scope: int | None = None) -> Planes[B] | None:
        """The same if something that was asked rests on it; ``None`` if nothing does."""
        return self._fold.seen(node, scope)

    def undetermined(self, node: Proposition, scope: int | None = None) -> B:
        """In which cases it is neither established nor not established."""
        found = self.planes(node, scope)
        return self._leaves.every ^ (found.yes | found.no)

    def rule(self, node: Rule, body: Planes[B], scope: int | None) -> Planes[B]:
        for other in pulls_both_ways(node):
            found = self._either_way(node, other)
            body = Planes(body.yes | found.yes, body.no | found.no)
        return body

    def _either_way(self, node: Rule, other: Rule) -> Planes[B]:
        """A rule, where another one below it is undetermined, as far as both its outcomes lead to the same."""
        every, found = self._leaves.every, self.planes(other)
        as_yes = self._given(node, other, Planes(every ^ found.no, found.no))
        as_no = self._given(node, other, Planes(found.yes, every ^ found.yes))
        return Planes(as_yes.yes & as_no.yes, as_yes.no & as_no.no)

    def _given(self, node: Rule, other: Rule, outcome: Planes[B]) -> Planes[B]:
        rests_on = between(node, other)

        def settled(part: Proposition, scope: int | None) -> Planes[B] | None:
            if part is other:
                return outcome
            return None if part in rests_on else self.planes(part, scope)

        return Fold(self._kleene, settled).value(node.body)


def both(parts: Sequence[Planes[B]]) -> Planes[B]:
    """Kleene's conjunction."""
    yes, no = parts[0]
    for part in parts[1:]:
        yes, no = yes & part.yes, no | part.no
    return Planes(yes, no)


def turned(part: Planes[B]) -> Planes[B]:
    """Kleene's negation."""
    return Planes(part.no, part.yes)
