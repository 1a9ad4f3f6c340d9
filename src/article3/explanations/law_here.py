"""The law on which decided cases rest, in words: what governs here, and that a decision rests on something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.wording import VERIFIED
from article3.law.precedents import Side

if TYPE_CHECKING:
    from article3.precedents.beside import Decision
    from article3.precedents.readings import LawHere, OtherReading


def law_here(one: LawHere) -> Item:
    """How a question of law stands here, with every reading that is alive and who makes it so."""
    text = f"The law here: {one.asks} {'OPEN. ' if one.open else ''}{one.why}"
    item = Item(Role.OPEN if one.open else Role.LAW, text, tag=one.question)
    for reading in one.readings:
        by = [Item(Role.AUTHORITY, f"{taken.cite} ({VERIFIED[taken.verified]})", tag=taken.authority) for taken in reading.by]
        item.items.append(Item(Role.LAW, f"{'Possible: ' if one.open else ''}{reading.says}", items=by))
    return item


def law_in_brief(one: LawHere, number: int) -> Item:
    """One of the readings that are alive, in a sentence."""
    reading = one.readings[number]
    by = f" ({'; '.join(taken.cite for taken in reading.by)})" if reading.by else ""
    return Item(
        Role.OPEN if one.open else Role.LAW,
        f"{'OPEN, possible' if one.open else 'The law'} here: {reading.says}{by}",
        tag=one.question,
    )


def other_law(other: OtherReading, outcome: Side) -> str:
    """That a decision rests on law that is not the law here, and what that is good for."""
    if other.held:
        what = "Rests on a reading that is not the law here"
    else:
        what = f"Decided under a reading that is not the law here, that of the {other.court}"
    use = (
        "Show that it comes out alike on the law here."
        if outcome is Side.FOR
        else "That tells it apart if the law here asks less of the applicant."
    )
    return f"{what}: {other.says} {use}"


def on_other_law(one: Decision) -> str:
    """That it rests on law that is not the law here, in a few words; empty if it does not, as far as recorded."""
    if any(other.held for other in one.rests_on):
        return "rests on a reading that is not the law here"
    return "decided under a reading that is not the law here" if one.rests_on else ""
