"""What the pages of dated numbers say: what applies on the book's day, and every value over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from article3.explanations.numbers import STATUS, NumberShown, counted, how_counted, shown
from article3.law.numbers import Status, Unit

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.law.numbers import Number, Value

_NOT_LAW = frozenset({Status.PROPOSED, Status.PRINTED})


def listed(shelf: Shelf) -> dict[str, Any]:
    """Every number as of the book's day."""
    return {"numbers": tuple(_row(shown(each, shelf.as_of)) for each in shelf.numbers.values())}


def contents(shelf: Shelf, number: Number) -> dict[str, Any]:
    """One number, with its values over time; what is not law stands apart."""
    values = sorted(number.values, key=lambda value: (value.from_, value.value))
    told = (
        ("Runs from", number.runs_from),
        ("Value picked by", number.picked_by),
        ("Counted", how_counted(number)),
        ("Extension", number.extension),
        ("Note", number.note),
    )
    return {
        "number": number,
        "today": _row(shown(number, shelf.as_of)),
        "told": tuple((label, words) for label, words in told if words),
        "law_values": tuple(_told(shelf, number, value) for value in values if value.status not in _NOT_LAW),
        "other_values": tuple(_told(shelf, number, value) for value in values if value.status in _NOT_LAW),
    }


def _row(found: NumberShown) -> dict[str, Any]:
    """What applies on the day, the safe value first; and beside it what does not."""
    number = found.number
    amounts = " or ".join(f"${value.value:,}" if number.unit is Unit.DOLLARS else f"{value.value:,}" for value in found.applies)
    status = STATUS[Status.DISPUTED if found.disputed else Status.IN_FORCE] if found.applies else "none is recorded for this day"
    return {
        "number": number,
        "unit": number.unit.value,
        "amounts": amounts or "none",
        "words": " or ".join(counted(value.value, number.unit) for value in found.applies),
        "status": status,
        "disputed": found.disputed,
        "safer": number.safer.value if found.disputed and number.safer else "",
        "levels": tuple(dict.fromkeys(value.verification.level.value for value in found.applies)),
        "beside": tuple(f"{counted(value.value, number.unit)}: {STATUS[value.status]}" for value in found.beside),
    }


def _told(shelf: Shelf, number: Number, value: Value) -> dict[str, Any]:
    return {
        "value": value,
        "words": counted(value.value, number.unit),
        "status": STATUS[value.status],
        "cite": shelf.law.authority(value.authority).cited(value.pin),
        "level": value.verification.level.value,
        "notes": tuple(filter(None, (value.note, value.verification.note))),
    }
