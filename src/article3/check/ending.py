"""What the answers may mean: never more than the decision on them says, and nothing that discourages where facts are unknown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.check.places import countries, states
from article3.check.questions import Kind, questions
from article3.check.reasons import reasons
from article3.check.state import HARD, UNKNOWN, UNSAID
from article3.check.stated import case_of, circuit_of, open_case
from article3.deadlines.agenda import agenda
from article3.deadlines.model import Sort, Status
from article3.documents.drafts.summary import needs
from article3.documents.drafts.words import words
from article3.findings.decide import decide
from article3.law.forums import circuits
from article3.logic.forum import Forum
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.check.speaking import Speaker
    from article3.check.state import State
    from article3.findings.model import Decision
    from article3.law.loading import Law

FORMS = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat")
SOON = 30
"""Days before a hearing from which on it is told as urgent."""
_SAYS = {Truth.ESTABLISHED: "speaks_for", Truth.NOT_ESTABLISHED: "speaks_against", Truth.UNDETERMINED: "may_fit"}
_TOLD = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING})
_OURS = frozenset({Sort.LAST_DAY, Sort.SET_DAY, Sort.WINDOW})


class Ending(msgspec.Struct, frozen=True):
    """What a person is told at the end, in their language.

    Attributes:
        urgent: what to do first.
        forms: each form of protection with how it stands, and what is said of it.
        why: for each of them, what the answers show, and what may stand in its way.
        missing, bring, dates: lines of the lists.
        circuit: whose law was applied; empty if what is said holds everywhere.
    """

    urgent: tuple[str, ...]
    forms: tuple[tuple[str, Truth, str], ...]
    why: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    missing: tuple[str, ...]
    bring: tuple[str, ...]
    dates: tuple[str, ...]
    circuit: str


def standing(state: State, law: Law, today: dt.date) -> tuple[dict[str, Truth], tuple[Decision, ...]]:
    """How each form stands, in the circuit of the court or, if that is not known, in all of them alike; and these decisions."""
    case, circuit = open_case(state, law), circuit_of(state)
    made = tuple(decide(case, Forum(one, today), law) for one in ([circuit] if circuit else circuits(law)))
    found: dict[str, Truth] = {}
    for form in FORMS:
        truths = {getattr(one.forms, form).truth for one in made}
        found[form] = truths.pop() if len(truths) == 1 else Truth.UNDETERMINED
    return found, made


def ending(state: State, law: Law, today: dt.date, speaks: Speaker) -> Ending:
    """What a person is told at the end.

    Args:
        state: the answers.
        law: the law data.
        today: the day.
        speaks: the language.
    """
    truths, made = standing(state, law, today)
    said = words(speaks.language)
    forms = tuple((said.say(f"summary.form.{form}"), truth, speaks.frame(_SAYS[truth])) for form, truth in truths.items())
    why = tuple(_why(form, made, speaks) for form in truths)
    missing = tuple(said.say(f"summary.need.{need}") for need in needs(made[0]))
    bring = tuple(said.say(f"summary.bring_list.{each}") for each in said.group("summary.bring_list"))
    dates = tuple(_dates(state, law, today, speaks))
    return Ending(urgent(state, today, speaks), forms, why, missing, bring, dates, circuit_of(state))


def _why(form: str, made: tuple[Decision, ...], speaks: Speaker) -> tuple[tuple[str, ...], tuple[str, ...]]:
    shown, against = reasons(form, made)
    return tuple(map(speaks.say, shown)), tuple(map(speaks.say, against))


def rows(state: State, speaks: Speaker) -> tuple[tuple[str, str], ...]:
    """Each question with what was answered, in a language."""
    return tuple(
        (speaks.say(questions()[question].ask), _answer(question, answer, speaks))
        for question, answer in state.given
        if question != HARD
    )


def _answer(question: str, answer: str, speaks: Speaker) -> str:
    if answer in {UNKNOWN, UNSAID}:
        return speaks.frame(answer)
    asked = questions()[question]
    if asked.kind is Kind.DAY:
        return words(speaks.language).day(dt.date.fromisoformat(answer))
    if asked.kind is Kind.STATE:
        return states()[answer][0]
    if asked.kind is Kind.COUNTRY:
        return countries(speaks.language)[answer]
    return "; ".join(speaks.say(asked.answer(one).says) for one in answer.split(","))


def urgent(state: State, today: dt.date, speaks: Speaker) -> tuple[str, ...]:
    """What to do first."""
    return tuple(_urgent(state, today, speaks))


def _urgent(state: State, today: dt.date, speaks: Speaker) -> Iterator[str]:
    if state.known("leaving") == "yes":
        yield speaks.frame("u_leaving")
    hearing = state.known("hearing")
    if hearing:
        day = dt.date.fromisoformat(hearing)
        told = words(speaks.language).day(day)
        if day < today:
            yield speaks.frame("u_hearing_past", day=told)
        elif (day - today).days <= SOON:
            yield speaks.frame("u_hearing", day=told)
    absent = state.known("present") == "no"
    for question, answer, name in (
        *(() if absent else (("ordered", "recent", "u_ordered"),)),
        ("present", "no", "u_absent"),
        ("ordered", "old", "u_old_order"),
        ("detained", "yes", "u_detained"),
        ("third_country", "yes", "u_country"),
    ):
        if state.known(question) == answer:
            yield speaks.frame(name)
    if "no" in {state.known("box_top"), state.known("box_ground")}:
        yield speaks.frame("u_box")


def _dates(state: State, law: Law, today: dt.date, speaks: Speaker) -> Iterator[str]:
    said = words(speaks.language)
    for each in agenda(case_of(state, law), today, law).deadlines:
        entry = f"summary.deadline.{each.clock}"
        if each.day is None or each.status not in _TOLD or each.sort not in _OURS or not said.has(entry):
            continue
        when = said.say("summary.on" if each.sort is Sort.SET_DAY else "summary.by", day=said.day(each.day))
        safest = said.say("summary.safest", day=said.day(each.safest)) if each.safest is not None else ""
        past = f" {speaks.frame('past')}" if each.status is Status.OVERDUE else ""
        yield f"{said.say(entry)}: {when}{safest}.{past}"
