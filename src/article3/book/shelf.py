"""Everything a book is made of, and where each thing has its page."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from article3.book.comparison import ANCHORS
from article3.book.countries import Profile, naming, profiles
from article3.book.golden_uses import Exercised, exercised
from article3.book.uses import Chapter, Uses, chapters, uses
from article3.facts.vocabulary import FACTS, full_id
from article3.law.countries import country, headings
from article3.law.coverage import load_coverage
from article3.law.numbers import numbers
from article3.law.places import Venues, load_venues
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Mapping

    import msgspec

    from article3.book.golden import GoldenFile
    from article3.law.coverage import Coverage
    from article3.law.loading import Law
    from article3.law.model import Authority
    from article3.law.numbers import Number


@dataclasses.dataclass(frozen=True, eq=False)
class Shelf:
    """What one book shows.

    Attributes:
        law: the law data.
        as_of: the day whose law is shown.
        golden: the golden cases, by file; none if none were found.
        countries: what is recorded of countries; none if they are left out.
        coverage: the table of what must be covered, unless it is left out.
        numbers: the dated numbers by id; none if they are left out.
    """

    law: Law
    as_of: dt.date
    golden: Mapping[str, GoldenFile] = dataclasses.field(default_factory=dict)
    countries: tuple[msgspec.Struct, ...] = ()
    coverage: Coverage | None = None
    numbers: Mapping[str, Number] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def uses(self) -> Uses:
        """What uses what."""
        return uses(self.law, self.numbers.values())

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

    @functools.cached_property
    def profiles(self) -> dict[str, Profile]:
        """Where the profiles of the countries stand, by ``country@profile``."""
        return profiles(self.countries)

    @functools.cached_property
    def naming(self) -> Mapping[str, tuple[msgspec.Struct, ...]]:
        """The countries that name an authority, by its id."""
        return naming(self.countries, self.law.authorities)

    @functools.cached_property
    def venues(self) -> Venues:
        """The immigration courts."""
        return load_venues(self.law)

    @functools.cached_property
    def _known(self) -> dict[str, Container[str]]:
        """The ids of all that has a place, by kind."""
        return {
            "rule": RULES,
            "question": self.law.questions,
            "issue": self.law.issues,
            "authority": self.law.authorities,
            "fact": self.facts,
            "number": self.numbers,
            "court": self.law.courts,
            "immigration court": self.venues.courts,
            "country": self.country_names,
            "profile": self.profiles,
            "chart": ANCHORS,
            "case": self.exercised.homes,
        }

    def has_page(self, kind: str, identifier: str) -> bool:
        """Whether there is a place to which something of a kind can lead."""
        return identifier in self._known.get(kind, ())

    def href(self, kind: str, identifier: str, pin: str = "") -> str:
        """Where something has its place, from the top of the book."""
        if kind == "authority":
            paragraph = self.law.authorities[identifier].paragraph(pin) if pin else None
            return f"authorities/{identifier}.html{f'#{anchor(paragraph.id)}' if paragraph else ''}"
        if kind == "case":
            home = self.exercised.homes[identifier]
            return f"{self.href(home.kind, home.id)}#{home.anchor}"
        if kind == "profile":
            profile = self.profiles[identifier]
            return f"countries/{profile.country}.html#{profile.anchor}"
        if kind == "chart":
            return f"chart.html#{ANCHORS[identifier]}"
        return _PLACES[kind].format(identifier)

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


_PLACES = {
    "rule": "rules/{}.html",
    "question": "questions/{}.html",
    "issue": "precedents/{}.html",
    "fact": "facts.html#fact-{}",
    "number": "numbers/{}.html",
    "court": "courts.html#court-{}",
    "immigration court": "courts.html#immigration-court-{}",
    "country": "countries/{}.html",
}


def stocked(law: Law, as_of: dt.date, golden: Mapping[str, GoldenFile]) -> Shelf:
    """The shelf of the whole book: with every country, the table of coverage and the dated numbers.

    Raises:
        article3.law.loading.LawDataError: if a file of theirs is broken.
    """
    countries = tuple(country(heading.id) for heading in headings())
    return Shelf(law, as_of, golden, countries, load_coverage(), numbers())


def anchor(paragraph: str) -> str:
    """The anchor of a paragraph: ``p-a-1`` for ``(a)(1)``."""
    return "p-" + re.sub(r"[^A-Za-z0-9]+", "-", paragraph).strip("-")
