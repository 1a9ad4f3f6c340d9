"""Which golden cases exercise a rule, a question of law or an authority, and what each expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from article3.book.golden import GoldenCase, GoldenFile


class Shown(msgspec.Struct, frozen=True):
    """A golden case as a page shows it.

    Attributes:
        file: the file it stands in.
        circuits: the circuits in which it is decided.
        days: the days as of which it is.
        expects: what it expects of the thing whose page this is, one sentence each.
    """

    name: str
    source: str
    file: str
    circuits: tuple[str, ...]
    days: tuple[str, ...]
    expects: tuple[str, ...]


class Exercised(msgspec.Struct, frozen=True):
    """Golden cases by what they exercise."""

    rules: Mapping[str, tuple[Shown, ...]]
    questions: Mapping[str, tuple[Shown, ...]]
    authorities: Mapping[str, tuple[Shown, ...]]
    count: int


def exercised(files: Mapping[str, GoldenFile]) -> Exercised:
    """Every golden case, under each rule, question and authority of which it expects something."""
    found: dict[str, dict[str, list[Shown]]] = {"rules": {}, "questions": {}, "authorities": {}}
    for name, golden in files.items():
        for case in golden.case:
            for sort, pairs in (
                ("rules", _of_rules(case)),
                ("questions", _of_questions(case)),
                ("authorities", _of_authorities(case)),
            ):
                for key, expects in _grouped(pairs).items():
                    found[sort].setdefault(key, []).append(_shown(name, golden, case, expects))
    count = sum(len(golden.case) for golden in files.values())
    return Exercised(
        rules=_frozen(found["rules"]),
        questions=_frozen(found["questions"]),
        authorities=_frozen(found["authorities"]),
        count=count,
    )


def _frozen(found: dict[str, list[Shown]]) -> dict[str, tuple[Shown, ...]]:
    return {key: tuple(cases) for key, cases in found.items()}


def _shown(name: str, golden: GoldenFile, case: GoldenCase, expects: tuple[str, ...]) -> Shown:
    days = tuple(day.isoformat() for day in golden.days(case))
    return Shown(case.name, case.source, name, golden.circuits(case), days, expects)


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
