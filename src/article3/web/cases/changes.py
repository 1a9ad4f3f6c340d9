"""What a change of law does to somebody's open cases, between two days and since the law data was another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from article3.explanations import fragment
from article3.explanations.impact import law_that_differs
from article3.explanations.moved import by, truths
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import MARKS, SHORT_FORM_NAMES
from article3.facts.vocabulary import FACTS, full_id
from article3.findings.impact import Reach
from article3.law.loading import load
from article3.law.periods import label
from article3.logic.truth import Truth
from article3.rules.rulebase import RULES
from article3.store import changes as store
from article3.store import trail
from article3.web.cases.desk import day_asked, user_of
from article3.web.law import address
from article3.web.telling import outline_told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from article3.explanations.items import Item
    from article3.findings.impact import CaseImpact, Impact
    from article3.findings.moves import FindingMoved
    from article3.law.loading import Law

SECONDS = 1.2
"""How long one request looks at cases before it says how far it is."""
PAGE = 50
"""Cases on one page."""
_FEW = 4
"""So many elements of a case are named; the rest are counted, and the case room has them all."""


class Turned(msgspec.Struct, frozen=True):
    """A form of protection, or an element, before and after."""

    name: str
    before: Truth
    after: Truth

    @property
    def marks(self) -> tuple[str, str]:
        """Both marks."""
        return MARKS[self.before], MARKS[self.after]


class Element(msgspec.Struct, frozen=True):
    """Where a difference begins.

    Attributes:
        says: the finding, before and after.
        by: what makes it: words, and the address of a question of law in the book; empty for what is no question.
    """

    says: str
    by: tuple[tuple[str, str], ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A case that changes.

    Attributes:
        address: its room, as of the second day.
        forms: of protection that come out otherwise.
        elements: where the difference begins.
        more: how many elements beyond those.
    """

    title: str
    address: str
    circuit: str
    reach: Reach
    forms: tuple[Turned, ...]
    elements: tuple[Element, ...]
    more: int


class Bar(msgspec.Struct, frozen=True):
    """A part of the drawing: how many cases, from where to where, of a hundred."""

    kind: str
    count: int
    start: float
    width: float


@require_GET
def what_changed(request: HttpRequest) -> HttpResponse:
    """The choice of days; what was found for those chosen, or what is still to be looked at."""
    user, law, today = user_of(request), load(), timezone.localdate()
    days, problem = _days(request, law)
    context: dict[str, object] = {
        "here": "changed",
        "begins": law.begins,
        "kept": law.maintained_through,
        "from": request.GET.get("from", ""),
        "to": request.GET.get("to", ""),
        "problem": problem,
        "suggested": _suggested(law, today),
        **_since_update(store.renewal(user, law), law),
    }
    if days is not None:
        trail.record(user, "caseload.compared", before=days.before.isoformat(), after=days.after.isoformat())
        context |= _found(request, days, law)
    return render(request, "web/cases/changed.html", context, status=422 if problem else 200)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look at more cases for the days that are chosen; the result, or how far it is."""
    user, law = user_of(request), load()
    days, _ = _days(request, law)
    if days is None:
        return redirect("what_changed")
    store.look(user, law, days, SECONDS)
    if request.headers.get("HX-Request"):
        return render(request, "web/cases/changed_found.html", _found(request, days, law))
    return redirect(reverse("what_changed") + _query(days))


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Decide more cases by the present law data."""
    user, law = user_of(request), load()
    store.renew(user, law, timezone.localdate(), SECONDS)
    if request.headers.get("HX-Request"):
        return render(request, "web/cases/changed_update.html", _since_update(store.renewal(user, law), law))
    return redirect("what_changed")


def _days(request: HttpRequest, law: Law) -> tuple[store.Days | None, str]:
    """The days that were asked for, and what is wrong with them."""
    words = [request.GET.get(name, "") or request.POST.get(name, "") for name in ("from", "to")]
    if not any(words):
        return None, ""
    before, after = (day_asked(one, law) for one in words)
    if before is None or after is None:
        return None, "day"
    return (store.Days(before, after), "") if before < after else (None, "order")


def _query(days: store.Days, page: int = 1) -> str:
    asked: dict[str, str | int] = {"from": days.before.isoformat(), "to": days.after.isoformat()}
    return "?" + urlencode(asked | ({"page": page} if page > 1 else {}))


def _suggested(law: Law, today: dt.date) -> list[tuple[str, str]]:
    return [(str(back), _query(days)) for back, days in store.offered(law, today).items()]


