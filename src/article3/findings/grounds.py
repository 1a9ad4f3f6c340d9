"""The reasons for each finding, as a tree whose leaves are facts and whose shared parts are told once."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.facts.after import FORMS, grant, grants
from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.findings.model import Cited, Finding, Ground, GroundKind, Missing
from article3.logic.evaluation import Evaluation, Reached, bits
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
from article3.logic.variables import Collection, Estimate, Number, Variable
from article3.rules.rulebase import asked_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from article3.facts.case import Case
    from article3.precedents.applied import PrecedentApplied

_ESTABLISHED, _NOT_ESTABLISHED, _UNDETERMINED = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


class Grounds:
    """Builds findings on demand, each once.

    Args:
        case: the facts.
        evaluation: the truth of every proposition.
        authorities: those of a rule as they stand in the forum.
        applied: the precedents that bear on an assessment, by fact and index of the entity.

    Attributes:
        findings: by id, in the order in which they were completed, so that parts come first.
        questions: ids of the questions of law met on the way, open or settled.
        asks: the unknown facts that findings depend on, by place.
    """

    def __init__(
        self,
        case: Case,
        evaluation: Evaluation,
        authorities: Callable[[Rule], tuple[Cited, ...]],
        applied: Mapping[tuple[Variable, int | None], tuple[PrecedentApplied, ...]] | None = None,
    ) -> None:
        self._applied = applied or {}
        self._case = case
        self._evaluation = evaluation
        self._authorities = authorities
        self.findings: dict[str, Finding] = {}
        self.questions: dict[str, None] = {}
        self.asks: dict[str, Missing] = {}
        self._builders: dict[type[Proposition], Callable[..., tuple[Ground, int]]] = {
            Rule: self._rule,
            YesNo: self._yes_no,
            OneOf: self._condition,
            Compare: self._condition,
            AllOf: self._joined,
            AnyOf: self._joined,
            Unless: self._joined,
            Not: self._joined,
            Some: self._some,
            Question: self._question,
            Elapsed: self._days,
            Constant: self._constant,
        }
        self._made: dict[tuple[Rule, int | None], tuple[Ground, int]] = {}
        self._points: dict[int, tuple[dict[str, None], tuple[str, ...]]] = {}
        self._open_by_mask: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._entries = {
            (collection.entity, index): f"{collection.id}[{case.names[collection.entity, index]}]."
            for collection, _ in COLLECTIONS.values()
            for index in case.lists.get(collection.id, ())
        }
        self._entries |= {(grant, index): f"{grants.id}[{name}]." for index, name in enumerate(FORMS)}
        self._exhibits = list(case.exhibits)
        self._exhibit_bits = {exhibit: 1 << bit for bit, exhibit in enumerate(self._exhibits)}

    def finding(self, rule: Rule, scope: int | None) -> Finding:
        """The finding that applies a rule to the case, or to one of its entities."""
        ground, _ = self._rule(rule, scope)
        return self.findings[ground.finding]

    def decisive(self, finding: Finding) -> tuple[str, ...]:
        """The findings directly below that decide this one or, while it is undetermined, that leave it open."""
        return tuple(dict.fromkeys(part.finding for part in _decisive_leaves(finding.grounds) if part.finding))

    def _rule(self, rule: Rule, scope: int | None) -> tuple[Ground, int]:
        """A reference to the finding, which is made if need be, and the exhibits behind it as a set of bits."""
        if rule.entity is None:
            scope = None
        made = self._made.get((rule, scope))
        if made is not None:
            return made
        about = "" if rule.entity is None or scope is None else self._case.names[rule.entity, scope]
        identifier = f"{rule.id}[{about}]" if about else rule.id
        reached = self._evaluation.reached(rule, scope)
        grounds, evidence = self._ground(rule.body, scope)
        missing, turns_on = self.open_points(reached)
        self.findings[identifier] = Finding(
            id=identifier,
            rule=rule.id,
            about=about,
            sentence=rule.sentence,
            truth=reached.truth,
            grounds=grounds,
            weighs=tuple([self._ground(part, scope)[0] for part in rule.weighs]),
            authorities=self._authorities(rule),
            evidence=tuple([self._exhibits[bit] for bit in bits(evidence)]),
            missing=missing,
            turns_on=turns_on,
            whichever_way=reached.by_completion,
            bounded=reached.bounded,
        )
        made = self._made[rule, scope] = (Ground(GroundKind.FINDING, reached.truth, finding=identifier), evidence)
        return made

    def _ground(self, node: Proposition, scope: int | None) -> tuple[Ground, int]:
        """The node as a reason, with its parts; rules become references to their findings."""
        return self._builders[type(node)](node, scope)

    def _joined(self, node: AllOf | AnyOf | Unless | Not, scope: int | None) -> tuple[Ground, int]:
        truth = self._evaluation.reached(node, scope).truth
        pairs = [self._ground(part, scope) for part in node.children]
        ground = Ground(_KINDS[type(node)], truth, parts=tuple([pair[0] for pair in pairs]))
        return ground, _evidence(ground, pairs)

    def _yes_no(self, node: YesNo, scope: int | None) -> tuple[Ground, int]:
        return self._fact(node, scope, self._evaluation.reached(node, scope).truth, node.question)

    def _condition(self, node: Condition, scope: int | None) -> tuple[Ground, int]:
        return self._fact(node.variable, scope, self._evaluation.reached(node, scope).truth, tested(node))

    def _fact(self, variable: Variable, scope: int | None, truth: Truth, says: str) -> tuple[Ground, int]:
        answer = self._case.answer(variable, scope)
        fact = full_id(variable)
        place = self.place(variable, scope)
        if answer is None:
            return Ground(GroundKind.FACT, truth, says=says, fact=fact, place=place), 0
        value = None if answer.value is None else written(answer.value)
        ground = Ground(
            GroundKind.FACT,
            truth,
            says=says,
            fact=fact,
            place=place,
            value=value,
            because=answer.because,
            note=answer.note,
            precedents=self._applied.get((variable, scope), ()),
        )
        evidence = 0
        for exhibit in answer.because if value is not None else ():
            evidence |= self._exhibit_bits[exhibit]
        return ground, evidence

    def _days(self, node: Elapsed, scope: int | None) -> tuple[Ground, int]:
        truth = self._evaluation.reached(node, scope).truth
        pairs = [self._fact(day, None, Truth.UNDETERMINED, day.question) for day in (node.later, node.earlier)]
        says = compared(node)
        return Ground(GroundKind.DAYS, truth, says=says, parts=tuple(pair[0] for pair in pairs)), pairs[0][1] | pairs[1][1]

    def _some(self, node: Some, scope: int | None) -> tuple[Ground, int]:
        truth = self._evaluation.reached(node, scope).truth
        collection = node.collection
        members = self._case.members(collection)
        if members is None:
            says, name = collection.question, collection.id
            return Ground(GroundKind.SOME, truth, says=says, fact=name, place=name, at_least=node.at_least, listed=False), 0
        pairs = [self._ground(node.body, member) for member in members]
        parts = tuple([pair[0] for pair in pairs])
        ground = Ground(GroundKind.SOME, truth, says=collection.id, at_least=node.at_least, parts=parts)
        return ground, _evidence(ground, pairs)

    def _question(self, node: Question, scope: int | None) -> tuple[Ground, int]:
        self.questions[node.id] = None
        live = tuple(self._evaluation.live(node))
        pairs = [self._ground(node.readings[name], scope) for name in live]
        truth = self._evaluation.reached(node, scope).truth
        ground = Ground(GroundKind.QUESTION, truth, question=node.id, readings=live, parts=tuple(pair[0] for pair in pairs))
        return ground, _evidence(ground, pairs)

    def _constant(self, node: Constant, scope: int | None) -> tuple[Ground, int]:  # noqa: ARG002 - like the others
        return Ground(GroundKind.LAW, node.truth, says=node.because), 0

    def place(self, variable: Variable, scope: int | None) -> str:
        """Where a fact stands in the case, as ``feared_harms[arrest].custody``."""
        if variable.entity is None or scope is None:
            return full_id(variable)
        return self._entries[variable.entity, scope] + variable.id

    def open_points(self, reached: Reached) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Places of the missing facts, and ids of the open questions of law."""
        if not reached.unknown:
            return (), ()
        known = self._open_by_mask.get(reached.unknown)
        if known is not None:
            return known
        missing: dict[str, None] = {}
        questions: list[str] = []
        for bit in bits(reached.unknown):
            places, question = self._points.get(bit) or self._point(bit)
            missing.update(places)
            questions += question
        known = self._open_by_mask[reached.unknown] = (tuple(missing), tuple(questions))
        return known

    def _point(self, bit: int) -> tuple[dict[str, None], tuple[str, ...]]:
        """What one open point asks for: the places of facts, or a question of law."""
        point = self._evaluation.unknowns[bit]
        if isinstance(point.subject, str):
            found: tuple[dict[str, None], tuple[str, ...]] = ({}, (point.subject,))
        else:
            asked = {item.place: item for item in self._asked(point.subject, point.scope)}
            self.asks.update(asked)
            found = (dict.fromkeys(asked), ())
        self._points[bit] = found
        return found

    def _asked(self, subject: Variable | Some | Elapsed, scope: int | None) -> list[Missing]:
        if isinstance(subject, Some):
            return [_list_missing(subject.collection)]
        if isinstance(subject, Elapsed):
            return [
                self._fact_missing(day, None) for day in (subject.later, subject.earlier) if self._case.value(day, None) is None
            ]
        return [self._fact_missing(subject, scope)]

    def _fact_missing(self, variable: Variable, scope: int | None) -> Missing:
        fact = FACTS[variable]
        value = self._case.value(variable, scope)
        known = "" if value is None else written(value)
        return Missing(
            full_id(variable),
            self.place(variable, scope),
            fact.question,
            fact.kind.value,
            fact.hint,
            fact.form,
            known,
            self._after(variable, scope),
        )

    def _after(self, variable: Variable, scope: int | None) -> str:
        """The place of the first fact still unknown on which it depends whether this one matters."""
        for lead in asked_first().get(variable, ()):
            same = lead.entity is None or lead.entity is variable.entity
            if lead is not variable and same and self._case.value(lead, scope) is None:
                return self.place(lead, scope)
        return ""


