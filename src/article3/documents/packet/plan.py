"""What goes into a packet, in which order, and what is missing for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.documents.limits import limits
from article3.documents.packet.model import Entry, Kind, Piece, Plan, Remark, Role, Severity
from article3.documents.packet.particulars import Particulars, Shown
from article3.evidence.tabs import tabs
from article3.law.model import Verification

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from article3.documents.provenance import Provenance
    from article3.evidence.tabs import Tab
    from article3.facts.case import Case, Translation
    from article3.law.loading import Law

ENGLISH = "english"
_PUBLISHED = frozenset({"country_conditions", "news"})
_TRANSLATION = "cfr-1003-33"
_MANUAL = "immigration-court-manual"
_UPLOADS = "ecas-guidelines"
_BY_ECAS = (("cfr-1003-32", "(a)"), (_MANUAL, "3.2(a)(1)"))
_ON_PAPER = (("cfr-1003-32", "(c)"),)
_TITLE = "{party}'s exhibits in support of the application for protection under the Convention Against Torture"
_PAPER_TITLES = {
    Kind.APPEARANCE: "Notice of appearance",
    Kind.FEE: "Fee receipt or request for a fee waiver",
    Kind.FORM: "Application",
    Kind.DECLARATION: "Declaration",
    Kind.BRIEF: "Brief",
    Kind.ORDER: "Proposed order",
    Kind.SERVICE: "Proof of service",
}


class Paper(msgspec.Struct, frozen=True):
    """A paper that the user adds beside the exhibits.

    Attributes:
        kind: what it is; this gives its place.
        path: the file.
        title: what the contents call it; what its kind is called if empty.
    """

    kind: Kind
    path: Path
    title: str = ""


class Wishes(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        folder: where the case file lies; exhibits lie in it.
        papers: what goes before and after the exhibits.
        title: of the submission; worked out if empty.
    """

    folder: Path
    papers: tuple[Paper, ...] = ()
    title: str = ""


def plan(case: Case, law: Law, today: dt.date, wishes: Wishes, provenance: Provenance) -> Plan:
    """Work out a packet, without opening any exhibit.

    Args:
        case: names the exhibits and the particulars.
        law: the law data.
        today: the day on which it is made.
        wishes: what else the user asked for.
        provenance: what it is made with.
    """
    particulars = Particulars(case, law, today)
    title = wishes.title.strip() or _TITLE.format(party=particulars.party.capitalize())
    cover = particulars.cover(title)
    remarks: list[Remark] = []
    exhibits = [_Exhibit(tab, wishes.folder, particulars, remarks, law).entry() for tab in tabs(case)]
    if not exhibits:
        remedy = "add 'exhibits:' with 'id:', 'title:' and 'file:'"
        remarks.append(Remark("no-exhibits", Severity.WARNING, "The packet", "the case names no exhibits", remedy))
    entries = [_paper(paper) for paper in wishes.papers]
    entries += [_cover(cover, title), Entry(Kind.CONTENTS, "Table of contents"), *exhibits]
    if not any(entry.kind is Kind.SERVICE for entry in entries):
        entries.append(_service(particulars, title, provenance, remarks, law))
    order = list(Kind)
    entries.sort(key=lambda entry: order.index(entry.kind))
    if particulars.filing_by == "ecas" and wishes.papers:
        guidelines = law.authority(_UPLOADS).cited()
        says = f"one type of document an upload, as {guidelines} is reported; this packet joins several"
        remedy = "upload application, brief and exhibits apart, or build the packet without them"
        remarks.append(Remark("several-types", Severity.WARNING, "The packet", says, remedy))
    return Plan(title, tuple(entries), cover, (*particulars.remarks, *remarks), provenance, limits(today))


def _paper(paper: Paper) -> Entry:
    title = paper.title or _PAPER_TITLES[paper.kind]
    piece = Piece(Role.PAPER, f"{title} ({paper.path.name})", paper.path, str(paper.path))
    return Entry(paper.kind, title, pieces=(piece,))


def _cover(cover: dict[str, object], title: str) -> Entry:
    page = Piece(Role.PAPER, "Cover page", template="cover", values={**cover, "title": title})
    return Entry(Kind.COVER, "Cover page", pieces=(page,))


