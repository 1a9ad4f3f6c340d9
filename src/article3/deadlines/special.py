"""The clocks that need more than a row: the petition for review, the asylum clock, orders made without a judge, set days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.computed import RECEIVED, Candidate, candidate, settled, status_of
from article3.deadlines.counting import in_words, running
from article3.deadlines.finality import motions, unappealed
from article3.deadlines.model import Deadline, Sort, Status, Step
from article3.deadlines.setting import PROTECTION_ALONE
from article3.facts import proceeding
from article3.facts.events import KINDS
from article3.law.numbers import NotRecordedError, number, numbers
from article3.law.positions import governance
from article3.logic.propositions import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.deadlines.setting import Setting
    from article3.facts.event import Event

_PETITION = "petition_for_review"
_FROM_ORDER, _FROM_BOARD = "from_removal_order", "from_board_decision"


def special(setting: Setting) -> Iterator[Deadline]:
    """Those of them that run in the case."""
    yield from _petition(setting)
    yield from _late_petition(setting)
    yield from motions(setting)
    yield from _execution(setting)
    yield from _asylum_clock(setting)
    yield from _old_order(setting)


def orders_alone(found: Iterable[Deadline], setting: Setting) -> Iterator[Deadline]:
    """Days that a judge or the Board set and that no other deadline has taken up."""
    used = {deadline.ordered_by.id for deadline in found if deadline.ordered_by is not None}
    for kind, what, met, missing in _ORDERS:
        for event in setting.of(kind):
            if event.id in used or event.day is None:
                continue
            step = Step(f"By order it is due on {in_words(event.day)}.", event.day)
            bare = Deadline(
                f"{kind}:{event.id}",
                kind,
                what,
                Sort.LAST_DAY,
                None,
                Status.UNKNOWN,
                trigger=event,
                ordered_by=event,
                cited=setting.cited((cite("cfr-1003-31", "(h)"),) if kind != "brief_due" else (cite("cfr-1003-3", "(c)(1)"),)),
                missing=missing,
                extension="By motion, for good cause.",
            )
            meeting = next((one for one in setting.of(met) if one.day is not None and one.day <= setting.today), None)
            yield settled(bare, [Candidate(event.day, "", (step,), ())], meeting=meeting, over=None, setting=setting)


_ORDERS = (
    ("filings_due", "File evidence, as ordered", "filings_made", "What is filed late without leave is deemed waived."),
    ("response_due", "File the response, as ordered", "response_made", "What is filed late without leave is deemed waived."),
    ("brief_due", "File the brief with the Board", "brief_received", "The appeal can be dismissed without a brief."),
)


def _petition(setting: Setting) -> Iterator[Deadline]:
    """The petition for review: from the order of removal, which in proceedings on protection alone is not the judge's.

    Riley v. Bondi, 606 U.S. 259 (2025), for administrative orders; for reinstated orders the circuits differ. The day counted
    from the order is always the one to act on; the later one stands beside it where the law of the circuit leaves it alive.
    """
    if setting.kind == "credible_fear":
        return
    absent = unappealed(setting)
    absent = absent if absent is not None and absent.outcome == "in_absentia" else None
    order, decision = setting.latest("order_final"), _decision(setting) or absent
    apart = setting.kind in PROTECTION_ALONE
    if not apart and setting.kind is not None:
        order = None if decision is not None else order
    undated = [event for kind in ("order_final", "board_decided") for event in setting.of(kind) if event.day is None]
    if order is not None and order.day is not None and order.day < setting.law.begins:
        return  # other law applied then
    trigger = order or decision or (undated[0] if undated and not _ends_in_favor(undated[0]) else None)
    if trigger is None:
        return
    bare = Deadline(
        f"{_PETITION}:{trigger.id}",
        _PETITION,
        "File the petition for review with the court of appeals",
        Sort.WINDOW if absent is not None and decision is absent else Sort.LAST_DAY,
        None,
        Status.UNKNOWN,
        trigger=trigger,
        cited=setting.cited((cite("riley-v-bondi"), cite("frap-26", "(a)"))),
        missing="The court cannot be asked any more, unless the government waives or forfeits the limit or the court tolls it.",
        extension=numbers()[_PETITION].extension,
        number=_PETITION,
        counting=tuple(how.value for how in numbers()[_PETITION].counted),
        note=_NOTE if apart else _NOTE_ABSENT if decision is not None and decision is absent else _NOTE_STAY,
    )
    filed = _since(setting, trigger, "petition_filed")
    early = apart and filed is not None and decision is not None and _before(filed, decision)
    found = list(_petition_days(order, None if early else decision, setting, apart=apart))
    if not found:
        since = "the order of removal" if apart else KINDS[trigger.kind].label
        step = Step(f"It runs from: {since}. The case does not say on which day that was.")
        yield msgspec.structs.replace(bare, steps=(step,))
        return
    over = _since(setting, decision or trigger, "record_filed") or _since(setting, decision or trigger, "court_decided")
    deadline = settled(bare, found, meeting=filed, over=over, setting=setting)
    won = apart and setting.happened("judge_decided", "granted") is not None and setting.happened("board_decided") is None
    if not (won and deadline.status is Status.OVERDUE):  # nobody petitions against a grant
        yield deadline
    if early and decision is not None and decision.day is not None and _FROM_BOARD in _live(setting):
        yield _second_petition(bare, decision, setting)


def _second_petition(bare: Deadline, decision: Event, setting: Setting) -> Deadline:
    """Beside a petition counted from the order of removal another, counted from the decision, where a circuit may count so."""
    day = decision.day
    assert day is not None  # noqa: S101 - the caller has seen it
    recorded = numbers()[_PETITION]
    value = recorded.on(max(day, setting.law.begins)).candidates[0]
    again = msgspec.structs.replace(
        bare,
        id=f"second_petition:{decision.id}",
        clock="second_petition",
        what="File a second petition for review, counted from the decision on protection",
        trigger=decision,
        note="Where the time counts from the decision, the petition filed before it came too early; nothing here says that it "
        "ripens. Filing it does not stop removal.",
    )
    found = candidate(recorded, value, day, setting, why="", since="the decision on protection")
    filed = next((event for event in setting.of("petition_filed") if event.day is not None and event.day >= day), None)
    over = _since(setting, decision, "record_filed") or _since(setting, decision, "court_decided")
    return settled(again, [found], meeting=filed, over=over, setting=setting)


def _since(setting: Setting, trigger: Event, kind: str) -> Event | None:
    """The latest event of a kind by today that is not from before the one that starts the clock."""
    found = [event for event in setting.of(kind) if event.day is None or event.day <= setting.today]
    fitting = [event for event in found if not _before(event, trigger)]
    return fitting[-1] if fitting else None


def _before(event: Event, other: Event) -> bool:
    return event.day is not None and other.day is not None and event.day < other.day


_NOTE = (
    "In proceedings on protection alone the time runs from the order of removal itself and can be over before the judge decides: "
    "file a protective petition within 30 days of that order and ask the court to hold it. Filing it does not stop removal."
)


def _late_petition(setting: Setting) -> Iterator[Deadline]:
    """In proceedings on protection alone: 30 days from the decision, once the time from the order, which counts, is over.

    Such a petition is late. It can still be heard if the government waives or forfeits the limit, or the court tolls it, since
    the limit is no bar to the court's power: Riley v. Bondi.
    """
    order, decision = setting.latest("order_final"), _decision(setting)
    if (
        setting.kind not in PROTECTION_ALONE
        or decision is None
        or decision.day is None
        or decision.day > setting.today
        or order is None
        or order.day is None
        or _FROM_BOARD in _live(setting)
        or _since(setting, order, "petition_filed") is not None
    ):
        return
    recorded = numbers()[_PETITION]
    value = recorded.on(max(order.day, setting.law.begins)).candidates[0]
    if candidate(recorded, value, order.day, setting, why="").day >= setting.today:
        return
    bare = Deadline(
        f"late_petition:{decision.id}",
        "late_petition",
        "File a petition for review all the same, counted from the decision on protection",
        Sort.WINDOW,
        None,
        Status.UNKNOWN,
        trigger=decision,
        cited=setting.cited((cite("riley-v-bondi"), cite("frap-26", "(a)"))),
        missing="The less time has passed since the decision, the better the ground to ask that the limit be waived or tolled.",
        extension="None that can be relied on.",
        number=_PETITION,
        counting=tuple(how.value for how in recorded.counted),
        note="Here the time runs from the order of removal, and it is over. Whether the court hears such a petition depends on "
        "the government's waiver or forfeiture, or on tolling; the limit is no bar to the court's power. File at once, and say "
        "why.",
    )
    why = "30 days from the decision on protection"
    value = recorded.on(max(decision.day, setting.law.begins)).candidates[0]
    found = candidate(recorded, value, decision.day, setting, why=why, since="the decision on protection")
    yield settled(bare, [found], meeting=None, over=_since(setting, decision, "court_decided"), setting=setting)


_NOTE_STAY = "Filing it does not stop removal: ask the court for a stay."
_NOTE_ABSENT = (
    "Against an order made in absence. What a court can look at was not read here, and it may want the motion to the judge "
    "first; "
    "that motion stays removal, the petition does not."
)


def _decision(setting: Setting) -> Event | None:
    """The last decision on the claim from which a court can be asked: the Board's, or the judge's where no appeal lies."""
    if setting.kind == "reasonable_fear":
        return setting.latest("fear_reviewed", "judge_decided")
    board = setting.latest("board_decided")
    return None if board is None or _ends_in_favor(board) else board


def _ends_in_favor(event: Event) -> bool:
    return event.outcome in {"granted", "remanded", "found"}


def _petition_days(order: Event | None, decision: Event | None, setting: Setting, *, apart: bool) -> Iterator[Candidate]:
    recorded = numbers()[_PETITION]
    live = _live(setting) if apart else (_FROM_BOARD,)
    if order is not None and order.day is not None:
        value = recorded.on(max(order.day, setting.law.begins)).candidates[0]
        why = "30 days from the order of removal, the safe count"
        yield candidate(recorded, value, order.day, setting, why=why, since="the order of removal")
    if decision is not None and decision.day is not None and not _ends_in_favor(decision) and _FROM_BOARD in live:
        value = recorded.on(max(decision.day, setting.law.begins)).candidates[0]
        why = "30 days from the decision on protection, which counts only where the circuit counts so"
        since = "the decision on the claim" if not apart else "the decision on protection"
        yield candidate(recorded, value, decision.day, setting, why=why, since=since)


def _live(setting: Setting) -> tuple[str, ...]:
    """Which of the two counts the law of the circuit leaves alive."""
    order = setting.case.value(proceeding.removal_order, None)
    asked = {"administrative": ("review_clock",), "reinstated": ("review_clock_reinstated",)}
    questions = asked.get(order if isinstance(order, str) else "", ("review_clock", "review_clock_reinstated"))
    if setting.case.circuit is None:
        return (_FROM_ORDER, _FROM_BOARD)
    return tuple(
        {one: None for name in questions for one in governance(setting.law, name, setting.case.circuit, setting.today).live}
    )


def _execution(setting: Setting) -> Iterator[Deadline]:
    """An administrative order of removal is not carried out for 14 days: INA 238(b)(3)."""
    order = setting.latest("order_final")
    if order is None or order.day is None or setting.case.value(proceeding.removal_order, None) != "administrative":
        return
    recorded = numbers()["admin_removal_execution"]
    value = recorded.on(max(order.day, setting.law.begins)).candidates[0]
    bare = Deadline(
        f"execution:{order.id}",
        "execution",
        "The administrative order of removal may be carried out from here on",
        Sort.FIRST_DAY,
        None,
        Status.UNKNOWN,
        trigger=order,
        extension=recorded.extension,
        number=recorded.id,
        counting=tuple(how.value for how in recorded.counted),
        note="The 14 days are there to seek review. A fear expressed meanwhile is referred to an asylum officer.",
    )
    yield settled(bare, [candidate(recorded, value, order.day, setting, why="")], meeting=None, over=None, setting=setting)


def _asylum_clock(setting: Setting) -> Iterator[Deadline]:
    """When a work permit on a pending application can be asked for and given: the days of the applicant's delay do not count."""
    filed = setting.latest("asylum_filed")
    if filed is None or filed.day is None:
        return
    stops = _stops(setting)
    decided = next((event for event in setting.of("judge_decided") if event.day is not None and event.day >= filed.day), None)
    if decided is not None and decided.day is not None:
        stops = [*(stop for stop in stops if stop[0] < decided.day), (decided.day, None)]
    meeting = setting.happened("permit_requested")
    asked = setting.today if meeting is None or meeting.day is None else meeting.day
    for clock, identifier, what in (
        ("permit_application", "asylum_ead_application", "A work permit can be applied for, category (c)(8)"),
        ("permit_issue", "asylum_ead_issue", "A work permit can be given, category (c)(8)"),
    ):
        try:
            found = number(identifier, on=max(asked, filed.day, setting.law.begins))
        except NotRecordedError:
            continue
        run = running(filed.day, found.value, stops)
        bare = Deadline(
            f"{clock}:{filed.id}",
            clock,
            what,
            Sort.FIRST_DAY,
            None,
            Status.STOPPED,
            trigger=filed,
            cited=(setting.cited_for(found.candidates[0]),),
            extension=found.number.extension,
            number=identifier,
            counting=tuple(how.value for how in found.number.counted),
            note="Only while the application is pending, and if it was complete when filed. The government's own count decides: "
            "compare it with this one.",
        )
        if isinstance(run, int):
            stood = [Step(f"{run} of {found.value} days have run from {in_words(filed.day)}; the clock stands still.")]
            if decided is not None and stops[-1] == (decided.day, None):
                stood.append(_AFTER_GRANT if decided.outcome == "granted" else _AFTER_DENIAL)
            yield msgspec.structs.replace(bare, steps=tuple(stood))
            continue
        met = meeting if clock == "permit_application" else None
        early = met is not None and met.day is not None and met.day < run.day
        steps = (*run.steps, *([Step("The application for it was made before that day, too early.")] if early else []))
        yield msgspec.structs.replace(
            bare,
            day=run.day,
            days_left=(run.day - setting.today).days,
            status=status_of(Sort.FIRST_DAY, run.day, run.day, setting.today, met, over=False),
            met_by=None if early else met,
            steps=steps,
        )


