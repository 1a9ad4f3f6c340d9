"""Which authority of the law data a citation means, and where what is written differs from what is on record.

A decision is looked up by volume, reporter and page first, then by its docket, then by its name. What is not found is "not in
this database": that says something about the database only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.differing import compare, is_near, misplaced, written
from article3.citations.impossible import impossible
from article3.citations.index import Where, docket_numbers, index, memo_numbers, reported_in
from article3.citations.model import Citation, Form
from article3.citations.naming import Likeness, first_party, likeness, near, plain_name
from article3.citations.pins import outside
from article3.citations.provisions import resolve_provision
from article3.citations.reporters import usual
from article3.law.model import Authority

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from article3.law.loading import Law

_NUMBERED = re.compile(r"(?<=-)\s[IVX]+$")
"""The number that a text gives one of several decisions of a name: "A-B- II"."""

_LONGEST = 80
"""Pages from a first page within which a short form "332 F.3d at 1194" may still mean the decision that begins there."""


class Resolved(msgspec.Struct, frozen=True):
    """What a citation means.

    Attributes:
        authority: ``None`` where nothing on record is meant.
        at: the volume, reporter and first page to which its pins belong; ``None`` where that is not known.
        others: further authorities, for a range or list of provisions.
        remarks: what differs.
        record: whether it is a cite of the record, by itself or through an "id.".
    """

    authority: Authority | None = None
    at: Where | None = None
    others: tuple[Authority, ...] = ()
    remarks: tuple[Remark, ...] = ()
    record: bool = False


def resolve(law: Law, citations: Sequence[Citation], as_of: dt.date) -> tuple[Resolved, ...]:
    """What each citation means, in their order; back references follow what they refer to."""
    found = [Resolved() if _leans(citation) else _resolved(law, citation, as_of) for citation in citations]
    cited = {one.authority.id for one in found if one.authority is not None}
    for number, citation in enumerate(citations):
        if citation.form is Form.NAME:
            found[number] = named = _by_name_alone(law, citation, found, cited)
            cited |= {named.authority.id} if named.authority is not None else set()
        elif _leans(citation):
            found[number] = _back(law, citation, found, number)
    return tuple(_with_its_writing(citation, resolved) for citation, resolved in zip(citations, found, strict=True))


def _with_its_writing(citation: Citation, resolved: Resolved) -> Resolved:
    more = () if resolved.authority is None else tuple(written(citation, resolved.authority))
    return msgspec.structs.replace(resolved, remarks=(*resolved.remarks, *more)) if more else resolved


def _leans(citation: Citation) -> bool:
    """Whether what a citation means depends on the others."""
    back = citation.form is Form.SHORT and citation.refers_to is not None
    return back or citation.form in {Form.ID, Form.SUPRA, Form.NAME}


def _resolved(law: Law, citation: Citation, as_of: dt.date) -> Resolved:
    if citation.form is Form.RECORD:
        return Resolved(record=True)
    if citation.form is Form.PROVISION:
        provision = resolve_provision(law, citation, as_of)
        return Resolved(provision.authority, others=provision.others, remarks=provision.remarks)
    if citation.form is Form.MEMO:
        return _memo(law, citation)
    hits = _hits(law, citation)
    if hits:
        return _hit(law, citation, hits, as_of)
    if citation.form is Form.SHORT and (short := _by_pin(law, citation)) is not None:
        return short
    return _missed(law, citation, as_of)


def _hits(law: Law, citation: Citation) -> list[tuple[Authority, Where | None, bool]]:
    """Authorities at the volume and page cited, or with that docket; with each, whether the place is its main one."""
    places: list[Where] = []
    if citation.volume.isdigit() and citation.page.isdigit():
        places.append((int(citation.volume), usual(citation.reporter), int(citation.page)))
    places += [where for parallel in citation.parallel for where in reported_in(parallel)]
    found = index(law)
    hits: list[tuple[Authority, Where | None, bool]] = [
        (authority, where, main) for where in places for authority, main in found.reported.get(where, ())
    ]
    if not hits and citation.docket:
        hits = [(one, None, True) for number in docket_numbers(citation.docket) for one in found.dockets.get(number, ())]
    return hits


def _hit(law: Law, citation: Citation, hits: list[tuple[Authority, Where | None, bool]], as_of: dt.date) -> Resolved:
    """Of several at one place, the one whose name and year fit best."""

    def unfit(hit: tuple[Authority, Where | None, bool]) -> tuple[int, bool, int]:
        authority = hit[0]
        other = list(Likeness).index(likeness(authority, citation.name)[0]) if citation.name else 0
        late = authority.decided.first > as_of
        away = abs(authority.decided.last.year - citation.year) if citation.year is not None else 0
        exact = bool(citation.name) and plain_name(authority.name) == plain_name(citation.name)
        return other * 2 - exact, late and away == 0, away

    ordered = sorted(hits, key=unfit)
    authority, where, main = ordered[0]
    remarks = list(compare(citation, authority, elsewhere=_named(law, citation), main=main))
    remarks += _also_cited(authority, where, ordered)
    if len(ordered) > 1 and unfit(ordered[0]) == unfit(ordered[1]) and ordered[0][0] is not ordered[1][0]:
        remarks.append(_several([hit[0] for hit in ordered]))
    remarks += impossible(law, citation, as_of, found=True)
    remarks += outside(law, citation, authority, where)
    return Resolved(authority, where, remarks=tuple(remarks))


def _also_cited(
    authority: Authority, where: Where | None, hits: Sequence[tuple[Authority, Where | None, bool]]
) -> Iterator[Remark]:
    """That a parallel cite in the text is another decision's."""
    own = {place for other, place, _ in hits if other is authority}
    for other, place, _ in hits:
        if other is not authority and place is not None and place not in own and where is not None:
            volume, reporter, page = place
            says = f"The text gives {volume} {reporter} {page} besides, which is {other.full_cite}."
            yield Remark(Kind.CITE_DIFFERS, Severity.ERROR, says, authority.id, by=(other.id,))


