"""The questions of the private check: what is asked in plain words, and which facts of a case file each answer states."""

from __future__ import annotations

import enum
import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY = "*"
"""In ``after``: whatever was answered."""


class Group(enum.StrEnum):
    """When a question is asked: place and emergencies first, what hurts last."""

    FIRST = "first"
    STORY = "story"
    HARD = "hard"


class Kind(enum.StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    MANY = "many"
    DAY = "day"
    STATE = "state"
    COUNTRY = "country"


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer that can be chosen.

    Attributes:
        id: how it is kept.
        says: what the person reads.
        sets: the facts that it states, by their paths; an answer that states nothing is as good as none to the rules.
    """

    id: str
    says: str
    sets: dict[str, str] = {}


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question.

    Attributes:
        id: how it is kept.
        group: when it is asked.
        ask: what the person reads.
        kind: how it is answered.
        help: a line below it.
        answers: to choose from.
        sets: the path of the fact that a day or a country states.
        after: earlier questions with the answers on which this one is asked.
        always: whether it is asked although nothing turns on it.
    """

    id: str
    group: Group
    ask: str
    kind: Kind = Kind.CHOICE
    help: str = ""
    answers: tuple[Answer, ...] = ()
    sets: str = ""
    after: dict[str, tuple[str, ...]] = {}
    always: bool = False

    @property
    def paths(self) -> frozenset[str]:
        """Every path that an answer can state."""
        return frozenset(path for answer in self.answers for path in answer.sets) | ({self.sets} if self.sets else set())

    def answer(self, identifier: str) -> Answer:
        """An answer by its id.

        Raises:
            KeyError: if it has none of that id.
        """
        return {one.id: one for one in self.answers}[identifier]


@functools.cache
def questions() -> dict[str, Question]:
    """All questions by their ids, in the order of the file."""
    text = Path(__file__).with_name("questions.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text)["questions"], tuple[Question, ...])
    return {one.id: one for one in found}


@functools.cache
def frame() -> dict[str, str]:
    """The texts around the questions, by name."""
    return tomllib.loads(Path(__file__).with_name("frame.toml").read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[str, str]]:
    """Every text for translators, with where it stands."""
    for name, text in frame().items():
        yield text, f"frame/{name}"
    for one in questions().values():
        yield one.ask, f"question/{one.id}"
        if one.help:
            yield one.help, f"question/{one.id}/help"
        for answer in one.answers:
            yield answer.says, f"question/{one.id}/{answer.id}"
