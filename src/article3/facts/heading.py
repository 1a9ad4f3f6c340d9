"""Read what stands at the head of a case file: the version of its schema, and the forum."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import HEARINGS, SCHEMA_VERSION, VENUE_CHANGED
from article3.facts.problems import nearest, shown
from article3.facts.reading import unknown_key
from article3.facts.tree import Mapping, Scalar, is_blank, walk
from article3.facts.values import BadValueError, day_of
from article3.law.forums import circuit_of, circuits

if TYPE_CHECKING:
    from article3.facts.problems import Problem
    from article3.facts.tree import Node
    from article3.law.loading import Law

VERSION_KEY = "article3"
FORUM_KEYS = ("circuit", "court", "as_of", "hearing", "venue_changed")
_ONE = {"circuit", "court", "as_of"}
_VERSION = re.compile(r"[0-9]{1,9}")


class ForumStated(msgspec.Struct, frozen=True):
    """What a file says of the forum; what it doesn't say is absent.

    Attributes:
        circuit: its id, also if only the court is named.
        court: the court or place as the file names it.
        hearing: one of ``HEARINGS``.
        venue_changed: one of ``VENUE_CHANGED``.
    """

    circuit: str | None = None
    as_of: dt.date | None = None
    court: str = ""
    hearing: str = ""
    venue_changed: str = ""


def check_version(tree: Mapping, problems: list[Problem]) -> None:
    """Check that the file was written for this version of the schema."""
    node = tree.items.get(VERSION_KEY)
    expected = f"'{VERSION_KEY}: {SCHEMA_VERSION}'"
    remedy = "this is the version of the file's format, not of the case; leave it as the template has it"
    if node is None:
        problems.append(tree.place.problem("no-version", "the schema version is missing", expected, "write it on the first line"))
    elif not isinstance(node, Scalar):
        problems.append(node.place.problem("bad-version", f"found {node.kind}", expected, remedy))
    elif is_blank(node):
        problems.append(node.place.problem("bad-version", "the schema version is blank", expected, remedy))
    elif not _VERSION.fullmatch(node.text) or int(node.text) < 1:
        problems.append(node.place.problem("bad-version", shown(node.text), expected, remedy))
    elif int(node.text) > SCHEMA_VERSION:
        remedy = "the file was written for a newer article3: install that"
        problems.append(node.place.problem("newer-version", shown(node.text), expected, remedy))


def read_forum(node: Node, law: Law, problems: list[Problem]) -> ForumStated:
    """What a file says of the forum."""
    if not isinstance(node, Mapping):
        if not is_blank(node):
            named = node.text if isinstance(node, Scalar) and circuit_of(node.text, law) else "9"
            remedy = f"write 'circuit: {named}' on a line of its own under 'forum:'"
            problems.append(
                node.place.problem(
                    "wrong-shape", f"found {node.kind}", "'circuit:' or 'court:' and, if need be, 'as_of:'", remedy
                )
            )
        return ForumStated()
    circuit, as_of = None, None
    texts: dict[str, Scalar] = {}
    for key, value, place in walk(node):
        if key not in FORUM_KEYS:
            problems.append(unknown_key(key, place, FORUM_KEYS, "remove it, or put it into the title"))
        elif not isinstance(value, Scalar):
            remedy = f"write one {'day' if key == 'as_of' else key.replace('_', ' ')} only" if key in _ONE else "write one word"
            problems.append(value.place.problem("wrong-shape", f"found {value.kind}", "a single value", remedy))
        elif is_blank(value):
            continue
        elif key == "circuit":
            circuit = _circuit(value, law, problems)
        elif key == "as_of":
            as_of = _as_of(value, law, problems)
        else:
            texts[key] = value
    court = texts["court"].text if "court" in texts else ""
    if court:
        found = _of_court(texts["court"], circuit, law, problems)
        circuit = circuit or found
    hearing = _option(texts.get("hearing"), HEARINGS, problems)
    changed = _option(texts.get("venue_changed"), VENUE_CHANGED, problems)
    return ForumStated(circuit, as_of, court, hearing, changed)


def _of_court(node: Scalar, circuit: str | None, law: Law, problems: list[Problem]) -> str | None:
    """The circuit of the court or place that a file names; it may not contradict the circuit that the file names."""
    try:
        return circuit_of_court(node.text, circuit, law)
    except BadValueError as error:
        problems.append(node.place.problem(error.code, error.found, error.expected, error.remedy))
        return None


def circuit_of_court(text: str, circuit: str | None, law: Law) -> str:
    """The circuit that a court or place leads to.

    Args:
        text: the court or place.
        circuit: the id of the circuit that is named beside it, if one is.
        law: the law data.

    Raises:
        BadValueError: if it leads to none, or to another one than is named.
    """
    from article3.law.venue import PlaceError, forum_of, short_name  # noqa: PLC0415 - only where a court is named

    try:
        found = forum_of(text, law).circuit
    except PlaceError as error:
        expected = "an immigration court, such as San Diego, or a city with its state"
        raise BadValueError(error.code, f"{shown(text)}, which {error.why}", expected, error.remedy) from None
    if circuit is not None and found != circuit:
        expected = f"a court in the {short_name(circuit, law)}, as 'circuit:' has it"
        remedy = f"this one is in the {short_name(found, law)}: correct one of the two, or leave 'circuit:' out"
        raise BadValueError("court-and-circuit", "a court of another circuit", expected, remedy)
    return found


def _option(node: Scalar | None, options: tuple[str, ...], problems: list[Problem]) -> str:
    if node is None:
        return ""
    word = {"true": "yes", "false": "no"}.get(node.text.lower(), node.text.lower())
    if word in options:
        return word
    remedy = nearest(node.text, options) or "choose one"
    problems.append(node.place.problem("not-an-option", shown(node.text), f"one of {', '.join(options)}", remedy))
    return ""


def _circuit(node: Scalar, law: Law, problems: list[Problem]) -> str | None:
    try:
        return circuit_stated(node.text, law)
    except BadValueError as error:
        problems.append(node.place.problem(error.code, error.found, error.expected, error.remedy))
        return None


def circuit_stated(text: str, law: Law) -> str:
    """The id of the circuit that a text names.

    Raises:
        BadValueError: if it names none.
    """
    circuit = circuit_of(text, law)
    if circuit is None:
        expected = f"one of {', '.join(circuits(law))}"
        raise BadValueError("no-such-circuit", shown(text), expected, "write the number, such as 9 or 11, or dc")
    return circuit


def _as_of(node: Scalar, law: Law, problems: list[Problem]) -> dt.date | None:
    try:
        return within_the_law(day_of(node.text), law)
    except BadValueError as error:
        remedy = "leave it blank for the law of today" if error.code == "not-a-day" else error.remedy
        problems.append(node.place.problem(error.code, error.found, error.expected, remedy))
        return None


def within_the_law(day: dt.date, law: Law) -> dt.date:
    """A day whose law can be asked for.

    Raises:
        BadValueError: if there was no such law yet.
    """
    if day < law.begins:
        remedy = "the regulations under the Convention took effect that day"
        raise BadValueError("before-the-law", shown(day.isoformat()), f"{law.begins.isoformat()} or later", remedy)
    return day
