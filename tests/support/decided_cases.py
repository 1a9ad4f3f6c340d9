"""Decided cases made ready to run: the facts that a decision tells, as a case file, and what the court made of them.

``tests/cases/decided/NAME.yaml`` is the case file; NAME is the id of the decision. ``expected.d/NAME.toml`` has the forum, what
must come out and why. See the attributes of :class:`Expected` and :class:`Argues`. ``tests/cases/published/NAME.toml`` has the
same for a published example, ``examples/NAME.yaml``; there is no decision to take out, so ``without`` is left out.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Answer
from article3.facts.case_file import read
from article3.findings.grounds import _decisive_parts
from article3.findings.model import GroundKind
from article3.law.loading import Law, load
from article3.law.precedents import Side, Weighed
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.precedents.reasons import Outcome
from article3.precedents.situation import members, stated
from article3.precedents.vocabulary import ENTITIES, established, fact_of

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.findings import Decision
    from article3.findings.model import Ground

CASES = Path(__file__).parents[1] / "cases"
DECIDED = CASES / "decided"
EXAMPLES = Path(__file__).parents[2] / "examples"


class Argues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What decided cases make of one issue in this case, all precedents counted, and with the decision itself taken out.

    What the decision doesn't mention is taken as absent, as the theory takes a precedent; of a published example, what it is
    silent on stays unknown.

    Attributes:
        issue: its id.
        about: the harm or conviction.
        outcome: with the decision itself among the precedents.
        by: the decisions that force it, if it is forced.
        without: the outcome with the decision taken out.
        without_by: the decisions that force it then.
        liken: all the nearest for the applicant (level 0), once the decision is taken out.
        distinguish: all the nearest against, once the decision is taken out.
    """

    issue: str
    about: str
    outcome: Outcome
    without: Outcome = Outcome.NOT_FORCED
    by: tuple[str, ...] = ()
    without_by: tuple[str, ...] = ()
    liken: tuple[str, ...] = ()
    distinguish: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for outcome, by in ((self.outcome, self.by), (self.without, self.without_by)):
            if (outcome is Outcome.NOT_FORCED) is bool(by):
                raise ValueError(f"{self.issue}: name what forces it if, and only if, it is forced")


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must come out of a decided case.

    Attributes:
        circuit: the forum.
        as_of: the day of the decision.
        expects: truth by finding.
        behind: by finding, authorities that must be among those on which it rests: the ground the court gave.
        ground: the same in words.
        court_outcome: what the court did.
        source: where the facts were read.
        argues: what decided cases make of each issue on which the decision speaks.
    """

    file: str
    circuit: str
    as_of: dt.date
    expects: dict[str, Truth]
    behind: dict[str, tuple[str, ...]]
    ground: str
    court_outcome: str
    source: str
    argues: tuple[Argues, ...] = ()

    def __post_init__(self) -> None:
        if not self.expects or not self.behind:
            raise ValueError("a decided case expects an outcome and the ground for it")

    @property
    def forum(self) -> Forum:
        """The forum in which it was decided."""
        return Forum(self.circuit, self.as_of)


def decided_cases() -> dict[str, Expected]:
    """Every decided case by the id of its decision."""
    return {path.stem: expected(path) for path in sorted((DECIDED / "expected.d").glob("*.toml"))}


def published_examples() -> dict[str, Expected]:
    """Every published example by its name."""
    return {path.stem: expected(path) for path in sorted((CASES / "published").glob("*.toml"))}


def expected(path: Path) -> Expected:
    """What one decided case expects."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Expected)


def case_of(name: str) -> Case:
    """The case file of a decision."""
    return read(DECIDED / f"{name}.yaml", load())


def without(law: Law, authority: str) -> Law:
    """The law with all that one decision says on issues taken out of the precedents; the decision itself remains."""
    return law.weighing(Weighed(tuple(law.issues.values()), tuple(one for one in law.precedents if one.authority != authority)))


def index_of(case: Case, law: Law, argues: Argues) -> int:
    """The index of the harm or conviction that is argued about."""
    entity = law.issues[argues.issue].entity
    return next(index for _, index in members(case, entity) if case.name(ENTITIES[entity], index) == argues.about)


def all_told(case: Case, law: Law, issue: str, index: int) -> Case:
    """The case with every factor of an issue that it is silent on taken as absent."""
    asked = law.issues[issue]
    silent = [factor for factor in asked.factors if (found := stated(case, asked, factor, index)) is None or found.value is None]
    factors, answers = dict(case.factors), dict(case.answers)
    for factor in silent:
        read_from = fact_of(asked.entity, factor)
        if read_from is None:
            factors[issue, factor.id, index] = Answer(value=False)
        else:
            variable, means = read_from
            answers[variable, index] = Answer(value=False if means is True else f"not {means}")
    return msgspec.structs.replace(case, factors=factors, answers=answers)


def unassessed(case: Case, law: Law, issue: str, index: int) -> Case:
    """The case without the assessments that an outcome on the issue establishes."""
    ours = {(variable, index) for side in Side for variable in established(law.issues[issue], side)}
    return msgspec.structs.replace(case, answers={key: answer for key, answer in case.answers.items() if key not in ours})


def rests_on(decision: Decision, finding: str) -> set[str]:
    """The authorities behind a finding: of every part that decides it, or, while it is undetermined, that leaves it open."""
    found: set[str] = set()
    waiting, seen = [finding], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        one = decision.findings[name]
        found |= {cited.authority for cited in one.authorities}
        _leaves(decision, one.grounds, found, waiting)
    return found


def _leaves(decision: Decision, ground: Ground, found: set[str], waiting: list[str]) -> None:
    if ground.finding:
        waiting.append(ground.finding)
    if ground.kind is GroundKind.QUESTION:
        found |= {position.authority for position in decision.questions[ground.question].governing}
    found |= {one.authority for one in ground.precedents}
    for part in _decisive_parts(ground):
        _leaves(decision, part, found, waiting)
