"""Rows that hold a whole case each: as JSON, in the shape of a case file or of the columns, or as a file of its own.

What is plain, as nearly all is, goes straight into columns of texts. A case with more than columns hold (exhibits, chains,
circumstances), or with anything unusual in it, is read as a case file is, which tells what is wrong with it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from article3.facts.case import SCHEMA_VERSION
from article3.facts.case_file import parse_case, read
from article3.facts.heading import VERSION_KEY
from article3.facts.problems import CaseFileError, shown
from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.variables import Interval
from article3.screening.arrays import pa
from article3.screening.columns import AS_OF, CASE_ID, CIRCUIT, COURT, ID, MORE, batch_of, schema
from article3.screening.json_at_once import at_once
from article3.screening.links import LINKS, in_a_file
from article3.screening.names import VARIABLES, dotted, meant
from article3.screening.rejects import Fault, faults_of
from article3.screening.texts import TakenError, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from article3.facts.case import Case
    from article3.law.loading import Law

    Take = Callable[[Iterable[tuple[int, Fault]]], None]
    Columns = dict[str, Any]

_FORUM, _TITLE, _EXHIBITS, _EVENTS = "forum", "title", "exhibits", "events"
_OF_SECTION = {
    _FORUM: {"circuit": CIRCUIT, "as_of": AS_OF, "court": COURT},
    **{group.id: {key: f"{group.id}.{key}" for key in group.facts} for group in SECTIONS},
}
"""For each section, the column of each of its keys."""
_OF_ENTRY = {name: frozenset({ID, *group.facts}) for name, (_, group) in COLLECTIONS.items()}
_COLUMNS = frozenset({CASE_ID, CIRCUIT, AS_OF, COURT, *VARIABLES})
_ENDS = frozenset({"low", "high", "low_open"})
_CASE_KEYS = frozenset({VERSION_KEY, _TITLE, _EXHIBITS, _EVENTS, LINKS, *_OF_SECTION, *COLLECTIONS})


class _NotPlainError(Exception):
    """A case that must be read as a case file is."""


class _TwiceError(Exception):
    """A key stands twice in one object."""


class _UnknownKeyError(Exception):
    """A key with a dot in it that names no column."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def from_json(lines: Any, law: Law, take: Take, typed: Callable[[Mapping[str, Any]], Columns], *, ignore: bool) -> Columns:
    """Columns from cases as JSON, one to a row.

    Args:
        lines: texts, or bytes.
        law: the law data.
        take: takes what is wrong, by row.
        typed: makes columns of texts into columns of the schema.
        ignore: leave out keys that mean nothing.
    """
    alike = at_once(lines, ignore=ignore)
    if alike is not None:
        return typed(alike)
    texts = Texts(len(lines))
    unusual: list[tuple[int, str, Case]] = []
    for row, line in enumerate(lines.to_pylist()):
        try:
            found = _object(line)
            if not isinstance(found, dict):
                take(
                    [
                        (
                            row,
                            Fault(
                                "wrong-shape", "", "JSON of another kind", "an object", "write each case in braces, on one line"
                            ),
                        )
                    ]
                )
                continue
            try:
                _plain(found, texts, row, ignore=ignore)
            except (_NotPlainError, TakenError):
                texts.forget(row)
                unusual.append((row, _name(found), _read(_undotted(found, ignore=ignore), law)))
        except CaseFileError as error:
            take((row, fault) for fault in faults_of(error))
        except _TwiceError:
            take([(row, Fault("duplicate-key", "", "a key that stands twice", "each key once", "keep one of the two"))])
        except _UnknownKeyError as error:
            take([(row, Fault("unknown-column", "", f"unknown key, {shown(error.key)}", "a column", meant(error.key)))])
        except UnicodeDecodeError:
            take([(row, Fault("not-utf-8", "", "bytes that are not UTF-8 text", "text in UTF-8", "save it again as UTF-8"))])
        except (ValueError, RecursionError):
            expected = "a case as JSON, on one line"
            take(
                [(row, Fault("not-json", "", "a line that is not JSON", expected, "look for a missing quotation mark or brace"))]
            )
    columns = typed(texts.columns())
    return _with(columns, unusual, len(lines), law) if unusual else columns


def from_files(names: Any, law: Law, take: Take) -> Columns:
    """Columns from case files, one to a row.

    Args:
        names: of the files.
        law: the law data.
        take: takes what is wrong, by row.
    """
    found: list[tuple[int, str, Case]] = []
    for row, name in enumerate(names.to_pylist()):
        try:
            found.append((row, name, read(Path(name), law)))
        except CaseFileError as error:
            take((row, fault) for fault in faults_of(error))
    return _with({}, found, len(names), law)


