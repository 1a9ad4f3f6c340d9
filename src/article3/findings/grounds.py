"""The reasons for each finding, as a tree whose leaves are facts and whose shared parts are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.findings.model import Cited, Finding, Ground, GroundKind, Missing
from article3.logic.evaluation import Evaluation, Reached, Unknown, UnknownKind
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
from article3.logic.variables import Collection, Entity, Estimate, Number, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from article3.facts.case import Case

_ESTABLISHED, _NOT_ESTABLISHED, _UNDETERMINED = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


class Grounds:
    """Builds findings on demand, each once.

    Args:
        case: the facts.
        evaluation: the truth of every proposition.
        authorities: those of a rule as they stand in the forum.

    Attributes:
        findings: by id, in the order in which they were completed, so that parts come first.
        questions: ids of the questions of law met on the way, open or settled.
        asks: the unknown facts that findings depend on, by place.
    """

    def __init__(self, case: Case, evaluation: Evaluation, authorities: Callable[[Rule], tuple[Cited, ...]]) -> None:
        self._case = case
        self._evaluation = evaluation
        self._authorities = authorities
        self.findings: dict[str, Finding] = {}
        self.questions: dict[str, None] = {}
        self.asks: dict[str, Missing] = {}
        self._places: dict[int, tuple[str, ...]] = {}
        self._open_by_mask: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._lists = {(COLLECTIONS[name][0].entity, index): name for name, indexes in case.lists.items() for index in indexes}

    def finding(self, rule: Rule, scope: int | None) -> Finding:
        """The finding that applies a rule to the case, or to one of its entities."""
        about = "" if rule.entity is None or scope is None else self._case.name(rule.entity, scope)
        identifier = f"{rule.id}[{about}]" if about else rule.id
        found = self.findings.get(identifier)
        if found is not None:
            return found
        reached = self._evaluation.reached(rule, scope)
        grounds = self.ground(rule.body, scope)
        missing, turns_on = self._open(reached)
        made = Finding(
            id=identifier,
            rule=rule.id,
            about=about,
            sentence=rule.sentence,
            truth=reached.truth,
            grounds=grounds,
            weighs=tuple(self.ground(part, scope) for part in rule.weighs),
            authorities=self._authorities(rule),
            evidence=tuple(self._evidence(grounds, {})),
            missing=missing,
            turns_on=turns_on,
            whichever_way=reached.by_completion,
            bounded=reached.bounded,
        )
        self.findings[identifier] = made
        return made

    def ground(self, node: Proposition, scope: int | None) -> Ground:
        """The node as a reason, with its parts; rules become references to their findings."""
        if isinstance(node, Rule):
            found = self.finding(node, scope)
            return Ground(GroundKind.FINDING, found.truth, finding=found.id)
        truth = self._evaluation.reached(node, scope).truth
        if isinstance(node, YesNo):
            return self._fact(node, scope, truth, "")
        if isinstance(node, Condition):
            return self._fact(node.variable, scope, truth, _test(node))
        if isinstance(node, (AllOf, AnyOf, Unless, Not)):
            return Ground(_KINDS[type(node)], truth, parts=tuple(self.ground(part, scope) for part in node.children))
        if isinstance(node, Some):
            return self._some(node, truth)
        if isinstance(node, Question):
            self.questions[node.id] = None
            live = tuple(self._evaluation.live(node))
            parts = tuple(self.ground(node.readings[name], scope) for name in live)
            return Ground(GroundKind.QUESTION, truth, question=node.id, readings=live, parts=parts)
        if isinstance(node, Elapsed):
            return self._days(node, truth)
        if isinstance(node, Constant):
            return Ground(GroundKind.LAW, truth, says=node.because)
        raise TypeError(type(node).__name__)  # pragma: no cover - every kind of node is above

    def decisive(self, finding: Finding) -> tuple[str, ...]:
        """The findings directly below that decide this one or, while it is undetermined, that leave it open."""
        return tuple(dict.fromkeys(part.finding for part in _decisive_leaves(finding.grounds) if part.finding))

    def _fact(self, variable: Variable, scope: int | None, truth: Truth, test: str) -> Ground:
        answer = self._case.answer(variable, scope)
        says = f"{variable.question} ({test})" if test else variable.question
        place = self._place(variable, scope)
        if answer is None:
            return Ground(GroundKind.FACT, truth, says=says, fact=full_id(variable), place=place)
        value = None if answer.value is None else written(answer.value)
        return Ground(
            GroundKind.FACT,
            truth,
            says=says,
            fact=full_id(variable),
            place=place,
            value=value,
            because=answer.because,
            note=answer.note,
        )

    def _days(self, node: Elapsed, truth: Truth) -> Ground:
        parts = tuple(self._fact(day, None, _UNDETERMINED, "") for day in (node.later, node.earlier))
        years = "year" if node.years == 1 else f"{node.years} years"
        return Ground(GroundKind.DAYS, truth, says=f"Is the first day no later than a {years} after the second?", parts=parts)

    def _some(self, node: Some, truth: Truth) -> Ground:
        members = self._case.members(node.collection)
        if members is None:
            return Ground(
                GroundKind.SOME, truth, says=node.collection.question, fact=node.collection.id, place=node.collection.id,
                at_least=node.at_least, listed=False,
            )  # fmt: skip
        parts = tuple(self.ground(node.body, member) for member in members)
        return Ground(GroundKind.SOME, truth, says=node.collection.id, at_least=node.at_least, parts=parts)

    def _place(self, variable: Variable, scope: int | None) -> str:
        if variable.entity is None or scope is None:
            return full_id(variable)
        return f"{self._entry(variable.entity, scope)}.{variable.id}"

    def _entry(self, entity: Entity, scope: int) -> str:
        return f"{self._lists[entity, scope]}[{self._case.name(entity, scope)}]"

    def _evidence(self, ground: Ground, found: dict[str, None]) -> dict[str, None]:
        """The exhibits behind the leaves that decide, or, while it is undetermined, behind what is established so far."""
        for leaf in _decisive_leaves(ground) if ground.truth.is_definite else _definite_leaves(ground):
            below = self.findings[leaf.finding].evidence if leaf.finding else leaf.because
            found.update(dict.fromkeys(below))
        return found

    def _open(self, reached: Reached) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Places of the missing facts, and ids of the open questions of law."""
        if reached.truth is not _UNDETERMINED:
            return (), ()
        known = self._open_by_mask.get(reached.unknown)
        if known is not None:
            return known
        missing: dict[str, None] = {}
        questions = []
        for bit, point in self._evaluation.open_points(reached):
            if point.kind is UnknownKind.QUESTION:
                questions.append(str(point.subject))
                continue
            places = self._places.get(bit)
            if places is None:
                asked = {item.place: item for item in self._asked(point)}
                self.asks.update(asked)
                places = self._places[bit] = tuple(asked)
            missing.update(dict.fromkeys(places))
        known = self._open_by_mask[reached.unknown] = (tuple(missing), tuple(questions))
        return known

    def _asked(self, point: Unknown) -> list[Missing]:
        subject = point.subject
        if isinstance(subject, Some):
            return [_list_missing(subject.collection)]
        if isinstance(subject, Elapsed):
            return [
                self._fact_missing(day, None) for day in (subject.later, subject.earlier) if self._case.value(day, None) is None
            ]
        if isinstance(subject, Variable):
            return [self._fact_missing(subject, point.scope)]
        raise TypeError(type(subject).__name__)  # pragma: no cover - the evaluation makes no others

    def _fact_missing(self, variable: Variable, scope: int | None) -> Missing:
        fact = FACTS[variable]
        return Missing(full_id(variable), self._place(variable, scope), fact.question, fact.kind.value, fact.hint, fact.form)


