"""The letters under which exhibits are filed, and what each proves.

The Immigration Court Practice Manual, chapter 3.3, has the respondent's exhibits tabbed alphabetically (read at second hand).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Case, Exhibit

if TYPE_CHECKING:
    from article3.logic.variables import Variable

_LETTERS = 26


class Tab(msgspec.Struct, frozen=True):
    """An exhibit under its letter.

    Attributes:
        letter: A, B, ... Z, AA, AB and so on, in the order of the case file.
        exhibit: what is filed.
    """

    letter: str
    exhibit: Exhibit


def letter(number: int) -> str:
    """The letter of the exhibit at a place.

    Args:
        number: its place, 0 for the first.

    Raises:
        ValueError: if it is negative.
    """
    if number < 0:
        raise ValueError("an exhibit's place is 0 or more")
    number, last = divmod(number, _LETTERS)
    return (letter(number - 1) if number else "") + chr(ord("A") + last)


def tabs(case: Case) -> tuple[Tab, ...]:
    """Every exhibit of a case under its letter, in the order of the case file."""
    return tuple(Tab(letter(number), exhibit) for number, exhibit in enumerate(case.exhibits.values()))


def proved_by(case: Case) -> dict[str, tuple[tuple[Variable, int | None], ...]]:
    """What the case states on each exhibit, by the exhibit's id: the facts, with the index of the entity each is about."""
    found: dict[str, list[tuple[Variable, int | None]]] = {exhibit: [] for exhibit in case.exhibits}
    for (variable, index), answer in case.answers.items():
        for exhibit in answer.because:
            found[exhibit].append((variable, index))
    return {exhibit: tuple(facts) for exhibit, facts in found.items()}
