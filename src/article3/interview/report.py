"""What to ask next, as data: the questions in their order, each with its reason and with what its answers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.fact import Kind
from article3.facts.vocabulary import FACTS
from article3.findings.model import ForumUsed, LawUsed
from article3.interview.completions import LANES
from article3.interview.effects import Effect, effects, reasons
from article3.interview.ranking import Ranked, ranked
from article3.interview.setting import cautions
from article3.logic.truth import Truth
from article3.logic.variables import Collection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.interview.priors import Priors
    from article3.interview.setting import Goal, View
    from article3.law.loading import Law

SCHEMA = 1
"""Version of the JSON of ``article3 ask``."""

WHO = {
    Kind.FACT.value: "the applicant or a witness",
    Kind.ASSESSMENT.value: "a lawyer, with reasons",
    Kind.ESTIMATE.value: "a lawyer, on all the evidence",
    "list": "the applicant",
}
"""Who can answer, by the kind of fact."""


class NextQuestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question in its place.

    Attributes:
        place: where its answer belongs in the case file.
        fact: id of the fact, or of the list that the case does not have.
        question: the plain question.
        kind: fact, assessment, estimate or list.
        who: who can answer.
        bits: the expected information about the goals, in bits; 0 where too little of it was seen to be told from chance.
        burden: what the bits are divided by.
        why: why it is asked, in sentences.
        answers: what each answer does.
        hint: what to look for.
        form: where Form I-589 asks for it.
        authority: what makes it matter.
        hard: why it is a hard question, if it is: it is announced, and may be left out.
        known: what is stated already, where it is too loose to decide.
        after: place of an unknown fact that is asked first.
        said_unknown: the case says already that it is not known.
    """

    place: str
    fact: str
    question: str
    kind: str
    who: str
    bits: float
    burden: float
    why: tuple[str, ...]
    answers: tuple[Effect, ...]
    hint: str = ""
    form: str = ""
    authority: str = ""
    hard: str = ""
    known: str = ""
    after: str = ""
    said_unknown: bool = False


class OpenQuestion(msgspec.Struct, frozen=True):
    """An open question of law that can still matter."""

    id: str
    asks: str


class PriorUsed(msgspec.Struct, frozen=True):
    """What was taken of an unknown fact, other than every answer alike."""

    about: str
    weights: str
    why: str


class NextQuestions(msgspec.Struct, frozen=True):
    """What can still matter to the goals, the best to ask first.

    Attributes:
        schema: version of this format.
        goals: how each goal stands, by its id.
        questions: those asked for, in their order.
        remaining: how many there are in all.
        turns_on: open questions of law that no fact settles.
        bounded: whether some goal was too large to be checked over all completions, so that a question may not matter after all.
        completions: how many ways of filling in what is unknown were drawn for the order.
        priors_from: where the priors are from.
        priors: those other than every answer alike, of the questions told.
        source: the file the case was read from.
        warnings: what a reader must know besides.
    """

    schema: int
    title: str
    forum: ForumUsed
    law: LawUsed
    goals: dict[str, Truth]
    questions: tuple[NextQuestion, ...]
    remaining: int
    turns_on: tuple[OpenQuestion, ...]
    bounded: bool
    completions: int
    priors_from: str
    priors: tuple[PriorUsed, ...]
    source: str = ""
    warnings: tuple[str, ...] = ()


def next_questions(
    view: View, goals: Sequence[Goal], priors: Priors, forum: ForumUsed, *, top: int | None = None, source: str = ""
) -> NextQuestions:
    """What to ask next.

    Args:
        view: the case in its forum.
        goals: what one works towards.
        priors: how often an unknown has which value.
        forum: whose law, for people.
        top: at most so many questions.
        source: the file the case was read from.
    """
    law = view.setting.law
    found = ranked(view, goals, priors)
    told = found if top is None else found[:top]
    standing = {goal.id: view.truth(goal) for goal in goals}
    used = [priors.stated[one.point.asked.fact] for one in told if one.point.asked.fact in priors.stated]
    return NextQuestions(
        SCHEMA,
        view.stated.title,
        forum,
        LawUsed(law.version, law.maintained_through),
        standing,
        tuple(told_of(view, goals, one, standing) for one in told),
        len(found),
        tuple(OpenQuestion(name, law.questions[name].asks) for name in view.turns_on(goals)),
        view.bounded(goals),
        LANES if found else 0,
        priors.source,
        tuple({prior.about: PriorUsed(prior.about, prior.said(), prior.why) for prior in used}.values()),
        source,
        cautions(view, forum),
    )


def told_of(view: View, goals: Sequence[Goal], one: Ranked, standing: dict[str, Truth]) -> NextQuestion:
    """A ranked question with its reasons.

    Args:
        view: the case in its forum.
        goals: what one works towards.
        one: the question.
        standing: how the goals stand, by id.
    """
    asked = one.point.asked
    found = effects(view, goals, one)
    return NextQuestion(
        asked.place,
        asked.fact,
        asked.question,
        asked.kind,
        WHO[asked.kind],
        round(one.bits, 4),
        one.burden.weight,
        reasons(goals, one, found, standing),
        found,
        asked.hint,
        asked.form,
        authority(one, view.setting.law),
        one.burden.why if one.burden.hard else "",
        asked.known,
        asked.after,
        one.known_unknown,
    )


def authority(one: Ranked, law: Law) -> str:
    """What makes a question matter, as a brief cites it; empty for a list."""
    about = one.point.about
    by = None if isinstance(about, Collection) else FACTS[about].by
    return "" if by is None else law.authorities[by.authority].cited(by.pin)
