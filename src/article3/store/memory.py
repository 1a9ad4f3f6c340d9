"""What has been worked out, kept in this process's memory: versions, law and days never change, so that it stays right.

What is kept here is for whoever may open the case: that is asked before, each time. Nothing of it is written anywhere.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Hashable

    from article3.facts.case import Case as Facts
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.logic.forum import Forum

T = TypeVar("T")


class Kept(Generic[T]):
    """The last things that were worked out.

    Args:
        size: how many at most; the one that was not asked for the longest is forgotten first.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, key: Hashable) -> T | None:
        """What is known already, or ``None``."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is known, or else worked out now; two who ask at the same time may both work it out."""
        found = self.known(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def keep(self, key: Hashable, found: T) -> None:
        """Keep what was worked out elsewhere."""
        with self._lock:
            self._known[key] = found
            self._known.move_to_end(key)
            while len(self._known) > self._size:
                self._known.popitem(last=False)

    def __len__(self) -> int:
        return len(self._known)


def place_of(case: uuid.UUID, version: int, law: Law, forum: Forum | None) -> tuple[object, ...]:
    """What tells the decision of a version in a forum from every other."""
    return case, version, law.version, forum


FACTS: Kept[Facts] = Kept(512)
"""What texts of cases state, by the version of the law data and the text itself: edits rest on it, and so the facts of one text
never stand beside another."""
DECISIONS: Kept[Decision] = Kept(128)
"""How versions come out in a forum, by :func:`place_of`; for pages alone."""