_KINDS = {AllOf: GroundKind.ALL_OF, AnyOf: GroundKind.ANY_OF, Unless: GroundKind.UNLESS, Not: GroundKind.NOT}


def _list_missing(collection: Collection) -> Missing:
    return Missing(collection.id, collection.id, collection.question, "list")


def _test(node: Condition) -> str:
    if isinstance(node, OneOf):
        return " or ".join(node.options)
    if isinstance(node, Compare) and isinstance(node.variable, Estimate) and isinstance(node.bound, float):
        return f"more than {node.bound * 100:g}%"
    if isinstance(node, Compare) and isinstance(node.variable, Number):
        return f"{node.bound} {node.variable.unit} or more"
    return f"on or after {node.bound}" if isinstance(node, Compare) else ""


def _decisive_leaves(ground: Ground) -> list[Ground]:
    """Leaves without which the truth would not be what it is; of something undetermined, the undetermined ones."""
    if not ground.parts:
        return [ground]
    return [leaf for part in _decisive_parts(ground) for leaf in _decisive_leaves(part)]


def _decisive_parts(ground: Ground) -> Sequence[Ground]:
    parts, truth = ground.parts, ground.truth
    if ground.kind in {GroundKind.NOT, GroundKind.QUESTION, GroundKind.DAYS}:
        return parts
    if ground.kind is GroundKind.UNLESS:
        general, exception = parts
        if truth is _NOT_ESTABLISHED:
            return [part for part, fails in ((general, _NOT_ESTABLISHED), (exception, _ESTABLISHED)) if part.truth is fails]
    alike = [part for part in parts if part.truth is truth]
    if ground.kind is GroundKind.UNLESS and truth is _ESTABLISHED:
        return parts
    return alike or parts


def _definite_leaves(ground: Ground) -> list[Ground]:
    if not ground.parts:
        return [ground] if ground.truth.is_definite or ground.finding else []
    return [leaf for part in ground.parts for leaf in _definite_leaves(part)]
