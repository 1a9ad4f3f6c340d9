"""An agenda as an outline: the stage and what to do next, then every deadline, overdue first, then what else to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.deadlines.counting import in_words
from article3.deadlines.model import Sort, Status
from article3.deadlines.wording import DUE, OPEN, SORTS, STAGES, act_on, capitalized, left, matters, short
from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE, VERIFIED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from article3.deadlines.model import Agenda, Cited, Deadline, NextStep, OtherDay, Question, Stage

_LIMITS = (
    "Days are those of the court, without hours: a paper must arrive before the court closes or its system shuts. Closings of "
    "one court, standing orders of a judge and local rules are not known here."
)
_FEW = 4
"""So many stages are named between which a case may be."""
_SECTIONS = (
    ("Overdue", frozenset({Status.OVERDUE})),
    ("Today", frozenset({Status.TODAY})),
    ("Coming up", frozenset({Status.UPCOMING})),
    ("No day yet", OPEN),
    ("Done, reached or closed", frozenset(Status) - DUE - OPEN),
)


def outline(agenda: Agenda, *, why: bool = False) -> Outline:
    """The whole agenda.

    Args:
        agenda: what to tell.
        why: every step of each day's derivation, what is doubtful in an authority, and whether more time can be had.
    """
    by_id = {deadline.id: deadline for deadline in agenda.deadlines}
    # Not its id, in which its author may have named somebody.
    places = {deadline.id: f"deadline-{number}" for number, deadline in enumerate(agenda.deadlines, 1)}
    sections = [
        Section("Stage", list(_stage(agenda.stage, agenda.today))),
        Section("What to do next", [_next(number, step, by_id, why=why) for number, step in enumerate(agenda.next_steps, 1)]),
    ]
    for title, statuses in _SECTIONS:
        found = [deadline for deadline in agenda.deadlines if deadline.status in statuses]
        sections.append(Section(title, [_deadline(deadline, places[deadline.id], why=why) for deadline in found]))
    sections += [
        Section("What else to find out", [_question(question) for question in agenda.questions]),
        Section("Read this too", [Item(Role.WARNING, words) for words in (*agenda.warnings, _LIMITS, NOT_ADVICE)]),
    ]
    subtitle = f"Deadlines as of {in_words(agenda.today)}. Law data kept to {short(agenda.law_through)}."
    return Outline(agenda.title or "Deadlines", subtitle, [section for section in sections if section.items])


def _stage(stage: Stage, today: dt.date) -> Iterator[Item]:
    since = f", since {short(stage.since)}" if stage.since is not None and stage.since <= today else ""
    named = stage.open_between if len(stage.open_between) <= _FEW else ()
    between = f": {' or '.join(STAGES[name] for name in named)}" if named else ""
    yield Item(Role.PLAIN, f"{STAGES[stage.name]}{since}{between}.", items=[Item(Role.NOTE, words) for words in stage.because])


def _next(number: int, step: NextStep, by_id: dict[str, Deadline], *, why: bool) -> Item:
    due = by_id.get(step.deadline)
    safest = f", safest by {in_words(due.safest)}" if due is not None and due.safest is not None else ""
    by = (
        f" By {in_words(due.day)} ({left(due)}){safest}." if due is not None and due.day is not None and due.status in DUE else ""
    )
    reason = [Item(Role.NOTE, step.why)] if step.why else []
    return Item(Role.PLAIN, f"{number}. {step.says}{by}", items=[*reason, *_authorities(step.cited, why=why)])


def _deadline(deadline: Deadline, place: str, *, why: bool) -> Item:
    finished = deadline.status not in DUE | OPEN
    below: list[Item] = []
    if not finished or why:
        below += [Item(Role.OPEN, words) for words in _dispute(deadline)]
        below += _derivation(deadline, why=why)
        below += [Item(Role.NOTE, step.says) for other in deadline.other_days for step in other.steps if why]
        below += [Item(Role.PLAIN, f"If missed: {deadline.missing}")] if deadline.missing else []
        below += [Item(Role.PLAIN, f"More time: {deadline.extension}")] if deadline.extension and why else []
        below += [Item(Role.NOTE, deadline.note)] if deadline.note else []
        below += _authorities(deadline.cited, why=why)
    return Item(Role.FINDING, _heading(deadline), tag=deadline.clock, target=place, items=below)


def _heading(deadline: Deadline) -> str:
    what = deadline.what.rstrip(".")
    kind = "" if deadline.sort in {Sort.LAST_DAY, Sort.SET_DAY} else f" ({SORTS[deadline.sort]})"
    if deadline.day is None:
        return f"{capitalized(left(deadline))}: {what}{kind}"
    disputed = ", DISPUTED" if deadline.disputed and matters(deadline) else ""
    safest = f", safest by {in_words(deadline.safest)}" if deadline.safest is not None else ""
    return f"{in_words(deadline.day)} ({left(deadline)}){disputed}{safest}: {what}{kind}"


def _dispute(deadline: Deadline) -> Iterator[str]:
    if matters(deadline) and deadline.day is not None:
        why = f"It depends on {deadline.turns_on}" if deadline.turns_on else "The law is disputed"
        view = "else" if deadline.turns_on else "on another view"
        others = " ".join(_other(other, view) for other in deadline.other_days)
        yield f"{why}. {capitalized(act_on(deadline, in_words))}; {others}"


def _other(other: OtherDay, view: str) -> str:
    cited = "; ".join(f"{cited.cite}, {VERIFIED[cited.verification.value]}" for cited in other.cited)
    return f"{view} it is {in_words(other.day)}: {other.why.rstrip('.')}{f' ({cited})' if cited else ''}."


def _derivation(deadline: Deadline, *, why: bool) -> Iterator[Item]:
    """Every step; or what starts it, and the days reached from there."""
    if why:
        yield from (Item(Role.NOTE, step.says) for step in deadline.steps)
    elif deadline.steps:
        first, *others = deadline.steps
        dated = (step for step in others if step.day is not None)
        yield Item(Role.NOTE, " ".join(f"{step.says.rstrip('.')}." for step in (first, *dated)))


def _authorities(cited: Iterable[Cited], *, why: bool) -> Iterator[Item]:
    for each in cited:
        below = [Item(Role.NOTE, each.note)] if each.note and why else []
        yield Item(Role.AUTHORITY, f"{each.cite} ({VERIFIED[each.verification.value]})", items=below)


def _question(question: Question) -> Item:
    return Item(Role.FACT, question.asks, tag=question.kind, items=[Item(Role.NOTE, f"In the case file: {question.write}")])
