"""How the forms of protection come out on the same facts in many forums on one day: what ``decide`` says, and little besides.

One forum is evaluated in full. In another, only what rests on a question of law with other live readings can come out otherwise,
and where each such question has the same definite answer on the case, nothing does. Forums in which all of them are answered
alike share one evaluation. A property test holds the result against a decision in each forum.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.findings.grounds import Grounds
from article3.findings.outlooks import Seen
from article3.findings.prepared import completed, differing, under_precedent
from article3.findings.resting import resting
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation
from article3.logic.fold import nodes
from article3.logic.forum import Forum
from article3.logic.propositions import Question, Rule
from article3.logic.truth import Truth
from article3.rules.rulebase import FORMS, QUESTIONS, THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.propositions import Proposition

_Live = dict[str, tuple[str, ...]]
_Answered = frozenset[tuple["Proposition", tuple[object, ...]]]
"""Questions of law that are not answered as in the first forum, each with its answers, or with its live readings if open."""


class _First(msgspec.Struct, frozen=True, eq=False):
    """The first forum in which a decision knows certain facts, and how the forms came out by what is answered otherwise."""

    live: _Live
    evaluation: Evaluation
    forms: dict[tuple[Rule, _Answered], Seen]


def forms_in(case: Case, circuits: Iterable[str], day: dt.date, law: Law) -> dict[str, dict[str, Seen]]:
    """Each form of protection by its id, for each forum.

    Args:
        case: the facts.
        circuits: as in ``Forum.circuit``.
        day: whose law.
        law: the law data.
    """
    firsts: dict[object, _First] = {}
    found = {}
    for circuit in circuits:
        live = _live(law, circuit, day)
        known = completed(under_precedent(case, Forum(circuit, day), law), day, live.__getitem__).case
        facts = frozenset((place, known.value(*place)) for place in differing(case, known))
        first = firsts.get(facts)
        if first is None:
            evaluation = Evaluation(known, live.__getitem__, THRESHOLDS)
            for form in FORMS:
                evaluation.reached(form)
            first = firsts[facts] = _First(live, evaluation, {})
        found[circuit] = _elsewhere(first, known, live)
    return found


@functools.lru_cache(maxsize=256)
def _live(law: Law, circuit: str, day: dt.date) -> _Live:
    return {question: governance(law, question, circuit, day).live for question in QUESTIONS}


def _elsewhere(first: _First, known: Case, live: _Live) -> dict[str, Seen]:
    """The forms in a forum in which a decision knows the same facts as in the first."""
    moved = frozenset(name for name in live if live[name] != first.live[name])
    reach = resting(moved, days=False)
    scopes: dict[object, list[int | None]] = {None: [None]}
    for entity, index in known.names:
        scopes.setdefault(entity, []).append(index)
    points = {node: scopes.get(node.entity, ()) for node in reach.names if node in _asked()}
    # Before the other forum is begun: what is met in the first afterwards, the other would not know.
    here = {node: [first.evaluation.reached(node, scope).truth for scope in points[node]] for node in points}
    there = first.evaluation.under(known, live.__getitem__, reach.touched, moved)
    otherwise: dict[Proposition, tuple[object, ...]] = {}
    for node, answers in here.items():
        others = [there.reached(node, scope).truth for scope in points[node]]
        if Truth.UNDETERMINED in answers or answers != others:
            otherwise[node] = live[reach.names[node]] if Truth.UNDETERMINED in others else tuple(others)
    grounds = Grounds(known, there, lambda _: ())
    found = {}
    for form in FORMS:
        key = form, frozenset((node, otherwise[node]) for node in reach.below.get(form, ()) if node in otherwise)
        if key not in first.forms:
            reached = there.reached(form)
            first.forms[key] = Seen(reached.truth, *grounds.open_points(reached))
        found[form.id] = first.forms[key]
    return found


@functools.cache
def _asked() -> frozenset[Proposition]:
    """The questions of law on which the forms of protection rest."""
    return frozenset(node for node in nodes(*FORMS, formula_only=True) if isinstance(node, Question))
