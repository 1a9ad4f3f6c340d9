"""What of the law data should be read next: statements that are unread, rest on somebody's account, or were read long ago.

The most harmful come first: what governs a question of law in some forum, or would once it is read; then what a rule or a
fact cites; then the rest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from article3.law.model import Authority, Checked, Holding, Paragraph, Track, Verification, Version
from article3.law.periods import AGENCY, forums, label, settled_by
from article3.law.positions import Governance, Position, Standing, governance, rank_of

if TYPE_CHECKING:
    from article3.law.loading import Law

OLD = 365
"""After so many days a reading is due again, unless another number is asked for."""

Citations = Mapping[str, Sequence[tuple[str, str]]]
"""For each authority, who cites it and at which page or paragraph: ``("rule awareness", "(a)(7)")``."""

WHOLE_FILE = "whole"
"""The part that an authority's own verification covers."""


class Use(enum.IntEnum):
    """What rests on a statement, the most harmful first."""

    GOVERNS = 0
    CITED = 1
    OTHER = 2


class Reason(enum.IntEnum):
    """Why a statement should be read, the most harmful first."""

    UNREAD = 0
    SECONDARY = 1
    OLD = 2


class Due(msgspec.Struct, frozen=True):
    """A statement of the law data that should be read, or read again.

    Attributes:
        authority: its id.
        cite: as a brief cites it.
        part: :data:`WHOLE_FILE`, else a holding or a version of a paragraph with a verification of its own.
        reason: unread, secondary or old.
        use: what rests on it: governs, cited or other.
        source: what was read last, or where it is remembered from.
        read_on: when it was read.
        settles: what reading it would settle or confirm.
        cited_by: the rules and facts that cite it.
        forums: in how many pairs of question and circuit it governs or would.
    """

    authority: str
    cite: str
    part: str
    reason: str
    use: str
    source: str
    read_on: dt.date | None
    settles: tuple[str, ...]
    cited_by: tuple[str, ...]
    forums: int


@dataclasses.dataclass(frozen=True)
class _Statement:
    """What was verified by itself: a file, a holding or a version of a paragraph.

    Attributes:
        holdings: those it covers.
        relied_on: whether who cites the authority at a page or paragraph relies on it.
    """

    part: str
    checked: Checked
    holdings: Sequence[Holding]
    relied_on: Callable[[str], bool]


@dataclasses.dataclass(frozen=True)
class _Stake:
    """That a holding governs a question in a forum, or would once it is read."""

    question: str
    reading: str
    forum: str
    would: bool


def due(law: Law, as_of: dt.date, cited: Citations, *, older_than: int = OLD) -> tuple[Due, ...]:
    """What should be read, the most harmful first.

    Args:
        law: the law data.
        as_of: the day on which the question is asked, and whose law counts.
        cited: who cites which authority.
        older_than: a reading of a passage or syllabus is due again after more than so many days.
    """
    stakes = _stakes(law, as_of)
    found: list[tuple[tuple[int, int, int, int, str, str], Due]] = []
    for authority in law.authorities.values():
        for statement in _statements(authority, as_of):
            reason = _reason(statement.checked, as_of, older_than)
            if reason is None:
                continue
            keys = [*statement.holdings, *([None] if statement.part == WHOLE_FILE else [])]
            own = [stake for key in keys for stake in stakes.get((authority.id, key), ())]
            pairs = cited.get(authority.id, ())
            citing = tuple(dict.fromkeys(who for who, pin in pairs if statement.relied_on(pin)))
            use = Use.GOVERNS if own else Use.CITED if citing else Use.OTHER
            item = Due(
                authority=authority.id,
                cite=authority.full_cite,
                part=statement.part,
                reason=reason.name.lower(),
                use=use.name.lower(),
                source=statement.checked.source,
                read_on=None if reason is Reason.UNREAD else statement.checked.on,
                settles=_settles(law, own),
                cited_by=citing,
                forums=len(own),
            )
            found.append(((use, reason, -len(own), -len(citing), authority.id, statement.part), item))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))


