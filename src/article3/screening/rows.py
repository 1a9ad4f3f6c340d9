"""Read a batch of rows as they come, in whatever shape, into rows of the schema: the good ones, and the rest with reasons.

A batch has columns of the schema, texts in their place, numbered columns for lists; or one column with a case file in each
row. Nothing is guessed: a row with one bad cell is not screened.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from article3.facts.heading import circuit_of_court, circuit_stated, within_the_law
from article3.facts.problems import CaseFileError
from article3.facts.values import BadValueError
from article3.facts.vocabulary import COLLECTIONS
from article3.screening.arrays import np, pa, pc
from article3.screening.cells import cells, days, from_texts, is_text, words
from article3.screening.chances import doubtful
from article3.screening.columns import AS_OF, CASE_ID, CIRCUIT, COURT, MORE, case_of, schema
from article3.screening.link_cells import link_cells
from article3.screening.links import LINKS
from article3.screening.lists import listed_numbered, listed_records, taken_twice
from article3.screening.more import check_more
from article3.screening.names import CASE_FILE, CASE_TEXT, ROW, VARIABLES, Numbered, check_columns, numbered, opened
from article3.screening.rejects import Fault, Reject, fault_of, faults_of
from article3.screening.whole_cases import from_files, from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from article3.law.loading import Law

FILE = b"article3.file"
"""Key of a batch's metadata that names the file it was read from."""


class Defaults(msgspec.Struct, frozen=True):
    """What holds for rows that do not say.

    Attributes:
        today: the day whose law is applied if nothing else says which.
        circuit: its id; a row without a circuit is rejected if this is absent too.
        as_of: the day, before ``today``.
        ignore: leave out columns that mean nothing here, instead of refusing them.
    """

    today: dt.date
    circuit: str | None = None
    as_of: dt.date | None = None
    ignore: bool = False


class Read(NamedTuple):
    """A batch as it was read.

    Attributes:
        good: the rows that can be screened, as the schema has them.
        places: the position of each in the batch.
        rejects: the others, by position.
    """

    good: Any
    places: Any
    rejects: dict[int, Reject]


class _Origin(NamedTuple):
    """Where rows come from.

    Attributes:
        file: the file of all; empty if they come from none.
        files: the file of each, where each has its own.
        numbers: of the rows in their file.
        traced: whether a row can be told by these.
    """

    file: str
    files: list[str] | None
    numbers: Any
    traced: bool

    def name(self, row: int) -> str:
        """The file of a row."""
        return self.file if self.files is None else self.files[row]

    def names(self) -> list[str]:
        """A name for each row."""
        short = self.file.rpartition("/")[2]
        return [f"{short}:{number}" for number in self.numbers.tolist()] if self.files is None else self.files


class _Faults:
    """What is wrong with the rows of a batch, by position."""

    def __init__(self) -> None:
        self.by_row: dict[int, list[Fault]] = {}
        self._closed: set[int] = set()

    def add(self, row: int, fault: Fault) -> None:
        if row not in self._closed:
            self.by_row.setdefault(row, []).append(fault)

    def take(self, found: Iterable[tuple[int, Fault]]) -> None:
        for row, fault in found:
            self.add(row, fault)

    def close(self, found: Iterable[tuple[int, Fault]]) -> None:
        """Take what makes rows unreadable: what they lack besides says nothing."""
        wrong = list(found)
        self.take(wrong)
        self._closed.update(row for row, _ in wrong)


