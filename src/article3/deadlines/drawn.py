"""An agenda drawn over time: a lane for each stretch of a case from entry to after a grant, a row for each event and deadline.

Only places are worked out here; the template draws them. Shapes and words tell what color tells too, so that a photocopy
loses nothing, and everything drawn also stands in words beside it.
"""

from __future__ import annotations

import math
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import msgspec

from article3.deadlines.counting import in_words
from article3.deadlines.lanes import LANES, lane_of, lane_of_event
from article3.deadlines.model import Deadline, Sort, Status
from article3.deadlines.text import outline
from article3.deadlines.wording import happened, left, matters, other_days, short
from article3.explanations import html
from article3.explanations.cleaning import one_line
from article3.explanations.wording import MARKS

if TYPE_CHECKING:
    import datetime as dt

    from article3.deadlines.model import Agenda
    from article3.facts.event import Event

WIDTH = 1040.0
_PLOT, _PLOT_END, _SAYS = 350.0, 755.0, 782.0
_LABEL_LETTERS, _SAYS_LETTERS = 46, 35
_LINE, _GAP, _LANE, _TOP, _LEGEND = 17.0, 11.0, 30.0, 84.0, 24.0
_UNIT = 30.0
"""Days about today that are drawn at nearly full length; farther ones draw together."""
_APART = 80.0
"""Least distance of two ticks."""
_TICKS = (
    (7, "1 week"),
    (30, "1 month"),
    (91, "3 months"),
    (365, "1 year"),
    (1096, "3 years"),
    (3652, "10 years"),
    (7305, "20 years"),
)

_BY_STATUS = {
    Status.OVERDUE: "overdue",
    Status.TODAY: "today",
    Status.MET: "met",
    Status.LATE: "late",
    Status.CLOSED: "closed",
    Status.UNKNOWN: "unknown",
    Status.STOPPED: "stopped",
}
_BY_SORT = {
    Sort.LAST_DAY: "due",
    Sort.WINDOW: "window",
    Sort.FIRST_DAY: "first",
    Sort.SET_DAY: "set",
    Sort.GOVERNMENT: "government",
}
LEGEND = {
    "overdue": "overdue",
    "today": "today",
    "due": "last day",
    "set": "day set",
    "window": "end of a window",
    "first": "first day",
    "government": "the government's time",
    "met": "done in time",
    "late": "done late",
    "closed": "closed",
    "unknown": "day not known",
    "stopped": "clock stands still",
    "other": "disputed: another view",
    "event": "event",
}
"""What each shape means, in the order of the legend."""
_LEGEND_ROW = 5


class Row(msgspec.Struct, frozen=True):
    """An event or a deadline.

    Attributes:
        shape: one of :data:`LEGEND`.
        label: what it is, in lines.
        says: its day and how far away it is, in lines.
        y: the middle of its first line.
        x: where its mark stands.
        since: where the line to its mark begins; the same place if nothing started it.
        others: where the other days of a dispute stand.
    """

    shape: str
    label: tuple[str, ...]
    says: tuple[str, ...]
    y: float
    x: float
    since: float
    others: tuple[float, ...] = ()

    @property
    def words(self) -> str:
        """The row as one sentence."""
        return f"{' '.join(self.label)}: {', '.join(self.says)}"


class Lane(msgspec.Struct, frozen=True):
    """A stretch of the case with its rows."""

    name: str
    y: float
    rows: tuple[Row, ...]


class Drawing(msgspec.Struct, frozen=True):
    """Everything with its place.

    Attributes:
        today: where today's line stands.
        ticks: place and words.
        legend: place, shape and meaning of each shape that is used.
    """

    height: float
    bottom: float
    today: float
    ticks: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[float, float, str, str], ...]


