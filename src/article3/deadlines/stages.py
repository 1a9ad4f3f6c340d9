"""How far a case has come, by its latest decisive event; where the events do not tell, undetermined."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.deadlines.counting import in_words
from article3.deadlines.finality import final_days, unappealed
from article3.deadlines.model import Stage, StageName, Status
from article3.deadlines.setting import PROTECTION_ALONE
from article3.facts import after, procedure
from article3.facts.after import FORMS
from article3.facts.events import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from article3.deadlines.model import Deadline
    from article3.deadlines.setting import Setting
    from article3.facts.event import Event

_DECISIVE = ("judge_decided", "appeal_received", "briefs_scheduled", "board_decided", "petition_filed", "court_decided")
_SCREENED = ("fear_referred", "fear_decided", "fear_review_filed", "fear_reviewed", "intent_served")
_SCREENING = frozenset({"credible_fear", "reasonable_fear"})
_NO_JUDGE = frozenset({"section_235c", "alien_terrorist_removal"})
_OPEN = frozenset({Status.UPCOMING, Status.TODAY})


def stage_of(setting: Setting, deadlines: Sequence[Deadline]) -> Stage:
    """The stage, with what shows it.

    Args:
        setting: the case and the day.
        deadlines: what is worked out of its time; a decision is open as long as the time to challenge it is.
    """
    return _after_a_grant(setting) or _decided(setting, deadlines) or _screening(setting) or _before_a_judge(setting, deadlines)


def _stage(name: StageName, because: str, event: Event | None = None, between: tuple[StageName, ...] = ()) -> Stage:
    return Stage(name, (because,), event.day if event is not None else None, between)


def _told(event: Event) -> str:
    label = KINDS[event.kind].label.capitalize()
    when = f": {in_words(event.day)}" if event.day is not None else ", on a day that is not known"
    outcome = f" ({event.outcome.replace('_', ' ')})" if event.outcome else ""
    return f"{label}{when}{outcome}."


def _after_a_grant(setting: Setting) -> Stage | None:
    notice = setting.happened("termination_noticed") or setting.happened("withholding_reopening_moved")
    if notice is not None:
        return _stage(StageName.TERMINATION, _told(notice), notice)
    granted = setting.case.value(after.granted, None)
    if granted not in FORMS:
        return None
    if setting.case.value(after.government_moves, None) is True:
        return _stage(StageName.TERMINATION, "The government has moved to end the protection.")
    return _stage(StageName.AFTER_GRANT, "Protection has been granted by a final decision.")


def _decided(setting: Setting, deadlines: Sequence[Deadline]) -> Stage | None:
    apart_before_board = setting.kind in PROTECTION_ALONE and setting.happened("board_decided") is None
    happened = [
        event
        for event in setting.events
        if event.kind in _DECISIVE
        and (event.day is None or event.day <= setting.today)
        and not (event.kind == "petition_filed" and apart_before_board)
    ]
    dated = [event for event in happened if event.day is not None]
    if not happened:
        return None
    last = dated[-1] if dated else happened[-1]
    return _BY_EVENT[last.kind](last, setting, deadlines)


def _is_open(deadlines: Sequence[Deadline], *clocks: str) -> bool:
    return any(deadline.clock in clocks and deadline.status in _OPEN for deadline in deadlines)


def _by_judge(event: Event, setting: Setting, deadlines: Sequence[Deadline]) -> Stage:
    told = _told(event)
    waived = setting.case.value(procedure.appeal_waived, None) is True
    if event.outcome == "in_absentia":
        return _stage(StageName.FINAL_ORDER, f"{told} An order made in absence is final at once.", event)
    if event.outcome == "granted":
        if not waived and _is_open(deadlines, "government_appeal"):
            return _stage(StageName.APPEAL, f"{told} The government can still appeal.", event)
        return _stage(StageName.AFTER_GRANT, f"{told} No appeal is known, and its time is over or waived.", event)
    if event.day is None or (not event.outcome and not _is_open(deadlines, "bia_appeal")):
        between = (StageName.APPEAL, StageName.FINAL_ORDER, StageName.AFTER_GRANT)
        return _stage(StageName.UNDETERMINED, f"{told} Its outcome or its day is not known.", event, between)
    if not waived and _is_open(deadlines, "bia_appeal"):
        return _stage(StageName.APPEAL, f"{told} The time to appeal is running.", event)
    final = final_days(event, setting)[-1] if unappealed(setting) is not None else None
    stage = _stage(StageName.FINAL_ORDER, f"{told} No appeal is known, and its time is over or waived.", event)
    return stage if final is None else msgspec.structs.replace(stage, since=final.day)


def _by_board(event: Event, setting: Setting, deadlines: Sequence[Deadline]) -> Stage:
    del setting
    told = _told(event)
    if event.outcome == "remanded":
        return _stage(StageName.INDIVIDUAL, f"{told} The case is before the judge again.", event)
    if event.outcome == "granted":
        return _stage(StageName.AFTER_GRANT, told, event)
    if not event.outcome:
        between = (StageName.INDIVIDUAL, StageName.PETITION, StageName.AFTER_GRANT)
        return _stage(StageName.UNDETERMINED, f"{told} Its outcome is not known.", event, between)
    if _is_open(deadlines, "petition_for_review"):
        return _stage(StageName.PETITION, f"{told} The time for a petition for review is running.", event)
    if event.day is None:
        either = (StageName.PETITION, StageName.FINAL_ORDER)
        return _stage(StageName.UNDETERMINED, f"{told} Whether a petition is still in time is not known.", event, either)
    return _stage(StageName.FINAL_ORDER, f"{told} No petition for review is known, and its time is over.", event)


def _by_court(event: Event, setting: Setting, deadlines: Sequence[Deadline]) -> Stage:
    del setting, deadlines
    if event.outcome == "remanded":
        return _stage(StageName.APPEAL, f"{_told(event)} The case is before the Board again.", event)
    if event.outcome:
        return _stage(StageName.FINAL_ORDER, _told(event), event)
    between = (StageName.APPEAL, StageName.FINAL_ORDER)
    return _stage(StageName.UNDETERMINED, f"{_told(event)} Its outcome is not known.", event, between)


def _pending(name: StageName) -> Callable[[Event, Setting, Sequence[Deadline]], Stage]:
    return lambda event, _setting, _deadlines: _stage(name, _told(event), event)


_BY_EVENT: dict[str, Callable[[Event, Setting, Sequence[Deadline]], Stage]] = {
    "judge_decided": _by_judge,
    "appeal_received": _pending(StageName.APPEAL),
    "briefs_scheduled": _pending(StageName.APPEAL),
    "board_decided": _by_board,
    "petition_filed": _pending(StageName.PETITION),
    "court_decided": _by_court,
}


def _screening(setting: Setting) -> Stage | None:
    screened = [found for kind in _SCREENED if (found := setting.happened(kind)) is not None]
    finding = setting.happened("fear_reviewed") or setting.happened("fear_decided")
    if finding is not None and finding.outcome == "found":
        return (
            None
            if setting.happened("charged") or setting.latest("master_hearing", "individual_hearing")
            else _stage(StageName.MASTER, f"{_told(finding)} The claim goes before a judge.", finding)
        )
    if finding is not None and finding.kind == "fear_reviewed" and finding.outcome == "not_found":
        return _stage(StageName.FINAL_ORDER, f"{_told(finding)} No appeal to the Board lies from that.", finding)
    if setting.kind in _SCREENING or (setting.kind in {None, "withholding_only"} and screened and not _set(setting)):
        last = max(screened, key=lambda event: event.day or dt.date.min) if screened else None
        return _stage(StageName.SCREENING, _told(last) if last else "The proceeding is one of screening a fear.", last)
    return None


def _set(setting: Setting) -> bool:
    return bool(setting.of("master_hearing") or setting.of("individual_hearing"))


def _before_a_judge(setting: Setting, deadlines: Sequence[Deadline]) -> Stage:
    if setting.kind in _NO_JUDGE:
        return _stage(
            StageName.UNDETERMINED, "In this kind of proceeding no immigration judge decides; the usual stages do not apply."
        )
    individual = setting.coming("individual_hearing") or setting.latest("individual_hearing")
    if individual is not None:
        past = individual.day is not None and individual.day < setting.today
        more = " No decision is known." if past else ""
        return _stage(StageName.INDIVIDUAL, f"{_told(individual)}{more}", individual)
    master = setting.coming("master_hearing") or setting.latest("master_hearing", "charged")
    if master is not None:
        return _stage(StageName.MASTER, _told(master), master)
    final = setting.happened("order_final")
    if final is not None and setting.kind is None:
        may_be = (StageName.SCREENING, StageName.MASTER, StageName.INDIVIDUAL, StageName.FINAL_ORDER)
        return _stage(StageName.UNDETERMINED, f"{_told(final)} The kind of proceeding is not known.", final, may_be)
    if final is not None and setting.kind not in PROTECTION_ALONE:
        name = StageName.PETITION if _is_open(deadlines, "petition_for_review") else StageName.FINAL_ORDER
        return _stage(name, _told(final), final)
    if setting.kind is not None:
        return _stage(StageName.MASTER, "The proceeding is before a judge, and no individual hearing is set.")
    between = tuple(name for name in StageName if name is not StageName.UNDETERMINED)
    return _stage(StageName.UNDETERMINED, "Neither the kind of proceeding nor an event tells.", None, between)
