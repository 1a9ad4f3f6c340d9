"""What each page of the book says: its template and its contents, worked out from the shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from article3.book import authorities, comparison, countries, courts, coverage, numbers, precedents
from article3.book.chart import drawn
from article3.book.formulas import facts_in, questions_in, told
from article3.book.lists import alphabetical, by_court, facts_by_group, open_questions, statistics
from article3.facts.vocabulary import FACTS, full_id
from article3.findings.citing import citations
from article3.law.due import due
from article3.law.matrix import columns, matrix, question_table
from article3.law.status import State, status
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.book.uses import Chapter
    from article3.law.model import LegalQuestion
    from article3.logic.propositions import Citation, Rule


class Page(msgspec.Struct, frozen=True):
    """One page: where it stands, what it is called, how it is shown and what it says, worked out when it is asked for."""

    path: str
    title: str
    template: str
    contents: Callable[[], dict[str, Any]]


PARTS = (
    ("Start", "index.html"),
    ("Rules", "rules.html"),
    ("Questions of law", "questions.html"),
    ("Precedents", "precedents.html"),
    ("Facts", "facts.html"),
    ("Authorities", "authorities.html"),
    ("Numbers", "numbers.html"),
    ("Comparison", "chart.html"),
    ("Courts", "courts.html"),
    ("Countries", "countries.html"),
    ("Coverage", "coverage.html"),
    ("Limits", "limits.html"),
    ("Index", "alphabet.html"),
)
"""The parts of the book, as every page names them."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Every page, in the order in which a reader meets them."""
    table = matrix(shelf.law, shelf.as_of)
    yield Page("index.html", "The law of protection under the Convention", "index.html.j2", lambda: _index(shelf))
    yield Page("rules.html", "Rules", "rules.html.j2", lambda: {"chapters": shelf.chapters, "rules": RULES})
    for chapter in shelf.chapters:
        for identifier in chapter.rules:
            yield _rule_page(shelf, RULES[identifier], chapter)
    yield Page("questions.html", "Questions of law", "questions.html.j2", lambda: {"matrix": table})
    for question in shelf.law.questions.values():
        yield _question_page(shelf, question)
    yield Page("precedents.html", "Precedents", "precedents.html.j2", lambda: precedents.listed(shelf))
    for issue in shelf.law.issues.values():
        path, title = f"precedents/{issue.id}.html", f"Precedents: {issue.title}"
        yield Page(path, title, "issue.html.j2", partial(precedents.contents, shelf, issue))
    yield Page("facts.html", "Facts", "facts.html.j2", lambda: {"groups": facts_by_group(shelf)})
    yield Page("authorities.html", "Authorities", "authorities.html.j2", lambda: {"groups": by_court(shelf.law)})
    for authority in sorted(shelf.law.authorities.values(), key=lambda authority: authority.id):
        path = f"authorities/{authority.id}.html"
        yield Page(path, authority.full_cite, "authority.html.j2", partial(authorities.contents, shelf, authority))
    yield Page("numbers.html", "Deadlines, fees and other numbers", "numbers.html.j2", lambda: numbers.listed(shelf))
    for number in shelf.numbers.values():
        yield Page(f"numbers/{number.id}.html", number.what, "number.html.j2", partial(numbers.contents, shelf, number))
    yield Page("chart.html", "Four forms of protection, compared", "chart.html.j2", lambda: comparison.contents(shelf))
    yield Page("courts.html", "Courts", "courts.html.j2", lambda: courts.contents(shelf))
    yield Page("countries.html", "Countries", "countries.html.j2", lambda: {"countries": shelf.countries})
    for identifier, country in zip(shelf.country_names, shelf.countries, strict=True):
        path, name = f"countries/{identifier}.html", shelf.country_names[identifier]
        yield Page(path, name, "country.html.j2", partial(countries.contents, shelf, country))
    yield Page("coverage.html", "Coverage", "coverage.html.j2", lambda: coverage.contents(shelf))
    yield Page("limits.html", "Limits", "limits.html.j2", lambda: _limits(shelf))
    yield Page("alphabet.html", "Index", "alphabet.html.j2", lambda: {"letters": alphabetical(shelf)})


