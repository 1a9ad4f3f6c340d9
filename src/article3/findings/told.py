"""What of a decision concerns a case: the forms of protection, the steps that it speaks of, and life after what was granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts import after
from article3.rules.application import claim_raised
from article3.rules.rulebase import AFTER, PROCEDURE, ROOTS

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.logic.propositions import Rule


def steps(case: Case) -> tuple[Rule, ...]:
    """The steps on the way to a decision and beyond it that the case speaks of."""
    return tuple(rule for rule in PROCEDURE if rule is claim_raised or _spoken_of(case, rule))


def form_granted(case: Case) -> str:
    """The form of protection that a final decision has granted; empty if none has."""
    stated = case.value(after.granted, None)
    return str(stated) if stated in after.FORMS else ""


def told(case: Case) -> tuple[tuple[Rule, int | None], ...]:
    """The conclusions that concern a case, each with the form of protection it is about, in the order of evaluation.

    Life after a grant is told only for the form that was granted; a decision answers it for all four.
    """
    granted, spoken = form_granted(case), steps(case)
    about = after.FORMS.index(granted) if granted else None
    found: list[tuple[Rule, int | None]] = []
    for root in ROOTS:
        if root in AFTER:
            found += [] if about is None else [(root, about)]
        elif root not in PROCEDURE or root in spoken:
            found.append((root, None))
    return tuple(found)


def _spoken_of(case: Case, step: Rule) -> bool:
    facts = {fact.variable for fact in PROCEDURE[step].facts.values()}
    return any(variable in facts and answer.value is not None for (variable, _), answer in case.answers.items())
