"""Change one thing in the text of a case file, wherever it stands: put a value, add an entry to a list, drop either.

What stands beside it, comments too, is kept: the lines of that thing alone are replaced. The new text is read again as plain
keys, lists and texts and must be what the old one was but for the change; where the way a file is written does not allow that
(a list in brackets), it is written anew, which keeps everything but its comments. What the facts mean is not looked at here;
for answers there is :mod:`article3.facts.editing`.

A path names keys and, in a list, entries by their id: ``("feared_harms", "gang", "custody")``. An entry without an id is named by
its list and number, as :class:`article3.facts.case.Case` does: ``events-2``.
"""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, TypeAlias

import yaml

from article3.facts.tree import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a YAML file holds before anything is made of it."""
Path: TypeAlias = tuple[str, ...]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BARE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.%/-]| (?=[A-Za-z0-9_.%/-]))*")
"""A text that needs no quotation marks, in braces neither."""
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class NoSuchPlaceError(KeyError):
    """There is nothing at this place, or an entry of this id is there already."""


class _CannotKeepError(Exception):
    """The lines to change cannot be told from those beside them."""


def plain(text: str) -> dict[str, Plain]:
    """A case file as keys, lists and texts; blank values are empty texts.

    Raises:
        ValueError: if it is no mapping, or too long. A case file that has been read is neither.
    """
    if len(text) > LARGEST:
        raise ValueError("too long")
    found = yaml.load(text.removeprefix("\ufeff"), _LOADER)  # noqa: S506 - makes texts, lists and keys only
    if not isinstance(found, dict):
        raise ValueError("not a case file")  # noqa: TRY004 - the text is wrong, not its type
    return found


def at(tree: Plain, path: Path) -> Plain | None:
    """What stands at a place; ``None`` if nothing does."""
    for number, step in enumerate(path):
        if isinstance(tree, dict):
            found = tree.get(step)
        elif isinstance(tree, list):
            found = dict(named(path[number - 1], tree)).get(step)
        else:
            return None
        if found is None:
            return None
        tree = found
    return tree


def named(name: str, entries: list[Plain]) -> list[tuple[str, Plain]]:
    """The entries of a list with what to call each: its id, else the list's name and its number."""
    found = []
    for number, entry in enumerate(entries, 1):
        own = entry.get("id") if isinstance(entry, dict) else None
        found.append((own if isinstance(own, str) and own else f"{name}-{number}", entry))
    return found


def cleaned(words: str) -> str:
    """A text that somebody typed, with what no YAML file can hold left out, and one kind of line end."""
    return _UNFIT.sub("", _LINE_END.sub("\n", words))


def put(text: str, path: Path, value: Plain) -> str:
    """The text with a value at a place, which is made if it is not there.

    Raises:
        NoSuchPlaceError: if a list has no entry of that id.
    """

    def keep() -> str:
        braces = _Text(text).in_braces(path[:-1])
        if braces is None:
            return _Text(text).put(path, value)
        tree: dict[str, Plain] = {}
        tree.update(at(plain(text), path[:-1]))  # type: ignore[arg-type] # keys stand in braces
        return _Text(text).spliced(braces, {**tree, path[-1]: value})

    return _changed(text, lambda tree: _set(tree, path, value), keep)


def drop(text: str, path: Path) -> str:
    """The text without what stands at a place.

    A list that loses its last entry is dropped too: that there are none is for somebody to say.

    Raises:
        NoSuchPlaceError: if nothing stands there.
    """
    above = at(plain(text), path[:-1])
    if isinstance(above, list) and len(above) == 1 and at(plain(text), path) is not None:
        path = path[:-1]
    return _changed(text, lambda tree: _delete(tree, path), lambda: _Text(text).drop(path))


def add(text: str, path: Path, entry: Mapping[str, Plain]) -> str:
    """The text with one entry more at the end of a list, which is made if it is not there.

    Raises:
        NoSuchPlaceError: if the list has an entry of that id.
    """
    return _changed(text, lambda tree: _append(tree, path, entry), lambda: _Text(text).add(path, entry))


def _changed(text: str, change: Callable[[dict[str, Plain]], None], keep: Callable[[], str]) -> str:
    expected = copy.deepcopy(plain(text))
    change(expected)
    try:
        new = keep()
        if _same(plain(new), expected):
            return new
    except (_CannotKeepError, yaml.YAMLError, ValueError, LookupError):
        pass
    new = yaml.safe_dump(expected, sort_keys=False, allow_unicode=True, width=120)
    if not _same(plain(new), expected):
        raise RuntimeError("a case file that was written anew says something else")
    return new


