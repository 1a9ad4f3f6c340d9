"""The claim map: the elements of the claim by the harms they are asked of, each cell the truth that the decision gives.

The rows are read off the rules themselves, so that no element can be left out: what a rule asks for, in its order, and then the
rule. What a decision does not have in this forum (a reading that no tribunal takes here) has no row.
"""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING

import msgspec

from article3.facts.harm import feared_harms, past_harms
from article3.facts.vocabulary import full_id
from article3.findings.model import Ground, GroundKind
from article3.logic.propositions import AllOf, AnyOf, Not, Proposition, Question, Rule, Some, Unless, YesNo
from article3.logic.truth import Truth
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.likelihood import likely_torture, single_source, torture_feared
from article3.rules.torture import past_torture, state_involvement, torture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.facts.case import Case
    from article3.findings.model import Decision, Finding
    from article3.logic.variables import Collection


class RowKind(enum.Enum):
    """What a row is: an element, a part of one, an exception to it, or what follows from the rows above it."""

    ELEMENT = "element"
    PART = "part"
    EXCEPTION = "exception"
    CONCLUSION = "conclusion"


class Row(msgspec.Struct, frozen=True):
    """An element of the claim.

    Attributes:
        id: of the rule, or of the fact where the element is a fact by itself.
        says: the element in words: a sentence that holds, or the question of the fact.
        is_fact: whether it is a fact by itself.
        against: whether it stands against the claim if it is established.
        depth: below which row it stands: 0 for an element of the claim.
    """

    id: str
    says: str
    kind: RowKind
    is_fact: bool = False
    against: bool = False
    depth: int = 0


class Cell(msgspec.Struct, frozen=True):
    """An element of one harm, or of the case.

    Attributes:
        truth: as the decision has it.
        finding: id of the finding; empty for a fact.
        place: of the fact in the case file; empty for a finding.
        exhibits: ids of those that prove it.
        missing: how many unknown facts can still change it.
        turns_on: ids of the open questions of law that can still change it.
    """

    truth: Truth
    finding: str = ""
    place: str = ""
    exhibits: tuple[str, ...] = ()
    missing: int = 0
    turns_on: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True):
    """What the elements are asked of.

    Attributes:
        index: of the harm in the case; absent for the case as a whole.
        name: its id; empty for the case as a whole.
        what: what the case says it is.
    """

    index: int | None
    name: str
    what: str


