"""court: which circuit a court, a place or a state leads to, why, and what is doubtful."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.terminal import say
from article3.law.loading import load
from article3.law.places import ImmigrationCourt, load_venues
from article3.law.venue import ForumFound, PlaceError, forum_of
from article3.law.venue_rules import rules_of_venue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law

_WIDTH = 80


class CourtShown(msgspec.Struct, frozen=True):
    """What was found, with the courts it can be, the rules of venue, and from where the courts are known."""

    found: ForumFound
    courts: tuple[ImmigrationCourt, ...]
    rules: tuple[str, ...]
    source: str
    on: dt.date


def show_court(place: str | None, today: dt.date, style: str) -> int:
    """Show what a court or place leads to; without one, list all courts.

    Returns:
        The exit code.
    """
    law = load()
    venues = load_venues(law)
    if place is None:
        courts = sorted(venues.courts.values(), key=lambda court: (court.state, court.id))
        say(_json(courts) if style == "json" else "".join(_rows(courts)))
        return ANSWERED
    try:
        found = forum_of(place, law)
    except PlaceError as error:
        return refuse(f"{place}: it {error.why}; {error.remedy}", style)
    courts = [venues.courts[court] for court in found.courts]
    shown = CourtShown(found, tuple(courts), rules_of_venue(law, today), venues.source, venues.on)
    say(_json(shown) if style == "json" else "\n".join(_lines(shown, law)) + "\n")
    return ANSWERED


def _rows(courts: list[ImmigrationCourt]) -> Iterator[str]:
    width = max(len(court.id) for court in courts)
    for court in courts:
        sure = "" if court.confidence.value == "high" else f", confidence {court.confidence.value}"
        yield f"{court.id:<{width}}  {court.circuit:<5}  {court.city}, {court.state}  ({court.status.words}{sure})\n"


def _lines(shown: CourtShown, law: Law) -> Iterator[str]:
    found = shown.found
    yield from _wrapped(f"{found.place}: {law.courts[found.circuit].name} ({found.circuit})")
    yield from _wrapped(found.reason)
    for title, sentences in (("Doubtful", found.doubts), ("Note", found.notes)):
        for sentence in sentences:
            yield from _wrapped(f"{title}: {sentence}")
    for court in shown.courts:
        code = f", code {court.code}" if court.code else ""
        yield from _wrapped(f"- {court.id}: {court.name}, {court.status.words}{code}; confidence {court.confidence.value}")
    yield ""
    yield "How venue decides"
    for rule in shown.rules:
        yield from _wrapped(f"- {rule}")
    yield from _wrapped(f"Courts known from: {shown.source} ({shown.on}).")


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
