"""Papers of a case in the browser: drafted, downloaded, sent back after editing; official forms filled and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from article3.documents.drafts.brief import TooLongError
from article3.documents.forms.check_text import places, sources
from article3.documents.forms.checked import Severity
from article3.documents.forms.checking import CHECKED_FORM, check
from article3.documents.forms.making import Blank, filled_from
from article3.documents.forms.reading import FormError, read_form
from article3.documents.forms.stated import Wish
from article3.documents.made import LANGUAGES, Draft, Wanted, made
from article3.store import papers as store
from article3.store.access import Verb
from article3.store.errors import NoAccessError, StoreError
from article3.store.files import kind_of
from article3.store.papers import Kept
from article3.store.quoted import doubted
from article3.web.cases.desk import of_case
from article3.web.cases.documents import given_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from article3.documents.forms.checked import FormChecked
    from article3.documents.forms.filled import FormFilled
    from article3.store.models import Paper
    from article3.web.cases.desk import Desk

BAD = 422
LARGEST = 40_000_000
"""Most bytes of a form, or of a paper that is sent back."""
FORMS = {"i589": "I-589", "i765": "I-765"}
CATEGORIES = ("(a)(10)", "(c)(8)", "(c)(18)")
REASONS = ("initial", "replacement", "renewal")
_QUOTING = frozenset({Draft.BRIEF, Draft.MEMO})
_ENDINGS = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf"}


class Shown(msgspec.Struct, frozen=True):
    """A remark of the check of a form."""

    severity: str
    says: str
    remedy: str
    places: str
    sources: tuple[str, ...]


@require_GET
@of_case(did="case.papers_listed")
def papers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The papers of the case, and what can be made."""
    return _page(request, desk)


@require_POST
@of_case(Verb.CASE_EDIT)
def draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Draft a paper, and keep it as the next version."""
    kind, language = request.POST.get("kind", ""), request.POST.get("language", "en")
    if kind not in set(Draft):
        raise Http404
    if language not in LANGUAGES.get(Draft(kind), ("en",)):
        return _page(request, desk, gettext("This paper is not made in that language."))
    passages = doubted(desk.user, desk.case, desk.facts) if kind in _QUOTING else ()
    try:
        found = made(
            desk.facts, desk.demanded, desk.law, Wanted(Draft(kind), desk.today, language, passages, "hijri" in request.POST)
        )
    except TooLongError as error:
        return _page(request, desk, gettext("%(why)s; shorten what the case tells of each harm") % {"why": error})
    remarks = (*(f"To fill in: {gap}" for gap in found.gaps), *found.remarks)
    store.keep(desk.user, desk.case, Kept(kind, found.name, [found.data], language, remarks), desk.made_from)
    messages.success(request, gettext("The draft is kept. Read every word of it before it is used."))
    return redirect("papers", desk.case.id)


@require_POST
@of_case(Verb.CASE_EDIT)
def fill(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Fill an official form that is sent, and keep the result."""
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        raise Http404
    category, reason = request.POST.get("category", ""), request.POST.get("reason", "")
    if kind == "i765" and (category not in CATEGORIES or (reason and reason not in REASONS)):
        return _page(request, desk, gettext("Choose the category of Form I-765."))
    wish = Wish(desk.today, category if kind == "i765" else "", reason if kind == "i765" else "")
    try:
        data, name = _sent(request)
        told, result = filled_from(desk.facts, Blank(data, name, FORMS[kind], f"{kind}-filled.pdf"), desk.law, wish)
    except (FormError, StoreError) as error:
        return _page(request, desk, str(error))
    kept = Kept(kind, f"{kind}-filled.pdf", [result], "en", tuple(_told(told)))
    store.keep(desk.user, desk.case, kept, desk.made_from)
    messages.success(
        request, gettext("The form is filled and kept. Signatures are left empty; read every field before it is signed.")
    )
    return redirect("papers", desk.case.id)


