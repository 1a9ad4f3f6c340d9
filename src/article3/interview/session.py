"""An interview as a state: the case file so far, what was put aside, and the way back. It neither reads nor writes anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.facts.editing import Edited, answered, listing, listing_none
from article3.facts.reading import ID_PATTERN
from article3.facts.values import UNKNOWN, BadValueError, value_of, written
from article3.interview.answers import value_words
from article3.interview.ranking import Ranked, ranked
from article3.interview.report import NextQuestion, told_of
from article3.interview.setting import Setting, View, goals_named, goals_of
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Collection, Estimate

if TYPE_CHECKING:
    from article3.interview.completions import Drawn, Parts
    from article3.interview.priors import Priors
    from article3.interview.setting import Goal
    from article3.logic.truth import Truth
    from article3.logic.variables import Variable

NOT_SAID = "Asked in the interview; preferred not to say."
"""The note beside a question that was left out."""
NONE = "none"
_ID = re.compile(ID_PATTERN)
_NOTE = re.compile(r"'note:'|in a note")
_SHORT = {"y": "yes", "n": "no"}


class BadAnswerError(Exception):
    """An answer cannot be taken; the message says what is expected and never repeats the answer."""


class _Moment(msgspec.Struct, frozen=True):
    """What the way back leads to."""

    edited: Edited
    aside: frozenset[str]
    said: str


class Session:
    """An interview.

    Args:
        edited: the case file so far.
        setting: whose law.
        priors: how often an unknown has which value.
        goal: what one works towards; the four forms if absent.

    Attributes:
        edited: the case file as it stands.
        undone: the answer that the last step back took away, with its place; empty after any other step.
    """

    def __init__(self, edited: Edited, setting: Setting, priors: Priors, goal: str | None = None) -> None:
        goals_named(goal, edited.case)
        self.edited = edited
        self._setting = setting
        self._priors = priors
        self._goal = goal
        self.undone = ""
        self._aside: frozenset[str] = frozenset()
        self._past: list[_Moment] = []
        self._view: View | None = None
        self._found: list[Ranked] | None = None
        self._drawn: dict[Drawn, Parts] = {}

    @property
    def view(self) -> View:
        """The case so far in its forum."""
        if self._view is None:
            self._view = View(self.edited.case, self._setting)
        return self._view

    @property
    def goals(self) -> tuple[Goal, ...]:
        """What one works towards."""
        return goals_of(self._goal, self.view)

    def standing(self) -> dict[str, Truth]:
        """How the goals stand."""
        return {goal.id: self.view.truth(goal) for goal in self.goals}

    def left(self) -> list[Ranked]:
        """The questions that can still matter and were not put aside, the best first."""
        if self._found is None:
            self._found = ranked(self.view, self.goals, self._priors, store=self._drawn)
        return [one for one in self._found if one.point.place not in self._aside]

    def put_aside(self) -> int:
        """How many questions that can still matter were put aside."""
        self.left()
        return len([one for one in self._found or () if one.point.place in self._aside])

    def told(self, one: Ranked) -> NextQuestion:
        """A question with its reasons."""
        return told_of(self.view, self.goals, one, self.standing())

    def answer(self, one: Ranked, words: str) -> None:
        """Take an answer, written as a case file would have it, or shorter: y, n, the number of an option.

        Raises:
            BadAnswerError: if it is none.
        """
        about = one.point.about
        words = words.strip()
        if isinstance(about, Collection):
            self._list(about, words)
            return
        if words.lower() == UNKNOWN:
            self.unknown(one)
            return
        if isinstance(about, Estimate) and words == "1":
            raise BadAnswerError("Please answer with a likelihood from 0% to 100% (write 100% or 1%).")
        try:
            value = value_of(about, _in_full(about, words))
        except BadValueError as error:
            # Some remedies speak of the file, where a note can be written beside an answer.
            remedy = f" ({error.remedy})" if error.remedy and not _NOTE.search(error.remedy) else ""
            raise BadAnswerError(f"Please answer with {error.expected}{remedy}.") from None
        told = value_words(about, value) if isinstance(about, Estimate) else ""
        said = f"{one.point.place}: {written(value)}{f' ({told})' if told else ''}"
        self._change(answered(self.edited, about, one.point.scope, value, self._setting.law), said)

    def add(self, collection: Collection, name: str) -> None:
        """Add one entry to a list.

        Raises:
            BadAnswerError: if it cannot be the entry's id.
        """
        if not _ID.fullmatch(name):
            raise BadAnswerError("Please give it a short name: one word of letters, digits, '-', '_' or '.'.")
        if name in self.edited.case.names.values() or name in self.edited.case.exhibits:
            raise BadAnswerError("That name is taken; please choose another.")
        self._change(listing(self.edited, collection, name, self._setting.law), f"{collection.id}: {name}")

    def unknown(self, one: Ranked, *, not_said: bool = False) -> None:
        """Remember that the answer is not known, or that it was preferred not to say.

        A list cannot be "unknown" in a case file; it is put aside for this interview only.
        """
        about, edited = one.point.about, self.edited
        if not isinstance(about, Collection) and not one.known_unknown and not one.point.asked.known:
            note = NOT_SAID if not_said else ""
            edited = answered(edited, about, one.point.scope, None, self._setting.law, note=note)
        said = f"{one.point.place}: {'left out' if not_said else 'not known'}"
        self._change(edited, said, self._aside | {one.point.place})

    @property
    def said(self) -> str:
        """The last answer, with its place; empty before the first."""
        return self._past[-1].said if self._past else ""

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    def back(self) -> bool:
        """Undo the last step; ``False`` if there is none."""
        if not self._past:
            return False
        moment = self._past.pop()
        self.undone = moment.said
        kept = self.edited.kept and moment.edited.kept
        self.edited, self._aside = msgspec.structs.replace(moment.edited, kept=kept), moment.aside
        self._view = self._found = None
        return True

    def _list(self, collection: Collection, words: str) -> None:
        if words.lower() == NONE:
            self._change(listing_none(self.edited, collection, self._setting.law), f"{collection.id}: {NONE}")
        elif words.lower() in {"n", "no", "[]"}:
            raise BadAnswerError(
                f"This question asks for a list, and 'no' does not say enough. If there is none at all, write {NONE}; if that is "
                "not known, d; to leave it out for now, skip."
            )
        else:
            self.add(collection, words)

    def _change(self, edited: Edited, said: str, aside: frozenset[str] | None = None) -> None:
        self._past.append(_Moment(self.edited, self._aside, said))
        self.undone = ""
        self.edited = edited
        self._aside = self._aside if aside is None else aside
        self._view = self._found = None


def _in_full(variable: Variable, words: str) -> str:
    if isinstance(variable, YesNo):
        return _SHORT.get(words.lower(), words)
    if isinstance(variable, Choice) and words.isdecimal() and 1 <= int(words) <= len(variable.options):
        return variable.options[int(words) - 1]
    return words


def choices(one: Ranked) -> tuple[str, ...]:
    """The options of a question that has some."""
    return one.point.about.options if isinstance(one.point.about, Choice) else ()
