"""The case room: one case on one screen, the explanation of each of its findings, and the same facts in every circuit."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from article3.deadlines.agenda import agenda
from article3.deadlines.wording import DUE
from article3.explanations import fragment
from article3.explanations.argument import of_argument
from article3.explanations.brief import in_brief
from article3.explanations.claim_map import Cell as MapCell
from article3.explanations.claim_map import Grid, Row
from article3.explanations.items import Item, Role
from article3.explanations.outline import of_finding
from article3.explanations.wording import FORM_NAMES, MARKS, SHORT_FORM_NAMES
from article3.facts.after import FORMS as GRANTED
from article3.facts.after import grant
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.findings.excerpt import grounds_below
from article3.findings.venue import forum_used
from article3.interview.priors import stated_priors
from article3.interview.robustness import what_if
from article3.interview.setting import Goal
from article3.interview.wording import of_what_if
from article3.law.periods import AGENCY, label
from article3.law.periods import forums as every_forum
from article3.logic.truth import Truth
from article3.precedents.argument import argument
from article3.precedents.vocabulary import GROUPS
from article3.rules.likelihood import (
    all_sources,
    course_of_events,
    likely_torture,
    more_likely_than_not,
    single_source,
    substantial_risk,
)
from article3.rules.rulebase import RULES
from article3.store.memory import Kept
from article3.store.reviews import remarks
from article3.web.cases.desk import Desk, day_asked, of_case
from article3.web.cases.fields import field
from article3.web.drawn import drawn
from article3.web.telling import outline_told, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from article3.explanations.outline import Outline
    from article3.findings.model import Finding
    from article3.logic.propositions import Rule
    from article3.logic.variables import Variable

_MAPS: Kept[SafeString] = Kept(128)
_NEXT_DATES = 3
_MOST_FIELDS = 10
"""So many facts below a finding are asked beside its explanation; where there are more, it rests on findings with pages of their
own."""
_BY_ID = {full_id(variable): variable for variable in FACTS}
_FIRST_YEAR = 1999
LIKELIHOOD = frozenset(
    one.id for one in (course_of_events, more_likely_than_not, single_source, all_sources, substantial_risk, likely_torture)
)
"""Findings on likelihood, which chains of events in numbers bear on."""
_SHOWN = ("Finding", "What is missing")
"""Sections of an explanation that are not folded."""


class CellShown(msgspec.Struct, frozen=True):
    """A cell of the claim map with where it leads."""

    cell: MapCell
    mark: str
    address: str
    column: str


class RowShown(msgspec.Struct, frozen=True):
    """A row of the claim map."""

    row: Row
    cells: tuple[CellShown | None, ...]


class GridShown(msgspec.Struct, frozen=True):
    """A table of the claim map."""

    grid: Grid
    rows: tuple[RowShown, ...]


@require_GET
@of_case(did="case.opened")
def room(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The room; while no circuit is known, what to do about it."""
    due = [one for one in agenda(desk.facts, desk.today, desk.law).deadlines if one.day is not None and one.status in DUE]
    context: dict[str, object] = {"desk": desk, "due": due[:_NEXT_DATES], "more_due": max(0, len(due) - _NEXT_DATES)}
    context["elsewhere"] = list(_elsewhere(desk))
    if desk.forum is not None:
        known = desk.asked_next_if_known()
        context |= {
            "forms": _forms(desk),
            "map": _map_shown(desk),
            "asked": known,
            "first": known.questions[:5] if known is not None else (),
            "told": _told_besides(desk),
        }
    return render(request, "web/cases/room.html", context)


def _elsewhere(desk: Desk) -> Iterator[tuple[str, str]]:
    """Pages of the case that other parts of the workbench have, where they are there."""
    for name in ("review", "assignments"):
        try:
            yield name, reverse(name, args=[desk.case.id])
        except NoReverseMatch:
            continue