class Grid(msgspec.Struct, frozen=True):
    """One table of the map.

    Attributes:
        id: the list whose harms are its columns, or ``claim``.
        cells: for each row a cell for each column; absent where the decision does not come to it.
        listed: whether the case says which harms there are.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    listed: bool = True


class ClaimMap(msgspec.Struct, frozen=True):
    """The whole map: what is feared, the claim as a whole, what was suffered."""

    feared: Grid
    claim: Grid
    past: Grid


def claim_map(case: Case, decision: Decision) -> ClaimMap:
    """The map of a case.

    Args:
        case: the facts.
        decision: what was decided of them.
    """
    return ClaimMap(
        _of_harms(case, decision, feared_harms, _FEARED),
        _grid("claim", (Column(None, "", ""),), _CLAIM, decision, listed=True),
        _of_harms(case, decision, past_harms, _PAST),
    )


def _of_harms(case: Case, decision: Decision, collection: Collection, root: tuple[Rule, ...]) -> Grid:
    members = case.members(collection)
    names = {index: case.name(collection.entity, index) for index in members or ()}
    columns = tuple(Column(index, name, decision.described.get(name, "")) for index, name in names.items())
    return _grid(collection.id, columns, root, decision, listed=members is not None)


_FEARED, _PAST, _CLAIM = (single_source,), (past_torture,), (withholding_cat, deferral_cat, protection_cat)
_OPENED = {
    _FEARED: frozenset({single_source, torture_feared, torture}),
    _PAST: frozenset({past_torture, torture}),
    _CLAIM: frozenset(_CLAIM),
}
"""Rules that follow from the rows above them."""
_HEADED = frozenset({state_involvement, likely_torture})
"""Elements that can be made in several ways: each way has a row below theirs."""


@functools.cache
def _rows(roots: tuple[Rule, ...]) -> tuple[tuple[Row, Proposition], ...]:
    """The rows of a grid with what they stand for, each once."""
    walk = _Walk(_OPENED[roots])
    for root in roots:
        walk.to(root, RowKind.ELEMENT, 0, against=False)
    # What a list of harms amounts to is no element of one harm.
    return tuple((row, node) for node, row in walk.found.items() if roots == _CLAIM or node not in {single_source, past_torture})


class _Walk:
    def __init__(self, opened: frozenset[Rule]) -> None:
        self._opened = opened
        self.found: dict[Proposition, Row] = {}

    def to(self, node: Proposition, kind: RowKind, depth: int, *, against: bool) -> None:
        if node in self.found:
            return
        if isinstance(node, Rule):
            self._rule(node, kind, depth, against=against)
        elif isinstance(node, YesNo):
            self.found[node] = Row(full_id(node), node.question, kind, is_fact=True, against=against, depth=depth)
        elif isinstance(node, Unless):
            self.to(node.general, kind, depth, against=against)
            self.to(node.exception, RowKind.EXCEPTION, depth, against=not against)
        elif isinstance(node, Not):
            self.to(node.part, kind, depth, against=not against)
        elif isinstance(node, (AllOf, AnyOf, Question, Some)):
            for part in node.formula:
                self.to(part, kind, depth, against=against)
        # A test of a choice or an estimate is told in the finding that it is part of.

    def _rule(self, node: Rule, kind: RowKind, depth: int, *, against: bool) -> None:
        if node in self._opened:
            self.to(node.body, RowKind.ELEMENT, depth, against=against)
            self.found[node] = Row(node.id, node.sentence, RowKind.CONCLUSION, against=against, depth=depth)
            return
        self.found[node] = Row(node.id, node.sentence, kind, against=against, depth=depth)
        if node in _HEADED:
            self.to(node.body, RowKind.PART, depth + 1, against=against)


def _grid(identifier: str, columns: tuple[Column, ...], roots: tuple[Rule, ...], decision: Decision, *, listed: bool) -> Grid:
    rows, cells = [], []
    for row, node in _rows(roots):
        found = tuple(_cell(node, column, decision) for column in columns)
        if any(cell is not None for cell in found):
            rows.append(row)
            cells.append(found)
    return Grid(identifier, columns, tuple(rows), tuple(cells), listed)


def _cell(node: Proposition, column: Column, decision: Decision) -> Cell | None:
    if isinstance(node, Rule):
        finding = decision.findings.get(finding_id(node, column.name))
        return None if finding is None else _of_finding(finding)
    if not isinstance(node, YesNo):
        return None
    for asking in _askers(node):
        finding = decision.findings.get(finding_id(asking, column.name))
        for ground in _below(finding.grounds) if finding is not None else ():
            if ground.fact == full_id(node):
                return Cell(ground.truth, "", ground.place, ground.because, int(ground.value is None))
    return None


def finding_id(rule: Rule, about: str) -> str:
    """The id of a finding on a rule, about a harm of this name if it is about a harm."""
    return rule.id if rule.entity is None else f"{rule.id}[{about}]"


def _of_finding(finding: Finding) -> Cell:
    return Cell(finding.truth, finding.id, "", finding.evidence, len(finding.missing), finding.turns_on)


def _askers(fact: YesNo) -> Iterator[Rule]:
    """The rules with rows of their own that ask for a fact directly."""
    return (rule for rule in (torture_feared, torture, state_involvement) if fact in _facts(rule.body))


def _facts(node: Proposition) -> Iterator[Proposition]:
    if isinstance(node, YesNo):
        yield node
    elif not isinstance(node, Rule):
        for part in node.formula:
            yield from _facts(part)


def _below(ground: Ground) -> Iterator[Ground]:
    """The grounds of a finding itself, not those of the findings it rests on."""
    yield ground
    for part in ground.parts if ground.kind is not GroundKind.FINDING else ():
        yield from _below(part)


def truths(grids: Iterable[Grid]) -> dict[str, Truth]:
    """The truth of every finding in some grids, by its id."""
    return {cell.finding: cell.truth for grid in grids for row in grid.cells for cell in _there(row) if cell.finding}


def _there(cells: Sequence[Cell | None]) -> Iterator[Cell]:
    return (cell for cell in cells if cell is not None)
