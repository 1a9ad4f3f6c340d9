"""What a user is shown of a check: every citation in its line, with its place, and the law behind each remark.

One :class:`Outcome` a document; the text, the pages, the JSON and the comments in Word are all made from it, so that they cannot
differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import CheckedCitation, Counts, Severity
from article3.citations.formats.origins import spot
from article3.citations.model import Part, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.citations.checked import Report
    from article3.citations.model import Document
    from article3.law.loading import Law

AROUND = 90
"""Characters of the text that are shown on each side of a citation, at most."""

_NEAR = 20 * AROUND
"""Of so many the shown ones are taken: blanks are told as one."""
_HALVES = re.compile(r"[\ud800-\udfff]")
_PARTS = {
    Part.BODY: "paragraph",
    Part.FOOTNOTE: "footnote",
    Part.ENDNOTE: "endnote",
    Part.TABLE: "table cell",
    Part.HEADER: "header",
    Part.COMMENT: "comment",
}


class Mention(msgspec.Struct, frozen=True):
    """A citation where it stands.

    Attributes:
        number: in reading order, from 1.
        place: of its passage.
        where: the same in words ("page 3, footnote 4").
        before: what stands before it on its line.
        after: what stands after it.
        found: what the check found.
        line: of its first character, in a file of plain text or Markdown, from 1; ``None`` in others.
        column: likewise, counted in characters.
    """

    number: int
    place: Place
    where: str
    before: str
    after: str
    found: CheckedCitation
    line: int | None = None
    column: int | None = None

    @property
    def severity(self) -> Severity:
        """That of its worst remark."""
        return self.found.severity


class Online(msgspec.Struct, frozen=True):
    """What left the machine, where the user asked for a look-up.

    Attributes:
        host: to which the citations went.
        sent: each of them, as it was sent, whether or not an answer came.
        unanswered: those of them that got no answer.
        kept: those that an earlier run had asked about, and that were not sent.
        failure: why some have no answer, or empty.
    """

    host: str
    sent: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failure: str = ""
    unanswered: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """The check of one document.

    Attributes:
        program: the program's version.
        document: the document's name, without its folder.
        digest: SHA-256 of its bytes, in hexadecimal.
        checked_at: when, in ISO form with the zone.
        as_of: the day as of which the law was asked.
        circuit: id of the forum's circuit, or empty.
        forum: the forum in words.
        law_version: version of the law data.
        law_through: last day whose law the data looked for.
        severity: of the worst remark.
        counts: how many citations of each sort.
        citations: all of them, in reading order.
        warnings: about the whole.
        authorities: how the authorities that are named by id are cited in full.
        questions: what the questions of law that are named by id ask.
        online: what was looked up, or ``None`` where the user did not ask for it.
    """

    program: str
    document: str
    digest: str
    checked_at: str
    as_of: str
    circuit: str
    forum: str
    law_version: str
    law_through: str
    severity: Severity
    counts: Counts
    citations: tuple[Mention, ...]
    warnings: tuple[str, ...]
    authorities: dict[str, str]
    questions: dict[str, str]
    online: Online | None = None

    @property
    def remarked(self) -> tuple[Mention, ...]:
        """Those of which there is something to say."""
        return tuple(mention for mention in self.citations if mention.severity is not Severity.OK)


class Outcomes(msgspec.Struct, frozen=True):
    """What the command gives as JSON.

    Attributes:
        severity: of the worst remark in any document.
        documents: in the order in which they were named.
    """

    severity: Severity
    documents: tuple[Outcome, ...]


def outcome(document: Document, report: Report, law: Law, program: str, online: Online | None = None) -> Outcome:
    """The report, with the lines of the document that it speaks of."""
    mentions = tuple(_mention(number, checked, document) for number, checked in enumerate(report.citations, 1))
    remarks = [remark for checked in report.citations for remark in checked.remarks]
    named = {one for remark in remarks for one in (remark.authority, *remark.by)} | {one.authority for one in report.citations}
    asked = {remark.question for remark in remarks}
    return Outcome(
        program=program,
        document="standard input" if report.document == "-" else report.document,
        digest=report.digest,
        checked_at=report.checked_at,
        as_of=report.as_of,
        circuit=report.circuit,
        forum=report.forum,
        law_version=report.law_version,
        law_through=report.law_through,
        severity=report.severity,
        counts=report.counts,
        citations=mentions,
        warnings=report.warnings,
        authorities={one: law.authorities[one].full_cite for one in sorted(named) if one in law.authorities},
        questions={one: law.questions[one].asks for one in sorted(asked) if one in law.questions},
        online=online,
    )


def sound(document: Document) -> Document:
    """The document with halves of characters, which a broken PDF or a file's name can give, replaced one for one."""
    name = _HALVES.sub("\ufffd", document.name)
    if name == document.name and not any(_HALVES.search(passage.text) for passage in document.passages):
        return document
    passages = (msgspec.structs.replace(passage, text=_HALVES.sub("\ufffd", passage.text)) for passage in document.passages)
    return msgspec.structs.replace(document, name=name, passages=tuple(passages))


def where(place: Place, source: str, at: tuple[int, int] | None = None) -> str:
    """A place in words, in a document of that name; the line and column too, where they are known."""
    if at is not None:
        note = "" if place.part is Part.BODY else f"{_PARTS[place.part]} {place.number}, "
        return f"{note}line {at[0]}, column {at[1]}"
    page = f"page {place.page}, " if place.page is not None else ""
    if place.line is not None and place.part is Part.BODY:
        return f"{page}paragraph at line {place.line}"
    plain = place.part is Part.BODY and source.lower().endswith(".pdf")
    if plain and place.page is not None:
        return f"page {place.page}"
    return f"{page}{_PARTS[place.part]} {place.number}"


def behind(mention: Mention, shown: Outcome) -> tuple[tuple[str, ...], ...]:
    """The law behind each remark, in words, in the order of the remarks; without what the remark itself names in full."""
    lists = []
    for remark in mention.found.remarks:
        ids: Sequence[str] = remark.by or ((remark.authority,) if remark.authority else ())
        law = [cite for one in ids if (cite := shown.authorities.get(one)) and cite not in remark.says]
        if remark.question in shown.questions and shown.questions[remark.question] not in remark.says:
            law.append(f"Question of law: {shown.questions[remark.question]}")
        lists.append(tuple(law))
    return tuple(lists)


def _mention(number: int, checked: CheckedCitation, document: Document) -> Mention:
    citation = checked.citation
    passage = document.passages[citation.passage]
    before, after = _around(passage.text, citation.start, citation.end, 2 * AROUND)
    if min(len(before), len(after)) <= AROUND:
        before, after = _around(passage.text, citation.start, citation.end, _NEAR)
    at = spot(passage, citation.start)
    line, column = at or (None, None)
    words = where(passage.place, document.name, at)
    return Mention(number, passage.place, words, _last(before), _first(after), checked, line, column)


def _around(text: str, start: int, end: int, near: int) -> tuple[str, str]:
    """So many characters before and after, blanks told as one."""
    return _tidy(text[max(0, start - near) : start]), _tidy(text[end : end + near])


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _last(text: str) -> str:
    """The end of a text, from the beginning of a word."""
    if len(text) <= AROUND:
        return text
    cut = text[-AROUND:]
    return f"… {cut.split(' ', 1)[-1]}"


def _first(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    if len(text) <= AROUND:
        return text
    cut = text[:AROUND]
    return f"{cut.rsplit(' ', 1)[0]} …"
