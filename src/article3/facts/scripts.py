"""In which letters a text is written: what is told in Arabic letters is no English, whatever the case file calls it."""

from __future__ import annotations

import unicodedata


def is_mostly_latin(text: str) -> bool:
    """Whether half of the letters at least are Latin; a text without letters counts as such."""
    return _share(text, "LATIN") >= 1 / 2


def is_mostly_arabic(text: str) -> bool:
    """Whether more than half of the letters are Arabic, so that a name in another script does not matter."""
    letters = any(letter.isalpha() for letter in text)
    return letters and _share(text, "ARABIC") > 1 / 2


def _share(text: str, script: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 1.0
    return sum(unicodedata.name(letter, "").startswith(script) for letter in letters) / len(letters)
