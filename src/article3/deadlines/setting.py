"""What the clocks of a case are worked out from: its events and facts, the law, and the day that is today."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from article3.deadlines.model import Cited
from article3.facts import after, proceeding
from article3.facts.events import events_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.facts.event import Event
    from article3.law.loading import Law
    from article3.law.numbers import Value
    from article3.logic.propositions import Citation

ORDINARY = frozenset({"removal", "deportation_or_exclusion", "asylum_merits", "asylum_and_withholding_only"})
"""The kinds of proceeding before a judge whose decision is itself the one on removal."""
PROTECTION_ALONE = frozenset({"withholding_only", "reasonable_fear"})
"""The kinds of proceeding on protection alone, where another order than the judge's is the one of removal."""


class Setting:
    """One case on one day.

    Args:
        case: its events and facts.
        law: the law data.
        today: the day on which it is looked at.
    """

    def __init__(self, case: Case, law: Law, today: dt.date) -> None:
        self.case, self.law, self.today = case, law, today
        self.events = events_of(case)

    def of(self, kind: str) -> tuple[Event, ...]:
        """The events of a kind, by day; those without a day last."""
        return tuple(event for event in self.events if event.kind == kind)

    def happened(self, kind: str, *outcomes: str) -> Event | None:
        """The latest event of a kind by today, on a day known or not; with one of the outcomes, if any is named."""
        found = [
            event
            for event in self.of(kind)
            if (event.day is None or event.day <= self.today) and (not outcomes or event.outcome in outcomes)
        ]
        dated = [event for event in found if event.day is not None]
        last = dated or found
        return last[-1] if last else None

    def latest(self, *kinds: str) -> Event | None:
        """The latest dated event of some kinds, future ones included."""
        dated = [event for event in self.events if event.kind in kinds and event.day is not None]
        return dated[-1] if dated else None

    def coming(self, kind: str) -> Event | None:
        """The next event of a kind from today on."""
        return next((event for event in self.of(kind) if event.day is not None and event.day >= self.today), None)

    @cached_property
    def kind(self) -> str | None:
        """The kind of proceeding; ``None`` if it is not known."""
        stated = self.case.value(proceeding.kind, None)
        return stated if isinstance(stated, str) else None

    @cached_property
    def detained(self) -> bool | None:
        """Whether the person is detained today: by the latest event that says so, else as the fact states it."""
        dated = [event for event in self.events if event.kind in {"detained", "released"} and event.day is not None]
        past = [event for event in dated if event.day is not None and event.day <= self.today]
        if any(event.kind == "released" for event in past):
            return past[-1].kind == "detained"
        stated = self.case.value(after.detained, None)
        if isinstance(stated, bool):
            return stated
        return True if past else None

    def cited(self, citations: Iterable[Citation]) -> tuple[Cited, ...]:
        """Authorities as a derivation shows them, each with how what it says on this day was checked."""
        return tuple(self._cited(citation) for citation in citations)

    def _cited(self, citation: Citation) -> Cited:
        authority = self.law.authority(citation.authority)
        paragraph = authority.paragraph(citation.pin) if citation.pin else None
        version = None if paragraph is None else paragraph.at(self.today) or paragraph.versions[-1]
        checked = authority.verification if version is None else version.verification
        return Cited(authority.id, authority.cited(citation.pin), citation.pin, checked.level, checked.note)

    def cited_for(self, value: Value) -> Cited:
        """The authority of a dated number, as verified for that number."""
        authority = self.law.authority(value.authority)
        pin = value.pin if value.pin.startswith("(") or value.pin[:1].isdigit() else ""
        return Cited(authority.id, authority.cited(pin), pin, value.verification.level, value.note)
