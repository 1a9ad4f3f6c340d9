"""Every forum there is: for each circuit, each stretch of days on which the same readings of every question of law are alive."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.law.forums import circuits
from article3.law.periods import periods

if TYPE_CHECKING:
    from article3.law.loading import Law

_ONE_DAY = dt.timedelta(days=1)


class Stretch(msgspec.Struct, frozen=True, eq=False):
    """Days on which a circuit's law stands still.

    Attributes:
        live: the readings alive, by question of law.
    """

    circuit: str
    first: dt.date
    last: dt.date
    live: Mapping[str, tuple[str, ...]]


@functools.cache
def stretches(law: Law) -> tuple[Stretch, ...]:
    """Every stretch of every circuit, from the first day of this law to the last to which it is kept; the latest first."""
    found = [stretch for circuit in circuits(law) for stretch in _of(law, circuit)]
    return tuple(sorted(found, key=lambda stretch: stretch.last, reverse=True))


def _of(law: Law, circuit: str) -> list[Stretch]:
    through = law.maintained_through
    history = {question: periods(law, question, circuit, through) for question in law.questions}
    starts = sorted({period.from_ for stood in history.values() for period in stood})
    found = []
    for first, following in zip(starts, [*starts[1:], through + _ONE_DAY], strict=True):
        live = {
            question: stood[bisect.bisect_right(stood, first, key=lambda period: period.from_) - 1].live
            for question, stood in history.items()
        }
        found.append(Stretch(circuit, first, following - _ONE_DAY, live))
    return found


def stretch_of(law: Law, circuit: str, as_of: dt.date) -> Stretch:
    """The stretch in which a day lies; a day after the last to which the law is kept counts to the last stretch."""
    return next(
        stretch
        for stretch in stretches(law)
        if stretch.circuit == circuit
        and stretch.first <= as_of
        and (as_of <= stretch.last or stretch.last == law.maintained_through)
    )


def ever_live(law: Law) -> dict[str, frozenset[str]]:
    """The readings of each question of law that are alive in some forum on some day."""
    return {
        question: frozenset(name for stretch in stretches(law) for name in stretch.live[question]) for question in law.questions
    }
