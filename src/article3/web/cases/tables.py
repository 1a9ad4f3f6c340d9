"""Many cases at once, from a table: shown before anything is made, then made together or not at all."""

from __future__ import annotations

import csv
import io
import secrets
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from article3.facts.from_table import MOST_ROWS, TableError, columns, rows_of
from article3.store.access import cases_of
from article3.store.cases import create_made, ready
from article3.web.cases.listing import by_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from article3.facts.from_table import Row
    from article3.store.models import User

BAD = 422
LARGEST = 4_000_000
"""Most bytes of a table."""
MINUTES = 60
"""How long a table waits, in the encrypted database, between being shown and being taken."""
SHOWN = 100
"""So many rows of each kind are shown; the rest are counted."""


class Sorted(NamedTuple):
    """The rows of a table: those that can be used, those whose title an open case has already, and those with an error."""

    good: list[Row]
    there: list[Row]
    bad: list[Row]


@require_http_methods(["GET", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """Choose a table; then see what it would make, row by row."""
    by = by_of(request)
    if request.method != "POST":
        return _form(request)
    sent = request.FILES.get("file")
    if sent is None:
        return _form(request, gettext("Choose a file."))
    if (sent.size or 0) > LARGEST:
        return _form(request, gettext("The file is larger than 4 MB. Divide the table."))
    try:
        text = sent.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _form(request, gettext("The file is not text in UTF-8. Save it again as CSV in UTF-8."))
    try:
        rows = rows_of(text, by.law)
    except TableError as error:
        return _form(request, str(error))
    token = secrets.token_urlsafe(16)
    cache.set(_key(by.user, token), text, MINUTES * 60)
    return _preview(request, by.user, rows, token)


@require_http_methods(["POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Make the cases of a table that was shown, all of them in one transaction."""
    by = by_of(request)
    token = request.POST.get("table", "")
    text = cache.get(_key(by.user, token))
    if not isinstance(text, str):
        return _gone(request)
    found = _sorted(by.user, rows_of(text, by.law))
    wanted = [*found.good, *(found.there if "there" in request.POST else [])]
    if not wanted:
        return _preview(request, by.user, rows_of(text, by.law), token)
    cases = [ready(by, row.text) for row in wanted]
    with transaction.atomic():
        if not cache.delete(_key(by.user, token)):  # it was sent twice, and the other came first
            return _gone(request)
        for case in cases:
            create_made(by, case, "brought in from a table")
    made = len(cases)
    messages.success(request, ngettext("%(made)d case is made.", "%(made)d cases are made.", made) % {"made": made})
    return redirect("home")


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """A table with the names of all columns and no rows, to fill in."""
    by_of(request)
    written = io.StringIO()
    csv.writer(written).writerow(columns())
    headers = {"Content-Disposition": 'attachment; filename="article3-cases.csv"'}
    return HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _gone(request: HttpRequest) -> HttpResponse:
    return _form(request, gettext("The table is no longer here. Choose it once more."))


def _form(request: HttpRequest, error: str = "") -> HttpResponse:
    context = {"error": error, "most": MOST_ROWS, "here": "home"}
    return render(request, "web/cases/table.html", context, status=BAD if error else 200)


def _preview(request: HttpRequest, user: User, rows: Sequence[Row], token: str) -> HttpResponse:
    found = _sorted(user, rows)
    context = {
        "found": found,
        "good": found.good[:SHOWN],
        "there": found.there[:SHOWN],
        "bad": found.bad[:SHOWN],
        "shown": SHOWN,
        "token": token,
        "minutes": MINUTES,
        "here": "home",
    }
    return render(request, "web/cases/table_preview.html", context)


def _sorted(user: User, rows: Sequence[Row]) -> Sorted:
    bad = [row for row in rows if row.problems]
    sound = [row for row in rows if not row.problems]
    titles = {row.title for row in sound if row.title}
    known = set(cases_of(user).filter(closed__isnull=True, title__in=titles).values_list("title", flat=True))
    return Sorted([row for row in sound if row.title not in known], [row for row in sound if row.title in known], bad)


def _key(user: User, token: str) -> str:
    """Under which a table waits; nobody else can name it."""
    return f"table:{user.pk}:{token[:40]}"
