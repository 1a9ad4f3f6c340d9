"""The fixed words of papers that clients read or sign: named texts in English, in other languages by their catalogs."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec

from article3.languages.catalog import RIGHT_TO_LEFT, catalog

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

DOMAIN = "papers"
"""The catalogs of papers for clients."""
_NAMES = {"en": "English", "es": "Español", "ar": "العربية"}
LANGUAGES = tuple(_NAMES)
"""The languages there are words for, by their ISO 639-1 codes."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_TWO = re.compile(r"[,;/&+]|\b(?:and|or|not|with|some|no)\b")
_CODES = {"english": "en", "spanish": "es", "arabic": "ar"}


class Words(msgspec.Struct, frozen=True):
    """The words of one language.

    Attributes:
        code: the language, by its ISO 639-1 code.
        name: of the language, in itself.
        right_to_left: the direction in which it is written.
        entries: each text by its full name, such as ``declaration.title``.
        months: their names, January first.
    """

    code: str
    name: str
    right_to_left: bool
    entries: dict[str, str]
    months: tuple[str, ...]

    def say(self, entry: str, **values: str) -> str:
        """A text with its braces filled in.

        Raises:
            KeyError: if there is no such text, or a value that it needs is not given.
        """
        return self.entries[entry].format(**values)

    def has(self, entry: str) -> bool:
        """Whether there is such a text."""
        return entry in self.entries

    def group(self, name: str) -> tuple[str, ...]:
        """The names of the texts of a group in the file's order: ``summary.need`` gives ``story``, ``officials`` and so on."""
        return tuple(entry.rpartition(".")[2] for entry in self.entries if entry.rpartition(".")[0] == name)

    def day(self, day: dt.date) -> str:
        """A day as a date alone: May 14, 2021; 14 de mayo de 2021."""
        month = self.months[day.month - 1]
        return {
            "en": f"{month} {day.day}, {day.year}",
            "es": f"{day.day} de {month} de {day.year}",
            "ar": f"{day.day} {month} {day.year}",
        }[self.code]

    def when(self, stated: str) -> str:
        """A time as far as it is known, to stand in a sentence: "in March 2021", "around May 14, 2021".

        Args:
            stated: as a case file has it: 2021, 2021-03, 2021-05-14, each also with ``about`` before it.
        """
        digits = stated.removeprefix("about ")
        year, *more = (int(part) for part in digits.split("-"))
        if not more:
            said = self.say("declaration.in_year", year=str(year))
        elif len(more) == 1:
            said = self.say("declaration.in_month", month=self.months[more[0] - 1], year=str(year))
        else:
            said = self.say("declaration.on_day", day=str(more[1]), month=self.months[more[0] - 1], year=str(year))
        return said if digits == stated else self.say("declaration.about", when=said)


@functools.cache
def words(code: str) -> Words:
    """The words of a language.

    Raises:
        KeyError: if there are none for it.
        CatalogError: if its catalog is broken.
    """
    if code not in LANGUAGES:
        raise KeyError(code)
    entries, months = _english()
    said = catalog(code, DOMAIN).say
    told = {name: said(text) for name, text in entries.items()}
    return Words(code, _NAMES[code], code in RIGHT_TO_LEFT, told, tuple(map(said, months)))


def texts() -> Iterator[tuple[str, str]]:
    """Every text with its place; the catalogs are made from these."""
    entries, months = _english()
    yield from ((text, f"papers/{name}") for name, text in entries.items())
    yield from ((month, "papers/months") for month in months)


@functools.cache
def _english() -> tuple[dict[str, str], tuple[str, ...]]:
    data = tomllib.loads(resources.files("article3.documents.drafts").joinpath("words.toml").read_text(encoding="utf-8"))
    months = tuple(data["declaration"].pop("months"))
    return dict(_flat(data)), months


def code_of(language: str) -> str:
    """The code of a language by its English name, as case files name it; empty if there are no words for it.

    A variety counts as the language: ``Iraqi Arabic``, ``Spanish (Guatemala)``. Two languages named together are neither.
    """
    named = _ASIDE.sub("", language.strip().lower()).split()
    return _CODES.get(named[-1], "") if named and not _TWO.search(language.lower()) else ""


def name_of(code: str) -> str:
    """The English name of a language there are words for.

    Raises:
        KeyError: if there are none for it.
    """
    return {known: name for name, known in _CODES.items()}[code].capitalize()


def _flat(data: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in data.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", value))
    return found
