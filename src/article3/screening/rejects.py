"""Rows that cannot be used, each with every reason. A reason shows no more of a cell than any error message of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from article3.facts.problems import CaseFileError
    from article3.facts.values import BadValueError


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong with a row.

    Attributes:
        code: a stable name for the kind of problem, such as ``not-an-option``.
        column: the column, or the place inside the case; empty for the whole row.
        found: what stands there: a short word as it is, anything longer only described.
        expected: what should.
        remedy: what to do.
    """

    code: str
    column: str
    found: str
    expected: str
    remedy: str = ""


class Reject(msgspec.Struct, frozen=True):
    """A row that was not screened.

    Attributes:
        file: as the user named it; empty where rows come from no file.
        row: the row of a table, counted from 1 below its header; the line of a text; 1 for a case file.
        case_id: the case's name.
        problems: all that is wrong with it.
    """

    file: str
    row: int
    case_id: str
    problems: tuple[Fault, ...]


def fault_of(column: str, error: BadValueError) -> Fault:
    """A bad value, in its column."""
    return Fault(error.code, column, error.found, error.expected, error.remedy)


def faults_of(error: CaseFileError) -> list[Fault]:
    """The problems of a case that was read as a case file is."""
    return [Fault(one.code, one.path, one.found, one.expected, one.remedy) for one in error.problems]
