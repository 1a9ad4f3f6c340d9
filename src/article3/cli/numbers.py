"""law number: the deadlines, fees and other numbers that the law sets, with their days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.terminal import say
from article3.facts.problems import nearest
from article3.law.loading import load
from article3.law.model import Verification
from article3.law.numbers import Counting, NotRecordedError, Number, Status, Unit, Value, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


_COUNTED = {
    Counting.CALENDAR: "every day counts",
    Counting.BUSINESS: "working days only",
    Counting.CLOCK: "days of delay by the applicant do not count",
    Counting.RECEIPT: "met only by what has arrived",
    Counting.ROLLS: "a last day on a weekend or legal holiday moves to the next working day",
}


class _Shown(msgspec.Struct, frozen=True):
    """A number with what applies on the day asked for; ``applies`` is empty where nothing is recorded for it."""

    number: Number
    as_of: dt.date
    disputed: bool
    applies: tuple[Value, ...]
    beside: tuple[Value, ...]
    missing: str = ""


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
    shown = _shown(known[identifier], as_of)
    if style == "json":
        _say_json(shown)
    else:
        say("\n".join(_lines(shown)) + "\n")
    return ANSWERED


def _list(known: dict[str, Number], as_of: dt.date, style: str) -> int:
    all_shown = [_shown(each, as_of) for each in known.values()]
    if style == "json":
        _say_json([_row(shown) for shown in all_shown])
        return ANSWERED
    rows = [(shown.number.id, _quantity(shown), shown.number.what) for shown in all_shown]
    wide, broad = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, quantity, what in rows:
        say(f"{name:<{wide}}  {quantity:<{broad}}  {what}\n")
    return ANSWERED


def _say_json(value: object) -> None:
    say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _shown(each: Number, as_of: dt.date) -> _Shown:
    try:
        found = each.on(as_of)
    except NotRecordedError as error:
        beside = tuple(value for value in each.values if value.covers(as_of))
        return _Shown(each, as_of, disputed=False, applies=(), beside=beside, missing=str(error))
    return _Shown(each, as_of, found.disputed, found.candidates, found.beside)


def _row(shown: _Shown) -> _Row:
    each, applies = shown.number, shown.applies
    levels = tuple(value.verification.level.value for value in applies)
    return _Row(each.id, each.unit.value, tuple(value.value for value in applies), shown.disputed, levels, each.what)


def _quantity(shown: _Shown) -> str:
    if not shown.applies:
        return "not recorded"
    said = " or ".join(_counted(value.value, shown.number.unit) for value in shown.applies)
    doubts = ["disputed"] if shown.disputed else []
    doubts += ["unread"] if any(value.verification.level is Verification.UNREAD for value in shown.applies) else []
    return f"{said} ({', '.join(doubts)})" if doubts else said


def _counted(value: int, unit: Unit) -> str:
    if unit is Unit.DOLLARS:
        return f"${value:,}"
    return f"{value} {unit.value.removesuffix('s') if value == 1 else unit.value}"


def _lines(shown: _Shown) -> Iterator[str]:
    each = shown.number
    yield each.what
    yield f"As of {shown.as_of}: {_quantity(shown)}"
    if shown.disputed:
        yield "  The law is disputed; the safe value comes first."
    yield from (_beside(value, each.unit) for value in shown.beside)
    if shown.as_of > (kept := load().maintained_through):
        yield f"  Nothing later than {kept} was looked for."
    counted = ", ".join(_COUNTED[rule] for rule in each.counted)
    for label, said in (
        ("Runs from", each.runs_from),
        ("Value picked by", each.picked_by),
        ("Counted", counted),
        ("Extension", each.extension),
        ("Note", each.note),
    ):
        if said:
            yield f"{label}: {said}"
    yield ""
    for value in each.values:
        yield from _value(value, each.unit)


def _beside(value: Value, unit: Unit) -> str:
    how = "proposed, not law" if value.status is Status.PROPOSED else "printed, not in force"
    return f"  Beside it, {how}: {_counted(value.value, unit)}"


def _value(value: Value, unit: Unit) -> Iterator[str]:
    law = load()
    period = f"from {value.from_}{f' to {value.until}' if value.until else ''}"
    status = "" if value.status is Status.IN_FORCE else f"; {value.status.value.replace('_', ' ')}"
    pin = value.pin if value.pin.startswith("(") else ""
    yield f"{_counted(value.value, unit)}, {period}{status}"
    yield f"  {law.authority(value.authority).cited(pin)} ({value.verification.level.value}; {value.verification.source})"
    yield from (f"  {note}" for note in (value.note, value.verification.note) if note)
