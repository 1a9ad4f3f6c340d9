"""Where in a file each piece of a passage stood, before its lines were joined and its marks taken out."""

from __future__ import annotations

import bisect
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.citations.model import Passage

Origin = tuple[int, int, int]
"""Offset in the passage; line and column in the file, from 1, of the character there. Those after it follow on the same line."""


def origins(text: str, lines: Sequence[str], first: int, left_out: Iterable[tuple[int, int]]) -> tuple[Origin, ...]:
    """Where the pieces of a passage stood.

    Args:
        text: of the passage; nothing in it but blanks that the lines have not, in their order.
        lines: of the file, from which it was made.
        first: number of the first of them.
        left_out: stretches of the lines, joined by breaks, that are marks or addresses and no words.
    """
    found: list[Origin] = []
    source = _letters(lines, first, left_out)
    run = (0, 0)
    for offset, letter in enumerate(text):
        if letter.isspace():
            continue
        there = next((one for one in source if one[0] == letter), None)
        if there is None:
            break
        _, line, column = there
        if run != (line, column - offset):
            run = (line, column - offset)
            found.append((offset, line, column))
    return tuple(found)


def spot(passage: Passage, offset: int) -> tuple[int, int] | None:
    """Line and column in the file of a character of a passage; ``None`` where the format has none."""
    place = bisect.bisect_right(passage.origins, (offset, sys.maxsize, 0)) - 1
    if place < 0:
        return None
    start, line, column = passage.origins[place]
    return line, column + offset - start


def _letters(lines: Sequence[str], first: int, left_out: Iterable[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Each letter of the lines with its line and column, without blanks and what is left out."""
    gaps = {offset for start, end in left_out for offset in range(start, end)}
    at = 0
    for number, line in enumerate(lines, first):
        for column, letter in enumerate(line, 1):
            if not letter.isspace() and at not in gaps:
                yield letter, number, column
            at += 1
        at += 1
