"""The documents of a case: kept sealed, listed, given out, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from article3.documents.texts.preview import KINDS, Preview, PreviewError, preview
from article3.facts.case import base_name
from article3.store import trail
from article3.store.access import Verb
from article3.store.errors import NoAccessError, StoreError
from article3.store.files import add, content, files_of, found, remove
from article3.store.memory import Kept as Remembered
from article3.store.models import Reading, StoredFile
from article3.store.passages import passages_of
from article3.store.reading import again, readings_of
from article3.store.uploads import acknowledged, unfinished
from article3.web.cases.desk import Desk, of_case

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

BAD = 422
LARGEST_DRAWN = 50_000_000
"""Most bytes of a document whose pages are drawn."""
_PICTURES: Remembered[Preview] = Remembered(8)
"""The last pages that were drawn; a page is asked for just before its picture."""
UNFINISHED = (Reading.State.WAITING, Reading.State.READING)


class Kept(msgspec.Struct, frozen=True):
    """A document as the list shows it.

    Attributes:
        file: what is kept.
        exhibits: ids of the exhibits that name it as their document, its translation or the certificate.
        reading: how far its text has been read; ``None`` for what was kept before texts were read.
    """

    file: StoredFile
    exhibits: tuple[str, ...]
    reading: Reading | None

    @property
    def drawn(self) -> bool:
        """Whether its pages can be looked at."""
        return self.file.kind in KINDS and self.file.size <= LARGEST_DRAWN


@require_http_methods(["GET", "HEAD", "POST"])
@of_case(did="case.documents_listed", post=Verb.CASE_EDIT)
def documents(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The documents of a case; sent files are kept with it. What came in pieces is named by its upload."""
    refused: list[str] = []
    if request.method == "POST":
        sent = request.FILES.getlist("files")
        came = request.POST.get("came", "").split()
        kept = acknowledged(desk.user, desk.case, came)
        for one in sent:
            try:
                add(desk.user, desk.case, one.name or "", one.chunks())
                kept += 1
            except StoreError as error:
                refused.append(f"{one.name}: {error}")
        if not sent and not came:
            refused.append(gettext("Choose at least one file."))
        if kept:
            messages.success(request, ngettext("%(n)d document is kept.", "%(n)d documents are kept.", kept) % {"n": kept})
        if not refused:
            return redirect("documents", desk.case.id)
    named: dict[str, list[str]] = {}
    for exhibit in desk.facts.exhibits.values():
        for name in dict.fromkeys(map(base_name, exhibit.files)):
            named.setdefault(name, []).append(exhibit.id)
    readings = readings_of(desk.user, desk.case)
    there = files_of(desk.user, desk.case, papers=False)
    listed = [Kept(one, tuple(named.get(one.name, ())), readings.get(one.id)) for one in there]
    missing = sorted(named.keys() - {one.file.name for one in listed})
    waiting = [one for one in listed if one.reading is not None and one.reading.state in UNFINISHED]
    context = {"desk": desk, "documents": listed, "missing": missing, "refused": refused, "waiting": waiting}
    context["unfinished"] = unfinished(desk.user, desk.case) if desk.may_edit else []
    return render(request, "web/cases/documents.html", context, status=BAD if refused else 200)


@require_GET
@of_case()
def document(request: HttpRequest, desk: Desk, file_id: uuid.UUID) -> HttpResponseBase:
    """One document, to be saved: nothing of what people send is shown as a page of ours."""
    assert request.method  # noqa: S101 - a GET, as the decorator says
    return given_out(desk, _found(desk, file_id))


def given_out(desk: Desk, known: StoredFile) -> HttpResponseBase:
    """A file of the case as a download; the trail tells it."""
    trail.record(desk.user, "file.taken out", known.id, case=str(desk.case.id))
    answer = StreamingHttpResponse(content(known), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=known.name)
    answer["Content-Length"] = str(known.size)
    return answer


@require_GET
@of_case()
def document_text(request: HttpRequest, desk: Desk, file_id: uuid.UUID) -> HttpResponse:
    """The text of a document as it was read."""
    known = _found(desk, file_id)
    trail.record(desk.user, "file.text read", known.id, case=str(desk.case.id))
    begin = request.GET.get("from", "")
    text = passages_of(desk.user, known, int(begin) if begin.isdecimal() and len(begin) < 16 else 0)  # noqa: PLR2004
    reading = readings_of(desk.user, desk.case).get(known.id)
    return render(request, "web/cases/document_text.html", {"desk": desk, "file": known, "text": text, "reading": reading})


@require_GET
@of_case()
def document_page(request: HttpRequest, desk: Desk, file_id: uuid.UUID, page: int) -> HttpResponse:
    """A page of a document, as a picture beside the ways to the others."""
    known = _found(desk, file_id)
    trail.record(desk.user, "file.page read", known.id, case=str(desk.case.id), page=page)
    context = {"desk": desk, "file": known, "page": page, "pages": 0, "problem": ""}
    try:
        context["pages"] = _preview(known, page).pages
    except PreviewError as error:
        context["problem"] = str(error)
    return render(request, "web/cases/document_page.html", context, status=BAD if context["problem"] else 200)


@require_GET
@of_case()
def document_picture(request: HttpRequest, desk: Desk, file_id: uuid.UUID, page: int) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The picture itself; the page that shows it was told to the trail.

    Raises:
        Http404: if it cannot be drawn.
    """
    try:
        return HttpResponse(_preview(_found(desk, file_id), page).png, content_type="image/png")
    except PreviewError:
        raise Http404 from None


def _preview(known: StoredFile, page: int) -> Preview:
    """A page as a picture, drawn once for the page and its picture."""
    if known.size > LARGEST_DRAWN:
        raise PreviewError(gettext("it is larger than 50 MB; read its text, or download it"))
    return _PICTURES.of((known.id, page), lambda: preview(b"".join(content(known)), known.kind, page))


@require_POST
@of_case(Verb.CASE_EDIT)
def read_again(request: HttpRequest, desk: Desk, file_id: uuid.UUID) -> HttpResponse:
    """Read the text of a document anew."""
    again(desk.user, _found(desk, file_id))
    messages.success(request, gettext("The document is being read again."))
    return redirect("documents", desk.case.id)


@require_POST
@of_case(Verb.CASE_EDIT)
def remove_document(request: HttpRequest, desk: Desk, file_id: uuid.UUID) -> HttpResponse:
    """Take a document out of the case."""
    try:
        remove(desk.user, desk.case, _found(desk, file_id))
    except StoreError as error:
        messages.error(request, str(error))
        return redirect("documents", desk.case.id)
    messages.success(request, gettext("The document was removed. Earlier backups still hold it."))
    return redirect("documents", desk.case.id)


def _found(desk: Desk, file_id: uuid.UUID) -> StoredFile:
    try:
        return found(desk.user, desk.case, file_id)
    except NoAccessError:
        raise Http404 from None
