"""The legal tests of likelihood in a forum, beside what the chains say to each live reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.findings.risk_model import LegalTest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from article3.findings.model import Decision, PositionTaken
    from article3.findings.risk_model import HarmShown, TogetherShown

_VERIFIED = {"text": "passage read", "headnote": "headnote or opening read", "secondary": "as reported", "unread": "not read"}

_HARD = "The numbers here are not turned into it: it is an assessment of its own (risk.substantial_risk)."


def legal_tests(decision: Decision, harms: Sequence[HarmShown], together: TogetherShown) -> tuple[LegalTest, ...]:
    """Each question of law on likelihood that the decision met, with what the chains make of its live readings.

    Args:
        decision: the questions as they stand in its forum.
        harms: every chain worked out.
        together: at least one of the counted harms.
    """
    said: dict[tuple[str, str], Callable[[], str]] = {
        ("chain_of_events", "each_link"): lambda: f"Each step above 50%: {_each(harms, 'each_step')}.",
        ("chain_of_events", "whole_course"): lambda: f"The whole course above 50%: {_each(harms, 'more_likely_than_not')}.",
        ("aggregation", "together"): lambda: _of_all(together),
        ("aggregation", "each_alone"): lambda: f"One source alone above 50%: {_each(harms, 'more_likely_than_not')}.",
        ("standard_of_likelihood", "above_one_half"): lambda: "The line is 50%; exactly 50% is not enough.",
        ("standard_of_likelihood", "substantial_risk"): lambda: f"A substantial risk is not a percentage. {_HARD}",
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
            )
        )
    return tuple(found)


def _each(harms: Sequence[HarmShown], field: str) -> str:
    return "; ".join(f"{shown.id} {getattr(shown, field).value}" for shown in harms)


def _of_all(together: TogetherShown) -> str:
    if together.span is None:
        return "The exact chance of all sources together is out of reach here; see the bounds."
    return f"All sources together above 50%: {together.more_likely_than_not.value}."


def _cited(taken: PositionTaken) -> str:
    return f"{taken.cite} ({_VERIFIED[taken.verified]})"
