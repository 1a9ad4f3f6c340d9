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


class Sealer:
    """Writes content encrypted, as it comes.

    Args:
        out: where to.
        key: 32 bytes.
        name: what it is; opening it under another name fails.

    Attributes:
        size: bytes of content so far.
    """

    def __init__(self, out: BinaryIO, key: bytes, name: str) -> None:
        self._out, self._about = out, name.encode()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        out.write(bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key))
        self._held = bytearray()
        self.size = 0

    def write(self, content: bytes) -> None:
        """More of it; a whole piece is held back, as the last is marked as such."""
        self._held += content
        self.size += len(content)
        while len(self._held) > PIECE:
            self._push(bytes(self._held[:PIECE]), _MESSAGE)
            del self._held[:PIECE]

    def finish(self) -> None:
        """That was all."""
        self._push(bytes(self._held), _FINAL)
        self._held.clear()

    def _push(self, piece: bytes, tag: int) -> None:
        self._out.write(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, self._about, tag))


def seal(pieces: Iterable[bytes], out: BinaryIO, key: bytes, name: str) -> int:
    """Write content encrypted, piece by piece; see :class:`Sealer`.

    Returns:
        Bytes of content.
    """
    sealer = Sealer(out, key, name)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return sealer.size


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
