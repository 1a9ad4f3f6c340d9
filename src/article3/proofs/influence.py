"""What a fact can do to a conclusion: two cases that differ in it alone are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Answer
from article3.facts.vocabulary import full_id
from article3.logic.propositions import Elapsed, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Day
from article3.proofs.samples import evaluation, sampled, smaller
from article3.proofs.solver import z3
from article3.proofs.worlds import value_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.logic.propositions import Rule
    from article3.logic.variables import Variable
    from article3.proofs.claims import Found, Sample
    from article3.proofs.encoding import Place
    from article3.proofs.record import Record
    from article3.proofs.worlds import World


class Changed:
    """A world, and the same world with some facts changed.

    Args:
        world: every case.
        places: the facts that change.
    """

    def __init__(self, world: World, places: Iterable[Place]) -> None:
        self.world = world
        self.places = list(places)
        self._fresh = {place: self._other(place) for place in self.places}
        encoding = world.encoding
        days = {variable for variable, _ in self.places if isinstance(variable, Day)}
        self._within = {
            node: (within, z3.Bool(f"{within.decl().name()} changed"))
            for node, within in encoding.free.items()
            if isinstance(node, Elapsed) and days & {node.later, node.earlier}
        }
        self._swaps = [(encoding.fact(*place), fresh) for place, fresh in self._fresh.items()] + list(self._within.values())

    def _other(self, place: Place) -> z3.ExprRef:
        fact = self.world.encoding.fact(*place)
        return z3.Const(f"{fact.decl().name()} changed", fact.sort())

    def other(self, place: Place) -> z3.ExprRef:
        """The changed value of a fact."""
        return self._fresh[place]

    def then(self, told: z3.BoolRef) -> z3.BoolRef:
        """What is told of the case, told of the changed case."""
        return z3.substitute(told, *self._swaps)

    def matters_to(self, told: z3.BoolRef) -> bool:
        """Whether a formula has one of the facts in it at all."""
        return not self.then(told).eq(told)

    def laws(self) -> list[z3.BoolRef]:
        """What holds of the changed case too, and that a day which changes is known in both."""
        laws = self.world.laws()
        told = [changed for law in laws if not (changed := self.then(law)).eq(law)]
        told += [self.world.encoding.known(*place) for place in self.places if isinstance(place[0], Day)]
        return told + [self._calendar(node, within, then) for node, (within, then) in self._within.items()]

    def _calendar(self, node: Elapsed, before: z3.BoolRef, after: z3.BoolRef) -> z3.BoolRef:
        """That a time which runs from a later day ends no sooner, whatever the calendar."""
        later, earlier = self.world.encoding.fact(node.later), self.world.encoding.fact(node.earlier)
        later_then, earlier_then = self.then(later), self.then(earlier)
        sooner = [later_then <= later, earlier_then >= earlier]
        back = [later_then >= later, earlier_then <= earlier]
        if node.from_start and node.no_earlier is not None:
            return z3.BoolVal(val=True)  # no rule has such a time; nothing is claimed of it
        if node.from_start:
            sooner.append(later_then >= earlier_then)
            back.append(later >= earlier)
        return z3.And(z3.Implies(z3.And(*sooner, before), after), z3.Implies(z3.And(*back, after), before))


def places_of(world: World, variable: Variable) -> list[Place]:
    """The fact in the case or, of a repeated entity, in the first of each list: any other is like it."""
    if variable.entity is None:
        return [(variable, None)]
    return [
        (variable, indexes[0])
        for collection, indexes in world.members.items()
        if collection.entity is variable.entity and indexes
    ]


def better(variable: Variable, before: z3.ExprRef, after: z3.ExprRef, how: object) -> z3.BoolRef:
    """That a fact is answered more favorably.

    Args:
        variable: the fact.
        before: its value.
        after: its changed value.
        how: ``True`` or ``False`` for what favors by rising or by falling; for a choice, the pairs of options, the worse first.
    """
    if isinstance(variable, YesNo):
        return z3.And(before == (not how), after == bool(how))
    if isinstance(variable, Choice):
        place = variable.options.index
        pairs = how if isinstance(how, tuple) else ()
        return z3.Or(*(z3.And(before == place(worse), after == place(best)) for worse, best in pairs))
    return after > before if how else after < before


def against(record: Record, changed: Changed, told: Sequence[z3.BoolRef], rule: Rule, says: str) -> None:
    """Note what breaks a property, with two cases that show it if some forum has them.

    Args:
        record: where to note it.
        changed: what is compared.
        told: what would break the property.
        rule: the conclusion that would be lost.
        says: what would be so.
    """
    world = changed.world
    if world.ask(*told) is None:
        return
    if world.setting.instead:
        record.fail(f"Refuted: {says}.")  # decide has the rules as they are, so no case could be put to it
        return
    answer = world.search_model(*told)
    if answer is None:
        record.narrowed.append(says)
    else:
        record.fail(f"Refuted: {says}.", *_pair(record, changed, answer, rule, says))


def _pair(record: Record, changed: Changed, answer: tuple[z3.ModelRef, Found], rule: Rule, says: str) -> tuple[Sample, ...]:
    """Two cases that differ in the changed facts alone, and what ``decide`` says of each.

    Args:
        record: the law data, above all.
        changed: what was compared.
        answer: the model that the solver found, and the first case, in which the conclusion is established.
        rule: the conclusion, which is not established in the second.
        says: what the two show.
    """
    model, found = answer
    becomes = (Truth.ESTABLISHED, Truth.NOT_ESTABLISHED)
    values = {place: value_in(place[0], model, changed.other(place)) for place in changed.places}

    def second(case: Case) -> Case:
        return msgspec.structs.replace(
            case, answers={**case.answers, **{place: Answer(value) for place, value in values.items()}}
        )

    def truths(case: Case) -> tuple[Truth, Truth]:
        one, other = (evaluation(each, found.circuit, found.as_of, record.law, found.assume) for each in (case, second(case)))
        return one.reached(rule).truth, other.reached(rule).truth

    def still(case: Case) -> bool:
        return all(place in case.answers for place in changed.places) and truths(case) == becomes

    first = smaller(found.case, still) if still(found.case) else found.case
    words = ", ".join(dict.fromkeys(full_id(place[0]) for place in changed.places))
    samples = []
    for case, truth, when in ((first, becomes[0], "before"), (second(first), becomes[1], "after")):

        def shows(decision: Decision, _: Case, truth: Truth = truth) -> bool:
            return decision.findings[rule.id].truth is truth

        one = msgspec.structs.replace(found, case=case)
        samples.append(sampled(one, record.law, f"{says} ({when} the change of {words})", [(rule, None)], shows))
    return tuple(samples)
