"""Editions of official forms, as data: which field of the file means what, what fills it, and why some stay empty.

One file an edition lies in ``editions/``; docs/how-to/add-a-form-edition.md tells how to write one. The forms themselves are the
user's: none is shipped.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITIONS = Path(__file__).parent / "editions"
_UNESCAPED_DOT = re.compile(r"(?<!\\)\.")
_PRINTED = "%m/%d/%y"

REJECTED, EXPECTED, CLAIM, MARRIED = "rejected", "expected", "claim", "married"


class EditionError(ValueError):
    """The data of an edition is not sound; the message names the file and what is wrong."""


def short(name: str) -> str:
    """The last part of a field's full name: a dot that is escaped is part of a name, and divides nothing."""
    return _UNESCAPED_DOT.split(name)[-1]


class Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from", "is_": "is"}):
    """One field of a form.

    Attributes:
        key: our name for it, the same in every edition.
        name: its full name in the file.
        page: counted from 1.
        means: what goes there, in our words.
        kind: a tick, a line or lines of text, a day, a month, a choice from a list, or the barcode.
        box: left, bottom, right, top on the page, in points.
        part, item: where the page shows it.
        on: of a tick, the state that the file calls ticked.
        max: most characters that the field takes.
        lines: whether the text may run over several lines.
        group: ticks of one group exclude each other.
        needed: ``rejected`` where the agency says that it refuses a form with this blank, ``expected`` where it asks that nothing
            stay blank, ``if_any`` where a blank doesn't tell whether there is none, ``claim`` for the boxes that ask for
            protection under the Convention, ``married`` where the person is.
        asked_by: keys of the ticks that call for this text.
        continued: what is carried to a further page where there is no room: ``text``, or a list of the particulars.
        from_: what fills it, as ``sheet.particular``, ``list.1.particular``, ``section.fact`` or ``worked.name``; several are
            joined.
        is_: of a tick, the value that ticks it.
        how: how the value is written: ``digits``, ``area code``, ``local number``, or ``present`` for an open end.
        left: why it is left empty, where nothing fills it.
    """

    key: str
    name: str
    page: int
    means: str
    kind: Literal["tick", "text", "date", "month", "choice", "barcode"]
    box: tuple[float, float, float, float]
    part: str = ""
    item: str = ""
    on: str = ""
    max: int = 0
    lines: bool = False
    group: str = ""
    needed: Literal["", "rejected", "expected", "if_any", "claim", "married"] = ""
    asked_by: tuple[str, ...] = ()
    continued: str = ""
    from_: tuple[str, ...] = ()
    is_: str = ""
    how: Literal["", "digits", "area code", "local number", "present"] = ""
    left: str = ""

    @property
    def where(self) -> str:
        """The place as a person finds it."""
        if not self.part:
            return f"page {self.page}"
        part = self.part if self.part.startswith(("Top", "Office", "Supplement")) else f"Part {self.part}"
        return f"{part}, {self.item}" if self.item else part


class Continuation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page that is copied for what finds no room elsewhere.

    Attributes:
        page: counted from 1.
        text, part, question: keys of its fields.
    """

    page: int
    text: str
    part: str
    question: str


class FurtherChildren(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page that is copied for more children.

    Attributes:
        page: counted from 1.
        first: the number of the first child on it.
        each: how many it holds.
    """

    page: int
    first: int
    each: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    form: str
    edition: str
    title: str
    pages: int
    source: str
    seen: bool
    expires: dt.date | None = None
    in_use: dt.date | None = None
    inherits: str = ""
    absent: tuple[str, ...] = ()
    renamed: dict[str, str] = {}
    fields: tuple[Box, ...] = ()
    continuation: Continuation | None = None
    further_children: FurtherChildren | None = None


