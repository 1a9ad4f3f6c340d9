"""What binding decisions force on the assessments of a case: filled in where nobody recorded one, checked where somebody did.

Only what a person recorded counts as a factor: a forced assessment is no premise of another precedent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.case import Answer, Case
from article3.facts.harm import feared_harms
from article3.facts.values import written
from article3.facts.vocabulary import FACTS
from article3.law.precedents import Issue, Side
from article3.logic.variables import Variable
from article3.precedents.applied import Bears, PrecedentApplied
from article3.precedents.reasons import Answer as Forced
from article3.precedents.reasons import Model, Outcome, answer
from article3.precedents.situation import exhibits, known, members
from article3.precedents.standing import forcing, of_ruling, placed
from article3.precedents.vocabulary import ENTITIES, established

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.precedents.reasons import Factors, Ruling

_SIDES = {Outcome.FOR: Side.FOR, Outcome.AGAINST: Side.AGAINST}


class Constrained(msgspec.Struct, frozen=True):
    """A case under the precedents of a forum.

    Attributes:
        case: with every assessment that they force and nobody recorded.
        applied: for each assessment on which they bear, those that do, by fact and index of the entity.
        warnings: where they contradict what is recorded, or each other.
    """

    case: Case
    applied: dict[tuple[Variable, int | None], tuple[PrecedentApplied, ...]] = {}
    warnings: tuple[str, ...] = ()


class _Claim(msgspec.Struct, frozen=True):
    issue: Issue
    value: bool
    forced: Forced


def constrain(case: Case, forum: Forum, law: Law) -> Constrained:
    """The case under the precedents that bind the forum, by the reason model.

    Args:
        case: as its file states it.
        forum: whose precedents bind, as of which day.
        law: the law data.

    Raises:
        article3.law.data_files.LawDataError: if an issue names a fact that does not exist.
    """
    claims: dict[tuple[Variable, int], list[_Claim]] = {}
    warnings: list[str] = []
    stated = {(issue, index) for issue, _, index in case.factors}
    for name in sorted({*law.raised_by_facts, *(issue for issue, _ in stated)}):
        issue = law.issues[name]
        for section, index in members(case, issue.entity):
            if name not in law.raised_by_facts and (name, index) not in stated:
                continue
            rulings = forcing(law, issue.id, forum.circuit, forum.as_of, feared=section == feared_harms.id)
            if not rulings:
                continue
            found = answer(rulings, known(case, issue, index), Model.REASON)
            if found.outcome is Outcome.CONFLICT:
                warnings.append(_conflict(case, issue, index, _cites(law, forum, issue, found.by)))
            elif found.outcome in _SIDES:
                for variable, value in established(issue, _SIDES[found.outcome]).items():
                    claims.setdefault((variable, index), []).append(_Claim(issue, value, found))
    if not claims:
        return Constrained(case, {}, tuple(warnings))
    return _settled(case, forum, law, claims, warnings)


def _settled(
    case: Case, forum: Forum, law: Law, claims: dict[tuple[Variable, int], list[_Claim]], warnings: list[str]
) -> Constrained:
    answers: dict[tuple[Variable, int | None], Answer] = {}
    applied: dict[tuple[Variable, int | None], tuple[PrecedentApplied, ...]] = {}
    for (variable, index), made in claims.items():
        recorded = case.value(variable, index)
        if len({claim.value for claim in made}) > 1:
            warnings.append(_contradictory(case, variable, index, made))
            continue
        value = made[0].value
        if recorded is None:
            bears = Bears.FORCES
            stated = case.answer(variable, index)
            proof = dict.fromkeys(name for claim in made for name in _proof(case, claim, index))
            answers[variable, index] = Answer(value, tuple(proof), "" if stated is None else stated.note)
        elif recorded == value:
            bears = Bears.SUPPORTS
        else:
            bears = Bears.CONTRADICTS
        present = {claim.issue.id: known(case, claim.issue, index).present for claim in made}
        applied[variable, index] = tuple(
            one for claim in made for one in _applied(law, forum, claim, bears, present[claim.issue.id])
        )
        if bears is Bears.CONTRADICTS:
            warnings.append(contradicted(case, variable, index, applied[variable, index]))
    full = msgspec.structs.replace(case, answers={**case.answers, **answers}) if answers else case
    return Constrained(full, applied, tuple(warnings))


def _applied(law: Law, forum: Forum, claim: _Claim, bears: Bears, present: Factors) -> Iterator[PrecedentApplied]:
    found = placed(law, claim.issue.id, forum.circuit, forum.as_of)
    for ruling in claim.forced.by:
        one = of_ruling(found, ruling)
        said = one.precedent
        yield PrecedentApplied(
            said.authority,
            one.authority.cited(said.pin),
            claim.issue.id,
            bears,
            said.verified.value,
            " ".join(said.says.split()),
            tuple(factor.id for factor in claim.issue.factors if factor.id in ruling.reason and factor.id in present),
        )


def _proof(case: Case, claim: _Claim, index: int) -> tuple[str, ...]:
    """The exhibits behind the factors that make the precedent reach the case: its reason, and what is ruled out."""
    absent = known(case, claim.issue, index).absent
    factors = {name for ruling in claim.forced.by for name in ruling.reason} | (
        absent & {name for ruling in claim.forced.by for name in claim.issue.of(ruling.outcome.other)}
    )
    return exhibits(case, claim.issue, index, (factor.id for factor in claim.issue.factors if factor.id in factors))


def _cites(law: Law, forum: Forum, issue: Issue, rulings: Sequence[Ruling]) -> str:
    found = placed(law, issue.id, forum.circuit, forum.as_of)
    behind = [of_ruling(found, ruling) for ruling in rulings]
    return "; ".join(f"{one.authority.cited(one.precedent.pin)} ({one.precedent.outcome.value} the applicant)" for one in behind)


def _conflict(case: Case, issue: Issue, index: int, cites: str) -> str:
    name = case.name(ENTITIES[issue.entity], index)
    return (
        f"{name}: binding decisions conflict on {issue.id}, so nothing is taken from them: {cites}. "
        f"'article3 argue' with this issue shows both."
    )


def _contradictory(case: Case, variable: Variable, index: int, made: Sequence[_Claim]) -> str:
    name = _name(case, variable, index)
    issues = " and ".join(dict.fromkeys(claim.issue.id for claim in made))
    return f"{name}, {variable.id}: binding decisions on {issues} force opposite answers, so nothing is taken from them."


def contradicted(case: Case, variable: Variable, index: int, applied: Sequence[PrecedentApplied]) -> str:
    """That what is recorded is the contrary of what binding precedent forces."""
    stated = case.answers[variable, index]
    recorded = written(stated.value or False)
    what_now = f"The note says: {stated.note}" if stated.note else "Check both, or say in a note what sets this case apart."
    cites = "; ".join(f"{one.cite}, on {one.issue}" for one in applied)
    return (
        f"{_name(case, variable, index)}, {variable.id}: {recorded} is recorded, and binding precedent forces the opposite on "
        f"the factors stated: {cites}. What is recorded is kept. {what_now}"
    )


def _name(case: Case, variable: Variable, index: int) -> str:
    entity = FACTS[variable].variable.entity
    return "" if entity is None else case.name(entity, index)