def _service(particulars: Particulars, title: str, provenance: Provenance, remarks: list[Remark], law: Law) -> Entry:
    """The proof of service by how the packet is filed.

    Through ECAS nobody is served apart where all parties use it, and the certificate says so: 8 CFR 1003.32(a) and the Practice
    Manual, chapter 3.2(a)(1); on paper a copy is served, and the certificate shows it: 8 CFR 1003.32(c).
    """
    about = "Proof of service"
    by = particulars.filing_by
    if not by:
        says = "the case doesn't say how the packet is filed, which decides how it is served"
        remedy = "write 'ecas', 'mail' or 'by_hand' under 'papers.court.filing_by'"
        remarks.append(Remark("no-filing-by", Severity.WARNING, about, says, remedy))
    values: dict[str, object] = {
        "title": title,
        "by": by,
        "party": particulars.party,
        "name": particulars.name(about),
        "a_number": particulars.a_number(about),
        "filer": particulars.filer(about)[0],
        "dhs": [] if by == "ecas" else particulars.dhs(about),
        "provenance": provenance.line(),
        "cited": _cited(_BY_ECAS if by == "ecas" else _ON_PAPER, law, provenance.as_of),
    }
    if by == "ecas":
        says = "service is completed by ECAS where all parties use it; the certificate says so, and is still to be signed"
    else:
        says = "the certificate of service is drafted; whoever serves the copy fills in the day and signs it"
    remarks.append(Remark("service-to-sign", Severity.NOTE, about, says, "sign it; or give the signed one with --proof"))
    return Entry(Kind.SERVICE, "Proof of service", pieces=(Piece(Role.PAPER, about, template="service", values=values),))


def _cited(wanted: Sequence[tuple[str, str]], law: Law, on: dt.date) -> list[str]:
    """What can be cited on a day: provisions that were in force, in words that somebody has read."""
    found = []
    for identifier, pin in wanted:
        authority = law.authority(identifier)
        paragraph = authority.paragraph(pin)
        version = None if paragraph is None else paragraph.at(on)
        if version is not None and version.verification.level is Verification.TEXT:
            found.append(authority.cited(pin))
    return found


