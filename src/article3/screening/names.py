"""What each column of a batch means, by its name; a name that means nothing is told, with the nearest that does.

Beside the columns of the schema there are ``feared_harms.1.custody``, the first harm's fact, for tables that hold no lists;
and a record under a section's name, whose fields are the section's facts. ``proceeding__kind`` is ``proceeding.kind``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from article3.facts.problems import nearest
from article3.facts.vocabulary import COLLECTIONS, SECTIONS, full_id
from article3.screening.arrays import pa
from article3.screening.cells import BadColumnTypeError, check_type, is_text
from article3.screening.columns import AS_OF, CASE_ID, CIRCUIT, COURT, ID, MORE, schema
from article3.screening.link_cells import chain_fields, check_chain_field, check_links
from article3.screening.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.logic.variables import Variable

ROW, CASE_TEXT, CASE_FILE = "source.row", "case.json", "case.file"
"""Columns that readers add: the row's number in its file; a whole case as JSON; the name of a file that holds one."""

VARIABLES: dict[str, Variable] = {full_id(fact.variable): fact.variable for group in SECTIONS for fact in group.facts.values()}
"""The facts of the case as a whole, by column."""
RESERVED = frozenset({CASE_ID, CIRCUIT, AS_OF, COURT, LINKS, MORE, ROW, CASE_TEXT, CASE_FILE})
_DOT = "__"
"""What stands for the dot in tables whose columns can have none in their names, such as those of Spark."""
_GROUPS = {"forum", *(group.id for group in SECTIONS)}
_NUMBERED = re.compile(r"(\w+)\.([1-9][0-9]{0,2})\.(\w+)")


class UnknownColumnError(Exception):
    """A column that means nothing here.

    Attributes:
        column: its name.
        remedy: the nearest known one, or what to do.
    """

    def __init__(self, column: str, remedy: str) -> None:
        self.column, self.remedy = column, remedy
        super().__init__(f"column {column!r} is unknown; {remedy}")


class Numbered(NamedTuple):
    """A column such as ``feared_harms.1.custody``."""

    listed: str
    number: int
    field: str


def numbered(name: str) -> Numbered | None:
    """What a numbered column is about; ``None`` if it is none."""
    match = _NUMBERED.fullmatch(name)
    if match is None or match[1] not in COLLECTIONS or not _is_field(match[1], match[3]):
        return None
    return Numbered(match[1], int(match[2]), match[3])


def _is_field(listed: str, field: str) -> bool:
    return field == ID or field in COLLECTIONS[listed][1].facts


def opened(batch: Any) -> dict[str, Any]:
    """The columns of a batch by name, with those of a record under a section's name in its place."""
    found: dict[str, Any] = {}
    for written, array in zip(batch.schema.names, batch.columns, strict=True):
        name = dotted(written)
        if name in _GROUPS and pa.types.is_struct(array.type):
            fields = [f"{name}.{field.name}" for field in array.type]
            found.update(zip(fields, array.flatten(), strict=True))
        else:
            found[name] = array
    return found


def check_columns(fields: Iterable[Any], *, ignore: bool) -> None:
    """Refuse columns that mean nothing or cannot mean what their name says.

    Args:
        fields: of an Arrow schema.
        ignore: leave out columns that mean nothing.

    Raises:
        UnknownColumnError: if a name means nothing.
        BadColumnTypeError: if a type cannot be what the name says.
        ValueError: if a name stands twice.
    """
    seen: set[str] = set()
    for field in _leaves(fields):
        if field.name in seen:
            raise ValueError(f"column {field.name!r} stands twice; remove one of the two")
        seen.add(field.name)
        if not is_known(field.name) and not ignore:
            raise UnknownColumnError(field.name, meant(field.name))
        _check_type(field.name, field.type, ignore=ignore)


def dotted(name: str) -> str:
    """A column's name with dots, however the table writes them."""
    return name.replace(_DOT, ".")


def _leaves(fields: Iterable[Any]) -> Iterable[Any]:
    for written in fields:
        field = written.with_name(dotted(written.name))
        if field.name in _GROUPS and pa.types.is_struct(field.type):
            yield from (pa.field(f"{field.name}.{inner.name}", inner.type) for inner in field.type)
        else:
            yield field


def is_known(name: str) -> bool:
    """Whether a column means something here."""
    return name in VARIABLES or name in RESERVED or name in COLLECTIONS or numbered(name) is not None


def is_used(name: str) -> bool:
    """Whether a column, or the records in it, mean something here."""
    return is_known(dotted(name)) or name in _GROUPS


def meant(name: str) -> str:
    """A remedy for a column that means nothing: the nearest known one, or what to do."""
    listed, number, field = (*name.split(".", 2), "", "")[:3]
    if listed in COLLECTIONS and number.isdigit() and field:
        facts = [ID, *COLLECTIONS[listed][1].facts]
        return nearest(field, facts).replace("'", f"'{listed}.{number}.", 1) or f"it is no fact of an entry of {listed}"
    homes = [column for column in VARIABLES if column.partition(".")[2] == name]
    if homes:
        return f"did you mean {homes[0]!r}?"
    lists = [listed for listed, (_, group) in COLLECTIONS.items() if name in group.facts]
    if lists:
        return f"did you mean {f'{lists[-1]}.1.{name}'!r}?"
    return nearest(name, schema().names) or "'article3 law list facts' lists the facts; --ignore-columns leaves such columns out"


def _check_type(name: str, kind: Any, *, ignore: bool) -> None:
    of_list = numbered(name)
    if name in VARIABLES:
        check_type(name, VARIABLES[name], kind)
    elif of_list is not None:
        check_field(of_list.listed, of_list.field, kind, name)
    elif name in COLLECTIONS:
        _check_list(name, kind, ignore=ignore)
    elif name == LINKS:
        check_links(kind)
    elif name == AS_OF:
        if not (is_text(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind) or pa.types.is_null(kind)):
            raise BadColumnTypeError(name, str(kind), "days, or text")
    elif name in {CASE_ID, CIRCUIT}:
        if not (is_text(kind) or pa.types.is_integer(kind) or pa.types.is_null(kind)):
            raise BadColumnTypeError(name, str(kind), "text, or whole numbers")
    elif name in {COURT, MORE} and not (is_text(kind) or pa.types.is_null(kind)):
        raise BadColumnTypeError(name, str(kind), "text")


def check_field(listed: str, field: str, kind: Any, name: str) -> None:
    """Refuse a type that cannot be what a fact of a list's entry asks for.

    Raises:
        BadColumnTypeError: if it is one.
    """
    if field != ID:
        check_type(name, COLLECTIONS[listed][1].facts[field].variable, kind)
    elif not (is_text(kind) or pa.types.is_null(kind)):
        raise BadColumnTypeError(name, str(kind), "text")


def _check_list(name: str, kind: Any, *, ignore: bool) -> None:
    if is_text(kind) or pa.types.is_null(kind):
        return  # '[]' says that there are none; numbered columns hold the entries
    lists = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)
    if not any(test(kind) for test in lists) or not pa.types.is_struct(kind.value_type):
        raise BadColumnTypeError(name, str(kind), "lists of records")
    for field in kind.value_type:
        if _is_field(name, field.name):
            check_field(name, field.name, field.type, f"{name}.{field.name}")
        elif field.name in chain_fields(name):
            check_chain_field(field.name, field.type, f"{name}.{field.name}")
        elif not ignore:
            remedy = nearest(field.name, [ID, *COLLECTIONS[name][1].facts]) or "it is no fact of an entry of this list"
            raise UnknownColumnError(f"{name}.{field.name}", remedy)
