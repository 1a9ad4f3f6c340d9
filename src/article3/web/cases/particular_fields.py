"""One particular of a document as a field of a form: its question, what is stated or typed, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.facts.case import EXHIBIT_KINDS
from article3.facts.fact import When
from article3.facts.harm import past_harms
from article3.facts.values import BadValueError, value_of, written
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day
from article3.web.cases.fields import Option, spoken
from article3.web.cases.particular_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.facts.case import Answer
    from article3.facts.case import Case as Facts
    from article3.facts.fact import Fact

_HARM = ("incident", "harm")
"""The particular that names an entry of another list."""


class Asked(msgspec.Struct, frozen=True):
    """A particular as a page shows it.

    Attributes:
        name: of its input.
        label: the question.
        typed: what the input holds.
        kind: ``text``, ``date``, ``area`` or ``choice``.
        options: of a choice.
        listed: words to choose from that need not be chosen.
        hint: what to write.
        form: where a form asks for it.
        long: whether it stands on a line of its own.
        kept: its proof and note, which stay as they are.
        error: what is wrong with what was typed, and what to do.
        theirs: what somebody else has put there meanwhile; absent if nobody has.
    """

    name: str
    label: str
    typed: str = ""
    kind: str = "text"
    options: tuple[Option, ...] = ()
    listed: tuple[str, ...] = ()
    hint: str = ""
    form: str = ""
    long: bool = False
    kept: str = ""
    needed: bool = False
    error: str = ""
    theirs: str | None = None

    @property
    def described(self) -> str:
        """Ids of what describes the input."""
        parts = (("hint", self.hint), ("error", self.error), ("theirs", self.theirs is not None))
        return " ".join(f"{part}-{self.name}" for part, there in parts if there)


def asked(name: str, fact: Fact, typed: str, facts: Facts, *, wide: bool) -> Asked:
    """A particular of the papers.

    Args:
        name: of its input.
        fact: what is asked.
        typed: what the input holds.
        facts: for what it may name.
        wide: whether it needs the room of several lines.
    """
    variable, hint = fact.variable, fact.hint
    kind = "text"
    options: tuple[Option, ...] = ()
    if isinstance(variable, YesNo):
        kind, options = "choice", _options((("yes", gettext("Yes")), ("no", gettext("No"))), typed)
    elif isinstance(variable, Choice):
        told = ((one, words().options.get(one) or spoken(one)) for one in variable.options)
        kind, options = "choice", _options(told, typed)
    elif variable.entity is not None and (variable.entity.id, fact.id) == _HARM:
        kind, options, hint = "choice", _options(((one, one) for one in _harms(facts, typed)), typed), ""
    elif isinstance(variable, Day):
        kind = "date"
    elif isinstance(variable, When):
        hint = hint or gettext("2019, 2019-03 or 2019-03-09; “about” before it if it is not certain.")
    elif wide or "\n" in typed:
        kind = "area"
    return Asked(name, fact.question, typed, kind, options, (), hint, fact.form)


def wrong_with(fact: Fact, typed: str) -> str:
    """What is wrong with what was typed, and what to do; empty if nothing is."""
    if not typed:
        return ""
    try:
        value_of(fact.variable, typed)
    except BadValueError as error:
        return told_of(error)
    return ""


def told_of(error: BadValueError) -> str:
    """A bad value in words."""
    found = f"{error.found[:1].upper()}{error.found[1:]}"
    remedy = f" {error.remedy[:1].upper()}{error.remedy[1:]}." if error.remedy else ""
    return f"{found}: {gettext('expected')} {error.expected}.{remedy}"


def words_of(answer: Answer | None) -> str:
    """What an input holds for an answer; nothing if it is not known."""
    return "" if answer is None or answer.value is None else written(answer.value).strip()


def kept_of(answer: Answer | None) -> str:
    """The proof and the note of an answer, which a form of particulars does not ask for."""
    if answer is None:
        return ""
    proof = gettext("Proved by %(exhibits)s.") % {"exhibits": ", ".join(answer.because)} if answer.because else ""
    note = gettext("Note: %(note)s") % {"note": answer.note} if answer.note else ""
    return f"{proof} {note}".strip()


def kinds(typed: str) -> tuple[Option, ...]:
    """The kinds of exhibits."""
    return _options(((one, spoken(one)) for one in EXHIBIT_KINDS), typed)


def _options(told: Iterable[tuple[str, str]], typed: str) -> tuple[Option, ...]:
    found = [Option(value, label, value == typed) for value, label in told]
    if typed and not any(one.chosen for one in found):  # what was sent is no option: it is shown as it is, with what is wrong
        found.append(Option(typed, typed, chosen=True))
    return (Option("", gettext("Not known"), not typed), *found)


def _harms(facts: Facts, typed: str) -> Iterator[str]:
    names = [facts.name(past_harms.entity, index) for index in facts.members(past_harms) or ()]
    yield from names
    if typed and typed not in names:
        yield typed
