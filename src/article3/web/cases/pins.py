"""A passage of a document pinned to its exhibit, and to the fact that it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from article3.facts.case import base_name
from article3.facts.pinning import Pin, pinned
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import cleaned
from article3.store.access import Verb
from article3.store.cases import save
from article3.store.errors import ConflictError, NoAccessError
from article3.store.files import found
from article3.store.passages import passage_of
from article3.web.cases.desk import of_case
from article3.web.cases.fields import key_of, place_of_key

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from article3.facts.case import Exhibit
    from article3.store.models import Passage, StoredFile
    from article3.web.cases.desk import Desk

BAD = 422


class Choice(msgspec.Struct, frozen=True):
    """A fact to choose: its key, its question, the harm it is asked of, what is stated."""

    key: str
    question: str
    about: str


@require_http_methods(["GET", "POST"])
@of_case(Verb.CASE_EDIT)
def pin(request: HttpRequest, desk: Desk, file_id: uuid.UUID, passage: int) -> HttpResponse:
    """Choose what of a passage is pinned to which exhibit and fact; then keep it as a version of the case."""
    try:
        known = found(desk.user, desk.case, file_id)
        one = passage_of(desk.user, known, passage)
    except NoAccessError:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, desk, known, one)
    wanted = _wanted(request, desk, known, one)
    if isinstance(wanted, str):
        return _page(request, desk, known, one, wanted)
    key = request.POST.get("fact", "")
    proves = place_of_key(key, desk.facts) if key else None
    if key and (proves is None or proves not in desk.facts.answers):
        return _page(request, desk, known, one, gettext("The case does not state that fact any more. Choose another."))
    base = request.POST.get("version", "")
    try:
        text = pinned(desk.version.text, desk.facts, wanted, desk.law, proves)
        if text != desk.version.text:
            save(desk.by, desk.case, text, int(base) if base.isdecimal() else 0, "a passage pinned")
    except (ConflictError, CaseFileError):
        return _page(request, desk, known, one, gettext("The case was saved meanwhile. Look at it, and pin the passage again."))
    messages.success(request, gettext("The passage is pinned."))
    return redirect("evidence", desk.case.id)


def _wanted(request: HttpRequest, desk: Desk, known: StoredFile, one: Passage) -> Pin | str:
    """What is pinned, or what is wrong with it."""
    quote = " ".join(cleaned(request.POST.get("quote", "")).split())
    if not quote or quote not in " ".join(one.text.split()):
        return gettext("Quote the passage word for word; leave out what stands before and after.")
    exhibit = request.POST.get("exhibit", "")
    if exhibit not in {each.id for each in _exhibits(desk, known)}:
        return gettext("Choose the exhibit that the document belongs to.")
    return Pin(exhibit, quote, "adverse" in request.POST)


def _page(request: HttpRequest, desk: Desk, known: StoredFile, one: Passage, error: str = "") -> HttpResponse:
    context = {
        "desk": desk,
        "file": known,
        "passage": one,
        "exhibits": _exhibits(desk, known),
        "facts": list(_facts(desk)),
        "error": error,
        "quote": request.POST.get("quote", one.text),
    }
    return render(request, "web/cases/pin.html", context, status=BAD if error else 200)


def _exhibits(desk: Desk, known: StoredFile) -> list[Exhibit]:
    """The exhibits that name a document as one of their files."""
    return [one for one in desk.facts.exhibits.values() if known.name in map(base_name, one.files)]


def _facts(desk: Desk) -> Iterator[Choice]:
    """What the case states, to be tied to the passage."""
    for (variable, scope), answer in desk.facts.answers.items():
        if answer.value is not None:
            about = "" if variable.entity is None or scope is None else desk.facts.name(variable.entity, scope)
            yield Choice(key_of(variable, scope), variable.question, about)
