"""Read a text to be checked: Word, PDF, Markdown or plain text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from article3.citations.errors import ReadingError
from article3.citations.formats import pdf, plain, word
from article3.citations.model import Document

STANDARD_INPUT = "-"

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF-"
_MARKDOWN = {".md", ".markdown"}
_OTHERS = {".odt", ".rtf", ".pages", ".html", ".htm", ".epub"}


def read(source: Path | bytes, name: str = "") -> Document:
    """The document in a file.

    What it is, its first bytes tell; between Markdown and plain text, its name.

    Args:
        source: the file, or what was read from standard input.
        name: what to call it; the file's own name, or ``-`` for bytes, if empty.

    Raises:
        ReadingError: if it cannot be read; the message names file, place, cause and remedy.
        ImportError: if the format needs the extra ``citations``, which is not installed.
    """
    name = name or (source.name if isinstance(source, Path) else STANDARD_INPUT)
    data = source if isinstance(source, bytes) else _bytes(source, name)
    digest = hashlib.sha256(data).hexdigest()
    suffix = Path(name).suffix.lower()
    if data.startswith(_PDF) or suffix == ".pdf":
        passages, warnings = pdf.passages(data, name)
    elif data.startswith(_OLE):
        raise ReadingError(name, "", "it is closed by a password or in Word's old format", "save it as .docx without a password")
    elif data.startswith(_ZIP) or suffix == ".docx":
        passages, warnings = word.passages(data, name)
    elif suffix in _OTHERS:
        raise ReadingError(name, "", f"{suffix} is not read", "save it as .docx, .pdf, .md or .txt")
    else:
        passages, warnings = plain.passages(data, name, markdown=suffix in _MARKDOWN), ()
    return Document(name, passages, digest, warnings)


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadingError(name, "", "there is no such file", "check the path") from None
    except OSError as error:
        raise ReadingError(name, "", f"it cannot be opened ({error.strerror})", "name a file that you may read") from None
