"""What a backup says in clear, and the empty store that is made for it; neither needs a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.store.errors import StoreError
from article3.store.home import Home, KeyRecord, StoreRecord
from article3.store.keys import opened

if TYPE_CHECKING:
    from pathlib import Path

    from article3.store.keys import MasterKey

MAGIC = "article3 backup"
LONGEST = 4096
"""Most bytes of the first line."""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line in clear at the beginning of a backup.

    Attributes:
        what: ``MAGIC``.
        version: of this format.
        store: the id of the store.
        key: its master key, sealed with the passphrase.
    """

    what: str
    version: int
    store: str
    key: KeyRecord


def head_of(place: Path) -> Head:
    """What a backup says of itself in clear.

    Raises:
        StoreError: if it is none, or a newer one.
    """
    try:
        with place.open("rb") as source:
            head = msgspec.json.decode(source.readline(LONGEST), type=Head)
    except OSError as error:
        raise StoreError(f"{place} cannot be read ({error.strerror})") from None
    except msgspec.MsgspecError:
        raise StoreError(f"{place} is no backup of article3") from None
    if head.what != MAGIC or head.version != 1:
        raise StoreError(f"{place} is no backup that this version of article3 can read; use a newer one")
    return head


def key_of(place: Path, secret: bytes) -> MasterKey:
    """The master key of the store that a backup is of.

    Raises:
        StoreError: if it is no backup.
        WrongKeyError: if the passphrase is not the one of that time.
    """
    return opened(head_of(place).key, secret)


def prepare(home: Home, place: Path) -> None:
    """Make the directory of a store out of a backup, without its rows: its key and its files.

    Raises:
        StoreError: if there is a store already, or no backup.
    """
    if home.exists:
        raise StoreError(f"there is a store in {home.path} already; restore into an empty place")
    if home.path.exists() and any(home.path.iterdir()):
        raise StoreError(f"{home.path} is not empty; restore into an empty place")
    head = head_of(place)
    home.write(StoreRecord(1, head.store, head.key))
