"""What else to find out: events and facts that would start a clock, stop it or settle which day counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.deadlines.clocks import CLOCKS
from article3.deadlines.finality import unappealed
from article3.deadlines.model import Question, StageName, Status
from article3.deadlines.setting import PROTECTION_ALONE
from article3.facts import after, procedure, proceeding
from article3.facts.events import IMPLIED, KINDS
from article3.facts.vocabulary import FACTS, full_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.deadlines.model import Deadline, Stage
    from article3.deadlines.setting import Setting
    from article3.logic.variables import Variable

_AT: dict[StageName, tuple[str, ...]] = {
    StageName.SCREENING: ("order_final", "fear_decided", "fear_review_filed"),
    StageName.MASTER: ("arrived", "asylum_filed", "application_due", "master_hearing", "individual_hearing"),
    StageName.INDIVIDUAL: ("individual_hearing", "filings_due", "asylum_filed", "judge_decided"),
    StageName.APPEAL: ("judge_decided", "appeal_received", "briefs_scheduled", "board_decided"),
    StageName.PETITION: ("board_decided", "petition_filed", "record_filed", "court_decided"),
    StageName.FINAL_ORDER: ("removal_period_began",),
    StageName.AFTER_GRANT: ("check_in", "permit_ends", "termination_noticed"),
    StageName.TERMINATION: ("termination_noticed", "individual_hearing", "filings_due"),
    StageName.UNDETERMINED: ("arrived", "master_hearing", "individual_hearing", "judge_decided", "board_decided"),
}
"""At each stage the events to ask for."""
_AFTER_AN_ORDER = frozenset({StageName.PETITION, StageName.FINAL_ORDER, StageName.AFTER_GRANT})
_GRANTED = frozenset({StageName.AFTER_GRANT, StageName.TERMINATION})
_NOT_WITHOUT_ASYLUM = frozenset({"arrived"})


def questions(setting: Setting, stage: Stage, deadlines: Sequence[Deadline]) -> Iterator[Question]:
    """The questions, those about what is already known to exist first; each once."""
    seen: set[str] = set()
    for question in (
        *_about_facts(setting, stage, deadlines),
        *_undated(setting),
        *_about_outcomes(setting),
        *_missing(setting, stage),
    ):
        if question.kind not in seen:
            seen.add(question.kind)
            yield question


def starts(kind: str) -> tuple[str, ...]:
    """Ids of the clocks that a kind of event starts, meets or sets."""
    return tuple(clock.id for clock in CLOCKS if kind in {clock.starts, clock.else_starts, clock.ordered_by, *clock.met_by})


def _about_facts(setting: Setting, stage: Stage, deadlines: Sequence[Deadline]) -> Iterator[Question]:
    if setting.kind is None and stage.name not in _GRANTED:
        yield _fact(proceeding.kind, "bia_appeal", "petition_for_review", "asylum_one_year")
    if setting.kind in PROTECTION_ALONE and _unknown(setting, proceeding.removal_order):
        yield _fact(proceeding.removal_order, "petition_for_review", "execution")
    if setting.kind in PROTECTION_ALONE and not setting.of("order_final"):
        yield _event("order_final")
    disputed = {
        deadline.clock for deadline in deadlines if deadline.disputed and deadline.status not in {Status.MET, Status.CLOSED}
    }
    apart = setting.kind in PROTECTION_ALONE
    if not apart and disputed & {"bia_appeal", "government_appeal"} and _unknown(setting, procedure.asylum_decided_on_merits):
        yield _fact(procedure.asylum_decided_on_merits, "bia_appeal")
    anywhere = setting.kind in PROTECTION_ALONE
    if setting.detained is None and (anywhere or stage.name not in {StageName.APPEAL, StageName.UNDETERMINED}):
        yield _fact(after.detained, "hearing_filing", "six_months")


def _unknown(setting: Setting, variable: Variable) -> bool:
    return setting.case.value(variable, None) is None


def _undated(setting: Setting) -> Iterator[Question]:
    for event in setting.events:
        if event.day is None:
            yield _event(event.kind)


def _about_outcomes(setting: Setting) -> Iterator[Question]:
    implied = {kind for kind, _, _ in IMPLIED}
    for kind in KINDS.values():
        last = setting.latest(kind.id)
        if last is None or last.day is None or last.day > setting.today:
            continue
        if kind.outcomes and not last.outcome:
            write = f"events: [{{kind: {kind.id}, on: {last.day}, outcome: {' or '.join(kind.outcomes)}}}]"
            yield Question(f"{kind.id}.outcome", f"How did it end: the {kind.label}?", write, starts(kind.id))
        if (
            kind.served
            and last.service is None
            and (kind.id not in implied)
            and any(c.by_mail for c in CLOCKS if c.starts == kind.id)
        ):
            write = f"events: [{{kind: {kind.id}, on: {last.day}, served: personal or mail or electronic}}]"
            yield Question(f"{kind.id}.served", f"How was it served: the {kind.label}?", write, starts(kind.id))


def _missing(setting: Setting, stage: Stage) -> Iterator[Question]:
    for kind in _AT[stage.name]:
        if setting.of(kind) or (kind in _NOT_WITHOUT_ASYLUM and setting.kind in PROTECTION_ALONE):
            continue
        yield _event(kind)
    held_under_241 = stage.name in _AFTER_AN_ORDER or setting.kind in PROTECTION_ALONE
    if setting.detained is True and not setting.of("removal_period_began") and held_under_241:
        yield _event("removal_period_began")
    if stage.name is StageName.FINAL_ORDER and unappealed(setting) is not None:
        yield _event("order_final")
    heard = setting.happened("individual_hearing")
    if stage.name is StageName.INDIVIDUAL and heard is not None and not setting.of("filings_made"):
        yield _event("filings_made")
    if stage.name is StageName.AFTER_GRANT and _unknown(setting, after.granted):
        yield _fact(after.granted, "permit_renewal", "check_in")


def _event(kind: str) -> Question:
    return Question(kind, KINDS[kind].asks, f"events: [{{kind: {kind}, on: 2026-03-09}}]", starts(kind))


def _fact(variable: Variable, *clocks: str) -> Question:
    section, _, name = full_id(variable).partition(".")
    return Question(full_id(variable), FACTS[variable].question, f"{section}: {{{name}: …}}", clocks)
