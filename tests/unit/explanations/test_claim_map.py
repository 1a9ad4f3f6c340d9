"""The claim map: exactly the truths that the decision gives, and every element."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from article3.explanations.claim_map import RowKind, claim_map
from article3.facts.case_file import parse_case, read
from article3.findings.decide import decide
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from random_cases import LAW, cases, relaxed

if TYPE_CHECKING:
    import datetime as dt

    from article3.explanations.claim_map import ClaimMap, Grid
    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.law.loading import Law

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def _agrees(found: ClaimMap, case: Case, decision: Decision) -> int:
    """Every cell says what the decision says; how many there are."""
    told = 0
    for grid in (found.feared, found.claim, found.past):
        for row, cells in zip(grid.rows, grid.cells, strict=True):
            for column, cell in zip(grid.columns, cells, strict=True):
                if cell is None:
                    continue
                told += 1
                if cell.finding:
                    finding = decision.findings[cell.finding]
                    assert (finding.rule, finding.about) == (row.id, column.name)
                    assert (cell.truth, cell.exhibits, cell.turns_on) == (finding.truth, finding.evidence, finding.turns_on)
                    assert cell.missing == len(finding.missing)
                else:
                    fact = row.id.partition(".")[2]
                    answer = next((one for (of, at), one in case.answers.items() if (of.id, at) == (fact, column.index)), None)
                    stated = None if answer is None else answer.value
                    assert cell.truth is {True: Truth.ESTABLISHED, False: Truth.NOT_ESTABLISHED, None: Truth.UNDETERMINED}[stated]  # type: ignore[index]
    return told


def _row(grid: Grid, identifier: str) -> int:
    return [row.id for row in grid.rows].index(identifier)


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_each_example_has_every_element(example: Path, law: Law, today: dt.date) -> None:
    case = read(example, law)
    decision = decide(case, Forum("ca9", today), law)
    found = claim_map(case, decision)
    assert _agrees(found, case, decision) > 10
    elements = [row.id for row in found.feared.rows if row.kind is RowKind.ELEMENT]
    for element in (
        "sufferer",
        "severity",
        "specific_intent",
        "purpose",
        "custody_or_control",
        "state_involvement",
        "relocation",
    ):
        assert element in elements
    assert [row.id for row in found.feared.rows if row.kind is RowKind.CONCLUSION] == ["torture", "torture_feared"]
    assert [row.id for row in found.feared.rows if row.against] == ["lawful_sanction", "only_procedure"]
    assert [row.id for row in found.claim.rows][-3:] == ["withholding_cat", "deferral_cat", "protection_cat"]


@relaxed
@given(cases())
def test_on_any_case_the_map_says_what_the_decision_says(case: Case) -> None:
    decision = decide(case, Forum(case.circuit or "ca9", case.as_of or LAW.maintained_through), LAW)
    _agrees(claim_map(case, decision), case, decision)


def test_parts_stand_below_their_element_and_open_law_is_told(law: Law, today: dt.date) -> None:
    case = parse_case("article3: 1\nforum: {circuit: 9}\nfeared_harms:\n  - id: gang\n    perpetrator: private\n", "case", law)
    found = claim_map(case, decide(case, Forum("ca9", today), law))
    head = _row(found.feared, "state_involvement")
    assert [row.depth for row in found.feared.rows[head : head + 5]] == [0, 1, 1, 1, 1]
    assert any(cell is not None and cell.turns_on for cells in found.feared.cells for cell in cells)
    assert not found.past.listed
    assert found.past.columns == ()
