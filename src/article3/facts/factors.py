"""Read what an entry of a case file states under ``factors:``: circumstances that decided cases turn on, by issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.problems import nearest, shown
from article3.facts.tree import Mapping, is_blank, walk
from article3.law.data_files import LawDataError
from article3.logic.propositions import YesNo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from article3.facts.case import Answer
    from article3.facts.fact import Group
    from article3.facts.problems import Problem
    from article3.facts.tree import Node, Place
    from article3.law.loading import Law
    from article3.law.precedents import Factor, Issue
    from article3.logic.variables import Variable

FACTORS = "factors"
"""The key of an entry under which they stand."""

_LISTS = "'article3 law precedents' lists the issues"


class Factors:
    """Reads the factors of all entries.

    Args:
        law: names the issues and their factors.
        answer: reads one answer, as for a fact.
        problems: what is wrong so far; more is added.

    Attributes:
        found: what is stated, by issue, factor and index of the entry.
    """

    def __init__(self, law: Law, answer: Callable[[Node, Variable], Answer | None], problems: list[Problem]) -> None:
        self._law = law
        self._answer = answer
        self._problems = problems
        self.found: dict[tuple[str, str, int], Answer] = {}

    def read(self, node: Node, group: Group, index: int) -> None:
        """Read those of one entry."""
        of = group.id
        for key, value, place in self._entries(node, f"issues, and below each its factors; {_LISTS}"):
            issue = self._law.issues.get(key)
            if issue is None or issue.entity.value != of:
                self._unknown_issue(key, place, of)
            else:
                self._of_issue(value, issue, group, index)

    def _entries(self, node: Node, expected: str) -> Iterable[tuple[str, Node, Place]]:
        if isinstance(node, Mapping):
            return walk(node)
        if not is_blank(node):
            remedy = "write the name, a colon, and below it what belongs under it"
            self._problems.append(node.place.problem("wrong-shape", f"found {node.kind}", expected, remedy))
        return ()

    def _of_issue(self, node: Node, issue: Issue, group: Group, index: int) -> None:
        factors = {factor.id: factor for factor in issue.factors}
        for key, value, place in self._entries(node, f"factors of {issue.id}, one to a line, each yes or no"):
            factor = factors.get(key)
            if factor is None:
                self._unknown_factor(key, place, issue)
            elif factor.fact:
                if factor.fact not in group.facts:
                    where = f"precedents/issues/{issue.id}.toml: factor {factor.id!r}"
                    remedy = "'article3 law list facts' lists them"
                    raise LawDataError(f"{where}: there is no fact {factor.fact!r} of a {group.id}; {remedy}")
                self._is_a_fact(factor, place, group)
            else:
                answer = self._answer(value, YesNo(factor.id, factor.asks, group.entity))
                if answer is not None:
                    self.found[issue.id, factor.id, index] = answer

    def _unknown_issue(self, key: str, place: Place, of: str) -> None:
        known = [issue.id for issue in self._law.issues.values() if issue.entity.value == of]
        expected = f"an issue of a {of}: {', '.join(known) or 'there are none'}"
        if key in self._law.issues:
            remedy = f"this issue is about a {self._law.issues[key].entity.value}; state its factors there"
        else:
            home = [issue.id for issue in self._law.issues.values() if key in {factor.id for factor in issue.factors}]
            remedy = f"this is a factor; write it below '{home[0]}:'" if home else nearest(key, known) or _LISTS
        self._problems.append(place.problem("unknown-issue", f"unknown issue, {shown(key)}", expected, remedy))

    def _unknown_factor(self, key: str, place: Place, issue: Issue) -> None:
        home = [other.id for other in self._law.issues.values() if key in {factor.id for factor in other.factors}]
        likely = nearest(key, [factor.id for factor in issue.factors])
        remedy = f"it belongs below '{home[0]}:'" if home else likely or f"'article3 law precedents {issue.id}' lists them"
        self._problems.append(place.problem("unknown-factor", f"unknown factor, {shown(key)}", f"a factor of {issue.id}", remedy))

    def _is_a_fact(self, factor: Factor, place: Place, group: Group) -> None:
        says = f"'{factor.fact}: {factor.is_}' if it is so" if factor.is_ else f"'{factor.fact}:' with its answer"
        remedy = f"write {says} in the entry itself, beside 'factors:', and remove it here"
        expected = f"this factor as the fact of the {group.id} that means the same"
        self._problems.append(place.problem("factor-is-a-fact", shown(factor.id), expected, remedy))
