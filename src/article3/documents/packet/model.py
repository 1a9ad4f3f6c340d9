"""What a packet is made of, and what there is to say about it."""

from __future__ import annotations

import enum
from pathlib import Path

import msgspec

from article3.documents.limits import Limits
from article3.documents.provenance import Provenance


class Severity(enum.StrEnum):
    """How much a remark matters.

    ``ERROR``: the packet is not built as it stands. ``MISSING``: it is built only as a draft, with the gap in plain sight.
    ``WARNING``: it is built; somebody should look before it is filed. ``NOTE``: what was done.
    """

    ERROR = "error"
    MISSING = "missing"
    WARNING = "warning"
    NOTE = "note"


class Remark(msgspec.Struct, frozen=True):
    """Something to say about one document.

    Attributes:
        code: stable name of the kind of remark, such as ``no-translation``.
        severity: how much it matters.
        about: which document, such as ``Exhibit B, translation``.
        says: what is wrong or was done.
        remedy: what to do about it; empty if there is nothing to do.
    """

    code: str
    severity: Severity
    about: str
    says: str
    remedy: str = ""


class Kind(enum.StrEnum):
    """The kinds of papers, in the order in which a packet has them.

    The Practice Manual, chapter 3.3(c)(1): appearance, cover page, fee receipt or waiver request, application, brief, exhibits,
    proposed order, proof of service last (read at second hand). The table of contents follows the cover page.
    """

    APPEARANCE = "appearance"
    COVER = "cover"
    CONTENTS = "contents"
    FEE = "fee"
    FORM = "form"
    DECLARATION = "declaration"
    BRIEF = "brief"
    EXHIBIT = "exhibit"
    ORDER = "order"
    SERVICE = "service"


class Role(enum.StrEnum):
    """What a piece of an entry is."""

    PAPER = "paper"
    TAB = "tab"
    DOCUMENT = "document"
    TRANSLATION = "translation"
    CERTIFICATE = "certificate"


class Piece(msgspec.Struct, frozen=True):
    """One run of pages: a file, or a page that is written here.

    Attributes:
        role: what it is.
        label: how remarks call it.
        path: the file; ``None`` if the page is written here.
        named: the file as the user named it.
        template: the template of a page that is written here.
        values: what the template shows.
        passages: what to highlight in it.
        adverse: passages against the claim, to be looked for and not highlighted.
        language: the language it is in, by its English name; empty for English.
    """

    role: Role
    label: str
    path: Path | None = None
    named: str = ""
    template: str = ""
    values: dict[str, object] = {}
    passages: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()
    language: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A line of the table of contents with what stands behind it.

    Attributes:
        kind: what it is.
        title: what the contents call it.
        letter: of an exhibit.
        details: author, date, source and language, as the contents show them.
        pieces: its pages in order.
    """

    kind: Kind
    title: str
    letter: str = ""
    details: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def heading(self) -> str:
        """What bookmarks call it."""
        return f"Exhibit {self.letter}. {self.title}" if self.letter else self.title


class Plan(msgspec.Struct, frozen=True):
    """A packet before any page of it is looked at.

    Attributes:
        title: of the submission.
        entries: in their order.
        cover: what the cover page shows.
        remarks: what is wrong or missing so far.
        provenance: what it is made with.
        limits: on what may be filed, on the day on which it is made.
    """

    title: str
    entries: tuple[Entry, ...]
    cover: dict[str, object]
    remarks: tuple[Remark, ...]
    provenance: Provenance
    limits: Limits


class ListedPiece(msgspec.Struct, frozen=True):
    """A piece with the pages it has in the packet.

    Attributes:
        role: what it is.
        label: in words.
        first, last: page numbers in the packet.
        marked: of these, the pages on which passages are highlighted.
    """

    role: Role
    label: str
    first: int
    last: int
    marked: tuple[int, ...] = ()


class Listed(msgspec.Struct, frozen=True):
    """An entry as it stands in the packet.

    Attributes:
        kind, letter, title, details: as planned.
        first, last: page numbers in the packet; 0 if nothing was built.
        part: the number of the part that it begins in; 0 if there is only one.
        pieces: its pieces.
    """

    kind: Kind
    letter: str
    title: str
    details: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    part: int = 0
    pieces: tuple[ListedPiece, ...] = ()


class PartFile(msgspec.Struct, frozen=True):
    """One file of the packet.

    Attributes:
        file: its name.
        first, last: its pages.
        size: in bytes.
    """

    file: str
    first: int
    last: int
    size: int


class PacketReport(msgspec.Struct, frozen=True):
    """What was built, or what stands in the way.

    Attributes:
        title: of the submission.
        ready: whether nothing is missing.
        built: whether files were written.
        draft: whether it was built although something is missing.
        pages: how many there are; 0 if nothing was built.
        entries: in order.
        parts: the files.
        remarks: everything there is to say.
        provenance: what it was made with.
    """

    title: str
    ready: bool
    built: bool
    draft: bool
    pages: int
    entries: tuple[Listed, ...]
    parts: tuple[PartFile, ...]
    remarks: tuple[Remark, ...]
    provenance: Provenance


class Progress:
    """Told how far the work is; this one shows nothing."""

    def begin(self, what: str, steps: int) -> None:
        """A stage of the work begins, of so many steps."""

    def step(self, steps: int = 1) -> None:
        """So many steps are done."""


def blocks(remarks: tuple[Remark, ...] | list[Remark], *, draft: bool) -> bool:
    """Whether remarks stand in the way of building."""
    stops = {Severity.ERROR} if draft else {Severity.ERROR, Severity.MISSING}
    return any(remark.severity in stops for remark in remarks)
