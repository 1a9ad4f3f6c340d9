"""From a passphrase to the keys of a store.

A random master key seals everything. The passphrase only seals the master key, so that changing it rewrites one small file.
Argon2id (RFC 9106) makes guessing passphrases slow; each use has a key of its own, derived from the master key by BLAKE2b.
"""

from __future__ import annotations

import hashlib

import nacl.exceptions
import nacl.pwhash
import nacl.secret
import nacl.utils

from article3.store.errors import StoreError, WrongKeyError
from article3.store.home import KeyRecord

SHORTEST = 12
"""Characters that a passphrase has at least. NIST SP 800-63B asks for 8 where guessing is limited; here nothing limits it."""

_SIZE = nacl.secret.SecretBox.KEY_SIZE
_OPERATIONS, _MEMORY = nacl.pwhash.argon2id.OPSLIMIT_MODERATE, nacl.pwhash.argon2id.MEMLIMIT_MODERATE


class MasterKey:
    """The key that every other key of a store is derived from. It is never shown, not even in a traceback."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __repr__(self) -> str:
        return "MasterKey(...)"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a key is not written down")

    def for_(self, use: str) -> bytes:
        """32 bytes for one use, such as ``"database"``; each use has another key."""
        return hashlib.blake2b(use.encode(), key=self._key, digest_size=_SIZE, person=b"article3").digest()

    def sealed(self, secret: bytes, *, operations: int = _OPERATIONS, memory: int = _MEMORY) -> KeyRecord:
        """The master key as it is kept, to be opened with this passphrase or content of a key file.

        Raises:
            StoreError: if the passphrase is too short to keep anybody out.
        """
        if len(secret) < SHORTEST:
            raise StoreError(f"a passphrase has at least {SHORTEST} characters; several unrelated words are easy to keep in mind")
        salt = nacl.utils.random(nacl.pwhash.argon2id.SALTBYTES)
        box = nacl.secret.SecretBox(nacl.pwhash.argon2id.kdf(_SIZE, secret, salt, operations, memory))
        return KeyRecord(salt, operations, memory, bytes(box.encrypt(self._key)))


def new_key() -> MasterKey:
    """A master key that nobody has had before."""
    return MasterKey(nacl.utils.random(_SIZE))


def opened(record: KeyRecord, secret: bytes) -> MasterKey:
    """The master key of a store.

    Raises:
        WrongKeyError: if the passphrase is not the right one, or the record was changed.
    """
    try:
        found = nacl.pwhash.argon2id.kdf(_SIZE, secret, record.salt, record.operations, record.memory)
        return MasterKey(nacl.secret.SecretBox(found).decrypt(record.wrapped))
    except (nacl.exceptions.CryptoError, nacl.exceptions.ValueError, ValueError):
        raise WrongKeyError("this is not the passphrase or key file of the store") from None
