"""The evidence matrix: which exhibit proves which element, where proof is missing, which kinds of evidence are not there.

It counts what the case file ties together; it weighs nothing, and says nothing of what a judge will believe.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.evidence.ages import Age, ages, known_country
from article3.evidence.kinds import Kind, evidence_kinds
from article3.evidence.tabs import proved_by, tabs
from article3.explanations.claim_map import RowKind, claim_map
from article3.facts.proceeding import country_of_removal
from article3.facts.vocabulary import full_id
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.explanations.claim_map import Cell, Column, Grid, Row
    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.logic.variables import Variable

SCHEMA = 1


class ExhibitListed(msgspec.Struct, frozen=True):
    """An exhibit.

    Attributes:
        letter: under which it is filed.
        facts: how many facts it proves.
        ages: what its day says.
    """

    id: str
    letter: str
    title: str
    kind: str
    facts: int
    has_file: bool
    ages: tuple[Age, ...]


class ElementProved(msgspec.Struct, frozen=True):
    """An element of the claim, and what proves it.

    Attributes:
        finding: id of its finding; empty where it is a fact by itself.
        place: of that fact; empty where it is a finding.
        about: the harm it is asked of, by its id; empty for the case as a whole.
        says: in words.
        against: whether it stands against the claim if it holds.
        depth: below which element it stands.
        exhibits: letters of those that prove it.
        missing: how many unknown facts can still change it.
    """

    finding: str
    place: str
    about: str
    says: str
    against: bool
    depth: int
    truth: Truth
    exhibits: tuple[str, ...]
    missing: int

    @property
    def is_gap(self) -> bool:
        """Whether it is an element that no exhibit proves, though it must be shown; a part can be shown in other ways."""
        return not self.exhibits and not self.against and not self.depth and self.truth is not Truth.NOT_ESTABLISHED


class KindThere(msgspec.Struct, frozen=True):
    """A kind of evidence.

    Attributes:
        exhibits: letters of those of this kind; none if it is lacking.
        law: what provisions say of it, each with its citation.
    """

    kind: Kind
    exhibits: tuple[str, ...]
    law: tuple[str, ...]


class Group(msgspec.Struct, frozen=True):
    """The elements of one harm, or of the claim as a whole.

    Attributes:
        id: ``feared_harms``, ``claim`` or ``past_harms``.
        about: the harm's id; empty for the claim.
        what: what the case says it is.
    """

    id: str
    about: str
    what: str
    elements: tuple[ElementProved, ...]


class Matrix(msgspec.Struct, frozen=True):
    """The matrix of a case.

    Attributes:
        exhibits: in the order of their letters.
        kinds: the eight kinds.
        basis: the provision by which all evidence is considered, and how it was checked.
        unused: letters of exhibits that prove nothing the case file says.
    """

    schema: int
    circuit: str
    as_of: dt.date
    exhibits: tuple[ExhibitListed, ...]
    groups: tuple[Group, ...]
    kinds: tuple[KindThere, ...]
    basis: str
    unused: tuple[str, ...]


def matrix(case: Case, decision: Decision, law: Law) -> Matrix:
    """The matrix of a case.

    Args:
        case: the facts, with what proves them.
        decision: what was decided of them; its forum and day are used.
        law: names the provision.
    """
    proves = proved_by(case)
    letters = {tab.exhibit.id: tab.letter for tab in tabs(case)}
    about = known_country(str(case.value(country_of_removal, None) or ""))
    day = decision.forum.as_of
    listed = tuple(
        ExhibitListed(
            tab.exhibit.id,
            tab.letter,
            tab.exhibit.title,
            tab.exhibit.kind,
            len(proves[tab.exhibit.id]),
            bool(tab.exhibit.file),
            ages(tab.exhibit, about, day),
        )
        for tab in tabs(case)
    )
    found = claim_map(case, decision)
    groups = tuple(group for grid in (found.feared, found.claim, found.past) for group in _groups(grid, letters))
    named = evidence_kinds()
    kinds = tuple(KindThere(kind, tuple(_of_kind(kind, case, proves, letters)), _law_of(kind, law)) for kind in named.kinds)
    authority = law.authority(named.by.authority)
    unused = tuple(one.letter for one in listed if not one.facts)
    return Matrix(SCHEMA, decision.forum.circuit, day, listed, groups, kinds, authority.cited(named.by.pin), unused)


def _groups(grid: Grid, letters: dict[str, str]) -> Iterator[Group]:
    for at, column in enumerate(grid.columns):
        elements = tuple(
            _element(row, cells[at], column, letters)
            for row, cells in zip(grid.rows, grid.cells, strict=True)
            if _shows(row, cells[at])
        )
        if elements:
            yield Group(grid.id, column.name, column.what, elements)


def _shows(row: Row, cell: Cell | None) -> bool:
    return cell is not None and row.kind is not RowKind.CONCLUSION


def _element(row: Row, cell: Cell | None, column: Column, letters: dict[str, str]) -> ElementProved:
    assert cell is not None  # noqa: S101 - the caller has looked
    proofs = _letters(cell.exhibits, letters)
    return ElementProved(
        cell.finding, cell.place, column.name, row.says, row.against, row.depth, cell.truth, proofs, cell.missing
    )


def _letters(exhibits: Iterable[str], letters: dict[str, str]) -> tuple[str, ...]:
    order = list(letters.values())
    return tuple(sorted({letters[one] for one in exhibits if one in letters}, key=order.index))


def _law_of(kind: Kind, law: Law) -> tuple[str, ...]:
    return tuple(f"{one.says} {law.authority(one.authority).cited(one.pin)}." for one in kind.law)


def _of_kind(
    kind: Kind, case: Case, proves: dict[str, tuple[tuple[Variable, int | None], ...]], letters: dict[str, str]
) -> Iterator[str]:
    for exhibit in case.exhibits.values():
        facts = {full_id(variable) for variable, _ in proves[exhibit.id]}
        if exhibit.kind in kind.exhibits or facts & set(kind.facts):
            yield letters[exhibit.id]
