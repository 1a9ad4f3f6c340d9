"""A brief's citations checked in the browser, each finding beside the text that it is about. Nothing of the text is kept."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import msgspec
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from article3 import __version__
from article3.citations.check import check
from article3.citations.checked import Severity
from article3.citations.errors import ReadingError
from article3.citations.finding import citations
from article3.citations.outcome import behind, outcome, sound
from article3.citations.reading import read
from article3.explanations.wording import VERIFIED
from article3.store import trail
from article3.store.errors import NoAccessError
from article3.store.files import content, files_of, found
from article3.web.cases.desk import of_case
from article3.web.law import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest, HttpResponse

    from article3.citations.model import Document
    from article3.citations.outcome import Mention, Outcome
    from article3.store.models import StoredFile
    from article3.web.cases.desk import Desk

BAD = 422
LARGEST = 40_000_000
"""Most bytes of a text that is checked."""
_TEXTS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
    "text/markdown",
)
"""Kinds of kept documents that can be checked."""


class Said(msgspec.Struct, frozen=True):
    """A remark, with the law behind it."""

    severity: str
    says: str
    law: tuple[str, ...]


class Note(msgspec.Struct, frozen=True):
    """What there is beside a citation.

    Attributes:
        number: of the citation, from 1.
        written: as the text has it.
        cited_as: the authority it is; empty if none is known here.
        address: of that authority in the book.
        status: how it stands, and what it is worth here.
        verified: how well that authority was checked by this project.
        remarks: the worst first.
    """

    number: int
    written: str
    severity: str
    cited_as: str
    address: str
    status: str
    verified: str
    remarks: tuple[Said, ...]


class Piece(msgspec.Struct, frozen=True):
    """A piece of a passage; ``number`` is that of the citation it is, or 0."""

    text: str
    number: int = 0
    severity: str = ""


class Beside(msgspec.Struct, frozen=True):
    """A passage with what stands beside it.

    Attributes:
        where: in words, as of the first citation in it.
    """

    where: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@require_http_methods(["GET", "POST"])
@of_case(did="case.citations_opened")
def check_citations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose a text; see its citations checked by the forum and the day that are looked at."""
    if request.method != "POST":
        return _page(request, desk)
    try:
        name, data = _sent(request, desk)
        document = sound(read(data, name))
    except ReadingError as error:
        return _page(request, desk, str(error))
    if not document.passages:
        return _page(request, desk, gettext("No text could be read in it. Give the text itself, or check it by hand."))
    forum = desk.demanded
    at = timezone.now().isoformat(timespec="seconds")
    report = check(document, citations(document), desk.law, forum.as_of, forum.circuit, checked_at=at)
    shown = outcome(document, report, desk.law, __version__)
    trail.record(desk.user, "case.citations_checked", desk.case.id, citations=shown.counts.citations, errors=shown.counts.error)
    context = {
        "desk": desk,
        "shown": shown,
        "passages": list(_beside(document, shown)),
        "quiet": "quiet" in request.POST,
        "errors": shown.counts.error,
    }
    return render(request, "web/cases/citations_found.html", context)


def _page(request: HttpRequest, desk: Desk, error: str = "") -> HttpResponse:
    texts = [one for one in files_of(desk.user, desk.case) if one.kind in _TEXTS]
    context = {"desk": desk, "error": error, "texts": texts}
    return render(request, "web/cases/citations.html", context, status=BAD if error else 200)


def _sent(request: HttpRequest, desk: Desk) -> tuple[str, bytes]:
    """The name and the bytes of the text that was sent, or of a document of the case that was chosen.

    Raises:
        ReadingError: if there is none, or it is too large.
        Http404: if the case has no such document.
    """
    upload = request.FILES.get("file")
    chosen = request.POST.get("document", "")
    if upload is None and not chosen:
        raise ReadingError(gettext("a text"), "", gettext("none was chosen"), gettext("choose a file, or a document of the case"))
    if upload is not None:
        _check_size(upload.name or "", upload.size or 0)
        return upload.name or "text", upload.read()
    known = _kept(desk, chosen)
    _check_size(known.name, known.size)
    trail.record(desk.user, "file.read", known.id, case=str(desk.case.id))
    return known.name, b"".join(content(known))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise ReadingError(name, "", gettext("it is larger than 40 MB"), gettext("give the brief without its exhibits"))


def _kept(desk: Desk, identifier: str) -> StoredFile:
    try:
        return found(desk.user, desk.case, uuid.UUID(identifier))
    except (ValueError, NoAccessError):
        raise Http404 from None


def _beside(document: Document, shown: Outcome) -> Iterator[Beside]:
    """Every passage with its citations; those without any are told as text alone."""
    by_passage: dict[int, list[Mention]] = {}
    for mention in shown.citations:
        by_passage.setdefault(mention.found.citation.passage, []).append(mention)
    for number, passage in enumerate(document.passages):
        mentions = by_passage.get(number, [])
        notes = tuple(_note(mention, shown) for mention in mentions)
        yield Beside(mentions[0].where if mentions else "", tuple(_pieces(passage.text, mentions)), notes)


def _pieces(text: str, mentions: Sequence[Mention]) -> Iterator[Piece]:
    at = 0
    for mention in sorted(mentions, key=lambda one: one.found.citation.start):
        citation = mention.found.citation
        if citation.start < at:
            continue  # it stands within another, in its parenthesis; its note stands beside all the same
        if citation.start > at:
            yield Piece(text[at : citation.start])
        yield Piece(text[citation.start : citation.end], mention.number, mention.severity.value)
        at = citation.end
    if at < len(text):
        yield Piece(text[at:])


def _note(mention: Mention, shown: Outcome) -> Note:
    one = mention.found
    said = tuple(
        Said(remark.severity.value, remark.says, law) for remark, law in zip(one.remarks, behind(mention, shown), strict=True)
    )
    standing = f"{one.standing[:1].upper()}{one.standing[1:]}." if one.standing else ""
    return Note(
        mention.number,
        one.citation.written,
        mention.severity.value if mention.severity is not Severity.OK else "",
        one.cited_as,
        address(f"authorities/{one.authority}.html") if one.authority else "",
        " ".join(filter(None, (one.status, standing))),
        VERIFIED[one.verified.value] if one.verified is not None else "",
        said,
    )