class _Exhibit:
    """One exhibit with its tab, translation and certificate."""

    def __init__(self, tab: Tab, folder: Path, particulars: Particulars, remarks: list[Remark], law: Law) -> None:
        self._letter, self._exhibit = tab.letter, tab.exhibit
        self._folder, self._particulars, self._remarks = folder, particulars, remarks
        self._law = law
        self._about = f"Exhibit {tab.letter}"

    def entry(self) -> Entry:
        exhibit = self._exhibit
        is_foreign = bool(exhibit.language) and exhibit.language.strip().lower() != ENGLISH
        pieces = [
            Piece(Role.TAB, f"{self._about}, tab", template="tab", values={"letter": self._letter, "exhibit": exhibit}),
        ]
        if exhibit.file:
            found = self._file(exhibit.file, Role.DOCUMENT, "")
            pieces += [found] if found else []
        else:
            says = f"{exhibit.title}: to be obtained; the case names no file"
            remedy = f"write 'file:' for the exhibit {exhibit.id}, or take it out; --draft puts a page in its place"
            self._say("to-be-obtained", Severity.MISSING, says, remedy)
            pieces.append(self._written(Role.DOCUMENT, "", "obtain", {"what": "to be obtained"}))
        if not exhibit.language:
            says = "its language is not stated; it is taken to be English"
            self._say("no-language", Severity.WARNING, says, f"write 'language:' for the exhibit {exhibit.id}")
        self._advise()
        if is_foreign or exhibit.translation:
            pieces += self._translated(exhibit.language)
        return Entry(Kind.EXHIBIT, exhibit.title, self._letter, self._details(is_foreign=is_foreign), tuple(pieces))

    def _advise(self) -> None:
        """What the manual asks of some kinds of exhibits, and only a person can see to."""
        exhibit = self._exhibit
        if exhibit.kind == "declaration" and self._particulars.is_fluent_in_english is False:
            says = "a declaration in English of someone who does not understand it needs a certificate of interpretation"
            remedy = f"see that it is there, signed by the interpreter ({self._law.authority(_MANUAL).cited('3.3(a)')})"
            self._say("interpretation", Severity.NOTE, says, remedy)
        if exhibit.kind in _PUBLISHED and not (exhibit.author and exhibit.date and exhibit.source):
            missing = [key for key in ("author", "date", "source") if not getattr(exhibit, key)]
            says = f"it is published material without its {', '.join(missing)}"
            self._say("no-source", Severity.NOTE, says, f"write {_keys(missing)} for the exhibit {exhibit.id}")

    def _details(self, *, is_foreign: bool) -> tuple[str, ...]:
        exhibit = self._exhibit
        told = [", ".join(part for part in (exhibit.author, exhibit.date) if part), exhibit.source]
        if is_foreign:
            is_translated = exhibit.translation is not None and bool(exhibit.translation.file)
            told.append(f"in {exhibit.language}{', with English translation' if is_translated else ''}")
        return tuple(part for part in told if part)

    def _translated(self, language: str) -> list[Piece]:
        """The translation and its certificate: 8 CFR 1003.33, and the Practice Manual, chapter 3.3(a), which were both read."""
        translation = self._exhibit.translation
        identifier = self._exhibit.id
        pieces: list[Piece] = []
        if translation is None or not translation.file:
            says = f"it is in {language}, and there is no English translation ({self._law.authority(_TRANSLATION).cited()})"
            remedy = f"write 'translation: {{file: ..., translator: ...}}' for the exhibit {identifier}"
            self._say("no-translation", Severity.MISSING, says, remedy)
            pieces.append(
                self._written(Role.TRANSLATION, ", English translation", "obtain", {"what": "English translation to be obtained"})
            )
        else:
            found = self._file(translation.file, Role.TRANSLATION, ", English translation")
            pieces += [found] if found else []
        if translation is not None and translation.certified and translation.certified == translation.file:
            return pieces  # the certificate is one of its pages
        if translation is not None and translation.certified:
            found = self._file(translation.certified, Role.CERTIFICATE, ", certificate of translation")
            pieces += [found] if found else []
        elif translation is not None:
            pieces.append(self._certificate(translation, language))
        return pieces

    def _certificate(self, translation: Translation, language: str) -> Piece:
        """A certificate to sign, from what is known of the translator."""
        missing = [key for key in ("translator", "address", "phone") if not getattr(translation, key).strip()]
        if missing:
            says = f"the certificate of translation lacks the translator's {' and '.join(missing).replace('translator', 'name')}"
            remedy = (
                f"write it under 'translation:' of the exhibit {self._exhibit.id}, or name the signed certificate: certified:"
            )
            self._say("certificate-incomplete", Severity.MISSING, says, remedy)
        else:
            says = f"the certificate of translation is drafted for {translation.translator} to sign"
            remedy = "have it signed; or write 'certified:' with the file of the signed one"
            self._say("certificate-to-sign", Severity.WARNING, says, remedy)
        named = {"translator": "translator's name", "address": "translator's address", "phone": "translator's telephone"}
        shown = {key: Shown(getattr(translation, key).strip() or called, gap=key in missing) for key, called in named.items()}
        language_shown = Shown(language) if language else Shown("language", gap=True)
        values: dict[str, object] = {**shown, "language": language_shown, "name": self._particulars.name(self._about)}
        return self._written(Role.CERTIFICATE, ", certificate of translation", "certificate", values)

    def _written(self, role: Role, suffix: str, template: str, values: dict[str, object]) -> Piece:
        shown = {**values, "letter": self._letter, "exhibit": self._exhibit}
        return Piece(role, f"{self._about}{suffix}", template=template, values=shown)

    def _file(self, named: str, role: Role, suffix: str) -> Piece | None:
        about = f"{self._about}{suffix}"
        path = self._folder / named
        try:
            outside = not path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError, ValueError):
            outside = True
        if outside:
            says = f"{named} lies outside the folder of the case file"
            remedy = "copy it into that folder, and name it from there"
            self._remarks.append(Remark("outside", Severity.ERROR, about, says, remedy))
            return None
        if role is Role.CERTIFICATE:
            return Piece(role, about, path, named)
        language = self._exhibit.language if role is Role.DOCUMENT else ""
        return Piece(role, about, path, named, passages=self._exhibit.highlight, adverse=self._exhibit.adverse, language=language)

    def _say(self, code: str, severity: Severity, says: str, remedy: str) -> None:
        self._remarks.append(Remark(code, severity, self._about, says, remedy))


def _keys(keys: Sequence[str]) -> str:
    return ", ".join(f"'{key}:'" for key in keys)


def inputs(found: Plan) -> Sequence[Path]:
    """Every file that a packet is made of."""
    return tuple(piece.path for entry in found.entries for piece in entry.pieces if piece.path is not None)
