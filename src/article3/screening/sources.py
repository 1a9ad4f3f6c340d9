"""What holds cases: Parquet, Arrow files and streams, CSV, JSON lines, case files, and directories of any of these."""

from __future__ import annotations

import contextlib
import enum
import gzip
import itertools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.screening.arrays import pa
from article3.screening.cells import BadColumnTypeError
from article3.screening.names import UnknownColumnError
from article3.screening.outputs import PARTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence


class Kind(enum.StrEnum):
    """How a file holds cases."""

    PARQUET = "parquet"
    ARROW = "arrow"
    CSV = "csv"
    LINES = "json lines"
    CASES = "case files"


_ENDINGS = {
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
    ".arrow": Kind.ARROW,
    ".arrows": Kind.ARROW,
    ".feather": Kind.ARROW,
    ".ipc": Kind.ARROW,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".yaml": Kind.CASES,
    ".yml": Kind.CASES,
}
ZIPPED = ".gz"
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"})


class SourceError(Exception):
    """A file cannot be used at all; the message names it, says why and what to do."""


class Source(msgspec.Struct, frozen=True):
    """Something that holds cases.

    Attributes:
        name: as the user named it; for case files, the directory they stand in.
        kind: how it holds them.
        files: the files; several only of case files.
        size: in bytes.
        cases: the names of the cases in case files.
    """

    name: str
    kind: Kind
    files: tuple[str, ...]
    size: int
    cases: tuple[str, ...] = ()


def sources(named: Iterable[str], *, without: Collection[Path] = ()) -> list[Source]:
    """What is named, and what the directories named hold, each once and in order.

    In a directory every file counts whose ending is known, at any depth, save those whose name, or whose directory's, starts
    with '.' or '_', and what this or another run writes there.

    Args:
        named: files and directories.
        without: resolved places that are no sources where a directory holds them.

    Raises:
        SourceError: if something does not exist, is empty or has no known ending.
    """
    found: dict[tuple[str, ...], Source] = {}
    for name in named:
        place = Path(name)
        try:
            made = _in_directory(place, without) if place.is_dir() else [_source(name, [place])]
        except OSError as error:
            raise SourceError(
                f"{name}: {error.strerror or 'it cannot be read'}; check the name, and that you may read it"
            ) from None
        found.update({source.files: source for source in made})
    return _with_names(list(found.values()))


def _with_names(found: list[Source]) -> list[Source]:
    """The sources with names for the cases in case files: their path in the directory named, without its ending.

    Where two would have one name, both keep their ending; where that is not enough, both have their whole path.
    """
    places = [(Path(source.name), Path(file)) for source in found if source.kind is Kind.CASES for file in source.files]
    below = [place.relative_to(named) if place != named else Path(place.name) for named, place in places]
    names = [path.with_suffix("").as_posix() for path in below]
    for longer in ([path.as_posix() for path in below], [place.as_posix() for _, place in places]):
        times = Counter(names)
        names = [more if times[name] > 1 else name for name, more in zip(names, longer, strict=True)]
    left = iter(names)
    return [
        msgspec.structs.replace(source, cases=tuple(itertools.islice(left, len(source.files))))
        if source.kind is Kind.CASES
        else source
        for source in found
    ]


def _in_directory(place: Path, without: Collection[Path]) -> list[Source]:
    known = (path for path in place.rglob("*") if path.is_file() and _kind(path) is not None and _counts(path, place))
    inside = sorted(path for path in known if path.resolve() not in without)
    if not inside:
        raise SourceError(f"{place}: this directory holds no cases; a file's ending must be one of {', '.join(_ENDINGS)}")
    cases = [path for path in inside if _kind(path) is Kind.CASES]
    made = [_source(str(path), [path]) for path in inside if _kind(path) is not Kind.CASES]
    return [*made, _source(str(place), cases)] if cases else made


def _counts(path: Path, below: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in path.relative_to(below).parts)
    return not hidden and not any(folder.name.endswith(PARTS) and folder.is_relative_to(below) for folder in path.parents)


def _kind(path: Path) -> Kind | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    zipped = bool(suffixes) and suffixes[-1] == ZIPPED
    suffixes = suffixes[:-1] if zipped else suffixes
    kind = _ENDINGS.get(suffixes[-1]) if suffixes else None
    return None if zipped and kind not in {Kind.CSV, Kind.LINES} else kind


def _source(name: str, files: Sequence[Path]) -> Source:
    kind = _kind(files[0])
    sizes = [path.stat().st_size for path in files]
    if kind is None and files[0].suffix.lower() in _SPREADSHEETS:
        raise SourceError(f"{name}: a spreadsheet is not read as it is; save it as CSV")
    if kind is None:
        raise SourceError(f"{name}: its ending tells no format; use one of {', '.join(_ENDINGS)} (.csv and .jsonl also as .gz)")
    if kind is not Kind.CASES and not sum(sizes):
        raise SourceError(f"{name}: the file is empty")
    return Source(name, kind, tuple(str(path) for path in files), sum(sizes))


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Errors of the libraries, in our words and with the file's name; theirs could show what stands in it."""
    try:
        yield
    except (UnknownColumnError, BadColumnTypeError) as error:
        raise SourceError(f"{name}: {error}") from None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError, EOFError, gzip.BadGzipFile) as error:
        raise SourceError(
            f"{name}: the file is damaged, cut off or in another format than its ending says ({_why(error)})"
        ) from None
    except OSError as error:  # pyarrow tells of damage by this too, without a number
        if error.errno is None:
            raise SourceError(f"{name}: the file is damaged or cut off") from None
        raise SourceError(f"{name}: {error.strerror}; check that you may read it") from None


def _why(error: Exception) -> str:
    words = str(error)
    if "straddling" in words:
        return "a quotation mark that is never closed, or a row longer than 4 million bytes"
    return type(error).__name__
