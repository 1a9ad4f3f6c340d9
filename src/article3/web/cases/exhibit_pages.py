"""An exhibit in the browser: its particulars in a form, the facts that it proves, its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from article3.facts.amending import Amendment
from article3.facts.case import base_name
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import NoSuchPlaceError, cleaned
from article3.facts.values import BadValueError, when_of
from article3.store import edits
from article3.store.access import Verb
from article3.store.errors import ConflictError
from article3.store.files import files_of
from article3.web.cases.desk import Desk, of_case
from article3.web.cases.facts import home_of
from article3.web.cases.particular_fields import Asked, kinds, told_of
from article3.web.cases.particular_words import OfExhibit, words
from article3.web.cases.room import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, QueryDict

    from article3.facts.case import Case as Facts
    from article3.facts.case import Exhibit
    from article3.facts.rewriting import Path, Plain
    from article3.store.models import StoredFile

BAD, CONFLICT = 422, 409
_EXHIBITS = "exhibits"
_FILES = ("file", "translation.file", "translation.certified")
_NAME = "x-"


class Proved(msgspec.Struct, frozen=True):
    """A fact that names the exhibit as its proof."""

    question: str
    about: str
    address: str


class Typed(msgspec.Struct, frozen=True):
    """What the form holds.

    Attributes:
        words: by key.
        theirs: by key, what somebody else has put there meanwhile.
        wrong: by key, what is wrong with it.
    """

    words: dict[str, str]
    theirs: dict[str, str] = {}
    wrong: dict[str, str] = {}


@require_http_methods(["GET", "POST"])
@of_case(did="case.facts_read", post=Verb.CASE_EDIT)
def exhibit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The exhibit of a number; what is sent is kept as a new version."""
    if request.method != "POST":
        found = _numbered(desk.facts, number)
        return _page(request, desk, (number, found), Typed(_stated(found)))
    base = request.POST.get("base", "")
    if not base.isdecimal() or not 1 <= int(base) <= desk.version.number:
        return HttpResponseBadRequest()
    try:
        found = _numbered(desk.facts_at(desk.numbered(int(base))), number)
    except CaseFileError:  # saved under another vocabulary: the page is too old
        return HttpResponseBadRequest()
    typed = _read(request.POST, _stated(found))
    wrong = dict(_wrong_with(typed))
    if wrong:
        return _page(request, desk, (number, found), Typed(typed, wrong=wrong), base=int(base), status=BAD)
    amendment = _amendment(found, typed)
    if amendment is None:
        messages.info(request, gettext("Nothing was changed."))
        return redirect("exhibit", desk.case.id, number)
    try:
        edits.amend(desk.by, desk.case, amendment, int(base), f"exhibit {found.id}")
    except CaseFileError as error:
        problems = [msgspec.structs.replace(one, line=0) for one in error.problems]  # of a text that nobody has seen
        return _page(request, desk, (number, found), Typed(typed), base=int(base), problems=problems, status=BAD)
    except (ConflictError, NoSuchPlaceError):
        return _contested(request, desk, found, typed)
    messages.success(request, gettext("Saved."))
    now = list(desk.standing().exhibits)
    return redirect("exhibit", desk.case.id, now.index(found.id) + 1)


def _contested(request: HttpRequest, desk: Desk, found: Exhibit, typed: dict[str, str]) -> HttpResponse:
    """What was typed, over the version that stands now, with theirs beside it."""
    now = Desk(request, desk.case)
    standing = now.facts.exhibits.get(found.id)
    if standing is None:
        return _page(request, desk, (0, found), Typed(typed), gone=True, status=CONFLICT)
    shown, stated = _stated(found), _stated(standing)
    mine = {key for key, said in typed.items() if said != shown[key]}
    theirs = {key: stated[key] for key in mine if stated[key] not in (shown[key], typed[key])}
    both = {key: typed[key] if key in mine else stated[key] for key in typed}
    number = list(now.facts.exhibits).index(found.id) + 1
    return _page(request, now, (number, standing), Typed(both, theirs), conflict=True, status=CONFLICT)


