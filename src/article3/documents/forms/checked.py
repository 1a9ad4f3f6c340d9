"""What a check of filled forms finds, as plain values: the shape of its JSON."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.findings.model import Cited

CURRENT, OLDER, NEWER, UNKNOWN = "newest on record", "older", "newer than any on record", "unknown"


class Severity(enum.Enum):
    """How much a remark matters to somebody who is about to file the form, worst first.

    ``ERROR``: the form contradicts itself or the case, or leaves open what can have it rejected or the claim lost: mend it before
    filing. ``WARNING``: look at it, then mend it or know why it stands. ``NOTE``: nothing is wrong, but a careful reader wants
    to know. ``OK``: nothing to say.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OK = "ok"

    def is_at_least(self, other: Severity) -> bool:
        """Whether this is as bad as the other, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to look at.

    Attributes:
        code: the kind of remark; it stays the same from version to version.
        severity: how much it matters.
        says: what was found.
        remedy: what to do.
        where: places on the form.
        by: the authorities that make it matter, as they stand in the forum.
        basis: what else it rests on, where no authority does, or none that was read.
    """

    code: str
    severity: Severity
    says: str
    remedy: str
    where: tuple[str, ...] = ()
    by: tuple[Cited, ...] = ()
    basis: str = ""


class FormChecked(msgspec.Struct, frozen=True):
    """One form.

    Attributes:
        file: its name.
        form: such as I-589.
        edition: as the form prints it; empty if it names none.
        edition_is: newest on record, older, newer than any on record, or unknown.
        read_as: the edition by whose fields it was read.
        filled: how many fields hold something, boxes to tick among them.
        severity: the worst of the remarks.
        remarks: worst first.
    """

    file: str
    form: str
    edition: str
    edition_is: str
    read_as: str
    filled: int
    severity: Severity
    remarks: tuple[Remark, ...]

    def count(self, severity: Severity) -> int:
        """How many remarks are of a severity."""
        return sum(remark.severity is severity for remark in self.remarks)


class FormsChecked(msgspec.Struct, frozen=True):
    """Several forms.

    Attributes:
        severity: the worst of all.
        as_of: the day whose law was asked.
        circuit: id of the circuit; ``agency`` where none is named, so that only the Board and the regulations bind.
        court: the circuit's name.
        law: version of the law data.
        law_through: the day to which it is kept.
        case: title of the case that they were held against; empty if there was none.
        forms: each of them.
    """

    severity: Severity
    as_of: dt.date
    circuit: str
    court: str
    law: str
    law_through: dt.date
    case: str
    forms: tuple[FormChecked, ...]


def worst(found: list[Severity]) -> Severity:
    """The worst of several; nothing to say if there is none."""
    return min(found, key=list(Severity).index, default=Severity.OK)
