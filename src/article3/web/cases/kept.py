"""What has been worked out, kept in this process's memory: versions, law and days never change, so that it stays right."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

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
            with self._lock:
                self._known[key] = found
                while len(self._known) > self._size:
                    self._known.popitem(last=False)
        return found

    def __len__(self) -> int:
        return len(self._known)
