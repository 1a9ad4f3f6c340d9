"""Which question comes next: by the rules, as far as a form of protection still depends on it, and by care."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from article3.check.casing import Built, built, place_of
from article3.check.loading import parts, questions
from article3.check.model import HARD, SKIP, Question
from article3.interview.priors import stated_priors
from article3.interview.ranking import ranked
from article3.interview.setting import Setting, View, four_forms
from article3.logic.forum import Forum

if TYPE_CHECKING:
    import datetime as dt

    from article3.check.state import State
    from article3.law.loading import Law

_FIXED = ("urgent", "place", "dates")
"""Parts whose questions are asked in the order of the file: what is urgent, where, by when."""
ANNOUNCED = Question(HARD, HARD, "", "", None, "", "", "", {}, always=True, several=False, answers=())
"""In place of a question: that hard ones come now, and can be left out."""


def next_question(state: State, law: Law, today: dt.date) -> Question | None:
    """The question to ask next; :data:`ANNOUNCED` before the first hard one; ``None`` if nothing is left to ask.

    Every step answers one question that was not answered before, so that it ends.

    Args:
        state: the answers so far.
        law: the law data.
        today: the day whose law is applied.
    """
    left, now = open_questions(state), _Now(state, law, today)
    for part in parts():
        if part == HARD and state.given.get(HARD) == SKIP:
            continue
        best = now.best([one for one in left if one.part == part], fixed=part in _FIXED)
        if best is not None:
            return ANNOUNCED if part == HARD and HARD not in state.given else best
    return None


def open_questions(state: State) -> list[Question]:
    """Those not answered whose leads are answered as they must be, in the order of the file."""
    given = state.given
    return [one for one in questions().values() if one.id not in given and one.follows(given)]


def relevant(found: Built, law: Law, today: dt.date) -> frozenset[str]:
    """The places in the case file of everything on which a form of protection still depends, in some circuit."""
    goals = four_forms()
    views = (View(found.case, Setting(law, Forum(circuit, today))) for circuit in found.circuits)
    return frozenset(point.place for view in views for point in view.points(goals))


def matters(one: Question, places: frozenset[str]) -> bool:
    """Whether a form of protection depends on what a question can state."""
    return any(place_of(name) in places for name in one.facts)


class _Now:
    """The answers so far as a case, worked out once and only if it is needed."""

    def __init__(self, state: State, law: Law, today: dt.date) -> None:
        self._state, self._law, self._today = state, law, today

    @cached_property
    def _found(self) -> Built:
        return built(self._state, self._law)

    @cached_property
    def _places(self) -> frozenset[str]:
        return relevant(self._found, self._law, self._today)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        view = View(self._found.case, Setting(self._law, Forum(self._found.circuits[0], self._today)))
        return {one.point.place: rank for rank, one in enumerate(ranked(view, four_forms(), stated_priors()))}

    def best(self, here: list[Question], *, fixed: bool) -> Question | None:
        """The first of some questions that is worth asking, in their order or by what it is expected to tell."""
        if fixed:
            return next((one for one in here if one.always or matters(one, self._places)), None)
        asked = [one for one in here if one.always or matters(one, self._places)]
        return min(asked, key=self._rank) if len(asked) > 1 else next(iter(asked), None)

    def _rank(self, one: Question) -> int:
        last = len(self._ranks)
        return min((self._ranks.get(place_of(name), last) for name in one.facts), default=last)
