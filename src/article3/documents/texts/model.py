"""What is said of a document while it is read: how many pages it has, what stands on each, what is in the way."""

from __future__ import annotations

import enum

import msgspec

MOST_LETTERS = 20_000_000
"""Letters that are read of one document: some six thousand full pages."""
MOST_PAGES = 5_000
MOST_PIXELS = 89_000_000
"""Of a picture: letter paper at 900 dots an inch."""


class Why(enum.StrEnum):
    """What is in the way of reading a document or a part of it."""

    CLOSED = "closed"
    BROKEN = "broken"
    KIND = "kind"
    OUTLOOK = "outlook"
    LETTERS = "letters"
    LARGE = "large"
    PAGES = "pages"
    PICTURE = "picture"
    TIME = "time"
    MEMORY = "memory"
    NO_OCR = "no_ocr"
    ATTACHED = "attached"
    BOXES = "boxes"


class Part(msgspec.Struct, frozen=True):
    """A stretch of text.

    Attributes:
        text: as it stands there.
        confidence: of the machine that recognized it in a picture, 0 to 100; ``None`` where the document has the text itself.
    """

    text: str
    confidence: float | None = None


class Pages(msgspec.Struct, frozen=True, tag="pages"):
    """How many pages there are; a document without pages has one."""

    count: int


class Page(msgspec.Struct, frozen=True, tag="page"):
    """What stands on a page.

    Attributes:
        number: from 1; 0 for a document without pages.
        parts: its text, in order.
        unread: how much of it was not read: the page itself, or as many attachments.
        why: why that is.
    """

    number: int
    parts: tuple[Part, ...] = ()
    unread: int = 0
    why: Why | None = None


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """The document cannot be read any further."""

    why: Why


Said = Pages | Page | Stopped


class TextError(Exception):
    """A document cannot be read.

    Attributes:
        why: the reason, which says nothing of the document.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)
