"""The precedents as questions: that they are sound, that they contradict each other nowhere, and that a slip is named."""

from __future__ import annotations

import dataclasses
import json
import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts import harm
from article3.facts.case_file import read
from article3.findings import decide
from article3.law.data_files import LawDataError
from article3.law.forums import circuits
from article3.law.loading import DATA, Law, load
from article3.law.model import Verification
from article3.law.positions import governance
from article3.law.precedents import Decided, Side, Weighed
from article3.logic.forum import Forum
from article3.precedents.forcing import constrain
from article3.precedents.reasons import Constraint, Facts, Known, Model, Outcome, Ruling, answer, clashes, constrained
from article3.precedents.standing import Standing, forcing, placed
from article3.precedents.vocabulary import problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path


def test_the_facts_that_issues_name_exist(law: Law) -> None:
    assert list(problems(law.issues.values())) == []


def test_there_are_issues_with_decisions_on_both_sides(law: Law) -> None:
    assert len(law.issues) >= 10
    for issue in law.issues.values():
        assert {one.outcome for one in law.decided[issue.id]} == set(Side) or not law.decided[issue.id], issue.id


def test_no_two_factors_of_an_issue_read_alike(law: Law) -> None:
    for issue in law.issues.values():
        said = [factor.says for factor in issue.factors]
        assert sorted(set(said)) == sorted(said), issue.id


def days(law: Law) -> list[dt.date]:
    """Every day on which a decision with precedents begins or ceases to count, and the last day of the data."""
    found = {law.maintained_through}
    for precedent in law.precedents:
        found.add(law.authority(precedent.authority).decided.last)
        found |= {treatment.on or later.decided.last for later, treatment in law.treated.get(precedent.authority, ())}
    return sorted(day for day in found if law.begins <= day <= law.maintained_through)


def opposed(law: Law, issue: str, model: Model) -> list[tuple[Ruling, Ruling]]:
    """Two holdings, whosesoever, that some situation would be forced by both ways."""
    everywhere = placed(law, issue, circuits(law)[0], law.maintained_through)
    holdings = [one.ruling for one in everywhere if one.precedent.weight is Decided.HOLDING and not one.precedent.doubt]
    return list(clashes(holdings, model))


def contradictions(law: Law, issue: str, model: Model) -> Iterator[str]:
    """Two of them that bind together, on some day and in the same rank."""
    for one, other in opposed(law, issue, model):
        names = " and ".join(ruling.name.partition("#")[0] for ruling in (one, other))
        for day in days(law):
            for circuit in circuits(law):
                if one.rank == other.rank and {one, other} <= set(forcing(law, issue, circuit, day, feared=False)):
                    yield f"{issue}, {circuit}, {day}: {names} contradict each other; read both again, or record which one limits the other"


@pytest.mark.parametrize("model", Model)
def test_no_two_decisions_of_one_tribunal_contradict_each_other(law: Law, model: Model) -> None:
    assert [said for issue in law.issues for said in contradictions(law, issue, model)] == []


@pytest.mark.parametrize("model", Model)
def test_decisions_that_contradict_each_other_are_named_with_the_day(law: Law, model: Model) -> None:
    """Of two that decided the same situation in opposite ways, made of one that is there."""
    nuru = next(one for one in law.decided["severity"] if one.authority == "nuru-v-gonzales")
    against = msgspec.structs.replace(
        nuru, outcome=Side.AGAINST, reason=("rough_treatment_only",), against=("rough_treatment_only",)
    )
    for_ = msgspec.structs.replace(nuru, against=("rough_treatment_only",))
    two = law.weighing(Weighed(law.weighed().issues, (for_, against)))
    [first, *_] = contradictions(two, "severity", model)
    assert first == (
        "severity, ca9, 2005-04-21: nuru-v-gonzales and nuru-v-gonzales contradict each other; read both again, or record which one limits the other"
    )


READINGS_THAT_DO_NOT_MATTER = {
    ("specific_intent_prisons", "matter-of-j-e", "intent_in_institutions"): (
        "Where abuse of this person counts too, conditions kept in order to hurt still count; the case has a factor for the abuse."
    ),
    ("specific_intent_prisons", "matter-of-j-e", "private_custody"): "Prisons are in the custody of officials.",
    (
        "breach_of_duty",
        "matter-of-s-v",
        "awareness",
    ): "That a government cannot control the group is said of its duty, not of what it knows.",
}
"""Holdings that force though the decision adopts, on some question, a reading that is not the circuit's, each with the reason."""


