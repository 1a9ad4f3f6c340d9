"""Bring the cells of one column to the type that the screen wants, and tell which of them cannot be.

Texts mean what they mean in a case file and are read by the same reader. A column holds few different texts, so each is read
once.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from article3.facts.fact import Text
from article3.facts.tree import says_nothing
from article3.facts.values import UNKNOWN, BadValueError, day_of, value_of
from article3.logic.propositions import YesNo
from article3.logic.variables import Day, Estimate, Interval, Number
from article3.screening.arrays import np, pa, pc
from article3.screening.columns import ESTIMATE, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from article3.logic.variables import Variable

_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


class BadColumnTypeError(Exception):
    """A column's type cannot be read as what the column means.

    Attributes:
        column: its name.
        found: its type.
        expected: the types that can.
    """

    def __init__(self, column: str, found: str, expected: str) -> None:
        self.column, self.found, self.expected = column, found, expected
        super().__init__(f"column {column!r} is of type {found}; expected {expected}")


class Cells(NamedTuple):
    """A column's cells.

    Attributes:
        values: of the type that the screen wants; null where nothing is stated, and where a cell is bad.
        bad: position and reason of each bad cell.
    """

    values: Any
    bad: list[tuple[int, BadValueError]]


def is_text(kind: Any) -> bool:
    """Whether a type holds texts, as such, as bytes or as numbers of a dictionary."""
    if pa.types.is_dictionary(kind):
        return is_text(kind.value_type)
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    )


def check_type(column: str, variable: Variable, kind: Any) -> None:
    """Refuse a type that cannot be what a fact asks for.

    Raises:
        BadColumnTypeError: if it is one.
    """
    if pa.types.is_null(kind) or is_text(kind):
        return
    fits, expected = _fitting(variable)
    if not any(test(kind) for test in fits):
        raise BadColumnTypeError(column, str(kind), f"{expected}, or text")


def _fitting(variable: Variable) -> tuple[tuple[Callable[[Any], bool], ...], str]:
    if isinstance(variable, YesNo):
        return (pa.types.is_boolean,), "true or false"
    if isinstance(variable, Number):
        return (_is_number,), "numbers"
    if isinstance(variable, Day):
        return (pa.types.is_date, pa.types.is_timestamp), "days"
    if isinstance(variable, Estimate):
        return (_is_number, _is_interval), "numbers from 0 to 1, or records with low and high"
    return (), "text"


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _is_interval(kind: Any) -> bool:
    if not pa.types.is_struct(kind):
        return False
    fields = {field.name: field.type for field in kind}
    ends = [_is_number(fields.get(name, pa.string())) for name in ("low", "high")]
    return all(ends) and fields.keys() <= {"low", "high", "low_open"} and pa.types.is_boolean(fields.get("low_open", pa.bool_()))


def cells(column: str, variable: Variable, array: Any) -> Cells:
    """The cells of a fact's column.

    Args:
        column: its name, for messages.
        variable: the fact.
        array: the cells as they came.

    Raises:
        BadColumnTypeError: if their type cannot be what the fact asks for.
    """
    check_type(column, variable, array.type)
    wanted = type_of(variable)
    if pa.types.is_null(array.type):
        return Cells(pa.nulls(len(array), wanted), [])
    if is_text(array.type):
        return (
            words(array)
            if isinstance(variable, Text)
            else from_texts(array, lambda text: _cell(value_of(variable, text)), wanted)
        )
    if isinstance(variable, Number):
        return _numbers(array, variable)
    if isinstance(variable, Day):
        return days(array)
    if isinstance(variable, Estimate):
        return _estimates(array)
    return Cells(array, [])


def from_texts(array: Any, read: Callable[[str], object], wanted: Any) -> Cells:
    """Cells that are texts, each different one read once.

    Args:
        array: texts, or bytes that should be texts in UTF-8.
        read: gives what a text states; it raises :class:`BadValueError` for one that states nothing usable.
        wanted: the type to make.
    """
    if array.null_count == len(array):
        return Cells(pa.nulls(len(array), wanted), [])
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    found: list[object] = []
    wrong: dict[int, BadValueError] = {}
    for code, word in enumerate(encoded.dictionary.to_pylist()):
        value = None
        if word is not None:
            try:
                text = (_decoded(word) if isinstance(word, bytes) else word).strip()
                value = None if says_nothing(text) or text.lower() == UNKNOWN else read(text)
            except BadValueError as error:
                wrong[code] = error
        found.append(value)
    values = pa.array(found, wanted).take(encoded.indices)
    return Cells(values, _where(encoded.indices, wrong))


def words(array: Any) -> Cells:
    """Cells that stay texts, of which there may be as many as rows."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    try:
        values = pc.utf8_trim_whitespace(array.cast(pa.string()))
    except pa.ArrowInvalid:  # some are no UTF-8: find out which
        return from_texts(array, str, pa.string())
    blank = pc.is_in(pc.utf8_lower(values), pa.array(["", "null", "~", UNKNOWN]))
    return Cells(pc.if_else(blank, pa.scalar(None, pa.string()), values), [])


