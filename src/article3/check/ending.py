"""What the answers come to: derived from the findings of the rules, and never said more strongly than they are."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import msgspec

from article3.check.casing import Built, built, days, place_of
from article3.check.loading import ENTRIES, OTHER, questions, said
from article3.check.model import HARD, NOT_SAID, UNKNOWN, Element, FormSaid, Notice, Question
from article3.check.order import matters, open_questions, relevant
from article3.deadlines.agenda import agenda
from article3.deadlines.model import Sort, Status
from article3.findings.decide import decide
from article3.logic.forum import Forum
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.check.state import State
    from article3.deadlines.model import Deadline
    from article3.findings.model import Decision
    from article3.law.loading import Law

SOON = 14
"""Days within which a hearing is an emergency."""
_FEARED = "feared"
_HEARINGS = ("short_day", "long_day", "some_day")
_RISKS = frozenset({Sort.LAST_DAY, Sort.WINDOW, Sort.SET_DAY})
_RUNNING = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING})


class Standing(enum.Enum):
    """How a form of protection is told; each goes with one truth of the rules' finding alone.

    ``FOR``: established. ``WEIGHED``, ``MISSING``: undetermined, with nothing, or something, left that the person could still
    answer. ``AGAINST``: not established. ``SPARE``: not established, because nothing bars the stronger form.
    """

    FOR = "for"
    WEIGHED = "weighed"
    MISSING = "missing"
    AGAINST = "against"
    SPARE = "spare"

    @property
    def truth(self) -> Truth:
        """The finding that alone allows it to be told."""
        return _TRUTHS[self]


_TRUTHS = {
    Standing.FOR: Truth.ESTABLISHED,
    Standing.WEIGHED: Truth.UNDETERMINED,
    Standing.MISSING: Truth.UNDETERMINED,
    Standing.AGAINST: Truth.NOT_ESTABLISHED,
    Standing.SPARE: Truth.NOT_ESTABLISHED,
}


class FormTold(msgspec.Struct, frozen=True):
    """A form of protection as it is told.

    Attributes:
        form: its words.
        standing: see :class:`Standing`.
        truth: the finding of the rules, the same in every circuit in which the court may be; else undetermined.
        shown, open, against: its elements, by what the answers show of them.
    """

    form: FormSaid
    standing: Standing
    truth: Truth
    shown: tuple[Element, ...] = ()
    open: tuple[Element, ...] = ()
    against: tuple[Element, ...] = ()


class DateTold(msgspec.Struct, frozen=True):
    """A date at risk.

    Attributes:
        says: what is due or happens.
        day: the day to act on.
        is_set: whether it is a day set for a hearing, and not a last day.
        is_over: whether it has passed.
        to: the page of the guide.
    """

    says: str
    day: dt.date
    is_set: bool
    is_over: bool
    to: str


class Ending(msgspec.Struct, frozen=True):
    """What a person is told at the end.

    Attributes:
        built: the case that the answers make.
        urgent: what to do first.
        notices: what else single answers tell.
        dates: dates at risk, the most pressing first.
        one_year_unknown: whether the limit for asylum cannot be worked out.
        boxes_unknown: whether nothing is known of the boxes on Form I-589.
        forms: the forms of protection.
        other_open: whether other dangers may be feared, which were not asked about.
        not_known: the questions not known, not said or left out that can still matter.
        bring: what helps to show what is open.
    """

    built: Built
    urgent: tuple[Notice, ...]
    notices: tuple[Notice, ...]
    dates: tuple[DateTold, ...]
    one_year_unknown: bool
    boxes_unknown: bool
    forms: tuple[FormTold, ...]
    other_open: bool
    not_known: tuple[Question, ...]
    bring: tuple[str, ...]


def ending(state: State, law: Law, today: dt.date) -> Ending:
    """What the answers come to.

    Args:
        state: the answers.
        law: the law data.
        today: the day whose law is applied, and from which deadlines are counted.
    """
    found, given = built(state, law), state.given
    decisions = [decide(found.case, Forum(circuit, today), law) for circuit in found.circuits]
    notices = tuple(_notices(state, found, today))
    not_known = tuple(_not_known(state, relevant(found, law, today)))
    unanswered = frozenset(place_of(name) for one in not_known for name in one.facts)
    forms = tuple(_form(form, decisions, unanswered) for form in said().forms)
    dates = tuple(_dates(found, law, today))
    unticked = {given.get("box"), given.get("ground_box")} & {None, UNKNOWN, NOT_SAID}
    to_bring = dict.fromkeys(element.bring for form in forms for element in form.open if element.bring)
    return Ending(
        found,
        tuple(notice for notice in notices if notice.urgent),
        tuple(notice for notice in notices if not notice.urgent),
        dates,
        one_year_unknown=given.get("arrived", UNKNOWN) in {UNKNOWN, NOT_SAID} and "applied_day" not in days(state),
        boxes_unknown=given.get("applied") != "yes" or bool(unticked),
        forms=forms,
        other_open=any(OTHER[ENTRIES[_FEARED]] == name for name in found.case.names.values()),
        not_known=not_known,
        bring=tuple(to_bring),
    )


def _notices(state: State, found: Built, today: dt.date) -> Iterator[Notice]:
    """What single answers tell, and a hearing whose day is near."""
    near = any(0 <= (day - today).days <= SOON for name, day in days(state).items() if name in _HEARINGS)
    told = {*found.tells, *(("hearing",) if near else ())}
    yield from (notice for notice in said().notices if notice.id in told)


def _not_known(state: State, places: frozenset[str]) -> Iterator[Question]:
    """Questions without an answer on which a form of protection still depends, in the order of the file."""
    given = state.given
    left = {one.id for one in open_questions(state)} | {name for name, value in given.items() if value in {UNKNOWN, NOT_SAID}}
    yield from (one for one in questions().values() if one.id in left and one.id != HARD and matters(one, places))


def _form(form: FormSaid, decisions: Sequence[Decision], unanswered: frozenset[str]) -> FormTold:
    truth = _common(getattr(decision.forms, form.id).truth for decision in decisions)
    parts: dict[Truth, list[Element]] = {one: [] for one in Truth}
    for element in said().elements:
        if form.id in element.forms and (found := _of(element, decisions)) is not None:
            parts[found.opposite if element.bars else found].append(element)
    standing = _standing(form, truth, decisions, unanswered)
    return FormTold(
        form,
        standing,
        truth,
        tuple(parts[Truth.ESTABLISHED]),
        tuple(parts[Truth.UNDETERMINED]),
        tuple(parts[Truth.NOT_ESTABLISHED]),
    )


def _standing(form: FormSaid, truth: Truth, decisions: Sequence[Decision], unanswered: frozenset[str]) -> Standing:
    if truth is Truth.ESTABLISHED:
        return Standing.FOR
    if truth is Truth.UNDETERMINED:
        left = {place for decision in decisions for place in getattr(decision.forms, form.id).missing}
        return Standing.WEIGHED if unanswered.isdisjoint(left) else Standing.MISSING
    unbarred = _common(decision.findings["mandatory_denial"].truth for decision in decisions) is Truth.NOT_ESTABLISHED
    return Standing.SPARE if form.id == "deferral_cat" and unbarred else Standing.AGAINST


def _of(element: Element, decisions: Sequence[Decision]) -> Truth | None:
    """What is found on an element, of the feared harm if it is about one; ``None`` if there is nothing to find it on."""
    truths = []
    for decision in decisions:
        finding = decision.findings.get(element.rule) or decision.findings.get(f"{element.rule}[{_FEARED}]")
        if finding is None:
            return None
        truths.append(finding.truth)
    return _common(truths)


def _common(truths: Iterable[Truth]) -> Truth:
    """What is so in every circuit; undetermined where they part."""
    found = set(truths)
    return found.pop() if len(found) == 1 else Truth.UNDETERMINED


def _dates(found: Built, law: Law, today: dt.date) -> Iterator[DateTold]:
    """What is to be done by a day, or is set for one."""
    words = {clock.id: clock for clock in said().clocks}
    for one in agenda(found.case, today, law).deadlines:
        if one.day is None or one.sort not in _RISKS or one.status not in _RUNNING:
            continue
        clock = words.get(one.clock)
        yield DateTold(
            clock.says if clock else one.what,
            _safest(one),
            one.sort is Sort.SET_DAY,
            one.status is Status.OVERDUE,
            clock.to if clock else "dates",
        )


def _safest(one: Deadline) -> dt.date:
    """The day on which it is surely in time."""
    assert one.day is not None  # noqa: S101 - the caller has seen it
    return min(one.day, one.safest or one.day)
