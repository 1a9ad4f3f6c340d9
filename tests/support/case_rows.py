"""Cases as rows of bits that are integers: bit k is the k-th case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.logic.planes import Planes
from article3.logic.propositions import Condition, Elapsed, Question, Some, YesNo
from truth_table import INDEXES, NO, OPEN, YES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from article3.logic.truth import Truth
    from article3.logic.variables import Collection, Day
    from truth_table import KnownCase


class CaseRows:
    """What the cases state (see article3.logic.planes.Leaves)."""

    def __init__(self, cases: Sequence[KnownCase]) -> None:
        self._cases = cases
        self.every = (1 << len(cases)) - 1

    def _where(self, holds: Callable[[KnownCase], bool]) -> int:
        return sum(1 << place for place, case in enumerate(self._cases) if holds(case))

    def members(self, collection: Collection) -> Sequence[int]:
        return INDEXES[collection.entity]

    def present(self, collection: Collection, index: int) -> int:
        return self._where(lambda case: index in (case.members(collection) or ()))

    def unlisted(self, node: Some) -> Planes[int]:  # noqa: ARG002 - as the protocol has it
        return Planes(0, 0)

    def listed(self, collection: Collection) -> int:
        return self._where(lambda case: case.members(collection) is not None)

    def alive(self, node: Question) -> Mapping[str, int]:
        return {name: self._where(lambda case, name=name: name in case.live(node.id)) for name in node.readings}  # type: ignore[misc]

    def unknown(self, day: Day) -> int:
        return self._where(lambda case: case.value(day, None) is None)

    def test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Planes[int]:
        truths = [self._truth(node, scope, case) for case in self._cases]
        return Planes(*(sum(1 << place for place, found in enumerate(truths) if found is truth) for truth in (YES, NO)))

    @staticmethod
    def _truth(node: YesNo | Condition | Elapsed, scope: int | None, case: KnownCase) -> Truth:
        if isinstance(node, Elapsed):
            later, earlier = case.value(node.later, scope), case.value(node.earlier, scope)
            return OPEN if later is None or earlier is None else node.holds(_day(later), _day(earlier))
        value = case.value(node if isinstance(node, YesNo) else node.variable, scope)
        if value is None:
            return OPEN
        return (YES if value else NO) if isinstance(node, YesNo) else node.holds(value)


def _day(value: object) -> dt.date:
    return value  # type: ignore[return-value]
