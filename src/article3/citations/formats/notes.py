"""Put each note after the passage that calls it, and tell the passage which."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from article3.citations.model import Passage


def arranged(
    passages: list[Passage], keys: list[str], calls: Callable[[Passage], Iterable[tuple[int, str]]]
) -> tuple[Passage, ...]:
    """The passages, each followed by the notes it calls; a note that nothing calls stays where it stands.

    Args:
        passages: in the order of the file.
        keys: of each passage, the figure or mark of the note it is; empty for what is no note.
        calls: where in a passage notes are called, and by which key. Figures may begin again from 1: a call means the first note
            of that key that no earlier call has taken.
    """
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for number, key in enumerate(keys):
        if key:
            waiting[key].append(number)
    called: list[list[tuple[int, int]]] = []
    taken: set[int] = set()
    for passage, key in zip(passages, keys, strict=True):
        mine = []
        for offset, wanted in calls(passage):
            if not key and waiting[wanted]:
                note = waiting[wanted].popleft()
                mine.append((offset, note))
                taken.add(note)
        called.append(mine)
    order: list[int] = []
    for number, mine in enumerate(called):
        if number not in taken:
            order += [number, *(note for _, note in mine)]
    places = {number: place for place, number in enumerate(order)}
    return tuple(
        msgspec.structs.replace(passages[number], notes=tuple((offset, places[note]) for offset, note in called[number]))
        for number in order
    )
