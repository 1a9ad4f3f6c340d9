"""What of a case changes with its forum: from one day to another, or from one circuit to another, and by which question of law.

Nothing here holds a rule: the same graph is evaluated in both forums. What makes it quick is that only what rests on a
question of law with other live readings, or on the day itself, can come out otherwise. Where each of those has one and the
same definite answer on the case, nothing above it changes, and the case is not decided again
(docs/decisions/0011-decided-again-only-if-it-can-see-the-change.md). A property test holds the result against two decisions.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on
from article3.facts.built_in import with_built_in
from article3.findings.grounds import Grounds
from article3.findings.told import told
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation, Reached
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Elapsed, Proposition, Question, Rule
from article3.logic.truth import Truth
from article3.rules.rulebase import FORMS, ROOTS, THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.forum import Forum

    _Opens = Callable[[Reached], tuple[frozenset[str], frozenset[str]]]

DAY = "as_of"
"""Stands among questions of law for the day itself: a time that has run, or no longer runs."""

_FORMS = frozenset(rule.id for rule in FORMS)


class FindingMoved(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding that comes out otherwise, or depends on other things, in the second forum.

    Attributes:
        finding: its id.
        rule: the rule's id.
        sentence: the rule in words.
        before: its truth in the first forum.
        after: its truth in the second.
        by: the questions of law that make the difference, by id, and ``as_of`` for the day itself: those that do so alone or,
            if none does, those that do so together.
        element: whether the rule itself asks one of these, so that the difference begins here.
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
        self.before, self.after = before, after
        self._live = (_live(law, before), _live(law, after))
        self.questions = frozenset(name for name in law.questions if self._live[0][name] != self._live[1][name])
        self._reach = _reach(self.questions, days=before.as_of != after.as_of)

    def of(self, case: Case) -> tuple[FindingMoved, ...]:
        """What changes in a case: of all that concerns it, the findings that come out otherwise or depend on other things.

        Parts come before what they are part of. A finding that only one of the two forums makes is left out: what rests on it
        is there.
        """
        roots = told(case)
        asking = dict.fromkeys(node for root, _ in roots for node in self._reach.below.get(root, ()))
        if not asking:
            return ()
        known = (with_built_in(case, self.before.as_of), with_built_in(case, self.after.as_of))
        both = _Both(known, self._live, self._reach, self.questions)
        if not _visible(both, asking):
            return ()
        return tuple(_Moved(both, roots).findings())


class _Reach(msgspec.Struct, frozen=True, eq=False):
    """What of the graph rests on some questions of law and, if so asked, on the day.

    Attributes:
        touched: every such node.
        below: for each rule among them, the questions and comparisons with the day that it rests on.
        own: the same, without those that it rests on through another rule.
    """

    touched: frozenset[Proposition]
    below: Mapping[Rule, frozenset[Proposition]]
    own: Mapping[Rule, frozenset[Proposition]]


@functools.lru_cache(maxsize=256)
def _reach(questions: frozenset[str], *, days: bool) -> _Reach:
    everything: dict[Proposition, frozenset[Proposition]] = {}
    directly: dict[Proposition, frozenset[Proposition]] = {}
    own: dict[Rule, frozenset[Proposition]] = {}
    none: frozenset[Proposition] = frozenset()
    for node in nodes(*ROOTS, formula_only=True):
        itself = frozenset([node]) if _asks(node, questions, days=days) else none
        everything[node] = itself.union(*(everything[part] for part in node.formula))
        directly[node] = itself.union(*(directly[part] for part in node.formula))
        if isinstance(node, Rule):
            own[node], directly[node] = directly[node], none
    touched = frozenset(node for node, found in everything.items() if found)
    below = {node: everything[node] for node in everything if isinstance(node, Rule) and node in touched}
    return _Reach(touched, below, own)


@functools.lru_cache(maxsize=256)
def askers(question: str) -> tuple[Rule, ...]:
    """The rules whose own formula asks a question of law, not through another rule."""
    return tuple(rule for rule, asked in _reach(frozenset([question]), days=False).own.items() if asked)


def _asks(node: Proposition, questions: frozenset[str], *, days: bool) -> bool:
    if isinstance(node, Question):
        return node.id in questions
    if not days:
        return False
    if isinstance(node, Elapsed):
        return asked_on in {node.later, node.earlier}
    return isinstance(node, Condition) and node.variable is asked_on


def _name(node: Proposition) -> str:
    return node.id if isinstance(node, Question) else DAY


@functools.lru_cache(maxsize=1024)
def _live(law: Law, forum: Forum) -> dict[str, tuple[str, ...]]:
    return {question: governance(law, question, forum.circuit, forum.as_of).live for question in law.questions}


class _Both:
    """One case in both forums.

    Attributes:
        known: the case with what a decision knows by itself, as it stands in each.
        live: the readings alive in each.
    """

    def __init__(
        self,
        known: tuple[Case, Case],
        live: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]],
        reach: _Reach,
        questions: frozenset[str],
    ) -> None:
        self.known, self.live, self.reach, self.questions = known, live, reach, questions
        self._indexes: dict[object, tuple[int, ...]] = {}
        for entity, index in known[0].names:
            self._indexes[entity] = (*self._indexes.get(entity, ()), index)

    def scopes(self, node: Proposition) -> tuple[int | None, ...]:
        """The entities of the case that a node speaks of."""
        return (None,) if node.entity is None else self._indexes.get(node.entity, ())

    def first(self) -> Evaluation:
        """The case in the first forum."""
        return Evaluation(self.known[0], self.live[0].__getitem__, THRESHOLDS)

    def second(self, first: Evaluation) -> Evaluation:
        """The case in the second forum, with what cannot be otherwise taken from the first."""
        return first.under(self.known[1], self.live[1].__getitem__, self.reach.touched, self.questions)

    def only(self, name: str, first: Evaluation) -> Evaluation:
        """The case in the first forum, save that one question, or the day, is that of the second."""
        if name == DAY:
            return first.under(self.known[1], self.live[0].__getitem__, _reach(frozenset(), days=True).touched, ())
        live = {**self.live[0], name: self.live[1][name]}
        moved = frozenset([name])
        return first.under(self.known[0], live.__getitem__, _reach(moved, days=False).touched, moved)


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
        self._below, self._own = both.reach.below, both.reach.own
        # Not what was asked before: that can lie under readings that are dead here, of which a decision says nothing.
        self._first = self._asked(both.first())
        self._second = self._asked(both.second(self._first))
        self._was, self._is = _opens(both.known[0], self._first), _opens(both.known[1], self._second)
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
                    else f"{rule.id}[{self._both.known[0].names[rule.entity, scope]}]",
                    rule.id,
                    rule.sentence,
                    before.truth,
                    after.truth,
                    by,
                    any(_name(node) in by for node in self._own[rule]),
                    _only(now[0], was[0]),
                    _only(was[0], now[0]),
                    _only(now[1], was[1]),
                    _only(was[1], now[1]),
                )

    def _by(self, rule: Rule, scope: int | None) -> tuple[str, ...]:
        """The questions that make the difference alone; if none does, all that are answered otherwise below the rule."""
        moved = {_name(node) for node in self._below[rule] if self._has_moved(node, scope)}
        below = sorted(moved or {_name(node) for node in self._below[rule]})
        alone = below if len(below) == 1 else [name for name in below if self._moves_alone(name, rule, scope)]
        return tuple(alone or below)

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
            other = self._asked(self._both.only(name, self._first))
            self._alone[name] = (other, _opens(self._both.known[0], other))
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
