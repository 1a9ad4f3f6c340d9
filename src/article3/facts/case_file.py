"""Read a case file strictly: everything that is wrong is reported at once, with its place and a remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.facts.case import EXHIBIT_KINDS, SCHEMA_VERSION, Answer, Case, Exhibit
from article3.facts.problems import CaseFileError, Problem, nearest, shown
from article3.facts.tree import Mapping, Node, Place, Scalar, parse, walk
from article3.facts.tree import Sequence as ListNode
from article3.facts.values import UNKNOWN, BadValueError, day_of, value_of
from article3.facts.vocabulary import COLLECTIONS, GROUPS, SECTIONS
from article3.law.forums import circuit_of, circuits

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from article3.facts.fact import Group
    from article3.law.loading import Law
    from article3.logic.variables import Entity, Value, Variable

_VERSION_KEY = "article3"
_SECTIONS = {group.id: group for group in SECTIONS}
_TOP = (_VERSION_KEY, "title", "forum", *_SECTIONS, *COLLECTIONS, "exhibits")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_ANSWER_KEYS = ("is", "because", "note")
_EXHIBIT_KEYS = ("id", "title", "kind", "note")


def read(path: Path, law: Law) -> Case:
    """The case in a file.

    Raises:
        CaseFileError: listing everything that is wrong with it.
    """
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CaseFileError(
            [
                _whole(
                    name,
                    "no-such-file",
                    "there is no such file",
                    "a case file",
                    "check the name; 'article3 new' writes a template",
                )
            ]
        ) from None
    except IsADirectoryError:
        raise CaseFileError([_whole(name, "directory", "this is a directory", "a case file", "name the files in it")]) from None
    except UnicodeDecodeError:
        raise CaseFileError(
            [_whole(name, "not-utf-8", "bytes that are not UTF-8 text", "a text file in UTF-8", "save it again as UTF-8")]
        ) from None
    except OSError as error:
        raise CaseFileError([_whole(name, "unreadable", error.strerror or "it cannot be read", "a readable file")]) from None
    return parse_case(text, name, law)


def parse_case(text: str, name: str, law: Law) -> Case:
    """The case in a text.

    Args:
        text: the content of a case file.
        name: what to call it in messages.
        law: names the forums and the day on which this law begins.

    Raises:
        CaseFileError: listing everything that is wrong with it.
    """
    return _Reader(law).read(parse(text, name))


def _whole(file: str, code: str, found: str, expected: str, remedy: str = "") -> Problem:
    return Problem(code, file, 0, 0, "", found, expected, remedy)


class _Reader:
    def __init__(self, law: Law) -> None:
        self._law = law
        self._problems: list[Problem] = []
        self._answers: dict[tuple[Variable, int | None], Answer] = {}
        self._lists: dict[str, tuple[int, ...]] = {}
        self._names: dict[tuple[Entity, int], str] = {}
        self._counts: dict[Entity, int] = {}
        self._exhibits: dict[str, Exhibit] = {}

    def read(self, tree: Mapping) -> Case:
        self._version(tree)
        for key, _, place in walk(tree):
            if key not in _TOP:
                self._unknown_section(key, place)
        if isinstance(tree.items.get("exhibits"), Scalar) or "exhibits" in tree.items:
            self._read_exhibits(tree.items["exhibits"])
        title = self._text(tree.items["title"]) if "title" in tree.items else ""
        circuit, as_of = self._forum(tree.items["forum"]) if "forum" in tree.items else (None, None)
        for key, node, _ in walk(tree):
            if key in _SECTIONS:
                self._section(node, _SECTIONS[key], None)
            elif key in COLLECTIONS:
                self._list(key, node)
        if self._problems:
            raise CaseFileError(sorted(self._problems, key=lambda problem: (problem.line, problem.column)))
        return Case(title, self._answers, self._lists, self._names, self._exhibits, circuit, as_of)

    def _fail(self, place: Place, code: str, found: str, expected: str, remedy: str = "") -> None:
        self._problems.append(place.problem(code, found, expected, remedy))

    def _version(self, tree: Mapping) -> None:
        node = tree.items.get(_VERSION_KEY)
        expected = f"'{_VERSION_KEY}: {SCHEMA_VERSION}'"
        if node is None:
            self._fail(tree.place, "no-version", "the schema version is missing", expected, "write it on the first line")
        elif not isinstance(node, Scalar) or not node.text.strip().isdigit():
            self._fail(
                node.place, "bad-version", shown(node.text) if isinstance(node, Scalar) else f"found {node.kind}", expected
            )
        elif int(node.text) > SCHEMA_VERSION:
            self._fail(
                node.place, "newer-version", shown(node.text), expected, "the file was written for a newer article3: install that"
            )
        elif int(node.text) < 1:
            self._fail(node.place, "bad-version", shown(node.text), expected)

    def _unknown_section(self, key: str, place: Place) -> None:
        homes = [group.id for group in GROUPS if key in group.facts]
        remedy = f"it belongs under {_home(homes[0])}" if homes else nearest(key, _TOP)
        self._fail(place, "unknown-section", f"unknown section, {shown(key)}", f"one of {', '.join(_TOP)}", remedy)

    def _text(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.text.strip()
        self._fail(node.place, "not-text", f"found {node.kind}", "text", "put it in quotation marks if it has a colon in it")
        return ""

    def _forum(self, node: Node) -> tuple[str | None, dt.date | None]:
        circuit, as_of = None, None
        if not isinstance(node, Mapping):
            if not _is_blank(node):
                self._fail(node.place, "wrong-shape", f"found {node.kind}", "'circuit:' and, if need be, 'as_of:'")
            return None, None
        for key, value, place in walk(node):
            if key not in {"circuit", "as_of"}:
                self._fail(place, "unknown-key", shown(key), "circuit or as_of", nearest(key, ("circuit", "as_of")))
            elif not isinstance(value, Scalar):
                self._fail(value.place, "wrong-shape", f"found {value.kind}", "a single value")
            elif key == "circuit" and not _is_blank(value):
                circuit = circuit_of(value.text, self._law)
                if circuit is None:
                    self._fail(
                        value.place,
                        "no-such-circuit",
                        shown(value.text),
                        f"one of {', '.join(circuits(self._law))}",
                        "9 and 9th do too",
                    )
            elif key == "as_of" and not _is_blank(value):
                as_of = self._as_of(value)
        return circuit, as_of

    def _as_of(self, node: Scalar) -> dt.date | None:
        try:
            day = day_of(node.text.strip())
        except BadValueError as error:
            self._bad_value(node.place, error)
            return None
        if day < self._law.begins:
            begins = self._law.begins.isoformat()
            self._fail(
                node.place,
                "before-the-law",
                shown(node.text),
                f"{begins} or later",
                "the regulations under the Convention took effect that day",
            )
            return None
        return day

    def _section(self, node: Node, group: Group, scope: int | None) -> None:
        if not isinstance(node, Mapping):
            if not _is_blank(node):
                self._fail(node.place, "wrong-shape", f"found {node.kind}", f"facts of {group.id!r}, one to a line")
            return
        for key, value, place in walk(node):
            if scope is not None and key == "id":
                continue
            fact = group.facts.get(key)
            if fact is None:
                self._unknown_fact(key, place, group)
                continue
            answer = self._answer(value, fact.variable)
            if answer is not None:
                self._answers[fact.variable, scope] = answer

    def _unknown_fact(self, key: str, place: Place, group: Group) -> None:
        homes = [other.id for other in GROUPS if key in other.facts]
        if homes:
            self._fail(place, "misplaced-fact", shown(key), f"a fact of {group.id!r}", f"it belongs under {_home(homes[0])}")
        else:
            self._fail(
                place,
                "unknown-fact",
                f"unknown fact, {shown(key)}",
                f"a fact of {group.id!r}",
                nearest(key, group.facts) or f"'article3 new' lists the facts of {group.id!r}",
            )

    def _answer(self, node: Node, variable: Variable) -> Answer | None:
        if isinstance(node, Scalar):
            return Answer(self._value(node, variable)) if not _is_blank(node) else None
        if not isinstance(node, Mapping):
            self._fail(node.place, "wrong-shape", f"found {node.kind}", "a single value, or {is: …, because: […], note: …}")
            return None
        for key, _, place in walk(node):
            if key not in _ANSWER_KEYS:
                self._fail(place, "unknown-key", shown(key), f"one of {', '.join(_ANSWER_KEYS)}", nearest(key, _ANSWER_KEYS))
        stated = node.items.get("is")
        if stated is None:
            self._fail(
                node.place,
                "no-answer",
                "the answer itself is missing",
                "'is:' with the answer",
                "write 'is: unknown' if it is not known",
            )
        elif not isinstance(stated, Scalar):
            self._fail(stated.place, "wrong-shape", f"found {stated.kind}", "a single value")
        because = self._because(node.items["because"]) if "because" in node.items else ()
        note = self._text(node.items["note"]) if "note" in node.items else ""
        return Answer(
            self._value(stated, variable) if isinstance(stated, Scalar) and not _is_blank(stated) else None, because, note
        )

    def _value(self, node: Scalar, variable: Variable) -> Value | None:
        if node.text.strip().lower() == UNKNOWN:
            return None
        try:
            return value_of(variable, node.text)
        except BadValueError as error:
            self._bad_value(node.place, error)
            return None

    def _bad_value(self, place: Place, error: BadValueError) -> None:
        self._fail(place, error.code, error.found, error.expected, error.remedy)

    def _because(self, node: Node) -> tuple[str, ...]:
        if not isinstance(node, ListNode):
            self._fail(node.place, "not-a-list", f"found {node.kind}", "a list of exhibit ids such as [A, B]")
            return ()
        found: list[str] = []
        for item in node.items:
            if not isinstance(item, Scalar):
                self._fail(item.place, "wrong-shape", f"found {item.kind}", "the id of an exhibit")
            elif item.text not in self._exhibits:
                known = ", ".join(self._exhibits) or "no exhibits yet"
                self._fail(
                    item.place,
                    "no-such-exhibit",
                    shown(item.text),
                    f"an exhibit of this file ({known})",
                    nearest(item.text, self._exhibits) or "add it under 'exhibits:'",
                )
            elif item.text in found:
                self._fail(item.place, "named-twice", shown(item.text), "each exhibit once")
            else:
                found.append(item.text)
        return tuple(found)

    def _list(self, key: str, node: Node) -> None:
        collection, group = COLLECTIONS[key]
        if not isinstance(node, ListNode):
            if not _is_blank(node):
                self._fail(
                    node.place,
                    "not-a-list",
                    f"found {node.kind}",
                    f"a list: each entry starts with '-'; {key}: [] if there are none",
                )
            return
        indexes = []
        for number, item in enumerate(node.items, 1):
            index = self._counts.get(collection.entity, 0)
            self._counts[collection.entity] = index + 1
            indexes.append(index)
            self._names[collection.entity, index] = self._entry_name(item, collection.entity, f"{key}-{number}")
            self._section(item, group, index)
        self._lists[key] = tuple(indexes)

    def _entry_name(self, item: Node, entity: Entity, default: str) -> str:
        node = item.items.get("id") if isinstance(item, Mapping) else None
        if node is None:
            return default
        if not isinstance(node, Scalar) or not _ID.fullmatch(node.text):
            self._fail(node.place, "bad-id", "this cannot be an id", "a short word of letters, digits, '-', '_' or '.'")
            return default
        if any(name == node.text for (other, _), name in self._names.items() if other is entity):
            self._fail(node.place, "id-taken", shown(node.text), "an id of its own", "another entry has this id")
        return node.text

    def _read_exhibits(self, node: Node) -> None:
        if not isinstance(node, ListNode):
            if not _is_blank(node):
                self._fail(node.place, "not-a-list", f"found {node.kind}", "a list of exhibits: each starts with '-'")
            return
        for item in node.items:
            if not isinstance(item, Mapping):
                self._fail(item.place, "wrong-shape", f"found {item.kind}", "'id:' and 'title:'")
                continue
            values = {}
            for key, value, place in walk(item):
                if key not in _EXHIBIT_KEYS:
                    self._fail(
                        place, "unknown-key", shown(key), f"one of {', '.join(_EXHIBIT_KEYS)}", nearest(key, _EXHIBIT_KEYS)
                    )
                else:
                    values[key] = self._text(value)
            self._exhibit(item, values)

    def _exhibit(self, item: Mapping, values: dict[str, str]) -> None:
        for key in ("id", "title"):
            if not values.get(key):
                self._fail(item.place, f"no-{key}", f"an exhibit without '{key}:'", f"'{key}:'")
        identifier = values.get("id", "")
        if not identifier:
            return
        if not _ID.fullmatch(identifier):
            self._fail(
                item.items["id"].place, "bad-id", "this cannot be an id", "a short word of letters, digits, '-', '_' or '.'"
            )
        elif identifier in self._exhibits:
            self._fail(item.items["id"].place, "id-taken", shown(identifier), "an id of its own", "another exhibit has this id")
        kind = values.get("kind", "")
        if kind and kind not in EXHIBIT_KINDS:
            self._fail(
                item.items["kind"].place,
                "not-an-option",
                shown(kind),
                f"one of {', '.join(EXHIBIT_KINDS)}",
                nearest(kind, EXHIBIT_KINDS),
            )
        self._exhibits[identifier] = Exhibit(identifier, values.get("title", ""), kind, values.get("note", ""))


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() in {"", "null", "~"}


def _home(group: str) -> str:
    entries = [key for key, (_, of) in COLLECTIONS.items() if of.id == group]
    return " or ".join(f"'{key}:'" for key in entries) or f"'{group}:'"
