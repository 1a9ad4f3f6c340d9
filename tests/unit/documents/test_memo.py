"""What the memorandum for the file says besides the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.documents.drafts.brief_material import changes
from article3.documents.drafts.brief_values import Table
from article3.documents.drafts.memo import TITLE, memo
from briefs import SURE, drafted, of_file, of_text, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_values import Memo
    from article3.law.loading import Law

AGAINST = """
article3: 1
exhibits:
  - {id: own, title: Declaration, kind: declaration}
feared_harms:
  - id: gang
    what: A gang beats her.
    victim: {is: applicant, because: [own], note: She alone.}
    severe_physical: {is: yes, because: [own]}
    extreme: no
    pain_intended: {is: no, because: [own], note: She says that they were drunk.}
    could_relocate: yes
    perpetrator: private
    factors:
      severity:
        rough_treatment_only: {is: yes, because: [own]}
"""


def made(made_of: Material) -> Memo:
    return memo(made_of, drafted(made_of), changes(made_of))


def tables(found: Memo, caption: str) -> list[tuple[str, ...]]:
    return [row for block in found.body if isinstance(block, Table) and block.caption.startswith(caption) for row in block.rows]


@pytest.fixture(scope="module")
def jorge(examples: dict[str, Path], law: Law) -> Memo:
    return made(of_file(examples["jorge"], "ca9", law))


@pytest.fixture(scope="module")
def daniel(examples: dict[str, Path], law: Law) -> Memo:
    return made(of_file(examples["daniel"], "ca9", law))


def test_it_says_that_it_is_work_product(jorge: Memo) -> None:
    assert words_of(jorge.heading).startswith(TITLE)
    assert "PRIVILEGED" in TITLE
    assert "Re: Jorge Ejemplo; Jorge, who testified against a gang (El Salvador)" in words_of(jorge.heading)


def test_the_authors_notes_stand_here(jorge: Memo) -> None:
    notes = {row[3] for row in tables(jorge, "Stated for the applicant")}
    assert "Protection was promised, then surveillance and visits; neither came." in notes


def test_everything_missing_is_asked_with_its_help(jorge: Memo) -> None:
    places = {row[1] for row in tables(jorge, "Ask without leading")}
    assert {"feared_harms[gang].likelihood", "bars.persecutor", "past_harms[warehouse].officials_know"} <= places


def test_decisions_against_are_told_with_their_force(jorge: Memo) -> None:
    rows = {row[0].partition(",")[0]: row for row in tables(jorge, "Decided cases against")}
    assert rows["Konou v. Holder"][1] == "binds"
    assert rows["Galeas Figueroa v. Attorney General"][1] == "does not bind"
    assert "not mentioned in what was read of it" in rows["Konou v. Holder"][3]


def test_what_defeats_the_claim_is_told(jorge: Memo) -> None:
    text = words_of(jorge.body)
    assert "Any one of these, if shown, defeats the claim" in text
    assert (
        "what happened? missing; and Without the applicant's own testimony, would the other evidence support the claim? no."
        in text
    )


def test_a_claim_that_holds_is_lost_by_what_it_rests_on(law: Law) -> None:
    text = words_of(made(of_text(SURE, "ca9", law)).body)
    assert "The claim holds on the facts stated. It is lost if any of these is not believed or not proved" in text
    assert "(as stated)." in text


def test_what_is_stated_against_the_applicant_stands_here_and_not_in_the_brief(law: Law) -> None:
    made_of = of_text(AGAINST, "ca9", law)
    found = made(made_of)
    rows = tables(found, "Stated against the applicant: not in the brief")
    assert ("no", "Ex. A", "She says that they were drunk.") in {row[1:] for row in rows}
    assert any(row[1] == "beating or rough handling with no graver method" for row in tables(found, "Circumstances against"))
    assert "drunk" not in words_of(drafted(made_of).body)
    assert (
        "Could" not in words_of(drafted(made_of).body).partition("Living elsewhere in the country")[2].partition("Credibility")[0]
    )


def test_the_chain_stands_with_its_numbers_and_the_link_to_attack(daniel: Memo) -> None:
    rows = {row[0]: row for row in tables(daniel, "The links of the chains")}
    assert rows["recognized"][2] == "80% to 95%, best 90%"
    assert "at the link" in words_of(daniel.body)


def test_authorities_to_read_first_are_listed(jorge: Memo) -> None:
    text = words_of(jorge.body)
    assert (
        "Zheng v. Ashcroft, 332 F.3d 1186, 1197 (9th Cir. 2003): named in the draft as a gap; known here only from reports."
        in text
    )
    assert "Nuru v. Gonzales, 404 F.3d 1207 (9th Cir. 2005): reported for the applicant" in text


def test_open_questions_are_told_with_who_holds_which(examples: dict[str, Path], law: Law) -> None:
    text = words_of(made(of_file(examples["fatoumata"], "ca5", law)).body)
    assert "Must the applicant show that living safely elsewhere in the country is impossible" in text
    assert "The draft brief submits this one." in text


def test_candor_and_the_gaps_of_the_draft_are_told(jorge: Memo) -> None:
    text = words_of(jorge.body)
    assert "Controlling authority that is directly adverse must be disclosed" in text
    assert "Delete every bracket before it is filed" in text
