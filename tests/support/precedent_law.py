"""A small law of precedents, invented: two issues, and decisions of several tribunals by authorities that do not exist."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from article3.law.dates import PartialDate
from article3.law.loading import load
from article3.law.model import Authority, Checked, Holding, How, Kind, Treatment, Verification
from article3.law.precedents import Decided, Entity, Factor, Issue, Precedent, Side, Weighed

if TYPE_CHECKING:
    from article3.law.loading import Law

READ = Checked(Verification.TEXT, "invented", dt.date(2026, 11, 1))


def factor(identifier: str, side: Side, **more: Any) -> Factor:
    """A factor whose words differ from its id, so that the one is not taken for the other."""
    words = (f"Is it so: {identifier}?", f"{identifier} is so", f"{identifier} is not so")
    return Factor(identifier, side, *words, "cfr-1208-18", f"What would show {identifier}.", **more)


BLINDNESS = Issue(
    id="looking_away",
    title="Looking away",
    asks="Would officials look away?",
    entity=Entity.HARM,
    about="Invented.",
    by="cfr-1208-18",
    pin="(a)(7)",
    for_={"officials_look_away": True},
    against={"officials_look_away": False},
    factors=(
        factor("paid", Side.FOR),
        factor("warned", Side.FOR),
        factor("reported", Side.FOR, fact="reported"),
        factor("local", Side.FOR, fact="officials_concerned", is_="local"),
        factor("arrests", Side.AGAINST),
        factor("patrols", Side.AGAINST),
    ),
)
CRIME = Issue(
    id="how_grave",
    title="How grave the crime is",
    asks="Is the crime not particularly serious?",
    entity=Entity.CONVICTION,
    about="Invented.",
    by="ina-241",
    for_={"particularly_serious": False},
    against={"particularly_serious": True},
    factors=(factor("property_only", Side.FOR), factor("weapon", Side.AGAINST)),
)


def authority(identifier: str, court: str, decided: str = "2010-05-05", **more: Any) -> Authority:
    return Authority(
        identifier,
        identifier.replace("-", " ").title(),
        court,
        PartialDate.parse(decided),
        Kind.DECISION,
        READ,
        cite="1 F.9th 1",
        abbreviation=court,
        **more,
    )


def ruled(
    name: str, outcome: str, reason: str, other: str = "", *, more: str = "", issue: str = "looking_away", weight: str = "holding"
) -> Precedent:
    """A precedent: its reason, further factors of the winner, and the loser's factors, as words in a text."""
    won, lost = (*reason.split(), *more.split()), tuple(other.split())
    side = Side(outcome)
    return Precedent(
        name,
        issue,
        side,
        Decided(weight),
        tuple(reason.split()),
        f"{name} said so.",
        Verification.TEXT,
        "invented",
        for_=won if side is Side.FOR else lost,
        against=lost if side is Side.FOR else won,
        pin="7",
    )


def law_of(
    *precedents: Precedent, authorities: tuple[Authority, ...] = (), issues: tuple[Issue, ...] = (BLINDNESS, CRIME)
) -> Law:
    """The real law with these precedents alone; an authority not given is one of the Ninth Circuit."""
    real = load()
    given = {one.id: one for one in authorities}
    named = {one.authority: given.get(one.authority) or authority(one.authority, "ca9") for one in precedents}
    known = dataclasses.replace(real, authorities={**real.authorities, **named, **given})
    return known.weighing(Weighed(issues, precedents))


def treating(identifier: str, earlier: str, how: str, point: str = "whole", decided: str = "2015-01-01") -> Authority:
    """An authority that does something to an earlier one."""
    holds = (Holding("It does."),)
    return authority(identifier, "ca9", decided, holdings=holds, treats=(Treatment(earlier, How(how), point),))
