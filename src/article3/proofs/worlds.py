"""All cases in all forums, put to the solver: what is asked of it, and the case that answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.facts.after import FORMS, asked_on, form, grants
from article3.facts.case import Answer, Case
from article3.facts.fact import Text
from article3.facts.values import LEGAL_ESTIMATES, MORE_LIKELY_THAN_NOT, NOT_MORE_LIKELY_THAN_NOT
from article3.facts.vocabulary import COLLECTIONS
from article3.law.stretches import stretches
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Value
from article3.proofs.bounds import enough
from article3.proofs.claims import Found
from article3.proofs.days import longest, shortest
from article3.proofs.encoding import Encoding
from article3.proofs.solver import z3
from article3.rules.rulebase import ROOTS, THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from article3.law.stretches import Stretch
    from article3.logic.propositions import Proposition, Rule
    from article3.logic.variables import Collection, Entity, Variable
    from article3.proofs.encoding import Place, Planes
    from article3.proofs.setting import Setting

TIMEOUT = 20_000
"""Milliseconds after which the solver gives up on one question."""

HALF = 0.5


class GaveUpError(Exception):
    """The solver did not answer in time."""


def members(copies: int = 1, more: int = 0) -> dict[Collection, Sequence[int]]:
    """Indexes for as many entities of each collection as are enough.

    Args:
        copies: how many cases over the same entities are compared.
        more: how many entities of each collection a property itself speaks of.
    """
    counts = enough(*ROOTS)
    taken: dict[Entity, int] = {}
    found: dict[Collection, Sequence[int]] = {grants: range(len(FORMS))}
    for collection, _ in COLLECTIONS.values():
        first = taken.get(collection.entity, 0)
        following = taken[collection.entity] = first + copies * counts.get(collection, 0) + more
        found[collection] = range(first, following)
    return found


class World:
    """Every case with enough entities, in every forum; completions of them, or cases known in part.

    Args:
        setting: the law data and the rules.
        copies: see :func:`members`.
        more: see :func:`members`.
        always: the collections that every case lists.
        completion: see :class:`article3.proofs.encoding.Encoding`.
        like: a world whose facts this one shares.
        prefix: what tells its readings from those of the other.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        copies: int = 1,
        more: int = 0,
        always: Iterable[Collection] = (),
        completion: bool = True,
        like: World | None = None,
        prefix: str = "",
    ) -> None:
        self.setting = setting
        self.law = setting.law
        self.checks = 0
        self.members: dict[Collection, Sequence[int]] = members(copies, more) if like is None else like.members
        self.encoding: Encoding = Encoding(
            self.members,
            always=(grants, *always),
            completion=completion,
            like=None if like is None else like.encoding,
            settled=self._instead if setting.instead else None,
            prefix=prefix,
        )
        self._stretches: list[tuple[Stretch, z3.BoolRef]] = []
        self._prefix = prefix
        self._only_some: set[str] = set()
        self._solver = z3.Solver()
        self._solver.set("timeout", TIMEOUT)
        self._laws = [self.encoding.fact(form, index) == index for index in self.members[grants]]
        self._laws += [self.encoding.known(form, index) for index in self.members[grants]]
        self._laws.append(self.encoding.known(asked_on))
        self._laws_told = self._of_facts = self._of_questions = 0

    def _instead(self, node: Proposition, scope: int | None) -> Planes | None:
        other = self.setting.now(node)
        return None if other is node else self.encoding.planes(other, scope)

    def holds(self, node: Proposition, scope: int | None = None) -> z3.BoolRef:
        """That a proposition is established."""
        return self.encoding.holds(node, scope)

    def laws(self) -> list[z3.BoolRef]:
        """What holds of every case, and that every question of law met so far has a reading; it only ever grows."""
        encoding = self.encoding
        self._laws += [*encoding.laws[self._of_facts :], *list(encoding.questions.values())[self._of_questions :]]
        self._of_facts, self._of_questions = len(encoding.laws), len(encoding.questions)
        return self._laws

    def forums(self, questions: Iterable[str] | None = None) -> list[z3.BoolRef]:
        """That the readings are those of some circuit on the day that the law is asked.

        Args:
            questions: the questions of law that matter; all that were met if absent.
        """
        asked = sorted(self.encoding.readings if questions is None else set(questions) & set(self.encoding.readings))
        self._only_some = set(self.encoding.readings) - set(asked)
        self._stretches = []
        by_law: dict[tuple[tuple[str, ...], ...], z3.BoolRef] = {}
        told = []
        day = self.encoding.fact(asked_on)
        for stretch in stretches(self.law):
            one = z3.Bool(f"{self._prefix}{stretch.circuit} from {stretch.first}")
            self._stretches.append((stretch, one))
            told.append(z3.Implies(one, z3.And(day >= stretch.first.toordinal(), day <= stretch.last.toordinal())))
            live = tuple(stretch.live[question] for question in asked)
            same = by_law.setdefault(live, z3.Bool(f"{self._prefix}law {len(by_law)}"))
            told.append(z3.Implies(one, same))
        selected = [one for _, one in self._stretches]
        told += [z3.Or(*selected), z3.AtMost(*by_law.values(), 1)]
        for place, question in enumerate(asked):
            for name, chosen in self.encoding.readings[question].items():
                homes = [same for live, same in by_law.items() if name in live[place]]
                told.append(z3.Implies(chosen, z3.Or(*homes)))
        return told

    def in_forum(self, live: Mapping[str, Sequence[str]]) -> list[z3.BoolRef]:
        """That the readings are those of a forum: where a question is open there, in a completion any one of them."""
        told = []
        for question, readings in self.encoding.readings.items():
            for name, chosen in readings.items():
                if name not in live[question]:
                    told.append(z3.Not(chosen))
                elif len(live[question]) == 1 or not self.encoding.completion:
                    told.append(chosen)
        return told

    def known_days_and_lists(self) -> list[z3.BoolRef]:
        """That the case states every day and lists every collection."""
        encoding = self.encoding
        days = [encoding.known(variable, scope) for variable, scope in list(encoding.facts) if isinstance(variable, Day)]
        return [*days, *(listed for listed in encoding.listings.values())]

    def plain_days(self) -> list[z3.BoolRef]:
        """That no day lies where only the true calendar can tell whether it is in time."""
        encoding, told = self.encoding, []
        for node in encoding.free:
            if isinstance(node, Elapsed):
                gap = encoding.fact(node.later) - encoding.fact(node.earlier)
                told.append(z3.Or(gap <= shortest(node), gap > longest(node)))
                if node.no_earlier is not None:
                    told.append(encoding.fact(node.earlier) >= node.no_earlier.toordinal())
        return told

    def ask(self, *told: z3.BoolRef) -> z3.ModelRef | None:
        """A case of which all that is told is true, as a model, or ``None`` if there is none.

        Raises:
            GaveUpError: if the solver does not know.
        """
        self.checks += 1
        laws = self.laws()
        self._solver.add(*laws[self._laws_told :])
        self._laws_told = len(laws)
        self._solver.push()
        try:
            self._solver.add(*told)
            answer = self._solver.check()
            if answer == z3.unknown:
                raise GaveUpError(self._solver.reason_unknown())
            return self._solver.model() if answer == z3.sat else None
        finally:
            self._solver.pop()

    def keep(self, *told: z3.BoolRef) -> None:
        """Take something for granted from now on, which is quicker than telling it each time."""
        self._solver.add(*told)

    def search(self, *told: z3.BoolRef) -> Found | None:
        """A case in some forum of which all that is told is true, or ``None`` if there is none."""
        found = self.search_model(*told)
        return None if found is None else found[1]

    def search_model(self, *told: z3.BoolRef) -> tuple[z3.ModelRef, Found] | None:
        """The same, with the model itself.

        A case is preferred that can be run: with every list and every day stated, and no day on which only the true calendar can
        tell what is in time.
        """
        forums = self.forums()
        for further in ([*self.known_days_and_lists(), *self.plain_days()], self.known_days_and_lists(), []):
            model = self.ask(*forums, *told, *further)
            if model is not None:
                return model, self.found(model)
        return None

    def scopes(self, rule: Rule) -> list[int | None]:
        """Every entity of which a rule can be asked; of a rule about the case, the case."""
        if rule.entity is None:
            return [None]
        return [index for collection, indexes in self.members.items() if collection.entity is rule.entity for index in indexes]

    def found(self, model: z3.ModelRef) -> Found:
        """The case and the forum of a model."""
        stretch = next(stretch for stretch, one in self._stretches if z3.is_true(model.eval(one)))
        readings = {
            question: name
            for question, names in self.encoding.readings.items()
            if question not in self._only_some
            for name, chosen in names.items()
            if z3.is_true(model.eval(chosen))
        }
        as_of = dt.date.fromordinal(model.eval(self.encoding.fact(asked_on), model_completion=True).as_long())
        still_open = frozenset(question for question, live in stretch.live.items() if len(live) > 1)
        return Found(self.case(model, stretch.circuit, as_of), stretch.circuit, as_of, readings, still_open)

    def case(self, model: z3.ModelRef, circuit: str | None = None, as_of: dt.date | None = None) -> Case:
        """The case of a model, with every fact that the encoding has met and that the model knows."""
        encoding = self.encoding
        lists: dict[str, tuple[int, ...]] = {}
        names: dict[tuple[Entity, int], str] = {}
        outside: set[tuple[Entity, int]] = set()
        for key, (collection, _) in COLLECTIONS.items():
            present = [index for index in self.members[collection] if self._is(model, encoding.present(collection, index))]
            if self._is_known(model, encoding.listed(collection)):
                lists[key] = tuple(present)
            outside |= {(collection.entity, index) for index in self.members[collection] if index not in lists.get(key, ())}
            for number, index in enumerate(lists.get(key, ()), 1):
                names[collection.entity, index] = f"{_SINGULAR[key]}-{number}"
        answers = {
            place: Answer(_value(place[0], model.eval(fact, model_completion=True)))
            for place, fact in encoding.facts.items()
            if self._is_stated(place, model, outside)
        }
        return Case(answers=answers, lists=lists, names=names, circuit=circuit, as_of=as_of)

    def _is_stated(self, place: Place, model: z3.ModelRef, outside: set[tuple[Entity, int]]) -> bool:
        variable, scope = place
        if variable in {form, asked_on} or isinstance(variable, Text):
            return False
        if variable.entity is not None and scope is not None and (variable.entity, scope) in outside:
            return False
        known = self.encoding.known_facts.get(place)
        return self.encoding.completion if known is None else self._is_known(model, known)

    @staticmethod
    def _is(model: z3.ModelRef, told: z3.BoolRef) -> bool:
        return bool(z3.is_true(model.eval(told)))

    def _is_known(self, model: z3.ModelRef, known: z3.BoolRef) -> bool:
        """In a completion what the model leaves open is known; in a case known in part it is not."""
        answer = model.eval(known)
        return not z3.is_false(answer) if self.encoding.completion else bool(z3.is_true(answer))


