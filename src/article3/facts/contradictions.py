"""What a case says of its own papers that cannot all be so, before it is sworn to.

Every paper is made from the same particulars, so that a slip in one of them stands in all: form, declaration and brief. An
adverse credibility finding can rest on it (INA 240(c)(4)(C)).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.facts import bars, papers, proceeding
from article3.facts.times import ABOUT, earliest, latest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.facts.case import Case
    from article3.logic.variables import Variable

_UNSURE = dt.timedelta(days=31)
"""By so much a time that is only about right may be off."""


def contradictions(case: Case) -> tuple[str, ...]:
    """A sentence or two for each, with what to do; nothing where what is known can all be so."""
    return (*_journey(case), *_spans(case), *_sworn(case))


def _first(value: str | dt.date) -> dt.date:
    return earliest(value) - (_UNSURE if str(value).startswith(ABOUT) else dt.timedelta())


def _last(value: str | dt.date) -> dt.date:
    return latest(value) + (_UNSURE if str(value).startswith(ABOUT) else dt.timedelta())


def _said(case: Case, variable: Variable, entry: int | None = None) -> str:
    return case.papers.words(variable, entry)


def _journey(case: Case) -> Iterator[str]:
    """Leaving home against what happened there and against the arrival."""
    left = _said(case, papers.left_home)
    if not left:
        return
    arrived = case.value(proceeding.last_arrival, None)
    if isinstance(arrived, dt.date) and arrived < _first(left):
        yield f"It says that the applicant arrived on {arrived} and left home on {left}. Correct the day that is wrong."
    if case.papers.value(papers.account.facts["returned"].variable) is True:
        return  # what happened on a journey back is no slip
    for entry in case.papers.lists.get("incidents", ()):
        when = _said(case, papers.incident.facts["on"].variable, entry)
        if when and _first(when) > _last(left):
            yield (
                f"It says that the applicant left home on {left}, and tells of an incident on {when}. Ask which is right; if it "
                "happened elsewhere, or after a return, say so where it is told."
            )
    for entry in case.papers.lists.get("homes_abroad", ()):
        until = _said(case, papers.LIST_KEYS["homes_abroad"][1].facts["until"].variable, entry)
        if until and _first(until) > _last(left):
            yield f"It says that the applicant left home on {left}, and lived abroad until {until}. Ask which is right."


def _spans(case: Case) -> Iterator[str]:
    """What ends before it begins."""
    for key in ("homes_abroad", "homes", "schools", "jobs"):
        facts = papers.LIST_KEYS[key][1].facts
        for entry in case.papers.lists.get(key, ()):
            since, until = (_said(case, facts[name].variable, entry) for name in ("since", "until"))
            if since and until and _last(until) < _first(since):
                yield f"Under 'papers: {key}' something ends in {until} and begins in {since}. Correct one of them."


def _sworn(case: Case) -> Iterator[str]:
    """A denial on the form against what the case states of the bar."""
    if case.papers.value(papers.account.facts["harmed_others"].variable) is False and case.value(bars.persecutor, None) is True:
        yield (
            "It says both that nobody was harmed (account.harmed_others) and that the applicant took part in persecution "
            "(bars.persecutor). Find out which is right before anybody signs; the bar leaves deferral."
        )
