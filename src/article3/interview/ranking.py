"""Rank what is still unknown by how much its answer is expected to tell, for what it asks of the person.

What an answer tells is the mutual information between the fact and the outcome of all goals together, in bits (C. E. Shannon, "A
Mathematical Theory of Communication", Bell System Technical Journal 27 (1948) 379-423): by how much knowing the one reduces what
is unknown of the other. It is counted in each stratum of the completions and averaged, less what chance alone would show there
(G. A. Miller, "Note on the Bias of Information Estimates", in *Information Theory in Psychology* (1955) 95-100).

The count decides the order alone. Which facts are asked at all is exact: those on which a goal still depends.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from article3.facts.vocabulary import full_id
from article3.interview.answers import Answered, grouped
from article3.interview.completions import STRATA, WIDTH, Completions
from article3.interview.priors import Burden, burden, leads_stated, of_several
from article3.interview.setting import Point
from article3.logic.variables import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.interview.completions import Drawn, Parts
    from article3.interview.priors import Priors
    from article3.interview.setting import Goal, View

_MASK = (1 << WIDTH) - 1


class Ranked(msgspec.Struct, frozen=True, eq=False):
    """A question in its place.

    Attributes:
        point: what is asked.
        bits: the expected information about the goals' outcome, in bits.
        burden: what it asks of the person.
        rows: for each possible answer, the completions that have it.
        reached: for each goal, the completions in which it is reached.
        known_unknown: whether the case says already that it is not known.
    """

    point: Point
    bits: float
    burden: Burden
    rows: tuple[tuple[Answered, int], ...]
    reached: tuple[int, ...]
    known_unknown: bool = False

    @property
    def answers(self) -> list[tuple[Answered, tuple[float, ...]]]:
        """For each answer, in how large a share of the completions each goal is reached, weak and strong cases counting alike."""
        return [(answer, tuple(share(row, goal) for goal in self.reached)) for answer, row in self.rows]


def ranked(
    view: View, goals: Sequence[Goal], priors: Priors, seed: int = 0, store: dict[Drawn, Parts] | None = None
) -> list[Ranked]:
    """Every unknown fact that can still matter to the goals, the best to ask first.

    Args:
        view: the case in its forum.
        goals: what one works towards.
        priors: how often an unknown has which value.
        seed: another one draws other completions.
        store: see :class:`article3.interview.completions.Completions`.
    """
    points = view.points(goals)
    if not points:
        return []
    completions = Completions(view.case, view.setting.live, priors, seed, store)
    reached = completions.outcomes(goals)
    cells = _Cells(reached, completions.every)
    found = [_ranked(point, completions, reached, cells, view) for point in points]
    found.sort(key=lambda one: (one.known_unknown, _too_early(one, view), -round(one.bits / one.burden.weight, 6)))
    return _leads_first(found)


def _ranked(point: Point, completions: Completions, reached: Sequence[int], cells: _Cells, view: View) -> Ranked:
    about = point.about
    parts = completions.entries(about) if isinstance(about, Collection) else completions.parts(point.open[0])
    rows = [row for _, row in parts]
    answers = grouped(point, parts)
    for other in () if isinstance(about, Collection) else point.open[1:]:
        rows = [row & more for row in rows for _, more in completions.parts(other) if row & more]
    stated = None if isinstance(about, Collection) else view.stated.answer(about, point.scope)
    return Ranked(
        point,
        cells.information(rows),
        burden(about.id if isinstance(about, Collection) else full_id(about)),
        tuple(answers),
        tuple(reached),
        known_unknown=stated is not None and stated.value is None,
    )


def split(cells: list[int], rows: Iterable[int]) -> list[int]:
    """Cells of completions that come out alike in every row."""
    for row in rows:
        cells = [part for cell in cells for part in (cell & row, cell & ~row) if part]
    return cells


class _Cells:
    """The completions by how the goals come out together, counted in each stratum.

    Args:
        reached: for each goal, the completions in which it is reached.
        every: all completions.
    """

    def __init__(self, reached: Sequence[int], every: int) -> None:
        self._cells = split([every], reached)
        self._counts = [_counted(cell) for cell in self._cells]

    def information(self, rows: Sequence[int]) -> float:
        """The mutual information of a fact and the outcome, averaged over the strata, in bits."""
        joint = [[_counted(row & cell) for cell in self._cells] for row in rows[:-1]]
        # What is left of each cell has the last value.
        joint.append([tuple(map(_less, cell, *found)) for cell, *found in zip(self._counts, *joint, strict=True)])
        whole = 0.0
        for stratum in range(STRATA):
            counts = [[cell[stratum] for cell in row] for row in joint]
            of_rows, of_cells = [sum(row) for row in counts], [cell[stratum] for cell in self._counts]
            seen = sum(count > 0 for row in counts for count in row)
            found = sum(_XLOGX[count] for row in counts for count in row)
            found -= sum(_XLOGX[count] for count in (*of_rows, *of_cells))
            by_chance = seen - sum(map(bool, of_rows)) - sum(map(bool, of_cells)) + 1
            whole += max(0.0, found / WIDTH + math.log2(WIDTH) - by_chance / (2 * WIDTH * math.log(2)))
        return whole / STRATA


_XLOGX = [0.0, *[count * math.log2(count) for count in range(1, WIDTH + 1)]]


def _counted(row: int) -> tuple[int, ...]:
    """How many completions there are in each stratum."""
    if not row:
        return (0,) * STRATA
    return tuple([(row >> shift & _MASK).bit_count() for shift in range(0, STRATA * WIDTH, WIDTH)])


def _less(whole: int, *parts: int) -> int:
    return whole - sum(parts)


def share(row: int, goal: int) -> float:
    """In how large a share of some completions a goal is reached.

    The strata count alike, so that an answer is not credited with what else speaks for a strong case.
    """
    shares = []
    for stratum in range(STRATA):
        here = row >> stratum * WIDTH & _MASK
        if here:
            shares.append((here & goal >> stratum * WIDTH).bit_count() / here.bit_count())
    return sum(shares) / len(shares) if shares else 0.0


def share_variance(row: int, goal: int) -> float:
    """The sampling variance of :func:`share`; a count of none or all is not taken for certain."""
    strata = [row >> stratum * WIDTH & _MASK for stratum in range(STRATA)]
    found = []
    for stratum, here in enumerate(strata):
        if here:
            count = here.bit_count()
            part = ((here & goal >> stratum * WIDTH).bit_count() + 1) / (count + 2)
            found.append(part * (1 - part) / count)
    return sum(found) / len(found) ** 2 if found else 1.0


def _too_early(one: Ranked, view: View) -> bool:
    """Whether a question adds up entries of a list that has fewer than two so far."""
    of = of_several().get(one.point.asked.fact)
    return of is not None and len(view.stated.lists.get(of, ())) < 2  # noqa: PLR2004 - two make several


def _leads_first(found: Sequence[Ranked]) -> list[Ranked]:
    """The same order, save that a fact which matters only after another, or is asked after it, comes after that one."""
    places = {one.point.place: one for one in found}
    ordered: dict[str, Ranked] = {}
    waiting: set[str] = set()

    def put(one: Ranked) -> None:
        place = one.point.place
        if place in ordered or place in waiting:
            return
        waiting.add(place)
        for name in (one.point.asked.after, *leads_stated().get(one.point.asked.fact, ())):
            lead = places.get(name)
            if lead is not None and not lead.known_unknown:
                put(lead)
        ordered[place] = one

    for one in found:
        put(one)
    return list(ordered.values())
