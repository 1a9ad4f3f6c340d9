"""The comparison chart: ten questions and four forms of protection, each cell derived from the rules.

Nothing here says what the law is. For each form there is a model applicant to whom it must be granted. A question changes
one thing about that applicant ("the harm has no protected ground") and asks the rules whether the form is still granted, or
asks a rule about life after a grant. The answer follows, with the authority of the rule that gave it.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.chart_questions import QUESTIONS, Question
from article3.explanations.model_applicant import MODEL, WITH_A_BAR, Facts, applicant
from article3.facts import after
from article3.facts.built_in import with_built_in
from article3.findings.authorities import citable, cited_in
from article3.findings.model import Cited
from article3.law.forums import circuits
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation
from article3.logic.fold import rules as rules_in
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.rules.rulebase import RULES, THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law
    from article3.logic.propositions import Rule


class Cell(msgspec.Struct, frozen=True):
    """An answer for one form of protection.

    Attributes:
        truth: established for yes, not established for no; undetermined where the law of the forums asked for differs or is open.
        says: the answer in words.
        authorities: those of the rule that gave it.
    """

    truth: Truth
    says: str
    authorities: tuple[Cited, ...]


class Remark(msgspec.Struct, frozen=True):
    """A note on a question, with its authorities as they stand on the day."""

    says: str
    authorities: tuple[Cited, ...]


class Row(msgspec.Struct, frozen=True):
    """A question with its answer for each form, in the order of :data:`article3.facts.after.FORMS`, and the notes on it."""

    asks: str
    cells: dict[str, Cell]
    notes: tuple[Remark, ...] = ()


class Chart(msgspec.Struct, frozen=True):
    """The whole chart, for one circuit or for all of them, as of a day."""

    as_of: dt.date
    circuits: tuple[str, ...]
    forms: tuple[str, ...]
    rows: tuple[Row, ...]


def chart(law: Law, as_of: dt.date, circuit: str | None = None, *, more: bool = False) -> Chart:
    """The chart as of a day.

    Args:
        law: the law data.
        as_of: the day.
        circuit: the circuit, or ``None`` for what holds in all of them.
        more: also the questions beyond the usual ten.
    """
    asked = (circuit,) if circuit else tuple(circuits(law))
    return Chart(
        as_of,
        asked,
        after.FORMS,
        tuple(_row(question, law, asked, as_of) for question in QUESTIONS if more or not question.more),
    )


def _row(question: Question, law: Law, asked: Sequence[str], as_of: dt.date) -> Row:
    cells = {form: _agreed(question, form, law, asked, as_of) for form in after.FORMS}
    return Row(question.asks, cells, tuple(_remarks(question, law, Forum(asked[0], as_of))))


def _remarks(question: Question, law: Law, forum: Forum) -> Iterator[Remark]:
    """The notes that hold on the day: all their authorities exist, are good and have been read."""
    for note in question.notes:
        found = [cited for citation in note.by if (cited := cited_in(citation, law, forum)) is not None]
        if len(found) == len(note.by) and (note.from_ is None or note.from_ <= forum.as_of):
            yield Remark(note.says, tuple(found))


def _agreed(question: Question, form: str, law: Law, asked: Sequence[str], as_of: dt.date) -> Cell:
    """The answer that every circuit gives, or that it differs."""
    found = {circuit: _cell(question, form, law, Forum(circuit, as_of)) for circuit in asked}
    first = next(iter(found.values()))
    if all((cell.truth, cell.says) == (first.truth, first.says) for cell in found.values()):
        return first
    says = "; ".join(f"{circuit}: {cell.says}" for circuit, cell in found.items())
    return Cell(Truth.UNDETERMINED, f"It differs by circuit. {says}", first.authorities)


def _cell(question: Question, form: str, law: Law, forum: Forum) -> Cell:
    if question.parts:
        return _proved(question, form, law, forum)
    if question.rule:
        rule = RULES[question.rule]
        truth = _truth(rule, after.FORMS.index(form), MODEL, law, forum)
    else:
        base = WITH_A_BAR if form == "deferral_cat" else MODEL
        rule, truth = _refused(question, form, {**base, **question.change}, law, forum)
    if truth is Truth.NOT_ESTABLISHED and question.otherwise:
        rule = RULES[question.otherwise]
    says = {Truth.ESTABLISHED: question.yes, Truth.NOT_ESTABLISHED: question.no}.get(truth, "Not settled")
    return Cell(truth, says, citable(rule.by, law, forum))


def _proved(question: Question, form: str, law: Law, forum: Forum) -> Cell:
    """The rule among those asked about on which the form rests: the standard."""
    below = {rule.id for rule in rules_in(RULES[form])}
    standard = RULES[next(name for name in question.parts if name in below)]
    return Cell(Truth.ESTABLISHED, standard.sentence, citable(standard.by, law, forum))


def _refused(question: Question, form: str, facts: Facts, law: Law, forum: Forum) -> tuple[Rule, Truth]:
    """Whether the change loses the form, and the rule that says so: the one that fails, or else the form's own."""
    granted = _truth(RULES[form], None, facts, law, forum)
    if granted is Truth.UNDETERMINED:
        return RULES[form], granted
    if granted is Truth.ESTABLISHED:
        return RULES[form], Truth.NOT_ESTABLISHED
    below = {rule.id for rule in rules_in(RULES[form])} | {form}
    base = WITH_A_BAR if form == "deferral_cat" else MODEL
    changed = [
        name
        for name in question.missing
        if name in below and _truth(RULES[name], None, facts, law, forum) is not _truth(RULES[name], None, base, law, forum)
    ]
    return RULES[changed[0] if changed else form], Truth.ESTABLISHED


def _truth(rule: Rule, scope: int | None, facts: Facts, law: Law, forum: Forum) -> Truth:
    case = with_built_in(applicant(tuple(facts.items())), forum.as_of)
    evaluation = Evaluation(case, functools.partial(_live, law, forum), THRESHOLDS)
    return evaluation.reached(rule, scope).truth


def _live(law: Law, forum: Forum, question: str) -> tuple[str, ...]:
    return governance(law, question, forum.circuit, forum.as_of).live
