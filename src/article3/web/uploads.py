"""What browsers send, sealed from its first byte: nothing of it lies on disk in the clear, not for a moment.

Django would keep small uploads in memory and write large ones as they are into the system's folder for temporary files.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nacl.utils
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from article3.store.files import LARGEST, UNFINISHED
from article3.store.sealing import Sealer, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "upload"
_KEY = 32


class SealedUpload(UploadedFile):  # type: ignore[type-arg] # it takes none when the program runs
    """An upload on disk, sealed under a key that only this process knows, and gone with the request."""

    def __init__(self, place: Path, key: bytes, name: str, size: int) -> None:
        super().__init__(None, name, "application/octet-stream", size)
        self._place, self._key = place, key

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002 - Django's signature
        """The content, piece by piece."""
        with self._place.open("rb") as source:
            yield from unseal(source, self._key, _NAME)

    def read(self, num_bytes: int | None = None) -> bytes:
        """The content at once, or its beginning."""
        whole = b"".join(self.chunks())
        return whole if num_bytes is None or num_bytes < 0 else whole[:num_bytes]

    def close(self) -> None:
        """It is no longer needed."""
        self._place.unlink(missing_ok=True)


class SealedHandler(FileUploadHandler):
    """Takes uploads as they come."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """An upload begins."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        place = Path(settings.ARTICLE3_FILES)  # type: ignore[misc] # a setting of ours
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, prefix=UNFINISHED)
        self._place, self._key = Path(name), nacl.utils.random(_KEY)
        self._out = os.fdopen(handle, "wb")
        self._sealer = Sealer(self._out, self._key, _NAME)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """More of it.

        Raises:
            StopUpload: if it is larger than may be kept.
        """
        self._sealer.write(raw_data)
        if self._sealer.size > LARGEST + 1:
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        return None

    def file_complete(self, file_size: int) -> SealedUpload:
        """It has come whole."""
        self._sealer.finish()
        self._out.close()
        return SealedUpload(self._place, self._key, self.file_name or "file", file_size)

    def upload_interrupted(self) -> None:
        """It breaks off."""
        if hasattr(self, "_out"):
            self._out.close()
            self._place.unlink(missing_ok=True)
