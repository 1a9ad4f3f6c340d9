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
from article3.interview.priors import Burden, burden
from article3.interview.setting import Point
from article3.logic.variables import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.interview.priors import Priors
    from article3.interview.setting import Goal, View

_MASK = (1 << WIDTH) - 1


class Ranked(msgspec.Struct, frozen=True, eq=False):
    """A question in its place.

    Attributes:
        point: what is asked.
        bits: the expected information about the goals' outcome, in bits.
        burden: what it asks of the person.
        answers: for each possible answer, in how large a share of the completions each goal is reached, weak cases and strong
            ones counting alike.
        known_unknown: whether the case says already that it is not known.
    """

    point: Point
    bits: float
    burden: Burden
    answers: tuple[tuple[Answered, tuple[float, ...]], ...]
    known_unknown: bool = False


def ranked(view: View, goals: Sequence[Goal], priors: Priors, seed: int = 0) -> list[Ranked]:
    """Every unknown fact that can still matter to the goals, the best to ask first.

    Args:
        view: the case in its forum.
        goals: what one works towards.
        priors: how often an unknown has which value.
        seed: another one draws other completions.
    """
    points = view.points(goals)
    if not points:
        return []
    completions = Completions(view.case, view.setting.live, priors, seed)
    reached = completions.outcomes(goals)
    cells = split([completions.every], reached)
    found = [_ranked(point, completions, reached, cells, view) for point in points]
    found.sort(key=lambda one: (one.known_unknown, -round(one.bits / one.burden.weight, 6)))
    return _leads_first(found)


def _ranked(point: Point, completions: Completions, reached: Sequence[int], cells: Sequence[int], view: View) -> Ranked:
    about = point.about
    parts = completions.entries(about) if isinstance(about, Collection) else completions.parts(point.open[0])
    rows = [row for _, row in parts]
    answers = grouped(point, parts)
    for other in () if isinstance(about, Collection) else point.open[1:]:
        rows = [row & more for row in rows for _, more in completions.parts(other) if row & more]
    stated = None if isinstance(about, Collection) else view.stated.answer(about, point.scope)
    return Ranked(
        point,
        _information(rows, cells),
        burden(about.id if isinstance(about, Collection) else full_id(about)),
        tuple((answer, tuple(share(row, goal) for goal in reached)) for answer, row in answers),
        known_unknown=stated is not None and stated.value is None,
    )


def split(cells: list[int], rows: Iterable[int]) -> list[int]:
    """Cells of completions that come out alike in every row."""
    for row in rows:
        cells = [part for cell in cells for part in (cell & row, cell & ~row) if part]
    return cells


def _information(rows: Sequence[int], cells: Sequence[int]) -> float:
    """The mutual information of a fact and the outcome, averaged over the strata, in bits."""
    whole = 0.0
    joint = [[row & cell for cell in cells] for row in rows]
    for stratum in range(STRATA):
        shift = stratum * WIDTH
        of_rows = [(row >> shift & _MASK).bit_count() for row in rows]
        of_cells = [(cell >> shift & _MASK).bit_count() for cell in cells]
        found, seen = 0.0, 0
        for here, row in zip(of_rows, joint, strict=True):
            for there, both in zip(of_cells, row, strict=True):
                count = (both >> shift & _MASK).bit_count() if both else 0
                if count:
                    found += count / WIDTH * math.log2(count * WIDTH / (here * there))
                    seen += 1
        by_chance = seen - sum(map(bool, of_rows)) - sum(map(bool, of_cells)) + 1
        whole += max(0.0, found - by_chance / (2 * WIDTH * math.log(2)))
    return whole / STRATA


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


def _leads_first(found: Sequence[Ranked]) -> list[Ranked]:
    """The same order, save that a fact which matters only after another comes after that one."""
    places = {one.point.place: one for one in found}
    ordered: dict[str, Ranked] = {}

    def put(one: Ranked) -> None:
        if one.point.place in ordered:
            return
        lead = places.get(one.point.asked.after)
        if lead is not None and lead is not one and not lead.known_unknown:
            put(lead)
        ordered[one.point.place] = one

    for one in found:
        put(one)
    return list(ordered.values())
