"""The graph as text in another language: one fold, from which every peer gets its rules.

What a rule about each harm means can be written in two ways: over a table of harms, one row a harm, or over columns of the case,
one for each of four places a harm can have. Which of the two a peer is faster with is found by trying (see docs/benchmarks.md).

A question of law is rendered with one column for each of its readings: whether it is alive. Where one reading is, the answer is
that reading's. In three values and with several alive it is what they agree on, in Kleene's logic:
``((~a1 | r1) & (~a2 | r2)) | (((a1 & r1) | (a2 & r2)) & null)``, which is no only where every reading alive is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, NoReturn

from article3.facts.vocabulary import full_id
from article3.logic.fold import Fold
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Not,
    OneOf,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
)
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Estimate
from article3.rules.rulebase import FORMS
from benchmarks.screening.tested import shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.logic.variables import Collection, Variable

CASE = "case"
PLACES = {"harm": 4, "conviction": 2}
"""How many places for harms and convictions a case has, where they are columns of the case."""
LIST_OF = {"harm": "feared_harms", "conviction": "convictions"}
"""The list whose entries the rules on the forms of protection go through."""


class Text(NamedTuple):
    """An expression, and how deep the deepest step is that it names (0: it names columns of facts only)."""

    text: str
    depth: int = 0


class Among(NamedTuple):
    """How many rows of another table are such; only where harms or convictions are a table."""

    level: str
    member: str
    at_least: int


class Step(NamedTuple):
    """A named intermediate result.

    Attributes:
        level: the table that it is a column of: ``case``, ``harm`` or ``conviction``.
        text: its expression; empty if it counts rows of another table.
    """

    name: str
    level: str
    depth: int
    text: str
    among: Among | None = None


def column_of(variable: Variable, place: int | None = None) -> str:
    """The name of a fact's column."""
    return full_id(variable).replace(".", "_") + ("" if place is None else f"_{place}")


def reading_column(question: str, reading: str) -> str:
    """The name of the column that says whether a reading is alive."""
    return f"reading_{question}_{reading}"


