"""What uses what: the links of the book against the direction in which rules and law data point."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

import article3.rules
from article3.book.formulas import facts_in, questions_in, rules_in
from article3.facts.vocabulary import full_id
from article3.findings.citing import CitedBy, citations
from article3.logic.propositions import Rule
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from types import ModuleType

    from article3.law.loading import Law
    from article3.law.numbers import Number


class Uses(msgspec.Struct, frozen=True):
    """By id, what uses a rule, fact, question of law or authority.

    Attributes:
        rules: the rules that rest on a rule or weigh it.
        facts: the rules that test or weigh a fact.
        questions: the rules that ask a question of law.
        authorities: who cites an authority.
    """

    rules: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[str, ...]]
    authorities: Mapping[str, tuple[CitedBy, ...]]


class Chapter(msgspec.Struct, frozen=True):
    """The rules of one module, under what its first line says."""

    id: str
    title: str
    rules: tuple[str, ...]


def uses(law: Law, numbers: Iterable[Number] = ()) -> Uses:
    """What uses what.

    Args:
        law: the law data.
        numbers: dated numbers, whose values cite authorities.
    """
    rules: dict[str, dict[str, None]] = {}
    facts: dict[str, dict[str, None]] = {}
    questions: dict[str, dict[str, None]] = {}
    for rule in RULES.values():
        for part in rule.children:
            _note(rules, (below.id for below in rules_in(part)), rule)
            _note(facts, (full_id(variable) for variable in facts_in(part)), rule)
            _note(questions, (asked.id for asked in questions_in(part)), rule)
    return Uses(_frozen(rules), _frozen(facts), _frozen(questions), _cited(law, numbers))


def chapters() -> tuple[Chapter, ...]:
    """Every rule, by the module in which it is written, in the order in which decisions come to them."""
    modules = {
        found.name: importlib.import_module(f"{article3.rules.__name__}.{found.name}")
        for found in pkgutil.iter_modules(article3.rules.__path__)
        if found.name != "rulebase"
    }
    home = {rule: name for name, module in modules.items() for rule in _written_in(module)}
    order: dict[str, list[str]] = {}
    for rule in RULES.values():
        order.setdefault(home.get(rule, ""), []).append(rule.id)
    return tuple(
        Chapter(name or "other", _title(modules[name]) if name else "Other rules", tuple(identifiers))
        for name, identifiers in order.items()
    )


def _written_in(module: ModuleType) -> Iterator[Rule]:
    """The rules that a module itself writes; it also knows those that it imports."""
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                value = vars(module).get(target.id) if isinstance(target, ast.Name) else None
                if isinstance(value, Rule):
                    yield value


def _title(module: ModuleType) -> str:
    return (module.__doc__ or module.__name__).strip().splitlines()[0].rstrip(".")


def _note(found: dict[str, dict[str, None]], identifiers: Iterable[str], rule: Rule) -> None:
    for identifier in identifiers:
        found.setdefault(identifier, {})[rule.id] = None


def _frozen(found: dict[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(rules) for key, rules in found.items()}


def _cited(law: Law, numbers: Iterable[Number]) -> dict[str, tuple[CitedBy, ...]]:
    found = citations()
    for question, answers in law.answers.items():
        for authority, holding in answers:
            found.setdefault(authority.id, []).append(CitedBy("question", question, holding.pin))
    for precedent in law.precedents:
        found.setdefault(precedent.authority, []).append(CitedBy("issue", precedent.issue, precedent.pin))
    for issue in law.issues.values():
        found.setdefault(issue.by, []).append(CitedBy("issue", issue.id, issue.pin))
        for factor in issue.factors:
            found.setdefault(factor.by, []).append(CitedBy("issue", issue.id, factor.pin))
    for number in numbers:
        for value in number.values:
            found.setdefault(value.authority, []).append(CitedBy("number", number.id, value.pin))
    return {key: tuple(dict.fromkeys(citing)) for key, citing in found.items()}
