"""Papers made from a case in memory: what is wanted goes in, a file and what there is to say about it come out."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.deadlines.agenda import agenda
from article3.documents.drafts.brief import brief, within
from article3.documents.drafts.brief_facts import full_name
from article3.documents.drafts.brief_material import changes, material
from article3.documents.drafts.brief_pages import measured
from article3.documents.drafts.brief_word import brief_file, memo_file
from article3.documents.drafts.certificates import interpretation, with_interpretation
from article3.documents.drafts.declaration import applicant, declaration
from article3.documents.drafts.interviewing import interviewing_notes
from article3.documents.drafts.memo import memo
from article3.documents.drafts.sheet_html import sheet_pdf
from article3.documents.drafts.sheet_word import sheet_file
from article3.documents.drafts.summary import summary
from article3.documents.provenance import Provenance
from article3.documents.quoting import Passage, pairs
from article3.facts.papers import a_number
from article3.findings.decide import decide

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.documents.drafts.sheet import Sheet
    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.forum import Forum


class Draft(enum.StrEnum):
    """A paper that can be drafted."""

    DECLARATION = "declaration"
    NOTES = "notes"
    INTERPRETATION = "interpretation"
    BRIEF = "brief"
    MEMO = "memo"
    SUMMARY = "summary"


LANGUAGES = {Draft.DECLARATION: ("en", "es", "ar"), Draft.SUMMARY: ("en", "es", "ar")}
"""The languages in which a paper can be had; others are in English."""


class Wanted(msgspec.Struct, frozen=True):
    """What is to be drafted.

    Attributes:
        draft: which paper.
        today: the day on which it is made.
        language: one of ``LANGUAGES``; beside the English in a declaration.
        doubted: quoted passages that are not known to stand in their exhibits; a brief has gaps for them.
        hijri: whether the dates of a summary have the Hijri day beside them.
    """

    draft: Draft
    today: dt.date
    language: str = "en"
    doubted: tuple[Passage, ...] = ()
    hijri: bool = False


class Made(msgspec.Struct, frozen=True):
    """A paper that was made.

    Attributes:
        name: of its file.
        data: the file.
        gaps: what is still to be filled in.
        remarks: what must be known before it is used.
    """

    name: str
    data: bytes
    gaps: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def made(case: Case, forum: Forum, law: Law, wanted: Wanted) -> Made:
    """Draft a paper.

    Raises:
        article3.documents.drafts.brief.TooLongError: if it is a brief that cannot be kept within its pages.
    """
    if wanted.draft in (Draft.BRIEF, Draft.MEMO):
        return _argued(case, forum, law, wanted)
    provenance = Provenance(__version__, law.version, law.maintained_through, forum.as_of, wanted.today)
    sheet = _SHEETS[wanted.draft](case, forum, law, wanted, provenance)
    if wanted.draft is Draft.SUMMARY:
        return Made(f"summary-{wanted.language}.pdf", sheet_pdf(sheet), tuple(sheet.gaps))
    fields = {"name": applicant(case), "a_number": case.papers.words(a_number)}
    language = f"-{wanted.language}" if wanted.language != "en" else ""
    content = sheet_file(sheet, wanted.today, fields, None)
    return Made(f"{wanted.draft.value}{language}.docx", content, tuple(sheet.gaps), sheet.warnings)


def _argued(case: Case, forum: Forum, law: Law, wanted: Wanted) -> Made:
    made_of = material(case, forum, law, wanted.today, doubted=pairs(wanted.doubted))
    filed = brief(made_of, measured)
    fields = {"name": full_name(case).text, "a_number": case.papers.words(a_number)}
    quoting = tuple(one.told() for one in wanted.doubted)
    if wanted.draft is Draft.MEMO:
        told = memo(made_of, filed, changes(made_of))
        return Made("memo.docx", memo_file(told, wanted.today, fields, None), told.gaps, quoting)
    within(filed, made_of.longest)
    left_out = tuple(f"Left out, so that the body keeps within its pages: {one}." for one in filed.left_out)
    return Made("brief.docx", brief_file(filed, wanted.today, fields, None), filed.gaps, (*quoting, *left_out, *filed.warnings))


def _declaration(case: Case, _forum: Forum, _law: Law, wanted: Wanted, provenance: Provenance) -> Sheet:
    own = wanted.language if wanted.language != "en" else ""
    return with_interpretation(declaration(case, provenance, own=own, abroad=False), case, provenance)


def _notes(case: Case, forum: Forum, law: Law, _wanted: Wanted, provenance: Provenance) -> Sheet:
    return interviewing_notes(decide(case, forum, law), provenance)


def _interpretation(case: Case, _forum: Forum, _law: Law, _wanted: Wanted, provenance: Provenance) -> Sheet:
    return interpretation(case, provenance)


def _summary(case: Case, forum: Forum, law: Law, wanted: Wanted, provenance: Provenance) -> Sheet:
    dates = agenda(case, wanted.today, law)
    return summary(case, decide(case, forum, law), dates, provenance, wanted.language, with_hijri=wanted.hijri)


_SHEETS: dict[Draft, Callable[[Case, Forum, Law, Wanted, Provenance], Sheet]] = {
    Draft.DECLARATION: _declaration,
    Draft.NOTES: _notes,
    Draft.INTERPRETATION: _interpretation,
    Draft.SUMMARY: _summary,
}
