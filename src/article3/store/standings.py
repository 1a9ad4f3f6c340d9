"""What was found of a version of a case: the line of the list of cases, and a record that can be compared later."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from django.utils import timezone

from article3.deadlines.agenda import agenda
from article3.deadlines.model import Status
from article3.facts.proceeding import country_of_removal
from article3.findings.decide import decide
from article3.findings.moves import day_matters
from article3.logic.forum import Forum
from article3.store.models import Standing

if TYPE_CHECKING:
    import datetime as dt

    from article3.facts.case import Case as Facts
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.store.models import Case

FORMS = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat")
_CONVENTION = "protection_cat"
_DUE = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING})


class Found(msgspec.Struct, frozen=True):
    """What a decision found, short enough to be kept.

    Attributes:
        findings: the truth of each, by id.
        readings: of each question of law that was met, those that were alive.
        day_matters: whether the day by itself can change what comes out; absent where it was not asked.
    """

    findings: dict[str, str]
    readings: dict[str, tuple[str, ...]]
    day_matters: bool | None = None


def _found(facts: Facts, decision: Decision) -> dict[str, object]:
    findings = {name: one.truth.value for name, one in decision.findings.items()}
    readings = {name: tuple(reading.id for reading in one.readings if reading.live) for name, one in decision.questions.items()}
    return {"findings": findings, "readings": readings, "day_matters": day_matters(facts)}


def _fingerprint(decision: Decision) -> str:
    """Of the findings with what they still depend on; neither the day nor the version of the law data is in it."""
    told = [(name, one.truth.value, one.missing, one.turns_on) for name, one in sorted(decision.findings.items())]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


class Worked(NamedTuple):
    """What was worked out of a version that need not be saved yet.

    Attributes:
        standing: what is to be kept of it, of no case and no version so far.
        decision: what it was taken from; ``None`` if no circuit is known.
    """

    standing: Standing
    decision: Decision | None


def worked_out(facts: Facts, law: Law, today: dt.date) -> Worked:
    """Decide what a version states. It takes far longer than to save it, and needs nothing of the store.

    A case that names no circuit is not decided: which law governs is not known.
    """
    as_of = facts.as_of or today
    found = Standing(law=law.version, as_of=as_of, circuit=facts.circuit or "")
    found.country = str(facts.value(country_of_removal, None) or "")[:80]
    found.forms, found.unknown, found.fingerprint = {}, 0, ""
    decision = None
    if facts.circuit:
        decision = decide(facts, Forum(facts.circuit, as_of), law)
        found.forms = {form: getattr(decision.forms, form).truth.value for form in FORMS}
        found.unknown = len(getattr(decision.forms, _CONVENTION).missing)
        found.found, found.fingerprint = _found(facts, decision), _fingerprint(decision)
    due = [one for one in agenda(facts, today, law).deadlines if one.day is not None and one.status in _DUE]
    found.next_day, found.next_safe, found.next_what = None, None, ""
    if due:
        following = min(due, key=lambda one: (one.safest or one.day, one.day, one.what))
        found.next_day, found.next_safe, found.next_what = following.day, following.safest, following.what[:80]
    return Worked(found, decision)


def take(case: Case, version: int, worked: Worked) -> None:
    """Keep what was worked out of a version."""
    standing = worked.standing
    standing.case, standing.version, standing.at = case, version, timezone.now()
    standing.save(force_insert=True)
