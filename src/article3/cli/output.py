"""Where results go: standard output, a file, or a directory with a file for each case. Nothing is lost or half-written."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli.errors import UsageError
from article3.cli.terminal import say, write_bytes
from article3.explanations.text import WIDTH, Paint, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.facts.case import Case

STANDARD = "-"
"""Names standard input among the cases, and standard output as the place of results."""

_SUFFIXES = {"text": ".txt", "json": ".json", "markdown": ".md", "html": ".html", "svg": ".svg"}


def places(files: Sequence[str], style: str, output: Path | None) -> list[Path | None]:
    """Where the result of each case goes; ``None`` is standard output.

    Raises:
        UsageError: if two results would go to one file, or a result over a case, or several into what is no directory.
    """
    if output is None or str(output) == STANDARD:
        if len(files) > 1 and style == "html":
            raise UsageError("several cases make several pages: name a directory for them with --output")
        return [None] * len(files)
    if len(files) > 1 and not output.is_dir():
        raise UsageError(f"{output} is not a directory; several cases need one to be written into")
    found = [output / f"{_stem(name)}{_SUFFIXES[style]}" for name in files] if output.is_dir() else [output]
    sources = {Path(name).resolve(): name for name in files if name != STANDARD}
    taken: dict[Path, str] = {}
    for name, place in zip(files, found, strict=True):
        if place.resolve() in sources:
            raise UsageError(f"{place} is a case; its result would be written over it. Choose another place")
        if place in taken:
            raise UsageError(f"{taken[place]} and {name} would both be written to {place}; rename one, or screen them one by one")
        taken[place] = name
    return list(found)


def write(place: Path, content: str) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: if it cannot be written.
    """
    write_content(place, content.encode())


def free(place: Path, file: str, *, named: str = "", force: bool = False) -> None:
    """See that a file can be made there, before anything is read.

    Args:
        place: where it is to go.
        file: the case that it is made of, as the user named it.
        named: the option that names the place, for messages.
        force: whether a file that exists may be written over.

    Raises:
        UsageError: if it is a directory or the case itself, or exists and may not be written over.
    """
    told = f"{named} {place}".strip()
    if place.is_dir():
        raise UsageError(f"{told}: this is a directory; name a file")
    if file != STANDARD and place.resolve() == Path(file).resolve():
        raise UsageError(f"{told}: this is the case, and the draft would be written over it; choose another place")
    if place.exists() and not force:
        raise UsageError(f"{place} exists already; nothing was written. Choose another name, or use --force to write over it")


def folder_of(file: str) -> Path:
    """Where the documents that a case file names lie: beside it, or where one is if it comes from standard input."""
    return Path() if file == STANDARD else Path(file).parent


def spare_exhibits(places: Iterable[Path | None], case: Case, file: str) -> None:
    """See that nothing is written over a document that the case names.

    Args:
        places: where files are to go.
        case: names its exhibits, their translations and certificates.
        file: the case file, in whose folder they lie.

    Raises:
        UsageError: if one of the places is such a document.
    """
    folder = folder_of(file)
    read = {(folder / name).resolve() for exhibit in case.exhibits.values() for name in exhibit.files}
    for place in places:
        if place is not None and place.resolve() in read:
            raise UsageError(f"{place} is an exhibit of the case, and would be written over; choose another place")


def write_content(place: Path, content: bytes) -> None:
    """Write a file of bytes whole or not at all.

    Raises:
        UsageError: if it cannot be written.
    """
    try:
        write_bytes(place, content)
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}); nothing was changed") from None


def deliver(place: Path | None, content: str) -> None:
    """Write to the file that was asked for, or to standard output if none was.

    Raises:
        UsageError: if the file cannot be written.
    """
    if place is None:
        say(content)
    else:
        write(place, content)


def as_json(value: object) -> str:
    """A value as JSON that people can read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def filled(words: str, indent: str = "", paint: Paint = plain, style: str = "", *, width: int = WIDTH) -> Iterator[str]:
    """Words as lines of at most so many columns; those after the first are indented further."""
    for line in textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False):
        yield paint(line, style) if style else line


def _stem(name: str) -> str:
    return "case" if name == STANDARD else Path(name).stem
