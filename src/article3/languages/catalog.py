"""A catalog of translations: what a text is called in another language, and who has looked at it.

Catalogs are gettext files (``catalogs/<language>/<domain>.po``), so that translators use the tools they know. Each text
carries its review in a comment, ``review: machine-assisted 2026-11-23`` or ``review: signed by <name> 2027-01-15``. A text
whose English has changed since is marked fuzzy by those tools; it is then shown in English rather than wrongly.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Catalog as Messages

HERE = Path(__file__).parent / "catalogs"
TRANSLATED = ("es", "ar")
"""The languages there are catalogs for, by their ISO 639-1 codes."""
RIGHT_TO_LEFT = frozenset({"ar"})
PLURAL = " || "
"""Stands between the forms of a text that counts: in English one and several, in another language as many as it has."""
_REVIEW = re.compile(r"review: (?P<state>machine-assisted|signed by (?P<who>.+)) (?P<on>\d{4}-\d{2}-\d{2})$")


class CatalogError(Exception):
    """A catalog is broken or is not there; the message names the file, the place and the remedy."""


class Entry(msgspec.Struct, frozen=True):
    """A text in another language.

    Attributes:
        english: the text as it is written.
        says: the translation; empty if there is none.
        stale: whether the English has changed since.
        review: who has looked at it and when; empty if nobody says.
        signed: whether a named person has signed it.
        where: where the text stands.
    """

    english: str
    says: str
    stale: bool
    review: str
    signed: bool
    where: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether the translation is shown; otherwise the English is."""
        return bool(self.says) and not self.stale


class Catalog(msgspec.Struct, frozen=True):
    """The texts of one language in one domain."""

    language: str
    domain: str
    entries: dict[str, Entry]

    def say(self, english: str) -> str:
        """A text in this language, or in English where there is none that may be shown."""
        found = self.entries.get(english)
        return found.says if found is not None and found.is_shown else english

    def lacks(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those of some texts that would be shown in English, each once, in order."""
        return tuple(dict.fromkeys(text for text in texts if text and not ((found := self.entries.get(text)) and found.is_shown)))


def path_of(language: str, domain: str, directory: Path = HERE) -> Path:
    """Where a catalog lies."""
    return directory / language / f"{domain}.po"


@functools.cache
def catalog(language: str, domain: str, directory: Path = HERE) -> Catalog:
    """The catalog of a language; English has none, and says everything as it is written.

    Raises:
        CatalogError: if it is missing or broken.
    """
    if language == "en":
        return Catalog("en", domain, {})
    messages = messages_of(language, domain, directory)
    entries = [_entry(message) for message in messages if message.id]
    return Catalog(language, domain, {entry.english: entry for entry in entries})


def messages_of(language: str, domain: str, directory: Path = HERE) -> Messages:
    """The catalog as the library that reads it has it, to be changed and written.

    Raises:
        CatalogError: if it is missing or broken.
    """
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - what is told in English alone does without

    path = path_of(language, domain, directory)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, domain=domain, charset="utf-8", abort_invalid=True)
    except FileNotFoundError:
        raise CatalogError(f"{path.name} for {language!r} is missing; 'article3 translations update' makes it") from None
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise CatalogError(f"{language}/{path.name}: {error}; correct it, or restore it from a copy") from None


def english_of(message: object) -> str:
    """The English of a message, its forms in one text."""
    return in_one(message.id)  # type: ignore[attr-defined]


def in_one(text: object) -> str:
    """A text, or the forms of one that counts, as one text; empty if a form is missing."""
    if isinstance(text, (tuple, list)):
        return PLURAL.join(text) if all(text) else ""
    return str(text or "")


def _entry(message: object) -> Entry:
    english, says = english_of(message), in_one(message.string)  # type: ignore[attr-defined] # babel has no types of its own here
    review = next((one for one in message.user_comments if one.startswith("review: ")), "")  # type: ignore[attr-defined]
    found = _REVIEW.fullmatch(review)
    return Entry(
        english=english,
        says=says,
        stale=bool(message.fuzzy),  # type: ignore[attr-defined]
        review=review.removeprefix("review: ") if found else "",
        signed=bool(found and found["who"]),
        where=tuple(name for name, _ in message.locations),  # type: ignore[attr-defined]
    )
