"""Columns of texts that are filled row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from article3.screening.arrays import np, pa
from article3.screening.columns import CASE_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class TakenError(Exception):
    """A place is taken: a case states one thing twice."""


class Texts:
    """Texts by column and row, and lists of entries with texts.

    Args:
        rows: how many rows there are.
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._columns: dict[str, dict[int, str]] = {}
        self._lists: dict[str, dict[int, Sequence[Mapping[str, str]]]] = {}

    def put(self, column: str, row: int, text: str) -> None:
        """Put a text into its place.

        Raises:
            TakenError: if there is one already.
        """
        found = self._columns.get(column)
        if found is None:
            found = self._columns[column] = {}
        if row in found:
            raise TakenError
        found[row] = text

    def put_entries(self, column: str, row: int, entries: Sequence[Mapping[str, str]]) -> None:
        """Put a list into its place."""
        self._lists.setdefault(column, {})[row] = entries

    def forget(self, row: int) -> None:
        """Take out what stands in a row."""
        for texts in self._columns.values():
            texts.pop(row, None)
        for lists in self._lists.values():
            lists.pop(row, None)

    def columns(self) -> dict[str, Any]:
        """What stands in the columns; null where nothing does."""
        made: dict[str, Any] = {CASE_ID: pa.nulls(self._rows, pa.string())}
        for name, texts in self._columns.items():
            cells: list[str | None] = [None] * self._rows
            for row, text in texts.items():
                cells[row] = text
            made[name] = pa.array(cells, pa.string())
        for name, lists in self._lists.items():
            made[name] = self._listed(lists)
        return made

    def _listed(self, lists: Mapping[int, Sequence[Mapping[str, str]]]) -> Any:
        lengths = np.zeros(self._rows, np.int64)
        absent = np.ones(self._rows, bool)
        flat: list[Mapping[str, str]] = []
        for row, entries in sorted(lists.items()):
            lengths[row], absent[row] = len(entries), False
            flat += entries
        names = list(dict.fromkeys(name for entry in flat for name in entry)) or ["id"]
        fields = [pa.array([entry.get(name) for entry in flat], pa.string()) for name in names]
        offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
        return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(fields, names), mask=pa.array(absent))
