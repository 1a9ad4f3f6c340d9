"""What the terminal can show: colors (NO_COLOR is respected), UTF-8, and where output goes."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

from article3.explanations.cleaning import harmless
from article3.explanations.text import WIDTH, Paint, plain

_NARROWEST, _WIDEST = 40, 160
_CODES = {"title": "1", "strong": "1", "dim": "2", "good": "32", "bad": "31", "open": "33", "law": "36"}


def paint_for(stream: TextIO) -> Paint:
    """How to color on a stream: not at all where NO_COLOR is set, the terminal is dumb, or output goes to a file."""
    if os.environ.get("NO_COLOR"):
        return plain
    forced = os.environ.get("FORCE_COLOR", "0") not in {"", "0"}
    if not forced and (not stream.isatty() or os.environ.get("TERM") == "dumb"):
        return plain
    return _paint


def paint_for_stdout() -> Paint:
    """How to color on standard output."""
    return paint_for(sys.stdout)


def _paint(words: str, style: str) -> str:
    code = _CODES.get(style)
    return f"\x1b[{code}m{words}\x1b[0m" if code else words


def columns(stream: TextIO) -> int:
    """How wide lines may be on a stream: as COLUMNS says, else as its terminal is wide, within what can be read well."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return min(max(int(given), _NARROWEST), _WIDEST)
    try:
        wide = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else WIDTH
    except (OSError, ValueError):
        wide = WIDTH
    return min(max(wide or WIDTH, _NARROWEST), _WIDEST)


def is_ascii_only(stream: TextIO) -> bool:
    """Whether a stream cannot show the marks ✓ and ✗."""
    try:
        "✓✗".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def say(words: str) -> None:
    """Write to standard output; what it cannot show becomes a question mark, never an error."""
    sys.stdout.write(_showable(words, sys.stdout))


def complain(words: str) -> None:
    """Write a line to standard error; where nobody reads it, the exit code still tells."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(_showable(harmless(words), sys.stderr) + "\n")


def _showable(words: str, stream: TextIO) -> str:
    encoding = stream.encoding or "utf-8"
    return words.encode(encoding, "replace").decode(encoding)


def write_whole(path: Path, content: str) -> None:
    """Write a text file whole or not at all; see :func:`write_bytes`."""
    write_bytes(path, content.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only: it may hold a client's facts.

    A link is followed, and what is no regular file (a terminal, a pipe) is written to and not replaced.

    Raises:
        OSError: if it cannot be written; what stood there before is untouched.
    """
    import tempfile  # noqa: PLC0415 - most runs write no file

    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
