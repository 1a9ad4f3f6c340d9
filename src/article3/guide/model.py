"""What a page of the guide is made of: the data in ``pages/*.toml``, and what a reader of one forum is told of it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping

import msgspec


class Sort(enum.Enum):
    """How a block is set.

    ``TEXT``: paragraphs. ``LIST``, ``STEPS``, ``BOXES``: items with dots, numbers, or boxes to tick. ``WARNING``: what must not
    be missed. ``QUESTION``: what courts answer differently. ``CHART``, ``EVIDENCE``: made from the rules and the eight kinds.
    """

    TEXT = "text"
    LIST = "list"
    STEPS = "steps"
    BOXES = "boxes"
    WARNING = "warning"
    QUESTION = "question"
    CHART = "chart"
    EVIDENCE = "evidence"


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sort": "kind", "from_": "from"}):
    """A block as it is written.

    Attributes:
        text: what it says, or what leads its items in.
        items: of a list.
        by: the authorities, each an id with the paragraph after ``@``: ``cfr-1208-16@(c)(2)``.
        question: the question of law that it tells.
        answers: for each reading of the question, what the reader is told where that reading governs.
        unsettled: what the reader is told where more than one reading is alive.
        country: the country file on which it rests, with the day through which that was kept up.
        from_: the first day on which it is so.
        until: the last.
    """

    sort: Sort = Sort.TEXT
    text: str = ""
    items: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    question: str = ""
    answers: Mapping[str, str] = {}
    unsettled: str = ""
    country: str = ""
    from_: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether it is so on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a page with its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page.

    Attributes:
        id: its name in addresses.
        title: its heading.
        short: its name where pages are listed.
        lead: what stands under the heading.
        group: under which heading of the contents it stands.
        printed: whether it is made as a sheet to print by itself.
    """

    id: str
    title: str
    short: str
    lead: str
    group: str
    sections: tuple[Section, ...]
    printed: bool = False


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the law.

    Attributes:
        id: its name in the texts: ``[[withholding of removal|withholding]]``.
        english: as courts and forms write it.
        means: in plain words.
    """

    id: str
    english: str
    means: str


class Told(msgspec.Struct, frozen=True):
    """A block as one reader is told it.

    Attributes:
        sort: how it is set.
        texts: paragraphs before the items.
        items: the items.
        law: the authorities as cited.
        depends: whether other courts answer otherwise.
        as_of: the day through which the facts on a country were kept up.
        rows: of a table, the head first.
    """

    sort: Sort
    texts: tuple[str, ...]
    items: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    depends: bool = False
    as_of: dt.date | None = None
    rows: tuple[tuple[str, ...], ...] = ()


class Part(msgspec.Struct, frozen=True):
    """A section as one reader is told it."""

    id: str
    title: str
    blocks: tuple[Told, ...]


class Leaf(msgspec.Struct, frozen=True):
    """A page as one reader is told it.

    Attributes:
        as_of: the day through which the facts on its country were kept, on a page of one country; there it is said once.
    """

    id: str
    title: str
    short: str
    lead: str
    group: str
    parts: tuple[Part, ...]
    printed: bool
    as_of: dt.date | None = None
