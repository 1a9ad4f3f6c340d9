"""The law on which decided cases rest: what governs here, and which decisions rest on something else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts import harm
from article3.facts.case import Answer, Case
from article3.facts.case_file import parse_case
from article3.law.loading import load
from article3.law.model import Weight
from article3.logic.forum import Forum
from article3.precedents.argument import argument
from article3.precedents.readings import law_here, other_readings
from precedent_law import BLINDNESS, authority, law_of, ruled

if TYPE_CHECKING:
    from article3.law.loading import Law

DAY = dt.date(2026, 10, 2)


@pytest.mark.parametrize(
    ("issue", "circuit", "readings", "by"),
    [
        ("willful_blindness", "ca9", ["willful_blindness"], {"zheng-v-ashcroft", "ornelas-chavez-v-gonzales"}),
        ("willful_blindness", "ca11", ["willful_acceptance"], {"matter-of-s-v"}),
        ("willful_blindness", "ca10", ["willful_acceptance", "willful_blindness"], {"karki-v-holder"}),
        ("government_efforts", "ca5", ["defeat"], {"tabora-gutierrez-v-garland"}),
        ("government_efforts", "ca11", ["defeat"], {"reyes-sanchez-v-attorney-general"}),
        ("breach_of_duty", "ca6", ["defeat", "defeat_unless_blind"], {"zaldana-menijar-v-lynch"}),
    ],
)
def test_the_law_here_is_told_with_who_says_so(law: Law, issue: str, circuit: str, readings: list[str], by: set[str]) -> None:
    (here,) = law_here(law, law.issues[issue], circuit, DAY)
    assert [one.reading for one in here.readings] == readings
    assert here.open is (len(readings) > 1)
    assert by <= {taken.authority for one in here.readings for taken in one.by}
    assert all(one.says for one in here.readings)


def test_an_issue_that_rests_on_no_question_of_law_has_nothing_to_tell(law: Law) -> None:
    assert law_here(law, law.issues["severity"], "ca9", DAY) == ()
    assert other_readings(law, law.issues["severity"], law.authority("davila-v-barr"), "ca11", DAY) == ()


@pytest.mark.parametrize(
    ("issue", "circuit", "decision", "question"),
    [
        ("willful_blindness", "ca11", "zheng-v-ashcroft", "awareness"),
        ("government_efforts", "ca5", "xochihua-jaimes-v-barr", "government_efforts"),
        ("government_efforts", "ca11", "xochihua-jaimes-v-barr", "government_efforts"),
        ("government_efforts", "ca9", "tabora-gutierrez-v-garland", "government_efforts"),
        ("government_efforts", "ca1", "reyes-sanchez-v-attorney-general", "government_efforts"),
    ],
)
def test_a_decision_of_another_court_can_rest_on_what_is_not_the_law_here(
    law: Law, issue: str, circuit: str, decision: str, question: str
) -> None:
    (found,) = other_readings(law, law.issues[issue], law.authority(decision), circuit, DAY)
    assert (found.question, found.held) == (question, True)
    assert found.says
    assert found.court == ""


def test_a_decision_that_says_nothing_of_the_question_was_made_under_the_law_of_its_own_court(law: Law) -> None:
    (found,) = other_readings(law, law.issues["willful_blindness"], law.authority("davila-v-barr"), "ca11", DAY)
    assert (found.held, found.reading, found.court) == (
        False,
        "willful_blindness",
        "Court of Appeals for the Ninth Circuit",
    )


@pytest.mark.parametrize(
    ("issue", "circuit", "decision", "why"),
    [
        ("willful_blindness", "ca9", "davila-v-barr", "its own circuit's law"),
        ("willful_blindness", "ca2", "davila-v-barr", "the reading is the same there"),
        ("willful_blindness", "ca10", "zheng-v-ashcroft", "open: the reading is alive"),
        ("willful_blindness", "ca11", "matter-of-m-s-i", "the Board's is no circuit's law"),
        ("government_efforts", "ca11", "cabrera-vasquez-v-barr", "the Fourth Circuit itself has not decided it"),
        ("breach_of_duty", "ca11", "garcia-milian-v-holder", "what is only said is no holding; its court's law is told instead"),
    ],
)
def test_where_the_reading_is_alive_or_nobody_knows_it_nothing_is_told(
    law: Law, issue: str, circuit: str, decision: str, why: str
) -> None:
    found = other_readings(law, law.issues[issue], law.authority(decision), circuit, DAY)
    assert not any(one.held for one in found), why
    if decision != "garcia-milian-v-holder":
        assert found == (), why


def test_dicta_are_no_ground_to_say_that_a_decision_rests_on_them(law: Law) -> None:
    said = law.authority("garcia-milian-v-holder")
    assert [one.weight for one in said.holdings if one.question == "government_efforts"] == [Weight.DICTA]


def marta() -> Case:
    text = """
article3: 1
title: Marta
forum: {circuit: 9}
feared_harms:
  - id: gang
    what: The gang seizes her; the precinct has been paid.
    reported: yes
    factors:
      willful_blindness: {officials_paid: yes, officials_investigated: no}
      government_efforts: {state_fights_torturers: yes, officials_undo_efforts: yes, corruption_persists: yes}
"""
    return parse_case(text, "marta.yaml", load())


def test_what_rests_on_another_reading_is_likened_last(law: Law) -> None:
    (found,) = argument(marta(), Forum("ca5", DAY), law, ["government_efforts"]).issues
    held = [any(one.held for one in near.decision.rests_on) for near in found.liken]
    assert held == sorted(held)
    assert True in held
    assert found.liken[0].decision.authority == "cabrera-vasquez-v-barr"
    (ours,) = argument(marta(), Forum("ca9", DAY), law, ["government_efforts"]).issues
    assert ours.liken[0].decision.authority == "xochihua-jaimes-v-barr"
    assert ours.liken[0].decision.rests_on == ()
    tabora = next(near for near in ours.distinguish if near.decision.authority == "tabora-gutierrez-v-garland")
    assert tabora.decision.rests_on[0].reading == "defeat"


def test_what_binds_comes_before_what_persuades() -> None:
    law = law_of(
        ruled("far-v-case", "against", "arrests patrols", ""),
        ruled("near-v-case", "against", "arrests", "paid warned"),
        ruled("said-v-case", "against", "arrests", "", weight="dictum"),
        authorities=(authority("near-v-case", "ca1"),),
    )
    case = Case("T.", lists={"feared_harms": (0,)}, names={(harm.harm, 0): "gang"})
    for name in ("paid", "warned", "arrests"):
        case.factors["looking_away", name, 0] = Answer(value=True)
    (found,) = argument(case, Forum("ca9", DAY), law, [BLINDNESS.id]).issues
    assert [near.decision.authority for near in found.distinguish] == ["far-v-case", "near-v-case", "said-v-case"]
    assert [near.level for near in found.distinguish] == [1, 0, 1], "how near it is does not change"


def test_what_governs_stands_in_the_argument(law: Law) -> None:
    (found,) = argument(marta(), Forum("ca11", DAY), law, ["willful_blindness"]).issues
    (here,) = found.law
    assert (here.question, here.open) == ("awareness", False)
    assert "willingly accept" in here.readings[0].says
    assert [taken.cite for taken in here.readings[0].by] == ["Matter of S-V-, 22 I&N Dec. 1306, 1312 (BIA 2000)"]
    assert "Preserve the issue" in here.why
    assert msgspec.json.encode(found)
