"""Propositions: frozen, typed values that form a graph.

A proposition is never true or false in Python's sense: ``bool()`` is refused, so that ``if rule:`` and ``a and b`` are
errors a type checker reports. Equality is identity: a proposition that two rules share is one node, evaluated and
explained once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import msgspec

from article3.logic.calendar import later_by, next_working_day
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Collection, Day, Entity, Value, Variable, reaches

if TYPE_CHECKING:
    from article3.logic.fold import Interpreter

T = TypeVar("T")
Visit = Callable[["Proposition", "int | None"], T]


class ScopeError(TypeError):
    """A proposition speaks of two different repeated entities at once, or of one outside its quantifier."""


class Proposition(msgspec.Struct, frozen=True, eq=False):
    """What every node of the graph has in common."""

    def __bool__(self) -> NoReturn:
        raise TypeError("a proposition is not true or false by itself; combine propositions with all_of, any_of or unless")

    def __and__(self, other: Proposition) -> AllOf:
        return all_of(self, other)

    def __or__(self, other: Proposition) -> AnyOf:
        return any_of(self, other)

    def __invert__(self) -> Not:
        return Not(self)

    @property
    def children(self) -> Sequence[Proposition]:
        """The propositions it is made of."""
        return ()

    @property
    def formula(self) -> Sequence[Proposition]:
        """The propositions on which its truth depends: its children, save what is only weighed."""
        return self.children

    @property
    def entity(self) -> Entity | None:
        """The repeated entity it speaks of, or ``None`` if it speaks of the whole case."""
        return None

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        """This node's value under an interpreter, given the values of its children."""
        raise NotImplementedError(type(self).__name__)


class _Node(Proposition, frozen=True, eq=False, kw_only=True):
    """A proposition made of others, or about a variable; what it speaks of is found once, when it is made."""

    entity: Entity | None = None

    def _speaks_of(self, entity: Entity | None) -> None:
        msgspec.structs.force_setattr(self, "entity", entity)


def _shared_entity(parts: Sequence[Proposition]) -> Entity | None:
    found: Entity | None = None
    for part in parts:
        if part.entity is None or part.entity is found:
            continue
        if found is not None:
            raise ScopeError(f"one proposition cannot speak of each {found.id} and each {part.entity.id} at once")
        found = part.entity
    return found


class YesNo(Variable, Proposition, frozen=True, eq=False):
    """A variable that is itself a proposition: yes, no, or unknown."""

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.yes_no(self, scope)

    def candidates(self, known: Value | None, thresholds: object) -> Sequence[Value]:
        return (True, False)


class Condition(_Node, frozen=True, eq=False):
    """A test of one variable."""

    variable: Variable

    def __post_init__(self) -> None:
        self._speaks_of(self.variable.entity)

    def holds(self, value: Value) -> Truth:
        """Whether the test is met by a known value; undetermined only for an estimate that is too wide."""
        raise NotImplementedError(type(self).__name__)

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.condition(self, scope)


class OneOf(Condition, frozen=True, eq=False):
    """That a choice is one of some options."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        Condition.__post_init__(self)
        if isinstance(self.variable, Choice):
            strange = set(self.options) - set(self.variable.options)
            if strange:
                raise ValueError(f"{self.variable.id} has no option {', '.join(sorted(strange))}")

    def holds(self, value: Value) -> Truth:
        return Truth.ESTABLISHED if value in self.options else Truth.NOT_ESTABLISHED


class Compare(Condition, frozen=True, eq=False):
    """That a number or a day reaches a bound, or that an estimate lies above it."""

    bound: float | dt.date

    def holds(self, value: Value) -> Truth:
        return reaches(value, self.bound)


class Elapsed(_Node, frozen=True, eq=False):
    """That one day is no later than so many years, months and days after another; unknown while either is.

    Attributes:
        rolls_over: a last day on a Saturday, a Sunday or a legal holiday moves to the next day that is none.
        from_start: it must also be no earlier than that other day: a period that has not begun does not run.
        number: id of the dated number that says how long the time is; empty if none is recorded.
    """

    later: Day
    earlier: Day
    years: int = 0
    days: int = 0
    no_earlier: dt.date | None = None
    rolls_over: bool = False
    from_start: bool = False
    months: int = 0
    number: str = ""

    def __post_init__(self) -> None:
        if self.later.entity is not None or self.earlier.entity is not None:
            raise ScopeError(f"days of each entity cannot be compared: {self.later.id}, {self.earlier.id}")

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.elapsed(self, scope)

    def holds(self, later: dt.date, earlier: dt.date) -> Truth:
        """Whether ``later`` is on or before the last day; whole years from 29 February end on 28 February."""
        begins, last = self.span(earlier)
        if self.from_start and later < begins:
            return Truth.NOT_ESTABLISHED
        return Truth.ESTABLISHED if later <= last else Truth.NOT_ESTABLISHED

    def span(self, earlier: dt.date) -> tuple[dt.date, dt.date]:
        """The day from which the time runs, and its last day."""
        begins = earlier if self.no_earlier is None else max(earlier, self.no_earlier)
        last = later_by(begins, years=self.years, months=self.months) + dt.timedelta(days=self.days)
        return begins, next_working_day(last) if self.rolls_over else last


class Constant(_Node, frozen=True, eq=False):
    """A matter that the law itself settles."""

    truth: Truth
    because: str

    def __post_init__(self) -> None:
        if not self.truth.is_definite:
            raise ValueError("the law settles a matter one way or the other; a question of law is for what is open")

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.constant(self)


class _Compound(_Node, frozen=True, eq=False):
    parts: tuple[Proposition, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"{type(self).__name__} needs at least one part")
        self._speaks_of(_shared_entity(self.parts))

    @property
    def children(self) -> Sequence[Proposition]:
        return self.parts


class AllOf(_Compound, frozen=True, eq=False):
    """That every part holds."""

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.all_of(self, [visit(part, scope) for part in self.parts])


class AnyOf(_Compound, frozen=True, eq=False):
    """That at least one part holds."""

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.any_of(self, [visit(part, scope) for part in self.parts])


class Not(_Node, frozen=True, eq=False):
    """That a proposition does not hold."""

    part: Proposition

    def __post_init__(self) -> None:
        self._speaks_of(self.part.entity)

    @property
    def children(self) -> Sequence[Proposition]:
        return (self.part,)

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.negation(self, visit(self.part, scope))


class Unless(_Compound, frozen=True, eq=False):
    """That something holds and its exception does not; the exception stays a node of its own, to be explained."""

    @property
    def general(self) -> Proposition:
        """What holds in general."""
        return self.parts[0]

    @property
    def exception(self) -> Proposition:
        """What defeats it."""
        return self.parts[1]

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.unless(self, visit(self.general, scope), visit(self.exception, scope))


class Some(_Node, frozen=True, eq=False):
    """That at least ``at_least`` of a collection's entities are such that the body holds."""

    collection: Collection
    body: Proposition
    at_least: int = 1

    def __post_init__(self) -> None:
        if self.body.entity not in {None, self.collection.entity}:
            raise ScopeError(f"{self.collection.id} are not what {self.body.entity} speaks of")

    @property
    def children(self) -> Sequence[Proposition]:
        return (self.body,)

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        members = interpreter.members(self.collection)
        return interpreter.some(self, None if members is None else [visit(self.body, member) for member in members])


