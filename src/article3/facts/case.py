"""A case: what it states, for whom, on what evidence. Unknown is absent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.event import Event
from article3.facts.link import Chain, Link
from article3.logic.variables import Collection, Entity, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA_VERSION = 1
"""Version of the case file's schema; a file says which it was written for."""


class Answer(msgspec.Struct, frozen=True):
    """What a case states about one fact.

    Attributes:
        value: the known value; ``None`` if the file says ``unknown``.
        because: ids of the exhibits that prove it.
        note: reasons, or anything else in the author's words.
    """

    value: Value | None
    because: tuple[str, ...] = ()
    note: str = ""


def base_name(file: str) -> str:
    """The name of a file without its folders."""
    return file.rpartition("/")[2]


class Translation(msgspec.Struct, frozen=True):
    """The English translation of an exhibit, and who certifies it.

    8 CFR 1003.33 asks that the translator certify competence and that the translation is true and accurate.

    Attributes:
        file: where the translation lies, from the case file's folder; empty if it is not at hand yet.
        translator: name.
        address, phone: of the translator.
        certified: where the signed certificate lies, if it is a file of its own.
    """

    file: str = ""
    translator: str = ""
    address: str = ""
    phone: str = ""
    certified: str = ""


class Exhibit(msgspec.Struct, frozen=True):
    """A piece of evidence.

    Attributes:
        id: how facts refer to it, such as ``A``.
        title: what it is.
        kind: ``declaration``, ``testimony``, ``medical``, ``country_conditions`` and so on.
        file: where the document lies, from the case file's folder; empty if it is not at hand yet.
        language: the language it is in, by its English name; empty if the file is silent.
        author: who made it.
        date: when it was made, as far as known.
        source: where it is published or was obtained, such as an address on the web.
        translation: its translation into English, if there is one.
        highlight: passages to mark on its pages, word for word.
        adverse: passages that speak against the claim, word for word; they are never quoted in support and not marked.
    """

    id: str
    title: str
    kind: str = ""
    note: str = ""
    file: str = ""
    language: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    translation: Translation | None = None
    highlight: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that it names: the document, then its translation and that translation's certificate."""
        if self.translation is None:
            return (self.file,) if self.file else ()
        return tuple(name for name in (self.file, self.translation.file, self.translation.certified) if name)


EXHIBIT_KINDS = (
    "declaration", "testimony", "witness_statement", "medical", "psychological", "identity", "court_document", "police_document",
    "country_conditions", "expert", "news", "published_example", "other",
)  # fmt: skip


HEARINGS = ("in_person", "video", "unknown")
"""How the hearing is held, as the judge and the applicant see each other."""
VENUE_CHANGED = ("yes", "no", "unknown")
"""Whether a judge has granted a change of venue."""


class Papers(msgspec.Struct, frozen=True):
    """What only the documents need (:mod:`article3.facts.papers`); no rule sees it.

    Attributes:
        answers: what is stated, by particular and by index of the entry (``None`` outside lists).
        lists: for each list the indexes of its entries; a list that the file doesn't have is absent.
        names: for each entity and index the id that the file gives it.
    """

    answers: dict[tuple[Variable, int | None], Answer] = {}
    lists: dict[str, tuple[int, ...]] = {}
    names: dict[tuple[Entity, int], str] = {}

    def value(self, variable: Variable, index: int | None = None) -> Value | None:
        """The known value, or ``None``."""
        answer = self.answers.get((variable, index))
        return None if answer is None else answer.value

    def words(self, variable: Variable, index: int | None = None) -> str:
        """The stated text without space around it; empty if nothing is known."""
        value = self.value(variable, index)
        return value.strip() if isinstance(value, str) else ""


class Case(msgspec.Struct, frozen=True):
    """The facts of one case.

    Attributes:
        title: a label; shown above results.
        answers: what is stated, by fact and by index of the entity (``None`` for the case as a whole).
        lists: for each collection the indexes of its entities; a collection that the file doesn't have is absent.
        names: for each entity and index the id that the file gives it.
        exhibits: by id.
        circuit: the forum's circuit, if the file names it.
        as_of: the day whose law is asked for, if the file names it.
        court: the immigration court, or place, as the file names it.
        hearing: one of ``HEARINGS``; empty if the file is silent.
        venue_changed: one of ``VENUE_CHANGED``; empty if the file is silent.
        links: the events that chains name, by id.
        chains: by index of the feared harm; a harm without a chain is absent.
        factors: what is stated of circumstances that decided cases turn on, by issue, factor and index of the entity.
        events: those the file lists under ``events:``, by day. The days that facts state are not among them: see
            :func:`article3.facts.events.events_of`.
        papers: what only the documents need.
    """

    title: str = ""
    answers: dict[tuple[Variable, int | None], Answer] = {}
    lists: dict[str, tuple[int, ...]] = {}
    names: dict[tuple[Entity, int], str] = {}
    exhibits: dict[str, Exhibit] = {}
    circuit: str | None = None
    as_of: dt.date | None = None
    court: str = ""
    hearing: str = ""
    venue_changed: str = ""
    links: dict[str, Link] = {}
    chains: dict[int, Chain] = {}
    factors: dict[tuple[str, str, int], Answer] = {}
    events: tuple[Event, ...] = ()
    papers: Papers = Papers()

    def answer(self, variable: Variable, scope: int | None = None) -> Answer | None:
        """What is stated about a fact, or ``None``."""
        return self.answers.get((variable, None if variable.entity is None else scope))

    def value(self, variable: Variable, scope: int | None) -> Value | None:
        """The known value, or ``None``."""
        answer = self.answers.get((variable, None if variable.entity is None else scope))
        return None if answer is None else answer.value

    def members(self, collection: Collection) -> Sequence[int] | None:
        """Indexes of a collection's entities; ``None`` if the case doesn't say which there are."""
        return self.lists.get(collection.id)

    def knowing(
        self, answers: dict[tuple[Variable, int | None], Answer], entity: Entity, names: tuple[str, ...], collection: str
    ) -> Case:
        """The same case with what a decision knows by itself: more answers, and a list of entities with their names."""
        return msgspec.structs.replace(
            self,
            answers={**self.answers, **answers},
            lists={**self.lists, collection: tuple(range(len(names)))},
            names={**self.names, **{(entity, index): name for index, name in enumerate(names)}},
        )

    def name(self, entity: Entity, index: int) -> str:
        """The id of one entity."""
        return self.names[entity, index]
