"""Decided cases in a brief: those to liken the case to, and those that bind and must be told apart.

Only decisions that were read, that stand, and that rest on the law of the forum. What a decision does not mention it may
still have had before it: so a difference that lies only in that is left to counsel, in a gap.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.documents.drafts.brief_sources import READ
from article3.documents.drafts.brief_values import gap, paragraph, text
from article3.explanations.argument_choice import likened, told_apart
from article3.law.precedents import Decided, Side
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Paragraph, Run
    from article3.precedents.argument import Argued, FactorStated
    from article3.precedents.beside import Decision, Near

FEW = 3
"""So many decisions are likened on one issue."""
_SHARED = 4
"""So many circumstances are named."""

_WEIGHTS = {Decided.HOLDING: 30, Decided.UPHELD: 10, Decided.REMAND: 20, Decided.DICTUM: 5}
_BINDS = 40
_SAID = {
    Decided.HOLDING: "",
    Decided.UPHELD: " The court left the agency's finding standing; the decision shows what may be found.",
    Decided.REMAND: " The case was sent back; the decision shows what must be considered.",
    Decided.DICTUM: " It was said in passing.",
}
_ABOUT_SOURCES = re.compile(r"(?i)\b(sources? (differ|disagree)|the advisory|accounts? read|as reported)\b")
"""Where a summary tells of doubts about its sources, the decision is for the memorandum."""
PAST_TORTURE = "past_torture"


def circumstances(argued: Argued, sources: Sources) -> Iterator[tuple[Run, ...]]:
    """What is known of this case for the applicant, of the circumstances that decided cases on an issue turn on."""
    factors = {factor.id: factor for factor in argued.factors}
    for factor in argued.factors:
        if factor.side is Side.FOR and _may_be_said(factor.id, factors, sources):
            yield (text(factor.says), *sources.record(factor.because))


def comparisons(argued: Argued, sources: Sources) -> Iterator[Paragraph]:
    """The paragraphs on one issue about one harm or conviction: what binds against first, then what is like."""
    factors = {factor.id: factor for factor in argued.factors}
    for one in argued.by:
        if one.outcome is Side.FOR and one.verified in READ:
            shared = [name for name in one.reason if name in factors]
            yield _alike(one, shared, factors, sources, weight=0)
        elif one.outcome is Side.AGAINST:
            yield _unanswered(one, sources)
    for near in told_apart(argued):
        if near.decision.binds:
            yield _apart(near, factors, sources)
    usable = [one for one in likened(argued, everything=True) if _is_usable(one.decision) and _is_alike(one, factors, sources)]
    for number, near in enumerate(usable[:FEW]):
        base = _WEIGHTS[near.decision.weight] + (_BINDS if near.decision.binds else 0)
        yield _alike(near.decision, _shared(near, factors, sources), factors, sources, weight=base - number)


def left_to_read(argued: Argued) -> Iterator[Decision]:
    """Decisions for the applicant that would be used if somebody had read them."""
    for near in likened(argued, everything=True)[:FEW]:
        if near.decision.verified not in READ and not near.decision.rests_on:
            yield near.decision


def _shared(near: Near, factors: dict[str, FactorStated], sources: Sources) -> list[str]:
    """What both cases have, that on which the decision rests first."""
    named = [name for name in near.shared if _may_be_said(name, factors, sources)]
    return sorted(named, key=lambda name: name not in near.decision.reason)


def _is_alike(near: Near, factors: dict[str, FactorStated], sources: Sources) -> bool:
    """Whether a decision is like this case in what it rests on.

    Half of its reason at least must be here, and nothing of it be known to be lacking: what is shared by accident, beside the
    reason, invites the answer that the decision is another case.
    """
    reason = near.decision.reason
    here = [name for name in _shared(near, factors, sources) if name in reason]
    return len(here) * 2 >= len(reason) and not set(near.lacking) & set(reason)


def _is_usable(one: Decision) -> bool:
    sound = one.verified in READ and not one.rests_on and not one.doubt and not one.ended_by
    return sound and _ABOUT_SOURCES.search(one.says) is None


def _may_be_said(name: str, factors: dict[str, FactorStated], sources: Sources) -> bool:
    """Whether a circumstance may be told as one of this case: past torture only where it is a finding."""
    factor = factors.get(name)
    if factor is None or factor.value != "yes":
        return False
    found = sources.decision.findings.get(PAST_TORTURE)
    return name != PAST_TORTURE or (found is not None and found.truth is Truth.ESTABLISHED)


def _alike(one: Decision, shared: Sequence[str], factors: dict[str, FactorStated], sources: Sources, *, weight: int) -> Paragraph:
    persuasive = " It is persuasive authority here." if sources.persuasive(one.authority) else ""
    past = " It concerned harm that had already happened." if one.past else ""
    return paragraph(
        f"{one.says} ",
        *sources.cited(one),
        f".{_SAID[one.weight]}{past}{persuasive} As in that case, so here: ",
        *_present(shared, factors, sources),
        ".",
        *_rest_of_reason(one, shared, factors),
        weight=weight,
        about=one.cite,
    )


def _rest_of_reason(one: Decision, shared: Sequence[str], factors: dict[str, FactorStated]) -> tuple[Run, ...]:
    """What the decision rests on besides, and of which nothing is known here."""
    besides = [factors[name].says for name in one.reason if name in factors and name not in shared]
    if not besides:
        return ()
    return (text(f" That decision rests also on this: {'; '.join(besides)} "), gap("to be shown here, or answered"), text("."))


def _present(names: Sequence[str], factors: dict[str, FactorStated], sources: Sources) -> tuple[Run, ...]:
    runs: list[Run] = []
    for name in names[:_SHARED]:
        factor = factors[name]
        phrase = factor.says if factor.value == "yes" else factor.lacks
        runs += [text("; " if runs else ""), text(phrase), *sources.record(factor.because)]
    return tuple(runs)


def _apart(near: Near, factors: dict[str, FactorStated], sources: Sources) -> Paragraph:
    """A decision against the applicant that binds, and how this case differs from it."""
    one = near.decision
    lacking = [name for name in near.lacking if name in factors]
    burdened = [name for name in near.burdened if _may_be_said(name, factors, sources)]
    if one.verified not in READ or not (lacking or burdened):
        return _unanswered(one, sources)
    runs: list[Run] = [text("This case differs from one that came out the other way. "), text(f"{one.says} ")]
    runs += [*sources.cited(one), text(f".{_SAID[one.weight]}")]
    if lacking:
        runs.append(text(f" There it counted: {', '.join(factors[name].says for name in lacking[:_SHARED])}. Here: "))
        runs += [*_present(lacking, factors, sources), text(".")]
    if burdened:
        runs += [text(" This record shows besides: "), *_present(burdened, factors, sources), text(". ")]
        runs.append(gap("confirm in the opinion that this was not before the court"))
    return paragraph(*runs)


def _unanswered(one: Decision, sources: Sources) -> Paragraph:
    """A decision against the applicant that binds and that nothing in the case tells apart: counsel must answer it."""
    if one.verified in READ:
        return paragraph(gap("controlling decision to be addressed"), " See ", *sources.cited(one), ".")
    return paragraph(*sources.cited(one), " ", gap("controlling decision, reported to be against the claim: address it"))
