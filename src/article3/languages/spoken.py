"""One language in which texts are told."""

from __future__ import annotations

import msgspec

from article3.languages.catalog import RIGHT_TO_LEFT, Catalog


class Spoken(msgspec.Struct, frozen=True):
    """One language.

    Attributes:
        language: its ISO 639-1 code.
        words: the catalog.
    """

    language: str
    words: Catalog

    @property
    def direction(self) -> str:
        """In which direction it is written, as HTML names it."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, english: str) -> str:
        """A text in this language."""
        return self.words.say(english)
