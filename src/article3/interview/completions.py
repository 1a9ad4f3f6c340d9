"""Many completions of one case, side by side: each bit of a row of bits is one way in which all that is unknown could turn out.

What the case states, and what a decision knows besides, is the same in every completion. An unknown fact is drawn from the
values that the evaluation too lets stand for all it could be; an open question of law has one of its live readings in each
completion; a list that the case does not have has no entry, or one of which everything is drawn. A comparison of two days of
which one is unknown is drawn as such.

The facts of a case are not independent of each other: where much speaks for a claim, more does. If every unknown were drawn by
itself, a claim that needs fifteen things would hold in hardly any completion, and which of them to ask first could not be told.
So the completions come in strata of equal size, from weak cases to strong ones, and in each the odds of whatever pulls towards
protection are multiplied by the same factor. Over all strata a fact without a prior of its own holds in half of the
completions. (Facts that are exchangeable given an unknown common rate: B. de Finetti, "La prévision: ses lois logiques, ses
sources subjectives", Annales de l'Institut Henri Poincaré 7 (1937) 1-68.)
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Answer, Case
from article3.facts.vocabulary import COLLECTIONS, full_id
from article3.interview.signs import pulls, signs
from article3.logic.planes import PlaneEvaluation, Planes
from article3.logic.propositions import Elapsed, Question, Some, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Value, Variable
from article3.rules.rulebase import THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from article3.interview.priors import Priors
    from article3.interview.setting import Goal
    from article3.logic.evaluation import Unknown
    from article3.logic.propositions import Condition
    from article3.logic.variables import Day

STRATA = 8
"""From weak cases to strong ones."""
WIDTH = 512
"""Completions in each stratum."""
LANES = STRATA * WIDTH
_ODDS = tuple((2 * place + 1) / (2 * (STRATA - place) - 1) for place in range(STRATA))
"""Strengths 1/16, 3/16, …, 15/16, as odds."""
_FINE = 256
"""Chances are rounded to so many parts."""

Parts = tuple[tuple[Value, int], ...]
"""Each value of a fact with the completions that have it; every completion has one."""
Drawn = tuple[object, int | None, tuple[Value, ...]]
"""What was drawn: a fact, the entity it belongs to, its values."""


class Completions:
    """Completions of a case; deterministic for a case, priors and a seed.

    Args:
        case: with all that a decision knows; see :func:`article3.findings.prepared.prepared`.
        live: the readings alive in the forum, by question of law.
        priors: how often an unknown has which value.
        seed: another one draws other completions.
        store: what was drawn for another state of the same case, with the same priors and seed; more is added.

    Attributes:
        every: a row with the bit of every completion.
        evaluation: the truth of each proposition in each of them.
    """

    def __init__(
        self,
        case: Case,
        live: Callable[[str], Sequence[str]],
        priors: Priors,
        seed: int = 0,
        store: dict[Drawn, Parts] | None = None,
    ) -> None:
        self.every = (1 << LANES) - 1
        self._case = case
        self._live = live
        self._priors = priors
        self._seed = seed
        self._store = {} if store is None else store
        self._parts: dict[tuple[object, int | None], Parts] = {}
        counts: dict[object, int] = {}
        for entity, index in case.names:
            counts[entity] = max(counts.get(entity, 0), index + 1)
        self._supposed: dict[str, int] = {}
        for collection, _ in COLLECTIONS.values():
            if case.members(collection) is None:
                self._supposed[collection.id] = counts.get(collection.entity, 0)
                counts[collection.entity] = counts.get(collection.entity, 0) + 1
        self.evaluation: PlaneEvaluation[int] = PlaneEvaluation(self)

    def outcomes(self, goals: Sequence[Goal]) -> list[int]:
        """For each goal, the completions in which it is reached."""
        return [self.evaluation.planes(goal.rule, goal.scope).yes for goal in goals]

    def parts(self, point: Unknown) -> Parts:
        """An unknown's values with the completions that have them."""
        subject = point.subject
        if isinstance(subject, Some):
            return self.entries(subject.collection)
        if isinstance(subject, str):
            return self._drawn(subject, None, self._live(subject), None)
        if isinstance(subject, Elapsed):
            return self._compared(subject)
        return self._fact(subject, point.scope)

    def entries(self, collection: Collection) -> Parts:
        """Where an unlisted collection has an entry, and where it has none."""
        return self._drawn(collection.id, None, (True, False), self._priors.of(collection.id, (True, False)))

    def drawn(self) -> list[tuple[Variable, int | None]]:
        """The facts that the rules have asked for so far, known or drawn."""
        return [(subject, scope) for subject, scope in self._parts if isinstance(subject, Variable)]

    def case_in(self, lane: int) -> Case:
        """One completion as a case of its own; what no rule asked for is left as it was, and comparisons of days are left out."""
        answers, lists, names = dict(self._case.answers), dict(self._case.lists), dict(self._case.names)
        for collection, _ in COLLECTIONS.values():
            if collection.id in self._supposed:
                index = self._supposed[collection.id]
                present = self.present(collection, index) >> lane & 1
                lists[collection.id] = (index,) if present else ()
                if present:
                    names[collection.entity, index] = f"{collection.id}-supposed"
        for (subject, scope), parts in self._parts.items():
            if isinstance(subject, Variable) and (subject.entity is None or (subject.entity, scope) in names):
                answers[subject, scope] = Answer(next(value for value, row in parts if row >> lane & 1))
        return msgspec.structs.replace(self._case, answers=answers, lists=lists, names=names)

    def reading_in(self, question: str, lane: int) -> str:
        """The reading of an open question of law in one completion."""
        live = self._live(question)
        if len(live) == 1:
            return live[0]
        parts = self._drawn(question, None, live, None)
        return str(next(value for value, row in parts if row >> lane & 1))

    # What the evaluation asks of the cases (see article3.logic.planes.Leaves).

    def members(self, collection: Collection) -> Sequence[int]:
        """Those that the case lists, or the one that is supposed."""
        listed = self._case.members(collection)
        return (self._supposed[collection.id],) if listed is None else listed

    def present(self, collection: Collection, index: int) -> int:
        """Everywhere, or where the supposed entry is there."""
        if collection.id not in self._supposed:
            return self.every
        assert index == self._supposed[collection.id]  # noqa: S101 - it has no other
        return self.entries(collection)[0][1]

    def listed(self, collection: Collection) -> int:  # noqa: ARG002 - in a completion every list is known
        """Everywhere."""
        return self.every

    def unlisted(self, node: Some) -> Planes[int]:  # noqa: ARG002
        """Nowhere."""
        return Planes(0, 0)

    def alive(self, node: Question) -> Mapping[str, int]:
        """One reading in each completion."""
        live = self._live(node.id)
        if len(live) == 1:
            return {live[0]: self.every}
        return {str(reading): row for reading, row in self._drawn(node.id, None, live, None)}

    def unknown(self, day: Day) -> int:  # noqa: ARG002
        """Nowhere: what a rule asks of days is drawn."""
        return 0

    def test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Planes[int]:
        """Where a fact, or a test of one, is met."""
        if isinstance(node, Elapsed):
            yes = self._compared(node)[0][1]
        elif isinstance(node, YesNo):
            yes = self._fact(node, scope)[0][1]
        else:
            known = self._case.value(node.variable, scope)
            truth = Truth.UNDETERMINED if known is None else node.holds(known)
            if truth.is_definite:
                yes = self.every if truth is Truth.ESTABLISHED else 0
            else:
                yes = 0
                for value, row in self._fact(node.variable, scope):
                    if node.holds(value) is Truth.ESTABLISHED:
                        yes |= row
        return Planes(yes, self.every ^ yes)

    def _fact(self, variable: Variable, scope: int | None) -> Parts:
        scope = None if variable.entity is None else scope
        known = self._case.value(variable, scope)
        if known is not None and isinstance(known, bool):
            return ((True, self.every if known else 0), (False, 0 if known else self.every))
        values = tuple(variable.candidates(known, THRESHOLDS.get(variable, ())))
        return self._drawn(variable, scope, values, self._priors.of(full_id(variable), values), pulls(variable, values))

    def _compared(self, node: Elapsed) -> Parts:
        later, earlier = self._case.value(node.later, None), self._case.value(node.earlier, None)
        if later is not None and earlier is not None:
            holds = node.holds(later, earlier) is Truth.ESTABLISHED  # type: ignore[arg-type]
            return ((True, self.every if holds else 0), (False, 0 if holds else self.every))
        sign = signs().get(node, 0)
        return self._drawn(node, None, (True, False), None, [sign / 2, -sign / 2])

    def _drawn(
        self,
        subject: object,
        scope: int | None,
        values: Sequence[Value],
        weights: Sequence[float] | None,
        pull: Sequence[float] | None = None,
    ) -> Parts:
        found = self._parts.get((subject, scope))
        if found is not None:
            return found
        key = (subject, scope, tuple(values))
        found = self._store.get(key)
        if found is None:
            chance = random.Random(f"{self._seed}/{self._name(subject)}/{scope}")  # noqa: S311 - nothing is kept secret with it
            tilts = tilted(weights or [1.0] * len(values), pull or [0.0] * len(values))
            found = self._store[key] = _draw(chance, key[2], tilts)
        self._parts[subject, scope] = found
        return found

    def _name(self, subject: object) -> str:
        if isinstance(subject, Elapsed):
            return f"{full_id(subject.later)}-{full_id(subject.earlier)}-{subject.years}-{subject.months}-{subject.days}"
        return full_id(subject) if isinstance(subject, Variable) else str(subject)


