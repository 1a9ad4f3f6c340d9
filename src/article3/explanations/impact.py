"""What a change of law does to many cases, as an outline: cases that change alike are told together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.moved import by, computed_items, forced_items, question_item, truths
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import FORM_NAMES, NOT_ADVICE
from article3.findings.impact import Reach
from article3.law.periods import label
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.findings.impact import CaseImpact, Impact
    from article3.law.loading import Law
    from article3.precedents.applied import PrecedentApplied

_TITLES = {
    Reach.FORMS: "The answer for a form of protection changes",
    Reach.ELEMENTS: "An element changes, no form of protection does",
    Reach.OPEN: "Only what is still open changes",
}
FILES = 12
"""So many files of one group are named; the rest are counted, and the JSON names them all."""


def outline(found: Impact, law: Law) -> Outline:
    """The count, the law that changed, the cases by how far it reaches, and the files that could not be used."""
    counts = {reach: sum(case.reach is reach for case in found.changed) for reach in Reach}
    of = "case file" if found.files == 1 else "case files"
    summary = [
        f"{found.files:,} {of}: {len(found.changed):,} change, {found.unchanged:,} do not, {found.unusable:,} cannot be used.",
        *(f"{_TITLES[reach]}: {count:,}" for reach, count in counts.items() if count),
    ]
    if found.by_day:
        summary.append(f"By the day itself, because a time has run or has begun: {found.by_day:,}")
    sections = [
        Section("In short", [Item(Role.PLAIN, words) for words in summary]),
        Section("The law that makes the difference", law_that_differs(found, law)),
        *(
            Section(title, _alike([case for case in found.changed if case.reach is reach], law))
            for reach, title in _TITLES.items()
        ),
        Section("Files that cannot be used", _unusable(found)),
        Section("Read this too", [Item(Role.WARNING, words) for words in _cautions(found)]),
    ]
    title = f"What changes in these cases from {found.from_} to {found.to}"
    kept = f"Law data {found.version}, kept to {found.maintained_through}."
    return Outline(title, kept, [section for section in sections if section.items])


def law_that_differs(found: Impact, law: Law) -> list[Item]:
    """The questions of law that make the difference, each with the authorities that changed it and the circuits it governs."""
    return [question_item(change, ", ".join(label(law, forum) for forum in change.forums)) for change in found.questions]


def _cautions(found: Impact) -> list[str]:
    later = f"The law here is kept to {found.maintained_through}; what came later is not in it."
    return [*([later] if found.to > found.maintained_through else []), NOT_ADVICE]


def _alike(cases: Sequence[CaseImpact], law: Law) -> list[Item]:
    groups: dict[tuple[object, ...], list[CaseImpact]] = {}
    for case in cases:
        groups.setdefault(_kind(case), []).append(case)
    return [_group(members, law) for members in sorted(groups.values(), key=len, reverse=True)]


def _kind(case: CaseImpact) -> tuple[object, ...]:
    """What two cases have in common that are told together; which harm it is about does not matter."""
    told = {(it.rule, it.before, it.after, it.by) for it in case.findings if it.element or (it.is_form and it.flips)}
    forced = {(one.before, one.after, _decisions(one.by_before), _decisions(one.by_after)) for one in case.forced}
    return case.circuit, frozenset(told), frozenset(forced)


def _decisions(applied: Iterable[PrecedentApplied]) -> frozenset[tuple[str, str]]:
    return frozenset((one.authority, one.issue) for one in applied)


def _group(cases: Sequence[CaseImpact], law: Law) -> Item:
    first = cases[0]
    count = "One case" if len(cases) == 1 else f"{len(cases):,} cases"
    item = Item(Role.FINDING, f"{count} in the {label(law, first.circuit)}")
    item.items = [
        Item(Role.PLAIN, f"{FORM_NAMES[moved.rule]}: {truths(moved)}", moved.after)
        for moved in first.findings
        if moved.is_form and moved.flips
    ]
    elements = {(moved.rule, moved.before, moved.after): moved for moved in first.findings if moved.element}
    item.items += [
        Item(Role.PLAIN, f"{RULES[moved.rule].sentence} {truths(moved).capitalize()}; by {by(moved.by)}", moved.after)
        for moved in elements.values()
    ]
    item.items += forced_items(first.forced)
    if len(cases) == 1:
        item.items += computed_items(first.computed)
    named = [f"{case.source} ({case.title})" if case.title else case.source for case in cases[:FILES]]
    item.items += [Item(Role.NOTE, name) for name in named]
    if len(cases) > FILES:
        item.items.append(Item(Role.NOTE, f"and {len(cases) - FILES:,} more; --format json names them all"))
    return item


def _unusable(found: Impact) -> list[Item]:
    files: dict[str, list[str]] = {}
    for problem in found.problems:
        place = f"line {problem.line}, {problem.path}: " if problem.line and problem.path else ""
        files.setdefault(problem.file, []).append(f"{place}{problem.found}; expected: {problem.expected} [{problem.code}]")
    return [Item(Role.PLAIN, file, items=[Item(Role.NOTE, reason) for reason in reasons]) for file, reasons in files.items()]
