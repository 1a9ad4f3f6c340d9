"""A PDF written so that a full disk is an error that is told, and not the end of the process.

The library that writes PDFs ends the process when its own file cannot be closed. So it is given a stream that takes everything
and remembers the first error, which is raised once the library is done.
"""

from __future__ import annotations

import contextlib
from io import UnsupportedOperation
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf


class _Remembering:
    """A file that remembers the first error in writing instead of raising it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        size = len(data)
        if self.error is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.error = error
        self._at += size
        return size

    def tell(self) -> int:
        return self._at

    def seek(self, _offset: int, _whence: int = 0) -> int:
        raise UnsupportedOperation("it is written from its beginning to its end")

    def flush(self) -> None:
        if self.error is None:
            try:
                self._file.flush()
            except OSError as error:
                self.error = error


def save(pdf: pikepdf.Pdf, target: Path, **how: Any) -> None:
    """Write a PDF to a file, always with the same bytes for the same content.

    Args:
        pdf: what is written.
        target: the file; what was written of it before an error is left for whoever cleans up.
        how: as :meth:`pikepdf.Pdf.save` takes it.

    Raises:
        OSError: if there is no room for it, or it cannot be written.
        pikepdf.PdfError: if the PDF cannot be written.
    """
    file = target.open("wb")
    taken = _Remembering(file)
    try:
        pdf.save(taken, deterministic_id=True, **how)  # type: ignore[arg-type] # what is used of a stream is there
        taken.flush()
    finally:
        with contextlib.suppress(OSError):  # what could not be written cannot be written now either; it is told below
            file.close()
    if taken.error is not None:
        raise taken.error