_AFTER_DENIAL = Step(
    "The judge decided before the days had run. A request is refused where asylum was denied: 8 CFR 208.7(a)(1). What becomes of "
    "the "
    "count if the case comes back to the judge is not worked out here."
)
_AFTER_GRANT = Step("The judge decided before the days had run. After a grant a permit rests on the grant, not on this clock.")


def _stops(setting: Setting) -> list[tuple[dt.date, dt.date | None]]:
    """Each stop of the asylum clock with the day on which it runs again, if it does."""
    starts = [event.day for event in setting.of("clock_started") if event.day is not None]
    stops: list[tuple[dt.date, dt.date | None]] = []
    for event in setting.of("clock_stopped"):
        if event.day is None or (stops and (stops[-1][1] is None or event.day < stops[-1][1])):
            continue
        stops.append((event.day, min((day for day in starts if day > event.day), default=None)))
    return stops


def _old_order(setting: Setting) -> Iterator[Deadline]:
    """An order final before 22 March 1999 could be reopened for the Convention by 21 June 1999: 8 CFR 1208.18(b)(2)."""
    order = setting.latest("order_final")
    begins = setting.law.begins
    if order is None or order.day is None or order.day >= begins:
        return
    recorded = numbers()["old_order_reopening"]
    last = begins + dt.timedelta(days=recorded.on(begins).candidates[0].value)
    steps = (
        Step(f"The order became final on {in_words(order.day)}, before the rules under the Convention of {in_words(begins)}."),
        Step(f"The rule names the day itself: {in_words(last)}.", last),
        RECEIVED,
    )
    bare = Deadline(
        f"old_order:{order.id}",
        "old_order",
        "Move to reopen the old order for protection under the Convention",
        Sort.WINDOW,
        None,
        Status.UNKNOWN,
        trigger=order,
        cited=setting.cited((cite("cfr-1208-18", "(b)(2)"),)),
        missing="The motion falls under the usual limits of time and number and their exceptions.",
        extension=recorded.extension,
    )
    meeting = setting.happened("old_order_reopening_moved")
    yield settled(bare, [Candidate(last, "", steps, ())], meeting=meeting, over=None, setting=setting)
