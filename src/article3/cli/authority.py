"""One authority as the command line shows it: what it holds, how it stands on a day, what was done to it and by it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.law.captions import captions, find, other_captions
from article3.law.model import WHOLE
from article3.law.status import Status, Treated, status, treated_by, treats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.captions import Found
    from article3.law.loading import Law
    from article3.law.model import Authority


class TreatedShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A treatment, with the other authority by id and citation."""

    authority: str
    cite: str
    how: str
    point: str
    on: dt.date
    note: str = ""

    @classmethod
    def of(cls, treated: Treated) -> TreatedShown:
        """The same, as published JSON."""
        other = treated.authority
        return cls(other.id, other.full_cite, treated.how.value, treated.point, treated.on, treated.note)


class StatusShown(msgspec.Struct, frozen=True):
    """How an authority stands on a day, for one point of law or as a whole.

    Attributes:
        words: the same in one sentence.
        by: what ended or limited it on the point.
        elsewhere: what ended or limited it on other points.
        treated: everything done to it by that day.
        treats: everything it had done by that day.
    """

    state: str
    point: str
    as_of: dt.date
    words: str
    answers: tuple[str, ...]
    by: tuple[TreatedShown, ...]
    elsewhere: tuple[TreatedShown, ...]
    treated: tuple[TreatedShown, ...]
    treats: tuple[TreatedShown, ...]

    @classmethod
    def of(cls, law: Law, authority: Authority, as_of: dt.date, point: str = WHOLE) -> StatusShown:
        """How it stands."""
        found: Status = status(law, authority.id, as_of, point)
        by, elsewhere, treated, own = (
            tuple(TreatedShown.of(one) for one in group)
            for group in (found.by, found.elsewhere, treated_by(law, authority.id, as_of), treats(law, authority.id, as_of))
        )
        return cls(found.state.value, point, as_of, found.words, found.answers, by, elsewhere, treated, own)


def named(written: str, law: Law) -> tuple[Found, ...]:
    """The authorities that a case name means, by its own name, another caption or a known slip."""
    return find(law, captions(), written)


def told(authority: Authority, law: Law, as_of: dt.date, point: str) -> Iterator[str]:
    """An authority in lines: citation, court, status, verification, holdings or paragraphs, treatments both ways."""
    checked = authority.verification
    yield authority.full_cite
    standing = "" if authority.precedential else "Not precedent. "
    yield f"{law.courts[authority.court].name}, {authority.decided}. {standing}{authority.about}".strip()
    yield from _standing(authority, law, as_of, point)
    yield f"Verified: {checked.level.value}; {checked.source}{f'; read {checked.on}' if checked.on else ''}"
    yield from (f"Note: {note}" for note in (authority.note, checked.note) if note)
    captioned = other_captions(authority, captions())
    if captioned:
        yield f"May also be captioned: {'; '.join(captioned)}"
    if authority.also:
        yield f"Also found, not its right name: {'; '.join(authority.also)}"
    for holding in authority.holdings:
        answers = f" Answers {holding.question}: {holding.reading}." if holding.question else ""
        pin = f"{holding.pin}: " if holding.pin else ""
        yield f"  {pin}{holding.holds} ({holding.weight.value}, {authority.verified(holding).value}){answers}"
    for one in (one for one in law.precedents if one.authority == authority.id):
        doubt = "; in doubt, forces nothing" if one.doubt else ""
        reason = law.issues[one.issue].listed(one.reason)
        yield f"  On the issue {one.issue}: {one.outcome.value} the applicant ({one.weight.value}{doubt}), by: {reason}"
    for paragraph in authority.paragraphs:
        for version in paragraph.versions:
            period = f"from {version.from_}{f' to {version.until}' if version.until else ''}"
            how = f"{version.track.value} {period}; {version.verification.level.value}"
            yield f"  {paragraph.id} ({how}): {' '.join(version.says.split())}"
    for treatment in treats(law, authority.id):
        yield f"  {treatment.how.value} {_other(treatment)}"
    for treatment in treated_by(law, authority.id):
        later = f"; after {as_of}" if treatment.on > as_of else ""
        yield f"  {treatment.how.passive} by {_other(treatment)}{later}"


def _standing(authority: Authority, law: Law, as_of: dt.date, point: str) -> Iterator[str]:
    found = status(law, authority.id, as_of, point)
    yield f"Status{'' if point == WHOLE else f' on {point}'}: {found.words}"
    for treated in found.elsewhere:
        yield f"  On another point: {treated.how.passive} by {_other(treated)}"
    if point == WHOLE:
        questions = dict.fromkeys(holding.question for holding in authority.holdings if holding.question)
        for question in questions:
            yield f"  On {question}: {status(law, authority.id, as_of, question).words}"
    elif not found.answers:
        yield f"  It is not recorded to answer {point}."
    else:
        yield f"  Its answer to {point}: {', '.join(found.answers)}"


def _other(treated: Treated) -> str:
    note = f": {treated.note}" if treated.note else ""
    return f"{treated.authority.full_cite} ({treated.point}) on {treated.on}{note}"
