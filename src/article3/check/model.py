"""What the check asks, as it is written in ``questions.toml``."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import msgspec

UNKNOWN, NOT_SAID = "?", "-"
"""Answers that every question takes: "I do not know", "I would rather not say"."""
HARD = "hard"
"""The part that is announced, and the name under which the answer to the announcement is kept."""
ANY = "*"
"""Among the answers after which a question is asked: whichever it is."""
GO, SKIP = "go", "skip"
"""The answers to the announcement."""


class Takes(enum.Enum):
    """What is given instead of one of several answers: a day, a state of the United States, a country."""

    DAY = "day"
    STATE = "state"
    COUNTRY = "country"


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer.

    Attributes:
        id: its name.
        says: in plain words.
        sets: the facts that it states, by full name; ``feared``, ``past`` and ``conviction`` stand for an entry of a list.
        lists: for each list that it speaks of, the name of its one entry; empty if there is none.
        closes: the list that has no other entry than the one told of.
        events: the kinds of events that it states, on a day that is not known.
        tells: what only people are told: an emergency, or what a lawyer should look at.
    """

    id: str
    says: str
    sets: Mapping[str, str] = {}
    lists: Mapping[str, str] = {}
    closes: str = ""
    events: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the yes or no of a bare fact tells besides."""

    tells: tuple[str, ...] = ()


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question as it is written; see the head of ``questions.toml``."""

    id: str
    part: str
    asks: str
    help: str = ""
    fact: str = ""
    takes: Takes | None = None
    sets: str = ""
    event: str = ""
    outcome: str = ""
    after: Mapping[str, tuple[str, ...]] = {}
    always: bool = False
    several: bool = False
    answers: tuple[Choice, ...] = ()
    yes: Extra = Extra()
    no: Extra = Extra()


class Question(msgspec.Struct, frozen=True):
    """A question.

    Attributes:
        id: its name.
        part: where it stands; see :data:`article3.check.loading.parts`.
        asks: the question in plain words.
        help: one line more, or nothing.
        takes: what is given, if it is not one of the answers.
        sets: the fact that a day or a country states; empty if none.
        event: the kind of event that a day states; empty if none.
        outcome: how that event ended.
        after: the answers to others after which alone it is asked; all of them.
        always: whether it is asked even where no form of protection depends on it.
        several: whether more than one answer can be ticked.
        answers: to choose from.
    """

    id: str
    part: str
    asks: str
    help: str
    takes: Takes | None
    sets: str
    event: str
    outcome: str
    after: Mapping[str, tuple[str, ...]]
    always: bool
    several: bool
    answers: tuple[Choice, ...]

    @property
    def is_hard(self) -> bool:
        """Whether it is announced and can be left out with its part."""
        return self.part == HARD

    @property
    def facts(self) -> frozenset[str]:
        """The full names of the facts and lists that it can state."""
        stated = {name for answer in self.answers for name in (*answer.sets, *answer.lists)}
        return frozenset(stated | {self.sets} - {""})

    def follows(self, given: Mapping[str, str]) -> bool:
        """Whether it is asked after these answers."""
        return all(lead in given and (given[lead] in wanted or ANY in wanted) for lead, wanted in self.after.items())

    def answer(self, identifier: str) -> Choice:
        """One of the answers.

        Raises:
            KeyError: if there is none of that name.
        """
        for one in self.answers:
            if one.id == identifier:
                return one
        raise KeyError(identifier)


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what a form of protection needs, or what bars it, in plain words.

    Attributes:
        rule: the rule of the law that it tells; of the feared harm where that is about a harm.
        forms: the forms of protection that need it.
        met: what is said where it is shown by the answers.
        open: where it is still open.
        unmet: where the answers speak against it.
        bring: what helps to show it.
        to: the page of the guide, with its section.
        bars: whether it speaks against protection where it is shown.
    """

    rule: str
    forms: tuple[str, ...]
    met: str
    open: str
    unmet: str
    bring: str = ""
    to: str = ""
    bars: bool = False


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer tells people: an emergency, or what a lawyer should look at.

    Attributes:
        id: its name in the answers.
        says: to the person.
        urgent: whether it stands first.
        to: the page of the guide, with its section.
        told: what a representative is told; empty if nothing beside the answer itself.
    """

    id: str
    says: str
    urgent: bool = False
    to: str = ""
    told: str = ""


class FormSaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of protection in plain words.

    Attributes:
        id: as the rules name it.
        name: its name, as letters and judges write it.
        gives: what it gives, in a sentence or two.
        to: the page of the guide.
    """

    id: str
    name: str
    gives: str
    to: str


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A deadline in plain words.

    Attributes:
        id: of the clock, as the deadlines name it.
        says: what to do, or what happens.
        to: the page of the guide, with its section.
    """

    id: str
    says: str
    to: str
