"""When an order of a judge becomes final if nobody appeals, and the motions whose time runs from then: 8 CFR 1241.1."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.computed import Candidate, candidate, settled
from article3.deadlines.counting import in_words
from article3.deadlines.model import Deadline, Sort, Status, Step
from article3.deadlines.setting import ORDINARY
from article3.facts import procedure
from article3.law.numbers import NotRecordedError, numbers
from article3.law.numbers import Status as ValueStatus
from article3.logic.propositions import Citation, cite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.deadlines.setting import Setting
    from article3.facts.event import Event

_DAY = cite("cfr-1001-1", "(h)")
_NEW_RELIEF = (cite("matter-of-m-s-1998"), cite("matter-of-monges-garcia"))


class Final(msgspec.Struct, frozen=True):
    """A day on which an order is final, on one view of how long the time to appeal is.

    Attributes:
        day: the day.
        why: whose view; empty if there is but one.
        steps: how it comes about.
    """

    day: dt.date
    why: str
    steps: tuple[Step, ...]


def unappealed(setting: Setting) -> Event | None:
    """The judge's denial from which nobody is known to have appealed, in ordinary proceedings; ``None`` if there is none."""
    event = setting.happened("judge_decided")
    if event is None or event.outcome not in {"denied", "in_absentia"} or event.day is None or setting.kind not in ORDINARY:
        return None
    later = ("appeal_received", "briefs_scheduled", "brief_received", "board_decided", "petition_filed", "court_decided")
    if setting.of("order_final") or any(setting.happened(kind) for kind in later):
        return None
    return event


def final_days(event: Event, setting: Setting) -> tuple[Final, ...]:
    """When the order becomes final without an appeal, the earliest view first.

    Args:
        event: the judge's decision, with its day.
        setting: the case and the day.
    """
    day = event.day
    assert day is not None  # noqa: S101 - unappealed has seen it
    if event.outcome == "in_absentia":
        return (Final(day, "", (Step(f"An order made in absence is final at once: {in_words(day)}.", day),)),)
    if setting.case.value(procedure.appeal_waived, None) is True:
        return (Final(day, "", (Step(f"Appeal was waived, so that the order was final at once: {in_words(day)}.", day),)),)
    recorded = numbers()["bia_appeal"]
    found = recorded.on(max(day, setting.law.begins))
    values = [*found.candidates]
    if setting.case.value(procedure.asylum_decided_on_merits, None) is not True:
        values += [value for value in found.beside if value.status is ValueStatus.PRINTED]
    by_day: dict[dt.date, Final] = {}
    for value in sorted(values, key=lambda value: value.value):
        over = candidate(recorded, value, day, setting, why="")
        step = Step(f"Nobody is known to have appealed, so that the order was final once {value.value} days were over.", over.day)
        by_day.setdefault(over.day, Final(over.day, f"if the time to appeal is {value.value} days", (*over.steps, step)))
    days = tuple(sorted(by_day.values(), key=lambda final: final.day))
    return days if len(days) > 1 else tuple(msgspec.structs.replace(final, why="") for final in days)


def motions(setting: Setting) -> Iterator[Deadline]:
    """The windows to reopen and to reconsider an order that became final without an appeal; shown once it may be final."""
    event = unappealed(setting)
    if event is None:
        return
    days = final_days(event, setting)
    if not days or days[0].day >= setting.today:
        return
    absent = event.outcome == "in_absentia"
    for clock, what, met, cited, missing, note in _MOTIONS:
        recorded = numbers()[clock]
        found = []
        for final in days:
            try:
                value = recorded.on(max(final.day, setting.law.begins)).candidates[0]
            except NotRecordedError:
                continue
            bare = candidate(recorded, value, final.day, setting, why=final.why, since="the day on which the order became final")
            found.append(Candidate(bare.day, bare.why, (*final.steps, *bare.steps), bare.cited))
        if not found:
            continue
        bare_deadline = Deadline(
            f"{clock}:{event.id}",
            clock,
            _OF_ABSENT.get(clock, what) if absent else what,
            Sort.WINDOW,
            None,
            Status.UNKNOWN,
            trigger=event,
            cited=setting.cited((*cited, *(_NEW_RELIEF if absent and clock == "motion_to_reopen" else ()))),
            missing=missing,
            extension=recorded.extension,
            number=clock,
            counting=tuple(how.value for how in recorded.counted),
            note=_NOTE_ABSENT if absent and clock == "motion_to_reopen" else note,
        )
        moved = setting.happened(met)
        meeting = moved if moved is None or moved.day is None or moved.day >= days[0].day else None
        yield settled(bare_deadline, found, meeting=meeting, over=None, setting=setting)


_FINALITY = (cite("cfr-1241-1", "(c)"), cite("cfr-1241-1", "(b)"))
_MOTIONS: tuple[tuple[str, str, str, tuple[Citation, ...], str, str], ...] = (
    (
        "motion_to_reconsider",
        "Move to reconsider",
        "reconsideration_moved",
        (*_FINALITY, _DAY),
        "The one motion to reconsider is lost. By itself it does not stop removal.",
        "",
    ),
    (
        "motion_to_reopen",
        "Move to reopen",
        "reopening_moved",
        (cite("cfr-1003-23", "(b)(4)(i)"), *_FINALITY, _DAY),
        "After that only an exception reopens it, above all changed conditions in the country: no limit there.",
        "If the day on which the order became final is known otherwise, state the event order_final.",
    ),
)
_OF_ABSENT = {"motion_to_reopen": "Move to reopen the order made in absence, for relief that could not be had at the hearing"}
_NOTE_ABSENT = (
    "This is apart from a motion to undo the order itself, which has its own times. The decisions cited are on orders under "
    "older law."
)
