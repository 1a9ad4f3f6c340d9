"""The cover page and the signature block of a brief, by the particulars under ``papers:``; nobody is signed for.

Order of the cover page after Immigration Court Practice Manual, chapter 3.3(c)(6) (read at second hand): who files at the top
left, detention at the top right, the court, the respondent with A-Number, the kind of proceedings, the judge and the hearing,
the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief_facts import day_in_words, full_name, is_represented, known, particular
from article3.documents.drafts.brief_values import Style, gap, paragraph, text
from article3.facts import after, proceeding
from article3.facts.papers import court, person, representative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.drafts.brief_values import Block, Run
    from article3.facts.case import Case

TITLE = "RESPONDENT'S PRE-HEARING BRIEF IN SUPPORT OF PROTECTION UNDER THE CONVENTION AGAINST TORTURE"
_KINDS = {
    "removal": "In Removal Proceedings",
    "deportation_or_exclusion": "In Deportation or Exclusion Proceedings",
    "withholding_only": "In Withholding-Only Proceedings",
    "asylum_and_withholding_only": "In Asylum-and-Withholding-Only Proceedings",
}
_HEARINGS = {"master": "Master calendar hearing", "individual": "Individual hearing"}


def cover(case: Case) -> Iterator[Block]:
    """The cover page."""
    yield paragraph(known(case, representative, "name", "name of who files"), style=Style.LEFT)
    for name in ("organization", "street"):
        if particular(case, representative, name):
            yield paragraph(particular(case, representative, name), style=Style.LEFT)
    parts = [particular(case, representative, name) for name in ("city", "state", "zip")]
    if all(parts):
        yield paragraph(f"{parts[0]}, {parts[1]} {parts[2]}", style=Style.LEFT)
    else:
        yield paragraph(gap("address of who files"), style=Style.LEFT)
    if is_represented(case):
        yield paragraph("EOIR ID: ", known(case, representative, "eoir_id", "EOIR ID"), style=Style.LEFT)
    yield paragraph(_detained(case), style=Style.RIGHT)
    for line in ("UNITED STATES DEPARTMENT OF JUSTICE", "EXECUTIVE OFFICE FOR IMMIGRATION REVIEW", "IMMIGRATION COURT"):
        yield paragraph(line, style=Style.CENTERED)
    yield paragraph(
        known(case, court, "city", "city of the court"), ", ", known(case, court, "state", "state"), style=Style.CENTERED
    )
    yield paragraph("In the Matter of: ", full_name(case), style=Style.LEFT)
    yield paragraph("A-Number: ", known(case, person, "a_number", "A-Number"), style=Style.LEFT)
    kind = _KINDS.get(str(case.value(proceeding.kind, None)))
    yield paragraph(text(kind) if kind else gap("kind of proceedings"), style=Style.LEFT)
    yield paragraph("Immigration Judge: ", known(case, court, "judge", "name of the judge"), style=Style.LEFT)
    yield paragraph(*_hearing(case), style=Style.LEFT)
    yield paragraph(TITLE, style=Style.CENTERED)


def signature(case: Case) -> Iterator[Block]:
    """The block to sign, with a line and no name on it but in print."""
    yield paragraph("Respectfully submitted,", style=Style.LEFT)
    yield paragraph(gap("signature"), "    Date: ", gap("date"), style=Style.LEFT)
    if is_represented(case):
        yield paragraph(known(case, representative, "name", "name of who files"), style=Style.LEFT)
        if particular(case, representative, "organization"):
            yield paragraph(particular(case, representative, "organization"), style=Style.LEFT)
        yield paragraph("For Respondent", style=Style.LEFT)
    else:
        yield paragraph(full_name(case), ", Respondent, without counsel", style=Style.LEFT)


def _detained(case: Case) -> Run:
    stated = case.value(after.detained, None)
    if stated is None:
        return gap("DETAINED, if so; else delete this line")
    return text("DETAINED" if stated else "NOT DETAINED")


def _hearing(case: Case) -> Iterator[Run]:
    """The next hearing: its kind, day and time as far as they are known."""
    which = particular(case, court, "next_hearing")
    days = {event.kind: event.day for event in case.events if event.day is not None}
    day = days.get(f"{which}_hearing") if which else None
    yield text(f"{_HEARINGS[which]}: ") if which else gap("kind of hearing")
    yield text("" if which else ": ")
    yield text(day_in_words(day)) if day else gap("day of the hearing")
    yield text(", ")
    yield known(case, court, "time", "time")
