"""Read what stands under ``papers:`` in a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.case import Answer, Papers
from article3.facts.papers import LIST_KEYS, PAPERS_KEY, SHEETS_BY_ID
from article3.facts.problems import nearest, shown
from article3.facts.reading import id_of
from article3.facts.tree import Mapping, Sequence, is_blank, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.papers import Sheet
    from article3.facts.problems import Problem
    from article3.facts.tree import Node, Place
    from article3.logic.variables import Collection, Variable

_KEYS = (*SHEETS_BY_ID, *LIST_KEYS)


def read_papers(node: Node, answer: Callable[[Node, Variable], Answer | None], problems: list[Problem]) -> Papers:
    """The particulars that only documents need.

    Args:
        node: what stands under ``papers:``.
        answer: reads one value, bare or with its proof and note.
        problems: what is wrong so far; more is added.
    """
    reader = _Papers(answer, problems)
    reader.read(node)
    return reader.found


class _Papers:
    def __init__(self, answer: Callable[[Node, Variable], Answer | None], problems: list[Problem]) -> None:
        self.found = Papers({}, {}, {})
        self._answer = answer
        self._problems = problems

    def read(self, node: Node) -> None:
        if not isinstance(node, Mapping):
            remedy = f"below '{PAPERS_KEY}:', write sections such as 'person:'"
            self._fail(node.place, "wrong-shape", f"found {node.kind}", "sections, each with its particulars", remedy)
            return
        for key, value, place in walk(node):
            if key in SHEETS_BY_ID:
                self._sheet(value, SHEETS_BY_ID[key], None)
            elif key in LIST_KEYS:
                self._list(value, *LIST_KEYS[key])
            else:
                remedy = nearest(key, _KEYS) or self._home(key) or "'article3 new --papers' writes a template with every section"
                expected = f"one of {', '.join(_KEYS)}"
                self._fail(place, "unknown-section", f"unknown section of '{PAPERS_KEY}:', {shown(key)}", expected, remedy)

    def _sheet(self, node: Node, sheet: Sheet, index: int | None) -> None:
        if not isinstance(node, Mapping):
            if not is_blank(node):
                remedy = f"below '{sheet.id}:', write each as 'name: value'"
                self._fail(node.place, "wrong-shape", f"found {node.kind}", f"particulars of {sheet.id!r}, one to a line", remedy)
            return
        for key, value, place in walk(node):
            if index is not None and key == "id":
                continue
            fact = sheet.facts.get(key)
            if fact is None:
                remedy = (
                    nearest(key, sheet.facts) or self._home(key) or "'article3 new --papers' writes a template with all of them"
                )
                self._fail(place, "unknown-particular", shown(key), f"a particular of {sheet.id!r}", remedy)
                continue
            stated = self._answer(value, fact.variable)
            if stated is not None:
                self.found.answers[fact.variable, index] = stated

    def _list(self, node: Node, collection: Collection, sheet: Sheet) -> None:
        if not isinstance(node, Sequence):
            if not is_blank(node):
                remedy = f"start each entry with '-'; write '{collection.id}: []' if there are none"
                self._fail(node.place, "not-a-list", f"found {node.kind}", "a list: each entry starts with '-'", remedy)
            return
        places: dict[str, Place] = {}
        for index, item in enumerate(node.items):
            written = id_of(item.items.get("id"), places, self._problems) if isinstance(item, Mapping) else ""
            self.found.names[collection.entity, index] = written or f"{collection.id}-{index + 1}"
            self._sheet(item, sheet, index)
        self.found.lists[collection.id] = tuple(range(len(node.items)))

    def _home(self, key: str) -> str:
        homes = [name for name, sheet in SHEETS_BY_ID.items() if key in sheet.facts]
        homes += [name for name, (_, sheet) in LIST_KEYS.items() if key in sheet.facts]
        return f"it belongs under {' or '.join(map(repr, homes))}" if homes else ""

    def _fail(self, place: Place, code: str, found: str, expected: str, remedy: str) -> None:
        self._problems.append(place.problem(code, found, expected, remedy))
