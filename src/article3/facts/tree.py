"""A YAML file as a tree of nodes that know their place, before anything is made of it.

Values stay text here: ``no`` is not yet false and ``2020-01-02`` not yet a day, because only the fact asked for can say
what they mean. What invites surprise is refused: duplicate keys, anchors, tags, several documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import yaml

from article3.facts.problems import CaseFileError, Problem, is_token, shown
from article3.facts.syntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not allow, told by what is refused: the complement takes ten times as long to compile.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|\ufeff|\ufffe|\uffff")
_CONTROLS = dict.fromkeys([code for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t\x85"])
"""Control characters, which could command the terminal that shows them, are left out of every value."""

LARGEST = 4_000_000
"""Most characters of a case file."""
DEEPEST = 8
"""Most levels of nesting of a case file; the schema needs seven."""


class Place(msgspec.Struct, frozen=True):
    """Where a node stands: file, line and column, counted from 1, and its path inside the case."""

    file: str
    line: int
    column: int
    path: str

    def problem(self, code: str, found: str, expected: str, remedy: str) -> Problem:
        """A problem at this place."""
        return Problem(code, self.file, self.line, self.column, self.path, found, expected, remedy)


class Scalar(msgspec.Struct, frozen=True):
    """A single value, as text without blanks around it."""

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


def is_blank(node: Node | None) -> bool:
    """Whether nothing is stated: no node, or one that is empty or null."""
    return node is None or (isinstance(node, Scalar) and _says_nothing(node.text))


def walk(mapping: Mapping) -> Iterator[tuple[str, Node, Place]]:
    """Key, value and the key's place, in the order of the file."""
    return ((key, node, mapping.keys[key]) for key, node in mapping.items.items())


def parse(text: str, file: str) -> Mapping:
    """The tree of a case file.

    Args:
        text: its content.
        file: its name, for messages.

    Raises:
        CaseFileError: if it is not one plain YAML mapping.
    """
    text = text.removeprefix("\ufeff")
    try:
        problems = _unfit(text, file) or list(_surprises(text, file))
        root = yaml.compose(text, Loader=_LOADER) if not problems else None
    except yaml.MarkedYAMLError as error:
        raise CaseFileError([syntax_problem(error, text, file)]) from None
    if root is None:
        raise CaseFileError(problems)
    builder = _Builder(file)
    tree = builder.build(root, "")
    if not isinstance(tree, Mapping):
        expected = "a case: sections such as 'proceeding:' with facts under them"
        problem = tree.place.problem("not-a-case", f"found {tree.kind}", expected, "run 'article3 new' for a template")
        raise CaseFileError([problem, *builder.problems])
    if builder.problems:
        raise CaseFileError(builder.problems)
    return tree


def _unfit(text: str, file: str) -> list[Problem]:
    """What makes it pointless to look for a case."""
    top = Place(file, 0, 0, "")
    if not text.strip():
        return [_empty(top, "the file is empty")]
    if len(text) > LARGEST:
        remedy = "keep exhibits in files of their own"
        return [top.problem("too-large", f"{len(text)} characters", f"at most {LARGEST}", remedy)]
    strange = _UNPRINTABLE.search(text)
    if strange is not None:
        before = f"{text[: strange.start()]}x".splitlines()
        place = Place(file, len(before), len(before[-1]), "")
        found = "a character that YAML does not allow"
        return [place.problem("bad-character", found, "plain text", "remove it, or save the file again as UTF-8 text")]
    return []


def _empty(top: Place, found: str) -> Problem:
    return top.problem("empty-file", found, "a case", "run 'article3 new' for a template")


def _surprises(text: str, file: str) -> Iterator[Problem]:
    """What YAML allows and a case file does not.

    Read event by event, because the parser's own tree of a very deep text would exhaust the stack.
    """
    depth, documents = 0, 0
    references: list[Place] = []
    names: list[Place] = []
    place = Place(file, 1, 1, "")
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if event.start_mark is not None:
                place = Place(file, event.start_mark.line + 1, event.start_mark.column + 1, "")
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                remedy = "put text that starts with '[', '{', '- ' or '? ' in quotation marks"
                yield place.problem("too-deep", "very deep nesting", f"at most {DEEPEST} levels", remedy)
                return
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                (references if isinstance(event, yaml.AliasEvent) else names).append(place)
            tag = getattr(event, "tag", None)
            if tag is not None:
                yield _tag(place, shown(tag.removeprefix("!")))
    except UnicodeError:
        yield _tag(place, "found bytes that are no text")
    # A name that is referred to is no second surprise.
    for place in references or names:
        found = "a reference (*) to another part of the file" if references else "a name (&) for a part of the file"
        remedy = "write the value out; put text that starts with '*' or '&' in quotation marks"
        yield place.problem("anchor", found, "plain values", remedy)
    top = Place(file, 0, 0, "")
    if not documents:
        yield _empty(top, "no content but comments")
    elif documents > 1:
        remedy = "remove the lines '---' or split the file"
        yield top.problem("several-documents", f"{documents} documents", "one case in one file", remedy)


def _tag(place: Place, found: str) -> Problem:
    remedy = "remove it, or put text that starts with '!' in quotation marks"
    return place.problem("tag", f"a tag (!), {found}", "a plain value", remedy)


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, path: str) -> Node:
        place = self._place(node, path)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value, 1)
            return Sequence(place, tuple(self.build(item, f"{path}[{_name(item) or number}]") for number, item in items))
        return Scalar(place, str(node.value).translate(_CONTROLS).strip())

    def _place(self, node: yaml.Node, path: str) -> Place:
        return Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1, path)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                remedy = "write one word before the colon; put text in quotation marks"
                spot = self._place(key_node, place.path)
                self.problems.append(spot.problem("bad-key", "a key that is not a word", "the name of a section or fact", remedy))
                continue
            key = str(key_node.value)
            # A key can be a sentence, of a client even; messages do not repeat that.
            below = ".".join(filter(None, (place.path, key if is_token(key) else "")))
            spot = self._place(key_node, below)
            if key in items:
                found = f"the key stands twice, first on line {keys[key].line}"
                self.problems.append(spot.problem("duplicate-key", found, "each key once", "keep one of the two"))
                continue
            keys[key] = spot
            items[key] = self.build(value_node, below)
        return Mapping(place, items, keys)


def _name(node: yaml.Node) -> str:
    """The id that an entry of a list gives itself, if it has one that can be shown."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "id" and isinstance(value, yaml.ScalarNode):
            return value.value if is_token(value.value) and not _says_nothing(value.value) else ""
    return ""


def _says_nothing(text: str) -> bool:
    return text.lower() in {"", "null", "~"}
