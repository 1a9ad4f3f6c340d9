"""Write an answer into a case file as it stands: one line is changed or added, and the rest, comments too, is kept.

Where the way a file is written does not allow that (sections in braces), the file is written anew, which keeps everything but its
comments. Either way the result is read back and must say what it said before, and the answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import yaml

from article3.facts import rewriting
from article3.facts.case import Answer, Case
from article3.facts.case_file import parse_case
from article3.facts.problems import CaseFileError
from article3.facts.tree import Mapping, Scalar, Sequence, is_blank, parse
from article3.facts.values import UNKNOWN, written
from article3.facts.vocabulary import COLLECTIONS, SECTION_OF

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.tree import Node, Place
    from article3.law.loading import Law
    from article3.logic.variables import Collection, Value, Variable


class Edited(msgspec.Struct, frozen=True):
    """A case file with one thing more.

    Attributes:
        text: its content.
        case: what it says.
        kept: whether its comments and its order were kept.
    """

    text: str
    case: Case
    kept: bool


class _CannotKeepError(Exception):
    """The line to change or to add cannot be found."""


def answered(edited: Edited, variable: Variable, scope: int | None, value: Value | None, law: Law, *, note: str = "") -> Edited:
    """The file with an answer to one question.

    Args:
        edited: the file as it stands.
        variable: the fact.
        scope: index of the harm or conviction it belongs to.
        value: the answer; ``None`` for "unknown".
        law: for reading it back.
        note: words to add, where there is no answer yet.
    """
    words = UNKNOWN if value is None else written(value)
    whole = f"{{is: {words}, note: {json.dumps(note, ensure_ascii=False)}}}" if note else words
    case = edited.case
    at = (variable, None if variable.entity is None else scope)

    def is_right(found: Case) -> bool:
        answer = found.answers.get(at)
        others = {place: one for place, one in found.answers.items() if place != at}
        before = {place: one for place, one in case.answers.items() if place != at}
        same = msgspec.structs.replace(found, answers={}) == msgspec.structs.replace(case, answers={})
        return answer is not None and answer.value == value and others == before and same

    path = _path(case, variable, scope)
    plain = {"is": words, "note": note} if note else words
    return _edited(
        edited, law, is_right, lambda: _with_fact(edited.text, path, words, whole), lambda tree: _set(tree, path, plain)
    )


def restated(text: str, case: Case, place: tuple[Variable, int | None], answer: Answer, law: Law) -> tuple[str, Case]:
    """A case file with one answer as a whole: its value, its proof and its reasons, in place of whatever stood there.

    Args:
        text: the case file.
        case: what it says.
        place: the fact, and the index of the harm or conviction it belongs to.
        answer: what is to stand there.
        law: for reading it back.

    Returns:
        The new text, and what it says.

    Raises:
        CaseFileError: if the answer names an exhibit that the case does not have.
    """
    variable, scope = place
    words = UNKNOWN if answer.value is None else written(answer.value)
    plain: rewriting.Plain = words
    if answer.because or answer.note:
        plain = {"is": words, **({"because": [*answer.because]} if answer.because else {})}
        if answer.note:
            plain["note"] = answer.note
    section, entry, key = _path(case, variable, scope)
    home = () if entry is None or variable.entity is None or scope is None else (case.name(variable.entity, scope),)
    new = rewriting.put(text, (section, *home, key), plain)
    found = parse_case(new, "", law)
    if found.answers.get((variable, None if variable.entity is None else scope)) != answer:
        raise RuntimeError("an answer that was written down says something else")
    return new, found


def listing_none(edited: Edited, collection: Collection, law: Law) -> Edited:
    """The file with a list that has nothing in it."""
    name = collection.id
    expected = {**edited.case.lists, name: ()}

    def set_empty(tree: dict[str, Any]) -> None:
        tree[name] = []

    return _edited(edited, law, lambda found: found.lists == expected, lambda: _with_empty(edited.text, name), set_empty)


def listing(edited: Edited, collection: Collection, entry: str, law: Law) -> Edited:
    """The file with one entry more at the end of a list.

    Args:
        edited: the file as it stands.
        collection: the list.
        entry: the new entry's id.
        law: for reading it back.
    """
    name, case = collection.id, edited.case
    names = [case.name(collection.entity, index) for index in case.members(collection) or ()]

    def is_right(found: Case) -> bool:
        now = [found.name(collection.entity, index) for index in found.members(collection) or ()]
        return now == [*names, entry] and len(found.answers) == len(case.answers)

    def append(tree: dict[str, Any]) -> None:
        tree[name] = [*(tree.get(name) or []), {"id": entry}]

    return _edited(edited, law, is_right, lambda: _with_entry(edited.text, name, entry), append)


def in_forum(edited: Edited, key: str, words: str, circuit: str, law: Law) -> Edited:
    """The file with the circuit or the court in which the case is.

    Args:
        edited: the file as it stands.
        key: ``circuit`` or ``court``.
        words: its value.
        circuit: the circuit that it leads to.
        law: for reading it back.
    """
    path = ("forum", None, key)
    plain = json.dumps(words, ensure_ascii=False) if key == "court" else words

    def is_right(found: Case) -> bool:
        return found.circuit == circuit and found.answers == edited.case.answers and found.lists == edited.case.lists

    return _edited(
        edited, law, is_right, lambda: _with_fact(edited.text, path, plain, plain), lambda tree: _set(tree, path, words)
    )


def _edited(
    edited: Edited, law: Law, is_right: Callable[[Case], bool], keep: Callable[[], str], change: Callable[[dict[str, Any]], None]
) -> Edited:
    try:
        text = keep()
        case = parse_case(text, "", law)
    except (_CannotKeepError, CaseFileError):
        pass
    else:
        if is_right(case):
            return Edited(text, case, edited.kept)
    # Every value stays text, as the reader takes it.
    tree: dict[str, Any] = yaml.load(edited.text, yaml.BaseLoader)  # noqa: S506 - the base loader makes texts, lists and keys only
    change(tree)
    text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=120)
    case = parse_case(text, "", law)
    if not is_right(case):
        raise RuntimeError("a case file that was written anew says something else")
    return Edited(text, case, kept=False)


def _path(case: Case, variable: Variable, scope: int | None) -> tuple[str, int | None, str]:
    """The section or list, the place in the list, and the key."""
    if variable.entity is None:
        return SECTION_OF[variable].id, None, variable.id
    for name, (collection, _) in COLLECTIONS.items():
        members = case.members(collection) or ()
        if collection.entity is variable.entity and scope is not None and scope in members:
            return name, list(members).index(scope), variable.id
    raise KeyError(variable.id)


def _set(tree: dict[str, Any], path: tuple[str, int | None, str], answer: object) -> None:
    section, entry, key = path
    if entry is None:
        home = tree.get(section) or {}
        tree[section] = home
    else:
        home = tree[section][entry]
    stated = home.get(key)
    if isinstance(stated, dict):
        stated["is"] = answer["is"] if isinstance(answer, dict) else answer
    else:
        home[key] = answer


def _with_fact(text: str, path: tuple[str, int | None, str], words: str, whole: str) -> str:
    section, entry, key = path
    tree = parse(text, "")
    home = tree.items.get(section)
    if entry is not None:
        home = home.items[entry] if isinstance(home, Sequence) else None
    if home is None and entry is None:
        return f"{_ended(text)}\n{section}:\n  {key}: {whole}\n"
    if isinstance(home, Scalar) and is_blank(home):
        return _inserted(text, tree.keys[section].line, f"  {key}: {whole}")
    if not isinstance(home, Mapping):
        raise _CannotKeepError
    stated = home.items.get(key)
    if isinstance(stated, Mapping):
        stated = stated.items.get("is")
        whole = words
    if key in home.keys:
        return _replaced(text, home.keys[key], key, stated, whole)
    first = next(iter(home.keys.values()))
    column = first.column - 1
    line = first.line if entry is not None else first.line - 1
    if entry is None and line < tree.keys[section].line:
        raise _CannotKeepError
    return _inserted(text, line, f"{' ' * column}{key}: {whole}")


def _replaced(text: str, at: Place, key: str, stated: Node | None, words: str) -> str:
    """The text with another value for a key; it stands on one line, or it cannot be kept."""
    lines = text.splitlines(keepends=True)
    if isinstance(stated, Scalar) and stated.text and not is_blank(stated):
        line, column = stated.place.line - 1, stated.place.column - 1
        if not lines[line].startswith(stated.text, column):
            raise _CannotKeepError
        lines[line] = lines[line][:column] + words + lines[line][column + len(stated.text) :]
        return "".join(lines)
    line, start = at.line - 1, at.column - 1
    head = f"{key}:"
    if not lines[line].startswith(head, start) or lines[line][start + len(head) :].partition("#")[0].strip():
        raise _CannotKeepError
    end = start + len(head)
    rest = lines[line][end:].rstrip("\r\n")
    ending = lines[line][end + len(rest) :]
    comment = f"  {rest.strip()}" if rest.strip() else ""
    lines[line] = f"{lines[line][:end]} {words}{comment}{ending}"
    return "".join(lines)


def _with_empty(text: str, name: str) -> str:
    tree = parse(text, "")
    if name not in tree.keys:
        return f"{_ended(text)}\n{name}: []\n"
    return _replaced(text, tree.keys[name], name, tree.items[name], "[]")


def _with_entry(text: str, name: str, entry: str) -> str:
    tree = parse(text, "")
    node = tree.items.get(name)
    if node is None:
        return f"{_ended(text)}\n{name}:\n  - id: {entry}\n"
    if isinstance(node, Sequence) and node.items:
        first = node.items[0]
        if not isinstance(first, Mapping) or not first.keys:
            raise _CannotKeepError
        indent = " " * (next(iter(first.keys.values())).column - 3)
        return _inserted(text, _last_line(node), f"{indent}- id: {entry}")
    if not is_blank(node):
        raise _CannotKeepError
    return _inserted(text, tree.keys[name].line, f"  - id: {entry}")


def _last_line(node: Node) -> int:
    below = node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    return max([node.place.line, *map(_last_line, below)])


def _inserted(text: str, line: int, added: str) -> str:
    """The text with a line more after the line of this number."""
    lines = _ended(text).splitlines(keepends=True)
    return "".join([*lines[:line], f"{added}\n", *lines[line:]])


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