def test_no_holding_forces_by_a_reading_that_is_not_the_circuits(law: Law) -> None:
    """Whatever question the decision answered: where it bears on the issue, the issue must name it."""
    found = set()
    for issue in law.issues:
        for circuit in circuits(law):
            for one in placed(law, issue, circuit, law.maintained_through):
                for held in one.authority.holdings if one.forces else ():
                    if held.question and held.reading not in governance(law, held.question, circuit, law.maintained_through).live:
                        found.add((issue, one.authority.id, held.question))
    assert found == set(READINGS_THAT_DO_NOT_MATTER), (
        "name the question in 'questions' of the issue, or say here why it does not matter"
    )


def test_a_group_may_be_spoken_of_where_evidence_of_the_country_is_enough(law: Law) -> None:
    """Kamalthas v. INS (9th Cir. 2001) against Matter of M-B-A-."""
    standing = {
        circuit: next(
            one.standing
            for one in placed(law, "individual_risk", circuit, law.maintained_through)
            if one.authority.id == "matter-of-m-b-a"
        )
        for circuit in ("ca2", "ca9")
    }
    assert standing == {"ca2": Standing.BINDING, "ca9": Standing.OUTRANKED}


def test_what_officials_did_forces_nothing_of_what_they_will_do(law: Law) -> None:
    """Davila v. Barr (9th Cir. 2020) and De Leon Lopez v. Garland (9th Cir. 2022) decided of harm that had happened."""
    of_the_past = {one.authority for one in law.precedents if one.past}
    assert of_the_past == {"davila-v-barr", "de-leon-lopez-v-garland"}
    for issue in ("willful_blindness", "breach_of_duty"):
        both = forcing(law, issue, "ca9", law.maintained_through, feared=False)
        assert any(ruling.name.startswith("davila-v-barr") for ruling in both)
        future = forcing(law, issue, "ca9", law.maintained_through, feared=True)
        assert not any(ruling.name.partition("#")[0] in of_the_past for ruling in future)


def test_a_holding_of_the_past_settles_past_harm_and_is_likened_to_for_feared_harm(tmp_path: Path, law: Law) -> None:
    issue = law.issues["willful_blindness"]
    davila = next(one for one in law.decided[issue.id] if one.authority == "davila-v-barr")
    facts = {one.fact: one.id in davila.for_ for one in issue.factors if one.fact and not one.is_}
    factors = {one.id: one.id in davila.for_ for one in issue.factors if not one.fact}
    he = {"id": "he", **facts, "factors": {issue.id: factors}}
    for place, truth in (("past_harms", True), ("feared_harms", None)):
        path = tmp_path / f"{place}.yaml"
        path.write_text(json.dumps({"article3": 1, "forum": {"circuit": 9}, place: [he]}), encoding="utf-8")
        case = read(path, law)
        found = constrain(case, Forum("ca9", law.maintained_through), law).case
        assert found.value(harm.officials_look_away, 0) is truth, place


def test_every_holdings_own_facts_force_its_own_outcome_where_it_binds(law: Law) -> None:
    today, seen = law.maintained_through, 0
    for issue in law.issues:
        for circuit in circuits(law):
            rulings = forcing(law, issue, circuit, today, feared=False)
            for ruling in rulings:
                found: Constraint = constrained(rulings, ruling.facts)
                assert found.outcome.value == ruling.outcome.value or ruling in found.contrary, (issue, circuit, ruling.name)
                seen += 1
    assert seen > 20


def test_nothing_is_forced_where_nothing_is_known(law: Law) -> None:
    for issue in law.issues.values():
        for circuit in circuits(law):
            rulings = forcing(law, issue.id, circuit, law.maintained_through, feared=False)
            known = Known(Facts(frozenset(issue.of(Side.FOR)), frozenset(issue.of(Side.AGAINST))), frozenset(), frozenset())
            assert answer(rulings, known).outcome is Outcome.NOT_FORCED


def test_what_is_in_doubt_says_why_and_forces_nothing(law: Law) -> None:
    doubtful = {(one.authority, one.issue) for one in law.precedents if one.doubt}
    assert doubtful
    for issue in law.issues:
        for circuit in circuits(law):
            for one in placed(law, issue, circuit, law.maintained_through):
                assert not (one.forces and (one.authority.id, issue) in doubtful)
    assert all(one.weight is Decided.HOLDING and one.doubt.endswith(".") for one in law.precedents if one.doubt)


