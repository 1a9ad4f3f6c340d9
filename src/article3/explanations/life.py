"""The two parts of a decision beside the forms themselves: the way to a decision, and life after a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.wording import SHORT_FORM_NAMES, VERIFIED
from article3.findings.excerpt import grounds_below
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from article3.findings.model import Cited, Decision, Finding, QuestionOfLaw

_FEW = 3
"""So many questions of law are told of one step."""

_ANSWERS = {Truth.ESTABLISHED: "Yes", Truth.NOT_ESTABLISHED: "No", Truth.UNDETERMINED: "Not yet known"}


def procedure(decision: Decision) -> list[Item]:
    """The steps that the case speaks of, each with its authorities and what is missing."""
    return [_step(decision, decision.findings[name]) for name in decision.procedure]


def after_a_grant(decision: Decision) -> list[Item]:
    """What each form gives and how it ends: an item for each rule, told of the form that was granted, else of all four."""
    if decision.granted:
        return [_step(decision, decision.findings[name]) for name in decision.after[decision.granted]]
    rows = zip(*decision.after.values(), strict=True)
    return [_compared(decision, [decision.findings[name] for name in row]) for row in rows]


def _step(decision: Decision, finding: Finding) -> Item:
    asked = [Item(Role.FACT, decision.asks[place].question, Truth.UNDETERMINED, tag=place) for place in finding.missing]
    below = [
        *(_authority(cited) for cited in finding.authorities),
        *_settled_law(decision, finding),
        *asked,
        *_open(decision, finding),
    ]
    return Item(Role.FINDING, finding.sentence, finding.truth, finding.id, finding.id, below)


def _compared(decision: Decision, findings: list[Finding]) -> Item:
    """One rule, with the forms of protection of which it holds, does not hold, or is not yet known to hold."""
    first = findings[0]
    below = []
    for truth, answer in _ANSWERS.items():
        names = [SHORT_FORM_NAMES[finding.about] for finding in findings if finding.truth is truth]
        if names:
            below.append(Item(Role.PLAIN, f"{answer}: {', '.join(names)}."))
    turns_on = dict.fromkeys(question for finding in findings for question in finding.turns_on)
    below += [Item(Role.OPEN, f"Turns on a question of law: {decision.questions[question].asks}") for question in turns_on]
    below += _settled_law(decision, first) if not turns_on else []
    return Item(Role.PLAIN, first.sentence, items=[*below, *(_authority(cited) for cited in first.authorities)])


def _settled_law(decision: Decision, finding: Finding) -> list[Item]:
    """What the forum's law says on each question that the finding, or one that it rests on, asks and that is not open."""
    asked = dict.fromkeys(ground.question for ground in grounds_below(decision, finding) if ground.question)
    return [
        Item(Role.LAW, f"{decision.questions[name].asks} {reading.says}", tag=name, items=_by(decision.questions[name]))
        for name in list(asked)[:_FEW]
        for reading in decision.questions[name].readings
        if reading.live and not decision.questions[name].open
    ]


def _by(question: QuestionOfLaw) -> list[Item]:
    taken = [f"{position.cite} ({VERIFIED[position.verified]})" for position in question.governing]
    return [Item(Role.AUTHORITY, cite) for cite in taken] or [Item(Role.NOTE, question.why)]


def _open(decision: Decision, finding: Finding) -> list[Item]:
    return [
        Item(Role.OPEN, f"Turns on a question of law: {decision.questions[question].asks}", tag=question)
        for question in finding.turns_on
    ]


def _authority(cited: Cited) -> Item:
    standing = "" if cited.binding else "; persuasive here"
    return Item(Role.AUTHORITY, f"{cited.cite} ({VERIFIED[cited.verified]}{standing})", tag=cited.authority)
