"""Find the circuit from an immigration court, a place or a state: ``forum_of``.

The law that applies is that of the circuit in which the immigration court with venue is located: the court where the charging
document was filed, unless a judge granted a change of venue (8 CFR 1003.20, Matter of Garcia). A city or a state is therefore
only a lead to the court; what is found from it carries doubts, and what could lie in several circuits is not guessed.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import msgspec

from article3.law.forums import circuit_of
from article3.law.places import Confidence, Status, load_venues, plain, plain_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from article3.law.loading import Law
    from article3.law.places import ImmigrationCourt, Place, State, Venues

_ABBREVIATED = 2
"""Letters of a state's abbreviation."""
_TERRITORIES = frozenset({"AS", "DC", "GU", "MP", "PR", "VI"})
_FILED = "The court in which the charging document was filed decides (8 CFR 1003.20): name it once it is known."


class ForumFound(msgspec.Struct, frozen=True):
    """A circuit, found from a court, a place or a state.

    Attributes:
        circuit: its id.
        court: id of the immigration court; empty if it is not settled which.
        place: what was found, as it is shown above a decision.
        reason: why this circuit.
        doubts: what can make it another, or must be checked.
        courts: ids of all courts it can be, the likeliest first.
        notes: what else is worth knowing.
    """

    circuit: str
    court: str
    place: str
    reason: str
    doubts: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class PlaceError(Exception):
    """No circuit can be found from what was written, which the message doesn't repeat.

    Attributes:
        code: the kind of problem.
        why: what is wrong with what was written, as what follows "it".
        remedy: what to do.
    """

    def __init__(self, code: str, why: str, remedy: str) -> None:
        self.code, self.why, self.remedy = code, why, remedy
        super().__init__(f"it {why}; {remedy}")


def forum_of(written: str, law: Law) -> ForumFound:
    """The circuit that a court, a place or a state leads to.

    Args:
        written: San Diego; El Cajon, CA; Kansas; a base city's code such as SND.
        law: the law data.

    Raises:
        PlaceError: if it names nothing known, or nothing that settles a circuit.
    """
    return _Finder(load_venues(law), law).find(written)


def short_name(circuit: str, law: Law) -> str:
    """Ninth Circuit, for ca9."""
    return law.courts[circuit].name.removeprefix("Court of Appeals for the ")


@dataclasses.dataclass(frozen=True)
class _Candidate:
    """What a name can mean: its circuit, its state, and the courts that usually hear its people."""

    circuit: str
    state: str
    courts: set[str]


