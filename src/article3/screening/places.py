"""Which readings are alive in which row: the forums of many cases at once."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.law.forums import circuit_of, circuits
from article3.law.stretches import stretches
from article3.screening.arrays import np, pa
from article3.screening.columns import AS_OF, CIRCUIT
from article3.screening.outcomes import EPOCH, days

if TYPE_CHECKING:
    import datetime as dt

    from article3.law.loading import Law
    from article3.law.stretches import Stretch
    from article3.logic.forum import Forum
    from article3.screening.bits import Flags


_NONE, _STRANGE = -1, -2
"""In place of a circuit's index: none is named; there is no such circuit."""


class NoForumError(ValueError):
    """A row has no forum: no circuit that there is, or no day of this law."""


class Forums:
    """Every forum there is, made ready for columns of circuits and days.

    Args:
        law: the law data.
    """

    def __init__(self, law: Law) -> None:
        self._law = law
        self.circuits = circuits(law)
        self.stretches: tuple[Stretch, ...] = tuple(
            sorted(stretches(law), key=lambda stretch: (self.circuits.index(stretch.circuit), stretch.first))
        )
        self._begins, self._ends = (day.toordinal() - EPOCH for day in (law.begins, max(law.maintained_through, law.begins)))
        self._of_day = np.zeros((len(self.circuits), self._ends - self._begins + 1), np.int32)
        for place, stretch in enumerate(self.stretches):
            first = stretch.first.toordinal() - EPOCH - self._begins
            self._of_day[self.circuits.index(stretch.circuit), first:] = place
        self._flags: dict[tuple[tuple[str, str], ...], Flags] = {}

    def places(self, batch: pa.RecordBatch, default: Forum | None) -> Places:
        """The forums of a batch.

        Args:
            batch: with its circuits and days; where one is absent or null, the default's counts.
            default: the forum of rows that name none.

        Raises:
            NoForumError: if a row has none.
        """
        codes = self._circuits(batch, None if default is None else default.circuit)
        whens = self._days(batch, None if default is None else default.as_of)
        if len(whens) and whens.min() < self._begins:
            raise NoForumError(f"a row asks for the law before {self._law.begins}, when the regulations took effect")
        # A day after the last to which the law is kept counts to the last stretch.
        stretch = self._of_day[codes, np.minimum(whens, self._ends) - self._begins]
        return Places(codes, whens, stretch, self)

    def _circuits(self, batch: pa.RecordBatch, default: str | None) -> np.ndarray:
        column = _column(batch, CIRCUIT)
        if column is None:
            column = pa.nulls(batch.num_rows, pa.string())
        coded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
        missing = _NONE if default is None else self.circuits.index(default)
        codes = np.array([self._code(written, missing) for written in coded.dictionary.to_pylist()] or [missing])
        indices = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)
        found = np.where(coded.indices.is_valid().to_numpy(zero_copy_only=False), codes[indices], missing)
        if (found == _STRANGE).any():
            raise NoForumError(f"a row names a circuit that there is not; there are {', '.join(self.circuits)}")
        if (found == _NONE).any():
            raise NoForumError("a row names no circuit, and no other is given for such rows")
        return found

    def _code(self, written: str | None, missing: int) -> int:
        if written is None:
            return missing
        named = circuit_of(written, self._law)
        return _STRANGE if named is None else self.circuits.index(named)

    @staticmethod
    def _days(batch: pa.RecordBatch, default: dt.date | None) -> np.ndarray:
        column = _column(batch, AS_OF)
        if column is None:
            column = pa.nulls(batch.num_rows, pa.date32())
        if column.null_count and default is None:
            raise NoForumError("a row names no day, and no other is given for such rows")
        missing = 0 if default is None else default.toordinal() - EPOCH
        return np.where(column.is_valid().to_numpy(zero_copy_only=False), days(column), missing)

    def flags(self, readings: tuple[tuple[str, str], ...]) -> Flags:
        """In which stretches some readings are alive; shape (stretches, readings)."""
        found = self._flags.get(readings)
        if found is None:
            told = [[reading in stretch.live[question] for question, reading in readings] for stretch in self.stretches]
            found = self._flags[readings] = np.array(told, np.bool_).reshape(len(self.stretches), len(readings))
        return found


class Places:
    """The forum of each row.

    Args:
        circuits: index of the circuit.
        days: days since 1 January 1970.
        stretch: index of the stretch of days on which the circuit's law stands still.
        forums: what the indexes mean.
    """

    def __init__(self, circuits: np.ndarray, days: np.ndarray, stretch: np.ndarray, forums: Forums) -> None:
        self.circuits, self.days, self.stretch, self.forums = circuits, days, stretch, forums


@functools.lru_cache(maxsize=4)
def forums(law: Law) -> Forums:
    """Every forum of a law."""
    return Forums(law)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array | None:
    place = batch.schema.get_field_index(name)
    return None if place < 0 else batch.column(place)