def read_rows(batch: Any, law: Law, defaults: Defaults) -> Read:
    """Read a batch.

    Args:
        batch: an Arrow record batch.
        law: names the forums, and the issues of circumstances.
        defaults: what holds for rows that do not say.

    Raises:
        article3.screening.names.UnknownColumnError: if a column means nothing, and such are not left out.
        article3.screening.cells.BadColumnTypeError: if a column's type cannot be what its name says.
    """
    check_columns(batch.schema, ignore=defaults.ignore)
    faults = _Faults()
    found = opened(batch)
    if CASE_TEXT in found:
        columns = from_json(found[CASE_TEXT], law, faults.close, lambda raw: _columns(raw, faults), ignore=defaults.ignore)
    elif CASE_FILE in found:
        columns = from_files(found[CASE_FILE], law, faults.close)
        columns |= {CASE_ID: found[CASE_ID]} if CASE_ID in found else {}
    else:
        columns = _columns(found, faults)
    rows = batch.num_rows
    origin = _Origin(
        (batch.schema.metadata or {}).get(FILE, b"").decode(),
        found[CASE_FILE].to_pylist() if CASE_FILE in found else None,
        found[ROW].to_numpy(zero_copy_only=False) if ROW in found else np.arange(1, rows + 1),
        ROW in found or CASE_FILE in found,
    )
    _name_rows(columns, rows, origin, faults)
    _forums(columns, rows, law, defaults, faults)
    faults.take(taken_twice({name: columns[name] for name in COLLECTIONS if name in columns}))
    _whole(columns, law, faults)
    return _divided(columns, rows, faults, origin)


def _columns(found: Mapping[str, Any], faults: _Faults) -> dict[str, Any]:
    """Every known column in the type of the schema."""
    columns: dict[str, Any] = {}
    entries: dict[str, dict[Numbered, Any]] = {}
    for name, array in found.items():
        of_list = numbered(name)
        if name in VARIABLES:
            values, bad = cells(name, VARIABLES[name], array)
            columns[name] = values
            faults.take((row, fault_of(name, error)) for row, error in bad)
        elif of_list is not None:
            entries.setdefault(of_list.listed, {})[of_list] = array
        elif name == LINKS or (name in COLLECTIONS and not is_text(array.type)):
            columns[name], wrong = link_cells(array) if name == LINKS else listed_records(name, array)
            faults.take(wrong)
        elif name == AS_OF:
            values, bad = (pa.nulls(len(array), pa.date32()), []) if pa.types.is_null(array.type) else days(array)
            columns[name] = values
            faults.take((row, fault_of(name, error)) for row, error in bad)
        elif name in {CASE_ID, CIRCUIT, COURT, MORE}:
            values, bad = words(array)
            columns[name] = values
            faults.take((row, fault_of(name, error)) for row, error in bad)
    for listed in COLLECTIONS:
        said = found.get(listed)
        if listed in columns and listed not in entries:
            continue
        if listed in entries or said is not None:
            rows = len(next(iter(found.values())))
            said = said if said is not None and is_text(said.type) else None
            columns[listed], wrong = listed_numbered(listed, entries.get(listed, {}), said, rows)
            faults.take(wrong)
    return columns


def _name_rows(columns: dict[str, Any], rows: int, origin: _Origin, faults: _Faults) -> None:
    """A name for each case that has none: its file's, and its row's."""
    named = columns.get(CASE_ID, pa.nulls(rows, pa.string()))
    if named.null_count and origin.traced:
        named = pc.coalesce(named, pa.array(origin.names(), pa.string()))
    elif named.null_count:
        error = BadValueError("no-case-id", "found nothing", "a name for the case", "number the rows, or name them otherwise")
        faults.take(
            (int(row), fault_of(CASE_ID, error)) for row in np.flatnonzero(named.is_null().to_numpy(zero_copy_only=False))
        )
    columns[CASE_ID] = named


