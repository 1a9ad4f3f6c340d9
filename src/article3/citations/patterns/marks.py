"""What the patterns give: citations of one passage, not yet joined to each other."""

from __future__ import annotations

import bisect
import re
from typing import Any

import msgspec

from article3.citations.model import Citation, Form

NOTE = "\x01"
"""Stands for the raised figure of a note, which is no figure of the text."""

_LETTERS = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r\x0b\x0c", " ")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201f\u201e", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | dict.fromkeys("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", NOTE)
)

WORD = re.compile(r"\S+")


def plain(text: str) -> str:
    """The text with one kind of space, quotation mark and dash, letter for letter, so that offsets hold."""
    return text.translate(_LETTERS)


class Mark(msgspec.Struct, frozen=True):
    """A citation found in a passage.

    Attributes:
        citation: with the passage's own offsets; its passage and links are filled in later.
        words: where the explanations in parentheses after it stand.
    """

    citation: Citation
    words: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.citation.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.citation.end

    @property
    def past(self) -> int:
        """Offset after its last explanation."""
        return max([self.end, *(end + 1 for _, end in self.words)])


def marked(form: Form, text: str, start: int, end: int, **fields: Any) -> Citation:
    """A citation of that stretch of a text."""
    return Citation(form=form, passage=0, start=start, end=end, written=text[start:end], **fields)


class Claims:
    """The stretches of a text that are taken."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of it is taken."""
        place = bisect.bisect_right(self._starts, start)
        before = place > 0 and self._ends[place - 1] > start
        return not before and (place == len(self._starts) or self._starts[place] >= end)

    def take(self, start: int, end: int) -> bool:
        """Take it if it is free."""
        if start >= end or not self.free(start, end):
            return False
        place = bisect.bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True

    def before(self, offset: int) -> int:
        """End of the last stretch that begins before the offset; 0 if there is none."""
        place = bisect.bisect_left(self._starts, offset)
        return self._ends[place - 1] if place else 0

    def after(self, offset: int, end: int) -> int:
        """Start of the first stretch at or after the offset; ``end`` if there is none."""
        place = bisect.bisect_left(self._starts, offset)
        return self._starts[place] if place < len(self._starts) else end
