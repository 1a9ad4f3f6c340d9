"""The dates of a case: drawn, in words, and as a calendar that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from article3.deadlines.agenda import agenda
from article3.deadlines.drawn import style, svg
from article3.deadlines.text import outline
from article3.explanations import fragment
from article3.law.loading import load
from article3.store import feeds as store
from article3.store.access import Verb
from article3.store.errors import NoAccessError
from article3.web.cases.desk import of_case, user_of
from article3.web.telling import outline_told

if TYPE_CHECKING:
    from django.http import HttpRequest

    from article3.store.feeds import Made
    from article3.web.cases.desk import Desk

_UNFOLDED = 3
"""Sections of the agenda that are open at first: the stage, what to do next, what is due."""


@require_GET
@of_case(did="case.dates_read")
def dates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The timeline, the agenda, and the calendar of this case."""
    return _page(request, desk)


@require_POST
@of_case(Verb.CASE_EXPORT)
def publish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make the calendar's address, or another in its place; it is shown this once."""
    return _page(request, desk, store.make(desk.user, desk.case, names="names" in request.POST))


def _page(request: HttpRequest, desk: Desk, made: Made | None = None) -> HttpResponse:
    found = agenda(desk.facts, desk.today, desk.law)
    full = "why" in request.GET
    mine = next((one for one in store.feeds_of(desk.user) if one.case_id == desk.case.id), None)
    context = {
        "desk": desk,
        # Both templates escape everything that they are given.
        "drawing": mark_safe(svg(found, alone=False)),  # noqa: S308
        "told": mark_safe(fragment.render(outline_told(outline(found, why=full)), level=2, unfolded=99 if full else _UNFOLDED)),  # noqa: S308
        "full": full,
        "feed": mine,
        "address": _address(request, made),
    }
    return render(request, "web/cases/dates.html", context)


@require_GET
def calendars(request: HttpRequest) -> HttpResponse:
    """The calendars that somebody lets programs read, and the one of all their cases."""
    return _calendars(request)


@require_POST
def publish_all(request: HttpRequest) -> HttpResponse:
    """Make the address of the calendar of all one's cases; it is shown this once."""
    return _calendars(request, store.make(user_of(request), None, names="names" in request.POST))


def _calendars(request: HttpRequest, made: Made | None = None) -> HttpResponse:
    context = {"feeds": store.feeds_of(user_of(request)), "address": _address(request, made), "most": store.MOST}
    return render(request, "web/cases/calendars.html", context)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Make the address of a calendar worthless.

    Raises:
        Http404: if this person has none of this number.
    """
    try:
        store.take_back(user_of(request), number)
    except NoAccessError:
        raise Http404 from None
    messages.success(request, gettext("The address is worth nothing any more."))
    return redirect("calendars")


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The calendar at a secret address, for a program that cannot sign in.

    Raises:
        Http404: if there is none.
    """
    try:
        content = store.read(token, load(), timezone.now(), timezone.localdate())
    except NoAccessError:
        raise Http404 from None
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_GET
def drawing_style(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The style of the timeline."""
    return HttpResponse(style(), content_type="text/css; charset=utf-8")


def _address(request: HttpRequest, made: Made | None) -> str:
    return "" if made is None else request.build_absolute_uri(reverse("calendar", args=[made.token]))
