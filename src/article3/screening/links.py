"""Links and chains of events as columns, and back.

A chance in a column is a float, and means the shortest decimal that is that float. Chances that are no such decimals, as some
with very many digits, stay in the column ``more``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

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
    found: list[object] = []
    for cell in row.get(LINKS) or ():
        stated = {end: _number(cell[end]) for end in ENDS if cell.get(end) is not None}
        chance: object = stated
        if set(stated) == {"low", "high"}:
            chance = f"{stated['low']} to {stated['high']}"
        found.append({"id": cell.get("id"), "event": cell.get("id"), "chance": chance})
    return found


def _number(cell: float) -> str:
    # What is no chance at all is left to the reader of case files, who says so.
    return decimal(Fraction(repr(cell))) if 0 <= cell <= 1 else repr(cell)


def chain_in_file(steps: list[list[str] | None]) -> list[object]:
    """A chain as a case file writes it."""
    return [step[0] if step is not None and len(step) == 1 else {ANY_OF: step} for step in steps]