def _reason(checked: Checked, as_of: dt.date, older_than: int) -> Reason | None:
    if checked.level is Verification.UNREAD or checked.on is None:
        return Reason.UNREAD
    if checked.level is Verification.SECONDARY:
        return Reason.SECONDARY
    return Reason.OLD if (as_of - checked.on).days > older_than else None


def _statements(authority: Authority, as_of: dt.date) -> Iterator[_Statement]:
    level = authority.verification.level
    apart = [holding for holding in authority.holdings if holding.verified not in {None, level}]
    covered = [holding for holding in authority.holdings if holding not in apart]
    elsewhere = {holding.pin for holding in apart} - {holding.pin for holding in covered} - {""}
    yield _Statement(
        WHOLE_FILE,
        authority.verification,
        covered,
        (lambda pin: not pin) if authority.paragraphs else (lambda pin: pin not in elsewhere),
    )
    for holding in apart:
        checked = msgspec.structs.replace(authority.verification, level=authority.verified(holding))
        yield _Statement(_holding_named(holding), checked, [holding], functools.partial(_same_page, holding))
    for paragraph in authority.paragraphs:
        for version in paragraph.versions:
            relied_on = functools.partial(_within, authority, paragraph, version, as_of)
            yield _Statement(_version_named(paragraph, version), version.verification, [], relied_on)


def _same_page(holding: Holding, pin: str) -> bool:
    return bool(pin) and pin == holding.pin


def _within(authority: Authority, paragraph: Paragraph, version: Version, as_of: dt.date, pin: str) -> bool:
    """Whether who cites a paragraph relies on a version of it, or of one that contains it or lies in it."""
    if not pin or version.track is not Track.OPERATIVE or not version.covers(as_of):
        return False
    return authority.paragraph(pin) is paragraph or paragraph.id.startswith(pin)


def _holding_named(holding: Holding) -> str:
    page = f" at {holding.pin}" if holding.pin else ""
    return f"holding{page}: {holding.holds}"


def _version_named(paragraph: Paragraph, version: Version) -> str:
    return f"{paragraph.id}, {version.track.value} from {version.from_}"


def _stakes(law: Law, as_of: dt.date) -> dict[tuple[str, Holding | None], list[_Stake]]:
    """For each holding (or provision, without one) that governs a question somewhere or would, the questions and forums."""
    found: dict[tuple[str, Holding | None], list[_Stake]] = {}
    for question in law.questions:
        for forum in forums(law):
            standing = governance(law, question, forum, as_of)
            for position, would in _at_stake(law, standing):
                stake = _Stake(question, position.reading, forum, would)
                found.setdefault((position.authority.id, position.holding), []).append(stake)
            if not standing.governing:
                for provision in settled_by(law, standing, as_of):
                    found.setdefault((provision.id, None), []).append(_Stake(question, standing.live[0], forum, would=False))
    return found


def _at_stake(law: Law, standing: Governance) -> Iterator[tuple[Position, bool]]:
    governing = [position for position in standing.governing if position.standing is not Standing.UNREAD]
    yield from ((position, False) for position in governing)
    top = min((rank_of(law, position) for position in governing), default=None)
    for position in standing.positions:
        # What is unread and does not bind the forum is another circuit's there.
        if position.standing is Standing.UNREAD and (top is None or rank_of(law, position) <= top):
            yield position, True


def _settles(law: Law, stakes: Sequence[_Stake]) -> tuple[str, ...]:
    """One sentence for each question, with its forums together."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for stake in stakes:
        found.setdefault((stake.question, stake.reading, stake.would), []).append(stake.forum)
    everywhere = len(forums(law))
    sentences = []
    for (question, reading, would), where in found.items():
        circuits = [label(law, forum) for forum in where if forum != AGENCY]
        places = "every forum" if len(where) == everywhere else ", ".join(circuits) or label(law, AGENCY)
        verb = "would govern" if would else "governs"
        sentences.append(f"{question}: {reading} {verb} in {places}")
    return tuple(sentences)
