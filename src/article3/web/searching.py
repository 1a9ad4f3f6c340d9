"""Search over one's cases and the library. What is looked for is sent, never part of an address: addresses are kept in places."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from article3.store.access import cases_of
from article3.store.caseload import countries_of
from article3.store.library import choices
from article3.store.search import Found, Sought, Where, search
from article3.web.asking import who

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish"), "ar": gettext_lazy("Arabic")}
_WHERE = {
    Where.ALL: gettext_lazy("my cases and the library"),
    Where.CASES: gettext_lazy("my cases"),
    Where.LIBRARY: gettext_lazy("the library"),
}
_LONGEST = 300
_PAGE_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """What to look for, and what was found."""
    user = who(request)
    sought = _sought(request.POST)
    found: Found | None = search(user, sought) if request.method == "POST" else None
    countries, sources = choices(user)
    context = {
        "sought": sought,
        "found": found,
        "in_case": cases_of(user).filter(pk=sought.case).first() if sought.case else None,
        "where": [(one.value, words) for one, words in _WHERE.items()],
        "languages": LANGUAGES.items(),
        "countries": sorted({*countries, *countries_of(user)}),
        "sources": sources,
        "here": "search",
    }
    return render(request, "web/search.html", context)


def _sought(sent: QueryDict) -> Sought:
    page, where, language = (str(sent.get(name, "")) for name in ("page", "where", "language"))
    return Sought(
        sent.get("words", "")[:_LONGEST],
        Where(where) if where in set(Where) else Where.ALL,
        _identifier(sent.get("case", "")),
        sent.get("country", ""),
        sent.get("source", ""),
        _day(sent.get("since", "")),
        _day(sent.get("until", "")),
        language if language in LANGUAGES else "",
        int(page) if page.isdecimal() and len(page) <= _PAGE_DIGITS else 1,
    )


def _identifier(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:
        return None


def _day(words: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return day if dt.date.min < day < dt.date.max else None
