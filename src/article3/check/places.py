"""States with their circuits and countries with their names, to choose from."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from babel import Locale

from article3.law.loading import load
from article3.law.places import load_venues

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = 2


@functools.cache
def states() -> Mapping[str, tuple[str, str]]:
    """Each state's English name, as letters from courts write it, and its circuit, by a code for forms.

    The circuit is empty where courts of another usually hear the state's people, so that it does not settle whose law applies.
    """
    venues = load_venues(load())
    found = {}
    for code, one in sorted(venues.states.items(), key=lambda pair: pair[1].name):
        elsewhere = any(venues.courts[court].circuit != one.circuit for court in one.heard_by)
        if one.circuit:
            found[code] = (one.name, "" if elsewhere else one.circuit)
    return found


@functools.cache
def countries(language: str) -> Mapping[str, str]:
    """The names of countries in a language by their ISO 3166 codes, in the order of that language (Unicode CLDR, by Babel)."""
    names = Locale(language).territories
    found = {code: name for code, name in names.items() if len(code) == _CODE and code.isalpha() and code not in _NONE}
    return dict(sorted(found.items(), key=lambda pair: _key(pair[1])))


_NONE = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "US", "AQ", "BV", "HM", "TF", "UM", "IO", "CP", "AC", "CQ", "DG", "EA", "IC", "TA"}
)
"""Codes of CLDR that name no country to which somebody could be removed."""


def _key(name: str) -> str:
    accents = str.maketrans("áéíóúÁÉÍÓÚñÅ", "aeiouaeiounA")
    return name.translate(accents).casefold().removeprefix("ال")
