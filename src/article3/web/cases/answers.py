"""Answers that were sent, by a whole form or one at a time as they are given: recorded, or shown again with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from article3.facts.case import Answer
from article3.facts.problems import CaseFileError
from article3.facts.values import BadValueError
from article3.facts.vocabulary import COLLECTIONS
from article3.logic.variables import Variable
from article3.store.access import Verb
from article3.store.cases import Given, answer
from article3.store.errors import ConflictError
from article3.web.asking import back_to
from article3.web.cases.desk import Desk, of_case
from article3.web.cases.fields import (
    Field,
    answer_of,
    because_name,
    field,
    in_words,
    is_change,
    place_of_key,
    read_typed,
    seen_in,
    with_error,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

    from article3.facts.case import Case as Facts

CONFLICT = 409
BAD = 422
TOLD = "case-changed"
"""The event by which the other parts of a page learn that the case has a new version."""


class _Sent(msgspec.Struct, frozen=True):
    """A field that was sent and says something new.

    Attributes:
        place: the fact, and the index of its harm or conviction in the version that was shown.
        given: the answer; absent if what was typed is none.
        shown: the field as it was typed.
    """

    place: tuple[Variable, int | None]
    given: Answer | None
    shown: Field


@require_POST
@of_case(Verb.CASE_EDIT)
def answers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Record what was sent: with ``only`` one field, and its state is the answer; else all that changed, and back to the page."""
    only = request.GET.get("only", "") if request.headers.get("HX-Request") else ""
    sent = _sent(request, desk, only)
    if sent is None:
        return HttpResponseBadRequest()
    troubled = [one.shown for one in sent if one.given is None]
    by_base: dict[int, list[_Sent]] = {}
    for one in sent:
        if one.given is not None:
            by_base.setdefault(one.shown.seen, []).append(one)
    for base, several in by_base.items():
        try:
            answer(desk.by, desk.case, [_given(one) for one in several], base)
        except ConflictError:
            troubled += _one_by_one(desk, several, base)
        except CaseFileError as error:
            troubled += [_refused(one.shown, error) for one in several]
    if only:
        return _state(request, desk, troubled, only, changed=bool(sent))
    if troubled:
        context = {"desk": desk, "fields": troubled, "next": back_to(request, reverse("case", args=[desk.case.id]))}
        conflict = any(one.theirs is not None for one in troubled)
        return render(request, "web/cases/answers.html", context, status=CONFLICT if conflict else BAD)
    if sent:
        messages.success(request, gettext("Saved."))
    return redirect(back_to(request, reverse("case", args=[desk.case.id])))


def _sent(request: HttpRequest, desk: Desk, only: str) -> list[_Sent] | None:
    """The fields that say something new; ``None`` if what was sent is no form of ours."""
    found = []
    for key, seen in seen_in(request.POST.dict(), only):
        if not 1 <= seen <= desk.version.number:
            return None
        try:
            facts = desk.facts_at(desk.numbered(seen))
        except CaseFileError:  # saved under another vocabulary: the page is too old
            return None
        place = place_of_key(key, facts)
        if place is None:
            return None
        because = [one for one in request.POST.getlist(because_name(key)) if one in facts.exhibits]
        typed = read_typed(request.POST.dict(), because, key)
        shown = field(facts, desk.law, place, seen, typed=typed)
        try:
            given = answer_of(place[0], typed)
        except BadValueError as error:
            found.append(_Sent(place, None, with_error(shown, error)))
            continue
        if is_change(facts.answer(*place), given):
            found.append(_Sent(place, given, shown))
    return found


def _given(one: _Sent) -> Given:
    if one.given is None:
        raise TypeError
    return Given(*one.place, one.given)


def _one_by_one(desk: Desk, several: list[_Sent], base: int) -> list[Field]:
    """Record those that nobody else has changed; the others, each with what the other person has put there."""
    contested = []
    for one in several:
        try:
            answer(desk.by, desk.case, [_given(one)], base)
        except ConflictError:
            contested.append(_contested(desk, one))
        except CaseFileError as error:
            contested.append(_refused(one.shown, error))
    return contested


def _contested(desk: Desk, one: _Sent) -> Field:
    """Both answers to choose from: what was typed is now held against the latest version."""
    desk.case.refresh_from_db()
    shown, now = desk.facts_at(desk.numbered(one.shown.seen)), desk.standing()
    variable, scope = one.place
    current = index_now(shown, now, variable, scope)
    if variable.entity is not None and current != scope:
        moved = gettext("Somebody has taken entries out of this list since you opened it.")
        return msgspec.structs.replace(
            one.shown, error=moved, remedy=gettext("Open the list again; the history has what was taken out.")
        )
    fresh = field(now, desk.law, (variable, current), desk.case.current, typed=one.shown.typed)
    return msgspec.structs.replace(fresh, theirs=in_words(now.answer(variable, current)))


def index_now(shown: Facts, now: Facts, variable: Variable, scope: int | None) -> int | None:
    """The index that a harm or conviction of one version has in another; ``None`` if it is not there."""
    if variable.entity is None or scope is None:
        return None
    name = shown.name(variable.entity, scope)
    return next((index for (of, index), known in now.names.items() if of is variable.entity and known == name), None)


def _refused(one: Field, error: CaseFileError) -> Field:
    """A field whose answer does not fit with the rest of the case."""
    first = error.problems[0]
    return msgspec.structs.replace(one, error=f"{first.found}; expected {first.expected}", remedy=first.remedy)


def _state(request: HttpRequest, desk: Desk, troubled: list[Field], key: str, *, changed: bool) -> HttpResponse:
    """The small part below a field that says whether its answer is saved."""
    one = next((shown for shown in troubled if shown.key == key), None)
    desk.case.refresh_from_db()
    context = {
        "desk": desk,
        "key": key if one is None else one.key,
        "seen": desk.case.current if one is None else one.seen,
        "field": one,
        "saved": changed and one is None,
    }
    # What came of it is in the words: htmx would show no part of a page that is not answered with 200.
    response = render(request, "web/cases/state.html", context)
    if changed and one is None:
        response.headers["HX-Trigger"] = TOLD
        moved = _moved(desk, key, int(request.POST[f"seen-{key}"]))
        if moved:
            response.headers["HX-Redirect"] = moved
    return response


def _moved(desk: Desk, key: str, seen: int) -> str:
    """Where the entry is edited now, if entries before it were taken out: its number on the open page is no longer right."""
    shown = desk.facts_at(desk.numbered(seen))
    place = place_of_key(key, shown)
    if place is None or place[1] is None:
        return ""
    variable, scope = place
    now = desk.standing()
    current = index_now(shown, now, variable, scope)
    if current in (None, scope):
        return ""
    name = next(
        name for name, (of, _) in COLLECTIONS.items() if of.entity is variable.entity and current in now.lists.get(name, ())
    )
    return reverse("facts_entry", args=[desk.case.id, name, current])
