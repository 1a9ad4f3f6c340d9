"""Which question comes next: emergencies and places first, then the story as the rules find it to matter, what hurts last.

A question is asked only if a form of protection can still turn on one of its facts, or if it is asked of everybody. So the check
ends when nothing is left that matters, and at the latest when every question was asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.check.questions import Group, questions
from article3.check.state import HARD, State, applies
from article3.check.stated import circuit_of, open_text
from article3.facts.case_file import parse_case
from article3.interview.priors import stated_priors
from article3.interview.ranking import ranked
from article3.interview.setting import Setting, View, four_forms
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.logic.variables import Collection

if TYPE_CHECKING:
    import datetime as dt

    from article3.check.questions import Question

ANYWHERE = "ca5"
"""By whose law questions are ordered while the court is not known: what matters anywhere matters there, as a test holds.
What is told then holds in every circuit."""


def following(state: State, today: dt.date) -> tuple[str, int]:
    """The id of the next question, as :func:`next_question`, and how many can still come at most, as :func:`most_left`."""
    order = _order(open_text(state), circuit_of(state) or ANYWHERE, today)
    return _next(state, order), _left(state, order)


def next_question(state: State, today: dt.date) -> str:
    """The id of the next question, ``hard`` for the announcement of the hard ones, or empty if nothing is left to ask."""
    return following(state, today)[0]


def most_left(state: State, today: dt.date) -> int:
    """How many questions can still come at most."""
    return following(state, today)[1]


def _next(state: State, order: dict[str, int]) -> str:
    left = [one for one in questions().values() if one.id not in state.answers and applies(one.id, state)]
    for group in Group:
        found = [one for one in left if one.group is group and (one.always or _place(one, order) is not None)]
        if not found:
            continue
        if group is Group.HARD:
            announced = state.answers.get(HARD)
            if announced != "go":
                return HARD if announced is None else ""
        return _first(found, order, group)
    return ""


def _left(state: State, order: dict[str, int]) -> int:
    skips = state.answers.get(HARD) == "skip"

    def can_come(one: Question) -> bool:
        if one.id in state.answers or (skips and one.group is Group.HARD):
            return False
        if applies(one.id, state):
            return one.always or _place(one, order) is not None
        leads = [questions()[lead] for lead in one.after if lead not in state.answers]
        return bool(leads) and all(map(can_come, leads))

    return sum(map(can_come, questions().values()))


def _first(found: list[Question], order: dict[str, int], group: Group) -> str:
    if group is Group.FIRST:
        return found[0].id
    ranks = {one.id: _place(one, order) for one in found}
    last = len(order)
    # What is asked of everybody leads, since the others build on it.
    return min(found, key=lambda one: (not one.always, last if (rank := ranks[one.id]) is None else rank)).id


def _place(asked: Question, order: dict[str, int]) -> int | None:
    places = [order[path] for path in asked.paths if path in order]
    return min(places, default=None)


def _order(text: str, circuit: str, today: dt.date) -> dict[str, int]:
    """The paths of facts that can still matter, with their places in the rules' order.

    It is worked out anew each time: a cache of it would keep what people have answered.
    """
    law = load()
    case = parse_case(text, "the answers", law)
    view = View(case, Setting(law, Forum(circuit, today)))
    found: dict[str, int] = {}
    for rank, one in enumerate(ranked(view, four_forms(), stated_priors())):
        about = one.point.about
        if isinstance(about, Collection):
            found.setdefault(about.id, rank)
        elif one.point.scope is None or about.entity is None:
            found.setdefault(one.point.asked.fact, rank)
        else:
            name = case.name(about.entity, one.point.scope)
            found.setdefault(f"{name}.{one.point.asked.fact.rpartition('.')[2]}", rank)
    return found
