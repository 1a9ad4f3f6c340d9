"""A paper for a client or a witness as plain values: lines of words and gaps, in one language or in two side by side."""

from __future__ import annotations

import enum

import msgspec

from article3.documents.provenance import to_remove


class Role(enum.Enum):
    """What a line is.

    ``NUMBERED`` lines are numbered through the paper. ``SIGNATURE`` is a rule to sign or write on, with what it is for.
    """

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    TEXT = "text"
    NUMBERED = "numbered"
    ITEM = "item"
    SIGNATURE = "signature"
    SMALL = "small"


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of words.

    Attributes:
        text: the words.
        gap: whether they say what is still to be filled in, to be shown in brackets and marked.
    """

    text: str
    gap: bool = False

    @property
    def shown(self) -> str:
        """The words as they are set."""
        return f"[{self.text}]" if self.gap else self.text


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line.

    Attributes:
        role: what it is.
        pieces: its words.
        own: the same in the person's own language; empty if the paper is in one language.
        number: its number, for a numbered line.
    """

    role: Role
    pieces: tuple[Piece, ...]
    own: tuple[Piece, ...] = ()
    number: int = 0


class Sheet(msgspec.Struct, frozen=True):
    """A paper.

    Attributes:
        title: what it is, for the properties of the file.
        language: in which it is, or its first column: an ISO 639-1 code.
        own_language: of the second column; empty if there is one column.
        lines: from the title to the signature.
        provenance: the line that tells how it was made.
        is_filed: whether it is signed or filed, so that this line has to go before; it then stands in brackets, as gaps do.
        warnings: what must be known before the paper is used: the place in the case file, the matter and the remedy.
    """

    title: str
    language: str
    own_language: str
    lines: tuple[Line, ...]
    provenance: str
    is_filed: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def made(self) -> str:
        """How it was made, as its last line."""
        return to_remove(self.provenance) if self.is_filed else self.provenance

    @property
    def gaps(self) -> tuple[str, ...]:
        """Everything still to be filled in, in order, each once."""
        pieces = (piece for line in self.lines for piece in (*line.pieces, *line.own))
        return tuple(dict.fromkeys(piece.text for piece in pieces if piece.gap))


def line(role: Role, *pieces: Piece | str, own: tuple[Piece | str, ...] = ()) -> Line:
    """A line of pieces; bare strings are words."""
    return Line(role, _pieces(pieces), _pieces(own))


def gap(words: str) -> Piece:
    """Something still to be filled in."""
    return Piece(words, gap=True)


def numbered(lines: list[Line]) -> tuple[Line, ...]:
    """The lines with the numbered ones numbered from 1."""
    found, number = [], 0
    for each in lines:
        number += each.role is Role.NUMBERED
        found.append(msgspec.structs.replace(each, number=number) if each.role is Role.NUMBERED else each)
    return tuple(found)


def _pieces(pieces: tuple[Piece | str, ...]) -> tuple[Piece, ...]:
    return tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces if piece != "")
