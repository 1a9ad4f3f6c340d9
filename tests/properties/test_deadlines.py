"""What holds of every deadline, whatever the days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agendas import KINDS as AGENDA_KINDS
from agendas import agenda_of, events
from article3.deadlines.clocks import CLOCKS
from article3.deadlines.counting import Reached, count, running
from article3.deadlines.model import Deadline, Sort, Status
from article3.facts.case_file import parse_case
from article3.facts.events import KINDS
from article3.findings.decide import decide
from article3.law.loading import load
from article3.law.numbers import Counting, NotRecordedError, Unit, numbers
from article3.logic.calendar import is_legal_holiday, next_working_day
from article3.logic.forum import Forum
from article3.logic.truth import Truth

DAYS = st.dates(dt.date(1999, 3, 22), dt.date(2035, 12, 1))
NEAR = st.dates(dt.date(2025, 3, 1), dt.date(2027, 6, 30))
TIMES = sorted(number.id for number in numbers().values() if number.unit in {Unit.DAYS, Unit.MONTHS, Unit.YEARS})
_SATURDAY = 5
ROWS = [clock for clock in CLOCKS if clock.number]


def _is_working_day(day: dt.date) -> bool:
    return day.weekday() < _SATURDAY and not is_legal_holiday(day)


@given(day=DAYS, name=st.sampled_from(TIMES), back=st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_day_never_falls_on_a_day_without_business_where_the_rule_rolls(day: dt.date, name: str, back: bool) -> None:  # noqa: FBT001
    number = numbers()[name]
    rolls = Counting.ROLLS in number.counted
    for value in number.values:
        counted = back and number.unit is Unit.DAYS
        reached = count(day, value.value, number.unit, rolls=rolls, back=counted)
        plain = count(day, value.value, number.unit, back=counted).day
        assert reached.day == (next_working_day(plain) if rolls else plain)
        assert _is_working_day(reached.day) or not rolls
        assert reached.steps[-1].day == reached.day


@given(day=DAYS, later=st.integers(0, 40), amount=st.integers(0, 400), unit=st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS]))
@settings(max_examples=100, deadline=None)
def test_a_later_beginning_never_reaches_an_earlier_day(day: dt.date, later: int, amount: int, unit: Unit) -> None:
    amount = amount if unit is Unit.DAYS else amount % 60
    for rolls in (False, True):
        first = count(day, amount, unit, rolls=rolls).day
        second = count(day + dt.timedelta(days=later), amount, unit, rolls=rolls).day
        assert first <= second
    if unit is Unit.DAYS:
        assert count(day, amount, unit, back=True).day <= count(day + dt.timedelta(days=later), amount, unit, back=True).day


@given(day=NEAR, later=st.integers(1, 40), clock=st.sampled_from(ROWS))
@settings(max_examples=80, deadline=None)
def test_a_later_event_never_gives_an_earlier_deadline_under_the_same_law(day: dt.date, later: int, clock: object) -> None:
    """Across a day on which the law shortened a time it may: then each side has the time of its own day."""
    row = next(each for each in ROWS if each is clock)
    last = day + dt.timedelta(days=later)
    reached = [_first_day(row.id, row.starts, row.outcomes, one) for one in (day, last)]
    try:
        values = [
            [value.value for value in (*found.candidates, *found.beside)] for found in map(numbers()[row.number].on, (day, last))
        ]
    except NotRecordedError:
        return
    if values[0] == values[1] and reached[0] is not None and reached[1] is not None:
        assert reached[0] <= reached[1]


def _first_day(clock: str, starts: str, outcomes: tuple[str, ...], day: dt.date) -> dt.date | None:
    """The earliest day of the deadline that an event on a day starts, looked at on that day."""
    outcome = f" outcome={outcomes[0]}" if outcomes else ""
    kind = {"reasonable_fear_interview": "reasonable", "reasonable_fear_review": "reasonable", "credible_fear_review": "credible"}
    today = (day - dt.timedelta(days=400)).isoformat()
    found = agenda_of(events(f"{starts} {day}{outcome}"), today, kind.get(clock, "removal"))
    of_it = [each for each in found.deadlines if each.clock == clock]
    return min((other for each in of_it for other in (each.day, *(one.day for one in each.other_days)) if other), default=None)


_SOME = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), NEAR, st.integers(0, 4)), min_size=0, max_size=9)


@given(
    written=_SOME,
    today=NEAR,
    kind=st.sampled_from(["removal", "apart", "reinstated", "administrative", "credible", "reasonable", "unknown"]),
)
@settings(max_examples=100, deadline=None)
def test_whatever_happened_the_agenda_is_of_one_mind(written: list[tuple[str, dt.date, int]], today: dt.date, kind: str) -> None:
    text = [f"{name} {day}{_outcome(name, which)}" for name, day, which in written]
    found = agenda_of(events(*text) if text else "", today.isoformat(), kind)
    assert len({each.id for each in found.deadlines}) == len(found.deadlines)
    for each in found.deadlines:
        assert each.steps, each.id
        assert each.cited or each.ordered_by or each.status is Status.UNKNOWN, each.id
        assert (each.day is None) == (each.status in {Status.UNKNOWN, Status.STOPPED}), each.id
        if each.day is None:
            continue
        assert each.days_left == (each.day - today).days
        if each.status is Status.OVERDUE:
            # Nothing is called overdue before the last day that any live view of the law leads to.
            assert each.sort is Sort.LAST_DAY
            assert max(each.day, *(other.day for other in each.other_days), each.day) < today
            assert each.met_by is None
        if each.status in {Status.UPCOMING, Status.TODAY}:
            assert each.day >= today
            # The day to act on is the earliest that has not passed.
            assert all(other.day > each.day or other.day < today for other in each.other_days)
        if "rolls" in each.counting and each.ordered_by is None:
            assert _is_working_day(each.day), each.id
    ids = {each.id for each in found.deadlines}
    assert all(step.deadline in {"", *ids} for step in found.next_steps)
    asked = [question.kind for question in found.questions]
    assert len(asked) == len(set(asked))


def _outcome(kind: str, which: int) -> str:
    outcomes = KINDS[kind].outcomes
    return f" outcome={outcomes[which % len(outcomes)]}" if outcomes and which else ""


_STOPS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=4)


@given(start=DAYS, days=st.integers(1, 180), stops=_STOPS)
@settings(max_examples=80, deadline=None)
def test_a_clock_that_stands_still_counts_each_running_day_once(start: dt.date, days: int, stops: list[tuple[int, int]]) -> None:
    spans = [(start + dt.timedelta(days=first), start + dt.timedelta(days=first + length)) for first, length in stops]
    found = running(start, days, spans)
    assert isinstance(found, Reached)
    between = [start + dt.timedelta(days=number) for number in range(1, (found.day - start).days + 1)]
    assert sum(not any(first <= day < again for first, again in spans) for day in between) == days
    assert found.day >= start + dt.timedelta(days=days)


RULED = (
    ("timely_petition", "petition_for_review", "board_decided", "petition_filed", "", "removal"),
    ("timely_petition", "petition_for_review", "order_final", "petition_filed", "", "administrative"),
    ("timely_appeal", "bia_appeal", "judge_decided", "appeal_received", " outcome=denied", "removal"),
    ("timely_filing", "asylum_one_year", "arrived", "asylum_filed", "", "removal"),
)
NO_EXCUSE = "filing: {unaccompanied_child: no, changed_circumstances: no, extraordinary_circumstances: no}\n"


@pytest.mark.unmeasured
@given(day=st.dates(dt.date(2026, 4, 1), dt.date(2027, 12, 31)), of=st.sampled_from(RULED))
@settings(max_examples=40, deadline=None)
def test_the_last_day_of_an_agenda_is_the_last_day_that_the_rules_call_timely(day: dt.date, of: tuple[str, ...]) -> None:
    """The rules of a decision and the clocks are written apart; they must draw the line between the same two days."""
    rule, clock, starts, meets, outcome, kind = of
    found = agenda_of(events(f"{starts} {day}{outcome}"), day.isoformat(), kind)
    last = max(one for each in found.deadlines if each.clock == clock for one in (each.day, *_others(each)) if one is not None)
    for met, expected in ((last, Truth.ESTABLISHED), (last + dt.timedelta(days=1), Truth.NOT_ESTABLISHED)):
        text = f"article3: 1\n{AGENDA_KINDS[kind]}{NO_EXCUSE}{events(f'{starts} {day}{outcome}', f'{meets} {met}')}"
        case = parse_case(text, "case.yaml", load())
        decision = decide(case, Forum("ca9", dt.date(2026, 10, 1)), load())
        assert decision.findings[rule].truth is expected, (rule, day, met)


def _others(found: Deadline) -> list[dt.date]:
    return [other.day for other in found.other_days]
