"""The law in a memorandum: adverse authority and candor, open questions, what must be read before it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief import in_play
from article3.documents.drafts.brief_law import is_preserved, plain
from article3.documents.drafts.brief_precedents import left_to_read
from article3.documents.drafts.brief_sources import READ, words, written
from article3.documents.drafts.brief_values import RunKind, Style, Table, paragraph
from article3.explanations.argument_choice import told_apart
from article3.explanations.wording import VERIFIED
from article3.law.precedents import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block, Brief
    from article3.findings.model import QuestionOfLaw
    from article3.precedents.argument import Argued
    from article3.precedents.beside import Near

_CANDOR = (
    "Controlling authority that is directly adverse must be disclosed to the tribunal if the other side has not done "
    "so (a duty of "
    "candor under the rules of professional conduct; look up the rule that binds you). The draft brief names, as text "
    "or as a gap, each "
    "decision below that binds this Court."
)


def adverse(made_of: Material, sources: Sources) -> Iterator[Block]:
    """Decisions and governing readings against the claim, and how each can be met."""
    yield paragraph(_CANDOR)
    rows = list(dict.fromkeys(row for argued in _speaking(made_of) for row in _against(argued)))
    if rows:
        yield Table(
            "Decided cases against", ("Decision", "Force here", "What it decided", "What sets this case apart"), tuple(rows)
        )
    else:
        yield paragraph("No decided case against the claim is on record on the issues of which something is known.")
    for sentence in dict.fromkeys(sentence for argued in made_of.argument.issues for sentence in argued.contradicted):
        yield paragraph(f"What the case records contradicts binding precedent: {sentence}", style=Style.ITEM)
    for name in _met(made_of):
        question, best = sources.decision.questions[name], words().best[name][0]
        live = [reading for reading in question.readings if reading.live]
        if len(live) == 1 and live[0].id != best:
            by = "; ".join(f"{written(one.cite)} ({VERIFIED[one.verified]})" for one in question.governing)
            kept = (
                " The draft brief preserves the issue." if is_preserved(name, sources) else " The draft brief does not raise it."
            )
            yield paragraph(f"Adverse reading of the law: {plain(live[0].says)} {by or question.why}.{kept}", style=Style.ITEM)


def open_law(made_of: Material, sources: Sources, submitted: Mapping[str, str]) -> Iterator[Block]:
    """Each open question of law: its readings, who holds which, and what would become of the claim."""
    decision = made_of.decision
    names = [name for name in _met(made_of) if decision.questions[name].open]
    if not names:
        yield paragraph("No question of law that matters to the claim is open in this forum, as far as recorded.")
        return
    for name in names:
        question = decision.questions[name]
        turning = [
            form
            for form in ("protection_cat", "withholding_cat", "deferral_cat")
            if name in getattr(decision.forms, form).turns_on
        ]
        yield paragraph(f"{question.asks} {question.why}", style=Style.ITEM)
        for reading in question.readings:
            if reading.live:
                taken = " The draft brief submits this one." if submitted.get(name) == reading.id else ""
                yield paragraph(f"{plain(reading.says)} {_held_by(question, reading.id)}{taken}", style=Style.ITEM)
        if is_preserved(name, sources):
            yield paragraph("A reading better than these is preserved for appeal in the draft brief.", style=Style.ITEM)
        if turning:
            yield paragraph("The claim turns on it as the facts stand.", style=Style.ITEM)
    if submitted and made_of.submitted.forms.protection_cat.truth is not decision.forms.protection_cat.truth:
        yield paragraph(
            f"If each is answered as the draft brief submits, protection under the Convention is "
            f"{made_of.submitted.forms.protection_cat.truth.value}."
        )


def to_read(made_of: Material, filed: Brief) -> Iterator[Block]:
    """What the brief names in gaps, and decisions for the applicant that nobody here has read."""
    asked = [one.removeprefix("read before citing: ") for one in filed.gaps if one.startswith("read before citing: ")]
    for one in asked:
        yield paragraph(f"{one}: named in the draft as a gap; known here only from reports.", style=Style.ITEM)
    named = "\n".join(asked)
    for argued in _speaking(made_of):
        for decision in left_to_read(argued):
            if decision.cite not in named:
                named += decision.cite
                yield paragraph(
                    f"{decision.cite}: reported for the applicant on {argued.title.lower()}. {decision.says}", style=Style.ITEM
                )
    if not named:
        yield paragraph("None: every authority in the draft was read.")
    cites = [run.entry for block in filed.body for run in getattr(block, "runs", ()) if run.kind is RunKind.CITE]
    yield paragraph(
        f"The draft cites {len(dict.fromkeys(cites))} authorities that were read by the keepers of the law data, most "
        f"of them in part. Read each before you sign."
    )


def _speaking(made_of: Material) -> Iterator[Argued]:
    return (one for one in made_of.argument.issues if one.speaks or one.by)


def _against(argued: Argued) -> Iterator[tuple[str, ...]]:
    factors = {factor.id: factor for factor in argued.factors}
    for one in argued.by:
        if one.outcome is Side.AGAINST:
            yield (
                f"{one.cite} ({VERIFIED[one.verified]})",
                "forces the issue against",
                one.says,
                "see article3 argue: what would contest it",
            )
    for near in told_apart(argued, everything=True):
        one = near.decision
        yield f"{one.cite} ({VERIFIED[one.verified]})", "binds" if one.binds else "does not bind", one.says, _apart(near, factors)


def _apart(near: Near, factors: Mapping[str, object]) -> str:
    parts = [getattr(factors[name], "lacks", "") for name in near.lacking if name in factors]
    parts += [
        f"{getattr(factors[name], 'says', '')} (not mentioned in what was read of it)"
        for name in near.burdened
        if name in factors
    ]
    return "; ".join(part for part in parts if part) or "nothing known"


def _met(made_of: Material) -> list[str]:
    """Questions of law on the claim under the Convention that have a better answer for the applicant."""
    return [name for name in in_play(made_of.decision) if name in words().best and name in made_of.decision.questions]


def _held_by(question: QuestionOfLaw, reading: str) -> str:
    taken = [one for one in (*question.governing, *question.others) if one.reading == reading and not one.ended_by]
    read = [one for one in taken if one.verified in READ]
    if not taken:
        return "No decision recorded so holds."
    some = "; ".join(f"{written(one.cite)} ({one.standing})" for one in (read or taken)[:3])
    return f"So: {some}{'; and others' if len(taken) > len((read or taken)[:3]) else ''}."
