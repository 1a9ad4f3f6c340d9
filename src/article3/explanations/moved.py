"""What a change of forum changed, as items of an outline: shared by comparisons, transfers and the impact of a change of law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.wording import FORM_NAMES, VERIFIED
from article3.findings.moves import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.findings.moves import FindingMoved
    from article3.law.changes import Alive, Cause, QuestionChange
    from article3.law.matrix import Taken

_FEW = 4
"""So many missing facts are named; the rest are counted."""


def forms_moved(findings: Iterable[FindingMoved]) -> list[Item]:
    """The forms of protection that come out otherwise, or depend on other things; alike ones together."""
    alike: dict[tuple[object, ...], list[FindingMoved]] = {}
    for moved in findings:
        if moved.is_form:
            opens = (moved.now_missing, moved.no_longer_missing, moved.now_turns_on, moved.no_longer_turns_on)
            alike.setdefault((moved.before, moved.after, opens), []).append(moved)
    found = []
    for members in sorted(alike.values(), key=lambda members: not members[0].flips):
        first = members[0]
        names = "; ".join(FORM_NAMES[moved.rule] for moved in members)
        item = Item(Role.PLAIN, f"{names}: {truths(first)}", first.after, target=first.finding)
        item.items = depends(first)
        found.append(item)
    return found


def elements_moved(findings: Sequence[FindingMoved]) -> list[Item]:
    """The findings at which the difference begins."""
    return [
        Item(
            Role.FINDING,
            f"{moved.sentence} {truths(moved).capitalize()}; by {by(moved.by)}",
            moved.after,
            moved.finding,
            moved.finding,
            depends(moved),
        )
        for moved in findings
        if moved.element
    ]


def truths(moved: FindingMoved) -> str:
    """Its truth before and after."""
    if moved.flips:
        return f"was {moved.before.value}, is {moved.after.value}"
    return f"{moved.after.value} as before, but it depends on other things"


def by(questions: Iterable[str]) -> str:
    """The questions of law, or the day itself, in words."""
    return ", ".join("the day itself" if question == DAY else question for question in questions)


def depends(moved: FindingMoved) -> list[Item]:
    """What it newly depends on, and no longer."""
    pairs = (
        ("Now turns on", moved.now_turns_on, len(moved.now_turns_on)),
        ("No longer turns on", moved.no_longer_turns_on, len(moved.no_longer_turns_on)),
        ("Now to be known", moved.now_missing, _FEW),
        ("No longer to be known", moved.no_longer_missing, _FEW),
    )
    return [Item(Role.NOTE, f"{says}: {_some(names, most)}") for says, names, most in pairs if names]


def _some(names: Sequence[str], most: int) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def question_item(change: QuestionChange, where: str = "") -> Item:
    """A question of law that changed between two days, with what changed it."""
    title = f"{change.asks}{f' ({where})' if where else ''}"
    item = Item(Role.OPEN if change.after.open else Role.LAW, title, tag=change.question)
    if change.same_readings:
        item.items.append(Item(Role.PLAIN, f"As before: {readings(change.after)}; by other authority now."))
    else:
        item.items += [
            Item(Role.PLAIN, f"Was: {readings(change.before)}"),
            Item(Role.PLAIN, f"Is: {readings(change.after)}"),
        ]
    item.items += [cause_item(cause) for cause in change.because] or [Item(Role.NOTE, change.after.why)]
    return item


def readings(alive: Alive) -> str:
    """The readings alive."""
    return f"{'OPEN between ' if alive.open else ''}{' and '.join(alive.live)}"


def cause_item(cause: Cause) -> Item:
    """An authority and what it did."""
    return Item(Role.AUTHORITY, f"{cause.cite}, {cause.on}: {cause.does} ({VERIFIED[cause.verified]})")


def taken_item(taken: Taken) -> Item:
    """An authority that settles a question or keeps it open."""
    return Item(Role.AUTHORITY, f"{taken.cite} ({VERIFIED[taken.verified]})")
