"""Links and chains of events as they come, in columns of the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from article3.facts.harm import feared_harms
from article3.facts.links import ENDS
from article3.facts.problems import nearest, shown
from article3.facts.reading import ID_PATTERN
from article3.facts.values import BadValueError
from article3.screening.arrays import np, pa, pc
from article3.screening.cells import BadColumnTypeError, from_texts, is_text
from article3.screening.links import CHAIN, CHAIN_FIELDS, LINK, LINKS
from article3.screening.rejects import Fault, fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID = re.compile(ID_PATTERN)
_LINK_FIELDS = tuple(field.name for field in LINK)
_NEEDED = ("id", "low", "high")


def chain_fields(listed: str) -> tuple[str, ...]:
    """What an entry of a list says of its chain of events; nothing, save that of a feared harm."""
    return tuple(field.name for field in CHAIN_FIELDS) if listed == feared_harms.id else ()


def check_links(kind: Any) -> None:
    """Refuse a type that cannot hold links.

    Raises:
        BadColumnTypeError: if it is one.
    """
    if is_text(kind) or pa.types.is_null(kind):
        return  # a table of texts has the column too; a text in it is refused
    inner = _inner(kind)
    expected = f"lists of records with {', '.join(_LINK_FIELDS)}"
    if inner is None or not pa.types.is_struct(inner):
        raise BadColumnTypeError(LINKS, str(kind), expected)
    fields = {field.name: field.type for field in inner}
    fitting = [_is_name(found) if name == "id" else _is_number(found) for name, found in fields.items()]
    if not all(fitting) or not set(_NEEDED) <= set(fields) <= set(_LINK_FIELDS):
        odd = next((name for name in fields if name not in _LINK_FIELDS), "")
        raise BadColumnTypeError(LINKS, str(kind), "; ".join(filter(None, [expected, nearest(odd, _LINK_FIELDS) if odd else ""])))


def check_chain_field(field: str, kind: Any, column: str) -> None:
    """Refuse a type that cannot hold what an entry says of its chain.

    Raises:
        BadColumnTypeError: if it is one.
    """
    names = kind
    for _ in range(2 if field == CHAIN else 0):
        names = names if names is None or pa.types.is_null(names) else _inner(names)
    if names is None or not _is_name(names):
        raise BadColumnTypeError(column, str(kind), "lists of steps, each a list of ids of links" if field == CHAIN else "text")


def _inner(kind: Any) -> Any | None:
    lists = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)
    return kind.value_type if any(test(kind) for test in lists) else None


def _is_name(kind: Any) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_null(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_null(kind) or pa.types.is_floating(kind) or pa.types.is_integer(kind))


def link_cells(array: Any) -> tuple[Any, list[tuple[int, Fault]]]:
    """The column of links, and row and reason of each bad cell in it.

    Args:
        array: of a type that :func:`check_links` lets pass.
    """
    if pa.types.is_null(array.type) or is_text(array.type):
        return pa.nulls(len(array), pa.list_(LINK)), list(_texts(array))
    parents = pc.list_parent_indices(array).to_numpy(zero_copy_only=False)
    flat = pc.list_flatten(array)
    fields = dict(zip([field.name for field in flat.type], flat.flatten(), strict=True))
    parts = [pa.nulls(len(flat), pa.float64()) if end not in fields else fields[end].cast(pa.float64()) for end in ENDS]
    ids, bad = from_texts(fields["id"].cast(pa.string()), identifier, pa.string())
    records = pa.StructArray.from_arrays([ids, *parts], fields=list(LINK))
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    made = pa.ListArray.from_arrays(offsets, records, type=pa.list_(LINK), mask=array.is_null())
    return made, [(int(parents[place]), fault_of(f"{LINKS}.id", error)) for place, error in bad]


def _texts(array: Any) -> Iterator[tuple[int, Fault]]:
    for row in np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False)):
        remedy = "write links and chains under the column 'more', as a case file has them"
        yield int(row), Fault("not-a-list", LINKS, shown(str(array[int(row)].as_py())), "nothing in a table of texts", remedy)


def chain_cells(field: str, array: Any) -> Any:
    """What entries say of their chains.

    Args:
        field: the field.
        array: of a type that :func:`check_chain_field` lets pass.
    """
    wanted = next(one.type for one in CHAIN_FIELDS if one.name == field)
    return array if array.type == wanted else array.cast(wanted)


def identifier(text: str) -> str:
    """The id of an entry, or of a link.

    Raises:
        BadValueError: if it is none.
    """
    if not _ID.fullmatch(text):
        expected = "an id: at most 40 letters, digits, '-', '_' or '.', without spaces"
        raise BadValueError("bad-id", shown(text), expected, "make it one short word, such as gang or B-2")
    return text
