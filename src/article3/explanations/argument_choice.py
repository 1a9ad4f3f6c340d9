"""Which decisions an argument names, and which unknown factors matter most: the same choice for every page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from article3.law.precedents import Side
from article3.precedents.reasons import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.precedents.argument import Argued, FactorStated
    from article3.precedents.beside import Decision, Near

FEW = 3
"""So many decisions for each side are told, and all against the applicant that bind, unless all are asked for."""

_MUCH = 100
"""What counts for more than anything that brings a decision closer: what would force the outcome."""


def forced_for(argued: Argued) -> Side | None:
    """The side for which the outcome is forced."""
    return {Outcome.FOR: Side.FOR, Outcome.AGAINST: Side.AGAINST}.get(argued.outcome)


def likened(argued: Argued, *, everything: bool = False) -> tuple[Near, ...]:
    """The decisions to liken the case to: the first few, or all; never one that forces the outcome anyway.

    Where the outcome is forced for the applicant, none are needed.
    """
    near = _not_behind(argued, argued.liken)
    if everything:
        return near
    return () if forced_for(argued) is Side.FOR else near[:FEW]


def told_apart(argued: Argued, *, everything: bool = False) -> tuple[Near, ...]:
    """The decisions to tell the case from: every one that binds, and the first few of the others, or all.

    Where the outcome is forced against the applicant, those that force it have to be answered, and no others.
    """
    near = _not_behind(argued, argued.distinguish)
    if everything:
        return near
    if forced_for(argued) is Side.AGAINST:
        return ()
    return near[: max(FEW, sum(one.decision.binds for one in near))]


def likened_in_short(shown: Sequence[Near]) -> tuple[Decision, ...]:
    """Of those shown, the decisions that a summary names: those that bind or are nearest, on the law here if any is."""
    ours = [one for one in shown if not one.decision.rests_on] or list(shown)
    return _once((one.decision for one in ours if one.level == 0 or one.decision.binds), ours)


def told_apart_in_short(shown: Sequence[Near]) -> tuple[Decision, ...]:
    """Of those shown, the decisions that a summary names: every one that binds, and the nearest of the others."""
    return _once((one.decision for one in shown if one.level == 0 or one.decision.binds), shown)


def to_find_out(argued: Argued, near: Iterable[Near]) -> tuple[FactorStated, ...]:
    """The unknown factors that matter for what is told, the most useful first.

    What the shortest ways to force the outcome wait for comes first, then what brings most decisions closer or sets most apart.
    """
    counts: Counter[str] = Counter()
    for side in Side:
        for number, way in enumerate(argued.would_force[side.value]):
            for name in (*way.present, *way.absent):
                counts[name] += _MUCH - number - len(way.present) - len(way.absent)
    for one in near:
        counts.update((*one.to_show, *one.to_rule_out))
    unknown = [factor for factor in argued.factors if factor.value == "unknown" and factor.id in counts]
    return tuple(sorted(unknown, key=lambda factor: -counts[factor.id]))


def _not_behind(argued: Argued, near: Sequence[Near]) -> tuple[Near, ...]:
    """Those that are not told already as what forces the outcome, or would force the opposite."""
    behind = {(one.authority, one.outcome) for one in (*argued.by, *argued.contrary)}
    return tuple(one for one in near if (one.decision.authority, one.decision.outcome) not in behind)


def _once(chosen: Iterable[Decision], near: Sequence[Near]) -> tuple[Decision, ...]:
    """Each decision once, though it may stand twice on an issue; the first shown always."""
    found: dict[str, Decision] = {}
    for one in (*chosen, *(one.decision for one in near[:1])):
        found.setdefault(one.authority, one)
    return tuple(found.values())
