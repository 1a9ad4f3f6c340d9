"""Read what holds cases, in any of the formats, as batches of rows in constant memory.

A batch carries the file's name and each row's number, so that whatever is wrong with a row can be told by its place.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from pyarrow import csv, ipc, parquet

from article3.screening.arrays import np, pa
from article3.screening.columns import CASE_ID
from article3.screening.names import CASE_FILE, CASE_TEXT, ROW, check_columns, is_used
from article3.screening.rejects import Fault, Reject
from article3.screening.rows import FILE
from article3.screening.sources import ZIPPED, Kind, SourceError, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from article3.screening.sources import Source

_BLOCK = 4 << 20
"""Bytes of a CSV that are read at once."""
_LONGEST = 16_000_000
"""Most bytes of a line: four for each character that a case file may have."""
_SHARES = {Kind.LINES: 4, Kind.CASES: 64}
"""A row that holds a whole case takes more memory and time than one of a table, so that fewer are read at once."""
_FILE_MAGIC = b"ARROW1"


_SEPARATORS = {";": "';'", "\t": "tabs", "|": "'|'", ",": "commas"}
"""What separates the columns of a table of texts, and what it is called."""


class Rows(msgspec.Struct, frozen=True):
    """Some rows of a source.

    Attributes:
        batch: the rows.
        rejects: rows between them that are no rows at all.
        taken: how many rows of the source are behind, these included.
        share: how much of the source is behind, from 0 to 1.
    """

    batch: Any
    rejects: tuple[Reject, ...]
    taken: int
    share: float


def check(source: Source, *, ignore: bool) -> int | None:
    """Look at what columns a source has, before anything is read.

    Args:
        source: the source.
        ignore: leave out columns that mean nothing.

    Returns:
        How many rows it has, if it tells.

    Raises:
        SourceError: if it cannot be read, or a column cannot be used.
    """
    with told(source.name):
        if source.kind is Kind.CASES:
            return len(source.files)
        if source.kind is Kind.LINES:
            with _raw(source.files[0]) as stream:
                stream.read(1)
            return None
        if source.kind is Kind.CSV:
            try:
                check_columns((pa.field(name, pa.string()) for name in _header(source.files[0])), ignore=ignore)
            except ValueError as error:
                raise SourceError(f"{source.name}: {error}") from None
            return None
        if source.kind is Kind.PARQUET:
            with parquet.ParquetFile(source.files[0]) as table:
                _check_schema(source.name, table.schema_arrow, ignore=ignore)
                return int(table.metadata.num_rows)
        with _arrow(source.files[0]) as reader:
            _check_schema(source.name, reader.schema, ignore=ignore)
            if isinstance(reader, ipc.RecordBatchFileReader):
                return sum(_counts(reader))
            return None


def _check_schema(name: str, fields: Any, *, ignore: bool) -> None:
    try:
        check_columns(fields, ignore=ignore)
    except ValueError as error:
        raise SourceError(f"{name}: {error}") from None


def rows_of(source: Source, *, skip: int, at_once: int) -> Iterator[Rows]:
    """The rows of a source, some at once.

    Args:
        source: the source.
        skip: how many rows are done already.
        at_once: most rows of a batch.

    Raises:
        SourceError: if it cannot be read to its end.
    """
    readers: dict[Kind, Callable[[Source, int, int], Iterator[Rows]]] = {
        Kind.PARQUET: _parquet_rows,
        Kind.ARROW: _arrow_rows,
        Kind.CSV: _csv_rows,
        Kind.LINES: _line_rows,
        Kind.CASES: _case_rows,
    }
    with told(source.name):
        yield from readers[source.kind](source, skip, max(1, at_once // _SHARES.get(source.kind, 1)))


def _marked(batch: Any, name: str, numbers: Any) -> Any:
    """The batch with the file's name and its rows' numbers."""
    if ROW in batch.schema.names:
        batch = batch.drop_columns([ROW])
    return batch.append_column(ROW, pa.array(numbers, pa.int64())).replace_schema_metadata({FILE: name.encode()})


def _in_batches(batches: Iterable[Any], at_once: int) -> Iterator[Any]:
    """The same rows, so many at once."""
    waiting: list[Any] = []
    count = 0
    for batch in batches:
        start = 0
        while count + batch.num_rows - start >= at_once:
            waiting.append(batch.slice(start, at_once - count))
            start += at_once - count
            yield _joined(waiting)
            waiting, count = [], 0
        if start < batch.num_rows:
            waiting.append(batch.slice(start))
            count += batch.num_rows - start
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[Any]) -> Any:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _numbered(source: Source, batches: Iterable[Any], skip: int, at_once: int, total: int | None) -> Iterator[Rows]:
    taken = skip
    for batch in _in_batches(batches, at_once):
        first, taken = taken + 1, taken + batch.num_rows
        done = 0.0 if total is None else taken / total
        yield Rows(_marked(batch, source.name, np.arange(first, taken + 1)), (), taken, done)


def _parquet_rows(source: Source, skip: int, at_once: int) -> Iterator[Rows]:
    with parquet.ParquetFile(source.files[0], pre_buffer=False) as table:
        total, before = table.metadata.num_rows, skip
        groups: list[int] = []
        for number in range(table.num_row_groups):
            rows = table.metadata.row_group(number).num_rows
            if before >= rows and not groups:
                before -= rows
            else:
                groups.append(number)
        used = [name for name in table.schema_arrow.names if is_used(name)] or None
        batches = table.iter_batches(batch_size=at_once, row_groups=groups, columns=used) if groups else ()
        yield from _numbered(source, _without(batches, before), skip, at_once, total)


def _without(batches: Iterable[Any], skip: int) -> Iterator[Any]:
    """The batches without the first so many rows."""
    for batch in batches:
        if skip >= batch.num_rows:
            skip -= batch.num_rows
        else:
            yield batch.slice(skip)
            skip = 0


def _arrow(file: str) -> Any:
    with Path(file).open("rb") as stream:
        is_file = stream.read(len(_FILE_MAGIC)) == _FILE_MAGIC
    mapped = pa.memory_map(file)
    return ipc.open_file(mapped) if is_file else ipc.open_stream(mapped)


def _counts(reader: Any) -> list[int]:
    return [reader.get_batch(number).num_rows for number in range(reader.num_record_batches)]


def _arrow_rows(source: Source, skip: int, at_once: int) -> Iterator[Rows]:
    with _arrow(source.files[0]) as reader:
        if isinstance(reader, ipc.RecordBatchFileReader):
            batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
            yield from _numbered(source, _without(_sound(batches), skip), skip, at_once, sum(_counts(reader)))
        else:
            yield from _numbered(source, _without(_sound(reader), skip), skip, at_once, None)


def _sound(batches: Iterable[Any]) -> Iterator[Any]:
    """The batches, each looked through: a damaged one would be read beyond its end.

    Raises:
        pyarrow.ArrowInvalid: if one is damaged.
    """
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _raw(file: str) -> Any:
    return gzip.open(file, "rb") if file.lower().endswith(ZIPPED) else Path(file).open("rb")


def _delimiter(file: str) -> str:
    return "\t" if file.lower().removesuffix(ZIPPED).endswith(".tsv") else ","


def _header(file: str) -> list[str]:
    """The names in a CSV's first row.

    Raises:
        SourceError: if it is no row of names, or one that is separated otherwise than its ending says.
    """
    import csv as plain_csv  # noqa: PLC0415 - only for the header

    with _raw(file) as stream:
        line = stream.readline(_LONGEST)
    try:
        names = next(plain_csv.reader([line.decode("utf-8-sig")], delimiter=_delimiter(file)), [])
    except (UnicodeDecodeError, plain_csv.Error):
        raise SourceError(f"{file}: its first row is not UTF-8 text; save the file again as UTF-8") from None
    if other := _other_separator(names):
        said = "with tabs, or with the ending .csv" if _delimiter(file) == "\t" else "with commas"
        raise SourceError(f"{file}: its columns are separated by {_SEPARATORS[other]}; save it {said}")
    if not any(name.strip() for name in names):
        raise SourceError(f"{file}: its first row must name the columns, and is blank")
    return names


def _other_separator(names: list[str]) -> str | None:
    """What separates the columns, where a first row of one long name shows that it is not what was expected."""
    return max((sign for sign in _SEPARATORS if sign in names[0]), key=names[0].count, default=None) if len(names) == 1 else None


def _csv_rows(source: Source, skip: int, at_once: int) -> Iterator[Rows]:
    file = source.files[0]
    bad: list[Reject] = []

    def refused(row: Any) -> str:
        found, expected = f"{row.actual_columns} cells", f"{row.expected_columns} cells, as the first row has"
        remedy = "put a cell that holds a comma or a line break in quotation marks"
        number = row.number - 1  # the first row names the columns
        bad.append(Reject(source.name, number, "", (Fault("wrong-width", "", found, expected, remedy),)))
        return "skip"

    names = _header(file)
    with Path(file).open("rb") as counted:
        opened: Any = pa.CompressedInputStream(pa.PythonFile(counted), "gzip") if file.lower().endswith(ZIPPED) else counted
        reader = csv.open_csv(
            opened,
            read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK),
            parse_options=csv.ParseOptions(
                delimiter=_delimiter(file), newlines_in_values=True, invalid_row_handler=refused, ignore_empty_lines=True
            ),
            convert_options=csv.ConvertOptions(
                column_types={name: pa.binary() for name in names}, strings_can_be_null=True, null_values=[""]
            ),
        )
        taken, given = 0, 0
        for batch in _in_batches(reader, at_once):
            numbers: list[int] = []
            given_before = given
            while len(numbers) < batch.num_rows:
                taken += 1
                if given < len(bad) and bad[given].row == taken:
                    given += 1
                else:
                    numbers.append(taken)
            if taken <= skip:
                continue
            fresh = [number > skip for number in numbers]
            kept = batch if all(fresh) else batch.filter(pa.array(fresh))
            rejects = tuple(one for one in bad[given_before:given] if one.row > skip)
            share = min(counted.tell() / max(source.size, 1), 1.0)
            yield Rows(_marked(kept, source.name, [n for n in numbers if n > skip]), rejects, taken, share)
        last = tuple(one for one in bad[given:] if one.row > skip)
        if last:
            empty = pa.RecordBatch.from_pydict({name: pa.nulls(0, pa.string()) for name in names})
            yield Rows(_marked(empty, source.name, []), last, last[-1].row, 1.0)


def _line_rows(source: Source, skip: int, at_once: int) -> Iterator[Rows]:
    lines: list[bytes] = []
    numbers: list[int] = []
    rejects: list[Reject] = []
    taken = 0
    with _raw(source.files[0]) as stream:
        # Of a zipped file the stream underneath tells how much is read.
        counted = getattr(stream, "fileobj", None) or stream

        def found() -> Rows:
            batch = pa.RecordBatch.from_pydict({CASE_TEXT: pa.array(lines, pa.binary())})
            share = min(counted.tell() / max(source.size, 1), 1.0)
            return Rows(_marked(batch, source.name, numbers), tuple(rejects), taken, share)

        while line := stream.readline(_LONGEST):
            taken += 1
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                    pass
                if taken > skip:
                    fault = Fault(
                        "too-large", "", f"a line of {_LONGEST} bytes or more", "a case on a line", "keep exhibits elsewhere"
                    )
                    rejects.append(Reject(source.name, taken, "", (fault,)))
                continue
            if taken <= skip:
                continue
            line = line.removeprefix(b"\xef\xbb\xbf") if taken == 1 else line
            if line.strip():
                lines.append(line)
                numbers.append(taken)
            if len(lines) >= at_once:
                yield found()
                lines, numbers, rejects = [], [], []
        if lines or rejects:
            yield found()


def _case_rows(source: Source, skip: int, at_once: int) -> Iterator[Rows]:
    for start in range(skip, len(source.files), at_once):
        files = list(source.files[start : start + at_once])
        names = list(source.cases[start : start + at_once])
        batch = pa.RecordBatch.from_pydict({CASE_FILE: pa.array(files, pa.string()), CASE_ID: pa.array(names, pa.string())})
        taken = start + len(files)
        yield Rows(_marked(batch, source.name, np.ones(len(files), np.int64)), (), taken, taken / len(source.files))
