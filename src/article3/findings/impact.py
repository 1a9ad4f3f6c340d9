"""Which of many cases change with the law between two days, which element, by which question of law.

These types are the published JSON. A case is decided again only if something that it could see changed: see
``article3.findings.moves``.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import msgspec

from article3.facts.problems import Problem
from article3.findings.moves import AssessmentForced, EstimateComputed, FindingMoved, Move
from article3.findings.resting import DAY
from article3.law.changes import QuestionChange, grouped_changes
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.law.loading import Law

SCHEMA = 1
"""Version of the JSON schema of an impact."""


class Reach(enum.Enum):
    """How far a change reaches into a case: the answer for a form of protection; some element; only what is still open."""

    FORMS = "forms"
    ELEMENTS = "elements"
    OPEN = "open"


class CaseImpact(msgspec.Struct, frozen=True):
    """A case that changes.

    Attributes:
        source: its file.
        circuit: whose law applies.
        reach: how far the change reaches.
        findings: what comes out otherwise or depends on other things, parts first.
        forced: the assessments that binding decisions force otherwise, as one began or ceased to bind.
        computed: the estimates that follow from chains of events and come out otherwise.
    """

    source: str
    title: str
    circuit: str
    reach: Reach
    findings: tuple[FindingMoved, ...]
    forced: tuple[AssessmentForced, ...] = ()
    computed: tuple[EstimateComputed, ...] = ()


class Impact(msgspec.Struct, frozen=True):
    """What a change of law does to many cases.

    Attributes:
        schema: version of this format.
        from_: the first day.
        to: the second.
        files: how many case files were looked at; each is among ``changed``, ``unchanged`` or ``unusable``.
        unchanged: how many stay as they are.
        unusable: how many could not be used; ``problems`` has the reasons.
        changed: the cases that change, in the order of their files.
        questions: the questions of law that make a difference to some case, each with what changed it, in the forums of cases.
        by_day: how many cases change by the day itself, because a time has run or has begun.
        problems: everything that keeps a file from being used.
    """

    schema: int
    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    version: str
    maintained_through: dt.date
    files: int
    unchanged: int
    unusable: int
    changed: tuple[CaseImpact, ...]
    questions: tuple[QuestionChange, ...]
    by_day: int
    problems: tuple[Problem, ...]


class Between:
    """Two days, made ready for any number of cases in any circuit.

    Args:
        law: the law data.
        from_: the first day.
        to: the second.
    """

    def __init__(self, law: Law, from_: dt.date, to: dt.date) -> None:
        self._law, self._from, self._to = law, from_, to
        self._moves: dict[str, Move] = {}

    def of(self, case: Case, circuit: str, source: str) -> CaseImpact | None:
        """What changes in a case; ``None`` if nothing does."""
        found = self._move(circuit).all_of(case)
        if not found.findings:
            return None
        return CaseImpact(source, case.title, circuit, reach(found.findings), found.findings, found.forced, found.computed)

    def is_alike(self, circuit: str) -> bool:
        """Whether nothing changes there in any case to which the day itself does not matter."""
        return self._move(circuit).is_alike

    def _move(self, circuit: str) -> Move:
        move = self._moves.get(circuit)
        if move is None:
            move = self._moves[circuit] = Move(self._law, Forum(circuit, self._from), Forum(circuit, self._to))
        return move

    def together(self, changed: Iterable[CaseImpact], unchanged: int, unusable: Iterable[tuple[Problem, ...]]) -> Impact:
        """The whole of it.

        Args:
            changed: the cases that change.
            unchanged: how many do not.
            unusable: for each file that cannot be used, why.
        """
        cases, reasons = tuple(changed), tuple(unusable)
        where: dict[str, dict[str, None]] = {}
        for case in cases:
            for moved in case.findings:
                for question in moved.by:
                    where.setdefault(question, {})[case.circuit] = None
        questions = (
            change
            for question in self._law.questions
            for change in grouped_changes(self._law, question, where.get(question, ()), self._from, self._to)
        )
        return Impact(
            SCHEMA,
            self._from,
            self._to,
            self._law.version,
            self._law.maintained_through,
            len(cases) + unchanged + len(reasons),
            unchanged,
            len(reasons),
            cases,
            tuple(questions),
            sum(any(DAY in moved.by for moved in case.findings) for case in cases),
            tuple(problem for found in reasons for problem in found),
        )


def reach(findings: Iterable[FindingMoved]) -> Reach:
    """How far some differences reach."""
    flips = [moved for moved in findings if moved.flips]
    if any(moved.is_form for moved in flips):
        return Reach.FORMS
    return Reach.ELEMENTS if flips else Reach.OPEN
