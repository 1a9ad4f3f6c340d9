"""How the private check speaks one language."""

from __future__ import annotations

import functools

from article3.check.questions import frame
from article3.languages.catalog import catalog
from article3.languages.spoken import Spoken

DOMAIN = "check"
"""The catalogs of the check."""
LANGUAGES = {"en": "English", "es": "Español", "ar": "العربية"}
"""The languages of the check, in themselves; the tests hold each to be complete."""


class Speaker(Spoken, frozen=True):
    """One language, as the check speaks it."""

    def frame(self, name: str, **values: str) -> str:
        """A text around the questions, by its name.

        Raises:
            KeyError: if there is no such text, or a value that it needs is not given.
        """
        return self.say(frame()[name]).format(**values)


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
