"""How far a run has come, kept beside its result so that a run that was stopped, by whatever, goes on where it was.

Each part is written whole before it is counted. A run goes on only if all that its result depends on is as it was: the law, the
program, the options, and every file it reads.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.screening.outputs import PARTS, sweep, sync_directory, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.screening.sources import Source

_HEAD = 1 << 16
"""So many bytes of a file's beginning are part of what tells it from another."""


class Input(msgspec.Struct, frozen=True):
    """What tells a source from another, and from itself once it has changed.

    Attributes:
        name: as the user named it.
        size: in bytes.
        changed: when its files were last changed, and what they begin with, as one word.
    """

    name: str
    size: int
    changed: str


class Basis(msgspec.Struct, frozen=True):
    """All that a result depends on.

    Attributes:
        program: version of the program.
        law: version and state of the law data.
        options: what was asked, by option.
        inputs: what is read.
    """

    program: str
    law: str
    options: dict[str, str]
    inputs: tuple[Input, ...]

    def differs(self, other: Basis) -> str:
        """What is not as it was; empty if all is."""
        if self.program != other.program:
            return f"it was begun with article3 {other.program}, and this is {self.program}"
        if self.law != other.law:
            return "the law data has changed since"
        for name in sorted(self.options.keys() | other.options.keys()):
            if self.options.get(name) != other.options.get(name):
                return f"{name} is not what it was"
        if [one.name for one in self.inputs] != [one.name for one in other.inputs]:
            return "other files are named"
        for mine, theirs in zip(self.inputs, other.inputs, strict=True):
            if mine != theirs:
                return f"{mine.name} has changed since"
        return ""


class Part(msgspec.Struct, frozen=True):
    """A part that is done.

    Attributes:
        source: number of the source among the inputs, from 0.
        taken: how many rows of the source are behind with it.
        rows: how many cases it holds.
        rejected: how many rows were rejected.
    """

    source: int
    taken: int
    rows: int
    rejected: int


class Progress(msgspec.Struct):
    """How far a run has come."""

    basis: Basis
    parts: list[Part]


class ProgressError(Exception):
    """A run cannot begin or go on; the message says why and what to do."""


class Kept:
    """The parts of a run, and how far it has come.

    Args:
        out: where the result will be.

    Attributes:
        place: the directory of the parts.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self.place = out.with_name(f"{out.name}{PARTS}")
        self.record = out.with_name(f"{out.name}.progress.json")

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else works on the same result meanwhile.

        Raises:
            ProgressError: if somebody does.
        """
        self.place.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.place, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ProgressError(
                    f"{self._out}: another run is writing it; wait for its end, or choose another place"
                ) from None
            yield
        finally:
            os.close(handle)
            if self.place.is_dir() and not any(self.place.iterdir()):
                self.place.rmdir()

    def begin(self, basis: Basis, *, resume: bool) -> Progress:
        """How far an earlier run has come, or the beginning of a new one.

        Raises:
            ProgressError: if there is an earlier run that is not to be resumed, or none that can be.
        """
        for place in (self._out, self.record):
            sweep(place)
        if not self.record.exists():
            for old in self.place.iterdir():  # of a run that had not counted a part yet
                old.unlink()
            return Progress(basis, [])
        if not resume:
            raise ProgressError(
                f"{self._out}: a run that was stopped is kept beside it; use --resume, or remove {self.record} to begin anew"
            )
        remedy = f"remove {self.record} to begin anew"
        try:
            found = msgspec.json.decode(self.record.read_bytes(), type=Progress)
        except msgspec.MsgspecError:
            raise ProgressError(f"{self.record}: it is damaged, so that the run cannot go on; {remedy}") from None
        if why := basis.differs(found.basis):
            raise ProgressError(f"{self._out}: the run cannot go on, because {why}; {remedy}")
        if missing := [number for number in range(len(found.parts)) if not all(path.exists() for path in self.files(number))]:
            raise ProgressError(f"{self._out}: the run cannot go on, because part {missing[0]} is missing; {remedy}")
        return found

    def option(self, name: str) -> str | None:
        """What an earlier run was asked; ``None`` if there is none."""
        try:
            return msgspec.json.decode(self.record.read_bytes(), type=Progress).basis.options.get(name)
        except (OSError, msgspec.MsgspecError):
            return None

    def files(self, number: int) -> tuple[Path, Path, Path, Path]:
        """The files of a part: its conclusions, rejects, counts, and the marks of its cases' names."""
        stem = f"{number:08d}"
        return tuple(self.place / f"{stem}.{end}" for end in ("arrows", "rejects.jsonl", "counts.json", "names"))  # type: ignore[return-value]

    def note(self, progress: Progress) -> None:
        """Keep how far the run has come."""
        with whole(self.record) as stream:
            stream.write(msgspec.json.encode(progress))

    def clear(self) -> None:
        """The result is complete: what led to it goes."""
        self.record.unlink(missing_ok=True)
        sync_directory(self.record.parent)
        shutil.rmtree(self.place)


def input_of(source: Source) -> Input:
    """What tells a source from another.

    Raises:
        OSError: if a file has gone.
    """
    told = hashlib.sha256()
    for name in source.files:
        state = Path(name).stat()
        told.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    with Path(source.files[0]).open("rb") as stream:
        told.update(stream.read(_HEAD))
    return Input(source.name, source.size, told.hexdigest()[:32])
