"""The likelihood page: chains of events drawn, each link changed and looked at before it is kept, kept as a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from article3.explanations.risk import percents, risk_page
from article3.explanations.tables import Part
from article3.facts.case_file import parse_case
from article3.facts.problems import CaseFileError, Problem
from article3.facts.revising import Revision, place_of_chain, place_of_link, revised, without
from article3.findings.decide import decide
from article3.findings.risk import risk_report
from article3.findings.risk_words import SIDES
from article3.store import edits
from article3.store.cases import FILE
from article3.store.errors import ConflictError
from article3.web.cases.chain_draft import (
    ChainDraft,
    Draft,
    LinkDraft,
    chain_in_words,
    draft_of,
    in_words,
    read_draft,
    revision_of,
)
from article3.web.cases.chain_drawn import Picture, chain_picture, is_unknown, tornado, total_picture
from article3.web.cases.chain_moves import added, moved, short_name
from article3.web.cases.desk import Desk, of_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from article3.findings.risk_model import RiskReport

BAD, CONFLICT = 422, 409
_SHORT, _HARM, _LAW, _FLIPS = "In short", "Feared harm", "The law in this forum", "Where the conclusion flips"
"""How the parts of a report on likelihood are headed."""


class ChainShown(msgspec.Struct, frozen=True):
    """One chain drawn, with the same as a table."""

    name: str
    picture: Picture
    part: Part


class LinkForm(msgspec.Struct, frozen=True):
    """A link in a chain; its inputs stand there if that is the first that names it."""

    link: LinkDraft
    is_home: bool


class ChainForm(msgspec.Struct, frozen=True):
    """A chain with the inputs of its links, step by step."""

    chain: ChainDraft
    steps: tuple[tuple[LinkForm, ...], ...]


class Drawn(msgspec.Struct, frozen=True):
    """What a draft comes to.

    Attributes:
        told: it in a sentence or two.
        totals: each harm and all together, against one half; absent if nothing could be worked out.
        short: what the report says first.
        chains: each chain drawn.
        swings: which link moves the total most; absent where that could not be worked out.
        flips: the same as a table, with where the conclusion turns.
        law: the questions of law on likelihood as they stand in this forum.
        rest: what else the report says.
        unknown: the links that nobody has estimated.
        changed: whether it differs from the version that was shown.
        wrong: what is wrong, if nothing could be worked out for that.
    """

    told: str
    totals: Picture | None = None
    short: Part | None = None
    chains: tuple[ChainShown, ...] = ()
    swings: Picture | None = None
    flips: Part | None = None
    law: tuple[Part, ...] = ()
    rest: tuple[Part, ...] = ()
    unknown: tuple[str, ...] = ()
    changed: bool = False
    wrong: tuple[Problem, ...] = ()


@require_http_methods(["GET", "POST"])
@of_case(did="case.likelihood_read")
def chains(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The chains of events with what they come to; what is sent is looked at, or kept with ``do=save`` by who may."""
    if request.method != "POST":
        shown = _shown(desk, desk.version.number)
        return _page(request, desk, shown, shown)
    read = _read(request, desk)
    if read is None:
        return HttpResponseBadRequest()
    shown, draft = read
    do = request.POST.get("do", "")
    if do == "save":
        ready = added(draft, request.POST)
        if ready.chain is not None:
            return _page(request, desk, shown, ready.draft, chain=ready.chain, status=BAD, failed=True)
        return _save(request, desk, shown, ready.draft)
    after = moved(draft, do, request.POST)
    return _page(request, desk, shown, after.draft, opened=after.opened, chain=after.chain)


