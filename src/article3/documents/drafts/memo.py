"""``memo(...)``: the memorandum for the file that goes with a brief: what is weak, what is missing, what the other side will say.

It is work product and never filed. Everything adverse that the brief leaves out stands here, with what candor asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief import origin
from article3.documents.drafts.brief_elements import PER_HARM
from article3.documents.drafts.brief_facts import day_in_words, full_name
from article3.documents.drafts.brief_ground import gathered
from article3.documents.drafts.brief_material import submissions
from article3.documents.drafts.brief_sources import Sources, words
from article3.documents.drafts.brief_values import SCHEMA, Heading, Memo, Style, Table, gap, gaps, paragraph
from article3.documents.drafts.memo_attack import attack
from article3.documents.drafts.memo_law import adverse, open_law, to_read
from article3.explanations.wording import FORM_ANSWERS, FORM_NAMES, NOT_ADVICE
from article3.facts import harm
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_values import Block, Brief
    from article3.findings.model import Finding, Ground
    from article3.interview.robustness import WhatIf

TITLE = "PRIVILEGED: ATTORNEY WORK PRODUCT. MEMORANDUM FOR THE FILE"
_FORMS = ("protection_cat", "withholding_cat", "deferral_cat", "asylum", "withholding_ina")
_CASE_ELEMENTS = (
    ("Likelihood of torture", "likely_torture"),
    ("Evidence that is believed", "proof"),
    ("Protection has been asked for", "claim_raised"),
    ("A judge can decide the claim", "hearing"),
    ("A ground bars withholding", "mandatory_denial"),
)


def memo(made_of: Material, filed: Brief, what_if: WhatIf) -> Memo:
    """A memorandum for the file.

    Args:
        made_of: the case, its decision and what follows from them.
        filed: the brief, for what was left out of it and its gaps.
        what_if: what would make or break the claim.
    """
    sources = Sources(made_of.case, made_of.decision, made_of.law, made_of.pages, made_of.doubted)
    body = tuple(_body(made_of, filed, what_if, sources))
    heading = tuple(_heading(made_of))
    return Memo(
        schema=SCHEMA,
        title=TITLE,
        origin=origin(made_of.decision),
        heading=heading,
        body=body,
        gaps=gaps([*heading, *body]),
        provenance=made_of.provenance.line(),
    )


def _heading(made_of: Material) -> Iterator[Block]:
    forum = made_of.decision.forum
    yield paragraph(TITLE, style=Style.CENTERED)
    yield paragraph("To: the file", style=Style.LEFT)
    yield paragraph("From: ", gap("author"), style=Style.LEFT)
    yield paragraph(f"Date: {day_in_words(made_of.provenance.made_on)}", style=Style.LEFT)
    yield paragraph("Re: ", full_name(made_of.case), f"; {made_of.decision.title}", style=Style.LEFT)
    yield paragraph(
        f"Forum: {forum.court}, law as of {day_in_words(forum.as_of)}; law data {made_of.decision.law.version}, kept to "
        f"{day_in_words(made_of.decision.law.maintained_through)}",
        style=Style.LEFT,
    )


def _body(made_of: Material, filed: Brief, what_if: WhatIf, sources: Sources) -> Iterator[Block]:
    decision = made_of.decision
    yield Heading("Where the claim stands", 1)
    for name in _FORMS:
        form = getattr(decision.forms, name)
        words_of = f"{FORM_NAMES[name]}: {FORM_ANSWERS[form.truth]}."
        if form.truth is Truth.UNDETERMINED:
            words_of += (
                f" Facts still to be known: {len(form.missing)}. Open questions of law on which it turns: {len(form.turns_on)}."
            )
        yield paragraph(words_of, style=Style.ITEM)
    yield Heading("Element by element", 1)
    for title, name in _CASE_ELEMENTS:
        if name in decision.findings:
            yield Heading(f"{title}: {decision.findings[name].truth.value}", 2)
            yield from _element([decision.findings[name]], sources, deep=name != "likely_torture")
    for name in [made_of.case.name(harm.harm, index) for index in made_of.case.members(harm.past_harms) or ()]:
        torture = decision.findings[f"torture[{name}]"]
        yield Heading(
            f"The harm suffered: {decision.described.get(name, '').rstrip('.') or name}: torture {torture.truth.value}", 2
        )
        yield from _element([torture], sources, deep=True)
    for name in [made_of.case.name(harm.harm, index) for index in made_of.case.members(harm.feared_harms) or ()]:
        yield Heading(f"The harm feared: {decision.described.get(name, '').rstrip('.') or name}", 2)
        for element in PER_HARM:
            found = [decision.findings[one] for rule in element.rules if (one := f"{rule}[{name}]") in decision.findings]
            if found:
                yield Heading(f"{element.topic}: {_standing(found, absent=element.absent)}", 3)
                yield from _element(found, sources, deep=True)
    yield Heading("What is missing, and what would show it", 1)
    yield from _missing(made_of)
    yield Heading("Adverse authority and candor", 1)
    yield from adverse(made_of, sources)
    yield Heading("What DHS will argue", 1)
    yield from attack(made_of, what_if, sources)
    yield Heading("Open questions of law, and what turns on them", 1)
    yield from open_law(made_of, sources, submissions(decision))
    yield Heading("Authorities to read before the brief is filed", 1)
    yield from to_read(made_of, filed)
    yield Heading("The draft brief", 1)
    yield from _draft(filed)
    yield Heading("Read this too", 1)
    for warning in (*decision.warnings, *(f"The forum: {doubt}" for doubt in decision.forum.doubts), NOT_ADVICE):
        yield paragraph(warning, style=Style.ITEM)


def _standing(found: Sequence[Finding], *, absent: bool) -> str:
    """How an element stands; an exception the other way round."""
    truths = {finding.truth for finding in found}
    met, failed = (Truth.NOT_ESTABLISHED, Truth.ESTABLISHED) if absent else (Truth.ESTABLISHED, Truth.NOT_ESTABLISHED)
    if truths == {met}:
        return "made out on the facts stated"
    return "not made out on the facts stated" if failed in truths else "undetermined"


def _element(found: Sequence[Finding], sources: Sources, *, deep: bool) -> Iterator[Block]:
    """What supports an element, with the author's reasons, and what speaks against it."""
    material = gathered(sources.decision, [finding.id for finding in found], deep=deep)
    helps, hurts = list(material.helps.values()), list(material.hurts.values())
    if helps:
        yield Table("Stated for the applicant", _HEAD, tuple(_row(leaf, sources) for leaf in helps))
    if hurts:
        yield Table("Stated against the applicant: not in the brief", _HEAD, tuple(_row(leaf, sources) for leaf in hurts))
    unproved = [leaf for leaf in helps if not leaf.because]
    if unproved:
        yield paragraph(f"Without an exhibit: {len(unproved)} of these. A brief may not rest on them until one is named.")
    one_sided = {leaf.because for leaf in helps if leaf.because}
    if len(one_sided) == 1 and len(next(iter(one_sided))) == 1:
        only = sources.letters(next(iter(one_sided)))
        yield paragraph(
            f"All of it rests on one exhibit ({only}). The judge may ask for corroboration, or for a reason why there is none."
        )
    if not helps and not hurts and any(finding.truth is Truth.UNDETERMINED for finding in found):
        yield paragraph("Nothing is stated on it yet." if deep else "It is made of what follows, harm by harm.")


