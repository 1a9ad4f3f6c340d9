"""The fewest facts on which two forums part.

Every fact may be unknown. The solver looks for a case, known in part, that one forum decides one way and the other
another, with as few facts stated as there can be. Kleene's tables alone would ask for more than is needed where an
unknown occurs once as a condition and once as its opposite ("withholding unless barred, deferral if barred"); so such
a rule is tried both ways. What is found is put to ``decide``, and each fact is taken away once to see that none can
be spared.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on, grant
from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.law.stretches import stretch_of
from article3.logic.fold import Fold, nodes
from article3.logic.propositions import Not, Question, Rule, Unless
from article3.logic.truth import Truth
from article3.logic.variables import Day
from article3.proofs.claims import Found, Sample
from article3.proofs.encoding import Planes
from article3.proofs.limbs import first_of
from article3.proofs.samples import evaluation, sampled, smaller
from article3.proofs.setting import Setting
from article3.proofs.solver import z3
from article3.proofs.worlds import World
from article3.rules.convention import protection_cat
from article3.rules.rulebase import FORMS, PROCEDURE, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.propositions import Proposition

EARLIEST = dt.date(1996, 1, 1)
"""No day of a case is looked for before this one, which only keeps cases lifelike."""

PATIENCE = 30_000
"""Milliseconds for one conclusion; what has been found by then may not be the smallest, and says so."""


class NotKnownError(Exception):
    """The solver gave up: that nothing was found does not show that there is nothing to find."""


class Parting(msgspec.Struct, frozen=True):
    """A question of law on which two forums differ.

    Attributes:
        readings: those alive in each.
        decides: whether the second forum would no longer conclude as it does if it gave the first forum's answer to this one.
    """

    question: str
    asks: str
    readings: tuple[tuple[str, ...], tuple[str, ...]]
    decides: bool


class Stated(msgspec.Struct, frozen=True):
    """A fact of the case, in words."""

    fact: str
    question: str
    value: str


class Split(msgspec.Struct, frozen=True):
    """A smallest case on which two forums part.

    Attributes:
        rule: the conclusion that differs.
        truths: what each forum says of it.
        partings: the questions of law on which the two differ and that bear on it.
        facts: what the case states, in the order of a case file.
        smallest: whether no case with fewer facts was shown to do; otherwise only that none of these can be spared.
        samples: the case as a file for each forum, with what ``decide`` says there.
    """

    rule: str
    sentence: str
    truths: tuple[Truth, Truth]
    partings: tuple[Parting, ...]
    facts: tuple[Stated, ...]
    smallest: bool
    samples: tuple[Sample, Sample]


Live = dict[str, tuple[str, ...]]
"""The readings alive in a forum, by question of law."""


def split(law: Law, one: Forum, other: Forum, question: str = "", rule: str = "") -> Split | None:
    """A smallest case that two forums decide differently, or ``None`` if there is none.

    Args:
        law: the law data.
        one: a circuit and a day.
        other: another.
        question: the difference is to come from this question of law alone; from any if empty.
        rule: the conclusion that is to differ; the forms of protection and then the steps of procedure if empty.

    Raises:
        KeyError: if there is no such question or rule.
        NotKnownError: if no case was found, and for some conclusion it was not found out in time whether there is one.
    """
    lives = tuple(dict(stretch_of(law, forum.circuit, forum.as_of).live) for forum in (one, other))
    parting = [name for name in law.questions if lives[0][name] != lives[1][name]]
    if question and question not in law.questions:
        raise KeyError(question)
    wanted = [RULES[rule]] if rule else [protection_cat, *(form for form in FORMS if form is not protection_cat), *PROCEDURE]
    if question and not rule:
        wanted += [asking for asking in RULES.values() if asking not in wanted and asks(asking, question)]
    not_known: NotKnownError | None = None
    for definite in (True, False):
        for conclusion in wanted:
            if any(asks(conclusion, name) for name in ([question] if question else parting) if name in parting):
                try:
                    found = _Search(law, (one, other), lives, conclusion, question).smallest(definite=definite)
                except NotKnownError as error:
                    not_known = error  # another conclusion may show it all the same
                else:
                    if found is not None:
                        return found
    if not_known is not None:
        raise not_known
    return None


def asks(rule: Rule, question: str) -> bool:
    """Whether a rule depends on a question of law."""
    return any(isinstance(node, Question) and node.id == question for node in nodes(rule, formula_only=True))


def both_ways(root: Rule) -> list[Rule]:
    """The rules that count for the root in one place and against it in another, without those below another such."""
    signs: dict[Proposition, set[bool]] = {root: {True}}
    for node in reversed(list(nodes(root, formula_only=True))):
        for part in node.formula:
            turned = isinstance(node, Not) or (isinstance(node, Unless) and part is node.exception)
            signs.setdefault(part, set()).update(sign != turned for sign in signs[node])
    mixed = [node for node, both in signs.items() if isinstance(node, Rule) and len(both) > 1]
    inside = {below for rule in mixed for below in nodes(rule.body, formula_only=True)}
    return [rule for rule in mixed if rule not in inside]


class _Search:
    """One conclusion in two forums, over every case known in part."""

    def __init__(self, law: Law, forums: tuple[Forum, Forum], lives: Sequence[Live], rule: Rule, question: str) -> None:
        self._law, self._forums, self._lives, self._rule, self._question = law, forums, lives, rule, question
        self._worlds: list[World] = []
        self._planes: list[Planes] = []
        standings = [*lives, {**lives[1], question: lives[0][question]}] if question else list(lives)
        for number, live in enumerate(standings):
            like = self._worlds[0] if self._worlds else None
            world = World(Setting(law), completion=False, like=like, prefix=f"{number} ")
            planes = self._either_way(world)
            self._worlds.append(world)
            day = z3.IntVal(forums[min(number, 1)].as_of.toordinal())
            now = [(world.encoding.fact(asked_on), day)]
            alive = [
                (chosen, z3.BoolVal(name in live[of]))
                for of, names in world.encoding.readings.items()
                for name, chosen in names.items()
            ]
            self._planes.append(Planes(*(z3.substitute(told, *now, *alive) for told in planes)))

    def _either_way(self, world: World) -> Planes:
        """The conclusion, where it is the same whichever way a rule turns out that counts both for it and against it."""
        scope = first_of(world, self._rule)
        found = world.encoding.planes(self._rule, scope)
        yes, no = [found.yes], [found.no]
        for mixed in both_ways(self._rule):
            ways = [
                _fixed(world, mixed, Planes(z3.BoolVal(way), z3.BoolVal(not way))).value(self._rule, scope)
                for way in (True, False)
            ]
            yes.append(z3.And(*(each.yes for each in ways)))
            no.append(z3.And(*(each.no for each in ways)))
        return Planes(z3.Or(*yes), z3.Or(*no))

    def smallest(self, *, definite: bool) -> Split | None:
        """The case with the fewest facts, or ``None`` if the two forums agree on every case.

        Args:
            definite: whether each forum is to decide it, one way and the other; else one decides and one leaves it open.
        """
        first, second = self._planes[:2]
        same = self._planes[2] if self._question else None
        ways = []
        for one, other, back in (("yes", "no", "yes"), ("no", "yes", "no")):
            told = [getattr(first, one), getattr(second, other)]
            if not definite:
                told = [getattr(first, one), z3.Not(z3.Or(second.yes, second.no))]
            if same is not None:
                told.append(getattr(same, back))
            ways.append(z3.And(*told))
        if not definite and same is None:
            ways += [z3.And(z3.Or(second.yes, second.no), z3.Not(z3.Or(first.yes, first.no)))]
        costs = self._costs()
        solver = z3.Optimize()
        solver.set("timeout", PATIENCE)
        solver.add(*self._laws(), z3.Or(*ways))
        for cost in costs:
            solver.add_soft(z3.Not(cost))
        answer = solver.check()
        if answer == z3.unsat:
            return None
        model = solver.model()
        if answer == z3.unknown and not len(model):
            model = self._any(ways)
            if model is None:
                return None
        return self._told(model, exact=answer == z3.sat)

    def _any(self, ways: Sequence[z3.BoolRef]) -> z3.ModelRef | None:
        """Some case, where the smallest was not found in time; ``None`` if there is none.

        Raises:
            NotKnownError: if that is not found out in time either.
        """
        solver = z3.Solver()
        solver.set("timeout", PATIENCE)
        solver.add(*self._laws(), z3.Or(*ways))
        answer = solver.check()
        if answer == z3.unknown:
            raise NotKnownError("it was not found out in time whether the two forums part; ask about one conclusion with --rule")
        return solver.model() if answer == z3.sat else None

    def _laws(self) -> Iterator[z3.BoolRef]:
        """What holds of every case; that days are of our time; that a fact of an entity is stated only where that is listed."""
        encoding = self._worlds[0].encoding
        yield from (law for world in self._worlds for law in world.laws())
        for (variable, _), value in encoding.facts.items():
            if isinstance(variable, Day) and variable is not asked_on:
                yield value >= EARLIEST.toordinal()
                yield value <= max(forum.as_of for forum in self._forums).toordinal()
        for collection, _ in COLLECTIONS.values():
            for index in self._worlds[0].members[collection]:
                present = encoding.present(collection, index)
                yield z3.Implies(present, encoding.listed(collection))
                for (variable, scope), known in encoding.known_facts.items():
                    if variable.entity is collection.entity and scope == index:
                        yield z3.Implies(known, present)

        place = first_of(self._worlds[0], self._rule)
        if place is not None and self._rule.entity is not grant:
            yield z3.Or(
                *(
                    encoding.present(collection, index)
                    for collection, indexes in self._worlds[0].members.items()
                    if collection.entity is self._rule.entity
                    for index in indexes
                    if index == place
                )
            )

    def _costs(self) -> list[z3.BoolRef]:
        encoding = self._worlds[0].encoding
        stated = [
            known for (variable, _), known in encoding.known_facts.items() if variable in FACTS and variable is not asked_on
        ]
        return [*stated, *encoding.presences.values(), *encoding.listings.values()]

    def _told(self, model: z3.ModelRef, *, exact: bool) -> Split | None:
        one = self._forums[0]
        found = self._worlds[0].case(model, one.circuit, one.as_of)
        if not self._partings_shown(found):
            return None
        truths = self._truths(found)
        case = smaller(found, lambda less: self._truths(less) == truths and self._partings_shown(less))
        one_sample, other_sample = (self._sample(case, forum, truth) for forum, truth in zip(self._forums, truths, strict=True))
        return Split(
            self._rule.id,
            self._rule.sentence,
            truths,
            tuple(self._partings(case, truths)),
            tuple(_stated(case)),
            exact,
            (one_sample, other_sample),
        )

    def _sample(self, case: Case, forum: Forum, truth: Truth) -> Sample:
        where = Found(case, forum.circuit, forum.as_of, {}, frozenset())
        scope = first_of(self._worlds[0], self._rule)
        says = f"{self._rule.id} is {truth.value} in {forum.circuit}; {' and '.join(each.circuit for each in self._forums)} part"

        def shows(decision: Decision, _: Case) -> bool:
            return any(finding.rule == self._rule.id and finding.truth is truth for finding in decision.findings.values())

        return sampled(where, self._law, says, [(self._rule, scope)], shows)

    def _truths(self, case: Case, assume: Mapping[str, str] | None = None) -> tuple[Truth, Truth]:
        scope = first_of(self._worlds[0], self._rule)
        one, other = (
            evaluation(case, forum.circuit, forum.as_of, self._law, given).reached(self._rule, scope).truth
            for forum, given in zip(self._forums, (None, assume), strict=True)
        )
        return one, other

    def _partings_shown(self, case: Case) -> bool:
        one, other = self._truths(case)
        place = first_of(self._worlds[0], self._rule)
        listed = {
            index for name, (of, _) in COLLECTIONS.items() if of.entity is self._rule.entity for index in case.lists.get(name, ())
        }
        if one is other or not (place is None or self._rule.entity is grant or place in listed):
            return False
        if not self._question:
            return True
        live = self._lives[0][self._question]
        return len(live) > 1 or self._truths(case, {self._question: live[0]})[1] is one

    def _partings(self, case: Case, truths: tuple[Truth, Truth]) -> Iterator[Parting]:
        for name, asked in self._law.questions.items():
            one, other = self._lives[0][name], self._lives[1][name]
            if one == other or not asks(self._rule, name):
                continue
            decides = len(one) == 1 and self._truths(case, {name: one[0]})[1] is not truths[1]
            yield Parting(name, asked.asks, (one, other), decides)


def _fixed(world: World, rule: Rule, turned_out: Planes) -> Fold[Planes]:
    """The same formulas, with one rule taken to turn out in one way."""
    return Fold(world.encoding, lambda node, _: turned_out if node is rule else None)


def _stated(case: Case) -> Iterator[Stated]:
    for variable, fact in FACTS.items():
        for (stated, scope), answer in case.answers.items():
            if stated is variable and answer.value is not None:
                name = "" if variable.entity is None or scope is None else f"{case.name(variable.entity, scope)}: "
                yield Stated(f"{name}{full_id(variable)}", fact.question, written(answer.value))
