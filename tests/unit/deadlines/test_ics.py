"""Deadlines as a calendar: sound by RFC 5545, replaced by a later one, and without the client."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from agenda_by_hand import AGENDA, APPEAL, NOTE, TITLE, TODAY, simple
from article3.deadlines import ics
from article3.deadlines.ics import NotInstalledError, NotOursError, calendar
from article3.deadlines.model import Agenda, Sort, Status
from calendars import read

AT = dt.datetime(2026, 4, 6, 15, 30, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(seconds=1)


@pytest.fixture(scope="module")
def written() -> bytes:
    return calendar(AGENDA, TITLE, AT)


@pytest.fixture(scope="module")
def by_summary(written: bytes) -> dict[str, dict[str, str]]:
    return {entry["SUMMARY"]: entry for entry in read(written)}


def library_reads(content: bytes) -> Any:
    return Calendar.from_ical(content)


def agenda(*deadlines: object, title: str = TITLE) -> Agenda:
    return msgspec.structs.replace(AGENDA, deadlines=tuple(deadlines), title=title)


def test_each_deadline_with_a_day_is_an_all_day_entry(written: bytes) -> None:
    dated = {deadline.day for deadline in AGENDA.deadlines if deadline.day is not None}
    entries = read(written)
    assert len(entries) == sum(deadline.day is not None for deadline in AGENDA.deadlines) == 11
    assert {dt.date.fromisoformat(entry["DTSTART"]) for entry in entries} == dated
    assert all(entry["TRANSP"] == "TRANSPARENT" for entry in entries)


def test_the_library_reads_back_what_was_written(written: bytes) -> None:
    found = library_reads(written)
    assert found["prodid"].startswith("-//article3//deadlines ")
    assert not found.errors
    own = {entry["UID"]: entry for entry in read(written)}
    for entry in found.walk("VEVENT"):
        assert not entry.errors
        assert str(entry["summary"]) == own[str(entry["uid"])]["SUMMARY"]
        assert str(entry["description"]) == own[str(entry["uid"])]["DESCRIPTION"]
        assert entry["dtend"].dt - entry["dtstart"].dt == dt.timedelta(days=1)


def test_a_later_export_replaces_entry_by_entry(written: bytes) -> None:
    moved = msgspec.structs.replace(APPEAL, day=dt.date(2026, 4, 13), what="Something else.", other_days=())
    before = {entry["UID"]: entry for entry in read(written)}
    after = read(calendar(agenda(moved, *(one for one in AGENDA.deadlines if one is not APPEAL)), TITLE, LATER))
    assert {entry["UID"] for entry in after} == set(before)
    for entry in after:
        assert int(entry["SEQUENCE"]) == int(before[entry["UID"]]["SEQUENCE"]) + 1
        assert entry["DTSTAMP"] == entry["LAST-MODIFIED"] == "20260406T153001Z"


def test_the_moment_is_told_in_universal_time() -> None:
    at_home = AT.astimezone(dt.timezone(dt.timedelta(hours=-7)))
    assert calendar(AGENDA, TITLE, at_home) == calendar(AGENDA, TITLE, AT)


def test_two_cases_share_no_entry_and_one_case_keeps_its_own(written: bytes) -> None:
    mine = {entry["UID"] for entry in read(written)}
    others = {entry["UID"] for entry in read(calendar(AGENDA, "Another", AT))}
    same = {entry["UID"] for entry in read(calendar(AGENDA, "  zebedee  QUUX (Invented)", AT))}
    assert not mine & others
    assert mine == same
    assert len({name.partition("-")[0] for name in mine}) == 1


def test_nothing_names_the_client_unless_asked(written: bytes) -> None:
    named = calendar(AGENDA, TITLE, AT, names=True)
    for word in (*TITLE.split(), *NOTE.split()[:2]):
        assert word.encode() not in written
    for entry in read(named):
        assert entry["SUMMARY"].startswith(f"{TITLE}: ")
        assert entry["CLASS"] == "PRIVATE"
    assert all("CLASS" not in entry for entry in read(written))
    assert NOTE.encode() not in named
    for alarm in library_reads(named).walk("VALARM"):
        assert "Zebedee" not in alarm["description"]


def test_a_disputed_day_is_the_safe_one_and_tells_both(by_summary: dict[str, dict[str, str]]) -> None:
    entry = by_summary["File the notice of appeal with the Board (disputed: the safe day)"]
    assert entry["DTSTART"] == "20260409"
    assert entry["CATEGORIES"] == "article3,last day,disputed"
    for said in (
        "File the notice of appeal with the Board: Thursday, 9 April 2026 (last day).",
        "Disputed: act on 9 April 2026; on another view 29 April 2026.",
        "- Wednesday, 29 April 2026: The regulation as it stands while the shorter time is blocked: 30 days.",
        "1. The decision was mailed on Monday, 30 March 2026.\n2. The printed rule gives 10 days.\n3. ",
        "Authority:\n- 8 CFR 1003.38(b) (passage read)",
        "If it is missed: The order becomes final;",
        "More time: None in the rule.",
        "Worked out on 6 April 2026; law data kept to 1 April 2026. This is not legal advice",
    ):
        assert said in entry["DESCRIPTION"], said


def test_what_nobody_read_says_so(by_summary: dict[str, dict[str, str]]) -> None:
    assert "8 CFR 1003.23(b) (NOT READ BY US)" in by_summary["Overdue: Address change"]["DESCRIPTION"]


def test_alarms_ring_at_nine_on_days_still_to_come(by_summary: dict[str, dict[str, str]]) -> None:
    alarms = {
        summary: [value for key, value in entry.items() if key.startswith("ALARM")] for summary, entry in by_summary.items()
    }
    assert alarms["File the notice of appeal with the Board (disputed: the safe day)"] == ["-P1DT15H"]  # two days before, at nine
    assert alarms["Motion to reopen"] == ["-P13DT15H", "-P6DT15H"]
    assert alarms["Removal period"] == alarms["Ead earliest"] == ["PT9H"]
    assert alarms["Check in"] == alarms["Fee due"] == ["PT9H"]  # nothing earlier is left
    for over in (
        "Overdue: Address change",
        "Hearing",
        "Closed: Motion to reconsider",
        "Done late: Filings",
        "Done: Asylum one year",
    ):
        assert alarms[over] == []


def test_fourteen_seven_and_two_days_before_a_last_day() -> None:
    far = simple("brief", TODAY + dt.timedelta(days=15), Status.UPCOMING)
    near = simple("brief", TODAY + dt.timedelta(days=14), Status.UPCOMING)
    rings = [
        [value for key, value in read(calendar(agenda(one), TITLE, AT))[0].items() if key.startswith("ALARM")]
        for one in (far, near)
    ]
    assert rings == [["-P13DT15H", "-P6DT15H", "-P1DT15H"], ["-P6DT15H", "-P1DT15H"]]


def test_what_a_case_no_longer_leads_to_is_cancelled_and_can_come_back(written: bytes) -> None:
    fewer = agenda(*(one for one in AGENDA.deadlines if one is not APPEAL))
    second = calendar(fewer, TITLE, LATER, earlier=written)
    gone = [entry for entry in read(second) if entry["STATUS"] == "CANCELLED"]
    assert [(entry["SUMMARY"], entry["DTSTART"]) for entry in gone] == [("Withdrawn", "20260409")]
    assert not any(key.startswith("ALARM") for key in gone[0])
    third = calendar(fewer, TITLE, LATER + dt.timedelta(days=1), earlier=second)
    assert [entry["UID"] for entry in read(third) if entry["STATUS"] == "CANCELLED"] == [gone[0]["UID"]]
    back = {entry["UID"]: entry for entry in read(calendar(AGENDA, TITLE, LATER + dt.timedelta(days=2), earlier=third))}
    assert back[gone[0]["UID"]]["STATUS"] == "CONFIRMED"
    assert len(back) == 11


def test_another_case_in_the_same_file_is_left_alone(written: bytes) -> None:
    other = calendar(agenda(APPEAL), "Another", LATER, earlier=written)
    assert len(read(other)) == 1


HALF_OURS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//article3//deadlines 0.1.0//EN\r\nBEGIN:VEVENT\r\nUID:a-b@article3\r\n"
    b"DTSTART;VALUE=DATE:%b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    "earlier",
    [
        b"not a calendar",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        *(HALF_OURS % day for day in (b"junk", b"99991231")),
    ],
)
def test_a_file_of_somebody_else_is_not_taken_for_ours(earlier: bytes) -> None:
    with pytest.raises(NotOursError):
        calendar(AGENDA, TITLE, AT, earlier=earlier)


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(NotInstalledError, match="extra 'calendar'"):
        calendar(AGENDA, TITLE, AT)


def test_every_sort_of_day_has_its_alarms() -> None:
    assert set(ics.ALARMS) == set(Sort)


@given(title=st.text(max_size=200), what=st.text(min_size=1, max_size=200))
@settings(max_examples=50, deadline=None)
def test_whatever_the_words_the_calendar_is_sound(title: str, what: str) -> None:
    one = msgspec.structs.replace(APPEAL, what=what, missing=title)
    written = calendar(agenda(one, title=title), "key", AT, names=True)
    (entry,) = read(written)
    assert str(library_reads(written).walk("VEVENT")[0]["summary"]) == entry["SUMMARY"]
