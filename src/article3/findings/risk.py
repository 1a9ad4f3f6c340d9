"""``risk_report(case, decision)``: every chain, all of them together, the legal tests, and what the conclusion hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts import harm
from article3.facts.values import written
from article3.findings.chains import harm_conflicts, total_conflicts
from article3.findings.counting import (
    CHAIN_TEST,
    EACH_LINK,
    candidates,
    fails_for_its_steps_alone,
    is_tested,
    left_out,
    truth_of_rule,
)
from article3.findings.legal_tests import all_sources, legal_tests
from article3.findings.risk_model import (
    RISK_SCHEMA,
    Attack,
    BaseRateShown,
    BoundsShown,
    ConflictShown,
    EachStep,
    ExhibitCarries,
    HarmShown,
    LinkShown,
    RiskReport,
    Span,
    StepShown,
    TogetherShown,
)
from article3.findings.risk_words import called
from article3.likelihood.bounds import by_themselves, given_earlier
from article3.likelihood.courses import any_of, course
from article3.likelihood.each_step import flips
from article3.likelihood.ends import exactly, likelihood
from article3.likelihood.importance import importance
from article3.likelihood.network import TooEntangledError
from article3.logic.truth import Truth
from article3.logic.variables import Interval
from article3.rules.likelihood import course_of_events, torture_feared
from article3.rules.torture import torture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from article3.facts.case import Case
    from article3.facts.link import BaseRate, Chance, Link
    from article3.findings.chains import Conflict
    from article3.findings.model import Decision
    from article3.law.loading import Law
    from article3.likelihood.courses import Course
    from article3.likelihood.each_step import Candidate, Flips
    from article3.likelihood.ends import Likelihood
    from article3.likelihood.importance import Importance
    from article3.likelihood.network import Steps

ASSUMPTIONS = (
    "Apart from links that several chains name, which are one event, the links are taken to be independent of each other.",
    "Each chance is the chance of the link given that the steps before it in its chain have happened.",
    "The numbers are the practitioner's estimates. Nothing here predicts anything, and no number is better than its proof.",
)

_ONE_IN_TEN = 0.1


def risk_report(case: Case, decision: Decision, law: Law) -> RiskReport:
    """What the chains of a case say, in the forum of a decision on it.

    Args:
        case: with at least one chain.
        decision: on that case.
        law: the law data, for the authorities named.
    """
    courses = {index: course(chain, case.links) for index, chain in case.chains.items()}
    harms = tuple(_harm(case, decision, index, worked_out) for index, worked_out in courses.items())
    truth = dict(zip(courses, (shown.counts for shown in harms), strict=True))
    reasons = dict(zip(courses, (shown.left_out for shown in harms), strict=True))
    counted = [index for index in courses if truth[index] is not Truth.NOT_ESTABLISHED]
    sure = [index for index in courses if truth[index] is Truth.ESTABLISHED]
    together = _together(case, counted or list(courses), all_chains=not counted)
    found = _importance(case, counted or list(courses))
    unknown = _unknown(case, counted or list(courses))
    failing = [index for index in courses if index in counted or fails_for_its_steps_alone(reasons[index])]
    each_step, turns = _each_step(case, decision, *candidates(case, courses, reasons))
    weakest = _nearest_step(
        [shown for index, shown in zip(courses, harms, strict=True) if is_tested(case, index, courses[index])]
    )
    conflicts = _conflicts(case, decision, courses)
    return RiskReport(
        schema=RISK_SCHEMA,
        title=decision.title,
        forum=decision.forum,
        law=decision.law,
        harms=harms,
        together=together,
        established=_together(case, sure) if sure and sure != counted else None,
        links=tuple(_link(case, link, None if unknown - {link.id} else found, turns) for link in case.links.values()),
        exhibits=_exhibits(case, None if unknown else found),
        tests=legal_tests(decision, harms, together, conflicts, law),
        assumptions=ASSUMPTIONS,
        reminders=_reminders(case, decision, courses, law),
        illustration=_illustration(together, law),
        all_sources=(taken.value or "") if (taken := all_sources(decision)) else "",
        with_failing_chains=_together(case, failing)
        if counted and failing != counted and _live(decision, "aggregation", "together")
        else None,
        each_step=each_step,
        attack=_attack(case, None if unknown else found, turns),
        weakest=weakest,
        conflicts=conflicts,
        warnings=decision.warnings,
        assumed=decision.assumed,
        source=decision.source,
    )


def _harm(case: Case, decision: Decision, index: int, found: Course) -> HarmShown:
    name = case.name(harm.harm, index)
    stated = case.value(harm.likelihood, index)
    unknown = _unknown(case, [index])
    return HarmShown(
        id=name,
        torture=truth_of_rule(decision, torture.id, name),
        course_of_events=truth_of_rule(decision, course_of_events.id, name),
        counts=truth_of_rule(decision, torture_feared.id, name),
        steps=tuple(
            StepShown(links, _span(chance, known=unknown.isdisjoint(links)))
            for links, chance in zip(found.chain.steps, found.steps, strict=True)
        ),
        whole=_span(found.whole, known=not unknown),
        more_likely_than_not=found.whole.within.above(0.5),
        weakest_step=None if found.weakest_step is None else found.weakest_step + 1,
        each_step=found.weakest.within.above(0.5),
        bounds=_bounds(case, [found.chain.steps]),
        described=decision.described.get(name, ""),
        relocation=found.chain.relocation,
        stated="" if stated is None else written(stated),
        left_out=left_out(decision, name, found),
    )


def _each_step(
    case: Case, decision: Decision, indexes: Sequence[int], chains: Sequence[Candidate]
) -> tuple[EachStep | None, Flips | None]:
    """What the test of each step makes of the whole, if a live reading asks it of any chain."""
    if not _live(decision, CHAIN_TEST, EACH_LINK) or not any(chain.each_step for chain in chains):
        return None, None
    names = tuple(case.name(harm.harm, index) for index in indexes)
    if unknown := _unknown(case, indexes):
        return EachStep(names, refused=f"nobody has estimated {', '.join(sorted(unknown))}"), None
    try:
        found = flips(chains, case.links)
    except TooEntangledError as error:
        return EachStep(names, refused=str(error)), None
    return EachStep(names, _rounded(found.best)), found


def _live(decision: Decision, question: str, reading: str) -> bool:
    met = decision.questions.get(question)
    return met is not None and any(one.live and one.id == reading for one in met.readings)


def _conflicts(case: Case, decision: Decision, courses: dict[int, Course]) -> tuple[ConflictShown, ...]:
    counts = {
        index: truth_of_rule(decision, torture_feared.id, case.name(harm.harm, index))
        for index in case.members(harm.feared_harms) or ()
    }
    return tuple(_conflict(case, conflict) for conflict in (*harm_conflicts(case, courses), *total_conflicts(case, counts)))


def _conflict(case: Case, conflict: Conflict) -> ConflictShown:
    stated, computed = (
        value.above(0.5) if isinstance(value, Interval) else None for value in (conflict.stated, conflict.computed)
    )
    return ConflictShown(
        conflict.name,
        written(conflict.stated),
        written(conflict.computed),
        "" if conflict.harm is None else case.name(harm.harm, conflict.harm),
        stated,
        computed,
    )


def _together(case: Case, indexes: Sequence[int], *, all_chains: bool = False) -> TogetherShown:
    names = tuple(case.name(harm.harm, index) for index in indexes)
    chains = [case.chains[index].steps for index in indexes]
    bounds = _bounds(case, chains)
    try:
        found = any_of(chains, case.links)
    except TooEntangledError as error:
        return TogetherShown(names, bounds, refused=str(error), all_chains=all_chains)
    span = _span(found, known=not _unknown(case, indexes))
    return TogetherShown(names, bounds, span, found.within.above(0.5), all_chains=all_chains)


def _unknown(case: Case, indexes: Iterable[int]) -> frozenset[str]:
    """The links of some chains that nobody has estimated: where one is at work, no number is the best one."""
    names = {name for index in indexes for name in case.chains[index].links}
    return frozenset(name for name in names if case.links[name].chance.is_unknown)


def _bounds(case: Case, chains: Sequence[Steps]) -> tuple[BoundsShown, ...]:
    chances = {name: link.chance for name, link in case.links.items()}
    return tuple(
        BoundsShown(read_as, found.within.low, found.within.high, found.tight)
        for read_as, found in (
            ("given_earlier", given_earlier(chains, chances)),
            ("by_themselves", by_themselves(chains, chances)),
        )
    )


def _importance(case: Case, indexes: Sequence[int]) -> Importance | None:
    try:
        return importance([case.chains[index].steps for index in indexes], case.links)
    except TooEntangledError:
        return None


def _link(case: Case, link: Link, found: Importance | None, turns: Flips | None) -> LinkShown:
    harms = tuple(case.name(harm.harm, index) for index, chain in case.chains.items() if link.id in chain.links)
    weight = next((weight for weight in found.weights if weight.link == link.id), None) if found else None
    shown = LinkShown(
        link.id, link.event, _of_chance(link.chance), harms, link.exhibits, link.note, _base(link.base) if link.base else None
    )
    flip = turns.of.get(link.id) if turns else None
    if flip is not None and flip.at is not None:
        shown = msgspec.structs.replace(shown, legal_break_even=_rounded(flip.at), by_step=flip.by_step)
    if weight is None:
        return shown
    return msgspec.structs.replace(
        shown,
        break_even=None if weight.break_even is None else _rounded(weight.break_even),
        at_low=_rounded(weight.at_low),
        at_high=_rounded(weight.at_high),
        fallen=_rounded(weight.fallen),
        drop=None if link.chance.is_unknown else _rounded(weight.drop),
    )


def _base(base: BaseRate) -> BaseRateShown:
    factor = None if base.factor is None else Span(*(float(end) for end in (base.factor.low, base.factor.best, base.factor.high)))
    return BaseRateShown(base.of, _of_chance(base.rate), factor, base.because)


def _exhibits(case: Case, found: Importance | None) -> tuple[ExhibitCarries, ...]:
    return tuple(
        ExhibitCarries(
            carried.exhibit,
            case.exhibits[carried.exhibit].title,
            carried.links,
            _rounded(carried.at_low),
            _rounded(carried.fallen),
            _rounded(carried.drop),
        )
        for carried in (found.exhibits if found else ())
    )


def _attack(case: Case, found: Importance | None, turns: Flips | None) -> Attack | None:
    """The cheapest change of one link that turns the conclusion; the test of each step turns it too where it may be asked."""
    if turns is not None:
        at = turns.of[turns.cheapest].at if turns.cheapest else None
        if at is None:
            return None
        now, by_step = float(case.links[turns.cheapest].chance.best), turns.of[turns.cheapest].by_step
        return Attack(turns.cheapest, _rounded(now), _rounded(at), turns.best > 0.5, by_step)  # noqa: PLR2004
    if found is None or not found.cheapest:
        return None
    at, to = float(case.links[found.cheapest].chance.best), found.weight(found.cheapest).break_even
    return None if to is None else Attack(found.cheapest, _rounded(at), _rounded(to), falls=found.best > 0.5)  # noqa: PLR2004


def _nearest_step(harms: Sequence[HarmShown]) -> str:
    """The step nearest above one half, among harms whose every step is above it at best."""
    known = [
        (shown.steps[shown.weakest_step - 1], shown) for shown in harms if shown.weakest_step and shown.whole.best is not None
    ]
    above = [(step.chance.best, step, shown) for step, shown in known if step.chance.best and step.chance.best > 0.5]  # noqa: PLR2004
    if not above:
        return ""
    _, step, shown = min(above, key=lambda found: found[0])
    return f"{' or '.join(step.links)}, of {called(shown.id, shown.described)}"


def _reminders(case: Case, decision: Decision, courses: dict[int, Course], law: Law) -> tuple[str, ...]:
    names = {
        index: called(name := case.name(harm.harm, index), decision.described.get(name, ""))
        for index in case.members(harm.feared_harms) or ()
    }
    found = ["A chain must include the part of officials: what they do, or that they know and stand by. Check each for it."]
    bare = [names[index] for index, worked_out in courses.items() if not worked_out.chain.relocation]
    if bare:
        found.append(
            f"Whether the applicant could live elsewhere in the country must be weighed in some link (8 CFR 1208.16(c)(3)(ii)); "
            f"'relocation:' names none for: {', '.join(bare)}."
        )
    twice = [
        names[index]
        for index, worked_out in courses.items()
        if worked_out.chain.relocation and case.value(harm.could_relocate, index) is not None
    ]
    if twice:
        found.append(
            "Living elsewhere is in the numbers once, through 'relocation:'. 'could_relocate' is answered too, for the rule that "
            f"asks it; it changes no number, and no other link should be lowered for it: {', '.join(twice)}."
        )
    places = list(dict.fromkeys(worked_out.chain.relocation for worked_out in courses.values() if worked_out.chain.relocation))
    if len(places) > 1:
        found.append(
            f"Living elsewhere is weighed in different links ({', '.join(places)}), as if they had nothing to do with each "
            "other. If it is one and the same possibility, let the chains share one link, so that it counts once."
        )
    if any(link.base for link in case.links.values()):
        found.append(
            "A group's rate is evidence of the group. The Board asks for the applicant's own class, and few incidents among "
            f"many people do not suffice ({_cite(law, 'matter-of-a-a-r')}; {_cite(law, 'matter-of-a-a-f-v')}; both as "
            "reported, passages not read). The uplift must have proof of its own."
        )
    used = {link for chain in case.chains.values() for link in chain.links}
    unused = [name for name in case.links if name not in used]
    if unused:
        found.append(f"No chain names: {', '.join(unused)}.")
    unproved = [link.id for link in case.links.values() if link.id in used and not link.exhibits]
    if unproved:
        found.append(f"No exhibit is named for: {', '.join(unproved)}.")
    unknown = [link.id for link in case.links.values() if link.id in used and link.chance.is_unknown]
    if unknown:
        found.append(
            f"Nobody has estimated: {', '.join(unknown)}. Such a link may be anything from 0% to 100%; where it is at work there "
            "is no best number."
        )
    middles = [link.id for link in case.links.values() if link.id in used and link.chance.middle and not link.chance.is_unknown]
    if middles:
        found.append(f"A range without a best estimate is taken at its middle where one number is needed: {', '.join(middles)}.")
    without = [name for index, name in names.items() if index not in case.chains]
    if without:
        found.append(f"These feared harms have no chain and are not in the numbers here: {', '.join(without)}.")
    return tuple(found)


def _cite(law: Law, authority: str) -> str:
    return law.authorities[authority].full_cite


def _illustration(together: TogetherShown, law: Law) -> str:
    """The one chance in ten that is said of asylum's well-founded fear, beside the chance computed."""
    if together.span is None:
        return ""
    best = together.span.best
    side = "above" if (together.span.low if best is None else best) > _ONE_IN_TEN else "not above"
    says = f"At best this chance is {side} one in ten."
    if best is None:
        on_one_side = together.span.low > _ONE_IN_TEN or together.span.high <= _ONE_IN_TEN
        says = f"This chance is {side} one in ten." if on_one_side else "Whether this chance is above one in ten is not known."
    cardoza = _cite(law, "ins-v-cardoza-fonseca")
    return (
        "For asylum a well-founded fear can exist far below one half; one chance in ten illustrates that and is no threshold "
        f"({cardoza}, dicta, passage not read). {says} It says nothing about protection under the Convention."
    )


def _span(found: Likelihood, *, known: bool = True) -> Span:
    """A likelihood; its best estimate too where that is known, or nothing else is possible."""
    within = found.within
    return Span(within.low, found.best if known or within.low == within.high else None, within.high)


def _of_chance(chance: Chance) -> Span:
    return _span(likelihood(exactly(chance.low), exactly(chance.best), exactly(chance.high)), known=not chance.is_unknown)


def _rounded(number: float) -> float:
    return round(number, 6) + 0.0
