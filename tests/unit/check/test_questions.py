"""What the check asks: plain, sound, and nothing that only a lawyer can answer."""

from __future__ import annotations

import re

import pytest

from article3.check.casing import variable_of
from article3.check.loading import ENTRIES, parts, questions, said, texts
from article3.check.model import ANY, HARD, NOT_SAID, UNKNOWN, Question, Takes
from article3.deadlines.clocks import CLOCKS
from article3.explanations.wording import FORM_NAMES
from article3.facts.events import KINDS
from article3.facts.fact import Kind, Text
from article3.facts.values import value_of
from article3.facts.vocabulary import COLLECTIONS, FACTS
from article3.guide.loading import shelf
from article3.rules.rulebase import RULES
from plain_words import grade

EVERY = list(questions().values())
_NEVER = (
    "you qualify",
    "you will win",
    "no chance",
    "guaranteed",
    "you cannot get protection",
    "you are eligible",
    "you will get",
    "impossible",
)
_HARDEST = 8.9


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_question_states_what_a_witness_can_say(one: Question) -> None:
    for name in one.facts - set(COLLECTIONS):
        where, variable = variable_of(name)
        assert not where or ENTRIES[where] in COLLECTIONS
        assert FACTS[variable].kind is Kind.FACT, f"{name} is for a lawyer to judge"
    for answer in one.answers:
        for name, words in answer.sets.items():
            value_of(variable_of(name)[1], words)
        assert {*answer.lists, *([answer.closes] if answer.closes else ())} <= set(COLLECTIONS)
        assert all(not entry or ENTRIES[entry] == key for key, entry in answer.lists.items())
        assert set(answer.events) <= set(KINDS)
    assert not one.event or (one.event in KINDS and one.takes is Takes.DAY)
    assert not one.outcome or one.outcome in KINDS[one.event].outcomes


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_question_comes_after_what_it_waits_for(one: Question) -> None:
    order = list(questions())
    assert one.part in parts()
    assert one.id != HARD
    for lead, wanted in one.after.items():
        assert order.index(lead) < order.index(one.id)
        before = questions()[lead]
        assert parts().index(before.part) <= parts().index(one.part)
        assert set(wanted) <= {answer.id for answer in before.answers} | {UNKNOWN, NOT_SAID, ANY}
    assert one.takes is not None or len(one.answers) > 1
    assert len({answer.id for answer in one.answers}) == len(one.answers)
    assert all(re.fullmatch("[a-z_]+", answer.id) for answer in one.answers)


def test_the_check_is_short_and_has_its_parts_in_order() -> None:
    assert 35 <= len(EVERY) <= 65
    assert [one.part for one in EVERY] == sorted((one.part for one in EVERY), key=parts().index)
    assert {one.part for one in EVERY} == set(parts())
    assert parts()[0] == "urgent"
    assert parts()[-1] == HARD


def test_nothing_is_typed_but_days() -> None:
    for one in EVERY:
        for name in one.facts - set(COLLECTIONS):
            if isinstance(variable_of(name)[1], Text):
                assert one.answers or one.takes is Takes.COUNTRY, one.id


def test_what_answers_tell_is_said_and_what_is_said_is_told() -> None:
    told = {name for one in EVERY for answer in one.answers for name in answer.tells}
    assert told == {notice.id for notice in said().notices}


def test_every_element_rule_form_and_page_is_there() -> None:
    assert {form.id for form in said().forms} == set(FORM_NAMES) - {"protection_cat"}
    pages = {page.id: {section.id for section in page.sections} for page in shelf().pages}
    for element in said().elements:
        assert element.rule in RULES
        assert set(element.forms) <= set(FORM_NAMES)
    leads = [one.to for one in said().elements if one.to] + [one.to for one in said().notices if one.to]
    leads += [one.to for one in said().clocks] + [one.to for one in said().forms]
    assert len(leads) > 40
    for to in leads:
        page, _, section = to.partition("#")
        assert page in pages, to
        assert not section or section in pages[page], to


def test_a_deadline_that_answers_can_start_has_plain_words() -> None:
    kinds = {one.event for one in EVERY} | {"arrived", "asylum_filed", "order_final"}
    started = {clock.id for clock in CLOCKS if clock.starts in kinds and clock.sort.value in {"last_day", "window", "set_day"}}
    assert started <= {clock.id for clock in said().clocks}


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_question_can_be_read_in_the_eighth_grade(one: Question) -> None:
    words = " ".join(filter(None, [one.asks, one.help, *(f"{answer.says}." for answer in one.answers)]))
    assert grade(words) <= 10.5, "one question alone"


def test_the_whole_can_be_read_in_the_eighth_grade() -> None:
    asked = " ".join(filter(None, (text for one in EVERY for text in (one.asks, one.help))))
    assert grade(asked) <= _HARDEST
    assert grade(" ".join(f"{text}." for text, _ in texts() if text)) <= _HARDEST


def test_nobody_is_promised_or_refused_anything() -> None:
    for text, _ in texts():
        assert not any(phrase in text.lower() for phrase in _NEVER), text