def drawn(agenda: Agenda) -> Drawing:
    """Lanes, rows and marks of an agenda, each with its place."""
    scale = Scale(agenda)
    lanes, y = [], _TOP
    for name, things in _things(agenda):
        head, rows = y, []
        y += _LANE
        for thing in things:
            row = _row(thing, y, scale)
            rows.append(row)
            y += _LINE * max(len(row.label), len(row.says)) + _GAP
        lanes.append(Lane(name, head, tuple(rows)))
    used = {row.shape for lane in lanes for row in lane.rows}
    used |= {"other" for lane in lanes for row in lane.rows if row.others}
    shown = [shape for shape in LEGEND if shape in used]
    legend = tuple(
        (14.0 + (at % _LEGEND_ROW) * (WIDTH - 20) / _LEGEND_ROW, y + 22.0 + at // _LEGEND_ROW * _LEGEND, shape, LEGEND[shape])
        for at, shape in enumerate(shown)
    )
    height = y + 22.0 + math.ceil(len(shown) / _LEGEND_ROW) * _LEGEND
    return Drawing(height, y, scale.at(agenda.today), scale.ticks(), tuple(lanes), legend)


class Scale:
    """From days to places: nearly even about today, and the closer together the farther away, as a logarithm is.

    Attributes:
        today: the day about which it is drawn.
    """

    def __init__(self, agenda: Agenda) -> None:
        self.today = agenda.today
        days = [event.day for event in agenda.events if event.day is not None]
        for deadline in agenda.deadlines:
            days += [day for day in (deadline.day, *(other.day for other in deadline.other_days)) if day is not None]
        away = [(day - agenda.today).days for day in days]
        self._first, self._last = min(-30, *away, 0), max(30, *away, 0)

    def at(self, day: dt.date) -> float:
        """Where a day stands."""
        return self._place((day - self.today).days)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Where ticks stand, with their words; those too close to one nearer to today are left out."""
        found = []
        for sign, words in ((-1, "{} ago"), (1, "in {}")):
            last = self._place(0)
            for days, named in _TICKS:
                place = self._place(sign * days)
                if self._first <= sign * days <= self._last and abs(place - last) >= _APART:
                    found.append((place, words.format(named)))
                    last = place
        return tuple(sorted(found))

    def _place(self, days: int) -> float:
        low, high = _drawn_together(self._first), _drawn_together(self._last)
        return round(_PLOT + (_drawn_together(days) - low) / (high - low) * (_PLOT_END - _PLOT), 1)


def _drawn_together(days: int) -> float:
    return math.copysign(math.log1p(abs(days) / _UNIT), days)


def _things(agenda: Agenda) -> list[tuple[str, list[Event | Deadline]]]:
    """Events and deadlines by lane, each lane in order of time, what has no day last; empty lanes are left out.

    A day that was set, such as a hearing, is drawn once.
    """
    found: dict[str, list[Event | Deadline]] = {name: [] for name in LANES}
    told_already = {one.trigger for one in agenda.deadlines if one.trigger is not None and one.trigger.day == one.day}
    for event in agenda.events:
        if event.day is not None and event not in told_already:
            found[lane_of_event(event.kind)].append(event)
    for deadline in agenda.deadlines:
        found[lane_of(deadline)].append(deadline)
    return [(name, sorted(things, key=_in_time)) for name, things in found.items() if things]


def _in_time(thing: Event | Deadline) -> tuple[bool, str, bool]:
    return thing.day is None, str(thing.day), isinstance(thing, Deadline)


def _row(thing: Event | Deadline, y: float, scale: Scale) -> Row:
    says = [in_words(thing.day)] if thing.day is not None else []
    if not isinstance(thing, Deadline):
        place = scale.at(thing.day or scale.today)
        return Row("event", _lines(happened(thing), _LABEL_LETTERS), tuple(says), y, place, place)
    says += [left(thing), *_lines(other_days(thing), _SAYS_LETTERS)]
    started = None if thing.trigger is None else thing.trigger.day
    place = scale.at(thing.day or started or scale.today)
    since = place if started is None else scale.at(started)
    others = tuple(scale.at(other.day) for other in thing.other_days if matters(thing))
    shape = _BY_STATUS.get(thing.status) or _BY_SORT[thing.sort]
    return Row(shape, _lines(thing.what.rstrip("."), _LABEL_LETTERS), tuple(says), y, place, since, others)


def _lines(words: str, letters: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(words, letters, break_on_hyphens=False))


def svg(agenda: Agenda, *, alone: bool = True) -> str:
    """A drawing.

    Args:
        agenda: what to draw.
        alone: whether it stands alone, with its title and its style in it; a page that it is put into has :func:`style`.
    """
    context = {"alone": alone, "styled": alone, **_context(agenda)}
    return _templates().get_template("deadlines.svg.j2").render(context).strip() + "\n"


def style() -> str:
    """The style of a drawing that is part of a page."""
    return Path(__file__).with_name("timeline.css").read_text(encoding="utf-8")


def page(agenda: Agenda, *, why: bool = False) -> str:
    """A self-contained page: the drawing, the same in words, and the whole agenda.

    Args:
        agenda: what to show.
        why: tell how each day is worked out, step by step.
    """
    shown = outline(agenda, why=why)
    return _templates().get_template("deadlines.html.j2").render(outline=shown, marks=MARKS, **_context(agenda))


def _context(agenda: Agenda) -> dict[str, object]:
    return {
        "title": " ".join(html.NOT_IN_XML.sub(" ", one_line(agenda.title)).split()) or "Deadlines",
        "today": short(agenda.today),
        "drawing": drawn(agenda),
        "width": WIDTH,
        "plot": (_PLOT, _PLOT_END, _SAYS),
        "line": _LINE,
    }


@cache
def _templates() -> jinja2.Environment:
    """Our own templates beside those of other explanations, whose look they share."""
    places = [Path(__file__).parent, Path(html.__file__).parent]
    return html.TEMPLATES.overlay(loader=jinja2.FileSystemLoader(places))
