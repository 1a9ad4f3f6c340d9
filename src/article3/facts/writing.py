"""A case as the file that a person would write: what is known, and nothing else. The reader gives the same facts back."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from article3.facts.case import SCHEMA_VERSION
from article3.facts.fact import Group, Text
from article3.facts.values import UNKNOWN, written
from article3.facts.vocabulary import COLLECTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.facts.case import Case
    from article3.facts.event import Event

_WIDTH = 100


def case_text(case: Case, about: str = "") -> str:
    """A case as the text of a case file.

    Exhibits, notes and what the file says of the court are not written: this is for cases made of facts alone.

    Args:
        case: the facts; an answer without a value is left out.
        about: a comment to write at the head.
    """
    head = textwrap.wrap(about, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    lines = [*head, f"article3: {SCHEMA_VERSION}"]
    if case.title:
        lines.append(f"title: {_quoted(case.title)}")
    forum = [f"  circuit: {case.circuit.removeprefix('ca')}"] if case.circuit else []
    forum += [f"  as_of: {case.as_of}"] if case.as_of else []
    if forum:
        lines += ["", "forum:", *forum]
    if case.events:
        lines += ["", "events:", *(line for event in case.events for line in _event(event))]
    for group in SECTIONS:
        if stated := list(_facts(case, group, None)):
            lines += ["", f"{group.id}:", *(f"  {line}" for line in stated)]
    for name, (collection, group) in COLLECTIONS.items():
        members = case.members(collection)
        if members is None:
            continue
        lines += ["", f"{name}:" if members else f"{name}: []"]
        for index in members:
            lines.append(f"  - id: {case.name(collection.entity, index)}")
            lines += (f"    {line}" for line in _facts(case, group, index))
    return "\n".join(lines) + "\n"


def _event(event: Event) -> Iterator[str]:
    yield f"  - kind: {event.kind}"
    yield f"    id: {event.id}"
    yield f"    on: {event.day or UNKNOWN}"
    if event.service is not None:
        yield f"    served: {event.service.value}"
    if event.outcome:
        yield f"    outcome: {event.outcome}"


def _facts(case: Case, group: Group, scope: int | None) -> Iterator[str]:
    for fact in group.facts.values():
        answer = case.answer(fact.variable, scope)
        if answer is not None and answer.value is not None:
            words = written(answer.value)
            yield f"{fact.id}: {_quoted(words) if isinstance(fact.variable, Text) else words}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
