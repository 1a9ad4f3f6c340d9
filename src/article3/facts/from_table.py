"""Cases from a table: a row each, a column for each fact, as ``article3 batch`` names them; each row becomes a case file.

What a cell may say is what a case file may say there. Rows are read one by one: what is wrong with one keeps no other from
being used.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from article3.facts.case import SCHEMA_VERSION
from article3.facts.case_file import parse_case
from article3.facts.problems import CaseFileError, Problem, nearest
from article3.facts.vocabulary import COLLECTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law

MOST_ROWS = 1000
"""Rows of one table."""
TITLE, NAME = "title", "case_id"
"""Columns besides the facts: the case's title, and the office's own name or number for it."""
_FORUM = ("forum.circuit", "forum.court", "forum.as_of")
_ID = "id"
_FACTS = {f"{group.id}.{key}": (group.id, key) for group in SECTIONS for key in group.facts}
_NUMBERED = re.compile(r"(\w+)\.([1-9][0-9]{0,2})\.(\w+)")
_SEPARATORS = (",", ";", "\t")
_PLAIN = re.compile(r"[\w%+/.-]+(?: [\w%+/.-]+)*")
_LONGEST_CELL = 100_000


class TableError(Exception):
    """A table that cannot be read as a whole; the message says what to do about it."""


class Row(msgspec.Struct, frozen=True):
    """A row of a table.

    Attributes:
        number: from 1, below the names of the columns.
        name: the office's own name for the case; empty if there is none.
        title: the case's title.
        text: the case file that it makes.
        problems: what is wrong with it, each with its column as path; a row with any cannot be used.
    """

    number: int
    name: str
    title: str
    text: str
    problems: tuple[Problem, ...] = ()


def columns() -> tuple[str, ...]:
    """Every column of a table with one entry in each list, in the order of the interview: a template to fill in."""
    lists = [f"{name}.1.{key}" for name, (_, group) in COLLECTIONS.items() for key in (_ID, *group.facts)]
    return (NAME, TITLE, *_FORUM, *_FACTS, *lists)


def rows_of(text: str, law: Law, file: str = "table.csv") -> list[Row]:
    """The rows of a table.

    Args:
        text: the table; its first row names the columns. Cells are separated by commas, semicolons or tabs.
        law: names the circuits and the courts.
        file: what problems call it.

    Raises:
        TableError: if no row of it can be read.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise TableError(
            f"line {reader.line_num}: {error}; save it again as CSV, with quotation marks around long cells"
        ) from None
    if len(lines) <= 1:
        raise TableError("there are no cases in it; the first row names the columns, each row below is a case")
    if len(lines) - 1 > MOST_ROWS:
        raise TableError(f"it has {len(lines) - 1:,} rows, and at most {MOST_ROWS:,} are taken at once; divide it")
    names = [name.strip().replace("__", ".") for name in lines[0]]
    _check(names)
    seen: dict[str, int] = {}
    return [_row(names, cells, number, _Reading(law, file, seen)) for number, cells in enumerate(lines[1:], 1)]


class _Reading(NamedTuple):
    """What every row needs: the law, the file's name, and the names that earlier rows have."""

    law: Law
    file: str
    seen: dict[str, int]


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def _check(names: Sequence[str]) -> None:
    """Refuse columns that mean nothing, or stand twice.

    Raises:
        TableError: naming the column.
    """
    known = {NAME, TITLE, *_FORUM, *_FACTS}
    for at, name in enumerate(names):
        if not name:
            raise TableError(f"column {at + 1} has no name; name it, or take it out")
        if name in names[:at]:
            raise TableError(f"the column {name} stands twice; keep one of the two")
        if name in known or _entry_of(name) is not None:
            continue
        raise TableError(f"the column {name[:60]} is unknown; {nearest(name, columns()) or 'take it out, or see the template'}")


