"""How the private check speaks one language."""

from __future__ import annotations

import functools

import msgspec

from article3.check.questions import frame
from article3.languages.catalog import RIGHT_TO_LEFT, Catalog, catalog

DOMAIN = "check"
"""The catalogs of the check."""
LANGUAGES = {"en": "English", "es": "Español", "ar": "العربية"}
"""The languages of the check, in themselves; the tests hold each to be complete."""


class Speaker(msgspec.Struct, frozen=True):
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

    def text(self, english: str) -> str:
        """A text in this language."""
        return self.words.say(english)

    def say(self, name: str, **values: str) -> str:
        """A text of the frame, by its name.

        Raises:
            KeyError: if there is no such text, or a value that it needs is not given.
        """
        return self.words.say(frame()[name]).format(**values)


@functools.cache
def speaker(language: str) -> Speaker:
    """A language by its code.

    Raises:
        KeyError: if the check does not speak it.
        CatalogError: if its catalog is broken.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return Speaker(language, catalog(language, DOMAIN))
