"""What a brief says, and what it does not."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import pytest

from article3.documents.drafts.brief_pages import measured
from article3.documents.drafts.brief_sources import GROUPS, READ, words, written
from article3.documents.drafts.brief_values import Heading, Paragraph, Run, RunKind, Table, paragraph
from article3.facts.vocabulary import FACTS, full_id
from article3.law.model import Verification
from article3.logic.fold import nodes
from article3.logic.propositions import Question
from article3.proofs.favorable import BETTER, NO_FAVORS, YES_FAVORS
from article3.rules.convention import protection_cat
from article3.rules.torture import past_torture
from briefs import SURE, drafted, of_file, of_text, section, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_values import Brief
    from article3.law.loading import Law

LINKS = """
links:
  - {id: held, event: Police arrest him., chance: 90%, because: [own, report]}
  - {id: beaten, event: Police beat him., chance: {low: 80%, best: 85%, high: 90%}, because: [report]}
"""


@pytest.fixture(scope="module")
def jorges(examples: dict[str, Path], law: Law) -> Material:
    return of_file(examples["jorge"], "ca9", law)


@pytest.fixture(scope="module")
def jorge(jorges: Material) -> Brief:
    return drafted(jorges, measured)


@pytest.fixture(scope="module")
def sure(law: Law) -> Brief:
    return drafted(of_text(SURE, "ca9", law))


def test_the_cover_is_made_of_the_particulars(jorge: Brief) -> None:
    cover = words_of(jorge.caption)
    for line in (
        "Ada Abogada",
        "EOIR ID: ZZ000000",
        "In the Matter of: Jorge Ejemplo",
        "A-Number: 000111222",
        "In Removal Proceedings",
        "Individual hearing: March 16, 2027, 8:30 a.m.",
    ):
        assert line in cover
    assert "[DETAINED, if so; else delete this line]" in cover


def test_without_particulars_the_cover_is_all_gaps(law: Law) -> None:
    cover = words_of(drafted(of_text("article3: 1\n", "ca9", law)).caption)
    for label in (
        "name of who files",
        "EOIR ID",
        "city of the court",
        "name",
        "A-Number",
        "kind of proceedings",
        "day of the hearing",
    ):
        assert f"[{label}]" in cover


def test_the_account_is_quoted_with_its_place_in_the_record(jorge: Brief) -> None:
    facts = section(jorge, "What happened")
    assert "On May 14, 2021 (\u201cSoyapango\u201d), as Respondent states (Ex. A \u00b6 [number; quote it as signed]):" in facts
    assert "They kept me for three days. They beat me." in facts
    assert "About June 2021" in facts


def test_what_was_told_in_other_letters_is_no_quotation(law: Law) -> None:
    told = SURE + "papers: {incidents: [{on: 2020, told: أخذوني من البيت.}], account: {feared_torture: سوف يعذبونني}}\n"
    facts = words_of(drafted(of_text(told, "ca9", law)).body)
    assert "أخذوني" not in facts
    assert "يعذبونني" not in facts
    assert "[in English, translated: what Respondent told in another language]" in facts
    assert "[in English, translated: what is feared]" in facts


def test_exhibits_have_their_letters_and_passages(jorge: Brief) -> None:
    conditions = section(jorge, "Conditions in the country of removal")
    assert "(Ex. B at [page]) says: \u201cThey killed, kidnapped, extorted and threatened.\u201d" in conditions


def test_notes_of_the_author_stay_out_of_the_brief(jorge: Brief) -> None:
    assert "advisory" not in words_of(jorge.body).replace("the example of Jorge, practice advisory", "")


def test_an_element_that_is_established_is_said_to_be_met(sure: Brief) -> None:
    for heading in (
        "The pain or suffering is severe, and Respondent's own",
        "It is inflicted on purpose and meant to cause severe pain",
        "A public official inflicts it, instigates it, consents to it or acquiesces in it",
    ):
        assert section(sure, heading).endswith("This element is met.")
    assert section(sure, "It does not come only from lawful sanctions, nor only from want of process").endswith(
        "No such exception applies."
    )
    assert "Torture is more likely than not on the evidence as a whole." in section(
        sure, "It is more likely than not that Respondent would be tortured"
    )
    assert "it more likely than not that this would happen to Respondent (Ex. A \u00b6 [number]; Ex. B at [page])." in words_of(
        sure.body
    )
    assert "to be shown" not in words_of(sure.body)


def test_one_that_is_not_is_a_gap_under_a_heading_that_claims_nothing(jorge: Brief) -> None:
    past = section(jorge, "Past torture")
    assert "[to be shown: Do officials deliberately look away from it?]" in past
    assert "has suffered torture" not in words_of(jorge.body)
    likely = section(jorge, "Likelihood of torture")
    assert "Torture is more likely than not on the evidence as a whole." not in likely
    assert "[to be shown: All in all, how likely is it" in likely


def test_one_that_fails_is_not_argued(law: Law) -> None:
    failing = SURE.replace("pain_intended: {is: yes", "pain_intended: {is: no")
    found = section(drafted(of_text(failing, "ca9", law)), "Specific intent")
    assert "[not made out on the facts in the file; see the memorandum before anything is argued here]" in found
    assert "mean to cause" not in found


def test_a_fact_without_an_exhibit_is_marked(law: Law) -> None:
    bare = SURE.replace("for_information: {is: yes, because: [own]}", "for_information: yes")
    found = section(drafted(of_text(bare, "ca9", law)), "It is inflicted for a prohibited purpose")
    assert "It would be done to get information or a confession ([exhibit and page])." in found


def test_what_nobody_has_read_is_a_gap_and_no_citation(jorge: Brief, law: Law) -> None:
    text = words_of(jorge.body)
    assert "[read before citing: Zheng v. Ashcroft, 332 F.3d 1186, 1197 (9th Cir. 2003)]" in text
    cited = {
        run.authority for block in jorge.body if isinstance(block, Paragraph) for run in block.runs if run.kind is RunKind.CITE
    }
    assert "davila-v-barr" in cited
    assert "zheng-v-ashcroft" not in cited
    assert all(law.authorities[one].verification.level is not Verification.UNREAD for one in cited)


def test_a_controlling_decision_against_the_claim_is_disclosed(jorge: Brief) -> None:
    state = section(jorge, "A public official inflicts it, instigates it, consents to it or acquiesces in it")
    assert "Garcia-Milian v. Holder, 755 F.3d 1026 (9th Cir. 2014), for this point] [controlling decision" in state
    risk = section(jorge, "The risk is Respondent's own")
    assert "Konou v. Holder, 750 F.3d 1120 (9th Cir. 2014)" in risk
    assert "[confirm in the opinion that this was not before the court]" in risk


def test_a_case_is_likened_by_what_both_share(jorge: Brief) -> None:
    state = section(jorge, "A public official inflicts it, instigates it, consents to it or acquiesces in it")
    assert "Davila v. Barr, 968 F.3d 1136 (9th Cir. 2020)" in state
    assert "As in that case, so here: officials did nothing after they were told (Ex. A \u00b6 [number])." in state


def test_what_a_likened_decision_rests_on_besides_is_told(jorge: Brief) -> None:
    state = section(jorge, "A public official inflicts it, instigates it, consents to it or acquiesces in it")
    assert (
        "That decision rests also on this: officers called to help were bribed and left [to be shown here, or answered]." in state
    )


def test_what_is_shared_beside_the_reason_of_a_decision_is_no_likeness(jorges: Material, jorge: Brief) -> None:
    severity = next(one for one in jorges.argument.issues if (one.issue, one.about) == ("severity", "warehouse"))
    near = next(one for one in severity.liken if one.decision.authority == "jean-pierre-v-attorney-general")
    assert near.shared == ("goes_on_for_days",)
    assert near.decision.verified in READ
    assert len(near.decision.reason) > 2 * len(near.shared)
    assert "Jean-Pierre" not in words_of(jorge.body)


def test_past_torture_is_told_as_shared_only_where_it_is_found(jorge: Brief, law: Law) -> None:
    assert "past torture of the applicant there" not in words_of(jorge.body)
    assert jorge.origin.circuit in law.courts


def test_an_open_question_is_argued_and_what_follows_is_said(law: Law) -> None:
    found = section(
        drafted(of_text(SURE.replace("custody: {is: official", "custody: {is: private"), "ca5", law)),
        "Custody or physical control",
    )
    assert "Nothing that binds this Court settles this question" in found
    assert found.endswith("On the reading of the law that Respondent submits: this element is met.")


def test_what_the_board_answers_to_an_open_question_is_one_answer_and_not_the_law(examples: dict[str, Path], law: Law) -> None:
    """In the Sixth Circuit Matter of S-V- stands beside a decision of the court of appeals that nobody here has read."""
    sixth = drafted(of_file(examples["jorge"], "ca6", law))
    state = section(sixth, "The part of public officials")
    assert "A government's inability to control a group does not mean that it acquiesces" not in state
    assert "How this question is to be answered in this forum is open: When private torturers go unstopped" in state
    answer, _, submitted = state.partition(
        "Respondent submits that the answer is this: Efforts or inability defeat acquiescence;"
    )
    assert "Matter of S-V-, 22 I&N Dec. 1306, 1312 (BIA 2000)" in answer
    assert "[read before citing: Zaldana Menijar v. Lynch, 812 F.3d 491 (6th Cir. 2015), for this point]" in submitted
    kept = section(sixth, "Issues preserved for appeal")
    assert "the better reading is this: Efforts do not by themselves defeat acquiescence" in kept
    assert "Akinsanya v. Garland" in kept


def test_an_open_question_that_does_not_matter_is_said_not_to(law: Law) -> None:
    found = section(drafted(of_text(SURE, "ca5", law)), "The victim is in the custody or physical control of the offender")
    assert found.endswith("This element is met. It is so whichever way the open question is answered.")


def test_the_law_of_the_forum_alone_governs(sure: Brief, law: Law) -> None:
    fifth = drafted(of_text(SURE, "ca5", law))
    heading = "A public official inflicts it, instigates it, consents to it or acquiesces in it"
    assert "no exception for rogue officials" in section(sure, heading)
    assert "no exception for rogue officials" not in section(fifth, heading)
    assert "Garcia v. Holder, 756 F.3d 885 (5th Cir. 2014)" in section(fifth, heading)


def test_issues_are_preserved_where_board_and_circuit_differ(sure: Brief, law: Law) -> None:
    ours = section(sure, "A public official inflicts it, instigates it, consents to it or acquiesces in it")
    assert "has read the law otherwise, which does not govern here: Matter of O-F-A-S-, 28 I&N Dec. 35, 38-39 (A.G. 2020)" in ours
    assert "Issues preserved for appeal" not in words_of(sure.body)  # what the circuit decides for the applicant needs none
    fifth = section(drafted(of_text(SURE, "ca5", law)), "Issues preserved for appeal")
    assert "Respondent preserves for appeal the position that the better reading is this" in fifth
    assert "as persuasive authority: De Leon Lopez v. Garland, 51 F.4th 992 (9th Cir. 2022)" in fifth


@pytest.mark.parametrize(
    ("changed", "to"),
    [
        ("could_relocate: {is: no", "could_relocate: {is: yes"),
        (", credible: {is: yes, because: [own]}, corroboration: {is: provided, because: [report]}", ""),
        ("    needs_a_chain: {is: no, because: [own]}\n", ""),
    ],
)
def test_likelihood_is_not_claimed_beside_what_speaks_against_it_or_is_not_shown(law: Law, changed: str, to: str) -> None:
    assert changed in SURE
    likely = section(drafted(of_text(SURE.replace(changed, to), "ca9", law)), "Likelihood of torture")
    assert "Respondent submits that, taken as a whole and once it is believed, the evidence makes it more likely" in likely
    assert "\nTorture is more likely than not" not in likely


def test_what_the_law_alone_makes_out_is_not_claimed_as_a_fact(law: Law) -> None:
    bare = SURE.replace("    could_relocate: {is: no, because: [report]}\n", "")
    found = section(drafted(of_text(bare, "ca9", law)), "Living elsewhere in the country")
    assert "On this law the possibility of living elsewhere does not by itself defeat the claim." in found
    assert "[to be shown: why Respondent could not live elsewhere in the country" in found


def test_ones_own_risk_needs_evidence_of_the_country(law: Law) -> None:
    wanted = "[evidence of the conditions in the country of removal, which has to be considered]"
    without = SURE.replace(
        "risk: {country_evidence: {is: yes, because: [report]}, mass_violations: {is: yes, because: [report]}}\n", ""
    )
    assert wanted in section(drafted(of_text(without, "ca9", law)), "The risk is Respondent's own")
    assert wanted not in words_of(drafted(of_text(SURE, "ca9", law)).body)


def test_a_decision_without_a_page_asks_for_one(sure: Brief) -> None:
    state = section(sure, "A public official inflicts it, instigates it, consents to it or acquiesces in it")
    assert "(9th Cir. 2022) [pinpoint]" in state


def test_the_law_is_that_of_the_day(law: Law) -> None:
    early = drafted(of_text(SURE, "ca9", law, dt.date(2012, 1, 1)))
    assert "De Leon Lopez" not in words_of(early.body)
    assert all(law.authorities[entry.authority].decided.first <= dt.date(2012, 1, 1) for entry in early.authorities)


@pytest.mark.parametrize(
    ("bars", "asked", "not_asked"),
    [
        ("terrorism: no", "1. to grant withholding of removal under the Convention to Egypt;", "to grant deferral of removal under the Convention to Egypt.\nRespectfully"),
        ("terrorism: yes", "to grant deferral of removal under the Convention to Egypt.", "to grant withholding"),
    ],
)  # fmt: skip
def test_the_request_follows_the_bars(law: Law, bars: str, asked: str, not_asked: str) -> None:
    found = drafted(of_text(SURE.replace("terrorism: no", bars), "ca9", law))
    conclusion = section(found, "Conclusion")
    assert asked in conclusion
    if bars.endswith("yes"):
        assert not_asked not in conclusion
    else:
        assert "2. in the alternative, to grant deferral of removal under the Convention to Egypt." in conclusion
        assert "protection must be granted; it is no matter of discretion" in conclusion


def test_several_harms_are_argued_in_the_alternative(examples: dict[str, Path], law: Law) -> None:
    found = drafted(of_file(examples["daniel"], "ca9", law))
    other = section(found, "Alternative theories")
    assert "Each of these harms is a ground of the claim by itself, in the alternative" in other
    assert "it is enough that one of them is more likely than not to come about" in other


def test_the_chain_is_a_table_with_numbers_only_where_they_carry_the_claim(examples: dict[str, Path], law: Law) -> None:
    weak = [block for block in drafted(of_file(examples["daniel"], "ca9", law)).body if isinstance(block, Table)]
    assert {table.head for table in weak} == {("Step", "Event", "Evidence")}
    assert weak[0].rows[0] == ("1", "Somebody recognizes him and his tattoos within weeks of his return.", "Ex. A, Ex. B")
    chained = SURE.replace("likelihood: {is: more_likely_than_not, because: [own, report]}", "chain: [held, beaten]") + LINKS
    strong = drafted(of_text(chained.replace("    needs_a_chain: {is: no, because: [own]}\n", ""), "ca9", law))
    (table,) = (block for block in strong.body if isinstance(block, Table))
    assert table.head == ("Step", "Event", "Low", "Best", "High", "Evidence")
    assert table.rows[1] == ("2", "Police beat him.", "80%", "85%", "90%", "Ex. B")
    likely = section(strong, "It is more likely than not that Respondent would be tortured")
    assert "On these estimates the chance that this harm comes about is 72% to 81%, best 76.5%" in likely
    assert "The estimates are counsel's" in likely


def test_the_table_of_authorities_has_every_citation_with_its_pages(jorge: Brief) -> None:
    cited = {run.entry for block in jorge.body if isinstance(block, Paragraph) for run in block.runs if run.kind is RunKind.CITE}
    assert {entry.text for entry in jorge.authorities} == cited
    assert all(entry.pages and 1 <= entry.pages[0] <= jorge.pages for entry in jorge.authorities)
    assert [GROUPS.index(entry.group) for entry in jorge.authorities] == sorted(
        GROUPS.index(entry.group) for entry in jorge.authorities
    )


def test_a_body_that_is_too_long_loses_its_least_weighty_comparisons(jorges: Material) -> None:
    whole = drafted(jorges)
    page = len(words_of(whole.body)) / (jorges.longest.value + 0.3)
    short = drafted(jorges, lambda body: (math.ceil(len(words_of(body)) / page), {}))
    before = sorted(block.weight for block in whole.body if isinstance(block, Paragraph) and block.weight)
    after = sorted(block.weight for block in short.body if isinstance(block, Paragraph) and block.weight)
    assert 0 < len(after) < len(before)
    assert short.left_out
    assert after == before[-len(after) :]
    assert short.pages <= jorges.longest.value


def test_what_cannot_be_shortened_is_told(jorges: Material) -> None:
    found = drafted(jorges, lambda _: (30, {}))
    assert found.warnings[0].startswith(
        "The body has 30 pages as measured, 5 more than may be filed without leave (Immigration Court Practice Manual, 4.19(b))"
    )


def test_a_longer_body_is_measured_longer() -> None:
    line = paragraph("Words of a line that goes on for a while, as lines in a brief do. " * 40)
    one, _ = measured([line])
    ten, places = measured([*[line] * 10, Paragraph((Run("8 C.F.R. \u00a7 1208.18", RunKind.CITE, at=7),))])
    assert 1 <= one < ten
    assert places == {7: ten}


def test_headings_are_numbered_in_the_argument_alone(jorge: Brief) -> None:
    heads = [block.text for block in jorge.body if isinstance(block, Heading)]
    assert "I. Past torture" in heads
    assert "A. The pain or suffering is severe, and Respondent's own" in heads
    assert "Procedural history" in heads


def test_every_fact_of_the_claim_has_words_for_the_answer_that_helps() -> None:
    """The brief and the proofs, written apart, agree on which answer serves the applicant."""
    found = words()
    claim = {getattr(node, "variable", node) for node in nodes(protection_cat, past_torture)}
    reached = {full_id(variable) for variable in FACTS if variable in claim}
    apart = {"risk.substantial_risk"}
    for fact, answer in [*((fact, "yes") for fact in YES_FAVORS), *((fact, "no") for fact in NO_FAVORS)]:
        name = full_id(fact)
        if name in reached and name.partition(".")[0] not in {"screening", "proceeding", "filing", "persecution"} | apart:
            assert set(found.of(name)) == {answer}, name
    for choice, pairs in BETTER.items():
        for worse, _ in pairs:
            if choice.id not in {"custody", "perpetrator", "officials_concerned"}:
                assert worse not in found.of(full_id(choice))


def test_the_better_answers_name_readings_that_exist(law: Law) -> None:
    asked = {node.id for node in nodes(protection_cat, past_torture) if isinstance(node, Question)}
    for name, serving in words().best.items():
        readings = {one.id for one in law.questions[name].readings}
        assert name in asked
        assert len(set(serving)) == len(serving) == len(readings) - 1  # the one that serves least is left out
        assert set(serving) < readings


@pytest.mark.parametrize(
    ("cite", "shown"),
    [
        ("8 CFR 1208.18(a)(1)", "8 C.F.R. \u00a7 1208.18(a)(1)"),
        ("8 CFR 1208.22, effect", "8 C.F.R. \u00a7 1208.22"),
        ("INA 241(b)(3)(B) flush", "INA \u00a7 241(b)(3)(B)"),
        ("Davila v. Barr, 968 F.3d 1136 (9th Cir. 2020)", "Davila v. Barr, 968 F.3d 1136 (9th Cir. 2020)"),
    ],
)
def test_provisions_are_written_as_briefs_write_them(cite: str, shown: str) -> None:
    assert written(cite) == shown


def test_read_means_text_or_headnote() -> None:
    assert {Verification(one) for one in READ} == {Verification.TEXT, Verification.HEADNOTE}
