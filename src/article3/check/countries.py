"""Countries and states to choose from, so that nobody has to type."""

from __future__ import annotations

import functools

from article3.law.loading import load
from article3.law.places import load_venues

_NONE = frozenset({"EU", "EZ", "QO", "UN", "US", "XA", "XB", "ZZ"})
"""Codes that stand for no country to which anybody is removed."""
_CODE = 2


@functools.cache
def countries(language: str) -> dict[str, str]:
    """Names of countries in a language, by their ISO 3166 codes, in the order of their names."""
    from babel import Locale  # noqa: PLC0415 - only who is asked for a country needs it

    named = Locale.parse(language).territories
    found = {code: name for code, name in named.items() if len(code) == _CODE and code.isalpha() and code not in _NONE}
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def is_country(code: str) -> bool:
    """Whether it can be chosen."""
    return code in countries("en")


@functools.cache
def states() -> dict[str, str]:
    """Names of states and territories, as letters from courts write them, by their postal codes, in the order of their names."""
    found = load_venues(load()).states.values()
    return {state.id: state.name for state in sorted(found, key=lambda one: one.name)}


def is_state(code: str) -> bool:
    """Whether it can be chosen."""
    return code in states()


def circuits_of(state: str) -> tuple[str, ...]:
    """Every circuit that a court for the people of a state may be in, its own first; empty if that says nothing."""
    venues = load_venues(load())
    found = venues.states.get(state)
    if found is None:
        return ()
    heard = (venues.courts[court].circuit for court in found.heard_by)
    return tuple(dict.fromkeys(circuit for circuit in (found.circuit, *heard) if circuit))