class _Finder:
    def __init__(self, venues: Venues, law: Law) -> None:
        self._venues = venues
        self._law = law

    def find(self, written: str) -> ForumFound:
        whole = plain(written)
        if not whole:
            raise PlaceError("no-place", "names nothing", "write a name")
        courts = self._courts(whole, None)
        places = [place for place in self._venues.places if whole in _names(place)]
        state = self._venues.state_named(written)
        if courts or places or state:
            return self._one(courts, places, state)
        city, of = self._split(written)
        if of is None:
            raise self._unknown(written)
        courts = self._courts(city, of)
        places = [place for place in self._venues.places if city in _names(place) and place.state == of.id]
        if courts or places:
            return self._one(courts, places, None)
        return self._of_state(of, f"a place in {_called(of)}")

    def _courts(self, name: str, state: State | None) -> list[ImmigrationCourt]:
        """Courts of that name; if there is none, courts in a city of that name."""
        inside = [court for court in self._venues.courts.values() if state is None or court.state == state.id]
        named = [court for court in inside if name in plain_names(court.id, court.name, court.code, *court.aliases)]
        return named or [court for court in inside if name == plain(court.city)]

    def _split(self, written: str) -> tuple[str, State | None]:
        """A city and its state; with a comma between them, or with a state's abbreviation as the last word."""
        city, comma, tail = written.rpartition(",")
        if not comma:
            city, _, tail = written.strip().rpartition(" ")
            if len(plain(tail).replace(" ", "")) != _ABBREVIATED:
                return "", None
        return plain(city), self._venues.state_named(tail) if plain(city) else None

    def _one(self, courts: Sequence[ImmigrationCourt], places: Sequence[Place], state: State | None) -> ForumFound:
        """What is meant; at least one of the three is there. A court that sits today wins over a mere namesake, which is told."""
        found: dict[str, _Candidate] = {}
        for court in courts:
            found[f"{court.city}, {court.state}"] = _Candidate(court.circuit, court.state, {court.id})
        for place in places:
            found[place.label] = _Candidate(self._circuit_of(place), place.state, set(place.courts))
        if state is not None and state.circuit:
            found[_in_full(state)] = _Candidate(state.circuit, state.id, set())
        circuits = {candidate.circuit for candidate in found.values()}
        sitting = [court for court in courts if court.status is not Status.CLOSED]
        if len(circuits) > 1 and (state is not None or not sitting or len({c.circuit for c in sitting}) > 1):
            raise self._several("several-circuits", "names places in several circuits", found)
        if not courts and len({candidate.state for candidate in found.values()}) > 1:
            raise self._several("several-places", "names places in several states", found)
        if courts:
            chosen = sitting or courts
            own, ids = {court.state for court in chosen}, {court.id for court in chosen}
            others = {
                label: other
                for label, other in found.items()
                if other.state not in own and not (other.courts and other.courts <= ids)
            }
            return self._of_courts(chosen, others)
        if places or state is None:
            return self._of_place(places[0])
        return self._of_state(state, state.name)

    def _several(self, code: str, why: str, found: Mapping[str, _Candidate]) -> PlaceError:
        return PlaceError(code, why, f"write which: {'; '.join(self._told(found))}")

    def _told(self, found: Mapping[str, _Candidate]) -> list[str]:
        return [f"{label} ({short_name(candidate.circuit, self._law)})" for label, candidate in found.items()]

    def _circuit_of(self, place: Place) -> str:
        """The circuit a place is taken to lie in, for telling namesakes apart."""
        circuits = {self._venues.courts[court].circuit for court in place.courts}
        return circuits.pop() if len(circuits) == 1 else self._venues.states[place.state].circuit

    def _of_courts(self, courts: Sequence[ImmigrationCourt], others: Mapping[str, _Candidate]) -> ForumFound:
        court = courts[0]
        namesakes = self._told(others)
        if any(candidate.status is Status.ADJUDICATION_CENTER for candidate in courts):
            raise PlaceError(
                "no-venue",
                "is an adjudication center, whose judges appear by video for other courts, and does not settle venue",
                "name the court in which the charging document was filed, or to which a judge changed venue"
                + (f"; if {_listed(namesakes, 'or')} is meant, write its state too" if namesakes else ""),
            )
        circuit = short_name(court.circuit, self._law)
        several = len(courts) > 1
        names = _listed([candidate.name for candidate in courts], "or")
        state = self._venues.states[court.state].name
        where = f"The immigration courts of {court.city}" if several else f"The {court.name} Immigration Court"
        doubts = [doubt for candidate in courts for doubt in self._doubts_of(candidate)] if not several else []
        also = (
            [f"Others bear this name: {_listed(namesakes, 'and')}. If one of them is meant, write its state too."]
            if others
            else []
        )
        if any(other.circuit != court.circuit for other in others.values()):
            doubts, also = [*doubts, *also], []
        return ForumFound(
            court.circuit,
            "" if several else court.id,
            where if several else f"{court.name} Immigration Court",
            f"{where} {'sit' if several else 'sits'} in {court.city}, {state}, within the {circuit}.",
            tuple(doubts),
            tuple(candidate.id for candidate in courts),
            (*((f"One of these has the case: {names}.",) if several else filter(None, (court.note,))), *also),
        )

    def _doubts_of(self, court: ImmigrationCourt) -> Iterable[str]:
        if court.status is Status.CLOSED:
            yield "This court is recorded as closed: ask which court has the case now."
        elif court.status is not Status.OPEN or court.confidence is Confidence.UNCERTAIN:
            yield f"Whether it is a court of its own today is not certain ({court.status.words}): compare EOIR's list of courts."
        if court.doubt:
            yield court.doubt
        elsewhere = self._venues.heard_elsewhere(court)
        if elsewhere:
            states = _listed([f"{_called(state)} ({short_name(state.circuit, self._law)})" for state in elsewhere], "and")
            yield f"This court usually also hears people of {states}; the court's circuit counts, not theirs. {_FILED}"

    def _of_place(self, place: Place) -> ForumFound:
        state = self._venues.states[place.state]
        courts = [self._venues.courts[court] for court in place.courts]
        if not courts:
            return self._of_state(state, place.label, notes=(place.note,))
        names = _listed([f"{court.name} ({short_name(court.circuit, self._law)})" for court in courts], "or")
        if len({court.circuit for court in courts}) > 1:
            why = f"is a place whose people have been heard by courts of several circuits: {names}"
            raise PlaceError("several-circuits", why, "name the court in which the charging document was filed")
        circuit = short_name(courts[0].circuit, self._law)
        usually = "usually" if place.confidence is Confidence.HIGH else "probably"
        doubts = [f"People of {place.name} are {usually} heard there. {_FILED}"]
        if state.circuit and state.circuit != courts[0].circuit:
            home = short_name(state.circuit, self._law)
            doubts.append(
                f"Residence in {_called(state)} ({home}) does not decide; where a court in the {circuit} has the case, the law "
                "of that circuit applies."
            )
        by = _listed([court.name for court in courts], "or")
        inside = f", in {place.county}," if place.county else ""
        return ForumFound(
            courts[0].circuit,
            courts[0].id if len(courts) == 1 else "",
            place.label,
            f"People of {place.label}{inside} are {usually} heard by {by}, within the {circuit}.",
            tuple(doubts),
            place.courts,
            tuple(filter(None, (place.note, f"Known from: {place.source}."))),
        )

    def _of_state(self, state: State, place: str, notes: tuple[str, ...] = ()) -> ForumFound:
        if not state.circuit:
            raise PlaceError("no-circuit", "lies in no circuit", "name the immigration court that has the case")
        circuit = short_name(state.circuit, self._law)
        heard = [self._venues.courts[court] for court in state.heard_by]
        names = _listed([f"{court.name} ({short_name(court.circuit, self._law)})" for court in heard], "or")
        if any(court.circuit != state.circuit for court in heard):
            certainly = "" if state.confidence is Confidence.UNCERTAIN else "usually "
            may = "may be" if not certainly else "are"
            why = f"is in the {circuit}, but people of {_called(state)} {may} {certainly}heard by {names}"
            raise PlaceError(
                "state-does-not-settle-it", why, f"name the court, such as {heard[0].name}, or the circuit if that is known"
            )
        inside = [court for court in self._venues.courts.values() if court.state == state.id and court.status is Status.OPEN]
        doubts = [f"The state does not decide; the court does. {_FILED}"]
        if heard:
            doubts.append(f"Its people are usually heard by {names}.")
        elif not inside:
            doubts.append(f"No immigration court in {_called(state)} is recorded; one in another circuit may hear its people.")
        return ForumFound(
            state.circuit,
            "",
            place,
            f"{_sentence(_called(state))} is in the {circuit} ({state.by.split(',')[0]}).",
            tuple(doubts),
            tuple(court.id for court in heard or inside),
            tuple(filter(None, (*notes, state.note))),
        )

    def _unknown(self, written: str) -> PlaceError:
        import difflib  # noqa: PLC0415 - needed only once something is wrong

        if circuit_of(written, self._law):
            return PlaceError(
                "no-such-place",
                "names a circuit, not a court",
                "write it as the circuit: 'circuit:' in a file, --circuit on the command line",
            )
        known: dict[str, str] = {}
        for court in self._venues.courts.values():
            known |= {plain(name): name for name in (court.id, court.city, court.name, *court.aliases)}
        for place in self._venues.places:
            known |= {plain(name): name for name in (place.name, *place.aliases)}
        known |= {plain(state.name): state.name for state in self._venues.states.values()}
        close = [known[name] for name in difflib.get_close_matches(plain(written), known, n=3, cutoff=0.7)]
        remedy = "'article3 court' lists the courts; a city with its state, such as Reno, NV, leads to the state's circuit"
        if close:
            remedy = f"did you mean {_listed([repr(name) for name in close], 'or')}?"
        return PlaceError("no-such-place", "is no court or place known here", remedy)


def _names(place: Place) -> set[str]:
    return plain_names(place.name, *place.aliases)


def _in_full(state: State) -> str:
    """The State of Washington, which is no city."""
    return _called(state) if state.id in _TERRITORIES else f"the State of {state.name}"


def _called(state: State) -> str:
    return f"the {state.name}" if state.id in {"DC", "MP", "VI"} else state.name


def _listed(names: Sequence[str], joint: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}" if names else ""


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
