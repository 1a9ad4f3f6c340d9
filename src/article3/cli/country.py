"""country; and what new takes from it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import UsageError, refuse
from article3.cli.terminal import is_ascii_only, paint_for, say
from article3.explanations.country import of_country
from article3.facts.problems import nearest
from article3.law.countries import country, headings, known_as, named
from article3.law.country import Country
from article3.law.country_on import country_on
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.suggestions import Suggestions
    from article3.law.country import Profile


class _Shown(msgspec.Struct, frozen=True):
    """A country in JSON.

    Attributes:
        as_of: the day that was asked for.
        profiles: how each of the profiles asked for stands on that day.
        ended: the actors that had ended by then.
        stale: what must not be said of that day.
    """

    as_of: dt.date
    profiles: dict[str, str]
    ended: tuple[str, ...]
    stale: tuple[str, ...]
    country: Country


def list_countries(style: str) -> int:
    """List the countries, with the day to which each is kept.

    Returns:
        The exit code.
    """
    if style == "json":
        say(_json(headings()))
        return ANSWERED
    width = max(len(heading.id) for heading in headings())
    mark = "- " if style == "markdown" else ""
    for heading in headings():
        say(f"{mark}{heading.id:<{width}}  {heading.name}, kept to {heading.as_of}\n")
    return ANSWERED


def show_country(name: str, profiles: Sequence[str], day: dt.date, style: str) -> int:
    """Show one country as of a day.

    Returns:
        The exit code.
    """
    try:
        found = the_country(name)
        chosen = the_profiles(found, profiles)
    except UsageError as error:
        return refuse(str(error), style)
    if style == "json":
        standing = {profile.id: profile.standing(day).value for profile in chosen}
        ended = tuple(actor.id for actor in found.actors if actor.over(day))
        stale = tuple(stale.said for stale in found.stale if not stale.so(day))
        say(_json(_Shown(day, standing, ended, stale, country_on(found, day))))
        return ANSWERED
    outline = of_country(found, load(), day, chosen)
    if style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        say(markdown(outline))
        return ANSWERED
    from article3.explanations.text import render  # noqa: PLC0415 - one format a run

    say(render(outline, paint_for(sys.stdout), ascii_only=is_ascii_only(sys.stdout)))
    return ANSWERED


def suggested(name: str | None, profiles: Sequence[str], today: dt.date) -> Suggestions | None:
    """What a new case file takes from a country, if one is named.

    Raises:
        UsageError: if there is no such country or profile, or a profile is named without its country.
    """
    if name is None:
        if profiles:
            raise UsageError("--profile needs --country, as in: --country iraq --profile lgbt")
        return None
    from article3.facts.suggestions import suggestions  # noqa: PLC0415 - only a new file needs it

    found = the_country(name)
    return suggestions(found, the_profiles(found, profiles), today)


def the_country(name: str) -> Country:
    """The country that somebody named.

    Raises:
        UsageError: if there is none, or the words name several.
    """
    meant = named(name)
    if len(meant) == 1:
        return country(meant[0].id)
    if meant:
        raise UsageError(f"{name}: names several countries; choose one of {', '.join(heading.id for heading in meant)}")
    remedy = nearest(name, [known for heading in headings() for known in known_as(heading)])
    raise UsageError(f"{name}: there is no profile of this country; {remedy or 'article3 country lists those there are'}")


def the_profiles(found: Country, wanted: Sequence[str]) -> tuple[Profile, ...]:
    """The profiles of a country that somebody asked for, or all.

    Raises:
        UsageError: if there is no such profile.
    """
    known = {profile.id: profile for profile in found.profiles}
    for name in wanted:
        if name not in known:
            remedy = nearest(name, known) or f"those of {found.name} are {', '.join(known)}"
            raise UsageError(f"{name}: {found.name} has no such profile; {remedy}")
    return tuple(known[name] for name in dict.fromkeys(wanted)) if wanted else found.profiles


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
