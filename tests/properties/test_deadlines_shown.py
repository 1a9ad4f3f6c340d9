"""Whatever happened in a case, its calendar is sound, its drawing whole, and all of them tell the same days."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.deadlines.agenda import agenda
from article3.deadlines.counting import in_words
from article3.deadlines.drawn import drawn, page
from article3.deadlines.ics import calendar, case_digest, uid
from article3.deadlines.text import outline
from article3.explanations.text import render
from article3.facts.case_file import parse_case
from article3.facts.event import Service
from article3.facts.events import KINDS
from article3.law.loading import load
from calendars import read
from page_reader import Page

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
NOTE = "Qwertz"
PROCEEDINGS = ("removal", "withholding_only", "credible_fear", "reasonable_fear", "asylum_merits", "unknown")


@st.composite
def cases(draw: st.DrawFn) -> str:
    """A case file with some events, each as its kind allows."""
    lines = [f"article3: 1\ntitle: {NOTE}\nproceeding: {{kind: {draw(st.sampled_from(PROCEEDINGS))}}}\nevents:"]
    for number, name in enumerate(draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=8))):
        kind = KINDS[name]
        day = draw(st.one_of(st.just("unknown"), st.dates(dt.date(1999, 4, 1), dt.date(2034, 12, 31)).map(str)))
        more = f", note: {NOTE}, id: {NOTE.lower()}-{number}"
        more += f", outcome: {draw(st.sampled_from(kind.outcomes))}" if kind.outcomes else ""
        more += f", served: {draw(st.sampled_from(Service)).value}" if kind.served else ""
        lines.append(f"  - {{kind: {name}, on: {day}{more}}}")
    return "\n".join(lines)


@given(text=cases(), today=st.dates(dt.date(1999, 4, 1), dt.date(2034, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_calendar_drawing_and_words_agree(text: str, today: dt.date) -> None:
    law = load()
    found = msgspec.structs.replace(agenda(parse_case(text, "case.yaml", law), today, law), title="")
    dated = [deadline for deadline in found.deadlines if deadline.day is not None]
    told = render(outline(found))
    assert max(map(len, told.splitlines())) <= 80
    drawing, content = drawn(found), page(found, why=True)
    assert Page(content).faults == []
    rows = [row for lane in drawing.lanes for row in lane.rows]
    assert all(350 <= row.x <= 755 and row.y < drawing.bottom for row in rows)
    assert all(len(line) <= 46 for row in rows for line in row.label)
    assert drawing.height < 10_000
    for deadline in dated:
        assert deadline.day is not None
        assert in_words(deadline.day) in " ".join(told.split())
    if dated:
        written = calendar(found, "key", AT)
        days = {entry["UID"]: entry["DTSTART"] for entry in read(written)}
        case = case_digest("key")
        assert len(days) == len(dated)
        assert days == {uid(case, deadline): deadline.day.strftime("%Y%m%d") for deadline in dated if deadline.day}
        assert NOTE.lower() not in written.decode().lower()
    assert NOTE.lower() not in content.lower()
