"""Every row of a store's tables as lines of JSON, and back, whatever database they come from or go to.

Django's own serializer rounds moments to milliseconds, which would break the chain of the trail; here they are kept whole.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from article3.store.errors import DamagedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEFT_OUT = frozenset(
    {
        "contenttypes.contenttype",
        "auth.permission",
        "auth.group",
        "sessions.session",
        "usersessions.usersession",
        "store.counted",
        "store.change",
        "store.upload",
        "store.piece",
        "django_tasks_database.dbtaskresult",
    }
)
"""What a backup leaves out.

Tables that a fresh store has already, who is signed in at the moment, what is counted for some minutes or worked out again,
uploads of which not all has come, and work that waits: what is not read yet is asked for anew.
"""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One row.

    Attributes:
        table: the model, as Django labels it.
        values: of its columns, in the model's order.
    """

    table: str
    values: list[Any]


def tables() -> list[type[models.Model]]:
    """The models of a store, each after those that it refers to."""
    waiting = [model for model in apps.get_models() if model._meta.label_lower not in LEFT_OUT]  # noqa: SLF001 - Django's name
    done: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not _needs(model) & {*waiting} - {model}]
        if not ready:
            raise RuntimeError("tables that refer to each other in a circle")
        done += ready
        waiting = [model for model in waiting if model not in ready]
    return done


def dumped() -> Iterator[Row]:
    """Every row; in one transaction, so that they belong together."""
    for model in tables():
        columns = _columns(model)
        for values in model._base_manager.order_by("pk").values_list(*columns).iterator(chunk_size=500):  # noqa: SLF001
            yield Row(model._meta.label_lower, [_plain(value) for value in values])  # noqa: SLF001


def load(rows: Iterable[Row]) -> int:
    """Put rows into empty tables, all or none.

    Returns:
        How many there were.

    Raises:
        StoreError: if there are rows already.
        DamagedError: if a row does not fit its table.
    """
    if any(model._base_manager.exists() for model in tables()):  # noqa: SLF001
        raise StoreError("the database holds a store already; restore into an empty one")
    known = {model._meta.label_lower: model for model in tables()}  # noqa: SLF001
    count = 0
    with transaction.atomic():
        for row in rows:
            model = known.get(row.table)
            if model is None or len(row.values) != len(_columns(model)):
                raise DamagedError("the backup was made by another version of article3; restore it with that one")
            made = model(**{name: _value(model, name, value) for name, value in zip(_columns(model), row.values, strict=True)})
            models.Model.save_base(made, raw=True, force_insert=True)
            count += 1
        statements = connection.ops.sequence_reset_sql(no_style(), list(known.values()))
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    return count


def _needs(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.related_model is not None}  # noqa: SLF001


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001


def _plain(value: object) -> object:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    return value


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if field.attname == name)  # noqa: SLF001
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)
