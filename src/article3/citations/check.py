"""Check a document: resolve each citation and say how it stands on a day and in a forum.

A pure function of its arguments: it reads no clock, no network and no file but the data of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.citations.attributions import attributed
from article3.citations.checked import CheckedCitation, Kind, Remark, Report, Severity, counted
from article3.citations.model import Citation, Document, Form
from article3.citations.provisions import other_paragraph
from article3.citations.purposes import purposes
from article3.citations.resolving import Resolved, resolve
from article3.citations.surroundings import Surroundings, surroundings
from article3.citations.treatment import Asked, Worth, worth
from article3.law.model import Kind as Sort

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from article3.law.loading import Law

_BACK = {Form.ID, Form.SUPRA, Form.SHORT}
"""Forms that only point back. What holds of an authority wherever it is cited is told at its first citation; errors always."""

_TOLD = {Kind.ENDED_WHOLE, Kind.SUPERSEDED, Kind.ENJOINED, Kind.ENDED_ON_POINT, Kind.RESTORED, Kind.LIMITED}
"""Kinds that fall to a note where the text itself says that the authority was ended."""


def check(
    document: Document, citations: Sequence[Citation], law: Law, as_of: dt.date, circuit: str = "", *, checked_at: str = ""
) -> Report:
    """What there is to say about each citation of a document.

    Args:
        document: what was read.
        citations: found in it, in reading order.
        law: the law data.
        as_of: the day as of which the law is asked.
        circuit: id of the forum; empty for none, and then only what binds every forum binds.
        checked_at: when the check is made, in words for the record.

    Raises:
        ValueError: if ``circuit`` is not the id of a forum.
    """
    if circuit and (circuit not in law.courts or not law.courts[circuit].forum):
        raise ValueError(f"{circuit!r} is not the id of a circuit in which immigration courts sit; give one as ca9, or none")
    resolved = resolve(law, citations, as_of)
    around = surroundings(document, citations)
    asked = Asked(law, as_of, circuit)
    first: dict[str, int] = {}
    clusters: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(resolved):
        if one.authority is not None:
            first.setdefault(one.authority.id, number)
        cluster = around[number].cluster
        if cluster and cluster[0] == number:
            cases = tuple(other for other in cluster if not resolved[other].record and citations[other].form not in _PROVISIONS)
            clusters |= dict.fromkeys(cases[:1], cases)
    checked = _once(
        _checked(asked, number, citations, resolved, around[number], first=first, cases=clusters.get(number, ()))
        for number in range(len(citations))
    )
    forum = law.courts[circuit].name if circuit else "no circuit named: what binds every immigration court"
    return Report(
        document=document.name,
        digest=document.digest,
        as_of=as_of.isoformat(),
        circuit=circuit,
        forum=forum,
        law_version=law.version,
        law_through=law.maintained_through.isoformat(),
        counts=counted(checked),
        checked_at=checked_at,
        citations=checked,
        warnings=tuple(_warnings(document, citations, law, as_of, circuit)),
    )


def _warnings(document: Document, citations: Sequence[Citation], law: Law, as_of: dt.date, circuit: str) -> Iterable[str]:
    yield from document.warnings
    if as_of > law.maintained_through:
        yield f"The law data was kept up to {law.maintained_through}; what came after it, to {as_of}, was not looked for."
    if not circuit:
        yield "No circuit was named: whether a court of appeals' decision binds, and which reading governs, depends on it."
    if not citations:
        yield "No citation was found in this text."


def _checked(
    asked: Asked,
    number: int,
    citations: Sequence[Citation],
    resolved: Sequence[Resolved],
    around: Surroundings,
    *,
    first: Mapping[str, int],
    cases: Sequence[int],
) -> CheckedCitation:
    """One citation checked.

    ``first`` has the number of the first citation of each authority; ``cases`` those of the decisions cited for a sentence, with
    the first of them.
    """
    citation, found = citations[number], resolved[number]
    if found.authority is None:
        return CheckedCitation(citation, remarks=_in_order(found.remarks))
    authority = found.authority
    told = citation.form in _BACK or first[authority.id] < number
    values = [worth(asked.law, one.id, asked.as_of, asked.circuit) for one in (authority, *found.others)]
    remarks = list(found.remarks)
    for value in values:
        remarks += [remark for remark in _softened(value, around) if not told or remark.severity is Severity.ERROR]
    if citation.provision is not None:
        remarks += other_paragraph(authority, citation.provision.paragraphs, around.sentence)
    if authority.kind is Sort.DECISION:
        remarks += purposes(asked, citation, authority, around)
        remarks += _attributed(asked.law, citations, resolved, around.sentence, cases)
    own = values[0]
    return CheckedCitation(
        citation,
        authority=authority.id,
        cited_as=authority.full_cite,
        status=own.status,
        standing=own.standing,
        binding=own.binding,
        verified=authority.verification.level,
        verified_by=authority.verification.source,
        remarks=_in_order(remarks),
    )


def _once(checked: Iterable[CheckedCitation]) -> tuple[CheckedCitation, ...]:
    """Without remarks on a question of law that the same passage, or what a short form stands for, has already been told."""
    told: set[tuple[Kind, str, str]] = set()
    told_there: set[tuple[int, Kind, str, str]] = set()
    kept = []
    for one in checked:
        remarks = []
        for remark in one.remarks:
            key = (remark.kind, remark.authority, remark.question)
            there = (one.citation.passage, *key)
            again = there in told_there or (one.citation.form in _BACK and key in told)
            if not (remark.question and again) or remark.severity is Severity.ERROR:
                remarks.append(remark)
            told.add(key)
            told_there.add(there)
        kept.append(msgspec.structs.replace(one, remarks=tuple(remarks)))
    return tuple(kept)


def _softened(value: Worth, around: Surroundings) -> Iterable[Remark]:
    """The remarks on an authority; where the text itself says that it was ended, those on its ending are notes."""
    for remark in value.remarks:
        if around.told and remark.kind in _TOLD:
            says = f"{remark.says} The text seems to say so."
            yield msgspec.structs.replace(remark, severity=Severity.NOTE, says=says)
        else:
            yield remark


def _attributed(
    law: Law, citations: Sequence[Citation], resolved: Sequence[Resolved], sentence: str, cases: Sequence[int]
) -> Iterable[Remark]:
    """What the sentence says of the court, told once, at the first citation of a decision that stands for it."""
    first = resolved[cases[0]].authority if cases else None
    if first is None:
        return ()
    return attributed(law, sentence, first, [resolved[one].authority for one in cases], [citations[one].court for one in cases])


_PROVISIONS = {Form.PROVISION, Form.REGISTER, Form.MEMO, Form.RECORD}


def _in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The worst first; of two that say the same on one question of law, the worse or the closer to the text alone."""
    order = list(Severity)
    every = tuple(dict.fromkeys(remarks))
    cited_for = {remark.question for remark in every if remark.kind is Kind.NOT_LAW_HERE}
    shown = (one for one in every if one.kind is not Kind.NOT_FOLLOWED_HERE or one.question not in cited_for)
    kept = sorted(shown, key=lambda remark: order.index(remark.severity))
    seen: set[tuple[Kind, str, str]] = set()
    unique = []
    for remark in kept:
        key = (remark.kind, remark.authority, remark.question)
        if remark.question and key in seen:
            continue
        seen.add(key)
        unique.append(remark)
    return tuple(unique)
