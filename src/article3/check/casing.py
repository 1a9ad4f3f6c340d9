"""Answers as a case: what they state and nothing more. What was not asked, not known or not said stays unknown."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from article3.check.countries import circuits_of, countries
from article3.check.loading import ENTRIES, OTHER, questions, said
from article3.check.model import Takes
from article3.check.state import chosen, day_of
from article3.facts.case import Answer, Case
from article3.facts.case_file import parse_case
from article3.facts.event import Event
from article3.facts.fact import Text
from article3.facts.values import value_of
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.facts.writing import case_text
from article3.law.forums import circuits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.check.model import Choice, Question
    from article3.check.state import State
    from article3.law.loading import Law
    from article3.logic.variables import Entity, Variable

TITLE = "A private check"
_NAME = "check"


class Built(msgspec.Struct, frozen=True):
    """What the answers come to.

    Attributes:
        text: the case file.
        case: what it says.
        circuits: the circuits in which the court may be: one, if that is known; all, if nothing is.
        tells: what single answers tell people, in the order of the answers.
    """

    text: str
    case: Case
    circuits: tuple[str, ...]
    tells: tuple[str, ...]


def built(state: State, law: Law) -> Built:
    """The case that a person's answers make.

    Args:
        state: the answers.
        law: for reading the case back.
    """
    found = circuits_of(state.given.get("state", ""))
    tells = tuple(dict.fromkeys(name for _, answer in _answered(state) for name in answer.tells))
    text = case_text(_case(state, found[0] if len(found) == 1 else None), _about(tells))
    return Built(text, parse_case(text, _NAME, law), found or tuple(circuits(law)), tells)


def _about(tells: tuple[str, ...]) -> str:
    """What stands at the head of the case file: where it is from, and what only people are told."""
    notes = [notice.told for name in tells for notice in said().notices if notice.id == name and notice.told]
    head = "From a private check: a person answered plain questions alone. No answer has been proved. Unknown is not no."
    return " ".join([head, *notes, "Keep this file confidential."])


def _case(state: State, circuit: str | None) -> Case:
    answers: dict[tuple[Variable, int | None], Answer] = {}
    entries, closed = _lists(state)
    lists: dict[str, tuple[int, ...]] = {}
    names: dict[tuple[Entity, int], str] = {}
    counts: dict[Entity, int] = {}
    at: dict[str, int] = {}
    for key, (collection, _) in COLLECTIONS.items():
        if key not in entries:
            continue
        named = entries[key]
        whole = named if not named or key in closed else (*named, OTHER[key])
        start = counts.get(collection.entity, 0)
        lists[key] = tuple(range(start, start + len(whole)))
        counts[collection.entity] = start + len(whole)
        for index, name in zip(lists[key], whole, strict=True):
            names[collection.entity, index] = name
            at[name] = index
    for name, value in _stated(state):
        where, variable = variable_of(name)
        if where and where not in at:
            continue
        place = (variable, at[where] if where else None)
        before = answers.get(place)
        words = f"{before.value}; {value}" if isinstance(variable, Text) and before is not None else value
        answers[place] = Answer(value_of(variable, words))
    return Case(TITLE, answers, lists, names, circuit=circuit, events=tuple(_events(state)))


def _answered(state: State) -> Iterator[tuple[Question, Choice]]:
    for name, value in state.given.items():
        one = questions().get(name)
        if one is None or one.takes is not None:
            continue
        for identifier in chosen(value):
            for answer in one.answers:
                if answer.id == identifier:
                    yield one, answer


def _lists(state: State) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    entries: dict[str, tuple[str, ...]] = {}
    closed = set()
    for _, answer in _answered(state):
        for key, entry in answer.lists.items():
            entries[key] = (entry,) if entry else ()
        closed.add(answer.closes)
    return entries, frozenset(closed)


def _stated(state: State) -> Iterator[tuple[str, str]]:
    """The facts that answers state, by their full names, each with its value as a case file has it."""
    for _, answer in _answered(state):
        yield from answer.sets.items()
    for one, value in _given(state):
        if one.sets and one.takes is Takes.COUNTRY:
            yield one.sets, countries("en")[value]
        elif one.sets:
            yield one.sets, value


def _given(state: State) -> Iterator[tuple[Question, str]]:
    """Questions that take a day or a place, with what was given."""
    for name, value in state.given.items():
        one = questions().get(name)
        if one is not None and one.takes is not None and len(value) > 1:
            yield one, value


def _events(state: State) -> Iterator[Event]:
    for _, answer in _answered(state):
        yield from (Event(kind, kind, None) for kind in answer.events)
    for one, value in _given(state):
        if one.event:
            yield Event(one.event, one.event, day_of(value), outcome=one.outcome)


def days(state: State) -> dict[str, dt.date]:
    """The days given, by question."""
    return {one.id: day_of(value) for one, value in _given(state) if one.takes is Takes.DAY}


@functools.cache
def variable_of(name: str) -> tuple[str, Variable]:
    """A fact by its full name in the questions, and the entry of a list that it is about; that is empty for the whole case.

    Raises:
        KeyError: if there is no such fact.
    """
    head, _, key = name.partition(".")
    entity = COLLECTIONS[ENTRIES[head]][0].entity.id if head in ENTRIES else head
    found = {full_id(variable): variable for variable in FACTS}
    return (head if head in ENTRIES else "", found[f"{entity}.{key}"])


@functools.cache
def place_of(name: str) -> str:
    """Where a fact or list of the questions stands in the case file."""
    head, _, key = name.partition(".")
    return f"{ENTRIES[head]}[{head}].{key}" if head in ENTRIES else name