def _same(one: Plain, other: Plain) -> bool:
    """Whether two trees say the same; a section without facts is a blank one."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    return one == other


def _set(tree: Plain, path: Path, value: Plain) -> None:
    for number, step in enumerate(path[:-1]):
        if isinstance(tree, dict):
            below = tree.get(step)
            if below is None or below == "":
                below = tree[step] = {}
            tree = below
        else:
            tree = _entry(tree, path[number - 1], step)
    if not isinstance(tree, dict):
        raise NoSuchPlaceError(path[-1])
    tree[path[-1]] = value


def _entry(entries: Plain, name: str, step: str) -> Plain:
    found = dict(named(name, entries)).get(step) if isinstance(entries, list) else None
    if found is None:
        raise NoSuchPlaceError(step)
    return found


def _delete(tree: dict[str, Plain], path: Path) -> None:
    above = at(tree, path[:-1]) if path[:-1] else tree
    if isinstance(above, dict) and path[-1] in above:
        del above[path[-1]]
        if not above and path[:-1]:
            _set(tree, path[:-1], "")
    elif isinstance(above, list):
        above.remove(_entry(above, path[-2], path[-1]))
    else:
        raise NoSuchPlaceError(path[-1])


def _append(tree: dict[str, Plain], path: Path, entry: Mapping[str, Plain]) -> None:
    entries = at(tree, path)
    if entries is None or entries == "":
        entries = []
        _set(tree, path, entries)
    if not isinstance(entries, list) or ("id" in entry and entry["id"] in dict(named(path[-1], entries))):
        raise NoSuchPlaceError(path[-1])
    entries.append(dict(entry))


def _flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(below)}' for key, below in value.items())}}}"
    return f"[{', '.join(_flow(below) for below in value)}]"


class _Text:
    """The lines of a file with the nodes that stand on them."""

    def __init__(self, text: str) -> None:
        text = text.removeprefix("\ufeff")
        self._lines = (text if text.endswith("\n") else f"{text}\n").split("\n")[:-1]
        root = yaml.compose(text, _LOADER)
        if not isinstance(root, yaml.MappingNode):
            raise _CannotKeepError
        self._root = root

    def in_braces(self, path: Path) -> yaml.Node | None:
        """The keys at a place, if they stand in braces."""
        node = self._node(path) if self._has(path) else None
        return node if isinstance(node, yaml.MappingNode) and node.flow_style else None

    def spliced(self, node: yaml.Node, value: Plain) -> str:
        """The text with another value in place of a node that stands in braces."""
        first, last = node.start_mark, node.end_mark
        line = f"{self._lines[first.line][: first.column]}{_flow(value)}{self._lines[last.line][last.column :]}"
        return "\n".join([*self._lines[: first.line], line, *self._lines[last.line + 1 :]]) + "\n"

    def put(self, path: Path, value: Plain) -> str:
        words = _flow(value)
        home, key = self._mapping(path[:-1]), path[-1]
        if home is None:
            if len(path) > 2:  # noqa: PLR2004 - a section and its fact
                return self._made(path[:-1], f"{key}: {words}")
            return self._new_section(path, words)
        for name, node in home.value:
            if name.value == key:
                return self._replaced(name, node, f" {words}")
        return self._inserted(self._end(home), f"{' ' * self._column(home)}{key}: {words}")

    def _new_section(self, path: Path, words: str) -> str:
        if len(path) == 1:
            return self._inserted(len(self._lines), f"{path[0]}: {words}")
        section, key = path
        for name, node in self._root.value:
            if name.value == section:
                if not isinstance(node, yaml.ScalarNode) or node.value:
                    raise _CannotKeepError
                return self._inserted(name.start_mark.line + 1, f"  {key}: {words}")
        return self._inserted(len(self._lines), "", f"{section}:", f"  {key}: {words}")

    def drop(self, path: Path) -> str:
        above = self._node(path[:-1])
        if isinstance(above, yaml.SequenceNode) and not above.flow_style:
            entry = self._node(path)
            return self._cut(entry.start_mark.line, self._end(entry))
        if not isinstance(above, yaml.MappingNode) or above.flow_style:
            raise _CannotKeepError
        for number, (name, node) in enumerate(above.value):
            if name.value == path[-1]:
                first = name.start_mark.line
                if self._lines[first][: name.start_mark.column].strip():  # the first of an entry, behind its '-'
                    raise _CannotKeepError
                return self._cut(first, self._end_of(above.value[number][0], node))
        raise _CannotKeepError

    def add(self, path: Path, entry: Mapping[str, Plain]) -> str:
        node = self._node(path) if self._has(path) else None
        if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
            indent = " " * node.start_mark.column
            return self._inserted(self._end(node), *_block(entry, indent))
        if node is not None:
            name = self._name(path)
            self._lines = self._replaced(name, node, "").split("\n")[:-1]
            return self._inserted(name.start_mark.line + 1, *_block(entry, " " * (name.start_mark.column + 2)))
        return self._made(path[:-1], f"{path[-1]}:", *_block(entry, "  "))

    def _made(self, path: Path, *added: str) -> str:
        """The text with lines more at the end of the mapping at a place, which is made if it is not there."""
        depth = next(number for number in range(len(path), -1, -1) if self._has(path[:number]))
        home, missing = self._node(path[:depth]), path[depth:]
        if isinstance(home, yaml.MappingNode) and home.value and not home.flow_style:
            column, line = self._column(home), self._end(home) if depth else len(self._lines)
        elif isinstance(home, yaml.ScalarNode) and not home.value and not home.style:
            name = self._name(path[:depth])
            column, line = name.start_mark.column + 2, name.start_mark.line + 1
        else:
            raise _CannotKeepError
        lines = [f"{'  ' * number}{step}:" for number, step in enumerate(missing)]
        lines += [f"{'  ' * len(missing)}{one}" for one in added]
        return self._inserted(line, *([] if depth else [""]), *(f"{' ' * column}{one}" for one in lines))

    def _name(self, path: Path) -> yaml.Node:
        """The key that stands at a place."""
        above = self._node(path[:-1])
        if not isinstance(above, yaml.MappingNode) or above.flow_style:
            raise _CannotKeepError
        found: yaml.Node = next(name for name, _ in above.value if name.value == path[-1])
        return found

    def _has(self, path: Path) -> bool:
        try:
            self._node(path)
        except _CannotKeepError:
            return False
        return True

    def _node(self, path: Path) -> yaml.Node:
        node: yaml.Node | None = self._root
        for number, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == step), None)
            elif isinstance(node, yaml.SequenceNode):
                node = self._entry_node(node, path[number - 1], step)
            else:
                node = None
            if node is None:
                raise _CannotKeepError
        return node  # type: ignore[return-value] # the root, or found below it

    @staticmethod
    def _entry_node(node: yaml.SequenceNode, name: str, step: str) -> yaml.Node | None:
        for number, entry in enumerate(node.value, 1):
            pairs = entry.value if isinstance(entry, yaml.MappingNode) else ()
            own = next((value.value for key, value in pairs if key.value == "id" and isinstance(value, yaml.ScalarNode)), "")
            if step == (own or f"{name}-{number}"):
                found: yaml.Node = entry
                return found
        return None

    def _mapping(self, path: Path) -> yaml.MappingNode | None:
        """The mapping at a place, if it is one written in lines of its own; ``None`` if nothing stands there."""
        if not self._has(path):
            return None
        node = self._node(path)
        if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
            return None
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise _CannotKeepError
        return node

    @staticmethod
    def _column(node: yaml.MappingNode) -> int:
        column: int = node.value[0][0].start_mark.column
        return column

    def _end(self, node: yaml.Node) -> int:
        """The number of the line after the last of a node."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
            return self._end_of(*node.value[-1])
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            return self._end(node.value[-1])
        last = int(node.end_mark.line)
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            while last > node.start_mark.line and (last > len(self._lines) or not self._lines[last - 1].strip()):
                last -= 1
            return last
        return last + 1

    def _end_of(self, name: yaml.Node, node: yaml.Node) -> int:
        empty = isinstance(node, yaml.ScalarNode) and not node.value and not node.style
        return int(name.start_mark.line) + 1 if empty else self._end(node)

    def _replaced(self, name: yaml.Node, node: yaml.Node, words: str) -> str:
        """The text with other words after a key."""
        first, column = name.end_mark.line, name.end_mark.column
        head = self._lines[first][:column]
        empty = isinstance(node, yaml.ScalarNode) and not node.value and not node.style
        last = self._end_of(name, node) - 1
        whole_lines = (
            not empty
            and not getattr(node, "flow_style", None)
            and not (isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"})
        )
        if whole_lines:
            tail = ""
        elif empty:
            tail = self._lines[first][column:].lstrip().removeprefix(":")
        else:
            tail = self._lines[node.end_mark.line][node.end_mark.column :]
        tail = f"  {tail.strip()}" if tail.strip() else ""
        lines = [*self._lines[:first], f"{head}:{words}{tail}", *self._lines[last + 1 :]]
        return "\n".join(lines) + "\n"

    def _inserted(self, line: int, *added: str) -> str:
        return "\n".join([*self._lines[:line], *added, *self._lines[line:]]) + "\n"

    def _cut(self, first: int, end: int) -> str:
        return "\n".join([*self._lines[:first], *self._lines[end:]]) + "\n"


def _block(entry: Mapping[str, Plain], indent: str) -> list[str]:
    """An entry of a list, a line for each key."""
    lines = [f"{key}: {_flow(value)}" for key, value in entry.items()]
    return [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]
