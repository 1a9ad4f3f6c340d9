"""Lists and counts of the book: authorities by court, facts by group, how well all was checked, the alphabetical index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from article3.facts.vocabulary import FACTS, GROUPS, SECTION_OF, full_id
from article3.law.model import Authority, Court, Kind, Verification
from article3.law.periods import AGENCY
from article3.logic.variables import Choice
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.law.loading import Law
    from article3.law.matrix import Matrix, Row
    from article3.logic.variables import Variable

_OTHER_LETTERS = "0-9"


class Entry(msgspec.Struct, frozen=True):
    """One line of the index: what it leads to, and what more to say."""

    words: str
    kind: str
    id: str
    note: str = ""


def by_court(law: Law) -> tuple[tuple[Court, tuple[Authority, ...]], ...]:
    """Authorities by who decided or made them, the latest first; courts without one are left out."""
    found: dict[str, list[Authority]] = {}
    for authority in law.authorities.values():
        found.setdefault(authority.court, []).append(authority)
    return tuple(
        (court, tuple(sorted(found[court.id], key=lambda one: (-one.decided.last.toordinal(), one.id))))
        for court in law.courts.values()
        if court.id in found
    )


def facts_by_group(shelf: Shelf) -> list[dict[str, Any]]:
    """Every fact with all that is said about it, in the order of a case file; those that no file states come last."""
    found: dict[str, list[Variable]] = {group.id: [] for group in GROUPS}
    titles = {group.id: group.title for group in GROUPS}
    for variable in FACTS:
        group = SECTION_OF[variable]
        titles.setdefault(group.id, group.title)
        found.setdefault(group.id, []).append(variable)
    return [
        {"id": identifier, "title": titles[identifier], "facts": [_fact(shelf, variable) for variable in variables]}
        for identifier, variables in found.items()
        if variables
    ]


def _fact(shelf: Shelf, variable: Variable) -> dict[str, Any]:
    fact = FACTS[variable]
    by = fact.by
    return {
        "id": full_id(variable),
        "question": fact.question,
        "kind": fact.kind.value,
        "hint": fact.hint,
        "form": fact.form,
        "options": variable.options if isinstance(variable, Choice) else (),
        "authority": "" if by is None else by.authority,
        "cite": "" if by is None else shelf.law.authority(by.authority).cited(by.pin),
        "pin": "" if by is None else by.pin,
        "rules": shelf.uses.facts.get(full_id(variable), ()),
    }


def statistics(law: Law) -> tuple[tuple[str, dict[str, int]], ...]:
    """How many statements of each sort have been checked how well."""
    authorities = list(law.authorities.values())
    decisions = [one for one in authorities if one.kind is Kind.DECISION]
    provisions = [one for one in authorities if one.kind is not Kind.DECISION]
    holdings = [(one, holding) for one in decisions for holding in one.holdings]
    versions = [version for one in provisions for paragraph in one.paragraphs for version in paragraph.versions]
    sorts: tuple[tuple[str, list[Verification]], ...] = (
        ("decisions", [one.verification.level for one in decisions]),
        ("holdings", [one.verified(holding) for one, holding in holdings]),
        ("holdings that answer a question of law", [one.verified(holding) for one, holding in holdings if holding.question]),
        ("statutes, regulations, rules and treaties", [one.verification.level for one in provisions]),
        ("versions of their paragraphs", [version.verification.level for version in versions]),
    )
    return tuple((name, {level.value: levels.count(level) for level in Verification}) for name, levels in sorts)


def open_questions(found: Matrix) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """Questions that are open in some circuit, with those circuits."""
    labels = {column.id: column.label for column in found.forums}
    pairs = ((row, tuple(labels[cell.forum] for cell in row.cells if cell.open and cell.forum != AGENCY)) for row in found.rows)
    return tuple((row, where) for row, where in pairs if where)


def alphabetical(shelf: Shelf) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Everything with a place of its own, by first letter."""
    law = shelf.law
    entries = [Entry(rule.id.replace("_", " "), "rule", rule.id, rule.sentence) for rule in RULES.values()]
    entries += [Entry(one.id.replace("_", " "), "question", one.id, one.asks) for one in law.questions.values()]
    entries += [Entry(one.title, "issue", one.id, one.asks) for one in law.issues.values()]
    entries += [Entry(one.full_cite, "authority", one.id) for one in law.authorities.values()]
    entries += [Entry(name, "authority", one.id, f"see {one.name}") for one in law.authorities.values() for name in one.also]
    entries += [Entry(fact.id.replace("_", " "), "fact", full_id(variable), fact.question) for variable, fact in FACTS.items()]
    entries += [Entry(one.id.replace("_", " "), "number", one.id, one.what) for one in shelf.numbers.values()]
    entries += [Entry(court.name, "court", court.id) for court in law.courts.values()]
    entries += [
        Entry(court.name, "immigration court", court.id, f"{court.city}, {court.state}") for court in shelf.venues.courts.values()
    ]
    entries += [Entry(name, "country", identifier) for identifier, name in shelf.country_names.items()]
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.words.casefold(), entry.kind, entry.id)):
        first = entry.words[:1].upper()
        letters.setdefault(first if "A" <= first <= "Z" else _OTHER_LETTERS, []).append(entry)
    return tuple((letter, tuple(found)) for letter, found in letters.items())
