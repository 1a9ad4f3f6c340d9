"""Why a question is asked: what each of its answers would settle, checked one by one, and in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.wording import SHORT_FORM_NAMES
from article3.facts.case import Answer, Case
from article3.findings.prepared import needs_preparing
from article3.interview.answers import Answered, listed
from article3.interview.ranking import share_variance
from article3.interview.setting import FOUR_FORMS
from article3.logic.truth import Truth
from article3.logic.variables import Collection
from article3.rules.rulebase import asked_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.interview.ranking import Ranked
    from article3.interview.setting import Goal, Point, View

_NAMES = {
    "fear_screening": "the screening of the fear",
    **SHORT_FORM_NAMES,
    "deferral_cat": "deferral under the Convention",
    "protection_cat": "protection under the Convention",
}
_WITHHOLDING, _DEFERRAL = "withholding_cat", "deferral_cat"
_ERRORS = 3.0
"""Shares that lie fewer standard errors apart are not told from chance."""


class Effect(msgspec.Struct, frozen=True):
    """What one answer does.

    Attributes:
        answer: in words.
        shares: in how large a share of the completions with this answer each goal is reached, by the goal's id; only goals that
            can depend on the answer, which is exact.
        settles: goals that it establishes whatever else is unknown.
        rules_out: goals that cannot be established any more.
    """

    answer: str
    shares: dict[str, float]
    settles: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()


def effects(view: View, goals: Sequence[Goal], question: Ranked) -> tuple[Effect, ...]:
    """What each answer to a question does; what it settles is decided, not drawn."""
    opened = [goal for goal in goals if not view.truth(goal).is_definite]
    forced = needs_preparing(view.stated, view.setting.law)
    depending = _depending(view, goals, question.point)
    found = []
    for answer, shares in question.answers:
        # Completions that come out both ways show that nothing is settled, unless precedent forces something besides.
        seen = dict(zip(goals, shares, strict=True))
        doubtful = [goal for goal in opened if forced or not 0 < seen[goal] < 1]
        told = {goal.id: round(share, 4) for goal, share in seen.items() if goal.id in depending}
        found.append(Effect(answer.words, told, **_settled(view, doubtful, question.point, answer)))
    return tuple(found)


def _depending(view: View, goals: Sequence[Goal], point: Point) -> set[str]:
    """The goals that can depend on what is asked, by the check of all completions."""
    return {goal.id for goal in goals if any(one in point.open for one in view.open((goal,)))}


def with_answer(case: Case, point: Point, answer: Answered) -> Case | None:
    """The case with an answer; ``None`` if the answer has no single value."""
    if isinstance(point.about, Collection):
        return msgspec.structs.replace(case, lists={**case.lists, point.about.id: ()}) if answer.none else None
    if answer.value is None:
        return None
    return msgspec.structs.replace(case, answers={**case.answers, (point.about, point.scope): Answer(answer.value)})


def _settled(view: View, goals: Sequence[Goal], point: Point, answer: Answered) -> dict[str, tuple[str, ...]]:
    case = with_answer(view.stated, point, answer) if goals else None
    if case is None:
        return {}
    then = view.after(case, point.about)
    return {
        "settles": tuple(goal.id for goal in goals if then.truth(goal) is Truth.ESTABLISHED),
        "rules_out": tuple(goal.id for goal in goals if then.truth(goal) is Truth.NOT_ESTABLISHED),
    }


def reasons(goals: Sequence[Goal], question: Ranked, found: Sequence[Effect], standing: Mapping[str, Truth]) -> tuple[str, ...]:
    """Why the question is asked, in sentences; the strongest reason first.

    Args:
        goals: what one works towards.
        question: the question.
        found: what each answer does.
        standing: how the goals stand now, by id.
    """
    opened = [goal.id for goal in goals if not standing[goal.id].is_definite]
    whole = [one for one in found if opened and set(one.rules_out) == set(opened)]
    sentences = []
    if whole:
        none = "none of the four forms" if len(goals) == len(FOUR_FORMS) else listed([called(name) for name in opened], "or")
        still = " that is still open" if len(opened) < len(goals) else ""
        cannot = f"{none}{still} can be established" if none.startswith("none") else f"{none} cannot be established"
        sentences.append(f"With {_quoted(whole)}, {cannot}.")
    parting = [one for one in found if _WITHHOLDING in one.rules_out and _DEFERRAL not in one.rules_out and _DEFERRAL in opened]
    if len(parting) == len(found):
        parting = []
    if parting:
        sentences.append(
            f"It decides between withholding and deferral under the Convention: {_quoted(parting)} takes withholding away and "
            "leaves deferral."
        )
    out: dict[tuple[str, ...], list[Effect]] = {}
    for one in found:
        names = tuple(name for name in one.rules_out if one not in whole and not (one in parting and name == _WITHHOLDING))
        if names:
            out.setdefault(names, []).append(one)
    sentences += [f"{_quoted(those)} rules out {listed([called(name) for name in names])}." for names, those in out.items()]
    sentences += [
        f"{_quoted([one])} establishes {listed([called(name) for name in one.settles])}, whatever else is open."
        for one in found
        if one.settles
    ]
    if not sentences:
        sentences.append(_by_share(goals, question, found))
    about = question.point.about
    later = [] if isinstance(about, Collection) else [fact for fact, leads in asked_first().items() if about in leads]
    if later:
        sentences.append(f"It opens {len(later)} further question{'s' if len(later) > 1 else ''} that can matter only after it.")
    return tuple(sentences)


def called(goal: str) -> str:
    """A goal in a sentence."""
    return _NAMES.get(goal, goal)


def _quoted(answers: Sequence[Effect]) -> str:
    return listed([f"'{one.answer}'" for one in answers], "or")


def _by_share(goals: Sequence[Goal], question: Ranked, found: Sequence[Effect]) -> str:
    """On which goal the answer bears most, by the completions drawn; only what chance does not explain is told."""
    best, words = 0.0, "It matters only together with other answers that are still unknown."
    rows = [row for _, row in question.rows]
    for goal, reached in zip(goals, question.reached, strict=True):
        shares = [one.shares.get(goal.id) for one in found]
        known = [(one, place) for place, one in enumerate(shares) if one is not None]
        if len(known) < 2:  # noqa: PLR2004 - two to compare
            continue
        (most, above), (least, below) = max(known), min(known)
        error = math.sqrt(share_variance(rows[above], reached) + share_variance(rows[below], reached))
        if most - least > max(best, _ERRORS * error):
            best = most - least
            words = (
                f"It bears most on {called(goal.id)}, which is reached more often with '{found[above].answer}' than with "
                f"'{found[below].answer}' among the ways to fill in the rest that were drawn."
            )
    return words
