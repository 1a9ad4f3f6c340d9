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
            if not one.says or one.says in told or not one.binding or _is_open(one.point, sources):
                continue
            told.add(one.says)
            runs += [text(" " if runs else ""), text(f"{sentence(one.says)} "), *sources.cited(one), text(".")]
    return paragraph(*runs) if runs else None


def _is_open(point: str, sources: Sources) -> bool:
    """Whether a question of law is open here: then an authority's answer to it is told as one answer, and not as the law."""
    question = sources.decision.questions.get(point)
    return question is not None and question.open


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
        if not is_preserved(name, sources):
            continue
        question, best = sources.decision.questions[name], words().best[name][0]
        says = {reading.id: plain(reading.says) for reading in question.readings}
        if question.open:
            here: tuple[Run, ...] = (
                text("Which answer governs in this forum is open, and each that is open falls short of the better reading."),
            )
        else:
            live = next(reading.id for reading in question.readings if reading.live)
            by = _cites([one for one in question.governing if one.reading == live], sources)
            here = (text(f"In this forum the answer is: {says[live]} "), *by)
        yield paragraph(
            f"{question.asks} ",
            *here,
            f" Respondent preserves for appeal the position that the better reading is this: {says[best]}",
            *_others(_elsewhere(question, best), sources),
        )


def is_preserved(name: str, sources: Sources) -> bool:
    """Whether a question is kept for appeal.

    It is where the reading that serves the applicant best is not alive in the forum, if the Board or the Attorney General made
    the one that governs, or another court of appeals holds the better one. What the forum decides for the applicant needs no
    preserving; where the Board or the Attorney General reads that otherwise, the law of the forum says so.
    """
    question = sources.decision.questions.get(name)
    if question is None or name not in words().best or not question.governing:
        return False
    best = words().best[name][0]
    if any(reading.live and reading.id == best for reading in question.readings):
        return False
    by_agency = not question.open and all(_is_agency(one, sources) for one in question.governing)
    return by_agency or bool(_elsewhere(question, best))


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
    if runs and not all(_is_agency(one, sources) for one in question.governing):
        runs += _displaced(name, question, sources)
    return paragraph(*runs) if runs else None


def _displaced(name: str, question: QuestionOfLaw, sources: Sources) -> Iterator[Run]:
    """What the Board and the Attorney General hold against an answer of the circuit that serves the applicant best."""
    best = words().best.get(name, ("",))[0]
    if question.governing[0].reading == best and (contrary := _agencys(question, best, sources)):
        yield text(" The Board or the Attorney General has read the law otherwise, which does not govern here: ")
        yield from _listed(contrary[:_FEW], sources)
        yield text(".")


def _open(name: str, question: QuestionOfLaw, sources: Sources) -> Paragraph | None:
    """An open question: what is held against the applicant first, as candor asks, then what is submitted."""
    best = words().serving(name, question)
    live = {reading.id: plain(reading.says) for reading in question.readings if reading.live}
    if best is None:
        return None
    against = [one for one in question.governing if one.reading != best and one.reading in live]
    own = [one for one in question.governing if one.reading == best]
    lead: list[Run] = [text(f"Nothing that binds this Court settles this question: {question.asks}")]
    if against:
        lead = [text(f"How this question is to be answered in this forum is open: {question.asks} One answer is this: ")]
        lead += [text(f"{live[against[0].reading]} "), *_cites(against, sources)]
    return paragraph(
        *lead,
        f" Respondent submits that the answer is this: {live[best]}",
        *([text(" "), *_cites(own, sources)] if own else []),
        *_others(_elsewhere(question, best), sources),
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
