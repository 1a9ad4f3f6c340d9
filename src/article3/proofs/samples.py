"""A case that the solver has found, made as small as it can be, written as a file, and put to ``decide``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import FORMS, grant
from article3.facts.built_in import with_built_in
from article3.facts.case_file import parse_case
from article3.facts.writing import case_text
from article3.findings.decide import decide
from article3.law.positions import assumed, governance
from article3.logic.evaluation import Evaluation, Reached
from article3.logic.fold import Fold
from article3.logic.forum import Forum
from article3.logic.propositions import Proposition, Rule
from article3.proofs.claims import Sample
from article3.rules.rulebase import THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.logic.truth import Truth
    from article3.proofs.claims import Found

_MADE = "Made by article3 from its rules: nobody's case."


def evaluation(case: Case, circuit: str, as_of: dt.date, law: Law, assume: Mapping[str, str] | None = None) -> Evaluation:
    """The evaluation that ``decide`` makes of a case in a forum."""

    def live(question: str) -> tuple[str, ...]:
        standing = governance(law, question, circuit, as_of)
        reading = (assume or {}).get(question)
        return standing.live if reading is None else assumed(standing, reading).live

    return Evaluation(with_built_in(case, as_of), live, THRESHOLDS)


def smaller(case: Case, still: Callable[[Case], bool]) -> Case:
    """The case with every fact and every entity left out without which it still shows the same.

    Args:
        case: a case that shows something.
        still: whether a smaller one does.
    """
    fewer = True
    while fewer:
        fewer = False
        for less in _fewer_entities(case):
            if still(less):
                case, fewer = less, True
                break
    for place in list(case.answers):
        less = msgspec.structs.replace(case, answers={other: told for other, told in case.answers.items() if other != place})
        if still(less):
            case = less
    return case


def _fewer_entities(case: Case) -> Iterator[Case]:
    """The case without one of its lists, or without one of its entities."""
    for name, listed in case.lists.items():
        yield msgspec.structs.replace(case, lists={other: kept for other, kept in case.lists.items() if other != name})
        for index in listed:
            yield msgspec.structs.replace(case, lists={**case.lists, name: tuple(kept for kept in listed if kept != index)})


def sampled(
    found: Found, law: Law, says: str, asked: Iterable[tuple[Rule, int | None]], shows: Callable[[Decision, Case], bool]
) -> Sample:
    """A case as a file, with what ``decide`` says when it reads that file.

    Args:
        found: the case and its forum.
        law: the law data.
        says: what the case shows; becomes its title.
        asked: the rules whose truth is told.
        shows: whether a decision on the case shows it.
    """
    about = (
        f"{_MADE} Run it with{''.join(f' --assume {name}={reading}' for name, reading in found.assume.items())}."
        if found.assume
        else _MADE
    )
    titled = msgspec.structs.replace(found.case, title=says, circuit=found.circuit, as_of=found.as_of)
    text = case_text(titled, about)
    case = parse_case(text, "the case found", law)
    decision = decide(case, Forum(found.circuit, found.as_of), law, assume=found.assume)
    ids = [rule.id if scope is None else f"{rule.id}[{_named(found.case, rule, scope)}]" for rule, scope in asked]
    truths = {identifier: decision.findings[identifier].truth.value for identifier in ids if identifier in decision.findings}
    return Sample(says, found.circuit, found.as_of, found.assume, text, truths, shows(decision, case))


def truth_in(decision: Decision, claim: Proposition, case: Case, law: Law) -> Truth:
    """The truth of a claim about a case, as the findings of a decision make it."""
    evaluated = evaluation(case, decision.forum.circuit, decision.forum.as_of, law, decision.assumed)

    def settled(node: Proposition, scope: int | None) -> Reached | None:
        if not isinstance(node, Rule):
            return None
        finding = decision.findings.get(node.id if scope is None else f"{node.id}[{_named(case, node, scope)}]")
        return None if finding is None else Reached(finding.truth)

    return Fold(evaluated, settled).value(claim).truth


def _named(case: Case, rule: Rule, scope: int) -> str:
    """The name of the entity that a rule is asked of."""
    if rule.entity is None:
        return ""
    return FORMS[scope] if rule.entity is grant else case.names[rule.entity, scope]