def _where(indices: Any, wrong: dict[int, BadValueError]) -> list[tuple[int, BadValueError]]:
    if not wrong:
        return []
    places = np.flatnonzero(pc.is_in(indices, pa.array(list(wrong), indices.type)).to_numpy(zero_copy_only=False))
    return [(int(place), wrong[indices[int(place)].as_py()]) for place in places]


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        found = "bytes that are not UTF-8 text"
        raise BadValueError("not-utf-8", found, "text in UTF-8", "save the file again as UTF-8") from None


def _cell(value: object) -> object:
    return {"low": value.low, "high": value.high, "low_open": value.low_open} if isinstance(value, Interval) else value


def _numbers(array: Any, variable: Number) -> Cells:
    values = array.cast(pa.float64())
    bad = [*_bad(pc.less(values, 0.0), _negative(variable)), *_bad(_unbounded(values), _not_finite(variable))]
    return _without(values, bad)


def _negative(variable: Number) -> BadValueError:
    return BadValueError("negative", "a number below 0", f"0 {variable.unit} or more", "write 0 if there are none")


def _not_finite(variable: Number) -> BadValueError:
    return BadValueError(
        "not-finite", "no finite number", f"a number of {variable.unit}", "leave the cell null if it is not known"
    )


def _unbounded(values: Any) -> Any:
    return pc.invert(pc.is_finite(values))


def days(array: Any) -> Cells:
    """Cells that are days: texts such as 2021-03-09, dates, or moments, of which the day by their own clock counts."""
    if is_text(array.type):
        return from_texts(array, day_of, pa.date32())
    if pa.types.is_timestamp(array.type) and array.type.tz is not None:
        array = pc.local_timestamp(array)
    values = (
        pc.floor_temporal(array, unit="day").cast(pa.date32()) if pa.types.is_timestamp(array.type) else array.cast(pa.date32())
    )
    early = pc.less(values, pa.scalar(_EARLIEST))
    late = pc.greater(values, pa.scalar(_LATEST))
    expected = f"a year from {_EARLIEST.year} to {_LATEST.year}"
    error = BadValueError("unlikely-year", "a day of another age", expected, "check the year")
    return _without(values, _bad(pc.or_(early, late), error))


def _estimates(array: Any) -> Cells:
    if not pa.types.is_struct(array.type):
        low = high = array.cast(pa.float64())
        is_open = pa.array(np.zeros(len(array), bool))
        stated = low.is_valid()
    else:
        parts = dict(zip([field.name for field in array.type], array.flatten(), strict=True))
        low, high = parts["low"].cast(pa.float64()), parts["high"].cast(pa.float64())
        is_open = pc.fill_null(parts.get("low_open", pa.nulls(len(array), pa.bool_())), fill_value=False)
        stated = array.is_valid()
    expected = "a likelihood from 0 to 1"
    halves = BadValueError("half-a-range", "a range with one end", "both 'low' and 'high'", "state the other end too")
    outside = BadValueError("out-of-range", "a number outside 0 to 1", expected, "write 0.6 for 60%")
    turned = BadValueError("reversed-range", "a range whose low end is the higher", "the lower end first", "swap the two ends")
    missing = pc.and_(stated, pc.or_(low.is_null(), high.is_null()))
    # NaN compares as false with everything, so that what is inside is asked, and not what is outside.
    inside = pc.and_(_within(low), _within(high))
    bad = [
        *_bad(missing, halves),
        *_bad(pc.and_(stated, pc.invert(inside)), outside),
        *_bad(pc.and_(inside, pc.or_(pc.greater(low, high), pc.and_(is_open, pc.equal(low, high)))), turned),
    ]
    made = pa.StructArray.from_arrays([low, high, is_open], fields=list(ESTIMATE), mask=pc.invert(stated))
    return _without(made, bad)


def _within(values: Any) -> Any:
    return pc.and_(pc.greater_equal(values, 0.0), pc.less_equal(values, 1.0))


def _bad(mask: Any, error: BadValueError) -> list[tuple[int, BadValueError]]:
    return [(int(place), error) for place in np.flatnonzero(pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False))]


def _without(values: Any, bad: Iterable[tuple[int, BadValueError]]) -> Cells:
    """The cells, with null in place of the bad ones."""
    found = list(bad)
    if not found:
        return Cells(values, found)
    mask = np.zeros(len(values), bool)
    mask[[place for place, _ in found]] = True
    return Cells(pc.if_else(pa.array(mask), pa.nulls(len(values), values.type), values), found)
