"""The caseload: the cases that somebody may open, a new one, one from a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from article3.check.carried import CarriedError, is_carried, open_carried
from article3.explanations.wording import MARKS, SHORT_FORM_NAMES
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import cleaned, put
from article3.facts.suggestions import suggestions
from article3.facts.template import template
from article3.law.countries import country, headings
from article3.law.forums import circuits
from article3.law.loading import load
from article3.law.periods import label
from article3.logic.truth import Truth
from article3.store.access import Verb, may
from article3.store.caseload import FEW, Asked, Gaps, Line, Order, Which, listed
from article3.store.cases import By, create
from article3.store.errors import NoAccessError
from article3.web.cases.desk import user_of
from article3.web.drawn import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

BAD = 422
LARGEST = 4_000_000
"""Most bytes of a case file that is brought in."""
_WITHIN = {"7": 7, "30": 30, "90": 90}
"""Days within which the next date may be asked to be."""


class FormShown(msgspec.Struct, frozen=True):
    """How a form of protection stands, with its name and its mark."""

    name: str
    truth: Truth
    mark: str


class LineShown(msgspec.Struct, frozen=True):
    """A case of the list."""

    line: Line
    circuit: str
    forms: tuple[FormShown, ...]
    days: int | None


@require_GET
def caseload(request: HttpRequest) -> HttpResponse:
    """The list."""
    user, today, law = user_of(request), timezone.localdate(), load()
    asked = _asked(request.GET.dict(), today)
    found = listed(user, asked)
    kept = {key: words for key, words in request.GET.dict().items() if key != "page" and words}
    context = {
        "lines": drawn("cases/caseload_lines.html.j2", lines=[_shown(line, today) for line in found.lines])
        if found.lines
        else "",
        "found": found,
        "asked": asked,
        "within": request.GET.get("within", ""),
        "circuits": [(name, label(law, name)) for name in circuits(law)],
        "earlier": _page(kept, found.page - 1) if found.page > 1 else "",
        "later": _page(kept, found.page + 1) if found.page < found.pages else "",
        "filtered": bool(kept),
        "truths": [truth.value for truth in Truth],
        "few": FEW,
        "may_create": may(user, Verb.CASE_CREATE),
        "here": "home",
        "forms": SHORT_FORM_NAMES.values(),
    }
    return render(request, "web/cases/caseload.html", context)


def _asked(asked: dict[str, str], today: dt.date) -> Asked:
    page, days = asked.get("page", ""), _WITHIN.get(asked.get("within", ""))
    return Asked(
        cleaned(asked.get("title", "")).strip(),
        asked.get("circuit", ""),
        asked.get("country", ""),
        None if days is None else today + dt.timedelta(days=days),
        asked["protection"] if asked.get("protection") in {truth.value for truth in Truth} else "",
        Gaps(asked["gaps"]) if asked.get("gaps") in set(Gaps) else Gaps.ANY,
        Which(asked["which"]) if asked.get("which") in set(Which) else Which.OPEN,
        Order(asked["order"]) if asked.get("order") in set(Order) else Order.TITLE,
        int(page) if page.isdecimal() and len(page) < 7 else 1,  # noqa: PLR2004 - no list is longer
    )


def _page(kept: dict[str, str], number: int) -> str:
    return "?" + urlencode({**kept, "page": number})


def _shown(line: Line, today: dt.date) -> LineShown:
    truths = {truth.value: truth for truth in Truth}
    forms = (
        FormShown(name, truths[line.forms[form]], MARKS[truths[line.forms[form]]])
        for form, name in SHORT_FORM_NAMES.items()
        if form in line.forms
    )
    circuit = label(load(), line.circuit) if line.circuit else ""
    return LineShown(line, circuit, tuple(forms), None if line.next_day is None else (line.next_day - today).days)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new case in which everything is unknown but its title, its court and its country."""
    by = by_of(request)
    if request.method != "POST":
        return _new_form(request, {})
    typed = {name: cleaned(request.POST.get(name, "")).strip() for name in ("title", "circuit", "court", "country")}
    text = _blank(typed["country"], by.today)
    for path, words in (
        (("title",), typed["title"]),
        (("forum", "circuit"), typed["circuit"]),
        (("forum", "court"), typed["court"]),
    ):
        if words:
            text = put(text, path, words)
    return _created(request, by, text, "new", lambda more: _new_form(request, {"typed": typed, **more}))


def _blank(name: str, today: dt.date) -> str:
    """The template, with the questions of a country's profiles if it has any."""
    known = next((heading.id for heading in headings() if heading.id == name), None)
    if known is None:
        return template()
    found = country(known)
    return template(suggestions(found, found.profiles, today))


def _new_form(request: HttpRequest, more: dict[str, object]) -> HttpResponse:
    law = load()
    known = [(name.removeprefix("ca"), label(law, name)) for name in circuits(law)]
    context = {"circuits": known, "countries": [(one.id, one.name) for one in headings()], "typed": {}, **more}
    return render(request, "web/cases/new.html", context, status=BAD if "problems" in more else 200)


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """A case from a file; what is wrong with it is shown by line, and nothing is saved then."""
    by = by_of(request)
    if request.method != "POST":
        return _import_form(request, {})
    sent = request.FILES.get("file")
    if sent is not None and (sent.size or 0) > LARGEST:
        return _import_form(request, {"error": gettext("The file is larger than a case file can be.")})
    try:
        data = sent.read() if sent is not None else request.POST.get("text", "").encode()
        if is_carried(data):
            data = open_carried(data, request.POST.get("passphrase", "")).case.encode()
        text = data.decode("utf-8-sig")
    except CarriedError as error:
        return _import_form(request, {"error": str(error)})
    except UnicodeDecodeError:
        return _import_form(request, {"error": gettext("The file is not text in UTF-8. Save it again as UTF-8.")})
    text = text.replace("\r\n", "\n")
    return _created(request, by, text, "brought in from a file", lambda more: _import_form(request, {"text": text, **more}))


def _import_form(request: HttpRequest, more: dict[str, object]) -> HttpResponse:
    bad = "problems" in more or "error" in more
    return render(request, "web/cases/import.html", {"text": "", **more}, status=BAD if bad else 200)


def by_of(request: HttpRequest) -> By:
    """Who makes a case.

    Raises:
        Http404: if they may not.
    """
    user = user_of(request)
    if not may(user, Verb.CASE_CREATE):
        raise Http404
    return By(user, load(), timezone.localdate())


def _created(
    request: HttpRequest, by: By, text: str, why: str, again: Callable[[dict[str, object]], HttpResponse]
) -> HttpResponse:
    """The new case's room, or the form again with everything that is wrong."""
    try:
        case = create(by, text, why)
    except CaseFileError as error:
        return again({"problems": error.problems})
    except NoAccessError:
        raise Http404 from None
    messages.success(request, gettext("The case is made. It is open to you alone until somebody else is assigned to it."))
    return redirect("case", case.id)