def _forms(desk: Desk) -> list[tuple[str, str, Truth, str, str]]:
    """Each form with its truth, its mark, the sentence why, and its address."""
    found = []
    told = next(section for section in in_brief(desk.decision).sections if section.items and section.items[0].target in GRANTED)
    for item in told.items:
        truth = item.truth or Truth.UNDETERMINED
        why = [item.text.partition(": ")[2], *(below.text for below in item.items)]
        address = reverse("finding", args=[desk.case.id, item.target]) + desk.lens
        sentences = ". ".join(_sentence(said(words)) for words in why)
        found.append((said(FORM_NAMES[item.target]), MARKS[truth], truth, sentences, address))
    return found


def _sentence(words: str) -> str:
    return (words[:1].upper() + words[1:]).rstrip(".")


def _told_besides(desk: Desk) -> str:
    """What is forced by precedent, and what must be read besides."""
    brief = in_brief(desk.decision)
    kept = [
        section
        for section in brief.sections
        if section.title in {"Forced by precedent", "Open questions of law", "Read this too"}
    ]
    return _html(msgspec.structs.replace(brief, sections=kept), desk)


def _map_shown(desk: Desk) -> SafeString:
    """The claim map as a part of a page, which is the same for whoever may look at it."""
    key = (*desk.key, desk.lens, get_language())
    return _MAPS.of(key, lambda: drawn("cases/map.html.j2", case=desk.case.id, grids=_grids(desk)))


def _grids(desk: Desk) -> list[GridShown]:
    found = desk.map
    return [_grid(grid, desk) for grid in (found.feared, found.claim, found.past) if grid.id != "past_harms" or grid.columns]


def _grid(grid: Grid, desk: Desk) -> GridShown:
    rows = []
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        shown = tuple(
            None
            if cell is None
            else CellShown(cell, MARKS[cell.truth], _address(row, cell, grid, column.index, desk), column.name)
            for column, cell in zip(grid.columns, cells, strict=True)
        )
        rows.append(RowShown(row, shown))
    return GridShown(grid, tuple(rows))


def _address(row: Row, cell: MapCell, grid: Grid, index: int | None, desk: Desk) -> str:
    if not cell.finding:
        entry = reverse("facts_entry", args=[desk.case.id, grid.id, index])
        return f"{entry}#f-{row.id.replace('.', '-')}-{index}"
    return _finding_address(desk, row.id, RULES[row.id], index)


def _finding_address(desk: Desk, identifier: str, rule: Rule, index: int | None) -> str:
    args: list[object] = [desk.case.id, identifier]
    return (reverse("finding", args=args) if rule.entity is None else reverse("finding_about", args=[*args, index])) + desk.lens


