"""Authorities as they stand in a forum, warnings, excerpts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.facts.case_file import parse_case, read
from article3.findings import Decision, decide
from article3.findings.authorities import NoAuthorityError, citable, cited_in
from article3.findings.excerpt import excerpt
from article3.logic.forum import Forum
from article3.logic.propositions import cite
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law

TODAY = dt.date(2026, 10, 2)


def forum(circuit: str = "ca9", as_of: dt.date = TODAY) -> Forum:
    return Forum(circuit, as_of)


def test_a_provision_binds_everywhere_and_shows_its_paragraph(law: Law) -> None:
    cited = cited_in(cite("cfr-1208-18", "(a)(6)"), law, forum("ca3"))
    assert cited is not None
    assert cited.binding
    assert cited.cite == "8 CFR 1208.18(a)(6)"
    assert "custody" in cited.says


def test_another_circuits_decision_is_persuasive(law: Law) -> None:
    here = cited_in(cite("zheng-v-ashcroft", "1197", point="awareness"), law, forum("ca9"))
    elsewhere = cited_in(cite("zheng-v-ashcroft", "1197", point="awareness"), law, forum("ca5"))
    assert here is not None
    assert elsewhere is not None
    assert (here.binding, elsewhere.binding) == (True, False)
    assert here.cite == "Zheng v. Ashcroft, 332 F.3d 1186, 1197 (9th Cir. 2003)"


def test_a_board_decision_that_the_circuit_rejects_does_not_bind_there(law: Law) -> None:
    citation = cite("matter-of-s-v", "1312", point="government_efforts")
    rejected, followed = cited_in(citation, law, forum("ca9")), cited_in(citation, law, forum("cadc"))
    assert rejected is not None
    assert followed is not None
    assert (rejected.binding, followed.binding) == (False, True)
    assert "inability" in followed.says


def test_what_did_not_exist_was_no_longer_good_or_is_unread_cannot_be_cited(law: Law) -> None:
    assert cited_in(cite("zheng-v-ashcroft"), law, forum(as_of=dt.date(2003, 6, 17))) is None
    assert cited_in(cite("matter-of-o-f-a-s-2019", "713"), law, forum(as_of=dt.date(2020, 7, 14))) is None
    assert cited_in(cite("cfr-1208-16", "(b)(3)"), law, forum()) is None
    assert cited_in(cite("lozano-zuniga-v-lynch", point="awareness"), law, forum("ca7")) is None
    assert cited_in(cite("zheng-v-ashcroft", point="official_capacity"), law, forum()) is None


def test_a_rule_without_a_citable_authority_is_an_error_that_names_it(law: Law) -> None:
    with pytest.raises(NoAuthorityError, match="none of zheng-v-ashcroft can be cited in ca9 as of 1999-03-22"):
        citable((cite("zheng-v-ashcroft"),), law, forum(as_of=law.begins))


def test_a_heading_is_as_well_checked_as_the_least_checked_paragraph_under_it(law: Law) -> None:
    cited = cited_in(cite("ina-208", "(b)(2)(A)"), law, forum())
    assert cited is not None
    assert cited.verified == "text"
    assert cited_in(cite("cfr-1208-3", "(c)"), law, forum()) is None, "one of its paragraphs is unread"


def warned(law: Law, text: str, as_of: dt.date = TODAY) -> str:
    return " ".join(decide(parse_case(f"article3: 1\n{text}", "case", law), forum(as_of=as_of), law).warnings)


def test_the_day_of_a_petition_for_review_is_worked_out_from_the_order(law: Law) -> None:
    text = "proceeding: {kind: withholding_only, removal_order: %s, final_order_day: 2026-09-15}"
    administrative, reinstated = warned(law, text % "administrative"), warned(law, text % "reinstated")
    assert "a petition for review is due by 2026-10-15: so Riley v. Bondi (U.S. 2025) decided" in administrative
    assert "due by 2026-10-15: so some circuits count for reinstated orders" in reinstated
    assert "was due by 2026-10-15" in warned(law, text % "reinstated", dt.date(2026, 10, 16))
    assert "is due by" in warned(law, text % "reinstated", dt.date(2026, 10, 15))


def test_the_petition_for_review_is_warned_of_though_the_day_or_the_order_is_unknown(law: Law) -> None:
    said = warned(law, "proceeding: {kind: reasonable_fear}")
    assert "Count 30 days from the removal order" in said
    assert "decided for administrative orders, and some circuits" in said


def test_no_petition_is_warned_of_where_none_is_due_or_one_was_filed(law: Law) -> None:
    for text in (
        "proceeding: {kind: removal, final_order_day: 2026-09-15}",
        "proceeding: {kind: withholding_only, final_order_day: 2026-09-15}\nappeal: {petition_day: 2026-09-20}",
    ):
        assert "petition for review" not in warned(law, text)


def test_before_riley_the_warning_does_not_name_it(law: Law) -> None:
    said = warned(law, "proceeding: {kind: withholding_only, final_order_day: 2025-06-01}", dt.date(2025, 6, 25))
    assert "disputed, and the earlier day is the safe one" in said
    assert "Riley" not in said


def test_a_day_after_the_law_was_last_looked_for_is_said(law: Law) -> None:
    after = law.maintained_through + dt.timedelta(days=1)
    assert f"kept to {law.maintained_through}; you asked for {after}" in warned(law, "title: x", after)
    assert "kept to" not in warned(law, "title: x")


def test_the_injunction_is_mentioned_from_the_day_on_which_it_matters(law: Law) -> None:
    assert "enjoined" in warned(law, "title: x", dt.date(2021, 1, 11))
    assert "enjoined" not in warned(law, "title: x", dt.date(2021, 1, 10))


def test_a_date_known_only_to_the_year_is_said_where_it_matters(law: Law) -> None:
    assert "may already have been decided: we know its date only as" in warned(
        law, "feared_harms: [{id: a}]", dt.date(2004, 5, 1)
    )


def test_an_assessment_without_reasons_is_named(law: Law) -> None:
    assert "Recorded without reasons: harm.severe_physical." in warned(law, "feared_harms: [{id: a, severe_physical: yes}]")
    assert "Recorded without reasons" not in warned(law, "feared_harms: [{id: a, severe_physical: {is: yes, note: cables}}]")


def test_facts_without_an_exhibit_are_counted(law: Law) -> None:
    text = "exhibits: [{id: A, title: Declaration}]\nbars: {persecutor: no, human_rights_violator: {is: no, because: [A]}}"
    assert "1 of 2 recorded facts name no exhibit." in warned(law, text)


def test_a_likelihood_that_forgets_relocation_is_pointed_out(law: Law) -> None:
    text = "feared_harms: [{id: a, likelihood: 70%, could_relocate: {is: yes, note: the capital}}]"
    assert "a: the case says both that it is more likely than not and that the applicant could live safely" in warned(law, text)


def test_years_of_prison_without_a_conviction_are_pointed_out(law: Law) -> None:
    assert "there is no conviction" in warned(law, "convictions: []\nbars: {aggravated_felony_years: 6}")


def test_a_likelihood_too_loose_to_decide_is_asked_for_with_what_is_known(law: Law) -> None:
    case = parse_case("article3: 1\nfeared_harms: [{id: a, likelihood: 40% to 70%}]", "case", law)
    assert decide(case, forum(), law).asks["feared_harms[a].likelihood"].known == "40% to 70%"


def test_a_protective_petition_is_due_on_the_monday_after_a_thirtieth_day_on_a_sunday(law: Law) -> None:
    text = "proceeding: {kind: withholding_only, final_order_day: 2026-05-15}"
    assert "review is due by 2026-06-15: " in warned(law, text, dt.date(2026, 6, 15))
    assert "review was due by 2026-06-15: " in warned(law, text, dt.date(2026, 6, 16))


def test_a_protective_petition_is_spoken_of_where_one_may_be_needed(law: Law) -> None:
    assert "give the day of the order" in warned(law, "proceeding: {kind: reasonable_fear}")
    assert "petition for review" not in warned(law, "proceeding: {kind: removal, final_order_day: 2026-05-15}")
    assert "petition for review" not in warned(law, "proceeding: {kind: withholding_only}\nappeal: {petition_day: 2026-06-01}")
    assert "give the day of the order" in warned(law, "proceeding: {kind: withholding_only}", dt.date(2025, 6, 25))


@pytest.fixture(scope="module")
def jorge(law: Law, examples: dict[str, Path]) -> Decision:
    return decide(read(examples["jorge"], law), forum(), law)


def test_an_excerpt_keeps_what_its_findings_rest_on_and_nothing_else(jorge: Decision) -> None:
    part = excerpt(jorge, [jorge.findings["acquiescence[gang]"]])
    assert set(part.findings) == {
        "acquiescence[gang]",
        "acquiescing_official[gang]",
        "awareness[gang]",
        "willful_blindness[gang]",
        "breach_of_duty[gang]",
        "acquiescence_excused[gang]",
    }
    assert set(part.questions) == {"acquiescing_official", "awareness", "government_efforts"}
    assert part.asks == {}


def test_evidence_is_what_decides(jorge: Decision) -> None:
    assert jorge.findings["willful_blindness[gang]"].evidence == ("story",)
    assert jorge.findings["severity[warehouse]"].evidence == ("story", "medical")
    assert jorge.findings["official_capacity[gang]"].evidence == ("story",)
    assert jorge.findings["persecutor"].evidence == ()


EXPECTED = {
    "jorge": {"torture[gang]": "established", "past_torture": "undetermined"},
    "mohamed": {"torture[rearrest]": "established", "past_torture": "established"},
    "fatoumata": {"torture[mariam]": "undetermined", "severe_mental_suffering[mariam]": "established"},
    "shiwen": {"torture[jail]": "established", "official_capacity[jail]": "established"},
    "delphine": {"more_likely_than_not[the-same-man]": "established", "torture[the-same-man]": "undetermined"},
}
"""What each published example shows in the Ninth Circuit, according to the advisory from which it comes."""

PROOF = {"applicant.corroboration", "applicant.other_evidence"}
"""None of the examples speaks of proof beyond the story."""

MISSING = {
    "jorge": {"feared_harms[gang].likelihood", *PROOF},
    "mohamed": {*(f"feared_harms[rearrest].{fact}" for fact in ("likelihood", "needs_a_chain", "weakest_link")), *PROOF},
    "fatoumata": {
        *(f"feared_harms[mariam].{fact}" for fact in ("likelihood", "needs_a_chain", "weakest_link")),
        *PROOF,
        *(
            f"feared_harms[mariam].{fact}"
            for fact in ("instigated_by_official", "officials_consent", "officials_know", "officials_look_away", "duty_breached")
        ),
    },
    "delphine": {
        *(
            f"feared_harms[the-same-man].{fact}"
            for fact in ("instigated_by_official", "officials_consent", "officials_know", "officials_look_away", "duty_breached")
        ),
        *PROOF,
    },
}
"""What the advisory leaves unsaid, and protection under the Convention waits for."""


@pytest.mark.parametrize("name", EXPECTED)
def test_the_published_examples_show_what_the_advisory_says(law: Law, examples: dict[str, Path], name: str) -> None:
    decision = decide(read(examples[name], law), forum(), law)
    assert {identifier: decision.findings[identifier].truth.value for identifier in EXPECTED[name]} == EXPECTED[name]
    assert decision.forms.protection_cat.truth is Truth.UNDETERMINED
    if name in MISSING:
        assert set(decision.forms.protection_cat.missing) == MISSING[name]


@pytest.mark.parametrize(
    ("circuit", "as_of", "acquiescence", "turns_on"),
    [
        ("ca9", TODAY, "established", set()),
        ("ca8", TODAY, "established", {"private_custody", "unticked_box"}),
        ("ca5", TODAY, "undetermined", {"private_custody"}),
        (
            "ca6",
            TODAY,
            "undetermined",
            {"private_custody", "acquiescing_official", "government_efforts", "adverse_credibility", "unticked_box"},
        ),
        ("ca11", TODAY, "undetermined", {"private_custody", "acquiescing_official", "adverse_credibility", "unticked_box"}),
    ],
)
def test_jorges_case_elsewhere_and_earlier(
    law: Law, examples: dict[str, Path], circuit: str, as_of: dt.date, acquiescence: str, turns_on: set[str]
) -> None:
    decision = decide(read(examples["jorge"], law), forum(circuit, as_of), law)
    assert decision.findings["acquiescence[gang]"].truth.value == acquiescence
    # Where nobody has decided it, one more question is open of a case that does not say whether he could live elsewhere.
    elsewhere = {"relocation"} if circuit != "ca9" else set()
    assert set(decision.forms.protection_cat.turns_on) == turns_on | elsewhere


def test_what_may_not_be_needed_names_what_is_asked_first(law: Law) -> None:
    decision = decide(parse_case("article3: 1\ntitle: x", "case", law), forum(), law)
    assert decision.asks["bars.disproved"].after == "bars.evidence_indicates"
    assert not decision.asks["bars.evidence_indicates"].after
    stated = decide(parse_case("article3: 1\nbars: {evidence_indicates: yes}", "case", law), forum(), law)
    assert not stated.asks["bars.disproved"].after


def test_what_cannot_matter_is_not_asked(law: Law) -> None:
    decision = decide(parse_case("article3: 1\nbars: {evidence_indicates: no}", "case", law), forum(), law)
    assert "bars.disproved" not in decision.asks


def test_a_harm_is_asked_for_its_own_first_question(law: Law) -> None:
    decision = decide(parse_case("article3: 1\nfeared_harms: [{id: a}]", "case", law), forum("ca1"), law)
    after = {place: asked.after for place, asked in decision.asks.items() if place.startswith("feared_harms[a].") and asked.after}
    assert after
    assert set(after.values()) == {"feared_harms[a].perpetrator"}


def test_where_no_judge_decides_the_claim_is_put_to_the_department(law: Law) -> None:
    assert "8 CFR 1208.18(d)" in warned(law, "proceeding: {kind: section_235c}")
    assert "8 CFR 1208.18(d)" not in warned(law, "proceeding: {kind: removal}")
