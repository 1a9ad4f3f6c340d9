"""A question of law drawn over time: a row for each forum, a bar for each period, told apart by letter and hatching.

Only numbers are worked out here; the template draws them. Every bar also stands as a row in the table below the drawing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.law.matrix import lettered
from article3.law.periods import Step, forums, label, name, periods

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.periods import Period

HATCHES = 6
"""So many ways of hatching there are; a question with more readings uses them again, and the letters still differ."""

OPEN = "open"
"""The hatching of a period in which more than one reading is alive."""

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _BAR = 960.0, 72.0, 12.0, 24.0, 26.0, 18.0
_EVERY = 5
"""Years between two labels of the axis."""
_LETTER = 11.0
"""Width that one letter needs within a bar."""


class Bar(msgspec.Struct, frozen=True):
    """One period as a bar.

    Attributes:
        x: left end.
        width: how wide.
        y: upper edge.
        hatch: number of the hatching, or ``open``.
        letters: what is written on it; empty if it is too narrow.
        middle: where the letters stand.
    """

    x: float
    y: float
    width: float
    hatch: str
    letters: str
    middle: float


class ChartRow(msgspec.Struct, frozen=True):
    """A forum: its label, where it stands, and its bars."""

    label: str
    y: float
    bars: tuple[Bar, ...]


class Tick(msgspec.Struct, frozen=True):
    """A labeled year."""

    x: float
    year: int


class Chart(msgspec.Struct, frozen=True):
    """A drawing: its size, the height of a bar, its rows, its axis and the hatchings that it uses."""

    width: float
    height: float
    bar: float
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    hatches: tuple[str, ...]


class PeriodShown(msgspec.Struct, frozen=True):
    """One period as a row of the table.

    Attributes:
        letters: of the readings alive.
        live: the readings alive.
        steps: what settled the question or kept it open, from when.
    """

    forum: str
    from_: dt.date
    until: dt.date
    open: bool
    letters: str
    live: tuple[str, ...]
    steps: tuple[Step, ...]


def drawn(law: Law, question: str, through: dt.date) -> tuple[Chart, tuple[PeriodShown, ...]]:
    """A question over time, as a drawing and as the rows of a table with the same periods in the same order."""
    letters = {reading.id: reading.letter for reading in lettered(law.questions[question])}
    number = {reading: str(index % HATCHES) for index, reading in enumerate(letters)}
    first, last = law.begins.year, max(through, law.begins).year + 1
    scale = (_WIDTH - _LEFT - _RIGHT) / (dt.date(last, 1, 1) - dt.date(first, 1, 1)).days

    def across(day: dt.date) -> float:
        return round(_LEFT + (day - dt.date(first, 1, 1)).days * scale, 1)

    def bar(period: Period, y: float) -> Bar:
        left, right = across(period.from_), across(period.until + dt.timedelta(days=1))
        words = "/".join(letters[reading] for reading in period.live)
        fits = right - left >= _LETTER * len(words) + 2
        hatch = OPEN if period.governance.is_open else number[period.live[0]]
        return Bar(left, y, round(right - left, 1), hatch, words if fits else "", round((left + right) / 2, 1))

    rows, table, hatches = [], [], set()
    for index, forum in enumerate(forums(law)):
        y = _TOP + index * _ROW
        found = periods(law, question, forum, through)
        rows.append(ChartRow(label(law, forum), y, tuple(bar(period, y) for period in found)))
        hatches |= {drawn_bar.hatch for drawn_bar in rows[-1].bars}
        table += [_shown(law, forum, period, letters) for period in found]
    years = range(first + -first % _EVERY, last + 1, _EVERY)
    ticks = tuple(Tick(across(dt.date(year, 1, 1)), year) for year in years)
    height = _TOP + len(rows) * _ROW
    return Chart(_WIDTH, height, _BAR, tuple(rows), ticks, tuple(sorted(hatches))), tuple(table)


def _shown(law: Law, forum: str, period: Period, letters: dict[str, str]) -> PeriodShown:
    return PeriodShown(
        name(law, forum),
        period.from_,
        period.until,
        period.governance.is_open,
        "/".join(letters[reading] for reading in period.live),
        period.live,
        period.steps,
    )
