"""The outcome of a check: each citation, what it resolves to, and what there is to say about it.

A remark states facts of record and leaves the conclusion to the reader: a decision that this database does not have is "not in
this database", and a name that differs is set beside the name on record. Nothing here accuses anybody of anything.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from article3.citations.model import Citation, Form
from article3.law.model import Verification

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(enum.Enum):
    """How much a remark matters to somebody who is about to file the text, worst first.

    ``ERROR``: what stands there cannot be right on record, or names as law what is none on that day: mend it before filing.
    ``WARNING``: on record it differs, or it hurts in this forum: look it up, then mend it or say why it stands.
    ``NOTE``: nothing is wrong with it on record, but a careful reader wants to know (unpublished, persuasive only, unread by us,
    not in this database).
    ``OK``: nothing to say.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OK = "ok"

    def is_at_least(self, other: Severity) -> bool:
        """Whether this is as bad as the other, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Kind(enum.Enum):
    """What a remark is about.

    What was found on record: ``NOT_IN_DATABASE`` (no authority here has that citation or name), ``AMBIGUOUS`` (several have),
    ``NAME_DIFFERS`` (the reporter cite is another decision's, or the name is misspelt), ``OTHER_CAPTION`` (the same case under
    another official's name), ``CITE_DIFFERS`` (a name we know with another volume, reporter or page), ``YEAR_DIFFERS``,
    ``COURT_DIFFERS``, ``PIN_OUTSIDE`` (a page that the decision cannot have), ``NO_SUCH_PARAGRAPH``, ``OTHER_PARAGRAPH`` (the
    sentence speaks of what the paragraph beside it is about), ``INCOMPLETE`` (a page without its volume), ``IMPOSSIBLE`` (no such
    volume, or not in that year), ``DANGLING`` (an "id." or "supra" to nothing).

    How it stands on the day: ``ENDED_WHOLE`` (vacated, overruled, abrogated, reversed), ``SUPERSEDED`` (by a provision),
    ``ENJOINED`` (an order keeps it from being applied), ``ENDED_ON_POINT`` (in part, or on one question), ``ENDED_ELSEWHERE``
    (on other grounds only), ``LIMITED``, ``NOT_YET_DECIDED``, ``NOT_IN_FORCE`` (a provision), ``PRINTED_NOT_OPERATIVE``
    (a paragraph whose printed words a court keeps from being applied), ``RESTORED`` (ended, and what ended it was ended).

    What it is worth in the forum: ``UNPUBLISHED``, ``NOT_BINDING_HERE``, ``NOT_FOLLOWED_HERE`` (this circuit reads the law
    otherwise, or rejected it), ``REJECTED_ELSEWHERE`` (only other courts did), ``UNREAD_BY_US`` (by nobody on this project).

    What it is cited for: ``NOT_LAW_HERE`` (for a reading that does not govern in the forum), ``HOLDS_OTHERWISE`` (for a reading
    other than its own), ``OPEN_HERE`` (for a question that is open in the forum), ``OTHER_COURT`` (the text gives it to a court
    that did not decide it).

    What CourtListener said, where the user had it asked: ``ON_FILE``, ``NOT_ON_FILE``, ``SEVERAL_ON_FILE``,
    ``PARALLEL_ON_FILE`` (of parallel citations not the first), ``NAME_ON_FILE_DIFFERS``, ``YEAR_ON_FILE_DIFFERS``,
    ``NOT_READ_ONLINE`` (it did not take it for a citation).
    """

    NOT_IN_DATABASE = "not_in_database"
    AMBIGUOUS = "ambiguous"
    NAME_DIFFERS = "name_differs"
    OTHER_CAPTION = "other_caption"
    CITE_DIFFERS = "cite_differs"
    YEAR_DIFFERS = "year_differs"
    COURT_DIFFERS = "court_differs"
    PIN_OUTSIDE = "pin_outside"
    NO_SUCH_PARAGRAPH = "no_such_paragraph"
    OTHER_PARAGRAPH = "other_paragraph"
    INCOMPLETE = "incomplete"
    IMPOSSIBLE = "impossible"
    DANGLING = "dangling"
    ENDED_WHOLE = "ended_whole"
    SUPERSEDED = "superseded"
    ENJOINED = "enjoined"
    ENDED_ON_POINT = "ended_on_point"
    ENDED_ELSEWHERE = "ended_elsewhere"
    LIMITED = "limited"
    RESTORED = "restored"
    NOT_YET_DECIDED = "not_yet_decided"
    NOT_IN_FORCE = "not_in_force"
    PRINTED_NOT_OPERATIVE = "printed_not_operative"
    UNPUBLISHED = "unpublished"
    NOT_BINDING_HERE = "not_binding_here"
    NOT_FOLLOWED_HERE = "not_followed_here"
    REJECTED_ELSEWHERE = "rejected_elsewhere"
    UNREAD_BY_US = "unread_by_us"
    NOT_LAW_HERE = "not_law_here"
    HOLDS_OTHERWISE = "holds_otherwise"
    OPEN_HERE = "open_here"
    OTHER_COURT = "other_court"
    ON_FILE = "on_file"
    NOT_ON_FILE = "not_on_file"
    SEVERAL_ON_FILE = "several_on_file"
    PARALLEL_ON_FILE = "parallel_on_file"
    NAME_ON_FILE_DIFFERS = "name_on_file_differs"
    YEAR_ON_FILE_DIFFERS = "year_on_file_differs"
    NOT_READ_ONLINE = "not_read_online"


class Remark(msgspec.Struct, frozen=True):
    """One thing to say about a citation.

    Attributes:
        says: one or two plain sentences that can stand alone; facts, what was written beside what is on record.
        authority: id of the authority it is about, where there is one.
        by: ids of the later authorities that make it so, the earliest first.
        question: id of the question of law it is about, where there is one.
    """

    kind: Kind
    severity: Severity
    says: str
    authority: str = ""
    by: tuple[str, ...] = ()
    question: str = ""


class CheckedCitation(msgspec.Struct, frozen=True):
    """One citation and what there is to say about it.

    Attributes:
        authority: id of the authority it resolves to; empty where it resolves to none here (record cites never do).
        cited_as: how that authority is cited in full; empty where there is none.
        status: how it stands on the day, in a sentence; empty where there is no authority.
        standing: what it is worth in the forum, in a few words ("binding here", "persuasive: another circuit's"); empty likewise.
        binding: whether it binds an immigration court in the forum on that day; ``None`` where there is no authority.
        verified: how well somebody on this project has checked that authority.
        verified_by: what was read, so that another person can find it.
        remarks: the worst first.
    """

    citation: Citation
    authority: str = ""
    cited_as: str = ""
    status: str = ""
    standing: str = ""
    binding: bool | None = None
    verified: Verification | None = None
    verified_by: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def severity(self) -> Severity:
        """That of its worst remark."""
        return worst(remark.severity for remark in self.remarks)


class Counts(msgspec.Struct, frozen=True):
    """How many citations there are, of all, and by outcome.

    Attributes:
        citations: all of them, record cites included.
        resolved: those whose authority is in this database.
        unknown: those of authorities that are not in it.
        record: cites of the record, which only the reader can check.
        error: those whose worst remark is an error; so too ``warning``, ``note`` and ``ok``.
    """

    citations: int = 0
    resolved: int = 0
    unknown: int = 0
    record: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0
    ok: int = 0


class Report(msgspec.Struct, frozen=True):
    """What a check of one document found.

    Attributes:
        document: the document's name.
        digest: SHA-256 of its bytes, in hexadecimal.
        as_of: the day as of which the law was asked, in ISO form.
        circuit: id of the forum (``ca9``), or empty: then the Supreme Court, the Attorney General and the Board alone bind.
        forum: the same in words.
        law_version: version of the law data.
        law_through: last day whose law the data looked for, in ISO form.
        checked_at: when the check was made, as passed in; empty if it was not said.
        citations: in reading order.
        warnings: about the whole: what could not be read, a day later than the law data, what was not looked at.
    """

    document: str
    digest: str
    as_of: str
    circuit: str
    forum: str
    law_version: str
    law_through: str
    counts: Counts
    checked_at: str = ""
    citations: tuple[CheckedCitation, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """That of the worst remark in it."""
        return worst(checked.severity for checked in self.citations)


def worst(severities: Iterable[Severity]) -> Severity:
    """The worst of them; ``OK`` if there are none."""
    order = list(Severity)
    return min(severities, key=order.index, default=Severity.OK)


def counted(citations: Iterable[CheckedCitation]) -> Counts:
    """How many there are of each sort."""
    everything = list(citations)
    by = [checked.severity for checked in everything]
    return Counts(
        citations=len(everything),
        resolved=sum(bool(checked.authority) for checked in everything),
        unknown=sum(any(remark.kind is Kind.NOT_IN_DATABASE for remark in checked.remarks) for checked in everything),
        record=sum(checked.citation.form is Form.RECORD for checked in everything),
        error=by.count(Severity.ERROR),
        warning=by.count(Severity.WARNING),
        note=by.count(Severity.NOTE),
        ok=by.count(Severity.OK),
    )