class Citation(msgspec.Struct, frozen=True):
    """An authority and the place in it that says so.

    Attributes:
        authority: id of the authority in the law data.
        pin: page or paragraph.
        point: id of the question of law it is cited for, where one page decides several points.
    """

    authority: str
    pin: str = ""
    point: str = ""


class Rule(_Node, frozen=True, eq=False):
    """A named legal conclusion: its formula, its authority, and one sentence in our own words.

    Attributes:
        id: a noun; stored in users' decisions.
        sentence: what it says when it holds.
        body: the formula.
        by: the authorities for it, the one that states it first.
        weighs: what must be weighed although it decides nothing by itself; evaluated and shown, not part of the formula.
    """

    id: str
    sentence: str
    body: Proposition
    by: tuple[Citation, ...]
    weighs: tuple[Proposition, ...] = ()

    def __post_init__(self) -> None:
        self._speaks_of(_shared_entity((self.body, *self.weighs)))

    @property
    def children(self) -> Sequence[Proposition]:
        return (self.body, *self.weighs)

    @property
    def formula(self) -> Sequence[Proposition]:
        return (self.body,)

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        return interpreter.rule(self, visit(self.body, scope), scope)


class Question(_Node, frozen=True, eq=False):
    """A question of law: its readings are formulas, and the forum picks among them.

    Where the forum leaves more than one reading alive, the question is open and is treated like an unknown.
    """

    id: str
    readings: Mapping[str, Proposition]

    def __post_init__(self) -> None:
        self._speaks_of(_shared_entity(tuple(self.readings.values())))

    @property
    def children(self) -> Sequence[Proposition]:
        return tuple(self.readings.values())

    def fold(self, interpreter: Interpreter[T], visit: Visit[T], scope: int | None) -> T:
        live = interpreter.live(self)
        return interpreter.question(self, {name: visit(self.readings[name], scope) for name in live})


def all_of(*parts: Proposition) -> AllOf:
    """That every one of these holds."""
    return AllOf(parts)


def any_of(*parts: Proposition) -> AnyOf:
    """That at least one of these holds."""
    return AnyOf(parts)


def unless(general: Proposition, exception: Proposition) -> Unless:
    """That ``general`` holds and ``exception`` does not."""
    return Unless((general, exception))


def some(collection: Collection, body: Proposition) -> Some:
    """That at least one of the collection is such that ``body`` holds."""
    return Some(collection, body)


def at_least(count: int, collection: Collection, body: Proposition) -> Some:
    """That at least ``count`` of the collection are such that ``body`` holds."""
    return Some(collection, body, count)


def every(collection: Collection, body: Proposition) -> Not:
    """That each of the collection is such that ``body`` holds (of an empty one, it holds)."""
    return Not(Some(collection, Not(body)))


def question(identifier: str, **readings: Proposition) -> Question:
    """A question of law with its readings by name."""
    return Question(identifier, readings)


def cite(authority: str, pin: str = "", *, point: str = "") -> Citation:
    """An authority, by its id in the law data, and the place in it; ``point`` where one page decides several questions of law."""
    return Citation(authority, pin, point)


def rule(
    identifier: str,
    sentence: str,
    body: Proposition,
    *,
    by: Citation | tuple[Citation, ...],
    weighs: Sequence[Proposition] = (),
) -> Rule:
    """A named legal conclusion.

    Args:
        identifier: a noun.
        sentence: what it says when it holds, in our own words.
        body: its formula.
        by: the authority that states it, or several, that one first.
        weighs: what the law says to weigh, without saying how much.
    """
    return Rule(identifier, sentence, body, (by,) if isinstance(by, Citation) else by, tuple(weighs))
