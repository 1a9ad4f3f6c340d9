"""What arrays say of many cases is what decisions say of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts.vocabulary import COLLECTIONS
from article3.findings import Decision, decide
from article3.logic.forum import Forum
from article3.rules.rulebase import FORMS
from article3.screening.columns import batch_of
from article3.screening.screen import Screen
from random_cases import CIRCUITS, LAW, cases, linked_cases, prepared_cases, relaxed
from thorough import examples

if TYPE_CHECKING:
    import datetime as dt

    from article3.facts.case import Case

pytestmark = pytest.mark.unmeasured

RULES = ("proof", "past_torture", "single_source", "all_sources", "likely_torture")
SCREENS = {how: Screen(LAW, how=how, rules=("severity", *RULES)) for how in ("numpy", "compiled")}
DAYS = st.dates(LAW.begins, LAW.maintained_through)
few = settings(relaxed, max_examples=examples(12))


def numbered(case: Case, place: str) -> str:
    """A place with the entry's number in its list instead of its id."""
    found = re.fullmatch(r"(\w+)\[(.*)\]\.(\w+)", place)
    if found is None:
        return place
    collection = COLLECTIONS[found[1]][0]
    ids = [case.name(collection.entity, index) for index in case.members(collection) or ()]
    return f"{found[1]}[{ids.index(found[2]) + 1}].{found[3]}"


def moved(case: Case, circuit: str, as_of: dt.date) -> Case:
    return msgspec.structs.replace(case, circuit=circuit, as_of=as_of)


def decided(case: Case) -> Decision:
    assert case.circuit is not None
    assert case.as_of is not None
    return decide(case, Forum(case.circuit, case.as_of), LAW)


def assert_alike(group: list[Case]) -> None:
    batch = batch_of([(str(place), case) for place, case in enumerate(group)], LAW)
    numpy, compiled = (SCREENS[how](batch).to_pylist() for how in ("numpy", "compiled"))
    assert numpy == compiled
    for place, (case, row) in enumerate(zip(group, numpy, strict=True)):
        decision = decided(case)
        assert row["case_id"] == str(place)
        assert (row["circuit"], row["as_of"]) == (case.circuit, case.as_of)
        missing, turns_on = set(), set()
        for form in FORMS:
            found = getattr(decision.forms, form.id)
            assert row[form.id] == found.truth.value
            missing |= {numbered(case, name) for name in found.missing}
            turns_on |= set(found.turns_on)
        # Kleene's tables can leave open what a closer look finds to make no difference; they leave out nothing.
        assert missing <= set(row["missing"])
        assert turns_on <= set(row["turns_on"])
        if not missing and not turns_on:
            assert not row["missing"]
        for rule in RULES:
            assert row[f"rule.{rule}"] == decision.findings[rule].truth.value


@few
@given(st.lists(cases(0.8), min_size=1, max_size=6))
def test_many_cases_come_out_as_each_does(group: list[Case]) -> None:
    assert_alike(group)


@few
@given(st.lists(cases(0.95, listed=True), min_size=1, max_size=6))
def test_nearly_complete_cases_come_out_as_each_does(group: list[Case]) -> None:
    assert_alike(group)


@few
@given(st.lists(st.builds(moved, prepared_cases, st.sampled_from(CIRCUITS), DAYS), min_size=1, max_size=3))
def test_cases_with_chains_and_circumstances_come_out_as_each_does(group: list[Case]) -> None:
    assert_alike(group)


@few
@given(st.lists(st.builds(moved, linked_cases, st.sampled_from(CIRCUITS), DAYS), min_size=1, max_size=8))
def test_cases_with_chains_in_columns_come_out_as_each_does(group: list[Case]) -> None:
    assert_alike(group)


def test_the_rules_are_compiled_where_they_are_wanted() -> None:
    assert SCREENS["compiled"].kernel.name == "compiled"
    assert SCREENS["numpy"].kernel.name == "numpy"


def test_a_rule_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="tortuous"):
        Screen(LAW, rules=("tortuous",))
