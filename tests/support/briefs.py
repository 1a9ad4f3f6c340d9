"""Briefs and memoranda made from case files, for the tests of what they say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.citations.check import check
from article3.citations.finding import citations
from article3.citations.reading import read
from article3.documents.drafts.brief import brief
from article3.documents.drafts.brief_material import material
from article3.documents.drafts.brief_values import Heading, Paragraph
from article3.documents.drafts.brief_word import brief_file
from article3.facts.case_file import parse_case
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from article3.citations.checked import Report
    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_values import Block, Brief
    from article3.law.loading import Law

TODAY = dt.date(2026, 11, 23)
SURE = """
article3: 1
title: Somebody invented, every element stated
exhibits:
  - {id: own, title: Declaration, kind: declaration}
  - {id: report, title: Report on the country, kind: country_conditions, highlight: ["Guards beat and burn prisoners to make them talk."]}
applicant: {nationality: Egypt, credible: {is: yes, because: [own]}, corroboration: {is: provided, because: [report]}}
proceeding: {kind: removal, displaced: nothing, country_of_removal: Egypt}
application: {convention_box: {is: yes, because: [own]}}
risk: {country_evidence: {is: yes, because: [report]}, mass_violations: {is: yes, because: [report]}}
past_harms: []
feared_harms:
  - id: arrest
    what: Police arrest and beat him.
    in_country_of_removal: {is: yes, because: [own]}
    victim: {is: applicant, because: [own]}
    severe_physical: {is: yes, because: [own, report]}
    extreme: {is: yes, because: [report]}
    for_information: {is: yes, because: [own]}
    deliberate: {is: yes, because: [own]}
    pain_intended: {is: yes, because: [report]}
    from_conditions: {is: no, because: [own]}
    singled_out: {is: yes, because: [own]}
    custody: {is: official, because: [own]}
    only_from_sanction: {is: no, because: [own]}
    only_procedural: {is: no, because: [own]}
    perpetrator: {is: official, because: [own]}
    color_of_law: {is: yes, because: [report]}
    rogue: {is: no, because: [report]}
    could_relocate: {is: no, because: [report]}
    needs_a_chain: {is: no, because: [own]}
    likelihood: {is: more_likely_than_not, because: [own, report]}
convictions: []
bars: {persecutor: no, aggravated_felony_years: 0, serious_nonpolitical_crime: no, terrorism: no, danger_to_security: no,
  public_health: no, human_rights_violator: no, evidence_indicates: no}
"""
"""A case in which every element of the claim is stated."""


def unmeasured(body: Sequence[Block]) -> tuple[int, dict[int, int]]:
    """A body of one page on which everything stands."""
    numbers = (run.at for block in body if isinstance(block, Paragraph) for run in block.runs if run.at)
    return 1, dict.fromkeys(numbers, 1)


def of_file(path: Path, circuit: str, law: Law, as_of: dt.date = TODAY) -> Material:
    """What the papers of an example are made of in a circuit."""
    return of_text(path.read_text(encoding="utf-8"), circuit, law, as_of)


def of_text(text: str, circuit: str, law: Law, as_of: dt.date = TODAY) -> Material:
    """The same for the text of a case file."""
    return material(parse_case(text, "case.yaml", law), Forum(circuit, as_of), law, TODAY)


def drafted(made_of: Material, measure: Callable[[Sequence[Block]], tuple[int, dict[int, int]]] = unmeasured) -> Brief:
    """The brief."""
    return brief(made_of, measure)


def words_of(blocks: Sequence[Block]) -> str:
    """Headings and paragraphs as text, one a line."""
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


def section(found: Brief, heading: str) -> str:
    """The text under a heading of the body, up to the next heading of its level or higher; the heading without its number."""
    taken: list[Block] = []
    level = 0
    for block in found.body:
        if isinstance(block, Heading) and block.text.split(". ", 1)[-1] == heading:
            level = block.level
            continue
        if level and isinstance(block, Heading) and block.level <= level:
            break
        if level:
            taken.append(block)
    assert level, f"no heading {heading!r}"
    return words_of(taken)


def cite_checked(found: Brief, made_of: Material) -> Report:
    """What our own check says of the Word file."""
    document = read(brief_file(found, TODAY), "brief.docx")
    return check(document, citations(document), made_of.law, made_of.forum.as_of, made_of.forum.circuit)
