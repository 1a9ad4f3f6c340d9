"""How a conclusion stands against what is unknown and against what is known: what would make it, what would break it.

Every set of facts that is told was put to the evaluation: the case with those answers, or without those facts, was decided.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Answer
from article3.facts.fact import Kind
from article3.facts.values import written
from article3.facts.vocabulary import FACTS
from article3.findings.grounds import compared, time_of
from article3.findings.model import ForumUsed, LawUsed
from article3.interview.answers import listed, value_words, values_words
from article3.interview.completions import LANES, Completions
from article3.interview.days import days_with
from article3.interview.enumeration import Enumeration, enumerated
from article3.interview.implicants import BOUND, Cube, Implicants
from article3.interview.ranking import share, split
from article3.interview.report import OpenQuestion
from article3.interview.setting import View, cautions, four_forms
from article3.interview.supports import Supports
from article3.logic.diagrams import BoundExceededError
from article3.logic.propositions import Elapsed
from article3.logic.truth import Truth
from article3.logic.variables import Value, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from article3.findings.prepared import Place
    from article3.interview.priors import Priors
    from article3.interview.setting import Goal
    from article3.logic.evaluation import Unknown

SCHEMA = 1
"""Version of the JSON of ``article3 explain --what-if``."""
LARGEST = 3
"""Facts in a set, at most."""
TOLD = 40
"""Sets told, at most."""


class Stated(msgspec.Struct, frozen=True):
    """An answer in a set.

    Attributes:
        place: where it belongs in the case file.
        question: the plain question.
        answers: the answer; several where each of them would do.
        kind: fact, assessment or estimate.
        says: the same in words, where place and answer do not say enough: how two days lie to each other.
    """

    place: str
    question: str
    answers: tuple[str, ...]
    kind: str = Kind.FACT.value
    says: str = ""


class FactSet(msgspec.Struct, frozen=True):
    """Facts that together make the difference.

    Attributes:
        facts: each with its answer.
        becomes: how the goal stands then.
    """

    facts: tuple[Stated, ...]
    becomes: Truth


class Outcome(msgspec.Struct, frozen=True):
    """One way in which the four forms come out together.

    Attributes:
        established: ids of the forms.
        share: of the completions.
    """

    established: tuple[str, ...]
    share: float


class WhatIf(msgspec.Struct, frozen=True):
    """What would make a conclusion, and what would break it.

    Attributes:
        schema: version of this format.
        goal: the conclusion looked at.
        truth: how it stands on the facts stated.
        outcomes: how the four forms come out over the completions, the most frequent first.
        exact: whether every completion was gone through, rather than a sample.
        completions: how many were looked at.
        error: where they are a sample, half the width of the 95 % interval of a share of one half.
        establishing: smallest sets of unknown facts that establish the goal whatever else stays unknown.
        defeating: smallest sets after which it cannot be established.
        rests_on: of a goal that is decided, smallest sets of known facts without which it is not.
        size: most facts in a set.
        unfinished: what was not searched to its end, and why.
        turns_on: open questions of law that can still matter.
        priors_from: where the weights of the completions are from.
        source: the file the case was read from.
        warnings: what a reader must know besides.
    """

    schema: int
    title: str
    forum: ForumUsed
    law: LawUsed
    goal: str
    truth: Truth
    outcomes: tuple[Outcome, ...]
    exact: bool
    completions: int
    error: float
    establishing: tuple[FactSet, ...]
    defeating: tuple[FactSet, ...]
    rests_on: tuple[FactSet, ...]
    size: int
    unfinished: tuple[str, ...]
    turns_on: tuple[OpenQuestion, ...]
    priors_from: str
    source: str = ""
    warnings: tuple[str, ...] = ()


def what_if(
    view: View, goal: Goal, priors: Priors, forum: ForumUsed, *, size: int = LARGEST, bound: int = BOUND, source: str = ""
) -> WhatIf:
    """What would make a conclusion, and what would break it.

    Args:
        view: the case in its forum.
        goal: the conclusion.
        priors: how often an unknown has which value.
        forum: whose law, for people.
        size: most facts in a set.
        bound: how many diagram nodes the search for sets of unknown facts may make.
        source: the file the case was read from.
    """
    law = view.setting.law
    truth = view.truth(goal)
    unfinished: list[str] = []
    outcomes, drawn = _outcomes(view, priors)
    establishing: tuple[FactSet, ...] = ()
    defeating: tuple[FactSet, ...] = ()
    rests_on: tuple[FactSet, ...] = ()
    if truth.is_definite:
        supports = Supports(view, goal)
        rests_on = tuple(FactSet(tuple(_known(view, place) for place in lost), then) for lost, then in supports.losses(size))
        if not supports.complete:
            unfinished.append(
                "The search for known facts that it rests on took too long and was stopped; there may be more sets."
            )
    else:
        try:
            found = Implicants(view, goal, bound)
            establishing = _sets(view, goal, found.establishing(size), Truth.ESTABLISHED, unfinished)
            defeating = _sets(view, goal, found.defeating(size), Truth.NOT_ESTABLISHED, unfinished)
        except BoundExceededError:
            unfinished.append("Too much is unknown for a search of all sets of unknown facts; answer some questions first.")
    exact = isinstance(drawn, Enumeration)
    return WhatIf(
        SCHEMA,
        view.stated.title,
        forum,
        LawUsed(law.version, law.maintained_through),
        goal.id,
        truth,
        outcomes,
        exact,
        drawn.count if isinstance(drawn, Enumeration) else LANES,
        0.0 if exact else round(1.96 * math.sqrt(0.25 / LANES), 4),
        establishing[:TOLD],
        defeating[:TOLD],
        rests_on[:TOLD],
        size,
        tuple(unfinished),
        tuple(OpenQuestion(name, law.questions[name].asks) for name in view.turns_on((goal,))),
        priors.source,
        source,
        cautions(view, forum),
    )


def _outcomes(view: View, priors: Priors) -> tuple[tuple[Outcome, ...], Completions]:
    """How the four forms come out together, by share of the completions."""
    goals = four_forms()
    drawn: Completions = enumerated(view, goals, priors) or Completions(view.case, view.setting.live, priors)
    rows = drawn.outcomes(goals)
    cells = split([drawn.every], rows)
    found = []
    for cell in cells:
        reached = tuple(goal.id for goal, row in zip(goals, rows, strict=True) if row & cell)
        weight = drawn.weight(cell) if isinstance(drawn, Enumeration) else share(drawn.every, cell)
        found.append(Outcome(reached, round(weight, 4)))
    return tuple(sorted(found, key=lambda one: -one.share)), drawn


def _known(view: View, place: Place) -> Stated:
    variable, scope = place
    value = view.stated.value(variable, scope)
    words = "" if value is None else written(value)
    return Stated(view.place(variable, scope), FACTS[variable].question, (words,), FACTS[variable].kind.value)


def _sets(view: View, goal: Goal, cubes: Iterable[Cube], aim: Truth, unfinished: list[str]) -> tuple[FactSet, ...]:
    """The sets that the evaluation confirms, alternatives for one answer together, the smallest first."""
    ordered = sorted(cubes, key=lambda cube: (len(cube), sorted(cube)))
    if len(ordered) > 10 * TOLD:
        unfinished.append(f"{len(ordered)} sets of answers lead to '{aim.value}'; the smallest are told.")
        ordered = ordered[: 10 * TOLD]
    told: list[dict[str, Stated]] = []
    spoken: dict[str, dict[str, tuple[Variable, Value]]] = {}
    for cube in ordered:
        answers = _answers(view, cube)
        if answers is None:
            continue
        then = view.stated.answers | {place: Answer(value) for place, value in answers.items()}
        if View(msgspec.structs.replace(view.stated, answers=then), view.setting).truth(goal) is not aim:
            # What precedent forces can change with an answer; then the set is not as strong as the formula says.
            continue
        facts = {}
        for bit, at in sorted(cube):
            unknown = view.evaluation.unknowns[bit]
            one = _stated(view, unknown, at)
            facts[one.place] = one
            if isinstance(unknown.subject, Variable):
                spoken.setdefault(one.place, {})[one.answers[0]] = (unknown.subject, unknown.candidates[at])
        told.append(facts)
    return tuple(FactSet(tuple(_without_gaps(one, spoken) for one in facts.values()), aim) for facts in _merged(told))


def _without_gaps(one: Stated, spoken: Mapping[str, Mapping[str, tuple[Variable, Value]]]) -> Stated:
    """Several answers that follow each other, as one: "one day or more" for less than five years, or five or more."""
    known = spoken.get(one.place, {})
    if len(one.answers) == 1 or any(words not in known for words in one.answers):
        return one
    subject = known[one.answers[0]][0]
    return msgspec.structs.replace(one, answers=values_words(subject, [known[words][1] for words in one.answers]))


def _merged(sets: Sequence[dict[str, Stated]]) -> list[dict[str, Stated]]:
    """Sets that differ in one answer alone, as one set with several answers."""
    found: list[dict[str, Stated]] = []
    for facts in sets:
        for earlier in found:
            apart = [place for place in facts if earlier.get(place) != facts[place]] if earlier.keys() == facts.keys() else []
            if len(apart) == 1 and apart[0] in earlier:
                place = apart[0]
                answers = dict.fromkeys((*earlier[place].answers, *facts[place].answers))
                earlier[place] = msgspec.structs.replace(
                    earlier[place], answers=tuple(answers), says=_either(earlier[place], facts[place])
                )
                break
            if earlier == facts:
                break
        else:
            found.append(dict(facts))
    return found


def _either(one: Stated, other: Stated) -> str:
    return listed([words for words in dict.fromkeys((one.says, other.says)) if words], "or")


def _answers(view: View, cube: Cube) -> dict[Place, Value] | None:
    """Facts that state these answers; ``None`` if two of them ask for different days."""
    found: dict[Place, Value] = {}
    for bit, at in sorted(cube):
        unknown = view.evaluation.unknowns[bit]
        value = unknown.candidates[at]
        subject = unknown.subject
        if isinstance(subject, Elapsed):
            stated: Mapping[Place, Value] = days_with(view.case, subject, view.setting.forum.as_of, holds=value is True)
        elif isinstance(subject, Variable):
            stated = {(subject, unknown.scope): value}
        else:
            return None
        for place, one in stated.items():
            if found.get(place, one) != one:
                return None
            found[place] = one
    return found


def _stated(view: View, unknown: Unknown, at: int) -> Stated:
    subject = unknown.subject
    if isinstance(subject, Elapsed):
        asked = next(day for day in (subject.later, subject.earlier) if view.case.value(day, None) is None)
        holds = bool(unknown.candidates[at])
        asks = f"{subject.later.question} {subject.earlier.question} {compared(subject)}"
        return Stated(view.place(asked, None), asks, ("yes" if holds else "no",), says=_days(view, subject, holds=holds))
    assert isinstance(subject, Variable)  # noqa: S101 - nobody is asked for anything else
    words = value_words(subject, unknown.candidates[at])
    return Stated(view.place(subject, unknown.scope), FACTS[subject].question, (words,), FACTS[subject].kind.value)


def _days(view: View, node: Elapsed, *, holds: bool) -> str:
    """How two days lie to each other, with the places of both."""
    how = "within" if holds else "not within" if node.from_start else "more than"
    later, earlier = (day.id.removesuffix("_day").replace("_", " ") for day in (node.later, node.earlier))
    places = f"{view.place(node.later, None)}, {view.place(node.earlier, None)}"
    return f"{later} {how} {time_of(node)} {'of' if holds else 'after'} the {earlier} ({places})"
