"""Documents that come in pieces, for a script that goes on where a connection broke off; without it the form sends them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from article3.store import uploads
from article3.store.access import Verb
from article3.store.errors import NoAccessError, OffsetError, StoreError
from article3.web.cases.desk import Desk, of_case

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from article3.store.models import Upload

_CUT, _OTHER, _TOO_LARGE, _REFUSED = 400, 409, 413, 422
_DIGITS = 12


@require_POST
@of_case(Verb.CASE_EDIT)
def begin(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A file is announced; the answer says where it goes on, and how many bytes a piece has at most."""
    told = request.POST
    size, fingerprint = _number(told.get("size", "")), told.get("fingerprint", "")
    try:
        return _told(uploads.begin(desk.user, desk.case, told.get("name", ""), size, fingerprint))
    except NoAccessError:
        raise
    except StoreError as error:
        return _refused(str(error))


@require_POST
@of_case(Verb.CASE_EDIT)
def go_on(request: HttpRequest, desk: Desk, upload_id: uuid.UUID) -> HttpResponse:
    """The next piece of a file; the answer says how much is safe, and whether the file is kept by now."""
    length = _number(request.META.get("CONTENT_LENGTH") or "0")
    if length > uploads.LARGEST_PIECE:
        return _refused(gettext("a piece has at most 2 MB; load the page, and choose the file again"), _TOO_LARGE)
    content = request.body
    if len(content) != length:
        return JsonResponse({}, status=_CUT)
    try:
        return _told(uploads.go_on(desk.user, desk.case, upload_id, _number(request.GET.get("from", "")), content))
    except OffsetError as error:
        return JsonResponse({"done": error.done}, status=_OTHER)
    except NoAccessError:
        raise
    except StoreError as error:
        return _refused(str(error))


@require_POST
@of_case(Verb.CASE_EDIT)
def give_up(request: HttpRequest, desk: Desk, upload_id: uuid.UUID) -> HttpResponse:
    """Remove what has come of a file."""
    uploads.give_up(desk.user, desk.case, upload_id)
    messages.success(request, gettext("What had come of the file was removed."))
    return redirect("documents", desk.case.id)


def _told(upload: Upload) -> JsonResponse:
    """How far an upload is."""
    return JsonResponse(
        {
            "id": str(upload.pk),
            "address": reverse("upload", args=[upload.case_id, upload.pk]),
            "done": upload.done,
            "piece": uploads.LARGEST_PIECE,
            "kept": upload.file_id is not None,
        }
    )


def _refused(words: str, status: int = _REFUSED) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)


def _number(words: str) -> int:
    """A number that a browser sent; -1 if it is none, which nothing begins at."""
    return int(words) if words.isdecimal() and len(words) <= _DIGITS else -1
