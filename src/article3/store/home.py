"""Where a store lives on disk: one directory that can be moved as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.store.errors import StoreError
from article3.store.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""The layout of the directory; a newer one is refused, an older one is brought forward."""


class KeyRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the master key is found from a passphrase; worth nothing without it.

    Attributes:
        salt: 16 bytes.
        operations: rounds of Argon2id.
        memory: bytes that Argon2id uses.
        wrapped: the master key, sealed with what Argon2id gives.
    """

    salt: bytes
    operations: int
    memory: int
    wrapped: bytes


class StoreRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the directory says about itself (``store.json``).

    Attributes:
        version: the layout.
        id: names this store in its backups.
        key: how to find its master key.
        database: the name of the embedded database's file; another after its key was changed.
    """

    version: int
    id: str
    key: KeyRecord
    database: str = "article3.db"


class Home:
    """The directory of a store.

    Attributes:
        path: the directory.
        record: ``store.json``, without which there is no store.
        files: exhibits and documents, each encrypted by itself.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record = path / "store.json"
        self.files = path / "files"

    @property
    def exists(self) -> bool:
        """Whether a store was made here."""
        return self.record.is_file()

    @property
    def database(self) -> Path:
        """The encrypted database of the embedded store."""
        return self.path / (self.read().database if self.exists else "article3.db")

    def read(self) -> StoreRecord:
        """What the directory says about itself.

        Raises:
            StoreError: if there is no store, or a damaged or newer one.
        """
        try:
            record = msgspec.json.decode(self.record.read_bytes(), type=StoreRecord)
        except FileNotFoundError:
            raise StoreError(f"there is no store in {self.path}; make one with: article3 store init") from None
        except (OSError, msgspec.MsgspecError) as error:
            raise StoreError(f"{self.record} cannot be read ({type(error).__name__}); put it back from a backup") from None
        if record.version > VERSION:
            raise StoreError(f"the store in {self.path} was made by a newer article3; use that, or restore an older backup")
        return record

    def write(self, record: StoreRecord) -> None:
        """Make the directory where there is none, and write ``store.json`` whole or not at all."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.files.mkdir(mode=0o700, exist_ok=True)
        write_whole(self.record, msgspec.json.format(msgspec.json.encode(record)))


def home_named(environment: Mapping[str, str]) -> Home:
    """The store that ``ARTICLE3_HOME`` names, or the usual place for a user's data."""
    named = environment.get("ARTICLE3_HOME")
    if named:
        return Home(Path(named).expanduser())
    data = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Home(Path(data).expanduser() / "article3")
