"""Days that lie to each other as a rule asks, or as it does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.logic.calendar import later_by

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.findings.prepared import Place
    from article3.logic.propositions import Elapsed

_AFTER = 60
"""Days by which a time is missed: more than any weekend or holiday adds to it."""


def days_with(case: Case, node: Elapsed, as_of: dt.date, *, holds: bool) -> dict[Place, dt.date]:
    """Days for what is unknown of a comparison, so that it holds or does not; some day that tries, if there is none.

    Args:
        case: with one of the two days, or neither.
        node: the comparison.
        as_of: the day from which to look back, if neither is known.
        holds: whether it is to hold.
    """
    later, earlier = case.value(node.later, None), case.value(node.earlier, None)
    found: dict[Place, dt.date] = {}
    if not isinstance(later, dt.date) and not isinstance(earlier, dt.date):
        later = found[node.later, None] = as_of
    if isinstance(later, dt.date):
        length = (later_by(later, years=node.years, months=node.months) - later).days + node.days + _AFTER
        found[node.earlier, None] = later if holds else later - dt.timedelta(days=length)
    elif isinstance(earlier, dt.date):
        begins = earlier if node.no_earlier is None else max(earlier, node.no_earlier)
        last = later_by(begins, years=node.years, months=node.months) + dt.timedelta(days=node.days)
        found[node.later, None] = begins if holds else last + dt.timedelta(days=_AFTER)
    return found
