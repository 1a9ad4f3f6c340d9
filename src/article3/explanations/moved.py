"""What a change of forum changed, as items of an outline: shared by comparisons, transfers and the impact of a change of law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.wording import FORM_NAMES, VERIFIED
from article3.facts.values import written
from article3.findings.resting import DAY, LIKELIHOOD, PRECEDENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.findings.moves import AssessmentForced, EstimateComputed, FindingMoved
    from article3.law.changes import Alive, Cause, QuestionChange
    from article3.law.matrix import Taken
    from article3.precedents.applied import PrecedentApplied

_FEW = 4
"""So many missing facts are named; the rest are counted."""
_NO_QUESTIONS = {
    DAY: "the day itself",
    PRECEDENTS: "what binding decisions force",
    LIKELIHOOD: "the likelihood that follows from the chains of events",
}
FORCED = "Forced by precedent"
FORCED_OTHERWISE = "Forced otherwise by precedent"
COMPUTED = "Likelihoods that follow from the chains of events"


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
    """The questions of law, or what else makes the difference, in words."""
    return ", ".join(_NO_QUESTIONS.get(question, question) for question in questions)


def forced_items(forced: Iterable[AssessmentForced]) -> list[Item]:
    """The assessments that binding decisions force otherwise, each with the decisions."""
    return [
        Item(
            Role.FACT,
            f"Forced by precedent: was {forced_value(one.before)}, is {forced_value(one.after)}",
            tag=one.fact,
            items=[
                *(precedent_item(applied, "Before, by") for applied in one.by_before),
                *(precedent_item(applied, "Now, by") for applied in one.by_after),
            ],
        )
        for one in forced
    ]


def forced_value(value: bool | None) -> str:  # noqa: FBT001 - the answer itself
    """What is forced, in words."""
    return "neither" if value is None else written(value)


def precedent_item(applied: PrecedentApplied, lead: str = "By") -> Item:
    """A decision that forces an assessment."""
    words = f"{lead} {applied.cite} ({VERIFIED[applied.verified]}), on {applied.issue}: {applied.says}"
    return Item(Role.AUTHORITY, words, tag=applied.authority)


def computed_items(computed: Iterable[EstimateComputed]) -> list[Item]:
    """The estimates that come out otherwise."""
    return [
        Item(Role.FACT, f"Likelihood computed: was {one.before or 'none'}, is {one.after or 'none'}", tag=one.fact)
        for one in computed
    ]


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