@require_GET
@of_case()
def claim_map_part(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The map alone, for a page whose case has changed."""
    return HttpResponse(_map_shown(desk))


@require_GET
@of_case()
def forums(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same facts in all thirteen forums on a day: every circuit, and where none has ruled."""
    day = day_asked(request.GET.get("day", ""), desk.law)
    bad = bool(request.GET.get("day")) and day is None
    year = request.GET.get("year", "")
    if day is None and year.isdecimal():
        day = day_asked(f"{int(year):04}-{desk.today:%m-%d}".replace("-02-29", "-02-28"), desk.law) or desk.law.begins
    day = day or (desk.forum.as_of if desk.forum is not None else desk.today)
    everywhere = desk.everywhere(day)
    own = desk.facts.circuit or ""
    # Those that differ from the case's own circuit are marked, in words too.
    base = everywhere.get(own)
    rows = []
    for form, name in SHORT_FORM_NAMES.items():
        cells = []
        for circuit in every_forum(desk.law):
            seen = everywhere[circuit][form]
            differs = base is not None and base[form].truth is not seen.truth
            # Where no circuit has ruled is no place that a case could be in.
            address = "" if circuit == AGENCY else f"{reverse('case', args=[desk.case.id])}?circuit={circuit}&on={day}"
            cells.append((circuit, seen, MARKS[seen.truth], differs, address))
        rows.append((name, cells))
    context = {
        "desk": desk,
        "day": day,
        "bad": bad,
        "table": drawn("cases/strip_table.html.j2", rows=rows, heads=_heads(desk), own=own),
        "own": own,
        "years": (_FIRST_YEAR, max(desk.today.year, day.year)),
        "kept": desk.law.maintained_through,
        "later": day > desk.law.maintained_through,
    }
    part = bool(request.headers.get("HX-Request"))
    return render(request, "web/cases/strip.html" if part else "web/cases/forums.html", context)


def _heads(desk: Desk) -> list[tuple[str, str]]:
    return [(circuit, label(desk.law, circuit).replace(" Cir.", "")) for circuit in every_forum(desk.law)]


@require_GET
@of_case(did="case.finding_read")
def finding(request: HttpRequest, desk: Desk, rule: str, index: int | None = None) -> HttpResponse:
    """The explanation of one finding, with what it rests on and the facts to record."""
    found, about = _found(desk, rule, index)
    places = list(dict.fromkeys(_asked_below(desk, found, index)))
    fields = [field(desk.facts, desk.law, place, desk.version.number) for place in places]
    part = bool(request.headers.get("HX-Request"))
    full = "full" in request.GET
    outline = of_finding(desk.decision, [found], full=full)
    context = {
        "desk": desk,
        "finding": found,
        "about": about,
        "mark": MARKS[found.truth],
        "remarks": remarks(desk.case, found.id),
        "evidence": [(name, desk.decision.exhibits[name].title) for name in found.evidence if name in desk.decision.exhibits],
        "told": _html(
            outline, desk, skip=found.id, unfolded=99 if full else sum(section.title in _SHOWN for section in outline.sections)
        ),
        "full": full,
        "in_full": f"{request.path}{desk.lens or '?'}{'&' if desk.lens else ''}full=yes",
        "fields": fields if len(fields) <= _MOST_FIELDS else (),
        "many": len(fields) > _MOST_FIELDS,
        "what_if": _what_if_address(desk, rule, index),
        "arguments": _arguments_address(desk, index, RULES[rule]),
        "likelihood": reverse("likelihood", args=[desk.case.id]) + desk.lens if rule in LIKELIHOOD else "",
        "here": request.get_full_path(),
    }
    return render(request, "web/cases/finding_part.html" if part else "web/cases/finding.html", context)


def _found(desk: Desk, identifier: str, index: int | None) -> tuple[Finding, str]:
    """A finding of the decision, with the name of what it is about.

    Raises:
        Http404: if there is none.
    """
    rule = RULES.get(identifier)
    if rule is None or (rule.entity is None) is not (index is None):
        raise Http404
    name = ""
    if rule.entity is grant and index is not None:
        name = GRANTED[index] if index < len(GRANTED) else ""
    elif rule.entity is not None and index is not None:
        name = desk.facts.names.get((rule.entity, index), "")
    found = desk.decision.findings.get(f"{identifier}[{name}]" if name else identifier)
    if found is None:
        raise Http404
    return found, name


def _asked_below(desk: Desk, found: Finding, index: int | None) -> Iterator[tuple[Variable, int | None]]:
    """The facts that a finding rests on, itself or through others about the same."""
    for ground in grounds_below(desk.decision, found):
        variable = _BY_ID.get(ground.fact)
        if variable is None:
            continue
        if variable.entity is None:
            yield variable, None
        elif index is not None and (variable.entity, index) in desk.facts.names and RULES[found.rule].entity is variable.entity:
            yield variable, index


def _what_if_address(desk: Desk, rule: str, index: int | None) -> str:
    args = [desk.case.id, rule] if index is None else [desk.case.id, rule, index]
    return reverse("what_if" if index is None else "what_if_about", args=args) + desk.lens


def _arguments_address(desk: Desk, index: int | None, rule: Rule) -> str:
    entities = {group.entity: of.value for of, group in GROUPS.items()}
    if index is None or rule.entity not in entities:
        return ""
    return reverse("arguments", args=[desk.case.id, entities[rule.entity], index]) + desk.lens


@require_GET
@of_case()
def what_would_change(request: HttpRequest, desk: Desk, rule: str, index: int | None = None) -> HttpResponse:
    """What would make a finding, and what would break it."""
    found, about = _found(desk, rule, index)
    used = forum_used(desk.facts, desk.demanded, desk.law, None)
    told = what_if(desk.view, Goal(RULES[rule], index, found.id), stated_priors(), used)
    context = {"desk": desk, "finding": found, "about": about, "told": _html(of_what_if(told), desk)}
    part = bool(request.headers.get("HX-Request"))
    return render(request, "web/cases/told.html" if part else "web/cases/what_if.html", context)


@require_GET
@of_case(did="case.arguments_read")
def arguments(request: HttpRequest, desk: Desk, entity: str, index: int) -> HttpResponse:
    """What decided cases force about one harm or conviction, and how to argue from them."""
    groups = {of.value: (of, group) for of, group in GROUPS.items()}
    if entity not in groups or (groups[entity][1].entity, index) not in desk.facts.names:
        raise Http404
    of, group = groups[entity]
    assert group.entity is not None  # noqa: S101 - groups of precedents are of entities
    about = desk.facts.name(group.entity, index)
    issues = [issue.id for issue in desk.law.issues.values() if issue.entity is of]
    found = argument(desk.facts, desk.demanded, desk.law, issues)
    told = msgspec.structs.replace(found, issues=tuple(one for one in found.issues if one.about == about))
    outline = of_argument(told)
    context = {"desk": desk, "about": about, "subtitle": said(outline.subtitle), "told": _html(outline, desk)}
    return render(request, "web/cases/arguments.html", context)


def _html(outline: Outline, desk: Desk, *, skip: str = "", unfolded: int = 99) -> str:
    """An outline as a part of a page; its findings and facts lead to their pages."""
    links = functools.partial(_link, desk=desk, skip=skip)
    # The template escapes everything that it is given.
    return mark_safe(fragment.render(outline_told(outline), level=3, unfolded=unfolded, links=links))  # noqa: S308


def _link(item: Item, *, desk: Desk, skip: str) -> str:
    if item.role is Role.FACT and item.tag:
        return _fact_address(desk, item.tag)
    if item.role is Role.AUTHORITY and item.tag in desk.law.authorities:
        return reverse("law_page", args=[f"authorities/{item.tag}.html"])
    if item.target and item.target != skip:
        rule, _, about = item.target.removesuffix("]").partition("[")
        known = RULES.get(rule)
        if known is None:
            return ""
        index = _index_of(desk, known, about)
        return "" if (known.entity is None) is not (index is None) else _finding_address(desk, rule, known, index)
    return ""


def address_of(desk: Desk, finding: str, place: str) -> str:
    """The page of a finding by its id, or of a fact by its place; empty if there is none."""
    if place:
        return _fact_address(desk, place)
    return _link(Item(Role.REFERENCE, "", target=finding), desk=desk, skip="")


def _index_of(desk: Desk, rule: Rule, about: str) -> int | None:
    if rule.entity is grant:
        return GRANTED.index(about) if about in GRANTED else None
    return next((index for (of, index), name in desk.facts.names.items() if of is rule.entity and name == about), None)


def _fact_address(desk: Desk, place: str) -> str:
    """Where a fact is recorded: ``proceeding.kind``, ``feared_harms[gang].custody``, or a list."""
    section, bracket, rest = place.partition("[")
    if not bracket:
        section, dot, fact = place.partition(".")
        if not dot:
            return reverse("facts", args=[desk.case.id]) if section in COLLECTIONS else ""
        known = _BY_ID.get(place)
        return (
            ""
            if known is None or known.entity is not None
            else f"{reverse('facts_section', args=[desk.case.id, section])}#f-{section}-{fact}"
        )
    name, _, fact = rest.rpartition("].")
    if section not in COLLECTIONS:
        return ""
    collection, group = COLLECTIONS[section]
    index = next((one for one in desk.facts.members(collection) or () if desk.facts.name(collection.entity, one) == name), None)
    if index is None or fact not in group.facts:
        return ""
    return f"{reverse('facts_entry', args=[desk.case.id, section, index])}#f-{group.id}-{fact}-{index}"
