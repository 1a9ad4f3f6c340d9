"""The template is a case in which everything is still unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from article3.facts.template import template
from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.case import Case
    from article3.facts.fact import Fact, Group

TEMPLATE = template()
PLACES: list[tuple[str, Group, Fact]] = [
    *((group.id, group, fact) for group in SECTIONS for fact in group.facts.values()),
    *((name, group, fact) for name, (_, group) in COLLECTIONS.items() for fact in group.facts.values()),
]
every_place = pytest.mark.parametrize(("section", "group", "fact"), PLACES, ids=[f"{place[0]}.{place[2].id}" for place in PLACES])


def _part(section: str) -> str:
    """The template's lines of one section."""
    found = re.search(rf"^{section}:.*?(?=^[a-z]\w*:|\Z)", TEMPLATE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group()


def _words(text: str) -> str:
    return " ".join(re.sub(r"^[ #]+", "", line) for line in text.splitlines())


def _unfolded() -> str:
    """The template with the entries of its lists uncommented and named."""
    sections, marker, lists = TEMPLATE.partition(f"\n{next(iter(COLLECTIONS))}:\n")
    lists = re.sub(r"(?m)^# (?=   )|^# (?=  -)", "", lists)
    for number in range(len(COLLECTIONS)):
        lists = lists.replace("give it a short name", f"entry{number}", 1)
    return sections + marker + lists


def test_everything_in_the_template_is_unknown(parsed: Callable[[str], Case]) -> None:
    case = parsed(TEMPLATE)
    assert (case.answers, case.lists, case.exhibits, case.title, case.circuit, case.as_of) == ({}, {}, {}, "", None, None)


def test_everything_in_the_unfolded_template_is_unknown_too(parsed: Callable[[str], Case]) -> None:
    case = parsed(_unfolded())
    assert case.answers == {}
    assert set(case.lists) == set(COLLECTIONS)
    assert sorted(case.names.values()) == [f"entry{number}" for number in range(len(COLLECTIONS))]


def test_the_exhibits_of_the_template_can_be_uncommented(parsed: Callable[[str], Case]) -> None:
    lines = [re.sub(r"^#(  - id: A|    title: |    kind: )", r"\1", line) for line in TEMPLATE.splitlines()]
    assert list(parsed("\n".join(lines)).exhibits) == ["A"]


@every_place
def test_the_template_asks_for_the_fact_in_its_section(section: str, group: Group, fact: Fact) -> None:
    part = _part(section)
    assert group.facts[fact.id] is fact
    assert len(re.findall(rf"^(?:#   |) +{fact.id}:$", part, re.MULTILINE)) == 1
    assert fact.question in _words(part)
    assert fact.hint in _words(part)


def _some_value(fact: Fact) -> Value:
    variable = fact.variable
    if isinstance(variable, YesNo):
        return False
    if isinstance(variable, Choice):
        return variable.options[-1]
    if isinstance(variable, Number):
        return 3.0
    if isinstance(variable, Estimate):
        return Interval(0.25, 0.75)
    return "2021-03-09"


@every_place
def test_a_fact_can_be_filled_in_where_the_template_asks(
    section: str, group: Group, fact: Fact, parsed: Callable[[str], Case]
) -> None:
    value = _some_value(fact)
    text = _unfolded()
    start = re.search(rf"^{section}:", text, re.MULTILINE)
    assert start is not None
    head, tail = text[: start.start()], text[start.start() :]
    filled = re.sub(rf"^( +{fact.id}:)$", rf"\1 {written(value)}", tail, count=1, flags=re.MULTILINE)
    case = parsed(head + filled)
    scope = case.lists[section][0] if group.entity is not None else None
    found = case.value(fact.variable, scope)
    assert found == value or (isinstance(fact.variable, Day) and str(found) == value)
    assert len(case.answers) == 1


@every_place
def test_the_template_says_how_to_answer(section: str, group: Group, fact: Fact) -> None:
    assert fact.id in group.facts
    words = _words(_part(section))
    if isinstance(fact.variable, Choice):
        assert f"one of: {', '.join(fact.variable.options)}" in words
    if isinstance(fact.variable, Number):
        assert f"a number of {fact.variable.unit}" in words


def test_the_template_fits_a_screen_and_has_no_trailing_blanks() -> None:
    assert max(map(len, TEMPLATE.splitlines())) <= 102
    assert [line for line in TEMPLATE.splitlines() if line != line.rstrip()] == []
    assert TEMPLATE.endswith("\n")
    assert not TEMPLATE.endswith("\n\n")


def test_the_schema_accepts_the_template(schema_faults: Callable[[str], list[str]]) -> None:
    assert schema_faults(TEMPLATE) == []
    assert schema_faults(_unfolded()) == []
