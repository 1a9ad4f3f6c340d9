"""The facts of a case in forms made from the vocabulary, and its lists: harms, convictions, exhibits, events."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from article3.facts.case import HEARINGS, VENUE_CHANGED
from article3.facts.event import Service
from article3.facts.events import KINDS
from article3.facts.problems import CaseFileError
from article3.facts.reading import ID_PATTERN
from article3.facts.rewriting import NoSuchPlaceError, cleaned
from article3.facts.vocabulary import COLLECTIONS, SECTIONS, full_id
from article3.law.forums import circuits
from article3.law.periods import label
from article3.store import cases, edits
from article3.store.access import Verb
from article3.web.cases.desk import Desk, of_case
from article3.web.cases.fields import field, places_of, spoken
from article3.web.cases.particular_fields import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

    from article3.facts.case import Case as Facts
    from article3.facts.fact import Group
    from article3.facts.rewriting import Path, Plain
    from article3.logic.variables import Variable
    from article3.web.cases.fields import Field

    _Page: TypeAlias = Callable[[HttpRequest, Desk, dict[str, object]], HttpResponse]

BAD, CONFLICT = 422, 409
_EXHIBITS, _EVENTS = "exhibits", "events"
_FORUM = ("circuit", "court", "as_of", "hearing", "venue_changed")


_IN_A_FILE = "; write [] if there was none"
"""How a case file says that a list is empty; a page has a button for it."""


class SectionLine(msgspec.Struct, frozen=True):
    """A section in the list of them.

    Attributes:
        known: how many of its facts are known.
        count: how many it has.
        open: how many of the others can still matter.
        rank: the place of the first of them in the order of the interview; 0 if none can.
        index: of an entry of a list.
        name: its id.
    """

    id: str
    title: str
    known: int
    count: int
    open: int
    rank: int
    index: int | None = None
    name: str = ""


class ListLine(msgspec.Struct, frozen=True):
    """A list with its entries; whether the case says which there are."""

    id: str
    question: str
    entries: tuple[SectionLine, ...]
    listed: bool


@require_GET
@of_case(did="case.facts_read")
def overview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every section, those first that the interview would ask of first."""
    return render(request, "web/cases/facts.html", _overview(desk))


def _overview(desk: Desk) -> dict[str, object]:
    ranks = _ranks(desk)
    sections = sorted((_line(desk, ranks, group, None) for group in SECTIONS), key=lambda line: line.rank or len(ranks) + 1)
    lists = [
        ListLine(
            name,
            collection.question.replace(_IN_A_FILE, ""),
            tuple(_line(desk, ranks, group, index, name) for index in desk.facts.members(collection) or ()),
            desk.facts.members(collection) is not None,
        )
        for name, (collection, group) in COLLECTIONS.items()
    ]
    return {"desk": desk, "sections": sections, "lists": lists, "id_pattern": ID_PATTERN}


def _ranks(desk: Desk) -> dict[str, int]:
    """The place of each question that can still matter in the order of the interview."""
    if desk.forum is None:
        return {}
    return {one.place: number for number, one in enumerate(desk.asked_next().questions, 1)}


def home_of(desk: Desk, variable: Variable, scope: int | None) -> str:
    """Where a fact stands in the case file, as decisions and the interview name it."""
    if variable.entity is None or scope is None:
        return full_id(variable)
    name = next(
        name for name, (of, _) in COLLECTIONS.items() if of.entity is variable.entity and scope in desk.facts.lists.get(name, ())
    )
    return f"{name}[{desk.facts.name(variable.entity, scope)}].{variable.id}"


def _line(desk: Desk, ranks: dict[str, int], group: Group, index: int | None, name: str = "") -> SectionLine:
    facts, known, found = desk.facts, 0, []
    for fact in group.facts.values():
        known += facts.value(fact.variable, index) is not None
        rank = ranks.get(home_of(desk, fact.variable, index))
        if rank:
            found.append(rank)
    entry = "" if index is None or group.entity is None else facts.name(group.entity, index)
    return SectionLine(name or group.id, group.title, known, len(group.facts), len(found), min(found, default=0), index, entry)


@require_GET
@of_case(did="case.facts_read")
def section(request: HttpRequest, desk: Desk, section_id: str) -> HttpResponse:
    """The facts of a section."""
    group = next((group for group in SECTIONS if group.id == section_id), None)
    if group is None:
        raise Http404
    return _form(request, desk, group.title, section_id, None)


@require_GET
@of_case(did="case.facts_read")
def entry(request: HttpRequest, desk: Desk, section_id: str, index: int) -> HttpResponse:
    """The facts of a harm or a conviction."""
    if section_id not in COLLECTIONS or (COLLECTIONS[section_id][0].entity, index) not in desk.facts.names:
        raise Http404
    collection, _ = COLLECTIONS[section_id]
    return _form(request, desk, desk.facts.name(collection.entity, index), section_id, index)


