"""The law in the browser: searched, and read as the book that ``article3 law book`` writes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from article3.book.pages import PARTS, Page, pages
from article3.book.search import Place, Sort, found, places
from article3.book.shelf import Shelf, stocked
from article3.book.site import STYLE, rendered, style
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

MOST = 100
"""So many places are shown; the rest are counted."""


@functools.lru_cache(maxsize=2)
def _shelf(_version: str, day: dt.date) -> Shelf:
    return stocked(load(), day, {})


@functools.lru_cache(maxsize=2)
def _places(version: str, day: dt.date) -> tuple[Place, ...]:
    return tuple(places(_shelf(version, day)))


@functools.lru_cache(maxsize=2)
def _pages(version: str, day: dt.date) -> dict[str, Page]:
    return {page.path: page for page in pages(_shelf(version, day))}


@functools.lru_cache(maxsize=128)
def _written(version: str, day: dt.date, path: str, beside: tuple[tuple[str, str], ...]) -> str:
    return rendered(_shelf(version, day), _pages(version, day)[path], beside=beside)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The search, and what was found."""
    law, today = load(), timezone.localdate()
    words, sort, court = (request.GET.get(name, "").strip()[:200] for name in ("q", "sort", "court"))
    chosen = Sort(sort) if sort in set(Sort) else None
    court = court if court in law.courts else ""
    asked = bool(words or chosen or court)
    hits = found(_places(law.version, today), words, chosen, court) if asked else []
    context = {
        "here": "law",
        "q": words,
        "asked": asked,
        "sort": chosen,
        "sorts": [(one.value, _NAMES[one]()) for one in Sort],
        "court": court,
        "courts": sorted(law.courts.values(), key=lambda one: (one.rank or 9, one.id)),
        "hits": [(hit, _NAMES[hit.place.sort](), address(hit.place.href)) for hit in hits[:MOST]],
        "count": len(hits),
        "more": max(0, len(hits) - MOST),
        "parts": [(name, reverse("law_page", args=[path])) for name, path in PARTS],
        "version": law.version,
        "kept": law.maintained_through,
    }
    return render(request, "web/law.html", context)


_NAMES = {
    Sort.AUTHORITY: lambda: gettext("Authority"),
    Sort.QUESTION: lambda: gettext("Question of law"),
    Sort.RULE: lambda: gettext("Rule"),
    Sort.NUMBER: lambda: gettext("Number"),
    Sort.ISSUE: lambda: gettext("Precedents"),
    Sort.FACT: lambda: gettext("Fact"),
    Sort.COUNTRY: lambda: gettext("Country"),
    Sort.COURT: lambda: gettext("Immigration court"),
}


def address(href: str) -> str:
    """The address of a place that the book names from its top."""
    path, mark, anchor = href.partition("#")
    return f"{reverse('law_page', args=[path])}{mark}{anchor}"


@require_GET
def page(request: HttpRequest, path: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A page of the book, as of today.

    Raises:
        Http404: if the book has no such page.
    """
    if path == STYLE:
        return HttpResponse(style(), content_type="text/css; charset=utf-8")
    law, today = load(), timezone.localdate()
    if path not in _pages(law.version, today):
        raise Http404
    beside = ((gettext("Cases"), reverse("home")), (gettext("Search the law"), reverse("law")))
    return HttpResponse(_written(law.version, today, path, beside))
