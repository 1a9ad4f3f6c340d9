"""Read what stands at the head of a case file: the version of its schema, and the forum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.facts.case import SCHEMA_VERSION
from article3.facts.problems import shown
from article3.facts.reading import unknown_key
from article3.facts.tree import Mapping, Scalar, is_blank, walk
from article3.facts.values import BadValueError, day_of
from article3.law.forums import circuit_of, circuits

if TYPE_CHECKING:
    import datetime as dt

    from article3.facts.problems import Problem
    from article3.facts.tree import Node
    from article3.law.loading import Law

VERSION_KEY = "article3"
FORUM_KEYS = ("circuit", "as_of")
_VERSION = re.compile(r"[0-9]{1,9}")


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


def read_forum(node: Node, law: Law, problems: list[Problem]) -> tuple[str | None, dt.date | None]:
    """The circuit and the day that a file names, each ``None`` if it does not."""
    if not isinstance(node, Mapping):
        if not is_blank(node):
            named = node.text if isinstance(node, Scalar) and circuit_of(node.text, law) else "9"
            remedy = f"write 'circuit: {named}' on a line of its own under 'forum:'"
            problems.append(
                node.place.problem("wrong-shape", f"found {node.kind}", "'circuit:' and, if need be, 'as_of:'", remedy)
            )
        return None, None
    circuit, as_of = None, None
    for key, value, place in walk(node):
        if key not in FORUM_KEYS:
            problems.append(unknown_key(key, place, FORUM_KEYS, "remove it, or put it into the title"))
        elif not isinstance(value, Scalar):
            remedy = "write one circuit only" if key == "circuit" else "write one day only"
            problems.append(value.place.problem("wrong-shape", f"found {value.kind}", "a single value", remedy))
        elif is_blank(value):
            continue
        elif key == "circuit":
            circuit = _circuit(value, law, problems)
        else:
            as_of = _as_of(value, law, problems)
    return circuit, as_of


def _circuit(node: Scalar, law: Law, problems: list[Problem]) -> str | None:
    circuit = circuit_of(node.text, law)
    if circuit is None:
        expected = f"one of {', '.join(circuits(law))}"
        remedy = "write the number, such as 9 or 11, or dc"
        problems.append(node.place.problem("no-such-circuit", shown(node.text), expected, remedy))
    return circuit


def _as_of(node: Scalar, law: Law, problems: list[Problem]) -> dt.date | None:
    try:
        day = day_of(node.text)
    except BadValueError as error:
        remedy = "leave it blank for the law of today" if error.code == "not-a-day" else error.remedy
        problems.append(node.place.problem(error.code, error.found, error.expected, remedy))
        return None
    if day < law.begins:
        remedy = "the regulations under the Convention took effect that day"
        problems.append(node.place.problem("before-the-law", shown(node.text), f"{law.begins.isoformat()} or later", remedy))
        return None
    return day
