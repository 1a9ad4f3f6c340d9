"""What an authority is worth on a day and in a forum: still good, ended, restored; binding, persuasive, or not followed there.

What nobody has read ends nothing by itself: then it is said that a decision is reported to do so.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import Kind, Remark, Severity
from article3.law.model import ENDING, WHOLE, Authority, How, Verification, Weight
from article3.law.model import Kind as Sort
from article3.law.positions import Governance, can_bind, ending, governance
from article3.law.status import State, Treated, reinstated, status, treated_by

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law

_CIRCUIT = 2
_WHOLE = frozenset({Kind.ENDED_WHOLE, Kind.SUPERSEDED, Kind.ENJOINED})
_TAKEN_BACK = frozenset({How.VACATES, How.REVERSES, How.STAYS, How.ENJOINS})
"""What is done to a judgment or a rule itself, so that "on other grounds" would say too little."""

_KINDS = {How.SUPERSEDES: Kind.SUPERSEDED, How.ENJOINS: Kind.ENJOINED, How.STAYS: Kind.ENJOINED}


@dataclasses.dataclass(frozen=True)
class Asked:
    """The law that is asked, as of which day, and for which circuit; an empty one is none."""

    law: Law
    as_of: dt.date
    circuit: str = ""


class Worth(msgspec.Struct, frozen=True):
    """What an authority is worth on a day in a forum; the fields are those of a checked citation."""

    status: str
    standing: str
    binding: bool
    remarks: tuple[Remark, ...]


@functools.lru_cache(maxsize=4096)
def worth(law: Law, identifier: str, as_of: dt.date, circuit: str) -> Worth:
    """What an authority is worth on a day and in a circuit; with no circuit, to the Board and the Attorney General.

    Raises:
        article3.law.data_files.LawDataError: if there is no such authority.
    """
    authority = law.authority(identifier)
    standing = status(law, identifier, as_of)
    # What the data records had been decided when it was last kept, though it may know the month or year only.
    if standing.state is State.NOT_YET and not (standing.uncertain and as_of >= law.maintained_through):
        return Worth(standing.words, "none on that day", binding=False, remarks=(_later(authority, as_of, standing.uncertain),))
    endings = tuple(_endings(law, authority, as_of))
    over = any(remark.kind in _WHOLE and _errs(remark) for remark in endings)
    doubtful = next((one for one in endings if one.kind is Kind.RESTORED or (one.kind in _WHOLE and not _errs(one))), None)
    words = doubtful.says if doubtful is not None and not over else standing.words
    if standing.state is State.NOT_YET:
        words = f"Decided in {authority.decided}; good, as far as recorded."
    binding, weight = _weight(law, authority, circuit)
    here = tuple(_not_followed(law, authority, as_of, circuit))
    elsewhere = () if here or over else tuple(_rejected_elsewhere(law, authority, as_of, circuit))
    remarks = (*endings, *here, *elsewhere, *_rank(law, authority, circuit), *_unread(authority))
    if over:
        return Worth(words, "no longer law", binding=False, remarks=remarks)
    return Worth(words, weight, binding=binding, remarks=remarks)


def _errs(remark: Remark) -> bool:
    return remark.severity is Severity.ERROR


def _later(authority: Authority, as_of: dt.date, uncertain: bool) -> Remark:  # noqa: FBT001 - a field of the status
    says = f"{authority.full_cite} was decided on {authority.decided}, after {as_of}, the day as of which this was checked."
    if authority.kind is not Sort.DECISION:
        kind, says = Kind.NOT_IN_FORCE, says.replace("was decided on", "took effect on")
    else:
        kind = Kind.NOT_YET_DECIDED
    if uncertain:
        return Remark(kind, Severity.NOTE, says.replace(", after", " (the day is not known), perhaps after"), authority.id)
    return Remark(kind, Severity.ERROR, says, authority.id)


def _endings(law: Law, authority: Authority, as_of: dt.date) -> Iterator[Remark]:
    for treated in treated_by(law, authority.id, as_of):
        if treated.how not in ENDING and treated.how is not How.LIMITS:
            continue
        by, done = treated.authority, f"{treated.how.passive} by {treated.authority.full_cite} on {treated.on}"

        back = reinstated(law, authority.id, treated.point, treated.on, as_of)
        if back is not None:
            yield _restored(law, authority, treated, back)
            continue
        of = ending(law, by.id, WHOLE, as_of)
        if by.verification.level is Verification.UNREAD:
            says = f"{authority.full_cite} is reported to have been {done}, which nobody on this project has read."
            yield Remark(_kind(law, treated), Severity.WARNING, says, authority.id, (by.id,), _question(law, treated))
        elif of is not None:
            undone = f"that was {of[1].passive} by {of[0].full_cite}"
            says = (
                f"{authority.full_cite} was {done}; {undone}. Whether the first binds again is not recorded here: read all three."
            )
            yield Remark(Kind.RESTORED, Severity.WARNING, says, authority.id, (by.id, of[0].id), _question(law, treated))
        elif treated.point == WHOLE:
            says = f"{authority.full_cite} was {done}."
            yield Remark(_kind(law, treated), Severity.ERROR, says, authority.id, (by.id,))
        else:
            yield _in_part(law, authority, treated, done)


def _restored(law: Law, authority: Authority, treated: Treated, back: Treated) -> Remark:
    """That what ended it was undone, a warning where only accounts say so."""
    done = f"{treated.how.passive} by {treated.authority.full_cite} on {treated.on}"
    says = f"{authority.full_cite} was {done}, and reinstated by {back.authority.full_cite} on {back.on}: it counts again."
    severity = Severity.NOTE
    if back.authority.verification.level is Verification.SECONDARY:
        severity, says = Severity.WARNING, f"{says} That is known here from accounts only: read all three."
    names = (treated.authority.id, back.authority.id)
    return Remark(Kind.RESTORED, severity, says, authority.id, names, _question(law, treated))


def _in_part(law: Law, authority: Authority, treated: Treated, done: str) -> Remark:
    by, question = (treated.authority.id,), _question(law, treated)
    if treated.how is How.LIMITS:
        says = f"{authority.full_cite} was {done} as to {_point(law, treated)}: confined to its facts, not overruled."
        return Remark(Kind.LIMITED, Severity.WARNING, says, authority.id, by, question)
    if question:
        says = f"{authority.full_cite} was {done} as to {_point(law, treated)}; the rest of it stands."
        return Remark(Kind.ENDED_ON_POINT, Severity.WARNING, says, authority.id, by, question)
    if authority.kind is not Sort.DECISION or treated.how in _TAKEN_BACK:
        says = f"{authority.full_cite} was {done} in part: {treated.point}."
        return Remark(Kind.ENDED_ON_POINT, Severity.WARNING, says, authority.id, by)
    says = f"{authority.full_cite} was {done} on other grounds: {treated.point}."
    return Remark(Kind.ENDED_ELSEWHERE, Severity.NOTE, says, authority.id, by)


def _kind(law: Law, treated: Treated) -> Kind:
    if treated.point == WHOLE:
        return _KINDS.get(treated.how, Kind.ENDED_WHOLE)
    return Kind.ENDED_ON_POINT if _question(law, treated) else Kind.ENDED_ELSEWHERE


def _question(law: Law, treated: Treated) -> str:
    return treated.point if treated.point in law.questions or treated.point in law.issues else ""


def _point(law: Law, treated: Treated) -> str:
    asked = law.questions.get(treated.point)
    return f"the question \u201c{asked.asks}\u201d" if asked is not None else treated.point.replace("_", " ")


def _weight(law: Law, authority: Authority, circuit: str) -> tuple[bool, str]:
    """Whether it binds an immigration court in the circuit, and what it is worth there in a few words."""
    court = law.courts[authority.court]
    if authority.kind is not Sort.DECISION:
        return _law_or_policy(authority, court.binds)
    if any(holding.nationwide for holding in authority.holdings):
        return True, "reaches every forum by its order"
    if not authority.precedential:
        return False, "not precedent"
    if court.rank == 0:
        return False, f"binds {court.binds}" if court.binds else "binds no forum"
    if court.forum and not circuit:
        return False, f"binding in the {place(court.name)} only"
    if can_bind(law, authority, circuit):
        return True, "binding here" if court.rank <= _CIRCUIT else "binding here where the circuit has not decided"
    return False, "persuasive only: another circuit's"


def _law_or_policy(authority: Authority, binds: str) -> tuple[bool, str]:
    """Whether what is no decision is law: a memorandum binds its officers only, and a proposed rule nobody."""
    if "(proposed)" in authority.name:
        return False, "proposed, not law"
    published = "Fed. Reg." in authority.cite or "FR Doc." in authority.cite or "rule" in authority.cite
    if published or authority.kind is not Sort.RULE or authority.name.startswith("Fed. R.") or authority.court == "president":
        return True, "law"
    return False, "policy, not law" if binds == "maker of law" else f"binds {binds}"


def _rank(law: Law, authority: Authority, circuit: str) -> Iterator[Remark]:
    court = law.courts[authority.court]
    if authority.kind is not Sort.DECISION or any(holding.nationwide for holding in authority.holdings):
        return
    if not authority.precedential and court.rank:
        says = f"{authority.full_cite} is unpublished or was not given as precedent: it binds no other tribunal."
        yield Remark(Kind.UNPUBLISHED, Severity.NOTE, says, authority.id)
    elif court.rank == 0:
        says = f"{authority.full_cite} binds {court.binds.split(';')[0] or 'no forum'}, and no immigration court as precedent."
        yield Remark(Kind.NOT_BINDING_HERE, Severity.NOTE, says, authority.id)
    elif circuit and not can_bind(law, authority, circuit):
        says = f"{authority.full_cite} is persuasive only in the {place(law.courts[circuit].name)}."
        yield Remark(Kind.NOT_BINDING_HERE, Severity.NOTE, says, authority.id)


def _unread(authority: Authority) -> Iterator[Remark]:
    if authority.verification.level is Verification.UNREAD:
        says = f"Nobody on this project has read {authority.full_cite}: this check does not vouch for anything said of it."
        yield Remark(Kind.UNREAD_BY_US, Severity.NOTE, says, authority.id)


def _not_followed(law: Law, authority: Authority, as_of: dt.date, circuit: str) -> Iterator[Remark]:
    """Where this circuit has rejected it in so many words, or another reading than its own governs there."""
    if not circuit or authority.kind is not Sort.DECISION:
        return
    told: set[str] = set()
    for treated in treated_by(law, authority.id, as_of):
        later = treated.authority
        if treated.how is not How.REJECTS or later.court != circuit or not _stands(law, later, as_of):
            continue
        told.add(treated.point)
        where = place(law.courts[circuit].name)
        says = f"The {where} does not follow {authority.full_cite} as to {_point(law, treated)}: {later.full_cite}."
        yield Remark(Kind.NOT_FOLLOWED_HERE, Severity.WARNING, says, authority.id, (later.id,), _question(law, treated))
    foreign = law.courts[authority.court].forum and authority.court != circuit
    for question in dict.fromkeys(holding.question for holding in authority.holdings):
        if not question or question in told:
            continue
        governing = governance(law, question, circuit, as_of)
        own = own_readings(law, authority, question, as_of)
        if own and governing.governing and not governing.is_open and not own & set(governing.live):
            severity = Severity.NOTE if foreign or not authority.precedential else Severity.WARNING
            says = f"{authority.full_cite} reads the law otherwise than this forum. {differs(law, governing, own, circuit)}"
            by = tuple(dict.fromkeys(position.authority.id for position in governing.governing))
            yield Remark(Kind.NOT_FOLLOWED_HERE, severity, says, authority.id, by, question)


def _rejected_elsewhere(law: Law, authority: Authority, as_of: dt.date, circuit: str) -> Iterator[Remark]:
    """Which other courts have rejected it in so many words, where this circuit has not."""
    points: dict[str, list[Authority]] = {}
    for treated in treated_by(law, authority.id, as_of):
        if treated.how is How.REJECTS and treated.authority.court != circuit and _stands(law, treated.authority, as_of):
            points.setdefault(treated.point, []).append(treated.authority)
    for point, later in points.items():
        asked = law.questions.get(point)
        about = f"the question \u201c{asked.asks}\u201d" if asked is not None else point.replace("_", " ")
        says = f"Other courts do not follow {authority.full_cite} as to {about}: {'; '.join(one.full_cite for one in later)}."
        question = point if asked is not None else ""
        yield Remark(Kind.REJECTED_ELSEWHERE, Severity.NOTE, says, authority.id, tuple(one.id for one in later), question)


def _stands(law: Law, later: Authority, as_of: dt.date) -> bool:
    read = later.precedential and later.verification.level is not Verification.UNREAD
    return read and ending(law, later.id, WHOLE, as_of) is None


def own_readings(law: Law, authority: Authority, question: str, as_of: dt.date) -> frozenset[str]:
    """The readings of a question that an authority holds and that still stand on that day; none where it has been ended on it."""
    if ending(law, authority.id, question, as_of) is not None:
        return frozenset()
    held = (one for one in authority.holdings if one.question == question and one.weight is Weight.HOLDING and one.reading)
    return frozenset(one.reading for one in held)


def differs(law: Law, governing: Governance, own: frozenset[str], circuit: str) -> str:
    """Two readings of one question side by side: an authority's own, and that which governs in the forum, by whom."""
    says = {reading.id: reading.says for reading in governing.question.readings}
    by = "; ".join(dict.fromkeys(position.authority.full_cite for position in governing.governing[:2]))
    where = f"in the {place(law.courts[circuit].name)}" if circuit else "before the Board, with no circuit named"
    answers = " ".join(says[reading] for reading in sorted(own))
    return f"{governing.question.asks} Its answer: {answers} The answer {where} ({by}): {says[governing.live[0]]}"


def place(court: str) -> str:
    """The circuit's name, from the court's whole name."""
    return court.removeprefix("Court of Appeals for the ")
