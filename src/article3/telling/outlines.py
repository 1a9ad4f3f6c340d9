"""An explanation in the reader's language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.items import Frame, Item
from article3.explanations.outline import Outline, Section
from article3.languages.catalog import RIGHT_TO_LEFT, catalog
from article3.languages.phrasebook import Phrasebook

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "case"
"""The catalogs of questions and findings."""
LANGUAGES = {"en": "English", "es": "Español", "ar": "العربية"}
"""The languages of questions and explanations, in themselves; the tests hold each to be complete."""


@functools.cache
def phrasebook(language: str) -> Phrasebook:
    """The sentences of a language; English says everything as it is written.

    Raises:
        KeyError: if there are none in it.
        CatalogError: if its catalog is broken.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return Phrasebook(_known(language), right_to_left=language in RIGHT_TO_LEFT)


def _known(language: str) -> Mapping[str, str]:
    entries = catalog(language, DOMAIN).entries.values()
    return {entry.english: entry.says for entry in entries if entry.is_shown}


def frame_in(language: str) -> Frame:
    """The words around an explanation in a language.

    Raises:
        KeyError: if nothing is told in that language.
        CatalogError: if its catalog is broken.
    """
    book, english = phrasebook(language), Frame()
    return Frame(
        language,
        "rtl" if language in RIGHT_TO_LEFT else "ltr",
        {truth: book.say(says) for truth, says in english.truths.items()},
        book.say(english.skip),
        book.say(english.contents),
    )


def told_in(language: str, outline: Outline) -> Outline:
    """An outline in a language; what there are no words for is left in English, and marked as English.

    Args:
        language: by its code; English is the outline itself.
        outline: as it was made.

    Raises:
        KeyError: if nothing is told in that language.
        CatalogError: if its catalog is broken.
    """
    if language == "en":
        return outline
    book, frame = phrasebook(language), frame_in(language)
    sections = [Section(book.say(section.title), [_item(item, book) for item in section.items]) for section in outline.sections]
    return Outline(book.say(outline.title), book.say(outline.subtitle), sections, frame)


def _item(item: Item, book: Phrasebook) -> Item:
    found = book.found(item.text)
    below = [_item(one, book) for one in item.items]
    return msgspec.structs.replace(item, text=found or item.text, items=below, language="" if found else "en")