def _found(request: HttpRequest, days: store.Days, law: Law) -> dict[str, object]:
    """What a page or a part of it shows of what was found."""
    found = store.compared(user_of(request), law, days)
    cases = sorted(found.impact.changed, key=lambda case: (list(Reach).index(case.reach), case.title, case.source))
    pages = max(1, -(-len(cases) // PAGE))
    asked = request.GET.get("page", "")
    page = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 6 else 1), pages)  # noqa: PLR2004 - no list is longer
    return {
        "days": days,
        "waiting": found.waiting,
        "done": found.impact.files + len(found.unusable),
        "of": found.impact.files + len(found.unusable) + found.waiting,
        "counts": _counts(found.impact),
        "bars": list(_bars(found.impact)),
        "by_day": found.impact.by_day,
        "lines": [_line(case, days, law) for case in cases[(page - 1) * PAGE : page * PAGE]],
        "changed": len(cases),
        "page": page,
        "pages": pages,
        "earlier": _query(days, page - 1) if page > 1 else "",
        "later": _query(days, page + 1) if page < pages else "",
        "law": _law_told(found.impact, law),
        "unusable": found.unusable,
        "beyond": days.after > law.maintained_through,
        "kept": law.maintained_through,
    }


def _counts(impact: Impact) -> dict[str, int]:
    counts = {reach.value: sum(case.reach is reach for case in impact.changed) for reach in Reach}
    return counts | {"same": impact.unchanged}


def _bars(impact: Impact) -> Iterator[Bar]:
    """The counts as parts of one bar."""
    total, start = max(1, impact.files), 0.0
    for kind, count in _counts(impact).items():
        width = 100 * count / total
        if count:
            yield Bar(kind, count, round(start, 2), round(width, 2))
        start += width


def _line(case: CaseImpact, days: store.Days, law: Law) -> Line:
    room = f"{reverse('case', args=[case.source])}?{urlencode({'circuit': case.circuit, 'on': days.after.isoformat()})}"
    forms = tuple(
        Turned(SHORT_FORM_NAMES[moved.rule], moved.before, moved.after)
        for moved in case.findings
        if moved.is_form and moved.flips and moved.rule in SHORT_FORM_NAMES
    )
    told = list(dict.fromkeys(_element(moved, law) for moved in case.findings if moved.element))
    told += [Element(f"Forced by precedent: {_asks(one.fact)}") for one in case.forced]
    shown = tuple(told[:_FEW])
    return Line(case.title, room, label(law, case.circuit), case.reach, forms, shown, len(told) - len(shown))


def _element(moved: FindingMoved, law: Law) -> Element:
    made_by = tuple(
        (law.questions[one].asks, address(f"questions/{one}.html")) if one in law.questions else (by((one,)), "")
        for one in moved.by
    )
    return Element(f"{moved.sentence} {truths(moved).capitalize()}", made_by)


def _law_told(impact: Impact, law: Law) -> SafeString:
    """The questions of law that make the difference, each with the authorities that changed it."""
    items = [_untagged(one) for one in law_that_differs(impact, law)]
    told = Outline("", "", [Section("The law that makes the difference", items)] if items else [])
    return mark_safe(fragment.render(outline_told(told), level=3))  # noqa: S308 - the template escapes everything that it is given


def _untagged(item: Item) -> Item:
    """An item without the names by which the data and the command line know things."""
    return msgspec.structs.replace(item, tag="", items=[_untagged(one) for one in item.items])


def _asks(place: str) -> str:
    """The plain question of the fact at a place of a case file."""
    head, _, name = place.rpartition(".")
    section = {"feared_harms": "harm", "past_harms": "harm", "convictions": "conviction"}.get(head.partition("[")[0], head)
    return next((fact.question for fact in FACTS if full_id(fact) == f"{section}.{name}"), gettext("an assessment"))


class RenewedLine(msgspec.Struct, frozen=True):
    """A case that comes out otherwise since the law data was another."""

    title: str
    address: str
    circuit: str
    forms: tuple[Turned, ...]
    elements: tuple[str, ...]
    more: int
    questions: tuple[str, ...]


def _since_update(found: store.Renewal, law: Law) -> dict[str, object]:
    truth = {one.value: one for one in Truth}
    lines = []
    for one in found.changed[:PAGE]:
        told = [_finding_told(name, *both) for name, both in one.findings.items()]
        forms = tuple(
            Turned(SHORT_FORM_NAMES[form], truth[was], truth[now])
            for form, (was, now) in one.forms.items()
            if form in SHORT_FORM_NAMES and was in truth and now in truth
        )
        lines.append(
            RenewedLine(
                one.title,
                reverse("case", args=[one.case]),
                label(law, one.circuit) if one.circuit else "",
                forms,
                tuple(told[:_FEW]),
                max(0, len(told) - _FEW),
                tuple(law.questions[name].asks for name in one.questions if name in law.questions),
            )
        )
    turned = sum(any(was != now for was, now in one.forms.values()) for one in found.changed)
    return {
        "renewal": found,
        "renewed": lines,
        "renewed_forms": turned,
        "more_renewed": max(0, len(found.changed) - PAGE),
        "version": law.version,
    }


def _finding_told(name: str, was: str, now: str) -> str:
    rule = RULES.get(name.partition("[")[0])
    return f"{rule.sentence if rule is not None else gettext('A finding that is no longer made.')} Was {was}, is {now}."
