"""A decision on one screen: the forms, what decides each, what to ask first, and every warning by its first sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.explanations.forced import forced_by_precedent
from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section, cautions, missing_by_purpose, subtitle
from article3.explanations.wording import FORM_ANSWERS, SHORT_FORM_NAMES
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from article3.findings.model import Decision

_FIRST = 4
"""So many questions are asked on one screen."""

_REASONS = 2
"""So many findings are named that decide a form."""


def in_brief(decision: Decision) -> Outline:
    """What fits on one screen; nothing that warns is left out, only what follows a warning's first sentence."""
    sections = [
        Section("The forms of protection", [_form(decision, name) for name in SHORT_FORM_NAMES]),
        Section("Settled on the way", _steps(decision)),
        Section("Forced by precedent", forced_by_precedent(decision)),
        Section("To ask first", _to_ask(decision)),
        Section("Open questions of law", _open(decision)),
        Section("Read this too", [Item(Role.WARNING, first_sentence(warning)) for warning in cautions(decision)]),
    ]
    return Outline(decision.title or "Case", subtitle(decision), [section for section in sections if section.items])


def first_sentence(text: str) -> str:
    """The words up to the first full stop that ends a sentence, not a name, an abbreviation or a number."""
    found = re.search(r"(?<! v)(?<!U\.S)(?<!Dec)(?<!Nos)(?<!No)\. (?=['A-Z])", text)
    return text if found is None else text[: found.start() + 1]


def _form(decision: Decision, name: str) -> Item:
    form, finding = getattr(decision.forms, name), decision.findings[name]
    words = f"{SHORT_FORM_NAMES[name].capitalize().replace(' ina', ' INA').replace('convention', 'Convention')}: "
    words += FORM_ANSWERS[form.truth]
    if form.truth is Truth.UNDETERMINED:
        waits = [f"{len(form.missing)} {'fact' if len(form.missing) == 1 else 'facts'}"] if form.missing else []
        if form.turns_on:
            waits.append(f"{len(form.turns_on)} {'question' if len(form.turns_on) == 1 else 'questions'} of law")
        return Item(Role.PLAIN, f"{words}; waits for {' and '.join(waits)}" if waits else words, form.truth, target=name)
    item = Item(Role.PLAIN, words, form.truth, target=name)
    if not finding.whichever_way:
        item.items = [_reason(decision, because) for because in form.because[:_REASONS]]
        more = len(form.because) - _REASONS
        if more > 0:
            item.items.append(Item(Role.NOTE, f"and {more} more"))
    return item


def _reason(decision: Decision, because: str) -> Item:
    finding = decision.findings[because]
    holds = "" if finding.truth is Truth.ESTABLISHED else "Does not hold: "
    return Item(Role.NOTE, f"{holds}{finding.sentence}", finding.truth, target=finding.id)


def _steps(decision: Decision) -> list[Item]:
    """The steps that the case speaks of and that are decided either way, save that a claim was made."""
    told = (decision.findings[name] for name in decision.procedure)
    return [
        Item(Role.FINDING, finding.sentence, finding.truth, finding.id, finding.id)
        for finding in told
        if finding.truth.is_definite and not (finding.rule == "claim_raised" and finding.truth is Truth.ESTABLISHED)
    ]


def _to_ask(decision: Decision) -> list[Item]:
    places = [place for found in missing_by_purpose(decision).values() for place in found]
    # What may turn out not to be needed is not asked first.
    first = sorted(places, key=lambda place: bool(decision.asks[place].after))[:_FIRST]
    items = [Item(Role.FACT, decision.asks[place].question, Truth.UNDETERMINED, tag=place) for place in first]
    if len(places) > _FIRST:
        items.append(Item(Role.NOTE, f"and {len(places) - _FIRST} more; without --brief, all of them with help and reasons"))
    return items


def _open(decision: Decision) -> list[Item]:
    turning = dict.fromkeys(question for name in SHORT_FORM_NAMES for question in getattr(decision.forms, name).turns_on)
    return [Item(Role.OPEN, f"{decision.questions[name].asks} [{name}]", Truth.UNDETERMINED) for name in turning]
