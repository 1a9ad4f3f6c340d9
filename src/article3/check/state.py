"""What a person has answered so far, carried by the page itself: the server keeps nothing between two pages."""

from __future__ import annotations

import base64
import binascii
import datetime as dt

import msgspec

from article3.check.places import countries, states
from article3.check.questions import ANY, Kind, questions

UNKNOWN, UNSAID = "unknown", "unsaid"
"""Answers that every question takes: not known, and preferred not to say."""
HARD = "hard"
"""The announcement of the hard questions; its answers are ``go`` and ``skip``."""
LONGEST = 6000
"""Letters that a state has at most."""
_FIRST_DAY = dt.date(1900, 1, 1)


class BadStateError(Exception):
    """What a page brought back is not what it was given; nothing of it is repeated in the message."""


class BadAnswerError(Exception):
    """An answer is none of those that can be given; the value is the name of the text that says what is expected."""


class State(msgspec.Struct, frozen=True):
    """The answers in the order in which they were given.

    Attributes:
        given: pairs of a question's id and what was answered: ids of answers, parted by commas; a day as 2026-11-23; a code.
    """

    given: tuple[tuple[str, str], ...] = ()

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question."""
        return dict(self.given)

    def known(self, question: str) -> str:
        """What was answered; empty if it was not asked, is not known or was not said."""
        found = self.answers.get(question, "")
        return "" if found in {UNKNOWN, UNSAID} else found

    def with_answer(self, question: str, answer: str) -> State:
        """The same with one answer more, in place of an earlier one to that question.

        Raises:
            BadAnswerError: if it is none.
        """
        valid(question, answer)
        return State((*(pair for pair in self.given if pair[0] != question), (question, answer)))

    def back(self) -> State:
        """The same without the last answer."""
        return State(self.given[:-1])

    def written(self) -> str:
        """As a field of a form carries it."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self.given)).decode("ascii")


def read(text: str) -> State:
    """What a page brought back.

    Raises:
        BadStateError: if it is damaged, too long, or names what is not asked.
    """
    if not text:
        return State()
    if len(text) > LONGEST:
        raise BadStateError("it is too long")
    try:
        given = msgspec.json.decode(base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True), type=_PAIRS)
        if len({question for question, _ in given}) != len(given):
            raise BadStateError("it answers a question twice")
        for question, answer in given:
            valid(question, answer)
    except (UnicodeEncodeError, binascii.Error, msgspec.MsgspecError, BadAnswerError):
        raise BadStateError("it is damaged") from None
    return State(given)


_PAIRS = tuple[tuple[str, str], ...]


def valid(question: str, answer: str) -> None:
    """Refuse an answer that cannot be given.

    Raises:
        BadAnswerError: if so.
    """
    if question == HARD:
        if answer not in {"go", "skip"}:
            raise BadAnswerError("choose_one")
        return
    asked = questions().get(question)
    if asked is None:
        raise BadAnswerError("choose_one")
    if answer in {UNKNOWN, UNSAID}:
        return
    known = {one.id for one in asked.answers}
    chosen = answer.split(",")
    if asked.kind is Kind.DAY:
        _day(answer)
    elif asked.kind is Kind.STATE:
        _among(answer, states())
    elif asked.kind is Kind.COUNTRY:
        _among(answer, countries("en"))
    elif not set(chosen) <= known or len(set(chosen)) != len(chosen) or (asked.kind is Kind.CHOICE and len(chosen) > 1):
        raise BadAnswerError("choose_one" if asked.kind is Kind.CHOICE else "choose_some")


def applies(question: str, state: State) -> bool:
    """Whether the answers so far call for a question, as its ``after`` says."""
    for earlier, wanted in questions()[question].after.items():
        said = state.known(earlier)
        if not said or (ANY not in wanted and said not in wanted):
            return False
    return True


def _among(answer: str, known: object) -> None:
    if answer not in known:  # type: ignore[operator]
        raise BadAnswerError("choose_one")


def _day(answer: str) -> None:
    try:
        day = dt.date.fromisoformat(answer)
    except ValueError:
        raise BadAnswerError("day_form") from None
    if len(answer) != len("2026-11-23") or not _FIRST_DAY <= day <= _FIRST_DAY.replace(year=2100):
        raise BadAnswerError("day_form")
