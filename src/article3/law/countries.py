"""Read the country files in ``countries/``: strict, one at a time, only when somebody asks.

They are no part of the law by which a case is decided, and :func:`article3.law.loading.load` does not read them.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from article3 import __version__
from article3.law.cache import fingerprint, keep, recall, stamps
from article3.law.country import Change, Country, Heading, Period, Statement
from article3.law.data_files import LawDataError, convert, parse, read, read_text
from article3.law.dates import PartialDate
from article3.law.model import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator


DATA = Path(__file__).parent / "countries"
"""Where the country files that come with the package lie."""

_HELP = "docs/how-to/add-a-country.md lists the keys"
_PARTIAL = {"from", "until", "dated"}
_SEPARATORS = re.compile(r"[,;/()]|\band\b|\bor\b", re.IGNORECASE)


@functools.cache
def headings(directory: Path = DATA) -> tuple[Heading, ...]:
    """The head of every country's file, in the order of their ids; cheap, as the rest is not read.

    Raises:
        LawDataError: naming the file that is broken and what to do about it.
    """
    key = fingerprint(directory, __version__, *stamps(Path(__file__), Path(__file__).with_name("country.py")))
    kept = recall(key, tuple[Heading, ...], of="countries")
    if kept is None:
        kept = tuple(_heading(path) for path in sorted(directory.glob("*.toml")))
        keep(key, kept, of="countries")
    return kept


@functools.cache
def country(identifier: str, directory: Path = DATA) -> Country:
    """Everything recorded about a country.

    Raises:
        LawDataError: if there is no such file or it is broken; the message names the file, the key and the remedy.
    """
    path = directory / f"{identifier}.toml"
    data = read(path, name=f"countries/{path.name}", remedy=_HELP)
    if "id" in data:
        raise LawDataError(f"{path.name}: the id is the name of the file; remove the key 'id'")
    found = convert({"id": path.stem} | _dates(data, path.name), Country, path.name, remedy=_HELP)
    for problem in problems(found):
        raise LawDataError(problem)
    return found


def named(text: str, directory: Path = DATA) -> tuple[Heading, ...]:
    """The countries that a few words name ("Iraq", "Iraqi", "the Republic of Iraq", "Syria or Iraq"), each once."""
    parts = {_plain(part) for part in (text, *_SEPARATORS.split(text))}
    return tuple(heading for heading, names in _spellings(directory) if parts & names)


@functools.cache
def _spellings(directory: Path) -> tuple[tuple[Heading, frozenset[str]], ...]:
    return tuple((heading, frozenset(_plain(name) for name in known_as(heading))) for heading in headings(directory))


def known_as(heading: Heading) -> tuple[str, ...]:
    """Every name by which a country can be asked for."""
    return (heading.id, heading.name, *heading.names)


def problems(found: Country) -> list[str]:
    """Every reference inside a country's file that leads nowhere, and every period that ends before it starts.

    One sentence each, naming the file and the remedy; an empty list means that the file is sound. That facts, rules and
    authorities exist is for the tests to ask, as the law layer does not know them all.
    """
    return [
        f"{found.id}.toml: {problem}" for problem in (*_twice(found), *_sources(found), *_references(found), *_periods(found))
    ]


def _twice(found: Country) -> Iterator[str]:
    for kind, ids in (
        ("sources", [source.id for source in found.sources]),
        ("actors", [actor.id for actor in found.actors]),
        ("profiles", [profile.id for profile in found.profiles]),
    ):
        yield from (f"{kind}: two are called {name!r}; rename one" for name in dict.fromkeys(ids) if ids.count(name) > 1)


def _sources(found: Country) -> Iterator[str]:
    known = {source.id for source in found.sources}
    for where, named_there in _cited(found):
        yield from (
            f"{where}: source {name!r} is not among the sources; add it there or correct the id"
            for name in named_there
            if name not in known
        )
    for source in found.sources:
        if source.level is not Verification.UNREAD and source.on is None:
            yield f"source {source.id}: what is verified as {source.level.value!r} needs the day it was read (on)"


def _cited(found: Country) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f"event of {event.on}", event.sources) for event in found.events)
    yield from ((f"actor {actor.id}", actor.sources) for actor in found.actors)
    yield from ((f"listing of {', '.join(listing.actors)}", listing.sources) for listing in found.listings)
    for stale in found.stale:
        yield f"stale {stale.said[:40]!r}", (*stale.by, *stale.sources)
    for profile in found.profiles:
        statements: tuple[Statement | Change, ...] = (*profile.harms, *profile.changes, *profile.cautions)
        yield f"profile {profile.id}", (*profile.sources, *(name for statement in statements for name in statement.sources))


def _references(found: Country) -> Iterator[str]:
    known = {actor.id for actor in found.actors}
    places = (
        *((f"actor {actor.id}", actor.succeeded_by) for actor in found.actors),
        *((f"listing of {', '.join(listing.actors)}", listing.actors) for listing in found.listings),
        *((f"profile {profile.id}", profile.actors) for profile in found.profiles),
    )
    for where, names in places:
        yield from (
            f"{where}: actor {name!r} is not among the actors; add it there or correct the id"
            for name in names
            if name not in known
        )


def _periods(found: Country) -> Iterator[str]:
    places: tuple[tuple[str, Period], ...] = (
        *((f"actor {actor.id}", actor) for actor in found.actors),
        *((f"listing of {', '.join(listing.actors)}", listing) for listing in found.listings),
        *((f"profile {profile.id}", profile) for profile in found.profiles),
        *(
            (f"profile {profile.id}, a statement", said)
            for profile in found.profiles
            for said in (*profile.harms, *profile.cautions)
        ),
    )
    for where, period in places:
        if period.from_ is not None and period.until is not None and period.until.last < period.from_.first:
            yield f"{where}: ends on {period.until} before it starts on {period.from_}; correct one of the dates"


def _heading(path: Path) -> Heading:
    """Only what stands before the first table, so that naming a country costs little."""
    head, _, _ = read_text(path, name=f"countries/{path.name}", remedy=_HELP).partition("\n[")
    return convert({"id": path.stem} | parse(head, path.name), Heading, path.name, remedy=_HELP)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split()).removeprefix("the ")


def _dates(value: Any, where: str, key: str = "") -> Any:
    """The same data with every date known only in part as its first and last day."""
    if isinstance(value, dict):
        return {name: _dates(below, f"{where}: {name}" if not key else f"{where}.{name}", name) for name, below in value.items()}
    if isinstance(value, list):
        return [_dates(below, f"{where}[{number}]", key) for number, below in enumerate(value, 1)]
    if key not in _PARTIAL and not (key == "on" and not _is_source(where)):
        return value
    try:
        found = PartialDate.parse(value)
    except ValueError as error:
        raise LawDataError(f"{where}: {error}") from None
    return {"first": found.first, "last": found.last}


def _is_source(where: str) -> bool:
    return ": sources[" in where
