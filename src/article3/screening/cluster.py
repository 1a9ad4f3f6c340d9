"""Screen batches wherever batches are mapped: here, in a pool of processes, or on a Spark cluster.

:func:`screened` maps record batches to record batches, row for row, and keeps nothing from one to the next, so that whoever
has a way to spread batches over machines can spread it. A row that cannot be used comes out too, with the reasons in place of
conclusions.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import msgspec

from article3.facts.proceeding import nationality
from article3.facts.vocabulary import full_id
from article3.law.loading import load
from article3.screening.arrays import np, pa, pc
from article3.screening.columns import CASE_ID
from article3.screening.rows import Defaults, read_rows
from article3.screening.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NATIONALITY, REJECTED = "nationality", "rejected"
"""Columns beside the conclusions: the nationality as the case states it; the reasons, as JSON, why a row was not screened."""


class Settings(msgspec.Struct, frozen=True):
    """What is asked of every batch.

    Attributes:
        defaults: what holds for rows that do not say.
        rules: ids of further rules to report.
        missing: whether to tell which facts and questions of law an undetermined form still depends on.
    """

    defaults: Defaults
    rules: tuple[str, ...] = ()
    missing: bool = True


def screened(batches: Iterable[Any], settings: Settings) -> Iterator[Any]:
    """The conclusions on each row of each batch, in the same order.

    Args:
        batches: Arrow record batches, as :func:`article3.screening.rows.read_rows` takes them.
        settings: what is asked.

    Raises:
        article3.screening.names.UnknownColumnError: if a column means nothing.
        article3.screening.cells.BadColumnTypeError: if a column's type cannot be what its name says.
        KeyError: if there is no such rule.
    """
    for batch in batches:
        yield screen_batch(batch, settings)


def screen_batch(batch: Any, settings: Settings) -> Any:
    """The same for one batch."""
    read = read_rows(batch, load(), settings.defaults)
    found = _plain(_screen(settings.rules, settings.missing)(read.good))
    place = read.good.schema.get_field_index(full_id(nationality))
    found = found.append_column(NATIONALITY, pa.nulls(found.num_rows, pa.string()) if place < 0 else read.good.column(place))
    if not read.rejects:
        return found.append_column(REJECTED, pa.nulls(found.num_rows, pa.string()))
    picked = np.full(batch.num_rows, -1)
    picked[read.places] = np.arange(len(read.places))
    whole = found.take(pa.array(picked, mask=picked < 0))
    names: list[str | None] = [None] * batch.num_rows
    reasons: list[str | None] = [None] * batch.num_rows
    for row, reject in read.rejects.items():
        names[row], reasons[row] = reject.case_id or None, msgspec.json.encode(reject).decode()
    whole = whole.set_column(0, pa.field(CASE_ID, pa.string()), pc.coalesce(whole.column(0), pa.array(names, pa.string())))
    return whole.append_column(REJECTED, pa.array(reasons, pa.string()))


def schema_of(settings: Settings) -> Any:
    """The columns that come out.

    Raises:
        KeyError: if there is no such rule.
    """
    kept = [pa.field(field.name, _plain_type(field.type)) for field in _screen(settings.rules, settings.missing).schema]
    return pa.schema([*kept, pa.field(NATIONALITY, pa.string()), pa.field(REJECTED, pa.string())])


def spark_schema(settings: Settings) -> str:
    """The same as Spark writes it, for ``mapInArrow``.

    Raises:
        KeyError: if there is no such rule.
    """
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema_of(settings))


def _spark_type(kind: Any) -> str:
    if pa.types.is_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    return "date" if pa.types.is_date(kind) else "boolean" if pa.types.is_boolean(kind) else "string"


@functools.lru_cache(maxsize=4)
def _screen(rules: tuple[str, ...], missing: bool) -> Screen:  # noqa: FBT001 - a key of the cache
    """What a process keeps from one batch to the next."""
    return Screen(load(), rules=rules, missing=missing)


def _plain(batch: Any) -> Any:
    """The batch with texts in place of codes: dictionaries differ from batch to batch, and not everybody reads them."""
    arrays = [column.cast(_plain_type(column.type)) for column in batch.columns]
    return pa.RecordBatch.from_arrays(
        arrays, schema=pa.schema([(f.name, a.type) for f, a in zip(batch.schema, arrays, strict=True)])
    )


def _plain_type(kind: Any) -> Any:
    if pa.types.is_list(kind):
        return pa.list_(_plain_type(kind.value_type))
    return kind.value_type if pa.types.is_dictionary(kind) else kind
