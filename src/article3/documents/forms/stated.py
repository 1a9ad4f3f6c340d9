"""What a case states, by the names that the data of an edition uses: ``person.born``, ``children.2.sex``, ``bars.persecutor``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.papers import LIST_KEYS, SHEETS_BY_ID
from article3.facts.values import written
from article3.facts.vocabulary import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.case import Case
    from article3.logic.variables import Value

WORKED = "worked"
_SECTIONS = {section.id: section for section in SECTIONS}
_PARENTS = ("mother", "father")
_SIBLINGS = "siblings"
_LONGEST_TERM = 3


class UnknownTermError(ValueError):
    """The data of an edition names what no case can state."""


class Wish(msgspec.Struct, frozen=True):
    """What the user says besides the case.

    Attributes:
        today: the day.
        category: of Form I-765, such as ``(c)(8)``; empty for other forms.
        reason: why Form I-765 is filed: ``initial``, ``replacement`` or ``renewal``; empty if it is not said.
    """

    today: dt.date
    category: str = ""
    reason: str = ""


class Stated:
    """The statements of one case.

    Args:
        case: the case.
        worked: what is worked out from several statements, by name.
    """

    def __init__(self, case: Case, worked: dict[str, Callable[[], Value | None]]) -> None:
        self.case = case
        self._worked = worked

    def value(self, term: str) -> Value | None:
        """What the case states under a name; ``None`` if nothing is known.

        Raises:
            UnknownTermError: if no case can state it.
        """
        parts = term.split(".")
        if parts[0] == WORKED and len(parts) > 1:
            if parts[1] not in self._worked:
                raise UnknownTermError(term)
            return self._worked[parts[1]]()
        if len(parts) == _LONGEST_TERM and parts[0] in LIST_KEYS:
            return self._listed(parts[0], int(parts[1]) - 1, parts[2], term)
        if len(parts) == _LONGEST_TERM and parts[0] == _SIBLINGS:
            return self._relative("sibling", int(parts[1]) - 1, parts[2], term)
        if parts[0] in _PARENTS:
            return self._relative(parts[0], 0, parts[1], term)
        if parts[0] in SHEETS_BY_ID and parts[1] in SHEETS_BY_ID[parts[0]].facts:
            return self.case.papers.value(SHEETS_BY_ID[parts[0]].facts[parts[1]].variable)
        if parts[0] in _SECTIONS and parts[1] in _SECTIONS[parts[0]].facts:
            return self.case.value(_SECTIONS[parts[0]].facts[parts[1]].variable, None)
        raise UnknownTermError(term)

    def words(self, term: str) -> str:
        """The same as text, without space around it; empty if nothing is known."""
        value = self.value(term)
        return "" if value is None else written(value).strip()

    def count(self, name: str) -> int | None:
        """How many entries a list has; ``None`` if the case does not say."""
        if name == _SIBLINGS:
            return None if "relatives" not in self.case.papers.lists else len(self._related("sibling"))
        entries = self.case.papers.lists.get(name)
        return None if entries is None else len(entries)

    def _listed(self, name: str, index: int, key: str, term: str) -> Value | None:
        _, sheet = LIST_KEYS[name]
        if key not in sheet.facts:
            raise UnknownTermError(term)
        entries = self.case.papers.lists.get(name, ())
        return self.case.papers.value(sheet.facts[key].variable, entries[index]) if index < len(entries) else None

    def _related(self, relation: str) -> list[int]:
        _, sheet = LIST_KEYS["relatives"]
        kind = sheet.facts["relation"].variable
        return [entry for entry in self.case.papers.lists.get("relatives", ()) if self.case.papers.value(kind, entry) == relation]

    def _relative(self, relation: str, index: int, key: str, term: str) -> Value | None:
        _, sheet = LIST_KEYS["relatives"]
        if key not in sheet.facts:
            raise UnknownTermError(term)
        entries = self._related(relation)
        return self.case.papers.value(sheet.facts[key].variable, entries[index]) if index < len(entries) else None
