"""What is worked out about the time in a case: its deadlines with their derivation, its stage, and what to do next.

Every value is plain data: ``msgspec.to_builtins`` makes the JSON of it. Days are days of the court; there are no hours here.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.facts.event import Event
from article3.law.model import Verification


class Sort(enum.Enum):
    """What a day is.

    ``LAST_DAY``: the person's side must have acted by its end. ``WINDOW``: the same, but nobody has to act (a motion to reopen).
    ``FIRST_DAY``: something can be done or happens from then on. ``SET_DAY``: a hearing or appointment. ``GOVERNMENT``: the time
    of a court, an officer or the government; when it has run, the person can point to it.
    """

    LAST_DAY = "last_day"
    WINDOW = "window"
    FIRST_DAY = "first_day"
    SET_DAY = "set_day"
    GOVERNMENT = "government"


class Status(enum.Enum):
    """Where a deadline stands on the day that is passed in as today.

    ``OVERDUE``: a last day has passed, and no event says that it was met. ``TODAY``, ``UPCOMING``: as they say. ``UNKNOWN``: a
    day that it needs is not known; the steps name it. ``STOPPED``: the clock stands still, so that no day can be named yet.
    ``REACHED``: a first day has come, a set day or the government's time has passed. ``CLOSED``: a window has passed unused.
    ``LATE``: done, but after the last day. ``MET``: done in time.
    """

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"
    STOPPED = "stopped"
    REACHED = "reached"
    CLOSED = "closed"
    LATE = "late"
    MET = "met"


class StageName(enum.Enum):
    """How far a case has come.

    ``FINAL_ORDER``: an order of removal is final, and nothing against it is pending or still in time as of right.
    """

    SCREENING = "screening"
    MASTER = "master"
    INDIVIDUAL = "individual"
    APPEAL = "appeal"
    PETITION = "petition"
    FINAL_ORDER = "final_order"
    AFTER_GRANT = "after_grant"
    TERMINATION = "termination"
    UNDETERMINED = "undetermined"


class Cited(msgspec.Struct, frozen=True):
    """An authority for a day, a step or a stage.

    Attributes:
        authority: its id in the law data.
        cite: as a filing would cite it, the paragraph included.
        pin: the paragraph or page alone.
        verification: how what it is cited for here was checked; ``UNREAD`` never goes into a filing.
        note: a conflict or doubt.
    """

    authority: str
    cite: str
    pin: str = ""
    verification: Verification = Verification.UNREAD
    note: str = ""


class Step(msgspec.Struct, frozen=True):
    """One step of a derivation.

    Attributes:
        says: in words, with its days: "30 days on is Wednesday, 8 April 2026."
        day: the day reached by this step, if it reaches one.
        safest: the earlier day on which it is surely done in time, where the rule that leads to ``day`` is not sure.
    """

    says: str
    day: dt.date | None = None
    safest: dt.date | None = None


class OtherDay(msgspec.Struct, frozen=True):
    """A day that another view of the law leads to, beside the one to act on.

    Attributes:
        day: the day.
        why: whose view, and what it counts, in one sentence.
        cited: what the view rests on.
        steps: how it is worked out.
    """

    day: dt.date
    why: str
    cited: tuple[Cited, ...] = ()
    steps: tuple[Step, ...] = ()


class Deadline(msgspec.Struct, frozen=True):
    """One day, worked out from an event.

    Attributes:
        id: stable: the clock's id and the id of the event that starts it, such as ``bia_appeal:judge_decided``. It does not
            change when a day does.
        clock: id of the clock alone, such as ``bia_appeal``.
        what: what is due or happens, in a few words that can stand as a calendar entry.
        sort: see :class:`Sort`.
        day: the day to act on, the safe one where the law is disputed; ``None`` if it cannot be known yet.
        status: see :class:`Status`.
        days_left: from today to ``day``, negative once it has passed; ``None`` without a day.
        other_days: what else the day could be where the law is disputed, in order of time; empty where it is not.
        trigger: the event from which it runs.
        met_by: the event that met it, in time or late.
        ordered_by: the event that states the judge's order, where that replaces the rule's own time.
        steps: how the day is worked out, in order.
        cited: the authorities of the day, the rule's first.
        missing: what missing it costs, in one or two sentences; empty where nothing can be missed.
        extension: whether it can be extended, or missed without harm.
        number: id of the dated number it rests on; empty for a day that was set.
        counting: how it is counted, as the number says: ``calendar``, ``rolls`` and so on.
        note: a doubt or a limit that a reader must know.
        turns_on: the unknown fact on which the several days turn, in a few words; empty where it is the law that is disputed.
    """

    id: str
    clock: str
    what: str
    sort: Sort
    day: dt.date | None
    status: Status
    days_left: int | None = None
    other_days: tuple[OtherDay, ...] = ()
    trigger: Event | None = None
    met_by: Event | None = None
    ordered_by: Event | None = None
    steps: tuple[Step, ...] = ()
    cited: tuple[Cited, ...] = ()
    missing: str = ""
    extension: str = ""
    number: str = ""
    counting: tuple[str, ...] = ()
    note: str = ""
    turns_on: str = ""

    @property
    def safest(self) -> dt.date | None:
        """The day before ``day`` on which it is surely done in time; ``None`` where nothing is doubtful, or it is over."""
        if self.status not in {Status.UPCOMING, Status.TODAY, Status.OVERDUE}:
            return None
        return next((step.safest for step in reversed(self.steps) if step.safest is not None), None)

    @property
    def disputed(self) -> bool:
        """Whether the law may be that another day counts."""
        return bool(self.other_days) and not self.turns_on


class Stage(msgspec.Struct, frozen=True):
    """How far the case has come.

    Attributes:
        name: see :class:`StageName`.
        because: what shows it, one sentence each.
        since: the day of the event that brought the case there, if that is known.
        open_between: for an undetermined stage, those it may be.
    """

    name: StageName
    because: tuple[str, ...] = ()
    since: dt.date | None = None
    open_between: tuple[StageName, ...] = ()


class NextStep(msgspec.Struct, frozen=True):
    """What to do next at this stage.

    Attributes:
        id: stable in the law of the steps.
        says: one short sentence.
        why: one more, if the reason is not plain.
        deadline: id of the deadline by which it is to be done, if there is one in the agenda.
        cited: what it rests on.
    """

    id: str
    says: str
    why: str = ""
    deadline: str = ""
    cited: tuple[Cited, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """An event or fact that the case does not state and that would start or settle a clock.

    Attributes:
        kind: the kind of event, or the full name of a fact such as ``proceeding.kind``.
        asks: the question, in plain words.
        write: how to write the answer in the case file.
        starts: ids of the clocks it would start, or names of the stages it would settle between.
    """

    kind: str
    asks: str
    write: str
    starts: tuple[str, ...] = ()


class Agenda(msgspec.Struct, frozen=True):
    """Everything about the time in a case, as of a day.

    Attributes:
        title: the case's label; never to be put where others can read it without being asked for.
        today: the day passed in as today: what is overdue is so on this day.
        law_through: the day to which the law data is kept.
        stage: how far the case has come.
        deadlines: overdue first, then today's, then by day; then what has no day; then what is done or over, latest first.
        next_steps: what to do at this stage, most pressing first.
        events: everything that happened or is set, by day; what has no day last.
        questions: what else to find out.
        warnings: what a reader must know beside.
    """

    title: str
    today: dt.date
    law_through: dt.date
    stage: Stage
    deadlines: tuple[Deadline, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
