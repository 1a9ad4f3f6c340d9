"""A case in a forum, evaluated for some goals: what is decided, and which unknown facts can still matter."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.facts import proceeding
from article3.facts.built_in import with_built_in
from article3.facts.problems import nearest
from article3.facts.vocabulary import COLLECTIONS
from article3.findings.grounds import Grounds
from article3.findings.model import ForumUsed, Missing
from article3.findings.prepared import needs_preparing, prepared
from article3.findings.venue import about_venue
from article3.findings.warnings import warnings
from article3.law.loading import Law
from article3.law.positions import governance
from article3.logic.evaluation import BOUND, Evaluation, Unknown, UnknownKind
from article3.logic.fold import nodes
from article3.logic.forum import Forum
from article3.logic.propositions import Condition, Elapsed, Proposition, Rule, Some, YesNo
from article3.logic.variables import Collection, Variable
from article3.rules.rulebase import FORMS, ROOTS, RULES, THRESHOLDS
from article3.rules.screening import fear_screening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.case import Case
    from article3.logic.truth import Truth

FOUR_FORMS = FORMS[:4]
"""Asylum, withholding under the INA, withholding and deferral under the Convention."""


class GoalError(Exception):
    """There is no such goal; the message says why and what to do."""


class Goal(msgspec.Struct, frozen=True):
    """A conclusion that one works towards: a rule, of the whole case or of one harm or conviction.

    Attributes:
        id: as a finding is named: the rule's id, followed by the entity's in brackets.
    """

    rule: Rule
    scope: int | None
    id: str


class Point(msgspec.Struct, frozen=True, eq=False):
    """An unknown fact, or a list that the case does not have, that can still matter.

    Attributes:
        asked: the question.
        about: the fact, or the list.
        scope: index of the harm or conviction it belongs to.
        open: what of it is open: the fact itself, a comparison with another day, what the list might hold.
    """

    asked: Missing
    about: Variable | Collection
    scope: int | None
    open: tuple[Unknown, ...]

    @property
    def place(self) -> str:
        """Where its answer belongs in the case file."""
        return self.asked.place


class Setting(msgspec.Struct, frozen=True, eq=False):
    """Whose law is applied.

    Attributes:
        assume: readings to apply whatever the forum says, by question of law.
        bound: see :data:`article3.logic.evaluation.BOUND`.
    """

    law: Law
    forum: Forum
    assume: dict[str, str] = {}
    bound: int = BOUND

    def live(self, question: str) -> tuple[str, ...]:
        """The readings of a question of law that are alive."""
        if question in self.assume:
            return (self.assume[question],)
        return governance(self.law, question, self.forum.circuit, self.forum.as_of).live


class View:
    """A case as it stands in a forum.

    Args:
        case: as its file states it.
        setting: whose law.
        known: the same with all that a decision knows, if it was worked out already.
        evaluation: of that, if there is one already.

    Attributes:
        stated: the case as its file states it.
        case: the same with all that a decision knows: what precedent forces, the day, what follows from chains.
    """

    def __init__(self, case: Case, setting: Setting, known: Case | None = None, evaluation: Evaluation | None = None) -> None:
        self.stated = case
        self.setting = setting
        self.case = known or prepared(case, setting.forum, setting.law, setting.live, bound=setting.bound).case
        self.evaluation = evaluation or Evaluation(self.case, setting.live, THRESHOLDS, setting.bound)
        self._grounds = Grounds(self.case, self.evaluation, lambda _: ())

    def after(self, case: Case, about: Variable | Collection) -> View:
        """The view after one answer: only what rests on it is evaluated again, unless precedent could force more with it.

        Args:
            case: with the answer.
            about: what was asked.
        """
        if needs_preparing(case, self.setting.law):
            return View(case, self.setting)
        known = with_built_in(case, self.setting.forum.as_of)
        return View(case, self.setting, known, self.evaluation.under(known, self.setting.live, above(about), ()))

    def truth(self, goal: Goal) -> Truth:
        """Whether a goal is reached."""
        return self.evaluation.reached(goal.rule, goal.scope).truth

    def bounded(self, goals: Sequence[Goal]) -> bool:
        """Whether the check of all completions reached its bound for one of them."""
        return any(self.evaluation.reached(goal.rule, goal.scope).bounded for goal in goals)

    def points(self, goals: Sequence[Goal]) -> list[Point]:
        """The unknown facts that can still matter to one of the goals, in the order in which the rules come to them."""
        found: dict[str, tuple[Variable | Collection, int | None, list[Unknown]]] = {}
        for point in self.open(goals):
            for about, scope in self._asked(point):
                place = about.id if isinstance(about, Collection) else self._grounds.place(about, scope)
                found.setdefault(place, (about, scope, []))[2].append(point)
        for goal in goals:
            self._grounds.open_points(self.evaluation.reached(goal.rule, goal.scope))
        asks = self._grounds.asks
        return [Point(asks[place], about, scope, tuple(points)) for place, (about, scope, points) in found.items()]

    def turns_on(self, goals: Sequence[Goal]) -> list[str]:
        """The open questions of law that can still matter to one of the goals."""
        return [point.subject for point in self.open(goals) if isinstance(point.subject, str)]

    def place(self, variable: Variable, scope: int | None) -> str:
        """Where a fact stands in the case file."""
        return self._grounds.place(variable, scope)

    def open(self, goals: Sequence[Goal]) -> list[Unknown]:
        """Everything open that can still matter to one of the goals: facts, lists, comparisons of days, questions of law."""
        mask = 0
        for goal in goals:
            mask |= self.evaluation.reached(goal.rule, goal.scope).unknown
        return [point for bit, point in enumerate(self.evaluation.unknowns) if mask >> bit & 1]

    def _asked(self, point: Unknown) -> list[tuple[Variable | Collection, int | None]]:
        subject = point.subject
        if point.kind is UnknownKind.QUESTION:
            return []
        if isinstance(subject, Some):
            return [(subject.collection, None)]
        if isinstance(subject, Elapsed):
            return [(day, None) for day in (subject.later, subject.earlier) if self.case.value(day, None) is None]
        return [(subject, point.scope)] if isinstance(subject, Variable) else []


@functools.lru_cache(maxsize=1024)
def above(about: Variable | Collection) -> frozenset[Proposition]:
    """Every proposition that rests on a fact, or on what a list holds."""
    found: set[Proposition] = set()
    for node in nodes(*ROOTS):
        touched = (
            (isinstance(node, YesNo) and node is about)
            or (isinstance(node, Condition) and node.variable is about)
            or (isinstance(node, Elapsed) and about in {node.later, node.earlier})
            or (isinstance(node, Some) and node.collection is about)
            or any(part in found for part in node.children)
        )
        if touched:
            found.add(node)
    return frozenset(found)


def cautions(view: View, used: ForumUsed) -> tuple[str, ...]:
    """What a reader must know besides: doubts about the forum, limits of the law data, doubtful records in the case.

    Args:
        view: the case.
        used: the forum, as it was found.
    """
    setting = view.setting
    return (
        *(f"The forum: {doubt}" for doubt in used.doubts),
        *about_venue(view.stated, used, setting.law),
        *warnings(view.stated, setting.forum, setting.law, (), {}, assume=setting.assume),
    )


def four_forms() -> tuple[Goal, ...]:
    """The four forms of protection."""
    return tuple(Goal(rule, None, rule.id) for rule in FOUR_FORMS)


_SCREENED = ("credible_fear", "reasonable_fear")


def goals_of(name: str | None, view: View) -> tuple[Goal, ...]:
    """The goals of an interview: those named, else the four forms; before them, while it is open, the screening of the fear.

    Args:
        name: see :func:`goals_named`.
        view: the case in its forum.

    Raises:
        GoalError: as :func:`goals_named`.
    """
    goals = goals_named(name, view.stated)
    screening = Goal(fear_screening, None, fear_screening.id)
    if name is None and view.stated.value(proceeding.kind, None) in _SCREENED and not view.truth(screening).is_definite:
        return (screening,)
    return goals


def goals_named(name: str | None, case: Case) -> tuple[Goal, ...]:
    """What a person wants to work towards.

    Args:
        name: a form of protection or a rule, such as ``acquiescence``, of every harm or, as ``acquiescence[gang]``, of one; the
            four forms if absent.
        case: whose harms and convictions.

    Raises:
        GoalError: if there is no such rule, or nothing in the case that it speaks of.
    """
    if name is None:
        return four_forms()
    identifier, _, about = name.removesuffix("]").partition("[")
    rule = RULES.get(identifier)
    if rule is None:
        remedy = nearest(identifier, RULES) or "'article3 law list rules' lists them"
        raise GoalError(f"{name}: there is no such form of protection or rule; {remedy}")
    if rule.entity is None:
        if about:
            raise GoalError(f"{name}: this rule speaks of the whole case; leave [{about}] out")
        return (Goal(rule, None, rule.id),)
    of_entity = {
        case.name(rule.entity, index): index
        for collection, _ in COLLECTIONS.values()
        for index in case.members(collection) or ()
        if collection.entity is rule.entity
    }
    if not of_entity:
        raise GoalError(f"{name}: this rule speaks of each {rule.entity.id}, and the case lists none; list one first")
    if about and about not in of_entity:
        raise GoalError(f"{name}: the case lists no {rule.entity.id} of that name; its names are {', '.join(of_entity)}")
    return tuple(Goal(rule, of_entity[key], f"{rule.id}[{key}]") for key in ([about] if about else of_entity))


def goal_named(name: str, case: Case) -> Goal:
    """One goal.

    Args:
        name: as in :func:`goals_named`.
        case: whose harms and convictions.

    Raises:
        GoalError: if there is none, or several.
    """
    goals = goals_named(name, case)
    if len(goals) > 1:
        raise GoalError(f"{name}: this rule speaks of several; name one of {', '.join(goal.id for goal in goals)}")
    return goals[0]
