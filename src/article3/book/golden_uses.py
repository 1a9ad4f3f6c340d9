"""Which golden cases exercise a rule, a question of law or an authority, and what each expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from article3.book.golden import GoldenCase, GoldenFile


_OF_A_QUESTION = "questions_"
"""How the files begin that show one question of law by circuit and day."""


class Shown(msgspec.Struct, frozen=True):
    """A golden case as a page shows it.

    Attributes:
        file: the file it stands in.
        anchor: its anchor on every page that shows it.
        circuits: the circuits in which it is decided.
        days: the days as of which it is.
        expects: what it expects of the thing whose page this is, one sentence each.
    """

    name: str
    source: str
    file: str
    anchor: str
    circuits: tuple[str, ...]
    days: tuple[str, ...]
    expects: tuple[str, ...]


class Home(msgspec.Struct, frozen=True):
    """The page on which a golden case is looked for first, rule or question of law by its id, and its anchor there."""

    kind: str
    id: str
    anchor: str


class Exercised(msgspec.Struct, frozen=True):
    """Golden cases by what they exercise.

    Attributes:
        homes: where each stands, by ``file: name``.
        count: how many there are.
    """

    rules: Mapping[str, tuple[Shown, ...]]
    questions: Mapping[str, tuple[Shown, ...]]
    authorities: Mapping[str, tuple[Shown, ...]]
    homes: Mapping[str, Home]
    count: int


def exercised(files: Mapping[str, GoldenFile]) -> Exercised:
    """Every golden case, under each rule, question and authority of which it expects something."""
    found: dict[str, dict[str, list[Shown]]] = {"rules": {}, "questions": {}, "authorities": {}}
    homes: dict[str, Home] = {}
    for name, golden in files.items():
        for number, case in enumerate(golden.case, 1):
            anchor = f"case-{name}-{number}"
            of = {sort: _grouped(pairs(case)) for sort, pairs in _SORTS.items()}
            for sort, keys in of.items():
                for key, expects in keys.items():
                    found[sort].setdefault(key, []).append(_shown(name, golden, case, anchor, expects))
            homes[f"{name}: {case.name}"] = _home(name, of["rules"], of["questions"], anchor)
    count = sum(len(golden.case) for golden in files.values())
    return Exercised(
        rules=_frozen(found["rules"]),
        questions=_frozen(found["questions"]),
        authorities=_frozen(found["authorities"]),
        homes=homes,
        count=count,
    )


def _frozen(found: dict[str, list[Shown]]) -> dict[str, tuple[Shown, ...]]:
    return {key: tuple(cases) for key, cases in found.items()}


def _home(file: str, rules: Iterable[str], questions: Iterable[str], anchor: str) -> Home:
    """What the case expects first is what it is about; every case expects something of a rule or of a question."""
    places = [("rule", rule) for rule in rules]
    asked = [("question", question) for question in questions]
    kind, identifier = (asked + places if file.startswith(_OF_A_QUESTION) else places + asked)[0]
    return Home(kind, identifier, anchor)


def _shown(name: str, golden: GoldenFile, case: GoldenCase, anchor: str, expects: tuple[str, ...]) -> Shown:
    days = tuple(day.isoformat() for day in golden.days(case))
    return Shown(case.name, case.source, name, anchor, golden.circuits(case), days, expects)


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, words in pairs:
        found.setdefault(key, {})[words] = None
    return {key: tuple(words) for key, words in found.items()}


def _of_rules(case: GoldenCase) -> Iterator[tuple[str, str]]:
    for finding, truth in case.expect.items():
        yield _rule(finding), f"{finding} is {truth.value}"
    for finding, places in case.expect_missing.items():
        yield _rule(finding), f"{finding} still waits for {', '.join(places) or 'nothing'}"
    for finding, questions in case.expect_turns_on.items():
        yield _rule(finding), f"{finding} turns on {', '.join(questions) or 'no open question of law'}"
    for finding, authorities in case.expect_authorities.items():
        yield _rule(finding), f"{finding} cites {', '.join(authorities)}"


def _of_questions(case: GoldenCase) -> Iterator[tuple[str, str]]:
    for question, readings in case.expect_law.items():
        yield question, f"alive: {', '.join(readings)}"
    for question, authorities in case.expect_governing.items():
        yield question, f"by {', '.join(authorities) or 'nobody'}"
    for finding, questions in case.expect_turns_on.items():
        for question in questions:
            yield question, f"{finding} turns on it"


def _of_authorities(case: GoldenCase) -> Iterator[tuple[str, str]]:
    for finding, authorities in case.expect_authorities.items():
        for authority in authorities:
            yield authority, f"cited for {finding}"
    for question, authorities in case.expect_governing.items():
        for authority in authorities:
            yield authority, f"governs {question}, or keeps it open"


def _rule(finding: str) -> str:
    return finding.partition("[")[0]


_SORTS = {"rules": _of_rules, "questions": _of_questions, "authorities": _of_authorities}
