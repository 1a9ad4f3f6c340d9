"""What to ask next, and what would make or break a claim, as outlines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import FORM_ANSWERS, FORM_NAMES, NOT_ADVICE
from article3.facts.fact import Kind
from article3.interview.answers import listed
from article3.interview.effects import called
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.findings.model import ForumUsed, LawUsed
    from article3.interview.report import NextQuestion, NextQuestions, OpenQuestion
    from article3.interview.robustness import FactSet, Outcome, Stated, WhatIf

SHARES = (
    "Shares are of ways to fill in what is unknown, drawn by this program with the weights stated. They order the questions. "
    "They are not chances of success."
)
_BECOMES = {
    Truth.ESTABLISHED: "established",
    Truth.NOT_ESTABLISHED: "no longer possible on what is left",
    Truth.UNDETERMINED: "open again",
}


def of_questions(found: NextQuestions, *, shares: bool = False) -> Outline:
    """The questions in their order, with their reasons.

    Args:
        found: the questions.
        shares: whether to tell the shares of the ways to fill in the rest too.
    """
    sections = [
        Section("What is asked about", [_standing(name, truth) for name, truth in found.goals.items()]),
        Section(_title(found), [_question(number, one, shares=shares) for number, one in enumerate(found.questions, 1)]),
        Section("Nothing is left to ask", _nothing_left(found)),
        Section("What no fact settles: open questions of law", _law(found.turns_on)),
        Section("How the order is found", _order(found, shares=shares) if found.questions else []),
        Section("Read this too", [Item(Role.WARNING, words) for words in (*found.warnings, NOT_ADVICE)]),
    ]
    return Outline(
        f"What to ask next: {found.title or 'Case'}", _forum(found.forum, found.law), [one for one in sections if one.items]
    )


def of_what_if(found: WhatIf, *, shares: bool = False) -> Outline:
    """What would make a conclusion, and what would break it.

    Args:
        found: what was found.
        shares: whether to tell how the forms come out over the ways to fill in the rest too, where the case is open.
    """
    is_open = not found.truth.is_definite
    name = FORM_NAMES.get(found.goal, found.goal)
    sections = [
        Section("As it stands", [_standing(found.goal, found.truth)]),
        Section(_makes_title(found), _sets(found.establishing)),
        Section(_defeats_title(found), _sets(found.defeating)),
        Section(_rests_title(found), _sets(found.rests_on, lost=True)),
        Section("Sets of facts", _no_sets(found)),
        Section("How the four forms come out over what is unknown", _outcomes(found) if shares and is_open else []),
        Section("What no fact settles: open questions of law", _law(found.turns_on)),
        Section("Read this too", [Item(Role.WARNING, words) for words in (*found.warnings, NOT_ADVICE)]),
    ]
    return Outline(
        f"What if: {name[0].upper()}{name[1:]}: {found.title or 'Case'}",
        _forum(found.forum, found.law),
        [one for one in sections if one.items],
    )


def _forum(forum: ForumUsed, law: LawUsed) -> str:
    place = f"{forum.place}, " if forum.place else ""
    return f"{place}{forum.court}, as of {forum.as_of} · law {law.version}, kept to {law.maintained_through}"


def _standing(goal: str, truth: Truth) -> Item:
    words = FORM_ANSWERS[truth] if goal in FORM_NAMES else truth.value
    name = called(goal)
    name = FORM_NAMES.get(goal, name if name == goal else f"{name[0].upper()}{name[1:]}")
    return Item(Role.FINDING, f"{name}: {words}", truth, tag="" if goal in FORM_NAMES else goal)


def _title(found: NextQuestions) -> str:
    told, whole = len(found.questions), found.remaining
    return "The only question left" if whole == 1 else f"Ask first ({told} of {whole})" if told < whole else f"Ask ({whole})"


def _question(number: int, one: NextQuestion, *, shares: bool) -> Item:
    below = [Item(Role.PLAIN, f"Why: {' '.join(one.why)}")]
    about = [f"who can answer: {one.who}", *([f"Form I-589 {one.form}"] if one.form else [])]
    below.append(Item(Role.PLAIN, f"{'; '.join(about)[0].upper()}{'; '.join(about)[1:]}"))
    if one.authority:
        below.append(Item(Role.AUTHORITY, one.authority))
    if one.hard:
        below.append(Item(Role.WARNING, f"A hard question. {one.hard} Say that it is coming, and that it may be left out."))
    if one.known:
        below.append(Item(Role.NOTE, f"stated already, and too loose to decide: {one.known}"))
    if one.after:
        below.append(Item(Role.NOTE, f"matters only after {one.after}"))
    if one.said_unknown:
        below.append(Item(Role.NOTE, "the file says that it is not known"))
    below += [Item(Role.PLAIN, words) for words in effect_lines(one) if shares]
    if one.hint:
        below.append(Item(Role.NOTE, one.hint))
    return Item(Role.OPEN, f"{number}. {one.question}", tag=one.place, items=below)


def effect_lines(one: NextQuestion) -> list[str]:
    """In which share of the ways to fill in the rest each goal is reached with each answer; the same told once."""
    together: dict[str, list[str]] = {}
    for effect in one.answers:
        shares = ", ".join(f"{called(goal)} in {share:.0%}" for goal, share in effect.shares.items())
        together.setdefault(shares, []).append(f"'{effect.answer}'")
    return [
        f"{listed(answers, 'or')}: of the ways to fill in the rest, {shares}" for shares, answers in together.items() if shares
    ]


def _nothing_left(found: NextQuestions) -> list[Item]:
    if found.questions:
        return []
    if found.turns_on:
        return [Item(Role.PLAIN, "No unknown fact can change the answer. What is still open is a question of law:")]
    if any(not truth.is_definite for truth in found.goals.values()):
        return [Item(Role.PLAIN, "No unknown fact that could be asked for is left.")]
    return [Item(Role.PLAIN, "No unknown fact can change the answer: it is decided.")]


def _law(opened: Sequence[OpenQuestion]) -> list[Item]:
    return [Item(Role.LAW, f"{one.asks} ({one.id})") for one in opened]


def _order(found: NextQuestions, *, shares: bool) -> list[Item]:
    items = [
        Item(
            Role.PLAIN,
            "Only facts are asked on which a goal still depends; that is exact. They are ordered by how much an answer is "
            f"expected to tell of all goals together, over {found.completions} ways to fill in what is unknown, from weak "
            "cases to strong ones, divided by what the question asks of a person. A fact that matters only after another comes "
            "after it.",
        ),
        *([Item(Role.PLAIN, SHARES)] if shares else []),
        Item(Role.PLAIN, f"Weights from {found.priors_from}; of any other fact, every answer weighs the same:"),
        *[Item(Role.NOTE, f"{one.about}: {one.weights}. {one.why}".strip()) for one in found.priors],
    ]
    if found.bounded:
        items.append(
            Item(
                Role.WARNING,
                "The case is too large to check every completion: some question asked here may not matter after all.",
            )
        )
    return items


def _makes_title(found: WhatIf) -> str:
    return f"It would be established if the judge found one of these, whatever else stays unknown (sets of up to {found.size})"


def _defeats_title(found: WhatIf) -> str:
    burden = (
        " The applicant has the burden of proof: it also fails if what must be proved stays unproved."
        if found.goal in FORM_NAMES
        else ""
    )
    return f"It fails if one of these is found (sets of up to {found.size}).{burden}"


def _rests_title(found: WhatIf) -> str:
    if found.truth is Truth.ESTABLISHED:
        return f"It rests on these: without one of these sets it is no longer established (sets of up to {found.size})"
    return f"What stands against it: without one of these sets it would not be ruled out (sets of up to {found.size})"


def _sets(sets: Sequence[FactSet], *, lost: bool = False) -> list[Item]:
    items = []
    for one in sets:
        joined = " and ".join(_fact(fact) for fact in one.facts)
        below = [Item(Role.NOTE, fact.question) for fact in one.facts]
        items.append(Item(Role.PLAIN, f"{joined}{f' (without it: {_BECOMES[one.becomes]})' if lost else ''}", items=below))
    return items


_JUDGED = {
    Kind.ASSESSMENT.value: " (an assessment for the judge)",
    Kind.ESTIMATE.value: " (an estimate for the judge)",
}


def _fact(one: Stated) -> str:
    said = one.says or f"{one.place}: {listed(one.answers, 'or')}"
    return f"{said}{_JUDGED.get(one.kind, '')}"


def _no_sets(found: WhatIf) -> list[Item]:
    items = [Item(Role.WARNING, words) for words in found.unfinished]
    searched = not found.unfinished
    if not found.truth.is_definite and searched and not found.establishing:
        items.append(
            Item(Role.PLAIN, f"No {found.size} unknown facts or fewer would establish it by themselves: too much is open.")
        )
    if not found.truth.is_definite and searched and not found.defeating:
        items.append(Item(Role.PLAIN, f"No {found.size} unknown facts or fewer would defeat it by themselves."))
    if found.truth.is_definite and searched and not found.rests_on:
        items.append(
            Item(Role.PLAIN, f"It does not hang on any {found.size} known facts or fewer: without them it stays as it is.")
        )
    return items


def _outcomes(found: WhatIf) -> list[Item]:
    how = (
        f"Every one of the {found.completions} ways was gone through."
        if found.exact
        else f"{found.completions} ways were drawn, so that the numbers are rough."
    )
    return [
        *[Item(Role.PLAIN, f"{one.share:.0%} of the ways to fill in: {_together(one)}") for one in found.outcomes],
        Item(Role.NOTE, f"{how} Weights from {found.priors_from}. {SHARES}"),
    ]


def _together(one: Outcome) -> str:
    return listed([called(name) for name in one.established]) or "none of the four forms"
