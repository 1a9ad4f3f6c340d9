"""The answers as a case file: facts that the person stated, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from article3.check.places import countries, states
from article3.check.questions import Kind, questions
from article3.check.state import applies
from article3.facts.case_file import parse_case
from article3.facts.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.check.questions import Question
    from article3.check.state import State
    from article3.facts.case import Case
    from article3.law.loading import Law

TITLE = "From the private check"
_ENTRIES = {"feared": "feared_harms", "past": "past_harms", "conviction": "convictions"}
_LISTS = {"past_harms": "past", "convictions": "conviction"}
FEARED = "feared"
"""The id of the harm that was asked about."""
_FEARED = f"  - id: {FEARED}\n"
_OTHER = "  - id: other\n"
_NOTE = "What a person answered in the private check, in no words of their own. Nobody has looked at it yet."


def circuit_of(state: State) -> str:
    """The id of the circuit of the court; empty if it is not known."""
    found = state.known("state")
    return states()[found][1] if found else ""


def paths_of(state: State) -> dict[str, str]:
    """Each fact that is stated, by its path."""
    found: dict[str, str] = {}
    for question, _ in state.given:
        asked = questions().get(question)
        if asked is not None and applies(question, state):
            found.update((path, _filled(value, state)) for path, value in _stated(asked, state.known(question)))
    return found


def _filled(value: str, state: State) -> str:
    """The value of a path; ``{hearing}`` is what was answered to that question."""
    return state.known(value[1:-1]) if value.startswith("{") else value


def case_text(state: State) -> str:
    """The answers as a case file."""
    return "\n".join(_lines(state)) + "\n"


def open_text(state: State) -> str:
    """The same with a harm besides the one that was asked about, of which nothing is known.

    A case file's list counts as whole, and a person was asked about the worst harm alone: neither what is told nor what is asked
    may rest on there being no other.
    """
    return case_text(state).replace(_FEARED, f"{_OTHER}{_FEARED}", 1)


def case_of(state: State, law: Law) -> Case:
    """The answers as a case."""
    return parse_case(case_text(state), "the answers", law)


def open_case(state: State, law: Law) -> Case:
    """The answers as a case in which other harms may be feared too; see :func:`open_text`."""
    return parse_case(open_text(state), "the answers", law)


def _stated(asked: Question, said: str) -> Iterator[tuple[str, str]]:
    if not said:
        return
    if asked.kind is Kind.COUNTRY:
        yield asked.sets, json.dumps(countries("en")[said], ensure_ascii=False)
    elif asked.kind is Kind.DAY:
        if asked.sets:
            yield asked.sets, said
    elif asked.kind is not Kind.STATE:
        for chosen in said.split(","):
            yield from asked.answer(chosen).sets.items()


def _lines(state: State) -> Iterator[str]:
    yield f"# {_NOTE}"
    yield "article3: 1"
    yield f"title: {TITLE}"
    circuit = circuit_of(state)
    if circuit:
        yield from ("forum:", f"  circuit: {circuit.removeprefix('ca')}")
    sections: dict[str, dict[str, str]] = {"feared": {}}
    none: list[str] = []
    for path, value in paths_of(state).items():
        if path in _LISTS:
            if value == "none":
                none.append(path)
            else:
                sections.setdefault(_LISTS[path], {})
            continue
        section, _, fact = path.partition(".")
        sections.setdefault(section, {})[fact] = value
    yield from _events(sections.pop("events", {}), sections.pop("outcomes", {}))
    for section, facts in sections.items():
        if section in _ENTRIES:
            yield from (f"{_ENTRIES[section]}:", f"  - id: {section}")
            yield from (f"    {fact}: {value}" for fact, value in facts.items())
        else:
            yield f"{section}:"
            yield from (f"  {fact}: {value}" for fact, value in facts.items())
    yield from (f"{name}: []" for name in none)


def _events(days: dict[str, str], outcomes: dict[str, str]) -> Iterator[str]:
    """Events with their days and how they ended; one of which only the end is known has a day that is not."""
    kinds = dict.fromkeys((*days, *outcomes))
    if kinds:
        yield "events:"
    for kind in kinds:
        yield from (f"  - kind: {kind}", f"    on: {days.get(kind, UNKNOWN)}")
        if kind in outcomes:
            yield f"    outcome: {outcomes[kind]}"
