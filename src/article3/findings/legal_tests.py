"""The legal tests of likelihood in a forum, beside what the chains say to each live reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.findings.counting import CHAIN_TEST, EACH_LINK, passes_each_link
from article3.findings.risk_model import LegalTest
from article3.findings.risk_words import SIDES, called
from article3.law.status import read_in
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from article3.findings.model import Decision, Ground, PositionTaken
    from article3.findings.risk_model import ConflictShown, HarmShown, TogetherShown
    from article3.law.loading import Law

_VERIFIED = {"text": "passage read", "headnote": "headnote or opening read", "secondary": "as reported", "unread": "not read"}

_NO_NUMBER = ("standard_of_likelihood", "substantial_risk")
_RECORDED = {
    Truth.ESTABLISHED: "it is established",
    Truth.NOT_ESTABLISHED: "it is not established",
    Truth.UNDETERMINED: "it is not established yet",
}


def legal_tests(
    decision: Decision,
    harms: Sequence[HarmShown],
    together: TogetherShown,
    conflicts: Sequence[ConflictShown],
    law: Law,
) -> tuple[LegalTest, ...]:
    """Each question of law on likelihood that the decision met, with what the chains make of its live readings.

    Args:
        decision: the questions as they stand in its forum.
        harms: every chain worked out.
        together: at least one of the counted harms.
        conflicts: where the rules keep what the case states against its chains.
        law: the law data.
    """
    said: dict[tuple[str, str], Callable[[], str]] = {
        (CHAIN_TEST, EACH_LINK): lambda: (
            f"The least likely step, on the numbers stated: {_each_link(decision, harms, conflicts)}."
        ),
        (CHAIN_TEST, "whole_course"): lambda: (
            f"The whole course, on the numbers stated: {_each(harms, 'more_likely_than_not', 'likelihood', conflicts)}."
        ),
        ("aggregation", "together"): lambda: _of_all(decision, harms, together),
        ("aggregation", "each_alone"): lambda: (
            f"One source alone, on the numbers stated: {_each(harms, 'more_likely_than_not', 'likelihood', conflicts)}."
        ),
        ("standard_of_likelihood", "above_one_half"): lambda: "The line is 50%; exactly 50% is not enough.",
        _NO_NUMBER: lambda: _substantial_risk(decision),
        ("weight_of_past_torture", "principal_factor"): lambda: (
            "Past torture enters only through the chances of the links that it makes likelier; say so in their notes."
        ),
        ("weight_of_past_torture", "one_factor"): lambda: (
            "Past torture is one factor; it enters only through the chances of the links that it makes likelier."
        ),
    }
    found = []
    for name in dict.fromkeys(question for question, _ in said):
        question = decision.questions.get(name)
        if question is None:
            continue
        live = [reading for reading in question.readings if reading.live]
        found.append(
            LegalTest(
                name,
                question.asks,
                question.open,
                question.why,
                tuple(f"{reading.says} {said[name, reading.id]()}" for reading in live),
                tuple(_cited(taken) for taken in question.governing),
                tuple(_read_here(decision, name, law)),
                not_a_percentage=any((name, reading.id) == _NO_NUMBER for reading in live),
            )
        )
    return tuple(found)


def _each_link(decision: Decision, harms: Sequence[HarmShown], conflicts: Sequence[ConflictShown]) -> str:
    """What the rules find of each harm, which need not be what its chain says: a person's statement is kept."""
    kept = {conflict.harm: conflict for conflict in conflicts if conflict.fact == "weakest_link"}
    found = []
    for shown in harms:
        truth, tested = passes_each_link(decision, shown.id)
        says = f"{SIDES[shown.each_step]}{_kept(kept.get(shown.id))}"
        if not tested:
            says = "takes no series of events, so that no step is tested"
        elif truth is not shown.each_step and shown.id not in kept:
            says += f" (by the rules {truth.value}: the weakest link is not stated)"
        found.append(f"{called(shown.id, shown.described)} {says}")
    return "; ".join(found)


def _each(harms: Sequence[HarmShown], field: str, fact: str, conflicts: Sequence[ConflictShown]) -> str:
    """On which side of one half each harm's chain is, and what the rules take where the case states the fact otherwise."""
    kept = {conflict.harm: conflict for conflict in conflicts if conflict.fact == fact}
    return "; ".join(
        f"{called(shown.id, shown.described)} {SIDES[getattr(shown, field)]}{_kept(kept.get(shown.id))}" for shown in harms
    )


def _kept(conflict: ConflictShown | None) -> str:
    if conflict is None or conflict.stated_above is None:
        return ""
    return f" (the case states {conflict.stated}, which the rules take: {SIDES[conflict.stated_above]})"


def _of_all(decision: Decision, harms: Sequence[HarmShown], together: TogetherShown) -> str:
    """What the rules make of all sources, which may be less than what the chains alone do."""
    if together.refused:
        return "The exact chance of all sources together is out of reach here; see the bounds."
    ground = all_sources(decision)
    if ground is None or ground.value is None:
        out = "; ".join(
            f"{called(shown.id, shown.described)} ({', '.join(reason.rule for reason in shown.left_out)})"
            for shown in harms
            if shown.left_out
        )
        left = f" Left out: {out}." if out else ""
        return f"Fewer than two sources count here, so that there is nothing to take together.{left}"
    side = SIDES[ground.truth]
    return f"All sources together, on the numbers stated: {side} ({ground.value}, as far as they are shown to count)."


def all_sources(decision: Decision) -> Ground | None:
    """Where the rules ask how likely all sources together make torture; ``None`` if they do not."""
    waiting = [finding.grounds for finding in decision.findings.values()]
    while waiting:
        ground = waiting.pop()
        if ground.fact == "risk.all_sources":
            return ground
        waiting += ground.parts
    return None


def _substantial_risk(decision: Decision) -> str:
    """What the decision makes of a substantial risk, which no number here is turned into."""
    finding = decision.findings.get("substantial_risk")
    recorded = _RECORDED[Truth.UNDETERMINED if finding is None else finding.truth]
    return (
        "The numbers here are not turned into that: it is an assessment of its own (risk.substantial_risk), and on the facts "
        f"recorded {recorded}. More than 50% is enough under the rules here; less does not by itself defeat the claim."
    )


def _cited(taken: PositionTaken) -> str:
    return f"{taken.cite} ({_VERIFIED[taken.verified]}). {taken.says}"


def _read_here(decision: Decision, question: str, law: Law) -> Iterator[str]:
    """How the forum's own court has read what governs, where it has not decided the question itself."""
    governing = [taken.authority for taken in decision.questions[question].governing]
    for earlier, treated in read_in(law, governing, question, decision.forum.circuit, decision.forum.as_of):
        later = treated.authority
        note = f": {treated.note}" if treated.note else ""
        yield f"{later.full_cite} {treated.how.value} {earlier.name}{note} ({_VERIFIED[later.verification.level.value]})."
