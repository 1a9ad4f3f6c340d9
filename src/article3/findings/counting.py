"""Which feared harms count, and why the others are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts import harm
from article3.findings.model import GroundKind
from article3.findings.risk_model import LeftOut
from article3.likelihood.each_step import Candidate
from article3.logic.truth import Truth
from article3.rules.likelihood import course_of_events, torture_feared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from article3.facts.case import Case
    from article3.findings.model import Decision, Finding, Ground
    from article3.likelihood.courses import Course

CHAIN_TEST = "chain_of_events"
"""The question of law whether each event of a chain must be more likely than not."""
EACH_LINK = "each_link"
_SEVERAL = 2


def truth_of_rule(decision: Decision, rule: str, name: str) -> Truth:
    """What a decision finds on a rule about one harm; undetermined if it never came to ask."""
    finding = decision.findings.get(f"{rule}[{name}]")
    return Truth.UNDETERMINED if finding is None else finding.truth


def left_out(decision: Decision, name: str, found: Course) -> tuple[LeftOut, ...]:
    """Each reason why a feared harm does not count: the part of ``torture_feared`` that fails, with who requires it.

    Args:
        decision: on the case.
        name: the harm's id.
        found: its chain, whose least likely step is named where the test of each event fails.
    """
    whole = decision.findings.get(f"{torture_feared.id}[{name}]")
    if whole is None or whole.truth is not Truth.NOT_ESTABLISHED:
        return ()
    failing = [part for part in whole.grounds.parts if part.truth is Truth.NOT_ESTABLISHED]
    if not failing:
        # Every way of settling what is open comes to the same.
        return (LeftOut(whole.rule, whole.sentence, tuple(cited.cite for cited in whole.authorities)),)
    return tuple(_reason(decision, whole, part, found) for part in failing)


def fails_for_its_steps_alone(reasons: Iterable[LeftOut]) -> bool:
    """Whether a harm is left out for nothing but the test of each event."""
    return [reason.rule for reason in reasons] == [course_of_events.id]


def passes_each_link(decision: Decision, name: str) -> tuple[Truth, bool]:
    """What the rules say of one harm where each link must be more likely than not, and whether its links are tested at all.

    Returns:
        The truth; and ``False`` if it takes no series of events, so that there is nothing to test.
    """
    finding = decision.findings.get(f"{course_of_events.id}[{name}]")
    if finding is None:
        return Truth.UNDETERMINED, True
    no_chain, *questions = finding.grounds.parts
    if no_chain.truth is Truth.ESTABLISHED:
        return Truth.ESTABLISHED, False
    for asked in questions:
        if asked.question == CHAIN_TEST and EACH_LINK in asked.readings:
            found = asked.parts[asked.readings.index(EACH_LINK)].truth
            return (Truth.UNDETERMINED if found is Truth.NOT_ESTABLISHED and not no_chain.truth.is_definite else found), True
    return finding.truth, True


def is_tested(case: Case, index: int, found: Course) -> bool:
    """Whether the rules test the links of this chain: not if a person has denied a series, or stated the weakest link."""
    return (
        len(found.steps) >= _SEVERAL
        and case.value(harm.needs_a_chain, index) is not False
        and case.value(harm.weakest_link, index) is None
    )


def candidates(
    case: Case, courses: Mapping[int, Course], reasons: Mapping[int, tuple[LeftOut, ...]]
) -> tuple[list[int], list[Candidate]]:
    """The chains that count, or would if each of their steps were likely enough.

    Returns:
        Their harms, and the chains.
    """
    chosen = []
    for index, found in courses.items():
        tested = is_tested(case, index, found)
        if not reasons[index] or (tested and fails_for_its_steps_alone(reasons[index])):
            chosen.append((index, Candidate(found.chain.steps, tested)))
    return [index for index, _ in chosen], [candidate for _, candidate in chosen]


def _reason(decision: Decision, whole: Finding, part: Ground, found: Course) -> LeftOut:
    if part.kind is not GroundKind.FINDING:
        return LeftOut(part.fact or whole.rule, part.says or whole.sentence, tuple(cited.cite for cited in whole.authorities))
    finding = decision.findings[part.finding]
    governing = [
        taken.cite for ground in _failing_questions(finding.grounds) for taken in decision.questions[ground.question].governing
    ]
    cites = tuple(dict.fromkeys(governing)) or tuple(cited.cite for cited in finding.authorities)
    weakest = () if found.weakest_step is None else found.chain.steps[found.weakest_step]
    step = " or ".join(weakest) if finding.rule == course_of_events.id else ""
    return LeftOut(finding.rule, finding.sentence, cites, step)


def _failing_questions(ground: Ground) -> Iterator[Ground]:
    """The questions of law in a rule's own grounds that go against it, those of the rules it names left aside."""
    if ground.truth is Truth.NOT_ESTABLISHED and ground.question:
        yield ground
    for part in ground.parts:
        yield from _failing_questions(part)
