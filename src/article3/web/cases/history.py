"""The versions of a case: who changed what, back to an earlier one, the file itself, taken out or written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from article3.facts.differences import Difference, differences
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import plain
from article3.law.loading import load
from article3.store import cases, trail
from article3.store.access import Verb
from article3.store.cases import By, history, latest, opened, put_back, version
from article3.store.errors import ConflictError, NoAccessError
from article3.web.cases.desk import Desk, of_case, user_of

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

    from article3.facts.rewriting import Plain
    from article3.store.models import Case

BAD, CONFLICT = 422, 409
_MOST = 4_000_000


class DifferenceShown(msgspec.Struct, frozen=True):
    """A difference with its place in words."""

    place: str
    difference: Difference


@require_GET
@of_case(did="case.history_read")
def versions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every version, latest first."""
    return render(request, "web/cases/history.html", {"desk": desk, "versions": history(desk.case)})


@require_GET
@of_case(did="case.history_read")
def one_version(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What one version changed, fact by fact, and how it differs from the one that stands now."""
    found = desk.numbered(number)
    before: dict[str, Plain] = {} if number == 1 else plain(desk.numbered(number - 1).text)
    context = {
        "desk": desk,
        "version": found,
        "changed": _shown(before, plain(found.text)),
        "since": _shown(plain(found.text), plain(desk.version.text)),
        "is_latest": number == desk.version.number,
    }
    return render(request, "web/cases/version.html", context)


def _shown(before: dict[str, Plain], after: dict[str, Plain]) -> list[DifferenceShown]:
    return [DifferenceShown(_place(one.path), one) for one in differences(before, after)]


def _place(path: tuple[str, ...]) -> str:
    return ": ".join(step.replace("_", " ") for step in path)


@require_POST
@of_case(Verb.CASE_EDIT)
def put_back_version(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Make an earlier version the latest again."""
    base = request.POST.get("base", "")
    try:
        put_back(desk.by, desk.case, number, int(base) if base.isdecimal() else 0)
    except ConflictError:
        messages.error(
            request, gettext("Somebody has saved the case since you opened this page. Look at what they changed first.")
        )
        return redirect("history", desk.case.id)
    except CaseFileError:
        messages.error(request, gettext("That version was saved under another vocabulary and cannot be put back as it is."))
        return redirect("history", desk.case.id)
    messages.success(request, gettext("The earlier version stands again, as a new version."))
    return redirect("case", desk.case.id)


@require_POST
@of_case(Verb.CASE_EXPORT)
def export(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001
    """The case file, to keep elsewhere; the trail tells that it was taken out."""
    trail.record(desk.user, "case.exported", desk.case.id, version=desk.version.number)
    response = HttpResponse(desk.version.text, content_type="application/yaml; charset=utf-8")
    # The name of the case is the client's: the file has the case's id for a name.
    response.headers["Content-Disposition"] = f'attachment; filename="case-{desk.case.id}.yaml"'
    return response


@require_POST
@of_case(Verb.CASE_CLOSE)
def close(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the case, or open it again."""
    closed = request.POST.get("closed") == "yes"
    cases.close(desk.by, desk.case, closed=closed)
    messages.success(request, gettext("The case is closed.") if closed else gettext("The case is open again."))
    return redirect("case", desk.case.id)


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case file as it is written, for what no form has; also where it cannot be read any more."""
    user = user_of(request)
    try:
        case = opened(user, case_id, Verb.CASE_EDIT, "" if request.method == "POST" else "case.file_read")
        if request.method != "POST":
            return _file(request, case, latest(case).text, case.current)
        return _saved(request, By(user, load(), timezone.localdate()), case)
    except NoAccessError:
        raise Http404 from None


def _saved(request: HttpRequest, by: By, case: Case) -> HttpResponse:
    typed, base = request.POST.get("text", "").replace("\r\n", "\n"), request.POST.get("base", "")
    number = int(base) if base.isdecimal() else 0
    try:
        cases.save(by, case, typed, number)
    except CaseFileError as error:
        return _file(request, case, typed, number, problems=error.problems, status=BAD)
    except ConflictError:
        theirs = differences(plain(version(case, number).text), plain(latest(case).text)) if number else ()
        shown = [DifferenceShown(_place(one.path), one) for one in theirs]
        return _file(request, case, typed, case.current, theirs=shown, status=CONFLICT)
    messages.success(request, gettext("Saved."))
    return redirect("case", case.id)


def _file(request: HttpRequest, case: Case, words: str, base: int, *, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "web/cases/text.html", {"case": case, "text": words, "base": base, **more}, status=status)
