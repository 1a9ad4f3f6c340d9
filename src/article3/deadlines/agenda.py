"""The agenda of a case: everything about its time, as of a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.deadlines.clocks import CLOCKS
from article3.deadlines.computed import computed
from article3.deadlines.counting import in_words
from article3.deadlines.guide import GUIDE, Advice
from article3.deadlines.model import Agenda, Deadline, NextStep, Sort, Stage, Status
from article3.deadlines.questions import questions
from article3.deadlines.setting import PROTECTION_ALONE, Setting
from article3.deadlines.special import orders_alone, special
from article3.deadlines.stages import stage_of
from article3.facts import after
from article3.facts.events import KINDS
from article3.law.model import Verification
from article3.logic.calendar import next_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.facts.case import Case
    from article3.law.loading import Law

_ORDER = {
    Status.OVERDUE: 0,
    Status.TODAY: 1,
    Status.UPCOMING: 2,
    Status.UNKNOWN: 3,
    Status.STOPPED: 3,
    Status.REACHED: 4,
    Status.LATE: 5,
    Status.CLOSED: 5,
    Status.MET: 5,
}
_IF_GRANTED = {
    frozenset({"withholding_ina", "withholding_cat"}): "If withholding was granted",
    frozenset({"deferral_cat"}): "If deferral was granted",
    frozenset({"withholding_ina", "withholding_cat", "deferral_cat"}): "Unless asylum was granted",
}
_PRESSING = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING, Status.UNKNOWN})


def agenda(case: Case, today: dt.date, law: Law) -> Agenda:
    """Work out the agenda.

    Args:
        case: its events and facts.
        today: the day on which it is looked at. What is overdue is so on this day, and law that changed since applies.
        law: the law data.

    Returns:
        The deadlines with their derivations, the stage, what to do next, and what else to find out.
    """
    setting = Setting(case, law, today)
    found = [*computed(CLOCKS, setting), *special(setting)]
    found += orders_alone(found, setting)
    deadlines = sorted(found, key=_place)
    stage = stage_of(setting, deadlines)
    return Agenda(
        case.title,
        today,
        law.maintained_through,
        stage,
        tuple(deadlines),
        tuple(_next_steps(setting, stage, deadlines)),
        setting.events,
        tuple(questions(setting, stage, deadlines)),
        tuple(warnings_of(setting, deadlines)),
    )


def _place(deadline: Deadline) -> tuple[int, int, str]:
    """Overdue first, then what comes, by day; then what has no day; then what is over, the latest first."""
    order = _ORDER[deadline.status]
    number = 0 if deadline.day is None else deadline.day.toordinal()
    over = order >= _ORDER[Status.REACHED]
    return order, -number if over else number, deadline.id


def _next_steps(setting: Setting, stage: Stage, deadlines: Sequence[Deadline]) -> Iterator[NextStep]:
    """The advice that fits: what has a day first, by day; then the rest as the guide has it, windows among them."""
    fitting = []
    for place, advice in enumerate(GUIDE):
        if stage.name not in advice.stages or not _fits(advice, setting):
            continue
        of_it = [deadline for deadline in deadlines if advice.clock and deadline.clock == advice.clock]
        pressing = next((deadline for deadline in of_it if deadline.status in _PRESSING), None)
        if advice.needs_clock and pressing is None:
            continue
        urgent = pressing is not None and pressing.sort is not Sort.WINDOW
        day = pressing.day if urgent and pressing is not None and pressing.day is not None else dt.date.max
        why = " ".join(words for words in (_of_disputed(pressing), advice.why) if words)
        step = NextStep(advice.id, _if_granted(advice, setting), why, pressing.id if pressing else "", setting.cited(advice.by))
        fitting.append((day, place, step))
    yield from (step for _, _, step in sorted(fitting, key=lambda each: each[:2]))


def _if_granted(advice: Advice, setting: Setting) -> str:
    """What is advised; with the form of protection for which it holds, where the case does not say which was granted."""
    if not advice.form or setting.case.value(after.granted, None) is not None:
        return advice.says
    return f"{_IF_GRANTED[frozenset(advice.form)]}: {advice.says[:1].lower()}{advice.says[1:]}"


def _of_disputed(deadline: Deadline | None) -> str:
    """Which of disputed days to act on, while the earliest of them can be met and after."""
    if deadline is None or deadline.day is None or not deadline.other_days:
        return ""
    if deadline.turns_on:
        return f"Which day counts depends on {deadline.turns_on}: act on the earliest."
    if deadline.status is Status.OVERDUE:
        return ""
    if all(deadline.day < other.day for other in deadline.other_days):
        return "Act on the earlier of two disputed days."
    return "The earlier of two disputed days is over: act at once, before the later one, and be ready to argue that it counts."


def _fits(advice: Advice, setting: Setting) -> bool:
    kind, outcome = advice.outcome
    happened = setting.happened(kind) if kind else None
    granted = setting.case.value(after.granted, None)
    return (
        not any(setting.happened(done) for done in advice.done_once)
        and (
            not advice.only or setting.kind in advice.only or (setting.kind is None and advice.only.isdisjoint(PROTECTION_ALONE))
        )
        and setting.kind not in advice.never
        and (not kind or (happened is not None and outcome in {"", happened.outcome}))
        and (not advice.detained or setting.detained is True)
        and (not advice.form or granted in {None, *advice.form})
    )


def warnings_of(setting: Setting, deadlines: Sequence[Deadline]) -> Iterator[str]:
    """What a reader must know beside the deadlines, one sentence or two each."""
    law = setting.law
    if setting.today > law.maintained_through:
        yield (f"The law here is kept to {in_words(law.maintained_through)}. Look for anything newer before you rely on a day.")
    yield "Days are worked out from what the case says. Check each against the order or notice itself; an order comes first."
    for event in setting.events:
        if event.day is not None and event.day > setting.today and not KINDS[event.kind].is_set:
            yield f"The case says that this happened on {in_words(event.day)}, which is still to come: {KINDS[event.kind].label}."
        coming = event.day is not None and event.day >= setting.today and event.kind in _IN_COURT
        if coming and event.day is not None and next_working_day(event.day) != event.day:
            yield f"This is set for {in_words(event.day)}, on which no court sits: {KINDS[event.kind].label}. Check the day."
    yield from _out_of_order(setting)
    unread = [
        deadline.what
        for deadline in deadlines
        if deadline.status in _PRESSING and deadline.cited and deadline.cited[0].verification is Verification.UNREAD
    ]
    if unread:
        yield f"Nobody who keeps the law data has read the rule for this; look it up before you rely on it: {'; '.join(unread)}."


_IN_COURT = frozenset({"master_hearing", "individual_hearing", "application_due", "filings_due", "response_due", "brief_due"})
_AFTER = (
    ("judge_decided", "appeal_received"),
    ("appeal_received", "board_decided"),
    ("petition_filed", "court_decided"),
    ("arrived", "asylum_filed"),
)
"""Of each pair the second cannot come before the first."""


def _out_of_order(setting: Setting) -> Iterator[str]:
    for first, second in _AFTER:
        earlier = [event.day for event in setting.of(first) if event.day is not None]
        for event in setting.of(second):
            if event.day is not None and earlier and event.day < min(earlier):
                yield (
                    f"The case has this on {in_words(event.day)}: {KINDS[second].label}. That is before this: "
                    f"{KINDS[first].label}, {in_words(min(earlier))}. Check both days."
                )
