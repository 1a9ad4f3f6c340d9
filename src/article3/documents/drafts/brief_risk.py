"""The likelihood of torture in a brief: the chain of events as a table, with numbers only where they carry the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief_values import Heading, Table, gap, paragraph
from article3.explanations.risk import percent, percents
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block
    from article3.findings.risk_model import HarmShown, RiskReport


def chains(report: RiskReport, sources: Sources) -> Iterator[Block]:
    """Every chain of feared harm as a table, and all together.

    Numbers are shown where what counts is more likely than not on them; otherwise the table has the events and their proof,
    and the numbers stay in the memorandum.
    """
    carries = (
        report.together.more_likely_than_not is Truth.ESTABLISHED and not report.together.all_chains and not report.conflicts
    )
    for shown in report.harms:
        if shown.torture is not Truth.NOT_ESTABLISHED:
            yield from _chain(shown, report, sources, numbers=carries and shown.counts is not Truth.NOT_ESTABLISHED)
    if carries and report.together.span is not None:
        several = len(report.together.harms) > 1
        what = "that at least one of these harms comes about" if several else "that this harm comes about"
        yield paragraph(
            f"On these estimates the chance {what} is {percents(report.together.span)}. The estimates are counsel's, "
            f"each resting on the "
            "exhibits named beside it; they order the evidence and do not replace it."
        )
    else:
        yield paragraph(gap("how likely the whole course of events is, in words, from the evidence"))


def _chain(shown: HarmShown, report: RiskReport, sources: Sources, *, numbers: bool) -> Iterator[Block]:
    links = {link.id: link for link in report.links}
    rows = []
    for number, step in enumerate(shown.steps, 1):
        for name in step.links:
            link = links[name]
            best = "[estimate]" if link.chance.best is None else percent(link.chance.best)
            likely = (percent(link.chance.low), best, percent(link.chance.high)) if numbers else ()
            mark = f"{number}{chr(ord('a') + step.links.index(name))}" if len(step.links) > 1 else f"{number}"
            rows.append((mark, link.event, *likely, sources.letters(link.because) or "[exhibit]"))
    head = ("Step", "Event", *(("Low", "Best", "High") if numbers else ()), "Evidence")
    described = shown.described.rstrip(".")
    yield Heading(f"The course of events: {described}" if described else "The course of events", 3)
    yield Table("Each step is taken as given those before it; of steps with a letter, one is enough.", head, tuple(rows))
    if numbers:
        yield paragraph(f"The whole course: {percents(shown.whole)}.")
