"""Issues, their factors and the decided cases on them, as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.argument import DOUBT, PAST, WEIGHTS
from article3.explanations.items import Item, Role
from article3.explanations.law_here import other_law
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import VERIFIED
from article3.law.precedents import Side
from article3.precedents.readings import other_readings
from article3.precedents.standing import placed

if TYPE_CHECKING:
    import datetime as dt

    from article3.law.loading import Law
    from article3.law.precedents import Issue, Precedent
    from article3.precedents.standing import Placed


def of_issue(law: Law, issue: Issue, circuit: str | None, as_of: dt.date) -> Outline:
    """One issue, with how its decisions stand in a circuit, if one is named.

    Args:
        law: the law data.
        issue: which.
        circuit: id of the circuit; without it only what the decisions say is told.
        as_of: the day.
    """
    court = "" if circuit is None else f" {law.courts[circuit].name}, as of {as_of}."
    about = " ".join(issue.about.split())
    sections = [
        Section(
            f"Factors {side.value} the applicant",
            [
                Item(
                    Role.FACT,
                    f"{factor.asks} ({law.authority(factor.by).cited(factor.pin)})",
                    tag=factor.id,
                    items=[
                        *([Item(Role.NOTE, f"Stated as the fact {factor.fact}: {factor.is_ or 'yes'}")] if factor.fact else []),
                        Item(Role.NOTE, factor.evidence),
                    ],
                )
                for factor in issue.factors
                if factor.side is side
            ],
        )
        for side in Side
    ]
    sections += [Section(f"Decisions {side.value} the applicant", _decisions(law, issue, side, circuit, as_of)) for side in Side]
    cite = law.authority(issue.by).cited(issue.pin)
    subtitle = f"{issue.asks} {about} [{issue.id}; {cite}]{court}"
    return Outline(issue.title, subtitle, [section for section in sections if section.items])


def _decisions(law: Law, issue: Issue, side: Side, circuit: str | None, as_of: dt.date) -> list[Item]:
    if circuit is None:
        said = sorted(law.decided[issue.id], key=lambda one: law.authority(one.authority).decided, reverse=True)
        return [_item(law, one, "") for one in said if one.outcome is side]
    stood = [one for one in placed(law, issue.id, circuit, as_of) if one.precedent.outcome is side]
    found = []
    for one in stood:
        item = _item(law, one.precedent, _standing(one))
        others = other_readings(law, issue, one.authority, circuit, as_of)
        item.items[:0] = [Item(Role.WARNING, other_law(other, side)) for other in others]
        found.append(item)
    return found


def _standing(one: Placed) -> str:
    ended = f" ({one.ended_by.full_cite})" if one.ended_by is not None else ""
    return f"; {one.standing.value}{ended}"


def _item(law: Law, one: Precedent, standing: str) -> Item:
    issue = law.issues[one.issue]
    head = f"{law.authority(one.authority).cited(one.pin)} ({VERIFIED[one.verified.value]}{standing}; {WEIGHTS[one.weight]})"
    told = [Item(Role.NOTE, f"Reason: {issue.listed(one.reason)}.")]
    told += [
        Item(Role.NOTE, f"{label}: {issue.listed(names)}.")
        for label, names in (("For", one.for_), ("Against", one.against))
        if names and names != one.reason
    ]
    if one.doubt:
        told.append(Item(Role.NOTE, f"{DOUBT} {' '.join(one.doubt.split())}"))
    if one.past:
        told.append(Item(Role.NOTE, PAST))
    if one.note:
        told.append(Item(Role.NOTE, one.note))
    return Item(Role.AUTHORITY, f"{head}: {' '.join(one.says.split())}", tag=one.authority, items=told)
