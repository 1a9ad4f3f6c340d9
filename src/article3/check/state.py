"""The answers of one person, carried in the pages themselves: compact, size-limited, read strictly. No server keeps them."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re

import msgspec

from article3.check.countries import is_country, is_state
from article3.check.loading import questions
from article3.check.model import GO, HARD, NOT_SAID, SKIP, UNKNOWN, Question, Takes

LONGEST = 6000
"""Characters that a state has at most; answers to every question need fewer."""
_VERSION = 1
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
_PLUS = "+"


class StateError(Exception):
    """A state cannot be read. The message holds nothing of it."""


class AnswerError(Exception):
    """What was given is no answer to the question. The message holds nothing of it.

    Attributes:
        why: the name of the text that says what to do.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: int
    a: tuple[tuple[str, str], ...]


class State(msgspec.Struct, frozen=True):
    """The answers so far.

    Attributes:
        answers: name of the question and its answer, in the order in which they were given.
    """

    answers: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The answers that count, by question: those whose question is asked after the answers that are there."""
        found: dict[str, str] = {}
        everything = dict(self.answers)
        for name, value in self.answers:
            one = questions().get(name)
            if one is None or one.follows(everything):
                found[name] = value
        return found

    def with_answer(self, name: str, value: str) -> State:
        """The state after an answer; an earlier one to the same question is replaced, in its place at the end.

        Raises:
            AnswerError: if it is none.
        """
        return State((*((one, said) for one, said in self.answers if one != name), (name, checked(name, value))))

    def back(self) -> State:
        """The state before the last answer."""
        return State(self.answers[:-1])

    def encoded(self) -> str:
        """As it stands in a page's form."""
        return base64.urlsafe_b64encode(self.content()).decode().rstrip("=")

    def content(self) -> bytes:
        """As it stands in a sealed file."""
        return msgspec.json.encode(_Kept(_VERSION, self.answers))


def decoded(text: str) -> State:
    """A state as a page's form sent it.

    Raises:
        StateError: if it is broken, too long, or says what no page lets one say.
    """
    if not text:
        return State()
    if len(text) > LONGEST:
        raise StateError("the state is too long")
    try:
        content = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        raise StateError("the state is no base64") from None
    return read(content)


def read(content: bytes, *, lenient: bool = False) -> State:
    """A state from its JSON.

    Args:
        content: as :meth:`State.content` made it.
        lenient: leave out what this version does not ask any more; a file may be older than the program.

    Raises:
        StateError: if it is broken.
    """
    try:
        kept = msgspec.json.decode(content, type=_Kept)
    except msgspec.MsgspecError:
        raise StateError("the state is broken") from None
    if kept.v != _VERSION:
        raise StateError("the state is of another version")
    found: dict[str, str] = {}
    for name, value in kept.a:
        if name in found:
            raise StateError("the state answers a question twice")
        try:
            found[name] = checked(name, value)
        except AnswerError:
            if not lenient:
                raise StateError("the state has an answer that no question takes") from None
    return State(tuple(found.items()))


def checked(name: str, value: str) -> str:
    """An answer as it is kept.

    Raises:
        AnswerError: if there is no such question, or it does not take this.
    """
    if name == HARD:
        if value not in {GO, SKIP}:
            raise AnswerError("choose_one")
        return value
    one = questions().get(name)
    if one is None:
        raise AnswerError("choose_one")
    if value in {UNKNOWN, NOT_SAID}:
        return value
    if one.takes is None:
        return _chosen(one, value)
    return _taken(one.takes, value.strip())


def _chosen(one: Question, value: str) -> str:
    known = [answer.id for answer in one.answers]
    picked = value.split(_PLUS) if one.several else [value]
    if not set(picked) <= set(known) or len(set(picked)) != len(picked):
        raise AnswerError("choose_one")
    return _PLUS.join(sorted(picked, key=known.index))


def chosen(value: str) -> tuple[str, ...]:
    """The answers ticked, of a question that takes several."""
    return tuple(value.split(_PLUS))


def joined(ticked: list[str]) -> str:
    """Answers ticked, as one value."""
    return _PLUS.join(dict.fromkeys(ticked))


def _taken(takes: Takes, value: str) -> str:
    if takes is Takes.STATE:
        if not is_state(value):
            raise AnswerError("choose_state")
    elif takes is Takes.COUNTRY:
        if not is_country(value):
            raise AnswerError("choose_country")
    else:
        day_of(value)
    return value


def day_of(value: str) -> dt.date:
    """A day as a form sends it.

    Raises:
        AnswerError: if it is none.
    """
    try:
        day = dt.date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not _FIRST <= day <= _LAST:
        raise AnswerError("choose_day")
    return day