def _forums(columns: dict[str, Any], rows: int, law: Law, defaults: Defaults, faults: _Faults) -> None:
    """The circuit and the day of each row."""
    circuits, bad = from_texts(columns.get(CIRCUIT, pa.nulls(rows, pa.string())), lambda text: _circuit(text, law), pa.string())
    faults.take((row, fault_of(CIRCUIT, error)) for row, error in bad)
    spoilt = {row for row, _ in bad}
    if COURT in columns and columns[COURT].null_count < rows:
        circuits = _of_courts(circuits, columns[COURT], law, spoilt, faults)
    absent = circuits.is_null()
    if defaults.circuit is not None:
        circuits = pc.fill_null(circuits, defaults.circuit)
    else:
        error = BadValueError(
            "no-circuit", "the circuit is not known", "the circuit in which the court sits", "fill the column, or use --circuit 9"
        )
        places = np.flatnonzero(absent.to_numpy(zero_copy_only=False))
        faults.take((int(row), fault_of(CIRCUIT, error)) for row in places if int(row) not in spoilt)
    columns[CIRCUIT] = circuits
    asked = columns.get(AS_OF, pa.nulls(rows, pa.date32()))
    early = np.flatnonzero(pc.fill_null(pc.less(asked, pa.scalar(law.begins)), fill_value=False).to_numpy(zero_copy_only=False))
    for row in early:
        try:
            within_the_law(asked[int(row)].as_py(), law)
        except BadValueError as error:
            faults.add(int(row), fault_of(AS_OF, error))
    columns[AS_OF] = pc.fill_null(asked, pa.scalar(defaults.as_of or defaults.today))


def _circuit(text: str, law: Law) -> str:
    """The circuit that a text names.

    Raises:
        BadValueError: if it names none; one that names a court or a place is told where it belongs.
    """
    try:
        return circuit_stated(text, law)
    except BadValueError as error:
        try:
            circuit_of_court(text, None, law)
        except BadValueError:
            raise error from None
        raise BadValueError(
            error.code, error.found, error.expected, f"write a court or a place into the column {COURT}"
        ) from None


def _of_courts(circuits: Any, courts: Any, law: Law, spoilt: set[int], faults: _Faults) -> Any:
    """The circuits, with those found from courts; each pair of the two is looked up once."""
    found: dict[tuple[str | None, str], str | BadValueError] = {}
    made: list[str | None] = []
    for row, (circuit, court) in enumerate(zip(circuits.to_pylist(), courts.to_pylist(), strict=True)):
        if court is None or row in spoilt:
            made.append(circuit)
            continue
        if (circuit, court) not in found:
            try:
                found[circuit, court] = circuit_of_court(court, circuit, law)
            except BadValueError as error:
                found[circuit, court] = error
        answer = found[circuit, court]
        if isinstance(answer, BadValueError):
            faults.add(row, fault_of(COURT, answer))
            spoilt.add(row)
            made.append(circuit)
        else:
            made.append(circuit or answer)
    return pa.array(made, pa.string())


def _whole(columns: dict[str, Any], law: Law, faults: _Faults) -> None:
    """Rows with more than columns hold, or whose chains are not plainly sound, are read whole, as a case file is."""
    batch = pa.RecordBatch.from_pydict(columns)
    wanted = doubtful(batch)
    if MORE in columns:
        wanted |= columns[MORE].is_valid().to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(wanted)
    picked = pa.array([int(row) for row in rows if int(row) not in faults.by_row], pa.int64())
    named = batch.take(picked).to_pylist() if len(picked) else []
    for row, cells_of in zip(picked.to_pylist(), named, strict=True):
        fault = None if cells_of.get(MORE) is None else check_more(cells_of)
        if fault is not None:
            faults.add(row, fault)
            continue
        try:
            case_of(cells_of, cells_of[CASE_ID], law)
        except CaseFileError as error:
            faults.take((row, fault) for fault in faults_of(error))


def _divided(columns: Mapping[str, Any], rows: int, faults: _Faults, origin: _Origin) -> Read:
    fields = [field for field in schema() if field.name in columns]
    whole = pa.RecordBatch.from_arrays([columns[field.name] for field in fields], schema=pa.schema(fields))
    names = columns[CASE_ID]
    rejects = {
        row: Reject(origin.name(row), int(origin.numbers[row]), names[row].as_py() or "", tuple(dict.fromkeys(wrong)))
        for row, wrong in sorted(faults.by_row.items())
    }
    if not rejects:
        return Read(whole, np.arange(rows), rejects)
    keep = np.ones(rows, bool)
    keep[list(rejects)] = False
    places = np.flatnonzero(keep)
    return Read(whole.take(pa.array(places)), places, rejects)
