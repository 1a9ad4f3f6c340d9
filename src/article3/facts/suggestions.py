"""What a country's profiles suggest to ask, by the place in a case file where each question belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.harm import feared_harms, harm_facts, past_harms
from article3.facts.vocabulary import COLLECTIONS
from article3.law.country_on import country_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.law.country import Country, Profile


class Suggestions(msgspec.Struct, frozen=True):
    """A country for a new case file, and the questions of its profiles.

    Attributes:
        country: its name; the only thing that is filled in.
        about: what the file's reader must know about where the questions come from.
        prompts: by section or list, and by fact.
    """

    country: str
    about: str
    prompts: dict[tuple[str, str], tuple[str, ...]]


def suggestions(country: Country, profiles: Iterable[Profile], day: dt.date) -> Suggestions:
    """The questions of some profiles of a country.

    Questions on a harm belong to what is feared; those of a profile that has ended by ``day`` to what was suffered.
    """
    found: dict[tuple[str, str], list[str]] = {}
    told = []
    wanted = [profile.id for profile in profiles]
    on_the_day = {profile.id: profile for profile in country_on(country, day).profiles}
    for profile in (on_the_day[name] for name in wanted if name in on_the_day):
        ended = profile.over(day)
        told.append(f"{profile.id} (ended {profile.until}: for past harm only)" if ended else profile.id)
        for ask in profile.asks:
            if not ask.covers(day):
                continue
            section, _, fact = ask.fact.partition(".")
            place = (past_harms.id if ended else feared_harms.id) if section == harm_facts.id else _list_of(section)
            found.setdefault((place, fact), []).append(f"{profile.id}: {ask.prompt}")
    about = (
        f"The questions marked with the name of a profile come from the profiles of {country.name}, kept to {country.as_of}: "
        f"{', '.join(told)}. They suggest and decide nothing; delete those that do not fit. 'article3 country {country.id}' "
        "shows the profiles with their sources."
    )
    return Suggestions(country.name, about, {place: tuple(prompts) for place, prompts in found.items()})


def _list_of(section: str) -> str:
    return next((name for name, (_, group) in COLLECTIONS.items() if group.id == section), section)
