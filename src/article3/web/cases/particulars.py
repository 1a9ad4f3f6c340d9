"""The particulars that only documents need, in forms made from the vocabulary: a page for each section and each list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from article3.facts.amending import Amendment, Entries
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import NoSuchPlaceError
from article3.store import edits
from article3.store.access import Verb
from article3.store.errors import ConflictError
from article3.web.cases.desk import Desk, of_case
from article3.web.cases.particular_rows import Row, amendment_of, moved, read_rows, rebased, rows_of, shown_rows
from article3.web.cases.particular_words import Part, words

if TYPE_CHECKING:
    from django.http import HttpRequest

BAD, CONFLICT = 422, 409


class PartLine(msgspec.Struct, frozen=True):
    """A part in the list of them.

    Attributes:
        known: how many of its particulars are known; of a list, how many entries it has.
        count: how many particulars it has.
        listed: whether the case says which entries there are.
    """

    part: Part
    known: int
    count: int
    listed: bool


class _Sent(msgspec.Struct, frozen=True):
    """A form that was sent.

    Attributes:
        part: what it is about.
        base: the number of the version that it was shown in.
        shown: what that version says.
        typed: what was typed over it.
    """

    part: Part
    base: int
    shown: tuple[Row, ...]
    typed: tuple[Row, ...]


@require_GET
@of_case(did="case.facts_read")
def overview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every part, with how much of it is known."""
    lines = [_line(desk, part) for part in words().part]
    return render(request, "web/cases/particulars.html", {"desk": desk, "lines": lines})


def _line(desk: Desk, part: Part) -> PartLine:
    papers = desk.facts.papers
    if part.is_list:
        return PartLine(part, len(papers.lists.get(part.id, ())), 0, part.id in papers.lists)
    known = sum(papers.value(fact.variable) is not None for fact in part.sheet.facts.values())
    return PartLine(part, known, len(part.sheet.facts), listed=True)


@require_http_methods(["GET", "POST"])
@of_case(did="case.facts_read", post=Verb.CASE_EDIT)
def particulars(request: HttpRequest, desk: Desk, part_id: str) -> HttpResponse:
    """One part; what is sent is kept with ``do=save``, and every other button only changes which entries the page shows."""
    part = words().find(part_id)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _page(request, desk, part, rows_of(part, desk.facts))
    base = request.POST.get("base", "")
    if not base.isdecimal() or not 1 <= int(base) <= desk.version.number:
        return HttpResponseBadRequest()
    try:
        desk_shown = desk.facts_at(desk.numbered(int(base)))
    except CaseFileError:  # saved under another vocabulary: the page is too old
        return HttpResponseBadRequest()
    shown = rows_of(part, desk_shown)
    typed = read_rows(request.POST, part, shown)
    do = request.POST.get("do", "save")
    sent = _Sent(part, int(base), shown, typed)
    if do == "none" and part.is_list:
        return _kept(request, desk, sent, Amendment(entries=Entries(part.path, none=True)))
    if do != "save":
        rows, opened = moved(part, typed, do)
        return _page(request, desk, part, rows, base=int(base), opened=opened, to_add=not opened)
    if any(one.error for row in shown_rows(part, typed, desk_shown) for one in row.fields if not row.row.is_out):
        return _page(request, desk, part, typed, base=int(base), failed=True, status=BAD)
    amendment = amendment_of(part, shown, typed)
    if amendment is None:
        messages.info(request, gettext("Nothing was changed."))
        return redirect("particulars_part", desk.case.id, part.id)
    return _kept(request, desk, sent, amendment)


def _kept(request: HttpRequest, desk: Desk, sent: _Sent, amendment: Amendment) -> HttpResponse:
    """Keep a change as a new version, or show the page again with what is wrong or what somebody else has done."""
    part = sent.part
    try:
        edits.amend(desk.by, desk.case, amendment, sent.base, f"particulars: {part.id}")
    except CaseFileError as error:
        problems = [msgspec.structs.replace(one, line=0) for one in error.problems]  # of a text that nobody has seen
        return _page(request, desk, part, sent.typed, base=sent.base, problems=problems, status=BAD)
    except (ConflictError, NoSuchPlaceError):
        now = Desk(request, desk.case)
        texts = (desk.numbered(sent.base).text, now.version.text)
        held = rebased(part, sent.shown, sent.typed, rows_of(part, now.facts), texts)
        return _page(request, now, part, held, conflict=True, status=CONFLICT)
    messages.success(request, gettext("Saved."))
    return redirect("particulars_part", desk.case.id, part.id)


def _page(
    request: HttpRequest,
    desk: Desk,
    part: Part,
    rows: tuple[Row, ...],
    *,
    base: int = 0,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    number = base or desk.version.number
    facts = desk.facts_at(desk.numbered(number))
    forms = list(shown_rows(part, rows, facts))
    all_parts = words().part
    at = all_parts.index(part)
    context: dict[str, object] = {
        "desk": desk,
        "part": part,
        "base": number,
        "forms": forms,
        "listed": part.id in facts.papers.lists,
        "errors": [one for form in forms for one in form.fields if one.error] if more.get("failed") else [],
        "unsaved": request.method == "POST",
        "next": all_parts[at + 1] if at + 1 < len(all_parts) else None,
        **more,
    }
    part_alone = request.headers.get("HX-Target") == "editor"
    # htmx would show no part of a page that is not answered with 200.
    template = f"web/cases/particulars_{'editor' if part_alone else 'part'}.html"
    return render(request, template, context, status=200 if part_alone else status)
