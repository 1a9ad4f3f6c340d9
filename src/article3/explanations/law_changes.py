"""What of the law changed between two days, as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.moved import question_item
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE, VERIFIED
from article3.law.periods import forums, label, name

if TYPE_CHECKING:
    from article3.law.changes import AuthorityChange, LawDiff, NumberChange, TreatmentChange, ValueChange, WordingChange
    from article3.law.loading import Law

_CHANGES = {"begins": "from", "ends": "until", "passes": "from"}


def outline(found: LawDiff, law: Law) -> Outline:
    """Readings first, then numbers, wordings, authorities and what became of earlier ones."""
    everywhere = len(forums(law))

    def where(named: tuple[str, ...]) -> str:
        return "in every forum" if len(named) == everywhere else ", ".join(label(law, forum) for forum in named)

    said = [change for change in found.questions if not change.same_readings]
    same = [change for change in found.questions if change.same_readings]
    sections = [
        Section("Readings that changed", [question_item(change, where(change.forums)) for change in said]),
        Section("The same readings, by other authority", [question_item(change, where(change.forums)) for change in same]),
        Section("Dated numbers", [_number(change) for change in found.numbers]),
        Section("Wording of provisions", [_wording(change) for change in found.wordings]),
        Section("New authorities", [_authority(change) for change in found.authorities]),
        Section("What became of earlier authorities", [_treatment(change) for change in found.treatments]),
        Section(
            "To know besides",
            [
                Item(Role.WARNING, f"{_CHANGES[change.change].capitalize()} {change.on}: {change.says}")
                for change in found.cautions
            ],
        ),
    ]
    sections = [section for section in sections if section.items]
    if not sections:
        sections.append(Section("Changes", [Item(Role.PLAIN, "None is recorded.")]))
    later = (
        [f"The law here is kept to {found.maintained_through}; what came later is not in it."]
        if found.to > found.maintained_through
        else []
    )
    sections.append(Section("Read this too", [Item(Role.WARNING, words) for words in (*later, NOT_ADVICE)]))
    place = f"{name(law, found.forum)}. " if found.forum else "All thirteen forums. "
    kept = f"Law data {found.version}, kept to {found.maintained_through}."
    return Outline(f"The law of {found.from_} and of {found.to}", f"{place}{kept}", sections)


def _number(change: NumberChange) -> Item:
    item = Item(Role.FACT, change.what, tag=change.number)
    item.items = [_value(value, change.unit) for value in change.values]
    return item


def _value(value: ValueChange, unit: str) -> Item:
    until = f" until {value.until}" if value.until is not None and value.change != "begins" else ""
    amount = f"${value.value:,}" if unit == "dollars" else f"{value.value:,} {unit}"
    status = "" if value.status == "in_force" else f" ({value.status.replace('_', ' ')})"
    item = Item(Role.PLAIN, f"{amount}{status}, from {value.from_}{until}")
    item.items.append(Item(Role.AUTHORITY, f"{value.cite} ({VERIFIED[value.verified]})"))
    return item


def _wording(change: WordingChange) -> Item:
    track = "printed, not applied" if change.track == "printed" else "applied"
    because = f"; by {change.because}" if change.because else ""
    item = Item(Role.LAW, f"{change.cite}, {track}, {_CHANGES[change.change]} {change.on}{because}", tag=change.authority)
    item.items.append(Item(Role.NOTE, f"{change.says} ({VERIFIED[change.verified]})"))
    return item


def _authority(change: AuthorityChange) -> Item:
    on = f"{change.on}" if change.exact else f"by {change.on}, the day is not known"
    item = Item(Role.LAW, f"{change.cite}, {on} ({VERIFIED[change.verified]})", tag=change.authority)
    if change.about:
        item.items.append(Item(Role.PLAIN, " ".join(change.about.split())))
    if change.answers:
        item.items.append(Item(Role.NOTE, f"Answers: {', '.join(change.answers)}"))
    return item


def _treatment(change: TreatmentChange) -> Item:
    point = "" if change.point == "whole" else f", as to {change.point} only"
    item = Item(Role.LAW, f"{change.cite}: {change.how} on {change.on}{point}", tag=change.authority)
    item.items.append(Item(Role.AUTHORITY, f"{change.by_cite} ({VERIFIED[change.verified]})"))
    if change.note:
        item.items.append(Item(Role.NOTE, " ".join(change.note.split())))
    return item
