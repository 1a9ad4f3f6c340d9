"""How the guide speaks one language: translated texts, days, numbers, courts."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from article3.languages.catalog import catalog
from article3.languages.spoken import Spoken

if TYPE_CHECKING:
    import datetime as dt

DOMAIN = "guide"
"""The catalogs of the guide."""
NAMES = {"en": "English", "es": "Español", "ar": "العربية"}
"""The languages in themselves."""
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    "ar": (
        "كانون الثاني (يناير)", "شباط (فبراير)", "آذار (مارس)", "نيسان (أبريل)", "أيار (مايو)", "حزيران (يونيو)",
        "تموز (يوليو)", "آب (أغسطس)", "أيلول (سبتمبر)", "تشرين الأول (أكتوبر)", "تشرين الثاني (نوفمبر)", "كانون الأول (ديسمبر)",
    ),
}  # fmt: skip
"""Months as they are called in the Levant and Iraq, with the names of Egypt and the Gulf beside them."""
_COURTS = {
    "ca1": "first", "ca2": "second", "ca3": "third", "ca4": "fourth", "ca5": "fifth", "ca6": "sixth", "ca7": "seventh",
    "ca8": "eighth", "ca9": "ninth", "ca10": "tenth", "ca11": "eleventh", "cadc": "columbia",
}  # fmt: skip


class Voice(Spoken, frozen=True):
    """One language, as the guide speaks it."""

    def frame(self, name: str, **values: str) -> str:
        """A text of the guide's frame.

        Raises:
            KeyError: if there is no such text, or a value that it needs is not given.
        """
        return self.say(interface()[name]).format(**values)

    def court(self, circuit: str) -> str:
        """The name of a circuit."""
        return self.frame(_COURTS[circuit])

    def day(self, day: dt.date) -> str:
        """A day: March 16, 2027; 16 de marzo de 2027."""
        month = _MONTHS[self.language][day.month - 1]
        if self.language == "en":
            return f"{month} {day.day}, {day.year}"
        return f"{day.day} de {month} de {day.year}" if self.language == "es" else f"{day.day} {month} {day.year}"

    def several(self, parts: list[str]) -> str:
        """Parts as a list in a sentence, with commas alone, which serves every language."""
        return ("، " if self.language == "ar" else ", ").join(parts)


@functools.cache
def interface() -> dict[str, str]:
    """The texts of the frame, by name."""
    return tomllib.loads(Path(__file__).with_name("interface.toml").read_text(encoding="utf-8"))


@functools.cache
def voice(language: str) -> Voice:
    """A language by its code.

    Raises:
        KeyError: if the guide does not speak it.
        CatalogError: if its catalog is broken.
    """
    if language not in NAMES:
        raise KeyError(language)
    return Voice(language, catalog(language, DOMAIN))
