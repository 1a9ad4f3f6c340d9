"""Parts of the law data by which no case is decided: countries, and the coverage table if this edition has one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from article3.law.countries import country, headings
from article3.law.data_files import LawDataError
from article3.law.loading import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.country import Country


class Table(msgspec.Struct, frozen=True):
    """A table as the data has it: its name, its columns in the order in which they first occur, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, tuple[str, ...]], ...]


def countries() -> tuple[Country, ...]:
    """Every country recorded, in alphabetical order.

    Raises:
        article3.law.data_files.LawDataError: if a country's file is broken.
    """
    return tuple(country(heading.id) for heading in headings())


def coverage(path: Path = DATA / "coverage.toml") -> tuple[Table, ...]:
    """What meets each thing that must be covered, as tables; none where this edition has no such file.

    Raises:
        LawDataError: if the file is broken.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawDataError(f"{path.name}: {error}") from None
    return tuple(_table(name, value) for name, value in data.items() if isinstance(value, (list, dict)) and value)


def _table(name: str, value: list[Any] | dict[str, Any]) -> Table:
    """Rows may be a list of tables, or tables by the id of the row."""
    if isinstance(value, dict):
        found = [{"id": key, **(row if isinstance(row, dict) else {"met by": row})} for key, row in value.items()]
    else:
        found = [row if isinstance(row, dict) else {"id": row} for row in value]
    columns = tuple(dict.fromkeys(column for row in found for column in row))
    return Table(name, columns, tuple({column: _several(row.get(column, ())) for column in columns} for row in found))


def _several(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(f"{key}: {', '.join(_several(one))}" for key, one in value.items())
    several = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(" ".join(str(one).split()) for one in several)