def _object(line: str | bytes) -> object:
    return json.loads(line.decode("utf-8") if isinstance(line, bytes) else line, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _undotted(found: dict[str, Any], *, ignore: bool) -> dict[str, Any]:
    """The case with keys such as ``proceeding.kind`` under their sections, and what ``more`` holds in its place."""
    made = {dotted(key): value for key, value in found.items()}
    if len(made) != len(found):
        raise _TwiceError
    for key in [key for key in made if "." in key]:
        value = made.pop(key)
        section, _, fact = key.partition(".")
        if key not in VARIABLES and fact not in _OF_SECTION.get(section, ()):
            if not ignore:
                raise _UnknownKeyError(key)
            continue
        below = made.get(section)
        facts = dict(below) if isinstance(below, dict) else {}
        if fact in facts:
            raise _TwiceError
        made[section] = {**facts, fact: value}
    if made.get(MORE) is not None:
        _unfold(made)
    if ignore:
        _leave_out(made)
    return made


def _unfold(made: dict[str, Any]) -> None:
    more = made.pop(MORE)
    more = json.loads(more) if isinstance(more, str) else more
    if not isinstance(more, dict):
        raise ValueError(MORE)  # noqa: TRY004 - as what is no JSON at all
    for key, value in more.items():
        if key in COLLECTIONS and isinstance(value, list):
            made[key] = [{**entry, **rest} for entry, rest in zip(made.get(key) or (), value, strict=True)]
        else:
            made[key] = value


def _leave_out(made: dict[str, Any]) -> None:
    """Leave out keys that mean nothing."""
    for key in [key for key in made if key not in _CASE_KEYS and key != CASE_ID]:
        del made[key]
    for section, columns in _OF_SECTION.items():
        if section != _FORUM and isinstance(made.get(section), dict):
            made[section] = {key: value for key, value in made[section].items() if key in columns}


def _plain(found: Mapping[str, Any], texts: Texts, row: int, *, ignore: bool) -> None:
    """Put a case into columns of texts.

    Raises:
        _NotPlainError: if there is anything in it that is not a plain answer.
    """
    for key, value in found.items():
        if value is None:
            continue
        columns = _OF_SECTION.get(key)
        if key in _COLUMNS:
            texts.put(key, row, _text(value))
        elif columns is not None and isinstance(value, dict):
            _section(value, columns, texts, row, ignore=ignore and key != _FORUM)
        elif key in COLLECTIONS and isinstance(value, list):
            _entries(key, value, texts, row)
        elif not (_says_nothing_of_the_case(key, value) or (ignore and key not in _CASE_KEYS and key != MORE)):
            raise _NotPlainError


def _section(facts: Mapping[str, Any], columns: Mapping[str, str], texts: Texts, row: int, *, ignore: bool) -> None:
    for fact, cell in facts.items():
        column = columns.get(fact)
        if column is None:
            if not ignore:
                raise _NotPlainError
        elif cell is not None:
            texts.put(column, row, _text(cell))


def _says_nothing_of_the_case(key: str, value: object) -> bool:
    return (key == _TITLE and isinstance(value, str)) or (key == VERSION_KEY and value is SCHEMA_VERSION)


def _entries(name: str, entries: list[Any], texts: Texts, row: int) -> None:
    known = _OF_ENTRY[name]
    made = []
    for entry in entries:
        if not isinstance(entry, dict) or not entry.keys() <= known:
            raise _NotPlainError
        made.append({key: _text(cell) for key, cell in entry.items() if cell is not None})
    texts.put_entries(name, row, made)


def _text(cell: object) -> str:
    """A plain answer as a case file writes it."""
    if isinstance(cell, str):
        return cell
    if cell is True or cell is False:
        return "yes" if cell else "no"
    if isinstance(cell, (int, float)):
        return _digits(cell)
    if isinstance(cell, dict):
        if "is" in cell and cell.keys() <= {"is", "note"}:
            return "" if cell["is"] is None else _text(cell["is"])
        if cell.keys() <= _ENDS:
            return _interval(cell)
    raise _NotPlainError


def _digits(number: float) -> str:
    text = repr(number)
    return f"{Decimal(text):f}" if "e" in text else text


def _interval(cell: Mapping[str, Any]) -> str:
    low, high, is_open = cell.get("low"), cell.get("high"), cell.get("low_open") or False
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)) or not isinstance(is_open, bool):
        raise _NotPlainError
    text = written(Interval(float(low), float(high), low_open=is_open))
    if is_open and not text.isidentifier():
        raise _NotPlainError  # an open end that no word stands for could only be lost
    return text


def _name(found: Mapping[str, Any]) -> str:
    name = found.get(CASE_ID)
    return str(name) if isinstance(name, (str, int)) else ""


def _read(found: Mapping[str, Any], law: Law) -> Case:
    """The case, read as a case file is."""
    case = {VERSION_KEY: SCHEMA_VERSION, **{key: in_a_file(key, value) for key, value in found.items() if key != CASE_ID}}
    text = json.dumps({key: value if key == LINKS else _in_words(value) for key, value in case.items()}, ensure_ascii=False)
    return parse_case(text, "", law)


def _in_words(value: object) -> object:
    """Numbers in plain digits, and estimates as texts."""
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, list):
        return [_in_words(item) for item in value]
    if isinstance(value, dict):
        if value and value.keys() <= _ENDS:
            try:
                return _interval(value)
            except _NotPlainError:
                return value
        return {key: _in_words(item) for key, item in value.items()}
    return value


def _with(columns: Columns, unusual: list[tuple[int, str, Case]], rows: int, law: Law) -> Columns:
    """The columns with cases that were read as files in their rows."""
    extra = batch_of([(name, case) for _, name, case in unusual], law)
    places = list(range(rows))
    for number, (row, _, _) in enumerate(unusual):
        places[row] = rows + number
    picked = pa.array(places, pa.int64())
    made: Columns = {}
    for field, more in zip(schema(), extra.columns, strict=True):
        base = columns.get(field.name)
        if base is None and more.null_count == len(more):
            continue
        made[field.name] = pa.concat_arrays([pa.nulls(rows, field.type) if base is None else base, more]).take(picked)
    if CASE_ID in made:
        made[CASE_ID] = _none_where_empty(made[CASE_ID])
    return made


def _none_where_empty(names: Any) -> Any:
    return pa.array([name or None for name in names.to_pylist()], pa.string())
