"""How the particulars of documents are asked on pages: what stands together, what needs room, words for people."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from article3.facts.papers import LIST_KEYS, PAPERS_KEY, SHEETS_BY_ID, Sheet
from article3.law.data_files import convert, read


class Together(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Particulars that stand together.

    Attributes:
        asks: their ids.
        title: above them; empty if they need none.
    """

    asks: tuple[str, ...]
    title: str = ""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section or a list under ``papers:``.

    Attributes:
        id: its key in a case file.
        title: what people call it.
        group: its particulars in their order.
        tells: what belongs there; of a list, its question does.
        one: what an entry of a list is called; empty for a section that occurs once.
        names: the particulars by which an entry is told from the others.
        wide: those that need the room of several lines.
    """

    id: str
    title: str
    group: tuple[Together, ...]
    tells: str = ""
    one: str = ""
    names: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it has entries."""
        return self.id in LIST_KEYS

    @property
    def sheet(self) -> Sheet:
        """Its particulars."""
        return LIST_KEYS[self.id][1] if self.is_list else SHEETS_BY_ID[self.id]

    @property
    def said(self) -> str:
        """What belongs there, in a sentence."""
        return self.tells or f"{LIST_KEYS[self.id][0].question}."

    @property
    def path(self) -> tuple[str, str]:
        """Where it stands in a case file."""
        return PAPERS_KEY, self.id


class OfExhibit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A particular of an exhibit.

    Attributes:
        key: in a case file, with a point before that of its translation.
        wide: whether it needs the room of several lines.
        long: whether it needs that of one whole line.
        lines: whether it is a list, asked one a line.
    """

    key: str
    label: str
    hint: str = ""
    needed: bool = False
    wide: bool = False
    long: bool = False
    lines: bool = False


class AboutExhibit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Particulars of an exhibit that stand together."""

    title: str
    field: tuple[OfExhibit, ...]
    tells: str = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it.

    Attributes:
        options: words for options that do not read well as they are.
        part: the parts of the papers.
        exhibit: the particulars of an exhibit.
    """

    options: dict[str, str]
    part: tuple[Part, ...]
    exhibit: tuple[AboutExhibit, ...]

    def find(self, identifier: str) -> Part | None:
        """A part by its id."""
        return next((one for one in self.part if one.id == identifier), None)


@functools.cache
def words() -> Words:
    """The words.

    Raises:
        article3.law.data_files.LawDataError: if the file is broken.
    """
    path = Path(__file__).with_name("particulars.toml")
    return convert(read(path), Words, path.name)
