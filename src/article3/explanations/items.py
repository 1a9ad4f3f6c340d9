"""What an outline is made of: items with a role, a truth, and what belongs under them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(enum.Enum):
    """What an item is, so that a format can set it apart."""

    FINDING = "finding"
    REFERENCE = "reference"
    FACT = "fact"
    JOINT = "joint"
    AUTHORITY = "authority"
    LAW = "law"
    OPEN = "open"
    NOTE = "note"
    PLAIN = "plain"
    WARNING = "warning"


class Frame(msgspec.Struct, frozen=True):
    """The language that an outline is told in, with the words around its items.

    Attributes:
        language: its ISO 639-1 code.
        direction: in which it is written, as HTML names it.
        truths: what the truths are called.
        skip: the link past what stands before the content.
        contents: the name of the list of sections.
    """

    language: str = "en"
    direction: str = "ltr"
    truths: dict[Truth, str] = msgspec.field(default_factory=lambda: {truth: truth.value for truth in Truth})
    skip: str = "Skip to the content"
    contents: str = "Contents"


class Item(msgspec.Struct):
    """One line of an outline, with what belongs under it.

    Attributes:
        role: what it is.
        text: its words.
        truth: shown as a mark before it.
        tag: an identifier, shown after it.
        target: id of the finding that the item tells or refers to.
        items: what belongs under it.
        language: the language of its words, where it is not that of the outline.
    """

    role: Role
    text: str
    truth: Truth | None = None
    tag: str = ""
    target: str = ""
    items: list[Item] = []
    language: str = ""


def walk(items: Iterable[Item]) -> Iterable[Item]:
    """Every item of an outline, depth first."""
    for item in items:
        yield item
        yield from walk(item.items)
