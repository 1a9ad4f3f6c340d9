"""The index that search goes by.

The database itself makes it of ``Passage.words``, so that whatever adds or removes a passage, a restored backup and a shredded
case too, keeps it right. A migration that makes the table anew must make the index anew.

In the embedded database it is an FTS5 table over the passages, whose entries are overwritten when they go (``secure-delete``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "store_passage"
INDEX = "store_passage_words"
VECTOR = f"to_tsvector('simple', {TABLE}.words)"
"""What PostgreSQL's index is made of; a search names it word for word."""

_TAKE_OUT = f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', old.id, old.words)"  # noqa: S608 - names of ours
_PUT_IN = f"INSERT INTO {INDEX} (rowid, words) VALUES (new.id, new.words)"  # noqa: S608
_LIKE = f"content='{TABLE}', content_rowid='id', tokenize='unicode61 remove_diacritics 0'"
_SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5 (words, {_LIKE})",
    f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('secure-delete', 1)",  # noqa: S608
    f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",  # noqa: S608
    f"CREATE TRIGGER {TABLE}_in AFTER INSERT ON {TABLE} BEGIN {_PUT_IN}; END",
    f"CREATE TRIGGER {TABLE}_out AFTER DELETE ON {TABLE} BEGIN {_TAKE_OUT}; END",
    f"CREATE TRIGGER {TABLE}_anew AFTER UPDATE OF words ON {TABLE} BEGIN {_TAKE_OUT}; {_PUT_IN}; END",
)
_POSTGRESQL = (f"CREATE INDEX {INDEX} ON {TABLE} USING gin ({VECTOR.replace(TABLE + '.', '')})",)


def make(connection: BaseDatabaseWrapper) -> None:
    """Set the index up, with what is in the table already."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the index away: to undo the migration."""
    if connection.vendor == "postgresql":
        _run(connection, (f"DROP INDEX {INDEX}",))
    else:
        _run(connection, (*(f"DROP TRIGGER {TABLE}_{name}" for name in ("in", "out", "anew")), f"DROP TABLE {INDEX}"))


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
