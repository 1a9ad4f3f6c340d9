"""cite-check: which files are read, and where results go, settled before anything is read or written."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from article3.cli.errors import UsageError
from article3.cli.output import STANDARD
from article3.cli.terminal import complain
from article3.cli.together import check_writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HALVES = re.compile(r"[\ud800-\udfff]")
_BYTES = 0xDC00
"""From here on Python stands one character for each byte of a file's name that is not UTF-8."""


def readable(name: str) -> str:
    """A file's name as it can be shown and put into a result: bytes that are not UTF-8 as their number, ``ff`` behind an x."""
    return _HALVES.sub(lambda half: _escaped(ord(half[0])), name)


def once(named: Iterable[str]) -> list[str]:
    """The files, each once, whatever ways it is named; what is left out is told."""
    found: dict[str, str] = {}
    for name in named:
        whole = name if name == STANDARD else os.path.realpath(name)
        if whole in found:
            complain(f"{readable(name)} is the same file as {readable(found[whole])}; it is checked once.")
        else:
            found[whole] = name
    return list(found.values())


def check_places(named: Sequence[str], places: Mapping[str, Path | None]) -> None:
    """Refuse what would be written over an input or over another result, or cannot be written, before anything is read.

    Args:
        named: the files to be checked.
        places: where each result goes, by the option that says so.

    Raises:
        UsageError: if something would, or cannot.
    """
    record = places.get("--record")
    if record is not None and str(record) == STANDARD:
        raise UsageError(f"--record {STANDARD}: name a file for it; standard output holds the report")
    annotate = places.get("--annotate")
    if annotate is not None:
        _check_annotate(named, annotate)
    inputs = {os.path.realpath(name) for name in named if name != STANDARD}
    taken: dict[str, str] = {}
    for option, place in places.items():
        if place is None or str(place) == STANDARD:
            continue
        whole, shown = os.path.realpath(place), readable(str(place))
        if whole in inputs or any(_is_same(place, name) for name in named if name != STANDARD):
            raise UsageError(f"{option} {shown}: this is a file to be checked; choose another place")
        if whole in taken:
            raise UsageError(f"{option} {shown}: {taken[whole]} goes there; choose another place")
        if place.is_dir():
            raise UsageError(f"{option} {shown}: this is a directory; name a file")
        check_writable(place)
        taken[whole] = option


def _check_annotate(named: Sequence[str], place: Path) -> None:
    if str(place) == STANDARD:
        raise UsageError("--annotate -: a Word file is not written to standard output; name a file")
    if len(named) > 1:
        raise UsageError("--annotate takes one file to check; run the command once for each")
    if named[0] == STANDARD or Path(named[0]).suffix.lower() != ".docx":
        raise UsageError("--annotate: only a .docx can be annotated, as its own runs are kept; use --format html for other files")
    if place.suffix.lower() != ".docx":
        raise UsageError(f"--annotate {readable(str(place))}: the copy is a Word file; give it the ending .docx")


def _is_same(place: Path, name: str) -> bool:
    """Whether two names are of one file, by another link to it."""
    try:
        return place.samefile(name)
    except OSError:
        return False


def _escaped(half: int) -> str:
    byte = half - _BYTES
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else f"\\u{half:04x}"  # noqa: PLR2004 - the bytes that stand so
