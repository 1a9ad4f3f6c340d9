"""What the page of a country says, and which authorities each country names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from article3.book.described import Value, described

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from article3.book.shelf import Shelf


class Profile(msgspec.Struct, frozen=True):
    """Where a profile stands.

    Attributes:
        country: the id of the country on whose page it is.
        anchor: its anchor there.
        words: the country and the people it is about.
    """

    country: str
    anchor: str
    words: str


def contents(shelf: Shelf, country: msgspec.Struct) -> dict[str, Any]:
    """Everything recorded of it, with what each word refers to."""
    here: dict[str, Value] = {}
    for field in msgspec.structs.fields(country):
        ones = getattr(country, field.name)
        for number, one in enumerate(ones if isinstance(ones, tuple) else (), 1):
            if name := getattr(one, "id", ""):
                level = getattr(one, "level", None)
                here[name] = Value(name, "here", f"{field.name}-{number}", "" if level is None else level.value)

    def find(field: str, words: str) -> Value | None:
        if field == "id":
            return None
        page = shelf.find(words)
        return here.get(words) or (None if page is None else Value(words, *page))

    return {"part": described(country, find)}


def profiles(countries: Collection[msgspec.Struct]) -> dict[str, Profile]:
    """Every profile by ``country@profile``, with the anchor that :func:`article3.book.described.described` gives it."""
    return {
        f"{getattr(country, 'id', '')}@{one.id}": Profile(
            str(getattr(country, "id", "")), f"profiles-{number}", f"{getattr(country, 'name', '')}: {one.who}"
        )
        for country in countries
        for number, one in enumerate(getattr(country, "profiles", ()), 1)
    }


def naming(countries: Collection[msgspec.Struct], authorities: Collection[str]) -> Mapping[str, tuple[msgspec.Struct, ...]]:
    """The countries that name an authority, by its id; found in one pass, as their data is long."""
    found: dict[str, list[msgspec.Struct]] = {}
    for country in countries:
        for name in _words_in(country) & frozenset(authorities):
            found.setdefault(name, []).append(country)
    return {name: tuple(named) for name, named in found.items()}


def _words_in(thing: object) -> set[str]:
    """Every word that data of a country consists of; an id among them names what it is the id of."""
    if isinstance(thing, str):
        return {thing}
    if isinstance(thing, msgspec.Struct):
        return _words_in(tuple(msgspec.structs.asdict(thing).values()))
    if isinstance(thing, (tuple, list)):
        return {word for one in thing for word in _words_in(one)}
    return set()
