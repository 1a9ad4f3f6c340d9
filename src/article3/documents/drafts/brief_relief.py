"""What a brief asks for: bars and the form of protection, alternative theories, what is not in dispute, the request.

A bar decides which form protection takes, never whether there is protection; so deferral is asked for in the alternative
unless withholding is barred outright, and then alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief_facts import country_of_removal
from article3.documents.drafts.brief_ground import gathered
from article3.documents.drafts.brief_sources import words
from article3.documents.drafts.brief_values import Style, gap, paragraph, text
from article3.facts import harm
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block, Paragraph, Run
    from article3.findings.model import Decision

_BARS = (
    "persecutor", "particularly_serious_crime", "serious_nonpolitical_crime", "danger_to_security", "human_rights_violator",
    "undisproved_bar",
)  # fmt: skip
_PARTS = {
    "official_capacity": "a public official inflicts it, or somebody acting in an official capacity",
    "acquiescence": "a public official acquiesces in it",
}


def bars(sources: Sources) -> Iterator[Block]:
    """Whether a ground bars withholding, as far as the decision tells."""
    truth = sources.decision.findings["mandatory_denial"].truth
    if truth is Truth.ESTABLISHED:
        yield paragraph(
            "Should the Court find that a ground applies on which withholding must be denied, Respondent asks for deferral of "
            "removal. No such ground bars deferral. ",
            gap("the file's facts meet such a ground: decide with the client whether to contest it; see the memorandum"),
        )
        return
    material = gathered(sources.decision, _BARS)
    runs: list[Run | str] = []
    for leaf in material.helps.values():
        sentence = words().of(leaf.fact)[leaf.value or ""][0].rstrip(".")
        runs += [sentence, *sources.record(leaf.because), ". "]
    if truth is Truth.NOT_ESTABLISHED:
        yield paragraph("No ground on which withholding must be denied applies. ", *runs)
        return
    if runs:
        yield paragraph(*runs)
    yield paragraph(
        gap(
            "grounds on which withholding could be denied: confirm that none applies and that DHS raises none; see the memorandum"
        ),
        " Should the Court find that one applies, deferral of removal remains: no such ground bars it.",
    )


def alternatives(sources: Sources) -> Iterator[Paragraph]:
    """Theories in the alternative: each feared harm, each way in which the State has a part in it, all sources together."""
    decision, case = sources.decision, sources.case
    names = [case.name(harm.harm, index) for index in case.members(harm.feared_harms) or ()]
    alive = [name for name in names if _truth(decision, f"torture[{name}]") is not Truth.NOT_ESTABLISHED]
    if len(alive) > 1:
        listed = "; ".join(decision.described.get(name, name).strip().rstrip(".") for name in alive)
        yield paragraph(
            f"Each of these harms is a ground of the claim by itself, in the alternative: {listed}.", style=Style.ITEM
        )
        yield paragraph(*_together(sources), style=Style.ITEM)
    for name in alive:
        parts = [says for rule, says in _PARTS.items() if _truth(decision, f"{rule}[{name}]") is Truth.ESTABLISHED]
        if len(parts) > 1:
            what = decision.described.get(name, name).strip().rstrip(".")
            yield paragraph(f"As to this harm ({what}), in the alternative: {'; or '.join(parts)}.", style=Style.ITEM)
    if _truth(decision, "withholding_cat") is not Truth.NOT_ESTABLISHED:
        yield paragraph(
            "Should withholding of removal be found to be barred, deferral of removal is asked for in the alternative.",
            style=Style.ITEM,
        )
    for form, says in (("asylum", "asylum"), ("withholding_ina", "withholding of removal under INA § 241(b)(3)")):
        if getattr(decision.forms, form).truth is not Truth.NOT_ESTABLISHED:
            yield paragraph(gap(f"if {says} is asked for too: its own argument, or a cross-reference to it"), style=Style.ITEM)


def relief(sources: Sources) -> Iterator[Block]:
    """The request: withholding, in the alternative deferral; it is mandatory where its conditions are met."""
    decision = sources.decision
    barred = _truth(decision, "mandatory_denial") is Truth.ESTABLISHED
    if decision.forms.protection_cat.truth is Truth.ESTABLISHED:
        yield paragraph(
            "Once torture is shown to be more likely than not, protection must be granted; it is no matter of discretion."
        )
    else:
        yield paragraph(
            "If the Court finds torture more likely than not, protection must be granted; it is no matter of discretion. ",
            gap("not every element is established on the facts in the file: complete the sections above, or change this request"),
        )
    yield paragraph("Respondent asks the Court")
    country = (country_of_removal(sources.case),)
    if not barred:
        yield paragraph("1. to grant withholding of removal under the Convention to ", *country, ";", style=Style.ITEM)
        yield paragraph(
            "2. in the alternative, to grant deferral of removal under the Convention to ", *country, ".", style=Style.ITEM
        )
    else:
        yield paragraph("to grant deferral of removal under the Convention to ", *country, ".", style=Style.ITEM)


def _together(sources: Sources) -> Iterator[Run]:
    question = sources.decision.questions.get("aggregation")
    if question is None or question.open:
        yield text("In the further alternative, their risks are to be taken together; ")
        yield gap("the rule on adding sources is open in this forum: see the section on likelihood")
        yield text(".")
        return
    live = next(reading.id for reading in question.readings if reading.live)
    if live == "together":
        yield text(
            "In the further alternative, their risks are to be taken together: it is enough that one of them is more "
            "likely than not to come about."
        )
    else:
        yield text("That the risks of several sources are to be taken together is preserved for appeal.")


def _truth(decision: Decision, name: str) -> Truth | None:
    found = decision.findings.get(name)
    return None if found is None else found.truth
