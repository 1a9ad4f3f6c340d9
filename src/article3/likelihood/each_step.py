"""Where the conclusion flips if a chain counts only while each of its steps is more likely than not.

Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006), asks that of a predicted chain of events. A chain whose step falls to one half
then drops out whole, so that a link can decide long before the product does. Every number takes the links not spoken of at
their best estimates.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from article3.likelihood.courses import about, exact_chances
from article3.likelihood.network import Network, Steps, of_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.facts.link import Link

_HALF, _ONE = Fraction(1, 2), Fraction(1)
_ROUNDING = 1e-9
"""By so little a chance may seem to lie on the other side only because floats round."""
_FLAT = 1e-12
"""A slope below this is that of a link that changes nothing."""


class Candidate(msgspec.Struct, frozen=True):
    """A chain that may count.

    Attributes:
        steps: its steps.
        each_step: whether it counts only while each of them is above one half; else it counts whatever they are.
    """

    steps: Steps
    each_step: bool


class Flip(msgspec.Struct, frozen=True):
    """Where one link decides.

    Attributes:
        at: the chance of the link up to which the chance of at least one chain that counts is at most one half, and above
            which it is more; ``None`` if no chance of the link decides it.
        by_step: at that chance a chain drops out, because a step of it is no longer above one half.
    """

    at: float | None
    by_step: bool = False


class Flips(msgspec.Struct, frozen=True):
    """Where each link decides.

    Attributes:
        best: the chance of at least one chain that counts, every link at its best estimate.
        of: by link.
        cheapest: the link whose chance need change least to decide; empty if none can.
    """

    best: float
    of: dict[str, Flip]
    cheapest: str


def flips(chains: Sequence[Candidate], links: Mapping[str, Link]) -> Flips:
    """Where each link that a chain names decides whether at least one chain that counts is more likely than not.

    Raises:
        TooEntangledError: if the exact computation is out of reach.
    """
    return _Search(chains, links).found()


class _Search:
    """The networks of the sets of chains that come to count, each made once."""

    def __init__(self, chains: Sequence[Candidate], links: Mapping[str, Link]) -> None:
        self._chains = chains
        self._named = [frozenset(link for step in chain.steps for link in step) for chain in chains]
        self._links = [name for name in links if any(name in named for named in self._named)]
        self._exact = exact_chances(links, "best")
        self._best = about(links, "best")
        self._networks: dict[frozenset[int], Network] = {}
        self._likely: dict[frozenset[int], float] = {}
        self._sloping: dict[frozenset[int], dict[str, float]] = {}
        self._steps = [[of_step(step, self._exact, _ONE) for step in chain.steps] for chain in chains]

    def found(self) -> Flips:
        counting = frozenset(
            at
            for at, chain in enumerate(self._chains)
            if not chain.each_step or all(chance > _HALF for chance in self._steps[at])
        )
        of = {link: self._flip(link) for link in self._links}
        reachable = [link for link in self._links if of[link].at is not None]
        cheapest = min(reachable, key=lambda link: abs((of[link].at or 0.0) - self._best[link]), default="")
        return Flips(self._any(counting), of, cheapest)

    def _flip(self, link: str) -> Flip:
        """From certain down to impossible: where one half is no longer exceeded."""
        lines = [self._line(at, link) for at in range(len(self._chains))]
        # Where chains come in; below the first of these only those that need nothing of this link are there.
        begins: list[Fraction | None] = [None, *sorted({line for line in lines if line is not None and line >= 0})]
        end: Fraction = _ONE
        above: frozenset[int] | None = None
        for begin in reversed(begins):
            counting = frozenset(
                at for at, line in enumerate(lines) if line is not None and (line < 0 or (begin is not None and line <= begin))
            )
            reached = self._reached(counting, link) if above is None else self._below(counting, above, link)
            if above is not None and reached >= float(end) - _ROUNDING:
                return Flip(float(end), by_step=True)
            # At certainty itself a half that is just reached still shows where the line lies.
            if reached > float(end) + _ROUNDING or (begin is None and reached < -_ROUNDING):
                return Flip(None)
            if begin is None or reached > float(begin) + _ROUNDING:
                return Flip(min(max(reached, 0.0), 1.0))
            end, above = begin, counting
        return Flip(None)

    def _reached(self, counting: frozenset[int], link: str) -> float:
        """The chance of the link at which these chains come to one half: infinite if its chance changes nothing."""
        slope = self._slopes(counting).get(link, 0.0) if any(link in self._named[at] for at in counting) else 0.0
        over = self._over(counting)
        if slope > _FLAT:
            return self._best[link] - over / slope
        return float("-inf") if over > 0 else float("inf")

    def _below(self, counting: frozenset[int], above: frozenset[int], link: str) -> float:
        """The same where chains have dropped out; where all of them need the link, that is as if it were impossible."""
        dropped = above - counting
        alone = all((link,) in self._chains[at].steps for at in dropped)
        if not alone or any(link in self._named[at] for at in counting):
            return self._reached(counting, link)
        over = self._over(above) - self._slopes(above)[link] * self._best[link]
        if abs(over) <= _ROUNDING:
            over = float(self._network(above).any({**self._exact, link: Fraction(0)}, _ONE) - _HALF)
        return float("-inf") if over > 0 else float("inf")

    def _over(self, counting: frozenset[int]) -> float:
        """By how much these chains exceed one half; near it worked out exactly, so that its sign is never that of rounding."""
        found = self._any(counting) - float(_HALF)
        return found if abs(found) > _ROUNDING else float(self._network(counting).any(self._exact, _ONE) - _HALF)

    def _line(self, at: int, link: str) -> Fraction | None:
        """The chance that the link must exceed for a chain to count: below 0 if any will do, ``None`` if none does."""
        chain = self._chains[at]
        if not chain.each_step:
            return -_ONE
        line = -_ONE
        for step, chance in zip(chain.steps, self._steps[at], strict=True):
            if link in step:
                others = of_step(tuple(other for other in step if other != link), self._exact, _ONE)
                # Above one half: 1 - (1 - link)(1 - others) > 1/2.
                line = -_ONE if others > _HALF else _ONE - _HALF / (_ONE - others)
            elif chance <= _HALF:
                return None
        return line

    def _network(self, counting: frozenset[int]) -> Network:
        if counting not in self._networks:
            self._networks[counting] = Network([self._chains[at].steps for at in sorted(counting)])
        return self._networks[counting]

    def _any(self, counting: frozenset[int]) -> float:
        if counting not in self._likely:
            self._likely[counting] = self._network(counting).any(self._best, 1.0)
        return self._likely[counting]

    def _slopes(self, counting: frozenset[int]) -> dict[str, float]:
        if counting not in self._sloping:
            self._sloping[counting] = self._network(counting).slopes(self._best)
        return self._sloping[counting]
