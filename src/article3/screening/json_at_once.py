"""Read many cases as JSON at once, where they are all alike: nothing but plain answers of one kind in each place.

Nearly all that programs write is so. Where it is not, there is no answer here, and the cases are read one by one.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pyarrow import json

from article3.facts.case import SCHEMA_VERSION
from article3.facts.heading import VERSION_KEY
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.variables import Day
from article3.screening.arrays import pa, pc
from article3.screening.cells import BadColumnTypeError
from article3.screening.columns import AS_OF, CASE_ID, COURT, ID, type_of
from article3.screening.names import UnknownColumnError, check_columns, numbered, opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.fact import Group

_TITLE = "title"


def at_once(lines: Any, *, ignore: bool) -> Mapping[str, Any] | None:
    """The columns of the cases as they come; ``None`` if they are not all alike.

    Args:
        lines: texts, or bytes, a case in each.
        ignore: leave out keys that mean nothing.
    """
    cells = [line.encode() if isinstance(line, str) else (line or b"") for line in lines.to_pylist()]
    block = b"\n".join(cell.strip() for cell in cells)
    if block.count(b"\n") != len(lines) - 1:
        return None  # a case on several lines
    try:
        block.decode("utf-8")
        table = json.read_json(
            pa.BufferReader(block),
            read_options=json.ReadOptions(use_threads=False, block_size=len(block) + 1),
            parse_options=json.ParseOptions(explicit_schema=_texts(), unexpected_field_behavior="infer"),
        )
    except (UnicodeDecodeError, pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    if table.num_rows != len(lines):
        return None
    batch = _stated(table.combine_chunks().to_batches()[0])
    if batch is None:
        return None
    try:
        check_columns(batch.schema, ignore=ignore)
    except (UnknownColumnError, BadColumnTypeError, ValueError):
        return None
    return opened(batch)


def _stated(batch: Any) -> Any | None:
    """The columns that say something of the case; ``None`` if there are others."""
    kept = {}
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        if array.null_count == len(array) or (name == _TITLE and pa.types.is_string(array.type)):
            continue
        if name == VERSION_KEY:
            if not pa.types.is_integer(array.type) or pc.all(pc.equal(array, SCHEMA_VERSION)).as_py() is not True:
                return None
        elif numbered(name) is not None:
            return None
        else:
            kept[name] = array
    return pa.RecordBatch.from_pydict(kept) if kept else None


@functools.cache
def _texts() -> Any:
    """What is text, whatever it looks like: left to itself, the reader would take a text for a day."""
    plain = [pa.field(name, pa.string()) for name in (CASE_ID, AS_OF, COURT, _TITLE)]
    dotted = [pa.field(f"{group.id}.{field.name}", field.type) for group in SECTIONS for field in _fields(group)]
    nested = [pa.field(group.id, pa.struct(_fields(group))) for group in SECTIONS if _fields(group)]
    forum = pa.field("forum", pa.struct([("as_of", pa.string()), ("court", pa.string())]))
    lists = [
        pa.field(name, pa.list_(pa.struct([pa.field(ID, pa.string()), *_fields(group)])))
        for name, (_, group) in COLLECTIONS.items()
    ]
    return pa.schema([*plain, *dotted, forum, *nested, *lists])


def _fields(group: Group) -> list[Any]:
    kinds = [(fact.id, type_of(fact.variable), isinstance(fact.variable, Day)) for fact in group.facts.values()]
    return [pa.field(name, pa.string()) for name, kind, is_day in kinds if is_day or pa.types.is_string(kind)]
