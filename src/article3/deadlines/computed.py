"""From clocks and events to deadlines: the day, how it comes about, and where it stands today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.counting import amount_in_words, count, in_words
from article3.deadlines.model import Cited, Deadline, OtherDay, Sort, Status, Step
from article3.deadlines.setting import ORDINARY
from article3.facts import after, procedure, proceeding
from article3.facts.after import FORMS
from article3.facts.event import Service
from article3.facts.events import KINDS
from article3.law.numbers import Counting, NotRecordedError, Value, numbers
from article3.law.numbers import Status as ValueStatus
from article3.logic.calendar import next_working_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.deadlines.clock import Clock
    from article3.deadlines.setting import Setting
    from article3.facts.event import Event
    from article3.law.numbers import Number

RECEIVED = Step("It is met only by what has been received by the end of that day; mailing it is not enough.")

RECEIVED_OR_MAILED = Step(
    "With the court, only what it has received by the end of that day counts. With USCIS the day of mailing can count, if clear "
    "and convincing papers show it: 8 CFR 1208.4(a)(2)(ii). Have it received by then."
)


class Candidate(msgspec.Struct, frozen=True):
    """A day that one view of the law leads to.

    Attributes:
        day: the day.
        why: whose view, in one sentence; shown where views differ.
        steps: how it is worked out.
        cited: what it rests on.
    """

    day: dt.date
    why: str
    steps: tuple[Step, ...]
    cited: tuple[Cited, ...]


def computed(clocks: Iterable[Clock], setting: Setting) -> Iterator[Deadline]:
    """The deadlines of some clocks, one for each event that starts one; what does not concern the case is left out."""
    for clock in clocks:
        if not _concerns(clock, setting):
            continue
        starting = setting.of(clock.starts)
        if not starting and clock.else_starts and setting.kind in ORDINARY:
            starting = setting.of(clock.else_starts)
        for event in starting:
            if _runs_from(clock, event, setting):
                yield _deadline(clock, event, setting)


def _concerns(clock: Clock, setting: Setting) -> bool:
    if clock.only and setting.kind not in clock.only and (clock.needs_kind or setting.kind is not None):
        return False
    if clock.id == "asylum_one_year" and (
        setting.case.value(proceeding.unaccompanied_child, None) is True or setting.case.value(after.granted, None) in FORMS
    ):
        return False
    if (
        clock.starts == "judge_decided"
        and clock.number == "bia_appeal"
        and setting.case.value(procedure.appeal_waived, None) is True
    ):
        return False
    return not (clock.while_detained and setting.detained is False)


def _runs_from(clock: Clock, event: Event, setting: Setting) -> bool:
    if (
        clock.starts == event.kind
        and clock.outcomes
        and (event.outcome or clock.needs_outcome)
        and event.outcome not in clock.outcomes
    ):
        return False
    # A hearing that is over needs no time to file before it, unless somebody wants to know whether it was kept.
    return not (clock.back and event.day is not None and event.day < setting.today and not _meeting(clock, event, setting))


def _deadline(clock: Clock, event: Event, setting: Setting) -> Deadline:
    bare = Deadline(
        id=f"{clock.id}:{event.id}",
        clock=clock.id,
        what=clock.what,
        sort=clock.sort,
        day=None,
        status=Status.UNKNOWN,
        trigger=event,
        cited=setting.cited(clock.by),
        missing=clock.missing,
        extension=clock.extension,
        number=clock.number,
        note=" ".join(filter(None, (clock.note, _if_detained(clock, setting), _fee(clock, setting)))),
    )
    order = _order(clock, event, setting)
    if order is not None and order.day is not None:
        return _as_ordered(bare, clock, event, order, setting)
    if event.day is None:
        return _unknown(bare, f"It runs from: {KINDS[event.kind].label}. The case says that this day is not known.")
    if clock.not_if_detained and setting.detained is True:
        return _unknown(
            bare, "For a person who is detained the court sets the day. Ask the court for it, and list it as an event."
        )
    if not clock.number:
        step = Step(f"The day that was set: {in_words(event.day)}.", event.day)
        return settled(
            bare,
            [Candidate(event.day, "", (step,), ())],
            meeting=_meeting(clock, event, setting),
            over=_over(clock, event, setting),
            setting=setting,
        )
    found = list(_candidates(clock, event, setting))
    if not found:
        return _unknown(
            bare, f"The law data records no such time for {in_words(event.day)}. {numbers()[clock.number].note}".strip()
        )
    number = numbers()[clock.number]
    with_number = msgspec.structs.replace(
        bare,
        extension=clock.extension or number.extension,
        counting=tuple(how.value for how in number.counted),
    )
    if clock.by_mail and event.service is None:
        with_number = msgspec.structs.replace(with_number, turns_on="how it was served")
    if clock.longest:
        found = [max(found, key=lambda candidate: candidate.day)]
    return settled(
        with_number, found, meeting=_meeting(clock, event, setting), over=_over(clock, event, setting), setting=setting
    )


def _if_detained(clock: Clock, setting: Setting) -> str:
    return "If the person is detained, the court sets the day." if clock.not_if_detained and setting.detained is None else ""


def _fee(clock: Clock, setting: Setting) -> str:
    """The fee as of today, the safe one where it is disputed."""
    if not clock.fee:
        return ""
    try:
        found = numbers()[clock.fee].on(setting.today)
    except NotRecordedError:
        return "The fee of today is not recorded: look it up."
    disputed = ", which is disputed" if found.disputed else ""
    return f"Fee of today: ${found.value:,}{disputed} (article3 law number {clock.fee})."


def _unknown(bare: Deadline, why: str) -> Deadline:
    return msgspec.structs.replace(bare, steps=(Step(why),))


def _as_ordered(bare: Deadline, clock: Clock, event: Event, order: Event, setting: Setting) -> Deadline:
    day = order.day
    assert day is not None  # noqa: S101 - the caller has seen it
    steps: tuple[Step, ...]
    step = Step(f"By order it is due on {in_words(day)}; an order comes before the rule's own time.", day)
    moved = next_working_day(day)
    if moved != day:
        says = f"No business is done on that day. By the Practice Manual it moves to {in_words(moved)}; file before it instead."
        steps = (step, Step(says))
    else:
        steps = (step,)
    ordered = msgspec.structs.replace(
        bare, ordered_by=order, number="", extension=clock.extension or "By motion, for good cause."
    )
    meeting, over = _meeting(clock, event, setting), _over(clock, event, setting)
    return settled(ordered, [Candidate(day, "", steps, ())], meeting=meeting, over=over, setting=setting)


def _order(clock: Clock, event: Event, setting: Setting) -> Event | None:
    """The order that sets the day of this clock; one to file evidence is for the next individual hearing, if any."""
    if not clock.ordered_by:
        return None
    orders = [order for order in setting.of(clock.ordered_by) if order.day is not None]
    if not clock.back:
        first, until = _turn(setting.of(event.kind), event)
        fitting = [
            order
            for order in orders
            if order.day and (first is None or order.day >= first) and (until is None or order.day < until)
        ]
    else:
        alike = [other.day for other in setting.of(event.kind) if other.day is not None]
        earlier = max((day for day in alike if event.day is not None and day < event.day), default=dt.date.min)
        fitting = [order for order in orders if order.day and event.day and earlier < order.day <= event.day]
        if event.kind != "individual_hearing":
            individual = [other.day for other in setting.of("individual_hearing") if other.day is not None]
            fitting = [order for order in fitting if order.day and not any(day >= order.day for day in individual)]
    return fitting[-1] if fitting else None


def _turn(alike: Sequence[Event], event: Event) -> tuple[dt.date | None, dt.date | None]:
    """From the day of an event to that of the next of its kind."""
    later = [other.day for other in alike if other.day is not None and event.day is not None and other.day > event.day]
    return event.day, min(later, default=None)


def _meeting(clock: Clock, event: Event, setting: Setting) -> Event | None:
    """The event that met this clock: in its turn, so that each of several alike is met by its own."""
    alike = setting.of(event.kind)
    if clock.back or not clock.number:
        earlier = [other.day for other in alike if other.day is not None and event.day is not None and other.day < event.day]
        first: dt.date | None = max(earlier, default=None)
        first = None if first is None else first + dt.timedelta(days=1)
        until = _turn(alike, event)[1] if not clock.back else event.day and event.day + dt.timedelta(days=1)
    else:
        first, until = _turn(alike, event)
    for kind in clock.met_by:
        for met in setting.of(kind):
            if met.day is None and len(alike) == 1:
                return met
            if met.day is None or met.day > setting.today:
                continue
            if (first is None or met.day >= first) and (until is None or met.day < until):
                return met
    return None


def _over(clock: Clock, event: Event, setting: Setting) -> Event | None:
    for kind in clock.over_once:
        for later in setting.of(kind):
            if later is event:
                continue
            known = later.day is None or later.day <= setting.today or KINDS[kind].is_set
            if known and (later.day is None or event.day is None or later.day >= event.day):
                return later
    return None


def _candidates(clock: Clock, event: Event, setting: Setting) -> Iterator[Candidate]:
    """The days that different views of the law lead to, in no order."""
    if clock.by_mail and event.service is not Service.MAIL:
        why = "it holds however the paper was served, which the case does not say" if event.service is None else ""
        yield from _by_number(clock, clock.number, event, setting, why)
    if clock.by_mail and event.service in {None, Service.MAIL}:
        why = "it holds only if the paper was served by mail" if event.service is None else ""
        yield from _by_number(clock, clock.by_mail, event, setting, why)
    if not clock.by_mail:
        yield from _by_number(clock, clock.number, event, setting, "")


def _by_number(clock: Clock, identifier: str, event: Event, setting: Setting, why: str) -> Iterator[Candidate]:
    number = numbers()[identifier]
    day = event.day
    assert day is not None  # noqa: S101 - the caller has seen it
    picked = max(day, setting.law.begins)
    try:
        found = number.on(picked)
    except NotRecordedError:
        return
    values = list(found.candidates)
    if clock.printed_counts and not _printed_time_is_longer(clock, setting):
        values += [value for value in found.beside if value.status is ValueStatus.PRINTED]
    start = day if clock.no_earlier is None else max(day, clock.no_earlier)
    since = "the first day from which the time can run" if start != day else ""
    for value in values:
        said = why or _view(value, number)
        yield candidate(number, value, start, setting, why=said, back=clock.back, since=since)


def _printed_time_is_longer(clock: Clock, setting: Setting) -> bool:
    """Whether the printed rule itself gives the longer time in this case: an asylum application was decided on its merits."""
    return clock.number == "bia_appeal" and setting.case.value(procedure.asylum_decided_on_merits, None) is True


def _view(value: Value, number: Number) -> str:
    amount = amount_in_words(value.value, number.unit)
    if value.status is ValueStatus.PRINTED:
        return f"{amount} stand in print and are not applied now; whoever meets them is safe however the dispute ends"
    if value.status is ValueStatus.DISPUTED:
        return f"{amount} is one of the views; nobody has settled which is right"
    return f"{amount} is the time as it is applied now"


def candidate(
    number: Number, value: Value, start: dt.date, setting: Setting, *, why: str, back: bool = False, since: str = ""
) -> Candidate:
    """One day by a dated number.

    Args:
        number: the number.
        value: one of its values.
        start: the day from which it is counted.
        setting: the case and the day.
        why: whose view this is.
        back: whether it is counted back.
        since: what happened on the day it is counted from, where that is not the event itself.
    """
    reached = count(start, value.value, number.unit, rolls=Counting.ROLLS in number.counted, back=back)
    first = (Step(f"Counted from {since}, {in_words(start)}.", start),) if since else ()
    return Candidate(reached.day, why, first + reached.steps, (setting.cited_for(value),))


def settled(
    bare: Deadline, found: Sequence[Candidate], *, meeting: Event | None, over: Event | None, setting: Setting
) -> Deadline:
    """The deadline with its day among several, and where it stands.

    The day to act on is the earliest. Once that has passed unmet, it is the next that has not; the passed one stays beside it.
    Once all have passed, it is the last: before that nobody can say that the time is over.
    """
    days = sorted({candidate.day: candidate for candidate in reversed(found)}.values(), key=lambda each: each.day)
    open_days = [each for each in days if each.day >= setting.today]
    chosen = days[0] if meeting is not None else open_days[0] if open_days else days[-1]
    others = [each for each in days if each is not chosen]
    trigger = bare.trigger
    lead = (
        (Step(f"{KINDS[trigger.kind].label.capitalize()}: {in_words(trigger.day)}.", trigger.day),)
        if trigger is not None and trigger.day is not None and bare.number and not chosen.steps[0].says.startswith("Counted from")
        else ()
    )
    steps = (*lead, *chosen.steps, *([_received(bare, setting)] if "receipt" in bare.counting else []))
    if over is not None and over.day is not None and over.day < days[0].day and bare.sort is Sort.LAST_DAY:
        says = f"Its time was cut short on {in_words(over.day)}: {KINDS[over.kind].label}. See whether that was allowed."
        steps = (*steps, Step(says))
    elif others and not open_days and not meeting:
        steps = (*steps, Step(f"The safe day was {in_words(days[0].day)}; on the longest view the time ended on this day."))
    elif chosen is not days[0] and not meeting:
        steps = (
            *steps,
            Step(f"The safe day, {in_words(days[0].day)}, has passed: act at once, and do not wait for the last day."),
        )
    elif meeting is not None and meeting.day is not None and days[0].day < meeting.day <= days[-1].day:
        steps = (*steps, Step(f"It was met on {in_words(meeting.day)}: after the safe day, within the other."))
    elif others:
        steps = (
            *steps,
            Step(f"This is the safe day: {chosen.why}. The other day is {in_words(others[-1].day)}: {others[-1].why}."),
        )
    last = days[-1].day
    status = status_of(bare.sort, chosen.day, last, setting.today, meeting, over=over is not None)
    return msgspec.structs.replace(
        bare,
        day=chosen.day,
        days_left=(chosen.day - setting.today).days,
        status=status,
        met_by=meeting,
        other_days=tuple(OtherDay(each.day, f"{each.why}.", each.cited, each.steps) for each in others),
        steps=steps,
        cited=_once((*chosen.cited, *bare.cited)),
    )


def _received(bare: Deadline, setting: Setting) -> Step:
    """What counts as done in time, where receipt does."""
    return RECEIVED_OR_MAILED if bare.clock == "asylum_one_year" and setting.kind != "removal" else RECEIVED


def _once(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple({(each.authority, each.pin): each for each in reversed(tuple(cited))}.values())[::-1]


def status_of(sort: Sort, day: dt.date, last: dt.date, today: dt.date, meeting: Event | None, *, over: bool) -> Status:
    """Where a deadline stands.

    Args:
        sort: what its day is.
        day: the day to act on.
        last: the last day on any live view of the law.
        today: the day that is today.
        meeting: the event that met it, if one did.
        over: whether a later event shows that its time is past.
    """
    if meeting is not None and sort is not Sort.FIRST_DAY:
        return Status.LATE if meeting.day is not None and meeting.day > last else Status.MET
    if meeting is not None and (meeting.day is None or meeting.day >= day):
        return Status.MET
    if over:
        return Status.CLOSED
    if day > today:
        return Status.UPCOMING
    if day == today:
        return Status.TODAY
    return _PASSED[sort]


_PASSED = {
    Sort.LAST_DAY: Status.OVERDUE,
    Sort.WINDOW: Status.CLOSED,
    Sort.FIRST_DAY: Status.REACHED,
    Sort.SET_DAY: Status.REACHED,
    Sort.GOVERNMENT: Status.REACHED,
}
