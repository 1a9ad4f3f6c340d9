"""Another passphrase, or another master key, without a moment in which neither opens the store."""

from __future__ import annotations

import contextlib
import os
import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import nacl.secret
from django.db import connection

from article3.store import trail
from article3.store.errors import StoreError
from article3.store.keys import new_key
from article3.store.settings import USERS
from article3.store.writing import settle

if TYPE_CHECKING:
    from article3.store.home import Home
    from article3.store.keys import MasterKey

_SEALED = frozenset({"secret", "seed", "migrated_codes"})
"""What django-allauth hands to us to be sealed, of the data of an authenticator."""


def new_passphrase(home: Home, key: MasterKey, secret: bytes) -> None:
    """Seal the master key with another passphrase; nothing else is written.

    Whoever has an earlier copy of ``store.json`` can open the store with the earlier passphrase still.

    Raises:
        StoreError: if the passphrase is too short.
    """
    record = home.read()
    home.write(msgspec.structs.replace(record, key=key.sealed(secret)))
    trail.record(None, "store.new passphrase")


def new_master(home: Home, key: MasterKey, secret: bytes) -> MasterKey:
    """Write the embedded database anew under another master key, so that earlier copies of keys open nothing more.

    Files are sealed under keys of their cases, which lie in the database, and stay as they are. Nobody may use the store
    meanwhile. The new database takes a new name; the moment at which ``store.json`` names it, with its key, is the moment of change.

    Raises:
        StoreError: if the store is on PostgreSQL, whose encryption is not ours.
    """
    if connection.vendor != "sqlite":
        raise StoreError("the database of this store is not ours to encrypt; change its keys there, and the passphrase here")
    record = home.read()
    fresh = new_key()
    sealed = fresh.sealed(secret)
    trail.record(None, "store.new key")
    name = f"article3-{uuid.uuid4().hex[:8]}.db"
    place = home.path / name
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"ATTACH DATABASE %s AS fresh KEY \"x'{fresh.for_('database').hex()}'\"", [str(place)])
            try:
                cursor.execute("SELECT sqlcipher_export('fresh')")
                _reseal(cursor, key, fresh)
            finally:
                cursor.execute("DETACH DATABASE fresh")
        with place.open("rb+") as written:
            os.fsync(written.fileno())
        settle(home.path)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    before = home.database
    home.write(msgspec.structs.replace(record, key=sealed, database=name))
    connection.close()
    for path in (before, *(before.with_name(before.name + ending) for ending in ("-wal", "-shm"))):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return fresh


def _reseal(cursor: Any, key: MasterKey, fresh: MasterKey) -> None:
    """Secrets of second factors, under the new key; nobody stays signed in."""
    old, new = (nacl.secret.SecretBox(one.for_(USERS)) for one in (key, fresh))

    def again(value: object) -> object:
        if isinstance(value, list):
            return [again(one) for one in value]
        return bytes(new.encrypt(old.decrypt(bytes.fromhex(value)))).hex() if isinstance(value, str) else value

    cursor.execute("SELECT id, data FROM fresh.mfa_authenticator")
    for number, data in cursor.fetchall():
        told = msgspec.json.decode(data)
        written = {name: again(value) if name in _SEALED else value for name, value in told.items()}
        cursor.execute(
            "UPDATE fresh.mfa_authenticator SET data = %s WHERE id = %s", [msgspec.json.encode(written).decode(), number]
        )
    cursor.execute("DELETE FROM fresh.django_session")
