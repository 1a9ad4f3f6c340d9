"""The backend's entry, by the name that Django asks for.

SQLCipher's module has the interface of Python's ``sqlite3`` but classes of its own, so the connection, the cursor and the errors
are taken from it; everything else is Django's. The key is 32 random bytes (``OPTIONS["key"]``, SQLCipher's "raw key"), so no time
is spent on deriving it anew for each connection.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]
from django.utils import dateparse
from django.utils.asyncio import async_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

sqlcipher.register_adapter(decimal.Decimal, str)
sqlcipher.register_adapter(dt.date, dt.date.isoformat)
sqlcipher.register_adapter(dt.datetime, lambda moment: moment.isoformat(" "))
sqlcipher.register_converter("bool", b"1".__eq__)
sqlcipher.register_converter("date", base.decoder(dateparse.parse_date))
sqlcipher.register_converter("time", base.decoder(dateparse.parse_time))
sqlcipher.register_converter("datetime", base.decoder(dateparse.parse_datetime))
sqlcipher.register_converter("timestamp", base.decoder(dateparse.parse_datetime))


class Cursor(sqlcipher.Cursor):  # type: ignore[misc] # the module has no types
    """SQLCipher's cursor, with placeholders as Django writes them: ``%s`` and ``%(name)s``."""

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> Any:
        """One statement."""
        if params is None:
            return super().execute(query)
        return super().execute(_with_marks(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Sequence[Any] | Mapping[str, Any]]) -> Any:
        """One statement with many rows of values."""
        rows = list(param_list)
        return super().executemany(_with_marks(query, rows[0]), rows) if rows else None


def _with_marks(query: str, params: Sequence[Any] | Mapping[str, Any]) -> str:
    return query % ({name: f":{name}" for name in params} if isinstance(params, Mapping) else ("?",) * len(params))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to an encrypted database."""

    Database = sqlcipher
    init_commands: list[str]
    display_name = "SQLCipher"

    def get_connection_params(self) -> dict[str, Any]:
        """What to connect with; the key is kept apart, as only we know what to do with it."""
        params = super().get_connection_params()
        self._key: bytes = params.pop("key")
        return params

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the database with its key.

        Raises:
            django.db.DatabaseError: "file is not a database", where the key is another.
        """
        connection = sqlcipher.connect(**conn_params)
        connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        register(connection)
        for command in ("PRAGMA foreign_keys = ON", "PRAGMA legacy_alter_table = OFF", *map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        """A cursor with Django's placeholders."""
        return self.connection.cursor(factory=Cursor)