def _by_pin(law: Law, citation: Citation) -> Resolved | None:
    """A short form with no antecedent: a decision of that name that begins shortly before the page pointed to."""
    page = citation.page or (citation.pins[0] if citation.pins else "")
    if not citation.volume.isdigit() or not page.isdigit() or not citation.name:
        return None
    for where, authority in index(law).in_volume(int(citation.volume), usual(citation.reporter), int(page)):
        if int(page) - where[2] <= _LONGEST and likeness(authority, citation.name)[0] is not Likeness.OTHER:
            return Resolved(authority, where, remarks=tuple(compare(citation, authority, elsewhere=(), main=True)))
    return None


def _missed(law: Law, citation: Citation, as_of: dt.date) -> Resolved:
    """Nothing on record stands there: perhaps the name is known, with another cite."""
    named = _named(law, citation) or _nearly_named(law, citation)
    cannot = tuple(impossible(law, citation, as_of))
    fitting = [one for one in named if _fits(citation, one)]
    if len(fitting) == 1 and (citation.reporter or citation.docket):
        remark = misplaced(citation, fitting[0])
        if not is_near(citation, fitting[0]):
            return Resolved(remarks=(*cannot, *remark))
        return Resolved(fitting[0], remarks=(*cannot, *remark, *compare(citation, fitting[0], elsewhere=(), main=True)))
    what = citation.name or " ".join(filter(None, (citation.volume, citation.reporter, citation.page))) or citation.written
    known = "; ".join(one.full_cite for one in named[:3])
    also = f" A decision of that name is in it, which is another one or is cited otherwise: {known}." if named else ""
    says = f"{what} is not in this database, which says nothing about whether it exists: look it up.{also}"
    return Resolved(remarks=(*cannot, Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, says, by=tuple(one.id for one in named[:3]))))


def _fits(citation: Citation, authority: Authority) -> bool:
    """Whether court and year, as far as the text gives them, are those of the authority, and one of them is given."""
    if citation.court and citation.court != authority.court:
        return False
    if citation.year is None:
        return bool(citation.court) or authority.court in {"bia", "ag"}
    return authority.decided.first.year <= citation.year <= authority.decided.last.year