@require_POST
@of_case()
def check_form(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check a filled Form I-589 against itself and the case; it is not kept."""
    try:
        data, name = _sent(request)
        form = read_form(data, name, CHECKED_FORM)
    except (FormError, StoreError) as error:
        return _page(request, desk, str(error))
    found = check(form, desk.law, desk.demanded, desk.today, desk.facts)
    context = {"desk": desk, "found": found, "remarks": list(_shown(found)), "worst": found.severity.value}
    return render(request, "web/cases/form_checked.html", context)


@require_POST
@of_case(Verb.CASE_EDIT)
def send_back(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep what somebody made of a paper as its next version."""
    paper = _paper(desk, number)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, desk, gettext("Choose a file."))
    wrong = _wrong(upload, paper)
    if wrong:
        return _page(request, desk, wrong)
    try:
        store.keep(desk.user, desk.case, Kept(paper.kind, upload.name or paper.file.name, upload.chunks(), paper.language))
    except StoreError as error:
        return _page(request, desk, str(error))
    messages.success(request, gettext("It is kept as the next version."))
    return redirect("papers", desk.case.id)


@require_GET
@of_case()
def paper(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """One version of a paper, to be saved."""
    return given_out(desk, _paper(desk, number).file)


def _page(request: HttpRequest, desk: Desk, error: str = "") -> HttpResponse:
    names = _names()
    listed = store.papers_of(desk.user, desk.case, desk.law.version)
    context = {
        "desk": desk,
        "error": error,
        "listed": [(names.get(one.kind, one.kind), one) for one in listed],
        "drafts": [(one.value, names[one]) for one in Draft],
        "categories": CATEGORIES,
        "reasons": REASONS,
    }
    return render(request, "web/cases/papers.html", context, status=BAD if error else 200)


def _names() -> dict[str, str]:
    """What each kind of paper is called."""
    return {
        Draft.DECLARATION: gettext("Declaration"),
        Draft.NOTES: gettext("Notes for the interview (never filed)"),
        Draft.INTERPRETATION: gettext("Certificate of interpretation"),
        Draft.BRIEF: gettext("Pre-hearing brief"),
        Draft.MEMO: gettext("Memorandum for the file (privileged)"),
        Draft.SUMMARY: gettext("Summary for the client"),
        "i589": gettext("Form I-589, filled"),
        "i765": gettext("Form I-765, filled"),
        "packet": gettext("Packet for the court"),
    }


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """The form that was sent.

    Raises:
        StoreError: if there is none, or it is too large.
    """
    upload = request.FILES.get("file")
    if upload is None:
        raise StoreError(gettext("choose the PDF of the form; it is never part of this program"))
    if (upload.size or 0) > LARGEST:
        raise StoreError(gettext("the file is larger than 40 MB; take the form without its attachments"))
    return upload.read(), upload.name or "form.pdf"


def _wrong(upload: UploadedFile[bytes], paper: Paper) -> str:
    """Why something cannot be a version of a paper; empty if it can."""
    if (upload.size or 0) > LARGEST:
        return gettext("The file is larger than 40 MB.")
    kind = kind_of(upload.read(512)) if upload.size else ""
    if kind not in _ENDINGS.values():
        return gettext("A paper is sent back as a Word file or a PDF.")
    if paper.kind in FORMS and kind != "application/pdf":
        return gettext("A form is sent back as a PDF.")
    return ""


def _told(found: FormFilled) -> Iterator[str]:
    yield from found.remarks
    yield from (f"Left blank: {blank.where}: {blank.why}" for blank in found.blanks if blank.needed)


def _shown(found: FormChecked) -> Iterator[Shown]:
    for one in found.remarks:
        if one.severity is not Severity.OK:
            yield Shown(one.severity.value, one.says, one.remedy, places(one), tuple(sources(one)))


def _paper(desk: Desk, number: int) -> Paper:
    try:
        return store.paper_of(desk.user, desk.case, number)
    except NoAccessError:
        raise Http404 from None
