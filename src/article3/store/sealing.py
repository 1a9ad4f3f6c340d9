"""Files encrypted piece by piece, so that memory stays flat however long they are.

XChaCha20-Poly1305 as libsodium's "secretstream": every piece is authenticated, in its order, and the last is marked, so that a
file that was changed, cut short, put together from two or given another's name is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl import bindings
from nacl.exceptions import CryptoError

from article3.store.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

PIECE = 64 * 1024
"""Bytes sealed at a time."""

_EXTRA = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def seal(pieces: Iterable[bytes], out: BinaryIO, key: bytes, name: str) -> int:
    """Write content encrypted.

    Args:
        pieces: the content, in pieces of any length.
        out: where to.
        key: 32 bytes.
        name: what it is; opening it under another name fails.

    Returns:
        Bytes of content.
    """
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    out.write(bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    size = 0
    about = name.encode()
    waiting: bytes | None = None
    for piece in _even(pieces):
        if waiting is not None:
            out.write(bindings.crypto_secretstream_xchacha20poly1305_push(state, waiting, about, _MESSAGE))
        waiting = piece
        size += len(piece)
    out.write(bindings.crypto_secretstream_xchacha20poly1305_push(state, waiting or b"", about, _FINAL))
    return size


def unseal(source: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    """The content of an encrypted file, piece by piece.

    Raises:
        DamagedError: if the key or name is another, or anything was changed; what came before the fault has been given out
            already, so whoever must have all or nothing collects first.
    """
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = source.read(_HEADER)
    try:
        if len(header) != _HEADER:
            raise DamagedError("an encrypted file was cut short")
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
        while True:
            sealed = source.read(PIECE + _EXTRA)
            if len(sealed) < _EXTRA:
                raise DamagedError("an encrypted file was cut short")
            piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed, name.encode())
            yield piece
            if tag == _FINAL:
                break
    except (CryptoError, RuntimeError):
        raise DamagedError("an encrypted file was changed, or belongs to another store") from None
    if source.read(1):
        raise DamagedError("an encrypted file goes on after its end")


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same content in pieces of one length, the last one shorter."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
