"""Links and chains: the events through which a harm would come about, each with its chance, as a case states them.

Chances are kept as exact fractions of the decimal text, so that nothing is ever rounded across one half.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec


class Chance(msgspec.Struct, frozen=True):
    """A chance between 0 and 1, stated as a number or as a range.

    Attributes:
        low: the low end.
        best: the best estimate; the middle of the range where the case states none.
        high: the high end.
        middle: ``best`` is only the middle of a range.
    """

    low: Fraction
    best: Fraction
    high: Fraction
    middle: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has estimated it: anything from 0 to 1, with no best estimate."""
        return self.middle and self.low == 0 and self.high == 1


class BaseRate(msgspec.Struct, frozen=True):
    """A chance reasoned from a group: how often it happens to its members, and how much likelier it is for this person.

    Attributes:
        of: the group, in words.
        rate: how often it happens to its members.
        factor: by how much the chance of this person differs, as low, best and high; ``None`` if nothing is said.
        because: exhibits for the rate and the factor.
    """

    of: str
    rate: Chance
    factor: Chance | None = None
    because: tuple[str, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """One event, written once however many chains name it.

    Attributes:
        id: how chains name it.
        event: what would happen, in a sentence.
        chance: how likely, given the steps before it in whatever chain names it.
        because: exhibits that prove it.
        note: the author's reasons.
        base: the group's rate from which the chance is reasoned, if it is.
    """

    id: str
    event: str
    chance: Chance
    because: tuple[str, ...] = ()
    note: str = ""
    base: BaseRate | None = None

    @property
    def exhibits(self) -> tuple[str, ...]:
        """Every exhibit behind it, each once."""
        return tuple(dict.fromkeys((*self.because, *(self.base.because if self.base else ()))))


class Chain(msgspec.Struct, frozen=True):
    """The course of events that leads to one feared harm.

    Attributes:
        steps: in order; each is the ids of the links of which one is enough.
        relocation: the link that stands for the possibility of living elsewhere in the country; empty if none is named.
    """

    steps: tuple[tuple[str, ...], ...]
    relocation: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """Every link of it, in order."""
        return tuple(link for step in self.steps for link in step)
