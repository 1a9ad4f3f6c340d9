"""Pages about errors. They say what to do, and nothing of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from article3.web.context import bare

if TYPE_CHECKING:
    from django.http import HttpRequest


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django calls it with one
    """There is no such page, or not for this person: the two look the same."""
    return _said(
        request,
        404,
        gettext("There is nothing here for you"),
        gettext("The page does not exist, or you may not see it. Whoever supervises a case can assign you to it."),
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """This may not be done."""
    return _said(request, 403, gettext("You may not do this"), gettext("Ask whoever supervises the case, or an administrator."))


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form was not sent from a page of ours that is still good."""
    return _said(
        request,
        403,
        gettext("This form is too old"),
        gettext(
            "You signed in or out since you opened it. Go back, copy what you typed, load the page again and send it once more."
        ),
    )


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The request cannot be read."""
    return _said(request, 400, gettext("This request cannot be read"), gettext("Go back and try again."))


def too_many(request: HttpRequest) -> HttpResponse:
    """Too much was tried in a short time."""
    return _said(request, 429, gettext("Too many attempts"), gettext("Wait some minutes, then try again."))


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """An error of ours; the page asks the database for nothing."""
    title = gettext("Something went wrong")
    words = gettext(
        "What you had saved is safe. Go back and try again; if it happens again, tell whoever runs this server when it happened."
    )
    return HttpResponse(render_to_string("web/error.html", {**bare(), "title": title, "words": words}), status=500)


def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """A page of allauth's that has no use here."""
    raise Http404


def _said(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "words": words}, status=status)
