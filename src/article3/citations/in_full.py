"""The decisions that a text cites in full, as a short form, a "supra" or a bare name looks for them: by reporter, and by name.

Each look-up takes about as long in a text of ten thousand citations as in one of ten.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from article3.citations.model import Citation, Form
from article3.citations.patterns.names import party, respondent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Numbers = list[int]


class Full:
    """Where each stands, by number, in the order of the text."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        """Take them from all citations of a text; of these the names alone may change later, see :meth:`rename`."""
        self._citations = list(citations)
        # By volume and reporter, and there by name, for a volume has many decisions.
        self._reported: dict[tuple[str, ...], dict[str, _Numbers]] = defaultdict(lambda: defaultdict(list))
        self._registers: dict[tuple[str, ...], _Numbers] = defaultdict(list)
        self._named: dict[str, _Numbers] = defaultdict(list)
        self._called: dict[str, _Numbers] = defaultdict(list)
        for number, citation in enumerate(citations):
            self._add(number, citation)

    def rename(self, number: int, citation: Citation) -> None:
        """Take a citation that was given a name."""
        earlier = self._citations[number]
        for place in _places(earlier):
            self._reported[place][earlier.name].remove(number)
        if earlier.form is Form.CASE:
            self._named[letters(earlier.name)].remove(number)
        self._citations[number] = citation
        self._add(number, citation)

    def at(self, short: Citation, number: int) -> int | None:
        """The nearest before it with its volume and reporter; of several the nearest that also goes by its name."""
        by_name = self._reported.get((short.volume, short.reporter), {})
        near = {name: _last_before(numbers, number) for name, numbers in by_name.items()}
        alike = [one for name, one in near.items() if one is not None and short.name and is_alike(short.name, name)]
        return max(alike or [one for one in near.values() if one is not None], default=None)

    def register_after(self, short: Citation, number: int) -> int | None:
        """The next page of the Federal Register in its volume."""
        return _first_from(self._registers.get((short.volume, short.reporter), []), number + 1)

    def so_named(self, name: str, number: int, *, after: bool) -> int | None:
        """The nearest of exactly that name."""
        return _nearest([self._named.get(letters(name), [])], number, after=after)

    def going_by(self, name: str, number: int, *, after: bool) -> int | None:
        """The nearest of which that is a party, or the short name that the text gives it."""
        keys = {f"part {letters(party(name))}", f"side {letters(name)}"} if letters(party(name)) else set()
        return _nearest([self._called.get(key, []) for key in (*keys, f"given {letters(name)}")], number, after=after)

    def _add(self, number: int, citation: Citation) -> None:
        for place in _places(citation):
            _insert(self._reported[place][citation.name], number)
            if citation.form is Form.REGISTER:
                _insert(self._registers[place], number)
        if citation.form is Form.CASE:
            _insert(self._named[letters(citation.name)], number)
            for key in _keys(citation) if citation.name else ():
                _insert(self._called[key], number)


def letters(name: str) -> str:
    """A name in the form in which names of one text are compared."""
    return re.sub(r"[^a-z0-9]+", " ", name.lower().replace("\u2019", "'").replace("'", "")).strip()


@functools.lru_cache(maxsize=4096)
def is_alike(short: str, name: str) -> bool:
    """Whether a name alone is one of the parties of a whole name, or begins or ends one."""
    wanted = letters(party(short))
    sides = _sides(name)
    return bool(wanted) and any(wanted in _parts(side) or letters(short) == side for side in sides)


def _keys(citation: Citation) -> Iterator[str]:
    """What a decision goes by: its parties, their beginnings and ends, and names given to it in a parenthesis."""
    for side in _sides(citation.name):
        yield f"side {side}"
        yield from (f"part {part}" for part in _parts(side))
    for one in citation.parenthetical.split("; "):
        yield f"given {letters(one.removeprefix('hereinafter'))}"


def _sides(name: str) -> list[str]:
    return [side for side in (letters(party(name)), letters(respondent(name))) if side]


def _parts(side: str) -> set[str]:
    """A party's name and every beginning and end of it, by words."""
    words = side.split()
    return {" ".join(some) for cut in range(len(words)) for some in (words[cut:], words[: cut + 1])}


def _places(citation: Citation) -> set[tuple[str, ...]]:
    """Volume and reporter, also of the parallel citations, of what a short form can stand for."""
    if citation.form not in {Form.CASE, Form.REGISTER}:
        return set()
    parallel = (tuple(one.rsplit(" ", 1)[0].split(" ", 1)) for one in citation.parallel)
    return {(citation.volume, citation.reporter), *parallel}


def _insert(numbers: _Numbers, number: int) -> None:
    if not numbers or numbers[-1] < number:
        numbers.append(number)
    elif numbers[place := bisect.bisect_left(numbers, number)] != number:
        numbers.insert(place, number)


def _last_before(numbers: _Numbers, number: int) -> int | None:
    place = bisect.bisect_left(numbers, number)
    return numbers[place - 1] if place else None


def _first_from(numbers: _Numbers, number: int) -> int | None:
    place = bisect.bisect_left(numbers, number)
    return numbers[place] if place < len(numbers) else None


def _nearest(lists: list[_Numbers], number: int, *, after: bool) -> int | None:
    near = (_first_from(numbers, number) if after else _last_before(numbers, number) for numbers in lists)
    found = [one for one in near if one is not None]
    return (min if after else max)(found, default=None)