_HEAD = ("Question", "Stated", "Proof", "Note")


def _row(leaf: Ground, sources: Sources) -> tuple[str, ...]:
    question = _question(leaf, sources)
    return question, leaf.value or "", sources.letters(leaf.because) or "no exhibit", leaf.note


def _question(leaf: Ground, sources: Sources) -> str:
    """The plain question of a fact; the sentence of the brief where the decision does not ask it any more."""
    asked = sources.decision.asks.get(leaf.place)
    return asked.question if asked is not None else leaf.says or words().of(leaf.fact).get(leaf.value or "", ("", leaf.fact))[1]


def _missing(made_of: Material) -> Iterator[Block]:
    """Every unknown fact on which the claim under the Convention still hangs, as a question with its help."""
    decision = made_of.decision
    forms = (decision.forms.protection_cat, decision.forms.withholding_cat, decision.forms.deferral_cat)
    past = decision.findings["past_torture"].missing
    places = dict.fromkeys([*(place for form in forms for place in form.missing), *past])
    rows = []
    for place in places:
        asked = decision.asks.get(place)
        if asked is not None:
            rows.append((asked.question, place, asked.hint, asked.form))
    if rows:
        yield Table(
            "Ask without leading: the question is put as it stands here", ("Question", "Place", "Help", "Form I-589"), tuple(rows)
        )
    else:
        yield paragraph("No fact is missing on which protection under the Convention hangs.")


def _draft(filed: Brief) -> Iterator[Block]:
    pages = f"Body of the draft: {filed.pages} pages as measured." if filed.pages else "The body of the draft was not measured."
    yield paragraph(pages)
    if filed.left_out:
        yield paragraph("Left out so that it keeps within its pages, the least weighty first: ", "; ".join(filed.left_out), ".")
    if filed.gaps:
        yield paragraph(
            f"Gaps to be filled: {len(filed.gaps)}. Each is highlighted in the draft. Delete every bracket before it is filed:"
        )
        for one in filed.gaps:
            yield paragraph(one, style=Style.ITEM)
    for warning in filed.warnings[:2]:
        yield paragraph(warning, style=Style.ITEM)
