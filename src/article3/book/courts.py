"""What the page of courts says: who makes law and whom it binds, and the immigration courts that apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.law.places import ImmigrationCourt


def contents(shelf: Shelf) -> dict[str, Any]:
    """Every court with the number of its authorities; every immigration court with its circuit and what is doubtful."""
    counts: dict[str, int] = {}
    for authority in shelf.law.authorities.values():
        counts[authority.court] = counts.get(authority.court, 0) + 1
    venues = shelf.venues
    ordered = sorted(venues.courts.values(), key=lambda court: (venues.states[court.state].name, court.name))
    return {
        "courts": tuple((court, counts.get(court.id, 0)) for court in shelf.law.courts.values()),
        "immigration": tuple(_told(shelf, court) for court in ordered),
        "source": venues.source,
        "on": venues.on,
    }


def _told(shelf: Shelf, court: ImmigrationCourt) -> dict[str, Any]:
    venues = shelf.venues
    heard = [
        f"Usually hears people of {state.name} too, which lies in another circuit (confidence "
        f"{state.confidence.value if state.confidence else 'not stated'})."
        for state in venues.heard_elsewhere(court)
    ]
    return {
        "court": court,
        "state": venues.states[court.state].name,
        "circuit": shelf.law.courts[court.circuit],
        "notes": tuple(filter(None, (court.note, *heard))),
    }