def test_only_holdings_of_tribunals_that_bind_can_force(law: Law) -> None:
    standings = set()
    for issue in law.issues:
        for circuit in circuits(law):
            for one in placed(law, issue, circuit, law.maintained_through):
                standings.add(one.standing)
                court = law.courts[one.authority.court]
                binds = court.rank > 0 and (not court.forum or court.id == circuit)
                if one.forces:
                    assert binds
                    assert one.authority.precedential
                    assert one.precedent.weight is Decided.HOLDING
                    assert one.precedent.verified is not Verification.UNREAD
    assert {Standing.BINDING, Standing.ELSEWHERE} <= standings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "law"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "precedents", "countries", "coverage"))
    (copy / "precedents" / "issues").mkdir(parents=True)
    (copy / "precedents" / "decisions").mkdir()
    (copy / "precedents" / "issues" / "filming.toml").write_text(ISSUE, encoding="utf-8")
    (copy / "precedents" / "decisions" / "zheng-v-ashcroft.toml").write_text(DECISION, encoding="utf-8")
    return copy


ISSUE = """
title = "Filming"
asks = "Would they film it?"
entity = "harm"
for = { officials_look_away = true }
against = { officials_look_away = false }
by = "cfr-1208-18"
about = "Invented."

[[factors]]
id = "camera"
side = "for"
asks = "Was there a camera?"
says = "a camera"
lacks = "no camera"
by = "cfr-1208-18"
evidence = "Pictures."

[[factors]]
id = "dark"
side = "against"
asks = "Was it dark?"
says = "darkness"
lacks = "light enough"
by = "cfr-1208-18"
evidence = "An almanac."
"""
DECISION = """
[[on]]
issue = "filming"
outcome = "for"
weight = "holding"
reason = ["camera"]
for = ["camera"]
against = ["dark"]
says = "It said so."
verified = "text"
source = "invented"
"""


