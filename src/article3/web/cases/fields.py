"""The facts of the vocabulary as fields of a form: what is asked, what is stated, and what somebody typed."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.facts.case import Answer
from article3.facts.fact import Fact, Kind, When
from article3.facts.rewriting import cleaned
from article3.facts.values import LEGAL_ESTIMATES, UNKNOWN, BadValueError, value_of, written
from article3.facts.vocabulary import COLLECTIONS, FACTS, GROUPS, SECTION_OF, full_id
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from article3.facts.case import Case
    from article3.law.loading import Law

_BY_KEY: dict[str, Variable] = {f"{group.id}-{fact.id}": fact.variable for group in GROUPS for fact in group.facts.values()}
NUMBERS = "numbers"
"""The choice of an estimate that is stated in numbers."""
_IS, _NOTE, _BECAUSE, _LOW, _HIGH, _SEEN = "is-", "note-", "because-", "low-", "high-", "seen-"


class Shape(enum.StrEnum):
    """How a fact is asked on a page."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"
    WHEN = "when"
    NUMBER = "number"
    ESTIMATE = "estimate"
    TEXT = "text"


class Typed(msgspec.Struct, frozen=True):
    """What somebody typed.

    Attributes:
        words: the value; empty or ``unknown`` if it is not known.
        because: ids of exhibits.
        low: of an estimate in numbers, its lower end in percent.
        high: its upper end.
    """

    words: str = ""
    because: tuple[str, ...] = ()
    note: str = ""
    low: str = ""
    high: str = ""


class Option(msgspec.Struct, frozen=True):
    """One choice of a field."""

    value: str
    label: str
    chosen: bool


class Field(msgspec.Struct, frozen=True):
    """One fact as a page shows it.

    Attributes:
        key: names its inputs: the section and the fact, and for a harm or conviction its index.
        cite: what makes it matter.
        typed: what its inputs hold.
        because: the exhibits to choose from.
        seen: the number of the version in which this answer was shown.
        rank: its place among the questions that can still matter; 0 if it cannot, or is answered.
        error: what is wrong with what was typed.
        remedy: what to do about it.
        theirs: what somebody else has put there meanwhile; absent if nobody has.
        stated: whether the case says anything here.
    """

    key: str
    fact: Fact
    shape: Shape
    cite: str
    typed: Typed
    options: tuple[Option, ...]
    because: tuple[Option, ...]
    seen: int
    rank: int = 0
    error: str = ""
    remedy: str = ""
    theirs: str | None = None
    stated: bool = False

    @property
    def is_assessment(self) -> bool:
        """Whether a lawyer records it, with reasons."""
        return self.fact.kind is Kind.ASSESSMENT

    @property
    def unit(self) -> str:
        """Of a number."""
        return self.fact.variable.unit if isinstance(self.fact.variable, Number) else ""

    @property
    def is_open(self) -> bool:
        """Whether proof and reasons are shown without being asked for."""
        return bool(self.typed.note or self.typed.because or self.error or self.theirs is not None)


def key_of(variable: Variable, scope: int | None) -> str:
    """The name of a fact's inputs; it holds nothing that a client or an author named."""
    name = f"{SECTION_OF[variable].id}-{variable.id}"
    return name if variable.entity is None else f"{name}-{scope}"


def place_of_key(key: str, case: Case) -> tuple[Variable, int | None] | None:
    """The fact that a key names, with the index of its harm or conviction; ``None`` if the case has no such place."""
    variable = _BY_KEY.get(key)
    if variable is not None:
        return (variable, None) if variable.entity is None else None
    name, _, number = key.rpartition("-")
    variable = _BY_KEY.get(name)
    if variable is None or variable.entity is None or not number.isdecimal():
        return None
    scope = int(number)
    return (variable, scope) if (variable.entity, scope) in case.names else None


def shape_of(variable: Variable) -> Shape:
    """How a fact is asked."""
    kinds: tuple[tuple[type[Variable], Shape], ...] = (
        (YesNo, Shape.YES_NO),
        (Choice, Shape.CHOICE),
        (Day, Shape.DAY),
        (When, Shape.WHEN),
        (Number, Shape.NUMBER),
        (Estimate, Shape.ESTIMATE),
    )
    return next((shape for kind, shape in kinds if isinstance(variable, kind)), Shape.TEXT)


def typed_of(variable: Variable, answer: Answer | None) -> Typed:
    """What the inputs hold for an answer."""
    if answer is None:
        return Typed()
    words = "" if answer.value is None else written(answer.value)
    if isinstance(variable, Estimate) and isinstance(answer.value, Interval) and words not in LEGAL_ESTIMATES:
        low, _, high = words.replace("%", "").partition(" to ")
        return Typed(NUMBERS, answer.because, answer.note, low, high or low)
    return Typed(words, answer.because, answer.note)


