"""What of the law changed between two days: readings, dated numbers, provisions, authorities, each with what changed it.

The law as of the first day is held against the law as of the second. What changed and changed back between the two is no
difference of readings or numbers; the decisions that did so are listed among the authorities all the same.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.law.matrix import Taken, taken_by
from article3.law.model import WHOLE, Kind, Verification
from article3.law.numbers import numbers
from article3.law.periods import forums, settled_by
from article3.law.positions import Standing, can_bind, ending, governance
from article3.law.status import treats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from article3.law.loading import Law
    from article3.law.model import Authority
    from article3.law.numbers import Number
    from article3.law.positions import Governance


class Alive(msgspec.Struct, frozen=True):
    """How a question of law stands in a forum on a day.

    Attributes:
        live: the readings alive.
        open: whether more than one is.
        why: one sentence.
        by: what settles it or keeps it open: decisions or, where none has, the provision that answers it.
    """

    live: tuple[str, ...]
    open: bool
    why: str
    by: tuple[Taken, ...]


class Cause(msgspec.Struct, frozen=True):
    """An authority that made a change, and what it did.

    Attributes:
        does: "adopts …", "vacates …", in words.
        on: the day from which it counts.
        verified: how well this project has checked it.
    """

    authority: str
    cite: str
    on: str
    verified: str
    does: str


class QuestionChange(msgspec.Struct, frozen=True):
    """A question of law that stands otherwise on the second day.

    Attributes:
        forums: ids of the forums in which it changed in this way.
        same_readings: only by whose authority changed, not what is alive.
    """

    question: str
    asks: str
    forums: tuple[str, ...]
    same_readings: bool
    before: Alive
    after: Alive
    because: tuple[Cause, ...]


class ValueChange(msgspec.Struct, frozen=True):
    """A value of a dated number that applies from, or no longer applies after, some day between the two.

    Attributes:
        change: ``begins``, ``ends``, or ``passes`` if it began and ended between the two days.
        status: in force, disputed, printed but not in force, or proposed.
    """

    change: str
    value: int
    from_: dt.date = msgspec.field(name="from")
    until: dt.date | None
    status: str
    authority: str
    cite: str
    verified: str
    note: str = ""


class NumberChange(msgspec.Struct, frozen=True):
    """A dated number with the values that changed."""

    number: str
    what: str
    unit: str
    values: tuple[ValueChange, ...]


class AuthorityChange(msgspec.Struct, frozen=True):
    """An authority that came into being between the two days.

    Attributes:
        exact: whether its day is known; otherwise ``on`` is the last day that it can be.
        answers: the readings that it adopts, as ``question=reading``.
    """

    authority: str
    cite: str
    on: dt.date
    exact: bool
    court: str
    kind: str
    verified: str
    about: str
    answers: tuple[str, ...] = ()


class TreatmentChange(msgspec.Struct, frozen=True):
    """What one authority did to another between the two days.

    Attributes:
        how: "vacated", "limited" and so on.
        point: ``whole``, a question of law, or other words.
    """

    authority: str
    cite: str
    how: str
    by: str
    by_cite: str
    point: str
    on: dt.date
    verified: str
    note: str = ""


class WordingChange(msgspec.Struct, frozen=True):
    """A paragraph of a provision whose wording began, or ended, between the two days."""

    authority: str
    cite: str
    change: str
    on: dt.date
    track: str
    says: str
    because: str
    verified: str


class CautionChange(msgspec.Struct, frozen=True):
    """Something to know besides that began, or ended, between the two days."""

    change: str
    on: dt.date
    says: str
    because: tuple[str, ...]


class LawDiff(msgspec.Struct, frozen=True):
    """Everything of the law that changed between two days.

    Attributes:
        from_: the first day.
        to: the second.
        forum: id of the only forum looked at; empty for all thirteen.
        version: version of the law data.
        maintained_through: the day to which it is kept.
    """

    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    forum: str
    version: str
    maintained_through: dt.date
    questions: tuple[QuestionChange, ...]
    numbers: tuple[NumberChange, ...]
    authorities: tuple[AuthorityChange, ...]
    treatments: tuple[TreatmentChange, ...]
    wordings: tuple[WordingChange, ...]
    cautions: tuple[CautionChange, ...]


def law_diff(law: Law, from_: dt.date, to: dt.date, forum: str = "") -> LawDiff:
    """What of the law changed between two days.

    Args:
        law: the law data.
        from_: the first day.
        to: the second, later one.
        forum: id of a circuit, or ``agency``; empty for all.

    Raises:
        ValueError: if the second day is not later than the first.
        article3.law.data_files.LawDataError: if the dated numbers are broken.
    """
    if to <= from_:
        raise ValueError(f"{to} is not later than {from_}")
    where = (forum,) if forum else forums(law)
    counts = _counting_in(law, forum)
    later = sorted(
        (it for it in law.authorities.values() if from_ < it.decided.last <= to and counts(it)),
        key=lambda it: (it.decided.last, it.id),
    )
    return LawDiff(
        from_,
        to,
        forum,
        law.version,
        law.maintained_through,
        tuple(change for question in law.questions for change in grouped_changes(law, question, where, from_, to)),
        tuple(found for number in numbers().values() if (found := _number(law, number, from_, to)).values),
        tuple(_authority(it) for it in later),
        tuple(_treatments(law, from_, to, counts)),
        tuple(_wordings(law, from_, to)),
        tuple(_cautions(law, from_, to)),
    )


def question_change(law: Law, question: str, forum: str, from_: dt.date, to: dt.date) -> QuestionChange | None:
    """How a question of law changed in a forum between two days; ``None`` if it did not."""
    before, after = governance(law, question, forum, from_), governance(law, question, forum, to)
    by_before, by_after = settled_by(law, before, from_), settled_by(law, after, to)
    if before.live == after.live and by_before == by_after:
        return None
    return QuestionChange(
        question,
        after.question.asks,
        (forum,),
        before.live == after.live,
        alive(law, before, from_),
        alive(law, after, to),
        _causes(law, before, after, from_, to),
    )


def alive(law: Law, standing: Governance, as_of: dt.date) -> Alive:
    """How a question stands, with what settles it."""
    return Alive(standing.live, standing.is_open, standing.why, taken_by(law, standing, as_of))


def grouped_changes(law: Law, question: str, where: Iterable[str], from_: dt.date, to: dt.date) -> Iterator[QuestionChange]:
    """How a question of law changed between two days in some forums; the same change in several of them is one."""
    groups: dict[object, list[QuestionChange]] = {}
    for forum in where:
        change = question_change(law, question, forum, from_, to)
        if change is not None:
            by = tuple(tuple(taken.authority for taken in side.by) for side in (change.before, change.after))
            groups.setdefault((change.before.live, change.after.live, by, change.because), []).append(change)
    for alike in groups.values():
        yield msgspec.structs.replace(alike[0], forums=tuple(change.forums[0] for change in alike))


def _causes(law: Law, before: Governance, after: Governance, from_: dt.date, to: dt.date) -> tuple[Cause, ...]:
    """What made the change, each once."""
    found = dict.fromkeys((*_adopted(law, before, after, from_, to), *_ended(law, before, after, to)))
    return tuple(found) or tuple(_begun(law, after, from_, to))


def _adopted(law: Law, before: Governance, after: Governance, from_: dt.date, to: dt.date) -> Iterator[Cause]:
    """New positions; and what ended the end of an older one, which counts again."""
    governed = {position.authority.id for position in before.governing}
    for position in after.governing:
        new = position.authority
        if new.id in governed:
            continue
        if new.decided.last > from_:
            verified = new.verified(position.holding)
            does = "is said, in words that we have not read, to adopt" if verified is Verification.UNREAD else "adopts"
            yield Cause(new.id, new.full_cite, new.decided.last.isoformat(), verified.value, f"{does} {position.reading}")
            continue
        was = ending(law, new.id, after.question.id, from_)
        over = None if was is None else ending(law, was[0].id, WHOLE, to)
        if was is not None and over is not None:
            does = f"{over[1].value} {was[0].full_cite}, so that {new.full_cite} counts again"
            yield _cause(over[0], does, _day(law, over[0], was[0], to))


def _ended(law: Law, before: Governance, after: Governance, to: dt.date) -> Iterator[Cause]:
    """What ended, or limited, a position that governed."""
    governed = {position.authority.id for position in before.governing}
    for position in after.positions:
        old = position.authority
        over = ending(law, old.id, after.question.id, to) if old.id in governed else None
        if over is not None and position.standing in {Standing.ENDED, Standing.LIMITED}:
            yield _cause(over[0], f"{over[1].value} {old.full_cite}", _day(law, over[0], old, to))


def _begun(law: Law, after: Governance, from_: dt.date, to: dt.date) -> Iterator[Cause]:
    """The provision by which it became a question."""
    asked = after.question
    if asked.begins is not None and from_ < asked.begins <= to and asked.because:
        yield _cause(law.authority(asked.because), f"makes {asked.after} the law", asked.begins)


def _cause(authority: Authority, does: str, on: dt.date) -> Cause:
    return Cause(authority.id, authority.full_cite, on.isoformat(), authority.verification.level.value, does)


def _day(law: Law, later: Authority, earlier: Authority, by: dt.date) -> dt.date:
    """The day from which a treatment counts."""
    return next((treated.on for treated in treats(law, later.id, by) if treated.authority is earlier), later.decided.last)


def _counting_in(law: Law, forum: str) -> Callable[[Authority], bool]:
    """Whether an authority can count in the forum: other circuits' decisions are left out where one forum is asked for."""

    def counts(authority: Authority) -> bool:
        if not forum or authority.kind is not Kind.DECISION:
            return True
        return can_bind(law, authority, forum) or law.courts[authority.court].rank == 0

    return counts


