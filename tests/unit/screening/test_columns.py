"""A case as a row, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError
from article3.facts.vocabulary import FACTS, SECTION_OF, full_id
from article3.law.loading import load
from article3.screening.columns import CASE_ID, MORE, batch_of, case_of, schema

LAW = load()
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def test_every_fact_of_a_section_has_a_column() -> None:
    names = set(schema().names)
    assert {full_id(v) for v in FACTS if v.entity is None and SECTION_OF[v].id != "calendar"} <= names


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_case_comes_back_from_its_row(path: Path) -> None:
    case = read(path, LAW)
    row = batch_of([(path.stem, case)], LAW).to_pylist()[0]
    back = case_of(row, path.stem, LAW)
    assert row[CASE_ID] == path.stem
    assert {at: a.value for at, a in back.answers.items()} == {
        at: a.value for at, a in case.answers.items() if a.value is not None
    }
    assert (back.lists, back.names, back.chains) == (case.lists, case.names, case.chains)
    assert {name: link.chance.low for name, link in back.links.items()} == {
        name: link.chance.low for name, link in case.links.items()
    }
    assert {at: a.value for at, a in back.factors.items()} == {
        at: a.value for at, a in case.factors.items() if a.value is not None
    }


def test_a_chance_with_many_digits_comes_back_exactly() -> None:
    text = """article3: 1
links: [{id: seen, event: He is seen., chance: 33.3333333333%}, {id: held, event: He is held., base_rate: {of: men, rate: 12.5%, uplift: x1.05}}]
feared_harms: [{id: jail, chain: [seen, {any_of: [held]}]}]
""".replace("{any_of: [held]}", "held")
    case = parse_case(text, "chances", LAW)
    row = batch_of([("chances", case)], LAW).to_pylist()[0]
    back = case_of(row, "chances", LAW)
    assert [link.chance.best for link in back.links.values()] == [link.chance.best for link in case.links.values()]
    assert json.loads(row[MORE])["feared_harms"] == [{"chain": ["seen", "held"]}]


def test_a_row_with_an_impossible_value_says_where() -> None:
    with pytest.raises(CaseFileError, match=r"proceeding\.kind"):
        case_of({"proceeding.kind": "holiday"}, "row 3", LAW)