def read_typed(posted: Mapping[str, str], because: Iterable[str], key: str) -> Typed:
    """What somebody typed into the inputs of a field."""

    def of(prefix: str) -> str:
        return cleaned(posted.get(prefix + key, "")).strip()

    return Typed(of(_IS), tuple(dict.fromkeys(because)), of(_NOTE), of(_LOW), of(_HIGH))


def because_name(key: str) -> str:
    """The name of the inputs that choose a field's exhibits."""
    return _BECAUSE + key


def seen_in(posted: Mapping[str, str], only: str = "") -> Iterator[tuple[str, int]]:
    """The keys of the fields that were sent, each with the number of the version in which it was shown."""
    for name, number in posted.items():
        key = name.removeprefix(_SEEN)
        if name.startswith(_SEEN) and number.isdecimal() and only in ("", key):
            yield key, int(number)


def answer_of(variable: Variable, typed: Typed) -> Answer:
    """The answer that was typed.

    Raises:
        BadValueError: if it is none.
    """
    words = typed.words
    if isinstance(variable, Estimate) and words == NUMBERS:
        low, high = typed.low.removesuffix("%").strip(), typed.high.removesuffix("%").strip()
        words = f"{low}%" if high in ("", low) else f"{low}% to {high}%"
    value: Value | None = None if words in ("", UNKNOWN) else value_of(variable, words)
    return Answer(value, typed.because, typed.note)


def is_change(before: Answer | None, after: Answer) -> bool:
    """Whether an answer says something else than what stood there; that nothing is known of it adds nothing to silence."""
    return after != (before or Answer(None))


def field(
    case: Case, law: Law, place: tuple[Variable, int | None], seen: int, *, typed: Typed | None = None, rank: int = 0
) -> Field:
    """A fact as a field.

    Args:
        case: what is stated.
        law: for the authority that makes it matter.
        place: the fact, and the index of its harm or conviction.
        seen: the number of the version that ``case`` is.
        typed: what somebody typed, in place of what is stated.
        rank: see :class:`Field`.
    """
    variable, scope = place
    fact = FACTS[variable]
    stated = case.answer(variable, scope)
    typed = typed_of(variable, stated) if typed is None else typed
    by = fact.by
    return Field(
        key_of(variable, scope),
        fact,
        shape_of(variable),
        "" if by is None else law.authorities[by.authority].cited(by.pin),
        typed,
        tuple(_options(variable, typed.words)),
        tuple(Option(one.id, one.title, one.id in typed.because) for one in case.exhibits.values()),
        seen,
        rank,
        stated=stated is not None,
    )


def with_error(one: Field, error: BadValueError) -> Field:
    """The field with what is wrong about it."""
    return msgspec.structs.replace(
        one, error=f"{error.found[:1].upper()}{error.found[1:]}; expected {error.expected}.", remedy=error.remedy
    )


def in_words(answer: Answer | None) -> str:
    """An answer for people, with its exhibits and its note."""
    if answer is None:
        return UNKNOWN
    proof = f" [{', '.join(answer.because)}]" if answer.because else ""
    note = f" ({answer.note})" if answer.note else ""
    return f"{UNKNOWN if answer.value is None else written(answer.value)}{proof}{note}"


def spoken(word: str) -> str:
    """A word of the vocabulary as people read it."""
    return word.replace("_", " ").capitalize()


def _options(variable: Variable, words: str) -> Iterator[Option]:
    if isinstance(variable, YesNo):
        known: tuple[tuple[str, str], ...] = (("yes", gettext("Yes")), ("no", gettext("No")))
    elif isinstance(variable, Choice):
        known = tuple((option, spoken(option)) for option in variable.options)
    elif isinstance(variable, Estimate):
        known = (*((word, spoken(word)) for word in LEGAL_ESTIMATES), (NUMBERS, gettext("In numbers")))
    else:
        return
    yield from (Option(value, label, value == words) for value, label in known)
    yield Option(UNKNOWN, gettext("Unknown"), words in ("", UNKNOWN))


def places_of(section: str, index: int | None, case: Case) -> list[tuple[Variable, int | None]]:
    """The facts of a section, or of one entry of a list, in the order of the vocabulary; empty if there is no such thing.

    Args:
        section: id of a section or of a list.
        index: of the entry in the case.
        case: whose lists.
    """
    if index is None:
        return [
            (fact.variable, None)
            for group in GROUPS
            if group.id == section and group.entity is None
            for fact in group.facts.values()
        ]
    if section not in COLLECTIONS:
        return []
    collection, group = COLLECTIONS[section]
    if index not in (case.members(collection) or ()):
        return []
    return [(fact.variable, index) for fact in group.facts.values()]


def label_of(variable: Variable) -> str:
    """The fact's full id, such as ``harm.custody``."""
    return full_id(variable)