def _form(request: HttpRequest, desk: Desk, title: str, section_id: str, index: int | None) -> HttpResponse:
    places = places_of(section_id, index, desk.facts)
    if not places:
        raise Http404
    ranks = _ranks(desk)
    fields = [
        field(desk.facts, desk.law, place, desk.version.number, rank=ranks.get(home_of(desk, *place), 0)) for place in places
    ]
    to_ask = sorted((one for one in fields if one.rank), key=lambda one: one.rank)
    context = {
        "desk": desk,
        "title": title,
        "section": section_id,
        "index": index,
        "question": COLLECTIONS[section_id][0].question if section_id in COLLECTIONS else "",
        "groups": [
            (gettext("Still to ask, in the order of the interview"), to_ask),
            (gettext("The rest"), _without(fields, to_ask)),
        ],
    }
    return render(request, "web/cases/section.html", context)


def _without(fields: list[Field], others: list[Field]) -> list[Field]:
    return [one for one in fields if one not in others]


@require_GET
@of_case(did="case.facts_read")
def ask(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The next questions of the interview, whatever section they belong to; as a part, what the case room shows of them."""
    asked = desk.asked_next()
    if request.headers.get("HX-Request"):
        return render(request, "web/cases/next.html", {"desk": desk, "asked": asked, "first": asked.questions[:5]})
    by_place = {home_of(desk, *place): place for place in _all_places(desk)}
    first = [
        (
            one,
            field(desk.facts, desk.law, by_place[one.place], desk.version.number, rank=number) if one.place in by_place else None,
        )
        for number, one in enumerate(asked.questions[:12], 1)
    ]
    return render(request, "web/cases/ask.html", {"desk": desk, "asked": asked, "first": first})


def _all_places(desk: Desk) -> Iterator[tuple[Variable, int | None]]:
    for group in SECTIONS:
        yield from places_of(group.id, None, desk.facts)
    for name, (collection, _) in COLLECTIONS.items():
        for index in desk.facts.members(collection) or ():
            yield from places_of(name, index, desk.facts)


@require_POST
@of_case(Verb.CASE_EDIT)
def list_add(request: HttpRequest, desk: Desk, section_id: str) -> HttpResponse:
    """Add a harm or a conviction; with ``none``, say that there are none."""
    if section_id not in COLLECTIONS:
        raise Http404
    collection, _ = COLLECTIONS[section_id]
    if "none" in request.POST:
        if desk.facts.members(collection):
            raise Http404  # the page offers it only where nothing is listed
        return _tried(
            request, desk, lambda: cases.has_none(desk.by, desk.case, collection), _overview_of, redirect("facts", desk.case.id)
        )
    name = cleaned(request.POST.get("id", "")).strip()
    if not name:
        return _troubled(
            request, desk, _overview_of, gettext("Give it a short name."), gettext("One word, such as gang or police.")
        )

    def add() -> object:
        return cases.add_entry(desk.by, desk.case, collection, name)

    return _tried(request, desk, add, _overview_of, redirect("facts", desk.case.id))


@require_POST
@of_case(Verb.CASE_EDIT)
def list_remove(request: HttpRequest, desk: Desk, section_id: str) -> HttpResponse:
    """Take an entry out of a list; the history keeps it."""
    if section_id not in {*COLLECTIONS, _EXHIBITS, _EVENTS}:
        raise Http404
    name = request.POST.get("id", "")
    pages = {_EXHIBITS: _exhibits_of, _EVENTS: _events_of}
    back = redirect(section_id if section_id in pages else "facts", desk.case.id)
    return _tried(
        request, desk, lambda: edits.remove(desk.by, desk.case, section_id, name), pages.get(section_id, _overview_of), back
    )


@require_http_methods(["GET", "POST"])
@of_case(did="case.facts_read", post=Verb.CASE_EDIT)
def exhibits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The exhibits of the case; one more can be added."""
    if request.method != "POST":
        return _exhibits_of(request, desk, {})
    new = _typed(request, ("id", "title", "kind", "date", "language", "note"))
    return _tried(
        request, desk, lambda: edits.add(desk.by, desk.case, _EXHIBITS, new), _exhibits_of, redirect(_EXHIBITS, desk.case.id)
    )


@require_http_methods(["GET", "POST"])
@of_case(did="case.facts_read", post=Verb.CASE_EDIT)
def events(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What happened or is set for a day; one more can be added."""
    if request.method != "POST":
        return _events_of(request, desk, {})
    new = _typed(request, ("kind", "on", "served", "outcome", "note"))
    new.setdefault("on", "unknown")
    free = {one.id for one in desk.facts.events}
    kind = new.get("kind", "event")
    named = {"id": next(name for number in range(1, 10_000) if (name := f"{kind}-{number}") not in free), **new}
    return _tried(
        request, desk, lambda: edits.add(desk.by, desk.case, _EVENTS, named), _events_of, redirect(_EVENTS, desk.case.id)
    )


@require_http_methods(["GET", "POST"])
@of_case(did="case.facts_read", post=Verb.CASE_EDIT)
def forum(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The title of the case, and the court that hears it."""
    if request.method != "POST":
        return _forum_of(request, desk, {})
    typed = {name: cleaned(request.POST.get(name, "")).strip() for name in ("title", *_FORUM)}
    base = request.POST.get("base", "")
    if not base.isdecimal() or not 1 <= int(base) <= desk.version.number:
        return HttpResponseBadRequest()
    shown, now = _of_forum(desk.facts_at(desk.numbered(int(base)))), _of_forum(desk.facts)
    new = {name: words for name, words in typed.items() if words != shown[name]}
    theirs = [name for name, words in new.items() if now[name] not in (shown[name], words)]
    if theirs:
        told = "; ".join(f"{name}: {now[name] or gettext('nothing')}" for name in theirs)
        error = gettext("Somebody else has changed this since you opened it. Stands there now: %(told)s.") % {"told": told}
        remedy = gettext("Below is what you typed; save it to put it in place of theirs.")
        return _troubled(request, desk, _forum_of, error, remedy, status=CONFLICT)
    values: dict[Path, Plain] = {(name,) if name == "title" else ("forum", name): words for name, words in new.items()}
    return _tried(
        request, desk, lambda: edits.put(desk.by, desk.case, values, "title and forum"), _forum_of, redirect("case", desk.case.id)
    )


def _typed(request: HttpRequest, names: tuple[str, ...]) -> dict[str, Plain]:
    """What was typed, without what was left blank."""
    found = ((name, cleaned(request.POST.get(name, "")).strip()) for name in names)
    return {name: words for name, words in found if words}


def _tried(request: HttpRequest, desk: Desk, change: Callable[[], object], page: _Page, done: HttpResponse) -> HttpResponse:
    """Make a change and go on, or show the page again with what is wrong."""
    try:
        change()
    except CaseFileError as error:
        first = error.problems[0]
        return _troubled(request, desk, page, f"{first.path}: {first.found}; expected {first.expected}.", first.remedy)
    except NoSuchPlaceError:
        message = gettext("That name is taken, or what it named is no longer there.")
        return _troubled(request, desk, page, message, gettext("Look at the list as it is now, and try again."))
    messages.success(request, gettext("Saved."))
    return done


def _troubled(request: HttpRequest, desk: Desk, page: _Page, error: str, remedy: str, *, status: int = BAD) -> HttpResponse:
    typed = {name: words for name, words in request.POST.items() if name != "csrfmiddlewaretoken"}
    response: HttpResponse = page(request, desk, {"error": error, "remedy": remedy, "typed": typed})
    response.status_code = status
    return response


def _overview_of(request: HttpRequest, desk: Desk, more: dict[str, object]) -> HttpResponse:
    return render(request, "web/cases/facts.html", {**_overview(desk), **more})


def _exhibits_of(request: HttpRequest, desk: Desk, more: dict[str, object]) -> HttpResponse:
    typed = more.get("typed")
    chosen = str(typed.get("kind", "")) if isinstance(typed, dict) else ""
    told = [(one, spoken(one.kind) if one.kind else "") for one in desk.facts.exhibits.values()]
    context = {"desk": desk, "exhibits": told, "kinds": kinds(chosen), "typed": {}, **more}
    return render(request, "web/cases/exhibits.html", context)


def _events_of(request: HttpRequest, desk: Desk, more: dict[str, object]) -> HttpResponse:
    outcomes = sorted({outcome for kind in KINDS.values() for outcome in kind.outcomes})
    context = {"desk": desk, "kinds": KINDS.values(), "services": [one.value for one in Service], "outcomes": outcomes}
    told = [(one, KINDS[one.kind].label) for one in desk.facts.events]
    return render(request, "web/cases/events.html", {**context, "events": told, "typed": {}, **more})


def _of_forum(case: Facts) -> dict[str, str]:
    """What the inputs hold; a circuit that follows from the court is not stated by itself."""
    return {
        "title": case.title,
        "circuit": "" if case.court else (case.circuit or "").removeprefix("ca"),
        "court": case.court,
        "as_of": str(case.as_of or ""),
        "hearing": case.hearing,
        "venue_changed": case.venue_changed,
    }


def _forum_of(request: HttpRequest, desk: Desk, more: dict[str, object]) -> HttpResponse:
    typed = _of_forum(desk.facts)
    known = [(name.removeprefix("ca"), label(desk.law, name)) for name in circuits(desk.law)]
    context = {"desk": desk, "circuits": known, "hearings": HEARINGS, "venues": VENUE_CHANGED, "typed": typed, **more}
    return render(request, "web/cases/forum.html", context)
