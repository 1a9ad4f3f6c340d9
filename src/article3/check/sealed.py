"""The file that a person keeps: the case that the answers make, sealed with a passphrase as a store's backup is.

The passphrase opens a random key (Argon2id), and the key the content (XChaCha20-Poly1305): :mod:`article3.store.keys` and
:mod:`article3.store.sealing`. The line in clear at its beginning says neither what the file is about nor whose it is.
"""

from __future__ import annotations

import io

import msgspec

from article3.check.state import State, StateError, read
from article3.store.errors import DamagedError, StoreError, WrongKeyError
from article3.store.home import KeyRecord
from article3.store.keys import SHORTEST, is_usual, new_key, opened
from article3.store.sealing import seal, unseal

LARGEST = 64 * 1024
"""Bytes that such a file has at most."""
NAME = "private.a3"
"""What it is called, unless the person calls it otherwise."""
_MAGIC = "a3"
_USE = "check"
_END = b"\n"


class SealedError(Exception):
    """The file cannot be opened; the message says why and what to do, and holds nothing of it."""


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: str
    version: int
    key: KeyRecord


class Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is in the file.

    Attributes:
        case: the text of a case file.
        answers: the answers, to go on with; see :meth:`article3.check.state.State.content`.
    """

    case: str
    answers: msgspec.Raw

    @property
    def state(self) -> State:
        """The answers; what this version does not ask any more is left out.

        Raises:
            SealedError: if they cannot be read.
        """
        try:
            return read(bytes(self.answers), lenient=True)
        except StateError:
            raise SealedError("the file is of another version of article3; use a newer one") from None


def locked(case: str, state: State, passphrase: str) -> bytes:
    """A file that holds a case and the answers it is made of.

    Args:
        case: the text of the case file.
        state: the answers.
        passphrase: what will open it.

    Raises:
        SealedError: if the passphrase is too short to keep anybody out.
    """
    key = new_key()
    try:
        record = key.sealed(_secret(passphrase))
    except StoreError:
        raise SealedError(f"a passphrase has at least {SHORTEST} signs") from None
    out = io.BytesIO()
    out.write(msgspec.json.encode(_Head(_MAGIC, 1, record)) + _END)
    seal([msgspec.json.encode(Inside(case, msgspec.Raw(state.content())))], out, key.for_(_USE), _USE)
    return out.getvalue()


def is_locked(content: bytes) -> bool:
    """Whether some content is such a file, as far as its first line says."""
    return _head(content) is not None


def unlocked(content: bytes, passphrase: str) -> Inside:
    """What is in a file.

    Args:
        content: of the file.
        passphrase: what opens it.

    Raises:
        SealedError: if it is no such file, the passphrase is another, or anything in it was changed.
    """
    head = _head(content)
    if head is None:
        raise SealedError("this is not a file of the private check; choose the file that was downloaded there")
    if head.version != 1 or not is_usual(head.key):
        raise SealedError("the file is of another version of article3, or was changed; use a newer article3")
    _, _, body = content.partition(_END)
    try:
        key = opened(head.key, _secret(passphrase))
        return msgspec.json.decode(b"".join(unseal(io.BytesIO(body), key.for_(_USE), _USE)), type=Inside)
    except WrongKeyError:
        raise SealedError("the passphrase is another one; check each word, and capital letters and spaces") from None
    except (DamagedError, msgspec.MsgspecError):
        raise SealedError("the file was cut short or changed; take another copy of it") from None


def _secret(passphrase: str) -> bytes:
    """The passphrase as it is used: with single spaces between its words, as people type them."""
    return " ".join(passphrase.split()).encode()


def _head(content: bytes) -> _Head | None:
    line, found, _ = content.partition(_END)
    try:
        head = msgspec.json.decode(line, type=_Head) if found and len(content) <= LARGEST else None
    except msgspec.MsgspecError:
        return None
    return head if head is not None and head.what == _MAGIC else None
