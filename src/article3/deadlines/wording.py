"""The words that a calendar, a drawing and a page on deadlines share: days, how far away they are, what a day is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.deadlines.counting import in_words
from article3.deadlines.model import Deadline, Sort, StageName, Status
from article3.facts.event import Event, Service
from article3.facts.events import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

STAGES = {
    StageName.SCREENING: "Screening for fear",
    StageName.MASTER: "Before the judge: master hearings",
    StageName.INDIVIDUAL: "Before the judge: the individual hearing",
    StageName.APPEAL: "Appeal before the Board",
    StageName.PETITION: "Petition before the court of appeals",
    StageName.FINAL_ORDER: "An order of removal is final",
    StageName.AFTER_GRANT: "After a grant",
    StageName.TERMINATION: "The government moves to end the protection",
    StageName.UNDETERMINED: "Not determined",
}

SORTS = {
    Sort.LAST_DAY: "last day",
    Sort.WINDOW: "end of a window",
    Sort.FIRST_DAY: "first day",
    Sort.SET_DAY: "day set",
    Sort.GOVERNMENT: "the government's time",
}
"""What a day is, in words."""

DUE = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING})
"""Statuses of what still asks for attention by a day."""
OPEN = frozenset({Status.UNKNOWN, Status.STOPPED})
"""Statuses of what has no day yet."""


def short(day: dt.date) -> str:
    """A day in words without its weekday: "8 April 2026"."""
    return in_words(day).partition(", ")[2]


def happened(event: Event) -> str:
    """An event in a few words, with its outcome and how it was served, and none of its author's words."""
    label = KINDS[event.kind].label
    told_too = [event.outcome.replace("_", " "), "" if event.service is None else _SERVED[event.service]]
    beside = ", ".join(words for words in told_too if words)
    return f"{capitalized(label)}{f' ({beside})' if beside else ''}"


_SERVED = {
    Service.ORAL: "given orally",
    Service.PERSONAL: "handed over",
    Service.MAIL: "by mail",
    Service.ELECTRONIC: "served electronically",
}


def left(deadline: Deadline) -> str:
    """How far away a deadline is, or what has become of it: "in 12 days", "3 days overdue", "met"."""
    status, days = deadline.status, deadline.days_left or 0
    if status is Status.UPCOMING:
        return "tomorrow" if days == 1 else f"in {days} days"
    if status is Status.TODAY:
        return "today"
    if status is Status.OVERDUE:
        return f"{_counted(-days)} overdue"
    if status in {Status.REACHED, Status.CLOSED}:
        if days > 0:
            return "closed before its day"
        ago = "today" if days == 0 else f"{_counted(-days)} ago"
        return f"{_OVER[deadline.sort]} {ago}".strip()
    if status in _WITHOUT_DAYS:
        return _WITHOUT_DAYS[status]
    how = "done late" if status is Status.LATE else "done in time" if deadline.sort in _DUE_BY else "done"
    by = deadline.met_by
    return how if by is None or by.day is None else f"{how}, on {short(by.day)}"


_WITHOUT_DAYS = {Status.UNKNOWN: "the day is not known", Status.STOPPED: "the clock stands still"}
_DUE_BY = frozenset({Sort.LAST_DAY, Sort.WINDOW})
_OVER = {
    Sort.LAST_DAY: "closed",
    Sort.WINDOW: "closed",
    Sort.FIRST_DAY: "",
    Sort.SET_DAY: "was",
    Sort.GOVERNMENT: "ran out",
}
"""What a day of each sort did once it is over."""


def matters(deadline: Deadline) -> bool:
    """Whether it still matters that there are several days: not where it was met by the safe one."""
    if not deadline.other_days or deadline.day is None:
        return False
    met = deadline.met_by.day if deadline.status is Status.MET and deadline.met_by is not None else None
    return met is None or met > deadline.day


def other_days(deadline: Deadline) -> str:
    """Several days in one line, "disputed: act on 8 April 2026; on another view 28 April 2026"; empty where there is but one."""
    if not matters(deadline) or deadline.day is None:
        return ""
    others = " or ".join(short(other.day) for other in deadline.other_days)
    why = f"it depends on {deadline.turns_on}" if deadline.turns_on else "disputed"
    return f"{why}: {act_on(deadline)}; {'else' if deadline.turns_on else 'on another view'} {others}"


def act_on(deadline: Deadline, told: Callable[[dt.date], str] = short) -> str:
    """What to do about the day of a deadline: to act on it, today, or, once it is over, that it was the last."""
    if deadline.day is None:
        return "the day is not known"
    if deadline.status is Status.TODAY:
        return "act today"
    if deadline.days_left is not None and deadline.days_left < 0:
        return f"the last day was {told(deadline.day)}"
    return f"act on {told(deadline.day)}"


def capitalized(words: str) -> str:
    """Words with their first letter large, and the others as they are."""
    return f"{words[:1].upper()}{words[1:]}"


def _counted(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
