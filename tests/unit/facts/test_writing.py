"""A case that is written and read again states the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.facts.case_file import parse_case, read
from article3.facts.writing import case_text
from golden_runs import parsed, runs

if TYPE_CHECKING:
    from pathlib import Path

    from article3.facts.case import Case
    from article3.law.loading import Law


def stated(case: Case) -> dict[tuple[str, str], object]:
    return {
        (variable.id, "" if variable.entity is None or scope is None else case.name(variable.entity, scope)): answer.value
        for (variable, scope), answer in case.answers.items()
        if answer.value is not None
    }


def assert_same(case: Case, again: Case) -> None:
    assert stated(again) == stated(case)
    assert (again.title, again.circuit, again.as_of) == (case.title, case.circuit, case.as_of)
    assert {name: len(listed) for name, listed in again.lists.items()} == {
        name: len(listed) for name, listed in case.lists.items()
    }


def test_every_golden_case_is_read_again_as_it_was(law: Law) -> None:
    seen = set()
    for _, run in runs():
        if run.case.name not in seen:
            seen.add(run.case.name)
            case = parsed(run)
            assert_same(case, parse_case(case_text(case), run.case.name, law))


@pytest.mark.parametrize("name", ["jorge"])
def test_an_example_keeps_its_facts_and_its_words(law: Law, examples: dict[str, Path], name: str) -> None:
    case = read(examples[name], law)
    text = case_text(case, "What is written above it. " * 20)
    assert text.startswith("# What is written")
    assert all(len(line) <= 100 for line in text.splitlines() if line.startswith("#"))
    assert_same(case, parse_case(text, name, law))


def test_a_list_that_is_known_to_be_empty_stays_so(law: Law) -> None:
    case = parse_case("article3: 1\nconvictions: []\n", "empty", law)
    assert parse_case(case_text(case), "again", law).lists == {"convictions": ()}
    assert "forum" not in case_text(case)
