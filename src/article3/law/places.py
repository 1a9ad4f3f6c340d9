"""Immigration courts, states and places as data, with their strict loader; read only when somebody names a court or a place."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from article3.law.data_files import LawDataError, convert, read
from article3.law.loading import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from article3.law.loading import Law

_COURT_WORDS = re.compile(r"\b(?:the|immigration|court)\b")


class Status(enum.Enum):
    """What sort of court it is today. The judges of an adjudication center appear by video for other courts."""

    OPEN = "open"
    HEARING_LOCATION = "hearing_location"
    CLOSED = "closed"
    UNCERTAIN = "uncertain"
    ADJUDICATION_CENTER = "adjudication_center"

    @property
    def words(self) -> str:
        """As it is shown to people."""
        return self.value.replace("_", " ")


class Confidence(enum.Enum):
    """How sure we are."""

    HIGH = "high"
    MEDIUM = "medium"
    UNCERTAIN = "uncertain"


class ImmigrationCourt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An immigration court.

    Attributes:
        circuit: id of the court of appeals within whose circuit it sits.
        code: EOIR's code of the base city, where it was seen.
        aliases: other names that people use.
        note: what is worth knowing.
        doubt: what every decision in this court's forum must say.
    """

    id: str
    name: str
    city: str
    state: str
    circuit: str
    status: Status
    confidence: Confidence
    code: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    doubt: str = ""


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state or territory.

    Attributes:
        circuit: id of its court of appeals; empty if it is in none.
        heard_by: ids of courts outside it that usually hear its people.
        by: the statute that says its circuit.
        source: from where ``heard_by`` is known.
    """

    id: str
    name: str
    circuit: str
    aliases: tuple[str, ...] = ()
    heard_by: tuple[str, ...] = ()
    by: str = "28 U.S.C. 41"
    confidence: Confidence | None = None
    source: str = ""
    note: str = ""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place that people name and that is no court's city.

    Attributes:
        courts: ids of the courts that usually hear its people; empty if we know none.
        source: from where they are known.
    """

    name: str
    state: str
    courts: tuple[str, ...]
    confidence: Confidence
    source: str
    county: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""

    @property
    def label(self) -> str:
        """Name and state, as in Portland, ME."""
        return f"{self.name}, {self.state}"


class _Courts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    on: dt.date
    court: tuple[ImmigrationCourt, ...]


class _States(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    state: tuple[State, ...]


class _Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    place: tuple[Place, ...]


@dataclasses.dataclass(frozen=True, eq=False)
class Venues:
    """All of them.

    Attributes:
        source: from where the courts are known.
        on: the day on which that was read.
    """

    courts: dict[str, ImmigrationCourt]
    states: dict[str, State]
    places: tuple[Place, ...]
    source: str
    on: dt.date

    def state_named(self, written: str) -> State | None:
        """The state with that name, abbreviation or alias."""
        wanted = plain(written).removeprefix("state of ")
        return next(
            (state for state in self.states.values() if wanted in plain_names(state.id, state.name, *state.aliases)), None
        )

    def heard_elsewhere(self, court: ImmigrationCourt) -> list[State]:
        """States of another circuit whose people the court usually hears, as far as that is known and not only guessed."""
        return [
            state
            for state in self.states.values()
            if court.id in state.heard_by and state.circuit != court.circuit and state.confidence is not Confidence.UNCERTAIN
        ]


def plain(written: str) -> str:
    """A name without capitals, accents, punctuation and the words "immigration court", for comparison."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", written.casefold()) if not unicodedata.combining(letter))
    words = _COURT_WORDS.sub(" ", re.sub(r"[^a-z0-9]+", " ", letters)).split()
    return " ".join({"ft": "fort", "saint": "st"}.get(word, word) for word in words)


def plain_names(*names: str) -> set[str]:
    """Several names, made plain; blanks are left out."""
    return {plain(name) for name in names if name}


@functools.cache
def load_venues(law: Law, directory: Path = DATA) -> Venues:
    """Courts, states and places, checked against the circuits of the law data.

    Raises:
        LawDataError: naming the first file that is broken and what to do about it.
    """
    courts = convert(read(directory / "immigration_courts.toml", remedy="restore it"), _Courts, "immigration_courts.toml")
    states = convert(read(directory / "states.toml", remedy="restore it"), _States, "states.toml")
    places = convert(read(directory / "places.toml", remedy="restore it"), _Places, "places.toml")
    for problem in _problems(courts.court, states.state, places.place, law):
        raise LawDataError(problem)
    return Venues(
        {court.id: court for court in courts.court},
        {state.id: state for state in states.state},
        places.place,
        " ".join(courts.source.split()),
        courts.on,
    )


def _problems(courts: Iterable[ImmigrationCourt], states: Iterable[State], places: Iterable[Place], law: Law) -> Iterator[str]:
    courts, states = tuple(courts), tuple(states)
    circuits = {court.id for court in law.courts.values() if court.forum}
    known, ids = {court.id for court in courts}, {state.id for state in states}
    for file, names in (("immigration_courts.toml", [c.id for c in courts]), ("states.toml", [s.id for s in states])):
        yield from (f"{file}: the id {name!r} stands twice; choose another" for name in known | ids if names.count(name) > 1)
    for court in courts:
        where = f"immigration_courts.toml: {court.id}"
        if court.circuit not in circuits:
            yield f"{where}: there is no circuit {court.circuit!r}; see courts.toml"
        if court.state not in ids:
            yield f"{where}: there is no state {court.state!r}; add it to states.toml or correct it"
    for state in states:
        where = f"states.toml: {state.id}"
        if state.circuit and state.circuit not in circuits:
            yield f"{where}: there is no circuit {state.circuit!r}; see courts.toml"
        yield from _unknown(where, state.heard_by, known)
        if state.heard_by and not (state.source and state.confidence):
            yield f"{where}: heard_by needs a source and a confidence; add them"
    for place in places:
        where = f"places.toml: {place.label}"
        if place.state not in ids:
            yield f"{where}: there is no state {place.state!r}; add it to states.toml or correct it"
        yield from _unknown(where, place.courts, known)


def _unknown(where: str, named: Iterable[str], known: set[str]) -> Iterator[str]:
    yield from (f"{where}: there is no court {name!r}; add it to immigration_courts.toml" for name in named if name not in known)
