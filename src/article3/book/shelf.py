"""Everything a book is made of, and where each thing has its page."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from article3.book.golden_uses import Exercised, exercised
from article3.book.uses import Chapter, Uses, chapters, uses
from article3.facts.vocabulary import FACTS, full_id
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import msgspec

    from article3.book.golden import GoldenFile
    from article3.book.optional import Table
    from article3.law.loading import Law
    from article3.law.model import Authority


@dataclasses.dataclass(frozen=True, eq=False)
class Shelf:
    """What one book shows.

    Attributes:
        law: the law data.
        as_of: the day whose law is shown.
        golden: the golden cases, by file; none if none were found.
        countries: what is recorded of countries, if this edition has any.
        coverage: the table of what must be covered, if this edition has one.
    """

    law: Law
    as_of: dt.date
    golden: Mapping[str, GoldenFile] = dataclasses.field(default_factory=dict)
    countries: tuple[msgspec.Struct, ...] = ()
    coverage: tuple[Table, ...] = ()

    @functools.cached_property
    def uses(self) -> Uses:
        """What uses what."""
        return uses(self.law)

    @functools.cached_property
    def exercised(self) -> Exercised:
        """Golden cases by what they exercise."""
        return exercised(self.golden)

    @functools.cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The rules by module."""
        return chapters()

    @functools.cached_property
    def facts(self) -> frozenset[str]:
        """The ids of all facts."""
        return frozenset(full_id(variable) for variable in FACTS)

    @functools.cached_property
    def country_names(self) -> dict[str, str]:
        """Names of the countries by id."""
        return {str(getattr(country, "id", "")): str(getattr(country, "name", "")) for country in self.countries}

    def has_page(self, kind: str, identifier: str) -> bool:
        """Whether there is a place to which something of a kind can lead."""
        known: dict[str, object] = {
            "rule": RULES,
            "question": self.law.questions,
            "authority": self.law.authorities,
            "fact": self.facts,
            "court": self.law.courts,
            "country": self.country_names,
        }
        places = known.get(kind)
        return isinstance(places, (dict, frozenset)) and identifier in places

    def href(self, kind: str, identifier: str, pin: str = "") -> str:
        """Where something has its place, from the top of the book."""
        if kind == "fact":
            return f"facts.html#fact-{identifier}"
        if kind == "court":
            return f"courts.html#court-{identifier}"
        if kind == "authority":
            paragraph = self.law.authorities[identifier].paragraph(pin) if pin else None
            return f"authorities/{identifier}.html{f'#{anchor(paragraph.id)}' if paragraph else ''}"
        return f"{_FOLDERS[kind]}/{identifier}.html"

    def find(self, words: str) -> tuple[str, str] | None:
        """The page to which an id leads, whatever it is the id of."""
        for kind in ("rule", "question", "authority", "fact", "country"):
            if self.has_page(kind, words):
                return kind, words
        return None

    def name_of(self, authority: str) -> str:
        """The citation of an authority."""
        found: Authority | None = self.law.authorities.get(authority)
        return authority if found is None else found.full_cite


_FOLDERS = {"rule": "rules", "question": "questions", "country": "countries"}


def anchor(paragraph: str) -> str:
    """The anchor of a paragraph: ``p-a-1`` for ``(a)(1)``."""
    return "p-" + re.sub(r"[^A-Za-z0-9]+", "-", paragraph).strip("-")