def test_a_small_law_is_read(data: Path) -> None:
    law = load(data)
    (precedent,) = law.decided["filming"]
    assert (precedent.authority, precedent.outcome, precedent.reason) == ("zheng-v-ashcroft", Side.FOR, ("camera",))
    assert law.issues["filming"].factor("dark").side is Side.AGAINST
    assert law.issues["filming"].listed(("dark", "camera")) == "darkness, a camera"
    assert law.issues["filming"].factor("dark").lacks == "light enough"
    for use in (law.issues["filming"].factor, lambda name: law.issues["filming"].listed([name])):
        with pytest.raises(KeyError):
            use("light")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Filming"', 'title = " "', "precedents/issues/filming.toml: 'title' is empty; say it"),
        ('title = "Filming"', 'id = "x"', "precedents/issues/filming.toml: the id is the name of the file; remove the key 'id'"),
        ('title = "Filming"', 'titel = "Filming"', "precedents/issues/filming.toml: Object contains unknown field `titel`; docs/how-to"),
        ('entity = "harm"', 'entity = "person"', "precedents/issues/filming.toml: Invalid enum value 'person'"),
        ('by = "cfr-1208-18"\nabout', 'by = "cfr-9"\nabout', "filming.toml: 'by' names 'cfr-9', which has no file; add law/authorities/cfr-9.toml"),
        ('by = "cfr-1208-18"\nevidence = "P', 'by = "cfr-9"\nevidence = "P', "filming.toml: factor 'camera': 'by' names 'cfr-9'"),
        ('says = "a camera"\n', "", "filming.toml: factor 'camera': 'says' is missing; name the factor in a few words, as they read in a list"),
        ('lacks = "light enough"\n', "", "filming.toml: factor 'dark': 'lacks' is missing; say in a few words that it is not so, as they read in a list"),
        ('id = "dark"\nside = "against"\nasks = "Was it dark?"\nsays = "darkness"\n', 'asks = "Was it dark?"\n', "filming.toml: factor 2: 'says' is missing"),
        ('says = "a camera"', 'says = " "', "filming.toml: factor 'camera': 'says' is empty; name the factor in a few words"),
        ('lacks = "no camera"', 'lacks = ""', "filming.toml: factor 'camera': 'lacks' is empty; say in a few words that it is not so"),
        ('says = "a camera"', 'says = "a camera, and film"', "factor 'camera': 'says' has a mark that would break a list; use no comma"),
        ('lacks = "no camera"', 'lacks = "No camera."', "factor 'camera': 'lacks' has a mark that would break a list; use no comma"),
        ('says = "darkness"', 'says = "one two three four five six seven eight nine ten"', "factor 'dark': 'says' has 10 words; use 9 at most"),
        ('lacks = "no camera"', 'lacks = "a camera"', "factor 'camera': 'says' and 'lacks' are the same; one is the negation of the other"),
        ('evidence = "Pictures."', 'evidence = ""', "factor 'camera': 'evidence' is empty; say it"),
        ('evidence = "Pictures."', 'evidence = "P."\nis = "x"', "factor 'camera': 'is' names an option of a fact; name the fact too"),
        ('id = "dark"', 'id = "camera"', "factor 'camera': there are two of this id; rename one"),
        ('id = "dark"', 'id = "Very dark"', "factor 'Very dark': this is no id; use small letters, digits and '_'"),
        ('side = "against"', 'side = "for"', "filming.toml: no factor is against the applicant; an issue needs factors on both sides"),
        ('about = "I', 'questions = ["filmed"]\nabout = "I', "filming.toml: 'questions' names 'filmed', which has no file in questions/"),
        ("away = false }", "away = true }", "filming.toml: both outcomes establish officials_look_away alike"),
    ],
)  # fmt: skip
def test_a_slip_in_an_issue_is_named_with_its_remedy(data: Path, old: str, new: str, said: str) -> None:
    place = data / "precedents" / "issues" / "filming.toml"
    assert ISSUE.count(old) == 1
    place.write_text(ISSUE.replace(old, new), encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        load(data)
    assert said in str(caught.value)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('issue = "filming"', 'issue = "flying"', "decisions/zheng-v-ashcroft.toml: on flying: there is no such issue; precedents/issues has filming"),
        ('reason = ["camera"]', "reason = []", "on filming: 'reason' is empty; name the factors for the applicant on which the decision rests"),
        ('reason = ["camera"]', 'reason = ["dark"]', "'reason' names 'dark', which is a factor against the applicant; move it to the other list"),
        ('for = ["camera"]', "for = []", "'reason' names 'camera', which 'for' does not list; add it there"),
        ('for = ["camera"]', 'for = ["camera", "camera"]', "'for' names 'camera' twice; remove one"),
        ('against = ["dark"]', 'against = ["camera"]', "'against' names 'camera', which is a factor for the applicant; move it to the other list"),
        ('against = ["dark"]', 'against = ["fog"]', "'against' names 'fog', which is no factor of precedents/issues/filming.toml; those against the applicant are dark"),
        ('verified = "text"', 'verified = "unread"', "what nobody has read may not be used; read at least an account of it, or remove the file"),
        ('source = "invented"', 'source = ""', "'source' is empty; say it"),
        ('says = "It said so."', 'said = "It said so."', "zheng-v-ashcroft.toml: on[1]: Object contains unknown field `said`"),
        ('weight = "holding"', 'weight = "decided"', "zheng-v-ashcroft.toml: on[1]: Invalid enum value 'decided'"),
        ('weight = "holding"', 'weight = "remand"\ndoubt = "Why not."', "'doubt' keeps a holding from forcing; this is no holding"),
        ('weight = "holding"', 'weight = "upheld"\npast = true', "'past' keeps a holding on harm from forcing what is to come; this is none"),
        ("[[on]]", "on = 3\n[of]", "precedents/decisions/zheng-v-ashcroft.toml: unknown key 'of'"),
        (DECISION, "on = 3", "precedents/decisions/zheng-v-ashcroft.toml: 'on' is no table; write [[on]] on a line"),
        (DECISION, "on = [", "precedents/decisions/zheng-v-ashcroft.toml: Invalid value"),
        ("[[on]]", "[[of]]", "zheng-v-ashcroft.toml: unknown key 'of'; everything stands under [[on]]"),
        (DECISION, "", "zheng-v-ashcroft.toml: no [[on]] was found; add one for each issue on which it speaks"),
        (DECISION, DECISION * 2, "on filming: it stands twice with this outcome and weight; put its factors into one entry"),
        ('issue = "filming"', 'issue = "filming"\nauthority = "x"', "on[1]: the authority is the name of the file; remove the key 'authority'"),
    ],
)  # fmt: skip
def test_a_slip_in_a_decision_is_named_with_its_remedy(data: Path, old: str, new: str, said: str) -> None:
    place = data / "precedents" / "decisions" / "zheng-v-ashcroft.toml"
    assert DECISION.count(old) == 1
    place.write_text(DECISION.replace(old, new), encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        load(data)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobody-v-nowhere", "no authority has the id 'nobody-v-nowhere': add law/authorities/nobody-v-nowhere.toml first"),
        ("cfr-1208-18", "8 CFR 1208.18 is no decision; only decisions are precedents"),
    ],
)
def test_a_precedent_needs_a_decision_that_is_recorded(data: Path, name: str, said: str) -> None:
    (data / "precedents" / "decisions" / f"{name}.toml").write_text(DECISION, encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        load(data)
    assert said in str(caught.value)


def test_an_issue_can_be_the_point_on_which_a_decision_is_ended(data: Path) -> None:
    place = data / "authorities" / "zheng-v-ashcroft.toml"
    whole = place.read_text(encoding="utf-8")
    place.write_text(
        f'{whole}\n[[treats]]\nauthority = "matter-of-s-v"\nhow = "limits"\npoint = "filming_it"\n', encoding="utf-8"
    )
    with pytest.raises(LawDataError, match="'filming_it' is no question of law and no issue"):
        load(data)
    (data / "precedents" / "issues" / "filming.toml").rename(data / "precedents" / "issues" / "filming_it.toml")
    decision = data / "precedents" / "decisions" / "zheng-v-ashcroft.toml"
    decision.write_text(DECISION.replace('"filming"', '"filming_it"'), encoding="utf-8")
    assert "filming_it" in load(data).issues


def test_a_change_of_a_precedent_is_noticed(data: Path) -> None:
    assert load(data).decided["filming"][0].outcome is Side.FOR
    load.cache_clear()
    changed = DECISION.replace('outcome = "for"', 'outcome = "against"').replace('reason = ["camera"]', 'reason = ["dark"]')
    (data / "precedents" / "decisions" / "zheng-v-ashcroft.toml").write_text(changed, encoding="utf-8")
    assert load(data).decided["filming"][0].outcome is Side.AGAINST


def test_precedents_are_read_only_when_asked_for_and_then_from_a_copy_of_their_own(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load.__wrapped__(data)
    law = load.__wrapped__(data)
    assert "issues" not in vars(law)
    assert "precedents" not in vars(law)
    kept = sorted(path.name.partition("-")[0] for path in (tmp_path / "cache" / "article3").glob("*.json"))
    assert kept == ["law", "precedents"]
    assert list(law.issues) == ["filming"]
    (path,) = (tmp_path / "cache" / "article3").glob("precedents-*.json")
    path.unlink()
    again = load.__wrapped__(data)
    assert [one.authority for one in again.precedents] == ["zheng-v-ashcroft"]


def test_where_other_facts_alone_could_force_an_outcome_the_law_says_so(data: Path, law: Law) -> None:
    assert load.__wrapped__(data).raised_by_facts == frozenset()
    issue = data / "precedents" / "issues" / "filming.toml"
    told = issue.read_text(encoding="utf-8")
    issue.write_text(told.replace('id = "camera"', 'id = "camera"\nfact = "reported"'), encoding="utf-8")
    assert load.__wrapped__(data).raised_by_facts == {"filming"}
    assert law.raised_by_facts == law.weighed().raised_by_facts


def test_a_case_without_factors_needs_no_precedent(law: Law, examples: dict[str, Path]) -> None:
    def nobody() -> Weighed:
        raise AssertionError("nobody asks")

    case = msgspec.structs.replace(read(examples["mohamed"], law), factors={})
    forum = Forum("ca9", law.maintained_through)
    assert law.raised_by_facts == frozenset()
    decision = decide(case, forum, dataclasses.replace(law, weighed=nobody))
    assert decision == decide(case, forum, law)
    everything = dataclasses.replace(law, raised_by_facts=frozenset(law.issues))
    assert decision == decide(case, forum, everything), "to look at every issue finds nothing more"


def test_on_its_own_day_a_holding_forces_its_own_outcome_wherever_it_binds(law: Law) -> None:
    seen = set()
    for precedent in law.precedents:
        day = max(law.authority(precedent.authority).decided.last, law.begins)
        if not precedent.forces or day > law.maintained_through:
            continue
        facts = Facts(frozenset(precedent.for_), frozenset(precedent.against))
        for circuit in circuits(law):
            standing = [one for one in placed(law, precedent.issue, circuit, day) if one.precedent is precedent]
            if standing[0].forces:
                found = constrained(forcing(law, precedent.issue, circuit, day, feared=False), facts)
                assert found.outcome.value == precedent.outcome.value, (precedent.authority, precedent.issue, circuit)
                seen.add((precedent.authority, precedent.issue))
    assert seen == {(one.authority, one.issue) for one in law.precedents if one.forces}, "each binds somewhere on its own day"
