"""Lists of harms and convictions: from records as they come, or from numbered columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from article3.facts.problems import shown
from article3.facts.values import BadValueError
from article3.facts.vocabulary import COLLECTIONS
from article3.screening.arrays import np, pa, pc
from article3.screening.cells import cells, from_texts, is_text
from article3.screening.columns import ID, record
from article3.screening.link_cells import chain_cells, chain_fields, identifier
from article3.screening.rejects import Fault, fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.screening.names import Numbered

Found = tuple[Any, list[tuple[int, Fault]]]
"""A list column of the schema's type, and row and reason of each bad cell in it."""


def listed_records(name: str, array: Any) -> Found:
    """A list column that came as lists of records."""
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), pa.list_(record(name))), []
    parents = pc.list_parent_indices(array).to_numpy(zero_copy_only=False)
    flat = pc.list_flatten(array)
    faults: list[tuple[int, Fault]] = []
    for place in np.flatnonzero(flat.is_null().to_numpy(zero_copy_only=False)):
        fault = Fault("wrong-shape", name, "an entry that is null", "a record for each entry", "leave the entry out")
        faults.append((int(parents[place]), fault))
    fields = dict(zip([field.name for field in flat.type], flat.flatten(), strict=True))
    parts, bad = _parts(name, {key: fields[key] for key in (*_fields(name), *chain_fields(name)) if key in fields})
    faults += [(int(parents[place]), fault) for place, fault in bad]
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    return _built(name, parts, lengths, array.is_null(), len(flat)), faults


def listed_numbered(name: str, columns: Mapping[Numbered, Any], said: Any | None, rows: int) -> Found:
    """A list column from numbered columns: an entry exists where any of its cells is filled.

    Args:
        name: the list's.
        columns: by what they are about.
        said: the texts of the column with the list's own name, if there is one: ``[]`` where there are none.
        rows: how many rows there are.
    """
    numbers = sorted({column.number for column in columns})
    fields = [key for key in _fields(name) if any(column.field == key for column in columns)]
    filled = np.zeros((rows, len(numbers)), bool)
    columns = {column: _encoded(array) for column, array in columns.items()}
    for column, array in columns.items():
        filled[:, numbers.index(column.number)] |= _filled(array)
    row_of, entry_of = np.nonzero(filled)
    places = pa.array(entry_of * rows + row_of)
    faults: list[tuple[int, Fault]] = []
    parts: dict[str, Any] = {}
    for key in fields:
        made = []
        for number in numbers:
            array = next((array for column, array in columns.items() if column.number == number and column.field == key), None)
            values, bad = _part(name, key, pa.nulls(rows) if array is None else array, f"{name}.{number}.{key}")
            faults += bad
            made.append(values)
        parts[key] = pa.concat_arrays(made).take(places)
    names = pa.array([f"{name}-{number}" for number in numbers], pa.string()).take(pa.array(entry_of))
    parts[ID] = pc.coalesce(parts[ID], names) if ID in parts else names
    lengths = filled.sum(axis=1)
    faults += _gaps(name, row_of, np.array(numbers, np.int64)[entry_of], lengths)
    none, bad_none = _none_said(name, said, lengths)
    faults += bad_none
    return _built(name, parts, lengths, pa.array((lengths == 0) & ~none), len(row_of)), faults


def _gaps(name: str, row_of: Any, number_of: Any, lengths: Any) -> list[tuple[int, Fault]]:
    """Rows whose entries are not numbered from 1 on without a gap: an answer names an entry by its place in the list.

    Args:
        name: the list's.
        row_of: the row of each entry, in order.
        number_of: its number.
        lengths: how many entries each row has.
    """
    place_of = np.arange(len(row_of)) - (np.cumsum(lengths) - lengths)[row_of] + 1
    apart = np.flatnonzero(number_of != place_of)
    rows, first = np.unique(row_of[apart], return_index=True)
    expected, remedy = "entries numbered from 1 on", "number the entries without a gap"
    return [
        (
            int(row),
            Fault("gap", name, f"{name}.{place_of[at]} has no cell filled, and {name}.{number_of[at]} has", expected, remedy),
        )
        for row, at in zip(rows, apart[first], strict=True)
    ]


