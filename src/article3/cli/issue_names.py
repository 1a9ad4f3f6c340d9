"""What to say when an issue is asked for by another name: of a rule, a fact or a question of law, a part of it, its initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.problems import nearest
from article3.law.precedents import Side
from article3.precedents.vocabulary import GROUPS
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.precedents import Issue
    from article3.logic.propositions import Proposition


def no_such_issue(word: str, law: Law) -> str:
    """Why a word names no issue, with the issues as which it is argued, or a remedy."""
    issues = argued_as(word, law)
    if issues:
        return f"this is no issue by this name; it is argued as {_listed(issues)}; name {'it' if len(issues) == 1 else 'one'}"
    remedy = nearest(word, law.issues)
    if remedy:
        return f"there is no such issue; {remedy}"
    others = [name for name in (*RULES, *law.questions, *_facts_settled(law)) if argued_as(name, law)]
    meant = nearest(word, others)
    if not meant:
        return f"there is no such issue; those there are: {', '.join(law.issues)}"
    name = next(name for name in others if f"{name!r}" in meant)
    return f"there is no such issue; {meant} That is argued as {_listed(argued_as(name, law))}"


def argued_as(word: str, law: Law) -> tuple[str, ...]:
    """The issues as which something is argued: those that settle a fact on which a rule of that id rests, for example.

    Args:
        word: id of a rule, a question of law or a fact; a word of an issue's id; or its initials.
        law: the law data.
    """
    plain = "_".join(word.lower().replace("-", " ").split())
    for names in (
        [issue.id for issue in law.issues.values() if issue.id == plain],
        [issue.id for issue in law.issues.values() if plain in _settles(issue)],
        _of_rule(plain, law),
        [issue.id for issue in law.issues.values() if plain in issue.questions],
        [issue.id for issue in law.issues.values() if plain in _parts(issue)],
        [issue.id for issue in law.issues.values() if plain == "".join(part[0] for part in issue.id.split("_"))],
    ):
        if names:
            return tuple(names)
    return ()


def _of_rule(word: str, law: Law) -> list[str]:
    rule = RULES.get(word)
    if rule is None:
        return []
    below = _below(rule)
    settled = {name for name, fact in _facts_settled(law).items() if any(node is fact for node in below)}
    return [issue.id for issue in law.issues.values() if settled & _settles(issue)]


def _below(proposition: Proposition) -> list[Proposition]:
    """Everything on which its truth depends, each once."""
    found: dict[int, Proposition] = {}
    waiting = [proposition]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting += node.formula
    return list(found.values())


def _facts_settled(law: Law) -> dict[str, object]:
    """The facts that some issue settles, by id."""
    return {name: GROUPS[issue.entity].facts[name].variable for issue in law.issues.values() for name in _settles(issue)}


def _settles(issue: Issue) -> set[str]:
    return {name for side in Side for name in issue.establishes(side)}


def _parts(issue: Issue) -> set[str]:
    """Words of its id, alone or as they follow each other, such as 'serious_crime'."""
    words = issue.id.split("_")
    return {"_".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
