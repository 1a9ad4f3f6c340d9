"""Write conclusions: in parts as they are found, joined in the end into one file that stands there whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from pyarrow import csv, ipc, parquet

from article3.screening.arrays import pa, pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HALF = ".half"
"""The ending of a file that is being written."""
PARTS = ".parts"
"""The ending of the directory that keeps the parts of a run beside its result."""
ENDINGS = (".parquet", ".arrow", ".feather", ".arrows", ".csv", ".jsonl", ".ndjson")
"""What a file of conclusions can end in."""
SEPARATOR = "; "
"""Between the names of a list, in a CSV."""


class Sink(Protocol):
    """Takes batches into a file."""

    def write(self, batch: Any) -> None:
        """Take a batch."""

    def close(self) -> None:
        """Write what is still to be written; the file itself stays open."""


class _Table:
    """A writer of pyarrow's."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def write(self, batch: Any) -> None:
        self._writer.write_batch(batch)

    def close(self) -> None:
        self._writer.close()


LAW = "law"
"""The last column of a format of text: the version of the law data, which the others have in the metadata of their schema."""
LAW_KEY = "article3.law"
"""Its key there."""


def _law(schema: Any) -> str | None:
    found = (schema.metadata or {}).get(LAW_KEY.encode())
    # In words, or a reader of tables takes 2026.10 for the number 2026.1.
    return None if found is None else f"law {found.decode()}"


class _Csv:
    """A CSV: each list is one text."""

    def __init__(self, stream: Any, schema: Any) -> None:
        self._law = _law(schema)
        columns = [(f.name, pa.string() if pa.types.is_list(f.type) else f.type) for f in schema]
        self._schema = pa.schema([*columns, (LAW, pa.string())] if self._law else columns)
        self._writer = csv.CSVWriter(stream, self._schema)

    def write(self, batch: Any) -> None:
        columns = [_joined(column) if pa.types.is_list(column.type) else column for column in batch.columns]
        if self._law:
            columns.append(pa.repeat(self._law, batch.num_rows))
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _joined(column: Any) -> Any:
    return pc.binary_join(column, SEPARATOR)


class _Lines:
    """JSON lines."""

    def __init__(self, stream: Any, schema: Any) -> None:
        self._stream = stream
        self._law = _law(schema)
        self._encoder = msgspec.json.Encoder()

    def write(self, batch: Any) -> None:
        if self._law:
            batch = batch.append_column(LAW, pa.repeat(self._law, batch.num_rows))
        self._stream.write(self._encoder.encode_lines(batch.to_pylist()))

    def close(self) -> None:
        self._stream.flush()


def sink(stream: Any, ending: str, schema: Any) -> Sink:
    """What writes a format.

    Args:
        stream: an open binary file.
        ending: one of :data:`ENDINGS`.
        schema: the columns.
    """
    if ending == ".parquet":
        return _Table(parquet.ParquetWriter(stream, schema, compression="zstd"))
    if ending in {".arrow", ".feather"}:
        return _Table(ipc.new_file(stream, schema))
    if ending == ".arrows":
        return _Table(ipc.new_stream(stream, schema))
    return _Csv(stream, schema) if ending == ".csv" else _Lines(stream, schema)


@contextlib.contextmanager
def whole(place: Path) -> Iterator[Any]:
    """A binary file to write, which takes its place only once it is complete and on the disk; its owner alone can read it.

    Raises:
        OSError: if it cannot be written; what stood there before is untouched.
    """
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=_HALF)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(place)
        sync_directory(place.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(place: Path) -> None:
    """Remove what runs that were stopped in the middle of writing a file left beside it."""
    for left in place.parent.glob(f".{glob.escape(place.name)}.*{_HALF}"):
        left.unlink(missing_ok=True)


def sync_directory(place: Path) -> None:
    """See to it that a directory's entries are on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_part(place: Path, batch: Any) -> None:
    """Write one part."""
    with whole(place) as stream, ipc.new_stream(stream, batch.schema) as writer:
        writer.write_batch(batch)


def read_part(place: Path) -> Iterator[Any]:
    """The batches of one part."""
    with pa.memory_map(str(place)) as mapped, ipc.open_stream(mapped) as reader:
        yield from reader


def join(parts: Iterable[Path], place: Path, schema: Any) -> None:
    """Join parts into one file, batch by batch.

    Raises:
        OSError: if it cannot be written.
    """
    with whole(place) as stream:
        into = sink(stream, place.suffix.lower(), schema)
        for part in parts:
            for batch in read_part(part):
                into.write(batch)
        into.close()


def join_lines(parts: Iterable[Path], place: Path) -> None:
    """Join texts into one file, part by part.

    Raises:
        OSError: if it cannot be written.
    """
    with whole(place) as stream:
        for part in parts:
            with part.open("rb") as found:
                while piece := found.read(1 << 20):
                    stream.write(piece)