def _none_said(name: str, said: Any | None, lengths: Any) -> tuple[Any, list[tuple[int, Fault]]]:
    """Where the case says that there are none, and where that cannot be."""
    if said is None:
        return np.zeros(len(lengths), bool), []
    found = from_texts(said, lambda text: _empty(text, name), pa.bool_())
    none = pc.fill_null(found.values, fill_value=False).to_numpy(zero_copy_only=False)
    fault = Fault("both", name, "'[]', and entries beside it", "one of the two", "clear the entries, or this cell")
    both = [(int(row), fault) for row in np.flatnonzero(none & (lengths > 0))]
    return none, [*((row, fault_of(name, error)) for row, error in found.bad), *both]


def _empty(text: str, name: str) -> bool:
    if text == "[]":
        return True
    remedy = f"write the entries in columns such as {name}.1.{next(iter(COLLECTIONS[name][1].facts))}"
    raise BadValueError("not-a-list", shown(text), "'[]' where there are none, or nothing", remedy)


def _fields(name: str) -> list[str]:
    return [ID, *COLLECTIONS[name][1].facts]


def _encoded(array: Any) -> Any:
    """Texts by their number among the different ones, which are read once; nothing, where there are none."""
    if array.null_count == len(array):
        return pa.nulls(len(array))
    return array.dictionary_encode() if is_text(array.type) and not pa.types.is_dictionary(array.type) else array


def _filled(array: Any) -> Any:
    if pa.types.is_null(array.type):
        return np.zeros(len(array), bool)
    if not is_text(array.type):
        return array.is_valid().to_numpy(zero_copy_only=False)
    words = pa.array([bool(word is not None and word.strip()) for word in array.dictionary.to_pylist()], pa.bool_())
    return pc.fill_null(words.take(array.indices), fill_value=False).to_numpy(zero_copy_only=False)


def _parts(name: str, fields: Mapping[str, Any]) -> Found:
    parts: dict[str, Any] = {}
    faults: list[tuple[int, Fault]] = []
    for key, array in fields.items():
        parts[key], bad = _part(name, key, array, f"{name}.{key}")
        faults += bad
    return parts, faults


def _part(name: str, key: str, array: Any, column: str) -> Found:
    """One field of the entries."""
    if key in chain_fields(name):
        return chain_cells(key, array), []
    if key != ID:
        values, bad = cells(column, COLLECTIONS[name][1].facts[key].variable, array)
    elif pa.types.is_null(array.type):
        return pa.nulls(len(array), pa.string()), []
    else:
        values, bad = from_texts(array, identifier, pa.string())
    return values, [(place, fault_of(column, error)) for place, error in bad]


def _built(name: str, parts: Mapping[str, Any], lengths: Any, absent: Any, count: int) -> Any:
    kind = record(name)
    arrays = [parts[field.name] if field.name in parts else pa.nulls(count, field.type) for field in kind]
    entries = pa.StructArray.from_arrays(arrays, fields=list(kind)) if arrays else pa.nulls(count, kind)
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    return pa.ListArray.from_arrays(offsets, entries, type=pa.list_(kind), mask=absent)


def taken_twice(lists: Mapping[str, Any]) -> Iterator[tuple[int, Fault]]:
    """Rows in which two entries have one id: a finding on one of them could not be told from one on the other."""
    rows: list[Any] = []
    ids: list[Any] = []
    for array in lists.values():
        flat = pc.list_flatten(array)
        rows.append(pc.list_parent_indices(array).to_numpy(zero_copy_only=False))
        ids.append(flat.flatten()[0])
    if not rows:
        return
    row_of = np.concatenate(rows)
    encoded = pa.concat_arrays(ids).dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    keys = (row_of.astype(np.int64) * (len(encoded.dictionary) + 1) + codes)[codes >= 0]
    found, times = np.unique(keys, return_counts=True)
    for key in found[times > 1]:
        row, code = divmod(int(key), len(encoded.dictionary) + 1)
        word = shown(encoded.dictionary[code].as_py())
        yield row, Fault("id-taken", "", word, "for each entry an id of its own", "rename one of the two")