def _entry_of(name: str) -> tuple[str, int, str] | None:
    """The list, the number from 1 and the fact of a column such as ``feared_harms.1.custody``."""
    match = _NUMBERED.fullmatch(name)
    if match is None or match[1] not in COLLECTIONS:
        return None
    _, group = COLLECTIONS[match[1]]
    return (match[1], int(match[2]), match[3]) if match[3] == _ID or match[3] in group.facts else None


def _row(names: Sequence[str], cells: Sequence[str], number: int, reading: _Reading) -> Row:
    if len(cells) != len(names):
        remedy = "put a cell that holds a separator or a line break in quotation marks"
        problem = Problem("wrong-width", reading.file, number, 0, "", f"{len(cells)} cells", f"{len(names)} cells", remedy)
        return Row(number, "", "", "", (problem,))
    stated = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()}
    name, title = stated.pop(NAME, ""), stated.get(TITLE, "")
    lines, places = _file(stated | ({} if title or not name else {TITLE: name}))
    problems = list(_twice(name, number, reading))
    try:
        found = parse_case("\n".join(lines) + "\n", reading.file, reading.law)
        title = found.title or title
    except CaseFileError as error:
        problems += [_placed(problem, number, places) for problem in error.problems]
    return Row(number, name, title or name, "\n".join(lines) + "\n", tuple(problems))


def _twice(name: str, number: int, reading: _Reading) -> Iterator[Problem]:
    """What is wrong with a name that an earlier row has."""
    if name and name in reading.seen:
        expected = "each case once"
        remedy = "give one of the two another name, or take it out"
        yield Problem("twice", reading.file, number, 0, NAME, f"the name of row {reading.seen[name]}", expected, remedy)
    elif name:
        reading.seen[name] = number


class _Lines:
    """The lines of a case file, one for each cell, with the column of each line."""

    def __init__(self) -> None:
        self.lines = [f"article3: {SCHEMA_VERSION}"]
        self.places: dict[int, str] = {}

    def put(self, before: str, cell: str, column: str) -> None:
        """A line for a cell."""
        self.lines.append(f"{before}: {_scalar(cell)}")
        self.places[len(self.lines)] = column

    def section(self, name: str, stated: dict[str, str]) -> None:
        """A section, if any of its cells is filled."""
        inside = {column: cell for column, cell in stated.items() if column.startswith(f"{name}.") and not _entry_of(column)}
        if inside:
            self.lines.append(f"{name}:")
        for column, cell in inside.items():
            self.put(f"  {column.removeprefix(f'{name}.')}", cell, column)

    def entries(self, name: str, stated: dict[str, str]) -> None:
        """A list, if any cell of any of its entries is filled."""
        found: dict[int, dict[str, tuple[str, str]]] = {}
        for column, cell in stated.items():
            entry = _entry_of(column)
            if entry is not None and entry[0] == name:
                found.setdefault(entry[1], {})[entry[2]] = (cell, column)
        if found:
            self.lines.append(f"{name}:")
        for number in sorted(found):
            facts = found[number]
            self.put("  - id", *facts.pop(_ID, (f"{name}-{number}", f"{name}.{number}.{_ID}")))
            for key, (cell, column) in facts.items():
                self.put(f"    {key}", cell, column)


def _file(stated: dict[str, str]) -> tuple[list[str], dict[int, str]]:
    """The lines of a case file, and the column of each line."""
    made = _Lines()
    if TITLE in stated:
        made.put(TITLE, stated[TITLE], TITLE)
    for section in ("forum", *(group.id for group in SECTIONS)):
        made.section(section, stated)
    for listed in COLLECTIONS:
        made.entries(listed, stated)
    return made.lines, made.places


def _scalar(cell: str) -> str:
    return cell if _PLAIN.fullmatch(cell) else json.dumps(cell, ensure_ascii=False)


def _placed(problem: Problem, number: int, places: dict[int, str]) -> Problem:
    """A problem with its row instead of its line, and its column instead of its place."""
    return msgspec.structs.replace(problem, line=number, column=0, path=places.get(problem.line, problem.path))