def _number(law: Law, number: Number, from_: dt.date, to: dt.date) -> NumberChange:
    values = []
    for value in sorted(number.values, key=lambda value: (value.from_, value.value)):
        begins = from_ < value.from_ <= to
        ends = value.until is not None and from_ <= value.until < to
        if begins or ends:
            authority = law.authority(value.authority)
            values.append(
                ValueChange(
                    "passes" if begins and ends else "begins" if begins else "ends",
                    value.value,
                    value.from_,
                    value.until,
                    value.status.value,
                    authority.id,
                    authority.cited(value.pin),
                    value.verification.level.value,
                    value.note,
                )
            )
    return NumberChange(number.id, number.what, number.unit.value, tuple(values))


def _authority(authority: Authority) -> AuthorityChange:
    return AuthorityChange(
        authority.id,
        authority.full_cite,
        authority.decided.last,
        authority.decided.is_exact,
        authority.court,
        authority.kind.value,
        authority.verification.level.value,
        authority.about,
        tuple(f"{holding.question}={holding.reading}" for holding in authority.holdings if holding.question),
    )


def _treatments(law: Law, from_: dt.date, to: dt.date, counts: Callable[[Authority], bool]) -> Iterator[TreatmentChange]:
    found = [
        (treated, author)
        for author in law.authorities.values()
        if counts(author)
        for treated in treats(law, author.id, to)
        if treated.on > from_
    ]
    for treated, author in sorted(found, key=lambda pair: (pair[0].on, pair[1].id, pair[0].authority.id)):
        yield TreatmentChange(
            treated.authority.id,
            treated.authority.full_cite,
            treated.how.passive,
            author.id,
            author.full_cite,
            treated.point,
            treated.on,
            author.verification.level.value,
            treated.note,
        )


def _wordings(law: Law, from_: dt.date, to: dt.date) -> Iterator[WordingChange]:
    for authority in law.authorities.values():
        for paragraph in authority.paragraphs:
            for version in paragraph.versions:
                because = law.authority(version.because).full_cite if version.because else ""
                about = (version.track.value, version.says, because, version.verification.level.value)
                cite = authority.cited(paragraph.id)
                if from_ < version.from_ <= to:
                    yield WordingChange(authority.id, cite, "begins", version.from_, *about)
                if version.until is not None and from_ <= version.until < to:
                    yield WordingChange(authority.id, cite, "ends", version.until, *about)


def _cautions(law: Law, from_: dt.date, to: dt.date) -> Iterator[CautionChange]:
    for caution in law.cautions:
        because = tuple(law.authority(name).full_cite for name in caution.because)
        if from_ < caution.from_ <= to:
            yield CautionChange("begins", caution.from_, " ".join(caution.says.split()), because)
        if caution.until is not None and from_ <= caution.until < to:
            yield CautionChange("ends", caution.until, " ".join(caution.says.split()), because)
