"""What a change of law does to a caseload: between two days, or since the law data was another.

Each case is looked at once for a pair of days and what was found is kept, so that asking again is quick; a case that was saved
since is looked at again.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone

from article3.facts.problems import CaseFileError
from article3.findings.impact import Between, CaseImpact, Impact
from article3.law.forums import circuits
from article3.store.access import cases_of
from article3.store.cases import facts_of
from article3.store.models import Case, Change, Standing, Version
from article3.store.standings import FORMS, Found, take, worked_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from article3.law.loading import Law
    from article3.store.models import User

_AT_ONCE = 40
"""Cases whose text is read together."""
_WRITTEN_AT_ONCE = 500
_KEPT = 6
"""Pairs of days that are kept beside those that are offered; those made the longest ago go first."""
NO_CIRCUIT, UNREADABLE = "no_circuit", "unreadable"
"""Why a case could not be looked at: which law governs is not known; its text does not fit today's vocabulary."""


class Days(msgspec.Struct, frozen=True):
    """Two days whose law is compared, the earlier first."""

    before: dt.date
    after: dt.date


class Unusable(msgspec.Struct, frozen=True):
    """A case that could not be looked at."""

    case: uuid.UUID
    title: str
    problem: str


class Compared(msgspec.Struct, frozen=True):
    """A caseload between the law of two days.

    Attributes:
        impact: what changes; its ``source`` is the id of a case.
        unusable: the cases that could not be looked at.
        waiting: how many are still to be looked at.
    """

    impact: Impact
    unusable: tuple[Unusable, ...]
    waiting: int


class Renewed(msgspec.Struct, frozen=True):
    """A case that comes out otherwise by another version of the law data.

    Attributes:
        case: its id.
        forms: of the forms of protection that differ, the truth before and after.
        findings: the ids of the other findings whose truth differs, with both.
        questions: ids of the questions of law of which other readings are alive.
    """

    case: uuid.UUID
    title: str
    circuit: str
    forms: dict[str, tuple[str, str]]
    findings: dict[str, tuple[str, str]]
    questions: tuple[str, ...]


class Renewal(msgspec.Struct, frozen=True):
    """A caseload since the law data was another.

    Attributes:
        before: the version by which cases were last decided, of the newest such; empty if all were decided by the present one.
        changed: the cases that come out otherwise.
        same: how many come out as before.
        waiting: how many are still to be decided by the present version.
    """

    before: str
    changed: tuple[Renewed, ...]
    same: int
    waiting: int


def look(user: User, law: Law, days: Days, seconds: float) -> int:
    """Look at the open cases of somebody that were not looked at yet, for so long.

    Returns:
        How many are left.
    """
    return _look(_open(user), law, days, time.monotonic() + seconds)


def look_ahead(law: Law, today: dt.date, seconds: float) -> int:
    """Look at every open case, whoever's it is, for the spans that people are offered, for so long: then nobody waits for it.

    Returns:
        How many are left.
    """
    until = time.monotonic() + seconds
    return sum(_look(Case.objects.filter(closed__isnull=True), law, days, until) for days in offered(law, today).values())


def offered(law: Law, today: dt.date) -> dict[int, Days]:
    """Spans that people ask for, by how many days they go back from the day to which the law is kept."""
    last = min(today, law.maintained_through)
    return {back: Days(last - dt.timedelta(days=back), last) for back in (90, 365)}


def _look(cases: QuerySet[Case], law: Law, days: Days, until: float) -> int:
    if not _waiting(cases, law, days).exists():
        return 0
    between = Between(law, days.before, days.after)
    _forget(law, days)
    _spare(cases, law, days, between)
    waiting = list(_waiting(cases, law, days).values_list("id", flat=True))
    for start in range(0, len(waiting), _AT_ONCE):
        if time.monotonic() > until:
            return len(waiting) - start
        made = [_change(version, law, days, between) for version in _versions(waiting[start : start + _AT_ONCE])]
        Change.objects.bulk_create(made, ignore_conflicts=True)
    return 0


def _spare(cases: QuerySet[Case], law: Law, days: Days, between: Between) -> None:
    """Keep that nothing changes in the cases of which that is known without reading them.

    Where the law of both days is the same, only the day itself could change a case, and whether it can was noted when the case
    was saved.
    """
    alike = [circuit for circuit in circuits(law) if between.is_alike(circuit)]
    if not alike:
        return
    saved = Standing.objects.filter(law=law.version, circuit__in=alike, found__day_matters=False, version=F("case__current"))
    known = saved.filter(case__in=_waiting(cases, law, days)).values_list("case_id", "version").distinct()
    common = {"law": law.version, "from_day": days.before, "to_day": days.after, "at": timezone.now()}
    made = [Change(case_id=case, version=version, **common) for case, version in known]
    Change.objects.bulk_create(made, ignore_conflicts=True, batch_size=_WRITTEN_AT_ONCE)


def compared(user: User, law: Law, days: Days) -> Compared:
    """What was found so far."""
    cases = _open(user)
    known = Change.objects.filter(case__in=cases, law=law.version, from_day=days.before, to_day=days.after)
    rows = known.filter(version=F("case__current")).order_by("case__title", "case_id")
    changed, unusable, same = [], [], 0
    for case, title, problem, found in rows.values_list("case_id", "case__title", "problem", "found"):
        if problem:
            unusable.append(Unusable(case, title, problem))
        elif found is None:
            same += 1
        else:
            changed.append(msgspec.convert(found, CaseImpact, strict=False))
    impact = Between(law, days.before, days.after).together(changed, same, ())
    return Compared(impact, tuple(unusable), cases.count() - len(changed) - len(unusable) - same)


