"""A YAML file as a tree of nodes that know their place, before anything is made of it.

Values stay text here: ``no`` is not yet false and ``2020-01-02`` not yet a day, because only the fact asked for can say
what they mean. What invites surprise is refused: duplicate keys, anchors, tags, several documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import yaml

from article3.facts.problems import CaseFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 4_000_000
"""Most characters of a case file."""
DEEPEST = 8
"""Most levels of nesting of a case file; the schema needs five."""


class Place(msgspec.Struct, frozen=True):
    """Where a node stands: file, line and column, counted from 1, and its path inside the case."""

    file: str
    line: int
    column: int
    path: str

    def problem(self, code: str, found: str, expected: str, remedy: str = "") -> Problem:
        """A problem at this place."""
        return Problem(code, self.file, self.line, self.column, self.path, found, expected, remedy)


class Scalar(msgspec.Struct, frozen=True):
    """A single value, as text."""

    place: Place
    text: str

    kind = "a single value"


class Mapping(msgspec.Struct, frozen=True):
    """Keys with values; ``keys`` gives the place of each key."""

    place: Place
    items: dict[str, Node]
    keys: dict[str, Place]

    kind = "keys with values"


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    place: Place
    items: tuple[Node, ...]

    kind = "a list"


Node = Scalar | Mapping | Sequence


def parse(text: str, file: str) -> Mapping:
    """The tree of a case file.

    Args:
        text: its content.
        file: its name, for messages.

    Raises:
        CaseFileError: if it is not one plain YAML mapping.
    """
    top = Place(file, 0, 0, "")
    if not text.strip():
        raise CaseFileError([top.problem("empty-file", "the file is empty", "a case", "run 'article3 new' for a template")])
    if len(text) > LARGEST:
        raise CaseFileError(
            [top.problem("too-large", f"{len(text)} characters", f"at most {LARGEST}", "keep exhibits in files of their own")]
        )
    try:
        documents = list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise CaseFileError([_syntax(error, file)]) from None
    except yaml.YAMLError:
        message = "a character that YAML does not allow"
        raise CaseFileError([top.problem("bad-character", message, "plain text", "save the file as UTF-8 text")]) from None
    except RecursionError:
        raise CaseFileError([top.problem("too-deep", "very deep nesting", f"at most {DEEPEST} levels")]) from None
    if len(documents) != 1 or documents[0] is None:
        found = "no content but comments" if not documents or documents[0] is None else f"{len(documents)} documents"
        code = "empty-file" if found.startswith("no") else "several-documents"
        raise CaseFileError([top.problem(code, found, "one case in one file", "remove the lines '---' or split the file")])
    builder = _Builder(file)
    tree = builder.build(documents[0], "", 1)
    if not isinstance(tree, Mapping):
        builder.problems.insert(
            0,
            tree.place.problem(
                "not-a-case", f"found {tree.kind}", "a case: sections such as 'proceeding:' with facts under them"
            ),
        )
    if builder.problems or not isinstance(tree, Mapping):
        raise CaseFileError(builder.problems)
    return tree


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    cause = error.problem or "this is not YAML"
    remedy = (
        "indent with spaces, not tabs"
        if "\\t" in cause
        else "check indentation, colons and quotation marks here and on the line above"
    )
    if isinstance(error, yaml.composer.ComposerError):
        return Problem(
            "anchor", file, line, column, "", "a reference (*) to another part of the file", "plain values", "write the value out"
        )
    return Problem("syntax", file, line, column, "", cause, "YAML", remedy)


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self._seen: set[int] = set()
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, path: str, depth: int) -> Node:
        place = Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1, path)
        if depth > DEEPEST:
            self.problems.append(place.problem("too-deep", "very deep nesting", f"at most {DEEPEST} levels"))
            return Scalar(place, "")
        if id(node) in self._seen:
            self.problems.append(
                place.problem("anchor", "a reference (*) to another part of the file", "plain values", "write the value out")
            )
            return Scalar(place, "")
        self._seen.add(id(node))
        if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
            self.problems.append(place.problem("tag", f"found the tag {node.tag}", "a plain value", "remove the tag"))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(
                place, tuple(self.build(item, f"{path}[{index + 1}]", depth + 1) for index, item in enumerate(node.value))
            )
        return Scalar(place, str(node.value))

    def _mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key_node, value_node in node.value:
            spot = Place(self._file, key_node.start_mark.line + 1, key_node.start_mark.column + 1, place.path)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(spot.problem("bad-key", "a key that is not a word", "the name of a section or fact"))
                continue
            key = str(key_node.value)
            below = f"{place.path}.{key}" if place.path else key
            spot = msgspec.structs.replace(spot, path=below)
            if key in items:
                first = keys[key]
                self.problems.append(
                    spot.problem(
                        "duplicate-key",
                        f"the key stands twice, first on line {first.line}",
                        "each key once",
                        "keep one of the two",
                    )
                )
                continue
            keys[key] = spot
            items[key] = self.build(value_node, below, depth + 1)
        return Mapping(place, items, keys)


def walk(mapping: Mapping) -> Iterator[tuple[str, Node, Place]]:
    """Key, value and the key's place, in the order of the file."""
    return ((key, node, mapping.keys[key]) for key, node in mapping.items.items())
