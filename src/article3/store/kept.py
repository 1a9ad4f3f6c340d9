"""Triggers by which the database refuses to change or remove a line of the trail.

They keep a mistake of ours, or a hand in the database, from altering it; whoever owns the database can drop them, which is what
the chain of hashes is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "store_entry"
_SAYS = "a line of the trail is never changed"
_POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {_TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$",
    f"CREATE TRIGGER {_TABLE}_kept BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION {_TABLE}_kept()",
)
_SQLITE = tuple(
    f"CREATE TRIGGER {_TABLE}_no_{event.lower()} BEFORE {event} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    for event in ("UPDATE", "DELETE")
)


def keep(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers up."""
    with connection.cursor() as cursor:
        for command in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(command)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: to undo the migration, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {_TABLE}_kept ON {_TABLE}")
        else:
            for event in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {_TABLE}_no_{event}")
