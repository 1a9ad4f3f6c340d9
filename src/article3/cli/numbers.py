"""law number: the deadlines, fees and other numbers that the law sets, with their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.terminal import say
from article3.explanations.numbers import STATUS, NumberShown, counted, how_counted, shown
from article3.facts.problems import nearest
from article3.law.loading import load
from article3.law.model import Verification
from article3.law.numbers import Number, Status, Unit, Value, numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


class _Row(msgspec.Struct, frozen=True):
    id: str
    unit: str
    values: tuple[int, ...]
    disputed: bool
    verified: tuple[str, ...]
    what: str


def show_number(identifier: str | None, as_of: dt.date, style: str) -> int:
    """List all numbers as of a day, or show one with all its values.

    Returns:
        The exit code.
    """
    known = numbers()
    if identifier is None:
        return _list(known, as_of, style)
    if identifier not in known:
        parts = [name for name in known if identifier.lower() in name][:5]
        likely = f"did you mean {', '.join(parts)}?" if parts else nearest(identifier, known)
        remedy = likely or "'article3 law number' lists them"
        return refuse(f"{identifier}: no number has this id; {remedy}", style)
    found = shown(known[identifier], as_of)
    if style == "json":
        _say_json(found)
    else:
        say("\n".join(_lines(found)) + "\n")
    return ANSWERED


def _list(known: dict[str, Number], as_of: dt.date, style: str) -> int:
    every = [shown(each, as_of) for each in known.values()]
    if style == "json":
        _say_json([_row(found) for found in every])
        return ANSWERED
    rows = [(found.number.id, _quantity(found), found.number.what) for found in every]
    wide, broad = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, quantity, what in rows:
        say(f"{name:<{wide}}  {quantity:<{broad}}  {what}\n")
    return ANSWERED


def _say_json(value: object) -> None:
    say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _row(found: NumberShown) -> _Row:
    each, applies = found.number, found.applies
    levels = tuple(value.verification.level.value for value in applies)
    return _Row(each.id, each.unit.value, tuple(value.value for value in applies), found.disputed, levels, each.what)


def _quantity(found: NumberShown) -> str:
    if not found.applies:
        return "not recorded"
    said = " or ".join(counted(value.value, found.number.unit) for value in found.applies)
    doubts = ["disputed"] if found.disputed else []
    doubts += ["unread"] if any(value.verification.level is Verification.UNREAD for value in found.applies) else []
    return f"{said} ({', '.join(doubts)})" if doubts else said


def _lines(found: NumberShown) -> Iterator[str]:
    each = found.number
    yield each.what
    yield f"As of {found.as_of}: {_quantity(found)}"
    if found.disputed:
        yield "  The law is disputed; the safe value comes first."
    yield from (_beside(value, each.unit) for value in found.beside)
    if found.as_of > (kept := load().maintained_through):
        yield f"  Nothing later than {kept} was looked for."
    for label, said in (
        ("Runs from", each.runs_from),
        ("Value picked by", each.picked_by),
        ("Counted", how_counted(each)),
        ("Extension", each.extension),
        ("Note", each.note),
    ):
        if said:
            yield f"{label}: {said}"
    yield ""
    for value in each.values:
        yield from _value(value, each.unit)


def _beside(value: Value, unit: Unit) -> str:
    return f"  Beside it, {STATUS[value.status]}: {counted(value.value, unit)}"


def _value(value: Value, unit: Unit) -> Iterator[str]:
    law = load()
    period = f"from {value.from_}{f' to {value.until}' if value.until else ''}"
    status = "" if value.status is Status.IN_FORCE else f"; {value.status.value.replace('_', ' ')}"
    pin = value.pin if value.pin.startswith("(") else ""
    yield f"{counted(value.value, unit)}, {period}{status}"
    yield f"  {law.authority(value.authority).cited(pin)} ({value.verification.level.value}; {value.verification.source})"
    yield from (f"  {note}" for note in (value.note, value.verification.note) if note)