class Edition(msgspec.Struct, frozen=True, dict=True):
    """One edition of a form.

    Attributes:
        id: the name of its file.
        form: such as I-589.
        printed: the edition as the form prints it, month/day/year.
        title: the form's name.
        pages: how many it has.
        boxes: every field by key.
        seen: whether we have had its file; otherwise it is known by its number, and its fields are taken to be another edition's.
        source: what the data was read from.
        expires: the day that the form prints as the end of its approval, if known.
        in_use: the latest day on which it is known to have been the edition in use, if it is known.
        like: the edition whose fields it is taken to have; empty if it has its own.
        continuation, further_children: the pages that are copied.
    """

    id: str
    form: str
    printed: str
    title: str
    pages: int
    boxes: dict[str, Box]
    seen: bool
    source: str
    expires: dt.date | None = None
    in_use: dt.date | None = None
    like: str = ""
    continuation: Continuation | None = None
    further_children: FurtherChildren | None = None

    @property
    def day(self) -> dt.date:
        """The edition's day."""
        return printed_day(self.printed)

    @functools.cached_property
    def by_name(self) -> Mapping[str, Box]:
        """Every field by its full name."""
        return {box.name: box for box in self.boxes.values()}


def printed_day(printed: str) -> dt.date:
    """The day of an edition as forms print it.

    Raises:
        ValueError: if it is none.
    """
    return dt.datetime.strptime(printed, _PRINTED).replace(tzinfo=dt.UTC).date()


@functools.cache
def editions() -> tuple[Edition, ...]:
    """Every edition on record, by form and then oldest first.

    Raises:
        EditionError: if the data is not sound.
    """
    return read_editions(EDITIONS)


def read_editions(directory: Path) -> tuple[Edition, ...]:
    """The editions whose files lie in a directory.

    Raises:
        EditionError: if one is not sound.
    """
    files: dict[str, _File] = {}
    for path in sorted(directory.glob("*.toml")):
        try:
            files[path.stem] = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
            printed_day(files[path.stem].edition)
        except (msgspec.ValidationError, tomllib.TOMLDecodeError, ValueError) as error:
            raise EditionError(f"{path.name}: {error}") from None
    found = [_edition(name, file, files) for name, file in files.items()]
    return tuple(sorted(found, key=lambda edition: (edition.form, edition.day)))


def _edition(name: str, file: _File, files: Mapping[str, _File]) -> Edition:
    parent = files.get(file.inherits) if file.inherits else None
    if file.inherits and parent is None:
        raise EditionError(f"{name}.toml: it inherits from {file.inherits}, which is not on record")
    own = file.fields or (parent.fields if parent else ())
    unknown = [key for key in (*file.absent, *file.renamed) if key not in {box.key for box in own}]
    if unknown:
        raise EditionError(f"{name}.toml: {unknown[0]} is no field of {file.inherits or name}")
    boxes: dict[str, Box] = {}
    for box in own:
        if box.key in boxes:
            raise EditionError(f"{name}.toml: two fields are called {box.key}")
        if box.key not in file.absent:
            renamed = file.renamed.get(box.key, box.name)
            boxes[box.key] = msgspec.structs.replace(box, name=renamed) if renamed != box.name else box
    names = [box.name for box in boxes.values()]
    if len(set(names)) < len(names):
        raise EditionError(f"{name}.toml: two keys are of one field, {next(one for one in names if names.count(one) > 1)}")
    return Edition(
        name,
        file.form,
        file.edition,
        file.title,
        file.pages,
        boxes,
        file.seen,
        file.source,
        file.expires,
        file.in_use,
        file.inherits,
        file.continuation or (parent.continuation if parent else None),
        file.further_children or (parent.further_children if parent else None),
    )


def newest(form: str) -> Edition:
    """The newest edition of a form on record.

    Raises:
        EditionError: if none is.
    """
    found = [edition for edition in editions() if edition.form == form]
    if not found:
        raise EditionError(f"no edition of Form {form} is on record")
    return found[-1]
