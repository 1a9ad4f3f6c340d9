"""What the day of an exhibit says of its worth: made before the country changed, or in a format that leaves much out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.evidence.kinds import evidence_kinds
from article3.law.countries import country, headings
from article3.law.dates import PartialDate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.facts.case import Exhibit
    from article3.law.country import Country

ABOUT_THE_COUNTRY = frozenset({"country_conditions", "news", "expert"})
"""Kinds of exhibits whose worth depends on the day they speak of."""
_YEARS = 2
"""From so many years on an exhibit is said to be old; a rule of thumb, no rule of law."""


class Age(msgspec.Struct, frozen=True):
    """Something to be known of an exhibit because of its day.

    Attributes:
        code: ``undated``, ``before_change``, ``old`` or ``format``.
        says: in a sentence or two.
        basis: where that is known from; empty for a rule of thumb.
    """

    code: str
    says: str
    basis: str = ""


def known_country(name: str) -> Country | None:
    """What is recorded of a country by its name; ``None`` if nothing is."""
    plain = name.strip().casefold()
    found = next((heading.id for heading in headings() if plain in {heading.id.casefold(), heading.name.casefold()}), None)
    return None if found is None else country(found)


def ages(exhibit: Exhibit, about: Country | None, day: dt.date) -> tuple[Age, ...]:
    """What there is to say of the day of an exhibit.

    Args:
        exhibit: the exhibit.
        about: what is recorded of the country of removal, if anything.
        day: the day on which it is looked at.
    """
    return tuple(_ages(exhibit, about, day))


def _ages(exhibit: Exhibit, about: Country | None, day: dt.date) -> Iterator[Age]:
    if exhibit.kind not in ABOUT_THE_COUNTRY:
        return
    made = _made(exhibit.date)
    if made is None:
        yield Age("undated", "No date is stated; a judge will ask of what time it speaks.")
        return
    yield from _before_changes(made, about, day)
    if (day - made.last).days > _YEARS * 365:
        yield Age("old", f"It is over {_YEARS} years old; look for a newer one beside it.")
    named = f"{exhibit.author} {exhibit.title} {exhibit.source}".casefold()
    for notice in evidence_kinds().notices:
        if made.last >= notice.from_ and any(word in named for word in notice.words):
            yield Age("format", notice.says, notice.source)


def _before_changes(made: PartialDate, about: Country | None, day: dt.date) -> Iterator[Age]:
    """Changes in the country after it was made: one sentence for each day on which something ceased to be so."""
    ended: dict[PartialDate, list[str]] = {}
    for one in about.stale if about is not None else ():
        if one.until is not None and made.last <= one.until.last < day:
            ended.setdefault(one.until, []).append(one.instead)
    for until, said in sorted(ended.items(), reverse=True):
        more = f" ({len(said) - 1} more changes of that day: article3 country)" if len(said) > 1 else ""
        yield Age("before_change", f"Made before {_written(until)}. {said[0]}{more}", about.name if about is not None else "")


def _made(stated: str) -> PartialDate | None:
    digits = re.sub(r"^about ", "", stated)
    return PartialDate.parse(digits) if digits else None


def _written(day: PartialDate) -> str:
    if day.first == day.last:
        return day.last.isoformat()
    return f"the end of {day.last:%Y-%m}" if day.first.month == day.last.month else f"the end of {day.last.year}"
