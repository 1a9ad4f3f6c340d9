"""A case as a row, and back."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from article3.facts.case_file import parse_case, read
from article3.facts.harm import weakest_link
from article3.facts.links import ENDS
from article3.facts.problems import CaseFileError
from article3.facts.vocabulary import FACTS, SECTION_OF, full_id
from article3.law.loading import load
from article3.logic.variables import Interval
from article3.screening.columns import CASE_ID, MORE, batch_of, case_of, schema
from article3.screening.links import CHAIN, LINKS, RELOCATION

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


CHAINED = """article3: 1
links:
  - {id: seen, event: He is seen., chance: 33.3333333333%}
  - {id: held, event: He is held., base_rate: {of: men, rate: 12.5%, uplift: x1.05}}
  - {id: sold, event: Or sold., chance: 0.0000001% to 20%}
feared_harms:
  - {id: jail, chain: [seen, {any_of: [held, sold]}], relocation: seen}
  - {id: street}
"""


def came_back(text: str) -> dict[str, Any]:
    """The row of a case; its links and chains come back from it exactly."""
    case = parse_case(text, "chances", LAW)
    row: dict[str, Any] = batch_of([("chances", case)], LAW).to_pylist()[0]
    back = case_of(row, "chances", LAW)
    assert [(link.id, [getattr(link.chance, end) for end in ENDS]) for link in back.links.values()] == [
        (link.id, [getattr(link.chance, end) for end in ENDS]) for link in case.links.values()
    ]
    assert back.chains == case.chains
    return row


def test_chains_have_columns() -> None:
    row = came_back(CHAINED)
    assert row[MORE] is None
    assert row[LINKS][0] == {"id": "seen", "low": 0.333333333333, "best": 0.333333333333, "high": 0.333333333333}
    assert row[LINKS][2] == {"id": "sold", "low": 1e-9, "best": 0.1000000005, "high": 0.2}
    assert [(harm[CHAIN], harm[RELOCATION]) for harm in row["feared_harms"]] == [
        ([["seen"], ["held", "sold"]], "seen"),
        (None, None),
    ]


def test_a_chance_with_more_digits_than_a_float_comes_back_exactly() -> None:
    row = came_back(CHAINED.replace("33.3333333333%", "33.333333333333333333%"))
    assert row[LINKS] is None
    assert row["feared_harms"][0][CHAIN] is None
    assert json.loads(row[MORE])["feared_harms"] == [{"chain": ["seen", {"any_of": ["held", "sold"]}], "relocation": "seen"}, {}]


def test_a_chance_needs_no_best_estimate() -> None:
    row = batch_of([("chances", parse_case(CHAINED, "chances", LAW))], LAW).to_pylist()[0]
    row[LINKS][2]["best"] = None
    chance = case_of(row, "chances", LAW).links["sold"].chance
    assert (chance.low, chance.high, chance.middle) == (Fraction(1, 10**9), Fraction(1, 5), True)


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ({"high": 1.5}, r"links\[sold\]"),
        ({"low": None}, r"'low:'"),
        ({"id": "seen"}, r"seen"),
        ({"id": None}, r"'id:'"),
    ],
    ids=str,
)
def test_a_link_that_is_not_sound_is_reported(link: dict[str, object], complaint: str) -> None:
    row = batch_of([("chances", parse_case(CHAINED, "chances", LAW))], LAW).to_pylist()[0]
    row[LINKS][2].update(link)
    with pytest.raises(CaseFileError, match=complaint):
        case_of(row, "chances", LAW)


def test_an_estimate_above_its_low_end_comes_back_as_one() -> None:
    case = parse_case("{article3: 1, feared_harms: [{id: jail, weakest_link: 50% to 70%}]}", "open", LAW)
    row = batch_of([("open", case)], LAW).to_pylist()[0]
    row["feared_harms"][0]["weakest_link"]["low_open"] = True
    assert case_of(row, "open", LAW).value(weakest_link, 0) == Interval(0.5, 0.7, low_open=True)


def test_a_row_with_an_impossible_value_says_where() -> None:
    with pytest.raises(CaseFileError, match=r"proceeding\.kind"):
        case_of({"proceeding.kind": "holiday"}, "row 3", LAW)