def tilted(weights: Sequence[float], pull: Sequence[float]) -> list[list[float]]:
    """The shares of a fact's values in each stratum.

    Args:
        weights: of each value.
        pull: how far each pulls towards protection; see :func:`article3.interview.signs.pulls`.
    """
    found = []
    for odds in _ODDS:
        here = [weight * odds**by for weight, by in zip(weights, pull, strict=True)]
        found.append([weight / sum(here) for weight in here])
    return found


def _draw(chance: random.Random, values: Sequence[Value], tilts: Sequence[Sequence[float]]) -> Parts:
    rows = [0] * len(values)
    for stratum, shares in enumerate(tilts):
        left, rest = (1 << WIDTH) - 1, 1.0
        for place, share in enumerate(shares):
            taken = left if place == len(shares) - 1 else left & _row(chance, share / rest)
            rows[place] |= taken << (stratum * WIDTH)
            left ^= taken
            rest -= share
    return tuple(zip(values, rows, strict=True))


def _row(chance: random.Random, share: float) -> int:
    """A row of which about this share is set, from the digits of the share as a binary fraction, the last first."""
    digits = min(max(round(share * _FINE), 0), _FINE)
    if digits == _FINE:
        return (1 << WIDTH) - 1
    row = 0
    for _ in range(_FINE.bit_length() - 1):
        if row or digits & 1:
            drawn = chance.getrandbits(WIDTH)
            row = row | drawn if digits & 1 else row & drawn
        digits >>= 1
    return row
