"""The timeline: every row in its place, told by shape and words, and readable without seeing it."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_by_hand import AGENDA, APPEAL, ARRIVED, DECIDED, NOTE, TITLE, TODAY, simple
from article3.deadlines.clocks import CLOCKS
from article3.deadlines.drawn import LEGEND, WIDTH, Row, Scale, drawn, page, svg
from article3.deadlines.lanes import LANES, OTHER, lane_of, lane_of_event
from article3.deadlines.model import Agenda, Deadline, Sort, Stage, StageName, Status
from article3.facts.event import Event
from article3.facts.events import KINDS
from page_reader import Page

if TYPE_CHECKING:
    from article3.deadlines.clock import Clock

SVG = "{http://www.w3.org/2000/svg}"
EMPTY = Agenda("", TODAY, TODAY, Stage(StageName.UNDETERMINED))


@pytest.fixture(scope="module")
def picture() -> str:
    return svg(AGENDA)


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {" ".join(row.label): row for lane in drawn(AGENDA).lanes for row in lane.rows}


def test_it_is_one_picture_with_title_and_words(picture: str) -> None:
    root = ET.fromstring(picture)  # noqa: S314 - ours
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = {element.get("id"): element.text or "" for element in root if element.get("id")}
    assert [root.find(f"{SVG}{tag}") is not None for tag in ("title", "desc")] == [True, True]
    assert (root.get("aria-labelledby") or "").split() == list(named)
    assert named["drawn"] == f"{TITLE}: timeline as of 6 April 2026"
    for lane in drawn(AGENDA).lanes:
        assert lane.name in named["drawn-says"]
        for row in lane.rows:
            assert row.words in named["drawn-says"]


def test_every_deadline_and_dated_event_is_drawn_once(rows: dict[str, Row]) -> None:
    expected = {deadline.what.rstrip(".") for deadline in AGENDA.deadlines} | {
        "Last arrival",
        "Judge's decision (denied, by mail)",
    }
    assert set(rows) == expected  # the hearing is drawn as the day that is set
    assert sum(len(lane.rows) for lane in drawn(AGENDA).lanes) == len(expected)


@pytest.mark.parametrize(
    ("label", "shape", "says"),
    [
        ("Address change", "overdue", ("Friday, 3 April 2026", "3 days overdue")),
        ("Fee due", "today", ("Monday, 6 April 2026", "today")),
        ("Check in", "set", ("Tuesday, 7 April 2026", "tomorrow")),
        ("File the notice of appeal with the Board", "due", ("Thursday, 9 April 2026", "in 3 days", "disputed: act on 9 April 2026; on", "another view 29 April 2026")),
        ("Ead earliest", "first", ("Wednesday, 20 May 2026", "in 44 days")),
        ("Motion to reopen", "window", ("Wednesday, 1 July 2026", "in 86 days")),
        ("Removal period", "government", ("Tuesday, 29 February 2028", "in 694 days")),
        ("Petition for review", "unknown", ("the day is not known",)),
        ("Asylum clock", "stopped", ("the clock stands still",)),
        ("Hearing", "set", ("Friday, 27 March 2026", "was 10 days ago")),
        ("Motion to reconsider", "closed", ("Friday, 20 March 2026", "closed 17 days ago")),
        ("Filings", "late", ("Tuesday, 10 March 2026", "done late, on 11 March 2026")),
        ("Asylum one year", "met", ("Friday, 28 February 2025", "done in time, on 2 January 2025")),
        ("Last arrival", "event", ("Thursday, 29 February 2024",)),
    ],
)  # fmt: skip
def test_each_row_tells_by_shape_and_words(rows: dict[str, Row], label: str, shape: str, says: tuple[str, ...]) -> None:
    assert (rows[label].shape, rows[label].says) == (shape, says)


def test_shapes_differ_without_their_colors(picture: str) -> None:
    legend = picture.rpartition("</g>")[2]
    shapes = re.split(r'<text class="soft"[^>]*>[^<]*</text>', legend)[:-1]
    assert len(shapes) == len(LEGEND)
    bare = {
        re.sub(r'class="(fill|line|stroke)?[^"]*"', r"\1", re.sub(r' c?[xy]="[^"]*"|M[\d.]+ [\d.]+', "", shape)).strip()
        for shape in shapes
    }
    assert len(bare) == len(LEGEND), bare  # full or hollow, and of its own outline


def test_a_dispute_shows_both_days_and_runs_from_its_event(rows: dict[str, Row]) -> None:
    appeal, decision = rows["File the notice of appeal with the Board"], rows["Judge's decision (denied, by mail)"]
    assert appeal.since == decision.x < drawn(AGENDA).today < appeal.x < appeal.others[0]
    assert rows["Hearing"].others == ()


def test_rows_stand_under_each_other_and_on_the_sheet(rows: dict[str, Row]) -> None:
    drawing = drawn(AGENDA)
    order = [row for lane in drawing.lanes for row in lane.rows]
    for above, below in pairwise(order):
        assert below.y >= above.y + 17 * max(len(above.label), len(above.says))
    assert order[-1].y < drawing.bottom < drawing.height
    assert all(0 < row.x < WIDTH for row in rows.values())
    assert all(x < WIDTH - 100 and y < drawing.height for x, y, _, _ in drawing.legend)


def test_lanes_follow_the_case_and_rows_the_days() -> None:
    drawing = drawn(AGENDA)
    names = [lane.name for lane in drawing.lanes]
    assert names == [name for name in LANES if name in names]
    for lane in drawing.lanes:
        places = [row.x for row in lane.rows if row.shape not in {"unknown", "stopped"}]
        assert places == sorted(places)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_event_has_a_lane(kind: str) -> None:
    assert lane_of_event(kind) != OTHER


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)
def test_every_clock_has_a_lane(clock: Clock) -> None:
    assert lane_of(msgspec.structs.replace(APPEAL, clock=clock.id, trigger=Event("x", clock.starts, TODAY))) != OTHER


def test_a_clock_stands_where_it_is_answered() -> None:
    assert lane_of(APPEAL) == "Before the Board"
    assert lane_of(msgspec.structs.replace(APPEAL, clock="another", trigger=ARRIVED)) == "Entry and screening"
    assert lane_of(msgspec.structs.replace(APPEAL, clock="another", trigger=None)) == OTHER


@given(st.lists(st.integers(-9000, 9000), min_size=1, max_size=8))
@settings(max_examples=50, deadline=None)
def test_the_scale_never_turns_back_and_keeps_to_its_room(away: list[int]) -> None:
    days = sorted(TODAY + dt.timedelta(days=each) for each in away)
    scale = Scale(msgspec.structs.replace(EMPTY, deadlines=tuple(simple("one", day, Status.UPCOMING) for day in days)))
    places = [scale.at(day) for day in days]
    assert places == sorted(places)
    assert all(350 <= place <= 755 for place in (*places, scale.at(TODAY)))
    assert all(right - left >= 79 for (left, _), (right, _) in pairwise(scale.ticks()))


def test_a_picture_without_days_says_so() -> None:
    assert "No day is known yet." in svg(EMPTY)
    assert ">Deadlines: timeline as of 6 April 2026<" in svg(EMPTY)


def test_no_note_of_the_author_is_drawn(picture: str) -> None:
    assert NOTE not in picture
    assert NOTE not in page(AGENDA, why=True)


def test_any_script_and_sign_in_a_title_is_kept_and_kept_apart() -> None:
    odd = msgspec.structs.replace(AGENDA, title='ليلى <script> & "co"')
    root = ET.fromstring(svg(odd))  # noqa: S314
    assert root.get("direction") == "ltr"  # a page that runs from right to left doesn't turn the drawing over
    shown = next(text for text in root.iter(f"{SVG}text") if text.text == odd.title)
    assert "written" in (shown.get("class") or "")
    assert ".written { unicode-bidi: plaintext; }" in svg(odd)
    assert "<script>" not in page(odd)


def test_it_is_readable_in_the_dark_and_light_on_paper(picture: str) -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in picture
    assert "@media print" in page(AGENDA)
    inside = re.findall(r"(?:fill|stroke): ([^;]+);", picture)
    assert set(inside) <= {
        "none",
        *(f"var(--d-{name})" for name in ("ink", "paper", "soft", "line", "band", "good", "late", "open")),
    }


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_their_ground_in_light_and_dark(picture: str) -> None:
    for palette in re.findall(r"svg \{ (--d-ink[^}]+)\}", picture):
        colors = dict(re.findall(r"--d-(\w+): (#\w{6});", palette))
        for word in ("ink", "soft", "good", "late", "open"):
            for ground in ("paper", "band"):
                light, dark = sorted((luminance(colors[word]), luminance(colors[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (word, ground)


def test_the_page_is_whole_and_tells_the_drawing_in_words() -> None:
    content = page(AGENDA)
    assert Page(content).faults == []
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|<link|<img", content)
    words = content.partition("The timeline in words")[2]
    for lane in drawn(AGENDA).lanes:
        for row in lane.rows:
            assert row.words.replace("'", "&#39;") in words
    for heading in ("Stage", "What to do next", "Overdue", "Coming up"):
        assert f">{heading}</h2>" in content
    assert content.count("<h1>") == 1


def test_every_status_and_sort_has_a_shape() -> None:
    for status in Status:
        for sort in Sort:
            day = None if status in {Status.UNKNOWN, Status.STOPPED} else TODAY - dt.timedelta(days=status is not Status.UPCOMING)
            one = Deadline("a:a", "a", "A", sort, day, status, None if day is None else (day - TODAY).days)
            (lane,) = drawn(msgspec.structs.replace(EMPTY, deadlines=(one,))).lanes
            assert lane.rows[0].shape in LEGEND
            assert lane.rows[0].says[-1]


def test_the_day_of_an_event_without_one_is_not_made_up() -> None:
    unknown = msgspec.structs.replace(DECIDED, day=None)
    assert drawn(msgspec.structs.replace(EMPTY, events=(unknown,))).lanes == ()
