"""Read the exhibits of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.case import EXHIBIT_KINDS, Exhibit, Translation
from article3.facts.problems import nearest, shown
from article3.facts.reading import id_of, text_of, unknown_key
from article3.facts.tree import Mapping, Sequence, is_blank, walk
from article3.facts.values import BadValueError, when_of

if TYPE_CHECKING:
    from article3.facts.problems import Problem
    from article3.facts.tree import Node, Place

EXHIBIT_TEXTS = ("title", "kind", "note", "file", "language", "author", "date", "source")
"""The keys of an exhibit that are texts, in the order of the attributes of :class:`article3.facts.case.Exhibit`."""
TRANSLATION_KEYS = ("file", "translator", "address", "phone", "certified")
PASSAGES = {"highlight": "a list of passages to mark", "adverse": "a list of passages that speak against the claim"}
"""The keys of an exhibit that are lists of passages, with what a problem says of them."""
_KEYS = ("id", *EXHIBIT_TEXTS, "translation", *PASSAGES)
_NEEDED = {"id": "give it a short id, such as A, so that facts can refer to it", "title": "say what it is"}


class Exhibits:
    """The exhibits of a case file.

    Args:
        problems: what is wrong so far; more is added.

    Attributes:
        sound: the exhibits that can be used, by id.
        places: where each id stands, also one that cannot be an id: to name it under a fact is no second problem.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.sound: dict[str, Exhibit] = {}
        self.places: dict[str, Place] = {}
        self._problems = problems

    def read(self, node: Node) -> None:
        """Read the list."""
        remedy = "write each as '- id: A', with 'title:' on the line below"
        if isinstance(node, Sequence):
            for item in node.items:
                if isinstance(item, Mapping):
                    self._exhibit(item)
                else:
                    self._problems.append(item.place.problem("wrong-shape", f"found {item.kind}", "'id:' and 'title:'", remedy))
        elif not is_blank(node):
            expected = "a list of exhibits: each starts with '-'"
            self._problems.append(node.place.problem("not-a-list", f"found {node.kind}", expected, remedy))

    def _exhibit(self, item: Mapping) -> None:
        for key, _, place in walk(item):
            if key not in _KEYS:
                self._problems.append(unknown_key(key, place, _KEYS, "say it under 'note:'"))
        for key, remedy in _NEEDED.items():
            if is_blank(item.items.get(key)):
                self._problems.append(item.place.problem(f"no-{key}", f"an exhibit without '{key}:'", f"'{key}:'", remedy))
        identifier = id_of(item.items.get("id"), self.places, self._problems)
        texts = {key: text_of(item.items[key], self._problems) if key in item.items else "" for key in EXHIBIT_TEXTS}
        self._check(item, texts)
        translation = self._translation(item.items.get("translation"))
        highlight, adverse = (self._passages(item.items.get(key), expected) for key, expected in PASSAGES.items())
        if identifier:
            self.sound[identifier] = Exhibit(identifier, **texts, translation=translation, highlight=highlight, adverse=adverse)

    def _check(self, item: Mapping, texts: dict[str, str]) -> None:
        kind, date = texts["kind"], texts["date"]
        if kind and kind not in EXHIBIT_KINDS:
            remedy = nearest(kind, EXHIBIT_KINDS) or "write 'other', and say more under 'note:'"
            problem = item.items["kind"].place.problem("not-an-option", shown(kind), f"one of {', '.join(EXHIBIT_KINDS)}", remedy)
            self._problems.append(problem)
        if date:
            try:
                when_of(date)
            except BadValueError as error:
                self._problems.append(item.items["date"].place.problem(error.code, error.found, error.expected, error.remedy))

    def _translation(self, node: Node | None) -> Translation | None:
        if node is None or is_blank(node):
            return None
        if not isinstance(node, Mapping):
            remedy = "write {file: the file's name, translator: who certifies it}"
            self._problems.append(node.place.problem("wrong-shape", f"found {node.kind}", "'file:' and 'translator:'", remedy))
            return None
        for key, _, place in walk(node):
            if key not in TRANSLATION_KEYS:
                self._problems.append(unknown_key(key, place, TRANSLATION_KEYS, "say it under the exhibit's 'note:'"))
        return Translation(
            **{key: text_of(node.items[key], self._problems) if key in node.items else "" for key in TRANSLATION_KEYS}
        )

    def _passages(self, node: Node | None, expected: str) -> tuple[str, ...]:
        if node is None or is_blank(node):
            return ()
        if not isinstance(node, Sequence):
            remedy = "start each passage with '-', and put it in quotation marks"
            self._problems.append(node.place.problem("not-a-list", f"found {node.kind}", expected, remedy))
            return ()
        return tuple(filter(None, (text_of(item, self._problems) for item in node.items)))
