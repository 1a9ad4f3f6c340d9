"""Links and chains of events as columns, and back.

A chance in a column is a float, and means the shortest decimal that is that float. Chances that are no such decimals, as some
with very many digits, stay in the column ``more``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from article3.facts.harm import feared_harms
from article3.facts.links import ANY_OF, ENDS, LINKS_KEY
from article3.screening.arrays import pa

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.case import Case
    from article3.facts.link import Chain

LINKS, CHAIN, RELOCATION = LINKS_KEY, "chain", "relocation"
"""The column of links; and in the record of a feared harm, the chain, and the link that stands for relocation."""

LINK = pa.struct([("id", pa.string()), *((end, pa.float64()) for end in ENDS)])
"""One event: how chains name it, and its chance. Where the best estimate is null, it is the middle."""

_FIELDS = frozenset(field.name for field in LINK)

CHAIN_FIELDS = (pa.field(CHAIN, pa.list_(pa.list_(pa.string()))), pa.field(RELOCATION, pa.string()))
"""A chain: its steps in order, each the ids of the links of which one is enough."""


def fits(case: Case) -> bool:
    """Whether columns can hold every chance of a case."""
    return all(_is_float(getattr(link.chance, end)) for link in case.links.values() for end in ENDS)


def _is_float(number: Fraction) -> bool:
    return Fraction(repr(float(number))) == number


def link_cells(case: Case) -> list[dict[str, object]]:
    """A case's links, without the events in words."""
    return [{"id": link.id, **{end: float(getattr(link.chance, end)) for end in ENDS}} for link in case.links.values()]


def chain_cells(chain: Chain | None) -> dict[str, object]:
    """A feared harm's chain, in the fields of its record."""
    if chain is None:
        return {}
    return {CHAIN: [list(step) for step in chain.steps], RELOCATION: chain.relocation or None}


def decimal(number: Fraction) -> str:
    """A chance as a decimal that is read back exactly: chances come from decimals, so they end."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    whole = str((number * 10**digits).numerator).rjust(digits + 1, "0")
    return f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole


def links_in_file(row: Mapping[str, Any]) -> list[object]:
    """The links of a row as a case file writes them; an event is called by its id."""
    return [_link_in_file(cell) for cell in row.get(LINKS) or ()]


def _link_in_file(cell: Mapping[str, Any]) -> object:
    stated = {end: _number(cell[end]) for end in ENDS if cell.get(end) is not None}
    chance: object = stated
    if set(stated) == {"low", "high"}:
        chance = f"{stated['low']} to {stated['high']}"
    return {"id": cell.get("id"), "event": cell.get("id"), "chance": chance}


def _number(cell: object) -> object:
    # What is no chance at all is left to the reader of case files, who says so.
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return decimal(Fraction(repr(cell))) if 0 <= cell <= 1 else repr(cell)
    return cell


def in_a_file(key: str, value: object) -> object:
    """Links or harms as a case file writes them, where they are written as columns have them.

    Args:
        key: of a case file.
        value: what stands there; returned as it is if it is anything else.
    """
    if key == LINKS and isinstance(value, list):
        return [_link_in_file(cell) if isinstance(cell, dict) and cell.keys() <= _FIELDS else cell for cell in value]
    if key == feared_harms.id and isinstance(value, list):
        return [_harm_in_file(entry) if isinstance(entry, dict) else entry for entry in value]
    return value


def _harm_in_file(entry: dict[str, Any]) -> dict[str, Any]:
    steps = entry.get(CHAIN)
    if not isinstance(steps, list) or not all(isinstance(step, list) for step in steps):
        return entry
    return {**entry, CHAIN: chain_in_file(steps)}


def chain_in_file(steps: list[list[str] | None]) -> list[object]:
    """A chain as a case file writes it."""
    return [step[0] if step is not None and len(step) == 1 else {ANY_OF: step} for step in steps]
