"""A batch whose columns are of the types that the rules read: anything else would be misread, not merely unknown."""

from __future__ import annotations

from article3.screening.arrays import pa
from article3.screening.cells import BadColumnTypeError
from article3.screening.columns import ESTIMATE, schema


def checked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without columns that say nothing.

    Args:
        batch: columns of :func:`article3.screening.columns.schema`; a column of another name is not looked at.

    Raises:
        BadColumnTypeError: if a column is of another type than the schema says, or there are two of one name.
    """
    kept, seen = [], set()
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        place = schema().get_field_index(name)
        if name in seen and place >= 0:
            raise BadColumnTypeError(name, "two columns of that name", "one")
        seen.add(name)
        if place < 0 or pa.types.is_null(column.type):
            continue
        _check(name, column.type, schema().field(place).type)
        kept.append(name)
    if kept == batch.schema.names:
        return batch
    columns = [batch.column(batch.schema.get_field_index(name)) for name in kept]
    return pa.RecordBatch.from_arrays(columns, kept) if kept else batch.select([])


def _check(name: str, kind: pa.DataType, wanted: pa.DataType) -> None:
    if _fits(kind, wanted):
        return
    if pa.types.is_list(kind) and pa.types.is_list(wanted) and pa.types.is_struct(kind.value_type):
        fields = wanted.value_type
        for field in kind.value_type:
            place = fields.get_field_index(field.name) if pa.types.is_struct(fields) else -1
            if place >= 0 and not pa.types.is_null(field.type):
                _check(f"{name}.{field.name}", field.type, fields.field(place).type)
        return
    raise BadColumnTypeError(name, str(kind), str(wanted))


def _fits(kind: pa.DataType, wanted: pa.DataType) -> bool:
    if kind == wanted:
        return True
    if wanted == pa.string():
        return bool(pa.types.is_dictionary(kind) and kind.value_type == wanted)
    if wanted == ESTIMATE:
        return bool(kind == pa.float64())
    return bool(pa.types.is_list(wanted) and pa.types.is_list(kind) and _fits(kind.value_type, wanted.value_type))