_KINDS = {AllOf: GroundKind.ALL_OF, AnyOf: GroundKind.ANY_OF, Unless: GroundKind.UNLESS, Not: GroundKind.NOT}


def _list_missing(collection: Collection) -> Missing:
    return Missing(collection.id, collection.id, collection.question, "list")


def time_of(node: Elapsed) -> str:
    """How long the time is that a comparison of two days allows, in words."""
    amounts = ((node.years, "year"), (node.months, "month"), (node.days, "day"))
    return " and ".join(f"{'one' if n == 1 else n} {unit}{'' if n == 1 else 's'}" for n, unit in amounts if n) or "0 days"


def compared(node: Elapsed) -> str:
    """The comparison of two days as a question."""
    time = time_of(node)
    rolls = " or, if that ends on a weekend or a federal holiday, on the next working day" if node.rolls_over else ""
    floor = f" The time runs from {node.no_earlier} at the earliest." if node.no_earlier else ""
    return f"Is the first of these days within {time} of the second{rolls}?{floor}"


@functools.lru_cache(maxsize=4096)
def tested(node: Condition) -> str:
    """A question with what the rule wants as its answer."""
    if isinstance(node, OneOf):
        test = " or ".join(node.options)
    elif isinstance(node, Compare) and isinstance(node.bound, float) and isinstance(node.variable, Estimate):
        test = f"more than {node.bound * 100:g}%"
    elif isinstance(node, Compare) and isinstance(node.variable, Number):
        test = f"{node.bound} {node.variable.unit} or more"
    else:
        test = f"on or after {node.bound}" if isinstance(node, Compare) else ""
    return f"{node.variable.question} ({test})"


def _evidence(ground: Ground, pairs: Sequence[tuple[Ground, int]]) -> int:
    """The exhibits behind what decides or, while it is undetermined, behind all that is known so far."""
    found = 0
    for _, evidence in pairs:
        found |= evidence
    if not found or ground.truth is _UNDETERMINED or len(pairs) == 1:
        return found
    found = 0
    decisive = {id(part) for part in _decisive_parts(ground)}
    for part, evidence in pairs:
        if evidence and id(part) in decisive:
            found |= evidence
    return found


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