def _numbered(facts: Facts, number: int) -> Exhibit:
    """An exhibit by its number in the case.

    Raises:
        Http404: if there is none.
    """
    found = list(facts.exhibits.values())
    if not 1 <= number <= len(found):
        raise Http404
    return found[number - 1]


def _asked() -> Iterator[OfExhibit]:
    for about in words().exhibit:
        yield from about.field


def _value(found: Exhibit, key: str) -> str | tuple[str, ...]:
    """What an exhibit says under a key; nothing of a translation that it does not have."""
    home, _, below = key.rpartition(".")
    of: object = getattr(found, home) if home else found
    value: str | tuple[str, ...] = "" if of is None else getattr(of, below)
    return value


def _stated(found: Exhibit) -> dict[str, str]:
    """What the form holds for an exhibit: a list has a line for each passage."""
    values = ((one.key, _value(found, one.key)) for one in _asked())
    return {
        key: said.strip() if isinstance(said, str) else "\n".join(" ".join(one.split()) for one in said) for key, said in values
    }


def _read(posted: QueryDict, shown: dict[str, str]) -> dict[str, str]:
    return {one.key: _tidy(one, cleaned(posted.get(_NAME + one.key, shown[one.key]))) for one in _asked()}


def _tidy(one: OfExhibit, said: str) -> str:
    if not one.lines:
        return said.strip()
    return "\n".join(filter(None, (" ".join(line.split()) for line in said.splitlines())))


def _wrong_with(typed: dict[str, str]) -> Iterator[tuple[str, str]]:
    for one in _asked():
        if one.needed and not typed[one.key]:
            yield one.key, gettext("An exhibit needs a title: say what it is.")
    if typed["kind"] and typed["kind"] not in {one.value for one in kinds("")}:
        yield "kind", gettext("There is no such kind of exhibit; choose one, or “Other”.")
    try:
        if typed["date"]:
            when_of(typed["date"])
    except BadValueError as error:
        yield "date", told_of(error)


def _amendment(found: Exhibit, typed: dict[str, str]) -> Amendment | None:
    """What is to be changed; nothing if what was typed says what was shown."""
    shown = _stated(found)
    values: dict[Path, Plain] = {}
    for one in _asked():
        said = typed[one.key]
        if said != shown[one.key]:
            path = (_EXHIBITS, found.id, *one.key.split("."))
            values[path] = list(said.splitlines()) if one.lines else said
    return Amendment(values) if values else None


def _page(
    request: HttpRequest,
    desk: Desk,
    shown: tuple[int, Exhibit],
    typed: Typed,
    *,
    base: int = 0,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    number, found = shown
    files = {one.name: one for one in files_of(desk.user, desk.case, papers=False)}
    groups = [(about, [_field(one, typed, files) for one in about.field]) for about in words().exhibit]
    context = {
        "desk": desk,
        "exhibit": found,
        "number": number,
        "base": base or desk.version.number,
        "groups": groups,
        "errors": [one for _, fields in groups for one in fields if one.error],
        "documents": [(name, files.get(base_name(name))) for name in found.files],
        "proves": list(_proves(desk, found)),
        "unsaved": request.method == "POST",
        **more,
    }
    return render(request, "web/cases/exhibit.html", context, status=status)


def _field(one: OfExhibit, typed: Typed, files: dict[str, StoredFile]) -> Asked:
    said = typed.words[one.key]
    kind = "choice" if one.key == "kind" else "area" if one.wide or one.lines or "\n" in said else "text"
    return Asked(
        _NAME + one.key,
        one.label,
        said,
        kind,
        kinds(said) if one.key == "kind" else (),
        tuple(sorted(files)) if one.key in _FILES else (),
        one.hint,
        long=one.long,
        needed=one.needed,
        error=typed.wrong.get(one.key, ""),
        theirs=typed.theirs.get(one.key),
    )


def _proves(desk: Desk, found: Exhibit) -> Iterator[Proved]:
    for (variable, scope), answer in desk.facts.answers.items():
        if found.id in answer.because:
            about = "" if variable.entity is None or scope is None else desk.facts.name(variable.entity, scope)
            yield Proved(variable.question, about, address_of(desk, "", home_of(desk, variable, scope)))