def _index(shelf: Shelf) -> dict[str, Any]:
    counts = {
        "rules": len(RULES),
        "facts": len(FACTS),
        "questions": len(shelf.law.questions),
        "issues": len(shelf.law.issues),
        "precedents": len(shelf.law.precedents),
        "authorities": len(shelf.law.authorities),
        "numbers": len(shelf.numbers),
        "courts": len(shelf.venues.courts),
        "countries": len(shelf.countries),
        "cases": shelf.exercised.count,
    }
    return {"counts": counts, "chapters": shelf.chapters, "rules": RULES, "questions": tuple(shelf.law.questions.values())}


def _rule_page(shelf: Shelf, rule: Rule, chapter: Chapter) -> Page:
    def contents() -> dict[str, Any]:
        asked = dict.fromkeys(node.id for part in rule.children for node in questions_in(part))
        tested = dict.fromkeys(variable for part in rule.children for variable in facts_in(part))
        facts = [FACTS[variable] for variable in tested]
        return {
            "rule": rule,
            "chapter": chapter,
            "rules": RULES,
            "body": told(rule.body),
            "weighs": tuple(told(part) for part in rule.weighs),
            "cites": tuple(_cited(shelf, citation) for citation in rule.by),
            "labels": {column.id: column.label for column in columns(shelf.law)},
            "asks": tuple(question_table(shelf.law, name, shelf.as_of) for name in asked if name in shelf.law.questions),
            "facts": [
                {"id": full_id(fact.variable), "question": fact.question, "kind": fact.kind.value, "form": fact.form}
                for fact in facts
            ],
            "users": shelf.uses.rules.get(rule.id, ()),
            "cases": shelf.exercised.rules.get(rule.id, ()),
        }

    return Page(f"rules/{rule.id}.html", rule.sentence, "rule.html.j2", contents)


def _cited(shelf: Shelf, citation: Citation) -> dict[str, Any]:
    """A rule's authority: how well the passage was checked, what it says, and whether it is still good."""
    authority = shelf.law.authority(citation.authority)
    paragraph = authority.paragraph(citation.pin) if citation.pin else None
    version = None if paragraph is None else paragraph.at(shelf.as_of)
    level, says = authority.verification.level, ""
    if version is not None:
        level, says = version.verification.level, version.says
    holding = next((one for one in authority.holdings if citation.pin and one.pin == citation.pin), None)
    if citation.point:
        holding = next((one for one in authority.holdings if one.question == citation.point), holding)
    if holding is not None:
        level, says = authority.verified(holding), holding.holds
    found = status(shelf.law, authority.id, shelf.as_of, citation.point or "whole")
    return {
        "authority": authority,
        "cite": authority.cited(citation.pin),
        "pin": citation.pin,
        "point": citation.point,
        "level": level.value,
        "says": says,
        "status": "" if found.state is State.GOOD else found.words,
    }


def _question_page(shelf: Shelf, question: LegalQuestion) -> Page:
    def contents() -> dict[str, Any]:
        chart, found = drawn(shelf.law, question.id, shelf.as_of)
        return {
            "table": question_table(shelf.law, question.id, shelf.as_of),
            "source": question.source,
            "chart": chart,
            "periods": found,
            "begins": shelf.law.begins,
            "askers": tuple(_asker(RULES[name], question.id) for name in shelf.uses.questions.get(question.id, ())),
            "cases": shelf.exercised.questions.get(question.id, ()),
        }

    return Page(f"questions/{question.id}.html", question.asks, "question.html.j2", contents)


def _asker(rule: Rule, question: str) -> dict[str, Any]:
    """A rule that asks a question, with the formula of each reading."""
    nodes = (node for part in rule.children for node in questions_in(part) if node.id == question)
    return {"id": rule.id, "sentence": rule.sentence, "readings": tuple(line for node in nodes for line in told(node).lines)}


def _limits(shelf: Shelf) -> dict[str, Any]:
    cited = {key: [(f"{by.kind} {by.id}", by.pin) for by in citing] for key, citing in citations().items()}
    first = [item for item in due(shelf.law, shelf.as_of, cited) if item.use == "governs" and item.reason != "old"]
    return {
        "begins": shelf.law.begins,
        "cautions": shelf.law.cautions,
        "statistics": statistics(shelf.law),
        "open": open_questions(matrix(shelf.law, shelf.as_of)),
        "due": first,
    }