_SINGULAR = {"convictions": "conviction", "past_harms": "past", "feared_harms": "feared"}


def _value(variable: Variable, value: z3.ExprRef) -> Value:
    if isinstance(variable, YesNo):
        return bool(z3.is_true(value))
    if isinstance(variable, Choice):
        return variable.options[int(value.as_long())]
    if isinstance(variable, Day):
        return dt.date.fromordinal(value.as_long())
    number = float(value.as_fraction())
    if not isinstance(variable, Estimate):
        return number
    if set(THRESHOLDS.get(variable, ())) == {HALF}:
        return LEGAL_ESTIMATES[MORE_LIKELY_THAN_NOT if number > HALF else NOT_MORE_LIKELY_THAN_NOT]
    return Interval(number, number)


def value_in(variable: Variable, model: z3.ModelRef, fact: z3.ExprRef) -> Value:
    """The value of a fact in a model, as a case states it."""
    return _value(variable, model.eval(fact, model_completion=True))


def facts_below(*roots: Proposition) -> dict[Variable, None]:
    """Every fact on which a formula below the roots depends, in the order in which it is met."""
    found: dict[Variable, None] = {}
    for node in nodes(*roots, formula_only=True):
        if isinstance(node, YesNo):
            found[node] = None
        elif isinstance(node, Condition):
            found[node.variable] = None
        elif isinstance(node, Elapsed):
            found |= {node.later: None, node.earlier: None}
    return found
