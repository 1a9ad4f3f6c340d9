"""What the other side will argue, from what the claim rests on: facts to contest, chains to break, proof to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief_values import Style, Table, paragraph
from article3.explanations.risk import percent, percents
from article3.law.precedents import Side
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block
    from article3.findings.risk_model import RiskReport
    from article3.interview.robustness import FactSet, WhatIf

_FEW = 10
"""So many sets of facts are told; ``explain --what-if`` has them all."""


def attack(made_of: Material, what_if: WhatIf, sources: Sources) -> Iterator[Block]:
    """The other side's case: what would defeat the claim, what it rests on, where the chain breaks, what counts against."""
    if what_if.truth is Truth.ESTABLISHED:
        yield paragraph(
            "The claim holds on the facts stated. It is lost if any of these is not believed or not proved; expect "
            "the attack here:"
        )
        yield from _sets(what_if.rests_on, lost=True)
    else:
        if what_if.defeating:
            yield paragraph("Any one of these, if shown, defeats the claim; expect DHS to try to show it:")
            yield from _sets(what_if.defeating)
        if what_if.establishing:
            yield paragraph("Any one of these sets, if shown, makes it whatever else stays unknown; prove it first:")
            yield from _sets(what_if.establishing)
        if what_if.truth is Truth.NOT_ESTABLISHED:
            yield paragraph(
                "On the facts stated the claim cannot be granted. It fails for these; each must be shown to be otherwise:"
            )
            yield from _sets(what_if.rests_on, lost=True)
    for words in what_if.unfinished:
        yield paragraph(words)
    rows = tuple(_factors(made_of, sources))
    if rows:
        yield Table(
            "Circumstances against the claim that are known", ("Issue", "Circumstance", "Proof"), tuple(dict.fromkeys(rows))
        )
    passages = tuple(_passages(made_of, sources))
    if passages:
        yield Table("Adverse passages of our own exhibits: expect them to be read out", ("Exhibit", "Passage"), passages)
    if made_of.report is not None:
        yield from _chains(made_of.report, sources)


def _sets(found: tuple[FactSet, ...], *, lost: bool = False) -> Iterator[Block]:
    for one in found[:_FEW]:
        parts = [
            f"{fact.says or fact.question} {' or '.join(fact.answers)}{' (as stated)' if lost else ''}" for fact in one.facts
        ]
        yield paragraph("; and ".join(parts), ".", style=Style.ITEM)
    if len(found) > _FEW:
        yield paragraph(f"And {len(found) - _FEW} more sets: article3 explain CASE --what-if.", style=Style.ITEM)


def _factors(made_of: Material, sources: Sources) -> Iterator[tuple[str, str, str]]:
    for argued in made_of.argument.issues:
        for factor in argued.factors:
            if factor.side is Side.AGAINST and factor.value == "yes":
                yield argued.title, factor.says, sources.letters(factor.because) or "no exhibit"


def _passages(made_of: Material, sources: Sources) -> Iterator[tuple[str, str]]:
    for exhibit in made_of.case.exhibits.values():
        for passage in exhibit.adverse:
            doubt = "" if sources.is_sure(exhibit.id, passage) else " (compare with the exhibit: it is not known to say this)"
            yield f"{sources.letters((exhibit.id,))}, {exhibit.title}", f"{passage}{doubt}"


def _chains(report: RiskReport, sources: Sources) -> Iterator[Block]:
    """The chain table with its numbers, and the link whose fall costs most."""
    rows = []
    for link in report.links:
        even = "none" if link.break_even is None else percent(link.break_even)
        fallen = "-" if link.fallen is None else percent(link.fallen)
        rows.append((link.id, link.event, percents(link.chance), even, fallen, sources.letters(link.because) or "no exhibit"))
    head = ("Link", "Event", "Chance stated", "Break-even", "Whole if it fails", "Proof")
    yield Table("The links of the chains, and what each carries", head, tuple(rows))
    if report.together.span is not None:
        yield paragraph(f"At least one of the harms counted: {percents(report.together.span)}.")
    if report.attack is not None:
        change = f"from {percent(report.attack.at)} to {percent(report.attack.to)}"
        if report.attack.falls:
            yield paragraph(
                f"Expect the attack at the link {report.attack.link}: a change {change} turns the conclusion; no "
                f"other is as cheap."
            )
        else:
            yield paragraph(f"Proof helps most at the link {report.attack.link}: a change {change} would carry the claim.")
    for conflict in report.conflicts:
        yield paragraph(
            f"The case states {conflict.stated} for {conflict.fact}, and its chains make it {conflict.computed}: "
            f"correct one of the two."
        )
    for words in report.assumptions:
        yield paragraph(words, style=Style.ITEM)
