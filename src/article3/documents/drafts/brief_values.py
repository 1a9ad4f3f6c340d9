"""What a brief or a memorandum says, as plain values: blocks of runs, with every gap, citation and record cite told apart.

These types are the published JSON of ``article3 draft brief`` and ``article3 draft memo``; how they are laid out is told
elsewhere.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SCHEMA = 1
"""Version of this JSON."""


class RunKind(enum.Enum):
    """What a stretch of text is.

    ``GAP``: to be filled in or checked by counsel, shown in brackets. ``CITE``: an authority that was read. ``RECORD``: a
    place in the record. ``QUOTE``: the applicant's or an exhibit's own words.
    """

    TEXT = "text"
    GAP = "gap"
    CITE = "cite"
    RECORD = "record"
    QUOTE = "quote"


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text.

    Attributes:
        authority: for a citation, the authority's id in the law data.
        entry: for a citation, the line of the table of authorities that it belongs to.
        at: for a citation, its number in the document, from 1.
    """

    text: str
    kind: RunKind = RunKind.TEXT
    authority: str = ""
    entry: str = ""
    at: int = 0


class Style(enum.Enum):
    """How a paragraph is set."""

    BODY = "body"
    QUOTATION = "quotation"
    ITEM = "item"
    CENTERED = "centered"
    LEFT = "left"
    RIGHT = "right"


class Paragraph(msgspec.Struct, frozen=True, omit_defaults=True, tag="paragraph"):
    """A paragraph.

    Attributes:
        weight: what may be left out of a brief that is too long has a weight, the least weighty first; 0 stays.
        about: what it is, in a few words, where it may be left out.
    """

    runs: tuple[Run, ...]
    style: Style = Style.BODY
    weight: int = 0
    about: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(shown(run) for run in self.runs)


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading; level 1 is the highest."""

    text: str
    level: int


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table with a caption and a row of heads."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Table


class Entry(msgspec.Struct, frozen=True):
    """A line of the table of authorities.

    Attributes:
        group: under which heading it stands.
        text: how it is cited there.
        authority: its id in the law data.
        pages: of the body, on which it is cited.
    """

    group: str
    text: str
    authority: str
    pages: tuple[int, ...]


class Origin(msgspec.Struct, frozen=True):
    """On what law a document rests."""

    court: str
    circuit: str
    as_of: dt.date
    law_version: str
    law_through: dt.date


class Brief(msgspec.Struct, frozen=True):
    """A pre-hearing brief.

    Attributes:
        caption: the cover page.
        body: from the introduction to the signature.
        authorities: the table of authorities.
        pages: of the body, as measured; 0 if it was not measured.
        left_out: comparisons that were left out so that the body keeps within its pages.
        gaps: every gap in the text, in order, each once.
        warnings: what counsel must know before filing.
        provenance: the line that tells how it was made.
    """

    schema: int
    title: str
    origin: Origin
    caption: tuple[Block, ...]
    body: tuple[Block, ...]
    authorities: tuple[Entry, ...]
    pages: int
    left_out: tuple[str, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    provenance: str


class Memo(msgspec.Struct, frozen=True):
    """A memorandum for the file: privileged, not for filing.

    Attributes:
        heading: to whom, about what, when.
        body: findings, proof, weaknesses, the other side's case, open law, what to do.
        gaps: every gap in the text, each once.
        provenance: the line that tells how it was made.
    """

    schema: int
    title: str
    origin: Origin
    heading: tuple[Block, ...]
    body: tuple[Block, ...]
    gaps: tuple[str, ...]
    provenance: str


def shown(run: Run) -> str:
    """The words of a run as they are set: a gap in brackets."""
    return f"[{run.text}]" if run.kind is RunKind.GAP else run.text


def text(words: str) -> Run:
    """Plain words."""
    return Run(words)


def gap(words: str) -> Run:
    """Something that counsel must fill in."""
    return Run(words, RunKind.GAP)


def paragraph(*runs: Run | str, style: Style = Style.BODY, weight: int = 0, about: str = "") -> Paragraph:
    """A paragraph of runs; bare strings are plain words."""
    return Paragraph(tuple(_joined(Run(run) if isinstance(run, str) else run for run in runs)), style, weight, about)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs without empty ones, plain neighbors put together."""
    waiting: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if waiting is not None and waiting.kind is RunKind.TEXT and run.kind is RunKind.TEXT:
            waiting = Run(waiting.text + run.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting


def gaps(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Every gap in some blocks, in order, each once."""
    found = (run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs if run.kind is RunKind.GAP)
    return tuple(dict.fromkeys(found))


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their citations numbered in order."""
    count = 0
    result: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            result.append(block)
            continue
        runs = []
        for run in block.runs:
            if run.kind is RunKind.CITE:
                count += 1
                runs.append(msgspec.structs.replace(run, at=count))
            else:
                runs.append(run)
        result.append(msgspec.structs.replace(block, runs=tuple(runs)))
    return tuple(result)