class Renderer:
    """Folds the graph into named steps of text; a subclass says how its language writes things.

    Args:
        three_valued: unknown facts and open questions of law are null; otherwise every fact is known and one reading governs.
        places: for which entities the rules are about columns of the case, and how many places they have.
        named: every rule is a step of its own; otherwise only what is used more than once is.
    """

    AND: ClassVar[str] = " & "
    OR: ClassVar[str] = " | "
    NOT: ClassVar[str] = "~{}"
    TRUE: ClassVar[str] = "True"
    FALSE: ClassVar[str] = "False"
    UNKNOWN: ClassVar[str] = "None"

    def __init__(self, *, three_valued: bool, places: Mapping[str, int] = PLACES, named: bool = True) -> None:
        self.three_valued = three_valued
        self.places = dict(places)
        self._named = named
        self.steps: list[Step] = []
        self.outcomes = self._fold_all()

    def _fold_all(self) -> dict[str, str]:
        """For each form of protection, the name of its step."""
        fold: Fold[Text] = Fold(self)
        found = {}
        for form in FORMS:
            fold.value(form)
            found[form.id] = f"rule_{form.id}"
        return found

    def layers(self) -> list[list[Step]]:
        """The steps by depth: a step needs nothing of its own layer or of a later one."""
        depth = max(step.depth for step in self.steps)
        return [[step for step in self.steps if step.depth == at] for at in range(1, depth + 1)]

    # How the language writes it.

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        """A column; ``from_case`` for one of the case, in a formula about each harm."""
        raise NotImplementedError

    def literal(self, value: float | str) -> str:
        """A number, or an option of a choice."""
        return repr(value)

    def one_of(self, ref: str, variable: Choice, options: Sequence[str]) -> str:
        """That a choice is one of these."""
        return self.either([f"({ref} == {self.option(variable, option)})" for option in options])

    def option(self, variable: Choice, option: str) -> str:
        """An option: its number."""
        return str(variable.options.index(option))

    def both(self, parts: Sequence[str]) -> str:
        """A conjunction."""
        return parts[0] if len(parts) == 1 else f"({self.AND.join(parts)})"

    def either(self, parts: Sequence[str]) -> str:
        """A disjunction."""
        return parts[0] if len(parts) == 1 else f"({self.OR.join(parts)})"

    def inverse(self, part: str) -> str:
        """A negation."""
        return self.NOT.format(part)

    def compared(self, ref: str, sign: str, other: str) -> str:
        """A comparison of two columns, or of a column and a number."""
        return f"({ref} {sign} {other})"

    def agreed(self, each: str, some: str) -> str:
        """Yes where all readings alive say so, no where none does, null elsewhere."""
        return self.either([each, self.both([some, self.UNKNOWN])])

    # What each kind of node means (see article3.logic.fold.Interpreter).

    def members(self, collection: Collection) -> Sequence[int]:
        return range(self.places.get(collection.entity.id, 1))

    def live(self, node: Question) -> Sequence[str]:
        return tuple(node.readings)

    def yes_no(self, node: YesNo, scope: int | None) -> Text:
        return Text(self._fact(node, scope))

    def condition(self, node: Condition, scope: int | None) -> Text:
        if isinstance(node, OneOf) and isinstance(node.variable, Choice):
            return Text(self.one_of(self._fact(node.variable, scope), node.variable, node.options))
        if isinstance(node, Compare) and isinstance(node.bound, (int, float)):
            bound = self.literal(float(node.bound))
            if isinstance(node.variable, Estimate):
                return Text(self._above(node.variable, scope, bound))
            return Text(self.compared(self._fact(node.variable, scope), ">=", bound))
        return self._unforeseen(node)

    def elapsed(self, node: Elapsed, scope: int | None) -> Text:
        if node.from_start:
            return self._unforeseen(node)
        return Text(self.compared(self._fact(node.later, scope), "<=", self._fact(node.earlier, scope, "_deadline")))

    def constant(self, node: Constant) -> Text:
        return Text(self.TRUE if node.truth is Truth.ESTABLISHED else self.FALSE)

    def all_of(self, node: AllOf, parts: Sequence[Text]) -> Text:
        return _deep(self.both([part.text for part in parts]), parts)

    def any_of(self, node: AnyOf, parts: Sequence[Text]) -> Text:
        return _deep(self.either([part.text for part in parts]), parts)

    def negation(self, node: Not, part: Text) -> Text:
        return Text(self.inverse(part.text), part.depth)

    def unless(self, node: Unless, general: Text, exception: Text) -> Text:
        return _deep(self.both([general.text, self.inverse(exception.text)]), (general, exception))

    def rule(self, node: Rule, body: Text, scope: int | None) -> Text:
        if node in FORMS or node in shared() or self._named:
            return self._step(f"rule_{node.id}{self._suffix(node, scope)}", self._level(node), body)
        return body

    def question(self, node: Question, readings: Mapping[str, Text]) -> Text:
        at_case = self._level(node) == CASE
        some_alive: list[str] = []
        each_alive: list[str] = []
        for name, reading in readings.items():
            alive = self.ref(reading_column(node.id, name), self._level(node), from_case=not at_case)
            if reading.text != self.FALSE:
                some_alive.append(alive if reading.text == self.TRUE else self.both([alive, reading.text]))
            if reading.text != self.TRUE:
                dead = self.inverse(alive)
                each_alive.append(dead if reading.text == self.FALSE else self.either([dead, reading.text]))
        text = self.either(some_alive)
        if self.three_valued:
            text = self.agreed(self.both(each_alive), text)
        return _deep(text, list(readings.values()))

    def some(self, node: Some, members: Sequence[Text] | None) -> Text:
        assert members is not None  # noqa: S101 - this interpreter always names members
        entity, listed = node.collection.entity.id, node.collection.id
        if LIST_OF[entity] != listed:
            return self._unforeseen(node)
        if entity not in self.places:
            name = f"some_{listed}_{len(self.steps)}"
            depth = members[0].depth + 1
            self.steps.append(Step(name, CASE, depth, "", Among(entity, members[0].text, node.at_least)))
            return Text(self.ref(name, CASE), depth)
        held = [self.both([self.ref(f"{listed}_present_{place}", CASE), member.text]) for place, member in enumerate(members)]
        enough = self.enough(held, node.at_least)
        if self.three_valued:
            # Null where the case does not tell which there are, no where it does.
            enough = self.either([enough, self.ref(f"{listed}_untold", CASE)])
        return _deep(enough, members)

    def enough(self, held: Sequence[str], at_least: int) -> str:
        """That so many hold."""
        if at_least == 1:
            return self.either(held)
        rests = [(one, held[place + 1 :]) for place, one in enumerate(held) if len(held) - place >= at_least]
        return self.either([self.both([one, self.enough(rest, at_least - 1)]) for one, rest in rests])

    def _step(self, name: str, level: str, body: Text) -> Text:
        self.steps.append(Step(name, level, body.depth + 1, body.text))
        return Text(self.ref(name, level), body.depth + 1)

    def _above(self, variable: Estimate, scope: int | None, bound: str) -> str:
        low = self._fact(variable, scope, "_low")
        if not self.three_valued:
            return self.compared(low, ">", bound)
        high, low_open = self._fact(variable, scope, "_high"), self._fact(variable, scope, "_open")
        return self.either(
            [
                self.compared(low, ">", bound),
                self.both([low_open, self.compared(low, ">=", bound)]),
                self.both([self.compared(high, ">", bound), self.UNKNOWN]),
            ]
        )

    def _fact(self, variable: Variable, scope: int | None, end: str = "") -> str:
        entity = None if variable.entity is None else variable.entity.id
        if entity is None:
            return self.ref(column_of(variable) + end, CASE)
        if entity in self.places:
            return self.ref(column_of(variable) + end + f"_{scope}", CASE)
        return self.ref(column_of(variable) + end, entity)

    def _level(self, node: Proposition) -> str:
        return CASE if node.entity is None or node.entity.id in self.places else node.entity.id

    def _suffix(self, node: Proposition, scope: int | None) -> str:
        return f"_{scope}" if node.entity is not None and node.entity.id in self.places else ""

    def _unforeseen(self, node: Proposition) -> NoReturn:
        raise TypeError(f"{type(node).__name__} of this kind is not rendered yet: extend benchmarks/screening/rendering.py")


def _deep(text: str, parts: Sequence[Text]) -> Text:
    return Text(text, max((part.depth for part in parts), default=0))
