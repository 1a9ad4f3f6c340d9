"""Fill in, from the chains of feared harms, the estimates that nobody has stated.

A number that a person has stated is never replaced. Where it disagrees with the chain, a warning says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from article3.facts import harm
from article3.facts.case import Answer
from article3.facts.values import written
from article3.likelihood.courses import any_of, course
from article3.likelihood.ends import exactly, up
from article3.likelihood.network import TooEntangledError
from article3.logic.truth import Truth
from article3.logic.variables import Interval, Value, Variable
from article3.rules.likelihood import torture_feared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from article3.facts.case import Case
    from article3.facts.link import Chain
    from article3.likelihood.courses import Course
    from article3.logic.evaluation import Evaluation

Answers = dict[tuple["Variable", int | None], Answer]

ASSUMED = "The links are taken to be independent, each chance being given the steps before it."
_SEVERAL = 2
"""Sources are added together only where there are so many."""


class Conflict(msgspec.Struct, frozen=True):
    """What the case states, and the rules keep, disagrees with what its chains make.

    Attributes:
        harm: the feared harm's index; ``None`` for all sources together.
        fact: what is stated.
        stated: as the case states it.
        computed: as the chain makes it.
    """

    harm: int | None
    fact: Variable
    stated: Value
    computed: Value

    @property
    def name(self) -> str:
        """The fact as a case file names it; for a harm, within the harm."""
        return self.fact.id if self.harm is not None else f"risk.{self.fact.id}"


def with_chains(case: Case, evaluation_of: Callable[[Case], Evaluation]) -> tuple[Case, tuple[str, ...]]:
    """The case with what its chains say, and where a person's statement disagrees with them.

    Args:
        case: as its file states it, with what a decision knows by itself.
        evaluation_of: how to evaluate a case.
    """
    courses = {index: course(chain, case.links) for index, chain in case.chains.items()}
    found: Answers = {
        (variable, index): answer
        for index, worked_out in courses.items()
        for variable, answer in _about(worked_out).items()
        if case.value(variable, index) is None
    }
    told = [_told(case, conflict) for conflict in harm_conflicts(case, courses)]
    known = _knowing(case, found)
    torture = torture_by_harm(known, evaluation_of(known))
    try:
        together = _together(case, torture)
    except TooEntangledError as error:
        told.append(
            f"The chains could not be taken together exactly: {error}. 'article3 likelihood' shows what holds all the same."
        )
        return known, tuple(told)
    if together is None:
        return known, tuple(told)
    if case.value(harm.all_sources, None) is not None:
        told += [_told(case, conflict) for conflict in _total_conflicts(case, together)]
        return known, tuple(told)
    exhibits = tuple(dict.fromkeys(exhibit for worked_out in courses.values() for exhibit in worked_out.exhibits))
    note = f"Computed from the chains of {_names(case, courses)}. {ASSUMED} {_spread(case, torture)}"
    return _knowing(known, {(harm.all_sources, None): Answer(together, exhibits, note.strip())}), tuple(told)


def harm_conflicts(case: Case, courses: Mapping[int, Course]) -> tuple[Conflict, ...]:
    """Where what the case states of a harm disagrees with its chain.

    Args:
        case: with what persons have stated, but nothing computed.
        courses: its chains worked out.
    """
    return tuple(
        Conflict(index, variable, stated, answer.value)
        for index, worked_out in courses.items()
        for variable, answer in _about(worked_out).items()
        if (stated := case.value(variable, index)) is not None and answer.value is not None and _disagree(stated, answer.value)
    )


def total_conflicts(case: Case, torture: Mapping[int, Truth]) -> tuple[Conflict, ...]:
    """Where what the case states of all sources together disagrees with the chains; none if they cannot be computed.

    Args:
        case: with what persons have stated, but nothing computed.
        torture: what is known of each feared harm.
    """
    if case.value(harm.all_sources, None) is None:
        return ()
    try:
        together = _together(case, torture)
    except TooEntangledError:
        return ()
    return () if together is None else _total_conflicts(case, together)


def _total_conflicts(case: Case, together: Interval) -> tuple[Conflict, ...]:
    stated = case.value(harm.all_sources, None)
    if stated is None or not _disagree(stated, together):
        return ()
    return (Conflict(None, harm.all_sources, stated, together),)


def _together(case: Case, torture: Mapping[int, Truth]) -> Interval | None:
    """All sources together; ``None`` where there are not several.

    Raises:
        TooEntangledError: if the exact computation is out of reach.
    """
    if sum(truth is not Truth.NOT_ESTABLISHED for truth in torture.values()) < _SEVERAL:
        return None
    return all_sources(case, torture)


def torture_by_harm(case: Case, evaluation: Evaluation) -> dict[int, Truth]:
    """For each feared harm, whether it counts (rule ``torture_feared``).

    That is: it is torture that threatens this applicant, and no event of its chain is too unlikely where the forum tests each.
    How likely the whole is stays out of it.
    """
    return {index: evaluation.reached(torture_feared, index).truth for index in case.members(harm.feared_harms) or ()}


def all_sources(case: Case, torture: Mapping[int, Truth]) -> Interval:
    """How likely it is that at least one feared harm that counts happens, never overstated.

    The low end counts only harms that are established to count, the high end all that are not excluded. A harm
    without a chain, or with a likelihood that a person has stated, counts with that, and with any dependence on the others;
    one with neither counts as possible and no more.

    Args:
        case: with its chains and with what persons have stated, but nothing computed.
        torture: what is known of each feared harm.

    Raises:
        TooEntangledError: if the exact computation is out of reach.
    """
    established = [index for index, truth in torture.items() if truth is Truth.ESTABLISHED]
    possible = [index for index, truth in torture.items() if truth is not Truth.NOT_ESTABLISHED]
    stated = {index: value for index in possible if isinstance(value := case.value(harm.likelihood, index), Interval)}
    certain_chains = [case.chains[index].steps for index in established if index in case.chains and index not in stated]
    possible_chains = [case.chains[index].steps for index in possible if index in case.chains and index not in stated]
    lows = [stated[index] for index in established if index in stated]
    together = any_of(possible_chains, case.links).within if possible_chains else Interval(0.0, 0.0)
    if certain_chains:
        lows.append(together if certain_chains == possible_chains else any_of(certain_chains, case.links).within)
    highs = [together.high]
    highs += [value.high for value in stated.values()]
    # Added up as the decimals that they are shown as, so that no rounding carries the sum across one half.
    high = up(exactly(min(Fraction(1), sum((Fraction(repr(end)) for end in highs), Fraction(0)))))
    if any(index not in case.chains and index not in stated for index in possible):
        high = 1.0
    low = max(lows, key=lambda found: (found.low, found.low_open), default=Interval(0.0, 0.0))
    return Interval(low.low, max(low.low, high), low_open=low.low_open)


def _about(found: Course) -> dict[Variable, Answer]:
    """What a chain says of its harm."""
    several = len(found.steps) >= _SEVERAL
    steps = said(found.chain)
    answers: dict[Variable, Answer] = {
        harm.needs_a_chain: Answer(several, found.exhibits, f"Computed: the chain has {len(found.steps)} step{'s' * several}."),
        harm.likelihood: Answer(found.whole.within, found.exhibits, f"Computed from the chain: {steps}. {ASSUMED}"),
    }
    if several:
        note = f"Computed from the chain: {steps}."
        if found.weakest_step is not None:
            note += f" Least likely at best: {' or '.join(found.chain.steps[found.weakest_step])}."
        answers[harm.weakest_link] = Answer(found.weakest.within, found.exhibits, note)
    return answers


def said(chain: Chain) -> str:
    """A chain in words."""
    return ", then ".join(" or ".join(step) for step in chain.steps)


def _knowing(case: Case, answers: Answers) -> Case:
    return msgspec.structs.replace(case, answers={**case.answers, **answers})


def _disagree(stated: Value, computed: Value) -> bool:
    """Whether two statements have nothing in common, or lead to different answers."""
    if not (isinstance(stated, Interval) and isinstance(computed, Interval)):
        return stated != computed
    apart = stated.high < computed.low or computed.high < stated.low
    return apart or stated.above(0.5) is not computed.above(0.5)


def _told(case: Case, conflict: Conflict) -> str:
    place = conflict.name if conflict.harm is None else f"{case.name(harm.harm, conflict.harm)}: {conflict.name}"
    return (
        f"{place}: the case states {written(conflict.stated)}, and its chain makes {written(conflict.computed)}. The stated "
        "answer is kept; correct one of the two."
    )


def _names(case: Case, indexes: Iterable[int]) -> str:
    return ", ".join(case.name(harm.harm, index) for index in indexes)


def _spread(case: Case, torture: Mapping[int, Truth]) -> str:
    """Why the two ends count different harms, if they do."""
    open_ones = [index for index, truth in torture.items() if truth is Truth.UNDETERMINED]
    if not open_ones:
        return ""
    return f"The low end leaves out, and the high end counts, what is not yet shown to count: {_names(case, open_ones)}."
