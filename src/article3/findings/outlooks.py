"""How a case comes out in many forums: the truth of everything that concerns it, without grounds and authorities.

Two forums with the same live readings, where binding decisions force the same and the day itself matters to nothing in the
case, have one outlook. It says what ``decide`` says; a property test holds the two against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on
from article3.findings.grounds import Grounds
from article3.findings.moves import day_matters
from article3.findings.prepared import UnderPrecedent, completed, differing, under_precedent
from article3.findings.told import told
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation
from article3.logic.fold import nodes
from article3.logic.propositions import Condition, Question
from article3.logic.truth import Truth
from article3.rules.likelihood import torture_feared
from article3.rules.rulebase import FORMS, QUESTIONS, ROOTS, RULES, THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt

    from article3.facts.case import Case
    from article3.findings.prepared import Place
    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.propositions import Rule


class Seen(msgspec.Struct, frozen=True):
    """A truth and what it still depends on.

    Attributes:
        missing: places of the unknown facts that can still change it.
        turns_on: the open questions of law that can still change it.
    """

    truth: Truth
    missing: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()


class Outlook(msgspec.Struct, frozen=True):
    """How a case comes out in a forum.

    Attributes:
        forms: each form of protection, by its id.
        findings: every finding that concerns the case, by its id.
    """

    forms: dict[str, Seen]
    findings: dict[str, Seen]


class Outlooks:
    """The outlooks of one case, each worked out once.

    Args:
        case: the facts.
        law: the law data.
    """

    def __init__(self, case: Case, law: Law) -> None:
        self._case, self._law = case, law
        self._roots = told(case)
        self._found: dict[object, Outlook] = {}
        self._under: dict[Forum, UnderPrecedent] = {}
        tested = any(isinstance(node, Condition) and node.variable is asked_on for node in nodes(*ROOTS))
        self._day_matters = tested or day_matters(case)
        # What chains make likely rests on which harms are torture, whether or not the forms of protection ask that.
        asking = [*(root for root, _ in self._roots), *([torture_feared] if case.chains else [])]
        asked = {node.id for node in nodes(*asking, formula_only=True) if isinstance(node, Question)}
        self._asked = [name for name in QUESTIONS if name in asked]

    def of(self, forum: Forum, question: str = "", live: tuple[str, ...] = ()) -> Outlook:
        """The outlook in a forum.

        Args:
            forum: the circuit and day.
            question: what if this question of law had other live readings there?
            live: these. What binding decisions force stays as it is there, as in a decision that assumes a reading.
        """
        alive = self._live(forum) | ({question: live} if question else {})
        key = (tuple(alive.values()), self.forced(forum), self._day(forum))
        if key not in self._found:
            self._found[key] = self._worked_out(alive, forum)
        return self._found[key]

    def key(self, forum: Forum) -> object:
        """The same for two forums in which nothing can come out otherwise."""
        return tuple(self._live(forum).values()), self.forced(forum), self._day(forum)

    def forced(self, forum: Forum) -> frozenset[tuple[Place, bool]]:
        """The assessments that binding decisions force in a forum, each with its answer."""
        known = self.under(forum).case
        return frozenset((place, known.value(*place) is True) for place in differing(self._case, known))

    def under(self, forum: Forum) -> UnderPrecedent:
        """The case with what binding decisions force in a forum."""
        if forum not in self._under:
            self._under[forum] = under_precedent(self._case, forum, self._law)
        return self._under[forum]

    def _live(self, forum: Forum) -> dict[str, tuple[str, ...]]:
        return {name: governance(self._law, name, forum.circuit, forum.as_of).live for name in self._asked}

    def _day(self, forum: Forum) -> dt.date | None:
        return forum.as_of if self._day_matters else None

    def _worked_out(self, live: dict[str, tuple[str, ...]], forum: Forum) -> Outlook:
        known = completed(self.under(forum), forum.as_of, live.__getitem__).case
        evaluation = Evaluation(known, live.__getitem__, THRESHOLDS)
        for root, scope in self._roots:
            evaluation.reached(root, scope)
        grounds = Grounds(known, evaluation, lambda _: ())
        findings: dict[str, Seen] = {}
        for rule in RULES.values():
            for scope, about in _scopes(rule, known):
                reached = evaluation.seen(rule, scope)
                if reached is not None:
                    findings[f"{rule.id}[{about}]" if about else rule.id] = Seen(reached.truth, *grounds.open_points(reached))
        return Outlook({form.id: findings[form.id] for form in FORMS}, findings)


def _scopes(rule: Rule, case: Case) -> list[tuple[int | None, str]]:
    if rule.entity is None:
        return [(None, "")]
    return [(index, name) for (entity, index), name in case.names.items() if entity is rule.entity]
