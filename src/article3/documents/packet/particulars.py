"""What a cover page and the certificates say, from the case. What the case is silent on becomes a visible gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.setting import PROTECTION_ALONE, Setting
from article3.documents.packet.model import Remark, Severity
from article3.facts import papers

if TYPE_CHECKING:
    import datetime as dt

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.variables import Variable

_COVER = "Cover page"
_KINDS = {
    "removal": "In removal proceedings",
    "deportation_or_exclusion": "In deportation or exclusion proceedings",
    "withholding_only": "In withholding-only proceedings",
    "asylum_and_withholding_only": "In asylum and withholding-only proceedings",
    "asylum_merits": "In asylum merits proceedings",
    "credible_fear": "In credible fear review",
    "reasonable_fear": "In reasonable fear review",
}
_AS = {
    "attorney": "Attorney for the {party}",
    "accredited_representative": "Accredited representative for the {party}",
    "applicant": "{Party}, without a representative",
    "preparer": "Prepared for the {party}",
}
_ROLES_OF_HEARINGS = {"master": "master_hearing", "individual": "individual_hearing"}
_WORDS_OF_HEARINGS = {"master_hearing": "Master calendar hearing", "individual_hearing": "Individual hearing"}


class Shown(msgspec.Struct, frozen=True):
    """A text for a page, or a gap in its place.

    Attributes:
        text: what is shown; of a gap, what is missing.
        gap: whether it is missing.
    """

    text: str
    gap: bool = False


class Particulars:
    """Reads the particulars of a case, and remembers what it had no answer to.

    Args:
        case: what is known.
        law: the law data.
        today: the day on which the packet is made.

    Attributes:
        remarks: the gaps so far.
    """

    def __init__(self, case: Case, law: Law, today: dt.date) -> None:
        self._case = case
        self._setting = Setting(case, law, today)
        self.remarks: list[Remark] = []

    @property
    def party(self) -> str:
        """What the person is called before the judge: applicant where nothing but protection is at stake."""
        return "applicant" if self._setting.kind in PROTECTION_ALONE else "respondent"

    @property
    def filing_by(self) -> str:
        """ecas, mail or by_hand; empty if the case is silent."""
        stated = self._case.papers.value(_of(papers.court, "filing_by"))
        return stated if isinstance(stated, str) else ""

    @property
    def is_fluent_in_english(self) -> bool | None:
        """As the case states it."""
        stated = self._case.papers.value(papers.fluent_in_english)
        return stated if isinstance(stated, bool) else None

    def cover(self, title: str) -> dict[str, object]:
        """What the cover page shows."""
        detained = self._setting.detained
        if detained is None:
            says = "the case doesn't say whether the person is detained; DETAINED is left off"
            self._remark("detention-unknown", _COVER, says, "answer 'detention.detained', or add the event 'detained'")
        return {
            "title": title,
            "filer": self.filer(_COVER),
            "detained": bool(detained),
            "city": self._court_city(),
            "name": self.name(_COVER, Severity.MISSING),
            "a_number": self.a_number(_COVER, Severity.MISSING),
            "party": self.party,
            "proceedings": self._proceedings(),
            "judge": self._shown(papers.court, "judge", "name of the immigration judge", _COVER),
            "hearing": self._hearing(),
        }

    def name(self, about: str, severity: Severity = Severity.WARNING) -> Shown:
        """The person's full name, family name last and in capitals as on court papers."""
        known = [self._case.papers.words(variable) for variable in (papers.given_name, papers.middle_name)]
        family = self._case.papers.words(papers.family_name)
        full = " ".join(part for part in (*known, family.upper()) if part)
        return Shown(full) if full else self._gap(f"name of the {self.party}", "person.family_name", about, severity)

    def a_number(self, about: str, severity: Severity = Severity.WARNING) -> Shown:
        """The A-Number, grouped as on court papers where it has eight or nine digits."""
        stated = self._case.papers.words(papers.a_number)
        if not stated:
            return self._gap("A-Number", "person.a_number", about, severity)
        digits = "".join(sign for sign in stated if sign.isdigit()).zfill(9)
        if len(digits) != 9:  # noqa: PLR2004 - an A-Number
            says = f"the A-Number {stated} does not have nine digits"
            self._remark("a-number", about, says, "correct 'papers.person.a_number'")
            return Shown(stated)
        return Shown(f"A {digits[:3]}-{digits[3:6]}-{digits[6:]}")

    def filer(self, about: str) -> list[Shown]:
        """The filer's lines: name, role, office, address, telephone, EOIR ID; the person's own where nobody represents them."""
        read = self._case.papers
        role = read.value(_of(papers.representative, "kind"))
        if role == "applicant":
            return self._own_lines(about)
        name = self._shown(papers.representative, "name", "name of the filer", about, Severity.MISSING)
        lines = [name]
        if isinstance(role, str) and role in _AS:
            lines.append(Shown(_AS[role].format(party=self.party, Party=self.party.capitalize())))
        organization = read.words(_of(papers.representative, "organization"))
        lines += [Shown(organization)] if organization else []
        lines += self._address("representative", about)
        for key, label in (("phone", ""), ("email", ""), ("eoir_id", "EOIR ID: "), ("bar_number", "Bar number: ")):
            words = read.words(_of(papers.representative, key))
            if words:
                lines.append(Shown(f"{label}{words}"))
            elif key in {"phone", "eoir_id"} and role in {"attorney", "accredited_representative"}:
                lines.append(self._shown(papers.representative, key, label.removesuffix(": ") or "telephone", about))
        return lines

    def dhs(self, about: str) -> list[Shown]:
        """The office to be served, and its address."""
        office = self._shown(papers.court, "dhs_office", "office of DHS counsel", about)
        address = self._shown(papers.court, "dhs_address", "address of that office", about)
        return [office, *(Shown(line.strip(), gap=address.gap) for line in address.text.splitlines() if line.strip())]

    def _own_lines(self, about: str) -> list[Shown]:
        read = self._case.papers
        lines = [self.name(about), Shown(_AS["applicant"].format(Party=self.party.capitalize(), party=self.party))]
        lines += self._address("person", about)
        phone = read.words(papers.phone)
        return [*lines, *([Shown(phone)] if phone else [])]

    def _address(self, sheet: str, about: str) -> list[Shown]:
        group = papers.SHEETS_BY_ID[sheet]
        read = self._case.papers
        street = self._shown(group, "street", "street and number", about)
        apartment = read.words(_of(group, "apartment"))
        first = msgspec.structs.replace(street, text=f"{street.text}, {apartment}") if apartment and not street.gap else street
        city, state, code = (read.words(_of(group, key)) for key in ("city", "state", "zip"))
        if not city:
            return [first, self._gap("city, state and ZIP code", f"{sheet}.city", about, Severity.WARNING)]
        return [first, Shown(f"{city}, {state} {code}".strip().rstrip(","))]

    def _court_city(self) -> Shown:
        read = self._case.papers
        city, state = (read.words(_of(papers.court, key)) for key in ("city", "state"))
        if city:
            return Shown(f"{city}, {state}".rstrip(", "))
        return self._gap("city and state of the court", "court.city", _COVER, Severity.WARNING)

    def _proceedings(self) -> Shown:
        kind = self._setting.kind
        if kind in _KINDS:
            return Shown(_KINDS[kind])
        says = "the case doesn't say before which kind of proceeding this is filed"
        self._remark("no-proceeding", _COVER, says, "answer 'proceeding.kind'")
        return Shown("kind of proceedings", gap=True)

    def _hearing(self) -> list[Shown]:
        """The next hearing: the one the case names as next, else the first that is set from today on."""
        stated = self._case.papers.value(_of(papers.court, "next_hearing"))
        kinds = (_ROLES_OF_HEARINGS[stated],) if isinstance(stated, str) else tuple(_WORDS_OF_HEARINGS)
        coming = [event for event in map(self._setting.coming, kinds) if event is not None and event.day is not None]
        if not coming:
            says = "no hearing is set from today on"
            self._remark("no-hearing", _COVER, says, "add the event 'individual_hearing' or 'master_hearing' with its day")
            return [Shown("date of the next hearing", gap=True)]
        event = min(coming, key=lambda one: str(one.day))
        day = event.day
        words = f"{_WORDS_OF_HEARINGS[event.kind]}: {day:%B} {day.day}, {day.year}" if day is not None else ""
        time = self._case.papers.words(_of(papers.court, "time"))
        return [Shown(words), Shown(time) if time else self._shown(papers.court, "time", "time of the hearing", _COVER)]

    def _shown(self, sheet: papers.Sheet, key: str, called: str, about: str, severity: Severity = Severity.WARNING) -> Shown:
        words = self._case.papers.words(_of(sheet, key))
        return Shown(words) if words else self._gap(called, f"{sheet.id}.{key}", about, severity)

    def _gap(self, called: str, key: str, about: str, severity: Severity) -> Shown:
        remedy = f"write it under 'papers.{key}' in the case file"
        code = f"no-{key.replace('_', '-').replace('.', '-')}"
        if all(remark.code != code for remark in self.remarks):  # one particular stands on several pages
            self.remarks.append(Remark(code, severity, about, f"the {called} is missing", remedy))
        return Shown(called, gap=True)

    def _remark(self, code: str, about: str, says: str, remedy: str) -> None:
        self.remarks.append(Remark(code, Severity.WARNING, about, says, remedy))


def _of(sheet: papers.Sheet, key: str) -> Variable:
    return sheet.facts[key].variable