@require_POST
@of_case()
def drawn(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The drawing alone, for what is typed; nothing is kept."""
    read = _read(request, desk)
    if read is None:
        return HttpResponseBadRequest()
    found, draft = _drawn(desk, *read)
    return render(request, "web/cases/likelihood_drawn.html", {"desk": desk, "drawn": found, "draft": draft, "oob": True})


def _read(request: HttpRequest, desk: Desk) -> tuple[Draft, Draft] | None:
    """The version that the page showed, and what was typed over it; ``None`` if what was sent is no form of ours."""
    base = request.POST.get("base", "")
    if not base.isdecimal() or not 1 <= int(base) <= desk.version.number:
        return None
    try:
        shown = _shown(desk, int(base))
    except CaseFileError:  # saved under another vocabulary: the page is too old
        return None
    return shown, read_draft(request.POST, shown, desk.facts_at(desk.numbered(int(base))).exhibits)


def _shown(desk: Desk, number: int) -> Draft:
    version = desk.numbered(number)
    return draft_of(desk.facts_at(version), version.text, number)


def _page(
    request: HttpRequest,
    desk: Desk,
    shown: Draft,
    draft: Draft,
    *,
    opened: str = "",
    chain: int | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    found, draft = _drawn(desk, shown, draft)
    context: dict[str, object] = {
        "desk": desk,
        "draft": draft,
        "drawn": found,
        "exhibits": desk.facts_at(desk.numbered(draft.base)).exhibits.values(),
        "forms": _forms(draft),
        "opened": opened,
        "at": chain,
        **more,
    }
    part = request.headers.get("HX-Target") == "editor"
    context["to_told"] = part and not opened and chain is None
    # htmx would show no part of a page that is not answered with 200.
    return render(request, f"web/cases/likelihood{'_editor' if part else ''}.html", context, status=200 if part else status)


def _forms(draft: Draft) -> list[ChainForm]:
    """Each chain with its links; where another names a link too, its inputs stand in the first."""
    seen: set[str] = set()
    found = []
    for chain in draft.chains:
        steps = []
        for step in chain.steps:
            steps.append(tuple(LinkForm(draft.links[name], name not in seen) for name in step))
            seen.update(step)
        found.append(ChainForm(chain, tuple(steps)))
    return found


def _drawn(desk: Desk, shown: Draft, draft: Draft) -> tuple[Drawn, Draft]:
    """What a draft comes to, and the draft with what is wrong about it."""
    version = desk.numbered(draft.base)
    if any(link.error for link in draft.links.values()):
        return Drawn(gettext("Not worked out: look at what is wrong below."), changed=True), draft
    revision = revision_of(shown, draft, version.text)
    try:
        report = _report(desk, version.text, revision)
    except CaseFileError as error:
        draft, left = with_problems(draft, error.problems)
        return Drawn(gettext("Not worked out: look at what is wrong below."), changed=True, wrong=left), draft
    if report is None:
        return Drawn(gettext("No feared harm has a chain of events yet."), changed=bool(revision)), draft
    parts = risk_page(report).parts
    tables = {part.title.partition(": ")[2]: part for part in parts if part.title.startswith(_HARM)}
    first = next(part for part in parts if part.title == _SHORT)
    flips = next((part for part in parts if part.title == _FLIPS), None)
    law = tuple(part for part in parts if part.title.startswith(_LAW))
    found = Drawn(
        _told(report),
        total_picture(report),
        first,
        tuple(
            ChainShown(one.id, chain_picture(number, one, report), tables[one.id]) for number, one in enumerate(report.harms, 1)
        ),
        tornado(report),
        flips,
        law,
        tuple(part for part in parts if part not in {first, flips, *law, *tables.values()}),
        _unknown(report),
        bool(revision),
    )
    return found, draft


def _report(desk: Desk, text: str, revision: Revision) -> RiskReport | None:
    """What the engine says of the case with the change, in the forum that is looked at; ``None`` if it has no chain.

    Raises:
        CaseFileError: if the case would not be sound.
    """
    if not revision and text == desk.version.text:
        return risk_report(desk.facts, desk.decision, desk.law) if desk.facts.chains else None
    facts = parse_case(revised(text, revision), FILE, desk.law)
    return risk_report(facts, decide(facts, desk.demanded, desk.law), desk.law) if facts.chains else None


def _told(report: RiskReport) -> str:
    """The total in a sentence, with what keeps it from being the answer."""
    together = report.together
    if together.span is None:
        return gettext("Too entangled to be worked out exactly; bounds are below.")
    name = together.harms[0] if len(together.harms) == 1 else gettext("At least one")
    unknown = _unknown(report)
    return " ".join(
        [f"{name}: {percents(together.span)}. {SIDES[together.more_likely_than_not].capitalize()}.", *_but(report, len(unknown))]
    )


def _but(report: RiskReport, unknown: int) -> Iterator[str]:
    """What keeps the total from being the answer, as the report says at length."""
    tests = {test.question: test for test in report.tests}
    if unknown:
        yield gettext("Links not estimated yet: %(count)s.") % {"count": unknown}
    if len(report.together.harms) > 1 and "aggregation" in tests and tests["aggregation"].open:
        yield gettext("Whether sources are taken together is open here.")
    if any(test.not_a_percentage for test in report.tests):
        yield gettext("No percentage alone decides here.")
    if report.together.all_chains:
        yield gettext("No harm counts in this forum as the case stands: arithmetic alone.")
    elif left := [shown.id for shown in report.harms if shown.left_out]:
        yield gettext("Left out: %(names)s.") % {"names": ", ".join(left)}


def _unknown(report: RiskReport) -> tuple[str, ...]:
    """The links of some chain that nobody has estimated, in the order of the case."""
    return tuple(link.id for link in report.links if link.harms and is_unknown(link))


def with_problems(draft: Draft, problems: tuple[Problem, ...]) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with each problem at the link or the chain that it is about, and the problems that are about neither."""
    left = []
    for one in problems:
        words = f"{one.found}; {gettext('expected')} {one.expected}. {one.remedy}".strip()
        link = next((name for name in draft.links if one.path.startswith(place_of_link(name))), None)
        chain = next((chain for chain in draft.chains if one.path.startswith(place_of_chain(chain.name))), None)
        if link is not None:
            draft = draft.with_link(msgspec.structs.replace(draft.links[link], error=words))
        elif chain is not None:
            draft = draft.with_chain(msgspec.structs.replace(chain, error=words))
        else:
            left.append(msgspec.structs.replace(one, line=0))  # the lines are those of a text that nobody has seen
    return draft, tuple(left)


def _save(request: HttpRequest, desk: Desk, shown: Draft, draft: Draft) -> HttpResponse:
    """Keep what was typed as a new version; what somebody else has changed since is held back and shown with theirs."""
    if any(link.error for link in draft.links.values()):
        return _page(request, desk, shown, draft, status=BAD, failed=True)
    revision = revision_of(shown, draft, desk.numbered(draft.base).text)
    here = redirect(f"{request.path}{desk.lens}")
    try:
        if revision:
            edits.revise(desk.by, desk.case, revision, draft.base)
            messages.success(request, gettext("Saved."))
    except CaseFileError as error:
        draft, left = with_problems(draft, error.problems)
        return _page(request, desk, shown, draft, status=BAD, failed=True, problems=left)
    except ConflictError as error:
        return _contested(request, desk, draft, revision, error.places)
    return here


def _contested(request: HttpRequest, desk: Desk, draft: Draft, revision: Revision, places: tuple[str, ...]) -> HttpResponse:
    """Keep what nobody else has changed; the rest is typed anew over the version that stands now, with theirs beside it."""
    rest = without(revision, places)
    kept = False
    try:
        if rest:
            edits.revise(desk.by, desk.case, rest, draft.base)
            kept = True
    except (ConflictError, CaseFileError):
        rest = Revision()
    now = Desk(request, desk.case)
    shown = _shown(now, now.version.number)
    held = carried(shown, draft, Held(revision, rest, places))
    return _page(request, now, shown, held, status=CONFLICT, conflict=True, kept=kept)


class Held(msgspec.Struct, frozen=True):
    """What became of a change.

    Attributes:
        revision: all of it.
        kept: the part of it that has been kept.
        places: where somebody else was first.
    """

    revision: Revision
    kept: Revision
    places: tuple[str, ...]


def carried(now: Draft, draft: Draft, held: Held) -> Draft:
    """What was held back, typed over the version that stands now; a new link whose short name is taken meanwhile gets another.

    Args:
        now: that version.
        draft: what was typed.
        held: what became of it.
    """
    revision, kept = held.revision, held.kept
    found, called = now, {name: name for name in draft.links}
    for name in (*revision.links, *revision.added):
        if name in kept.links or name in kept.added:
            continue
        typed, standing = draft.links[name], now.links.get(name)
        if typed.is_new and standing is not None:
            called[name] = short_name(typed.event, [*found.links, *draft.links])
        told = in_words(standing) if place_of_link(name) in held.places and not typed.is_new else None
        is_new = typed.is_new or standing is None
        found = found.with_link(msgspec.structs.replace(typed, id=called[name], is_new=is_new, theirs=told))
    for one in now.chains:
        typed_chain = next((chain for chain in draft.chains if chain.name == one.name), None)
        if typed_chain is None or one.name not in revision.chains or one.name in kept.chains:
            continue
        steps = tuple(tuple(called[link] for link in step if called[link] in found.links) for step in typed_chain.steps)
        relocation = called.get(typed_chain.relocation, "")
        theirs = chain_in_words(one) if place_of_chain(one.name) in held.places else None
        found = found.with_chain(
            msgspec.structs.replace(
                one,
                steps=tuple(step for step in steps if step),
                relocation=relocation if any(relocation in step for step in steps) else "",
                theirs=theirs,
            )
        )
    unused = {link.id for link in found.unused}
    return msgspec.structs.replace(found, dropped=tuple(name for name in revision.dropped if name in unused))
