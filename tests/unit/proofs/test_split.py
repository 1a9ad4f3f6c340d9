"""The fewest facts on which two forums part: decided apart by both, and none to spare."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts.case_file import parse_case
from article3.findings import decide
from article3.law.positions import governance
from article3.logic.forum import Forum
from article3.logic.propositions import Rule, all_of, any_of, cite, rule, unless
from article3.proofs.split import Split, asks, both_ways, split
from article3.rules.bars import mandatory_denial
from article3.rules.convention import protection_cat, withholding_cat
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.truth import Truth

DAY = dt.date(2026, 10, 2)
NINTH, FIFTH = Forum("ca9", DAY), Forum("ca5", DAY)


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long the solver takes says how busy the machine is, not whether it is right."""
    monkeypatch.setattr("article3.proofs.split.PATIENCE", 600_000)


def truths(found: Split, law: Law, forums: tuple[Forum, Forum], case: Case) -> tuple[Truth, ...]:
    name = next(iter(found.samples[0].truths))
    decisions = (decide(case, forum, law) for forum in forums)
    return tuple(decision.findings[name].truth for decision in decisions)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("forums", "question", "rule_", "most"),
    [
        ((NINTH, FIFTH), "", "", 20),
        ((NINTH, FIFTH), "government_efforts", "", 24),
        ((NINTH, FIFTH), "government_efforts", "acquiescence_excused", 1),
        ((NINTH, FIFTH), "", "serious_conviction", 6),
        ((Forum("ca7", dt.date(2010, 1, 1)), Forum("ca7", DAY)), "", "", 21),
        ((Forum("ca2", DAY), Forum("ca6", DAY)), "", "timely_petition", 3),
    ],
)
def test_both_forums_decide_it_apart_and_no_fact_can_be_spared(
    law: Law, forums: tuple[Forum, Forum], question: str, rule_: str, most: int
) -> None:
    found = split(law, *forums, question, rule_)
    assert found is not None
    assert all(sample.confirmed for sample in found.samples)
    assert found.smallest
    assert len(found.facts) <= most
    assert found.rule == (rule_ or "protection_cat")
    case = parse_case(found.samples[0].text, "found", law)
    assert truths(found, law, forums, case) == found.truths
    assert found.truths[0] is not found.truths[1]
    name = next(iter(found.samples[0].truths))
    live = governance(law, question, forums[0].circuit, forums[0].as_of).live if question else ()

    def shows(part: Case) -> bool:
        """Apart, and because of the question alone if one was named."""
        because = not question or decide(part, forums[1], law, assume={question: live[0]}).findings[name].truth is found.truths[0]
        return truths(found, law, forums, part) == found.truths and because

    assert shows(case)
    for place in case.answers:
        less = msgspec.structs.replace(case, answers={other: told for other, told in case.answers.items() if other != place})
        assert not shows(less), place
    if question:
        assert [parting.decides for parting in found.partings if parting.question == question] == [True]
    for parting in found.partings:
        assert parting.readings[0] != parting.readings[1]
        assert parting.readings == tuple(governance(law, parting.question, each.circuit, each.as_of).live for each in forums)


def test_a_forum_does_not_part_from_itself_nor_where_the_readings_are_the_same(law: Law) -> None:
    assert split(law, NINTH, NINTH) is None
    assert governance(law, "awareness", "ca9", DAY).live == governance(law, "awareness", "ca5", DAY).live
    assert split(law, NINTH, FIFTH, "awareness") is None
    assert split(law, NINTH, FIFTH, rule="lawful_status") is None


def test_what_does_not_exist_is_an_error(law: Law) -> None:
    with pytest.raises(KeyError):
        split(law, NINTH, FIFTH, "beauty")
    with pytest.raises(KeyError):
        split(law, NINTH, FIFTH, rule="beauty")


def test_a_form_is_tried_both_ways_on_what_bars_one_and_opens_the_other() -> None:
    assert both_ways(protection_cat) == [mandatory_denial]
    assert both_ways(withholding_cat) == []
    inner = rule("inner", "It is so.", RULES["persecutor"], by=cite("none"))
    outer: Rule = rule(
        "outer", "It is.", any_of(all_of(inner, RULES["hearing"]), unless(RULES["purpose"], inner)), by=cite("none")
    )
    assert both_ways(outer) == [inner]


def test_a_rule_asks_what_stands_below_it() -> None:
    assert asks(protection_cat, "awareness")
    assert not asks(RULES["severity"], "awareness")
