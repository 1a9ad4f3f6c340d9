"""Read the exhibits of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.case import EXHIBIT_KINDS, Exhibit
from article3.facts.problems import nearest, shown
from article3.facts.reading import id_of, text_of, unknown_key
from article3.facts.tree import Mapping, Sequence, is_blank, walk

if TYPE_CHECKING:
    from article3.facts.problems import Problem
    from article3.facts.tree import Node, Place

_KEYS = ("id", "title", "kind", "note")
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
        title, kind, note = (text_of(item.items[key], self._problems) if key in item.items else "" for key in _KEYS[1:])
        if kind and kind not in EXHIBIT_KINDS:
            remedy = nearest(kind, EXHIBIT_KINDS) or "write 'other', and say more under 'note:'"
            problem = item.items["kind"].place.problem("not-an-option", shown(kind), f"one of {', '.join(EXHIBIT_KINDS)}", remedy)
            self._problems.append(problem)
        if identifier:
            self.sound[identifier] = Exhibit(identifier, title, kind, note)
