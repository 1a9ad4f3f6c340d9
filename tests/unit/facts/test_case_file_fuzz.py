"""Whatever stands in a file, it is a case or a list of problems; nothing else ever comes of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article3.facts.case import Answer, Case
from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError, Problem
from article3.facts.vocabulary import COLLECTIONS, FACTS, SECTIONS
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.unmeasured

LAW = load()
GOOD = """\
article3: 1
title: Ximena
forum: {circuit: 9, as_of: 2024-03-09}
exhibits:
  - id: A
    title: Declaration
    kind: declaration
applicant:
  nationality: Honduras
  credible: {is: yes, because: [A], note: calm}
filing:
  last_arrival: 2021-03-09
bars:
  aggravated_felony_years: 0
risk:
  all_sources: 40% to 70%
convictions: []
feared_harms:
  - id: gang
    custody: private
    likelihood: more_likely_than_not
  - perpetrator: {is: unknown, note: "masked men"}
"""
LINES = GOOD.splitlines()

pieces = st.sampled_from(
    [
        *"[]{}:,-?*&!|>'\"%@`#~\t\n ²٣\u2028\ufeff\0",
        *(
            "article3",
            "article3: ",
            "---\n",
            "...\n",
            "- ",
            ": ",
            "<<: ",
            "!!str ",
            "!x%ED%A0%80 ",
            "&a ",
            "*a",
            "%YAML 1.1\n",
            '"\\uD800"',
        ),
        *("yes", "no", "unknown", "null", "1", "-1", "60%", "2021-02-30", "1e999", "is", "because", "note", "id", "title"),
        *("forum", "circuit", "as_of", "exhibits", "applicant", "credible", "feared_harms", "custody", "\n  ", "\n    ", "\r\n"),
    ]
)
keys = st.sampled_from(
    [
        *("article3", "title", "forum", "exhibits", "circuit", "as_of", "id", "kind", "note", "is", "because", "", "x"),
        *(group.id for group in SECTIONS),
        *COLLECTIONS,
        *(variable.id for variable in FACTS),
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.text(max_size=40)
    | pieces
    | st.text("0123456789²٣", max_size=5)
)
trees = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(keys | st.text(max_size=8), below, max_size=4),
    max_leaves=20,
)


def _read(reading: Callable[[], Case]) -> tuple[Case | None, tuple[Problem, ...]]:
    try:
        return reading(), ()
    except CaseFileError as error:
        return None, error.problems


def _check(text: str) -> None:
    case, problems = _read(lambda: parse_case(text, "case.yaml", LAW))
    if case is None:
        lines = text.count("\n") + text.count("\r") + sum(map(text.count, "\x85\u2028\u2029")) + 1
        assert problems
        for problem in problems:
            assert problem.code
            assert problem.found
            assert problem.expected
            assert problem.file == "case.yaml"
            assert 0 <= problem.line <= lines + 1
    else:
        _check_case(case)


def _check_case(case: Case) -> None:
    assert isinstance(case, Case)
    assert all(isinstance(answer, Answer) for answer in case.answers.values())
    for variable, index in case.answers:
        assert (index is None) == (variable.entity is None)
    for (entity, _), name in case.names.items():
        assert [other for (kind, _), other in case.names.items() if kind is entity].count(name) == 1


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=200))
@settings(max_examples=120, deadline=None, derandomize=True)
@example("article3: ²")
@example("article3: 1\ntitle: !%ED%A0%80 x\n")
def test_any_text_is_a_case_or_a_list_of_problems(text: str) -> None:
    _check(text)


@given(st.lists(pieces, max_size=30).map(lambda found: f"article3: 1\n{''.join(found)}"))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_anything_after_a_good_first_line_is_a_case_or_a_list_of_problems(text: str) -> None:
    _check(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.lists(pieces, max_size=4).map("".join) | st.text(max_size=12))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_a_good_case_with_a_part_replaced_is_a_case_or_a_list_of_problems(place: int, length: int, put: str) -> None:
    _check(GOOD[:place] + put + GOOD[place + length :])


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=2 * len(LINES)), st.integers(0, 3))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_good_case_with_lines_lost_moved_or_repeated_is_a_case_or_a_list_of_problems(order: list[int], indent: int) -> None:
    _check("\n".join(" " * (indent if number % 5 == 0 else 0) + LINES[number] for number in order))


@given(st.dictionaries(keys, trees, max_size=6))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_any_tree_of_known_keys_is_a_case_or_a_list_of_problems(tree: dict[str, object]) -> None:
    _check("article3: 1\n" + yaml.safe_dump(tree, allow_unicode=True) if tree else "article3: 1\n")


@given(st.sampled_from(sorted(FACTS, key=lambda variable: variable.id)), trees)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_any_answer_to_any_fact_is_a_case_or_a_list_of_problems(variable: object, tree: object) -> None:
    for group in (*SECTIONS, *(group for _, group in COLLECTIONS.values())):
        for fact in group.facts.values():
            if fact.variable is variable:
                section: object = {fact.id: tree}
                if group.entity is None:
                    _check("article3: 1\n" + yaml.safe_dump({group.id: section}, allow_unicode=True))
                else:
                    name = next(key for key, (_, of) in COLLECTIONS.items() if of is group)
                    _check("article3: 1\n" + yaml.safe_dump({name: [section]}, allow_unicode=True))


@given(trees)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_schema_version_is_a_case_or_a_list_of_problems(version: object) -> None:
    _check(yaml.safe_dump({"article3": version}, allow_unicode=True))


@given(st.binary(max_size=80), st.integers(0, len(GOOD)))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_bytes_in_a_file_are_a_case_or_a_list_of_problems(content: bytes, place: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_bytes(GOOD.encode()[:place] + content + GOOD.encode()[place:])
        case, problems = _read(lambda: read(path, LAW))
    assert case is not None or problems
    assert all(problem.file == str(path) for problem in problems)


def test_the_good_case_that_the_others_start_from_is_good() -> None:
    case = parse_case(GOOD, "case.yaml", LAW)
    assert len(case.answers) == 8
