"""The agenda in words."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from agenda_by_hand import AGENDA, APPEAL, TODAY, simple
from article3.deadlines.model import Sort, StageName, Status
from article3.deadlines.text import outline
from article3.deadlines.wording import SORTS, STAGES, happened, left, other_days, short
from article3.explanations.text import render
from article3.facts.event import Event, Service


@pytest.fixture(scope="module")
def shown() -> str:
    return render(outline(AGENDA))


def test_stage_and_next_steps_first_then_overdue_and_what_to_find_out_at_the_end(shown: str) -> None:
    titles = [line for line in shown.splitlines() if line.isupper()]
    assert titles == [
        "STAGE", "WHAT TO DO NEXT", "OVERDUE", "TODAY", "COMING UP", "NO DAY YET", "DONE, REACHED OR CLOSED",
        "WHAT ELSE TO FIND OUT", "READ THIS TOO",
    ]  # fmt: skip
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(
    "said",
    [
        "Deadlines as of Monday, 6 April 2026. Law data kept to 1 April 2026.",
        "Appeal before the Board, since 30 March 2026. - The judge denied the application.",
        "1. File the notice of appeal. By Thursday, 9 April 2026 (in 3 days). - The Board must have it",
        "Friday, 3 April 2026 (3 days overdue): Address change [address_change] If missed: Notices go to the old address. - 8 CFR 1003.23(b) (NOT READ BY US)",
        "Monday, 6 April 2026 (today): Fee due [fee_due]",
        "Thursday, 9 April 2026 (in 3 days), DISPUTED: File the notice of appeal with the Board [bia_appeal] The law is disputed. Act on Thursday, 9 April 2026; on another view it is Wednesday, 29 April 2026: The regulation as it stands while the shorter time is blocked: 30 days (8 CFR 1003.38(b), passage read).",
        "- The decision was mailed on Monday, 30 March 2026. The printed rule gives 10 days. If missed: The order becomes final;",
        "Wednesday, 1 July 2026 (in 86 days): Motion to reopen (end of a window)",
        "The day is not known: Petition for review",
        "On which day did the Board receive the notice of appeal? [appeal_received] - In the case file: - {kind: appeal_received, on: 2026-04-08}",
        "This is not legal advice",
    ],
)
def test_it_says(shown: str, said: str) -> None:
    assert said in " ".join(shown.split())


def test_why_tells_every_step_and_more_time(shown: str) -> None:
    full = " ".join(render(outline(AGENDA, why=True)).split())
    assert "Thursday, 9 April 2026 is a working day." in full
    assert "More time: None in the rule." in full
    assert "(NOT READ BY US) - Amended in 2026." in full
    assert "Thursday, 9 April 2026 is a working day." not in " ".join(shown.split())


def test_what_is_over_is_told_in_a_line_unless_asked() -> None:
    done = msgspec.structs.replace(
        APPEAL, status=Status.MET, met_by=Event("a", "appeal_received", dt.date(2026, 4, 8)), other_days=()
    )
    agenda = msgspec.structs.replace(AGENDA, deadlines=(done,))
    said = " ".join(render(outline(agenda)).split())
    assert "Thursday, 9 April 2026 (done in time, on 8 April 2026): File the notice of appeal with the Board" in said
    assert "If missed" not in said
    assert "If missed" in render(outline(agenda, why=True))


def test_a_step_names_no_day_that_is_over() -> None:
    late = msgspec.structs.replace(APPEAL, status=Status.MET)
    said = render(outline(msgspec.structs.replace(AGENDA, deadlines=(late,))))
    assert "1. File the notice of appeal.\n" in said


def test_an_open_stage_names_what_it_may_be() -> None:
    stage = msgspec.structs.replace(
        AGENDA.stage, name=StageName.UNDETERMINED, since=None, open_between=(StageName.MASTER, StageName.INDIVIDUAL)
    )
    said = render(outline(msgspec.structs.replace(AGENDA, stage=stage)))
    assert "Not determined: Before the judge: master hearings or Before the judge: the individual hearing." in " ".join(
        said.split()
    )


@pytest.mark.parametrize(
    ("status", "sort", "days", "said"),
    [
        (Status.UPCOMING, Sort.LAST_DAY, 1, "tomorrow"),
        (Status.UPCOMING, Sort.LAST_DAY, 12, "in 12 days"),
        (Status.OVERDUE, Sort.LAST_DAY, -1, "1 day overdue"),
        (Status.OVERDUE, Sort.LAST_DAY, -3, "3 days overdue"),
        (Status.REACHED, Sort.FIRST_DAY, 0, "today"),
        (Status.REACHED, Sort.FIRST_DAY, -3, "3 days ago"),
        (Status.MET, Sort.FIRST_DAY, -3, "done"),
        (Status.MET, Sort.GOVERNMENT, -3, "done"),
        (Status.REACHED, Sort.SET_DAY, -1, "was 1 day ago"),
        (Status.REACHED, Sort.GOVERNMENT, -5, "ran out 5 days ago"),
        (Status.CLOSED, Sort.WINDOW, -5, "closed 5 days ago"),
        (Status.MET, Sort.LAST_DAY, -5, "done in time"),
        (Status.LATE, Sort.LAST_DAY, -5, "done late"),
    ],
)
def test_how_far_away(status: Status, sort: Sort, days: int, said: str) -> None:
    assert left(simple("one", TODAY + dt.timedelta(days=days), status, sort)) == said


def test_a_day_without_its_weekday() -> None:
    assert short(dt.date(2028, 2, 29)) == "29 February 2028"


def test_a_stage_is_not_since_a_day_to_come() -> None:
    stage = msgspec.structs.replace(AGENDA.stage, since=TODAY + dt.timedelta(days=1))
    assert "since" not in render(outline(msgspec.structs.replace(AGENDA, stage=stage))).partition("WHAT TO DO")[0]


def test_an_event_is_told_without_its_note() -> None:
    assert happened(Event("x", "judge_decided", TODAY, Service.ELECTRONIC, "in_absentia", note="secret")) == (
        "Judge's decision (in absentia, served electronically)"
    )


def test_there_is_a_word_for_every_stage_and_sort() -> None:
    assert set(STAGES) == set(StageName)
    assert set(SORTS) == set(Sort)


def test_a_stage_that_may_be_any_names_none() -> None:
    stage = msgspec.structs.replace(AGENDA.stage, name=StageName.UNDETERMINED, since=None, open_between=tuple(StageName))
    assert "STAGE\nNot determined.\n" in render(outline(msgspec.structs.replace(AGENDA, stage=stage)))


@pytest.mark.parametrize(("day", "said"), [(8, False), (9, False), (10, True)])
def test_a_dispute_is_moot_once_the_safe_day_is_met(day: int, said: bool) -> None:  # noqa: FBT001
    met = msgspec.structs.replace(APPEAL, status=Status.MET, met_by=Event("a", "appeal_received", dt.date(2026, 4, day)))
    assert ("DISPUTED" in render(outline(msgspec.structs.replace(AGENDA, deadlines=(met,))))) is said
    assert bool(other_days(met)) is said
