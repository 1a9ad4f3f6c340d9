"""The law of one forum in a brief: what provisions say, which reading governs, what stays open, what is preserved for appeal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.documents.drafts.brief_sources import READ, words
from article3.documents.drafts.brief_values import gap, paragraph, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.documents.drafts.brief_ground import Material
    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Paragraph, Run
    from article3.findings.model import PositionTaken, QuestionOfLaw

_ELSEWHERE = "another circuit's"
_AGENCIES = frozenset({"bia", "ag"})
_ENJOINED = ("operative_text", "wording_1999")
_NOT_APPLIED = (
    "The wording of 1999 of 8 C.F.R. § 1208.18(a)(1) and (a)(7) is the one applied: the rule of December 2020, whose "
    "wording the code prints, "
    "was enjoined before it took effect."
)
_FEW = 2
"""So many authorities stand behind one reading; more are string cites that nobody reads."""


def provisions(material: Material, sources: Sources, told: set[str]) -> Paragraph | None:
    """What the provisions and decisions behind some findings say, each sentence with its citation; ``None`` if all was told."""
    runs: list[Run] = []
    for finding in material.findings.values():
        for one in finding.authorities:
            if not one.says or one.says in told or not one.binding:
                continue
            told.add(one.says)
            runs += [text(" " if runs else ""), text(f"{sentence(one.says)} "), *sources.cited(one), text(".")]
    return paragraph(*runs) if runs else None


def sentence(says: str) -> str:
    """What a provision says as a sentence: an item of a list of evidence is told as what must be considered."""
    if says.startswith(("Evidence ", "Other relevant information")):
        return f"What must be considered includes {says[:1].lower()}{says[1:]}"
    return says


def readings(material: Material, sources: Sources, read: set[str], told: set[str]) -> Iterator[Paragraph]:
    """How each question of law stands that some findings meet: each question once in a document, and no sentence of it twice.

    Args:
        material: with the questions.
        sources: for the citations.
        read: questions that the document has told already; more are added.
        told: sentences of law likewise.
    """
    for name in material.questions:
        question = sources.decision.questions.get(name)
        if question is None or name in read:
            continue
        read.add(name)
        found = _open(name, question, sources) if question.open else _settled(name, question, sources, told)
        if found is not None:
            yield found


def preserved(names: Iterable[str], sources: Sources) -> Iterator[Paragraph]:
    """What is kept for appeal, one paragraph a question."""
    for name in names:
        if is_preserved(name, sources):
            question, best = sources.decision.questions[name], words().best[name]
            live = next(reading.id for reading in question.readings if reading.live)
            says = {reading.id: plain(reading.says) for reading in question.readings}
            by = _cites([one for one in question.governing if one.reading == live], sources)
            if live != best:
                yield paragraph(
                    f"{question.asks} In this forum the answer is: {says[live]} ",
                    *by,
                    f" Respondent preserves for appeal the position that the better reading is this: {says[best]}",
                    *_others(_elsewhere(question, best), sources),
                )
            else:
                yield paragraph(
                    f"{question.asks} This Court is bound by the court of appeals: {says[live]} ",
                    *by,
                    " The Board or the Attorney General has read the law otherwise, which does not govern here: ",
                    *_listed(_agencys(question, best, sources)[:_FEW], sources),
                    ". Respondent preserves the issue.",
                )


def is_preserved(name: str, sources: Sources) -> bool:
    """Whether a settled question is kept for appeal.

    It is where the reading that governs does not serve the applicant best, if the Board or the Attorney General made it or
    another court of appeals holds the better one; and where it does, if the Board or the Attorney General reads otherwise
    than the circuit.
    """
    question, best = sources.decision.questions.get(name), words().best.get(name)
    if question is None or best is None or question.open or not question.governing:
        return False
    live = next(reading.id for reading in question.readings if reading.live)
    by_agency = all(_is_agency(one, sources) for one in question.governing)
    if live != best:
        return by_agency or bool(_elsewhere(question, best))
    return not by_agency and bool(_agencys(question, best, sources))


def _elsewhere(question: QuestionOfLaw, best: str) -> list[PositionTaken]:
    """Other courts of appeals that hold the better reading, as far as they were read."""
    return [one for one in question.others if one.reading == best and one.standing == _ELSEWHERE and one.verified in READ]


def _agencys(question: QuestionOfLaw, best: str, sources: Sources) -> list[PositionTaken]:
    """Decisions of the Board and the Attorney General that read otherwise, stand, and were read."""
    taken = (one for one in question.others if _is_agency(one, sources) and one.reading != best and one.verified in READ)
    return [one for one in taken if not one.ended_by]


def _settled(name: str, question: QuestionOfLaw, sources: Sources, told: set[str]) -> Paragraph | None:
    if not question.governing:
        return None
    if (name, question.governing[0].reading) == _ENJOINED:
        return paragraph(_NOT_APPLIED, " ", *_cites(list(question.governing), sources))
    read = [one for one in question.governing if one.verified in READ]
    runs: list[Run] = []
    for one in (read or list(question.governing)[:1])[:_FEW]:
        if one.says not in told:
            told.add(one.says)
            runs += [text(" " if runs else ""), text(f"{one.says} "), *sources.cited(one), text(".")]
    return paragraph(*runs) if runs else None


def _open(name: str, question: QuestionOfLaw, sources: Sources) -> Paragraph | None:
    best = words().best.get(name)
    live = {reading.id: plain(reading.says) for reading in question.readings if reading.live}
    if best not in live:
        return None
    own = [one for one in question.governing if one.reading == best]
    others = _elsewhere(question, best)
    return paragraph(
        f"Nothing that binds this Court settles this question: {question.asks} Respondent submits that the answer is "
        f"this: {live[best]}",
        *([text(" "), *_cites(own, sources)] if own else []),
        *_others(others, sources),
    )


def _others(others: list[PositionTaken], sources: Sources) -> tuple[Run, ...]:
    """The courts that hold so elsewhere, as persuasive authority."""
    if not others:
        return ()
    return (text(" Other courts of appeals so hold, as persuasive authority: "), *_listed(others[: _FEW + 1], sources), text("."))


def _cites(taken: list[PositionTaken], sources: Sources) -> tuple[Run, ...]:
    """A citation sentence; a gap if nothing that was read stands behind it."""
    read = [one for one in taken if one.verified in READ]
    if not taken:
        return (gap("authority"), text("."))
    return (*_listed((read or taken)[:_FEW], sources), text("."))


def _listed(taken: list[PositionTaken], sources: Sources) -> tuple[Run, ...]:
    runs: list[Run] = []
    for one in taken:
        runs += [text("; " if runs else ""), *sources.cited(one)]
    return tuple(runs)


def _is_agency(one: PositionTaken, sources: Sources) -> bool:
    return sources.law.authority(one.authority).court in _AGENCIES


def plain(says: str) -> str:
    """A reading without the "Yes" or "No" before it, as a sentence of its own."""
    rest = re.sub(r"^(Yes|No)(:|,) ", "", says)
    return rest[:1].upper() + rest[1:]