def _named(law: Law, citation: Citation) -> tuple[Authority, ...]:
    """Decisions that the name in the text means: by the whole name, by another caption, or by their first party alone."""
    if not citation.name:
        return ()
    found = index(law)
    exact = found.names.get(plain_name(citation.name), ())
    if exact:
        return exact
    party = first_party(citation.name)
    same_party = found.parties.get(party, ())
    same = {Likeness.SAME, Likeness.CAPTION}
    return tuple(one for one in same_party if likeness(one, citation.name)[0] in same)


def _nearly_named(law: Law, citation: Citation) -> tuple[Authority, ...]:
    if not citation.name:
        return ()
    every = index(law).parties.values()
    return tuple(one for group in every for one in group if _fits(citation, one) and near(citation.name, one.name))


def _by_name_alone(law: Law, citation: Citation, every: Sequence[Resolved], used: AbstractSet[str]) -> Resolved:
    """A bare name: what the text cites by it in full, before or after; else the one decision on record that has it."""
    citation = msgspec.structs.replace(citation, name=_NUMBERED.sub("", citation.name))
    if citation.refers_to is not None and 0 <= citation.refers_to < len(every):
        earlier = every[citation.refers_to]
        if earlier.authority is not None and not citation.name:
            return Resolved(earlier.authority, earlier.at)
        if earlier.authority is not None and likeness(earlier.authority, citation.name)[0] is not Likeness.OTHER:
            remarks = tuple(compare(citation, earlier.authority, elsewhere=(), main=True))
            return Resolved(earlier.authority, earlier.at, remarks=remarks)
    named = _named(law, citation)
    cited = [one for one in named if one.id in used]
    fitting = [one for one in named if _fits(citation, one)] if citation.court or citation.year else []
    chosen = next((few for few in (cited, fitting) if len(few) == 1), named)
    if len(chosen) == 1:
        return Resolved(chosen[0], remarks=tuple(compare(citation, chosen[0], elsewhere=(), main=True)))
    if chosen:
        return Resolved(remarks=(_several(chosen),))
    says = f"{citation.name or citation.written} is not in this database, which says nothing about whether it exists: look it up."
    return Resolved(remarks=(Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, says),))


def _back(law: Law, citation: Citation, every: Sequence[Resolved], number: int) -> Resolved:
    """An "id.", a "supra" or a short form: what it refers to, with the pin of its own."""
    to = citation.refers_to
    if to is None or not 0 <= to < number:
        says = f"\u201c{citation.written}\u201d refers to a citation before it, and none is found that it can mean."
        return Resolved(remarks=(Remark(Kind.DANGLING, Severity.WARNING, says),))
    earlier = every[to]
    if earlier.authority is None:
        return Resolved(record=earlier.record)
    remarks = list(_short_differs(citation, earlier)) if citation.form is Form.SHORT else []
    remarks += outside(law, citation, earlier.authority, earlier.at)
    return Resolved(earlier.authority, earlier.at, earlier.others, tuple(remarks))


def _short_differs(citation: Citation, earlier: Resolved) -> Iterator[Remark]:
    """Whether a short form has another volume or reporter than the decision it stands for, or another name."""
    authority = earlier.authority
    if authority is None:
        return
    places = [where for cite in (authority.cite, *authority.parallel) for where in reported_in(cite)]
    given = (citation.volume, usual(citation.reporter))
    if citation.volume and places and given not in [(str(volume), reporter) for volume, reporter, _ in places]:
        says = f"The text gives volume {citation.volume} of {citation.reporter}; what it refers to is {authority.full_cite}."
        yield Remark(Kind.CITE_DIFFERS, Severity.WARNING, says, authority=authority.id)


def _memo(law: Law, citation: Citation) -> Resolved:
    found = index(law)
    for number in memo_numbers(f"{citation.name} {citation.written}"):
        if number in found.memos:
            return Resolved(found.memos[number])
    says = f"{citation.name or citation.written} is not in this database, which says nothing about whether it exists: look it up."
    return Resolved(remarks=(Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, says),))


def _several(authorities: Sequence[Authority]) -> Remark:
    known = "; ".join(dict.fromkeys(one.full_cite for one in authorities))
    says = f"What is written fits more than one decision on record: {known}. Cite it in full."
    return Remark(Kind.AMBIGUOUS, Severity.WARNING, says, by=tuple(dict.fromkeys(one.id for one in authorities)))
