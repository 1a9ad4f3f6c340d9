"""Read what the check asks and says, strictly; that each fact, rule and page it names is there, the tests show."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from article3.check.model import Choice, Clock, Element, FormSaid, Notice, Question, Written
from article3.law.data_files import convert, read

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ENTRIES = {"feared": "feared_harms", "past": "past_harms", "conviction": "convictions"}
"""The names of entries in a case that the check makes, and the lists in which they stand."""
OTHER = {"feared_harms": "other", "past_harms": "other-past", "convictions": "other-conviction"}
"""For each list, the name of an entry of which nothing is known: there may be another, and unknown is not no."""
_REMEDY = "docs/check.md lists the keys"


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parts: tuple[str, ...]
    questions: tuple[Written, ...]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said at the end.

    Attributes:
        forms: the forms of protection, in the order in which they are told.
        elements: what they need, in the order in which it is told.
        notices: what single answers tell.
        clocks: deadlines.
        frame: texts of the pages themselves, by name.
    """

    forms: tuple[FormSaid, ...]
    elements: tuple[Element, ...]
    notices: tuple[Notice, ...]
    clocks: tuple[Clock, ...]
    frame: dict[str, str]


@functools.cache
def _asked() -> _Asked:
    return convert(read(HERE / "questions.toml"), _Asked, "check/questions.toml", remedy=_REMEDY)


@functools.cache
def parts() -> tuple[str, ...]:
    """The parts of the check, in order."""
    return _asked().parts


@functools.cache
def questions() -> dict[str, Question]:
    """Every question by its name, in the order of the file.

    Raises:
        LawDataError: if the file is broken.
    """
    return {one.id: _question(one) for one in _asked().questions}


def _question(one: Written) -> Question:
    answers = one.answers
    if one.fact:
        answers = (
            Choice("yes", "Yes", {one.fact: "yes"}, tells=one.yes.tells),
            Choice("no", "No", {one.fact: "no"}, tells=one.no.tells),
        )
    return Question(
        one.id, one.part, one.asks, one.help, one.takes, one.sets, one.event, one.outcome, one.after, one.always, one.several,
        answers,
    )  # fmt: skip


@functools.cache
def said() -> Said:
    """What is said at the end, and on the pages.

    Raises:
        LawDataError: if a file is broken.
    """
    data: dict[str, Any] = {**read(HERE / "ending.toml"), "frame": read(HERE / "frame.toml")}
    return convert(data, Said, "check/ending.toml", remedy=_REMEDY)


def texts() -> Iterator[tuple[str, str]]:
    """Every text that is translated, with its place, in the order in which a reader meets them."""
    yield from ((text, f"frame/{name}") for name, text in said().frame.items())
    for one in questions().values():
        yield from ((text, f"question/{one.id}") for text in (one.asks, one.help, *(answer.says for answer in one.answers)))
    for form in said().forms:
        yield from ((text, f"form/{form.id}") for text in (form.name, form.gives))
    for element in said().elements:
        yield from ((text, f"element/{element.rule}") for text in (element.met, element.open, element.unmet, element.bring))
    for notice in said().notices:
        yield from ((text, f"notice/{notice.id}") for text in (notice.says, notice.told))
    yield from ((clock.says, f"clock/{clock.id}") for clock in said().clocks)
