"""What of a case changes with its forum: from one day to another, or from one circuit to another, and by which question of law.

Nothing here holds a rule: the same graph is evaluated in both forums. What makes it quick is that only what rests on a
question of law with other live readings, or on the day itself, can come out otherwise. Where each of those has one and the
same definite answer on the case, nothing above it changes, and the case is not decided again
(docs/decisions/0011-decided-again-only-if-it-can-see-the-change.md). A case of which a decision knows other facts in the second
forum, because binding decisions force them or chains of events lead to other estimates, is evaluated afresh there. A property
test holds the result against two decisions.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on
from article3.facts.values import written
from article3.findings.grounds import Grounds
from article3.findings.prepared import Place, Prepared, completed, differing, forcing, needs_preparing, under_precedent
from article3.findings.resting import DAY, LIKELIHOOD, PRECEDENTS, resting
from article3.findings.told import told
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation, Reached
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed
from article3.logic.truth import Truth
from article3.precedents.applied import PrecedentApplied
from article3.rules.likelihood import torture_feared
from article3.rules.rulebase import FORMS, ROOTS, THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.propositions import Proposition, Rule
    from article3.logic.variables import Day

    _Opens = Callable[[Reached], tuple[frozenset[str], frozenset[str]]]

_FORMS = frozenset(rule.id for rule in FORMS)


class FindingMoved(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding that comes out otherwise, or depends on other things, in the second forum.

    Attributes:
        finding: its id.
        rule: the rule's id.
        sentence: the rule in words.
        before: its truth in the first forum.
        after: its truth in the second.
        by: the questions of law that make the difference, by id, ``as_of`` for the day itself, and ``precedents`` for what
            binding decisions force: those that do so alone or, if none does, those that do so together. ``likelihood`` besides
            if they do so by way of an estimate that follows from chains of events.
        element: whether the rule itself asks one of these, or reads such a fact, so that the difference begins here.
        now_missing: places of facts on which it depends in the second forum only.
        no_longer_missing: those on which it depends in the first only.
        now_turns_on: open questions of law on which it depends in the second forum only.
        no_longer_turns_on: those on which it depends in the first only.
    """

    finding: str
    rule: str
    sentence: str
    before: Truth
    after: Truth
    by: tuple[str, ...]
    element: bool = False
    now_missing: tuple[str, ...] = ()
    no_longer_missing: tuple[str, ...] = ()
    now_turns_on: tuple[str, ...] = ()
    no_longer_turns_on: tuple[str, ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether it is a form of protection, or protection under the Convention as such."""
        return self.rule in _FORMS

    @property
    def flips(self) -> bool:
        """Whether its truth is another; otherwise only what it depends on."""
        return self.before is not self.after


class AssessmentForced(msgspec.Struct, frozen=True, omit_defaults=True):
    """An assessment that binding decisions force in one forum and not, or otherwise, in the other.

    Attributes:
        fact: its place in the case.
        before: what they force in the first forum; absent if nothing.
        after: what they force in the second.
        by_before: the decisions that do so in the first.
        by_after: those in the second.
    """

    fact: str
    before: bool | None = None
    after: bool | None = None
    by_before: tuple[PrecedentApplied, ...] = ()
    by_after: tuple[PrecedentApplied, ...] = ()


class EstimateComputed(msgspec.Struct, frozen=True, omit_defaults=True):
    """An estimate that follows from chains of events and is another in the second forum.

    Attributes:
        fact: its place in the case.
        before: the estimate in the first forum, as a case file writes it; empty if none follows there.
        after: that in the second.
    """

    fact: str
    before: str = ""
    after: str = ""


class Moved(msgspec.Struct, frozen=True):
    """What changes in a case.

    Attributes:
        findings: those that come out otherwise or depend on other things, parts first.
        forced: the assessments that binding decisions force otherwise.
        computed: the estimates that come out otherwise.
    """

    findings: tuple[FindingMoved, ...] = ()
    forced: tuple[AssessmentForced, ...] = ()
    computed: tuple[EstimateComputed, ...] = ()


class Move:
    """A change of forum, made ready for any number of cases.

    Args:
        law: the law data.
        before: the first forum.
        after: the second.

    Attributes:
        questions: ids of the questions of law that have other live readings in the second forum.
    """

    def __init__(self, law: Law, before: Forum, after: Forum) -> None:
        self.before, self.after, self._law = before, after, law
        self._live = (_live(law, before), _live(law, after))
        self.questions = frozenset(name for name in law.questions if self._live[0][name] != self._live[1][name])
        self._days = before.as_of != after.as_of
        self._reach = resting(self.questions, days=self._days)

    @functools.cached_property
    def is_alike(self) -> bool:
        """Whether nothing can come out otherwise in any case to which the day itself does not matter (:func:`day_matters`).

        The readings are the same, what binding decisions force is the same, and so is every answer that the day alone gives.
        """
        days = self.before.as_of, self.after.as_of
        if self.questions or any(node.holds(days[0]) is not node.holds(days[1]) for node in _tests_of_day()):
            return False
        from article3.precedents.standing import forcing  # noqa: PLC0415 - most comparisons do without

        return all(
            forcing(self._law, issue, self.before.circuit, days[0], feared=feared)
            == forcing(self._law, issue, self.after.circuit, days[1], feared=feared)
            for issue in self._law.issues
            for feared in (True, False)
        )

    def of(self, case: Case) -> tuple[FindingMoved, ...]:
        """The findings of :meth:`all_of`."""
        return self.all_of(case).findings

    def all_of(self, case: Case) -> Moved:
        """What changes in a case: of all that concerns it, the findings that come out otherwise or depend on other things.

        Parts come before what they are part of. A finding that only one of the two forums makes is left out: what rests on it
        is there.
        """
        roots = told(case)
        both = self._both(case) if needs_preparing(case, self._law) else None
        reach = self._reach if both is None else both.reach
        asking = dict.fromkeys(node for root, _ in roots for node in reach.below.get(root, ()))
        if not asking:
            return Moved()
        both = both or self._both(case)
        if not both.differs and not _visible(both, asking):
            return Moved()
        return Moved(tuple(_Moved(both, roots).findings()), *both.told())

    def _both(self, case: Case) -> _Both:
        """The case as a decision knows it in each forum."""
        one, other = under_precedent(case, self.before, self._law), under_precedent(case, self.after, self._law)
        known = (
            completed(one, self.before.as_of, self._live[0].__getitem__),
            completed(other, self.after.as_of, self._live[1].__getitem__),
        )
        return _Both(known, self._live, self.questions, (self.before.as_of, self.after.as_of))


def day_matters(case: Case) -> bool:
    """Whether a rule compares a day that the case states with the day whose law is asked."""
    return any(case.value(day, None) is not None for day in _beside_day())


@functools.cache
def _beside_day() -> tuple[Day, ...]:
    """The days that rules compare with the day whose law is asked."""
    pairs = [{node.later, node.earlier} for node in nodes(*ROOTS) if isinstance(node, Elapsed)]
    return tuple({day for pair in pairs if asked_on in pair for day in pair - {asked_on}})


@functools.cache
def _tests_of_day() -> tuple[Condition, ...]:
    """The tests of the day whose law is asked, by itself."""
    return tuple(node for node in nodes(*ROOTS) if isinstance(node, Condition) and node.variable is asked_on)


@functools.lru_cache(maxsize=1024)
def _live(law: Law, forum: Forum) -> dict[str, tuple[str, ...]]:
    return {question: governance(law, question, forum.circuit, forum.as_of).live for question in law.questions}


class _Both:
    """One case in both forums.

    Attributes:
        known: the case as a decision knows it in each.
        live: the readings alive in each.
        reach: what of the graph rests on what is different.
        differs: whether a decision knows other facts in the second forum, apart from the day.
    """

    def __init__(
        self,
        known: tuple[Prepared, Prepared],
        live: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]],
        questions: frozenset[str],
        days: tuple[dt.date, dt.date],
    ) -> None:
        self.known, self.live, self._questions, self._days = known, live, questions, days
        self._forced = differing(known[0].under.case, known[1].under.case)
        self._computed = differing(known[0].case, known[1].case) - self._forced
        self.differs = bool(self._forced or self._computed)
        forced, computed = (frozenset(variable for variable, _ in places) for places in (self._forced, self._computed))
        self.reach = resting(questions, days=days[0] != days[1], forced=forced, computed=computed)
        self._indexes: dict[object, tuple[int, ...]] = {}
        for entity, index in known[0].case.names:
            self._indexes[entity] = (*self._indexes.get(entity, ()), index)

    def scopes(self, node: Proposition) -> tuple[int | None, ...]:
        """The entities of the case that a node speaks of."""
        return (None,) if node.entity is None else self._indexes.get(node.entity, ())

    def first(self) -> Evaluation:
        """The case in the first forum."""
        return Evaluation(self.known[0].case, self.live[0].__getitem__, THRESHOLDS)

    def second(self, first: Evaluation) -> Evaluation:
        """The case in the second forum, with what cannot be otherwise taken from the first."""
        live = self.live[1].__getitem__
        if self.differs:
            return Evaluation(self.known[1].case, live, THRESHOLDS)
        return first.under(self.known[1].case, live, self.reach.touched, self._questions)

    def only(self, name: str, first: Evaluation) -> tuple[Case, Evaluation]:
        """The case in the first forum, save that one question, the day, or what is forced or computed, is that of the second."""
        if name == LIKELIHOOD:
            case = _with(self.known[0].case, self.known[1].case, self._computed)
            return case, Evaluation(case, self.live[0].__getitem__, THRESHOLDS)
        live = {**self.live[0], name: self.live[1][name]} if name in self._questions else self.live[0]
        under, day = self.known[name == PRECEDENTS].under, self._days[name == DAY]
        case = completed(under, day, live.__getitem__).case
        if self.differs or case.chains:
            # From a chain another estimate can follow under one change alone, though none does under all of them.
            return case, Evaluation(case, live.__getitem__, THRESHOLDS)
        moved = frozenset([name]) & self._questions
        touched = resting(moved, days=name == DAY).touched
        return case, first.under(case, live.__getitem__, touched, moved)

    def told(self) -> tuple[tuple[AssessmentForced, ...], tuple[EstimateComputed, ...]]:
        """The facts of which a decision knows other things in the second forum."""
        if not self.differs:
            return (), ()
        (was, now), place = self.known, Grounds(self.known[0].case, self.first(), lambda _: ()).place
        forced = {
            place(*at): AssessmentForced(
                place(*at),
                _forced(was.under.case, at),
                _forced(now.under.case, at),
                forcing(was.under, at),
                forcing(now.under, at),
            )
            for at in self._forced
        }
        computed = {
            place(*at): EstimateComputed(place(*at), _written(was.case, at), _written(now.case, at)) for at in self._computed
        }
        return tuple(forced[fact] for fact in sorted(forced)), tuple(computed[fact] for fact in sorted(computed))


def _with(case: Case, other: Case, places: frozenset[Place]) -> Case:
    """A case with what another knows of some facts."""
    answers = {place: answer for place, answer in case.answers.items() if place not in places}
    answers |= {place: other.answers[place] for place in places if place in other.answers}
    return msgspec.structs.replace(case, answers=answers)


def _forced(case: Case, place: Place) -> bool | None:
    value = case.value(*place)
    return value if isinstance(value, bool) else None


def _written(case: Case, place: Place) -> str:
    value = case.value(*place)
    return "" if value is None else written(value)


def _visible(both: _Both, asking: Iterable[Proposition]) -> bool:
    """Whether anything that the forums differ on has, on this case, other than one and the same definite answer."""
    first = both.first()
    points = [(node, scope) for node in asking for scope in both.scopes(node)]
    answers = [first.reached(node, scope).truth for node, scope in points]
    if Truth.UNDETERMINED in answers:
        return True
    second = both.second(first)
    return any(second.reached(node, scope).truth is not answer for (node, scope), answer in zip(points, answers, strict=True))


class _Moved:
    """One case in both forums, evaluated in full, and why it differs."""

    def __init__(self, both: _Both, roots: tuple[tuple[Rule, int | None], ...]) -> None:
        self._both, self._roots = both, roots
        self._below, self._own, self._names = both.reach.below, both.reach.own, both.reach.names
        # Not what was asked before: that can lie under readings that are dead here, of which a decision says nothing.
        self._first = self._asked(both.first())
        self._second = self._asked(both.second(self._first))
        self._was, self._is = _opens(both.known[0].case, self._first), _opens(both.known[1].case, self._second)
        self._alone: dict[str, tuple[Evaluation, _Opens]] = {}

    def _asked(self, evaluation: Evaluation) -> Evaluation:
        for root, scope in self._roots:
            evaluation.reached(root, scope)
        return evaluation

    def findings(self) -> Iterator[FindingMoved]:
        """Every finding that differs."""
        for rule in self._below:
            for scope in self._both.scopes(rule):
                before, after = self._first.seen(rule, scope), self._second.seen(rule, scope)
                if before is None or after is None:
                    continue
                was, now = self._was(before), self._is(after)
                if before.truth is after.truth and was == now:
                    continue
                by = self._by(rule, scope)
                yield FindingMoved(
                    rule.id
                    if rule.entity is None or scope is None
                    else f"{rule.id}[{self._both.known[0].case.names[rule.entity, scope]}]",
                    rule.id,
                    rule.sentence,
                    before.truth,
                    after.truth,
                    by,
                    any(self._names.get(node) in by for node in self._own[rule]),
                    _only(now[0], was[0]),
                    _only(was[0], now[0]),
                    _only(now[1], was[1]),
                    _only(was[1], now[1]),
                )

    def _by(self, rule: Rule, scope: int | None) -> tuple[str, ...]:
        """The questions that make the difference alone; if none does, all that are answered otherwise below the rule."""
        names = self._candidates(rule, scope)
        by_estimate = LIKELIHOOD in names
        if by_estimate:
            # An estimate is no cause. What lies behind it is what makes harms torture, whichever harm the rule is about.
            names = (names | self._candidates(torture_feared, None)) - {LIKELIHOOD}
        below = sorted(names)
        alone = below if len(below) == 1 else [name for name in below if self._moves_alone(name, rule, scope)]
        return (*(alone or below), *((LIKELIHOOD,) if by_estimate and self._moves_alone(LIKELIHOOD, rule, scope) else ()))

    def _candidates(self, rule: Rule, scope: int | None) -> set[str]:
        """What the forums differ on below a rule and answer otherwise; if nothing is, all that they differ on."""
        below = self._below.get(rule, frozenset())
        moved = {self._names[node] for node in below if self._has_moved(node, scope)}
        return moved or {self._names[node] for node in below}

    def _has_moved(self, node: Proposition, about: int | None) -> bool:
        for scope in self._both.scopes(node):
            before, after = self._first.seen(node, scope), self._second.seen(node, scope)
            if before is None or after is None or (about is not None and scope not in {None, about}):
                continue
            if before.truth is not after.truth or self._was(before) != self._is(after):
                return True
        return False

    def _moves_alone(self, name: str, rule: Rule, scope: int | None) -> bool:
        """Whether the rule differs as well if only this question is answered as in the second forum."""
        if name not in self._alone:
            case, evaluation = self._both.only(name, self._first)
            self._alone[name] = (self._asked(evaluation), _opens(case, evaluation))
        other, opens = self._alone[name]
        then, now = self._first.seen(rule, scope), other.seen(rule, scope)
        return then is None or now is None or then.truth is not now.truth or self._was(then) != opens(now)


def _opens(case: Case, evaluation: Evaluation) -> _Opens:
    """What a truth still depends on: places of missing facts, and open questions of law."""
    grounds = Grounds(case, evaluation, lambda _: ())

    def opens(reached: Reached) -> tuple[frozenset[str], frozenset[str]]:
        missing, turns_on = grounds.open_points(reached)
        return frozenset(missing), frozenset(turns_on)

    return opens


def _only(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(one - other))
