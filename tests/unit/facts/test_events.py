"""Events in a case file: read, held against the facts that state the same days, written, and described by the schema."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from article3.facts import procedure, proceeding
from article3.facts.case_file import parse_case
from article3.facts.event import Event, Service
from article3.facts.events import KINDS, STATED_BY, events_of
from article3.facts.schema import case_schema
from article3.facts.template import template
from article3.facts.vocabulary import FACTS
from article3.facts.writing import case_text
from article3.logic.variables import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.case import Case
    from article3.law.loading import Law

FULL = """
article3: 1
exhibits: [{id: A, title: Order}]
filing: {last_arrival: 2026-01-02}
events:
  - kind: judge_decided
    on: 2026-10-05
    served: oral
    outcome: denied
    id: decision
    because: [A]
    note: from the bench
  - {kind: master_hearing, on: 2026-05-05, served: unknown, outcome: }
  - {kind: master_hearing, on: 2026-04-05}
  - {kind: fear_decided, on: Unknown, outcome: unknown}
"""
VALIDATOR = jsonschema.Draft202012Validator(case_schema())


def _loaded(text: str) -> object:
    """What an editor would see that takes every value as text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only


@pytest.fixture
def full(parsed: Callable[[str], Case]) -> Case:
    return parsed(FULL)


def test_events_are_read_by_day_each_with_an_id_of_its_own(full: Case) -> None:
    assert full.events == (
        Event("master_hearing-2", "master_hearing", dt.date(2026, 4, 5)),
        Event("master_hearing", "master_hearing", dt.date(2026, 5, 5)),
        Event("decision", "judge_decided", dt.date(2026, 10, 5), Service.ORAL, "denied", ("A",), "from the bench"),
        Event("fear_decided", "fear_decided", None),
    )


def test_a_fact_stands_for_its_event_and_an_event_fills_in_its_fact(full: Case) -> None:
    arrived = events_of(full)[0]
    assert (arrived.kind, arrived.day, arrived.fact) == ("arrived", dt.date(2026, 1, 2), "filing.last_arrival")
    answer = full.answer(procedure.decision_day)
    assert answer is not None
    assert (answer.value, answer.because, answer.note) == (dt.date(2026, 10, 5), ("A",), "from the bench")
    assert [event.kind for event in events_of(full)].count("judge_decided") == 1


def test_of_several_the_fact_is_about_the_latest(parsed: Callable[[str], Case]) -> None:
    case = parsed("article3: 1\nevents: [{kind: board_decided, on: 2026-05-05}, {kind: board_decided, on: 2026-02-05}]")
    assert case.value(procedure.board_decision_day, None) == dt.date(2026, 5, 5)


def test_the_same_day_in_both_places_is_no_contradiction_and_unknown_is_none(parsed: Callable[[str], Case]) -> None:
    same = parsed("article3: 1\nappeal: {decision_day: 2026-10-05}\nevents: [{kind: judge_decided, on: 2026-10-05}]")
    assert same.value(procedure.decision_day, None) == dt.date(2026, 10, 5)
    filled = parsed("article3: 1\nappeal: {decision_day: unknown}\nevents: [{kind: judge_decided, on: 2026-10-05}]")
    assert filled.value(procedure.decision_day, None) == dt.date(2026, 10, 5)
    undated = parsed("article3: 1\nevents: [{kind: judge_decided, on: unknown}]")
    assert undated.value(procedure.decision_day, None) is None


def test_what_an_event_shows_is_a_yes(parsed: Callable[[str], Case]) -> None:
    written = "article3: 1\nevents: [{kind: appeal_received, on: 2026-10-05}, {kind: board_decided, on: 2026-12-01, outcome: %s}]"
    dismissed, remanded = parsed(written % "dismissed"), parsed(written % "remanded")
    assert [case.value(procedure.appealed, None) for case in (dismissed, remanded)] == [True, True]
    assert [case.value(procedure.board_dismissed, None) for case in (dismissed, remanded)] == [True, None]


def test_an_id_that_another_event_has_taken_is_not_given_again(parsed: Callable[[str], Case]) -> None:
    case = parsed("article3: 1\nevents: [{kind: moved, on: 2026-01-05}, {kind: moved, on: 2026-02-05, id: moved}]")
    assert sorted(event.id for event in case.events) == ["moved", "moved-2"]


@pytest.mark.parametrize("text", ["events:", "events: []", "events: null", ""])
def test_a_case_may_have_no_events(parsed: Callable[[str], Case], text: str) -> None:
    assert parsed(f"article3: 1\n{text}").events == ()


def test_events_are_written_as_they_were_read(full: Case, law: Law) -> None:
    again = parse_case(case_text(full), "again", law)
    assert [(one.id, one.kind, one.day, one.service, one.outcome) for one in again.events] == [
        (one.id, one.kind, one.day, one.service, one.outcome) for one in full.events
    ]
    assert again.value(procedure.decision_day, None) == full.value(procedure.decision_day, None)
    assert again.value(proceeding.last_arrival, None) == full.value(proceeding.last_arrival, None)


def test_the_schema_takes_what_the_reader_takes() -> None:
    VALIDATOR.validate(_loaded(FULL))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_with_each_of_its_outcomes_is_read_and_fits_the_schema(kind: str, parsed: Callable[[str], Case]) -> None:
    for outcome in ("", *KINDS[kind].outcomes):
        text = f"article3: 1\nevents: [{{kind: {kind}, on: 2026-10-05, outcome: {outcome}}}]\n"
        assert parsed(text).events[0].outcome == outcome
        VALIDATOR.validate(_loaded(text))


def test_the_kinds_are_questions_in_words_of_their_own_and_facts_that_are_days() -> None:
    assert len({kind.asks for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
    for kind in KINDS.values():
        assert kind.asks.endswith("?"), kind.id
        assert not kind.label.endswith("."), kind.id
    for fact in STATED_BY.values():
        assert isinstance(fact, Day)
        assert fact in FACTS
    assert len(set(STATED_BY.values())) == len(STATED_BY)


def test_the_template_shows_how_an_event_is_written(parsed: Callable[[str], Case]) -> None:
    text = template()
    start = text.index("\nevents:\n")
    example = "\n".join(line.removeprefix("#") for line in text[start:].split("\n\n")[0].splitlines())
    case = parsed(f"article3: 1{example}\n")
    assert [(event.kind, event.outcome) for event in case.events] == [("judge_decided", "denied")]
