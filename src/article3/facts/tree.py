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


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a node stands: file, line and column, counted from 1, and its path inside the case."""

    file: str
    line: int
    column: int
    path: str

    def problem(self, code: str, found: str, expected: str, remedy: str) -> Problem:
        """A problem at this place."""
        return Problem(code, self.file, self.line, self.column, self.path, found, expected, remedy)


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A single value, as text without blanks around it."""

    place: Place
    text: str

    kind = "a single value"


class Mapping(msgspec.Struct, frozen=True, gc=False):
    """Keys with values; ``keys`` gives the place of each key."""

    place: Place
    items: dict[str, Node]
    keys: dict[str, Place]

    kind = "keys with values"


class Sequence(msgspec.Struct, frozen=True, gc=False):
    """A list."""

    place: Place
    items: tuple[Node, ...]

    kind = "a list"


Node = Scalar | Mapping | Sequence

_KINDS = {yaml.MappingStartEvent: Mapping.kind, yaml.SequenceStartEvent: Sequence.kind}


def is_blank(node: Node | None) -> bool:
    """Whether nothing is stated: no node, or one that is empty or null."""
    return node is None or (isinstance(node, Scalar) and says_nothing(node.text))


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
    problems = _unfit(text, file)
    if problems:
        raise CaseFileError(problems)
    reader = _Reader(file)
    try:
        reader.read(text)
    except yaml.MarkedYAMLError as error:
        raise CaseFileError([syntax_problem(error, text, file)]) from None
    root = reader.root
    if reader.problems or root is None:
        raise CaseFileError(reader.problems)
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


class _Raw(msgspec.Struct, gc=False):
    """A node as the parser met it: its keys and values, or entries, in one row."""

    line: int
    column: int
    text: str = ""
    parts: list[_Raw] = []
    kind: str = ""


_NONE: list[_Raw] = []
"""Shared by all that have no parts; never added to."""


class _Reader:
    """Reads a text event by event, once, because the library's own tree of a very deep text would exhaust the stack.

    Attributes:
        root: what the first document holds.
        problems: what YAML allows and a case file does not.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.root: _Raw | None = None
        self.problems: list[Problem] = []
        self._references: list[Place] = []
        self._names: list[Place] = []

    def read(self, text: str) -> None:
        """Read it.

        Raises:
            yaml.MarkedYAMLError: if it is not YAML.
        """
        loader = _LOADER(text)
        top = raw = _Raw(1, 1)
        opened = [top]
        documents = 0
        try:
            while (event := loader.get_event()) is not None:
                kind = type(event)
                if kind is yaml.ScalarEvent or kind in _KINDS or kind is yaml.AliasEvent:
                    mark = event.start_mark
                    raw = _Raw(mark.line + 1, mark.column + 1, kind=_KINDS.get(kind, ""), parts=[] if kind in _KINDS else _NONE)
                    opened[-1].parts.append(raw)
                    if kind is yaml.ScalarEvent:
                        raw.text = event.value
                    elif kind in _KINDS:
                        opened.append(raw)
                        if len(opened) > DEEPEST + 1:
                            self._too_deep(raw)
                            return
                    if event.anchor is not None or kind is yaml.AliasEvent or event.tag is not None:
                        self._strange(event, raw)
                elif isinstance(event, yaml.CollectionEndEvent):
                    opened.pop()
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
        except UnicodeError:
            self.problems.append(_tag(self._place(raw), "found bytes that are no text"))
        finally:
            loader.dispose()
        self.root = top.parts[0] if top.parts else None
        self._whole(documents)

    def _place(self, raw: _Raw) -> Place:
        return Place(self._file, raw.line, raw.column, "")

    def _too_deep(self, raw: _Raw) -> None:
        remedy = "put text that starts with '[', '{', '- ' or '? ' in quotation marks"
        problem = self._place(raw).problem("too-deep", "very deep nesting", f"at most {DEEPEST} levels", remedy)
        self.problems.append(problem)

    def _strange(self, event: yaml.NodeEvent, raw: _Raw) -> None:
        if event.anchor is not None:
            (self._references if isinstance(event, yaml.AliasEvent) else self._names).append(self._place(raw))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.problems.append(_tag(self._place(raw), shown(tag.removeprefix("!"))))

    def _whole(self, documents: int) -> None:
        # A name that is referred to is no second surprise.
        for place in self._references or self._names:
            found = "a reference (*) to another part of the file" if self._references else "a name (&) for a part of the file"
            remedy = "write the value out; put text that starts with '*' or '&' in quotation marks"
            self.problems.append(place.problem("anchor", found, "plain values", remedy))
        top = Place(self._file, 0, 0, "")
        if not documents:
            self.problems.append(_empty(top, "no content but comments"))
        elif documents > 1:
            remedy = "remove the lines '---' or split the file"
            self.problems.append(top.problem("several-documents", f"{documents} documents", "one case in one file", remedy))


def _tag(place: Place, found: str) -> Problem:
    remedy = "remove it, or put text that starts with '!' in quotation marks"
    return place.problem("tag", f"a tag (!), {found}", "a plain value", remedy)


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def build(self, node: _Raw, path: str) -> Node:
        place = Place(self._file, node.line, node.column, path)
        if node.kind == Mapping.kind:
            return self._mapping(node, place)
        if node.kind == Sequence.kind:
            items = enumerate(node.parts, 1)
            return Sequence(place, tuple([self.build(item, f"{path}[{_name(item) or number}]") for number, item in items]))
        text = node.text
        return Scalar(place, (text if text.isprintable() else text.translate(_CONTROLS)).strip())

    def _mapping(self, node: _Raw, place: Place) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        path, file = place.path, self._file
        for key_node, value_node in zip(node.parts[::2], node.parts[1::2], strict=True):
            if key_node.kind:
                remedy = "write one word before the colon; put text in quotation marks"
                spot = Place(file, key_node.line, key_node.column, path)
                self.problems.append(spot.problem("bad-key", "a key that is not a word", "the name of a section or fact", remedy))
                continue
            key = key_node.text
            # A key can be a sentence, of a client even; messages do not repeat that.
            named = key if is_token(key) else ""
            below = f"{path}.{named}" if path and named else path or named
            spot = Place(file, key_node.line, key_node.column, below)
            if key in items:
                found = f"the key stands twice, first on line {keys[key].line}"
                self.problems.append(spot.problem("duplicate-key", found, "each key once", "keep one of the two"))
                continue
            keys[key] = spot
            items[key] = self.build(value_node, below)
        return Mapping(place, items, keys)


def _name(node: _Raw) -> str:
    """The id that an entry of a list gives itself, if it has one that can be shown."""
    for key, value in zip(node.parts[::2], node.parts[1::2], strict=True) if node.kind == Mapping.kind else ():
        if key.text == "id" and not key.kind and not value.kind:
            return value.text if is_token(value.text) and not says_nothing(value.text) else ""
    return ""


def says_nothing(text: str) -> bool:
    """Whether a text without blanks around it is as good as none: empty, or null."""
    return text.lower() in {"", "null", "~"}