def renew(user: User, law: Law, today: dt.date, seconds: float) -> int:
    """Decide the open cases of somebody by the present law data that were last decided by another, for so long.

    Returns:
        How many are left.
    """
    until = time.monotonic() + seconds
    waiting = list(_stale(user, law).values_list("id", flat=True))
    for start in range(0, len(waiting), _AT_ONCE):
        if time.monotonic() > until:
            return len(waiting) - start
        for version in _versions(waiting[start : start + _AT_ONCE]):
            try:
                take(version.case, version.number, worked_out(facts_of(version, law), law, today))
            except CaseFileError:
                _keep_unreadable(version, law, today)
    return 0


def renewal(user: User, law: Law) -> Renewal:
    """How cases come out by the present law data that were decided by an earlier version of it, as far as that was worked out."""
    earlier = Standing.objects.filter(case__in=_open(user)).exclude(law=law.version)
    before = earlier.order_by("-at").values_list("law", flat=True).first()
    if before is None:
        return Renewal("", (), 0, 0)
    changed, same = [], 0
    for was, now in _pairs(user, law):
        found = _renewed(was, now)
        if found is None:
            same += 1
        else:
            changed.append(found)
    return Renewal(before, tuple(sorted(changed, key=lambda one: one.title)), same, _stale(user, law).count())


def _open(user: User) -> QuerySet[Case]:
    return cases_of(user).filter(closed__isnull=True)


def _waiting(cases: QuerySet[Case], law: Law, days: Days) -> QuerySet[Case]:
    """Those of some cases whose latest version was not looked at for these days."""
    known = Change.objects.filter(
        case=OuterRef("pk"), version=OuterRef("current"), law=law.version, from_day=days.before, to_day=days.after
    )
    return cases.filter(~Exists(known)).order_by("pk")


def _stale(user: User, law: Law) -> QuerySet[Case]:
    """Open cases whose latest version was decided, but never by the present law data."""
    of_it = Standing.objects.filter(case=OuterRef("pk"), version=OuterRef("current"))
    return _open(user).filter(Exists(of_it), ~Exists(of_it.filter(law=law.version))).order_by("pk")


def _versions(cases: Iterable[uuid.UUID]) -> Iterator[Version]:
    return Version.objects.filter(case__in=list(cases), number=F("case__current")).select_related("case").iterator()


def _change(version: Version, law: Law, days: Days, between: Between) -> Change:
    made = Change(case=version.case, version=version.number, law=law.version, at=timezone.now())
    made.from_day, made.to_day = days.before, days.after
    try:
        facts = facts_of(version, law)
    except CaseFileError:
        made.problem = UNREADABLE
        return made
    if facts.circuit is None:
        made.problem = NO_CIRCUIT
        return made
    found = between.of(facts, facts.circuit, str(version.case_id))
    made.found = None if found is None else msgspec.to_builtins(found)
    return made


def _forget(law: Law, days: Days) -> None:
    """Drop what was kept for other law data or earlier versions, and the pairs of days that were looked at the longest ago."""
    Change.objects.filter(~Q(law=law.version) | ~Q(version=F("case__current"))).delete()
    pairs = Change.objects.values("from_day", "to_day").annotate(last=Max("at")).order_by("-last")
    kept = [days, *offered(law, timezone.localdate()).values()]
    others = [one for one in pairs if Days(one["from_day"], one["to_day"]) not in kept]
    for one in others[_KEPT - 1 :]:
        Change.objects.filter(from_day=one["from_day"], to_day=one["to_day"]).delete()


def _keep_unreadable(version: Version, law: Law, today: dt.date) -> None:
    """A standing that says nothing, so that a case whose text cannot be read is not tried again and again."""
    Standing.objects.create(
        case=version.case,
        version=version.number,
        at=timezone.now(),
        law=law.version,
        as_of=today,
        circuit="",
        country="",
        forms={},
        unknown=0,
        next_what="",
        fingerprint="",
    )


def _pairs(user: User, law: Law) -> Iterator[tuple[Standing, Standing]]:
    """For each open case the newest standing by the present law data, and the newest by another, of the same version of it."""
    at_present = Q(law=law.version)
    found = Standing.objects.filter(case__in=_open(user), version=F("case__current")).select_related("case").order_by("at", "pk")
    was = {one.case_id: one for one in found.exclude(at_present)}
    now = {one.case_id: one for one in found.filter(at_present, case__in=list(was))}
    return ((was[case], now[case]) for case in now)


def _renewed(was: Standing, now: Standing) -> Renewed | None:
    """How a case comes out otherwise; ``None`` if it does not."""
    if was.fingerprint == now.fingerprint:
        return None
    forms = {form: (was.forms.get(form, ""), now.forms.get(form, "")) for form in FORMS}
    forms = {form: both for form, both in forms.items() if both[0] != both[1]}
    before, after = _kept_of(was), _kept_of(now)
    shared = before.findings.keys() & after.findings.keys()
    findings = {
        name: (before.findings[name], after.findings[name])
        for name in after.findings
        if name in shared and before.findings[name] != after.findings[name] and name not in FORMS
    }
    readings = before.readings.keys() & after.readings.keys()
    questions = tuple(sorted(name for name in readings if before.readings[name] != after.readings[name]))
    return Renewed(now.case_id, now.case.title, now.circuit, forms, findings, questions)


def _kept_of(standing: Standing) -> Found:
    return msgspec.convert(standing.found, Found) if standing.found else Found({}, {})
